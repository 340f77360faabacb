//! Words of two characters that stand twice at once (S107): 定期定期清理. Beside those that the lexicon lists, any common word
//! does, unless two words meet there (集装箱|装箱, 城市|城市管理) or it is of those that are said twice (研究研究, 非常非常).

use std::ops::Range;

use crate::chinese::is_chinese;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::markdown::Paragraph;
use crate::model::lexicon::{Lexicon, is_word};

use super::Text;
use super::company::begins_another_word;
use super::leftover::is_parted;
use super::shown::is_shown_as_wrong;

/// A word has so many bytes.
const WORD: usize = 6;

/// What somebody does a little, or very much, and what begins or ends names of bodies and of other words.
const SAID_TWICE: [&str; 120] = [
    "研究", "讨论", "商量", "商讨", "学习", "了解", "活动", "休息", "锻炼", "打听", "介绍", "考虑", "体验", "感受",
    "尝试", "帮助", "照顾", "教育", "解释", "说明", "调查", "观察", "比较", "比划", "琢磨", "合计", "交流", "沟通",
    "检查", "打扫", "收拾", "整理", "清理", "走访", "走动", "参观", "欣赏", "享受", "放松", "轻松", "指导", "指点",
    "评论", "评价", "分析", "总结", "回顾", "反省", "反思", "思考", "思量", "计算", "盘算", "打量", "修理", "收集",
    "准备", "宣传", "动员", "鼓励", "批评", "支持", "关心", "照看", "安慰", "开导", "熟悉", "认识", "联系", "改造",
    "修改", "推荐", "核实", "调解", "协调", "疏导", "疏通", "参考", "参谋", "点拨", "提醒", "掂量", "体谅", "见识",
    "高兴", "热闹", "暖和", "凉快", "舒服", "明白", "清楚", "痛快", "快活", "意思", "感谢", "谢谢", "欢迎", "恭喜",
    "非常", "特别", "永远", "许多", "好多", "很多", "十分", "慢慢", "大家", "宝贝", "城市", "政府", "组织", "装箱",
    "事项", "信息", "公司", "社会", "人民", "保管", "代表", "企业",
];

/// What goes on with a word to a longer one that begins with it.
const GOES_ON: &str = "地物品器机区科业学家队户者商社网车度场线卡号级类量力名税值比日月年期版本式型体界圈层面处馆会长派流板件树林\
                       苗油气水电";

/// Ends of places, and beginnings of figures and of what is said of each.
const PLACES: &str = "市县区镇乡村州省路街江河湖山寨湾店";
const EACH: &str = "一二两三几半多好大小点老";

/// The findings of a paragraph.
pub fn look(text: &Text, paragraph: &Paragraph) -> Vec<Diagnostic> {
    let found = places(&paragraph.words, &text.site.lexicon);
    found.into_iter().filter_map(|range| finding(text, paragraph, range)).collect()
}

/// The finding that a word stands twice, where no line ends between.
fn finding(text: &Text, paragraph: &Paragraph, range: Range<usize>) -> Option<Diagnostic> {
    let found = &paragraph.words[range.clone()];
    let place = paragraph.range(range.start, range.end);
    let span = Span::new(text.file, text.body + place.start, text.body + place.end);
    let source = &text.source[span.start as usize..span.end as usize];
    let right = &found[..found.len() / 2];
    let finding = Diagnostic::new(Code::S107, span).arg("found", found).subject(found.to_owned()).arg("right", right);
    (!is_parted(source)).then(|| finding.fix((source == found).then(|| right.to_owned())))
}

/// Each word of a paragraph that stands twice and that the lexicon does not speak of.
fn places(words: &str, lexicon: &Lexicon) -> Vec<Range<usize>> {
    let bytes = words.as_bytes();
    let (mut found, mut run) = (Vec::new(), 0);
    for (at, (one, other)) in bytes.iter().zip(bytes.iter().skip(WORD)).enumerate() {
        run = if one == other { run + 1 } else { 0 };
        if run < WORD {
            continue;
        }
        let range = at + 1 - WORD..at + 1 + WORD;
        if is_twice(words, &range, lexicon) {
            found.push(range);
            run = 0;
        }
    }
    found
}

fn is_twice(words: &str, range: &Range<usize>, lexicon: &Lexicon) -> bool {
    let Some(twice) = words.get(range.clone()) else { return false };
    let (word, _) = twice.split_at(WORD);
    let mut letters = word.chars();
    let (Some(first), Some(second), None) = (letters.next(), letters.next(), letters.next()) else { return false };
    let is_common = is_chinese(first) && is_chinese(second) && first != second && is_word(word);
    if !is_common || EACH.contains(first) || PLACES.contains(second) || SAID_TWICE.contains(&word) {
        return false;
    }
    let before = words[..range.start].chars().next_back();
    let Some(behind) = words[range.end..].chars().next().filter(|c| is_chinese(*c)) else { return false };
    let is_said = before.is_some_and(|c| "再越“了".contains(c)) || "再了看着过一".contains(behind);
    let meets = before.is_some_and(|c| is_word(&format!("{c}{first}"))) || is_word(&format!("{second}{behind}"));
    let goes_on = GOES_ON.contains(behind) || begins_another_word(words, range);
    !is_said && !meets && !goes_on && !lexicon.speaks_of(twice) && !is_shown_as_wrong(words, range)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_stand_twice_are_found() {
        let found = |words: &str| {
            places(words, &Lexicon::default()).into_iter().map(|range| words[range].to_owned()).collect::<Vec<_>>()
        };
        for (words, twice) in [
            ("定期定期清理过期信息", "定期定期"),
            ("及时准确准确发布信息", "准确准确"),
            ("进一步规范规范答复文书", "规范规范"),
            ("确定专人专人负责更新", "专人专人"),
            ("加强对基层基层干部的培训", "基层基层"),
            ("每季度对对口对口支援", "对口对口"),
            ("指导各镇各镇依法办理", ""),
            ("聘请专业专业指导", "专业专业"),
            ("始终始终坚持依法公开", "始终始终"),
            ("未能未能及时更新", "未能未能"),
            ("长期长期存在的困难", "长期长期"),
        ] {
            assert_eq!(found(words).join(""), twice, "{words}");
        }
        for words in [
            "盐城市城市管理局",
            "集装箱装箱作业",
            "市人民政府政府信息公开",
            "社会组织组织志愿者",
            "研究研究再说",
            "非常非常重视",
            "一个一个来",
            "妥善保管保管物",
            "创业创业者说",
            "根据根据地的经验",
            "全体代表代表团审议",
            "公开公开再公开",
            "老人可活动活动筋骨",
            "许多许多群众",
            "“定期定期”字样",
        ] {
            assert!(found(words).is_empty(), "{words}");
        }
    }
}

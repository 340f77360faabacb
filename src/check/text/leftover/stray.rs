//! Marks and spaces where none belongs (S115): `、等`, `（一）、`, `质量 。`, `《 条例》`, `"政策解读"` among “ ”.

use crate::chinese::{is_chinese, ordinal};
use crate::diagnostic::Code;
use crate::markdown::{Kind, Paragraph};

use super::Leftover;

/// What is amiss in a paragraph; `curly` tells whether its text quotes by “ ”.
pub fn look(paragraph: &Paragraph, curly: bool) -> Vec<Leftover> {
    if matches!(paragraph.kind, Kind::Cell { .. }) {
        return Vec::new();
    }
    let words = &*paragraph.words;
    let mut found: Vec<Leftover> = behind_number(words).into_iter().collect();
    if matches!(paragraph.kind, Kind::Heading(_)) {
        found.extend(ends_heading(words));
    }
    if words.contains('、') {
        found.extend(words.match_indices('、').filter_map(|(at, _)| before_last(words, at)));
    }
    if words.contains(' ') {
        found.extend(words.match_indices(' ').filter_map(|(at, _)| space_at_mark(words, at)));
        found.extend(space_in_word(words));
    }
    if curly && words.contains('"') {
        found.extend(straight(words));
    }
    found
}

fn fault(fault: &'static str, (start, end): (usize, usize), right: Option<String>) -> Leftover {
    Leftover { fault: Some(fault), fix: right, ..Leftover::new(Code::S115, start, end) }
}

/// `（一）、主动公开`: a number in brackets takes no mark.
fn behind_number(words: &str) -> Option<Leftover> {
    const LONGEST: usize = "二十一".len();
    let inner = words.strip_prefix(['（', '('])?;
    let close = inner.find(['）', ')']).filter(|end| (1..=LONGEST).contains(end))?;
    let of_number = |c: char| c.is_ascii_digit() || ordinal(c).is_some();
    let rest = &inner[close..];
    let rest = rest.strip_prefix(['）', ')'])?;
    let end = words.len() - rest.len();
    let is_number = inner[..close].chars().all(of_number) && rest.starts_with('、');
    is_number.then(|| fault("mark_behind_number", (0, end + "、".len()), Some(words[..end].to_owned())))
}

/// `一、总体情况、`: no heading ends in a mark that something follows.
fn ends_heading(words: &str) -> Option<Leftover> {
    let head = words.trim_end();
    let own = head.strip_suffix(['、', '，', '；'])?;
    let last = own.chars().next_back()?;
    Some(fault("heading_ends_in_mark", (own.len() - last.len_utf8(), head.len()), Some(last.to_string())))
}

/// `政府采购、等各类信息`, `工作动态、及政策解读`: the last of a list takes a word or a mark, not both. `at` is the byte of 、.
fn before_last(words: &str, at: usize) -> Option<Leftover> {
    // 、等级, 、等候, 、及时, 、及其 are other words.
    const REST: [&str; 34] = [
        "各类", "各项", "各方", "各种", "信息", "内容", "方面", "工作", "事项", "情况", "部门", "单位", "多种", "多个",
        "平台", "有关", "相关", "形式", "渠道", "方式", "领域", "法律", "文件", "制度", "措施", "问题", "重点", "政府",
        "政务", "公开", "，", "。", "；", "）",
    ];
    const OTHERS: [&str; 16] =
        ["时", "格", "其", "至", "早", "物", "第", "笄", "锋", "冠", "门", "贤", "人", "先", "腰", "膝"];
    let behind = &words[at + "、".len()..];
    let word = behind.chars().next().filter(|c| matches!(c, '等' | '及'))?;
    let rest = &behind[word.len_utf8()..];
    let numbered =
        || rest.starts_with(|c: char| c.is_ascii_digit() || ordinal(c).is_some() || matches!(c, '两' | '多'));
    let is_word = match word {
        '等' => numbered() || REST.iter().any(|next| rest.starts_with(next)),
        _ => rest.starts_with(is_chinese) && !OTHERS.iter().any(|next| rest.starts_with(next)),
    };
    let before = words[..at].chars().next_back().is_some_and(|c| is_chinese(c) || "》”）".contains(c));
    let end = at + "、".len() + word.len_utf8();
    (is_word && before).then(|| fault("mark_before_word", (at, end), Some(word.to_string())))
}

/// A space before a mark or just inside those of a title: `质量 。`, `《 条例》`. `at` is its byte.
fn space_at_mark(words: &str, at: usize) -> Option<Leftover> {
    let (before, behind) = (&words[..at], &words[at + 1..]);
    let mut last = before.chars().rev();
    let (own, earlier) = (last.next()?, last.next());
    let next = behind.chars().next()?;
    if own == '《' && is_chinese(next) {
        let range = (at - own.len_utf8(), at + 1 + next.len_utf8());
        return Some(fault("space_in_title", range, Some(format!("{own}{next}"))));
    }
    // 姓 名 ： is set wide on purpose.
    let is_wide = earlier.is_none_or(char::is_whitespace);
    let is_mark = match next {
        '》' | '。' | '，' | '；' | '、' => true,
        // 联系电话 ： is set wide, too.
        '：' => before.rsplit(['。', '；', '，', '\n']).next().is_some_and(|clause| clause.len() > "联系电话".len()),
        '）' => own == '号',
        _ => false,
    };
    let fix = Some(format!("{own}{next}"));
    (is_chinese(own) && is_mark && !is_wide).then(|| {
        let word = if next == '》' { "space_in_title" } else { "space_before_mark" };
        fault(word, (at - own.len_utf8(), at + 1 + next.len_utf8()), fix)
    })
}

/// The one space of a running sentence that parts a word: 进一步完 善信息公开.
fn space_in_word(words: &str) -> Option<Leftover> {
    const WORDS: [&str; 34] = [
        "完善", "情况", "信息", "群众", "推进", "提升", "提高", "质量", "条例", "诉讼", "平台", "网站", "解读", "培训",
        "程序", "文件", "内容", "问题", "措施", "渠道", "领域", "目录", "栏目", "监督", "政府", "制度", "积极", "认真",
        "切实", "严格", "不断", "持续", "深入", "贯彻",
    ];
    /// Shorter lines are headings, names and the like.
    const SENTENCE: usize = 40;
    if !words.contains('。') || words.chars().count() < SENTENCE {
        return None;
    }
    let parts = |at: &usize| {
        words[..*at].chars().next_back().is_some_and(is_chinese) && words[at + 1..].starts_with(is_chinese)
    };
    let mut all = words.match_indices(' ').map(|(at, _)| at).filter(parts);
    let at = all.next()?;
    if all.next().is_some() {
        return None;
    }
    let (own, next) = (words[..at].chars().next_back()?, words[at + 1..].chars().next()?);
    let word = format!("{own}{next}");
    let range = (at - own.len_utf8(), at + 1 + next.len_utf8());
    WORDS.contains(&&*word).then(|| fault("space_in_word", range, Some(word)))
}

/// Straight marks around Chinese words, each pair of them, where a text has “ ” elsewhere.
fn straight(words: &str) -> Vec<Leftover> {
    const LONGEST: usize = 90;
    let marks: Vec<usize> = words.match_indices('"').map(|(at, _)| at).collect();
    // 14" is a measure, and an odd one tells nothing.
    let is_measure = |at: &usize| words[..*at].ends_with(|c: char| c.is_ascii_digit() || matches!(c, '=' | '\\'));
    if marks.len() % 2 == 1 || marks.iter().step_by(2).any(is_measure) {
        return Vec::new();
    }
    let pairs = marks.as_chunks::<2>().0.iter().filter(|[open, close]| {
        let inner = &words[open + 1..*close];
        inner.len() <= LONGEST && inner.contains(is_chinese) && !inner.contains(['“', '”', '。', '\n'])
    });
    pairs.map(|[open, close]| fault("straight_quotes", (*open, close + 1), None)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_begin_like_the_last_of_a_list_are_others() {
        let found = |words: &str| words.match_indices('、').any(|(at, _)| before_last(words, at).is_some());
        for words in ["计划、等各类信息", "动态、及政策解读", "名单、等。", "名单、等三类", "《甲》、等文件"]
        {
            assert!(found(words), "{words}");
        }
        for words in ["范围、等级", "真实、及时", "法人、及其他", "排队、等候", "一、及时", "成绩、及格线", "名单等"]
        {
            assert!(!found(words), "{words}");
        }
    }
}

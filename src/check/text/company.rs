//! Words that are wrong only in some company: beside some words, in some kinds of text.

use std::ops::Range;

use crate::model::lexicon::{Entry, Sort};
use crate::near;
use crate::needles::places_of;

use super::{Subject, Text, has};

/// Words that are wrong only in some company: with one of the first words in their clause, and none of the second.
/// 既使 is right before 又 (既使群众满意，又…), typhoons and troops do 登陆, and parts 反应.
const COMPANY: [(&str, &[&str], &[&str]); 7] = [
    ("截至时间", &CLOSES, &["数据截至", "统计截至"]),
    ("截至日期", &CLOSES, &["数据截至", "统计截至"]),
    ("既使", &["也", "都", "仍", "亦", "还是"], &["又", "更要", "更能", "更是", "更让", "而且", "并且"]),
    // 发现问题即使上报 for 及时; 即使上报了，也…. So with whatever may be done in time.
    ("即使…", &["，", "、", "要", "应", "须"], &["也", "都", "仍", "还", "亦", "但", "却"]),
    (
        "登陆",
        &[
            "网",
            "平台",
            "系统",
            "公众号",
            "次数",
            "账号",
            "密码",
            "微信",
            "小程序",
            "APP",
            "端",
            "界面",
            "页面",
            "用户",
            "注册",
        ],
        &[
            "台风",
            "风暴",
            "气旋",
            "沿海",
            "海岸",
            "部队",
            "军",
            "岛",
            "抢滩",
            "作战",
            "艇",
            "舰",
            "登陆点",
            "强降雨",
            // Games do, too.
            "PC",
            "主机平台",
            "手机平台",
            "次世代",
        ],
    ),
    (
        "必需",
        &[
            "必需做到",
            "必需按",
            "必需严格",
            "必需在",
            "必需由",
            "必需经",
            "必需如实",
            "必需先",
            "必需遵守",
            "必需坚持",
            "必需认真",
            "必需及时",
        ],
        &["的必需", "所必需", "非必需", "生活必需", "生产必需"],
    ),
    (
        "反应",
        &[
            "反应的问题",
            "反应的情况",
            "反应的诉求",
            "反应诉求",
            "反应的意见",
            "反应的困难",
            "反应的地块",
            "如实反应",
            "反应属实",
            "申请反应",
            "来信反应",
            "来访反应",
            "信访反应",
            "来电反应",
            "电话反应",
            "投诉反应",
            "向上级反应",
            "信箱反应",
            "热线反应",
            "平台反应",
            "您反应",
            "你反应",
            "反应的“",
            "反应的有关",
            "群众反应的",
            "居民反应的",
            "村民反应的",
            "代表反应的",
            "市民反应的",
            "家长反应的",
            "职工反应的",
            "企业反应的",
        ],
        &[
            "反应强烈",
            "反应良好",
            "反应热烈",
            "反应较好",
            "反应很好",
            "反应迅速",
            "不良反应",
            "化学反应",
            "过敏反应",
            "应急反应",
            "应激反应",
            "药物反应",
            "接种反应",
            "快速反应",
            "反应堆",
            "反应慢",
            "反应快",
            "反应冷",
            "反应过",
            "反应平",
            "反应好",
            "反应不一",
            "反应积极",
            "反应一般",
            "反应不",
        ],
    ),
];

/// What closes on a day: 报名截至时间 is 截止时间, while data reach as far as their 截至时间.
const CLOSES: [&str; 14] = [
    "报名截至",
    "申报截至",
    "投标截至",
    "提交截至",
    "递交截至",
    "受理截至",
    "缴费截至",
    "征集截至",
    "申请截至",
    "反馈截至",
    "报送截至",
    "上报截至",
    "投递截至",
    "登记截至",
];

/// What closes on a day.
const CLOSING: [&str; 20] = [
    "报名",
    "申报",
    "投标",
    "提交",
    "递交",
    "受理",
    "缴费",
    "征集",
    "申请",
    "反馈",
    "报送",
    "上报",
    "投递",
    "登记",
    "时间",
    "日期",
    "期限",
    "有效期",
    "公示期",
    "活动",
];

/// What ends with 末, and is no 未: 周末办理, 年末完成, “十四五”末达到, 90年代末.
const OF_AN_END: &str = "周期年月季岁旬度世纪代朝清明汉文篇段表卷句章尾粉锯芥本始终微轮级假五”";

/// Whether a word that is right in other company is wrong where it stands.
pub(super) fn is_wrong_here(words: &str, range: &Range<usize>, wrong: &str) -> bool {
    const NEAR: usize = 120;
    // 示财复〔2024〕5号: the word of an office and of its kind of document.
    if words[range.end..].starts_with('〔') {
        return false;
    }
    // What closes on a day does so by 截止: 报名截止2024年6月25日.
    if wrong.starts_with("截止2") {
        return !CLOSING.iter().any(|word| words[..range.start].ends_with(word));
    }
    if wrong.starts_with('末') {
        let before = words[..range.start].chars().next_back();
        return !before.is_some_and(|c| OF_AN_END.contains(c) || c.is_ascii_digit());
    }
    let is_it = |word: &str| word == wrong || word.strip_suffix('…').is_some_and(|head| wrong.starts_with(head));
    let Some((_, with, without)) = COMPANY.iter().find(|(word, ..)| is_it(word)) else { return true };
    let from = words.ceil_char_boundary(range.start.saturating_sub(NEAR));
    let to = words.floor_char_boundary(words.len().min(range.end + NEAR));
    let sentence = ['。', '；', '\n'];
    let start = words[from..range.start].rfind(sentence).map_or(from, |at| words.ceil_char_boundary(from + at + 1));
    let end = words[range.end..to].find(sentence).map_or(to, |at| range.end + at);
    let clause = &words[start..end];
    with.iter().any(|word| clause.contains(word)) && !without.iter().any(|word| clause.contains(word))
}

/// Whether a word is spelt as laws in force spell it, of which some say 帐簿 and 帐户.
pub(super) fn is_of_old(entry: &Entry) -> bool {
    entry.sort == Sort::Typo && entry.wrong.contains('帐')
}

/// Whether a text is a law.
pub(super) fn is_a_law(text: &Text) -> bool {
    let title = match text.subject {
        Subject::Item(id) => &*text.site.item(id).title,
        Subject::Plain(id) => &*text.site.plain(id).title,
        _ => return false,
    };
    let name = title.split(['（', '(']).next().unwrap_or_default();
    let ends = ["法", "条例", "修正案", "解释", "实施细则"].iter().any(|kind| name.ends_with(kind));
    title.contains("中华人民共和国") || title.contains("最高人民") || ends && !name.ends_with("办法")
}

/// Whether 帐 is that of tents and nets, or the words are those of a law: 依照《税收征收管理法》第六十条，未按照规定设置帐簿的….
pub(super) fn is_right_of_old(words: &str, range: &Range<usize>) -> bool {
    const NEAR: usize = 300;
    let behind = &words[range.end..];
    if words[..range.end].ends_with('帐') && behind.starts_with(['篷', '幕', '子', '中', '内', '里', '下', '顶'])
    {
        return true;
    }
    let before = near::before(&words[..range.start], NEAR);
    let sentence = before.rsplit(['。', '\n']).next().unwrap_or_default();
    let is_quoted = sentence.rfind('“') > sentence.rfind('”');
    is_quoted || ["法》", "条例》", "细则》", "解释》"].iter().any(|law| sentence.contains(law))
}

/// The figures of a paragraph that count copies by 分 where 份 is meant: 发放宣传册3000分, 宣传单2000余分. Marks and minutes are
/// 分 as well, so something printed must stand before it, and nothing that is marked.
pub(super) fn copies(words: &str) -> Vec<Range<usize>> {
    const LEAST: usize = 2;
    const NEAR: usize = 120;
    const PRINTED: [&str; 15] = [
        "资料",
        "传单",
        "宣传单",
        "手册",
        "宣传册",
        "宣传品",
        "明白纸",
        "折页",
        "倡议书",
        "问卷",
        "海报",
        "一封信",
        "文件",
        "告知书",
        "承诺书",
    ];
    const DONE: [&str; 13] =
        ["发放", "印发", "张贴", "印制", "分发", "派发", "赠送", "发送", "查获", "收回", "回收", "签订", "编印"];
    const MARKED: [&str; 12] =
        ["得分", "分数", "分值", "扣", "评分", "满分", "考核", "积分", "成绩", "打分", "均分", "及格"];
    let found = places_of(words, "分").filter_map(|at| {
        let behind = &words[at + "分".len()..];
        let ends = behind.is_empty() || behind.starts_with(['，', '。', '；', '、', '）', ',', ';']);
        let head = words[..at].strip_suffix('余').unwrap_or(&words[..at]);
        let head = head.strip_suffix(['万', '千', '百']).unwrap_or(head);
        let figure = head.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let digits = &head[figure.len()..];
        // 90分 may be a mark, 2.5万分 none.
        let is_many =
            digits.len() > LEAST && !digits.contains('.') || !digits.is_empty() && words[..at].ends_with('万');
        if !ends || !is_many {
            return None;
        }
        let sentence = near::before(figure, NEAR).rsplit(['。', '；']).next().unwrap_or_default();
        let clause = sentence.rsplit('，').next().unwrap_or_default();
        let is_done = has(sentence, &DONE);
        let counted = has(clause, &PRINTED) && (is_done || digits.len() > LEAST) || is_done && clause.contains('》');
        (counted && !has(sentence, &MARKED)).then_some(figure.len()..at + "分".len())
    });
    found.collect()
}

/// Where a clause that tells how far figures reach begins with 截止 for 截至: 截止1月4日，共收到意见12条. What closes on a day does so by
/// 截止.
pub(super) fn until(words: &str) -> Vec<Range<usize>> {
    const NEAR: usize = 90;
    const COUNTS: [&str; 6] = ["共", "已", "累计", "收到", "全县", "全市"];
    let found = places_of(words, "截止").filter_map(|at| {
        let behind = &words[at + "截止".len()..];
        let date = behind.trim_start_matches(|c: char| c.is_ascii_digit() || "年月日底末".contains(c));
        let near = date.strip_prefix(['，', ','])?;
        let near = near::behind(near, NEAR);
        let clause = near.split(['。', '；', '，', '\n']).next().unwrap_or_default();
        let begins = at == 0 || words[..at].ends_with(['，', '。', '；', '：', '\n']);
        let is_day = behind.starts_with(|c: char| c.is_ascii_digit()) && date.len() < behind.len();
        let closes = has(near, &["逾期", "过期", "以后", "报名", "未"]);
        (begins && is_day && has(clause, &COUNTS) && !closes).then_some(at..at + "截止".len())
    });
    found.collect()
}

/// Whether the second of two words is the first half of another: 集体经济组织组织部门, 组合保险保险单, 规范规范性文件.
pub(super) fn begins_another_word(words: &str, range: &Range<usize>) -> bool {
    const HALF: usize = "组织".len();
    const GOES_ON: [&str; 45] = [
        "人", "员", "者", "书", "单", "证", "簿", "费", "金", "款", "表", "局", "厅", "站", "所", "室", "点", "栏",
        "法", "性", "化", "率", "权", "部", "事项", "中心", "机构", "机关", "公司", "对象", "合同", "责任", "组", "团",
        "厂", "院", // 建设建设路, 文化文化广场
        "路", "街", "巷", "桥", "大道", "广场", "社区", "小区", "村",
    ];
    let behind = &words[range.end..];
    let others = ["所有", "人民", "性别", "点击", "表明", "表示", "法律", "法规", "路径", "路线"]
        .iter()
        .any(|word| behind.starts_with(word));
    let middle = range.start + HALF;
    let is_twice = range.len() == 2 * HALF && words.get(range.start..middle) == words.get(middle..range.end);
    is_twice && !others && GOES_ON.iter().any(|word| behind.starts_with(word))
}

/// Whether a doubled word is all of a quotation, or begins one where 的 cannot: “的的”之类叠字, “的的者获”.
pub(super) fn is_spoken_of(words: &str, range: &Range<usize>) -> bool {
    let begins = words[..range.start].ends_with('“');
    begins && (words[range.end..].starts_with('”') || words[range.clone()].starts_with('的'))
}

#[cfg(test)]
mod tests {
    use super::copies;

    #[test]
    fn copies_are_counted_by_their_own_word() {
        for (text, found) in [
            ("发放《救助政策摘编》3000分。", "3000分"),
            ("开展宣传，发放资料2万分", "2万分"),
            ("查获宣传单2000余分。", "2000余分"),
            ("现场发放折页500余分，接待群众80人次", "500余分"),
        ] {
            let places = copies(text);
            assert_eq!(places.into_iter().map(|place| &text[place]).collect::<Vec<_>>(), [found]);
        }
        for text in [
            "发放资料3000份。",
            "《条例》知识竞赛得分100分。",
            "发放资料后，笔试成绩排名，资料分析120分，",
            "发放宣传单，讲解90分钟。",
            "文件办理满分100分，",
            "万分感谢",
            "试卷《行政能力》总分150分。",
        ] {
            assert!(copies(text).is_empty(), "{text}");
        }
    }
}

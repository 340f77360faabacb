//! Blanks: a figure that is not there, a placeholder, a line to write on, brackets around nothing.

use crate::diagnostic::Code;

use super::Leftover;

/// Words that a figure must follow where a unit stands behind a gap.
const BEFORE: [&str; 40] = [
    "受理", "收到", "办理", "公开", "发布", "制定", "制发", "新收", "答复", "办结", "召开", "开展", "举办", "审核",
    "印发", "回复", "处理", "共", "计", "约", "达", "累计", "合计", "其中", "申请", "信息", "文件", "复议", "诉讼",
    "规章", "收费", "结转", "占", "比", "为", "增长", "下降", "组织", "解读", "培训",
];

/// `受理 件`, `占 %`, `共受理件，`: a unit without its figure (S101).
pub fn number(words: &str, at: usize) -> Option<Leftover> {
    let unit = words[at..].chars().next()?;
    let after = &words[at + unit.len_utf8()..];
    let after = after.strip_prefix('次').filter(|_| unit == '人').unwrap_or(after);
    if unit == '人' && after.len() == words.len() - at - unit.len_utf8() {
        return None;
    }
    let behind_amount = ["工作日", "发放", "标准"];
    let ends = after.chars().next().is_none_or(|c| "，。；、,;）)".contains(c))
        || matches!(unit, '个' | '元') && behind_amount.iter().any(|word| after.starts_with(word));
    if !ends {
        return None;
    }
    let end = words.len() - after.len();
    let head = words[..at].trim_end_matches(|c: char| c.is_whitespace() || c == '*');
    let head = head.strip_suffix(['万', '亿']).map_or(head, |head| head.trim_end_matches(char::is_whitespace));
    let gap = words[head.len()..at].contains(|c: char| c.is_whitespace());
    let word = BEFORE.iter().find(|word| head.ends_with(**word));
    // Where the unit ends no other word a wide gap says it, whatever stands before: 培训干部　　人次.
    let wide =
        words[head.len()..at].chars().filter(|c| c.is_whitespace()).count() > 1 || words[..at].ends_with('\u{3000}');
    let sure = matches!(unit, '%' | '％')
        || words[at..].starts_with("人次")
        || words[..at].ends_with(['万', '亿'])
        || unit == '个'
        || !is_word(head, unit);
    let behind_word = head.chars().next_back().is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    // What is paid has a figure, whatever it is called: 每本收取工本费 元, 受理之日起 个工作日内.
    let counted = head.ends_with(|c: char| "一二三四五六七八九十两几数多余半".contains(c));
    let paid = !counted && unit == '元' && !CURRENCIES.iter().any(|word| head.ends_with(word))
        || !counted && after.starts_with("工作日");
    if word.is_none() && gap && (wide && sure || paid) && behind_word {
        return Some(Leftover::new(Code::S101, head.len(), end));
    }
    // 比上年减少3.5万元，降低%。
    if let Some(word) = CHANGES.iter().find(|word| matches!(unit, '%' | '％') && head.ends_with(**word)) {
        return Some(Leftover::new(Code::S101, head.len() - word.len(), end));
    }
    let word = word?;
    if gap {
        // 为 and the like end other words too: a unit behind a gap must not be the beginning of one, which `ends` says.
        return Some(Leftover::new(Code::S101, head.len() - word.len(), end));
    }
    let verbs = ["收到", "受理", "办理", "发布", "公开", "答复", "办结", "召开", "开展"];
    let verb = verbs.iter().find(|verb| head.ends_with(**verb))?;
    let counted = head[..head.len() - verb.len()].ends_with('共') && matches!(unit, '件' | '条' | '次');
    counted.then(|| Leftover::new(Code::S101, head.len() - verb.len() - "共".len(), end))
}

/// What stands before 元 where no figure is meant: 单位 万元, 人民币 元.
const CURRENCIES: [&str; 8] = ["单位", "人民", "币", "金额", "币种", "计量", "美", "公"];

/// What a share must follow.
const CHANGES: [&str; 12] =
    ["预算的", "计划的", "增长", "下降", "降低", "减少", "增加", "提高", "上升", "达到", "占比为", "占比达"];

/// Whether a unit may end a word whose characters are set apart, 附　　件; before the place of a figure stands a word of its
/// own.
fn is_word(head: &str, unit: char) -> bool {
    const ENDS: [(char, &str); 9] = [
        ('条', "第款信便链油面线枝柳"),
        ('件', "条附文事案邮证稿软硬零信部"),
        ('项', "事款专奖选立各"),
        ('户', "住用农客账商门"),
        ('处', "到用好事此各"),
        ('台', "平柜阳电后前"),
        ('家', "专国厂商大独"),
        ('场', "现市广操立农林"),
        ('期', "分日学工定周假"),
    ];
    let own = head.chars().rev().take_while(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).take(3).count();
    let last = head.chars().next_back();
    let ends = |(of, before): &(char, &str)| *of == unit && last.is_some_and(|last| before.contains(last));
    own < 3 || !ENDS.iter().any(|(of, _)| *of == unit) || ENDS.iter().any(ends)
}

/// Words that say that a placeholder is meant as one.
const EXAMPLE: [&str; 14] =
    ["如", "例", "样式", "格式", "模板", "范本", "填写", "填报", "标注", "代表", "表示", "统一为", "写作", "命名"];

/// The same behind it: 标题统一为“XX单位部门预算”的格式, 以“××”代替.
const EXAMPLE_BEHIND: [&str; 6] = ["格式", "样式", "字样", "代替", "替代", "模板"];

/// `XX`, `××` (S102). Names are masked like that, and parts of numbers; so in most texts only a figure's place is sure.
pub fn placeholder(words: &str, at: usize, all: bool) -> Option<Leftover> {
    let mark = |c: &char| matches!(c, 'X' | 'x' | '×' | 'Ｘ');
    let run: usize = words[at..].chars().take_while(mark).map(char::len_utf8).sum();
    let end = at + run;
    if words[at..end].chars().count() < 2 {
        return None;
    }
    let before = words[..at].chars().next_back();
    let after = words[end..].chars().next();
    // Behind an area code stands a telephone, of which no office hides a part.
    let line = words[..at].strip_suffix('-').unwrap_or_default();
    let code = line.len() - line.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    if (3..=4).contains(&code) && (7..=8).contains(&words[at..end].chars().count()) {
        return after.is_none_or(|c| !c.is_ascii_alphanumeric()).then(|| Leftover::new(Code::S102, at - code - 1, end));
    }
    let in_word =
        |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '*' | '.' | '/' | '-' | '_'));
    if in_word(before) || in_word(after) {
        return None;
    }
    let from = words.ceil_char_boundary(at.saturating_sub(120));
    let sentence = words[from..at].rsplit(['。', '；', '\n']).next().unwrap_or_default();
    if EXAMPLE.iter().any(|word| sentence.contains(word)) {
        return None;
    }
    let near = &words[end..words.floor_char_boundary((end + 60).min(words.len()))];
    let behind = near.split(['。', '；', '，', '\n']).next().unwrap_or_default();
    if EXAMPLE_BEHIND.iter().any(|word| behind.contains(word)) {
        return None;
    }
    let units = ["件", "条", "次", "篇", "份", "人次", "万元", "元", "万条", "个", "名", "亩", "%", "％"];
    let figure = units.iter().any(|unit| words[end..].starts_with(unit))
        // Of 某人 it would be a name.
        || words[end..].strip_prefix('人').is_some_and(|rest| rest.is_empty() || rest.starts_with(['，', '。', '；', '、']));
    let masked_name = before.is_some_and(|c| "张王李赵刘陈杨黄周吴徐孙马朱胡郭何高林罗".contains(c));
    (figure || (all && !masked_name)).then(|| Leftover::new(Code::S102, at, end))
}

/// `____` (S103).
pub fn underscores(words: &str, at: usize) -> Option<Leftover> {
    let run: usize = words[at..].chars().take_while(|c| matches!(c, '_' | '＿')).map(char::len_utf8).sum();
    // Two are enough before what they leave open: __月__日, __元.
    let behind = words[at + run..].chars().next();
    let of_unit =
        run > 1 && behind.is_some_and(|c| matches!(c, '年' | '月' | '日' | '元' | '件' | '条' | '次' | '个' | '%'));
    let whole = words[at..at + run].chars().count() >= 3 || words[at..].starts_with("＿＿") || of_unit;
    whole.then(|| Leftover::new(Code::S103, at, at + run))
}

/// `（）` (S104); with a space between it is a place for an answer, which no report has.
pub fn brackets(words: &str, at: usize, all: bool) -> Option<Leftover> {
    let open = words[at..].chars().next()?;
    let close = match open {
        '（' => '）',
        '(' => ')',
        '【' => '】',
        '《' => '》',
        '“' => '”',
        _ => '〕',
    };
    let inner = words[at + open.len_utf8()..].trim_start();
    let spaced = inner.len() < words.len() - at - open.len_utf8();
    if !inner.starts_with(close) || (spaced && !all) {
        return None;
    }
    // “〔〕” is spoken of.
    let is_quoted = words[..at].ends_with('“') && inner[close.len_utf8()..].starts_with('”');
    if is_quoted {
        return None;
    }
    let in_code = open == '(' && words[..at].chars().next_back().is_none_or(|c| c.is_ascii());
    let end = words.len() - inner.len() + close.len_utf8();
    (!in_code).then(|| Leftover::new(Code::S104, at, end))
}

//! Blanks: a figure that is not there, a placeholder, a line to write on, brackets around nothing.

use crate::chinese::{is_chinese, ordinal};
use crate::diagnostic::Code;
use crate::near;

use super::Leftover;
use super::gap::says_unit;

/// Words that a figure must follow where a unit stands behind a gap.
const BEFORE: [&str; 40] = [
    "受理", "收到", "办理", "公开", "发布", "制定", "制发", "新收", "答复", "办结", "召开", "开展", "举办", "审核",
    "印发", "回复", "处理", "共", "计", "约", "达", "累计", "合计", "其中", "申请", "信息", "文件", "复议", "诉讼",
    "规章", "收费", "结转", "占", "比", "为", "增长", "下降", "组织", "解读", "培训",
];

/// `受理 件`, `占 %`, `共受理件，`: a unit without its figure (S101).
pub fn number(words: &str, at: usize) -> Option<Leftover> {
    let unit = Unit::of(words, at)?;
    let start = if says_unit(unit.head) { None } else { unit.figure_missing() }?;
    Some(Leftover::new(Code::S101, start, unit.end))
}

/// A unit that ends its clause, and what stands before the place of its figure.
struct Unit<'w> {
    unit: char,
    /// The words from the unit on, and those behind it, and where it ends.
    own: &'w str,
    after: &'w str,
    end: usize,
    head: &'w str,
    /// What stands between the head and the unit: spaces, 万, marks of emphasis.
    gap: &'w str,
}

impl<'w> Unit<'w> {
    fn of(words: &'w str, at: usize) -> Option<Unit<'w>> {
        let own = &words[at..];
        let unit = own.chars().next()?;
        let after = &own[unit.len_utf8()..];
        let longer: &[char] = match unit {
            '人' => &['次'],
            '小' => &['时'],
            '公' => &['里', '顷', '斤'],
            _ => &[],
        };
        let after = if longer.is_empty() { after } else { after.strip_prefix(longer)? };
        let behind_amount = ["工作日", "发放", "标准"];
        let ends = after.chars().next().is_none_or(|c| "，。；、,;）)".contains(c))
            || matches!(unit, '个' | '元') && behind_amount.iter().any(|word| after.starts_with(word));
        let head = words[..at].trim_end_matches(|c: char| c.is_whitespace() || c == '*');
        let head = head.strip_suffix(['万', '亿']).map_or(head, |head| head.trim_end_matches(char::is_whitespace));
        let end = words.len() - after.len();
        ends.then_some(Unit { unit, own, after, end, head, gap: &words[head.len()..at] })
    }

    /// Where the words begin that a figure must follow, and none does.
    fn figure_missing(&self) -> Option<usize> {
        self.set_apart()
            .or_else(|| self.of_share())
            .or_else(|| self.of_change())
            .or_else(|| self.behind_word())
            .or_else(|| self.of_total())
    }

    fn is_percent(&self) -> bool {
        matches!(self.unit, '%' | '％')
    }

    fn has_gap(&self) -> bool {
        self.gap.contains(char::is_whitespace)
    }

    /// A gap that says it, whatever stands before: 培训干部　　人次, 每本收取工本费 元.
    fn set_apart(&self) -> Option<usize> {
        let is_known = BEFORE.iter().any(|word| self.head.ends_with(word));
        let behind_word = self.head.chars().next_back().is_some_and(is_chinese);
        let says = !is_known && self.has_gap() && behind_word && (self.is_wide() || self.is_paid());
        says.then_some(self.head.len())
    }

    /// Whether the gap is wide, and the unit ends no other word.
    fn is_wide(&self) -> bool {
        let is_wide = self.gap.chars().filter(|c| c.is_whitespace()).count() > 1 || self.gap.ends_with('\u{3000}');
        let is_unit = self.is_percent()
            || self.own.starts_with("人次")
            || self.gap.ends_with(['万', '亿'])
            || matches!(self.unit, '个' | '小' | '公')
            || !is_word(self.head, self.unit);
        is_wide && is_unit
    }

    /// Whether it is of what has a figure, whatever it is called: money, 受理之日起 个工作日内.
    fn is_paid(&self) -> bool {
        let counted = self.head.ends_with(|c| ordinal(c).is_some() || "两几数多余半".contains(c));
        let is_money = self.unit == '元' && !CURRENCIES.iter().any(|word| self.head.ends_with(word));
        !counted && (is_money || self.after.starts_with("工作日"))
    }

    /// 征地类占%，; a heading says （占%）.
    fn of_share(&self) -> Option<usize> {
        let of_what =
            self.head.strip_suffix('占').filter(|_| self.is_percent() && !self.after.starts_with(['）', ')']))?;
        of_what.chars().filter(|c| is_chinese(*c)).nth(1).map(|_| of_what.len())
    }

    /// 比上年减少3.5万元，降低%。
    fn of_change(&self) -> Option<usize> {
        let word = CHANGES.iter().find(|word| self.is_percent() && self.head.ends_with(**word))?;
        Some(self.head.len() - word.len())
    }

    /// 受理 件; 为 and the like end other words too: a unit behind a gap must not be the beginning of one, which its end says.
    fn behind_word(&self) -> Option<usize> {
        let word = BEFORE.iter().find(|word| self.has_gap() && self.head.ends_with(**word))?;
        Some(self.head.len() - word.len())
    }

    /// 共受理件，
    fn of_total(&self) -> Option<usize> {
        const VERBS: [&str; 9] = ["收到", "受理", "办理", "发布", "公开", "答复", "办结", "召开", "开展"];
        let done = VERBS.iter().find_map(|verb| self.head.strip_suffix(verb))?.trim_end_matches("主动");
        let total = ["共", "全年", "累计"].iter().find(|word| done.ends_with(**word))?;
        matches!(self.unit, '件' | '条' | '次').then(|| done.len() - total.len())
    }
}

/// `邮编：电话：`: a label that the next one follows at once (S101). `at` is the byte of the first colon.
pub fn label(words: &str, at: usize) -> Option<Leftover> {
    const LABELS: [&str; 8] = ["联系电话", "电子邮箱", "邮政编码", "电话", "传真", "邮编", "邮箱", "地址"];
    let label = LABELS.iter().find(|label| words[..at].ends_with(**label))?;
    let end = at + "：".len();
    let next = words[end..].trim_start();
    let is_label = |label: &str| next.strip_prefix(label).is_some_and(|rest| rest.starts_with('：'));
    let fault = Some("nothing_behind");
    LABELS
        .iter()
        .any(|next| is_label(next))
        .then(|| Leftover { fault, ..Leftover::new(Code::S101, at - label.len(), end) })
}

/// What stands before 元 where no figure is meant: 单位 万元, 人民币 元.
const CURRENCIES: [&str; 8] = ["单位", "人民", "币", "金额", "币种", "计量", "美", "公"];

/// What a share must follow.
const CHANGES: [&str; 12] =
    ["预算的", "计划的", "增长", "下降", "降低", "减少", "增加", "提高", "上升", "达到", "占比为", "占比达"];

/// Whether a unit may end a word whose characters are set apart, 附　　件; before the place of a figure stands a word of its
/// own.
fn is_word(head: &str, unit: char) -> bool {
    const ENDS: [(char, &str); 20] = [
        ('名', "姓署题实记点提罪更命知"),
        ('亩', "田"),
        ('天', "今明昨每春夏秋冬蓝聊当整全"),
        ('页', "网首主黄活扉"),
        ('辆', "车"),
        ('栋', "梁"),
        ('座', "讲插就满底"),
        ('篇', "开诗名章短长全"),
        ('次', "上下首再多层名档依其每本此历屡今初主"),
        ('起', "一发引提崛兴掀"),
        ('宗', "祖同正卷"),
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
    let own = head.chars().rev().take_while(|c| is_chinese(*c)).take(3).count();
    let last = head.chars().next_back();
    let ends = |(of, before): &(char, &str)| *of == unit && last.is_some_and(|last| before.contains(last));
    own < 3 || !ENDS.iter().any(|(of, _)| *of == unit) || ENDS.iter().any(ends)
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

/// Whether a line to write on is for others: one that a text quotes, or that is all of a cell.
pub fn is_shown(words: &str, at: usize) -> bool {
    is_quoted(words, at) || words.chars().all(|c| matches!(c, '_' | '＿') || c.is_whitespace())
}

/// Whether a byte stands within quotation marks that opened not long before.
pub fn is_quoted(words: &str, at: usize) -> bool {
    const NEAR: usize = 240;
    let before = near::before(&words[..at], NEAR);
    before.rfind('“').is_some_and(|open| !before[open..].contains('”'))
}

/// `（）` (S104); with a space between it is a place for an answer, which no report has, and no document before a unit:
/// 共（ ）辆.
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
    if let Some(rest) = inner.strip_prefix("邮编").and_then(|rest| rest.strip_prefix(close)) {
        return is_of_address(&words[..at], rest).then(|| Leftover::new(Code::S104, at, words.len() - rest.len()));
    }
    let spaced = inner.len() < words.len() - at - open.len_utf8();
    let of_unit = || {
        let behind = inner[close.len_utf8()..].chars().next();
        "（(〔".contains(open) && behind.is_some_and(|c| "个名辆件条次份篇场台户家元万亩人座处".contains(c))
    };
    let of_place = || {
        let (before, behind) = (&words[..at], &inner[close.len_utf8()..]);
        "（(".contains(open) && (is_of_place(before, behind) || is_of_court(before, behind))
    };
    if !inner.starts_with(close) || (spaced && !all && !of_unit() && !of_place()) {
        return None;
    }
    // “〔〕” is spoken of.
    let quoted = words[..at].strip_suffix('“').and_then(|_| inner[close.len_utf8()..].strip_prefix('”'));
    // 在网站“（）”栏目公开 is not.
    let is_named = |behind: &str| all && ["栏目", "专栏", "板块", "专题"].iter().any(|kind| behind.starts_with(kind));
    if quoted.is_some_and(|behind| !is_named(behind)) {
        return None;
    }
    let in_code = open == '(' && words[..at].chars().next_back().is_none_or(|c| c.is_ascii());
    let end = words.len() - inner.len() + close.len_utf8();
    (!in_code).then(|| Leftover::new(Code::S104, at, end))
}

/// Whether a bracket stands behind a place or an office and ends its sentence: 设在市交通运输局（　　）。 Questions of an
/// examination end with what is asked for.
fn is_of_place(before: &str, behind: &str) -> bool {
    const PLACES: [&str; 16] =
        ["局", "厅", "委", "室", "科", "中心", "大厅", "楼", "站", "院", "队", "电话", "传真", "邮编", "邮箱", "地址"];
    let ends = behind.is_empty() || behind.starts_with(['。', '；', '，']);
    ends && PLACES.iter().any(|place| before.ends_with(place)) && !asks(before)
}

/// 并处罚款人民币元。: a sum that nobody filled in (S101). `at` is the byte of 元.
pub fn money(words: &str, at: usize) -> Option<Leftover> {
    const PAID: [&str; 14] = [
        "罚款",
        "处以",
        "共计",
        "合计",
        "支付",
        "缴纳",
        "赔偿",
        "补偿",
        "补助",
        "奖励",
        "金额",
        "金额为",
        "总价",
        "费用",
    ];
    let end = at + "元".len();
    let paid = words[..at].strip_suffix("人民币")?.trim_end();
    let is_sum = PAID.iter().any(|word| paid.ends_with(word)) && words[end..].starts_with(['。', '，', '；', '（']);
    is_sum.then(|| Leftover::new(Code::S101, at - "人民币".len(), end))
}

/// Whether nothing but the word for it stands in the bracket of a postcode: 地址：示例路22号（邮编），电话….
fn is_of_address(before: &str, behind: &str) -> bool {
    before.ends_with(['号', '室', '楼', '层', '院']) && behind.starts_with(['，', '。', '；'])
}

/// What a question of an examination says before the place of its answer.
fn asks(before: &str) -> bool {
    const ASKS: [&str; 12] =
        ["下列", "以下", "哪", "正确", "错误", "选择", "判断", "答案", "分）", "不属于", "应当由", "应由"];
    ASKS.iter().any(|word| sentence_before(before).contains(word))
}

/// Whether a bracket stands for the name of a court to which somebody is sent: 向（　　）人民法院起诉。
fn is_of_court(before: &str, behind: &str) -> bool {
    before.ends_with(['向', '由', '到', '院', '者', '或']) && behind.starts_with("人民法院") && !asks(before)
}

/// What stands of a sentence before a place, as far as it is read.
fn sentence_before(before: &str) -> &str {
    const NEAR: usize = 240;
    let near = near::before(before, NEAR);
    near.rsplit(['。', '\n']).next().unwrap_or_default()
}

/// `禾公通〔2022〕　号`: the number of a document that nobody filled in (S101); in other documents than reports only where it is
/// cited. `at` is the byte of 号.
pub fn document_number(words: &str, at: usize, all: bool) -> Option<Leftover> {
    let head = words[..at].trim_end();
    let year = head.strip_suffix('〕').filter(|_| head.len() < at)?;
    let start = year.rfind('〔').filter(|open| year.len() - open == "〔2022".len())?;
    let is_year = year[start + "〔".len()..].bytes().all(|b| b.is_ascii_digit());
    let behind = &words[at + "号".len()..];
    // Before it is issued a document has no number: 示政发〔2022〕　号.
    let is_cited = || {
        let before = sentence_before(&words[..start]);
        behind.starts_with(['文', '）', ')']) && before.contains(['（', '(', '据', '照', '《'])
    };
    (is_year && (all || is_cited())).then(|| Leftover::new(Code::S101, start, at + "号".len()))
}

/// `7月 日通过邮寄送达`: a day that nobody filled in, within a sentence (S101). `at` is the byte of 日.
pub fn day_within(words: &str, at: usize) -> Option<Leftover> {
    let head = words[..at].trim_end();
    let month = head.strip_suffix('月').filter(|_| head.len() < at && !words[head.len()..at].contains('\n'))?;
    let start = month.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let is_month = month[start..].parse::<u8>().is_ok_and(|month| (1..=12).contains(&month));
    let behind = words[at + "日".len()..].chars().next();
    (is_month && behind.is_some_and(|c| is_chinese(c) || c == '，'))
        .then(|| Leftover::new(Code::S101, start, at + "日".len()))
}

/// `2025年1月  日`: a day that nobody filled in (S101); in other documents than reports only where it is a line of its own.
/// `at` is the byte of 日.
pub fn day(words: &str, at: usize, all: bool) -> Option<Leftover> {
    let head = words[..at].trim_end();
    let behind = &words[at + "日".len()..];
    let month = head.strip_suffix('月').filter(|head| head.len() + "月".len() < at)?;
    let year = month.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace()).strip_suffix('年')?;
    let start = year.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let is_year = year.len() - start == 4 && year[start..].starts_with("20");
    let is_line = words[..start].trim().is_empty() && behind.trim().is_empty();
    let has_month = month.ends_with(|c: char| c.is_ascii_digit());
    (is_year && (all || is_line && has_month)).then(|| Leftover::new(Code::S101, start, at + "日".len()))
}

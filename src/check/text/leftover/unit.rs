//! Units whose figure is missing though no gap shows it (S101): 收集意见条, 全长公里, 公开信息余条. Many a unit ends words of
//! its own (会场, 立场, 名额), so what it counts must stand before it, and a verb that counts before that.

use std::collections::BTreeSet;

use crate::chinese::{is_chinese, is_numeral};
use crate::diagnostic::Code;
use crate::fold::figure;
use crate::markdown::{Kind, Paragraph};
use crate::near;

use super::Leftover;

/// How far before it the verb may stand, in bytes: thirty characters.
const REACH: usize = 90;

/// The unit whose sign stands at byte `at`, if its figure is missing.
pub fn bare(words: &str, at: usize) -> Option<Leftover> {
    let unit = Unit::at(words, at)?;
    let after = &words[unit.end..];
    // Nearly all units have their figure right before them, or stand within a sentence.
    let before = words[..unit.start].chars().next_back()?;
    if is_figure(before) {
        return None;
    }
    if let Some(start) = unit.of_meeting(words, after).or_else(|| unit.of_copies(words, after)) {
        return Some(Leftover::new(Code::S101, start, unit.end));
    }
    if let Some(start) = unit.behind_bound(words, (before, after)) {
        return Some(Leftover::new(Code::S101, start, unit.end));
    }
    if !unit.may_be_bare(after) {
        return None;
    }
    let clause = near::before(&words[..unit.start], REACH).rsplit(MARKS).next().unwrap_or_default();
    if clause.is_empty() || clause.contains(is_figure) {
        return None;
    }
    let start = unit.start - unit.counted(clause, after)?;
    Some(Leftover::new(Code::S101, start, unit.end))
}

pub(super) const MARKS: [char; 14] = ['，', '。', '；', '、', '：', '！', '？', ',', ';', '（', '(', '“', '《', '\n'];

fn is_figure(c: char) -> bool {
    // 万 is of the unit: 占 万元.
    figure(c).is_some() || is_numeral(c) && c != '万' || matches!(c, '亿' | '几' | '半')
}

/// What goes on with a unit to another word: 不低于户均水平, 不少于条例规定.
const GOES_ON: [(&str, &str); 11] = [
    ("名", "额义称单次录字册下师校牌优家"),
    ("个", "人体别税性位案"),
    ("次", "年日数品级月要高"),
    ("件", "均数"),
    ("条", "例件款文目"),
    ("份", "额数量内"),
    ("场", "地所外内次馆均景租"),
    ("台", "账湾阶数"),
    ("篇", "幅章目"),
    ("辆", ""),
    ("人次", ""),
];

/// `召开　次专题会议`: a wide gap between a verb that counts and a unit, whatever is counted behind it.
pub fn behind_verb(words: &str, at: usize) -> Option<Leftover> {
    let head = words[..at].trim_end();
    let gap = &words[head.len()..at];
    if !gap.contains('\u{3000}') && gap.chars().count() < 2 || gap.contains('\n') {
        return None;
    }
    let unit = Unit::at(words, at)?;
    let (_, others) = GOES_ON.iter().find(|(name, _)| *name == unit.name)?;
    let verb = HELD.iter().chain(&VERBS).find(|verb| head.ends_with(**verb))?;
    let next = words[unit.end..].chars().next();
    let goes_on = next.is_none_or(|c| others.contains(c) || !is_chinese(c));
    (!goes_on).then(|| Leftover::new(Code::S101, head.len() - verb.len(), unit.end))
}

struct Unit<'w> {
    start: usize,
    end: usize,
    name: &'w str,
}

impl<'w> Unit<'w> {
    /// The unit of one or more characters that has its sign at byte `at`.
    fn at(words: &'w str, at: usize) -> Option<Unit<'w>> {
        const LONGER: [(char, &str); 4] = [('里', "公里"), ('顷', "公顷"), ('米', "平方米"), ('人', "人次")];
        let sign = words[at..].chars().next()?;
        let end = at + sign.len_utf8();
        let Some((_, name)) = LONGER.iter().find(|(of, _)| *of == sign) else {
            return Some(Unit { start: at, end, name: &words[at..end] });
        };
        if sign == '人' {
            return words[at..].starts_with(name).then(|| Unit {
                start: at,
                end: at + name.len(),
                name: &words[at..at + name.len()],
            });
        }
        let start = words[..end].strip_suffix(name)?.len();
        Some(Unit { start, end, name: &words[start..end] })
    }

    /// Whether what stands behind the unit lets its figure be missing.
    fn may_be_bare(&self, after: &str) -> bool {
        matches!(self.name, "个" | "家") || ends_clause(after)
    }

    /// Where 第次常务会议 begins.
    fn of_meeting(&self, words: &str, after: &str) -> Option<usize> {
        let head = words[..self.start].strip_suffix('第').filter(|_| self.name == "次")?;
        let is_meeting =
            ["常务会", "会议", "全体会", "局务会", "党组会", "党委会"].iter().any(|kind| after.starts_with(kind));
        is_meeting.then_some(head.len())
    }

    /// Where 身份证复印件份 begins.
    fn of_copies(&self, words: &str, after: &str) -> Option<usize> {
        let copies = ["复印件", "一式"].iter().find(|word| words[..self.start].ends_with(**word))?;
        (self.name == "份" && ends_clause(after)).then_some(self.start - copies.len())
    }

    /// Where 不少于名 begins, whatever is counted behind it.
    fn behind_bound(&self, words: &str, (before, after): (char, &str)) -> Option<usize> {
        const BOUNDS: [&str; 5] = ["少于", "多于", "低于", "高于", "超过"];
        if !matches!(before, '于' | '过') {
            return None;
        }
        let (_, others) = GOES_ON.iter().find(|(unit, _)| *unit == self.name)?;
        let head = &words[..self.start];
        let bound = BOUNDS.iter().find(|bound| head.ends_with(**bound))?;
        let start = head.len() - bound.len();
        let goes_on = after.chars().next().is_some_and(|c| others.contains(c));
        (!goes_on && head[..start].ends_with(['不', '得'])).then_some(start)
    }

    /// How many bytes before the unit tell what is counted, if they do.
    fn counted(&self, clause: &str, after: &str) -> Option<usize> {
        if let Some(length) = self.of_term(clause, after).or_else(|| self.of_firms(clause, after)) {
            return Some(length);
        }
        if !ends_clause(after) || self.name == "家" && clause.ends_with(['国', '大', '专', '厂', '商', '农', '人'])
        {
            return None;
        }
        if let Some(head) = clause.strip_suffix('余') {
            let word = head.chars().next_back()?;
            let rest = "万年剩其结盈多有残富业课工劳零冗空闲月节公";
            let counted = "条件份次篇个名家户场处元亩台辆".contains(self.name) || self.name.len() > 3;
            return (counted && is_chinese(word) && !rest.contains(word)).then_some("余".len());
        }
        let (head, scale) = clause.strip_suffix('万').map_or((clause, 0), |head| (head, "万".len()));
        let done = |verbs: &[&str]| verbs.iter().find(|verb| head.ends_with(**verb)).map(|verb| verb.len() + scale);
        match self.name {
            "公里" | "公顷" | "亩" | "平方米" => done(&EXTENT),
            "页" | "人次" | "份" | "条" | "件" if scale > 0 => done(&MANY).or_else(|| done(&TOTALS)),
            "处" | "座" if head.contains(['共', '已']) || head.contains("累计") => {
                done(&["建成", "新建", "修复"])
            }
            "件" if OF_YEAR.contains(&head) => Some(head.len()),
            "户" | "套" if head.ends_with("年度任务") => Some("任务".len()),
            "个" if is_of_any(head) && (has_verb(head, &VERBS) || has_verb(head, &SET_UP)) => {
                Some(head.chars().next_back().map_or(0, char::len_utf8))
            }
            _ => None,
        }
        .or_else(|| self.of_thing(head).map(|length| length + scale))
    }

    /// 收集意见条: the thing that the unit counts, behind a verb that counts.
    fn of_thing(&self, head: &str) -> Option<usize> {
        // 复议案件, 争议案件 end otherwise.
        const OF_CASES: [&str; 6] = ["复议案", "争议案", "异议案", "协议案", "决议案", "会议案"];
        if self.name == "件" && OF_CASES.iter().any(|case| head.ends_with(case)) {
            return None;
        }
        let (_, verbs, things) = THINGS.iter().find(|(unit, ..)| *unit == self.name)?;
        let thing = things.iter().find(|thing| head.ends_with(**thing))?;
        has_verb(&head[..head.len() - thing.len()], verbs).then_some(thing.len())
    }

    /// 自公告之日起个工作日, 试用期为个月.
    fn of_term(&self, clause: &str, after: &str) -> Option<usize> {
        const BEFORE: [&str; 9] = ["起", "之日", "期限", "时限", "期为", "限为", "时间为", "后", "内"];
        let of_days = self.name == "个" && after.starts_with("工作日");
        let of_months = self.name == "个" && after.starts_with('月') && clause.ends_with('为');
        let before = || BEFORE.iter().find(|word| clause.ends_with(**word));
        (of_days || of_months).then(before).flatten().map(|word| word.len())
    }

    /// 征求了家企业的意见, 走访家企业.
    fn of_firms(&self, clause: &str, after: &str) -> Option<usize> {
        const VERBS: [&str; 12] =
            ["征求", "走访", "检查", "调研", "整治", "关停", "帮扶", "引进", "排查", "邀请", "约谈", "培训"];
        const FIRMS: [&str; 6] = ["企业", "单位", "公司", "商户", "门店", "物业企业"];
        // 查封2家，罚款家。 ends a list of figures.
        const DONE: [&str; 4] = ["罚款", "处罚", "停业", "关停"];
        if let Some(done) = DONE.iter().find(|done| self.name == "家" && clause == **done && ends_clause(after)) {
            return Some(done.len());
        }
        if self.name != "家" || !FIRMS.iter().any(|firm| after.starts_with(firm)) {
            return None;
        }
        let head = clause.strip_suffix('了').unwrap_or(clause);
        VERBS.iter().find(|verb| head.ends_with(**verb)).map(|verb| verb.len() + clause.len() - head.len())
    }
}

/// Whether a clause ends before these words.
fn ends_clause(after: &str) -> bool {
    after.chars().next().is_none_or(|c| matches!(c, '，' | '。' | '；' | '、' | ',' | ';' | '）' | ')'))
}

fn has_verb(head: &str, verbs: &[&str]) -> bool {
    verbs.iter().any(|verb| head.contains(verb))
}

/// Whether 个 ends no word behind these: 逐个, 各个, 这个.
fn is_of_any(head: &str) -> bool {
    head.chars()
        .next_back()
        .is_some_and(|c| is_chinese(c) && !"数多余万整单各每某哪这那此逐挨个首头前后上下有些干好来第末俩仨".contains(c))
}

/// What is told of requests by their number, where it is all of a clause: 新收申请件，上年结转3件.
const OF_YEAR: [&str; 4] = ["新收申请", "新收政府信息公开申请", "新收信息公开申请", "本年新收申请"];

/// What is done with places that are counted.
const SET_UP: [&str; 8] = ["共设", "共有", "增设", "施划", "划定", "布设", "设置", "建有"];

/// What an extent follows.
const EXTENT: [&str; 18] = [
    "全长", "总长", "里程", "面积", "合计", "共计", "收割", "播种", "种植", "栽植", "造林", "修建", "铺设", "硬化",
    "新建", "改造", "清淤", "占地",
];

/// What tens of thousands follow.
const MANY: [&str; 12] =
    ["扫描", "接种", "发放", "印发", "阅读", "点击", "访问", "推送", "发布", "接待", "惠及", "浏览"];

/// What no round number follows: 共计万人次, but 达万人次.
const TOTALS: [&str; 4] = ["共计", "累计", "合计", "总计"];

/// Verbs whose objects are counted.
const VERBS: [&str; 44] = [
    "收集", "征集", "收到", "发现", "查出", "发放", "撤下", "撤销", "新增", "更换", "发布", "推送", "公开", "印发",
    "制定", "受理", "办理", "办结", "答复", "排查", "参演", "参加", "参训", "投放", "涉及", "建成", "新建", "整改",
    "查处", "接待", "回复", "编发", "刊发", "报送", "上报", "张贴", "采纳", "征求", "走访", "慰问", "配备", "聘请",
    "清理", "拆除",
];

/// What happens in meetings and rounds.
const HELD: [&str; 6] = ["召开", "举办", "开展", "组织", "举行", "参加"];

/// What is done with money.
const PAID: [&str; 20] = [
    "收取", "投入", "完成", "发放", "拨付", "减免", "挽回", "追回", "筹集", "到位", "争取", "支付", "缴纳", "罚没",
    "节约", "兑付", "落实", "下达", "安排", "募集",
];

type Thing = (&'static str, &'static [&'static str], &'static [&'static str]);

/// What each unit counts, and behind which verbs; no thing ends a word together with the unit.
const THINGS: [Thing; 13] = [
    (
        "次",
        &HELD,
        &["会议", "座谈会", "培训", "活动", "检查", "督查", "抽查", "演练", "培训班", "调研", "讲座", "巡查"],
    ),
    (
        "场",
        &["召开", "举办", "举行", "开展", "组织"],
        &["座谈会", "发布会", "听证会", "培训会", "招聘会", "宣讲会", "推介会", "恳谈会", "讲座", "宣讲", "演练"],
    ),
    ("条", &VERBS, &["意见", "建议", "意见建议", "信息", "线索", "问题", "动态", "留言", "消息"]),
    ("份", &VERBS, &["材料", "资料", "问卷", "文件", "传单", "手册", "宣传单", "宣传页", "通知书", "建议书", "倡议书"]),
    ("件", &VERBS, &["规范性文件", "文件", "器材", "物资", "案件", "议案", "行政复议", "行政诉讼", "政府信息"]),
    ("篇", &VERBS, &["文章", "稿件", "报道", "信息", "图文", "推文", "解读", "解读材料"]),
    (
        "元",
        &PAID,
        &[
            "费",
            "资金",
            "经费",
            "投资",
            "补助",
            "补贴",
            "补偿",
            "罚款",
            "保证金",
            "救助金",
            "善款",
            "捐款",
            "损失",
            "工程款",
        ],
    ),
    ("名", &VERBS, &["队员", "干部", "人员", "学员", "党员", "志愿者", "教师", "学生", "专家", "监督员", "信息员"]),
    ("家", &VERBS, &["企业", "单位", "商户", "门店", "公司", "机构", "网点", "经营户"]),
    ("户", &VERBS, &["家庭", "群众", "居民", "脱贫户", "贫困家庭", "农户", "贫困户", "低保户", "住户", "商户"]),
    ("台", &VERBS, &["设备", "电脑", "机器", "农机", "空调", "终端", "查询机", "一体机", "自助机"]),
    ("辆", &VERBS, &["车辆", "汽车", "公交车", "货车", "客车", "消防车", "出租车"]),
    ("栋", &VERBS, &["房屋", "住宅", "楼房", "建筑", "民房"]),
];

/// Whether words end with a figure and its unit.
fn ends_with_amount(words: &str) -> bool {
    let mut chars = words.trim_end().chars().rev();
    chars.next().is_some_and(is_chinese) && chars.next().is_some_and(|c| c.is_ascii_digit())
}

/// Whether a cell says no more than that something was made, and in which unit.
fn is_bare_verb(words: &str) -> bool {
    const MADE: [&str; 8] = ["建成", "新建", "改造", "完成", "新增", "打造", "建设", "提升"];
    const UNITS: [&str; 5] = ["个", "座", "条", "户", "套"];
    const LONGEST: usize = "建成个".len();
    let verb = UNITS.iter().filter(|_| words.len() == LONGEST).find_map(|unit| words.strip_suffix(unit));
    verb.is_some_and(|verb| MADE.contains(&verb))
}

/// The paragraphs that are cells with a unit and no figure, in a column whose other cells have both: 8%, 7.5%, and %.
pub fn in_cells(paragraphs: &[Paragraph]) -> impl Iterator<Item = usize> + '_ {
    const UNITS: [&str; 9] = ["%", "％", "元", "万元", "件", "条", "个", "人次", "名"];
    let column = |paragraph: &Paragraph| match paragraph.kind {
        Kind::Cell { table, column, .. } => Some((table, column)),
        _ => None,
    };
    let figures: BTreeSet<_> = paragraphs
        .iter()
        .filter_map(|cell| {
            let words = cell.words.trim();
            let unit = words.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').trim_start();
            (unit.len() < words.len()).then_some((column(cell)?, unit))
        })
        .collect();
    // 建成个 among 新建320个 and 打通3条.
    let has_bare = paragraphs.iter().any(|cell| is_bare_verb(cell.words.trim()));
    let told = paragraphs.iter().filter(|cell| has_bare && ends_with_amount(&cell.words)).filter_map(column);
    let told: BTreeSet<_> = told.collect();
    let is_bare = move |cell: &Paragraph| {
        let unit = cell.words.trim();
        let column = || column(cell);
        UNITS.contains(&unit) && column().is_some_and(|column| figures.contains(&(column, unit)))
            || is_bare_verb(unit) && column().is_some_and(|column| told.contains(&column))
    };
    paragraphs.iter().enumerate().filter(move |(_, cell)| is_bare(cell)).map(|(at, _)| at)
}

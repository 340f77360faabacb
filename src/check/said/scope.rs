//! Whether figures count what the tables count: all of the reporting body's year, or a part of it, or what is another's.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::needles::Needles;

use super::Prose;
use super::number::{Number, ONE, Unit};
use super::own;
use super::sentence::{CLAUSE, Role, Sentence};
use super::vocabulary::{BODIES, DOERS, NOT_COUNTED, OF_ELSE, PART_OF_BODY, PARTIAL, WHOLES};
use super::ways::{without_all_ways, without_listed_ways, without_topics};

/// Whether a figure counts a part of the bodies, of the year or of the ways in, by the words up to the end of its clause.
/// What comes later in the sentence speaks of other figures: 收到申请20件，其中网络申请12件.
pub fn is_partial(sentence: &Sentence, number: &Number) -> bool {
    is_partial_but(sentence, number, &[])
}

/// The same, where some words are known to narrow nothing.
pub fn is_partial_but(sentence: &Sentence, number: &Number, aside: &[&str]) -> bool {
    let rest = &sentence.text[number.end..];
    // 上年结转的5件申请已于第一季度全部办结: when they were closed.
    let carried = sentence.text[..number.start].rsplit(CLAUSE).next().is_some_and(|own| own.contains("结转"));
    let closed = rest.find('已').filter(|_| carried);
    let ends = [rest.find(['，', '；', ',', ';']), rest.find("（其中"), closed];
    let clause = ends.into_iter().flatten().min().map_or(sentence.text.len(), |mark| number.end + mark);
    // 一年来 is the year of the report, 近年来 is not.
    let said = without_this_year(&sentence.text[..clause]);
    // What is petitioned for is a reason of the form, and no way in.
    let said = without_listed_ways(sentence, number, without_asides(sentence, number, said));
    let said = without_topics(said);
    let reasons = [
        "涉及国家秘密",
        "信访举报投诉类",
        "信访投诉类",
        "信访、投诉类",
        "信访投诉举报类",
        "信访、举报、投诉类",
        "信访类",
    ];
    let said = &*reasons.iter().chain(&UNFIT).chain(&NO_WAYS).chain(aside).fold(said, without);
    let whole = || without_all_ways(&without(said.into(), &"涉及政府信息公开的"), sentence.text);
    // 因教师职称评审引起的行政复议 is none of those that the form counts.
    let of_else = said.contains("引起的行政") && !said.contains("信息公开");
    // 治安、交通类行政复议案件61件
    let of_kind = ["类行政", "类复议", "类诉讼"]
        .iter()
        .any(|word| said.match_indices(word).any(|(at, _)| !said[..at].ends_with("公开")));
    let of_else = of_else || of_kind || is_over_another_act(said) || is_caused_by_another_act(said);
    let of_others = || OF_ELSE.iter().any(|word| sentence.text.contains(word));
    // 清理规范性文件，确定继续有效33件: what a clean-up keeps is not all that is in force.
    let keeps = said.contains("清理") && said.rsplit(CLAUSE).next().is_some_and(|own| own.contains("继续有效"));
    // 就132件征求第三方意见，其中不同意公开81件: what those said who were asked.
    let asked = said.rsplit(['；', ';']).next().is_some_and(|said| said.contains("征求") || said.contains("征询"));
    let consents = asked && said.rsplit(CLAUSE).next().is_some_and(|own| own.contains("同意公开"));
    let of_else = of_else || keeps || consents || sorts_papers(said);
    // 行政诉讼12件，其中信息公开类3件: what is more than those about disclosure.
    let after = sentence.text[number.end..].split(['；', ';']).next().unwrap_or_default();
    let more = after.split_once("其中").and_then(|(_, after)| after.split(|c: char| c.is_ascii_digit()).next());
    // 收到依申请公开23件，其中网上政府信息公开申请22件 are all of them about it.
    let is_apart = |words: &str| !["申请", "请求"].iter().any(|asking| words.contains(asking));
    let apart = |words: &str| words.contains("信息公开") && !words.contains(CLAUSE) && is_apart(words);
    let of_else = of_else || more.is_some_and(apart);
    of_else
        || has_partial(said) && has_partial(&whole())
        || of_others()
        || of_months(sentence, number)
        || is_left_out(sentence, number)
}

/// Words without others, which they seldom hold.
fn without<'t>(words: Cow<'t, str>, other: &&str) -> Cow<'t, str> {
    if words.contains(other) { Cow::Owned(words.replace(other, "")) } else { words }
}

/// What an applicant failed to do in time is a reason of the form.
const UNFIT: [&str; 5] = ["逾期不补正", "逾期未补正", "逾期未缴", "逾期不缴", "逾期未按收费"];

/// By what work is done, and what an application is called, is no way in: 通过规范文书做好依申请公开工作, 收到依申请公开信件3份.
const NO_WAYS: [&str; 13] = [
    "公开信件",
    "通过其他途径",
    "通过其他渠道",
    "通过规范",
    "通过加强",
    "通过完善",
    "通过优化",
    "通过建立",
    "通过健全",
    "通过强化",
    "通过开展",
    "通过落实",
    "通过梳理",
];

/// What shows that a suit is over disclosure.
const OVER_DISCLOSURE: [&str; 8] = ["公开", "信息", "申请", "答复", "此", "不服", "告知", "回复"];

/// Whether the clause of a figure names what else brought a suit about: 民办学校审批引发的行政诉讼1件.
fn is_caused_by_another_act(said: &str) -> bool {
    const FEWEST: usize = 4;
    let clause = said.rsplit(CLAUSE).next().unwrap_or(said);
    let cause = ["引发的", "引起的", "导致的"].iter().find_map(|word| clause.split_once(word));
    let Some((act, _)) = cause.filter(|(_, case)| case.starts_with("行政") || case.contains("诉讼")) else {
        return false;
    };
    let act = act.trim().trim_start_matches(['因', '由']);
    act.chars().count() >= FEWEST && !OVER_DISCLOSURE.iter().any(|word| act.contains(word))
}

/// Whether words name what else a suit is over: 因行政确认被提起行政诉讼2起.
fn is_over_another_act(said: &str) -> bool {
    let own = said.rsplit(['；', ';']).next().unwrap_or(said);
    let Some((_, after)) = own.rsplit_once('因') else { return false };
    let act = ["被提", "被申请", "被诉", "被复议"].iter().filter_map(|word| after.split_once(word));
    let Some((act, rest)) = act.min_by_key(|(act, _)| act.len()) else { return false };
    let is_named = act.chars().count() > 2 && !act.contains(CLAUSE);
    is_named && !OVER_DISCLOSURE.iter().any(|word| act.contains(word)) && !rest.contains("公开")
}

/// Whether words sort the papers that were written by what may be known of them: 制发公文412件，主动公开88件，依申请公开131件，
/// 不予公开193件.
fn sorts_papers(said: &str) -> bool {
    let papers = || said.replace("规范性文件", "");
    let sorts =
        said.contains("主动公开") && ["依申请公开", "不予公开", "不公开"].iter().any(|kind| said.contains(kind));
    sorts && ["公文", "发文", "文件"].iter().any(|word| papers().contains(word))
}

/// Whether clauses behind a figure say that it does not count: 行政复议31件，不属于政府信息公开案件，未计入. With another
/// subject (重复申请不计入) they say it of something else.
fn is_left_out(sentence: &Sentence, number: &Number) -> bool {
    let next = sentence.numbers.iter().find(|next| next.start >= number.end && next.unit != Unit::None);
    let behind = sentence.between(number.end, next.map_or(sentence.text.len(), |next| next.start));
    let behind = behind.split(['；', ';']).next().unwrap_or_default();
    // What leads to the next figure is said of that.
    let whole = if next.is_some() { behind.rfind(CLAUSE).map_or("", |mark| &behind[..mark]) } else { behind };
    whole.split(CLAUSE).any(|clause| {
        let said = clause.trim().trim_start_matches(['均', '都', '也', '但', '因', '其', '该', '此', '故', '暂', '并']);
        NOT_COUNTED.iter().any(|word| said.starts_with(word))
    })
}

/// Whether a month is named before a figure, and not the whole year after it: 截至2025年6月底，已收到申请30件. The last
/// day of the year and a span that ends with December name all of it.
fn of_months(sentence: &Sentence, number: &Number) -> bool {
    let before = &sentence.text[..number.start];
    if !before.contains('月') {
        return false;
    }
    let names_month = |month: &&Number| {
        let Some(after) = sentence.text[month.end..].strip_prefix('月') else { return false };
        let ends = || ["至", "到", "—", "-", "~", "～"].iter().any(|word| sentence.text[..month.start].ends_with(word));
        match month.value / ONE {
            1 => !after.starts_with("1日"),
            12 => !after.starts_with(['底', '末', '3']) && !ends(),
            _ => true,
        }
    };
    // 三月收到申请一件，七月收到两件: such a numeral is no figure.
    let spelt = before.rmatch_indices('月').map(|(at, _)| &before[..at]).next().is_some_and(|head| {
        let numeral = head.ends_with(['二', '三', '四', '五', '六', '七', '八', '九', '十']) || head.ends_with("十一");
        numeral && !head.ends_with("十二")
    });
    let of_all = |words: &str| ["全年", "年度"].iter().any(|word| words.contains(word));
    if spelt && !before.rsplit('月').next().is_some_and(of_all) {
        return true;
    }
    let last = sentence.numbers.iter().rev().filter(|month| month.end <= number.start).find(names_month);
    last.is_some_and(|month| !of_all(&before[month.end..]))
}

/// Whether a figure is the topic of what follows and counts a part: 上年结转的3件均为自然人提出，予以公开2件. What is said
/// of other rows then is said of these only.
pub fn is_topic(sentence: &Sentence, at: usize) -> bool {
    let lead = sentence.lead(at).trim();
    let is_part = || !["比", "较", "由", "从", "为", "年"].iter().chain(&WHOLES).any(|word| lead.contains(word));
    // 对2022年度不予公开的申请7件开展复核，改为予以公开1件
    let of_else =
        || lead.starts_with('对') && ["不予", "无法", "部分", "结转", "年度"].iter().any(|word| lead.contains(word));
    // 予以公开的4件、部分公开的2件 is a list of figures.
    let after = &sentence.text[sentence.numbers[at].end..];
    let has_predicate = || after.trim_start().starts_with(char::is_alphanumeric);
    // 加上上年结转的1件 comes on top.
    let left = lead.contains("结转") || lead.contains("年未") && lead.contains('结');
    let carried = || left && !["比", "较", "加上", "连同", "包括", "含", "下年"].iter().any(|word| lead.contains(word));
    // 上年结转3件，其中予以公开2件; but with what came in before it both are meant.
    let first = || sentence.numbers[..at].iter().all(|number| number.unit == Unit::None);
    let parted = || after.trim_start_matches(['，', ',', '（', '(']).starts_with("其中") && first() && carried();
    sentence.roles[at] == Role::Plain
        && (of_else() || parted() || lead.ends_with('的') && (carried() || has_predicate() && is_part()))
}

/// Leaves out what stands in brackets right behind an earlier figure: 受理18件（另有3件转信访），办结18件.
fn without_asides<'t>(sentence: &Sentence, own: &Number, said: &'t str) -> Cow<'t, str> {
    let mut kept = Cow::Borrowed(said);
    if !said.contains(['（', '(']) {
        return kept;
    }
    for number in sentence.numbers.iter().take_while(|number| number.end < own.start) {
        let aside = sentence.text[number.end..].strip_prefix(['（', '(']).filter(|_| number.unit != Unit::None);
        let Some(aside) = aside.and_then(|aside| Some(&aside[..aside.find(['）', ')'])?])) else { continue };
        let closed = sentence.offset(aside) + aside.len() < own.start;
        if closed && !aside.is_empty() {
            kept = Cow::Owned(kept.replacen(aside, "", 1));
        }
    }
    kept
}

pub fn has_partial(text: &str) -> bool {
    static WORDS: LazyLock<Needles> = LazyLock::new(|| Needles::each(&PARTIAL));
    WORDS.any(without_this_year(text))
}

/// A text without words at its head for all of the report's year.
fn without_this_year(text: &str) -> &str {
    ["一年来", "今年以来"].iter().fold(text.trim_start(), |text, of_year| text.trim_start_matches(of_year))
}

/// Whether a text speaks of a part of the body's year, some words for ways in aside.
pub fn has_partial_but(text: &str, ways: &[&str]) -> bool {
    let named =
        |word: &&&str| text.contains(**word) && !ways.iter().any(|way| word.contains(way) || way.contains(**word));
    let text = without_this_year(text);
    has_partial(text) && PARTIAL.iter().filter(|word| **word != "通过").any(|word| named(&word))
}

fn names_a_body(text: &str) -> bool {
    static WORDS: LazyLock<Needles> = LazyLock::new(|| Needles::each(&BODIES));
    WORDS.any(text)
}

/// What stands before the name of a body and is none of it.
const STOPS: &str = "年度共由经，；：、（本我全以";

/// Whether the words before a statement name another body than the one that reports.
pub fn of_another_body(prose: &Prose, before: &str) -> bool {
    if of_a_part(prose, before) {
        return true;
    }
    if !names_a_body(before) {
        return false;
    }
    // 通过县政府门户网站、信函等渠道
    let before = without_all_ways(before, before);
    let before = without(before.into(), &"政府信息");
    let before = before.replace("人民政府", "政府").replace("其中", "共");
    let own = |at: usize, body: &str| {
        // It calls itself by a part of its name, too: 区教育局 or 教育局 for 示例市示例区教育局.
        let near = before[..at].char_indices().rev().take_while(|(_, c)| !STOPS.contains(*c)).take(3);
        let from = near.last().map_or(at, |(start, _)| start);
        let said = &before[from..at + body.len()];
        // 县人力社保局 for 示例县人力资源和社会保障局.
        let whole = before[..at].rfind(|c| STOPS.contains(c)).map_or(0, |stop| before.ceil_char_boundary(stop + 1));
        let in_brief = || own::is_called(prose.names, &before[whole..at + body.len()]);
        from == at || prose.names.iter().any(|name| name.contains(said)) || in_brief()
    };
    BODIES.iter().any(|body| before.match_indices(body).any(|(at, body)| !own(at, body)))
}

/// Whether the words before a statement end with a part of the reporting body, or say that it is the rest: 质安站行政许可126件,
/// 其余行政许可52件. 本所 and 我队 are the body itself.
fn of_a_part(prose: &Prose, before: &str) -> bool {
    let mut words = before.trim_end();
    while let Some(rest) = DOERS.iter().find_map(|doer| words.strip_suffix(doer)) {
        words = rest.trim_end();
    }
    let Some(named) = PART_OF_BODY.iter().find_map(|part| words.strip_suffix(part)) else { return false };
    let near = named.char_indices().next_back().map_or(words, |(at, _)| &words[at..]);
    // 公路站 is 公路管理站.
    let part = words.strip_prefix(named).unwrap_or_default();
    let own = |name: &String| name.contains(near) || name.ends_with(part) && name.contains(near.trim_end_matches(part));
    !named.ends_with(['本', '我', '全', '各']) && !prose.names.iter().any(own)
}

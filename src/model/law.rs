//! The laws and administrative regulations of the state by their names, and whether a name that none of them has is that of one
//! of them, written wrong.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::chinese::{is_chinese, shortens, syllable};

/// What laws bear before their names.
const COUNTRY: &str = "中华人民共和国";

/// How a name ends; the longest first.
const SUFFIXES: [&str; 3] = ["暂行条例", "条例", "法"];

/// What may be put in or left out before the end of a name, or be taken for another.
const MIDDLES: [&str; 6] = ["管理", "保护", "防治", "保障", "促进", "应对"];

/// What is sometimes put in where no law has it.
const ADDED: [&str; 2] = ["管理", "保护"];

/// The last year of which the list knows all laws: later a regulation may well have become one.
const KNOWN_UNTIL: i16 = 2026;

/// One name without the country before it.
#[derive(Debug)]
struct Law {
    name: &'static str,
    stem: &'static str,
    suffix: &'static str,
    standing: Standing,
    /// The year in which it was repealed.
    until: Option<i16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// A law, or a regulation with the country's name before its own.
    OfCountry,
    /// A regulation that never has the country's name.
    Bare,
    /// A name that is right, and no other is taken for it.
    Other,
    /// A short form that is right by itself, not with the country's name.
    Short,
}

impl Standing {
    /// The heading of its names in the list.
    fn of_heading(line: &str) -> Option<Standing> {
        Some(match line {
            "[法律]" | "[冠国名]" => Standing::OfCountry,
            "[不冠国名]" => Standing::Bare,
            "[其他]" | "[不改]" => Standing::Other,
            "[简称]" => Standing::Short,
            _ => return None,
        })
    }
}

/// What a name should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Right {
    pub name: String,
    /// Whether nothing is wrong but the country's name before it.
    pub bare: bool,
}

/// The names by themselves, and their places by name.
struct Laws {
    all: Vec<Law>,
    known: HashMap<&'static str, usize>,
}

static LAWS: LazyLock<Laws> = LazyLock::new(|| {
    let mut all = Vec::new();
    let mut standing = Standing::Other;
    for line in include_str!("laws.txt").lines().map(str::trim) {
        if let Some(next) = Standing::of_heading(line) {
            standing = next;
        } else if !line.is_empty() && !line.starts_with('#') {
            let (name, until) = line.split_once(' ').map_or((line, None), |(name, year)| (name, year.parse().ok()));
            let (stem, suffix) = parted(name).unwrap_or((name, ""));
            all.push(Law { name, stem, suffix, standing, until });
        }
    }
    let known = all.iter().enumerate().map(|(at, law)| (law.name, at)).collect();
    Laws { all, known }
});

/// A name and how it ends; 办法 is no 法.
fn parted(name: &str) -> Option<(&str, &'static str)> {
    let suffix = SUFFIXES.iter().find(|suffix| name.ends_with(**suffix))?;
    let stem = &name[..name.len() - suffix.len()];
    (!stem.ends_with(['办', '方', '做', '用', '看', '说', '想'])).then_some((stem, *suffix))
}

/// The name of the one law that a title in a text of `year` misspells; `None` if it is right, no law's, or near to several.
pub fn right(title: &str, year: i16) -> Option<Right> {
    let (of_country, name) = title.strip_prefix(COUNTRY).map_or((false, title), |name| (true, name));
    let (stem, suffix) = parted(name)?;
    match LAWS.known.get(name).map(|at| LAWS.all[*at].standing) {
        Some(Standing::Bare) if of_country => return Some(Right { name: name.to_owned(), bare: true }),
        Some(Standing::Short) if of_country => {}
        Some(_) => return None,
        None => {}
    }
    // 社会救助暂行法: what holds for a time is a 办法, never a law.
    if suffix == "法" && (stem.ends_with("暂行") || stem.ends_with("试行")) {
        return Some(Right { name: format!("{stem}办法"), bare: false });
    }
    // Of any law there may be one to carry it out.
    if name.ends_with("法实施条例") || !name.chars().all(is_chinese) {
        return None;
    }
    let given = Given { name, stem, suffix, of_country, is_known: year <= KNOWN_UNTIL };
    let in_force = |law: &&Law| {
        !matches!(law.standing, Standing::Other | Standing::Short) && law.until.is_none_or(|until| year <= until)
    };
    let near: Vec<(u8, &Law)> =
        LAWS.all.iter().filter(in_force).filter_map(|law| Some((given.distance(law)?, law))).collect();
    let nearest = near.iter().map(|(distance, _)| *distance).min()?;
    let mut nearest = near.iter().filter(|(distance, _)| *distance == nearest).map(|(_, law)| *law);
    let law = nearest.next()?;
    let country = if of_country && law.standing == Standing::OfCountry { COUNTRY } else { "" };
    nearest.next().is_none().then(|| Right { name: format!("{country}{}", law.name), bare: false })
}

/// A name that no law has.
struct Given<'t> {
    name: &'t str,
    stem: &'t str,
    suffix: &'static str,
    of_country: bool,
    /// Whether there is no law of that year but those of the list.
    is_known: bool,
}

impl Given<'_> {
    /// Whether it is sure to be meant for a law of the state: provinces make regulations of their own, which are 条例.
    fn is_of_state(&self) -> bool {
        self.of_country || self.suffix != "条例"
    }

    /// How far it is from the name of a law, if it may be meant for it.
    fn distance(&self, law: &Law) -> Option<u8> {
        if self.is_mixed_up(law) {
            return Some(0);
        }
        if self.name.chars().next() != law.name.chars().next() {
            return None;
        }
        if self.stem == law.stem {
            return self.has_another_suffix().then_some(0);
        }
        if self.suffix != law.suffix {
            return None;
        }
        // What the country's name or 暂行 marks as the state's is surely misspelt if there is no such name.
        let is_marked = self.of_country || self.suffix == "暂行条例";
        let ranks = [
            self.sounds_like(law),
            self.is_of_state() && self.has_another_middle(law),
            self.is_of_state() && self.is_cut_from(law),
            is_marked && self.is_abridged(law),
            self.is_close(law),
        ];
        ranks.iter().zip(1..).find_map(|(near, rank)| near.then_some(rank))
    }

    /// 河道管理法 or 河道管理暂行条例 for 河道管理条例; a province may well have a 条例 of what the state has a law.
    fn has_another_suffix(&self) -> bool {
        self.is_known && self.is_of_state()
    }

    /// 食品安全管理法, 土地法, 治安处罚法, 野生动物管理法, 未成年人权益保护法.
    fn has_another_middle(&self, law: &Law) -> bool {
        let end = |stem: &str, words: &[&str]| words.iter().find_map(|word| stem.strip_suffix(word).map(str::len));
        let added = || ADDED.iter().any(|word| self.stem.strip_suffix(word) == Some(law.stem));
        let left_out = || end(law.stem, &MIDDLES).is_some_and(|end| law.stem[..end] == *self.stem);
        let exchanged = || {
            let kept = end(self.stem, &MIDDLES).zip(end(law.stem, &MIDDLES).or_else(|| end(law.stem, &["安全"])));
            kept.is_some_and(|(given, right)| self.stem[..given] == law.stem[..right])
        };
        let is_cut = |long: &str, word: &str, short: &str| {
            long.split_once(word).is_some_and(|(before, behind)| {
                !behind.is_empty() && short.strip_prefix(before).is_some_and(|rest| rest == behind)
            })
        };
        let within = || is_cut(law.stem, "管理", self.stem) || is_cut(self.stem, "权益", law.stem);
        added() || left_out() || exchanged() || within()
    }

    /// One character of a long name left out: 未成年保护法.
    fn is_cut_from(&self, law: &Law) -> bool {
        const LONG: usize = 6;
        let (given, right) = (self.name.chars().count(), law.name.chars().count());
        right >= LONG && given + 1 == right && shortens(self.name, law.name)
    }

    /// 大气污染防止法: one character for another that is read alike; in a long name of a law, for any.
    fn sounds_like(&self, law: &Law) -> bool {
        const LONG: usize = 7;
        let count = self.name.chars().count();
        let alike = |given, right| syllable(given).is_some_and(|read| syllable(right) == Some(read));
        count >= 4
            && the_one_other(self.name, law.name)
                .is_some_and(|(given, right)| alike(given, right) || self.suffix == "法" && count >= LONG)
    }

    /// 农民工工资支付保障条例: the same characters in another order.
    fn is_mixed_up(&self, law: &Law) -> bool {
        const LONG: usize = 7;
        if self.name.len() != law.name.len() || self.name == law.name {
            return false;
        }
        let sorted = |name: &str| {
            let mut all: Vec<char> = name.chars().collect();
            all.sort_unstable();
            all
        };
        let given = sorted(self.name);
        given.len() >= LONG && given == sorted(law.name)
    }

    /// 国有土地上房屋征收补偿条例: in a name so long that no province has it by chance, one character more or less, or another.
    fn is_close(&self, law: &Law) -> bool {
        const LONG: usize = 10;
        let (given, right) = (self.name.chars().count(), law.name.chars().count());
        let long = given >= LONG && right >= LONG;
        let more = given == right + 1 && shortens(law.name, self.name);
        let less = given + 1 == right && shortens(self.name, law.name);
        long && (more || less || the_one_other(self.name, law.name).is_some())
    }

    /// 职教法, 政务信息公开条例, 劳动法合同法, behind the country's name: a short form, one character for another, or some more.
    fn is_abridged(&self, law: &Law) -> bool {
        const LONG: usize = 5;
        const LEFT_OUT: usize = 4;
        const PUT_IN: usize = 2;
        let (given, right) = (self.name.chars().count(), law.name.chars().count());
        given >= LONG && the_one_other(self.name, law.name).is_some()
            || given >= 3 && given < right && right <= given + LEFT_OUT && shortens(self.name, law.name)
            || right >= LONG && given > right && given <= right + PUT_IN && shortens(law.name, self.name)
    }
}

/// The only two characters in which names of the same length differ.
fn the_one_other(one: &str, other: &str) -> Option<(char, char)> {
    if one.len() != other.len() {
        return None;
    }
    let mut differ = one.chars().zip(other.chars()).filter(|(one, other)| one != other);
    let found = differ.next()?;
    differ.next().is_none().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_no_law_has_is_told_from_the_nearest() {
        for (wrong, name) in [
            ("食品安全管理法", "食品安全法"),
            ("河道管理法", "河道管理条例"),
            ("土地法", "土地管理法"),
            ("文物法", "文物保护法"),
            ("大气污染防止法", "大气污染防治法"),
            ("中华人民共和国大气污染防止法", "中华人民共和国大气污染防治法"),
            ("中华人民共和国劳动合同条例", "中华人民共和国劳动合同法"),
            ("中华人民共和国预算管理法", "中华人民共和国预算法"),
            ("中华人民共和国职教法", "中华人民共和国职业教育法"),
            ("中华人民共和国社会保障法", "中华人民共和国社会保险法"),
            ("中华人民共和国政务信息公开条例", "中华人民共和国政府信息公开条例"),
            ("重大行政决策暂行条例", "重大行政决策程序暂行条例"),
            ("野生动物管理法", "野生动物保护法"),
            ("未成年保护法", "未成年人保护法"),
            ("道路交通安全管理法", "道路交通安全法"),
            ("传染病防治管理法", "传染病防治法"),
            ("测绘管理法", "测绘法"),
            ("中华人民共和国河道管理法", "中华人民共和国河道管理条例"),
            ("道路交通管理法", "道路交通安全法"),
            ("环境影响评估法", "环境影响评价法"),
            ("未成年人权益保护法", "未成年人保护法"),
            ("优化营商环境暂行条例", "优化营商环境条例"),
            ("中华人民共和国民诉法", "中华人民共和国民事诉讼法"),
            ("农民工工资支付保障条例", "保障农民工工资支付条例"),
            ("网络数据管理安全条例", "网络数据安全管理条例"),
            ("国有土地上房屋征收补偿条例", "国有土地上房屋征收与补偿条例"),
            ("生产安全事故报告调查处理条例", "生产安全事故报告和调查处理条例"),
            ("社会救助暂行法", "社会救助暂行办法"),
        ] {
            assert_eq!(right(wrong, 2024).map(|right| right.name).as_deref(), Some(name), "{wrong}");
        }
        assert_eq!(right("执业医师管理法", 2021).map(|right| right.name).as_deref(), Some("执业医师法"));
        let bare = Some(Right { name: "物业管理条例".to_owned(), bare: true });
        assert_eq!(right("中华人民共和国物业管理条例", 2024), bare);
    }

    #[test]
    fn a_name_that_is_right_or_may_be_anothers_is_let_alone() {
        for title in [
            "食品安全法",
            "中华人民共和国食品安全法",
            "中华人民共和国食品安全法实施条例",
            "信访条例",
            "安全生产条例",
            "档案条例",
            "中小企业促进条例",
            "江右省食品安全条例",
            "不动产登记条例",
            "行政执法证件管理办法",
            "水质化学需氧量测定重铬酸盐法",
            "环境法",
            "行政法",
            "民诉法",
            "湿地法",
            "招投标法",
            "信访法",
            "消费税法",
            "国家公园法",
            "中国共产党党员教育管理工作条例",
            "社会保障法",
            "劳动保护用品使用方法",
            "市容和环境卫生管理条例",
            "合同法",
            "中华人民共和国婚姻法",
            "房地产法",
        ] {
            assert_eq!(right(title, 2024), None, "{title}");
        }
    }

    #[test]
    fn no_name_of_the_list_is_taken_for_another() {
        for law in &LAWS.all {
            assert_eq!(right(law.name, 2024), None, "{}", law.name);
        }
        assert_eq!(LAWS.known.len(), LAWS.all.len());
    }
}

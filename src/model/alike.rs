//! Words that are none, and one character from a common one that sounds the same: 重示 for 重视. `tests/measure/alike.py`
//! makes the lists; what stands around such a word says whether two other words meet there, or a name does.

use std::ops::Range;

use crate::chinese::is_chinese;

use super::slips::{BITS, Slip, hash, number};

/// In each line a right word, then wrong ones, behind `|` those that count in company only.
static LIST: &str = include_str!("alike.txt");
/// Words of two characters, and three characters of which two are a right word: sorted, each in a line of its own, so that
/// they are looked up as they stand.
static KNOWN: &str = include_str!("known.txt");
static COMPANY: &str = include_str!("company.txt");

/// A wrong word has so many bytes.
const WORD: usize = 6;
/// So many places are twice as many as there are words.
const PLACES: u32 = 17;

/// The wrong words by what they are as numbers.
#[derive(Debug)]
pub struct Alike {
    /// At the hash of a word, or the next that is free, where it stands in the list; 0 is free.
    places: Box<[u32]>,
}

impl Alike {
    /// Reads the list, and tells of each word as a number.
    pub fn new(mut tell: impl FnMut(u64)) -> Alike {
        let mut places = vec![0_u32; 1 << PLACES];
        each_wrong(|at, word| {
            let number = word.chars().fold(0, |number, c| number << BITS | u64::from(c));
            let mut place = first_place(number);
            while places[place] != 0 {
                place = (place + 1) % places.len();
            }
            places[place] = u32::try_from(at).unwrap_or_default();
            tell(number);
        });
        Alike { places: places.into() }
    }

    /// The slip at a place of a text that is a number, if nothing around it says that it is none.
    pub fn slip(&self, text: &str, place: &Range<usize>, wrong: u64) -> Option<Slip> {
        let (slip, in_company) = self.listed(wrong)?;
        let around = Around { before: &text[..place.start], wrong: slip.wrong, behind: &text[place.end..] };
        let is_one = !around.is_of_other_words() && (!in_company || around.is_company_of(slip.right));
        (is_one && !around.is_of_a_name()).then_some(slip)
    }

    /// Whether what stands around a place says that another word begins in its middle, or a name holds it: 捐赠|产品, 尹凤光.
    pub fn is_none(text: &str, place: &Range<usize>, wrong: &'static str) -> bool {
        let around = Around { before: &text[..place.start], wrong, behind: &text[place.end..] };
        around.begins_another_word() || around.is_of_a_person()
    }

    /// The entry of a number, and whether it counts in company only.
    fn listed(&self, wrong: u64) -> Option<(Slip, bool)> {
        let mut place = first_place(wrong);
        loop {
            let at = self.places[place] as usize;
            let word = LIST.get(at..at + WORD).filter(|_| at > 0)?;
            if number(word) == Some(wrong) {
                let line = LIST[..at].rfind('\n').map_or(0, |end| end + 1);
                let slip = Slip { wrong: word, right: LIST.get(line..line + WORD)? };
                return Some((slip, LIST[line..at].contains('|')));
            }
            place = (place + 1) % self.places.len();
        }
    }
}

/// Each wrong word of the list and where it stands. All words are as long, so none is looked for.
fn each_wrong(mut tell: impl FnMut(usize, &'static str)) {
    let mut start = 0;
    for line in LIST.split_inclusive('\n') {
        let mut at = start + WORD;
        start += line.len();
        while !line.starts_with('#') && LIST.as_bytes().get(at) == Some(&b' ') {
            at += 1;
            match LIST.get(at..at + WORD).filter(|word| !word.starts_with('|')) {
                Some(word) => {
                    tell(at, word);
                    at += WORD;
                }
                None => at += 1,
            }
        }
    }
}

fn first_place(number: u64) -> usize {
    (hash(number) >> (64 - PLACES)) as usize
}

/// Whether two characters are a common word.
pub fn is_word(word: &str) -> bool {
    word.len() == WORD && is_in(KNOWN, word)
}

/// Whether a word stands in a list of lines that are as long as its own.
fn is_in(list: &str, word: &str) -> bool {
    let line = |at: usize| &list.as_bytes()[at * (word.len() + 1)..][..word.len()];
    let (mut from, mut to) = (0, list.len() / (word.len() + 1));
    while from < to {
        let middle = usize::midpoint(from, to);
        match line(middle).cmp(word.as_bytes()) {
            std::cmp::Ordering::Less => from = middle + 1,
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Greater => to = middle,
        }
    }
    false
}

/// Family names before which a word is hardly ever a slip.
const FAMILIES: &str = "王李张刘陈杨赵黄吴徐孙朱胡郭罗郑梁谢宋唐许韩冯邓曹彭肖董袁潘蒋蔡杜魏吕沈姚卢姜崔谭汪廖贾邹邱尹薛闫侯\
                        陶黎郝龚邵钱覃戴莫孔汤倪樊柯阮翟聂焦岳褚苟";
/// Those that are common words as well: a whole entry may be such a name.
const OTHER_FAMILIES: &str =
    "周何林高萧田曾于余叶程苏丁任钟陆范金石夏韦付方白孟熊秦江段雷龙史顾毛万严武向祝单管时文易常";

/// Those that are looked for only where all of a name is told.
const RARER_FAMILIES: &str = "马傅贺乔赖康伍涂骆游温蓝凌欧戚甘盛卞卓阳齐兰艾庞殷舒鲍耿牛尤裴柴芦席";

/// What stands right before the name of somebody who is given an office.
const APPOINTS: [&str; 12] =
    ["同意", "任命", "聘任", "聘", "免去", "选举", "推荐", "接受", "提名", "决定", "推选", "由"];

/// What names of places, shops and bodies end with, and what begins like that and ends none.
const NAMED: [&str; 42] = [
    "镇",
    "乡",
    "村",
    "路",
    "街",
    "社区",
    "小区",
    "公司",
    "厂",
    "店",
    "屯",
    "庄",
    "巷",
    "寨",
    "湾",
    "坝",
    "沟",
    "桥",
    "河",
    "江",
    "湖",
    "山",
    "岭",
    "水库",
    "苑",
    "大厦",
    "合作社",
    "超市",
    "商行",
    "部",
    "馆",
    "园",
    "院",
    "校",
    "站",
    "寺",
    "岛",
    "组",
    "牌",
    "号",
    "银行",
    "高速",
];
const NO_NAMES: [&str; 14] = [
    "高速增",
    "高速发",
    "村民",
    "村务",
    "村委",
    "村级",
    "乡村",
    "部门",
    "部分",
    "部署",
    "组织",
    "组成",
    "号召",
    "路径",
];
/// So far behind a word the end of a name begins, in bytes.
const NEAR: usize = 6;
/// What firms and the like have in their names, and how far behind: 示例县保冠水泥制品厂.
const FIRMS: [&str; 27] = [
    "有限",
    "公司",
    "厂",
    "合作社",
    "经营部",
    "超市",
    "商行",
    "门市",
    "药房",
    "诊所",
    "饭店",
    "酒店",
    "餐馆",
    "农场",
    "美发",
    "理发",
    "美容",
    "宾馆",
    "旅馆",
    "酒楼",
    "餐厅",
    "面馆",
    "便利店",
    "百货",
    "药店",
    "书店",
    "汽修",
];
const FAR: usize = 36;

/// A wrong word and what stands around it.
struct Around<'t> {
    before: &'t str,
    wrong: &'static str,
    behind: &'t str,
}

impl Around<'_> {
    /// The Chinese character right before, and right behind.
    fn neighbours(&self) -> (&str, &str) {
        let before = self.before.char_indices().next_back().filter(|(_, c)| is_chinese(*c));
        let behind = self.behind.chars().next().filter(|c| is_chinese(*c));
        (before.map_or("", |(at, _)| &self.before[at..]), &self.behind[..behind.map_or(0, char::len_utf8)])
    }

    /// Whether a neighbour makes a word of either character: 加工|做, 重|示范.
    fn is_of_other_words(&self) -> bool {
        let (before, _) = self.neighbours();
        let first = &self.wrong[..WORD / 2];
        !before.is_empty() && is_in(KNOWN, &format!("{before}{first}")) || self.begins_another_word()
    }

    fn begins_another_word(&self) -> bool {
        let (_, behind) = self.neighbours();
        let second = &self.wrong[WORD / 2..];
        !behind.is_empty() && is_in(KNOWN, &format!("{second}{behind}"))
    }

    /// Whether the right word often stands beside one of the neighbours.
    fn is_company_of(&self, right: &str) -> bool {
        let (before, behind) = self.neighbours();
        !before.is_empty() && is_in(COMPANY, &format!("{before}{right}"))
            || !behind.is_empty() && is_in(COMPANY, &format!("{right}{behind}"))
    }

    /// Whether it is a part of the name of somebody, of a place or shop, or the word of an office in the number of a
    /// document: 王平议, 河溜镇, 示政办〔2024〕.
    fn is_of_a_name(&self) -> bool {
        let (before, behind) = self.neighbours();
        let ends = || self.behind.chars().take_while(|c| is_chinese(*c)).nth(1).is_none();
        let begins = |list: &str| self.wrong.chars().next().is_some_and(|first| list.contains(first));
        let stands_alone = before.is_empty() && (begins(FAMILIES) || begins(OTHER_FAMILIES)) && ends();
        let is_ambiguous = !before.is_empty() && OTHER_FAMILIES.contains(before) && behind.is_empty();
        stands_alone
            || is_ambiguous
            || self.is_of_a_person()
            || self.is_of_a_named_thing()
            || self.is_of_a_village()
            || self.is_of_an_office()
            || self.is_of_a_number()
    }

    fn is_of_a_person(&self) -> bool {
        // Of 李台生请 the first two characters before the verb, of 李平议 the first.
        self.before.chars().rev().take(2).any(|c| FAMILIES.contains(c)) || self.is_of_an_appointed()
    }

    /// Whether a family stands before it or begins it, and what says whose name it is behind that: 武静文为副科长, 同意金程中同志任科长,
    /// 、田佳强、.
    fn is_of_an_appointed(&self) -> bool {
        const BEHIND: [&str; 3] = ["为", "任", "、"];
        let is_family = |c: char| [FAMILIES, OTHER_FAMILIES, RARER_FAMILIES].iter().any(|list| list.contains(c));
        let calls = |rest: &str| ["同志", "先生", "女士"].iter().any(|word| rest.starts_with(word));
        let names = |rest: &str| calls(rest) || BEHIND.iter().any(|word| rest.starts_with(word));
        let is_apart = |lead: &str| !lead.ends_with(is_chinese) || APPOINTS.iter().any(|word| lead.ends_with(word));
        let third = self.behind.chars().next().filter(|c| is_chinese(*c)).map_or(0, char::len_utf8);
        let rests = [self.behind, &self.behind[third..]];
        let begins = self.wrong.chars().next().is_some_and(is_family);
        if begins && rests.iter().any(|rest| calls(rest) || names(rest) && is_apart(self.before)) {
            return true;
        }
        let (head, before) = self.before.char_indices().next_back().unwrap_or_default();
        let lead = &self.before[..head];
        is_family(before) && (calls(self.behind) || is_apart(lead) && (self.behind.is_empty() || names(self.behind)))
    }

    /// Whether it ends the name of a village or a group of one: 下冲组, 、冲组、.
    fn is_of_a_village(&self) -> bool {
        const ENDS: [char; 12] = ['组', '村', '屯', '庄', '湾', '坝', '沟', '桥', '河', '岭', '寨', '巷'];
        const SIDES: [&str; 13] = ["", "上", "下", "前", "后", "东", "西", "南", "北", "大", "小", "新", "老"];
        let (before, behind) = self.neighbours();
        self.wrong.ends_with(ENDS) && behind.is_empty() && SIDES.contains(&before)
    }

    /// Whether an office or a calling ends within it, and somebody's name begins: 总务处席某某, 交警程某.
    fn is_of_an_office(&self) -> bool {
        const ENDS: [char; 15] =
            ['处', '科', '部', '局', '室', '办', '院', '所', '站', '队', '警', '员', '师', '医', '兵'];
        let second = self.wrong.chars().nth(1);
        let is_family = |c: char| [FAMILIES, OTHER_FAMILIES, RARER_FAMILIES].iter().any(|list| list.contains(c));
        self.wrong.starts_with(ENDS) && second.is_some_and(is_family) && self.before.ends_with(is_chinese)
    }

    fn is_of_a_named_thing(&self) -> bool {
        let is_end = |(at, _): (usize, char)| {
            let rest = &self.behind[at..];
            NAMED.iter().any(|end| rest.starts_with(end)) && !NO_NAMES.iter().any(|other| rest.starts_with(other))
        };
        let run = self.behind.find(|c| !is_chinese(c)).unwrap_or(self.behind.len()).min(FAR);
        let run = &self.behind[..self.behind.floor_char_boundary(run)];
        run.char_indices().take_while(|(at, _)| *at <= NEAR).any(is_end) || FIRMS.iter().any(|firm| run.contains(firm))
    }

    fn is_of_a_number(&self) -> bool {
        let rest = self.behind.trim_start_matches(is_chinese);
        let is_near = self.behind.len() - rest.len() <= NEAR + WORD / 2;
        let year = rest.trim_start_matches(['〔', '［', '[', '（', '(', '【']);
        is_near && year.len() < rest.len() && (year.starts_with("20") || year.starts_with("19"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_of_one_length() {
        for (list, word) in [(KNOWN, WORD), (COMPANY, WORD + WORD / 2)] {
            assert!(list.len().is_multiple_of(word + 1) && list.lines().all(|line| line.len() == word));
            let lines: Vec<&str> = list.lines().collect();
            assert!(lines.is_sorted() && lines.iter().step_by(31).all(|line| is_in(list, line)));
        }
        assert!(["〇〇", "的的", "龥龥"].iter().all(|word| !is_in(KNOWN, word)));
    }

    #[test]
    fn each_wrong_word_is_listed_once_with_a_right_one() {
        let alike = Alike::new(|_| ());
        let mut count = 0;
        each_wrong(|at, word| {
            count += 1;
            let (slip, _) = alike.listed(number(word).unwrap()).unwrap();
            assert_eq!(slip.wrong.as_ptr(), LIST[at..].as_ptr(), "{word} stands twice");
            assert_eq!(slip.wrong.chars().zip(slip.right.chars()).filter(|(a, b)| a != b).count(), 1, "{word}");
        });
        assert!((40_000..1 << (PLACES - 1)).contains(&count));
        assert_eq!(alike.listed(number("工作").unwrap()), None);
    }
}

//! Where somebody lives, told down to the door.

use crate::chinese::is_chinese;
use std::ops::Range;
use std::sync::LazyLock;

use crate::needles::Needles;

use super::dwelling::{is_bare_flat, is_dwelling, is_flat, is_home};
use super::mailbox::{PERSON, names_somebody};
use super::place::{self, Level};
use super::{Found, Kind, clause, door, family, form, given, label, lodger, name, resident, sent};

/// Words for the address of somebody's home, and of nothing else.
const HOME: [&str; 44] = [
    "居住的",
    "现居住的",
    "现居住于",
    "现居住在",
    "家住",
    "住址",
    "住　址",
    "住 址",
    "家庭地址",
    "户籍地址",
    "户籍所在地",
    "户籍地",
    "户口所在地",
    "居住地址",
    "居住地",
    "经常居住地",
    "暂住地",
    "常住地址",
    "身份证地址",
    "现住",
    "居住于",
    "暂住于",
    "租住于",
    "租住在",
    "居住在",
    "暂住",
    "住在",
    "户籍：",
    "户籍:",
    "现居住地址",
    "现居住地",
    "现居住",
    "现居",
    "居于",
    "家在",
    "的家在",
    "的家位于",
    "的房屋位于",
    "的住房位于",
    "在其住处",
    "在其居住处",
    "在其暂住处",
    "在其租住处",
    "住处",
];

/// Those of them behind which a sentence goes on past the door.
const PLACES: [&str; 6] = ["在其住处", "在其居住处", "在其暂住处", "在其租住处", LIVED_IN[0], LIVED_IN[1]];

/// Those that follow him who lives there.
const LIVED_IN: [&str; 2] = ["居住的", "现居住的"];

/// Those of them that only tell a home behind a name.
const HIS: [&str; 4] = ["的家在", "的家位于", "的房屋位于", "的住房位于"];

/// Those of them that stand before an office as well, 居住地派出所, but where an address is said to follow.
const OF_OFFICES_TOO: [&str; 5] = ["户籍地", "居住地", "现居住地", "经常居住地", "暂住地"];
const SAID: [char; 8] = ['：', ':', '为', '是', '在', '于', ' ', '（'];

/// Those of them that stand in any sentence: 有居民住在示例小区3号楼.
const SPOKEN: [&str; 12] =
    ["居于", "居住于", "住在", "户籍：", "户籍:", "暂住于", "租住于", "租住在", "居住在", "暂住", "现居住", "现居"];

/// What decisions say of people, and of firms too.
const LIVES: [&str; 3] = ["住所地", "住所", "住"];

/// What offices and firms have as well: somebody's only where a sentence speaks of somebody.
const ADDRESS: [&str; 12] = [
    "送达地址",
    "通讯地址",
    "通信地址",
    "联系地址",
    "收件地址",
    "安装地址",
    "建房地址",
    "用水地址",
    "用电地址",
    "用气地址",
    "通讯：",
    "地址",
];

/// How a word goes on that only begins with one of these: 住址证明, 现住房, 住建局.
const OTHERS: [char; 10] = ['证', '房', '户', '民', '院', '人', '建', '宿', '保', '持'];

/// Whether a word goes on to another one, and to no street: 住建局, but 住建设路12号 and 居住于人民路.
fn goes_on_otherwise(rest: &str) -> bool {
    const STREETS: &str = "路街巷道";
    rest.starts_with(OTHERS) && !rest.chars().skip(1).take(3).any(|c| STREETS.contains(c))
}

/// Where somebody lives, told down to the door. 住所 and 地址 are what firms and offices have.
pub fn addresses(text: &str, out: &mut Vec<Found>) {
    static WORDS: LazyLock<Needles> =
        LazyLock::new(|| Needles::longest(&[&HOME[..], &LIVES, &ADDRESS, &sent::SENT_TO].concat()));
    let mut from = 0;
    for (word, _) in WORDS.places(text) {
        let called = &text[word.clone()];
        if word.start < from || goes_on_otherwise(&text[word.end..]) {
            continue;
        }
        let rest = &text[word.end..];
        let begin = rest.strip_prefix("（地址）").unwrap_or_else(|| without_more(rest));
        let begin = begin.trim_start_matches([
            '址', '：', ':', ' ', '为', '位', '在', '于', '是', '\u{3000}', '*', '"', '（', '(', '“',
        ]);
        let start = text.len() - begin.len();
        let near = &begin[..begin.floor_char_boundary(240)];
        let of_resident =
            (HOME.contains(&called) || called == "住").then(|| resident::end_before_somebody(near)).flatten();
        let is_yours = is_registered_home_of_one(text, &word);
        let goes_on = PLACES.contains(&called) || is_yours;
        let end = of_resident.or_else(|| goes_on.then(|| resident::end_of_door(near)).flatten());
        let end = end
            .or_else(|| near.find(['，', ',', '。', '；', ';', '、', '\n', '|', '）', ')', '"', '”']))
            .unwrap_or(near.len());
        let end = before_more(&near[..end]);
        let other = place::level(&near[..end]).filter(|_| !is_home(&near[..end]));
        let address = &near[..end];
        let is_of_writer = || is_bare_flat(address) && given::is_of_writer(label::sentence(text, word.start));
        let is_flat_of_writer = !ADDRESS.contains(&called) && is_of_writer();
        let is_of_homes = HOME.contains(&called) || called == "住" && text[..word.start].ends_with(['原', '现']);
        let is_of_group = || is_of_homes && lodger::is_group_of_somebody(text, word.start, &begin[end..]);
        if other == Some(Level::Group) && !is_of_group() {
            continue;
        }
        if other.is_none() && !is_home(address) && !is_flat_of_writer
            || LIVED_IN.contains(&called) && !resident::ends_in_door(address)
        {
            continue;
        }
        let is_told = || {
            is_flat_of_writer
                || of_resident.is_some()
                || is_yours && resident::ends_in_door(address)
                || called == "住" && is_dwelling(address) && lodger::is_behind_somebody(text, word.start)
                || is_of_somebody(text, &word, address)
                || (HOME.contains(&called) || called == "住") && resident::is_named_behind(&begin[end..])
        };
        let is_somebodys =
            is_sent_to(text, &word, address, &begin[end..]) || !sent::SENT_TO.contains(&called) && is_told();
        let sent = called == "收件地址" && !names_somebody(label::sentence(text, word.start));
        if is_somebodys && (!sent || is_flat(address)) {
            out.push(Found::words(Kind::HomeAddress, start, start + end, address));
            from = start + end;
        }
    }
}

/// Whether a paper or a letter goes to an address where somebody lives.
fn is_sent_to(text: &str, word: &Range<usize>, address: &str, behind: &str) -> bool {
    let (called, clause) = (&text[word.clone()], label::before(text, word.start));
    if ADDRESS.contains(&called) {
        return resident::is_receiver(behind) && sent::is_flat_of_receiver(clause, address);
    }
    sent::SENT_TO.contains(&called) && sent::is_sent_home(clause, address)
}

/// 你户籍地, and 户籍地 at the head of a clause: where a door follows, it is somebody's, for offices are told of without theirs.
fn is_registered_home_of_one(text: &str, word: &Range<usize>) -> bool {
    let before = &text[..word.start];
    text[word.clone()] == *"户籍地"
        && (before.ends_with(['，', ',', '；', ';', '（', '(', '其', '你', '您']) || before.ends_with("本人"))
}

/// Where an address ends before what else is said on the same line: a telephone, 示例街12号（即被征收房屋.
fn before_more(address: &str) -> usize {
    let telephone = ["联系电话", "联系方式", "电话", "手机", "邮编"].iter().find_map(|word| address.find(word));
    let number = address.match_indices([' ', '\u{3000}']).map(|(at, _)| at).find(|at| is_number(&address[*at..]));
    let bracket = address.find('（').filter(|at| !address.contains('）') && door::has_door(&address[..*at]));
    let end = telephone.into_iter().chain(bracket).chain(number).min().unwrap_or(address.len());
    address[..end].trim_end_matches([' ', '\u{3000}', '（', '(']).len()
}

/// Whether a telephone begins behind a space.
fn is_number(rest: &str) -> bool {
    const LAND_LINE: usize = 7;
    rest.trim_start().bytes().take_while(u8::is_ascii_digit).count() >= LAND_LINE
}

/// What follows a word for a home, without what else the place is called: 住处即违法地点：.
fn without_more(rest: &str) -> &str {
    const LONGEST: usize = 30;
    let near = &rest[..rest.floor_char_boundary(LONGEST.min(rest.len()))];
    let colon = near.starts_with(['即', '兼']).then(|| near.find(['：', ':'])).flatten();
    colon.map_or(rest, |colon| &rest[colon..])
}

/// Whether an address behind a word for one is somebody's, by what stands before it.
fn is_of_somebody(text: &str, word: &Range<usize>, address: &str) -> bool {
    let called = &text[word.clone()];
    let is_of_home = HOME.contains(&called)
        && !text[..word.start].ends_with("集中")
        && (!OF_OFFICES_TOO.contains(&called) || text[word.end..].starts_with(SAID))
        && match called {
            "住处" => name::ends_in_role(&text[..word.start]),
            "家在" => is_told_by_himself(text, word.start),
            _ if LIVED_IN.contains(&called) => given::is_inhabitant(label::before(text, word.start)),
            _ if HIS.contains(&called) => resident::is_called(label::before(text, word.start)),
            _ if SPOKEN.contains(&called) || PLACES.contains(&called) => speaks_of_somebody(text, word.start),
            _ => true,
        };
    is_of_home
        || (if ADDRESS.contains(&called) { is_beside_somebody } else { is_said_of_somebody })(text, word.start)
        || is_somebodys_by_its_words(text, word)
        || ADDRESS.contains(&called)
            && (is_left_by_somebody(text, word.start, address) || is_dwelling_of_one(text, word.start, address))
}

/// 我叫张三，家在…; 我家在…
fn is_told_by_himself(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let is_clause = before.ends_with(['，', ',']);
    before.ends_with(['我', '他', '她'])
        || before.ends_with("本人")
        || is_clause && label::has(label::sentence(text, at), &["我叫", "我是", "我名叫", "本人"])
}

/// 获奖人：李四　地址：示例小区3栋2单元301室; 张三（地址：…）: whether nothing stands between somebody's name and the word for
/// an address, where people live.
fn is_dwelling_of_one(text: &str, at: usize, address: &str) -> bool {
    const BODIES: [&str; 10] = ["公司", "企业", "单位", "机构", "合作社", "经营", "代表人", "律师", "联系人", "负责人"];
    let before = label::sentence(text, at);
    let parted = before.trim_end_matches(['，', ',', ' ', '\u{3000}', '（', '(', '：', ':']);
    is_dwelling(address)
        && parted.len() < before.len()
        && (resident::is_called(parted) || name::ends_behind_role(parted) || name::ends_behind_person(parted))
        && !label::has(before, &BODIES)
}

/// Whether a letter went to where people live, or was left there by somebody: 退回地址“示例村3组12号”.
fn is_left_by_somebody(text: &str, at: usize, address: &str) -> bool {
    const LEFT: [&str; 7] = ["所留", "所留的", "留下的", "留的", "预留", "预留的", "原登记"];
    const SENT: [&str; 8] = ["被退回", "无法送达", "投递", "拒收", "查无此人", "公告送达", "邮寄", "EMS"];
    const BODIES: [&str; 9] = ["公司", "企业", "单位", "机构", "合作社", "法人", "经营", "代表人", "律师"];
    let before = &text[..at];
    let kinds = ["联系", "通讯", "通信", "邮寄", "收件"];
    let before = kinds.iter().find_map(|kind| before.strip_suffix(kind)).unwrap_or(before);
    let is_sent = || {
        let sentence = label::sentence(text, at);
        let whither = before.strip_suffix("退回").map(|_| sentence.strip_suffix("退回").unwrap_or_default());
        let whither = whither.or_else(|| text[at..].starts_with("送达地址").then_some(sentence));
        whither.is_some_and(|said| label::has(said, &SENT))
    };
    let is_of_body = || label::has(label::line(text, at), &BODIES) || label::has(address, &BODIES);
    is_dwelling(address) && (LEFT.iter().any(|left| before.ends_with(left)) || is_sent()) && !is_of_body()
}

/// `张某某，男，1968年3月2日出生，住某市某区…`: whether 住 begins a clause of a sentence about somebody, as decisions have it.
fn is_said_of_somebody(text: &str, at: usize) -> bool {
    // 张某某（住某市某区…）; a firm has its 住所 there.
    if let Some(before) = text[..at].strip_suffix(['（', '(']) {
        let name = before.rsplit(|c: char| !is_chinese(c)).next().unwrap_or_default();
        let short = (2..=4).contains(&name.chars().count()) && name.starts_with(family::is_sure);
        return (short || name::is_one(name) || name::ends_behind_role(before)) && !text[at..].starts_with("住所");
    }
    let is_of_firms_too = text[at..].starts_with("住所");
    if !text[..at].ends_with(['，', ',', '、', '；', '。', '）', ' ']) {
        // 村民张三住示例镇示例村3组12号
        return !is_of_firms_too && text[..at].ends_with(is_chinese) && name::ends_behind_role(&text[..at]);
    }
    let before = label::sentence(text, at);
    let sexes = ["男，", "女，", "男,", "女,", "男、", "女、", "男；", "女；"];
    let Some(sex) = sexes.iter().filter_map(|sex| before.rfind(sex)).max() else {
        let part = before.rsplit(['；', ';']).next().unwrap_or_default();
        return name::is_alone(before)
            || name::is_alone(part)
            || is_of_firms_too && name::ends_right_behind_role(before)
            || !is_of_firms_too && (name::ends_behind_role(before) || clause::is_of_somebody(before));
    };
    let whom = &before[..sex];
    let called = whom.ends_with(['，', ',', '（', '(', '、', ' ']);
    // No firm has a sex: whoever is told by it right before 住 is somebody, however his name looks.
    if called && !is_of_firms_too && before.len() - sex <= "女，".len() {
        return whom.trim_end_matches(['，', ',', '（', '(', '、', ' ']).ends_with(is_chinese);
    }
    label::has(before, &["出生", "族，", "族,", "生，", "身份证", "公民身份", "岁"])
        // 原告张三，女，住所地…: no firm has a sex.
        || before.len() - sex <= "女，".len() && name::ends_right_behind_role(whom)
        || !is_of_firms_too
            && called
            && (name::ends(whom) || name::ends_behind_role(whom) || name::ends_behind_person(whom) || clause::is_bare(whom))
}

/// Whether an address that offices have, too, stands in a sentence about somebody and about no office: 张三，通讯地址….
fn is_beside_somebody(text: &str, at: usize) -> bool {
    const OFFICES: [&str; 16] = [
        "公司",
        "单位",
        "店",
        "厂",
        "局",
        "中心",
        "合作社",
        "企业",
        "代表人",
        "经营",
        "负责人",
        "联系人",
        "律师",
        "代理",
        "机构",
        "办公",
    ];
    // 注册地址, 经营地址 are other words.
    if text[..at].ends_with(is_chinese) {
        return false;
    }
    let before = label::sentence(text, at);
    // 李四（送达地址：…）
    if text[..at].ends_with(['（', '(']) {
        let offices = ["公司", "企业", "机构", "联系人", "负责人"];
        return !text[at..].starts_with("地址") && resident::is_called(before) && !label::has(before, &offices);
    }
    // 收件人：张三；收件地址：…
    if text[at..].starts_with("收件地址") && name::is_alone(before.trim_end_matches(['；', ';', ' '])) {
        return true;
    }
    // Papers are served on somebody; a place is none.
    let of_a_person = || text[at..].starts_with("送达") || label::has(before, &["男", "女", "身份证", "先生", "同志"]);
    let is_of_house = || text[at..].starts_with("安装") || text[at..].starts_with("建房");
    let is_of_owner = || is_of_house() && before.split(['，', '；', '：']).any(name::ends_behind_role);
    (names_somebody(before) || name::begins(before) && of_a_person() || is_of_owner()) && !label::has(before, &OFFICES)
}

/// Whether the words before one for an address make it somebody's: 其国内住所为, 您提供的地址, he said 就住, a form of somebody.
fn is_somebodys_by_its_words(text: &str, word: &Range<usize>) -> bool {
    const BODIES: [&str; 8] = ["公司", "企业", "单位", "机构", "合作社", "法人", "经营", "代表"];
    let (before, called) = (&text[..word.start], &text[word.clone()]);
    if ADDRESS.contains(&called) {
        let before = ["联系", "送达", "通讯", "通信", "收件", "邮寄", "家庭"]
            .iter()
            .find_map(|kind| before.strip_suffix(kind))
            .unwrap_or(before);
        return given::is_given(before) || is_line_of_a_person(text, word.end) || form::is_of_party(text, word.start);
    }
    let clause = label::before(text, word.start);
    if called == "住" {
        let stays = ["就", "还", "仍", "独", "现", "原", "曾", "借", "寄", "生前", "一直"]
            .iter()
            .any(|how| clause.ends_with(how));
        let sentence = label::sentence(text, word.start);
        // 死者张三，生前住
        let is_last = || sentence.rsplit_once(['，', ',']).is_some_and(|(head, _)| name::ends_right_behind_role(head));
        return stays && (speaks_of_somebody(text, word.start) || name::begins_with_title(sentence) || is_last());
    }
    // 其住所 may be a firm's, too; a flat in a house is not.
    let said = text[word.end..].trim_start_matches(['：', ':', '为', '是', '在', '于', ' ']);
    let near = said.split(['，', '。', '；', '\n', '、', '）']).next().unwrap_or_default();
    let of_one = ["其", "本人", "该人", "死者"].iter().any(|one| clause.contains(one)) && clause.chars().count() <= 8;
    let is_told = said.len() < text.len() - word.end && is_flat(near) && near.contains("单元");
    called.starts_with("住所")
        && (is_line_of_a_person(text, word.end)
            || of_one && is_told && !label::has(label::line(text, word.start), &BODIES))
}

/// Whether a line of a form has nothing before its address but what it is called, below somebody's name or number.
fn is_line_of_a_person(text: &str, at: usize) -> bool {
    const LINES: [&str; 9] =
        ["地址", "联系地址", "送达地址", "通讯地址", "通信地址", "收件地址", "住所", "住所地", "邮寄地址"];
    let rest = &text[at..];
    let behind = at + rest.len() - rest.trim_start_matches(['：', ':', ' ', '*', '】']).len();
    behind > at
        && form::label_before(text, behind).is_some_and(|called| LINES.contains(&called))
        && form::is_of_a_person(text, behind, &PERSON)
}

fn speaks_of_somebody(text: &str, at: usize) -> bool {
    let before = label::sentence(text, at);
    let part = before.rsplit('；').next().unwrap_or_default();
    let is_named = name::begins(before) || name::begins(part) || name::ends(before) || name::ends_behind_role(before);
    names_somebody(before) || is_named || resident::is_told_of(part) || label::has(before, &["病例", "男", "女"])
}

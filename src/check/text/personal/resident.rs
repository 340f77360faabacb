//! Who lives at an address, where he is named only behind it, 家住示例路2号的张三老人, or right before it with no word that
//! he lives there: 困难党员张三（…）.

use super::{family, label, name};
use crate::chinese::is_chinese;

/// What people are called before their names where they are spoken of in their homes.
const ROLES: [&str; 50] = [
    "失主",
    "车主",
    "消费者",
    "职工",
    "工人",
    "农民",
    "教师",
    "医生",
    "护士",
    "干部",
    "党员",
    "军人",
    "军属",
    "烈属",
    "劳模",
    "老人",
    "老汉",
    "居民",
    "村民",
    "市民",
    "邻居",
    "住户",
    "租户",
    "租客",
    "业主",
    "户主",
    "订户",
    "用户",
    "读者",
    "学生",
    "儿童",
    "孤儿",
    "女孩",
    "男孩",
    "男童",
    "女童",
    "青年",
    "小伙",
    "男子",
    "女子",
    "残疾人",
    "低保户",
    "困难户",
    "贫困户",
    "特困户",
    "脱贫户",
    "监测户",
    "农户",
    "患者",
    "被告人",
];

/// How neighbours are called behind the names of their families.
const TITLES: [&str; 25] = [
    "先生", "女士", "小姐", "奶奶", "爷爷", "大爷", "大妈", "大娘", "大叔", "大婶", "大伯", "大姐", "大哥", "阿姨",
    "师傅", "老师", "老人", "老汉", "老太", "婆婆", "同学", "阿婆", "阿公", "阿伯", "阿婶",
];

/// Words that begin as names do, and are none where somebody is awaited.
const NOBODY: [&str; 27] = [
    "高龄", "高中", "高校", "高层", "毕业", "白领", "顾客", "游客", "房东", "房客", "钟点", "古稀", "施工", "管理",
    "常住", "常年", "康复", "单身", "单位", "单亲", "费用", "马上", "路人", "陆续", "于", "金婚", "时",
];

/// How a sentence goes on behind the name of somebody.
const GOES_ON: [&str; 48] = [
    "老人", "老汉", "老太", "大爷", "大妈", "奶奶", "爷爷", "同志", "先生", "女士", "一家", "家", "夫妇", "夫妻",
    "母女", "母子", "父女", "父子", "等", "因", "向", "来", "到", "在", "说", "称", "告诉", "表示", "介绍", "反映",
    "报警", "报案", "发现", "今年", "独", "患", "突", "被", "将", "把", "给", "拨", "打", "主动", "已", "曾", "正",
    "与",
];

/// How long what somebody is may be before his name, in bytes: 特困职工, 老党员、退休教师.
const ROLE: usize = 30;

/// Where an address ends behind which somebody is named who lives there: 示例路2号的张三老人.
pub fn end_before_somebody(near: &str) -> Option<usize> {
    let is_end = |c: char| "，,。；;\n|）)".contains(c);
    let clause = near.split(is_end).next().unwrap_or_default();
    let is_before = |at: usize| {
        let tail = &clause[at + "的".len()..];
        ends_in_door(&clause[..at]) && is_somebody(tail)
    };
    clause.match_indices('的').map(|(at, _)| at).find(|at| is_before(*at))
}

/// Where an address ends in a sentence that goes on: 示例路107号被抓获.
pub fn end_of_door(near: &str) -> Option<usize> {
    let is_end = |c: char| "，,。；;、\n|".contains(c);
    let clause = near.split(is_end).next().unwrap_or_default();
    let mut doors = clause.match_indices(['号', '室']).map(|(at, door)| at + door.len());
    doors.rfind(|end| ends_in_door(&clause[..*end]) && !clause[*end..].starts_with(['楼', '院']))
}

/// Whether words end with a house or a flat.
pub fn ends_in_door(words: &str) -> bool {
    let is_figure =
        |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || "〇零一二三四五六七八九十".contains(c);
    let rest = words.trim_end_matches(['号', '室', '栋', '幢', '座', '楼', '户', '单', '元']);
    rest.ends_with(is_figure)
}

/// Whether a clause of its own behind an address names somebody: 住示例花园3-1-502室，张三.
pub fn is_named_behind(rest: &str) -> bool {
    let clause = rest.strip_prefix(['，', ',']).map(|rest| rest.split(['，', ',', '。', '；', ';', '\n', '、']).next());
    clause.flatten().is_some_and(|clause| name::is_one(clause.trim()) && !is_nobody(clause))
}

/// Whether the clause behind an address says to whom a letter is sent: …301室，收件人张三.
pub fn is_receiver(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['，', ',', '；', ' ', '（', '(']);
    let whom = ["收件人", "收信人"].iter().find_map(|word| rest.strip_prefix(word));
    let name = whom.map(|whom| whom.trim_start_matches(['：', ':', '为', ' ']));
    name.is_some_and(|name| {
        let end = name.find(|c: char| !is_chinese(c)).unwrap_or(name.len());
        name::is_one(&name[..end]) && !is_nobody(name)
    })
}

/// Whether somebody owns the flat that words go on to: 被征收人张三位于.
pub fn is_right_behind_owner(before: &str) -> bool {
    before.strip_suffix("位于").is_some_and(name::ends_behind_role)
}

/// Whether somebody is named right before an address that stands in brackets or behind a comma: 党员张三（, 收件人张三，.
pub fn is_named_before(text: &str, at: usize) -> bool {
    const OFFICES: [&str; 9] = ["公司", "负责人", "联系人", "代理", "律师", "经营者", "代表人", "地点", "标的"];
    let sentence = label::sentence(text, at);
    let Some(last) = sentence.chars().next_back().filter(|c| "（(，,".contains(*c)) else { return false };
    let before = &sentence[..sentence.len() - last.len_utf8()];
    let is_told = match last {
        '（' | '(' => is_called(label::before(text, at)),
        _ => name::is_alone(before) && before.contains(['：', ':']) || name::ends_right_behind_role(before),
    };
    is_told && !label::has(sentence, &OFFICES)
}

/// Whether an address is one of the things that stand in brackets behind somebody's name: 张三（烈属，示例村下组3号，….
fn is_in_brackets_of_somebody(sentence: &str) -> bool {
    let Some((head, said)) = sentence.rsplit_once(['（', '(']).filter(|(_, said)| !said.contains(['）', ')'])) else {
        return false;
    };
    let run = head.rsplit(|c: char| !is_chinese(c)).next().unwrap_or_default();
    let run = ["先生", "女士", "同志"].iter().find_map(|title| run.strip_suffix(title)).unwrap_or(run);
    let is_part = said.is_empty() || said.ends_with(['，', ',', '；', '、', ' ']);
    is_part
        && (name::is_one(run) && !is_nobody(run)
            || is_behind_role(run)
            || name::ends_in_titled(head)
            || ends_in_household(head))
}

/// 村民张三, 脱贫户李四家: whether a run of characters ends in a name behind what somebody is, or in his household.
fn is_behind_role(run: &str) -> bool {
    let whom = run.strip_suffix(['户', '家']).unwrap_or(run);
    let named = |role: &&str| whom.rfind(*role).is_some_and(|at| name::is_one(&whom[at + role.len()..]));
    ROLES.iter().any(named)
}

/// Whether nothing but a space stands between somebody's name and an address, - 示例社区：张三 示例小区3栋2单元301室, or a mark
/// where the name begins its entry: 1. 张三，示例小区3栋2单元301室.
pub fn is_right_behind_somebody(sentence: &str) -> bool {
    let named = sentence.trim_end_matches([' ', '\u{3000}']);
    let entry = sentence.rsplit('；').next().unwrap_or_default();
    let entry = entry.trim_start_matches(name::is_of_list).strip_suffix(['，', '：', ',', ':']).unwrap_or_default();
    let run = named.rsplit(|c: char| !is_chinese(c)).next().unwrap_or_default();
    let (is_parted, run) = if name::is_one(entry) { (true, entry) } else { (named.len() < sentence.len(), run) };
    is_parted && run.starts_with(family::is_sure) && name::ends(run) && !is_nobody(run)
}

/// Whether an address stands beside somebody's name in a list of people and not of offices.
pub fn is_listed(text: &str, at: usize) -> bool {
    const OFFICES: [&str; 8] = ["公司", "负责人", "联系人", "代理", "律师", "经营", "地点", "合作社"];
    let sentence = label::sentence(text, at);
    (is_in_brackets_of_somebody(sentence) || is_right_behind_somebody(sentence)) && !label::has(sentence, &OFFICES)
}

/// Whether a household is named behind a door: 张三家, 李某户反映. What a shop is called may begin like it: 张三家具.
pub fn is_household(rest: &str) -> bool {
    const GOES_ON: [&str; 14] =
        ["反映", "的", "中", "门", "房屋", "被", "因", "有", "未", "已", "将", "在", "漏", "发生"];
    const LENGTHS: [usize; 3] = [3, 2, 4];
    if !rest.starts_with(family::is_any) {
        return false;
    }
    LENGTHS.into_iter().any(|long| {
        let end: usize = rest.chars().take(long).map(char::len_utf8).sum();
        let (name, behind) = rest.split_at(end);
        behind.strip_prefix(['家', '户']).is_some_and(|behind| {
            let goes_on = !behind.starts_with(is_chinese) || GOES_ON.iter().any(|word| behind.starts_with(word));
            goes_on && name::is_one(name) && !name.ends_with(['氏', '记', '家'])
        })
    })
}

/// 张三户, 特困户李四户: whether words end in the household of somebody who is named.
pub fn ends_in_household(words: &str) -> bool {
    let run = words.rsplit(|c: char| !is_chinese(c)).next().unwrap_or_default();
    let whom = run.strip_suffix('户').unwrap_or_default();
    whom.starts_with(family::is_sure) && name::is_one(whom) && !is_nobody(whom)
}

/// Whether somebody is named right behind a door by his family and how neighbours call him: 3组12号张阿公. What a shop is
/// called goes on: 张大姐早餐店.
pub fn is_neighbour(rest: &str) -> bool {
    let Some(family) = rest.chars().next().filter(|c| family::is_any(*c)) else { return false };
    let behind = &rest[family.len_utf8()..];
    let behind = TITLES.iter().find_map(|title| behind.strip_prefix(title));
    behind.is_some_and(|rest| {
        let goes_on = ["家中", "家里", "夫妇", "一家", "独居", "反映"];
        !rest.starts_with(is_chinese) || goes_on.iter().any(|word| rest.starts_with(word))
    })
}

/// 收件地址示例街12号张三宅: whether a letter goes to a house that is called by who lives there. Old houses that are shown
/// are called so as well.
pub fn is_addressed_house(rest: &str, clause: &str) -> bool {
    let run = &rest[..rest.len() - rest.trim_start_matches(is_chinese).len()];
    let is_called = run.strip_suffix('宅').is_some_and(|whom| whom.starts_with(family::is_any) && name::is_one(whom));
    is_called && label::has(clause, &["收件", "寄", "送达"])
}

/// Whether a clause tells of somebody by his name or how neighbours call him, and what he is: 张三系肢体残疾二级; 张阿婆，低保户.
pub fn is_told_of(words: &str) -> bool {
    let is_named = |clause: &str| {
        let Some((whom, rest)) = clause.split_once('系') else { return false };
        whom.starts_with(family::is_sure) && name::is_one(whom) && !rest.starts_with(['统', '列', '数'])
    };
    let clauses = words.split(['，', ',', '。', '、', '（']);
    clauses
        .map(|clause| clause.trim_start_matches(name::is_of_list))
        .any(|clause| is_named(clause) || is_titled(clause))
}

/// Whether an address is that of somebody who writes to an office: 反映人：…, 发帖人（….
pub fn is_given_by_writer(before: &str) -> bool {
    const WRITERS: [&str; 16] = [
        "反映人",
        "举报人",
        "投诉人",
        "来信人",
        "信访人",
        "写信人",
        "留言人",
        "诉求人",
        "发帖人",
        "报警人",
        "求助人",
        "来电人",
        "来访人",
        "举报者",
        "拍摄者",
        "发布者",
    ];
    let before = before.trim_end_matches([' ', '“']);
    let called = before.strip_suffix(['：', ':', '（', '(']);
    called.is_some_and(|called| WRITERS.iter().any(|writer| called.ends_with(writer)))
}

/// Whether somebody's name stands behind a flat, parted by a space, 示例小区3栋2单元301室 张三 补贴300元, or right behind its
/// figures: 3栋2单元301王小山60元.
pub fn is_followed_by_name(flat: &str, rest: &str) -> bool {
    const LONG: usize = 3;
    let parted = rest.strip_prefix([' ', '\u{3000}']);
    let rest = parted.unwrap_or(rest);
    let run = &rest[..rest.len() - rest.trim_start_matches(is_chinese).len()];
    let is_parted = parted.is_some() || flat.ends_with(|c: char| c.is_ascii_digit()) && run.chars().count() == LONG;
    is_parted && run.starts_with(family::is_sure) && (name::ends(run) || is_titled(run)) && !is_nobody(run)
}

/// 走访了3号楼2单元401室的王小山, 3组12号的王小山老人: whether somebody is named behind a door as the one to whom it belongs. In
/// a village much else is named so; there how he is spoken to tells him, or that somebody went to see him.
pub fn is_owned_behind(rest: &str, is_told: bool) -> bool {
    const LONG: usize = 3;
    const NEAR: usize = 12;
    // How those are called whom offices care for.
    const HOW: [&str; 12] =
        ["五保", "独居", "孤寡", "高龄", "低保", "残疾", "留守", "困难", "特困", "重病", "失能", "空巢"];
    let Some(whom) = rest.strip_prefix('的') else { return false };
    let run: usize = whom.chars().take(LONG).take_while(|c| is_chinese(*c)).map(char::len_utf8).sum();
    let is_full = whom[..run].chars().count() == LONG && whom.starts_with(family::is_sure);
    let near = &whom[..whom.floor_char_boundary(NEAR.min(whom.len()))];
    let is_spoken_to = TITLES.iter().any(|title| near.contains(title)) && whom.starts_with(family::is_sure);
    let bare = HOW.iter().find_map(|how| whom.strip_prefix(how)).unwrap_or(whom);
    let is_role = ROLES.iter().any(|role| bare.starts_with(role));
    (is_spoken_to || is_role || is_told && is_full) && is_somebody(whom)
}

/// Whether somebody of a household is named behind its door, right behind it or in a clause of his own: 3组12号村民张三反映,
/// …601室，户主张三.
pub fn is_headed_behind(rest: &str, is_flat: bool) -> bool {
    const HEADS: [&str; 9] = ["户主", "业主", "房主", "住户", "租户", "租客", "承租人", "村民", "居民"];
    let rest = if is_flat { rest.trim_start_matches(['，', ',', '（', '(', ' ', '、']) } else { rest };
    let head = HEADS.iter().find_map(|head| rest.strip_prefix(head));
    head.is_some_and(|behind| begins_with_name(behind.trim_start_matches(['：', ':', '为', '是', '系', ' '])))
}

/// …，镇干部来到88岁的张三家中: whether the clause behind an address goes to see somebody at home.
pub fn is_visited_behind(rest: &str) -> bool {
    const GOES: [&str; 7] = ["来到", "走进", "走访", "看望", "慰问", "探望", "前往"];
    const BODIES: [&str; 4] = ["公司", "合作社", "农场", "店"];
    let clause = rest.strip_prefix(['，', ',']).and_then(|rest| rest.split(['，', ',', '。', '；', '\n']).next());
    clause.is_some_and(|clause| {
        let home = ["家中", "家里", "的家"].iter().find_map(|home| clause.find(home));
        let goes = GOES.iter().filter_map(|goes| clause.find(goes)).min();
        home.zip(goes).is_some_and(|(home, goes)| {
            let whom = &clause[goes.min(home)..home];
            goes < home && (is_called(whom) || is_named_behind_title(whom)) && !label::has(whom, &BODIES)
        })
    })
}

/// 张大爷张三: whether words end in a name behind how somebody is spoken to.
fn is_named_behind_title(words: &str) -> bool {
    TITLES.iter().any(|title| words.rfind(title).is_some_and(|at| name::is_one(&words[at + title.len()..])))
}

/// Whether words end in somebody's name, or one behind what he is: 王五, 困难党员王五, 王奶奶.
pub fn is_called(words: &str) -> bool {
    let words = words.trim_end_matches(['（', '(', ' ']);
    let run = words.rsplit(|c: char| !is_chinese(c)).next().unwrap_or_default();
    let named = |rest: &str| name::is_one(rest) || is_titled(rest);
    let of_role = |role: &&str| run.rfind(*role).is_some_and(|at| named(&run[at + role.len()..]));
    name::is_one(run) || is_titled(run) || name::ends_in_titled(run) || ROLES.iter().any(of_role)
}

fn is_titled(run: &str) -> bool {
    let family =
        |title: &&str| run.strip_suffix(*title).is_some_and(|whom| whom.chars().count() == 1 || name::is_one(whom));
    run.starts_with(family::is_any) && TITLES.iter().any(family)
}

fn is_nobody(words: &str) -> bool {
    NOBODY.iter().any(|word| words.starts_with(word))
}

/// Whether words begin with somebody: 刘小山老人, 特困职工胡小山家中, 78岁的王奶奶.
fn is_somebody(words: &str) -> bool {
    let words = match words.split_once('岁') {
        Some((age, rest)) if age.chars().all(char::is_numeric) => {
            rest.trim_start_matches("高龄").trim_start_matches('的')
        }
        _ => words,
    };
    let near = &words[..words.floor_char_boundary(ROLE)];
    let of_role = |role: &&str| near.find(*role).is_some_and(|at| begins_with_name(&words[at + role.len()..]));
    begins_with_name(words) || ROLES.iter().any(of_role)
}

fn begins_with_name(words: &str) -> bool {
    const LENGTHS: [usize; 3] = [3, 2, 4];
    let is_name = |long: usize| {
        let end: usize = words.chars().take(long).map(char::len_utf8).sum();
        let (run, rest) = words.split_at(end);
        let goes_on = || !rest.starts_with(is_chinese) || GOES_ON.iter().any(|word| rest.starts_with(word));
        run.chars().count() == long && (is_titled(run) || name::is_one(run) && goes_on())
    };
    !is_nobody(words) && LENGTHS.into_iter().any(is_name)
}

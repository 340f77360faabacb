//! Whose a car is, by the clause that goes on to its plate, 老板张三的, 举报人牌照, and by whoever is named in those before it:
//! 家长张三，接送车辆; 张三，驾驶证号…，驾驶.

use std::ops::Range;

use super::{family, label, name, owner};
use crate::chinese::is_chinese;

/// What people are called who act for no office.
const PRIVATE: [&str; 25] = [
    "业主",
    "家长",
    "老板",
    "老板娘",
    "店主",
    "车主",
    "户主",
    "举报人",
    "投诉人",
    "信访人",
    "来信人",
    "来电人",
    "反映人",
    "诉求人",
    "报警人",
    "发帖人",
    "求助人",
    "驾驶人",
    "村民",
    "居民",
    "住户",
    "租户",
    "消费者",
    "死者",
    "伤者",
];

/// What is said of cars that are no people's.
const OFFICIAL: [&str; 27] = [
    "公司",
    "单位",
    "集团",
    "合作社",
    "学校",
    "驾校",
    "公务",
    "公车",
    "公交",
    "执法",
    "校车",
    "班车",
    "客运",
    "营运",
    "出租",
    "网约",
    "所属",
    "救护",
    "消防",
    "警车",
    "警用",
    "环卫",
    "洒水",
    "渣土",
    "教练车",
    "重型",
    "半挂",
];

const MARKS: [char; 12] = ['，', ',', '；', ';', '。', '、', '|', '：', ':', '（', '(', '\n'];

/// Whether a plate is that of somebody who is told before it. What is said of other cars in the same sentence does not
/// matter.
pub fn is_somebodys(text: &str, plate: &Range<usize>, is_in_table: bool) -> bool {
    let sentence = label::sentence(text, plate.start);
    let entry = sentence.rsplit(['；', ';', '|']).next().unwrap_or_default();
    let clause = entry.rsplit(MARKS).next().unwrap_or_default();
    let near = &text[plate.end..text.floor_char_boundary((plate.end + NEAR).min(text.len()))];
    let behind = near.split(MARKS).next().unwrap_or_default();
    let is_official = |words: &str| OFFICIAL.iter().any(|word| words.contains(word));
    if is_official(clause) || is_official(behind) {
        return false;
    }
    is_called_somebodys(clause)
        || !is_in_table && is_right_behind_name(entry, clause, sentence)
        || !is_official(entry)
            && (is_named_in_clause_before(entry, clause)
                || !is_in_table && is_driven_by_first(entry, clause)
                || is_left_by_him(label::line(text, plate.start), clause))
}

/// How far behind a plate it is looked what kind of car it has, in bytes.
const NEAR: usize = 60;

/// Words before a plate, without what it and the car are called.
fn without_car(clause: &str) -> &str {
    let plain = clause.trim_end_matches([' ', '为', '“', '*']);
    let plain = ["车牌照", "牌照"].iter().find_map(|word| plain.strip_suffix(word)).unwrap_or(plain);
    let plain = owner::without_label(plain);
    let plain = owner::before_car(plain).unwrap_or(plain);
    let plain = owner::ANY_CAR.iter().chain(&["车"]).find_map(|car| plain.strip_suffix(car)).unwrap_or(plain);
    ["名下的", "名下", "家的", "的"].iter().find_map(|word| plain.strip_suffix(word)).unwrap_or(plain)
}

/// 举报人牌照, 理发店老板毛毛的: whether a plate is called that of somebody by what he is, with his name or without.
fn is_called_somebodys(clause: &str) -> bool {
    let whom = without_car(clause);
    whom.len() < clause.len() && (PRIVATE.iter().any(|role| whom.ends_with(role)) || is_named_behind_role(whom))
}

/// 业主张三, 老板毛毛: people are called by one character twice as well.
fn is_named_behind_role(whom: &str) -> bool {
    let is_twice = |named: &str| {
        let mut chars = named.chars();
        let first = chars.next();
        first.is_some() && first == chars.next() && chars.next().is_none()
    };
    let named = |role: &&str| whom.rsplit_once(*role).is_some_and(|(_, named)| name::is_one(named) || is_twice(named));
    PRIVATE.iter().any(named)
}

/// 已报备车牌：李四皖N12345: whether all that stands before a plate in its clause is a name, where cars are told of.
fn is_right_behind_name(entry: &str, clause: &str, sentence: &str) -> bool {
    const CARS: [&str; 6] = ["车牌", "号牌", "车辆", "自驾", "停车", "报备"];
    let whom = clause.trim_start_matches(name::is_of_list);
    // A car is not told of by its plate alone where a list of makes begins: 车辆：江淮皖N12345.
    whom.starts_with(family::is_sure)
        && name::is_one(whom)
        && !owner::is_make(whom)
        && !whom.ends_with(['车', '牌', '型', '号'])
        && entry.len() > clause.len()
        && CARS.iter().any(|car| sentence.contains(car))
}

/// 家长张三，接送车辆: whether the clause is only what a car is called and somebody is named in that before it.
fn is_named_in_clause_before(entry: &str, clause: &str) -> bool {
    const HOW: [&str; 10] = ["接送", "自驾", "本人", "自用", "家用", "通行", "备案", "登记", "报备", "其"];
    let rest = without_car(clause.trim_start());
    let is_car = rest.len() < clause.len() && (rest.is_empty() || HOW.contains(&rest));
    let before = entry[..entry.len() - clause.len()].trim_end_matches(['，', ',', '（', '(', '：', ':']);
    let whom = before.rsplit(|c: char| !is_chinese(c)).next().unwrap_or_default();
    // 业主：张三
    let role = before[..before.len() - whom.len()].strip_suffix(['：', ':']).unwrap_or_default();
    let is_labelled = || name::is_one(whom) && PRIVATE.iter().any(|called| role.ends_with(called));
    is_car && (is_named_behind_role(whom) || is_labelled())
}

/// 张三，驾驶证号…，违法时间…，驾驶: whether an entry that begins with somebody goes on to what he drives.
fn is_driven_by_first(entry: &str, clause: &str) -> bool {
    let drives = without_car(clause.trim());
    let drives = owner::STATES.iter().find_map(|state| drives.strip_prefix(state)).unwrap_or(drives);
    owner::DRIVES.contains(&drives) && name::begins(entry)
}

/// 业主张三，…。其停放于路口的: whether a clause says what somebody did with a car of his, of whom the line tells.
fn is_left_by_him(line: &str, clause: &str) -> bool {
    const HAS: [&str; 8] = ["停放", "停在", "停于", "所有", "名下", "购买", "自有", "使用"];
    let his = clause.strip_suffix('的').and_then(|did| did.rsplit_once('其'));
    let is_his = his.is_some_and(|(_, did)| HAS.iter().any(|has| did.starts_with(has)));
    is_his && !owner::is_of_body(line) && line.split(MARKS).any(is_named_behind_role)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_found(text: &str) -> bool {
        let at = text.find('皖').unwrap();
        let end = at + "皖N12345".len();
        is_somebodys(text, &(at..end), false)
    }

    #[test]
    fn a_car_is_somebodys_by_what_he_is() {
        for text in [
            "由保险公司定损，其中理发店老板毛毛的皖N12345泡水较重",
            "截图露出举报人牌照皖N12345及电话",
            "家长代表：八（1）班家长张三，接送车辆皖N12345，可进入",
            "已报备车牌的有：李四皖N12345，县局公务用车皖N23456",
            "2. 张三，驾驶证号340104，违法时间2024年3月1日，驾驶皖N12345小型客车；",
            "某自建房业主张某某，擅自加建三层。其停放于路口的皖N12345面包车已移走",
        ] {
            assert!(is_found(text), "{text}");
        }
        for text in [
            "举报人反映的皖N12345货车",
            "车辆：江淮皖N12345",
            "投诉人乘坐的出租车皖N12345",
            "公交公司李四，驾驶证号340104，驾驶皖N12345",
            "业主委员会的皖N12345",
            "某公司业主张三，加建。其停放于工地的皖N12345货车",
            "家长张三，校车皖N12345",
            "老板的皖N12345出租车",
        ] {
            assert!(!is_found(text), "{text}");
        }
    }
}

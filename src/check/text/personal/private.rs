//! Cars that are called private right before their plates, or are registered in somebody's name beside them.

use super::table::Tables;
use super::{label, name, owner, someone};
use crate::chinese::is_chinese;

/// What a car is called that is no office's and no firm's.
const PRIVATE: [&str; 9] =
    ["自有车辆", "自有车", "自有轿车", "自有小轿车", "私家车", "私人轿车", "私家轿车", "自备车", "私车"];

/// What is said of cars that people let or share.
const SHOWN: [&str; 8] = ["例如", "譬如", "比如", "假设", "以下简称", "公司", "单位", "集团"];

/// Whether the words before a plate call it that of a private car, or of one that somebody bought who is named: 自有车皖N12345;
/// 私家车（如张三的皖N12345; 村民李四（身份证号：…）购买小轿车（车牌皖N12345.
pub fn is_private(before: &str) -> bool {
    let clause = before.rsplit(['。', '；', ';', '\n', '|']).next().unwrap_or_default();
    if label::has(clause, &SHOWN) || clause.ends_with('如') {
        return false;
    }
    let plain = owner::without_label(clause);
    let is_called = PRIVATE.iter().any(|car| plain.ends_with(car));
    is_called && names_one(plain) || is_of_one_among_private(plain) || is_bought(clause, plain)
}

/// Whether a clause or one before it ends in somebody's name: 驾驶员张三（身份证号…，自有车.
fn names_one(words: &str) -> bool {
    let is_one = |part: &str| someone::is_full(part) || someone::ends_told(part) || name::ends_behind_person(part);
    words.split(['，', ',', '、', '（', '(', '：', ':', ' ']).any(is_one)
}

/// 私家车（如某股张三的: whether somebody is named right before a plate in a clause on private cars.
fn is_of_one_among_private(plain: &str) -> bool {
    let near = plain.rsplit(['，', ',']).next().unwrap_or_default();
    let Some(whom) = plain.strip_suffix('的') else { return false };
    let run = &whom[whom.trim_end_matches(is_chinese).len()..];
    PRIVATE.iter().any(|car| near.contains(car)) && ends_somebody(run)
}

/// Whether a run ends in a name that stands alone, or behind the section of an office or what somebody is: 规划股张三.
fn ends_somebody(run: &str) -> bool {
    const SECTIONS: [char; 8] = ['股', '科', '室', '处', '办', '组', '所', '部'];
    let mut starts = run.char_indices().rev().take(3).skip(1);
    let behind = |at: usize| run[..at].ends_with(SECTIONS) && name::is_one(&run[at..]);
    !run.contains('某') && (name::is_one(run) || name::ends_behind_role(run) || starts.any(|(at, _)| behind(at)))
}

/// Whether a clause says that somebody who is named bought the car, or has it.
fn is_bought(clause: &str, plain: &str) -> bool {
    const BUYS: [&str; 9] = ["购买", "购置", "购入", "购得", "名下有", "拥有", "登记有", "持有", "新购"];
    let car = plain.rsplit(['，', ',', '）', ')']).next().unwrap_or_default();
    let Some(at) = BUYS.iter().filter_map(|buys| Some(car.rfind(buys)? + buys.len())).max() else { return false };
    if !car[at..].ends_with('车') {
        return false;
    }
    let head = &clause[..plain.len() - car.len()];
    let buyer = BUYS.iter().filter_map(|buys| car.find(buys)).min().map_or("", |at| &car[..at]);
    let bracket = head.rfind(['（', '(']).filter(|_| head.ends_with(['）', ')'])).map_or("", |at| &head[..at]);
    let is_one = |words: &str| {
        let whom = words.rsplit(['，', ',', '、', '：']).next().unwrap_or_default();
        someone::ends_told(whom) || someone::is_full(whom)
    };
    is_one(buyer) || buyer.is_empty() && is_one(bracket)
}

/// 所有人：张三　号牌：, whatever his name looks like.
pub fn is_of_labelled_owner(before: &str) -> bool {
    const LONGEST: usize = 4;
    const LABELS: [&str; 4] = ["所有人：", "车主：", "登记人：", "车主姓名："];
    let Some(at) = LABELS.iter().filter_map(|label| Some(before.rfind(label)? + label.len())).max() else {
        return false;
    };
    let whom = &before[at..];
    let behind = whom.trim_start_matches(is_chinese);
    let whom = &whom[..whom.len() - behind.len()];
    let is_next = ["号牌", "车牌", "牌照"].iter().any(|label| behind.trim_start_matches(is_apart).starts_with(label));
    (2..=LONGEST).contains(&whom.chars().count()) && is_next && !whom.contains('某') && !owner::is_of_body(whom)
}

fn is_apart(c: char) -> bool {
    c.is_whitespace() || "，,；;、".contains(c)
}

/// Whether the row of a table names somebody as the one in whose name the car is.
pub fn is_registered_in_row(text: &str, tables: &Tables, at: usize) -> bool {
    const OWNERS: [&str; 8] =
        ["登记人", "车主", "所有人", "机动车所有人", "车辆所有人", "车主姓名", "登记所有人", "车辆登记人"];
    let Some(table) = tables.at(at) else { return false };
    let owner = table.header.iter().position(|cell| OWNERS.contains(&text[cell.clone()].trim()));
    owner.and_then(|column| tables.cell(at, column)).is_some_and(|cell| {
        let whom = text[cell].split(['（', '(']).next().unwrap_or_default().trim();
        someone::is_full(whom) || name::fills(whom) && whom.chars().count() == 3 && !whom.contains('某')
    })
}

#[cfg(test)]
mod tests {
    use super::is_private;

    #[test]
    fn private_cars_are_told_by_their_words() {
        for before in [
            "驾驶员张三（身份证号略，自有车",
            "干部职工私家车（如规划股王小山的",
            "村民张三（身份证号略）购买小轿车（车牌",
            "李四名下有轿车（车牌号",
        ] {
            assert!(is_private(before), "{before}");
        }
        for before in [
            "公务车",
            "私家车不得停放。",
            "示例公司购买小轿车（车牌",
            "私家车（例如",
            "村民张某购买小轿车（车牌",
            "私家车与出租车（如",
            "本单位自有车辆",
        ] {
            assert!(!is_private(before), "{before}");
        }
    }
}

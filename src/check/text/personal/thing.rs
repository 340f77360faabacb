//! Numbers that the words right before them, or above them, call those of a thing: a matter that is dealt with, a place in a
//! queue, a card to shop with.

use super::{Kind, label};

/// A matter that somebody brought before an office, and its number.
const MATTERS: [&str; 20] = [
    "工单",
    "工单号",
    "派单",
    "派单号",
    "诉求",
    "诉求号",
    "诉求件",
    "投诉件",
    "举报件",
    "信访件",
    "交办件",
    "转办件",
    "来信号",
    "受理号",
    "办件号",
    "申请号",
    "事项号",
    "业务号",
    "资产编号",
    "设备编号",
];

/// What else has eleven digits. Who answers a hotline does so for an office.
const OTHERS: [&str; 28] = [
    "公众号",
    "公众号id",
    "原始id",
    "用户id",
    "学籍辅号",
    "辅号",
    "取号",
    "叫号",
    "排号",
    "排队号",
    "书号",
    "刊号",
    "标准号",
    "报名号",
    "座位号",
    "房号",
    "货号",
    "款号",
    "电表",
    "电表号",
    "水表",
    "水表号",
    "气表",
    "气表号",
    "表号",
    "产权证",
    "热线",
    "热线电话",
];

/// Cards that no bank gives out, or none to a person.
const CARDS: [&str; 20] = [
    "积分卡",
    "购物卡",
    "会员卡",
    "储值卡",
    "充值卡",
    "礼品卡",
    "提货卡",
    "加油卡",
    "公交卡",
    "校园卡",
    "就餐卡",
    "借书卡",
    "借阅卡",
    "门禁卡",
    "电卡",
    "水卡",
    "燃气卡",
    "etc卡",
    "结算卡",
    "单位卡",
];

/// Whether words end in such a name for a number.
pub fn is_called(words: &str, kind: Kind) -> bool {
    let words = words.trim_end_matches(|c: char| c.is_whitespace() || "：:（([【*为是“\"|".contains(c));
    match kind {
        Kind::Mobile => ends(words, &MATTERS) || ends(words, &OTHERS) || is_bare_number(words),
        Kind::Identity | Kind::OldIdentity => ends(words, &MATTERS),
        Kind::Card => {
            let card = ["号码", "编号", "号"].iter().find_map(|number| words.strip_suffix(number));
            ends(card.unwrap_or(words), &CARDS)
        }
        _ => false,
    }
}

/// Whether words call a number no more than one: No:, 卡号, ID. Those of telephones are called so as well.
fn is_bare_number(words: &str) -> bool {
    const BARE: [&str; 5] = ["no", "no.", "№", "卡号", "id"];
    const OF_TELEPHONES: [&str; 5] = ["微信", "wechat", "sim", "抖音", "快手"];
    let word = BARE.iter().find(|word| ends(words, &[word]));
    let begins = |word: &str| !words[..words.len() - word.len()].ends_with(|c: char| c.is_ascii_alphanumeric());
    word.is_some_and(|word| begins(word)) && !label::has_some(words, &[&label::PHONE, &OF_TELEPHONES])
}

/// Whether words end in one of a list, in capitals or not.
fn ends(words: &str, names: &[&str]) -> bool {
    names.iter().any(|name| {
        let tail = words.len().checked_sub(name.len()).and_then(|at| words.get(at..));
        tail.is_some_and(|tail| tail.eq_ignore_ascii_case(name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_number_is_called_stands_right_before_it() {
        for words in [
            "关于工单",
            "诉求号：",
            "电话机资产编号：",
            "公众号ID ",
            "24小时热线：",
            "统一书号：",
            "NO.",
            "卡号：",
            "设备ID：",
        ] {
            assert!(is_called(words, Kind::Mobile), "{words}");
        }
        for words in ["热线转办：张三", "工单联系电话：", "微信ID：", "张三", "电话No.", "手机卡号：", "casino"]
        {
            assert!(!is_called(words, Kind::Mobile), "{words}");
        }
        assert!(is_called("购物卡号：", Kind::Card) && !is_called("银行卡号：", Kind::Card));
        assert!(is_called("工单（", Kind::Identity) && !is_called("工单反映人张三（", Kind::Identity));
    }
}

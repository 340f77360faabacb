//! Where a letter of an office was sent: to somebody's home, as what was sent and the door tell.

use super::dwelling::{is_bare_flat, is_dwelling};
use super::label;

/// Words before the place that something is sent to.
pub const SENT_TO: [&str; 4] = ["寄至", "寄往", "寄到", "送至"];

/// What offices send to people; what people are to send to them is called otherwise.
const PAPERS: [&str; 11] = ["通知", "告知", "答复", "决定书", "裁定", "判决", "文书", "回执", "复函", "证书", "证件"];

/// How readers are asked to send something, and to whom else offices write.
const OTHERS: [&str; 12] =
    ["请", "可将", "可以", "材料", "资料", "报名", "公司", "企业", "机构", "律师", "代理", "单位地址"];

/// Whether a sentence says that an office sends somebody a paper of its own.
fn is_paper_sent(sentence: &str) -> bool {
    label::has(sentence, &PAPERS) && !label::has(sentence, &OTHERS)
}

/// 通知寄至示例巷22号二楼东户: whether a paper of an office goes to where people live.
pub fn is_sent_home(clause: &str, address: &str) -> bool {
    is_paper_sent(clause) && (is_dwelling(address) || is_flat_of_floor(address) || is_in_house(address))
}

/// 答复书邮寄地址：示例新村9栋105，收件人张三: whether an address where a receiver is named behind it is a flat, however short.
pub fn is_flat_of_receiver(clause: &str, address: &str) -> bool {
    is_dwelling(address) || is_paper_sent(clause) && is_in_house(address)
}

/// Whether an address ends with a house and a flat in it: 示例新村9栋105.
fn is_in_house(address: &str) -> bool {
    let house =
        address.rfind(['栋', '幢']).map(|at| address[..at].trim_end_matches(|c: char| c.is_ascii_digit()).len());
    house.is_some_and(|from| is_bare_flat(&address[from..]))
}

/// 二楼东户, 西户: flats of old houses are called by where they lie.
fn is_flat_of_floor(address: &str) -> bool {
    ["东户", "西户", "南户", "北户", "中户"].iter().any(|flat| address.ends_with(flat))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_go_to_people_and_materials_to_offices() {
        let flat = "示例镇示例巷22号二楼东户";
        assert!(is_sent_home("复检受理单位应将通知", flat) && is_sent_home("决定书于3月1日", "示例新村9栋105"));
        assert!(!is_sent_home("请将通知回执", flat) && !is_sent_home("将决定书", "示例路22号"));
        assert!(is_flat_of_receiver("本答复书邮寄", "示例新村9栋105"));
        assert!(!is_flat_of_receiver("样品", "科技园9栋105") && !is_flat_of_receiver("报名材料及证书", "科技园9栋105"));
    }
}

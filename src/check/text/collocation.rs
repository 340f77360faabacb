//! Verbs that are words, and none of those that go with what stands behind them (S301): 接收家长监督.

use std::ops::Range;

use crate::needles::places_of;

use super::has;

/// 接收 where who watches is taken as a guest: 接收家长监督, 自觉接收社会各界的监督. What is received is a thing: 接收监督举报, 接收群众投诉.
pub(super) fn received(words: &str) -> Vec<Range<usize>> {
    const LONGEST: usize = 12 * "字".len();
    const WHAT: [&str; 4] = ["监督", "考验", "质询", "采访"];
    const THINGS: [&str; 14] =
        ["举报", "投诉", "信息", "材料", "线索", "数据", "移送", "移交", "和", "、", "意见", "信件", "来电", "并"];
    let found = places_of(words, "接收").filter(|at| {
        let behind = &words[at + "接收".len()..];
        let clause = behind.split(['，', '。', '；', '、', '\n']).next().unwrap_or_default();
        let who = WHAT.iter().find_map(|what| clause.strip_suffix(what));
        let is_process = words[..*at].ends_with(['、', '的']) || clause.len() == behind.len() && !words.contains('。');
        who.is_some_and(|who| who.len() <= LONGEST && !has(who, &THINGS)) && !is_process
    });
    found.map(|at| at..at + "接收".len()).collect()
}

#[cfg(test)]
mod tests {
    use super::received;

    #[test]
    fn who_watches_is_no_guest() {
        for text in [
            "公开食堂账目，接收家长监督。",
            "自觉接收社会各界的监督，",
            "主动接收监督，提升质量。",
            "接收人大代表质询。",
        ] {
            assert_eq!(received(text).len(), 1, "{text}");
        }
        for text in [
            "接受家长监督。",
            "负责接收监督举报。",
            "接收群众投诉和监督。",
            "材料的接收、监督。",
            "接收监督检查线索。",
            "设备接收，监督安装。",
            "登记、接收监督",
            "接收信息后监督。",
            "接收移交案件并监督。",
            "接收机关监督电话。",
        ] {
            assert!(received(text).is_empty(), "{text}");
        }
    }
}

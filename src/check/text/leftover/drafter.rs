//! What those who write a draft tell each other in its brackets (S105).

use super::super::{begins, has};

/// What those who write a draft tell each other: 此处补财政局的意见，确认后再发; 此处从上年说明复制; 李四：这段照市里的改; 待水利局核.
pub fn tells_another(inner: &str) -> bool {
    const LATER: [&str; 6] = ["确认后再发", "核实后再发", "审定后再发", "定后再发", "说明复制", "上年报告复制"];
    const ASKED: [&str; 11] =
        ["局核", "委核", "办核", "科核", "股核", "处核", "室核", "局核实", "科核实", "局补", "科补"];
    let whom = inner.strip_prefix('待').filter(|rest| rest.chars().count() <= 10);
    begins(inner, &["此处补", "此处加", "此处从", "这里补"])
        || has(inner, &LATER)
        || has(inner, &["：这段", "：这句", "：此段", "：此处"]) && has(inner, &["改", "删", "补", "定"])
        || is_of_passage(inner)
        || asks_a_section(inner)
        || whom.is_some_and(|rest| ASKED.iter().any(|end| rest.ends_with(end)))
}

/// What a remark calls the words that it stands in.
const PASSAGE: [&str; 8] = ["这段", "此段", "这句", "此句", "这一段", "这一句", "该段文字", "本段文字"];

/// 此段请法规科核对后再定, 这句要不要保留: what is still to be settled of the words beside it.
fn is_of_passage(inner: &str) -> bool {
    const OPEN: [&str; 14] = [
        "再定",
        "再核",
        "再改",
        "再议",
        "再商",
        "再斟酌",
        "再推敲",
        "要不要",
        "是否保留",
        "是否删",
        "请领导",
        "拿不准",
        "建议删",
        "建议保留",
    ];
    has(inner, &PASSAGE) && has(inner, &OPEN)
}

/// 请价格股再研究一下这段的口径, 附件名单请李科长再核: what one section, or its head, is asked to do for the draft. Readers are asked to
/// do other things, and by their own names.
fn asks_a_section(inner: &str) -> bool {
    const SECTIONS: [char; 5] = ['科', '股', '室', '处', '办'];
    /// How many characters the name of a section has at most.
    const LONGEST: usize = 10;
    const TO_DO: [&str; 13] =
        ["核", "补", "研究", "斟酌", "确认", "修改", "完善", "提供", "把关", "审", "定一下", "查一下", "更新"];
    const OF_DRAFT: [&str; 12] =
        ["口径", "表述", "措辞", "提法", "文字", "附件", "附表", "数据", "数字", "名单", "内容", "上文"];
    // 名单请咨询人事科核实; 请各科室核对.
    const READERS: [&str; 12] =
        ["各", "咨询", "联系", "拨打", "登录", "携带", "申请", "报名", "签字", "盖章", "前往", "反馈"];
    let Some((_, rest)) = inner.split_once('请').filter(|_| !has(inner, &READERS)) else { return false };
    let behind_name = |(at, c): (usize, char)| {
        let asked = &rest[at + c.len_utf8()..];
        let plain =
            ["再次", "再", "尽快", "抓紧", "帮忙", "协助", "先"].iter().find_map(|word| asked.strip_prefix(word));
        let does = TO_DO.iter().any(|word| plain.unwrap_or(asked).starts_with(word));
        let again = asked.starts_with('再') || has(inner, &PASSAGE) || has(inner, &OF_DRAFT);
        // 王科长, 张主任
        let is_head = || match c {
            '长' => rest[..at].ends_with(SECTIONS) || rest[..at].ends_with('局'),
            '任' => rest[..at].ends_with('主'),
            _ => false,
        };
        at > 0 && does && again && (SECTIONS.contains(&c) || is_head())
    };
    rest.char_indices().take(LONGEST).any(behind_name)
}

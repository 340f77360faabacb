//! What a letter tells of those who write and read it: the mailbox, the address or the flat that one of them gave.

use super::mailbox::CALLED;
use super::{label, resident};

/// Words that tell by themselves whose a mailbox is, or whose telephone stands beside it.
const OWN: [&str; 18] = [
    "我的邮箱",
    "我的qq邮箱",
    "我的电子邮",
    "本人邮箱",
    "本人qq邮箱",
    "本人电子邮",
    "本人的邮箱",
    "本人email",
    "个人邮箱",
    "个人qq邮箱",
    "私人邮箱",
    "家属邮箱",
    "我的电话",
    "我的手机",
    "我的号码",
    "我的微信",
    "我的联系方式",
    "我的联系电话",
];

/// How a letter speaks to somebody of what was given by him.
const YOURS: [&str; 8] =
    ["你登记的", "您登记的", "你预留", "您预留", "你的邮箱", "您的邮箱", "你的qq邮箱", "您的qq邮箱"];

/// Whether a sentence calls a mailbox that of its writer: 我的电话…，也可发邮件到.
pub fn is_writers(sentence: &str) -> bool {
    label::has(sentence, &OWN)
}

/// Whether a sentence calls a mailbox that of its reader: 您预留的邮箱.
pub fn is_readers(sentence: &str) -> bool {
    label::has(sentence, &YOURS)
}

/// 你要求公开…，指定以电子邮件提供，收件邮箱为: whether the clause before a mailbox calls it the one to which somebody wants his
/// answer.
pub fn is_where_to_answer(clause: &str, sentence: &str) -> bool {
    const CALLED: [&str; 6] = ["收件邮箱", "接收邮箱", "收信邮箱", "指定邮箱", "指定的邮箱", "指定的电子邮箱"];
    const WANTS: [&str; 6] = ["要求", "指定", "选择", "申请公开", "申请获取", "填写"];
    // What readers are asked to do, and where they are to send it.
    const ASKED: [&str; 10] = ["你可", "您可", "可以", "应当", "请将", "请你", "请您", "发至", "发送", "报送"];
    let called = clause.trim_end_matches([' ', '：', ':', '为', '是', '*', '“', '（', '(']);
    let wants = |who: &&str| sentence.split_once(*who).is_some_and(|(_, said)| label::has(said, &WANTS));
    CALLED.iter().any(|word| called.ends_with(word))
        && ["你", "您", "申请人"].iter().any(wants)
        && !label::has(sentence, &ASKED)
}

/// Whether words end by saying that somebody gave what follows: 您填写的, 申请人确认的.
pub fn is_given(before: &str) -> bool {
    const READERS: [&str; 4] = ["你", "您", "你户", "您户"];
    const HOW: [&str; 9] = ["提供", "登记", "预留", "留存", "填写", "填报", "确认", "注明", "留下"];
    const GIVEN: [&str; 9] = [
        "您的",
        "您来信中的",
        "您申请表中的",
        "向您邮寄的",
        "申请人提供的",
        "申请人登记的",
        "当事人提供的",
        "申请人确认的",
        "本人提供的",
    ];
    let whom = before.strip_suffix('的').and_then(|said| HOW.iter().find_map(|how| said.strip_suffix(how)));
    let whom = whom.map(|whom| whom.strip_suffix('所').unwrap_or(whom));
    whom.is_some_and(|whom| READERS.iter().any(|reader| whom.ends_with(reader)))
        || GIVEN.iter().any(|given| before.ends_with(given))
}

/// Whether words before 居住的 say who lives there: 你户现, 李四.
pub fn is_inhabitant(before: &str) -> bool {
    const HOW: [&str; 9] = ["现", "长期", "目前", "一直", "实际", "当前", "一家", "全家", "所"];
    const READERS: [&str; 4] = ["你户", "您户", "你", "您"];
    let mut whom = before;
    while let Some(rest) = HOW.iter().find_map(|how| whom.strip_suffix(how)) {
        whom = rest;
    }
    READERS.iter().any(|reader| whom.ends_with(reader)) || resident::is_called(whom)
}

/// Whether a sentence tells what its writer is, 我是示例花园业主，, so that a flat without its street is told as well.
pub fn is_of_writer(sentence: &str) -> bool {
    label::has(sentence, &["我是", "我家", "我们家", "我叫", "我名叫"])
}

/// 您提供的联系邮箱…, 发送至您的邮箱…: whether the words right before a mailbox say that it is the reader's.
pub fn is_of_reader(clause: &str) -> bool {
    const GIVEN: [&str; 7] = ["您的", "您提供的", "您所留的", "您留下的", "您预留的", "你的", "你提供的"];
    const FOR: [&str; 4] = ["联系", "回复", "接收", "通讯"];
    let called = clause.trim_end_matches(['：', ':', ' ', '为', '是', '（', '(']);
    let whose = CALLED.iter().find_map(|mail| called.strip_suffix(mail));
    let whose = whose.map(|whose| FOR.iter().find_map(|word| whose.strip_suffix(word)).unwrap_or(whose));
    whose.is_some_and(|whose| GIVEN.iter().any(|given| whose.ends_with(given)))
}

//! Words in quotes of which a text says itself that they are wrong, old or a template's.

use crate::near;

use std::ops::Range;

/// What says it before the quotation, in the same clause.
const WRONG: [&str; 19] = [
    "写成",
    "不写作",
    "不再使用",
    "误作",
    "误写",
    "误用",
    "错写",
    "不得使用",
    "不应写",
    "不能写",
    "不得写",
    "不要写",
    "不得出现",
    "不能出现",
    "不要出现",
    "避免出现",
    "杜绝",
    "删去",
    "删除",
];
/// What says it right behind.
const BEHIND: [&str; 49] = [
    "变更为",
    "改称",
    "一类",
    "之类",
    "等名称",
    "等乱码",
    "等字符",
    "的字符",
    "应为",
    "应作",
    "应写",
    "应改",
    "应用",
    "应统一",
    "为常见",
    "等字样",
    "字样",
    "的写法",
    "是错",
    "写作",
    "之误",
    "改为",
    "改成",
    "更正为",
    "一律改",
    "等老名",
    "等旧名",
    "等旧称",
    "等原名",
    "等错",
    "等不规范",
    "等写法",
    "修改为",
    "修改成",
    "统一修改",
    "均修改",
    "调整为",
    "替换为",
    // What a template says is spoken of: “请填写”等提示语，填完后务必删除.
    "等提示",
    "等说明",
    "等占位",
    "等模板",
    "等填写",
    "的提示语",
    "这样的",
    "等未替换",
    "等重复",
    "等低级",
    "等问题",
];

/// How long such a quotation is at most, and how far the sentence is read behind it, in bytes.
const LONGEST: usize = 90;
const NEAR: usize = 1500;

/// Whether a text says of a word in quotes that it is wrong or goes: “部署”不写作“布署”, 不再使用“工商局”“质监局”, “布署”应作“部署”,
/// “工商局”“房管所”等老名称, 第六条中的“县质监局”修改为…, 删去“《…合同法》”.
pub fn is_shown_as_wrong(words: &str, range: &Range<usize>) -> bool {
    let Some((open, close)) = quotation(words, range, LONGEST) else { return false };
    let (before, behind) = (&words[..open], &words[close..]);
    let mut behind = near::behind(behind, NEAR);
    let clause = near::before(before, 300).rsplit(['。', '；', '\n']).next().unwrap_or_default();
    // “布署”“另部件”等字样
    while let Some((more, rest)) =
        behind.trim_start_matches(['、', '和']).strip_prefix('“').and_then(|more| more.split_once('”'))
    {
        if more.len() >= LONGEST {
            break;
        }
        behind = rest;
    }
    WRONG.iter().any(|word| clause.contains(word)) || BEHIND.iter().any(|word| behind.starts_with(word))
}

/// Where the short quotation that a word stands in begins, and what stands behind it.
fn quotation(words: &str, range: &Range<usize>, longest: usize) -> Option<(usize, usize)> {
    // “错误!未找到引用源。” has its own full stop.
    let end = if words[range.end..].starts_with("。”") { range.end + "。".len() } else { range.end };
    let before = near::before(&words[..range.start], longest);
    let open = before.rfind('“').filter(|open| !before[*open..].contains(['”', '。', '；']))?;
    let behind = near::behind(&words[end..], longest);
    let close = behind.find('”').filter(|close| !behind[..*close].contains(['“', '。', '；']))?;
    Some((range.start - before.len() + open, end + close + "”".len()))
}

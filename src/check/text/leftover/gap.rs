//! Gaps in a sentence where a name, an address or a number was to be filled in: 联系人：　　）, 其他为　　。, 命名为“　　路”.

use crate::chinese::is_chinese;
use crate::diagnostic::Code;

use super::Leftover;
use super::unit::MARKS;

/// A gap as wide as this was left on purpose.
fn is_wide(gap: &str) -> bool {
    gap.contains('\u{3000}') || gap.chars().count() > 1 && !gap.contains('\n')
}

/// `联系人：　　）`, `联系单位：示例局，联系电话：　　`: a label with nothing behind it, in a line that has filled in another (S101).
/// `at` is the byte of the colon.
pub fn behind_label(words: &str, at: usize) -> Option<Leftover> {
    const LABELS: [&str; 9] = ["联系人", "电话", "传真", "邮箱", "地址", "邮编", "网址", "联系方式", "办公地点"];
    const LONGEST: usize = "监督举报".len();
    /// How far a line is read before it, in bytes.
    const NEAR: usize = 300;
    let label = LABELS.iter().find(|label| words[..at].ends_with(**label))?;
    let behind = &words[at + "：".len()..];
    let rest = behind.trim_start();
    let gap = &behind[..behind.len() - rest.len()];
    let ends = rest.is_empty() || rest.starts_with(['）', ')', '。', '；', '，']);
    // Gaps at the end of a line are none that a text keeps.
    let is_last = rest.is_empty() && ["电话", "传真", "邮箱", "邮编"].contains(label);
    if !is_wide(gap) && !is_last || !ends {
        return None;
    }
    let from = words.ceil_char_boundary(at.saturating_sub(NEAR));
    let before = &words[from..(at - label.len()).max(from)];
    let filled = before.match_indices('：').any(|(colon, _)| {
        let value = &before[colon + "：".len()..];
        value.starts_with(|c: char| is_chinese(c) || c.is_ascii_alphanumeric())
    });
    // 甲方：示例局　电话：　　 is a form; a sentence has its marks.
    let own = before.rsplit(['，', '。', '；', '（', '(']).next().unwrap_or_default();
    let start = at - label.len() - own.len();
    let left = Leftover { fault: Some("nothing_behind"), ..Leftover::new(Code::S101, start, at + "：".len()) };
    (filled && own.len() <= LONGEST && !own.contains(['：', ' ', '\u{3000}'])).then_some(left)
}

/// `其他为　　。` (S101): a sentence that ends in a gap. `at` is the byte of the mark.
pub fn before_mark(words: &str, at: usize) -> Option<Leftover> {
    const WANTS: [&str; 5] = ["为", "是", "系", "达到", "共计"];
    let head = words[..at].trim_end();
    let word = WANTS.iter().find(|word| head.ends_with(**word)).filter(|_| is_wide(&words[head.len()..at]))?;
    let start = head.len() - word.len();
    let left = Leftover { fault: Some("nothing_behind"), ..Leftover::new(Code::S101, start, at) };
    head[..start].ends_with(is_chinese).then_some(left)
}

/// `“　　路”` (S104): a name that nobody gave. `at` is the byte of the opening mark.
pub fn quoted(words: &str, at: usize) -> Option<Leftover> {
    const PLACES: [&str; 14] =
        ["路", "街", "巷", "桥", "村", "大道", "社区", "小区", "公园", "广场", "学校", "小学", "中学", "幼儿园"];
    let behind = words[at..].strip_prefix('“')?;
    let rest = behind.trim_start();
    let gap = &behind[..behind.len() - rest.len()];
    let place = PLACES.iter().find(|place| rest.strip_prefix(**place).is_some_and(|rest| rest.starts_with('”')))?;
    let end = words.len() - rest.len() + place.len() + "”".len();
    is_wide(gap).then(|| Leftover::new(Code::S104, at, end))
}

/// The gap before a unit at byte `at`, behind a word that wants a figure: 达到  毫米以上, 未满  周岁的, 在 小时内, 期限为 年.
pub fn before_unit(words: &str, at: usize) -> Option<Leftover> {
    const NAMES: [&str; 21] = [
        "万平方米",
        "万立方米",
        "亿立方米",
        "平方米",
        "立方米",
        "毫米",
        "厘米",
        "公里",
        "公斤",
        "万元",
        "亿元",
        "万亩",
        "周岁",
        "小时",
        "元",
        "米",
        "亩",
        "年",
        "天",
        "户",
        "人",
    ];
    const WANTS: [&str; 19] = [
        "不足", "不满", "少于", "多于", "低于", "高于", "小于", "大于", "为期", "为", "约", "共", "达到", "超过",
        "至少", "未满", "年满", "处", "在",
    ];
    const BEHIND: [&str; 13] = ["以上", "以下", "以内", "之内", "内", "的", "罚款", "，", "。", "；", "、", "（", "("];
    let sign = words[at..].chars().next()?;
    let end = at + if sign == '小' { "小时".len() } else { sign.len_utf8() };
    let whole = words.get(..end)?;
    let head = NAMES.iter().find_map(|name| whole.strip_suffix(name))?;
    let before = head.trim_end();
    let is_gap = before.len() < head.len() && !head[before.len()..].contains('\n');
    // 关注人数达    人: what counts is told, and 达人 is none.
    let reaches =
        || ["数达", "总量达", "人次达"].iter().any(|word| before.ends_with(word)) && is_wide(&head[before.len()..]);
    let wants = is_gap && (reaches() || WANTS.iter().any(|word| before.ends_with(word))) && !says_unit(before);
    if is_gap && in_shares(before, &words[end..]) && head.len() + "年".len() == end {
        return Some(Leftover::new(Code::S101, before.len() - "分".len(), end));
    }
    let goes_on = || words[end..].is_empty() || BEHIND.iter().any(|word| words[end..].starts_with(word));
    (wants && goes_on()).then(|| Leftover::new(Code::S101, before.len(), end))
}

/// Whether words end by saying in which unit something is told, and count nothing: 单位为 万元.
pub fn says_unit(before: &str) -> bool {
    ["单位", "币种"].iter().any(|word| before.trim_end_matches('为').ends_with(word))
}

/// Whether `分 年拨付` stands between these words: over how many years something is paid. 分 ends no word where a clause begins.
fn in_shares(before: &str, behind: &str) -> bool {
    let begins = || before.strip_suffix('分').is_some_and(|head| head.is_empty() || head.ends_with(MARKS));
    behind.starts_with(['拨', '付', '支', '偿', '缴', '兑', '发']) && begins()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_found_where_something_was_to_stand() {
        let label = |text: &str| text.match_indices('：').any(|(at, _)| behind_label(text, at).is_some());
        for text in ["（地址：和平路9号，联系人：    ）", "联系单位：示例局，联系电话：　　　　"]
        {
            assert!(label(text), "{text}");
        }
        for text in [
            "联系人：　　　电话：　　",
            "联系电话：　　",
            "地址：和平路9号，电话：传真：",
            "地址：和平路9号，联系人： 张三",
            "地址：和平路，电话：见网站",
        ] {
            assert!(!label(text), "{text}");
        }
        let mark = |text: &str| text.match_indices('。').any(|(at, _)| before_mark(text, at).is_some());
        assert!(mark("监理公开招标，其他为     。") && mark("期限为　。"));
        assert!(!mark("其他为 。") && !mark("其他为公开招标。") && !mark("　　。"));
        let name = |text: &str| text.find('“').and_then(|at| quoted(text, at)).is_some();
        assert!(name("命名为“　　路”；"));
        assert!(!name("命名为“和平路”") && !name("“ 路”") && !name("“　　路边停车”"));
    }
}

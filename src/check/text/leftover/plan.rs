//! Plans for a year that is over, where last year's text was used again (S110): 2024年，我局将进一步加大培训力度.

use crate::needles::places_of;

use super::year::Year;

/// What tells a plan, wherever it stands in its sentence.
const PLANS: [&str; 24] = [
    "将进一步",
    "将继续",
    "将持续",
    "将不断",
    "将着力",
    "将重点",
    "将从以下",
    "拟在",
    "拟再",
    "拟举办",
    "拟组织",
    "拟对",
    "拟开展",
    "将加强",
    "将加大",
    "将强化",
    "将完善",
    "将优化",
    "将深化",
    "将提升",
    "将健全",
    "将拓展",
    "将推进",
    "将推动",
];

/// What tells one in the first clause; later it is what a rule says: 2024年，我局将把答复质量纳入考核.
const SOON: [&str; 6] = ["将把", "将于", "将围绕", "计划举办", "计划开展", "计划组织"];

/// What may stand before the year.
const BEFORE: [&str; 6] = ["此外，", "下一步，", "今后，", "同时，", "下步，", "改进措施："];
const NEXT: [&str; 5] = ["下一步，", "今后，", "下步，", "下一阶段，", "改进措施："];

/// Where plans for a year stand that begins a sentence: 2024年，我局将进一步加大培训力度. But 将信息公开纳入考核 was done.
pub fn plan(sentence: &str, first: &Year) -> Option<(usize, usize)> {
    let lead = sentence[..first.start].trim();
    if lead == "展望" {
        return Some((first.start, first.end + "年".len()));
    }
    let behind = first.behind(sentence);
    // 2022年工作打算：
    let titled =
        ["工作打算：", "工作安排：", "工作计划：", "工作思路："].iter().find(|title| behind.starts_with(**title));
    if let Some(title) = titled.filter(|_| lead.is_empty()) {
        return Some((first.start, sentence.len() - behind.len() + title.len() - "：".len()));
    }
    if let Some(end) = intent(lead, behind) {
        return Some((first.start, sentence.len() - behind.len() + end));
    }
    if let Some(end) = overdue(lead, behind) {
        let start = first.start - lead.rsplit(['，', '、', '：']).next().unwrap_or_default().len();
        return Some((start, sentence.len() - behind.len() + end));
    }
    // 把咨询件当作申请件登记，2024年将对登记口径开展检查: behind what is wanting.
    let wants = lead.ends_with('，') && !TELLS.iter().any(|word| lead.contains(word) || behind.contains(word));
    if let Some(end) = looked_into(behind.split(['，', '；', '。']).next().unwrap_or_default()).filter(|_| wants) {
        return Some((first.start, sentence.len() - behind.len() + end));
    }
    let begins = lead.is_empty() || BEFORE.contains(&lead);
    if !begins && !NEXT.contains(&lead) {
        return None;
    }
    let plan = planned(behind);
    let own =
        behind.trim_start_matches('，').trim_start_matches(['我', '本', '局', '委', '镇', '办', '乡', '校', '院']);
    // 2023年，我局力争…; but 2023年，我局落实要求，力争全面公开 is what the work of that year was for.
    if begins && own.starts_with("力争") {
        return Some((first.start, sentence.len() - own.len() + "力争".len()));
    }
    // 下一步，2022年将制作更多图解: whatever is planned.
    if plan.is_none() && NEXT.contains(&lead) && own.starts_with('将') {
        return Some((first.start, sentence.len() - own.len() + "将".len()));
    }
    plan.filter(|_| begins).map(|plan| (first.start, sentence.len() - behind.len() + plan))
}

/// What tells of an order, or of what was done.
const TELLS: [&str; 16] =
    ["已", "要求", "明确", "规定", "提出", "印发", "部署", "原", "曾", "了", "承诺", "《", "“", "通知", "方案", "反馈"];

/// Where 将对 ends in a clause that plans to look into something: 将对登记口径开展专项检查. 将对标先进, 将对外公开 have another word there.
fn looked_into(clause: &str) -> Option<usize> {
    const OTHERS: &str = "外内标照账接口比表应准公";
    const DOES: [&str; 5] = ["开展", "进行", "实施", "组织", "予以"];
    let of = clause.strip_prefix("将对").filter(|rest| !rest.starts_with(|c| OTHERS.contains(c)))?;
    (DOES.iter().any(|word| of.contains(word)) && !clause.contains('了')).then_some("将对".len())
}

/// Where a term ends that is set for a day of a year that is over: 镇政府将于2024年6月底前补齐. What was ordered or done by then is told.
fn overdue(lead: &str, behind: &str) -> Option<usize> {
    const SETS: [&str; 11] =
        ["将于", "将在", "计划于", "计划在", "拟于", "拟在", "力争", "力争在", "争取在", "确保在", "预计"];
    const TERMS: [&str; 6] = ["月底前", "月底之前", "月前", "底前", "年底前", "上半年"];
    let rest = behind.trim_start_matches(|c: char| c.is_ascii_digit());
    let term = TERMS.iter().find(|term| rest.starts_with(**term))?;
    let is_set = SETS.iter().any(|word| lead.ends_with(word));
    let is_told = TELLS.iter().any(|word| lead.contains(word) || behind.contains(word));
    (is_set && !is_told).then_some(behind.len() - rest.len() + term.len())
}

/// Where the first words end that tell a plan.
fn planned(behind: &str) -> Option<usize> {
    let end = |words: &str, plan: &str| Some(places_of(words, plan).next()? + plan.len());
    let told = behind.trim_start_matches('，');
    let clause = told.split('，').next().unwrap_or_default();
    if let Some(end) = looked_into(clause) {
        return Some(behind.len() - told.len() + end);
    }
    let soon = SOON.iter().find_map(|plan| Some(end(clause, plan)? + behind.len() - told.len()));
    soon.or_else(|| PLANS.iter().find_map(|plan| end(behind, plan)))
}

/// How far a plan goes that stands behind a label: 改进打算：2023年，…, 改进措施：一是2023年6月底前将….
fn intent(lead: &str, behind: &str) -> Option<usize> {
    const LABELS: [&str; 7] =
        ["改进打算：", "下一步打算：", "下一步工作打算：", "下一步计划：", "今后打算：", "工作打算：", "下步打算："];
    const MEASURES: [&str; 4] = ["措施：", "改进措施：", "整改措施：", "下一步措施："];
    if LABELS.contains(&lead) {
        return behind.starts_with(['，', ',']).then_some(0);
    }
    let lead = lead.strip_suffix("一是").unwrap_or(lead);
    let clause = behind.split(['，', '；', '。']).next().unwrap_or_default();
    let before = clause.find("前将").map(|at| at + "前将".len());
    before.filter(|_| MEASURES.contains(&lead) || LABELS.contains(&lead))
}

//! Dates and sums of a sentence that lack their figures (S101): 在年月日前搬迁, 至2024年9月日, 自2024年 月 日起施行, 奖励元. In drafts and forms
//! others fill them in.

use crate::chinese::is_chinese;
use crate::diagnostic::Code;

use super::super::{begins, has};
use super::unit::MARKS;
use super::{Leftover, Place, form};

/// The date without a day, or without all figures, whose 日 stands at a byte.
pub fn date(words: &str, at: usize, place: &Place) -> Option<Leftover> {
    let end = at + "日".len();
    let head = words[..at].trim_end();
    let month = head.strip_suffix('月')?;
    let figures = month.trim_end_matches(|c: char| c.is_ascii_digit());
    let start = if figures.len() < month.len() {
        dayless(words, (figures.len(), at), head.len() == at)?
    } else {
        let year = month.trim_end().strip_suffix('年')?;
        if place.is_draft || place.about_forms {
            return None;
        }
        let figures = year.trim_end();
        let start = figures.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let is_dated = figures.len() - start == 4 && figures[start..].starts_with("20");
        // A contract is filled in by its parties.
        let is_form = || form::asks(words) || has(words, &["租赁", "甲方", "乙方", "合同", "协议", "授权", "委托"]);
        let is_meant = || is_term_of_year(&words[end..]) && !is_form();
        let is_bare = || is_between(&words[..year.trim_end().len()], &words[end..]);
        (is_dated && is_meant() || start == figures.len() && is_bare()).then_some(start)?
    };
    Some(Leftover { fault: Some("no_day_filled_in"), ..Leftover::new(Code::S101, start, end) })
}

/// Where `9月日` begins, with its year, if what stands behind it begins no word: 9月日均, 每年3月日照市.
fn dayless(words: &str, (month, at): (usize, usize), is_glued: bool) -> Option<usize> {
    let rest = &words[at + "日".len()..];
    let ends = rest.chars().next().is_none_or(|c| "，。；）前起止至\n".contains(c));
    let is_month = words[month..at - "月".len()].parse::<u8>().is_ok_and(|month| (1..=12).contains(&month));
    if !is_glued || !ends || !is_month {
        return None;
    }
    let head = &words[..month];
    let year = head.strip_suffix('年').map(|head| head.trim_end_matches(|c: char| c.is_ascii_digit()).len());
    Some(year.unwrap_or(month))
}

/// Whether a date of which only the year is told goes on as one within a sentence does.
fn is_term_of_year(behind: &str) -> bool {
    begins(behind, &["前", "起施行", "起实施", "起执行", "起生效", "至2", "止，", "止。", "上午", "下午"])
        || begins(behind, &["召开", "举行", "印发的"])
}

/// Whether a date without any figure stands where something is to be done by that day; in 年月日前加盖印章 it is spoken of.
fn is_between(before: &str, behind: &str) -> bool {
    const DONE: [&str; 17] = [
        "搬迁", "搬离", "腾空", "完成", "缴纳", "办理", "办结", "提交", "报送", "上报", "到", "将", "向", "送", "交",
        "领取", "，",
    ];
    let by = behind.strip_prefix("之前").or_else(|| behind.strip_prefix('前'));
    let is_term = || before.ends_with('自') && begins(behind, &["起施行", "起实施", "起执行"]);
    before.ends_with(['在', '于', '至']) && by.is_some_and(|rest| begins(rest, &DONE)) || is_term()
}

/// The sum whose 元 stands at a byte and ends its clause: 每抓获一名逃犯奖励元；, 共计支出万元.
pub fn sum(words: &str, at: usize) -> Option<Leftover> {
    const PAID: [&str; 12] =
        ["奖励", "补助", "补贴", "罚款", "赔偿", "补偿", "支出", "投入", "拨付", "共计", "总计", "金额"];
    const TOTAL: [&str; 4] = ["共", "合计", "总计", "累计"];
    /// What was paid already is told by its figure.
    const ALREADY: [&str; 6] = ["已支付", "已拨付", "已发放", "已缴纳", "已垫付", "已偿还"];
    /// As long as a heading of a column.
    const SHORT: usize = "支出金额".len();
    let end = at + "元".len();
    let rest = &words[end..];
    let head = words[..at].strip_suffix('万').unwrap_or(&words[..at]);
    let already = ALREADY.iter().find(|word| head.ends_with(**word));
    let paid = already.or_else(|| PAID.iter().find(|word| head.ends_with(**word)))?;
    let ends = rest.is_empty() && head.len() > SHORT || rest.starts_with(['，', '。', '；']);
    let clause = head.rsplit(MARKS).next().unwrap_or_default();
    // 最高奖励万元 is a round sum, a total none.
    let is_total = || already.is_some() || TOTAL.iter().any(|word| clause.contains(word));
    let tells = clause.starts_with(is_chinese) && !clause.contains("单位") && !clause.contains("币种");
    (ends && tells && (head.len() == at || is_total())).then(|| Leftover::new(Code::S101, head.len() - paid.len(), end))
}

/// `现有农户 户，面积 亩`: one gap between what is counted and its unit, in a sentence that counts. `at` is the byte of the unit.
pub fn counted(words: &str, at: usize) -> Option<Leftover> {
    const THINGS: [(char, &[&str]); 8] = [
        ('户', &["农户", "贫困户", "脱贫户", "低保户", "住户", "商户"]),
        ('条', &["意见", "建议", "线索", "信息", "问题", "短视频", "视频", "动态"]),
        ('家', &["医药机构", "医疗机构", "养老机构", "企业", "单位", "药店", "商户", "合作社"]),
        ('名', &["工作人员", "从业人员", "志愿者", "党员", "教师", "学生"]),
        ('所', &["学校", "小学", "中学", "幼儿园"]),
        ('件', &["案件", "文件", "提案", "建议"]),
        ('亩', &["面积", "耕地", "林地"]),
        ('项', &["事项", "项目", "问题"]),
    ];
    const COUNTS: [&str; 9] = ["共", "现有", "全年", "涉及", "收到", "征集", "完成", "新增", "计划"];
    let head = words[..at].strip_suffix(' ')?;
    let unit = words[at..].chars().next()?;
    let end = at + unit.len_utf8();
    let (_, things) = THINGS.iter().find(|(of, _)| *of == unit)?;
    let thing = things.iter().find(|thing| head.ends_with(**thing))?;
    let sentence = head.rsplit(['。', '；', '\n']).next().unwrap_or_default();
    let ends = words[end..].is_empty() || words[end..].starts_with(['，', '。', '；']);
    let counts = COUNTS.iter().any(|word| sentence.contains(word));
    (ends && counts).then(|| Leftover::new(Code::S101, head.len() - thing.len(), end))
}

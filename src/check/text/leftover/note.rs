//! What a template tells its writer, or a drafter his colleagues, in brackets that nobody took out (S105): （此项如无，请删除）,
//! 【单位全称】, （略，正式印发时附上）. Forms tell others in brackets how to fill them in, and go on being right.

use crate::chinese::is_chinese;
use crate::diagnostic::Code;
use crate::markdown::{Kind, Paragraph};

use super::super::{begins, has};
use super::{Leftover, Place, drafter};

/// How far a bracket may reach, in bytes: forty characters.
const LONGEST: usize = 120;

/// The remark or label in the bracket that opens at byte `at`.
pub fn note(words: &str, at: usize, place: &Place, is_cell: bool) -> Option<Leftover> {
    let all = place.all;
    let open = words[at..].chars().next()?;
    let close = match open {
        '（' | '(' => ['）', ')'],
        '【' => ['】'; 2],
        '〔' => ['〕'; 2],
        '[' | '［' => [']', '］'],
        _ => return None,
    };
    let from = at + open.len_utf8();
    let near = &words[from..words.floor_char_boundary(words.len().min(from + LONGEST))];
    let inner = &near[..near.find(close)?];
    let end = from + inner.len() + near[inner.len()..].chars().next().map_or(0, char::len_utf8);
    let inner = inner.trim();
    // Most of those that open otherwise hold a year: 〔2024〕.
    if inner.is_empty() || !inner.contains(is_chinese) || inner.contains(['（', '(', '【']) || has(inner, &SAMPLES) {
        return None;
    }
    let around = (&words[..at], &words[end..]);
    // A cell of a form says who writes there: （填写）.
    if is_cell && !all && inner.starts_with("填") && words.trim().len() == end - at {
        return None;
    }
    let left = is_label(inner, open, around, all)
        || is_for_the_writer(inner)
        || is_pending(inner)
        || !place.is_spoken && APPLAUSE.contains(&inner)
        || is_line(around) && !is_cell && !all && is_of_draft(inner, place.is_draft)
        || is_line(around) && !is_cell && !place.about_forms && is_of_type(inner)
        || !is_cell && !place.about_forms && is_subject(inner, around)
        || if all { is_of_report(inner, around.0) } else { is_of_document(inner, around.0) };
    left.then(|| Leftover::new(Code::S105, at, end))
}

/// What the draft of a speech, or its record, has where it was clapped.
const APPLAUSE: [&str; 6] = ["掌声", "鼓掌", "热烈鼓掌", "热烈掌声", "全场鼓掌", "掌声雷动"];

/// Whether a bracket is all of its line.
fn is_line((before, after): (&str, &str)) -> bool {
    before.trim().is_empty() && after.trim().is_empty()
}

/// In which type a line is to be set: （标题，二号小标宋体）.
fn is_of_type(inner: &str) -> bool {
    const SHORT: usize = 60;
    let is_type = has(inner, &["小标宋", "仿宋", "楷体", "黑体", "宋体"]);
    let is_size = ["小二", "小三", "小四", "二号", "三号", "四号", "五号", "一号", "初号"];
    inner.len() <= SHORT && is_type && has(inner, &is_size) && !inner.contains('。')
}

/// The name that a sentence begins with, in the words of its template: （单位名称）成立以主要领导为组长的领导小组.
fn is_subject(inner: &str, (before, after): (&str, &str)) -> bool {
    const NAMES: [&str; 6] = ["单位名称", "本单位名称", "机关名称", "部门名称", "学校名称", "乡镇名称"];
    const DOES: [&str; 7] = ["成立", "高度重视", "认真贯彻", "认真落实", "积极开展", "组织开展", "召开"];
    let begins_sentence = before.trim().is_empty() || before.ends_with(['。', '；', '\n']);
    NAMES.contains(&inner) && begins_sentence && begins(after, &DOES)
}

/// （附件2待补）, （正式文本待定）: what is to come, of the text itself.
fn is_pending(inner: &str) -> bool {
    const PARTS: [&str; 9] = ["附件", "附表", "附图", "正文", "本条", "此处", "此段", "内容", "文字"];
    const LATER: [&str; 6] = ["待补", "待补充", "待完善", "待更新", "待定稿", "待核定"];
    const WORDING: [&str; 5] = ["文本", "表述", "措辞", "提法", "条文"];
    const SHORT: usize = "附件2、附件3待补充".len();
    let is_short = inner.len() <= SHORT;
    is_short && begins(inner, &PARTS) && LATER.iter().any(|word| inner.ends_with(word))
        || is_short && has(inner, &WORDING) && ["待定", "待补", "待核"].iter().any(|word| inner.ends_with(word))
}

/// A line for those who discuss a draft, in a text that is none by its title: （征求意见稿，供讨论）; and where the seal is to stand.
fn is_of_draft(inner: &str, is_draft: bool) -> bool {
    const DRAFTS: [&str; 8] = ["讨论稿", "送审稿", "审议稿", "修改稿", "草稿", "初稿", "报批稿", "会签稿"];
    const FOR: [&str; 5] = ["供讨论", "供讨论用", "供审议", "供修改", "供内部讨论"];
    let seal = begins(inner, &["此处", "这里"]) && has(inner, &["加盖", "盖公章", "盖章", "贴照片"]);
    let discussed = DRAFTS.contains(&inner) || FOR.iter().any(|word| inner.ends_with(word));
    seal || !is_draft && discussed
}

/// Rows of tables in which nothing was filled in: 待定 in every cell. Each by its first cell.
pub fn rows(paragraphs: &[Paragraph]) -> impl Iterator<Item = (usize, Leftover)> + '_ {
    const LEAST: usize = 3;
    const PENDING: [&str; 6] = ["待定", "待补", "待补充", "待填", "待填写", "待核实"];
    let row = |paragraph: &Paragraph| match paragraph.kind {
        Kind::Cell { table, row, .. } if row > 0 => Some((table, row)),
        _ => None,
    };
    let is_pending = |cell: &Paragraph| PENDING.contains(&cell.words.trim());
    let is_first = move |at: usize| at == 0 || row(&paragraphs[at - 1]) != row(&paragraphs[at]);
    let whole = move |at: &usize| {
        let of_row = paragraphs[*at..].iter().take_while(|cell| row(cell) == row(&paragraphs[*at]));
        is_pending(&paragraphs[*at]) && is_first(*at) && row(&paragraphs[*at]).is_some() && {
            let cells: Vec<_> = of_row.collect();
            cells.len() >= LEAST && cells.into_iter().all(is_pending)
        }
    };
    let found = |at: usize| (at, Leftover::new(Code::S105, 0, paragraphs[at].words.len()));
    (0..paragraphs.len()).filter(whole).map(found)
}

/// What shows a form, or speaks of its look.
const SAMPLES: [&str; 6] = ["式样", "样表", "样式", "样本", "复印件", "下同"];

/// Whether words stand for what should have been written in their place: （单位名称）, 【姓名】.
fn is_label(inner: &str, open: char, (before, after): (&str, &str), all: bool) -> bool {
    const BODIES: [&str; 17] = [
        "机构全称",
        "代理机构全称",
        "采购人全称",
        "各部门名称",
        "各单位名称",
        "单位名称",
        "单位全称",
        "单位简称",
        "本单位名称",
        "机关名称",
        "机关全称",
        "行政机关名称",
        "部门名称",
        "填报单位",
        "乡镇名称",
        "街道名称",
        "学校名称",
    ];
    const OTHERS: [&str; 16] = [
        "详细地址",
        "具体地址",
        "姓名",
        "联系人",
        "电话",
        "联系电话",
        "日期",
        "年份",
        "地址",
        "网址",
        "数字",
        "数量",
        "金额",
        "地点",
        "时间",
        "填写",
    ];
    // 邮件标题请按“【姓名】+【岗位】”命名
    const SPOKEN_OF: [&str; 12] =
        ["格式", "命名", "主题", "标题", "注明", "备注", "填写", "发送", "编辑", "回复", "包括", "落款"];
    let from = before.ceil_char_boundary(before.len().saturating_sub(LONGEST));
    let sentence = before[from..].rsplit(['。', '；', '\n']).next().unwrap_or_default();
    let is_body = BODIES.contains(&inner);
    let begins_line = before.trim().is_empty() && !is_body;
    let goes_on = after.starts_with(['+', '＋', '-', '—', '：', '”', '【', '/']) || before.ends_with(['+', '“', '】']);
    // 其余数据来自统计局、（各部门名称）。
    let of_list = before.ends_with('、') && after.starts_with(['。', '，', '；']);
    let known = is_body && (all || open == '【' || of_list) || open == '【' && OTHERS.contains(&inner);
    // 【名称】示例学校　【地址】示例路20号: a record, whose labels stand so.
    let is_of_record =
        before.ends_with([' ', '\u{3000}', '，', '；']) && sentence.contains('】') && !after.trim().is_empty();
    known && !begins_line && !goes_on && !is_of_record && !has(sentence, &SPOKEN_OF)
}

/// What nobody says to readers: to take something out, to add something before it is printed, where a picture is to stand.
fn is_for_the_writer(inner: &str) -> bool {
    const OUT: [&str; 22] = [
        "请删除",
        "请删去",
        "请删掉",
        "可删除",
        "可删去",
        "删除此",
        "删去此",
        "删掉此",
        "删除本行",
        "删除本段",
        "删除本句",
        "删除本项",
        "删除该段",
        "删除括号",
        "删除说明",
        "无则删",
        "没有则删",
        "没有的删",
        "不涉及的删",
        "不涉及则删",
        "前删除本",
        "时删除",
    ];
    // What readers are told to take out is on their own machines.
    const ELSEWHERE: [&str; 8] = ["APP", "软件", "短信", "邮件", "缓存", "微信", "好友", "手机"];
    const TIMES: [&str; 14] = [
        "印发时",
        "发布时",
        "定稿时",
        "上报时",
        "报送时",
        "公布时",
        "上网时",
        "发布前",
        "印发前",
        "上报前",
        "公布前",
        "上网前",
        "定稿前",
        "定稿后",
    ];
    const ADDS: [&str; 8] = ["请核", "请补", "请改", "请更", "附上", "补上", "替换", "填上"];
    const HERE: [&str; 7] = ["放此处", "放在此处", "放这里", "放在这里", "插入此处", "插在此处", "置于此处"];
    const OF_TEMPLATE: [&str; 6] = ["模板提示", "模板说明", "模版提示", "模版说明", "写作提示", "编写提示"];
    // 以下由各村填写后删除; 验证后删除, 三十日后删除 tells readers what becomes of theirs.
    const DONE: [&str; 8] = ["填写后", "填报后", "填好后", "填完后", "补充后", "修改后", "定稿后", "核对后"];
    let is_done = ["删除", "删去", "删掉"].iter().find_map(|word| inner.strip_suffix(word));
    let is_done = is_done.is_some_and(|head| DONE.iter().any(|done| head.ends_with(done)));
    let out = (has(inner, &OUT) || is_done) && !has(inner, &ELSEWHERE);
    // 名词解释由财政局统一提供，各单位不要改动
    let fixed = has(inner, &["统一提供", "统一表述", "统一口径", "固定表述", "统一解释"]);
    let is_fixed = fixed && has(inner, &["不要改", "勿改", "不得改", "不要修改", "请勿修改", "无需修改", "不用改"]);
    out || is_fixed
        || drafter::tells_another(inner)
        || inner
            .strip_prefix("批注")
            .is_some_and(|said| said.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['：', ':']))
        || begins(inner, &OF_TEMPLATE)
        || is_introduction(inner)
        || has(inner, &HERE)
        || has(inner, &TIMES) && has(inner, &ADDS)
}

/// 单位简介，可根据实际情况增减.
fn is_introduction(inner: &str) -> bool {
    const OF: [&str; 6] = ["单位简介", "单位概况", "单位基本情况", "机构简介", "学校简介", "部门简介"];
    begins(inner, &OF) && may_be_changed(inner)
}

/// 可根据实际情况增减, 可根据自身实际细化.
fn may_be_changed(inner: &str) -> bool {
    const MAY: [&str; 5] = ["可根据", "可结合", "可按照", "可视", "可依据"];
    const CHANGE: [&str; 10] = ["增减", "删减", "增删", "细化", "修改", "调整", "补充", "完善", "选填", "增加内容"];
    has(inner, &MAY) && has(inner, &["实际", "情况"]) && CHANGE.iter().any(|word| inner.ends_with(word))
}

/// Whether a remark of a report is one of its template.
fn is_of_report(inner: &str, before: &str) -> bool {
    const HERE: [&str; 14] = [
        "此处",
        "这里",
        "此项",
        "此段",
        "此句",
        "此行",
        "本部分",
        "该部分",
        "此部分",
        "本节",
        "本段",
        "本项",
        "本栏",
        "以下内容",
    ];
    const DO: [&str; 18] = [
        "填",
        "写",
        "插入",
        "放",
        "补充",
        "字数",
        "核实",
        "核对",
        "修改",
        "列出",
        "列明",
        "描述",
        "更新",
        "替换",
        "说明",
        "确认后",
        "列举",
        "概述",
    ];
    const TELL: [&str; 13] =
        ["填写", "写明", "说明", "补充", "列举", "列出", "概述", "描述", "核对", "核实", "修改", "阐述", "撰写"];
    const READERS: [&str; 7] = ["申请", "群众", "公众", "拨打", "登录", "关注", "访问"];
    const FILL: [&str; 9] = ["填写", "填报", "简要填写", "简要说明", "简要介绍", "简述", "概述", "列举", "插入"];
    const FORMS: [&str; 5] = ["申请表", "登记表", "表格", "问卷", "申请书"];
    const ITSELF: [&str; 12] =
        ["模板", "模版", "范本", "范文", "样稿", "样板", "参考模板", "初稿", "草稿", "仅供参考", "供参考", "参考文本"];
    const PENDING: [&str; 10] =
        ["待补充", "待填写", "待核实", "待核", "待补", "待完善", "待更新", "数据待核实", "数据待补充", "内容待补充"];
    let asked = inner.starts_with('请') && has(inner, &TELL) && !has(inner, &READERS);
    let filled = begins(inner, &FILL) && !has(inner, &FORMS);
    let if_none = begins(inner, &["如无", "若无", "没有的", "如没有", "无此项"]) && has(inner, &["填", "写", "删"]);
    let apart = before.chars().next_back().is_none_or(|c| "。；：，\n".contains(c) || c.is_whitespace());
    begins(inner, &HERE) && has(inner, &DO)
        || asked
        || filled
        || if_none
        || has(inner, &["实际填写", "实际修改", "实际补充", "情况填写", "自行填写", "自行修改", "自行补充"])
        || is_to_be_written_by(inner)
        || counts_characters(inner)
        || may_be_changed(inner)
        || is_model(inner)
        || apart && ITSELF.contains(&inner)
        || PENDING.contains(&inner)
}

/// 要求：写明…情况, 示例：××单位加强…: what a template wants, or how it would be written. （示例：红色为已公开） explains a figure.
fn is_model(inner: &str) -> bool {
    const WANTS: [&str; 9] =
        ["要求", "写作要求", "编写要求", "撰写要求", "填写要求", "内容要求", "填报要求", "填写说明", "编写说明"];
    const WRITES: [&str; 9] = ["写明", "写清", "填写", "列明", "列举", "概述", "简述", "简要", "说明"];
    const MODELS: [&str; 7] = ["示例", "例文", "范例", "样例", "范文", "参考表述", "参考写法"];
    const OPEN: [&str; 5] = ["××", "XX", "……", "本单位", "某某"];
    let Some((label, rest)) = inner.split_once(['：', ':']) else { return false };
    WANTS.contains(&label) && begins(rest.trim_start_matches(['请', '应', '需', '须']), &WRITES)
        || MODELS.contains(&label) && has(rest, &OPEN)
}

/// Whether a remark of another document was meant for those who drafted it, not for those who fill in a form.
fn is_of_document(inner: &str, before: &str) -> bool {
    const FILLED_BY: [&str; 24] = [
        "申请", "受理", "审批", "审核", "人员", "本人", "经办", "窗口", "考生", "家长", "监护", "报名", "银行", "医院",
        "用人", "学校", "登记", "主管", "审查", "考核", "评委", "推荐", "所在", "照片",
    ];
    const HERE: [&str; 5] = ["此处", "这里", "此段", "此句", "此行"];
    const PUT: [&str; 6] = ["插入", "放", "补充", "替换", "更新", "填写"];
    const CONTENTS: [&str; 5] = ["以下内容", "以上内容", "上述内容", "以下数据", "以上数据"];
    const CHECKED: [&str; 6] = ["确认后", "核实后", "审定后", "核定后", "待核", "待补"];
    const EACH: [&str; 7] = ["各村", "各镇", "各乡", "各单位", "各部门", "各地", "各校"];
    const LOCAL: [&str; 5] = ["实际填写", "实际修改", "实际补充", "情况填写", "情况修改"];
    // Of an office, and nobody who applies to one.
    const OWN: [&str; 5] = ["本单位", "本部门", "本机关", "我局", "本局"];
    if has(inner, &OWN) && begins(inner, &HERE) && has(inner, &PUT) && is_sentence(before) {
        return true;
    }
    if has(inner, &FILLED_BY) {
        // 联系人：（填写经办人姓名）
        return before.ends_with("联系人：") && begins(inner, &["填写", "填"]);
    }
    // 项目名称（填写全称） explains a field; 联系电话：（填写联系人） is one.
    let apart = || before.chars().next_back().is_none_or(|c| "。；：:\n".contains(c));
    let asked = ["请从", "请结合", "请根据", "请按照"];
    begins(inner, &HERE) && has(inner, &PUT) && is_sentence(before)
        || begins(inner, &CONTENTS) && has(inner, &CHECKED)
        || begins(inner, &asked) && has(inner, &["填写", "撰写", "修改", "补充"])
        || has(inner, &EACH) && has(inner, &LOCAL)
        || begins(inner, &["填写", "待填", "待补", "数据待", "内容待补"]) && apart()
        || inner.ends_with("选一项填写")
        || begins(inner, &HERE) && may_be_changed(inner)
        || begins(inner, &["本部分", "该部分"]) && counts_characters(inner)
        || is_to_be_written_by(inner)
}

/// Whether what stands before is not the field of a form: 表中“项目名称”（此处填写全称）.
fn is_sentence(before: &str) -> bool {
    before.trim_end().chars().next_back().is_none_or(|c| !"”》：:".contains(c))
}

/// 由起草单位补充, 由××科室填写; who fills in forms is told by [`is_of_document`].
fn is_to_be_written_by(inner: &str) -> bool {
    const WRITES: [&str; 6] = ["填写", "填报", "补充", "补写", "完善", "撰写"];
    // 附件：花名册（空表，由用人单位填写） is handed out to be filled in.
    let by = inner.find('由').filter(|at| !inner[..*at].ends_with('理') && !inner.starts_with("空"));
    by.is_some_and(|at| WRITES.iter().any(|word| inner[at..].ends_with(word)))
}

/// 不少于200字, 字数控制在三百字以内.
fn counts_characters(inner: &str) -> bool {
    const BOUNDS: [&str; 6] = ["不超过", "不少于", "以内", "左右", "控制在", "以上"];
    let figure = |c: char| c.is_ascii_digit() || "百千".contains(c);
    has(inner, &BOUNDS) && inner.match_indices('字').any(|(at, _)| inner[..at].ends_with(figure))
}

//! What tells the writer what to write, to leave or to take out: of any text, of a report, of another document.

use super::super::super::{begins, has};
use super::super::drafter;

/// What nobody says to readers: to take something out, to add something before it is printed, where a picture is to stand.
pub fn is_for_the_writer(inner: &str) -> bool {
    const HERE: [&str; 7] = ["放此处", "放在此处", "放这里", "放在这里", "插入此处", "插在此处", "置于此处"];
    const OF_TEMPLATE: [&str; 6] = ["模板提示", "模板说明", "模版提示", "模版说明", "写作提示", "编写提示"];
    tells_to_take_out(inner)
        || tells_to_leave(inner)
        || drafter::tells_another(inner)
        || is_comment(inner)
        || begins(inner, &OF_TEMPLATE)
        || is_introduction(inner)
        || has(inner, &HERE)
        || tells_to_add(inner)
}

/// （此项如无，请删除）, 以下由各村填写后删除; 验证后删除, 三十日后删除 tells readers what becomes of theirs.
fn tells_to_take_out(inner: &str) -> bool {
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
    const DONE: [&str; 8] = ["填写后", "填报后", "填好后", "填完后", "补充后", "修改后", "定稿后", "核对后"];
    // What readers are told to take out is on their own machines.
    const ELSEWHERE: [&str; 8] = ["APP", "软件", "短信", "邮件", "缓存", "微信", "好友", "手机"];
    let head = ["删除", "删去", "删掉"].iter().find_map(|word| inner.strip_suffix(word));
    let is_done = head.is_some_and(|head| DONE.iter().any(|done| head.ends_with(done)));
    (has(inner, &OUT) || is_done) && !has(inner, &ELSEWHERE)
}

/// 名词解释由财政局统一提供，各单位不要改动
fn tells_to_leave(inner: &str) -> bool {
    has(inner, &["统一提供", "统一表述", "统一口径", "固定表述", "统一解释"])
        && has(inner, &["不要改", "勿改", "不得改", "不要修改", "请勿修改", "无需修改", "不用改"])
}

/// 正式印发时附上
fn tells_to_add(inner: &str) -> bool {
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
    has(inner, &TIMES) && has(inner, &ADDS)
}

/// 批注2：
fn is_comment(inner: &str) -> bool {
    let said = inner.strip_prefix("批注").map(|said| said.trim_start_matches(|c: char| c.is_ascii_digit()));
    said.is_some_and(|said| said.starts_with(['：', ':']))
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
pub fn is_of_report(inner: &str, before: &str) -> bool {
    tells_what_to_do_here(inner)
        || asks_to_write(inner)
        || is_to_be_written_by(inner)
        || counts_characters(inner)
        || may_be_changed(inner)
        || is_model(inner)
        || is_of_itself(inner, before)
        || PENDING.contains(&inner)
}

/// What is still to come.
const PENDING: [&str; 10] =
    ["待补充", "待填写", "待核实", "待核", "待补", "待完善", "待更新", "数据待核实", "数据待补充", "内容待补充"];

/// 此处插入图表, 本部分字数
fn tells_what_to_do_here(inner: &str) -> bool {
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
    begins(inner, &HERE) && has(inner, &DO)
}

/// 请写明…, 简述…, 如无请填0, 根据实际填写. What readers are asked for is theirs.
fn asks_to_write(inner: &str) -> bool {
    const TELL: [&str; 13] =
        ["填写", "写明", "说明", "补充", "列举", "列出", "概述", "描述", "核对", "核实", "修改", "阐述", "撰写"];
    const READERS: [&str; 7] = ["申请", "群众", "公众", "拨打", "登录", "关注", "访问"];
    const FILL: [&str; 9] = ["填写", "填报", "简要填写", "简要说明", "简要介绍", "简述", "概述", "列举", "插入"];
    const FORMS: [&str; 5] = ["申请表", "登记表", "表格", "问卷", "申请书"];
    const AS_IT_IS: [&str; 7] = ["实际填写", "实际修改", "实际补充", "情况填写", "自行填写", "自行修改", "自行补充"];
    let asked = inner.starts_with('请') && has(inner, &TELL) && !has(inner, &READERS);
    let filled = begins(inner, &FILL) && !has(inner, &FORMS);
    let if_none = begins(inner, &["如无", "若无", "没有的", "如没有", "无此项"]) && has(inner, &["填", "写", "删"]);
    asked || filled || if_none || has(inner, &AS_IT_IS)
}

/// Whether a remark that stands by itself says that the text is none yet: （模板）, （仅供参考）.
fn is_of_itself(inner: &str, before: &str) -> bool {
    const ITSELF: [&str; 12] =
        ["模板", "模版", "范本", "范文", "样稿", "样板", "参考模板", "初稿", "草稿", "仅供参考", "供参考", "参考文本"];
    let apart = || before.chars().next_back().is_none_or(|c| "。；：，\n".contains(c) || c.is_whitespace());
    ITSELF.contains(&inner) && apart()
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
pub fn is_of_document(inner: &str, before: &str) -> bool {
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

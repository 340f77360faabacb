//! What the words before a number say that it is.

/// Words for the number of a person.
pub const IDENTITY: [&str; 8] = ["身份证", "公民身份", "身份号", "证件号", "证件编号", "残疾证", "残疾人证", "驾驶证"];
/// Those that no other number is called by.
pub const IDENTITY_ALONE: [&str; 7] =
    ["身份证", "公民身份", "居民身份", "残疾证", "残疾人证", "证件号码", "社会保障号"];
/// A number that is shown to say how one is written.
pub const EXAMPLE: [&str; 6] = ["例如", "比如", "样例", "如：", "假如", "假设"];
/// What stands right before it.
const EXAMPLE_IS: [&str; 8] = ["如", "例如", "比如", "譬如", "形如", "样例", "示例", "格式如"];

/// Whether a number is shown to say how one is written, and no more is said of it: 填写本人手机号，如13800138000；.
pub fn is_shown_as_example(before: &str, after: &str) -> bool {
    let said = before.trim_end_matches([' ', '：', ':', '“', '"', '为']);
    let said = said.rsplit(['（', '(', '：', ':', ' ']).next().unwrap_or_default();
    let after = after.trim_start_matches(['”', '"', '）', ')', ' ']);
    EXAMPLE_IS.contains(&said) && (after.is_empty() || after.starts_with(['，', ',', '。', '；', ';', '、', '\n', '|']))
}

pub const PHONE: [&str; 12] =
    ["手机", "电话", "联系", "移动号", "手提", "致电", "拨打", "来电号", "主叫号", "mobile", "phone", "tel"];
pub const ACCOUNT: [&str; 11] =
    ["卡号", "账号", "帐号", "银行卡", "一卡通", "存折", "开户", "账户", "信用卡", "借记卡", "储蓄卡"];

/// Words for the numbers of things: projects, licences, filings, accounts of offices.
const NAMED: [&str; 47] = [
    "备案",
    "文号",
    "许可",
    "流水",
    "isbn",
    "issn",
    "案号",
    "订单",
    "标识",
    "索引",
    "批号",
    "批次",
    "户号",
    "学号",
    "车架",
    "发动机",
    "档案",
    "型号",
    "信用",
    "专利",
    "条码",
    "条形码",
    "标段",
    "招标",
    "会议号",
    "会议id",
    "群号",
    "追溯码",
    "溯源码",
    "监管码",
    "查验码",
    "会员号",
    "报名序号",
    "注册号",
    "营业执照",
    "文书号",
    "起号",
    "止号",
    "起止号",
    "票数",
    "点击量",
    "库存",
    "联行号",
    "（行号",
    "sn:",
    "sn：",
    "抖音号",
];

/// The same, with words that say no more than that it is a number.
pub const OTHER_NUMBERS: [&[&str]; 2] = [
    &NAMED,
    &[
        "编号",
        "编码",
        "代码",
        "证号",
        "考号",
        "准考证",
        "序列",
        "税号",
        "识别号",
        "金额",
        "价款",
        "面积",
        "合同号",
        "登记号",
        "项目号",
        "qq",
        "工号",
        "单号",
        "票号",
        "code",
        "number",
        "uuid",
        "查询码",
        "验证码",
        "校验码",
        "提取码",
        "终端",
        "设备号",
        "表号",
        "图斑",
        "图号",
    ],
];

/// Words that say of a number more than that it is one: it is that of a thing.
pub const NUMBERS_OF_THINGS: [&[&str]; 2] = [
    &NAMED,
    &[
        // 考生 is somebody.
        "考号",
        "准考",
        "考生号",
        "考籍",
        "考试号",
        "税",
        "识别",
        "合同",
        "登记",
        "项目",
        "采购",
        "施工",
        "工程",
        "规划",
        "建设",
        "用地",
        "地块",
        "宗地",
        "产权",
        "企业",
        "产品",
        "设备",
        "执照",
    ],
];

/// Headers above amounts, which may have as many figures as a telephone.
pub const SUMS: [&str; 16] = [
    "支出", "收入", "金额", "合计", "预算", "决算", "数额", "资金", "产值", "总计", "小计", "万元", "（元", "余额",
    "总值", "gdp",
];

/// Whether the words before a number end in one for an amount: 地区生产总值13812055678.
pub fn ends_in_sum(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '\u{3000}', '：', ':', '=', '为', '达', '*']).to_ascii_lowercase();
    let more = ["总量", "投资", "债券", "拨付", "贷款", "存款"];
    SUMS.iter().chain(&more).any(|word| before.ends_with(word))
}

/// Whether the words before a number end in one for a code: 举报码13800138000, but not 手机号码.
pub fn ends_in_code(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '\u{3000}', '：', ':', '=', '为', '是', '（', '(', '*']);
    before.ends_with('码') && !["号码", "手机码", "电话码"].iter().any(|number| before.ends_with(number))
}

/// Whether the words right before a number call it that of somebody in two programs at once, which is a telephone's:
/// QQ/微信：13800138000.
pub fn is_of_chat(before: &str) -> bool {
    const NEAR: usize = 30;
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(NEAR))..];
    let plain = |c: &char| !c.is_whitespace() && !"号/、：:（）()或和及同为是*".contains(*c);
    let called: String = near.chars().filter(plain).flat_map(char::to_lowercase).collect();
    called.ends_with("qq微信") || called.ends_with("微信qq")
}

/// Whether a header is no more than a year, above figures of that year.
pub fn is_year(header: &str) -> bool {
    let digits = header.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4 && matches!(&header[4..], "" | "年" | "年度")
}

/// How far back a label is looked for, in bytes.
const REACH: usize = 90;

/// How far back the beginning of an address is looked for.
const ADDRESS: usize = 300;

/// How long a line can be that is looked at whole.
pub const LINE: usize = 20_000;

/// The words of the same clause before a place.
pub fn before(text: &str, at: usize) -> &str {
    let from = text.ceil_char_boundary(at.saturating_sub(REACH));
    let window = &text[from..at];
    let cut = window.char_indices().rev().find(|(_, c)| "，,。；;、\n|！？".contains(*c));
    cut.map_or(window, |(at, c)| &window[at + c.len_utf8()..])
}

/// What names a value from beside: the cell on its left in a form, the line above it where it stands alone.
pub fn beside(text: &str, at: usize) -> &str {
    let from = text.ceil_char_boundary(at.saturating_sub(REACH));
    let window = text[from..at].trim_end_matches([' ', '\u{3000}', '\t', '*']);
    match window.strip_suffix('|') {
        Some(row) => row.rsplit(['|', '\n']).next().unwrap_or_default(),
        None => match window.strip_suffix('\n') {
            Some(above) => above.trim_end().rsplit(['\n', '。', '|']).next().unwrap_or_default(),
            None => "",
        },
    }
}

/// Words that a line about somebody has.
pub const SOMEBODY: [&str; 12] =
    ["男", "女", "汉族", "出生", "姓名", "户主", "申请人", "当事人", "患者", "其父", "其母", "配偶"];

/// Accounts that only people have.
pub const OF_PEOPLE: [&str; 7] = ["存折", "一卡通", "银行卡", "储蓄卡", "社保卡", "个人账号", "个人帐号"];

/// The words of the line before a place, over the ends of sentences, as far as they are near.
pub fn line(text: &str, at: usize) -> &str {
    let window = &text[text.ceil_char_boundary(at.saturating_sub(6 * REACH))..at];
    window.rfind('\n').map_or(window, |cut| &window[cut + 1..])
}

/// The words of the line before a place, as far as a sentence goes.
pub fn sentence(text: &str, at: usize) -> &str {
    let from = text.ceil_char_boundary(at.saturating_sub(2 * REACH));
    let window = &text[from..at];
    window.rfind(['\n', '。']).map_or(window, |cut| &window[window.ceil_char_boundary(cut + 1)..])
}

/// The words before a list of numbers that goes on to a place: 电话：0564-6492562、.
pub fn before_list(text: &str, at: usize) -> &str {
    let list = sentence(text, at).trim_end_matches(|c: char| c.is_numeric() || "-－—、/ （）()转".contains(c));
    &list[list.ceil_char_boundary(list.len().saturating_sub(24))..]
}

/// The words before a list of long numbers that goes on to a place: 工单编号20220315138123456、.
pub fn of_list(text: &str, at: usize) -> &str {
    const LONG: usize = 6;
    let sentence = sentence(text, at);
    let list = sentence.trim_end_matches(|c: char| c.is_ascii_digit() || "-、/ ".contains(c));
    let between = &sentence[list.len()..];
    let long = between.split(|c: char| !c.is_ascii_digit()).any(|number| number.len() >= LONG);
    if long && between.ends_with(['、', '/', ' ']) { before(text, text.len().min(at) - between.len()) } else { "" }
}

/// Whether a word of one of the lists stands in a text, as [`has`] looks for it.
pub fn has_some(text: &str, lists: &[&[&str]]) -> bool {
    lists.iter().any(|words| has(text, words))
}

/// Whether one of the words stands in a text, in capitals or not, with spaces or marks in it or not.
pub fn has(text: &str, words: &[&str]) -> bool {
    if text.is_empty() {
        return false;
    }
    let folded: String =
        text.chars().filter(|c| !c.is_whitespace() && *c != '*').flat_map(char::to_lowercase).collect();
    words.iter().any(|word| folded.contains(word))
}

/// Whether a number is the amount of something.
pub fn is_amount(after: &str) -> bool {
    let after = after.trim_start_matches([' ', '*']);
    let units = ["元", "万", "亿", "平方", "公里", "人", "件", "吨", "千", "％", "%", "个", "条", "号文"];
    units.iter().any(|unit| after.starts_with(unit))
}

/// Words for numbers that have a check digit of their own, or the day in which they were given out.
pub const REGISTERED: [&str; 5] = ["信用", "税号", "识别号", "索引", "许可"];

/// Whether bytes stand in the address of a page or the path of a file.
pub fn in_address(text: &str, start: usize, end: usize) -> bool {
    let part = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '\'' | '(' | ')' | '<' | '>' | '|' | '[' | ']');
    let near = text.ceil_char_boundary(start.saturating_sub(ADDRESS));
    let from = text[near..start].rfind(|c: char| !part(c)).map_or(near, |at| text.ceil_char_boundary(near + at + 1));
    let token = &text[from..start];
    if token.is_empty() {
        return false;
    }
    if ["tel:", "sms:"].iter().any(|call| token.starts_with(call)) {
        return false;
    }
    // What a page is asked by is said with the address: ?phone=13800138000.
    if is_asked_by(token) {
        return false;
    }
    let linked = text[..from].ends_with("](") || text[..from].ends_with("](<");
    let path = token.starts_with('/') || token.starts_with("./") || token.starts_with("../");
    let after = &text[end..];
    linked || token.contains("://") || token.starts_with("www.") || path && after.starts_with(['.', '/', '-'])
}

/// Whether the address of a page ends in a key by which it asks for a number.
pub fn is_asked_by(token: &str) -> bool {
    ["phone=", "mobile=", "tel=", "idcard=", "sfzh="].iter().any(|key| {
        let head = token.len().checked_sub(key.len()).filter(|at| token.is_char_boundary(*at));
        head.is_some_and(|at| token[at..].eq_ignore_ascii_case(key) && token[..at].ends_with(['?', '&', ';', '_']))
    })
}

/// Whether the lines that a number runs over hold more than the number.
pub fn has_words(text: &str, start: usize, end: usize) -> bool {
    let (before, after) = (text.ceil_char_boundary(start.saturating_sub(LINE)), text.floor_char_boundary(end + LINE));
    let from = text[before..start].rfind('\n').map_or(before, |at| before + at + 1);
    let to = text[end..after].find('\n').map_or(after, |at| end + at);
    let word = |part: &str| part.chars().any(char::is_alphabetic);
    word(&text[from..start]) || word(&text[end..to])
}

//! The words with which offices say that something grew, what is a part of what, and of what a sentence speaks. What the
//! rows and columns of a form are called stands with the form.

mod scope;

pub use scope::*;

/// What is counted one by one.
pub const COUNTS: [&str; 11] = ["件次", "件", "条", "份", "宗", "起", "例", "项", "个", "次", "封"];

/// Other units; the longer before those they begin with.
pub const UNITS: [&str; 24] = [
    "个百分点",
    "百分点",
    "万元",
    "亿元",
    "人次",
    "条次",
    "元",
    "篇",
    "则",
    "期",
    "人",
    "户",
    "家",
    "张",
    "倍",
    "番",
    "名",
    "批次",
    "批",
    "本",
    "册",
    "场",
    "部",
    "卷",
];

/// A figure behind one of these is not meant exactly.
pub const ABOUT: [&str; 14] =
    ["近", "约", "超", "超过", "逾", "不足", "不到", "大约", "将近", "接近", "突破", "至少", "最多", "高达近"];

/// What may stand between a word for growth and its figure.
pub const FILLERS: [&str; 12] = ["了", "为", "达", "达到", "幅度", "幅", "率", "比例", "约", "共", "有", "数"];

pub const MORE: [&str; 14] =
    ["多出", "增收", "多收", "增加", "增长", "上升", "提高", "提升", "净增", "增", "多", "涨", "升", "翻"];
pub const LESS: [&str; 10] = ["减少", "减收", "少收", "下降", "降低", "下滑", "回落", "减", "降", "少"];

/// What says that figures are given in turn.
pub const GIVEN_IN_TURN: [&str; 2] = ["分别", "依次"];

/// What a change is measured by; the longer first.
pub const COMPARISONS: [&str; 22] = [
    "年初",
    "净",
    "上年末",
    "上年底",
    "去年末",
    "去年底",
    "上一年度",
    "上年同期",
    "去年同期",
    "上一年",
    "上年度",
    "上年",
    "去年",
    "同期",
    "同比",
    "相比",
    "比较",
    "对比",
    "较",
    "比",
    "与",
    "年",
];

/// How what became of a figure begins behind it.
pub const IS_CHANGE: [char; 14] = ['增', '减', '多', '少', '上', '下', '提', '降', '升', '相', '持', '为', '到', '至'];

/// Where one of these stands in a sentence about growth, it is not growth over the year.
pub const OTHER_BASES: [&str; 10] = ["环比", "上月", "上季", "前年", "基期", "计划", "目标", "平均", "全省", "年均"];

/// Last year, where it is not part of 上年结转 or of a comparison.
pub const LAST_YEAR: [&str; 6] = ["上年度", "上一年度", "上一年", "上年", "去年", "上年同期"];

/// When last year's stock was counted.
pub const YEAR_ENDS: [&str; 5] = ["上年末", "上年底", "去年末", "去年底", "年初"];

/// Before 一件 and the like, what says that there was none; and earlier years without their number.
pub const NOT_ONE: [&str; 9] = ["无", "没有", "未有", "未发生", "未发生过", "未收到", "未出现", "未产生", "不存在"];
pub const EARLIER: [&str; 5] = ["前年", "往年", "以往", "历年", "以前年度"];

/// What may stand before a word that names something in brief, and between it and its figure.
pub const BEFORE_SHORT: [&str; 40] = [
    "故",
    "被",
    "我局",
    "我委",
    "我镇",
    "本机关",
    "、",
    "和",
    "及",
    "与",
    "，",
    " ",
    "其中",
    "全年",
    "本年",
    "当年",
    "共",
    "作出",
    "办理",
    "实施",
    "收取",
    "被申请",
    "被提起",
    "被提",
    "引起",
    "引发",
    "发生",
    "产生",
    "因",
    "政府信息公开",
    "信息公开",
    "依申请公开",
    "案件",
    "是",
    "为",
    "因此",
    "新增",
    "申请人中",
    "方面",
    "均",
];
pub const BEHIND_SHORT: [&str; 14] =
    ["量", "由", "从", "案件", "申请", "决定", "收入", "为", "有", "共", "各", "计", "了", "的"];

/// What may stand between a column and its figure where no row is named.
pub const BESIDE_COLUMN: [&str; 12] = ["申请", "文件", "提出", "共", "为", "是", "有", "的", "各", "计", "数", "量"];

/// What may stand between 占 and its rate.
pub const SHARE_FILLERS: [&str; 23] = [
    "百分之",
    "比",
    "总数",
    "总量",
    "总",
    "全部",
    "申请",
    "件数",
    "数量",
    "数",
    "量",
    "的",
    "为",
    "达",
    "到",
    "比例",
    "比重",
    "办理",
    "答复",
    "收到",
    "新收",
    "信息",
    "件",
];

/// What says that parts follow, or that they went before.
pub const AMONG: [&str; 10] =
    ["其中", "包括", "包含", "具体包括", "具体包含", "具体为", "具体是", "分别为", "分别是", "含"];
pub const TOGETHER: [&str; 5] = ["合计", "共计", "总计", "总共", "合起来"];

/// Where a list names one of these, its parts may be counted more than once.
pub const OVERLAPPING: [&str; 24] = [
    "网站",
    "微信",
    "微博",
    "公众号",
    "新媒体",
    "平台",
    "渠道",
    "客户端",
    "抖音",
    "头条",
    "报刊",
    "报纸",
    "电视",
    "广播",
    "公开栏",
    "途径",
    "方式",
    "涉及",
    "罚款",
    "没收",
    "吊销",
    "警告",
    "拘留",
    "采用",
];

/// What the rest of a list is called.
pub const THE_REST: [&str; 3] = ["其他", "其它", "其余"];

/// What ends a list: what follows is counted anew.
pub const GOES_ON: [&str; 9] = ["另", "此外", "共", "计", "同比", "上年", "去年", "累计", "同时"];

/// What may stand before an outcome, and behind it.
pub const BEFORE_OUTCOME: [&str; 26] = [
    "经复议",
    "经审理",
    "经审查",
    "经法院",
    "复议机关",
    "人民法院",
    "法院",
    "复议决定",
    "复议结果",
    "处理结果",
    "审理结果",
    "结果",
    "判决",
    "裁定",
    "决定",
    "全部",
    "均",
    "都",
    "已",
    "被",
    "予以",
    "获",
    "作出",
    "为",
    "是",
    " ",
];
pub const BEHIND_OUTCOME: [&str; 16] = [
    "结果",
    "原答复",
    "原行政行为",
    "原具体行政行为",
    "原决定",
    "原处理",
    "复议申请",
    "复议请求",
    "诉讼请求",
    "我局",
    "本机关",
    "申请人",
    "原告",
    "答复",
    "决定",
    "的",
];

/// What may stand before what is named with a change and no figure, and between it and the comparison.
pub const BEFORE_NAMED: [&str; 12] =
    ["其中", "全年", "本年度", "本年", "我局", "本机关", "作出", "办理", "实施", "年度", "共", "，"];
pub const BEHIND_NAMED: [&str; 10] = ["案件数", "总数", "数量", "件数", "总量", "数", "量", "案件", "决定", "收入"];

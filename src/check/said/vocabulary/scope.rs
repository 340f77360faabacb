//! Of which bodies, of which part of the year and of which applications a sentence speaks.

/// Such a sentence counts a part of the year, of the bodies or of the ways in: it is not compared with the tables.
pub const PARTIAL: [&str; 79] = [
    "两年",
    "三年累计",
    "三年共",
    "三年间",
    "五年累计",
    "五年共",
    "年以前",
    "年之前",
    "以来",
    "代为",
    "作为第三人",
    "近两年",
    "近三年",
    "近五年",
    "近几年",
    "一般性公文",
    "复议机关",
    "各类行政复议",
    "公民提出",
    "公民个人",
    "本级",
    "各镇",
    "各乡",
    "各街道",
    "各部门",
    "各单位",
    "各区县",
    "各县",
    "下属",
    "所属",
    "直属",
    "下辖",
    "辖区",
    "区直",
    "市直",
    "县直",
    "省直",
    "全系统",
    "本系统",
    "上半年",
    "下半年",
    "季度",
    "月份",
    "近年",
    "历年",
    "年来",
    "截止目前",
    "通过",
    "网络申请",
    "网上申请",
    "网上收到",
    "网上新收",
    "网络收到",
    "网络新收",
    "线上收到",
    "线上新收",
    "当面",
    "信函",
    "邮寄",
    "邮件",
    "传真",
    "在线申请",
    "平台收到",
    "信访",
    "提案",
    "建议",
    "投诉",
    "咨询",
    "留言",
    "信箱",
    "信件",
    "来信",
    "来电",
    "热线",
    "工单",
    "诉求",
    "逾期",
    "超期",
    "涉及",
];

/// Such a sentence counts a whole place, which the tables of its government may or may not do.
pub const PLACES: [&str; 8] = ["全市", "全区", "全县", "全省", "全镇", "全乡", "全旗", "全州"];

/// What other bodies are called at their end.
pub const BODIES: [&str; 11] = ["局", "委员会", "镇", "街道", "乡", "法院", "中心", "厅", "政府", "办公室", "机构"];

/// What says that figures of a sentence are none of those about disclosure.
pub const OF_ELSE: [&str; 18] = [
    "其他行政复议",
    "其他复议",
    "领域行政复议",
    "全局行政复议",
    "被申请人的行政复议",
    "审核公文",
    "公文属性",
    "公文公开属性",
    "答复书",
    "答复模板",
    "信息公开以外",
    "信息公开之外",
    "信息公开外的",
    "非信息公开",
    "非政府信息公开",
    "信息公开无关",
    "不涉信息公开",
    "无关信息公开",
];

/// What a part of a body is called at its end, or the rest of it.
pub const PART_OF_BODY: [&str; 14] =
    ["部门", "窗口", "大厅", "科室", "处室", "分局", "科", "站", "队", "所", "室", "其余", "剩余", "另有"];

/// What may stand between who does something and what is done.
pub const DOERS: [&str; 14] =
    ["作出", "办理", "实施", "完成", "受理", "收到", "新收", "发生", "制定", "全年", "累计", "共", "已", "的"];

/// What names all that came in or was done: 收到的12件中 is no part.
pub const WHOLES: [&str; 9] = ["收到", "新收", "受理", "接收", "办结", "办理", "答复", "处理", "全部"];

/// What says that behind a figure is not counted here.
pub const NOT_COUNTED: [&str; 18] = [
    "不计入",
    "未计入",
    "不纳入",
    "未纳入",
    "不列入",
    "未列入",
    "不在本",
    "不在统计",
    "不在此",
    "不属于政府信息公开",
    "不属政府信息公开",
    "不属于信息公开",
    "不属于本项",
    "不属于本表",
    "非政府信息公开",
    "不作统计",
    "未作统计",
    "不包括在",
];

/// Words for every one; the longer first.
pub const ALL: [&str; 4] = ["全部", "均", "都", "皆"];

/// What may stand beside applications without leaving any out: 对收到的政府信息公开申请均已办结.
pub const BESIDE_ALL: [&str; 30] = [
    "政府信息公开申请",
    "依申请公开",
    "信息公开",
    "政府信息",
    "申请人",
    "申请主体",
    "申请来源",
    "申请者",
    "申请",
    "本年度",
    "本年",
    "全年",
    "年度",
    "所有",
    "全部",
    "上述",
    "以上",
    "我局",
    "本机关",
    "收到",
    "新收",
    "受理",
    "事项",
    "方面",
    "情况",
    "件",
    "对",
    "已",
    "的",
    "公开",
];

/// What a sentence or the heading above it must name to speak of applications.
pub const ABOUT_APPLICATIONS: [&str; 3] = ["信息公开", "依申请", "公开申请"];

/// Where one of these stands, what was closed or who applied may be something else.
pub const OF_OTHER_THINGS: [&str; 17] = [
    "许可", "审批", "登记", "认定", "救助", "补助", "补贴", "仲裁", "复议", "诉讼", "办证", "备案", "举报", "转办",
    "交办", "案件", "问题",
];

/// Where one of these stands, not all is said to be closed.
pub const NOT_CLOSED: [&str; 15] =
    ["结转下", "转下", "转入", "次年", "继续", "在办", "除", "未", "尚", "将", "确保", "力争", "要求", "做到", "应当"];

/// By which applications come in or replies go out.
pub const WAYS: [&str; 15] = [
    "信件申请",
    "网络",
    "网上",
    "在线",
    "平台",
    "信函",
    "邮寄",
    "来信",
    "来函",
    "当面",
    "现场",
    "窗口",
    "传真",
    "邮件",
    "电邮",
];

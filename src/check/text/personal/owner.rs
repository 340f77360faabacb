//! Whose a car is, by the words right before its plate and behind it: 张三名下的, 李四驾车（, ，所有权人为王五.

use super::{name, resident};
use crate::chinese::is_chinese;

/// What a plate is called.
const CALLED: [&str; 6] = ["号牌号码", "车牌号码", "车牌号", "车牌", "号牌", "牌号"];

/// How somebody drives a car.
pub const DRIVES: [&str; 12] =
    ["驾驶悬挂", "驾驶其", "驾驶自家", "驾驶自有", "驾驶一辆", "驾驶", "驾乘", "自驾", "驾车", "骑行", "骑乘", "醉驾"];

/// In which state somebody drives.
pub const STATES: [&str; 14] =
    ["醉酒", "酒后", "饮酒后", "饮酒", "无证", "无照", "超速", "超员", "疲劳", "违规", "违法", "擅自", "独自", "再次"];

/// What is driven, where it stands before its plate.
const CARS: [&str; 27] = [
    "私家车",
    "新能源小型客车",
    "小型普通客车",
    "轻型普通货车",
    "普通二轮摩托车",
    "轻型栏板货车",
    "轻型厢式货车",
    "轻型仓栅式货车",
    "轻型自卸货车",
    "小型越野客车",
    "微型面包车",
    "正三轮摩托车",
    "两轮摩托车",
    "三轮汽车",
    "越野车",
    "小型面包车",
    "小型轿车",
    "小型客车",
    "小型汽车",
    "轻型货车",
    "二轮摩托车",
    "小轿车",
    "小客车",
    "面包车",
    "摩托车",
    "轿车",
    "货车",
];

/// What stands there where no more is said of a car than that somebody drives it.
pub const ANY_CAR: [&str; 6] = ["运输车辆", "运输车", "机动车", "车辆", "汽车", "自家车"];

/// Makes of cars that begin as names do, and what else is said of a car in two or three characters.
const MAKES: [&str; 59] = [
    "全顺",
    "牧马人",
    "福特",
    "福克斯",
    "丰田",
    "广汽",
    "华晨",
    "华泰",
    "荣威",
    "皮卡",
    "双排",
    "平板",
    "云度",
    "柳汽",
    "柳工",
    "徐工",
    "楚风",
    "乐风",
    "景逸",
    "昌河",
    "卫士",
    "金杯",
    "金龙",
    "金旅",
    "陆风",
    "江铃",
    "江淮",
    "江南",
    "黄海",
    "黄河",
    "黄标车",
    "福田",
    "路虎",
    "吉利",
    "马自达",
    "高尔夫",
    "雷诺",
    "雷凌",
    "雷克萨斯",
    "夏利",
    "庆铃",
    "林肯",
    "凌志",
    "凌派",
    "凌渡",
    "康明斯",
    "程力",
    "安凯",
    "欧曼",
    "单排",
    "厢式",
    "解放",
    "华菱",
    "时风",
    "唐骏",
    "南骏",
    "申龙",
    "申沃",
    "万象",
];

/// What else is said of drivers than their names.
const DRIVERS: [&str; 6] = ["司机", "员工", "职工", "雇员", "双方", "多人"];

/// Words before a plate, without what calls it one.
pub fn without_label(before: &str) -> &str {
    let marks = ['为', '：', ':', ' ', '“', '（', '('];
    let before = before.trim_end_matches(marks);
    let before = CALLED.iter().find_map(|word| before.strip_suffix(word)).unwrap_or(before);
    before.trim_end_matches(marks)
}

/// Whether a plate stands right behind a word for a car that no private person runs: 警车皖N12345.
pub fn is_called_an_offices(before: &str) -> bool {
    const CARS: [&str; 18] = [
        "警车",
        "警用车辆",
        "洒水车",
        "环卫车",
        "清扫车",
        "垃圾车",
        "巡逻车",
        "执勤车",
        "救援车",
        "清障车",
        "押运车",
        "宣传车",
        "教练车",
        "考试车",
        "采血车",
        "接送学生车辆",
        "应急车",
        "扫雪车",
    ];
    let before = without_label(before).trim_end_matches('，');
    CARS.iter().any(|car| before.ends_with(car)) || MAKES.iter().any(|make| before.ends_with(make))
}

/// What stands before the words for a car that end where its plate begins: 张三，小型轿车, 张三，小型轿车（车牌号.
pub fn before_car(before: &str) -> Option<&str> {
    let before = without_label(before);
    CARS.iter().find_map(|car| before.strip_suffix(car))
}

/// 登记人张三，车牌号: whether somebody is named before a plate as the one in whose name the car is. Of what is sold by a
/// court that must be told.
pub fn is_registered_before(before: &str) -> bool {
    let named = |whom: &str| {
        let whom = whom.trim_start_matches(['：', ':', '为', '是', '系', ' ']);
        name::is_one(&whom[..whom.len() - whom.trim_start_matches(is_chinese).len()])
    };
    !before.contains("标的") && before.rsplit_once("登记人").is_some_and(|(_, whom)| named(whom))
}

/// Whether words say that a car is run for hire, as those of firms are; 非营运 and 非法营运 say that it is none of them.
pub fn is_run(words: &str, runs: &[&str]) -> bool {
    const NONE: [&str; 10] = ["非", "无证", "无照", "非法", "违法", "违规", "擅自", "私自", "非法从事", "擅自从事"];
    let is_said = |(at, _): (usize, &str)| !NONE.iter().any(|none| words[..at].trim_end().ends_with(none));
    runs.iter().any(|run| words.match_indices(run).any(is_said))
}

/// 张三（本人车辆皖N12345）, 李四本人的小型轿车皖N12345: no firm speaks of itself so.
pub fn is_called_own(before: &str) -> bool {
    let before = without_label(before);
    let car = CARS.iter().chain(&ANY_CAR).chain(&["车"]).find_map(|car| before.strip_suffix(car));
    car.is_some_and(|whom| ["本人", "本人的", "本人名下", "本人名下的"].iter().any(|own| whom.ends_with(own)))
}

/// 保洁员张三车牌皖N12345: whether a plate is called that of somebody who is told by what he is.
pub fn is_called_his(before: &str) -> bool {
    let before = before.trim_end_matches(['为', '：', ':', ' ', '“', '（', '(']);
    let whom = CALLED.iter().find_map(|word| before.strip_suffix(word)).map(|whom| whom.trim_end_matches('的'));
    whom.is_some_and(|whom| {
        whom.ends_with(is_chinese) && (name::ends_behind_person(whom) || name::ends_behind_role(whom))
    })
}

/// 张三驾驶皖N12345, 李四（男）驾驶号牌为皖N12345, 王五驾车（皖N12345
pub fn is_driven(before: &str) -> bool {
    let before = without_label(before.trim_end_matches('的'));
    let before = CARS.iter().chain(&ANY_CAR).find_map(|car| before.strip_suffix(car)).unwrap_or(before);
    let driver = DRIVES.iter().find_map(|word| before.strip_suffix(word)).or_else(|| driver_of_some_car(before));
    let Some(driver) = driver else { return false };
    let driver = STATES.iter().find_map(|state| driver.strip_suffix(state)).unwrap_or(driver);
    let driver = match driver.strip_suffix(['）', ')']).and_then(|said| said.rfind(['（', '('])) {
        Some(bracket) => &driver[..bracket],
        None => driver,
    };
    let is_masked = || driver.ends_with('某') && !driver.ends_with("公司某");
    is_masked()
        || name::ends(driver)
        || name::ends_behind_role(driver)
        || is_right_behind_role(driver)
        || is_behind_person(driver)
}

/// Who drives a car of which more is said: 张三驾驶白色新能源车. The heavy ones are those of firms.
fn driver_of_some_car(before: &str) -> Option<&str> {
    const LONGEST: usize = 12;
    const HEAVY: [&str; 18] = [
        "重型", "中型", "大型", "半挂", "牵引", "挂车", "工程", "罐", "泥浆", "渣土", "叉车", "环卫", "洒水", "公务",
        "公交", "租", "客运", "校车",
    ];
    let clause = before.rsplit(['，', '。', '；', '\n']).next()?;
    let (word, at) = ["驾驶", "驾乘"].iter().find_map(|word| Some((word, clause.rfind(*word)?)))?;
    let car = &clause[at + word.len()..];
    let is_car = car.ends_with('车') && car.chars().all(is_chinese) && car.chars().count() <= LONGEST;
    let is_of_firm = is_of_body(car) || HEAVY.iter().any(|kind| car.contains(kind));
    (is_car && !is_of_firm).then(|| &before[..before.len() - clause.len() + at])
}

/// 购机者张三: a name behind what somebody is who serves in no office; of those many are called 员, 执法人员, 协管员.
fn is_behind_person(driver: &str) -> bool {
    let run = &driver[driver.trim_end_matches(is_chinese).len()..];
    name::ends_behind_person(driver) && !run.contains('员')
}

/// An entry of a list that begins with somebody and goes on to a car that he has: 张三，示例镇人，所有的小型轿车; 李四名下摩托车，车架号
/// …，车牌号; 王五，家庭人口2人，登记车辆.
pub fn is_entry_of_owner(sentence: &str) -> bool {
    const HAS: [&str; 9] = ["名下", "所有的", "自有", "登记车", "登记的", "拥有", "持有", "购置", "购买"];
    const MARKS: [char; 8] = ['，', ',', '（', '(', '：', ':', ' ', '、'];
    let entry = sentence.rsplit(['；', ';']).next().unwrap_or_default().trim_start_matches(name::is_of_list);
    let Some(at) = HAS.iter().filter_map(|has| entry.find(has)).min() else { return false };
    let (whom, has) = entry.split_at(at);
    let car = has.split(MARKS).next().unwrap_or_default();
    let is_named = |whom: &str| name::is_one(whom) || name::of_role(whom).is_some_and(name::is_one);
    let named = whom.split(MARKS).next().is_some_and(is_named);
    named && car.contains('车') && !is_of_body(entry)
}

/// 被告边山: a name of whatever family, with nothing but what he is before it.
fn is_right_behind_role(driver: &str) -> bool {
    name::of_role(driver).is_some_and(|name| name::fills(name) && !DRIVERS.contains(&name))
}

/// 张三名下的皖N12345, 张三的车牌皖N12345, 登记在张三名下的, 张三所有的, 张三家的
pub fn has_owner_before(before: &str) -> bool {
    const OWNS: [&str; 6] = ["名下的", "名下车辆", "名下", "所有的", "家的", "的"];
    let plain = without_label(before);
    let before = before_car(before).or_else(|| plain.strip_suffix('车')).unwrap_or(plain);
    let Some(whom) = OWNS.iter().find_map(|word| before.strip_suffix(word)) else { return false };
    let whom = ["登记在", "登记于", "登记至"].iter().find_map(|word| Some(whom.rsplit_once(word)?.1)).unwrap_or(whom);
    !whom.ends_with(['（', '(', '，', '：'])
        && (resident::is_called(whom) || name::ends_behind_role(whom))
        && !is_make(whom)
}

/// 江淮, 白色: what is said of a car right before its plate, and may look like a name.
pub fn is_make(words: &str) -> bool {
    words.ends_with('色') || MAKES.iter().any(|make| words.ends_with(make))
}

/// How bodies are called whose cars are no people's.
const BODIES: [&str; 12] = ["公司", "单位", "集团", "合作社", "政府", "机关", "学校", "医院", "中心", "局", "厂", "队"];

pub fn is_of_body(words: &str) -> bool {
    BODIES.iter().any(|body| words.contains(body))
}

/// 皖N12345轿车登记在其女婿名下
pub fn is_registered_behind(behind: &str) -> bool {
    const OF_SOMEBODY: [&str; 4] = ["其", "本人", "他", "她"];
    ["登记在", "登记于", "登记至"].iter().any(|word| {
        let whom = behind.split_once(word).and_then(|(_, rest)| Some(rest.split_once("名下")?.0));
        whom.is_some_and(|whom| {
            let is_named = || name::is_one(whom) || resident::is_called(whom) || name::ends_behind_role(whom);
            !is_of_body(whom) && (OF_SOMEBODY.iter().any(|his| whom.starts_with(his)) || is_named())
        })
    })
}

/// 皖N12345（张三）, where the words right behind a plate name somebody; of what is said of a car most begins otherwise.
pub fn is_named_behind(rest: &str) -> bool {
    let inner = rest.strip_prefix(['（', '(']).and_then(|rest| rest.split(['）', ')', '，', ',', ' ']).next());
    inner.is_some_and(|inner| name::is_one(inner) && !is_make(inner) && !inner.ends_with(['车', '牌', '色', '型']))
}

/// 车牌皖N12345，张三。: whether a clause that is nothing but a name follows a plate.
pub fn is_named_in_clause_behind(rest: &str) -> bool {
    let clause =
        rest.strip_prefix('，').map(|rest| rest.split(['，', '。', '；', '\n', '、']).next().unwrap_or_default());
    clause.is_some_and(|clause| name::is_one(clause) && !is_make(clause) && !DRIVERS.contains(&clause))
}

/// 皖N12345白色轿车车主多次占位: whether the owner is spoken of by the plate alone.
pub fn is_of_owner(rest: &str) -> bool {
    const LONGEST: usize = 10;
    const FIRMS: [&str; 6] = ["公交", "出租", "客运", "货运", "校车", "班车"];
    let Some((car, behind)) = rest.split_once("车主") else { return false };
    let near = behind.split(['，', ',', '。', '；', '）', '\n']).next().unwrap_or_default();
    car.chars().all(is_chinese)
        && car.chars().count() <= LONGEST
        && !is_of_body(car)
        && !is_of_body(near)
        && !FIRMS.iter().any(|firm| car.contains(firm))
}

/// 皖N12345轻型普通货车，车主：李四
pub fn has_owner_behind(behind: &str) -> bool {
    let named = |(at, word): (usize, &str)| {
        let owner = behind[at + word.len()..].trim_start_matches(['：', ':', '为', '是', '系', ' ']);
        let end = owner.find(|c: char| !is_chinese(c)).unwrap_or(owner.len());
        name::ends(&owner[..end]) || name::is_one(&owner[..end])
    };
    ["车主", "所有人", "所有权人", "驾驶人", "驾驶员"].iter().any(|word| behind.match_indices(word).any(named))
}

/// An entry of a list of those who were fined: 皖N12345，张三，罚款200元.
pub fn is_fined(sentence: &str, behind: &str) -> bool {
    const FOR: [&str; 15] =
        ["罚", "违", "超速", "超载", "超限", "超员", "酒", "醉", "闯", "逆行", "记", "扣", "缴", "未", "逾期"];
    let is_first = sentence.trim_start_matches(name::is_of_list).is_empty();
    let Some(rest) = behind.strip_prefix(['，', ',', '、', ' ', '\u{3000}']).filter(|_| is_first) else {
        return false;
    };
    let Some((name, rest)) = rest.split_once(['，', ',', '、', ' ', '\u{3000}']) else { return false };
    name::is_one(name) && !is_make(name) && FOR.iter().any(|word| rest.contains(word))
}

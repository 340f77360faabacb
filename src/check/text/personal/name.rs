//! The names of people, as far as their first character and their length tell.

use crate::chinese::is_chinese;

use super::family;

/// How places, offices and measures end, which begin like names.
const OTHERS: &str = "镇乡村街道区县市社局院校所处站厅办委会部庄店桥湾路号州省款项年度额数比率费金元件利可员人长任记期油地差径坯湖类量价证册卡楼场舍仓棚铺牌车表苑";

/// How many places end that have no more than two characters: 余杭, 金山.
const PLACES: &str = "山江河海城阳寨岛港杭苏坪坝口关川南北东西";

/// How places end that are called after a family.
const HAMLETS: &str = "山寨坪坝口关川港湾沟岗屯堡圩畈垸冲洼";

/// What is put down where no name is.
const NOBODY: [&str; 22] = [
    "不详",
    "未知",
    "未留",
    "同上",
    "匿名",
    "本人",
    "签名",
    "签字",
    "盖章",
    "单位",
    "个人",
    "公民",
    "群众",
    "居民",
    "村民",
    "暂无",
    "待定",
    "略去",
    "自然人",
    "自己",
    "网友",
    "群体",
];

/// How bodies end that may have a short name: 物业公司, 居委会.
const BODIES: &str = "司会社团队厂店馆坊园校学院局所站行部";

/// What may stand between a name and what is said of it.
const MARKS: [char; 10] = [' ', '\u{3000}', '\t', '：', ':', '（', '(', '，', ',', '*'];

/// Whether a text ends in what looks like a name: two or three characters with none before them, or four.
pub fn ends(text: &str) -> bool {
    let text = text.trim_end_matches(MARKS);
    const LONGEST: usize = 4;
    let head = text.char_indices().rev().take(LONGEST + 1).take_while(|(_, c)| is_chinese(*c)).last();
    head.is_some_and(|(at, _)| looks_like_one(&text[at..]))
}

/// Whether all of a run of Chinese characters looks like a name, wherever it stands.
fn looks_like_one(run: &str) -> bool {
    let long = run.chars().count();
    if is_of_double_family(run, long) {
        return !is_of_another(run) && !run.ends_with(is_of_body);
    }
    let mut chars = run.chars();
    let (Some(first), Some(second)) = (chars.next(), chars.next()) else { return false };
    let is_masked = || second == '某' && chars.clone().all(|c| c == '某');
    let is_word = || family::begins_word(first, second);
    match long {
        2 | 3 if !family::is_any(first) => false,
        2 | 3 if is_masked() => true,
        2 | 3 if is_place(run) || run.ends_with(is_of_sentence) || family::is_never(run) => false,
        2 | 3 if is_of_another(run) && !(long == 3 && family::is_sure(first) && run.ends_with(is_given)) => false,
        2 => family::is_sure(first) && !is_word(),
        // 安全员 is none, and 安全 begins few names.
        3 => family::is_sure(first) || !is_word() && !run.ends_with(is_of_body),
        _ => false,
    }
}

/// Whether the last of a few characters makes a place of them: 余杭, 张家寨.
fn is_place(run: &str) -> bool {
    let chars: Vec<char> = run.chars().collect();
    match chars[..] {
        [_, last] => PLACES.contains(last) || last == '家',
        [_, '家', last] => HAMLETS.contains(last),
        _ => false,
    }
}

/// Whether all of a run of characters may be a name where one is asked for: 聂小山, 安山, 慕容山.
pub fn is_one(run: &str) -> bool {
    let mut chars = run.chars();
    run.chars().all(is_chinese)
        && match (chars.next(), chars.next(), chars.next()) {
            (Some(family), Some(second), None) if !family::is_sure(family) => {
                let is_other = is_place(run) || is_of_another(run) || family::is_never(run);
                let is_other = is_other || run.ends_with(is_of_body) || run.ends_with(is_of_sentence);
                family::is_any(family) && !family::begins_word(family, second) && !is_other
            }
            _ => looks_like_one(run),
        }
}

/// Characters that end measures, and not few names of three: 刘汉元.
fn is_given(c: char) -> bool {
    "元年利道".contains(c)
}

/// Characters with which a sentence goes on behind a word, and no name ends: 文章说.
fn is_of_sentence(c: char) -> bool {
    "的了说等至是与及呢吧啊个只次份".contains(c)
}

fn is_of_body(c: char) -> bool {
    BODIES.contains(c)
}

fn is_of_double_family(run: &str, long: usize) -> bool {
    matches!(long, 3 | 4) && family::is_double(run)
}

/// Whether what stands behind a label that asks for a name is one, of whatever family: two or three characters.
pub fn fills(value: &str) -> bool {
    let value = value.trim_matches(MARKS);
    let run = &value[..value.len() - value.trim_start_matches(is_chinese).len()];
    let rest = &value[run.len()..];
    let other = is_of_another(run) || run.ends_with(|c| BODIES.contains(c)) || NOBODY.contains(&run);
    let short = matches!(run.chars().count(), 2 | 3) || is_of_double_family(run, run.chars().count());
    short && !other && (rest.is_empty() || rest.starts_with(MARKS))
}

/// What people are called in the papers of a case, before their names.
const ROLES: [&str; 43] = [
    "被申请人",
    "被处罚人",
    "被执行人",
    "被告人",
    "被告",
    "申请人",
    "申请执行人",
    "当事人",
    "原告",
    "上诉人",
    "第三人",
    "违法行为人",
    "被征收人",
    "投诉人",
    "举报人",
    "信访人",
    "户主",
    "村民",
    "居民",
    "养殖户",
    "种植户",
    "承租人",
    "出租人",
    "借款人",
    "监护人",
    "患者",
    "死者",
    "伤者",
    "收件人",
    "收货人",
    "姓名",
    "消费者",
    "业主",
    "车主",
    "被继承人",
    "证人",
    "竞得人",
    "报案人",
    "获奖者",
    "参赛者",
    "违法人员",
    "使用人",
    "持卡人",
];

/// Whether a run of characters ends as places, offices and measures do: 李氏诊所.
pub fn is_of_another(run: &str) -> bool {
    run.chars().next_back().is_some_and(|last| OTHERS.contains(last))
}

/// Whether a text ends in a name with what somebody is in a case before it: 原告张三.
pub fn ends_behind_role(text: &str) -> bool {
    let text = text.trim_end_matches(MARKS);
    let run: Vec<char> = text.chars().rev().take_while(|c| is_chinese(*c)).take(9).collect();
    let run: String = run.iter().rev().collect();
    let named = |rest: &str| ends(rest) || is_one(rest);
    ROLES.iter().any(|role| run.rfind(role).is_some_and(|at| named(&run[at + role.len()..])))
}

/// Whether a clause is nothing but what somebody is in a case and a name: 被告张三，, where firms are called by more.
pub fn ends_right_behind_role(sentence: &str) -> bool {
    of_role(sentence).is_some_and(ends)
}

/// What stands behind what somebody is in a case, where nothing else stands before it.
pub fn of_role(sentence: &str) -> Option<&str> {
    let sentence = sentence.trim_end_matches(MARKS);
    let run = &sentence[sentence.trim_end_matches(is_chinese).len()..];
    ROLES.iter().find_map(|role| run.strip_prefix(role))
}

/// Whether a text ends in a name behind what somebody is among others: 人事科干事张三, 其女李四.
pub fn ends_behind_title(text: &str) -> bool {
    const TITLES: [&str; 24] = [
        "干事",
        "科员",
        "实习生",
        "志愿者",
        "学生",
        "家长",
        "同学",
        "消费者",
        "业主",
        "患者",
        "其女儿",
        "其儿子",
        "其女",
        "其子",
        "其妻",
        "其夫",
        "其父",
        "其母",
        "其兄",
        "其弟",
        "其姐",
        "其妹",
        "其配偶",
        "代办人",
    ];
    const NEAR: usize = 9;
    let text = text.trim_end_matches(MARKS);
    let run: Vec<char> = text.chars().rev().take_while(|c| is_chinese(*c)).take(NEAR).collect();
    let run: String = run.iter().rev().collect();
    TITLES.iter().any(|title| run.rfind(title).is_some_and(|at| fills(&run[at + title.len()..])))
}

/// How words for people end: 主播, 老党员, 失独家庭.
const PEOPLE: &str = "人员者师生民户主客属工播友手兵妇童孩庭军";

/// Words that go on over the end of one for people: 工程 is no 工 and 程.
const JOINED: [&str; 30] = [
    "人马", "人文", "人权", "人寿", "人满", "人云", "生于", "生成", "生平", "生计", "生路", "户籍", "主席", "主任",
    "主张", "主管", "主权", "主顾", "客车", "客商", "客房", "属于", "工程", "工商", "工农", "民权", "民房", "手段",
    "军方", "军费",
];

/// Whether a text ends in a name right behind what somebody is, whatever that may be: 网络主播张三.
pub fn ends_behind_person(text: &str) -> bool {
    const LONGEST: usize = 4;
    let text = text.trim_end_matches(MARKS);
    let run = &text[text.trim_end_matches(is_chinese).len()..];
    let mut starts = run.char_indices().rev().take(LONGEST).skip(1);
    starts.any(|(at, _)| {
        let (whom, named) = run.split_at(at);
        let joined = named.chars().next().map_or(at, |first| at + first.len_utf8());
        whom.ends_with(|c| PEOPLE.contains(c))
            && looks_like_one(named)
            && !named.ends_with(is_of_body)
            && !JOINED.iter().any(|word| run[..joined].ends_with(word))
    })
}

/// How somebody is spoken to who holds no post.
const NEIGHBOURS: [&str; 12] =
    ["先生", "女士", "师傅", "阿姨", "大爷", "大妈", "大叔", "大姐", "大哥", "奶奶", "爷爷", "老汉"];

/// Whether a text ends in a family and how one is spoken to, behind whatever somebody is: 失独家庭张阿姨.
pub fn ends_in_titled(text: &str) -> bool {
    NEIGHBOURS.iter().any(|title| text.strip_suffix(title).is_some_and(ends_in_family))
}

/// Whether somebody is spoken of by his family and how one is spoken to: 捡拾人张师傅电话….
pub fn has_titled(text: &str) -> bool {
    NEIGHBOURS.iter().any(|title| text.match_indices(title).any(|(at, _)| ends_in_family(&text[..at])))
}

/// Whether a text ends in a family whose character is no word there.
fn ends_in_family(text: &str) -> bool {
    text.chars().next_back().is_some_and(|last| {
        let whom = &text[..text.len() - last.len_utf8()];
        let is_first = !whom.ends_with(is_chinese) || whom.ends_with(|c| PEOPLE.contains(c));
        family::is_sure(last) || family::is_any(last) && is_first
    })
}

/// Whether a text ends in what somebody is in a case, or in 其 and 本人: 当事人, 其.
pub fn ends_in_role(text: &str) -> bool {
    let text = text.trim_end_matches('的');
    ROLES.iter().chain(&["其", "本人", "该人", "死者"]).any(|role| text.ends_with(role))
}

/// Whether a line begins with somebody who is called as neighbours are: - 秋实同学，.
pub fn begins_with_title(sentence: &str) -> bool {
    const TITLES: [&str; 13] =
        ["同学", "先生", "女士", "阿姨", "叔叔", "大哥", "大姐", "姐姐", "大叔", "大爷", "奶奶", "爷爷", "同志"];
    const LONGEST: usize = 6;
    let sentence = sentence.trim_start_matches(is_of_list);
    let run = &sentence[..sentence.len() - sentence.trim_start_matches(is_chinese).len()];
    let rest = &sentence[run.len()..];
    run.chars().count() <= LONGEST
        // 各位同学 are many.
        && !run.starts_with(['各', '全', '本', '请', '该', '在', '亲', '新', '诸', '有', '部', '所'])
        && TITLES.iter().any(|title| run.len() > title.len() && run.ends_with(title))
        && rest.starts_with(MARKS)
}

/// Whether a text goes on with somebody's name, or a family's and how one is spoken to: 王姐, 张先生, 李小四.
pub fn is_called_by(text: &str) -> bool {
    const SPOKEN_TO: [&str; 9] = ["姐", "哥", "总", "先生", "女士", "小姐", "师傅", "经理", "老师"];
    const LONGEST: usize = 4;
    let text = text.trim_start_matches(MARKS);
    let run: usize = text.chars().take_while(|c| is_chinese(*c)).take(LONGEST).map(char::len_utf8).sum();
    let run = &text[..run];
    let titled = |title: &str| run.strip_suffix(title).is_some_and(|name| name.chars().count() == 1);
    run.starts_with(family::is_any) && (ends(run) || SPOKEN_TO.iter().any(|title| titled(title)))
}

/// What stands before the words of an entry in a list.
pub fn is_of_list(c: char) -> bool {
    c.is_ascii_digit() || "-*#>.、 \u{3000}（）()|【】[]✦·•".contains(c)
}

/// Whether a sentence is nothing but a name so far, or one behind what somebody is: 张三，; 当事人：张三，.
pub fn is_alone(sentence: &str) -> bool {
    let sentence = sentence.trim_end_matches(MARKS);
    let head = sentence.trim_end_matches(is_chinese);
    let role = without_brackets(head.trim_end_matches(MARKS));
    let is_labelled = head.len() > role.len() && ROLES.iter().any(|called| role.ends_with(called));
    ends(&sentence[head.len()..]) && (is_labelled || begins(sentence))
}

/// Words without what stands in brackets behind them: 信访人（代表）.
fn without_brackets(text: &str) -> &str {
    let opened = text.strip_suffix(['）', ')']).and_then(|text| text.rfind(['（', '(']));
    opened.map_or(text, |at| &text[..at])
}

/// Whether a sentence begins with a name that something is said of: - **张三**，女.
pub fn begins(sentence: &str) -> bool {
    let sentence = sentence.trim_start_matches(is_of_list);
    let run: usize = sentence.chars().take_while(|c| is_chinese(*c)).take(4).map(char::len_utf8).sum();
    let rest = &sentence[run..];
    ends(&sentence[..run]) && (rest.is_empty() || rest.starts_with(MARKS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_places_and_measures() {
        for text in ["张三", "示例村 李小四：", "- **王五** "] {
            assert!(ends(text), "{text}");
        }
        for text in ["原告张三，", "被申请人：李四（"] {
            assert!(ends_behind_role(text) || ends(text), "{text}");
        }
        assert!(begins("- **张三**，女") && begins("1.李四 邮箱") && !begins("示例县张三，") && !begins("高桥镇，"));
        assert!(is_alone("2.张三，") && is_alone("当事人：张三，") && ends_behind_role("已受理申请人李四（"));
        assert!(!is_alone("经营者：张三，") && !is_alone("示例店，张三，") && !is_alone("当事人：李氏诊所，"));
        for text in ["", "示例县张三", "高桥镇 ", "金额", "三", "万元", "abc "] {
            assert!(!ends(text), "{text}");
        }
    }

    #[test]
    fn families_that_are_words_as_well_are_told_from_them() {
        for text in ["骆小山", "皮小山", "安小山，", "于小山（", "端木山", "欧阳小山", "简某", "成某某"]
        {
            assert!(ends(text), "{text}");
        }
        for text in [
            "安全员",
            "应急办",
            "成年人",
            "管委会",
            "于次日",
            "关于",
            "高度",
            "高科技",
            "万余户",
            "方式",
            "公司某",
            "东方公司",
        ] {
            assert!(!ends(text) && !is_one(text), "{text}");
        }
        assert!(is_one("简芳") && !ends("简芳") && !is_one("简介"));
        assert!(ends_behind_person("网络主播张三") && ends_behind_person("志愿者端木小山"));
        assert!(
            !ends_behind_person("示例师范学校") && !ends_behind_person("人民武装部") && !ends_behind_person("张三")
        );
        assert!(
            has_titled("捡拾人温师傅电话") && has_titled("安女士") && !has_titled("治安女士") && !has_titled("老师傅")
        );
    }
}

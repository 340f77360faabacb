//! The names of people, as far as their first character and their length tell.

use crate::chinese::is_chinese;

/// How most names begin; of those that are words as well, too, only where they seldom are.
pub const SURNAMES: &str = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜\
    崔钟谭陆汪范金石廖贾夏韦付白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤温康施文牛樊葛邢齐易乔伍庞颜倪\
    庄聂章鲁岳翟殷詹欧耿兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕季裴霍涂苗谷曲盛冉翁蓝游辛靳柴鲍喻祁蒲房滕屈饶牟艾尤阳穆卓古吉";

/// How places, offices and measures end, which begin like names.
const OTHERS: &str = "镇乡村街道区县市社局院校所处站厅办委会部庄店桥湾路号州省款项年度额数比率费金元件利可员人长任记期油地差径坯湖类量价";

/// How many places end that have no more than two characters: 余杭, 金山.
const PLACES: &str = "山江河海城阳寨岛港杭苏坪坝口关川南北东西";

/// How places end that are called after a family.
const HAMLETS: &str = "山寨坪坝口关川港湾沟岗屯堡圩畈垸冲洼";

/// Families that are fewer, or whose character is mostly a word: they tell a name only where one is asked for.
const RARE: &str = "阚匡臧鄢宓芮莘邬缪宦隗郗栾钭戎郜蓟邰蔺胥郦璩桑濮仇佘仝佟亓逄娄闵查单解卞柏卜储褚晏苟邸刁冀麻糜谌操骆奚巩隋鲜虞厍\
    费鄂禹狄米贝宣贲杭洪滑荣於甄封羿汲井巫乌巴弓岑敬厉侍郁鹿苑敖花宿仰车步扈籍衡耶仲幸司桂晁茹扶茆刑";

/// Families of two characters.
const DOUBLE: [&str; 20] = [
    "欧阳", "司马", "上官", "诸葛", "慕容", "夏侯", "皇甫", "尉迟", "公孙", "令狐", "东方", "濮阳", "鲜于", "南宫",
    "司徒", "长孙", "宇文", "端木", "闻人", "呼延",
];

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

/// Words that would be names by their first character.
const WORDS: [&str; 4] = ["高程", "高中", "金额", "毛重"];

/// What may stand between a name and what is said of it.
const MARKS: [char; 10] = [' ', '\u{3000}', '\t', '：', ':', '（', '(', '，', ',', '*'];

/// Whether a character is a family's name.
pub fn is_family(c: char) -> bool {
    SURNAMES.contains(c) || RARE.contains(c)
}

/// Whether a text ends in what looks like a name: two or three characters with none before them.
pub fn ends(text: &str) -> bool {
    let text = text.trim_end_matches(MARKS);
    let mut run = text.chars().rev().take_while(|c| is_chinese(*c)).take(4);
    let Some(last) = run.next().filter(|_| !WORDS.iter().any(|word| text.ends_with(word))) else { return false };
    let rest: Vec<char> = run.collect();
    (1..=2).contains(&rest.len())
        && !is_place(&rest, last)
        && !OTHERS.contains(last)
        && rest.last().is_some_and(|surname| SURNAMES.contains(*surname))
}

/// Whether the last of a few characters makes a place of them: 余杭, 张家寨.
fn is_place(rest: &[char], last: char) -> bool {
    rest.len() == 1 && PLACES.contains(last) || rest.first() == Some(&'家') && HAMLETS.contains(last)
}

/// Whether all of a run of characters may be a name where one is asked for: 聂小山, 慕容山.
pub fn is_one(run: &str) -> bool {
    let long = run.chars().count();
    let rare = long == 3 && run.starts_with(|c| RARE.contains(c)) || is_of_double_family(run, long);
    let other = is_of_another(run) || run.ends_with(|c| BODIES.contains(c));
    run.chars().all(is_chinese) && (rare && !other || ends(run))
}

fn is_of_double_family(run: &str, long: usize) -> bool {
    matches!(long, 3 | 4) && DOUBLE.iter().any(|family| run.starts_with(family))
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
const ROLES: [&str; 35] = [
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
    run.starts_with(|c| SURNAMES.contains(c)) && (ends(run) || SPOKEN_TO.iter().any(|title| titled(title)))
}

/// What stands before the words of an entry in a list.
pub fn is_of_list(c: char) -> bool {
    c.is_ascii_digit() || "-*#>.、 \u{3000}（）()|【】[]✦·•".contains(c)
}

/// Whether a sentence is nothing but a name so far, or one behind what somebody is: 张三，; 当事人：张三，.
pub fn is_alone(sentence: &str) -> bool {
    let sentence = sentence.trim_end_matches(MARKS);
    let head = sentence.trim_end_matches(is_chinese);
    let role = head.trim_end_matches(MARKS);
    let is_labelled = head.len() > role.len() && ROLES.iter().any(|called| role.ends_with(called));
    ends(&sentence[head.len()..]) && (is_labelled || begins(sentence))
}

/// Whether a sentence begins with a name that something is said of: - **张三**，女.
pub fn begins(sentence: &str) -> bool {
    let sentence = sentence.trim_start_matches(is_of_list);
    let run: usize = sentence.chars().take_while(|c| is_chinese(*c)).take(4).map(char::len_utf8).sum();
    let rest = &sentence[run..];
    ends(&sentence[..run]) && (rest.is_empty() || rest.starts_with(MARKS))
}

/// Whether a text ends in what may be a place.
pub fn ends_in_place(text: &str) -> bool {
    text.trim_end_matches([' ', '\u{3000}', '\t']).ends_with(['镇', '乡', '村', '道', '区', '县', '市'])
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
}

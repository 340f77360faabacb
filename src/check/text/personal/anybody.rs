//! Whether words name anybody in full, wherever in them that is and whatever is said of him.

use super::{name, someone};
use crate::chinese::is_chinese;

/// How a sentence goes on behind the name of somebody who is told of.
const GOES_ON: [&str; 46] = [
    "驾驶", "驾车", "系", "住", "现住", "家", "户", "的", "因", "患", "于", "在", "曾", "被", "将", "向", "为", "来",
    "到", "未", "称", "说", "自", "名下", "所有", "持", "与", "及", "和", "本人", "登记", "反映", "报警", "停放", "租",
    "一家", "同志", "先生", "女士", "老人", "奶奶", "爷爷", "阿姨", "大爷", "夫妇", "醉酒",
];

/// How long a name is at most that words begin with, in characters.
const LONGEST: usize = 4;

/// Whether words name somebody in full who acts for no office: 蒙小山同志家在…, 鲜于山，驾驶…, | 张三 | …, 业主张三（.
pub fn is_named(words: &str) -> bool {
    runs(words).any(|run| {
        someone::is_full(run)
            || begins_with_one(run)
            || someone::ends_told(run)
            || name::ends_behind_role(run)
            || name::ends_behind_person(run)
            || is_called(run)
    })
}

/// The same of what follows a thing, where makes of cars and what things are like stand as bare as names: 皖N12345，金杯，白色.
pub fn is_called_within(words: &str) -> bool {
    runs(words).any(|run| is_called(run) || someone::ends_told(run) || name::ends_behind_role(run))
}

fn runs(words: &str) -> impl Iterator<Item = &str> {
    words.split(|c| !is_chinese(c) && c != '·').filter(|run| !run.is_empty())
}

fn is_called(run: &str) -> bool {
    // 你与张三驾驶的…相撞
    let with = run.find('与').map(|at| at + '与'.len_utf8());
    let one = |at: usize| begins_with_one(&run[at..]) || someone::is_full(&run[at..]);
    called(run).is_some_and(one) || with.is_some_and(|at| begins_with_one(&run[at..]))
}

/// Whether a run begins with a full name and goes on as a sentence about somebody does.
fn begins_with_one(run: &str) -> bool {
    let ends = run.char_indices().map(|(at, _)| at).skip(2).take(LONGEST - 1);
    ends.into_iter().any(|end| {
        let (whom, rest) = run.split_at(end);
        GOES_ON.iter().any(|word| rest.starts_with(word)) && someone::is_full(whom)
    })
}

/// Where a name stands behind what its owner is called: 户主, 患者, 求助人名叫.
fn called(run: &str) -> Option<usize> {
    const CALLED: [&str; 26] = [
        "车主",
        "户主",
        "业主",
        "患者",
        "当事人",
        "申请人",
        "被征收人",
        "居民",
        "村民",
        "老人",
        "群众",
        "名叫",
        "驾驶人",
        "所有人",
        "登记人",
        "消费者",
        "党员",
        "学生",
        "职工",
        "司机",
        "访客",
        "住户",
        "女子",
        "男子",
        "选民",
        "死者",
    ];
    CALLED.iter().filter_map(|word| Some(run.find(word)? + word.len())).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_seen_wherever_it_stands() {
        for words in [
            "张三，驾驶",
            "| 1 | 李四 | 示例苑",
            "一名男子求助，求助人名叫欧阳小山，",
            "四月，王小五驾驶轿车逆行",
            "你驾驶三轮车与李小四驾驶的轿车相撞",
            "张小三同志，今年76岁",
        ] {
            assert!(is_named(words), "{words}");
        }
        for words in ["示例小区3栋2单元加装电梯", "张某驾驶", "拟建设项目", "未售房源：3栋1单元201", "高温天气驾驶提示"]
        {
            assert!(!is_named(words), "{words}");
        }
    }
}

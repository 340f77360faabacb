//! Mailboxes that are called after somebody: he keeps one whose name is spelt like his family, 陆小山的邮箱luxiaoshan@…, even
//! where he takes in papers for an office.

use super::mailbox::CALLED;
use super::{label, name};

/// How the names of most families are spelt.
const FAMILIES: [(&str, &str); 92] = [
    ("wang", "王汪"),
    ("li", "李黎厉"),
    ("zhang", "张章"),
    ("liu", "刘柳"),
    ("chen", "陈"),
    ("yang", "杨阳"),
    ("huang", "黄"),
    ("zhao", "赵"),
    ("zhou", "周"),
    ("wu", "吴武伍"),
    ("xu", "徐许"),
    ("sun", "孙"),
    ("ma", "马"),
    ("zhu", "朱祝"),
    ("hu", "胡"),
    ("guo", "郭"),
    ("he", "何贺"),
    ("gao", "高"),
    ("lin", "林"),
    ("luo", "罗骆"),
    ("zheng", "郑"),
    ("liang", "梁"),
    ("xie", "谢"),
    ("song", "宋"),
    ("tang", "唐汤"),
    ("han", "韩"),
    ("feng", "冯"),
    ("deng", "邓"),
    ("cao", "曹"),
    ("peng", "彭"),
    ("zeng", "曾"),
    ("xiao", "肖"),
    ("tian", "田"),
    ("dong", "董"),
    ("yuan", "袁"),
    ("pan", "潘"),
    ("jiang", "蒋姜江"),
    ("cai", "蔡"),
    ("yu", "余于俞喻"),
    ("du", "杜"),
    ("ye", "叶"),
    ("cheng", "程"),
    ("su", "苏"),
    ("wei", "魏韦卫"),
    ("lv", "吕"),
    ("lu", "陆卢鲁路吕"),
    ("ding", "丁"),
    ("shen", "沈"),
    ("yao", "姚"),
    ("cui", "崔"),
    ("zhong", "钟"),
    ("tan", "谭覃"),
    ("fan", "范樊"),
    ("jin", "金靳"),
    ("shi", "石史施"),
    ("liao", "廖"),
    ("jia", "贾"),
    ("xia", "夏"),
    ("fu", "付傅符"),
    ("bai", "白"),
    ("zou", "邹"),
    ("meng", "孟"),
    ("xiong", "熊"),
    ("qin", "秦"),
    ("qiu", "邱"),
    ("yin", "尹殷"),
    ("xue", "薛"),
    ("yan", "闫颜严"),
    ("duan", "段"),
    ("lei", "雷"),
    ("hou", "侯"),
    ("long", "龙"),
    ("tao", "陶"),
    ("gu", "顾古谷"),
    ("mao", "毛"),
    ("hao", "郝"),
    ("gong", "龚"),
    ("shao", "邵"),
    ("wan", "万"),
    ("qian", "钱"),
    ("dai", "戴"),
    ("mo", "莫"),
    ("kong", "孔"),
    ("wen", "温文"),
    ("kang", "康"),
    ("niu", "牛"),
    ("ge", "葛"),
    ("xing", "邢"),
    ("qi", "齐"),
    ("yi", "易"),
    ("ni", "倪"),
    ("nie", "聂"),
];

/// How somebody is spoken to who holds no post of an office.
const TITLES: [&str; 7] = ["老师", "博士", "师傅", "先生", "女士", "同学", "同志"];

/// Whether somebody is named right before a mailbox that begins as his family is spelt.
pub fn is_called_so(text: &str, at: usize) -> bool {
    let clause = label::before(text, at).trim_end_matches([' ', '：', ':', '（', '(', '*', '为', '是', '“']);
    let whom = CALLED.iter().find_map(|word| clause.strip_suffix(word)).unwrap_or(clause);
    let whom = ["个人", "私人", "本人"].iter().find_map(|word| whom.strip_suffix(word)).unwrap_or(whom);
    let person = whom.trim_end_matches(['的', '：', ':']);
    family(person, whom.ends_with('的')).is_some_and(|family| {
        let spelt = FAMILIES.iter().filter(|(_, families)| families.contains(family));
        let mailbox = &text.as_bytes()[at..];
        spelt.into_iter().any(|(spelt, _)| {
            let head = mailbox.get(..spelt.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(spelt.as_bytes()))
        })
    })
}

/// The family of the person in whose name words end: 郑老师, 课题负责人陆小山; behind 至 only one who owns something.
fn family(whom: &str, is_owner: bool) -> Option<char> {
    const ROLES: [&str; 10] =
        ["负责人", "主持人", "组长", "干事", "志愿者", "编辑", "记者", "作者", "设计师", "工程师"];
    const WHITHER: [&str; 4] = ["至", "到", "给", "与"];
    const NOBODY: [&str; 6] = ["施工", "金融", "高新", "高中", "高校", "毕业"];
    let run = whom.rsplit(|c: char| !('\u{4e00}'..='\u{9fff}').contains(&c)).next().unwrap_or_default();
    if let Some(head) = TITLES.iter().find_map(|title| run.strip_suffix(title)) {
        return head.chars().next_back();
    }
    let behind = |word: &&str| Some(&run[run.rfind(*word)? + word.len()..]);
    let owner = WHITHER.iter().filter(|_| is_owner).filter_map(behind);
    let mut named = ROLES.iter().filter_map(behind).chain(owner);
    named.find(|rest| name::is_one(rest) && !NOBODY.contains(rest)).and_then(|rest| rest.chars().next())
}

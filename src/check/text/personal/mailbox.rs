//! Private mailboxes, which are a person's only by the name beside them.

use crate::chinese::is_chinese;
use std::ops::Range;

use crate::fold::fold_char;
use crate::needles::spots;

use super::table::Tables;
use super::{Found, Kind, column, family, form, given, label, name, own, spelling};

/// Where anybody gets a mailbox; offices have theirs there too, so the host alone says nothing.
const FREE_HOSTS: [&str; 26] = [
    "qq.com",
    "163.com",
    "126.com",
    "sina.com",
    "sina.cn",
    "sohu.com",
    "139.com",
    "foxmail.com",
    "yeah.net",
    "gmail.com",
    "hotmail.com",
    "outlook.com",
    "icloud.com",
    "aliyun.com",
    "vip.163.com",
    "vip.126.com",
    "vip.qq.com",
    "189.cn",
    "wo.cn",
    "tom.com",
    "yahoo.com.cn",
    "live.cn",
    "21cn.com",
    "188.com",
    "msn.com",
    "vip.sina.com",
];

/// Words before the name of somebody.
pub const PERSON: [&str; 20] = [
    "姓名",
    "申请人",
    "当事人",
    "被处罚人",
    "户主",
    "患者",
    "来信人",
    "投诉人",
    "举报人",
    "信访人",
    "写信人",
    "留言人",
    "反映人",
    "诉求人",
    "求职者",
    "考生",
    "获奖者",
    "参赛者",
    "违法人员",
    "持卡人",
];

/// Who acts for an office or a firm as well as for himself.
const AGENTS: [&str; 4] = ["经办人", "联系人", "法定代表人", "代理人"];

/// What the mailbox of an office is called.
const OF_OFFICE: [&str; 9] =
    ["公开邮箱", "单位邮箱", "办公邮箱", "官方邮箱", "举报邮箱", "监督邮箱", "长信箱", "书记信箱", "公开信箱"];

/// Whether a name follows one of the words: `申请人张某某（`, but not 申请人可将材料发至 and not 姓名、性别.
pub fn names_somebody(sentence: &str) -> bool {
    PERSON
        .into_iter()
        .any(|word| sentence.match_indices(word).any(|(at, _)| is_name_behind(&sentence[at + word.len()..])))
}

/// Whether a name stands behind a label.
fn is_name_behind(rest: &str) -> bool {
    let is_labelled = rest.starts_with(['：', ':', ' ', '　', '*']);
    let rest = rest.trim_start_matches(['：', ':', ' ', '　', '*', '为']);
    let run: String = rest.chars().take_while(|c| is_chinese(*c)).take(6).collect();
    let long = run.chars().count();
    // 张科长 acts for an office.
    let other = long <= 4 && name::is_of_another(&run);
    let titled = ["长", "主任", "书记", "经理"].iter().any(|title| run.ends_with(title));
    // 申请人应当 is none, 申请人：应小山 is, and so is 考生应小山，.
    let is_parted = || rest[run.len()..].starts_with(['，', ',', '（', '(', '；']);
    !(titled || other)
        && (run.starts_with(family::is_sure) || (is_labelled || is_parted()) && name::is_one(&run))
        && ((2..=4).contains(&long) || run.chars().nth(1) == Some('某'))
}

/// What stands between the name of a mailbox and its host: `@`, `＠`, or `[at]` and `#` against programs that gather
/// mailboxes.
fn signs(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    // ＠ is EF BC A0.
    let fits = |first: u8, second: u8| {
        (first == b'@')
            | ((first == 0xbc) & (second == 0xa0))
            | ((first == b'a') & (second == b't'))
            | ((first == b'#') & second.is_ascii_alphanumeric())
    };
    spots(text.as_bytes(), fits).filter_map(|spot| match text.as_bytes()[spot] {
        b'@' => Some(spot..spot + 1),
        b'#' => text[..spot].ends_with(|c: char| c.is_ascii_alphanumeric()).then(|| spot..spot + 1),
        b'a' => {
            let (before, behind) = (text[..spot].chars().next_back()?, text[spot + 2..].chars().next()?);
            let is_pair = matches!((before, behind), ('[', ']') | ('(', ')') | ('（', '）') | ('【', '】'));
            is_pair.then(|| spot - before.len_utf8()..spot + 2 + behind.len_utf8())
        }
        _ => text.get(spot - 1..).filter(|rest| rest.starts_with('＠')).map(|_| spot - 1..spot + 2),
    })
}

/// A character of a mailbox in half width and small letters; zero-width ones are `None` within one.
fn typed(c: char) -> Option<char> {
    let is_one = c.is_ascii() || ('\u{ff01}'..='\u{ff5e}').contains(&c);
    if is_one { fold_char(c) } else { fold_char(c).map(|_| c) }
}

fn is_part(c: char) -> bool {
    let hidden = !c.is_whitespace() && typed(c).is_none();
    hidden || typed(c).is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+'))
}

/// The name of a mailbox and its host around a sign, perhaps with a space at each side, as ranges of the text.
fn around(text: &str, sign: Range<usize>) -> (Range<usize>, Range<usize>) {
    let head = text[..sign.start].strip_suffix(' ').unwrap_or(&text[..sign.start]);
    let from = head.trim_end_matches(is_part).len();
    let tail = text[sign.end..].strip_prefix(' ').unwrap_or(&text[sign.end..]);
    let host = text.len() - tail.len();
    let run = tail.len() - tail.trim_start_matches(is_part).len();
    let length = tail[..run].trim_end_matches(['.', '．']).len();
    (from..head.len(), host..host + length)
}

/// Mailboxes beside the name of somebody who does not act for an office.
pub fn emails(text: &str, tables: &Tables, out: &mut Vec<Found>) {
    for sign in signs(text) {
        let (name, host) = around(text, sign);
        let spelt = |part: Range<usize>| text[part].chars().filter_map(typed).collect::<String>();
        let (spelt_name, spelt_host) = (spelt(name.clone()), spelt(host.clone()));
        if spelt_name.is_empty() || !FREE_HOSTS.contains(&&*spelt_host) {
            continue;
        }
        let from = name.start;
        let in_table = tables.at(from).is_some_and(|table| {
            // 张三（zhangsan@…） in the column of those who said something
            if own::is_cell_of_somebody(text, tables, from) {
                return true;
            }
            let header = |words: &[&str]| table.header.iter().any(|cell| label::has(&text[cell.clone()], words));
            let people = table.header.iter().any(|cell| column::is_name(&text[cell.clone()]));
            let people = people || own::is_in_row_of_speaker(text, tables, from);
            people && !header(&["单位", "科室", "部门", "职务", "机构", "岗位", "事务所", "执业", "律师"])
        });
        if in_table || (tables.at(from).is_none() && is_of_somebody(text, from..host.end)) {
            // The telephone that it is called after is told with it.
            out.retain(|one| one.kind != Kind::Mobile || one.end <= from || one.start >= host.end);
            out.push(Found::words(Kind::Email, from, host.end, &format!("{spelt_name}@{spelt_host}")));
        }
    }
}

/// What is said of a mailbox outside a table.
fn is_of_somebody(text: &str, mailbox: Range<usize>) -> bool {
    let at = mailbox.start;
    let sentence = label::sentence(text, at);
    let is_yours = || given::is_readers(sentence) && !label::has(sentence, &ASKED);
    !label::has(label::before(text, at), &OF_OFFICE)
        && (given::is_writers(sentence)
            || spelling::is_marked_private(label::before(text, at), &text[mailbox.end..])
            || spelling::is_of_somebody_born(sentence, &text[mailbox.clone()])
            || is_yours()
            || given::is_of_reader(label::before(text, at))
            || given::is_where_to_answer(label::before(text, at), sentence)
            || names_somebody(sentence)
            || begins_with_somebody(sentence)
            || is_right_behind_somebody(sentence)
            || own::is_in_brackets_of_somebody(sentence)
            || is_agents_own(sentence)
            || is_labelled_as_somebodys(text, at)
            || is_behind_telephone_of_family(sentence)
            || is_said_to_be_somebodys(text, at)
            || is_of_family(sentence)
            || own::is_told_behind(&text[mailbox.end..])
            || is_named_behind(&text[mailbox.end..]) && !label::has(sentence, &ASKED)
            || own::is_of_one_before(text, &mailbox, |sentence| label::has(sentence, &ASKED))
            || is_link_of_somebody(text, &mailbox)
            || spelling::is_called_so(text, at)
            || spelling::is_spelt_in_full(sentence, &text[mailbox.clone()]) && !label::has(sentence, &ASKED)
            || is_in_form_of_somebody(text, at))
}

/// Whether a sentence says who is called when something happens to somebody: mostly one of his family.
fn is_of_family(sentence: &str) -> bool {
    const OFFICES: [&str; 8] = ["主任", "科", "局", "公司", "单位", "办公", "值班", "中心"];
    label::has(sentence, &["紧急联系人"]) && !label::has(sentence, &OFFICES)
}

/// zhangsan@…（张三）
fn is_named_behind(rest: &str) -> bool {
    let inner = rest.strip_prefix(['（', '(']).and_then(|rest| rest.split(['）', ')']).next());
    inner.is_some_and(|inner| family::is_sure(inner.chars().next().unwrap_or(' ')) && name::is_one(inner))
}

/// [张三](mailto:…), <a href="mailto:…">张三</a>: a link that is nothing but a name, beside no word for a contact.
fn is_link_of_somebody(text: &str, mailbox: &Range<usize>) -> bool {
    const TAG: usize = 60;
    let Some(before) = text[..mailbox.start].strip_suffix("mailto:") else { return false };
    let rest = &text[mailbox.end..text.floor_char_boundary((mailbox.end + TAG).min(text.len()))];
    let shown = match before.strip_suffix("](") {
        Some(before) => before.rsplit(['[', '\n']).next().unwrap_or_default(),
        None => {
            let behind = rest.split_once('>').map_or("", |(_, behind)| behind);
            &behind[..behind.len() - behind.trim_start_matches(is_chinese).len()]
        }
    };
    name::is_one(shown) && !label::has(label::sentence(text, mailbox.start), &ASKED)
}

/// What offices ask people to do by mail.
pub const ASKED: [&str; 16] = [
    "联系",
    "咨询",
    "材料",
    "报名",
    "主任",
    "书记",
    "长",
    "投稿",
    "报送",
    "发至",
    "发送",
    "发到",
    "负责",
    "编辑",
    "记者",
    "通讯员",
];

/// `**张三**，女，…邮箱`, `张三 邮箱：`, `张三同志的邮箱`, but not the name of somebody who takes in papers for an office.
fn begins_with_somebody(sentence: &str) -> bool {
    let called = sentence.trim_end_matches([' ', '：', ':', '是', '为', '*']);
    let comrade = sentence.split_once("同志").is_some_and(|(head, _)| name::begins(head) && name::ends(head));
    let near = ["邮箱", "邮件", "mail", "Mail"].iter().any(|word| called.ends_with(word));
    // 张三，男，示例材料公司职工，联系邮箱：: who asks for something says so right before.
    let plain = sentence.replace("联系邮箱", "邮箱");
    let last = plain.char_indices().rev().filter(|(_, c)| matches!(c, '，' | ',')).nth(1).map_or(0, |(at, _)| at);
    let serves = label::has(sentence, &["主任", "书记", "长", "经理", "负责"]);
    near && (comrade || name::begins(sentence)) && !serves && !label::has(&plain[last..], &ASKED)
}

/// `张三（zhangsan@…`, `张三同志，zhangsan@…`, where the sentence begins so.
fn is_right_behind_somebody(sentence: &str) -> bool {
    let called = sentence.trim_end_matches(['（', '(', '，', ',', ' ', '：', ':', '*']);
    let person = ["同志", "先生", "女士"].iter().find_map(|title| called.strip_suffix(title));
    let is_close = person.is_some() || sentence.ends_with(['（', '(']);
    let person = person.unwrap_or(called);
    is_close && name::begins(person) && name::ends(person) && !label::has(person, &ASKED)
}

/// 经办人：王五　身份证号：…　邮箱：, which is no contact of an office.
fn is_agents_own(sentence: &str) -> bool {
    let named = |word: &str| sentence.match_indices(word).any(|(at, _)| is_name_behind(&sentence[at + word.len()..]));
    const NUMBER: usize = 15;
    let mut runs = sentence.split(|c: char| !(c.is_ascii_digit() || c == '*'));
    runs.any(|run| run.len() >= NUMBER)
        && label::has(sentence, &["身份证", "id：", "id:", "证件号"])
        && AGENTS.into_iter().any(named)
}

/// 申请人联系方式：, 写信人邮箱：, 写信人：
fn is_labelled_as_somebodys(text: &str, at: usize) -> bool {
    const WAYS: [&str; 8] = ["联系方式", "电子邮箱", "电子邮件", "邮箱", "e-mail", "email", "信箱", ""];
    let before = label::before(text, at).trim_end_matches([' ', '*']).to_lowercase();
    let Some(called) = before.strip_suffix(['：', ':']) else { return false };
    let whose = WAYS.iter().find_map(|way| called.strip_suffix(way)).map(|whose| whose.trim_end_matches('的'));
    let of_somebody =
        |whose: &str| PERSON[1..].iter().any(|word| whose.trim_start_matches([' ', '-', '*', '>']) == *word);
    whose.is_some_and(of_somebody) && !label::has(label::sentence(text, at), &["公司", "企业", "单位"])
}

/// 家长联系方式：138…，: whether nothing but the telephone of somebody's family stands before a mailbox.
fn is_behind_telephone_of_family(sentence: &str) -> bool {
    const FAMILY: [&str; 8] = ["家长", "家属", "监护人", "本人", "父亲", "母亲", "配偶", "子女"];
    const WAYS: [&str; 6] = ["联系方式", "联系电话", "手机号码", "手机号", "手机", "电话"];
    let head = sentence.trim_end_matches(|c: char| c.is_ascii_digit() || " -.，,、；;（(）)".contains(c));
    let is_number = sentence[head.len()..].bytes().filter(u8::is_ascii_digit).count() == "13800138000".len();
    let called = head.strip_suffix(['：', ':']).unwrap_or(head);
    let whose = WAYS.iter().find_map(|way| called.strip_suffix(way)).map(|whose| whose.trim_end_matches('的'));
    is_number && whose.is_some_and(|whose| FAMILY.iter().any(|one| whose.ends_with(one)))
}

/// A line of a form, `【邮箱】`, below that of somebody's name; those who hold an office have lines on it.
fn is_in_form_of_somebody(text: &str, at: usize) -> bool {
    const OFFICE: [&str; 9] = ["职务", "单位", "部门", "科室", "职称", "岗位", "机构", "公司", "企业"];
    let is_mail = |called: &str| ["邮箱", "邮件", "mail"].iter().any(|mail| called.to_lowercase().contains(mail));
    form::label_before(text, at).is_some_and(is_mail) && form::is_below_somebody(text, at, &PERSON, &OFFICE)
}

/// What a mailbox is called.
pub const CALLED: [&str; 15] = [
    "QQ邮箱",
    "qq邮箱",
    "网易邮箱",
    "个人邮箱",
    "电子邮箱",
    "邮箱地址",
    "邮箱账号",
    "邮箱",
    "电子邮件",
    "邮件",
    "E-mail",
    "e-mail",
    "Email",
    "email",
    "信箱",
];

/// 张三通过邮箱, 干事张三的邮箱, 其女张三：, 转入其支付宝账户: the words right before a mailbox say whose it is.
fn is_said_to_be_somebodys(text: &str, at: usize) -> bool {
    const BODIES: [&str; 8] = ["公司", "单位", "对公", "官方", "捐", "户名", "商户", "机构"];
    // What stands between somebody and the word for a mailbox.
    const JOINING: [&str; 18] = [
        "通过", "使用", "利用", "经由", "用", "以", "从", "的", "其", "本人", "个人", "名下", "注册", "预留", "提供",
        "登记", "留存", "登录",
    ];
    let sentence = label::sentence(text, at);
    // 家长 and 特长 are no heads of an office, and what was sent to somebody, 已发送至, is not asked of anybody.
    let plain = || ["家长", "特长", "已发"].iter().fold(sentence.to_owned(), |plain, word| plain.replace(word, ""));
    let is_asked = || label::has(&plain(), &ASKED);
    let clause = label::before(text, at).trim_end_matches([' ', '：', ':', '（', '(', '*', '为', '是', '“']);
    let pays =
        ["支付宝", "支付宝账户", "支付宝账号", "支付宝帐号", "支付宝号"].iter().any(|word| clause.ends_with(word));
    if pays {
        return !label::has(sentence, &BODIES);
    }
    let mail = CALLED.iter().find_map(|word| clause.strip_suffix(word));
    let mut whom = mail.unwrap_or(clause);
    while let Some(rest) = JOINING.iter().find_map(|word| whom.strip_suffix(word)) {
        whom = rest;
    }
    if is_of_kin(whom) {
        return true;
    }
    let is_his = || mail.is_some_and(|mail| ["其", "其个人", "其本人"].iter().any(|his| mail.ends_with(his)));
    if is_his() && label::has(sentence, &LETTERS) {
        return !label::has(sentence, &BODIES);
    }
    // 消费者张女士（13800138000，zhangsan@…
    if mail.is_none() && clause.is_empty() {
        let is_telephone = |said: &str| said.chars().all(|c| c.is_ascii_digit() || " -，,、*\\".contains(c));
        let bracket = sentence.rsplit_once(['（', '(']).filter(|(_, said)| is_telephone(said));
        return bracket.is_some_and(|(whom, _)| name::ends_behind_title(whom)) && !is_asked();
    }
    // 请家长张三（zhangsan@…
    if text[..at].ends_with(['（', '(']) && mail.is_none() {
        return name::ends_behind_title(whom) && !is_asked();
    }
    let is_joined = mail.is_some_and(|mail| whom.len() < mail.len());
    let is_neighbours = || name::begins_with_title(sentence) && !label::has(sentence, &TAKEN_IN);
    mail.is_some() && (is_joined && is_called(whom) && !is_asked() || is_neighbours())
}

/// Words of those who write to an office.
const LETTERS: [&str; 8] = ["来信", "来函", "先生", "女士", "投诉人", "举报人", "信访人", "申请人"];

/// What somebody takes in for an office.
const TAKEN_IN: [&str; 9] = ["联系", "咨询", "材料", "报名", "报送", "发至", "发送", "发到", "负责"];

/// Whether words end in a name, perhaps behind what somebody is.
fn is_called(whom: &str) -> bool {
    let run = whom.rsplit(|c: char| !is_chinese(c)).next().unwrap_or_default();
    name::is_one(run) || name::ends_behind_title(whom) || name::ends_behind_role(whom)
}

/// 联系其女, 联系其女张三
fn is_of_kin(whom: &str) -> bool {
    const KIN: [&str; 11] =
        ["其女儿", "其儿子", "其女", "其子", "其妻", "其夫", "其父", "其母", "其妹", "其弟", "其配偶"];
    KIN.iter().any(|kin| {
        whom.rfind(kin).is_some_and(|at| {
            let rest = &whom[at + kin.len()..];
            rest.is_empty() || name::fills(rest)
        })
    })
}

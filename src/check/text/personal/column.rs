//! Tables whose header pairs a name with what nobody need know of a person (云南 2017: the columns that leaks were found
//! in). A column that is empty, masked, or goes no further than the village is none.

use std::ops::Range;

use super::table::{Table, Tables, cells, rows};
use super::{Found, Kind, label, papers};

/// How many rows are looked at before a column counts as harmless.
const ROWS: usize = 500;

/// What a column holds that must not stand beside names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sensitive {
    Identity,
    Account,
    Disability,
    Address,
    Papers,
}

impl Sensitive {
    fn of(header: &str) -> Option<Sensitive> {
        // 后四位 and the like is how offices mask.
        if label::has(header, &["后四位", "后六位", "后4位", "后6位", "单位", "企业"]) {
            return None;
        }
        let kinds: [(Sensitive, &[&str]); 5] = [
            (Sensitive::Papers, &papers::LABELS),
            (Sensitive::Identity, &["身份证", "公民身份", "证件号"]),
            (Sensitive::Account, &["银行账号", "银行帐号", "银行卡", "卡号", "账号", "帐号", "一卡通", "存折"]),
            (
                Sensitive::Disability,
                &[
                    "残疾类别",
                    "残疾等级",
                    "残疾类型",
                    "残疾种类",
                    "病种",
                    "病因",
                    "病情",
                    "疾病",
                    "患病",
                    "诊断结果",
                    "临床诊断",
                ],
            ),
            (Sensitive::Address, &["家庭住址", "家庭地址", "住址", "户籍地址", "居住地", "居住地址", "门牌"]),
        ];
        kinds.into_iter().find(|(_, words)| label::has(header, words)).map(|(kind, _)| kind)
    }

    /// Whether a cell says so much that it tells a person.
    fn tells(self, cell: &str) -> bool {
        let hidden = cell.contains(['*', '×', '＊', '某', '■', '█']) || cell.to_ascii_uppercase().contains("XX");
        let digits = cell.chars().filter(|c| c.is_ascii_digit() || ('０'..='９').contains(c)).count();
        let words = cell.trim_matches(|c: char| c.is_whitespace() || "-—/、".contains(c));
        !hidden
            && match self {
                Sensitive::Identity => (15..=20).contains(&digits),
                Sensitive::Account => (10..=24).contains(&digits),
                Sensitive::Disability => {
                    !words.is_empty() && !matches!(words, "无" | "否" | "有" | "是") && digits < 12
                }
                Sensitive::Address => has_door(cell),
                Sensitive::Papers => papers::is_number(cell),
            }
    }
}

/// Whether an address goes on to a house or a flat.
pub fn has_door(address: &str) -> bool {
    let doors = ["号", "室", "栋", "幢", "单元", "组", "楼", "户"];
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二三四五六七八九十".contains(c);
    doors
        .iter()
        .any(|door| address.match_indices(door).any(|(at, _)| address[..at].chars().next_back().is_some_and(digit)))
}

/// Headers that may stand above names without saying so.
const PEOPLE: [&str; 15] = [
    "户主",
    "申请人",
    "患者",
    "领取人",
    "受助人",
    "残疾人",
    "救助对象",
    "保障对象",
    "补贴对象",
    "补助对象",
    "资助对象",
    "受助对象",
    "发放对象",
    "低保对象",
    "优抚对象",
];

/// The header of somebody's name; of people who answer for a firm or an office it is lawful to say more.
fn is_name(header: &str) -> bool {
    let header: String = header.chars().filter(|c| !c.is_whitespace()).collect();
    let named = header.contains("姓名") || PEOPLE.contains(&&*header);
    named && !label::has(&header, &["法定", "法人", "负责人", "经办", "联系人", "企业", "监督", "干部", "机构"])
}

/// One finding for each such column of each table, at its header.
pub fn pairs(text: &str, tables: &Tables, out: &mut Vec<Found>) {
    for table in &tables.tables {
        let header = |cell: &Range<usize>| text[cell.clone()].to_owned();
        let Some(names) = table.header.iter().position(|cell| is_name(&header(cell))) else { continue };
        for (column, cell) in table.header.iter().enumerate().filter(|(column, _)| *column != names) {
            let Some(kind) = Sensitive::of(&text[cell.clone()]) else { continue };
            if told(text, table, names, column, kind) {
                let mut found = Found::words(Kind::Column, cell.start, cell.end, &text[cell.clone()]);
                found.beside = Some(table.header[names].clone());
                out.push(found);
            }
        }
    }
}

fn told(text: &str, table: &Table, names: usize, column: usize, kind: Sensitive) -> bool {
    rows(text, table).take(ROWS).any(|row| {
        let cells = cells(text, row);
        let cell = |at: usize| cells.get(at).map_or("", |cell| &text[cell.clone()]);
        // A firm may be paid, too; it has a longer name.
        let of_people = table.header.get(names).is_some_and(|header| text[header.clone()].contains('名'));
        let name = cell(names);
        let named = name.chars().any(char::is_alphabetic) && (of_people || name.chars().count() <= 4);
        named && kind.tells(cell(column))
    })
}

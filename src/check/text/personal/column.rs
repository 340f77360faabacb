//! Tables whose header pairs a name with what nobody need know of a person (云南 2017: the columns that leaks were found
//! in). A column that is empty, masked, or goes no further than the village is none.

use std::ops::Range;

use super::header::without_breaks;
use super::sensitive::Sensitive;
use super::table::{Tables, cells, rows};
use super::{Found, Kind, label, name, remark, unknown};

/// How many rows are looked at before a column counts as harmless.
const ROWS: usize = 500;

/// Headers that may stand above names without saying so.
const PEOPLE: [&str; 86] = [
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
    "被征收人",
    "购机者",
    "监护人",
    "被监护人",
    "家庭成员",
    "名字",
    "村民",
    "农户",
    "持证人",
    "享受人",
    "借款人",
    "贷款人",
    "购房人",
    "付款人",
    "缴款人",
    "缴费人",
    "领款人",
    "领取对象",
    "收款人",
    "退款人",
    "捐款人",
    "捐赠人",
    "投保人",
    "被保险人",
    "参保人",
    "参保人员",
    "受益人",
    "持卡人",
    "学生",
    "家长",
    "儿童",
    "老人",
    "老年人",
    "死者",
    "逝者",
    "伤者",
    "病人",
    "当事人",
    "被征迁人",
    "被征收户",
    "被征迁户",
    "被拆迁人",
    "被拆迁户",
    "承租人",
    "产权人",
    "权利人",
    "房主",
    "业主",
    "车主",
    "种植户",
    "养殖户",
    "种粮户",
    "承包户",
    "承包人",
    "脱贫户",
    "贫困户",
    "低保户",
    "特困人员",
    "监测对象",
    "义务兵",
    "退役军人",
    "劳动者",
    "职工",
    "出差人",
    "出差人员",
    "报销人",
    "领用人",
    "建房人",
    "建房户",
    "申请农户",
    "申请家庭",
];

/// The header of somebody's name; of people who answer for a firm or an office it is lawful to say more.
pub fn is_name(header: &str) -> bool {
    const OTHERS: [&str; 13] =
        ["法定", "法人", "负责人", "经办", "联系人", "企业", "监督", "干部", "机构", "医生", "医师", "专家", "讲师"];
    let header = without_breaks(header);
    let named = header.contains("姓名") || header.ends_with("户主") || PEOPLE.contains(&&*header);
    named && !label::has(&header, &OTHERS)
}

/// A header for what somebody is in a matter: 受让人, 搬迁户, 投保人员. Above names it is one of people.
pub fn is_role(header: &str) -> bool {
    const LONGEST: usize = 6;
    const OTHERS: [&str; 30] = [
        "法定", "法人", "负责", "经办", "联系", "监督", "干部", "医", "专家", "招标", "采购", "中标", "投标", "成交",
        "审", "填", "报送", "代理", "承办", "责任", "管理", "发布", "监理", "开户", "账", "帐", "客户", "用户", "评",
        "护",
    ];
    let header = without_breaks(header);
    if ["户名", "账户名", "开户名", "收款户名"].contains(&&*header) {
        return true;
    }
    header.chars().count() <= LONGEST
        && ["人", "户", "者", "对象", "人员"].iter().any(|role| header.ends_with(role))
        && !label::has(&header, &OTHERS)
}

/// One finding for each such column of each table, at its header.
pub fn pairs(text: &str, tables: &Tables, out: &mut Vec<Found>) {
    let mut homes = Vec::new();
    for table in &tables.tables {
        let header = |cell: &Range<usize>| text[cell.clone()].to_owned();
        let named = table.header.iter().position(|cell| is_name(&header(cell)));
        let role = || table.header.iter().position(|cell| is_role(&header(cell)));
        let user = || table.header.iter().position(|cell| without_breaks(&header(cell)) == "用户");
        let called = named.map(|at| (at, Called::Name)).or_else(|| role().map(|at| (at, Called::Role)));
        let Some((names, called)) = called.or_else(|| user().map(|at| (at, Called::User))) else { continue };
        let below = table.below..table.rows.end;
        let sheet = Sheet { text, header: &table.header, names, called, below };
        let rows = || rows(text, table).map(|row| cells(text, row));
        sheet.look(rows, out);
        homes.extend(sheet.homes(rows));
    }
    if !homes.is_empty() {
        let homes = unknown(homes, out);
        out.extend(homes.into_iter().map(|home| Found::words(Kind::HomeAddress, home.start, home.end, &text[home])));
    }
}

/// Names of columns, and which of them is that of people.
pub struct Sheet<'t> {
    pub text: &'t str,
    pub header: &'t [Range<usize>],
    pub names: usize,
    pub called: Called,
    /// Where the rows stand.
    pub below: Range<usize>,
}

/// What the column of people is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Called {
    Name,
    /// By what they are in a matter.
    Role,
    /// Who has water or power from somebody.
    User,
}

impl Called {
    /// Whether what a column holds is told of people who are called so.
    fn fits(self, kind: Sensitive) -> bool {
        match self {
            Called::Name => true,
            Called::Role => kind.is_of_numbers() || kind == Sensitive::Supplied,
            Called::User => kind == Sensitive::Supplied,
        }
    }
}

impl Sheet<'_> {
    /// One finding for each column that some row tells of somebody.
    pub fn look<R: Iterator<Item = Vec<Range<usize>>>>(&self, rows: impl Fn() -> R, out: &mut Vec<Found>) {
        let text = self.text;
        for (column, cell) in self.header.iter().enumerate().filter(|(column, _)| *column != self.names) {
            let Some(kind) = Sensitive::of(&text[cell.clone()]) else { continue };
            if !self.called.fits(kind) || kind == Sensitive::Place || kind.is_of_others(text, self.header) {
                continue;
            }
            // Many a table has remarks, and few of them name an illness.
            if kind == Sensitive::Remark && !remark::may_hold(&text[self.below.clone()]) {
                continue;
            }
            if rows().take(ROWS).any(|row| self.tells(&row, column, kind)) {
                let mut found = Found::words(Kind::Column, cell.start, cell.end, &text[cell.clone()]);
                found.beside = Some(self.header[self.names].clone());
                out.push(found);
            }
        }
    }

    /// The cells that go down to the door, of a column of addresses or where the village or the community of somebody was
    /// asked for: each is to be mended where it stands.
    fn homes<R: Iterator<Item = Vec<Range<usize>>>>(&self, rows: impl Fn() -> R) -> Vec<Range<usize>> {
        let asked = |cell: &Range<usize>| {
            let header = &self.text[cell.clone()];
            let kind = Sensitive::of(header).filter(|kind| self.called.fits(*kind))?;
            let is_asked = match kind {
                Sensitive::Place => self.called == Called::Name && header.contains(['所', '村']),
                Sensitive::Address | Sensitive::AnyAddress => true,
                _ => false,
            };
            (is_asked && !kind.is_of_others(self.text, self.header)).then_some(kind)
        };
        let mut found = Vec::new();
        for (column, kind) in self.header.iter().enumerate().filter_map(|(at, cell)| Some((at, asked(cell)?))) {
            let tell = rows().take(ROWS).filter(|row| self.tells(row, column, kind));
            found.extend(tell.filter_map(|row| row.get(column).cloned()));
        }
        found
    }

    fn tells(&self, row: &[Range<usize>], column: usize, kind: Sensitive) -> bool {
        let cell = |at: usize| row.get(at).map_or("", |cell| &self.text[cell.clone()]);
        // A firm may be paid, too; it has a longer name.
        let header = self.header.get(self.names).map_or("", |header| &self.text[header.clone()]);
        let of_people = header.contains('名');
        let person = cell(self.names);
        let named = person.chars().any(char::is_alphabetic)
            && (of_people || person.chars().count() <= 4 && !is_of_a_body(person));
        let is_sum = label::has(person, &["合计", "总计", "小计", "说明", "填写"]);
        let other = (kind == Sensitive::AnyAddress || !is_name(header)) && !name::ends(person) && !name::is_one(person);
        // An illness tells nobody whose name is masked; an account and a door still do.
        let hidden = kind.is_of_life() && person.contains(['某', '*', '×', '＊']);
        // Rules say in such tables what is given to whom: 低保对象 | 尿毒症.
        let of_nobody =
            kind == Sensitive::Remark && if of_people { !name::fills(person) } else { !name::is_one(person) };
        named && !is_sum && !hidden && !other && !of_nobody && kind.tells(cell(column))
    }
}

/// Whether a short name is that of a firm or an office: 示例公司, 示例中学.
fn is_of_a_body(name: &str) -> bool {
    const BODIES: &str = "社店厂场司局院所站馆部校府委办厅";
    name.ends_with(|c| BODIES.contains(c))
        || ["中学", "小学", "中心", "银行", "集团"].iter().any(|body| name.ends_with(body))
}

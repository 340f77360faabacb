//! Whether a name is that of a body, and of another than a text's own.

use crate::chinese::{is_chinese, shortens};
use crate::fold::fold;
use crate::model::AgencyId;

use super::super::{Text, begins, has};

/// What the office of a body calls itself.
const OFFICES: [&str; 5] = ["党政综合办公室", "党政办公室", "综合办公室", "政务公开办公室", "办公室"];

/// Whether words end as the names of bodies do.
pub fn ends_name(words: &str) -> bool {
    const ENDS: [&str; 23] = [
        "局",
        "委员会",
        "办公室",
        "中心",
        "政府",
        "办事处",
        "法院",
        "检察院",
        "厅",
        "部",
        "公司",
        "站",
        "所",
        "大队",
        "管理处",
        "委",
        "医院",
        "保健院",
        "卫生院",
        "中学",
        "小学",
        "学校",
        "幼儿园",
    ];
    ENDS.iter().any(|end| words.ends_with(end))
}

/// Whether a line says nothing before its date but who signs, and so is no 有效期至：2027年12月5日.
pub fn signs(text: &Text, agency: AgencyId, name: &str) -> bool {
    let agency = text.site.agency(agency);
    // What ends before it is a sentence of its own.
    let name = name.rsplit('。').next().unwrap_or_default();
    let name: String = name.chars().filter(|c| !c.is_whitespace() && !"（()）*".contains(*c)).collect();
    let name = name.trim_end_matches("盖章").trim_end_matches("公章");
    let own = [&*agency.name, agency.short()].into_iter().any(|own| name.ends_with(own));
    let is_body = || name.chars().all(|c| is_chinese(c) || c == '、') && ends_name(name);
    name.is_empty() || own || is_body()
}

/// Whether a line is the name of a body.
fn is_name(line: &str) -> bool {
    let long = line.chars().count();
    let plain = line.chars().all(|c| is_chinese(c) || c.is_whitespace());
    (4..=30).contains(&long) && plain && ends_name(line)
}

/// Whether a line is the name of a body, and of another than the report's.
pub fn is_other(text: &Text, agency: AgencyId, line: &str) -> bool {
    if !is_name(line) {
        return false;
    }
    let agency = text.site.agency(agency);
    let plainly = |name: &str| fold(name).replace("人民政府", "政府");
    let line = plainly(line);
    let own = [&*agency.name, agency.short()].into_iter().chain(agency.former_names.iter().map(|name| &**name));
    let above =
        std::iter::successors(agency.parent, |id| text.site.agency(*id).parent).map(|id| &*text.site.agency(id).name);
    // Its own office signs for a government, and a government's office is told by the government's name.
    // Of what only a place tells apart, 青石镇人民政府 and 青石乡人民政府, the core says nothing.
    let told_by_place = ["政府", "办事处", "委员会"].contains(&core(&line));
    let same = |name: &str| !told_by_place && core(&line) == core(name) && !is_elsewhere(&line, name);
    // 示例街道党政办公室 is the office of 示例街道办事处, 示例市市场监管局办公室 that of 示例市市场监督管理局.
    let place = OFFICES.iter().find_map(|office| line.strip_suffix(office)).filter(|place| place.chars().count() > 2);
    let is_office_of = |name: &str| place.is_some_and(|place| name.contains(place) || shortens(place, name));
    let is_own = |name: String| {
        let is_brief = || shortens(&line, &name);
        name.contains(&line) || line.contains(&name) || same(&name) || is_office_of(&name) || is_brief()
    };
    // What an office is called at home, 县财政局, ends the name of every other county's.
    let full = plainly(&agency.name);
    let is_at_home = |name: &String| !name.starts_with(RANKS) || !is_elsewhere(&line, &full);
    !own.chain(above).map(plainly).filter(is_at_home).any(is_own)
}

/// What a place is called by who lives there.
const RANKS: [char; 8] = ['省', '市', '县', '区', '镇', '乡', '旗', '州'];

/// A name without the place before it: what stands behind the last 省, 市, 县, 区, 镇 or 乡.
pub fn core(name: &str) -> &str {
    let cut = name.char_indices().rev().skip(1).find(|(_, c)| "省市县区镇乡旗".contains(*c));
    cut.map_or(name, |(at, c)| &name[at + c.len_utf8()..])
}

/// Whether two names of one kind of office are of two places: 样例县水务局, 示例县水务局; but 示例高新区 is 示例高新技术产业开发区.
fn is_elsewhere(one: &str, other: &str) -> bool {
    let (one, other) = (place_before(one), place_before(other));
    let long = [one, other].iter().all(|place| place.chars().count() >= 3);
    long && one.chars().last() == other.chars().last() && !shortens(one, other) && !shortens(other, one)
}

/// The place that a name begins with, if a body is of another place of the same rank than the text's own: 示南县 of 示南县教育局 in a
/// text of 示例县教育体育局. What is above both is no other.
pub fn place_elsewhere<'n>(text: &Text, agency: AgencyId, name: &'n str) -> Option<&'n str> {
    let own = text.site.agency(agency);
    let place = place_before(name);
    if is_any_of_its_kind(name) {
        return None;
    }
    let above =
        std::iter::successors(own.parent, |id| text.site.agency(*id).parent).map(|id| &*text.site.agency(id).name);
    let mut names = own.former_names.iter().map(|name| &**name).chain(above).chain([&*own.name]);
    let is_other = is_name(name) && is_elsewhere(name, &own.name) && !names.any(|own| own.contains(place));
    is_other.then_some(place)
}

/// Whether a name is that of no one body: 县级以上人民政府, 当地县级人民政府, 各县人民政府.
fn is_any_of_its_kind(name: &str) -> bool {
    const WITHIN: [&str; 14] = [
        "以上",
        "以下",
        "地方",
        "当地",
        "所在",
        "属地",
        "用地",
        "国务院",
        "同级",
        "本级",
        "上级",
        "下级",
        "市级",
        "县级",
    ];
    const BEGINS: [&str; 9] = ["各", "有关", "相关", "其他", "该", "某", "第", "原", "另"];
    has(name, &WITHIN) || begins(name, &BEGINS) || name.contains(char::is_whitespace)
}

/// What a body's name begins with, up to the place that it is of: 示例县.
pub fn place_before(name: &str) -> &str {
    &name[..name.len() - core(name).len()]
}

/// Whether two bodies are of one kind, wherever they are: 发展改革委, 发展和改革委员会.
pub fn are_of_kind(one: &str, other: &str) -> bool {
    let (one, other) = (core(one), core(other));
    one == other || one.chars().count() > 2 && (shortens(one, other) || shortens(other, one))
}

/// Whether a name is that of a town or a street, and of another than the text's own: 白马镇 in the report of 青石镇人民政府.
pub fn is_another_place(text: &Text, agency: AgencyId, name: &str) -> bool {
    let is_place = (3..=12).contains(&name.chars().count())
        && name.ends_with(['镇', '乡']) | name.ends_with("街道")
        && name.chars().all(is_chinese)
        && !["我", "本", "全", "现", "各"].iter().any(|own| name.starts_with(own));
    let own = text.site.agency(agency);
    let of_place = own.name.contains(['镇', '乡']) || own.name.contains("街道");
    let own = [&*own.name, own.short()].into_iter().chain(own.former_names.iter().map(|name| &**name));
    is_place && of_place && !own.map(fold).any(|own| own.contains(name) || name.contains(place_of(&own)))
}

/// What tells a body from others of its kind in one place: 青石镇 of 示例县青石镇人民政府, 实验小学 of 示例县实验小学.
pub fn place_of(name: &str) -> &str {
    let name = ["人民政府", "政府", "办事处"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    let cut = name.char_indices().rev().skip(1).find(|(_, c)| "省市县区旗".contains(*c));
    cut.map_or(name, |(at, c)| &name[at + c.len_utf8()..])
}

//! Who signs a document, and on which day, where a text of another body or of the year before was the draft (S111, S112).

use crate::chinese::{is_chinese, shortens, syllable};
use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::markdown::{Kind, Paragraph};
use crate::model::{Date, Item};

use super::super::Text;
use super::{body, date, report};

/// How many paragraphs from the end may be a signature.
const SIGNATURE: usize = 3;

/// What is wrong with the last lines of a document that is no form.
pub fn look(text: &Text, item: &Item, paragraphs: &[Paragraph], out: &mut Vec<Diagnostic>) {
    let last = paragraphs.len().saturating_sub(SIGNATURE);
    for (at, paragraph) in paragraphs.iter().enumerate().skip(last).filter(|(_, line)| line.kind == Kind::Prose) {
        let words = &*paragraph.words;
        let (name, from) = report::name_and_date(words);
        let is_signature_of = || body::signs(text, item.agency, &words[..name]);
        let day = date::alone(&words[from..]).and_then(Result::ok).filter(|_| is_signature_of());
        let early = day.filter(|day| is_of_the_year_before(item, *day)).map(|_| "a_year_before_published");
        let late = day.filter(|day| item.issued.is_none() && is_long_after(*day, item.published));
        if let Some(fault) = early.or(late.map(|_| "long_after_published")) {
            let found = report::finding(text, Code::S112, paragraph, (from, words.len()));
            out.push(found.arg("fault", Arg::Word(fault)));
        }
        if at > last && at + 1 == paragraphs.len() && is_undated(words) && is_signed(text, item, &paragraphs[at - 1]) {
            let found = report::finding(text, Code::S112, paragraph, (0, words.len()));
            out.push(found.arg("fault", Arg::Word("no_day_filled_in")));
        }
        let is_signature = || {
            let dated = |next: &Paragraph| date::alone(&next.words).is_some();
            day.is_some() || paragraphs.get(at + 1).map_or(at > 0, dated)
        };
        let end = if day.is_some() { name } else { words.len() };
        if (2..=MOST).contains(&words[..end].len()) && is_signature() && is_of_another(text, item, words[..end].trim())
        {
            let found = report::finding(text, Code::S111, paragraph, (0, end));
            out.push(found.arg("agency", text.site.agency(item.agency).name.to_string()));
        }
    }
}

/// So many years ago the text may have been written that was taken for a draft.
const YEARS: i16 = 5;

/// The bytes of a long name.
const MOST: usize = 120;

/// Whether a text is signed so long after it was published that neither can be right.
pub fn is_long_after(signed: Date, published: Option<Date>) -> bool {
    const LONG: i32 = 15;
    published.is_some_and(|published| signed.days_after(published) > LONG)
}

/// 　年　月　日, 2024年　月　日: a date of nothing but gaps, or of gaps behind its year.
fn is_undated(words: &str) -> bool {
    let marks: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    let figures = marks.trim_start_matches(|c: char| c.is_ascii_digit());
    figures == "年月日" && words.contains(char::is_whitespace) && matches!(marks.len() - figures.len(), 0 | 4)
}

/// Whether the line above a date is the name of who issues the text, not a party of a contract or who fills in a form.
fn is_signed(text: &Text, item: &Item, line: &Paragraph) -> bool {
    const FORMS: [&str; 8] = ["盖章", "签字", "签名", "签章", "方：", "人：", "单位：", "代表"];
    let agency = text.site.agency(item.agency);
    let words: String = line.words.chars().filter(|c| !c.is_whitespace()).collect();
    let words = words.strip_prefix("公告人：").unwrap_or(&words);
    let own = [&*agency.name, agency.short()].into_iter().any(|name| words.ends_with(name));
    line.kind == Kind::Prose && own && !FORMS.iter().any(|form| words.contains(form))
}

/// Whether a day is that of the publication, a year or a few too early.
fn is_of_the_year_before(item: &Item, day: Date) -> bool {
    let Some(published) = item.published else { return false };
    let of_year = format!("{:04}", day.year());
    // A document of that year may well be published late.
    let is_elder = item.issued.is_some_and(|issued| issued.year() <= day.year())
        || item.title.contains(&of_year)
        || item.document_number.as_ref().is_some_and(|number| number.contains(&of_year));
    let is_the_same_day = day.to_string().get(of_year.len()..) == published.to_string().get(of_year.len()..);
    !is_elder && is_the_same_day && (1..=YEARS).contains(&(published.year() - day.year()))
}

/// Whether a name is that of nobody (某县人民政府), or of another body of the same kind of which the text does not speak, while it
/// speaks of its own. Documents of others are published as well, but not those of another town or school.
fn is_of_another(text: &Text, item: &Item, line: &str) -> bool {
    const KINDS: [&str; 6] = ["小学", "中学", "幼儿园", "医院", "卫生院", "村民委员会"];
    const TOWNS: [&str; 3] = ["街道办事处", "镇人民政府", "乡人民政府"];
    let agency = text.site.agency(item.agency);
    let own = &*agency.name;
    // 示例区人民政府青石街道办事处 is an office of the government, and another one.
    let above = agency.parent.map(|id| &*text.site.agency(id).name);
    let line = above.and_then(|above| line.strip_prefix(above)).filter(|rest| !rest.is_empty()).unwrap_or(line);
    if !body::is_other(text, item.agency, line) {
        return false;
    }
    if is_misspelt(own, line) && !text.site.agencies.iter().any(|agency| &*agency.name == line) {
        return true;
    }
    if line.starts_with('某') {
        return !own.contains('某');
    }
    let is_town = |name: &str| TOWNS.iter().any(|kind| name.ends_with(kind));
    let of_kind = is_town(line) && is_town(own) || KINDS.iter().any(|kind| line.ends_with(kind) && own.ends_with(kind));
    let (place, own) = (body::place_of(line), body::place_of(own));
    let others = || text.source.match_indices(place).count() > 1 || item.title.contains(place);
    of_kind && !line.contains(own) && text.source.contains(own) && !others()
        || is_of_another_county(text, item, line)
        || is_under_own_number(text, item, line)
}

/// Whether a name is another with one character for one that sounds alike: 民证局 for 民政局.
fn is_misspelt(right: &str, written: &str) -> bool {
    let mut others = right.chars().zip(written.chars()).filter(|(one, other)| one != other);
    let first = others.next();
    right.chars().count() == written.chars().count()
        && others.next().is_none()
        && first.is_some_and(|(one, other)| syllable(one).is_some_and(|sound| syllable(other) == Some(sound)))
}

/// Whether the number of a document is that of the body whose folder it stands in, and a name that of another bureau which
/// has no such number: 示住建罚〔2024〕12号 signed by 城市管理行政执法局. Who signs together is named together.
fn is_under_own_number(text: &Text, item: &Item, line: &str) -> bool {
    const BUREAUS: [&str; 4] = ["局", "厅", "委员会", "委"];
    let Some(number) = item.document_number.as_deref().and_then(|number| number.split('〔').next()) else {
        return false;
    };
    let own = &*text.site.agency(item.agency).name;
    let signs: Vec<char> = number.chars().filter(|c| is_chinese(*c)).collect();
    // Without the place that it begins with.
    let pairs = || signs.get(1..).unwrap_or_default().windows(2).map(|pair| pair.iter().collect::<String>());
    let is_of = |name: &str| pairs().any(|pair| shortens(&pair, body::core(name)));
    let is_bureau = |name: &str| BUREAUS.iter().any(|end| name.ends_with(end));
    is_bureau(line)
        && is_bureau(own)
        && is_of(own)
        && !is_of(line)
        && !text.source[text.body..].contains(own)
        && !text.source[text.body..].contains("联合")
}

/// Whether a body of another county signs, which the text names nowhere else. What two of them issue is signed by both.
fn is_of_another_county(text: &Text, item: &Item, line: &str) -> bool {
    let place = body::place_elsewhere(text, item.agency, line).filter(|place| place.ends_with(['县', '区', '旗']));
    let signs = || {
        text.source.rsplit("\n\n").take(SIGNATURE + 1).any(|last| last.contains(&*text.site.agency(item.agency).name))
    };
    let speaks_of_own = || text.source.contains(body::place_before(&text.site.agency(item.agency).name));
    place.is_some_and(|place| text.source.matches(place).count() == 1) && speaks_of_own() && !signs()
}

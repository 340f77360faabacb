//! What a report's prose says in figures: against its tables and last year's (S401, S406), and against itself, in
//! changes (S402), shares (S403) and lists (S404). What may be meant in more than one way is not judged.

mod about;
mod against;
mod asked;
mod average;
mod begun;
mod behind;
mod carried;
mod cases;
mod change;
mod closed;
mod every;
mod growth;
mod implied;
mod index;
mod items;
mod joined;
mod judged;
mod kinds;
mod last;
mod level;
mod lists;
mod most;
mod named;
mod none;
mod number;
mod outcome;
mod own;
mod papers;
mod pieces;
mod rates;
mod ratio;
mod reason;
mod remaining;
mod replied;
mod results;
mod rough;
mod runs;
mod scope;
mod sentence;
mod share;
mod siblings;
mod since;
mod sole;
mod spans;
mod statement;
mod sum;
mod topic;
mod turn;
mod unit;
mod vague;
mod vocabulary;
mod ways;
mod whole;
mod years;
mod zero;

use std::ops::Range;

use crate::diagnostic::{Diagnostic, FileId, Span};
use crate::markdown::{Kind as ParagraphKind, Paragraph};
use crate::model::crossfoot::is_unknown;
use crate::model::form::Saying;
use crate::model::{Amount, Form, FormId, Kind, Report, ReportId, Site};

pub use index::Index;
use judged::Judged;
use number::{Number, Value};
use sentence::{MANY, Role, Sentence};
use statement::{Counted, OfSentence, Stated};

/// A paragraph of a report, and all that its sentences are held against.
#[derive(Clone, Copy)]
struct Prose<'p> {
    index: &'p Index,
    form: &'p Form,
    form_id: FormId,
    report: &'p Report,
    /// The year before, with its form.
    last: Option<&'p Report>,
    last_form: Option<&'p Form>,
    file: FileId,
    /// Where the Markdown begins.
    body: usize,
    paragraph: &'p Paragraph,
    /// The heading right above it, and what stands at the head of the paragraph: （二）依申请公开情况。
    heading: &'p str,
    head: &'p str,
    /// What the reporting body calls itself, with 政府 for 人民政府.
    names: &'p [String],
    is_government: bool,
}

/// Every sentence of a report's Markdown, which begins at byte `body` of its file.
pub fn figures(
    (site, index): (&Site, &Index),
    id: ReportId,
    (file, body, paragraphs): (FileId, usize, &[Paragraph]),
    out: &mut Vec<Diagnostic>,
) {
    let report = site.report(id);
    let Some(form_id) = report.form else { return };
    let form = site.form(form_id);
    let agency = site.agency(report.agency);
    let last = site.report_of(report.agency, report.year - 1).map(|last| site.report(last));
    let last_form = last.and_then(|last| Some(&**site.form(last.form?)));
    let names = [Some(&agency.name), agency.short_name.as_ref()].into_iter().flatten().map(|name| &**name);
    let names: Vec<String> =
        names.filter(|name| !name.is_empty()).map(|name| name.replace("人民政府", "政府")).collect();
    let mut topic = topic::Topic::default();
    let mut section = implied::Section::default();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        topic.take(paragraph);
        if matches!(paragraph.kind, ParagraphKind::Heading(_)) {
            section = implied::Section::default();
        }
        if !matches!(paragraph.kind, ParagraphKind::Prose | ParagraphKind::Quote) {
            continue;
        }
        let prose = Prose {
            index,
            form,
            form_id,
            report,
            last,
            last_form,
            file,
            body,
            paragraph,
            heading: topic.heading(paragraph),
            head: topic.head(paragraph),
            names: &names,
            is_government: agency.kind == Some(Kind::Government),
        };
        prose.sentences(&mut section, out);
        items::check(&prose, &paragraphs[at + 1..], out);
    }
}

/// A sentence with what its figures count, and what was told before it.
struct Told<'s> {
    sentence: &'s Sentence<'s>,
    sayings: &'s [&'s Saying],
    stated: &'s [Option<Stated>],
    judged: Vec<Judged<'s>>,
    before: Option<Counted<'s>>,
    earlier: &'s [Number<'s>],
}

impl Prose<'_> {
    fn sentences(&self, section: &mut implied::Section, out: &mut Vec<Diagnostic>) {
        let sentences = Sentence::all(&self.paragraph.words);
        let sayings: Vec<Vec<&Saying>> = sentences.iter().map(|sentence| self.sayings(sentence)).collect();
        let lines: Vec<Prose> =
            topic::heads(&sentences, self.head).into_iter().map(|head| Prose { head, ..*self }).collect();
        let of_sentence = lines.iter().zip(sentences.iter().zip(&sayings));
        let mut stated: Vec<_> =
            of_sentence.map(|(line, (sentence, sayings))| statement::stated(line, sentence, sayings)).collect();
        implied::bear_out(self, &sentences, (&mut stated, section));
        let mut earlier: Vec<Number> = Vec::new();
        let mut before: Option<Counted> = None;
        let mut bare = change::Bare::default();
        for (at, (line, sentence)) in lines.iter().zip(&sentences).enumerate() {
            // The checks below share it; it takes its time.
            let judged = judged::judged(line, sentence, &stated[at]);
            section.take(line, sentence, &judged);
            let told = Told { sentence, sayings: &sayings[at], stated: &stated[at], judged, before, earlier: &earlier };
            line.against_tables(&told, out);
            line.against_other_years(&told, &stated, (&mut bare, out));
            line.against_itself(&told, out);
            before = Some((sentence, &stated[at]));
            let plain = sentence.numbers.iter().zip(&sentence.roles).filter(|(_, role)| **role == Role::Plain);
            earlier.extend(plain.map(|(number, _)| number.clone()));
            earlier.drain(..earlier.len().saturating_sub(MANY));
        }
        bare.finish(out);
    }

    /// The sayings of the form that a sentence may have.
    fn sayings(&self, sentence: &Sentence) -> Vec<&Saying> {
        let spelt = statement::years_as_words(sentence.text, self.report.year);
        self.index.near((self.form_id, self.form), &spelt)
    }

    /// What a sentence counts, or says there was all or none of, as the tables have it.
    fn against_tables(&self, told: &Told, out: &mut Vec<Diagnostic>) {
        let &Told { sentence, sayings, stated, ref judged, before, .. } = told;
        against::check(self, sentence, (stated, judged, sayings), out);
        carried::check(self, sentence, stated, out);
        every::check(self, sentence, stated, out);
        sole::check(self, sentence, stated, out);
        replied::check(self, (sentence, before), (stated, judged, sayings), out);
        outcome::check(self, sentence, judged, out);
        results::check(self, sentence, (stated, judged), out);
        reason::check(self, sentence, judged, out);
        zero::check(self, (sentence, sayings), out);
        years::check(self, sentence, stated, out);
        kinds::check(self, sentence, out);
    }

    /// The rates of a sentence, and how it says that figures changed.
    fn against_other_years(
        &self,
        told: &Told,
        paragraph: &[OfSentence],
        (bare, out): (&mut change::Bare, &mut Vec<Diagnostic>),
    ) {
        let &Told { sentence, sayings, stated, ref judged, before, earlier } = told;
        rates::check(self, (sentence, before.map(|(last, _)| last), earlier), out);
        remaining::check(self, sentence, out);
        level::check(self, sentence, (stated, judged, paragraph), (sayings, out));
        change::check(self, sentence, stated, (bare, out));
        turn::check(self, sentence, stated, out);
        named::changes(self, (sentence, before), (stated, paragraph, sayings), out);
    }

    /// The shares, averages and lists of a sentence, as its own figures and those before it have them.
    fn against_itself(&self, told: &Told, out: &mut Vec<Diagnostic>) {
        let &Told { sentence, sayings, stated, ref judged, before, earlier } = told;
        share::shares(self, (sentence, earlier), (stated, sayings), out);
        siblings::check(self, (sentence, earlier), out);
        ratio::check(self, sentence, out);
        average::check(self, (sentence, earlier), stated, out);
        rough::check(self, (sentence, earlier), (judged, sayings), out);
        lists::parts(self, (sentence, earlier), stated, out);
        extend_new(spans::wrong(self, sentence), out);
        if let Some((last, _)) = before {
            lists::parts_of_last(self, last, sentence, out);
        }
    }

    /// Puts a finding at a stretch of a sentence.
    fn at(&self, mut finding: Diagnostic, sentence: &Sentence, range: Range<usize>) -> Diagnostic {
        let range = self.paragraph.range(sentence.start + range.start, sentence.start + range.end);
        finding.span = Span::new(self.file, self.body + range.start, self.body + range.end);
        finding
    }

    /// The same cells in last year's form, by their names.
    fn cells_of_last_year(&self, cells: &[u32]) -> Option<Vec<u32>> {
        let older = self.last_form?;
        let cell = |cell: &u32| {
            let (row, column) = self.form.place(*cell);
            older.cell(&self.form.tables[row.table].id, &row.id, &column.id)
        };
        cells.iter().map(cell).collect()
    }

    /// The sum of cells in a report, in millionths; `None` unless each holds a number that is known to be all there is.
    fn total(&self, report: &Report, cells: &[u32]) -> Option<Value> {
        let form = self.form_of(report);
        let number = |cell: &u32| {
            let number = report.cells.get(*cell as usize)?.number()?;
            (!is_unknown(form, &report.cells, *cell)).then(|| Value::from(number.millionths()))
        };
        cells.iter().map(number).sum()
    }

    /// The form of this report or of last year's.
    fn form_of(&self, report: &Report) -> &Form {
        if report.year == self.report.year { self.form } else { self.last_form.unwrap_or(self.form) }
    }
}

/// Adds a finding, unless one of those right before it stands at the same place.
fn extend_new(found: Option<Diagnostic>, out: &mut Vec<Diagnostic>) {
    const NEAR: usize = 16;
    let is_new = |finding: &Diagnostic| !out.iter().rev().take(NEAR).any(|known| known.span == finding.span);
    let found = found.filter(is_new);
    out.extend(found);
}

/// A value as it is written in a table.
fn figure(value: Value) -> String {
    let clamped = value.clamp(i64::MIN.into(), i64::MAX.into()) as i64;
    Amount::from_millionths(clamped).to_string()
}

/// A rate with two decimals, half rounded away from zero.
fn percent(value: Value) -> String {
    let half = if value < 0 { -5_000 } else { 5_000 };
    format!("{}%", figure((value + half) / 10_000 * 10_000))
}

//! An agency's annual report (政府信息公开工作年度报告): a form filled in.

use crate::diagnostic::{Code, FileId, Span};
use crate::yaml::Extra;

use super::amount::Amount;
use super::body::Body;
use super::date::Date;
use super::form::FormId;
use super::quote::Quote;
use super::site::AgencyId;

#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    pub agency: AgencyId,
    pub year: i16,
    /// `None` where no form could be found; the finding says so.
    pub form: Option<FormId>,
    /// Whether the front matter names the form, and where.
    pub form_span: Option<Span>,
    pub title: Box<str>,
    /// Absent where the title is the usual one.
    pub title_span: Option<Span>,
    /// 落款日期
    pub date: Option<Date>,
    pub date_span: Option<Span>,
    pub published: Option<Date>,
    pub published_span: Option<Span>,
    pub index_number: Option<Box<str>>,
    pub index_span: Option<Span>,
    pub body: Body,
    /// Its headings of the highest level, in order.
    pub headings: Box<[SectionHeading]>,
    /// Lines that have the words of a section that is missing, and are no headings.
    pub loose: Box<[LooseHeading]>,
    /// The file of its figures, when they do not stand in the front matter.
    pub figures: Option<FileId>,
    /// One for each cell of the form.
    pub cells: Box<[Cell]>,
    /// The figures that its prose takes from the tables, in the order of the text.
    pub quotes: Box<[Quote]>,
    pub waivers: Vec<Waiver>,
    pub extra: Extra,
}

impl Report {
    /// The file that holds the figures.
    pub fn figures_file(&self) -> FileId {
        self.figures.unwrap_or(self.body.file)
    }

    /// Where a cell was written; a computed one has no place.
    pub fn cell_span(&self, cell: u32) -> Option<Span> {
        self.cells[cell as usize].span(self.figures_file())
    }
}

/// A line that has the words of a section's heading and is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LooseHeading {
    /// Its place among the form's sections.
    pub section: usize,
    /// The level that it should have.
    pub level: usize,
    pub span: Span,
}

/// A heading that should be a section of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionHeading {
    pub text: Box<str>,
    pub span: Span,
    /// How many characters of prose follow, spaces and marks of Markdown left out.
    pub characters: u32,
}

/// A finding accepted with a reason, shown to the public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    pub code: Code,
    /// What it is about: `table/row/column` of a cell, the masked value of a number, the words that were found, or the
    /// place in an attachment; absent, it covers the whole text.
    pub cell: Option<Box<str>>,
    pub reason: Box<str>,
    pub date: Option<Date>,
    pub span: Span,
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Value {
    Number(Amount),
    /// Nothing stands where a number belongs; never taken for zero.
    Blank,
    NotApplicable,
}

/// A cell: its value and its place in the file of figures, packed into sixteen bytes since a site holds millions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    millionths: i64,
    start: u32,
    length: u8,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum State {
    LeftOut,
    Number,
    Computed,
    Blank,
    NotApplicable,
    Unreadable,
    Missing,
}

impl Cell {
    /// A cell that the file does not speak of.
    pub const LEFT_OUT: Cell = Cell { millionths: 0, start: 0, length: 0, state: State::LeftOut };

    /// A cell as it was written at `span`.
    pub fn written(value: Value, span: Span) -> Cell {
        let (millionths, state) = match value {
            Value::Number(amount) => (amount.millionths(), State::Number),
            Value::Blank => (0, State::Blank),
            Value::NotApplicable => (0, State::NotApplicable),
        };
        // A longer figure is marked by its first bytes; none is.
        let length = span.end.saturating_sub(span.start).min(u8::MAX.into()) as u8;
        Cell { millionths, start: span.start, length, state }
    }

    /// A figure that stands in no file.
    pub fn figure(amount: Amount) -> Cell {
        Cell { millionths: amount.millionths(), start: 0, length: 0, state: State::Number }
    }

    /// A cell whose text could not be understood: shown as blank, and no sum that holds it is judged.
    pub fn unreadable(span: Span) -> Cell {
        Cell { state: State::Unreadable, ..Cell::written(Value::Blank, span) }
    }

    /// A cell of a row or column that is missing from the table at `span`: shown as blank. Nobody left it out on purpose,
    /// so what it should hold may be all that a sum lacks.
    pub fn missing(span: Span) -> Cell {
        Cell { state: State::Missing, ..Cell::written(Value::Blank, span) }
    }

    /// The sum of parts, as far as they hold numbers.
    pub fn computed_from(parts: impl Iterator<Item = Cell>) -> Cell {
        let (mut numbers, mut state) = (Vec::new(), State::NotApplicable);
        for part in parts {
            match part.value() {
                Value::Number(amount) => numbers.push(amount),
                Value::Blank => state = State::Blank,
                Value::NotApplicable => {}
            }
        }
        if !numbers.is_empty() {
            state = State::Computed;
        }
        Cell { millionths: Amount::sum(numbers).millionths(), start: 0, length: 0, state }
    }

    pub fn value(self) -> Value {
        match self.state {
            State::Number | State::Computed => Value::Number(Amount::from_millionths(self.millionths)),
            State::Blank | State::LeftOut | State::Unreadable | State::Missing => Value::Blank,
            State::NotApplicable => Value::NotApplicable,
        }
    }

    pub fn number(self) -> Option<Amount> {
        match self.value() {
            Value::Number(amount) => Some(amount),
            _ => None,
        }
    }

    /// The same cell with another figure; for asking "what if".
    pub fn with(self, amount: Amount) -> Cell {
        Cell { millionths: amount.millionths(), state: State::Number, ..self }
    }

    pub fn is_left_out(self) -> bool {
        self.state == State::LeftOut
    }

    pub fn is_missing(self) -> bool {
        matches!(self.state, State::LeftOut | State::Missing)
    }

    pub fn is_unreadable(self) -> bool {
        self.state == State::Unreadable
    }

    /// Whether the figure was worked out here because the office left it out.
    pub fn is_computed(self) -> bool {
        self.state == State::Computed
    }

    /// Where it was written; `None` for what was not.
    pub fn span(self, file: FileId) -> Option<Span> {
        let written = !matches!(self.state, State::LeftOut | State::Computed) && self.start > 0;
        written.then(|| Span { file, start: self.start, end: self.start + u32::from(self.length) })
    }
}

impl std::hash::Hash for Cell {
    /// What a page shows of it: its place in the file is left out.
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.millionths.hash(state);
        self.state.hash(state);
    }
}

//! What the filing board shows: who filed for a year, and the year's figures.

use super::{LinkView, views};

views! {
    /// `years.html`: the years with a filing board.
    pub struct YearsView {
        /// The years, newest first.
        pub years: Vec<YearRow>,
    }

    /// A year in a list.
    pub struct YearRow {
        /// The year.
        pub year: i16,
        /// Its filing board.
        pub href: String,
        /// How many reports there are.
        pub count: usize,
        /// How many bodies owe one.
        pub owed: usize,
        /// How many of those have none although the date has passed.
        pub missing: usize,
    }

    /// `year.html`: the filing board of one year.
    pub struct YearView {
        /// The year that is reported.
        pub year: i16,
        /// The day that counts as today.
        pub as_of: Option<String>,
        /// The last day for departments and bodies.
        pub due: String,
        /// The last day for governments of county level and above.
        pub due_governments: String,
        /// How many bodies stand how.
        pub counts: CountsView,
        /// The figures that are compared: those of the year's form.
        pub headlines: Vec<ColumnView>,
        /// The rows in other orders; the one shown has no address.
        pub orders: Vec<OrderView>,
        /// The bodies; of very many those that come first, unless they stand in the order of agencies.
        pub rows: Vec<BodyRow>,
        /// How many bodies there are where not all are listed; their totals hold all of them.
        pub shortened_from: Option<usize>,
        /// The earlier year.
        pub earlier: Option<LinkView>,
        /// The later year.
        pub later: Option<LinkView>,
    }

    /// How many bodies stand how with their report.
    pub struct CountsView {
        /// Bodies that owe a report.
        pub owed: usize,
        /// Reports there are.
        pub filed: usize,
        /// Published in time.
        pub in_time: usize,
        /// Published late.
        pub late: usize,
        /// Published, no one says when.
        pub undated: usize,
        /// Missing.
        pub missing: usize,
        /// Not due yet.
        pub pending: usize,
    }

    /// An order in which the board can be read.
    pub struct OrderView {
        /// The headline it goes by; none for the order of agencies.
        pub label: Option<String>,
        /// The board in that order; none for the one shown.
        pub href: Option<String>,
    }

    /// A figure that is compared, with its total over all bodies.
    pub struct ColumnView {
        /// The headline's id.
        pub id: String,
        /// What is counted.
        pub label: String,
        /// In what.
        pub unit: String,
        /// The sum over the bodies; a government that has bodies below it is left out, since its figures hold theirs.
        pub total: Option<String>,
        /// How many bodies that sum counts.
        pub counted: usize,
        /// How many bodies it should count.
        pub bodies: usize,
    }

    /// A body on the board.
    pub struct BodyRow {
        /// The body.
        pub agency: LinkView,
        /// How deep it stands below the topmost agency, from 0.
        pub depth: usize,
        /// `in_time`, `late`, `undated`, `missing`, `pending`.
        pub status: &'static str,
        /// For a late one, by how many days.
        pub days: i32,
        /// Its report.
        pub report: Option<String>,
        /// When that was published.
        pub published: Option<String>,
        /// Its figures, one for each headline, as (text, cell): the cell's id on the report's page. None where the
        /// report has no number there.
        pub figures: Vec<Option<(String, String)>>,
    }
}

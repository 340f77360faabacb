//! What a report shows, and reports in lists.

use std::sync::Arc;

use super::{Extra, LinkView, views};
use crate::model::Cell;
use crate::model::form::FormId;

/// A report: what templates see is `shown`, and its sections with their tables.
#[derive(Hash)]
pub struct ReportView {
    pub shown: ReportShown,
    pub form: Option<FormId>,
    /// So that a changed form is a changed page.
    pub form_hash: [u8; 16],
    pub cells: Arc<[Cell]>,
}

/// The roll-up of a government's bodies: what templates see is `shown`, and the tables.
#[derive(Hash)]
pub struct RollUpView {
    pub shown: RollUpShown,
    pub form: FormId,
    pub form_hash: [u8; 16],
    /// The sums.
    pub cells: Arc<[Cell]>,
    /// The government's own figures where they differ; a cell that was left out where they do not.
    pub own: Option<Arc<[Cell]>>,
}

views! {
    /// A report in a list.
    pub struct ReportRow {
        /// Its title.
        pub title: String,
        /// Its page.
        pub href: String,
        /// The year it reports.
        pub year: i16,
        /// Its agency.
        pub agency: LinkView,
        /// The id of its form.
        pub form: Option<String>,
        /// 发布日期.
        pub published: Option<String>,
    }

    /// `report` in `report.html`: an annual report, but for its sections.
    pub struct ReportShown {
        /// The agency's full name.
        pub agency: String,
        /// The year it reports.
        pub year: i16,
        /// 落款日期, as `2023年1月16日`.
        pub date: Option<String>,
        /// 索引号.
        pub index_number: Option<String>,
        /// The form it is on.
        pub form: Option<FormView>,
        /// Whether its tables add up.
        pub sums: SumsView,
        /// The figures that stand for it in lists.
        pub headlines: Vec<HeadlineView>,
        /// The agency's bodies added up.
        pub rollup: Option<LinkView>,
        /// The report of the year before.
        pub earlier: Option<LinkView>,
        /// The report of the year after.
        pub later: Option<LinkView>,
        /// Keys of the office's own.
        pub extra: Extra,
    }

    /// A figure that stands for a report.
    pub struct HeadlineView {
        /// The headline's id.
        pub id: String,
        /// What is counted.
        pub label: String,
        /// In what.
        pub unit: String,
        /// The figure.
        pub text: String,
    }

    /// The statutory form of a report.
    pub struct FormView {
        /// The name of its file: `2021`.
        pub id: String,
        /// Its official name.
        pub name: String,
        /// The document that prescribes it.
        pub basis: String,
    }

    /// Whether the tables of a report add up.
    pub struct SumsView {
        /// How many sums and identities were compared.
        pub judged: usize,
        /// How many of them do not hold, whatever the portal wants to hear of.
        pub unequal: usize,
        /// How many of those are not among the findings, since the portal switched them off.
        pub unlisted: usize,
        /// Those that do not hold, and carries from last year.
        pub findings: Vec<FindingView>,
    }

    /// Something that does not add up.
    pub struct FindingView {
        /// Its code: `T101`.
        pub code: &'static str,
        /// What does not hold.
        pub message: String,
        /// The id of the cell on the page.
        pub cell: Option<String>,
        /// The reason of a waiver.
        pub waived: Option<String>,
    }

    /// `rollup` in `rollup.html`: the bodies below a government added up, but for the tables.
    pub struct RollUpShown {
        /// The government's full name.
        pub agency: String,
        /// The year.
        pub year: i16,
        /// The form that is added up.
        pub form: FormView,
        /// The government's own report, if it is on that form.
        pub own: Option<LinkView>,
        /// The reports that were added.
        pub counted: Vec<LinkView>,
        /// Bodies that owe a report and have none.
        pub missing: Vec<LinkView>,
        /// Bodies whose report is on another form.
        pub other_form: Vec<LinkView>,
        /// Where the sum and the government's own figure differ.
        pub differences: Vec<DifferenceView>,
        /// The same for the year before.
        pub earlier: Option<LinkView>,
        /// The same for the year after.
        pub later: Option<LinkView>,
    }

    /// A figure in which a government and its bodies differ.
    pub struct DifferenceView {
        /// The id of the cell, on this page and on the report's.
        pub cell: String,
        /// The table's caption.
        pub table: String,
        /// The row's label.
        pub row: String,
        /// The column's label.
        pub column: String,
        /// The government's own figure.
        pub own: String,
        /// The sum of its bodies.
        pub sum: String,
        /// Own minus sum.
        pub difference: String,
    }
}

//! What was written almost as Markdown has it (S118): links, tables and paragraphs that a page shows otherwise than they
//! were meant.

use crate::diagnostic::{Arg, Code, Diagnostic, Span};
use crate::markdown::{self, SlipKind};

use super::Text;

/// Every such place; a tag that was found to be left behind by an office program is told once.
pub fn look(text: &Text, out: &mut Vec<Diagnostic>) {
    for slip in markdown::slips(&text.source[text.body..]) {
        let span = Span::new(text.file, text.body + slip.range.start, text.body + slip.range.end);
        let is_told = |found: &Diagnostic| found.code == Code::S106 && found.span.start == span.start;
        if out.iter().any(is_told) {
            continue;
        }
        let finding = Diagnostic::new(Code::S118, span).arg("what", Arg::Word(word(slip.kind)));
        let is_whole = matches!(
            slip.kind,
            SlipKind::LinkBrackets | SlipKind::LinkSpace | SlipKind::HashHeading | SlipKind::BoldSpace
        );
        out.push(match slip.right {
            Some(right) if is_whole => finding.fix(Some(right)),
            Some(right) => finding.arg("right", right),
            None => finding,
        });
    }
}

fn word(kind: SlipKind) -> &'static str {
    match kind {
        SlipKind::LinkBrackets => "slip_link_brackets",
        SlipKind::LinkSpace => "slip_link_space",
        SlipKind::HashHeading => "slip_no_space",
        SlipKind::BoldSpace => "slip_bold_space",
        SlipKind::Indented => "slip_indented",
        SlipKind::SentenceHeading => "slip_heading",
        SlipKind::TabTable => "slip_tabs",
        SlipKind::HtmlTable => "slip_html_table",
        SlipKind::WideTable => "slip_wide_table",
        SlipKind::HeadlessTable => "slip_no_hyphens",
    }
}

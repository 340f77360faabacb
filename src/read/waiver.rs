//! `waivers:` of a front matter: findings that an office accepts, each with its reason.

use crate::diagnostic::{Arg, Code, Diagnostic};
use crate::model::{Date, Waiver};
use crate::yaml::Fields;

use super::item;

/// The waivers of a report, a document, a page or an agency.
pub fn all(fields: &mut Fields) -> Vec<Waiver> {
    let file = fields.file;
    let mut waivers = Vec::new();
    for node in fields.list("waivers") {
        let mut own = Fields::new(node, file, fields.out);
        let code = own.required("code").unwrap_or_default();
        let cell = own.text("cell").map(|cell| cell.replace('.', "/").into());
        let place = own.text("place").map(Into::into);
        if let (Some(_), Some(node)) = (&cell, own.get("place")) {
            let finding = Diagnostic::new(Code::C102, node.span(file));
            own.out.push(finding.arg("expected", Arg::Word("cell_or_place")));
        }
        let reason = own.required("reason");
        let date: Option<Date> = item::date(&mut own, "date");
        let at = own.get("code").map_or(node.span(file), |node| node.span(file));
        own.finish();
        match (Code::parse(code), reason) {
            (Some(code), Some(reason)) => {
                let span = node.span(file);
                waivers.push(Waiver { code, cell: cell.or(place), reason: reason.into(), date, span });
            }
            (None, _) if !code.is_empty() => fields.out.push(super::portal::unknown_code(code, at)),
            _ => {}
        }
    }
    waivers
}

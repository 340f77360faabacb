//! The figures of a form that lists and trends show (`headlines:`).

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Form;
use crate::model::form::Headline;
use crate::yaml::{Fields, Node};

use super::{plain_id, unknown};

/// Reads all headlines of a form; of two with one id the first counts.
pub fn all(form: &mut Form, nodes: &[Node], out: &mut Vec<Diagnostic>) {
    for node in nodes {
        let Some(found) = read(form, node, out) else { continue };
        if form.headlines.iter().any(|known| known.id == found.id) {
            let span = node.get("id").unwrap_or(node).span(form.file);
            out.push(Diagnostic::new(Code::F103, span).arg("id", &*found.id));
            continue;
        }
        form.headlines.push(found);
    }
}

/// Reads one headline; `None` if a cell it names is not in the form.
fn read(form: &Form, node: &Node, out: &mut Vec<Diagnostic>) -> Option<Headline> {
    let file = form.file;
    let mut fields = Fields::new(node, file, out);
    let id: Box<str> = fields.required("id").unwrap_or_default().into();
    if let Some(node) = fields.get("id") {
        plain_id(&id, node.span(file), fields.out);
    }
    let label = fields.required("label").unwrap_or_default().into();
    let mut cells = Vec::new();
    for name in fields.list("cells") {
        let text = name.text().unwrap_or_default();
        match form.cell_of_id(text) {
            Some(cell) => cells.push(cell),
            None => {
                let known: Vec<String> = (0..form.cell_count()).map(|cell| form.cell_id(cell as u32)).collect();
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                fields.out.push(unknown(text, name.span(file), &known));
            }
        }
    }
    if fields.list("cells").is_empty() {
        fields.missing("cells");
    }
    let main = fields.flag("main");
    fields.finish();
    // An id that has been reported must not become an address.
    if id.is_empty() || !id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_') {
        return None;
    }
    let unit = form.place(*cells.first()?).1.unit.clone();
    Some(Headline { id, label, unit, cells, main })
}

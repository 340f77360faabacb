//! Which rows of a form count documents that the catalogue holds (`registers:`).

use crate::diagnostic::Diagnostic;
use crate::model::Form;
use crate::model::form::Register;
use crate::yaml::{Fields, Node};

use super::unknown;

/// Reads all registers of a form; one that names an unknown cell is reported and left out.
pub fn all(form: &mut Form, nodes: &[Node], out: &mut Vec<Diagnostic>) {
    for node in nodes {
        let found = read(form, node, out);
        form.registers.extend(found);
    }
}

fn read(form: &Form, node: &Node, out: &mut Vec<Diagnostic>) -> Option<Register> {
    let file = form.file;
    let mut fields = Fields::new(node, file, out);
    let category = fields.required("category").map(Into::into);
    let mut cell = |key: &'static str| {
        let name = fields.get(key)?;
        let text = name.text().unwrap_or_default();
        let found = form.cell_of_id(text);
        if found.is_none() {
            let known: Vec<String> = (0..form.cell_count()).map(|cell| form.cell_id(cell as u32)).collect();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            fields.out.push(unknown(text, name.span(file), &known));
        }
        found
    };
    let (made, repealed, in_force) = (cell("made"), cell("repealed"), cell("in_force"));
    fields.finish();
    Some(Register { category: category?, made, repealed, in_force, span: node.span(file) })
}

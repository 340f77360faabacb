//! The reference of those template values that are made by hand rather than from a struct: texts, sections, tables.

use crate::render::view::Documented;

/// What `value` and `table` make.
pub const REFERENCE: &[Documented] = &[
    Documented {
        name: "Body",
        about: "The value `body` of every template: the page's Markdown.",
        fields: &[
            ("html", "Html", "The page's Markdown; of a report, what stands before its first section. May be empty"),
            ("contents", "Vec<Heading>", "Its headings, those of a report's sections too"),
        ],
    },
    Documented {
        name: "Heading",
        about: "A heading of a text.",
        fields: &[
            ("level", "u8", "From 2 to 6"),
            ("id", "String", "Its id on the page"),
            ("text", "String", "Its words"),
        ],
    },
    Documented {
        name: "Report",
        about: "`report.html`: an annual report.",
        fields: &[
            ("report", "ReportShown", "The report but for its sections"),
            (
                "sections",
                "Vec<Section>",
                "Those of the form in their order, then the author's own; empty without a form",
            ),
        ],
    },
    Documented {
        name: "RollUp",
        about: "`rollup.html`: the bodies below a government added up.",
        fields: &[
            ("rollup", "RollUpShown", "All but the tables"),
            ("tables", "Vec<Table>", "The tables of the form with the sums"),
        ],
    },
    Documented {
        name: "Section",
        about: "A section of a report.",
        fields: &[
            ("id", "String", "Its id on the page"),
            ("label", "String", "Its heading"),
            ("html", "Html", "The author's prose; may be empty"),
            ("contents", "Vec<Heading>", "Its headings"),
            ("tables", "Vec<Table>", "Its statutory tables"),
        ],
    },
    Documented {
        name: "Table",
        about: "A statutory table.",
        fields: &[
            ("id", "String", "Its id in the form"),
            ("caption", "String", "Its caption"),
            ("unit", "String", "In what it counts"),
            ("width", "usize", "How many grid columns it has"),
            ("groups", "Vec<Group>", "Its stretches"),
            ("has_blank", "bool", "Whether a cell is blank"),
            ("has_not_applicable", "bool", "Whether a cell is not applicable"),
            ("has_computed", "bool", "Whether a total was added up here"),
            ("has_marked", "bool", "Whether a cell is in doubt"),
        ],
    },
    Documented {
        name: "Group",
        about: "A stretch of a table with columns of its own.",
        fields: &[
            ("label", "Option<Head>", "A head over the whole width"),
            ("heads", "Vec<Vec<Head>>", "Lines of heads"),
            ("labels", "Html", "The same, ready to be put down: one `<tr>` a line"),
            ("rows", "Vec<Row>", "Its rows"),
            ("body", "Html", "The same, ready to be put down: one `<tr>` a row, with its heads and cells"),
        ],
    },
    Documented {
        name: "Row",
        about: "A row of a table.",
        fields: &[
            ("heads", "Vec<Head>", "Its heads"),
            ("labels", "Html", "The same, ready to be put down"),
            ("figures", "Html", "Its cells, ready to be put down"),
            ("cells", "Vec<Cell>", "The same one by one, for a theme that wants another shape; slower"),
        ],
    },
    Documented {
        name: "Head",
        about: "A label of a table.",
        fields: &[
            ("attributes", "Html", "Its `id`, `scope`, `colspan` and `rowspan`, ready for the tag"),
            ("label", "String", "Its words"),
            ("corner", "bool", "Whether it is a remark in the corner, which labels nothing and belongs in a `<td>`"),
        ],
    },
    Documented {
        name: "Cell",
        about: "A cell of a table.",
        fields: &[
            ("attributes", "Html", "Its `id`, `headers` and `colspan`, ready for the tag"),
            ("text", "String", "The number, `…` for a blank, `/` for not applicable"),
            ("mark", "String", "A class: empty for a plain number, else of `computed`, `blank`, `none` and `doubt`"),
            ("own", "Option<String>", "In a roll-up, the government's own figure where it differs"),
        ],
    },
];

//! Properties that hold for any figures and any bytes.
#![allow(clippy::unwrap_used)]

mod common;

use std::sync::LazyLock;

use common::Portal;
use gongkai::diagnostic::Code;
use gongkai::pipeline::{self, Options, Silent};
use proptest::prelude::*;

/// Rows of table three that hold results, in the order of the form of 2021.
const RESULTS: [&str; 21] = [
    "granted",
    "partial",
    "denied_secret",
    "denied_law",
    "denied_safety",
    "denied_third_party",
    "denied_internal",
    "denied_process",
    "denied_casefile",
    "denied_query",
    "unable_not_held",
    "unable_no_existing",
    "unable_unclear",
    "refused_petition",
    "refused_repeat",
    "refused_publication",
    "refused_mass",
    "refused_confirm",
    "other_no_correction",
    "other_no_fee",
    "other_misc",
];

/// All figures of a report that hold: rows by table and id.
#[derive(Debug, Clone)]
struct Figures(Vec<(&'static str, &'static str, Vec<i64>)>);

impl Figures {
    fn text(&self) -> String {
        let mut text = String::new();
        let mut table = "";
        for (of, row, cells) in &self.0 {
            if *of != table {
                table = of;
                text += &format!("{of}:\n");
            }
            let cells: Vec<String> = cells.iter().map(i64::to_string).collect();
            text += &format!("  {row}: [{}]\n", cells.join(", "));
        }
        text
    }

    fn count(&self) -> usize {
        self.0.iter().map(|(.., cells)| cells.len()).sum()
    }

    /// The cell of a number, as (table, row, place in the row).
    fn cell(&mut self, mut number: usize) -> (&'static str, &'static str, &mut i64) {
        for (table, row, cells) in &mut self.0 {
            if number < cells.len() {
                return (table, row, &mut cells[number]);
            }
            number -= cells.len();
        }
        unreachable!("fewer cells than counted")
    }
}

fn with_total(mut cells: Vec<i64>) -> Vec<i64> {
    cells.push(cells.iter().sum());
    cells
}

/// Any figures that hold: results are free, and the rest follows from them.
fn holding() -> impl Strategy<Value = Figures> {
    let counts = |n| prop::collection::vec(0..5000_i64, n);
    let shares = prop::collection::vec(0..=100_i64, 6);
    (prop::collection::vec(counts(6), 21), counts(6), shares, counts(9), counts(12)).prop_map(
        |(results, forward, shares, free, reviews)| {
            let handled: Vec<i64> = (0..6).map(|at| results.iter().map(|row| row[at]).sum()).collect();
            let flow: Vec<i64> = handled.iter().zip(&forward).map(|(a, b)| a + b).collect();
            let carried: Vec<i64> = flow.iter().zip(&shares).map(|(all, share)| all * share / 100).collect();
            let new: Vec<i64> = flow.iter().zip(&carried).map(|(all, part)| all - part).collect();
            let mut rows = vec![
                ("disclosure", "regulations", free[..3].to_vec()),
                ("disclosure", "normative_documents", free[3..6].to_vec()),
                ("disclosure", "licensing", vec![free[6]]),
                ("disclosure", "punishment", vec![free[7]]),
                ("disclosure", "coercion", vec![free[8]]),
                ("disclosure", "fees", vec![free[0]]),
                ("applications", "new_received", with_total(new)),
                ("applications", "carried_in", with_total(carried)),
            ];
            rows.extend(RESULTS.iter().zip(results).map(|(id, row)| ("applications", *id, with_total(row))));
            rows.push(("applications", "total_handled", with_total(handled)));
            rows.push(("applications", "carried_forward", with_total(forward)));
            for (id, part) in ["review", "litigation_direct", "litigation_after_review"].iter().zip(reviews.chunks(4)) {
                rows.push(("reviews", id, with_total(part.to_vec())));
            }
            Figures(rows)
        },
    )
}

/// The codes of a portal with this one report.
fn codes(figures: &str) -> Vec<String> {
    let portal = Portal::empty();
    portal.write("content/a/agency.md", "---\nname: 示例局\n---\n");
    portal.report("a", 2024, figures);
    let outcome = pipeline::check(portal.root(), &Options::default(), &Silent).unwrap();
    outcome.findings.iter().map(|finding| finding.code.to_string()).collect()
}

/// The codes of a portal with reports for 2023 and 2024 whose text for 2024 is `prose`.
fn codes_of_prose(before: &str, figures: &str, prose: &str) -> Vec<String> {
    let portal = Portal::empty();
    portal.write("content/a/agency.md", "---\nname: 示例局\n---\n");
    portal.report("a", 2023, before);
    portal.report("a", 2024, figures);
    let path = portal.root().join("content/a/2024/report.md");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(path, text.replacen("# 一、总体情况\n", &format!("# 一、总体情况\n\n{prose}\n"), 1)).unwrap();
    let outcome = pipeline::check(portal.root(), &Options::default(), &Silent).unwrap();
    let prose = |code: &String| code.starts_with('S');
    outcome.findings.iter().map(|finding| finding.code.to_string()).filter(prose).collect()
}

/// All that texts of the cases say, cut behind its marks.
static SAID: LazyLock<Vec<String>> = LazyLock::new(|| {
    let files = walkdir::WalkDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases")).sort_by_file_name();
    let files = files.into_iter().map(|entry| entry.unwrap().into_path());
    let texts = files.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    let mut said: Vec<String> = texts
        .filter_map(|path| std::fs::read_to_string(path).ok())
        .flat_map(|text| {
            text.split_inclusive(['，', '。', '；', '：', '、', '\n']).map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    said.sort();
    said.dedup();
    said
});

/// Pieces of what cases say, one behind the other; some are cut, some end a sentence or a paragraph.
fn said_anew() -> impl Strategy<Value = String> {
    let piece = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..12_u8);
    prop::collection::vec(piece, 1..40).prop_map(|pieces| {
        let piece = |(which, cut, end): (prop::sample::Index, prop::sample::Index, u8)| {
            let piece = which.get(&SAID).as_str();
            let part = &piece[..piece.floor_char_boundary(cut.index(piece.len() + 1))];
            match end {
                0 => part.to_owned(),
                1 => format!("{part}\n\n"),
                2 => format!("{part}。"),
                _ => piece.to_owned(),
            }
        };
        pieces.into_iter().map(piece).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn figures_that_hold_give_no_finding(figures in holding()) {
        prop_assert_eq!(codes(&figures.text()), Vec::<String>::new());
    }

    #[test]
    fn one_changed_cell_is_found(mut figures in holding(), number in any::<prop::sample::Index>(), change in 1..900_i64) {
        let count = figures.count();
        let (table, row, cell) = figures.cell(number.index(count));
        *cell += change;
        let found = codes(&figures.text());
        // Table two stands outside every identity within a year.
        prop_assert_eq!(found.iter().any(|code| code.starts_with('T')), table != "disclosure", "{} {:?}", row, found);
    }

    #[test]
    fn figures_taken_from_the_tables_are_right(before in holding(), mut figures in holding(), number in any::<prop::sample::Index>()) {
        let count = figures.count();
        let (table, row, _) = figures.cell(number.index(count));
        let column = match (table, row) {
            ("disclosure", "regulations" | "normative_documents") => "in_force",
            ("disclosure", "fees") => "amount",
            ("disclosure", _) => "decisions",
            _ => "total",
        };
        let prose = format!(
            "2024年新收政府信息公开申请{{{{ applications.new_received.total }}}}件，{{{{ yoy(applications.new_received.total) }}}}；\
             予以公开{{{{ applications.granted.total }}}}件。此项{{{{ yoy({table}.{row}.{column}) }}}}。"
        );
        prop_assert_eq!(codes_of_prose(&before.text(), &figures.text(), &prose), Vec::<String>::new());
    }

    #[test]
    fn a_wrong_figure_in_the_text_is_found(before in holding(), mut figures in holding(), off in 1..300_i64) {
        let total = |figures: &mut Figures, row: &str| {
            let place = figures.0.iter().position(|(_, id, _)| *id == row).unwrap();
            *figures.0[place].2.last().unwrap()
        };
        let (new, granted) = (total(&mut figures, "new_received"), total(&mut figures, "granted"));
        let (made, last) = (total(&mut figures, "coercion"), total(&mut before.clone(), "new_received"));
        let say = |granted: i64, made: i64, change: i64| {
            let more = if change < 0 { "减少" } else { "增加" };
            let change = change.abs();
            let prose = format!(
                "2024年新收政府信息公开申请{new}件，比上年{more}{change}件；予以公开{granted}件。行政强制{made}件。"
            );
            codes_of_prose(&before.text(), &figures.text(), &prose)
        };
        let change = new - last;
        prop_assume!(change != 0);
        prop_assert_eq!(say(granted, made, change), Vec::<String>::new());
        prop_assert_eq!(say(granted + off, made, change), ["S401"]);
        prop_assert_eq!(say(granted, made + off, change), ["S401"]);
        prop_assert_eq!(say(granted, made, if change < 0 { change - off } else { change + off }), ["S402"]);
    }

    #[test]
    fn places_lead_back_from_a_text_with_its_figures(
        parts in prop::collection::vec(("[一二三a-c]{0,6}", "[x-z]{1,9}", "[甲乙1-9]{0,9}"), 0..6),
    ) {
        use gongkai::model::quote::{Quoted, back, write_out};
        let (mut text, mut quoted, mut plain) = (String::new(), Vec::new(), Vec::new());
        for (before, place, figure) in parts {
            plain.extend(before.char_indices().map(|(at, c)| (text.len() + at, c)));
            text += &before;
            quoted.push(Quoted { start: text.len() as u32, end: (text.len() + place.len()) as u32, text: figure });
            text += &place;
        }
        let out = write_out(text.clone(), 0, &quoted);
        let outside = |at: usize| quoted.iter().all(|quote| !(quote.start as usize..quote.end as usize).contains(&at));
        let mut seen = Vec::new();
        for (at, c) in out.char_indices() {
            let span = back(&quoted, gongkai::diagnostic::FileId(0), (at as u32, (at + c.len_utf8()) as u32));
            if outside(span.start as usize) {
                seen.push((span.start as usize, c));
                prop_assert_eq!(&text[span.start as usize..span.end as usize], c.to_string());
            }
        }
        prop_assert_eq!(seen, plain);
    }

    #[test]
    fn damaged_files_never_panic(
        which in 0..7_usize,
        cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), ".{0,6}"), 1..6),
    ) {
        let portal = Portal::small();
        portal.write("forms/2021.yaml", include_str!("../forms/2021.yaml"));
        portal.write("forms/catalogue.yaml", include_str!("../forms/catalogue.yaml"));
        let document = "---\ntitle: 办法\npublished: 2022-03-01\nissued: 2022-02-28\nindex_number: 000014349/202202-00001\n\
                        category: 行政规范性文件\ntopic: 综合政务\\政务公开\ngenre: 通知\nvalidity: repealed\n\
                        repealed_by: /yi/2022/notice/\naliases: [/old/1.html, /old/]\nexpires: 2030-01-01\n---\n各局：\n\n正文。\n";
        portal.write("content/jia/2022/measure.md", document);
        let paths = [
            "portal.yaml",
            "content/jia/agency.md",
            "content/jia/2022/report.md",
            "content/jia/2022/report.yaml",
            "forms/2021.yaml",
            "forms/catalogue.yaml",
            "content/jia/2022/measure.md",
        ];
        let path = portal.path(paths[which]);
        let mut bytes = std::fs::read(&path).unwrap();
        for (from, to, with) in cuts {
            let (from, to) = (from.index(bytes.len() + 1), to.index(bytes.len() + 1));
            bytes.splice(from.min(to)..from.max(to).min(from.min(to) + 40), with.bytes());
        }
        std::fs::write(path, bytes).unwrap();
        let options = Options { draft: true, ..Options::default() };
        let outcome = pipeline::build(portal.root(), &options, &Silent).unwrap();
        // Whatever was found has a place that can be shown.
        for finding in &outcome.findings {
            prop_assert_ne!(finding.code, Code::C210);
            prop_assert!(!gongkai::diagnostic::emit_line(finding, &outcome.files, Default::default()).is_empty());
        }
    }

    #[test]
    fn a_summary_is_short_and_an_index_number_is_read_or_not(text in "\\PC{0,300}", limit in 1..90_usize) {
        let summary = gongkai::markdown::summary(&text, limit);
        prop_assert!(summary.chars().count() <= limit + 1, "{summary}");
        if let Some(number) = gongkai::model::IndexNumber::parse(&text) {
            prop_assert!(text.starts_with(number.series) && number.series.starts_with(number.code));
        }
    }
}

proptest! {
    // Each is four texts, read by every rule there is.
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_cases_say_in_any_order_is_read_and_never_panics(
        texts in prop::collection::vec(said_anew(), 4),
        figures in holding(),
    ) {
        let portal = Portal::empty();
        portal.write("content/a/agency.md", format!("---\nname: 示例局\n---\n{}", texts[0]));
        portal.report("a", 2023, &figures.text());
        portal.report("a", 2024, &figures.text());
        let report = std::fs::read_to_string(portal.path("content/a/2024/report.md")).unwrap();
        portal.write("content/a/2024/report.md", report.replacen("情况。", &texts[1], 1).replacen("情况。", &texts[2], 1));
        let front = "---\ntitle: 通知\npublished: 2024-03-01\n---\n";
        portal.write("content/a/2024/notice.md", format!("{front}{}", texts[3]));
        let outcome = pipeline::check(portal.root(), &Options::default(), &Silent).unwrap();
        for finding in &outcome.findings {
            prop_assert_ne!(finding.code, Code::C210);
            prop_assert!(!gongkai::diagnostic::emit_line(finding, &outcome.files, Default::default()).is_empty());
        }
    }
}

//! Numbers of people planted in any text and under any disguise are found at their place and never shown; masked ones are
//! not found. And no office file, however damaged or swollen, stops a check.
#![allow(clippy::unwrap_used)]

mod common;

use std::io::Write;

use common::Portal;
use gongkai::diagnostic::{Code, Diagnostic, Format, Palette, Words, emit};
use gongkai::pipeline::{self, Options, Silent};
use proptest::prelude::*;

const DAYS: [&str; 6] = ["19491231", "19870229", "20000229", "19991231", "20131101", "19600615"];

/// An identity number with its check digit; `None` for a day that does not exist.
fn identity(place: u32, day: &str, sequence: u32) -> Option<String> {
    let number = format!("{place:06}{day}{sequence:03}");
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = number.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    (day != "19870229").then(|| format!("{number}{}", "10X98765432".as_bytes()[(sum % 11) as usize] as char))
}

fn full_width(text: &str) -> String {
    text.chars().map(|c| char::from_u32(c as u32 + 0xfee0).unwrap()).collect()
}

/// A number with other signs for its digits.
fn spelt(number: &str, digits: &str) -> String {
    let sign = |c: char| c.to_digit(10).map_or(c, |digit| digits.chars().nth(digit as usize).unwrap());
    number.chars().map(sign).collect()
}

/// A number under one of the disguises.
fn disguised(number: &str, disguise: usize) -> String {
    let pieces = [&number[..6], &number[6..14], &number[14..]];
    match disguise {
        0 => number.to_owned(),
        1 => full_width(number),
        2 => pieces.join(" "),
        3 => pieces.join("-"),
        4 => pieces.join("\u{200b}"),
        5 => pieces.join("\u{3000}"),
        6 => pieces.join("**"),
        7 => pieces.join("\n"),
        8 => spelt(number, "〇一二三四五六七八九"),
        9 => spelt(number, "零壹贰叁肆伍陆柒捌玖"),
        10 => spelt(number, "⓪①②③④⑤⑥⑦⑧⑨"),
        _ => number.to_lowercase(),
    }
}

fn findings(portal: &Portal) -> (Vec<Diagnostic>, String) {
    let outcome = pipeline::check(portal.root(), &Options::default(), &Silent).unwrap();
    let mut said = Vec::new();
    for format in [Format::Text, Format::Json, Format::Github, Format::Sarif] {
        emit(&mut said, &outcome.findings, &outcome.files, Words::default(), (format, Palette::Plain)).unwrap();
    }
    (outcome.findings, String::from_utf8(said).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_planted_number_is_found_at_its_place_and_never_shown(
        before in "[\u{4e00}-\u{4fff}，。]{0,40}", after in "[\u{4e00}-\u{4fff}，。]{0,40}",
        place in prop::sample::select(vec![110_105_u32, 341_504, 440_524, 650_102]),
        day in prop::sample::select(DAYS.to_vec()), sequence in 1..1000_u32, disguise in 0..12_usize,
    ) {
        let Some(number) = identity(place, day, sequence) else { return Ok(()) };
        let planted = disguised(&number, disguise);
        let head = format!("---\ntitle: 通知\npublished: 2024-03-01\n---\n始{before}人");
        let portal = Portal::empty();
        portal.write("content/a/agency.md", "---\nname: 甲\n---\n");
        portal.write("content/a/2024/x.md", format!("{head}{planted}中{after}终\n"));
        let (found, said) = findings(&portal);
        let place = (head.len() as u32, (head.len() + planted.len()) as u32);
        let hit = found.iter().any(|finding| finding.code == Code::X101 && (finding.span.start, finding.span.end) == place);
        prop_assert!(hit, "{planted:?} {found:?}");
        for shown in [&number, &planted] {
            prop_assert!(!said.contains(&**shown), "{said}");
        }
    }

    #[test]
    fn a_masked_number_is_no_finding(
        before in "[\u{4e00}-\u{4fff}，。]{0,20}", sequence in 1..1000_u32, from in 2..7_usize, to in 10..16_usize,
        mask in prop::sample::select(vec!['*', '×', 'X', '＊']), tail in 0..9999_u32,
    ) {
        let number = identity(110_105, "19491231", sequence).unwrap();
        let masked: String = number.chars().enumerate().map(|(at, c)| if (from..to).contains(&at) { mask } else { c }).collect();
        let portal = Portal::empty();
        portal.write("content/a/agency.md", "---\nname: 甲\n---\n");
        let text = format!("---\ntitle: 通知\npublished: 2024-03-01\n---\n{before}证号{masked}，电话138{}{tail:04}。\n", mask.to_string().repeat(4));
        portal.write("content/a/2024/x.md", text);
        let (found, _) = findings(&portal);
        prop_assert!(!found.iter().any(|finding| finding.code.as_str().starts_with('X')), "{found:?}");
    }

    #[test]
    fn a_damaged_office_file_is_a_note_at_most(at in 0..2000_usize, bytes in prop::collection::vec(any::<u8>(), 1..20)) {
        let mut file = workbook(&"<row><c><v>13800138000</v></c></row>".repeat(20));
        let at = at % file.len();
        let end = (at + bytes.len()).min(file.len());
        file[at..end].copy_from_slice(&bytes[..end - at]);
        let portal = Portal::empty();
        portal.write("content/a/agency.md", "---\nname: 甲\n---\n");
        portal.write("content/a/list.xlsx", file);
        let (found, _) = findings(&portal);
        prop_assert!(found.iter().all(|finding| matches!(finding.code, Code::X102 | Code::X109 | Code::A201 | Code::L105 | Code::R202)), "{found:?}");
    }
}

/// A workbook of one sheet.
fn workbook(rows: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let parts = [
        ("xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets><sheet name=\"甲\" r:id=\"a\"/></sheets></workbook>"),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"a\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
        ("xl/worksheets/sheet1.xml", &sheet),
    ];
    for (name, text) in parts {
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_small_file_that_unpacks_without_end_is_left_at_its_limit() {
    let portal = Portal::empty();
    portal.write("content/a/agency.md", "---\nname: 甲\n---\n");
    let bomb = workbook(&format!("<!--{}-->", " ".repeat(60_000)).repeat(2_000));
    assert!(bomb.len() < 2_000_000, "{}", bomb.len());
    portal.write("content/a/list.xlsx", bomb);
    let (found, _) = findings(&portal);
    assert!(found.iter().any(|finding| finding.code == Code::X109), "{found:?}");
}

#[test]
fn a_long_list_is_read_to_its_end_and_its_header_known() {
    let portal = Portal::empty();
    portal.write("content/a/agency.md", "---\nname: 甲\n---\n");
    let text = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = format!("<row>{}{}</row>", text("张某某"), text("示例县示例镇"));
    let last = format!("<row>{}{}</row>", text("张某某"), text("示例县示例镇示例村3组12号"));
    let head = format!("<row>{}{}</row>", text("姓名"), text("家庭住址"));
    portal.write("content/a/list.xlsx", workbook(&format!("{head}{}{last}", row.repeat(30_000))));
    let (found, said) = findings(&portal);
    assert!(found.iter().any(|finding| finding.code == Code::X107) && said.contains("甲!B1"), "{said}");
}

//! Names that can be part of an address, and how a file is called whose name cannot.

use crate::chinese::{is_chinese, syllable};
use crate::diagnostic::{Arg, Code, Diagnostic, FileId, Span};

use super::alias::can_be_a_file;

/// What is wrong with the name of a file or folder (C205); `None` for a good one.
pub fn finding(name: &str, is_folder: bool, file: impl FnOnce() -> FileId) -> Option<Diagnostic> {
    let (stem, strict) = match name.rsplit_once('.') {
        _ if is_folder => (name, true),
        Some((stem, "md")) => (stem, true),
        Some(_) => (name, false),
        None => (name, true),
    };
    let plain =
        |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || (!strict && matches!(c, '.' | '_'));
    if !stem.is_empty() && stem.chars().all(plain) && (is_folder || name.contains('.')) && can_be_a_file(name) {
        return None;
    }
    let what = match (is_folder, strict) {
        (true, _) => "name_of_folder",
        (false, true) => "name_of_text",
        (false, false) => "name_of_attachment",
    };
    let finding = Diagnostic::new(Code::C205, Span::file(file())).arg("what", Arg::Word(what)).arg("name", name);
    Some(match near(name, is_folder) {
        Some(near) => finding.arg("near", near),
        None => finding,
    })
}

/// The longest name that is thought of for its author.
const LONGEST: usize = 60;

/// A good name as like this one as can be: without capitals and spaces, Chinese as it is read, a year by its digits.
fn near(name: &str, is_folder: bool) -> Option<String> {
    let year = name.trim_end_matches('度').strip_suffix('年');
    if let Some(year) = year.filter(|year| is_folder && year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit())) {
        return Some(year.to_owned());
    }
    let (stem, ending) =
        if is_folder { (name, None) } else { name.rsplit_once('.').map_or((name, None), |(s, e)| (s, Some(e))) };
    let mut out = String::new();
    for c in stem.chars() {
        match c {
            _ if is_chinese(c) => out.push_str(&syllable(c)?),
            _ if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            '.' | '_' if ending.is_some_and(|ending| ending != "md") => out.push(c),
            _ if !out.is_empty() && !out.ends_with('-') => out.push('-'),
            _ => {}
        }
    }
    let stem = out.trim_end_matches('-');
    // Windows takes it for a device, whatever ends it.
    let stem = if can_be_a_file(stem) { stem.to_owned() } else { format!("{stem}-1") };
    let good = match ending {
        Some(ending) => format!("{stem}.{}", ending.to_ascii_lowercase()),
        None => stem.clone(),
    };
    let is_good = !stem.is_empty() && good.is_ascii() && good.len() <= LONGEST && good != name;
    (is_good && (is_folder || ending.is_some())).then_some(good)
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn good_names_are_like_the_bad_ones() {
        for (name, is_folder, good) in [
            ("2024年", true, Some("2024")),
            ("2024年度", true, Some("2024")),
            ("财政局", true, Some("caizhengju")),
            ("JiaoYu", true, Some("jiaoyu")),
            ("Image 1.PNG", false, Some("image-1.png")),
            ("资金清单.xlsx", false, Some("zijinqingdan.xlsx")),
            ("tongzhi - 副本.md", false, Some("tongzhi-fuben.md")),
            ("关于做好全区政府信息公开工作年度报告编制和发布工作有关事项的通知.md", false, None),
            ("说明", false, None),
            ("nul.csv", false, Some("nul-1.csv")),
        ] {
            assert_eq!(near(name, is_folder).as_deref(), good, "{name}");
        }
    }
}

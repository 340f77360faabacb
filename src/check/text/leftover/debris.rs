//! What comes along when text is copied from Word or a web page (S106): the tags and styles of office programs. Markdown
//! shows them as they are, so that every reader sees them.

use crate::chinese::is_chinese;
use crate::diagnostic::{self, Diagnostic, Span};
use crate::near;
use crate::needles::spots;

use super::super::{Subject, Text};

/// One finding for each line of the text, and one for the title: where one tag is left, many are.
pub fn look(text: &Text, title: Option<(usize, &str)>, out: &mut Vec<Diagnostic>) {
    let finding = |at: usize, (start, end): (usize, usize)| {
        let whole = &text.source[at + start..at + end];
        let found: String = whole.chars().take(SHOWN).collect();
        let found = if found.len() < whole.len() { found + "…" } else { found };
        let span = Span::new(text.file, at + start, at + end);
        Diagnostic::new(diagnostic::Code::S106, span).arg("found", &*found).subject(found)
    };
    if let Some((at, title)) = title {
        out.extend(in_line(title).map(|place| finding(at, place)));
    }
    let markdown = &text.source[text.body..];
    // Most texts have none of the marks with which they begin.
    let may_begin = |first: u8, second: u8| {
        (first == b'<')
            | (first == b'm') & (second == b's')
            | ((first == b'{') | (first == b'$')) & (second == b'{')
            | (first == b'&') & ((second == b'a') | (second == b'n'))
            | (first == 0xc2) & (second == 0xab)
            | (first == 0xef) & (second == 0xbf)
    };
    if spots(markdown.as_bytes(), may_begin).next().is_none() {
        return;
    }
    // A report takes figures from its tables by braces.
    let has_quotes = matches!(text.subject, Subject::Report(_));
    // Of a file that was cut within a character its reading tells.
    let is_cut = text.source.trim_end().ends_with(char::REPLACEMENT_CHARACTER);
    let in_line = |line| {
        let left = in_line(line).or_else(|| if has_quotes { None } else { merge_field(line) });
        left.or_else(|| if is_cut { None } else { lost(line) })
    };
    let mut at = text.body;
    let mut fence: Option<&str> = None;
    for line in markdown.split_inclusive('\n') {
        let words = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| words.starts_with(mark));
        match (fence, mark) {
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, Some(mark)) => fence = Some(mark),
            (None, None) => out.extend(in_line(line).map(|place| finding(at, place))),
            _ => {}
        }
        at += line.len();
    }
}

/// How much of it a message repeats, in characters.
const SHOWN: usize = 40;

/// How far a tag may reach, in bytes.
const REACH: usize = 600;

/// What a line shows as code between backticks, for places that are asked for one behind the other.
struct Code<'l> {
    line: &'l str,
    read: usize,
    is_open: bool,
}

impl Code<'_> {
    fn of(line: &str) -> Code<'_> {
        Code { line, read: 0, is_open: false }
    }

    /// Whether a place is within code, or stands behind a mark that makes what follows plain.
    fn holds(&mut self, at: usize) -> bool {
        let marks = self.line.as_bytes()[self.read..at].iter().filter(|b| **b == b'`').count();
        self.is_open ^= marks % 2 == 1;
        self.read = at;
        self.is_open || self.line[..at].ends_with('\\')
    }
}

/// The first tag or style of an office program in a line that is not shown as code on purpose.
fn in_line(line: &str) -> Option<(usize, usize)> {
    let (mut of_tags, mut of_styles, mut of_names, mut of_spaces) =
        (Code::of(line), Code::of(line), Code::of(line), Code::of(line));
    let tag = |(at, _): (usize, &str)| {
        let rest = near::behind(&line[at..], REACH);
        let end = rest.find('>').map_or(rest.trim_end().len(), |end| end + 1);
        (is_of_office(&rest[..end]) && !of_tags.holds(at)).then_some((at, at + end))
    };
    let style = |(at, _): (usize, &str)| {
        let name = line[at..].find(|c: char| !(c.is_ascii_lowercase() || c == '-')).unwrap_or(0);
        let value = line[at + name..].trim_start().strip_prefix(':')?;
        let end = line.len() - value.len() + value.find(['；', ';', '"', '}', '>', '\n']).unwrap_or(value.len());
        (name > "mso-".len() && !of_styles.holds(at)).then_some((at, end))
    };
    // &amp;nbsp; was escaped twice: readers see &nbsp;.
    let entity = |(at, mark): (usize, &str)| {
        let name = &line[at + mark.len()..];
        let end = name.find(';').filter(|end| (2..=6).contains(end))?;
        let is_name = name[..end].bytes().all(|b| b.is_ascii_lowercase());
        (is_name && !of_names.holds(at)).then_some((at, at + mark.len() + end + 1))
    };
    // 领导小组&nbsp;&nbsp;，: indents and columns have such spaces on purpose, but no mark stands behind one.
    let space = |(at, space): (usize, &str)| {
        let rest = line[at..].trim_start_matches(space);
        let is_behind_space = line[..at].ends_with(space);
        let left = !is_behind_space && rest.starts_with(['，', '。', '、', '；', '：', '）', '！', '？']);
        (left && !of_spaces.holds(at)).then_some((at, line.len() - rest.len()))
    };
    // A line of HTML by itself was meant as such; a tag within a sentence was left there.
    let is_html = line.trim_start().starts_with('<');
    let tag = line.match_indices('<').find_map(tag).filter(|(start, end)| !is_html || !is_bare(&line[*start..*end]));
    let style = line.match_indices("mso-").find_map(style);
    let entity = line.match_indices("&amp;").find_map(entity);
    let space = line.match_indices("&nbsp;").find_map(space);
    tag.into_iter().chain(style).chain(entity).chain(space).min()
}

/// The first sign that stands for one a program could not read, and those that follow it.
fn lost(line: &str) -> Option<(usize, usize)> {
    let at = line.find(char::REPLACEMENT_CHARACTER)?;
    let rest = line[at..].trim_start_matches(char::REPLACEMENT_CHARACTER);
    Some((at, line.len() - rest.len()))
}

/// Whether a line or a cell is what a program shows for want of a value, or what was still to be done.
pub fn is_no_value(words: &str) -> bool {
    ["null", "NaN", "TODO", "todo", "TBD", "FIXME"].contains(&words.trim())
}

/// The first field of a form letter that was not filled in: `{{会议议程}}`, `${姓名}`, `«姓名»`.
fn merge_field(line: &str) -> Option<(usize, usize)> {
    const LONGEST: usize = 40;
    let field = |open: &'static str, close: &str| {
        let mut code = Code::of(line);
        line.match_indices(open).find_map(|(at, _)| {
            let inner = &line[at + open.len()..];
            let end = near::behind(inner, LONGEST + close.len()).find(close)?;
            let name = inner[..end].trim();
            let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "_ ".contains(c));
            (is_name && !code.holds(at)).then_some((at, at + open.len() + end + close.len()))
        })
    };
    // Other languages quote like that; a field has a Chinese name here.
    let is_han = |(start, end): &(usize, usize)| line[*start..*end].contains(is_chinese);
    [field("{{", "}}"), field("${", "}"), field("«", "»").filter(is_han)].into_iter().flatten().min()
}

/// Whether a tag says nothing of its look. HTML is shown as text, so it is seen; those of tables are read as tables.
fn is_bare(tag: &str) -> bool {
    const NAMES: [&str; 9] = ["br>", "br/>", "br />", "p>", "div>", "span>", "font>", "strong>", "center>"];
    NAMES.contains(&tag.to_ascii_lowercase()[1..].trim_start_matches('/'))
}

/// Whether a tag is one that an office program writes, or one of a web page with a look of its own.
fn is_of_office(tag: &str) -> bool {
    const NAMES: [&str; 16] = [
        "o:",
        "w:",
        "v:",
        "m:",
        "st1:",
        "w10:",
        "?xml",
        "!--[if",
        "![if",
        "![endif",
        "!--[endif",
        "xml>",
        "mailmerge",
        "style>",
        "!--startfragment",
        "!--endfragment",
    ];
    const LOOKS: [&str; 12] = ["span", "font", "p", "div", "td", "tr", "th", "table", "b", "strong", "col", "u"];
    let tag = tag.to_ascii_lowercase();
    let inner = tag[1..].trim_start_matches('/');
    if NAMES.iter().any(|name| inner.starts_with(name)) || is_bare(&tag) {
        return true;
    }
    let name = inner.find(|c: char| !c.is_ascii_alphanumeric()).map_or(inner, |end| &inner[..end]);
    let has_look =
        ["style=", "class=", "lang=", "face=", "mso", "align=", "width="].iter().any(|word| inner.contains(word));
    LOOKS.contains(&name) && has_look && inner[name.len()..].starts_with(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::{in_line, lost};

    #[test]
    fn what_office_programs_leave_is_found() {
        for (line, found) in [
            ("一、总体情况<o:p></o:p>", "<o:p>"),
            ("<W:WordDocument>", "<W:WordDocument>"),
            (
                "甲<span style=\"font-family:宋体;mso-ascii-font-family:Calibri\">乙</span>",
                "<span style=\"font-family:宋体;mso-ascii-font-family:Calibri\">",
            ),
            ("<p class=MsoNormal>", "<p class=MsoNormal>"),
            ("<!--[if gte mso 9]><xml>", "<!--[if gte mso 9]>"),
            ("<?xml:namespace prefix = o ns = \"urn:x\" />", "<?xml:namespace prefix = o ns = \"urn:x\" />"),
            ("text-indent:2em;mso-char-indent-count:2.0;", "mso-char-indent-count:2.0"),
            ("<span lang=EN-US", "<span lang=EN-US"),
            ("第1行<br>第2行", "<br>"),
            ("甲</p>乙", "</p>"),
            ("。&amp;nbsp;&amp;nbsp;全年", "&amp;nbsp;"),
            ("领导小组&nbsp;&nbsp;，组建", "&nbsp;&nbsp;"),
        ] {
            let place = in_line(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(&line[place.0..place.1], found);
        }
    }

    #[test]
    fn signs_that_were_lost_are_one_place() {
        assert_eq!(lost("请按时\u{fffd}\u{fffd}到场\u{fffd}"), Some((9, 15)));
        assert_eq!(lost("请按时到场￥"), None);
    }

    #[test]
    fn what_looks_like_it_is_not() {
        for line in [
            "增幅<5%，同比>3%",
            "见<https://www.gov.cn/>和<mailto:a@example.gov.cn>",
            "标签`<o:p>`是 Word 留下的",
            "写作\\<w:p>",
            "见 http://example.gov.cn/mso-1.html 和 mso- 前缀",
            "气温<u 值，p<0.05",
            "<王某某>诉<张某某>",
            "写作`<br>`",
            "<p>张某</p><p>李某</p>",
            "研发&amp;设计；甲",
            "&nbsp;&nbsp;各镇人民政府：",
            "示例局&nbsp;&nbsp;2024年",
        ] {
            assert_eq!(in_line(line), None, "{line}");
        }
    }
}

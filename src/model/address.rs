//! Every page and file that a site may have, and where it stands under `public/`.

use std::fmt;

/// A place under `public/` as a visitor names it, without a leading slash: `` for the home page,
/// `shili/2024/report/` for a page, `sitemap.xml` for a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(Box<str>);

impl Address {
    /// The address of a file that is named as it is.
    pub fn file(path: impl Into<Box<str>>) -> Address {
        Address(path.into())
    }

    /// The address of a page that stands at a folder: `about` → `about/`, `` → ``.
    pub fn folder(path: &str) -> Address {
        Address(if path.is_empty() { "".into() } else { format!("{path}/").into() })
    }

    /// The page of a Markdown file below `content/`: `about.md` → `about/`; `agency.md` and `index.md` stand at their
    /// folder.
    pub fn of_markdown(path: &str) -> Address {
        let stem = path.strip_suffix(".md").unwrap_or(path);
        let folder = match stem.rsplit_once('/') {
            Some((folder, "index" | "agency")) => folder,
            None if matches!(stem, "index" | "agency") => "",
            _ => stem,
        };
        Address::folder(folder)
    }

    /// What a path below `content/` means to a visitor when a link names it.
    pub fn of_link(path: &str) -> Address {
        if path.ends_with(".md") {
            return Address::of_markdown(path);
        }
        let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
        if is_file { Address::file(path) } else { Address::folder(path.trim_end_matches('/')) }
    }

    /// As it stands in a link, behind the base path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file under `public/`.
    pub fn on_disk(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') { format!("{}index.html", self.0) } else { self.0.to_string() }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "/{}", self.0)
    }
}

/// The address of a whole site, with a slash at its end; `None` for one that cannot stand as it is in pages, headers and
/// lists of addresses.
pub fn base(text: &str) -> Option<String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let path = path.trim_end_matches('/');
    // A domain may be Chinese.
    let named = host.starts_with(char::is_alphanumeric) || host.starts_with('[');
    let good_host = named && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | ':' | '[' | ']'));
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~' | '%');
    let good_part = |part: &str| !matches!(part, "" | "." | "..") && part.chars().all(plain);
    let good = good_host && (path.is_empty() || path.split('/').all(good_part));
    good.then(|| format!("{}/", text.trim_end_matches('/')))
}

/// The folders right below the site's root whose every file is made by the program or its theme.
const MADE: [&str; 4] = ["assets", "catalogue", "search", "years"];

/// Whether a path is `folder` itself or stands in it; everything stands in the folder without a name.
pub fn is_below(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The folder of the program's own that a path below the site's root lies in, or is. Where capitals and small letters
/// are one, `Search/` is `search/`.
pub fn made_folder(path: &str) -> Option<&'static str> {
    let first = path.split('/').next().unwrap_or_default();
    MADE.into_iter().find(|made| made.eq_ignore_ascii_case(first))
}

/// Pictures are shown in the text; they are no files to take away.
pub fn is_picture(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    matches!(ending, "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg")
}

/// Whether a link's target lies in the portal: no scheme, no other host, not only a fragment.
pub fn is_internal(target: &str) -> bool {
    let scheme = target.split(['/', '#', '?']).next().is_some_and(|head| head.contains(':'));
    !(target.is_empty() || target.starts_with('#') || target.starts_with("//") || scheme)
}

/// Whether a link's target is a file on its writer's own computer or in its network: `C:\\a.docx`, `file:///D:/a.docx`,
/// `\\\\server\\a.docx`.
pub fn is_on_own_computer(target: &str) -> bool {
    let bytes = target.as_bytes();
    let drive =
        bytes.len() > 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':' && matches!(bytes[2], b'\\' | b'/');
    drive || target.starts_with("\\\\") || target.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("file:"))
}

/// The path below `content/` that a link in the file `own` means: relative to the file's folder, or from the portal's
/// root with a leading slash. `None` when it climbs out of the portal.
pub fn resolve(own: &str, target: &str) -> Option<String> {
    let target = target.split(['#', '?']).next().unwrap_or_default();
    let mut parts: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => own.split('/').rev().skip(1).collect::<Vec<_>>().into_iter().rev().collect(),
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    let folder = target.ends_with('/') && !parts.is_empty();
    Some(if folder { format!("{}/", parts.join("/")) } else { parts.join("/") })
}

/// Undoes `%E9%99%84`; `None` for what is no text then.
pub fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digit = |at: usize| after.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        if let (b'%', Some(high), Some(low)) = (first, digit(0), digit(1)) {
            bytes.push((high * 16 + low) as u8);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_signs_mean_what_they_stand_for() {
        assert_eq!(decoded("%E9%99%84-1").as_deref(), Some("附-1"));
        assert_eq!(decoded("100%").as_deref(), Some("100%"));
        assert_eq!(decoded("附件%").as_deref(), Some("附件%"));
        assert_eq!(decoded("%E9%9"), None);
    }

    #[test]
    fn a_base_address_can_stand_anywhere() {
        assert_eq!(base("https://example.gov.cn").as_deref(), Some("https://example.gov.cn/"));
        assert_eq!(base("http://localhost:8000/a-b/c_d//").as_deref(), Some("http://localhost:8000/a-b/c_d/"));
        for good in ["https://政务.example.cn/zwgk/", "http://[::1]:80/", "https://example.gov.cn/%E5%85%AC/~x/"] {
            assert_eq!(base(good).as_deref(), Some(good));
        }
        let bad = [
            "example.gov.cn",
            "ftp://example.gov.cn/",
            "https://",
            "https:///a/",
            "https://a b/",
            "https://a/\nX: y/",
            "https://a/\t/",
            "https://a\\b/",
            "https://a/'/",
            "https://a/\"/",
            "https://a/?q",
            "https://a/#f",
            "https://a/;x/",
            "https://a/../",
            "https://a//b/",
            "https://me@a/",
            "https://a/\u{7f}/",
            "https://.a/",
        ];
        for text in bad {
            assert_eq!(base(text), None, "{text}");
        }
    }

    #[test]
    fn links_are_resolved_from_their_file() {
        let from = |target| resolve("shili/2024/a.md", target);
        assert_eq!(from("./b.csv").as_deref(), Some("shili/2024/b.csv"));
        assert_eq!(from("../2023/c.md#x").as_deref(), Some("shili/2023/c.md"));
        assert_eq!(from("/about/").as_deref(), Some("about/"));
        assert_eq!(from("../../../etc/passwd"), None);
        assert!(is_internal("a.md") && is_internal("/a/") && is_internal("a.md#b:c"));
        assert!(
            !is_internal("https://x.cn") && !is_internal("mailto:a@b.cn") && !is_internal("#a") && !is_internal("//x")
        );
    }

    #[test]
    fn files_of_a_writers_own_are_told() {
        for target in ["C:\\用户\\a.docx", "d:/a.docx", "file:///D:/a.docx", "FILE://a", "\\\\server\\a"] {
            assert!(is_on_own_computer(target), "{target}");
        }
        for target in ["a.docx", "https://a/", "c:a", "文件：a", "files/a", "..\\a"] {
            assert!(!is_on_own_computer(target), "{target}");
        }
    }

    #[test]
    fn markdown_appears_at_its_path() {
        let on_disk = |path| Address::of_markdown(path).on_disk();
        assert_eq!(on_disk("index.md"), "index.html");
        assert_eq!(on_disk("about.md"), "about/index.html");
        assert_eq!(on_disk("shili/agency.md"), "shili/index.html");
        assert_eq!(on_disk("shili/2024/report.md"), "shili/2024/report/index.html");
    }
}

//! The preview list (`/_preview/`): what differs from the site that was built last for publishing, and what is wrong.

use std::fmt::Write;

use crate::diagnostic::{Arg, Args, escape};
use crate::write::{Difference, difference};

use super::figures;
use super::shown::Shown;
use super::wire;

/// The most pages that are listed of each kind, and reports whose figures are compared.
const MOST: usize = 500;

/// The list as a page of its own.
pub fn page(shown: &Shown) -> String {
    let say = |key: &str, args: Args| escape(&shown.words.ui(key, &args));
    let mut main = format!("<h1>{}</h1>", say("preview_title", vec![]));
    let banner = &shown.banner;
    if banner.summary.is_empty() {
        let _ = write!(main, "<p>{}</p>", say("clean", vec![]));
    } else {
        let _ = write!(main, "<h2>{}</h2>{}", escape(&banner.summary), banner.list);
    }
    match difference(&shown.public, &shown.folder) {
        Ok(Some(found)) => changes(&mut main, shown, &found),
        Ok(None) => {
            let _ = write!(main, "<p>{}</p>", say("preview_no_public", vec![]));
        }
        Err(error) => {
            let _ = write!(main, "<p>{}</p>", escape(&format!("{error:#}")));
        }
    }
    wire::own_page(&whole(shown, &main), shown)
}

fn changes(main: &mut String, shown: &Shown, found: &Difference) {
    let say = |key: &str, args: Args| escape(&shown.words.ui(key, &args));
    if found.is_empty() {
        let _ = write!(main, "<p>{}</p>", say("preview_same", vec![]));
        return;
    }
    let lists =
        [("preview_new", &found.added), ("preview_changed", &found.changed), ("preview_removed", &found.removed)];
    for (key, paths) in lists {
        let pages: Vec<&str> = paths.iter().map(|path| &**path).filter(|path| path.ends_with(".html")).collect();
        let others = paths.len() - pages.len();
        if paths.is_empty() {
            continue;
        }
        let count = |number: usize| Arg::from(number.to_string());
        let counts: Args = vec![("pages", count(pages.len())), ("others", count(others))];
        let _ = write!(main, "<h2>{}</h2><ul>", say(key, counts));
        for path in pages.iter().take(MOST) {
            row(main, shown, path, key);
        }
        if pages.len() > MOST {
            let _ = write!(main, "<li>{}</li>", say("preview_more", vec![("count", count(pages.len() - MOST))]));
        }
        main.push_str("</ul>");
    }
}

/// A page of the list; of a report that changed, the figures too.
fn row(main: &mut String, shown: &Shown, path: &str, key: &str) {
    let address = escape(&format!("{}{}", shown.base, path.trim_end_matches("index.html")));
    if key == "preview_removed" {
        let _ = write!(main, "<li>{address}</li>");
        return;
    }
    let _ = write!(main, "<li><a href=\"{address}\">{address}</a>");
    if key == "preview_changed" && path.ends_with("/report/index.html") {
        let read = |folder: &std::path::Path| std::fs::read_to_string(folder.join(path)).unwrap_or_default();
        let changed = figures::changed(&read(&shown.public), &read(&shown.folder));
        if !changed.is_empty() {
            main.push_str("<table><tbody>");
            for figure in changed {
                let id = escape(&figure.id);
                let (old, new) = (escape(&figure.old), escape(&figure.new));
                let _ = write!(
                    main,
                    "<tr><th scope=\"row\"><a href=\"{address}#{id}\">{id}</a></th><td><del>{old}</del></td><td><ins>{new}</ins></td></tr>"
                );
            }
            main.push_str("</tbody></table>");
        }
    }
    main.push_str("</li>");
}

/// What is shown before there is any page: it waits for the first build that succeeds.
pub fn waiting(shown: &Shown) -> String {
    let say = |key: &str| escape(&shown.words.ui(key, &vec![]));
    whole(shown, &format!("<h1>{}</h1><p>{}</p>", say("preview_waiting_title"), say("preview_waiting")))
}

/// Around both; style and script come on the wire.
fn whole(shown: &Shown, main: &str) -> String {
    let title = escape(&shown.words.ui("preview_title", &vec![]));
    let base = escape(&shown.base);
    let home = escape(&shown.words.ui("home_title", &vec![]));
    let lang = if shown.words.0 == crate::diagnostic::Lang::En { "en" } else { "zh-CN" };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n</head>\n<body class=\"gongkai-list\">\n\
         <p><a href=\"{base}\">{home}</a></p>\n<main>\n{main}\n</main>\n</body>\n</html>\n"
    )
}

//! The demonstration portal, built and read again as browsers, feed readers and search engines read it: HTML that
//! parses without an error, ids that are unique, links and anchors that lead somewhere, structured data that is data,
//! feeds with all that a feed must have.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use common::Portal;
use scraper::{Html, Selector};

const BASE: &str = "/zwgk/";
const BASE_URL: &str = "https://example.gov.cn/zwgk/";

/// Every file of the built portal, by its path.
static SITE: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let out = tempfile::tempdir().unwrap();
    let built = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .args(["--root", env!("CARGO_MANIFEST_DIR"), "-q", "build", "--out", out.path().to_str().unwrap()])
        .output()
        .unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let mut files = BTreeMap::new();
    collect(out.path(), out.path(), &mut files);
    files
});

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    let entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    for path in entries {
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            files.insert(name, fs::read(&path).unwrap());
        }
    }
}

fn pages() -> impl Iterator<Item = (&'static str, Html)> {
    let pages = SITE.iter().filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(path, bytes)| (path.as_str(), Html::parse_document(std::str::from_utf8(bytes).unwrap())))
}

fn all<'h>(page: &'h Html, selector: &str) -> Vec<scraper::ElementRef<'h>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn ids(page: &Html) -> Vec<&str> {
    all(page, "[id]").into_iter().filter_map(|element| element.attr("id")).collect()
}

/// The file that an address of the portal stands for.
fn file_of(address: &str) -> String {
    let below = address.strip_prefix(BASE).unwrap_or(address);
    if below.is_empty() || below.ends_with('/') { format!("{below}index.html") } else { below.to_owned() }
}

#[test]
fn every_page_is_html_without_an_error() {
    let mut wrong = Vec::new();
    for (path, page) in pages() {
        wrong.extend(page.errors.iter().map(|error| format!("{path}: {error}")));
        let ids = ids(&page);
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        if unique.len() != ids.len() {
            wrong.push(format!("{path}: an id stands twice"));
        }
        for (selector, count) in [("h1", 1), ("main", 1), ("title", 1), ("link[rel=canonical]", 1)] {
            if all(&page, selector).len() != count {
                wrong.push(format!("{path}: {selector} stands {} times", all(&page, selector).len()));
            }
        }
        if !all(&page, "script:not([src]):not([type='application/ld+json']), style, [style], [onclick]").is_empty() {
            wrong.push(format!("{path}: a script or a style inside the page"));
        }
    }
    assert!(pages().count() > 300);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_link_and_anchor_leads_somewhere() {
    let anchors: BTreeMap<&str, BTreeSet<String>> =
        pages().map(|(path, page)| (path, ids(&page).into_iter().map(str::to_owned).collect())).collect();
    let mut wrong = Vec::new();
    let mut count = 0;
    for (path, page) in pages() {
        let links = all(&page, "[href], [src]").into_iter();
        let targets = links.filter_map(|element| element.attr("href").or(element.attr("src")));
        for target in targets.filter_map(|target| target.strip_prefix(BASE_URL).map_or(Some(target), |_| None)) {
            if target.contains(':') {
                continue;
            }
            count += 1;
            let (address, fragment) = target.split_once('#').unwrap_or((target, ""));
            let file = if address.is_empty() { path.to_owned() } else { file_of(address) };
            if !address.is_empty() && !address.starts_with(BASE) || !SITE.contains_key(&file) {
                wrong.push(format!("{path}: {target}"));
            } else if !fragment.is_empty() && !anchors.get(&*file).is_some_and(|ids| ids.contains(fragment)) {
                wrong.push(format!("{path}: {target}: no such anchor"));
            }
        }
    }
    assert!(count > 10_000, "{count} links");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn labels_of_cells_are_heads_of_their_page() {
    let mut wrong = Vec::new();
    for (path, page) in pages() {
        let ids: BTreeSet<&str> = ids(&page).into_iter().collect();
        for cell in all(&page, "td[headers]") {
            let heads = cell.attr("headers").unwrap();
            if heads.split(' ').any(|head| !ids.contains(head)) {
                wrong.push(format!("{path}: {heads}"));
            }
        }
        for labelled in all(&page, "[aria-labelledby]") {
            let label = labelled.attr("aria-labelledby").unwrap();
            if !ids.contains(label) {
                wrong.push(format!("{path}: labelled by {label}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// 国办发〔2017〕47号, annex: every page names its site; columns and articles name themselves.
#[test]
fn every_page_carries_the_metadata_of_government_sites() {
    let mut wrong = Vec::new();
    for (path, page) in pages() {
        let kind = all(&page, "body").first().and_then(|body| body.attr("class")).unwrap_or_default().to_owned();
        if kind.is_empty() {
            continue; // a former address
        }
        let mut wanted = vec!["SiteName", "SiteDomain", "SiteIDCode"];
        if kind != "page-not_found" {
            wanted.extend(["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"]);
        }
        if ["page-item", "page-report", "page-guide", "page-rule", "page-application"].contains(&&*kind) {
            wanted.extend(["ArticleTitle", "PubDate", "ContentSource", "Url"]);
        }
        for name in wanted {
            let found = all(&page, &format!("meta[name={name}]"));
            if found.len() != 1 || found[0].attr("content").is_none_or(str::is_empty) {
                wrong.push(format!("{path} ({kind}): {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn structured_data_is_data() {
    let mut kinds: BTreeSet<String> = BTreeSet::new();
    for (path, page) in pages() {
        for script in all(&page, "script[type='application/ld+json']") {
            let text: String = script.text().collect();
            let value: serde_json::Value =
                serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
            assert_eq!(value["@context"], "https://schema.org", "{path}");
            kinds.insert(value["@type"].to_string());
        }
    }
    for kind in ["WebSite", "BreadcrumbList", "GovernmentOrganization", "Report", "Dataset", "DigitalDocument"] {
        assert!(kinds.iter().any(|found| found.contains(kind)), "{kind}: {kinds:?}");
    }
}

#[test]
fn feeds_hold_what_a_feed_must() {
    let mut count = 0;
    for (path, bytes) in SITE.iter().filter(|(path, _)| path.ends_with("atom.xml")) {
        let text = std::str::from_utf8(bytes).unwrap();
        let document = roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let feed = document.root_element();
        assert_eq!(feed.tag_name().namespace(), Some("http://www.w3.org/2005/Atom"), "{path}");
        let child = |node: roxmltree::Node<'_, '_>, name: &str| -> String {
            let found: Vec<_> =
                node.children().filter(|child| child.has_tag_name(("http://www.w3.org/2005/Atom", name))).collect();
            assert_eq!(found.len(), 1, "{path}: {name}");
            found[0].text().unwrap_or_default().to_owned()
        };
        let mut seen = BTreeSet::new();
        let entries = feed.children().filter(|node| node.tag_name().name() == "entry");
        for node in std::iter::once(feed).chain(entries) {
            let id = child(node, "id");
            assert!(id.starts_with(BASE_URL) && seen.insert(id), "{path}");
            assert!(!child(node, "title").is_empty(), "{path}");
            let updated = child(node, "updated");
            assert!(updated.len() == 25 && updated.ends_with("T00:00:00+08:00"), "{path}: {updated}");
            assert!(node.children().any(|child| child.tag_name().name() == "author"), "{path}");
            count += 1;
        }
        let newest =
            feed.children().filter(|node| node.tag_name().name() == "entry").map(|entry| child(entry, "updated"));
        assert!(newest.clone().is_sorted_by(|a, b| a >= b), "{path}");
        assert!(newest.max().is_none_or(|newest| newest == child(feed, "updated")), "{path}");
    }
    assert!(count > 100);
}

#[test]
fn files_for_programs_name_files_that_are_there() {
    let text = |path: &str| std::str::from_utf8(&SITE[path]).unwrap();
    let sitemap = roxmltree::Document::parse(text("sitemap.xml")).unwrap();
    let listed: BTreeSet<String> = sitemap
        .descendants()
        .filter(|node| node.tag_name().name() == "loc")
        .map(|node| file_of(node.text().unwrap().strip_prefix("https://example.gov.cn").unwrap()))
        .collect();
    let kinds: BTreeSet<String> = pages()
        .filter(|(_, page)| all(page, "meta[name=robots][content=noindex]").is_empty())
        .map(|(path, _)| path.to_owned())
        .collect();
    assert_eq!(listed, kinds, "the sitemap lists every page that may be found, and no other");
    assert!(text("robots.txt").contains("https://example.gov.cn/zwgk/sitemap.xml"));
    let search = roxmltree::Document::parse(text("opensearch.xml")).unwrap();
    assert!(search.descendants().any(|node| node.tag_name().name() == "Url"));
    assert!(text("_headers").contains("Content-Security-Policy: default-src 'self'"));
    let redirects: Vec<&str> = text("_redirects").lines().collect();
    assert!(redirects.len() >= 4);
    for line in redirects {
        let [from, to, "301"] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        assert!(SITE.contains_key(&file_of(from)) && SITE.contains_key(&file_of(to)), "{line}");
    }
}

/// A reader of the portal's own themes gets every value that a template may use.
#[test]
fn the_reference_of_template_values_is_that_of_the_program() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/template-values.md");
    let reference = gongkai::render::reference();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &reference).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == reference, "docs/template-values.md is out of date: UPDATE_DOCS=1 cargo test --test site");
}

#[test]
fn every_code_stands_in_the_manual_with_its_severity() {
    let manual = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/codes.md")).unwrap();
    for code in gongkai::diagnostic::Code::ALL {
        let row = format!("| {code} | {} | ", code.severity().as_str());
        assert!(manual.contains(&row), "docs/codes.md has no row that begins with {row}");
    }
}

/// Of thousands of bodies a board by a figure lists the first, says so, and leads to the board that has them all.
#[test]
fn a_board_of_very_many_bodies_lists_all_of_them_once() {
    let portal = Portal::empty();
    for body in 0..1003 {
        let folder = format!("b{body:04}");
        portal.write(&format!("content/{folder}/agency.md"), format!("---\nname: 示例{body}\n---\n职责。\n"));
        let figures = format!("disclosure: 0\napplications:\n  new_received: [{body}, 0, 0, 0, 0, 0]\nreviews: 0\n");
        portal.write(&format!("content/{folder}/2023/report.md"), "---\npublished: 2024-01-20\n---\n");
        portal.write(&format!("content/{folder}/2023/report.yaml"), figures);
    }
    let out = portal.path("public");
    let built = portal.run(&["build", "--draft", "--out", out.to_str().unwrap()]);
    assert!(built.status.success());
    let page = |path: &str| std::fs::read_to_string(out.join(path)).unwrap();
    let rows = |html: &str| html.matches("<th scope=\"row\"><a ").count();
    let (all, sorted) = (page("years/2023/index.html"), page("years/2023/by-new-received/index.html"));
    assert_eq!((rows(&all), rows(&sorted)), (1003, 1000));
    assert!(!all.contains("共 1003 个机关") && sorted.contains("共 1003 个机关"));
    let place = |name: &str| sorted.find(&format!(">{name}</a></th>"));
    assert!(place("示例1002") < place("示例3") && place("示例3").is_some() && place("示例2").is_none());
    // 1002 × 1003 / 2
    assert!(sorted.contains("502503"));
}

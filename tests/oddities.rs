//! What cannot be kept as a folder of texts: large files, pipes, failing templates, a thousand errors.
#![allow(clippy::unwrap_used)]

mod common;

use std::process::{Command, Stdio};

use common::Portal;

fn said(portal: &Portal, arguments: &[&str]) -> (String, Option<i32>) {
    let output = portal.run(arguments);
    let text = [output.stdout, output.stderr].concat();
    (String::from_utf8(text).unwrap(), output.status.code())
}

#[test]
fn a_file_that_is_too_large_is_not_read_and_the_rest_is() {
    let portal = Portal::small();
    portal.write("content/jia/2023/large.md", vec![b'a'; 5 * 1024 * 1024]);
    portal.write("content/jia/2023/small.md", "---\ntitle: 小\n---\n");
    let (said, code) = said(&portal, &["check"]);
    assert!(said.contains("large.md:1:1: error[C201]") && said.contains("small.md:2:1: error[C103]"), "{said}");
    assert_eq!(code, Some(1));
}

#[cfg(unix)]
#[test]
fn links_on_disk_do_not_lead_out_of_the_portal() {
    use std::os::unix::fs::symlink;
    let portal = Portal::small();
    let folder = portal.path("content/jia/2023");
    symlink("/etc/hostname", folder.join("out.csv")).unwrap();
    symlink("..", folder.join("circle")).unwrap();
    symlink("nowhere.md", folder.join("dangling.md")).unwrap();
    symlink("notice.md", folder.join("same.md")).unwrap();
    let (said, code) = said(&portal, &["check"]);
    for name in ["out.csv", "circle", "dangling.md"] {
        assert!(said.contains(&format!("{name}:1:1: error[C204]")), "{name}\n{said}");
    }
    assert_eq!((said.matches("error[").count(), code), (3, Some(1)), "{said}");
    portal.run(&["-q", "build", "--draft"]);
    assert!(!portal.path("public/jia/2023/out.csv").exists());
    assert!(portal.path("public/jia/2023/same/index.html").exists());
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let portal = Portal::small();
    let pipe = portal.path("content/jia/2023/pipe.md");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let (said, _) = said(&portal, &["check"]);
    assert!(said.contains("pipe.md:1:1: error[C206]"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_pipe_among_templates_is_not_waited_for() {
    let portal = Portal::small();
    portal.write("themes/default/templates/own.html", "<p id=\"own\"></p>");
    portal.write(
        "content/jia/2023/x.md",
        "---\ntitle: 甲\npublished: 2023-03-01\n---\n[乙](notice.md#own)[丙](notice.md#none)\n",
    );
    portal.write("content/jia/2023/alone.bin", "1");
    let pipe = portal.path("themes/default/templates/pipe.html");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let (said, _) = said(&portal, &["check"]);
    assert_eq!((said.matches("[L103]").count(), said.matches("alone.bin").count()), (1, 1), "{said}");
}

/// Whoever reads the words goes away at once.
#[test]
fn a_reader_that_goes_away_changes_no_exit_code() {
    let portal = Portal::small();
    portal.write("content/jia/2023/x.md", "---\ntitle: 甲\n---\n");
    for (arguments, code) in
        [(["-q", "check"], 1), (["-q", "build"], 1), (["explain", "T101"], 0), (["explain", "T999"], 2)]
    {
        let mut command = portal.command(&arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop((child.stdout.take(), child.stderr.take()));
        assert_eq!(child.wait().unwrap().code(), Some(code), "{arguments:?}");
    }
}

#[test]
fn a_failing_template_is_named_with_its_line_and_those_that_include_it() {
    let portal = Portal::small();
    portal.write("portal.yaml", "name: 示例\nbase_url: https://example.gov.cn/\ntheme: mine\n");
    portal.write("themes/mine/theme.yaml", "name: mine\nextends: default\n");
    let own = "{% extends \"default:item.html\" %}\n{% block main %}\n{% include \"part.html\" %}\n{% endblock %}\n";
    portal.write("themes/mine/templates/item.html", own);
    portal.write("themes/mine/templates/part.html", "<p>\n{{ page.titel }}\n");
    let (said, code) = said(&portal, &["build"]);
    assert!(said.contains("themes/mine/templates/part.html:2:"), "{said}");
    assert!(said.contains("error[V102]") && said.contains("item.html:3"), "{said}");
    assert_eq!(said.matches("error[V102]").count(), 1, "one finding for one place\n{said}");
    assert_eq!(code, Some(1));
    assert!(!portal.path("public").join("index.html").exists());
}

#[test]
fn a_theme_replaces_one_block_of_the_file_it_extends() {
    let portal = Portal::small();
    portal.write(
        "portal.yaml",
        "name: 示例\nbase_url: https://example.gov.cn/\ntheme: mine\nparams: {line: \"12345\", motto: ~}\n",
    );
    portal.write("themes/mine/theme.yaml", "name: mine\nextends: default\nparams: {motto: 公开为常态, line: none}\n");
    let own = "{% extends \"default:404.html\" %}\n\
               {% block main %}<p>{{ site.theme.motto }}{{ site.theme.line }}</p>{% endblock %}\n";
    portal.write("themes/mine/templates/404.html", own);
    portal.build(&portal.path("public"));
    let page = std::fs::read_to_string(portal.path("public/404.html")).unwrap();
    assert!(page.contains("<p>公开为常态12345</p>") && page.contains("<footer class=\"foot\">"), "{page}");
}

#[test]
fn a_portal_may_replace_one_file_of_the_default_theme() {
    let portal = Portal::small();
    portal.write("themes/default/templates/sums.html", "<p>自有核对栏</p>\n");
    portal.build(&portal.path("public"));
    let page = std::fs::read_to_string(portal.path("public/jia/2022/report/index.html")).unwrap();
    assert!(page.contains("自有核对栏") && page.contains("table-applications"), "{page}");
}

#[test]
fn a_thousand_errors_are_all_reported_in_order() {
    let portal = Portal::empty();
    for agency in 0..100 {
        let agency = format!("a{agency:03}");
        portal.write(&format!("content/{agency}/agency.md"), "---\nname: 示例局\n---\n");
        for year in 2021..=2025 {
            let row = |id: &str| format!("  {id}: [1, 0, 0, 0, 9]\n");
            let reviews = format!("reviews:\n{}{}", row("review"), row("litigation_direct"));
            let figures = format!("disclosure: 0\napplications: 0\n{reviews}  litigation_after_review: 0\n");
            portal.report(&agency, year, &figures);
        }
    }
    let (said, code) = said(&portal, &["check", "--format", "json"]);
    let keys: Vec<(String, u64)> = said
        .lines()
        .filter(|line| line.starts_with('{'))
        .map(|line| {
            let path = line.split("\"path\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
            let line = line.split("\"line\":").nth(1).unwrap().split(',').next().unwrap().parse().unwrap();
            (path, line)
        })
        .collect();
    assert_eq!(keys.len(), 1000);
    assert!(keys.is_sorted());
    assert_eq!(code, Some(1));
}

#[test]
fn a_draft_is_neither_checked_nor_built_unless_asked_for() {
    let portal = Portal::small();
    portal.write("content/jia/2023/later.md", "---\ntitle: 稿\ndraft: true\n---\n");
    assert_eq!(said(&portal, &["check"]).1, Some(0));
    portal.build(&portal.path("public"));
    assert!(!portal.path("public/jia/2023/later").exists());
    portal.run(&["-q", "build", "--draft"]);
    assert!(portal.path("public/jia/2023/later/index.html").exists());
}

#[test]
fn usage_and_a_missing_portal_are_exit_code_two() {
    let portal = Portal::empty();
    assert_eq!(said(&portal, &["check", "--format", "xml"]).1, Some(2));
    assert_eq!(said(&portal, &["build", "--as-of", "someday"]).1, Some(2));
    assert_eq!(said(&portal, &["build", "--as-of", "9999-01-01"]).1, Some(2));
    for address in ["example.gov.cn", "https://a b/", "https://a/\nX-Evil: 1", "https://a/\"/"] {
        let (words, code) = said(&portal, &["--lang", "en", "build", "--base-url", address]);
        assert_eq!(code, Some(2));
        assert!(words.contains("--base-url cannot be") && words.lines().count() == 1, "{words}");
    }
    assert_eq!(said(&portal, &["check", "nowhere"]).1, Some(2));
    assert_eq!(said(&portal, &["explain", "T999"]).1, Some(2));
    portal.remove("portal.yaml");
    assert_eq!(said(&portal, &["check"]).1, Some(2));
}

#[test]
fn a_check_of_one_folder_speaks_of_that_folder() {
    let portal = Portal::small();
    portal.write("content/jia/2023/x.md", "---\ntitle: 甲\n---\n");
    portal.write("content/yi/2023/x.md", "---\ntitle: 乙\n---\n");
    let (said, code) = said(&portal, &["check", "content/jia"]);
    assert!(said.contains("content/jia/2023/x.md") && !said.contains("content/yi"), "{said}");
    assert_eq!(code, Some(1));
    assert_eq!(portal.run(&["check", "content/yi/2022"]).status.code(), Some(0));
    portal.write("portal.yaml", "name: 示例\nbase_url: example\nnote: x\n");
    let (said, code) = self::said(&portal, &["check", "content/yi/2022"]);
    assert!(said.contains("error[C102]") && !said.contains("[C101]") && code == Some(1), "{said}");
}

#[test]
fn usage_errors_speak_chinese() {
    let portal = Portal::empty();
    for (arguments, words) in [
        (&["chekc"][..], "不认识“chekc”，是不是"),
        (&["check", "--formt", "text"], "不认识“--formt”，是不是 --format"),
        (&["check", "--format", "xml"], "不能是“xml”，可以是：text、json、github、sarif、html"),
        (&["build", "--out"], "--out <DIR> 后面要有一个值"),
        (&["explain"], "还缺 <CODE>"),
        (&["check", "--external", "--diff"], "不能与 --diff 同时用"),
        (&["-q", "-v", "check"], "不能与"),
    ] {
        let (said, code) = said(&portal, arguments);
        assert!(said.contains(words) && code == Some(2) && !said.contains("error"), "{arguments:?} {said}");
    }
    let (said, code) = said(&portal, &["help", "check"]);
    assert!(said.contains("用法：") && said.contains("--baseline") && code == Some(0), "{said}");
}

#[test]
fn help_speaks_chinese_and_english() {
    let portal = Portal::empty();
    assert!(said(&portal, &["build", "--help"]).0.contains("有错误也生成"));
    assert!(said(&portal, &["--lang", "en", "build", "--help"]).0.contains("Build in spite of errors"));
}

#[test]
fn a_fault_in_a_part_of_every_page_names_the_part_and_who_puts_it_down() {
    let portal = Portal::small();
    portal.write("themes/default/templates/footer.html", "<footer>\n{{ page.title }}</footer>\n");
    let output = portal.run(&["--lang", "en", "build"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("themes/default/templates/footer.html:2:4: error[V102]"), "{said}");
    assert!(said.contains("base.html:"), "{said}");
}

#[test]
fn a_style_leads_to_the_published_names_of_other_files() {
    let portal = Portal::small();
    let folder = "themes/default/static";
    portal.write(
        &format!("{folder}/css/own.css"),
        "@import \"../css/b.css\";\n.a { background: url( ../img/a.svg#one ) }\n",
    );
    portal.write(&format!("{folder}/css/b.css"), "b{src:url('f.woff2?v=1')}");
    portal.write(&format!("{folder}/css/f.woff2"), [0xff, 0xfe]);
    portal.write(&format!("{folder}/img/a.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let out = portal.path("public");
    portal.build(&out);
    let named = |start: &str, ending: &str| {
        let names = common::contents(&out).into_keys();
        names.into_iter().find(|name| name.starts_with(start) && name.ends_with(ending)).unwrap()
    };
    let style = std::fs::read_to_string(out.join(named("assets/css/own.", ".css"))).unwrap();
    let (b, svg) = (named("assets/css/b.", ".css"), named("assets/img/a.", ".svg"));
    let below = |name: &str| name.strip_prefix("assets/").unwrap().to_owned();
    assert_eq!(style, format!("@import \"../{}\";.a{{background:url( ../{}#one )}}\n", below(&b), below(&svg)));
    let font = named("assets/css/f.", ".woff2");
    assert!(std::fs::read_to_string(out.join(&b)).unwrap().contains(&font["assets/css/".len()..]));

    portal.write(&format!("{folder}/css/f.woff2"), [0xff, 0xfd]);
    portal.build(&out);
    assert!(named("assets/css/b.", ".css") != b, "a changed file changes the name of what leads to it");
}

#[cfg(unix)]
#[test]
fn a_static_file_whose_name_would_break_a_page_is_refused() {
    for name in ["a<b>.svg", "a\"b.svg", "a b.svg"] {
        let portal = Portal::small();
        portal.write(&format!("themes/default/static/{name}"), "x");
        let (words, code) = said(&portal, &["build"]);
        assert!(words.contains("error[C205]") && code == Some(1), "{words}");
    }
}

/// Each part is made by an engine of its own, so the engine's own bound does not hold it.
#[test]
fn parts_that_put_each_other_down_are_stopped() {
    let portal = Portal::small();
    portal.write("themes/default/templates/footer.html", "{{ once(\"again.html\") }}\n");
    portal.write("themes/default/templates/again.html", "{{ once(\"footer.html\") }}\n");
    let (words, code) = said(&portal, &["--lang", "en", "build"]);
    assert!(words.contains("error[V102]") && words.contains("puts itself down"), "{words}");
    assert_eq!(code, Some(1));
    assert!(!portal.path("public").join("index.html").exists());
}

#[test]
fn what_is_hidden_today_takes_its_files_and_its_successors_with_it() {
    let portal = Portal::empty();
    portal.write("content/a/agency.md", "---\nname: 示例局\n---\n职责。\n");
    for file in ["files/both", "files/only", "files/draft", "files/free", "2024/later/own", "2024/now/beside"] {
        portal.write(&format!("content/a/{file}.csv"), "a,b\n");
    }
    let document = |name: &str, front: &str, body: &str| {
        let text = format!("---\ntitle: {name}\npublished: {front}\n---\n{body}\n");
        portal.write(&format!("content/a/2024/{name}.md"), text);
    };
    document("now", "2024-05-01\nvalidity: repealed\nrepealed_by: ./later.md", "见[表](../files/both.csv)。");
    document("later", "2024-07-01", "[一](../files/both.csv) [二](../files/only.csv) [三](./now/beside.csv)");
    document("draft", "2024-05-01\ndraft: true", "[稿](../files/draft.csv)");
    let out = portal.path("public");
    let files = |day: &str| {
        let output = portal.run(&["build", "--as-of", day]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let names = common::contents(&out).into_keys();
        names.filter_map(|name| Some(name.strip_suffix(".csv")?.to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(files("2024-06-01"), ["a/2024/now/beside", "a/files/both", "a/files/free"]);
    let page = || std::fs::read_to_string(out.join("a/2024/now/index.html")).unwrap();
    assert!(page().contains("本文件已废止") && !page().contains("现行文件"));
    let later = ["a/2024/later/own", "a/2024/now/beside", "a/files/both", "a/files/free", "a/files/only"];
    assert_eq!(files("2024-07-01"), later);
    assert!(page().contains("现行文件"));
}

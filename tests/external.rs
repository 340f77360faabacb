//! Links to other sites, asked of small servers on this machine: every outcome, the pace, and what is kept.
#![cfg(feature = "external")]
#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use common::Portal;
use gongkai::diagnostic::{Arg, Code, Diagnostic};
use gongkai::external::Asking;
use gongkai::pipeline::{self, Options, Outcome, Silent};

/// A request: method, path, and when it came.
type Request = (String, String, Instant);

/// A server that answers by path and notes what it was asked.
struct Server {
    port: u16,
    log: Arc<Mutex<Vec<Request>>>,
    /// How many requests it was busy with at most.
    busiest: Arc<AtomicUsize>,
    /// How many bytes of endless bodies were taken.
    taken: Arc<AtomicUsize>,
}

impl Server {
    fn start() -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = Server { port, log: Arc::default(), busiest: Arc::default(), taken: Arc::default() };
        let (log, busiest, taken) = (server.log.clone(), server.busiest.clone(), server.taken.clone());
        let busy = Arc::new(AtomicUsize::new(0));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, busy, busiest, taken) = (log.clone(), busy.clone(), busiest.clone(), taken.clone());
                std::thread::spawn(move || {
                    busiest.fetch_max(busy.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    serve(stream, &log, &taken);
                    busy.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        server
    }

    fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    fn asked(&self) -> Vec<(String, String)> {
        self.log.lock().unwrap().iter().map(|(method, path, _)| (method.clone(), path.clone())).collect()
    }
}

fn serve(mut stream: TcpStream, log: &Mutex<Vec<Request>>, taken: &AtomicUsize) {
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read(&mut byte) {
            // The beginning of a secure connection, which it does not speak.
            Ok(1) if head.is_empty() && byte[0] == 0x16 => {
                let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
                return;
            }
            Ok(1) => head.push(byte[0]),
            _ => return,
        }
    }
    let head = String::from_utf8(head).unwrap();
    let mut first = head.split_whitespace();
    let (method, path) = (first.next().unwrap().to_owned(), first.next().unwrap().to_owned());
    assert!(head.to_ascii_lowercase().contains("user-agent: gongkai/"), "{head}");
    log.lock().unwrap().push((method.clone(), path.clone(), Instant::now()));
    let is_head = method == "HEAD";
    let reply = |status: u16, more: &str| {
        format!("HTTP/1.1 {status} X\r\nContent-Length: 0\r\nConnection: close\r\n{more}\r\n")
    };
    let text = match &*path {
        "/get-only" if is_head => reply(405, ""),
        "/get-only-404" if is_head => reply(404, ""),
        "/cut-head" if is_head => return,
        "/moved" => reply(301, "Location: /new\r\n"),
        "/moved-home" => reply(308, "Location: /\r\n"),
        "/moved-twice" => reply(301, "Location: moved\r\n"),
        "/elsewhere" => reply(302, "Location: /new\r\n"),
        "/moved-then-elsewhere" => reply(301, "Location: /elsewhere\r\n"),
        "/to-dead" => reply(301, "Location: /404\r\n"),
        "/to-private" => reply(302, "Location: http://10.0.0.1/\r\n"),
        "/to-app" => reply(302, "Location: weixin://dl\r\n"),
        "/no-location" => reply(302, ""),
        "/loop" => reply(302, "Set-Cookie: a=b\r\nLocation: /loop\r\n"),
        "/cut" => return,
        "/slow" => {
            std::thread::sleep(Duration::from_secs(3));
            return;
        }
        "/busy" => {
            std::thread::sleep(Duration::from_millis(50));
            reply(200, "")
        }
        "/endless" if is_head => reply(403, ""),
        "/endless" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            let block = [b'x'; 16 * 1024];
            while taken.load(Ordering::SeqCst) < 1 << 28 && stream.write_all(&block).is_ok() {
                taken.fetch_add(block.len(), Ordering::SeqCst);
            }
            return;
        }
        other => reply(other.trim_start_matches('/').split('?').next().unwrap().parse().unwrap_or(200), ""),
    };
    let _ = stream.write_all(text.as_bytes());
}

/// As the command line asks, but quickly, and this machine.
fn asking() -> Asking {
    Asking {
        pause: Duration::from_millis(1),
        timeout: Duration::from_millis(700),
        may_ask: |address| address.is_loopback(),
        ..Asking::politely(1_700_000_000)
    }
}

/// A portal with one document that links to these addresses.
fn linking(targets: &[String]) -> Portal {
    let portal = Portal::empty();
    portal.write("content/jia/agency.md", "---\nname: 示例甲局\n---\n职责。\n");
    let links: String = targets.iter().map(|target| format!("- [见](<{target}>)\n")).collect();
    portal.write("content/jia/2024/a.md", format!("---\ntitle: 甲\npublished: 2024-01-02\n---\n\n{links}"));
    portal
}

fn asked(portal: &Portal, asking: Asking) -> Outcome {
    let options = Options { external: Some(asking), ..Options::default() };
    pipeline::check(portal.root(), &options, &Silent).unwrap()
}

fn arg<'d>(finding: &'d Diagnostic, name: &str) -> Option<&'d str> {
    finding.args.iter().find(|(key, _)| *key == name).map(|(_, arg)| match arg {
        Arg::Text(text) => text.as_str(),
        Arg::Word(word) => word,
    })
}

/// What was found, by target: code and reason or new address.
fn found(outcome: &Outcome) -> BTreeMap<String, (Code, String)> {
    let outside = outcome.findings.iter().filter(|finding| finding.code.is_outside());
    outside
        .map(|finding| {
            let why = arg(finding, "why").or(arg(finding, "to")).unwrap().to_owned();
            (arg(finding, "target").unwrap().to_owned(), (finding.code, why))
        })
        .collect()
}

#[test]
fn every_outcome_is_told_from_the_others() {
    // What cannot be asked is said once a host, so each such path has a server of its own.
    let server = Server::start();
    let gone = { TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port() };
    let mut wanted: BTreeMap<String, (Code, String)> = BTreeMap::new();
    let mut targets: Vec<String> = Vec::new();
    for path in
        ["/200", "/206", "/get-only", "/get-only-404", "/cut-head", "/elsewhere", "/moved-then-elsewhere", "/endless"]
    {
        targets.push(server.address(path));
    }
    let mut expect = |target: String, code: Code, why: &str| {
        wanted.insert(target.clone(), (code, why.to_owned()));
        targets.push(target);
    };
    expect(server.address("/404"), Code::L201, "HTTP 404");
    expect(server.address("/410#a"), Code::L201, "HTTP 410");
    expect(server.address("/to-dead"), Code::L201, "HTTP 404");
    expect(format!("http://127.0.0.1:{gone}/"), Code::L201, "refused");
    expect("http://www.example.gov.cn，/".to_owned(), Code::L201, "bad_address");
    expect(server.address("/moved#place"), Code::L203, &server.address("/new#place"));
    expect(server.address("/moved-twice"), Code::L203, &server.address("/new"));
    expect(server.address("/moved-home"), Code::L203, &server.address("/"));
    let mut others: Vec<Server> = Vec::new();
    for (path, why) in [
        ("/202", "HTTP 202"),
        ("/401", "HTTP 401"),
        ("/403", "HTTP 403"),
        ("/405", "HTTP 405"),
        ("/412", "HTTP 412"),
        ("/429", "HTTP 429"),
        ("/503", "HTTP 503"),
        ("/521", "HTTP 521"),
        ("/loop", "many_redirects"),
        ("/to-private", "private_address"),
        ("/to-app", "other_place"),
        ("/no-location", "other_place"),
        ("/cut", "cut_off"),
        ("/slow", "no_answer"),
    ] {
        let other = Server::start();
        expect(other.address(path), Code::L202, why);
        others.push(other);
    }
    // Somebody who speaks no TLS.
    expect(format!("https://127.0.0.1:{}/", Server::start().port), Code::L202, "no_tls");
    let portal = linking(&targets);
    let outcome = asked(&portal, asking());
    assert_eq!(found(&outcome), wanted);
    assert!(server.taken.load(Ordering::SeqCst) < 1 << 26, "a body is not read to its end");
    assert_eq!(others[8].asked().len(), 6, "a loop of redirects has an end");
    assert_eq!(outcome.external, Some((targets.len() - 1, 0)));
    for finding in outcome.findings.iter().filter(|finding| finding.code == Code::L203) {
        let to_home = arg(finding, "to").is_some_and(|to| to == server.address("/"));
        assert_eq!(finding.fix.as_deref(), arg(finding, "to").filter(|_| !to_home));
    }
    // Each at the very address.
    let text = fs::read_to_string(portal.path("content/jia/2024/a.md")).unwrap();
    for finding in outcome.findings.iter().filter(|finding| finding.code.is_outside()) {
        let place = &text[finding.span.start as usize..finding.span.end as usize];
        assert_eq!(Some(place), arg(finding, "target"));
    }
}

#[test]
fn a_second_check_asks_nothing_for_some_days() {
    let server = Server::start();
    let portal = linking(&["/200", "/404", "/403", "/moved"].map(|path| server.address(path)));
    let first = asked(&portal, asking());
    let count = server.asked().len();
    assert_eq!(first.external, Some((4, 0)));
    let second = asked(&portal, asking());
    assert_eq!((second.external, server.asked().len()), (Some((0, 4)), count));
    assert_eq!(found(&first), found(&second));
    let kept = portal.path(".gongkai/external.tsv");
    assert_eq!(fs::read_to_string(portal.path(".gongkai/.gitignore")).unwrap(), "*\n");
    assert_eq!(fs::read_to_string(&kept).unwrap().lines().count(), 4);
    // Too old, from the future, damaged: as good as none.
    let later = Asking { now: asking().now + 3 * 24 * 60 * 60, ..asking() };
    assert_eq!(asked(&portal, later).external, Some((4, 0)));
    assert_eq!(asked(&portal, asking()).external, Some((4, 0)));
    fs::write(&kept, b"x\n\xff\t\t\n1\tdead\n").unwrap();
    assert_eq!(asked(&portal, asking()).external, Some((4, 0)));
    assert_eq!(asked(&portal, asking()).external, Some((0, 4)));
}

#[test]
fn a_host_is_asked_one_thing_at_a_time_with_pauses_and_hosts_side_by_side() {
    let servers: Vec<Server> = (0..4).map(|_| Server::start()).collect();
    let mut targets: Vec<String> =
        servers.iter().flat_map(|server| (0..4).map(|n| server.address(&format!("/busy?{n}")))).collect();
    // Somebody else leads there, too.
    let other = Server::start();
    targets.push(other.address("/200"));
    let pause = Duration::from_millis(150);
    let start = Instant::now();
    asked(&linking(&targets), Asking { pause, ..asking() });
    let took = start.elapsed();
    for server in &servers {
        assert_eq!(server.busiest.load(Ordering::SeqCst), 1);
        let log = server.log.lock().unwrap();
        assert_eq!(log.len(), 4);
        let gaps = log.windows(2).map(|pair| pair[1].2 - pair[0].2);
        assert!(gaps.min().unwrap() >= pause, "{log:?}");
    }
    // Three pauses a host, one host after the other, would take 1.8 seconds for the pauses alone.
    assert!(took < pause * 12, "{took:?}");
}

#[test]
fn front_matter_and_configuration_are_asked_about_and_the_portal_itself_is_not() {
    let server = Server::start();
    let portal = linking(&[]);
    portal.write(
        "portal.yaml",
        format!(
            "name: 示例\nbase_url: http://127.0.0.1:{}/zwgk/\nchecks: {{A201: off}}\nextra: {{a: [\"{}\"]}}\n",
            server.port,
            server.address("/404?portal")
        ),
    );
    let front = format!(
        "---\ntitle: 甲\npublished: 2024-01-02\nvalidity: repealed\nrepealed_by: {}\nextra:\n  source: {}\n---\n\n<{}>，[引][1]，[自己]({})\n\n[1]: {}\n",
        server.address("/404?new"),
        server.address("/404?source"),
        server.address("/404?bare"),
        server.address("/zwgk/404"),
        server.address("/404?reference"),
    );
    portal.write("content/jia/2024/a.md", front);
    let outcome = asked(&portal, asking());
    let asked: Vec<String> = found(&outcome).into_keys().collect();
    let paths: Vec<&str> = asked.iter().map(|target| target.rsplit_once('?').unwrap().1).collect();
    assert_eq!(paths, ["bare", "new", "portal", "reference", "source"]);
}

#[test]
fn without_a_network_no_link_is_called_dead_and_nothing_is_kept() {
    let gone: Vec<TcpListener> = (0..3).map(|_| TcpListener::bind("127.0.0.1:0").unwrap()).collect();
    let targets: Vec<String> = gone.iter().map(|gone| format!("http://{}/", gone.local_addr().unwrap())).collect();
    drop(gone);
    let portal = linking(&targets);
    let outcome = asked(&portal, asking());
    let found: Vec<_> = found(&outcome).into_values().collect();
    assert_eq!(found, [(Code::L202, "no_network".to_owned())]);
    assert_eq!(asked(&portal, asking()).external, Some((3, 0)));
    // Two hosts may well be dead.
    let portal = linking(&targets[..2]);
    let codes: Vec<Code> = asked(&portal, asking()).findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [Code::L201, Code::L201]);
}

#[test]
fn the_command_asks_only_if_told_to_and_never_this_machine() {
    let server = Server::start();
    let portal = linking(&[server.address("/404"), "http://localhost:1/".to_owned(), "http://a..b/".to_owned()]);
    for arguments in [&["check"][..], &["build", "--out"]] {
        let out = portal.path("out");
        let more = if arguments.len() > 1 { vec![out.to_str().unwrap()] } else { vec![] };
        let arguments: Vec<&str> = arguments.iter().copied().chain(more).collect();
        let output = portal.run(&arguments);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert!(!portal.path(".gongkai/external.tsv").exists());
    let output = portal.run(&["--lang", "en", "check", "--external", "--strict"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("warning[L201] `http://a..b/` leads nowhere: the address is wrong"), "{said}");
    assert_eq!(said.matches("note[L202]").count(), 2, "{said}");
    assert_eq!(said.matches("a private address, which is not asked").count(), 2, "{said}");
    assert!(said.contains("2 addresses asked, 0 known"), "{said}");
    assert_eq!(server.asked(), []);
    // Only what is asked about.
    let output = portal.run(&["--lang", "en", "check", "--external", "content/jia/agency.md"]);
    assert!(String::from_utf8(output.stdout).unwrap().contains("0 addresses asked"));
}

#[test]
fn a_waiver_and_a_baseline_wait_until_somebody_asks() {
    let portal = linking(&["http://a..b/".to_owned()]);
    let path = portal.path("content/jia/2024/a.md");
    let text = fs::read_to_string(&path).unwrap();
    let accepted = portal.path("accepted.txt");
    let accepted = accepted.to_str().unwrap();
    portal.run(&["check", "--external", "--write-baseline", accepted]);
    let output = portal.run(&["--lang", "en", "check", "--baseline", accepted]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(!said.contains("gone") && said.contains("nothing found"), "{said}");
    let waived = text.replacen("---\n", "---\nwaivers: [{code: L201, reason: 历史原文。}]\n", 1);
    fs::write(&path, &waived).unwrap();
    let plain = portal.run(&["--lang", "en", "check", "--strict"]);
    assert_eq!(plain.status.code(), Some(0), "{}", String::from_utf8_lossy(&plain.stdout));
    let asked = portal.run(&["--lang", "en", "check", "--external", "--strict"]);
    assert_eq!(asked.status.code(), Some(0));
    assert!(String::from_utf8(asked.stdout).unwrap().contains("note[L201]"));
    fs::write(&path, waived.replace("http://a..b/", "http://10.0.0.1/")).unwrap();
    let unused = portal.run(&["--lang", "en", "check", "--external"]);
    assert!(String::from_utf8(unused.stdout).unwrap().contains("R110"));
}

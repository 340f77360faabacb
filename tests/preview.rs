//! The preview as a browser asks it.
#![cfg(feature = "serve")]
#![allow(clippy::unwrap_used)]

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

use common::Portal;

/// A running preview; it ends with this.
struct Preview {
    child: Child,
    host: String,
}

impl Preview {
    /// Starts one and waits until the first build was told.
    fn of(portal: &Portal) -> Preview {
        let mut command = portal.command(&["--lang", "en", "serve", "--port", "0"]);
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
        let first = lines.find(|line| line.contains("http://")).unwrap();
        let host = first.split_once("http://").unwrap().1.split('/').next().unwrap().to_owned();
        lines.find(|line| line.starts_with("Updated")).unwrap();
        std::thread::spawn(move || lines.count());
        Preview { child, host }
    }

    /// What is answered to a request for a path.
    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.host).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

#[test]
fn a_base_address_may_hold_percent_signs() {
    let portal = Portal::small();
    portal.write(
        "portal.yaml",
        "name: 示例\nbase_url: https://example.gov.cn/%E5%85%AC/\nchecks: {A201: off, A204: off}\n",
    );
    let preview = Preview::of(&portal);
    let home = preview.get("/%E5%85%AC/");
    assert!(home.starts_with("HTTP/1.1 200") && home.contains("data-path=\"index.html\""), "{home}");
    let page = preview.get("/%E5%85%AC/jia/2023/notice/");
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("data-path=\"jia/2023/notice/index.html\""), "{page}");
    let none = preview.get("/%E5%85%AC/none/");
    assert!(none.starts_with("HTTP/1.1 404") && none.contains("data-path=\"none/index.html\""), "{none}");
    assert!(preview.get("/%E5%85%AC/jia/2023/list.csv").ends_with("a,b\n1,2\n"));
    assert!(preview.get("/%E5%85%AC").contains("/%E5%85%AC/\r\n"));
    for outside in ["/", "/%E5%85%AC/..%2fportal.yaml", "/%E5%85%AC/.gongkai-manifest", "/%E5%85%AC/%FF", "/x/"] {
        let answer = preview.get(outside);
        assert!(!answer.starts_with("HTTP/1.1 200") && !answer.contains("gongkai-manifest 1"), "{outside}: {answer}");
    }
}

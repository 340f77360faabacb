//! One address asked over HTTP: `HEAD`, then `GET` where that is refused; redirects followed; never a body read.

use std::io;
use std::net::{IpAddr, Ipv6Addr};

use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Error, config::Config};

use super::address::Address;
use super::pace::Turns;
use super::{Answer, Asking};

/// How many redirects are followed.
const REDIRECTS: usize = 5;

/// What an answer may be besides a status: words of `messages.yaml`.
pub const REASONS: [&str; 10] = [
    "no_name",
    "refused",
    "no_answer",
    "cut_off",
    "no_tls",
    "private_address",
    "many_redirects",
    "other_place",
    "not_asked",
    "no_network",
];

/// Asks, one after another at each host.
pub struct Agent {
    agent: ureq::Agent,
    turns: Turns,
}

/// What one request came to.
enum Reply {
    Status(u16),
    /// A redirect: its status and where it leads, if it says so.
    Redirect(u16, Option<String>),
}

impl Agent {
    /// An agent that names itself and the portal that it asks for.
    pub fn new(asking: &Asking, portal: &str) -> Agent {
        let name = format!("gongkai/{} (check --external; {portal})", env!("CARGO_PKG_VERSION"));
        let visible: String = name.chars().filter(|c| c.is_ascii_graphic() || *c == ' ').collect();
        let config = Config::builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(visible)
            .accept("text/html,*/*;q=0.8")
            // A proxy would look names up itself, and nobody here could see where a request goes.
            .proxy(None)
            .max_idle_connections(0)
            .timeout_global(Some(asking.timeout))
            .build();
        let resolver = Guarded { names: DefaultResolver::default(), may_ask: asking.may_ask };
        let agent = ureq::Agent::with_parts(config, DefaultConnector::default(), resolver);
        Agent { agent, turns: Turns::new(asking.pause) }
    }

    /// What comes of an address.
    pub fn ask(&self, address: &Address) -> Answer {
        let mut here = address.clone();
        let mut for_good = true;
        for _ in 0..=REDIRECTS {
            let (status, location) = match self.request(&here) {
                Err(answer) => return answer,
                Ok(Reply::Status(status)) => return judged(status, address, &here, for_good),
                Ok(Reply::Redirect(status, location)) => (status, location),
            };
            for_good &= matches!(status, 301 | 308);
            let Some(next) = location.and_then(|location| here.join(&location)) else {
                return Answer::Blocked("other_place".to_owned());
            };
            here = next;
        }
        Answer::Blocked("many_redirects".to_owned())
    }

    /// Many servers refuse or misunderstand `HEAD`: only its good answers count.
    fn request(&self, address: &Address) -> Result<Reply, Answer> {
        match self.once(address, true) {
            // Who is asked too often is not asked again.
            Ok(Reply::Status(status)) if !(200..300).contains(&status) && status != 429 => {
                self.once(address, false).map_err(|e| failed(&e))
            }
            Err(Error::Protocol(_) | Error::Http(_)) => self.once(address, false).map_err(|e| failed(&e)),
            Err(Error::Io(error)) if is_cut_off(&error) => self.once(address, false).map_err(|e| failed(&e)),
            other => other.map_err(|error| failed(&error)),
        }
    }

    fn once(&self, address: &Address, head: bool) -> Result<Reply, Error> {
        self.turns.take(address.host(), || {
            let target = address.to_string();
            // The answer is dropped with its body unread, and with it the connection.
            let response = if head { self.agent.head(&target).call()? } else { self.agent.get(&target).call()? };
            let status = response.status().as_u16();
            if !matches!(status, 301 | 302 | 303 | 307 | 308) {
                return Ok(Reply::Status(status));
            }
            let location = response.headers().get("location").map(|value| String::from_utf8_lossy(value.as_bytes()));
            Ok(Reply::Redirect(status, location.map(|location| location.into_owned())))
        })
    }
}

fn judged(status: u16, asked: &Address, found: &Address, for_good: bool) -> Answer {
    match status {
        // 202 is how a challenge lets a browser in.
        202 => Answer::Blocked(status.to_string()),
        200..300 if for_good && asked != found => Answer::Moved(found.to_string()),
        200..300 => Answer::Alive,
        404 | 410 => Answer::Dead(status.to_string()),
        other => Answer::Blocked(other.to_string()),
    }
}

fn is_cut_off(error: &io::Error) -> bool {
    use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof};
    matches!(error.kind(), ConnectionReset | ConnectionAborted | UnexpectedEof | BrokenPipe)
}

fn failed(error: &Error) -> Answer {
    let blocked = |why: &str| Answer::Blocked(why.to_owned());
    match error {
        Error::HostNotFound => Answer::Dead("no_name".to_owned()),
        Error::Timeout(_) => blocked("no_answer"),
        Error::Tls(_) | Error::Rustls(_) | Error::TlsRequired | Error::Pem(_) => blocked("no_tls"),
        Error::Io(error) => match error.kind() {
            _ if error.get_ref().is_some_and(|inner| inner.is::<Private>()) => blocked("private_address"),
            io::ErrorKind::ConnectionRefused => Answer::Dead("refused".to_owned()),
            io::ErrorKind::TimedOut => blocked("no_answer"),
            io::ErrorKind::InvalidData => blocked("no_tls"),
            _ if is_cut_off(error) => blocked("cut_off"),
            _ => blocked("not_asked"),
        },
        _ => blocked("not_asked"),
    }
}

/// A name that stands for a machine that must not be asked.
#[derive(Debug)]
struct Private;

impl std::fmt::Display for Private {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("a private address")
    }
}

impl std::error::Error for Private {}

/// Looks names up, and lets nobody through to machines that must not be asked: what is looked up here is what is
/// connected to, so a name cannot mean one machine now and another a moment later.
#[derive(Debug)]
struct Guarded {
    names: DefaultResolver,
    may_ask: fn(IpAddr) -> bool,
}

impl Resolver for Guarded {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let found = match self.names.resolve(uri, config, timeout) {
            Err(Error::Io(error)) if is_unknown(&error.to_string(), error.raw_os_error()) => {
                return Err(Error::HostNotFound);
            }
            other => other?,
        };
        match found.iter().all(|address| (self.may_ask)(address.ip())) {
            true => Ok(found),
            false => Err(Error::Io(io::Error::other(Private))),
        }
    }
}

/// Whether a look-up says for certain that there is no such name, in the words of the systems; a look-up that fails may
/// say nothing but that there is no network.
fn is_unknown(error: &str, code: Option<i32>) -> bool {
    const WORDS: [&str; 5] = [
        "Name or service not known",
        "No address associated with hostname",
        "nodename nor servname provided",
        "Name does not resolve",
        "Name has no usable address",
    ];
    // WSAHOST_NOT_FOUND and WSANO_DATA.
    WORDS.iter().any(|words| error.contains(words)) || matches!(code, Some(11001 | 11004))
}

/// Whether an address belongs to the public network: not this machine, its neighbours, or what is set aside
/// (RFC 6890 and its registries).
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            let shared = a == 100 && (64..128).contains(&b);
            let benchmark = a == 198 && matches!(b, 18 | 19);
            let protocols = a == 192 && b == 0 && c == 0;
            !(v4.is_private()
                || v4.is_loopback()
                || v4.is_link_local()
                || v4.is_unspecified()
                || v4.is_broadcast()
                || v4.is_multicast()
                || v4.is_documentation()
                || shared
                || benchmark
                || protocols
                || a == 0
                || a >= 240)
        }
        IpAddr::V6(v6) => match embedded(v6) {
            Some(v4) => is_public(IpAddr::V4(v4)),
            // Everything that is handed out lies in 2000::/3; documentation lies there too.
            None => v6.segments()[0] & 0xe000 == 0x2000 && !v6_is_documentation(v6),
        },
    }
}

fn v6_is_documentation(v6: Ipv6Addr) -> bool {
    let [first, second, ..] = v6.segments();
    first == 0x2001 && second == 0xdb8 || first == 0x3fff && second < 0x1000
}

/// The address of the older protocol within one of the newer: mapped, translated (RFC 6052) or by 6to4.
fn embedded(v6: Ipv6Addr) -> Option<std::net::Ipv4Addr> {
    let parts = v6.segments();
    let v4 = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        std::net::Ipv4Addr::new(a, b, c, d)
    };
    match parts {
        [0x2002, high, low, ..] => Some(v4(high, low)),
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => Some(v4(high, low)),
        _ => v6.to_ipv4_mapped(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_machines_are_asked() {
        for private in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "::ffff:127.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "ff02::1",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
        for public in ["1.2.4.8", "114.114.114.114", "172.32.0.1", "100.128.0.1", "2400:3200::1", "::ffff:1.2.4.8"] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
    }

    #[test]
    fn a_name_is_unknown_only_where_the_system_says_so() {
        let said = |detail: &str| is_unknown(&format!("failed to lookup address information: {detail}"), None);
        assert!(said("Name or service not known") && said("nodename nor servname provided, or not known"));
        assert!(is_unknown("No such host is known.", Some(11001)));
        assert!(!said("Temporary failure in name resolution") && !said("Try again"));
    }

    #[test]
    fn a_status_is_dead_only_where_it_says_so() {
        let address = Address::parse("http://example.gov.cn/").unwrap();
        for status in [202, 400, 401, 403, 405, 412, 418, 429, 451, 500, 502, 503, 521] {
            assert_eq!(judged(status, &address, &address, true), Answer::Blocked(status.to_string()));
        }
        for status in [404, 410] {
            assert_eq!(judged(status, &address, &address, true), Answer::Dead(status.to_string()));
        }
        assert_eq!(judged(206, &address, &address, true), Answer::Alive);
    }
}

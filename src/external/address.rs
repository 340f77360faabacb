//! Addresses as they are asked: without the place on the page, with what may not stand in a request percent-encoded.

use std::fmt;

/// An `http` or `https` address. Two that differ only in the case of the host or in the place on the page are one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// Lower case, with the port if one is given.
    host: Box<str>,
    is_secure: bool,
    /// From the first slash, with the query.
    path: Box<str>,
}

impl Address {
    /// Reads an address.
    ///
    /// # Errors
    /// A word of `messages.yaml`: what is wrong with it.
    pub fn parse(text: &str) -> Result<Address, &'static str> {
        let text = text.trim();
        let scheme = |name: &str| text.get(..name.len()).filter(|found| found.eq_ignore_ascii_case(name));
        let (is_secure, rest) = match (scheme("https://"), scheme("http://"), scheme("//")) {
            (Some(found), ..) => (true, &text[found.len()..]),
            (_, Some(found), _) => (false, &text[found.len()..]),
            (.., Some(found)) => (true, &text[found.len()..]),
            _ => return Err("no_address"),
        };
        let rest = rest.split('#').next().unwrap_or_default();
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let host = host(&rest[..end])?;
        let path = encoded(&rest[end..]);
        let path = if path.starts_with('/') { path } else { format!("/{path}") };
        Ok(Address { host: host.into(), is_secure, path: path.into() })
    }

    /// Where a redirect leads; `None` for what no reader of pages could follow.
    pub fn join(&self, location: &str) -> Option<Address> {
        let location = location.trim();
        let scheme = location.find(':').filter(|at| location[..*at].bytes().all(|b| b.is_ascii_alphanumeric()));
        if location.starts_with("//") {
            let scheme = if self.is_secure { "https:" } else { "http:" };
            return Address::parse(&format!("{scheme}{location}")).ok();
        }
        if scheme.is_some() {
            return Address::parse(location).ok();
        }
        let location = location.split('#').next().unwrap_or_default();
        let own = self.path.split('?').next().unwrap_or_default();
        let path = match location.chars().next() {
            None => self.path.to_string(),
            Some('/') => location.to_owned(),
            Some('?') => format!("{own}{location}"),
            Some(_) => format!("{}/{location}", &own[..own.rfind('/').unwrap_or_default()]),
        };
        Some(Address { path: without_dots(&encoded(&path)).into(), ..self.clone() })
    }

    /// The host, with its port if one is given.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Whether it is the first page of its site.
    pub fn is_home(&self) -> bool {
        matches!(&*self.path, "/" | "/index.html" | "/index.htm" | "/index.shtml")
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let scheme = if self.is_secure { "https" } else { "http" };
        write!(f, "{scheme}://{}{}", self.host, self.path)
    }
}

/// A host and port that a request can name.
fn host(text: &str) -> Result<String, &'static str> {
    let (name, port) = match text.rfind(':').filter(|at| !text[*at..].contains(']')) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    };
    let good_port = port.is_none_or(|port| port.parse::<u16>().is_ok());
    let is_v6 = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    if let Some(inner) = is_v6.filter(|_| good_port) {
        return if inner.parse::<std::net::Ipv6Addr>().is_ok() {
            Ok(text.to_ascii_lowercase())
        } else {
            Err("bad_address")
        };
    }
    let good = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_');
    let parts_are_good = name.trim_end_matches('.').split('.').all(|part| !part.is_empty() && part.len() <= 63 * 4);
    if !good_port || !name.chars().all(good) || !parts_are_good {
        return Err("bad_address");
    }
    Ok(text.to_ascii_lowercase())
}

/// Percent-encodes what may not stand in a path or query; what is encoded already stays.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'!' | b'#'..=b';' | b'=' | b'?'..=b'Z' | b'_' | b'a'..=b'z' | b'~' => out.push(char::from(byte)),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

/// A path without `.` and `..`.
fn without_dots(path: &str) -> String {
    let (path, query) = path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query)));
    let mut parts: Vec<&str> = Vec::new();
    let last = path.rsplit('/').next().unwrap_or_default();
    for part in path.split('/').skip(1) {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            other => parts.push(other),
        }
    }
    let mut out = format!("/{}", parts.join("/"));
    if matches!(last, "." | "..") && !out.ends_with('/') {
        out.push('/');
    }
    if let Some(query) = query {
        out.push('?');
        out.push_str(query);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn addresses_are_read_as_they_are_asked() {
        for (text, asked) in [
            ("HTTPS://WWW.Example.gov.cn", "https://www.example.gov.cn/"),
            (
                "http://example.gov.cn:8080/公开/a b.html?x=1#第一节",
                "http://example.gov.cn:8080/%E5%85%AC%E5%BC%80/a%20b.html?x=1",
            ),
            ("//example.gov.cn?x=%20", "https://example.gov.cn/?x=%20"),
            ("http://[2001:DB8::1]:80/", "http://[2001:db8::1]:80/"),
            ("http://政务.example.cn/", "http://政务.example.cn/"),
        ] {
            assert_eq!(Address::parse(text).map(|address| address.to_string()).as_deref(), Ok(asked), "{text}");
        }
        for text in [
            "http://",
            "http:///a",
            "http://www.example.gov.cn，",
            "https://a..b/",
            "http://a b/",
            "http://u@h/",
            "http://h:99999/",
        ] {
            assert_eq!(Address::parse(text), Err("bad_address"), "{text}");
        }
        assert_eq!(Address::parse("mailto:a@b"), Err("no_address"));
    }

    #[test]
    fn redirects_are_followed_as_browsers_do() {
        let from = Address::parse("https://example.gov.cn/a/b.html?q=1").unwrap();
        for (location, to) in [
            ("http://other.gov.cn", Some("http://other.gov.cn/")),
            ("//other.gov.cn/x", Some("https://other.gov.cn/x")),
            ("/c", Some("https://example.gov.cn/c")),
            ("c.html#d", Some("https://example.gov.cn/a/c.html")),
            ("../../c/./d", Some("https://example.gov.cn/c/d")),
            ("?q=2", Some("https://example.gov.cn/a/b.html?q=2")),
            ("weixin://dl", None),
            ("/公开?时间=1:2", Some("https://example.gov.cn/%E5%85%AC%E5%BC%80?%E6%97%B6%E9%97%B4=1:2")),
        ] {
            assert_eq!(from.join(location).map(|to| to.to_string()).as_deref(), to, "{location}");
        }
    }
}

//! The address of a printer or of a queue.

use std::fmt;

use trade::measure::narrow;
use trade::refusal::Refusal;

/// The address of an IPP printer or CUPS queue: `ipp://HOST[:PORT]/QUEUE`, or the same with `http://`. IPP is HTTP; without a port
/// the first means 631 and the second 80.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    http: bool,
    host: String,
    port: Option<u16>,
    path: String,
}

impl Address {
    /// Reads an address; full-width characters, as an input method writes them, are taken for what they mean.
    ///
    /// # Errors
    /// [`Refusal::NotAPrinter`]. Encrypted addresses (`ipps`, `https`) are refused too: this program speaks no TLS.
    pub fn read(text: &str) -> Result<Address, Refusal> {
        let plain: String = text.trim().chars().map(narrow).collect();
        parts(&plain).ok_or_else(|| Refusal::NotAPrinter { value: text.trim().to_owned() })
    }

    /// Where its HTTP is spoken.
    pub(super) fn url(&self) -> String {
        format!("http://{}:{}{}", self.host, self.port(), encoded(&self.path))
    }

    /// What it is called in a request.
    pub(super) fn uri(&self) -> String {
        format!("ipp://{}:{}{}", self.host, self.port(), encoded(&self.path))
    }

    fn port(&self) -> u16 {
        self.port.unwrap_or(if self.http { 80 } else { 631 })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let port = self.port.map_or(String::new(), |port| format!(":{port}"));
        write!(f, "{}://{}{port}{}", if self.http { "http" } else { "ipp" }, self.host, self.path)
    }
}

fn parts(text: &str) -> Option<Address> {
    let (scheme, rest) = text.split_once("://")?;
    let http = match scheme.to_ascii_lowercase().as_str() {
        "ipp" => false,
        "http" => true,
        _ => return None,
    };
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    // The colons of an IPv6 address stand in brackets.
    let (host, port) = match host.rfind(':').filter(|colon| !host[*colon..].contains(']')) {
        Some(colon) => (&host[..colon], Some(host[colon + 1..].parse::<u16>().ok().filter(|port| *port > 0)?)),
        None => (host, None),
    };
    let bare = match host.strip_prefix('[') {
        Some(six) => six.strip_suffix(']').filter(|six| six.parse::<std::net::Ipv6Addr>().is_ok())?,
        None => host,
    };
    let known =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') || (host.starts_with('[') && c == ':');
    let sound = !bare.is_empty() && bare.chars().all(known) && !bare.starts_with(['.', '-']);
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '?' | '#' | '\\' | '<' | '>' | '"');
    let short = text.len() <= 500;
    (sound && short && path.chars().all(plain)).then(|| Address {
        http,
        host: host.to_ascii_lowercase(),
        port,
        path: if path.is_empty() { "/".to_owned() } else { path.to_owned() },
    })
}

/// A path as HTTP wants it: what is not ASCII stands as `%` and two digits for each byte.
fn encoded(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        if byte.is_ascii() {
            out.push(char::from(byte));
        } else {
            out += &format!("%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_as_people_write_them() {
        for (text, url, uri) in [
            (
                " ipp://localhost:631/printers/Canon ",
                "http://localhost:631/printers/Canon",
                "ipp://localhost:631/printers/Canon",
            ),
            ("IPP://192.168.1.20/ipp/print", "http://192.168.1.20:631/ipp/print", "ipp://192.168.1.20:631/ipp/print"),
            ("http://printer.local/ipp", "http://printer.local:80/ipp", "ipp://printer.local:80/ipp"),
            (
                "ipp：／／localhost：631／printers／佳能",
                "http://localhost:631/printers/%E4%BD%B3%E8%83%BD",
                "ipp://localhost:631/printers/%E4%BD%B3%E8%83%BD",
            ),
            ("ipp://[::1]:8631/ipp/print", "http://[::1]:8631/ipp/print", "ipp://[::1]:8631/ipp/print"),
            ("ipp://canon", "http://canon:631/", "ipp://canon:631/"),
        ] {
            let address = Address::read(text).unwrap_or_else(|refused| panic!("{text}: {refused:?}"));
            assert_eq!((address.url().as_str(), address.uri().as_str()), (url, uri));
            assert_eq!(Address::read(&address.to_string()), Ok(address), "{text}: written and read again");
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "",
            "Canon",
            "localhost:631",
            "ipp:/localhost",
            "ipp://",
            "ipp:///printers/Canon",
            "ipps://localhost/x",
            "https://localhost/x",
            "ftp://localhost/x",
            "ipp://localhost:0/x",
            "ipp://localhost:99999/x",
            "ipp://local host/x",
            "ipp://user@host/x",
            "ipp://localhost/a b",
            "ipp://[::1/x",
            "ipp://[no]/x",
            "ipp://打印机/x",
        ] {
            assert_eq!(Address::read(text), Err(Refusal::NotAPrinter { value: text.to_owned() }), "{text}");
        }
        assert!(Address::read(&format!("ipp://localhost/{}", "x".repeat(600))).is_err());
    }
}

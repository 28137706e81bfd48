//! Printers that answer on the network: one question by multicast DNS (RFC 6762) for services of the type `_ipp._tcp` (RFC 6763), asked
//! from a port of its own, so that whoever answers does so to it alone (one-shot, RFC 6762, 5.1). No other question is asked, and nothing is
//! announced.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::time::{Duration, Instant};

use super::FoundPrinter;

/// The group and port of multicast DNS.
const GROUP: (Ipv4Addr, u16) = (Ipv4Addr::new(224, 0, 0, 251), 5353);
/// What printers that speak IPP are found by.
const SERVICE: &str = "_ipp._tcp.local";
/// The most answers that are read, and records of each: a house has fewer printers.
const MOST: usize = 200;

/// The records of an answer that say something of a printer.
const A: u16 = 1;
const PTR: u16 = 12;
const TXT: u16 = 16;
const SRV: u16 = 33;

/// Asks once, and listens so long. It fails where the network cannot be asked.
pub(super) fn printers(patience: Duration) -> std::io::Result<Vec<FoundPrinter>> {
    Ok(listened(patience)?.printers())
}

/// The address at which all printers of the network are asked.
pub(super) fn asked_at() -> String {
    SocketAddr::from(GROUP).to_string()
}

fn listened(patience: Duration) -> std::io::Result<Heard> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0))?;
    socket.send_to(&question(), SocketAddr::from(GROUP))?;
    let (until, mut heard, mut buffer) = (Instant::now() + patience, Heard::default(), [0; 9_000]);
    for _ in 0..MOST {
        let Some(left) = until.checked_duration_since(Instant::now()).filter(|left| !left.is_zero()) else { break };
        socket.set_read_timeout(Some(left))?;
        let Ok((count, _)) = socket.recv_from(&mut buffer) else { break };
        heard.hear(&buffer[..count]);
    }
    Ok(heard)
}

/// Which printers there are, with the bit that asks for an answer to who asks.
fn question() -> Vec<u8> {
    let mut packet = vec![0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0];
    for label in SERVICE.split('.') {
        packet.push(label.len() as u8);
        packet.extend(label.as_bytes());
    }
    packet.extend([0, 0, PTR as u8, 0x80, 1]);
    packet
}

/// What was said so far, by the names of services and hosts in small letters.
#[derive(Debug, Default)]
struct Heard {
    /// Names of printers, as they write themselves.
    services: BTreeMap<String, String>,
    /// Host and port of a service.
    places: BTreeMap<String, (String, u16)>,
    /// What a service says of itself, as `key=value`.
    said: BTreeMap<String, Vec<String>>,
    hosts: BTreeMap<String, Ipv4Addr>,
}

impl Heard {
    /// Reads an answer as far as it can be read.
    fn hear(&mut self, packet: &[u8]) {
        let number = |at: usize| Some(usize::from(u16::from_be_bytes(packet.get(at..at + 2)?.try_into().ok()?)));
        let Some(questions) = number(4) else { return };
        let records: usize = [6, 8, 10].into_iter().filter_map(number).sum();
        let mut at = 12;
        for _ in 0..questions.min(MOST) {
            let Some((_, end)) = name(packet, at) else { return };
            at = end + 4;
        }
        for _ in 0..records.min(MOST) {
            let Some((labels, end)) = name(packet, at) else { return };
            let (Some(kind), Some(long)) = (number(end), number(end + 8)) else { return };
            let data = end + 10;
            let Some(body) = packet.get(data..data + long) else { return };
            self.record(&labels, kind as u16, (packet, data, body));
            at = data + long;
        }
    }

    fn record(&mut self, labels: &[String], kind: u16, (packet, at, body): (&[u8], usize, &[u8])) {
        let key = labels.join(".").to_lowercase();
        match kind {
            PTR if key == SERVICE => {
                let Some((service, _)) = name(packet, at) else { return };
                let Some(shown) = service.first() else { return };
                self.services.insert(service.join(".").to_lowercase(), shown.clone());
            }
            SRV if body.len() > 6 => {
                let Some((host, _)) = name(packet, at + 6) else { return };
                let port = u16::from_be_bytes([body[4], body[5]]);
                self.places.insert(key, (host.join(".").to_lowercase(), port));
            }
            TXT => {
                let (mut texts, mut rest) = (Vec::new(), body);
                while let Some((long, more)) = rest.split_first() {
                    let Some(text) = more.get(..usize::from(*long)) else { break };
                    texts.push(String::from_utf8_lossy(text).into_owned());
                    rest = &more[usize::from(*long)..];
                }
                self.said.insert(key, texts);
            }
            A => {
                if let Ok(four) = <[u8; 4]>::try_from(body) {
                    self.hosts.insert(key, Ipv4Addr::from(four));
                }
            }
            _ => {}
        }
    }

    /// The printers of which an address is known. One that does not say its queue has the root.
    fn printers(self) -> Vec<FoundPrinter> {
        let printer = |(key, name): (&String, &String)| {
            let (host, port) = self.places.get(key)?;
            let said = |wanted: &str| {
                let pair = self.said.get(key)?.iter().filter_map(|text| text.split_once('='));
                pair.into_iter()
                    .find(|(key, _)| key.eq_ignore_ascii_case(wanted))
                    .map(|(_, value)| value.trim().to_owned())
            };
            // A name that ends in .local is known to few systems; the number it has is known to all.
            let host = self.hosts.get(host).map_or_else(|| host.clone(), ToString::to_string);
            let port = if *port == 631 { String::new() } else { format!(":{port}") };
            let queue = said("rp").unwrap_or_default();
            let about =
                [said("ty"), said("note")].into_iter().flatten().filter(|text| !text.is_empty() && text != name);
            let about = about.collect::<Vec<_>>().join(" · ");
            let address = format!("ipp://{host}{port}/{}", queue.trim_start_matches('/'));
            Some(FoundPrinter { name: name.clone(), about, address, queue: false })
        };
        self.services.iter().filter_map(printer).collect()
    }
}

/// A name that stands in a packet, label by label, and where what follows it stands. A name may end in that of another, further ahead; one
/// that leads round in a circle is none.
fn name(packet: &[u8], from: usize) -> Option<(Vec<String>, usize)> {
    let (mut at, mut end, mut labels) = (from, None, Vec::new());
    for _ in 0..128 {
        let long = usize::from(*packet.get(at)?);
        match long {
            0 => return Some((labels, end.unwrap_or(at + 1))),
            64.. => {
                let low = usize::from(*packet.get(at + 1)?);
                if long & 0xc0 != 0xc0 {
                    return None;
                }
                end = end.or(Some(at + 2));
                at = (long & 0x3f) << 8 | low;
            }
            _ => {
                labels.push(String::from_utf8_lossy(packet.get(at + 1..at + 1 + long)?).into_owned());
                at += 1 + long;
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(text: &[&str]) -> Vec<u8> {
        let each = text.iter().flat_map(|label| [&[label.len() as u8][..], label.as_bytes()].concat());
        each.chain([0]).collect()
    }

    fn record(name: &[u8], kind: u16, body: &[u8]) -> Vec<u8> {
        let long = u16::try_from(body.len()).expect("short");
        [name, &kind.to_be_bytes(), &[0, 1, 0, 0, 0, 120], &long.to_be_bytes(), body].concat()
    }

    /// An answer as a printer gives it: the name of the service stands once, further names point to it.
    fn answer() -> Vec<u8> {
        let mut packet = vec![0, 0, 0x84, 0, 0, 0, 0, 1, 0, 0, 0, 3];
        let service = [&[12][..], "前台佳能".as_bytes(), &[0xc0, 12]].concat();
        packet.extend(record(&labels(&["_ipp", "_tcp", "local"]), PTR, &service));
        let at = packet.len() - service.len();
        let own = [0xc0, at as u8];
        let host = labels(&["Canon-12", "local"]);
        packet.extend(record(&own, SRV, &[&[0, 0, 0, 0, 0x02, 0x77][..], &host].concat()));
        let texts: Vec<u8> = ["rp=ipp/print", "ty=Canon MF4700", "note="]
            .iter()
            .flat_map(|t| [&[t.len() as u8][..], t.as_bytes()].concat())
            .collect();
        packet.extend(record(&own, TXT, &texts));
        packet.extend(record(&host, A, &[192, 168, 1, 12]));
        packet
    }

    #[test]
    fn a_printer_says_its_name_its_host_and_its_queue() {
        let mut heard = Heard::default();
        heard.hear(&answer());
        let found = FoundPrinter {
            name: "前台佳能".to_owned(),
            about: "Canon MF4700".to_owned(),
            address: "ipp://192.168.1.12/ipp/print".to_owned(),
            queue: false,
        };
        assert_eq!(heard.printers(), [found]);
    }

    #[test]
    fn what_is_cut_off_or_leads_in_circles_is_read_as_far_as_it_goes() {
        let whole = answer();
        for end in 0..whole.len() {
            let mut heard = Heard::default();
            heard.hear(&whole[..end]);
            assert!(heard.printers().len() <= 1, "{end}");
        }
        let mut circle = vec![0, 0, 0x84, 0, 0, 0, 0, 1, 0, 0, 0, 0];
        circle.extend([0xc0, 12, 0, 12, 0, 1]);
        let mut heard = Heard::default();
        heard.hear(&circle);
        assert_eq!(heard.printers(), []);
        for at in 0..whole.len() {
            for byte in [0, 1, 63, 0xc0, 0xff] {
                let mut other = whole.clone();
                other[at] = byte;
                Heard::default().hear(&other);
            }
        }
    }

    #[test]
    fn the_question_is_one_for_printers() {
        let query = question();
        assert_eq!(name(&query, 12).map(|(labels, _)| labels.join(".")).as_deref(), Some(SERVICE));
        assert_eq!(query[query.len() - 4..], [0, 12, 0x80, 1]);
    }
}

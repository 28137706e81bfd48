//! Printers that are there: the queues of CUPS on this machine, and the printers that say so on the network (DNS-SD).

use std::io;
use std::net::TcpStream;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use ipp::model::{DelimiterTag, Operation};
use ipp::prelude::{IppAttribute, IppValue, Uri};

use super::send::{add, answer, asking};
use super::{Address, Patience, dns_sd};
use trade::refusal::{Fault, PrinterTrouble};

/// How long CUPS and the network are listened to: printers of the house answer within a few tenths of a second.
const PATIENCE: Duration = Duration::from_secs(2);
/// The most printers that are listed.
const MOST: usize = 50;

/// A printer that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPrinter {
    /// What it calls itself.
    pub name: String,
    /// Where it stands or what it is, as whoever set it up wrote it; empty where nothing is said.
    pub about: String,
    /// The address by which it is printed on.
    pub address: String,
    /// Whether it is a queue of CUPS on this machine; otherwise it answered on the network.
    pub queue: bool,
}

/// What a search for printers came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrinterSearch {
    /// Those that were found, at most fifty.
    pub printers: Vec<FoundPrinter>,
    /// What could not be asked, so that printers may be missing.
    pub failed: Vec<Fault>,
}

/// Looks for printers for whoever asks under this name.
pub type Finder = Arc<dyn Fn(&str) -> PrinterSearch + Send + Sync>;

/// Looks for printers: in CUPS and on the network at once. It takes two seconds at most: never on a window's thread. Who does not answer is not
/// there; that this machine has no CUPS is no fault.
pub fn found(user: &str) -> PrinterSearch {
    let network = thread::Builder::new().name("dns-sd".to_owned()).spawn(|| dns_sd::printers(PATIENCE));
    let said = std::env::var("CUPS_SERVER").ok();
    let server = cups_server(said.as_deref());
    let network = network.and_then(|thread| thread.join().unwrap_or_else(|_| Err(io::ErrorKind::Other.into())));
    let network = network.map_err(|error| PrinterTrouble::Unreachable { what: error.to_string() });
    let asked = [(server.clone(), queues(&server, said.is_some(), user)), (dns_sd::asked_at(), network)];
    let mut search = PrinterSearch::default();
    for (address, found) in asked {
        let found = found.unwrap_or_else(|trouble| {
            search.failed.push(Fault::Printer { address, trouble });
            Vec::new()
        });
        for printer in found {
            let known = search.printers.iter().any(|other| other.address == printer.address);
            if !known && search.printers.len() < MOST && Address::read(&printer.address).is_ok() {
                search.printers.push(printer);
            }
        }
    }
    search
}

/// Where CUPS is asked: on this machine, or as `CUPS_SERVER` says (`HOST[:PORT][/version=1.1]`), by which its own programs go too. A socket in
/// the file system is not spoken to.
fn cups_server(said: Option<&str>) -> String {
    let said = said.map(|said| said.split('/').next().unwrap_or_default()).filter(|said| !said.is_empty());
    format!("ipp://{}/", said.unwrap_or("localhost:631"))
}

/// The queues of CUPS (CUPS-Get-Printers). Nobody at the usual place is no fault; nobody where CUPS was said to be is one.
fn queues(server: &str, is_said: bool, user: &str) -> Result<Vec<FoundPrinter>, PrinterTrouble> {
    let address = Address::read(server).map_err(|_| PrinterTrouble::NoHost)?;
    let patience = Patience { reach: Duration::from_secs(1), answer: PATIENCE, take: PATIENCE };
    let mut question = asking(None, Operation::CupsGetPrinters, user)?;
    let names = ["printer-name", "printer-uri-supported", "printer-info", "printer-location"];
    let names = names.iter().filter_map(|name| IppValue::new_keyword(*name).ok()).collect();
    add(&mut question, DelimiterTag::OperationAttributes, "requested-attributes", Some(IppValue::Array(names)));
    let told = match answer(&address, question, patience, patience.answer) {
        Ok(told) => told,
        // CUPS without queues says that it does not know of any.
        Err(PrinterTrouble::Unknown) => return Ok(Vec::new()),
        Err(PrinterTrouble::Unreachable { .. }) if !is_said && !listens(&address) => return Ok(Vec::new()),
        Err(trouble) => return Err(trouble),
    };
    let groups = told.attributes().groups_of(DelimiterTag::PrinterAttributes);
    let queue = |group: &ipp::prelude::IppAttributeGroup| {
        let text = |name: &str| -> Option<String> {
            let value = match group.get(name).map(IppAttribute::value)? {
                IppValue::Array(values) => values.first()?.to_string(),
                value => value.to_string(),
            };
            Some(value.trim().to_owned()).filter(|text| !text.is_empty())
        };
        let name = text("printer-name")?;
        let said = [text("printer-info"), text("printer-location")].into_iter().flatten().filter(|text| *text != name);
        let about = said.collect::<Vec<_>>().join(" · ");
        // Asked at a host that calls itself otherwise elsewhere, the queue is reached where CUPS was.
        let uri = text("printer-uri-supported")?;
        let path = uri.split_once("://")?.1.split_once('/')?.1;
        let address =
            format!("{}{path}", server.strip_suffix(":631/").map_or(server.to_owned(), |host| format!("{host}/")));
        Some(FoundPrinter { name, about, address, queue: true })
    };
    Ok(groups.filter_map(queue).collect())
}

/// Whether somebody takes connections at an address: who does and then breaks one off is there all the same.
fn listens(address: &Address) -> bool {
    let uri = address.uri().parse::<Uri>().ok();
    uri.as_ref()
        .and_then(|uri| Some((uri.host()?, uri.port_u16().unwrap_or(631))))
        .is_some_and(|place| TcpStream::connect(place).is_ok())
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpListener;

    use super::*;

    /// An attribute as IPP writes it: its tag, its name, its value (RFC 8010, 3.1.4).
    fn attribute(tag: u8, name: &str, value: &str) -> Vec<u8> {
        let long = |text: &str| u16::try_from(text.len()).expect("short").to_be_bytes();
        [&[tag][..], &long(name), name.as_bytes(), &long(value), value.as_bytes()].concat()
    }

    #[test]
    fn cups_says_which_queues_there_are() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let mut body = vec![1, 1, 0, 0, 0, 0, 0, 1, 1];
        body.extend(attribute(0x47, "attributes-charset", "utf-8"));
        for (name, info) in [("Canon", "前台 佳能"), ("HP", "")] {
            body.push(4);
            body.extend(attribute(0x42, "printer-name", name));
            body.extend(attribute(0x45, "printer-uri-supported", &format!("ipp://counter.local/printers/{name}")));
            body.extend(attribute(0x41, "printer-info", info));
        }
        body.push(3);
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("asked");
            let (mut heard, mut part) = (Vec::new(), [0; 4096]);
            while !heard.ends_with(b"0\r\n\r\n") {
                let count = stream.read(&mut part).expect("heard");
                heard.extend_from_slice(&part[..count]);
            }
            let head =
                format!("HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nContent-Length: {}\r\n\r\n", body.len());
            stream.write_all(&[head.as_bytes(), &body].concat()).expect("answered");
        });
        let found = queues(&format!("ipp://127.0.0.1:{port}/"), false, "王敏");
        server.join().expect("it answered");
        let queue = |name: &str, about: &str| FoundPrinter {
            name: name.to_owned(),
            about: about.to_owned(),
            address: format!("ipp://127.0.0.1:{port}/printers/{name}"),
            queue: true,
        };
        assert_eq!(found, Ok(vec![queue("Canon", "前台 佳能"), queue("HP", "")]));
    }

    /// What is asked of a server that takes a connection, hears the whole question where it `listens`, and answers so.
    fn asked(listens: bool, reply: &'static [u8]) -> Result<Vec<FoundPrinter>, PrinterTrouble> {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let other = listener.try_clone().expect("the same port");
        let server = thread::spawn(move || {
            let (mut stream, _) = other.accept().expect("asked");
            let (mut heard, mut part) = (Vec::new(), [0; 4096]);
            while listens && !heard.ends_with(b"0\r\n\r\n") {
                let count = stream.read(&mut part).expect("heard");
                heard.extend_from_slice(&part[..count]);
            }
            stream.write_all(reply).expect("answered");
        });
        let asked = queues(&format!("ipp://127.0.0.1:{port}/"), false, "王敏");
        server.join().expect("it answered");
        asked
    }

    #[test]
    fn cups_that_fails_is_not_cups_without_queues() {
        let broken = asked(true, b"HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n");
        assert!(matches!(broken, Err(PrinterTrouble::Refused { .. })), "{broken:?}");
        let broken_off = asked(false, b"");
        assert!(matches!(broken_off, Err(PrinterTrouble::Unreachable { .. })), "{broken_off:?}");
    }

    #[test]
    fn without_cups_there_is_no_queue() {
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port");
        let server = format!("ipp://127.0.0.1:{}/", free.port());
        assert_eq!(queues(&server, false, "王敏"), Ok(Vec::new()));
        assert!(
            matches!(queues(&server, true, "王敏"), Err(PrinterTrouble::Unreachable { .. })),
            "it was said to be there"
        );
        assert_eq!(cups_server(None), "ipp://localhost:631/");
        assert_eq!(cups_server(Some("print.example:8631/version=1.1")), "ipp://print.example:8631/");
        assert_eq!(cups_server(Some("/run/cups/cups.sock")), "ipp://localhost:631/");
    }
}

//! A job sent to a printer: asked how it is, asked whether it would take the job, and given the job.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use ipp::model::{DelimiterTag, IppVersion, Operation, PrinterState, StatusCode};
use ipp::parser::IppParser;
use ipp::prelude::{IppAttribute, IppPayload, IppRequestResponse, IppValue};
use ureq::http::Uri;

use super::Address;
use super::judge::{PrinterAnswer, judge};
use trade::refusal::{Fault, PrinterTrouble};

/// A job for a printer.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// The job's name, as the printer lists it: a booking's number.
    pub name: &'a str,
    /// Who asks for it (经办人).
    pub user: &'a str,
    /// The bytes of the PDF, sent as they are.
    pub pdf: &'a [u8],
}

/// How long a printer is waited for.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// Until it is reached.
    pub reach: Duration,
    /// Until it has answered a question.
    pub answer: Duration,
    /// Until it has taken a job.
    pub take: Duration,
}

impl Default for Patience {
    fn default() -> Patience {
        let seconds = Duration::from_secs;
        Patience { reach: seconds(5), answer: seconds(15), take: seconds(120) }
    }
}

/// Sends a job and gives the number under which the printer took it. This waits for the printer: never on a window's thread.
///
/// # Errors
/// [`Fault::Printer`], with why the printer does not take it.
pub fn send(address: &Address, document: &Document, patience: Patience) -> Result<i32, Fault> {
    let fault = |trouble| Fault::Printer { address: address.to_string(), trouble };
    sent(address, document, patience).map_err(fault)
}

/// Asks a printer how it is, and sends it nothing.
///
/// # Errors
/// [`Fault::Printer`], with why it would not take a job.
pub fn ready(address: &Address, user: &str, patience: Patience) -> Result<(), Fault> {
    accepts(address, user, patience).map_err(|trouble| Fault::Printer { address: address.to_string(), trouble })
}

fn accepts(address: &Address, user: &str, patience: Patience) -> Result<(), PrinterTrouble> {
    let mut question = request(address, Operation::GetPrinterAttributes, user)?;
    let names = ["printer-state", "printer-state-reasons", "printer-is-accepting-jobs", "document-format-supported"];
    let names = names.iter().filter_map(|name| IppValue::new_keyword(*name).ok()).collect();
    add(&mut question, DelimiterTag::OperationAttributes, "requested-attributes", Some(IppValue::Array(names)));
    let told = answer(address, question, patience, patience.answer)?;
    judge(&state(&told)).map_or(Ok(()), Err)
}

fn sent(address: &Address, document: &Document, patience: Patience) -> Result<i32, PrinterTrouble> {
    accepts(address, document.user, patience)?;
    let validate = job(address, Operation::ValidateJob, document)?;
    answer(address, validate, patience, patience.answer)?;
    let mut print = job(address, Operation::PrintJob, document)?;
    *print.payload_mut() = IppPayload::new(Cursor::new(document.pdf.to_vec()));
    let taken = answer(address, print, patience, patience.take)?;
    let number = values(&taken, DelimiterTag::JobAttributes, "job-id");
    Ok(number.first().and_then(|value| value.as_integer().copied()).unwrap_or(0))
}

/// A request about a printer, with what every request says.
fn request(address: &Address, operation: Operation, user: &str) -> Result<IppRequestResponse, PrinterTrouble> {
    let uri: Uri = address.uri().parse().map_err(|_| PrinterTrouble::Unknown)?;
    asking(Some(uri), operation, user)
}

/// A request with what every request says; of a server of queues it names no printer.
pub(super) fn asking(uri: Option<Uri>, operation: Operation, user: &str) -> Result<IppRequestResponse, PrinterTrouble> {
    let mut request = IppRequestResponse::new(IppVersion::v1_1(), operation, uri);
    if let Ok(request) = &mut request {
        let user = IppValue::new_name_without_language(short(user)).ok();
        add(request, DelimiterTag::OperationAttributes, "requesting-user-name", user);
    }
    request.map_err(|_| PrinterTrouble::Unknown)
}

/// A request about a job. A proof is at its true size and papers are A4: the printer is asked not to scale.
fn job(address: &Address, operation: Operation, document: &Document) -> Result<IppRequestResponse, PrinterTrouble> {
    let mut request = request(address, operation, document.user)?;
    let of_operation = [
        ("job-name", IppValue::new_name_without_language(short(document.name)).ok()),
        ("document-format", IppValue::new_mime_media_type("application/pdf").ok()),
    ];
    for (name, value) in of_operation {
        add(&mut request, DelimiterTag::OperationAttributes, name, value);
    }
    for (name, value) in [("print-scaling", "none"), ("media", "iso_a4_210x297mm")] {
        add(&mut request, DelimiterTag::JobAttributes, name, IppValue::new_keyword(value).ok());
    }
    Ok(request)
}

/// Adds what is asked for; a value that is none is left out.
pub(super) fn add(request: &mut IppRequestResponse, group: DelimiterTag, name: &str, value: Option<IppValue>) {
    if let Some(value) = value
        && let Ok(attribute) = IppAttribute::with_name(name, value)
    {
        request.attributes_mut().add(group, attribute);
    }
}

/// At most 255 bytes, as a name may have, cut between characters.
fn short(name: &str) -> String {
    let mut end = name.len().min(255);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    name[..end].to_owned()
}

/// Asks, and gives the answer of a printer that did as it was asked.
pub(super) fn answer(
    address: &Address,
    request: IppRequestResponse,
    patience: Patience,
    within: Duration,
) -> Result<IppRequestResponse, PrinterTrouble> {
    // No proxy, whatever the environment says: the printer stands in the house.
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .proxy(None)
        .max_redirects(0)
        .http_status_as_error(false)
        .timeout_connect(Some(patience.reach))
        .timeout_global(Some(within))
        .user_agent(concat!("qishi/", env!("CARGO_PKG_VERSION")))
        .build()
        .into();
    let mut body = request.into_read();
    let sent = agent
        .post(address.url())
        .header("content-type", "application/ipp")
        .send(ureq::SendBody::from_reader(&mut body))
        .map_err(|error| unreached(&error, within))?;
    match sent.status().as_u16() {
        200 => {}
        404 | 405 => return Err(PrinterTrouble::Unknown),
        401 | 403 => return Err(PrinterTrouble::Locked),
        code => return Err(PrinterTrouble::Refused { what: format!("HTTP {code}") }),
    }
    // Attributes of a printer are a few kilobytes; what does not end is no printer. A reply that cannot be read must not take the
    // thread along.
    let reader = sent.into_body().into_with_config().limit(1 << 20).reader();
    let parsed = catch_unwind(AssertUnwindSafe(|| IppParser::new(ipp::reader::IppReader::new(reader)).parse()));
    let reply = match parsed {
        Ok(Ok(reply)) => reply,
        Ok(Err(_)) | Err(_) => return Err(PrinterTrouble::Unknown),
    };
    let status = reply.header().status_code();
    if status.is_success() { Ok(reply) } else { Err(refused(status, &reply)) }
}

/// Why there is no answer.
fn unreached(error: &ureq::Error, within: Duration) -> PrinterTrouble {
    use ureq::Timeout;
    match error {
        ureq::Error::HostNotFound => PrinterTrouble::NoHost,
        ureq::Error::Timeout(Timeout::Resolve | Timeout::Connect) => {
            PrinterTrouble::Unreachable { what: std::io::Error::from(std::io::ErrorKind::TimedOut).to_string() }
        }
        ureq::Error::Timeout(_) => PrinterTrouble::Silent { seconds: within.as_secs() },
        ureq::Error::Io(error) => PrinterTrouble::Unreachable { what: error.to_string() },
        other => PrinterTrouble::Unreachable { what: other.to_string() },
    }
}

/// Why the printer refused.
fn refused(status: StatusCode, reply: &IppRequestResponse) -> PrinterTrouble {
    match status {
        StatusCode::ClientErrorNotFound | StatusCode::ClientErrorGone => PrinterTrouble::Unknown,
        StatusCode::ClientErrorForbidden
        | StatusCode::ClientErrorNotAuthenticated
        | StatusCode::ClientErrorNotAuthorized => PrinterTrouble::Locked,
        StatusCode::ClientErrorDocumentFormatNotSupported => PrinterTrouble::NoPdf,
        StatusCode::ServerErrorNotAcceptingJobs => PrinterTrouble::NotAccepting,
        StatusCode::ServerErrorBusy => PrinterTrouble::Busy,
        _ => {
            let said = values(reply, DelimiterTag::OperationAttributes, "status-message");
            let said = said.first().map(ToString::to_string).filter(|said| !said.is_empty());
            PrinterTrouble::Refused { what: said.unwrap_or_else(|| status.to_string()) }
        }
    }
}

/// What the printer said of itself.
fn state(reply: &IppRequestResponse) -> PrinterAnswer {
    let of = |name| values(reply, DelimiterTag::PrinterAttributes, name);
    let texts = |name| of(name).iter().map(ToString::to_string).collect::<Vec<String>>();
    let number = of("printer-state").first().and_then(|value| value.as_enum().copied());
    PrinterAnswer {
        stopped: number == Some(PrinterState::Stopped as i32),
        // A printer that does not say takes jobs.
        accepting: of("printer-is-accepting-jobs")
            .first()
            .and_then(|value| value.as_boolean().copied())
            .unwrap_or(true),
        reasons: texts("printer-state-reasons"),
        formats: texts("document-format-supported"),
    }
}

/// The values of an attribute; none where it is not there.
fn values(reply: &IppRequestResponse, group: DelimiterTag, name: &str) -> Vec<IppValue> {
    let found = reply.attributes().first_of(group).and_then(|group| group.get(name));
    match found.map(IppAttribute::value) {
        Some(IppValue::Array(values)) => values.clone(),
        Some(value) => vec![value.clone()],
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_cut_between_characters() {
        assert_eq!(short("王敏"), "王敏");
        assert_eq!(short(&"敏".repeat(100)).chars().count(), 85);
    }

    #[test]
    fn nobody_listens() {
        let free =
            std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port");
        let address = Address::read(&format!("ipp://127.0.0.1:{}/ipp/print", free.port())).expect("an address");
        let document = Document { name: "B20260120-0001", user: "王敏", pdf: b"%PDF-" };
        let fault = send(&address, &document, Patience::default()).expect_err("nobody is there");
        let Fault::Printer { trouble: PrinterTrouble::Unreachable { what }, .. } = fault else { panic!("{fault:?}") };
        assert!(what.contains("os error"), "{what}");
    }

    /// Something that takes a connection and says this, or nothing at all.
    fn answering(says: &'static [u8]) -> Address {
        use std::io::{Read, Write};
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        std::thread::spawn(move || {
            for stream in listener.incoming().take(3).flatten() {
                let mut stream = stream;
                // The request is heard to its end, as a printer does it.
                let (mut heard, mut part) = (Vec::new(), [0; 4096]);
                while !heard.ends_with(b"0\r\n\r\n") {
                    match stream.read(&mut part) {
                        Ok(count) if count > 0 => heard.extend_from_slice(&part[..count]),
                        _ => break,
                    }
                }
                let _ = stream.write_all(says);
                if says.is_empty() {
                    std::thread::sleep(Duration::from_secs(5));
                }
            }
        });
        Address::read(&format!("ipp://127.0.0.1:{port}/ipp/print")).expect("an address")
    }

    fn trouble(says: &'static [u8]) -> PrinterTrouble {
        let document = Document { name: "B20260120-0001", user: "王敏", pdf: b"%PDF-" };
        let patience = Patience { answer: Duration::from_secs(1), ..Patience::default() };
        match send(&answering(says), &document, patience) {
            Err(Fault::Printer { trouble, .. }) => trouble,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_answers_is_no_printer() {
        assert_eq!(trouble(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"), PrinterTrouble::Unknown);
        assert_eq!(trouble(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"), PrinterTrouble::Unknown);
        assert_eq!(
            trouble(b"HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n\x01\x01\0\0\0\0\0\x01\x01\x44\0\x09ab"),
            PrinterTrouble::Unknown
        );
        assert_eq!(trouble(b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"), PrinterTrouble::Locked);
        assert!(matches!(trouble(b"HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n"), PrinterTrouble::Refused { .. }));
        assert!(matches!(trouble(b"220 ready\r\n"), PrinterTrouble::Unreachable { .. }));
    }

    #[test]
    fn a_printer_that_says_nothing_is_waited_for_so_long() {
        assert_eq!(trouble(b""), PrinterTrouble::Silent { seconds: 1 });
    }
}

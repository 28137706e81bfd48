//! A printer of a few lines that does at each job what the test wants: it speaks just enough IPP to take a job or to refuse it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// What becomes of the job of this place, from 1: taken or not.
type Takes = dyn FnMut(usize) -> bool + Send;

pub struct Fake {
    port: u16,
    /// The PDFs that it took.
    pub taken: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Fake {
    /// A printer that runs as long as the test.
    pub fn start(takes: impl FnMut(usize) -> bool + Send + 'static) -> Fake {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let taken: Arc<Mutex<Vec<Vec<u8>>>> = Arc::default();
        let (given, mut takes): (_, Box<Takes>) = (Arc::clone(&taken), Box::new(takes));
        std::thread::spawn(move || {
            let mut jobs = 0;
            for stream in listener.incoming().flatten() {
                while let Some(body) = request(&stream) {
                    let reply = answer(&body, &mut jobs, &given, takes.as_mut());
                    let head = format!(
                        "HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nContent-Length: {}\r\n\r\n",
                        reply.len()
                    );
                    let mut stream = &stream;
                    let written = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&reply));
                    if written.is_err() {
                        break;
                    }
                }
            }
        });
        Fake { port, taken }
    }

    pub fn address(&self) -> String {
        format!("ipp://127.0.0.1:{}/ipp/print", self.port)
    }
}

/// The body of the next request of a connection; none where it is closed.
fn request(stream: &TcpStream) -> Option<Vec<u8>> {
    let mut reader = BufReader::new(stream);
    let (mut length, mut chunked, mut line) = (0, false, String::new());
    loop {
        line.clear();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let lower = line.trim().to_ascii_lowercase();
        if lower.is_empty() {
            break;
        }
        if let Some(said) = lower.strip_prefix("content-length:") {
            length = said.trim().parse().ok()?;
        }
        chunked |= lower.starts_with("transfer-encoding:") && lower.contains("chunked");
    }
    let mut body = Vec::new();
    if !chunked {
        body.resize(length, 0);
        reader.read_exact(&mut body).ok()?;
        return Some(body);
    }
    loop {
        line.clear();
        reader.read_line(&mut line).ok()?;
        let size = usize::from_str_radix(line.trim(), 16).ok()?;
        let mut chunk = vec![0; size + 2];
        reader.read_exact(&mut chunk).ok()?;
        if size == 0 {
            return Some(body);
        }
        body.extend(&chunk[..size]);
    }
}

fn answer(body: &[u8], jobs: &mut usize, given: &Mutex<Vec<Vec<u8>>>, takes: &mut Takes) -> Vec<u8> {
    const PRINT_JOB: u8 = 0x02;
    const GET_PRINTER_ATTRIBUTES: u8 = 0x0b;
    let (mut status, mut attributes) = ([0, 0], Vec::new());
    match body[3] {
        GET_PRINTER_ATTRIBUTES => {
            attributes.push(0x04);
            attribute(&mut attributes, 0x23, "printer-state", &[0, 0, 0, 3]);
            attribute(&mut attributes, 0x44, "printer-state-reasons", b"none");
            attribute(&mut attributes, 0x22, "printer-is-accepting-jobs", &[1]);
            attribute(&mut attributes, 0x49, "document-format-supported", b"application/pdf");
        }
        PRINT_JOB => {
            *jobs += 1;
            if takes(*jobs) {
                let pdf = body.windows(5).position(|five| five == b"%PDF-").expect("a PDF");
                given.lock().expect("not poisoned").push(body[pdf..].to_vec());
                attributes.push(0x02);
                attribute(&mut attributes, 0x21, "job-id", &(*jobs as u32).to_be_bytes());
            } else {
                // server-error-device-error
                status = [0x05, 0x04];
            }
        }
        _ => {}
    }
    let mut reply = vec![1, 1];
    reply.extend(status);
    reply.extend(&body[4..8]);
    reply.push(0x01);
    attribute(&mut reply, 0x47, "attributes-charset", b"utf-8");
    attribute(&mut reply, 0x48, "attributes-natural-language", b"en");
    reply.extend(attributes);
    reply.push(0x03);
    reply
}

fn attribute(to: &mut Vec<u8>, tag: u8, name: &str, value: &[u8]) {
    to.push(tag);
    to.extend((name.len() as u16).to_be_bytes());
    to.extend(name.as_bytes());
    to.extend((value.len() as u16).to_be_bytes());
    to.extend(value);
}

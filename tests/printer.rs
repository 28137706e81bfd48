//! A printer to print on: the IPP printer of the CUPS project, `ippeveprinter`, as a process of its own on a free port.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::outside::tool;

/// Started things are generous in what they may take on a loaded machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A process that ends with the test.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A printer that runs.
pub struct Printer {
    process: Option<(Process, Process)>,
    folder: tempfile::TempDir,
    port: u16,
    format: &'static str,
}

/// Asks until there is an answer.
///
/// # Panics
///
/// After a minute.
pub fn wait<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(begun.elapsed() < PATIENCE, "{what} does not come");
        sleep(Duration::from_millis(20));
    }
}

/// A port that nobody listens on.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port").port()
}

impl Printer {
    /// A printer that takes PDF; `None`, said, where the programs are not installed.
    pub fn start() -> Option<Printer> {
        Printer::taking("application/pdf")
    }

    /// A printer that takes documents of this format.
    pub fn taking(format: &'static str) -> Option<Printer> {
        tool("dbus-daemon")?;
        if !PathBuf::from("/usr/sbin/ippeveprinter").is_file() {
            tool("ippeveprinter")?;
        }
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("spool")).expect("made");
        // It prints by saying how it is, as a file tells it.
        let print = folder.path().join("print");
        fs::write(folder.path().join("state"), "").expect("written");
        let here = folder.path().display();
        fs::write(&print, format!("#!/bin/sh\ncat {here}/state >&2\necho done >> {here}/done\n")).expect("written");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&print, fs::Permissions::from_mode(0o755)).expect("made a program");
        }
        let mut printer = Printer { process: None, folder, port: free_port(), format };
        printer.resume();
        Some(printer)
    }

    /// Starts it, on its own port.
    pub fn resume(&mut self) {
        // It announces itself on a message bus, which is one of its own here.
        let mut bus = Command::new("dbus-daemon");
        bus.args(["--session", "--nofork", "--print-address"]).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut bus = bus.spawn().expect("dbus-daemon starts");
        let output = bus.stdout.take().expect("its output");
        let bus = Process(bus);
        let mut address = String::new();
        BufReader::new(output).read_line(&mut address).expect("an address");
        let path = std::env::var("PATH").unwrap_or_default();
        let mut printer = Command::new("ippeveprinter");
        printer
            .env("PATH", format!("{path}:/usr/sbin"))
            .env("DBUS_SYSTEM_BUS_ADDRESS", address.trim())
            .env("DBUS_SESSION_BUS_ADDRESS", address.trim())
            .args(["-k", "-r", "off", "-n", "localhost", "-f", self.format])
            .args(["-p", &self.port.to_string()])
            .arg("-d")
            .arg(self.folder.path().join("spool"))
            .arg("-c")
            .arg(self.folder.path().join("print"))
            .arg("Test")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let printer = Process(printer.spawn().expect("ippeveprinter starts"));
        self.process = Some((printer, bus));
        wait("the printer", || TcpStream::connect(("localhost", self.port)).ok());
    }

    /// Switches it off.
    pub fn off(&mut self) {
        self.process = None;
    }

    /// Its address.
    pub fn address(&self) -> String {
        format!("ipp://localhost:{}/ipp/print", self.port)
    }

    /// The address of a queue that it does not have.
    pub fn wrong_address(&self) -> String {
        format!("ipp://localhost:{}/ipp/nobody", self.port)
    }

    /// What it says of itself while it prints, and after.
    pub fn says(&self, state: &str) {
        fs::write(self.folder.path().join("state"), format!("STATE: {state}\n")).expect("written");
    }

    /// Puts so many sheets of A4 into each of its trays, or takes them out.
    pub fn load(&self, sheets: u32) {
        let tray =
            |number: u32| format!("size{number}=iso_a4_210x297mm&type{number}=stationery&level{number}={sheets}");
        let page = format!("/media?{}&{}", tray(1), tray(3));
        let mut stream = TcpStream::connect(("localhost", self.port)).expect("it listens");
        write!(stream, "GET {page} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").expect("asked");
        // It keeps the connection open: the first line is enough.
        let mut answer = String::new();
        BufReader::new(stream).read_line(&mut answer).expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }

    /// Waits until it has printed so many jobs and is at none: it takes no job while it is at another.
    #[cfg(feature = "desk")]
    pub fn idle(&self, jobs: usize) {
        wait("the printer to be done", || {
            let done = fs::read_to_string(self.folder.path().join("done")).unwrap_or_default();
            if done.lines().count() < jobs {
                return None;
            }
            let mut stream = TcpStream::connect(("localhost", self.port)).ok()?;
            write!(stream, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").ok()?;
            let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
            lines.find(|line| line.contains(" job(s)")).filter(|line| line.contains("Idle")).map(drop)
        });
    }

    /// The files that it was given under this name, in their order.
    pub fn got(&self, name: &str) -> Vec<Vec<u8>> {
        let spool = fs::read_dir(self.folder.path().join("spool")).expect("there");
        let named = |path: &PathBuf| {
            path.file_name().is_some_and(|file| {
                let file = file.to_string_lossy().to_lowercase();
                file.ends_with(".pdf") && file.contains(&name.to_lowercase())
            })
        };
        let number = |path: &PathBuf| {
            let file = path.file_name().map(|file| file.to_string_lossy().into_owned()).unwrap_or_default();
            file.split('-').next().and_then(|number| number.parse::<u32>().ok()).unwrap_or(0)
        };
        let mut files: Vec<PathBuf> = spool.flatten().map(|file| file.path()).filter(named).collect();
        files.sort_by_key(number);
        files.iter().map(|file| fs::read(file).expect("readable")).collect()
    }
}

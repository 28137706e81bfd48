//! The real window on a screen that needs no hardware, driven by keys alone, as a clerk does.
//!
//! Each test has a screen (Xvfb), a window manager (openbox) and books of its own; the clock stands at a morning in January
//! (libfaketime). What was booked is read back through the command line. Pictures of the screen are left in `target/screens`.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::outside;

/// The morning on which the tests take place, in UTC; the next ad appears on the 21st.
const NOW: &str = "2026-01-20 10:00:00";
/// A locale that every Debian has and Xlib knows: without one, Xlib reads no Chinese from the input method.
const LOCALE: &str = "C.UTF-8";
/// What is waited for comes within this time, on the busiest machine too.
const PATIENCE: Duration = Duration::from_secs(60);

/// Waits until `look` sees something.
fn wait<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(begun.elapsed() < PATIENCE, "waited {} s in vain for {what}", PATIENCE.as_secs());
        sleep(Duration::from_millis(50));
    }
}

/// Whether all of these programs are there.
fn installed(names: &[&str]) -> bool {
    names.iter().all(|name| outside::tool(name).is_some())
}

/// A process that ends with the test.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to end.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What a program prints.
fn said(command: &mut Command) -> String {
    let output = command.stdin(Stdio::null()).output().expect("the program starts");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// One screen at a time: two desks on two cores would wait for each other.
static TURN: Mutex<()> = Mutex::new(());

/// A screen with a window manager. Fields are dropped in their order: whoever draws goes before the screen.
struct Screen {
    _manager: Process,
    _server: Process,
    display: String,
    home: tempfile::TempDir,
    _turn: MutexGuard<'static, ()>,
}

impl Screen {
    /// A screen, or `None` where a program for it is not installed.
    fn open() -> Option<Screen> {
        if !installed(&["Xvfb", "openbox", "xdotool", "xclip", "xprop", "import", "faketime"]) {
            return None;
        }
        // A test that failed while it had its turn took the screen with it.
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let home = tempfile::tempdir().expect("a folder");
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp", "-noreset"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts");
        let output = server.stdout.take().expect("its output");
        let server = Process(server);
        let mut number = String::new();
        BufReader::new(output).read_line(&mut number).expect("a number");
        let display = format!(":{}", number.trim());
        let manager = Command::new("openbox")
            .env("DISPLAY", &display)
            .env("HOME", home.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("openbox starts");
        let screen = Screen { _manager: Process(manager), _server: server, display, home, _turn: turn };
        wait("the window manager", || {
            said(screen.command("xprop").args(["-root", "_NET_SUPPORTING_WM_CHECK"]))
                .contains("window id")
                .then_some(())
        });
        Some(screen)
    }

    /// A command that shows itself on this screen and leaves the user's own folders alone.
    fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .env("DISPLAY", &self.display)
            .env("HOME", self.home.path())
            .env("XDG_CONFIG_HOME", self.home.path().join("config"))
            .env("XDG_DATA_HOME", self.home.path().join("share"))
            .env("TZ", "UTC0")
            .env("LANG", LOCALE)
            .env("XMODIFIERS", "@im=fcitx")
            .env_remove("LC_ALL")
            .env_remove("LC_CTYPE")
            .env_remove("QISHI_LANG")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET")
            .env_remove("XDG_RUNTIME_DIR")
            .stdin(Stdio::null());
        command
    }

    fn books(&self) -> PathBuf {
        self.home.path().join("books")
    }

    /// The program with the books of this screen, at a morning in January.
    fn qishi(&self) -> Command {
        // Where the library is, `faketime` knows. Spans of time stay true, or nothing would ever be waited for.
        let library = said(Command::new("faketime").args([NOW, "printenv", "LD_PRELOAD"]));
        let mut command = self.command(env!("CARGO_BIN_EXE_qishi"));
        command
            .env("LD_PRELOAD", library.trim())
            .env("FAKETIME", format!("@{NOW}"))
            // The time is read in the machine's zone, and the paper's own is Shanghai's.
            .env("TZ", "CST-8")
            .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
            .arg("--data")
            .arg(self.books());
        command
    }

    /// What the command line says of the same books.
    fn asked(&self, arguments: &[&str]) -> Value {
        let output = self.qishi().arg("--json").args(arguments).output().expect("the program starts");
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).expect("one JSON document")
    }

    /// Opens the desk and waits until its window has the keyboard and has drawn itself.
    fn desk(&self) -> Process {
        let mut desk = Process(self.qishi().spawn().expect("the program starts"));
        let window = wait("the window", || {
            assert!(desk.0.try_wait().expect("asked").is_none(), "the desk ended by itself");
            let found = said(self.command("xdotool").args(["search", "--onlyvisible", "--class", "qishi"]));
            found.lines().next().map(str::to_owned)
        });
        // The window manager gives the keyboard to a new window; a busy one may be late, and is asked again.
        wait("the keyboard", || {
            let active = said(self.command("xdotool").arg("getactivewindow"));
            if active.trim() == window {
                return Some(());
            }
            said(self.command("xdotool").args(["windowactivate", &window]));
            None
        });
        assert!(said(self.command("xdotool").args(["getwindowname", &window])).contains("启事"));
        wait("the first picture of the desk", || (self.colours(&self.photograph("first")) > 30).then_some(()));
        desk
    }

    /// Presses keys, one after the other.
    fn press(&self, keys: &[&str]) {
        for key in keys {
            let done = self.command("xdotool").args(["key", "--clearmodifiers", key]).status().expect("xdotool");
            assert!(done.success(), "{key}");
            // A clerk is slower, and a field that a chord asked for has the focus by then, on a busy machine too.
            sleep(Duration::from_millis(300));
        }
    }

    /// Types letters and digits.
    fn write(&self, text: &str) {
        let done = self.command("xdotool").args(["type", "--delay", "40", text]).status().expect("xdotool");
        assert!(done.success(), "{text}");
        sleep(Duration::from_millis(200));
    }

    /// Keeps a picture of the screen, where a person can look at it afterwards.
    fn photograph(&self, name: &str) -> PathBuf {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/screens");
        fs::create_dir_all(&folder).expect("a folder");
        let file =
            folder.join(format!("{name}-{}.png", std::thread::current().name().unwrap_or("test").replace("::", "-")));
        let done = self.command("import").args(["-window", "root"]).arg(&file).status().expect("import");
        assert!(done.success(), "no picture of the screen");
        file
    }

    /// How many colours a picture has; a blank screen has one, a bare window a few.
    fn colours(&self, picture: &Path) -> usize {
        let picture = image::open(picture).expect("a picture").to_rgb8();
        picture.pixels().collect::<std::collections::HashSet<_>>().len()
    }

    /// Waits for the only booking of the day.
    fn booking(&self) -> Value {
        let day = wait("the booking", || {
            let day = self.asked(&["day", "2026-01-20"]);
            (!day["bookings"].as_array().expect("bookings").is_empty()).then_some(day)
        });
        assert_eq!(day["bookings"].as_array().map(Vec::len), Some(1), "{day:#}");
        let number = day["bookings"][0]["booking"].as_str().expect("a number").to_owned();
        assert_eq!(number, "B20260120-0001");
        self.asked(&["show", &number])
    }

    /// Closes the window with the key of the window manager; the program ends well.
    fn close(&self, mut desk: Process) {
        self.press(&["alt+F4"]);
        let status = wait("the end of the desk", || desk.0.try_wait().expect("asked"));
        assert!(status.success(), "{status}");
    }
}

#[test]
fn an_ad_is_booked_with_the_keyboard_alone() {
    let Some(screen) = Screen::open() else { return };
    let desk = screen.desk();
    let window = said(screen.command("xdotool").arg("getactivewindow"));
    let class = said(screen.command("xprop").args(["-id", window.trim(), "WM_CLASS"]));
    assert!(class.contains("\"qishi\""), "the desktop entry and the window find each other by name: {class}");
    screen.press(&["ctrl+l", "Home", "Right", "Right", "Right"]);
    screen.press(&["ctrl+g", "Right"]);
    screen.press(&["ctrl+j"]);
    screen.write("No. 370202-123");
    screen.press(&["ctrl+k"]);
    screen.write("053283861285");
    screen.press(&["Tab"]);
    screen.write("Wang");
    screen.press(&["ctrl+d", "Return"]);
    screen.press(&["ctrl+m", "Right"]);
    wait("the price on the screen", || (screen.colours(&screen.photograph("typed")) > 100).then_some(()));
    screen.press(&["ctrl+Return"]);

    let booked = screen.booking();
    assert_eq!(booked["copy"], "No. 370202-123", "{booked:#}");
    assert_eq!(booked["category"], "lost_and_void");
    assert_eq!(booked["size"], "7.2x3");
    assert_eq!(booked["runs"], serde_json::json!(["2026-01-21"]));
    assert_eq!(booked["customer"], "Wang");
    assert_eq!(booked["phone"], "053283861285");
    assert_eq!(
        (&booked["total"], &booked["paid"], &booked["owing"]),
        (&"299.00".into(), &"299.00".into(), &"0.00".into())
    );
    // The ad goes to the clipboard as a picture, and another program gets it from there.
    screen.press(&["ctrl+w"]);
    let copied = wait("the picture on the clipboard", || {
        let mut xclip = screen.command("xclip");
        let output = xclip.args(["-selection", "clipboard", "-target", "image/png", "-out"]).output().expect("xclip");
        image::load_from_memory_with_format(&output.stdout, image::ImageFormat::Png).ok()
    });
    assert_eq!((copied.width(), copied.height()), (850, 354));
    assert!(copied.into_luma8().pixels().any(|pixel| pixel.0[0] < 20), "it is blank");
    screen.photograph("copied");
    // A second Enter means the next customer, not the same ad again.
    screen.press(&["Return", "F3"]);
    sleep(Duration::from_millis(500));
    assert!(screen.colours(&screen.photograph("day")) > 100);
    assert_eq!(screen.asked(&["day", "2026-01-20"])["bookings"].as_array().map(Vec::len), Some(1));
    assert_eq!(screen.asked(&["verify"])["ok"], true);
    screen.close(desk);
}

#[test]
fn chinese_is_typed_through_an_input_method() {
    let Some(screen) = Screen::open() else { return };
    if !installed(&["fcitx5", "dbus-daemon"]) {
        return;
    }
    let _method = input_method(&screen);
    let desk = screen.desk();
    screen.press(&["ctrl+l", "Home", "Right", "Right", "Right", "ctrl+g", "Right", "ctrl+j", "ctrl+space"]);
    screen.write("yishishengming");
    screen.photograph("candidates");
    screen.press(&["space"]);
    // Another field and back: the method stays as it was.
    screen.press(&["ctrl+k", "ctrl+j"]);
    screen.write("zuofei");
    // A chord in the middle of a word is not heard: the word would be lost with the focus.
    screen.press(&["ctrl+k", "space"]);
    screen.press(&["ctrl+space", "ctrl+k"]);
    screen.write("053283861285");
    screen.press(&["Tab"]);
    screen.write("Wang");
    screen.press(&["ctrl+d", "Return"]);
    screen.photograph("typed");
    screen.press(&["ctrl+Return"]);

    let booked = screen.booking();
    assert_eq!(booked["copy"], "遗失声明作废", "{booked:#}");
    assert_eq!(booked["owing"], "299.00");
    screen.photograph("booked");
    screen.close(desk);
}

/// Starts fcitx5 with pinyin, off until Ctrl+Space, on a message bus of its own.
fn input_method(screen: &Screen) -> [Process; 2] {
    let folder = screen.home.path().join("config/fcitx5");
    fs::create_dir_all(&folder).expect("a folder");
    let profile = "[Groups/0]\nName=Default\nDefault Layout=us\nDefaultIM=pinyin\n\n[Groups/0/Items/0]\nName=keyboard-us\nLayout=\n\n\
                   [Groups/0/Items/1]\nName=pinyin\nLayout=\n\n[GroupOrder]\n0=Default\n";
    fs::write(folder.join("profile"), profile).expect("written");
    let mut bus = screen.command("dbus-daemon");
    bus.args(["--session", "--nofork", "--print-address"]).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut bus = bus.spawn().expect("dbus-daemon starts");
    let output = bus.stdout.take().expect("its output");
    let bus = Process(bus);
    let mut address = String::new();
    BufReader::new(output).read_line(&mut address).expect("an address");
    let mut method = screen.command("fcitx5");
    // Left out: a method that asks a server of its maker, and window systems that are not here.
    method.arg("--disable=cloudpinyin,wayland,waylandim").env("DBUS_SESSION_BUS_ADDRESS", address.trim());
    let method = Process(method.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("fcitx5 starts"));
    wait("the input method", || {
        said(screen.command("xprop").args(["-root", "XIM_SERVERS"])).contains("fcitx").then_some(())
    });
    [method, bus]
}

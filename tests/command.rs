//! The command line as scripts use it: names, keys and exit statuses.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::corpus::{BLESSINGS, CATEGORIES, NOTICES, picture};

/// A folder for practice, and the program run on it at 2026-01-20, ten in the morning.
pub struct Counter {
    pub home: tempfile::TempDir,
    pub now: &'static str,
}

/// What a run gave.
pub struct Gave {
    pub status: i32,
    pub json: Value,
    pub output: Vec<u8>,
    pub errors: String,
}

impl Counter {
    /// A folder for practice.
    pub fn practice() -> Counter {
        let counter = Counter { home: tempfile::tempdir().expect("a folder"), now: "2026-01-20T10:00:00" };
        let made = counter.run_plain(&["init", "--practice"]);
        assert_eq!((made.status, &made.json["practice"]), (0, &json!(true)), "{}", made.errors);
        counter
    }

    /// Where the books are.
    pub fn data(&self) -> PathBuf {
        self.home.path().join("books")
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qishi"));
        command
            .env("HOME", self.home.path())
            .env("XDG_CONFIG_HOME", self.home.path())
            .env("TZ", "Asia/Shanghai")
            .env_remove("QISHI_LANG")
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env_remove("LANG")
            .env_remove("DISPLAY")
            .env_remove("QISHI_DATA")
            .env_remove("QISHI_PIN")
            .env_remove("QISHI_APPROVER_PIN")
            .env_remove("QISHI_NEW_PIN")
            .env_remove("WAYLAND_DISPLAY")
            .current_dir(self.home.path())
            .stdin(Stdio::null());
        command
    }

    /// With `--data` and `--json`, without `--now`.
    pub fn run_plain(&self, arguments: &[&str]) -> Gave {
        let data = self.data();
        gave(self.command().arg("--data").arg(data).arg("--json").args(arguments))
    }

    /// With `--data`, `--json` and `--now`.
    pub fn run(&self, arguments: &[&str]) -> Gave {
        let data = self.data();
        gave(self.command().arg("--data").arg(data).args(["--json", "--now", self.now]).args(arguments))
    }

    /// As [`Counter::run`], with these variables, and this on standard input.
    pub fn with(&self, variables: &[(&str, &str)], typed: &str, arguments: &[&str]) -> Gave {
        let mut command = self.command();
        command.arg("--data").arg(self.data()).args(["--json", "--now", self.now]).args(arguments);
        command.envs(variables.iter().copied()).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program runs");
        let written = child.stdin.take().expect("piped").write_all(typed.as_bytes());
        // Who reads nothing hears nothing.
        drop(written);
        output(child.wait_with_output().expect("the program runs"))
    }

    /// As [`Counter::run`], at another time.
    pub fn run_at(&self, now: &str, arguments: &[&str]) -> Gave {
        gave(self.command().arg("--data").arg(self.data()).args(["--json", "--now", now]).args(arguments))
    }

    /// As [`Counter::run`], started and not waited for.
    pub fn started(&self, arguments: &[&str]) -> std::process::Child {
        let mut command = self.command();
        command.arg("--data").arg(self.data()).args(["--json", "--now", self.now]).args(arguments);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs")
    }

    /// Another counter whose books are a copy of these, which nobody must have open.
    pub fn beside(&self) -> Counter {
        let beside = Counter { home: tempfile::tempdir().expect("a folder"), now: self.now };
        copied(&self.data(), &beside.data());
        beside
    }

    /// With nothing but these arguments.
    pub fn raw(&self, arguments: &[&str]) -> std::process::Output {
        self.command().args(arguments).output().expect("the program runs")
    }

    /// As [`Counter::raw`], in a language.
    pub fn raw_in(&self, language: &str, arguments: &[&str]) -> std::process::Output {
        self.command().env("QISHI_LANG", language).args(arguments).output().expect("the program runs")
    }

    /// A file with this copy.
    pub fn copy(&self, copy: &str) -> String {
        let file = self.home.path().join(format!("{}.txt", qishi::papers::fingerprint(copy).replace(' ', "")));
        std::fs::write(&file, copy).expect("written");
        file.display().to_string()
    }

    /// The paper agrees on credit with a customer of these telephone numbers, up to so much.
    pub fn agrees(&self, name: &str, phones: &[&str], limit: &str) {
        let mut arguments = vec!["account", "set", name, "--limit", limit];
        phones.iter().for_each(|phone| arguments.extend(["--phone", phone]));
        let gave = self.run(&arguments);
        assert_eq!(gave.status, 0, "{} {}", gave.json, gave.errors);
    }

    /// Takes an ad.
    pub fn book(&self, kind: &str, category: &str, size: &str, copy: &str, more: &[&str]) -> Gave {
        let copy = self.copy(copy);
        let mut arguments = vec!["book", "--kind", kind, "--category", category, "--size", size];
        arguments.extend([
            "--runs",
            "2026-01-22",
            "--copy",
            &copy,
            "--customer",
            "西海岸新区仲裁委",
            "--phone",
            "0532-88187720",
        ]);
        arguments.extend(more);
        self.run(&arguments)
    }
}

fn copied(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("made");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copied(&from, &to);
        } else {
            std::fs::copy(from, to).expect("copied");
        }
    }
}

fn gave(command: &mut Command) -> Gave {
    output(command.output().expect("the program runs"))
}

/// What a run gave, out of what it printed.
pub fn output(output: std::process::Output) -> Gave {
    Gave {
        status: output.status.code().expect("no signal"),
        json: serde_json::from_slice(&output.stdout).unwrap_or(Value::Null),
        errors: String::from_utf8_lossy(&output.stderr).into_owned(),
        output: output.stdout,
    }
}

pub fn refused(gave: &Gave, rule: &str) {
    assert_eq!((gave.status, gave.json["refused"]["rule"].as_str()), (1, Some(rule)), "{}\n{}", gave.json, gave.errors);
    for key in ["value", "message", "remedy"] {
        assert!(gave.json["refused"][key].is_string(), "{key}: {}", gave.json);
    }
}

#[test]
fn a_quote_explains_itself_line_by_line() {
    let counter = Counter::practice();
    for (size, total) in [
        ("7.2x3", "299.00"),
        ("7.2×5cm", "520.00"),
        ("7.2*10", "999.00"),
        ("146x60mm", "1314.00"),
        ("14.6x10", "1999.00"),
    ] {
        let quote = counter.run(&["quote", "--kind", "blessing", "--category", "wedding", "--size", size]);
        assert_eq!((quote.status, quote.json["total"].as_str()), (0, Some(total)), "{size}: {}", quote.errors);
    }
    let two = counter.run(&["quote", "--kind", "notice", "--size", "7.2x10", "--runs", "2026-01-22,2026-01-23"]);
    let line = &two.json["price_lines"][0];
    assert_eq!(two.json["total"], "1998.00");
    assert_eq!((&line["count"], &line["unit"], &line["amount"]), (&json!(2), &json!("999.00"), &json!("1998.00")));
    assert!(line["what"].is_string());
    assert_eq!((&two.json["card"], &two.json["version"]), (&json!("paper"), &json!("2026-01")));
    let copy = counter.copy(NOTICES[1]);
    let fitting = counter.run(&["quote", "--kind", "notice", "--size", "7.2x3", "--copy", &copy]);
    assert_eq!((fitting.status, &fitting.json["fit"]["fits"]), (0, &json!(false)), "{}", fitting.json);
    assert!(fitting.json["fit"]["over"].as_u64() > Some(0));
}

#[test]
fn a_size_off_the_card_is_refused_with_the_way_out() {
    let counter = Counter::practice();
    let quote = counter.run(&["quote", "--kind", "blessing", "--size", "14.4x10"]);
    refused(&quote, "unlisted_size");
    assert!(
        quote.json["refused"]["remedy"].as_str().is_some_and(|remedy| remedy.contains("14.6×10")),
        "{}",
        quote.json
    );
    assert_eq!(quote.json["refused"]["value"], "14.4x10");
    refused(&counter.run(&["quote", "--kind", "blessing", "--size", "large"]), "not_a_size");
    refused(&counter.run(&["quote", "--kind", "poster", "--size", "7.2x3"]), "unknown_kind");
    refused(
        &counter.run(&["quote", "--kind", "notice", "--category", "wedding", "--size", "7.2x3"]),
        "unknown_category",
    );
    refused(&counter.run(&["quote", "--kind", "notice", "--size", "7.2x3", "--runs", "2026-01-19"]), "date_past");
    refused(&counter.run(&["quote", "--kind", "notice", "--size", "7.2x3", "--runs", "22/1"]), "not_a_date");
}

#[test]
fn fit_says_of_every_size_whether_it_holds_the_copy() {
    let counter = Counter::practice();
    for (copy, category) in NOTICES.iter().zip(CATEGORIES) {
        let file = counter.copy(copy);
        let fit = counter.run(&["fit", "--kind", "notice", "--category", category, "--copy", &file]);
        assert_eq!(fit.status, 0, "{}", fit.errors);
        let sizes = fit.json["sizes"].as_array().expect("a list");
        assert_eq!(sizes.len(), 5);
        let first = sizes.iter().find(|size| size["fits"] == true).expect("one holds it");
        // The smallest hangs on the style: that of the category's own is said first, that of each beside it, with its price.
        let own = if category == "court" { "court" } else { "ruled" };
        let styles = fit.json["styles"].as_array().expect("a list");
        let of = |id: &str| styles.iter().find(|style| style["style"] == id).expect("the style");
        assert_eq!(fit.json["smallest"], of(own)["smallest"], "{category}");
        for style in styles {
            let priced = sizes.iter().find(|size| size["size"] == style["smallest"]).map(|size| &size["price"]);
            assert_eq!(priced, Some(&style["price"]), "{style}");
            let named = counter.run(&[
                "fit",
                "--kind",
                "notice",
                "--category",
                category,
                "--copy",
                &file,
                "--style",
                style["style"].as_str().expect("an id"),
            ]);
            assert_eq!(named.json["smallest"], style["smallest"], "{style}");
        }
        assert!(styles.iter().any(|style| style["smallest"] == first["size"]), "{category}: {styles:?}");
        for key in ["size", "fits", "pt", "lines", "over"] {
            assert!(!first[key].is_null(), "{key}");
        }
        // Where it does not fit, the cut is within the copy; where it does there is none.
        for size in sizes {
            let cut = size["cut"].as_u64();
            assert_eq!(cut.is_none(), size["over"] == 0, "{size}");
            assert!(cut.is_none_or(|cut| cut < copy.chars().count() as u64), "{size}");
        }
    }
    let lost = counter.copy(NOTICES[5]);
    let fit = counter.run(&["fit", "--kind", "notice", "--category", "lost_and_void", "--copy", &lost]);
    assert_eq!(fit.json["smallest"], "7.2x3");
    let endless = counter.copy(&"此启事内容甚长。".repeat(500));
    let none = counter.run(&["fit", "--kind", "notice", "--copy", &endless]);
    assert_eq!((none.status, &none.json["smallest"]), (0, &Value::Null));
    refused(&counter.run(&["fit", "--kind", "notice", "--copy", &counter.copy("")]), "empty_copy");
    refused(&counter.run(&["fit", "--kind", "notice", "--copy", "/dev/null"]), "not_a_file");
}

#[test]
fn a_page_of_notices_and_six_blessings_are_booked_and_the_day_sums_to_the_fen() {
    let counter = Counter::practice();
    let file = counter.home.path().join("couple.jpg");
    std::fs::write(&file, &picture(1200, 900).file).expect("written");
    let file = file.display().to_string();
    let (mut amount, mut count) = (0u64, 0u32);
    for (copy, category) in NOTICES.iter().zip(CATEGORIES) {
        let size = if category == "lost_and_void" { "7.2x3" } else { "7.2x10" };
        let booked = counter.book("notice", category, size, copy, &["--pay", "cash:1000"]);
        count += 1;
        amount += if size == "7.2x3" { 299 } else { 999 };
        assert_eq!(booked.status, 0, "{}", booked.errors);
        assert_eq!(booked.json["booking"], format!("B20260120-{count:04}"));
        // An error holds it from the page, never from being booked.
        let findings = booked.json["findings"].as_array().expect("a list");
        let errors = findings.iter().any(|finding| finding["severity"] == "error");
        assert_eq!(booked.json["held"], json!(errors), "{findings:?}");
        assert_eq!(booked.json["till_opened"], json!(count == 1), "the first payment opens the till and says so");
    }
    for (category, copy) in BLESSINGS {
        for (size, price, more) in
            [("7.2x5", 520, vec!["--pay", "wechat:20"]), ("14.6x10", 1999, vec!["--picture", &file])]
        {
            let booked = counter.book("blessing", category, size, copy, &more);
            assert_eq!(booked.status, 0, "{category}: {}", booked.errors);
            // Nothing is found about it that somebody must answer but the names and dates that are read back.
            let rules: Vec<&str> = booked.json["findings"]
                .as_array()
                .expect("a list")
                .iter()
                .filter(|one| one["severity"] != "note")
                .filter_map(|one| one["rule"].as_str())
                .collect();
            assert_eq!((&booked.json["held"], rules), (&json!(false), vec!["read_back"]));
            assert_eq!(booked.json["total"], format!("{price}.00"));
            count += 1;
            amount += price;
        }
    }
    let day = counter.run(&["day"]);
    assert_eq!((day.status, &day.json["date"]), (0, &json!("2026-01-20")), "{}", day.errors);
    let bookings = day.json["bookings"].as_array().expect("a list");
    assert_eq!(bookings.len(), count as usize);
    assert!(bookings.iter().enumerate().all(|(i, b)| b["booking"] == format!("B20260120-{:04}", i + 1)));
    let totals = &day.json["totals"];
    assert_eq!(totals["total"], format!("{amount}.00"));
    assert_eq!(totals["paid"], format!("{}.00", 11 * 999 + 299 + 6 * 20));
    assert_eq!(totals["by_method"], json!({ "cash": format!("{}.00", 11 * 999 + 299), "wechat": "120.00" }));
    assert_eq!(
        totals["by_kind"],
        json!({ "notice": format!("{}.00", 11 * 999 + 299), "blessing": format!("{}.00", 6 * 2519) })
    );
    let running = counter.run(&["day", "2026-01-22"]);
    assert_eq!(running.json["running"].as_array().map(Vec::len), Some(count as usize));
    assert_eq!((&running.json["bookings"], &running.json["totals"]["total"]), (&json!([]), &json!("0.00")));
    let verdict = counter.run(&["verify"]);
    assert_eq!((verdict.status, &verdict.json["ok"], &verdict.json["problems"]), (0, &json!(true), &json!([])));
    assert!(verdict.json["head"].as_str().is_some_and(|head| head.len() == 64));
}

#[test]
fn a_request_asked_again_gives_the_first_answer() {
    let counter = Counter::practice();
    let first =
        counter.book("notice", "lost_and_void", "7.2x3", NOTICES[5], &["--request", "r-1", "--pay", "cash:300"]);
    assert_eq!((first.status, &first.json["change"]), (0, &json!("1.00")), "{}", first.errors);
    let again =
        counter.book("notice", "lost_and_void", "7.2x3", NOTICES[5], &["--request", "r-1", "--pay", "cash:300"]);
    assert_eq!((again.status, &again.json), (0, &first.json));
    let other =
        counter.book("notice", "lost_and_void", "7.2x5", NOTICES[5], &["--request", "r-1", "--pay", "cash:300"]);
    refused(&other, "request_reused");
    // Also when its deadline has passed since, and after more was paid.
    let late = Counter { now: "2026-01-21T16:00:00", home: counter.home };
    let again = late.book("notice", "lost_and_void", "7.2x3", NOTICES[5], &["--request", "r-1", "--pay", "cash:300"]);
    assert_eq!((again.status, &again.json), (0, &first.json), "{}", again.errors);
    refused(&late.book("notice", "lost_and_void", "7.2x3", NOTICES[5], &["--request", "r-2"]), "past_deadline");
    assert_eq!(late.run(&["day", "2026-01-20"]).json["bookings"].as_array().map(Vec::len), Some(1));
}

#[test]
fn money_is_taken_in_parts_and_never_too_much() {
    let counter = Counter::practice();
    let booked = counter.book("notice", "court", "7.2x10", NOTICES[0], &[]);
    assert_eq!((&booked.json["paid"], &booked.json["owing"]), (&json!("0.00"), &json!("999.00")));
    let pay = |more: &[&str]| counter.run(&[&["pay", "B20260120-0001"], more].concat());
    let part = pay(&["wechat:500.50", "--request", "p-1"]);
    assert_eq!(
        (&part.json["booking"], &part.json["paid"], &part.json["owing"]),
        (&json!("B20260120-0001"), &json!("500.50"), &json!("498.50"))
    );
    refused(&pay(&["alipay:498.51"]), "paid_too_much");
    refused(&pay(&["cash:0"]), "nothing_paid");
    refused(&pay(&["cash:-5"]), "not_money");
    refused(&pay(&["gold:5"]), "not_a_method");
    let rest = pay(&["cash:500"]);
    assert_eq!((&rest.json["owing"], &rest.json["change"]), (&json!("0.00"), &json!("1.50")));
    refused(&pay(&["cash:1"]), "paid_too_much");
    assert_eq!(pay(&["wechat:500.50", "--request", "p-1"]).json, part.json, "the first answer, as it stood then");
    refused(&counter.run(&["pay", "B20260120-0002", "cash:1"]), "no_such_booking");
    refused(&counter.book("notice", "court", "7.2x10", NOTICES[0], &["--pay", "transfer:1000"]), "paid_too_much");
    let history = counter.run(&["show", "B20260120-0001"]).json["history"].as_array().cloned().expect("a list");
    assert_eq!(history.iter().map(|h| h["what"].as_str().unwrap_or("")).collect::<Vec<_>>(), ["taken", "paid", "paid"]);
}

#[test]
fn a_known_telephone_number_fills_the_name() {
    let counter = Counter::practice();
    assert_eq!(counter.book("notice", "lost_and_void", "7.2x3", NOTICES[5], &[]).status, 0);
    let copy = counter.copy(NOTICES[5]);
    let book = |phone: &str| {
        counter.run(&[
            "book",
            "--kind",
            "notice",
            "--size",
            "7.2x3",
            "--runs",
            "2026-01-22",
            "--copy",
            &copy,
            "--phone",
            phone,
        ])
    };
    let second = book("(0532) 8818 7720");
    assert_eq!(second.status, 0, "{}", second.errors);
    assert_eq!(counter.run(&["show", "B20260120-0002"]).json["customer"], "西海岸新区仲裁委");
    refused(&book("13800000012"), "no_customer");
    refused(&book("110"), "not_a_phone");
    refused(&book(""), "not_a_phone");
}

#[test]
fn papers_are_written_and_are_the_same_every_time() {
    let counter = Counter::practice();
    counter.book("notice", "lost_and_void", "7.2x3", NOTICES[5], &["--pay", "cash:299"]);
    for arguments in [
        vec!["proof", "B20260120-0001"],
        vec!["proof", "B20260120-0001", "--ad-only"],
        vec!["statement", "B20260120-0001"],
    ] {
        let file = counter.home.path().join("paper.pdf").display().to_string();
        let written = counter.run(&[&arguments[..], &["-o", &file]].concat());
        assert_eq!((written.status, written.json["pages"].as_u64()), (0, Some(1)), "{}", written.errors);
        let bytes = std::fs::read(&file).expect("written");
        assert!(bytes.starts_with(b"%PDF-"));
        let data = counter.data().display().to_string();
        let plain = [&["--data", &data, "--now", counter.now], &arguments[..], &["-o", "-"]].concat();
        let to_output = gave(counter.command().args(&plain));
        assert!(to_output.output == bytes, "the same bytes on standard output");
        assert_eq!(counter.run(&[&arguments[..], &["-o", "-"]].concat()).status, 2, "two documents on one output");
        let sha = &written.json["sha256"];
        assert_eq!(counter.run(&[&arguments[..], &["-o", &file]].concat()).json["sha256"], *sha);
    }
    refused(&counter.run(&["proof", "B20260120-0009"]), "no_such_booking");
    let nowhere = counter.run(&["proof", "B20260120-0001", "-o", "/nonexistent/proof.pdf"]);
    assert_eq!((nowhere.status, &nowhere.json["fault"]["kind"]), (3, &json!("file")), "{}", nowhere.json);
}

/// Half the customers see their ad on WeChat: as a picture of the ad alone, or of the proof.
#[test]
fn a_proof_is_written_as_a_picture() {
    let counter = Counter::practice();
    counter.book("notice", "lost_and_void", "7.2x3", NOTICES[5], &["--pay", "cash:299"]);
    let file = counter.home.path().join("proof.png").display().to_string();
    for (arguments, size) in [
        (&["--ad-only", "--png"][..], (850, 354)),
        (&["--ad-only", "--png", "--dpi", "600"], (1701, 709)),
        (&["--png", "--dpi", "100"], (827, 1169)),
    ] {
        let asked = [&["proof", "B20260120-0001", "-o", &file][..], arguments].concat();
        let written = counter.run(&asked);
        assert_eq!((written.status, written.json["pages"].as_u64()), (0, Some(1)), "{}", written.errors);
        let bytes = std::fs::read(&file).expect("written");
        let seen = image::load_from_memory_with_format(&bytes, image::ImageFormat::Png).expect("a PNG");
        assert_eq!((seen.width(), seen.height()), size);
        assert!(seen.into_luma8().pixels().any(|pixel| pixel.0[0] < 20), "it is not blank");
        assert_eq!(counter.run(&asked).json["sha256"], written.json["sha256"], "the same bytes twice");
    }
    for arguments in [&["--dpi", "300"][..], &["--png", "--dpi", "6000"], &["--png", "--printer", "ipp://localhost/x"]]
    {
        assert_eq!(counter.run(&[&["proof", "B20260120-0001"][..], arguments].concat()).status, 2, "{arguments:?}");
    }
}

#[test]
fn pictures_that_are_none_are_refused() {
    let counter = Counter::practice();
    let whole = picture(800, 600).file;
    for (bytes, rule) in
        [(b"%PDF-1.7".to_vec(), "not_a_picture"), (whole[..whole.len() / 2].to_vec(), "picture_damaged")]
    {
        let file = counter.home.path().join("picture");
        std::fs::write(&file, bytes).expect("written");
        let file = file.display().to_string();
        refused(&counter.book("blessing", "love", "14.6x10", BLESSINGS[1].1, &["--picture", &file]), rule);
    }
    let file = counter.home.path().join("coarse.jpg");
    std::fs::write(&file, &picture(120, 90).file).expect("written");
    let coarse =
        counter.book("blessing", "love", "14.6x10", BLESSINGS[1].1, &["--picture", &file.display().to_string()]);
    assert_eq!(
        (coarse.status, &coarse.json["findings"][0]["rule"]),
        (0, &json!("coarse_picture")),
        "{}",
        coarse.errors
    );
    for key in ["severity", "start", "end", "message", "reason", "remedy"] {
        assert!(!coarse.json["findings"][0][key].is_null(), "{key}");
    }
    refused(
        &counter.book("notice", "other", "14.6x10", NOTICES[5], &["--picture", &file.display().to_string()]),
        "picture_on_notice",
    );
}

#[test]
fn real_books_take_no_time_but_the_clocks() {
    let home = tempfile::tempdir().expect("a folder");
    let counter = Counter { home, now: "2026-01-20T10:00:00" };
    refused(&counter.run(&["day"]), "practice_only");
    refused(&counter.run(&["quote", "--kind", "blessing", "--size", "7.2x3"]), "practice_only");
    assert!(!counter.data().exists(), "a refused command makes nothing");
    assert_eq!(counter.run_plain(&["quote", "--kind", "blessing", "--size", "7.2x3"]).status, 0);
    assert!(!counter.data().exists(), "a quote makes nothing");
    assert_eq!(counter.run_plain(&["init"]).json["practice"], json!(false));
    refused(&counter.run(&["day"]), "practice_only");
    refused(&counter.run_plain(&["init", "--practice"]), "already_there");
    assert_eq!(counter.run_plain(&["day"]).json["totals"]["total"], "0.00");
}

/// The window takes a time as the commands do: of a folder for practice, and of no other.
#[test]
#[cfg(feature = "desk")]
fn the_window_begins_at_a_time_that_a_practice_folder_takes() {
    let open = |counter: &Counter, now: &str| {
        let data = counter.data().display().to_string();
        let output = counter.raw(&["--data", &data, "--now", now]);
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let practice = Counter::practice();
    let (status, said) = open(&practice, "2026-01-20T10:00");
    // Here is no display; that is all that stands against it.
    assert_eq!(status, Some(3), "{said}");
    assert!(said.contains("DISPLAY"), "{said}");
    assert_eq!(open(&practice, "soon").0, Some(1));
    let real = Counter { home: tempfile::tempdir().expect("a folder"), now: "2026-01-20T10:00:00" };
    assert_eq!(open(&real, "2026-01-20T10:00").0, Some(1), "it would become real books");
    assert!(!real.data().exists());
    assert_eq!(real.run_plain(&["init"]).status, 0);
    assert_eq!(open(&real, "2026-01-20T10:00").0, Some(1));
}

#[test]
fn a_clock_that_went_back_is_refused_until_it_is_confirmed() {
    let counter = Counter::practice();
    assert_eq!(counter.book("notice", "lost_and_void", "7.2x3", NOTICES[5], &[]).status, 0);
    let early = Counter { now: "2026-01-19T10:00:00", home: counter.home };
    refused(&early.book("notice", "lost_and_void", "7.2x3", NOTICES[5], &[]), "clock_back");
    refused(&early.run(&["clock", "--reason", " "]), "no_reason");
    assert_eq!(early.run(&["clock", "--reason", "昨日电脑日期错"]).json["clock_confirmed"], json!(true));
    let booked = early.book("notice", "lost_and_void", "7.2x3", NOTICES[5], &[]);
    assert_eq!(booked.json["booking"], "B20260119-0001", "{}", booked.errors);
    assert_eq!(early.run(&["verify"]).json["ok"], json!(true));
}

#[test]
fn a_changed_digit_is_found_and_named() {
    let counter = Counter::practice();
    counter.book("notice", "lost_and_void", "7.2x3", NOTICES[5], &["--pay", "cash:299"]);
    let file = counter.data().join("qishi.db");
    assert_eq!(counter.run(&["verify"]).status, 0);
    let books = rusqlite::Connection::open(&file).expect("opens");
    let body: String =
        books.query_row("SELECT body FROM event WHERE body LIKE '%29900%' LIMIT 1", [], |row| row.get(0)).expect("one");
    let triggers: Vec<String> = {
        let mut all = books.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").expect("reads");
        all.query_map([], |row| row.get(0)).expect("reads").collect::<Result<_, _>>().expect("reads")
    };
    for trigger in triggers {
        books.execute_batch(&format!("DROP TRIGGER \"{trigger}\"")).expect("dropped");
    }
    let changed =
        books.execute("UPDATE event SET body = ?1 WHERE body = ?2", [body.replacen("29900", "19900", 1), body]);
    assert_eq!(changed, Ok(1));
    drop(books);
    let verdict = counter.run(&["verify"]);
    assert_eq!((verdict.status, &verdict.json["ok"]), (1, &json!(false)), "{}", verdict.json);
    assert!(
        verdict.json["problems"].as_array().is_some_and(|all| all.iter().any(|p| p["booking"] == "B20260120-0001")),
        "{}",
        verdict.json
    );
}

#[test]
fn books_that_cannot_be_opened_say_what_they_are() {
    let counter = Counter { home: tempfile::tempdir().expect("a folder"), now: "" };
    let none = counter.run_plain(&["verify"]);
    assert_eq!((none.status, &none.json["fault"]["kind"]), (3, &json!("no_books")), "{}", none.json);
    std::fs::create_dir(counter.data()).expect("made");
    std::fs::write(counter.data().join("qishi.db"), "not a database, but long enough to be looked at twice".repeat(40))
        .expect("written");
    let strange = counter.run_plain(&["day"]);
    assert_eq!((strange.status, &strange.json["fault"]["kind"]), (3, &json!("not_a_database")), "{}", strange.json);
    assert!(strange.json["fault"]["message"].is_string());
}

#[test]
fn wrong_use_is_status_two_and_help_names_only_what_is_built() {
    let counter = Counter::practice();
    assert_eq!(counter.run(&["quote"]).status, 2);
    assert_eq!(counter.run(&["frobnicate"]).status, 2);
    assert!(counter.run(&["frobnicate"]).json["usage"]["message"].is_string());
    let help = gave(counter.command().arg("--help"));
    assert_eq!(help.status, 0);
    let help = String::from_utf8_lossy(&help.output).into_owned();
    for built in [
        "withdraw",
        "quote",
        "fit",
        "read",
        "book",
        "proof",
        "statement",
        "specimens",
        "day",
        "show",
        "pay",
        "withdraw",
        "correct",
        "move",
        "rerun",
        "refund",
        "undo",
        "repeat",
        "verify",
        "backup",
        "restore",
        "doctor",
        "init",
        "licences",
    ] {
        assert!(help.contains(&format!("  {built} ")), "{built}:\n{help}");
    }
    for later in ["certificate", "issue"] {
        assert!(!help.contains(&format!("  {later}")), "{later}:\n{help}");
    }
}

#[test]
fn without_a_display_the_program_names_the_command_line() {
    let counter = Counter { home: tempfile::tempdir().expect("a folder"), now: "" };
    let data = counter.data();
    let desk = gave(counter.command().env("QISHI_LANG", "en").arg("--data").arg(data));
    assert_eq!(desk.status, 3, "{}", desk.errors);
    assert!(desk.errors.contains("qishi --help"), "{}", desk.errors);
    let data = counter.data();
    let gone = gave(counter.command().env("QISHI_LANG", "en").env("DISPLAY", ":987").arg("--data").arg(data));
    assert_eq!(gone.status, 3, "{}", gone.errors);
    assert!(gone.errors.contains("qishi --help") && !gone.errors.contains("panicked"), "{}", gone.errors);
}

#[test]
fn the_sheet_of_specimens_needs_no_books() {
    let counter = Counter { home: tempfile::tempdir().expect("a folder"), now: "" };
    let gave = counter.run_plain(&["specimens", "--red", "-o", "样张.pdf"]);
    assert_eq!(gave.status, 0, "{}", gave.errors);
    assert!(gave.json["pages"].as_u64().is_some_and(|pages| pages > 12), "{}", gave.json);
    let file = std::fs::read(counter.home.path().join("样张.pdf")).expect("written");
    assert!(file.starts_with(b"%PDF-"));
    assert!(!counter.data().exists(), "no books were made");
    assert_eq!(counter.run_plain(&["specimens", "-o", "-"]).status, 2);
}

#[test]
fn the_poster_of_the_card_in_force_needs_no_books() {
    let counter = Counter { home: tempfile::tempdir().expect("a folder"), now: "" };
    let gave = counter.run_plain(&["rates", "poster", "--on", "2026-01-20", "-o", "价目.pdf"]);
    assert_eq!(gave.status, 0, "{}", gave.errors);
    assert_eq!((&gave.json["pages"], &gave.json["version"]), (&json!(1), &json!("2026-01")));
    let file = std::fs::read(counter.home.path().join("价目.pdf")).expect("written");
    assert!(file.starts_with(b"%PDF-"));
    assert_eq!(counter.run_plain(&["rates", "poster", "-o", "-"]).status, 2);
    assert_eq!(counter.run_plain(&["rates", "poster", "--on", "2025-12-31"]).json["refused"]["rule"], "no_card_on");
    assert!(!counter.data().exists(), "no books were made");
}

#[test]
fn licences_of_everything_inside_are_printed() {
    let counter = Counter { home: tempfile::tempdir().expect("a folder"), now: "" };
    let all = gave(counter.command().arg("licences"));
    let text = String::from_utf8_lossy(&all.output).into_owned();
    for part in ["MIT License", "Apache License", "SIL OPEN FONT LICENSE", "LXGW", "rusqlite", "printpdf", "harfrust"] {
        assert!(text.contains(part), "{part}");
    }
}

/// The folder's files belong to its user alone.
#[test]
#[cfg(unix)]
fn the_folder_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let counter = Counter::practice();
    let mode = |path: &Path| std::fs::metadata(path).expect("there").permissions().mode() & 0o777;
    assert_eq!(mode(&counter.data()), 0o700);
    assert_eq!(mode(&counter.data().join("qishi.db")), 0o600);
}

#[test]
fn a_name_that_no_face_can_print_is_refused_by_name() {
    let counter = Counter::practice();
    let copy = counter.copy(NOTICES[5]);
    let book = |more: &[&str]| {
        let plain = [
            "book",
            "--kind",
            "notice",
            "--size",
            "7.2x3",
            "--runs",
            "2026-01-22",
            "--copy",
            &copy,
            "--phone",
            "0532-88187720",
        ];
        counter.run(&[&plain, more].concat())
    };
    for more in [
        vec!["--customer", "张😀三"],
        vec!["--customer", "张三", "--payer", "李😀四"],
        vec!["--customer", "张三", "--invoice-title", "某😀公司"],
    ] {
        let gave = book(&more);
        refused(&gave, "missing_characters");
        assert_eq!(gave.json["refused"]["value"], "😀");
        let message = gave.json["refused"]["message"].as_str().expect("words");
        assert!(message.contains("😀") && message.contains("U+1F600"), "{message}");
    }
    refused(&counter.run(&["paper", "--name", "某报😀"]), "missing_characters");
    assert_eq!(book(&["--customer", "龘靐齉"]).status, 0);
}

#[test]
fn credit_is_no_money_that_was_paid_and_stands_beside() {
    let counter = Counter::practice();
    counter.agrees("西海岸新区仲裁委", &["0532-88187720"], "10000");
    let booked = counter.book("notice", "court", "7.2x10", NOTICES[0], &["--pay", "account:500", "--pay", "cash:499"]);
    assert_eq!((&booked.json["paid"], &booked.json["owing"]), (&json!("499.00"), &json!("0.00")), "{}", booked.errors);
    assert_eq!(booked.json["on_account"], "500.00");
    let totals = counter.run(&["day"]).json["totals"].clone();
    assert_eq!(totals["by_method"], json!({ "cash": "499.00" }));
    assert_eq!(
        (&totals["paid"], &totals["on_account"], &totals["owing"]),
        (&json!("499.00"), &json!("500.00"), &json!("0.00"))
    );
}

#[test]
fn copy_in_another_encoding_is_told_from_copy_with_controls() {
    let counter = Counter::practice();
    let file = counter.home.path().join("gbk.txt");
    std::fs::write(&file, [0xd2, 0xc5, 0xca, 0xa7]).expect("written");
    refused(&counter.run(&["fit", "--kind", "notice", "--copy", &file.display().to_string()]), "not_utf8");
    refused(&counter.run(&["fit", "--kind", "notice", "--copy", "/dev/zero"]), "not_a_file");
    let missing = counter.run(&["fit", "--kind", "notice", "--copy", "/nonexistent"]);
    assert_eq!((missing.status, &missing.json["fault"]["kind"]), (3, &json!("file")), "{}", missing.json);
}

#[test]
#[cfg(target_os = "linux")]
fn an_answer_that_cannot_be_written_is_no_answer() {
    let counter = Counter::practice();
    let data = counter.data();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("every Linux has it");
    let status =
        counter.command().arg("--data").arg(data).args(["--json", "day"]).stdout(full).stderr(Stdio::null()).status();
    assert_eq!(status.expect("runs").code(), Some(3));
}

#[test]
fn an_ad_is_booked_in_a_style_and_a_second_colour() {
    let counter = Counter::practice();
    let gave = counter.book("notice", "lost_and_void", "7.2x3", NOTICES[5], &["--style", "rules", "--red"]);
    assert_eq!(gave.status, 0, "{}", gave.errors);
    let booking = gave.json["booking"].as_str().expect("a number").to_owned();
    let shown = counter.run(&["show", &booking]);
    assert_eq!((&shown.json["set"]["style"], &shown.json["set"]["red"]), (&json!("rules"), &json!(true)));
    let called = counter.book("notice", "lost_and_void", "7.2x3", NOTICES[5], &["--style", "上下线"]);
    let called = called.json["booking"].as_str().expect("a number").to_owned();
    assert_eq!(counter.run(&["show", &called]).json["set"]["style"], json!("rules"), "by the name on the specimens");
    // A file that is called so is one.
    let png = counter.home.path().join("ad.png").display().to_string();
    assert_eq!(counter.run(&["proof", &called, "--ad-only", "-o", &png]).status, 0);
    assert!(std::fs::read(&png).expect("written").starts_with(b"\x89PNG"));
    let plain = counter.book("notice", "court", "7.2x10", NOTICES[0], &[]);
    let shown = counter.run(&["show", plain.json["booking"].as_str().expect("a number")]);
    assert_eq!((&shown.json["set"]["style"], &shown.json["set"]["red"]), (&json!("court"), &json!(false)));
    for (style, rule) in [("golden", "unknown_style"), ("hollow", "unknown_style"), ("mourning", "unknown_style")] {
        let refused = counter.book("notice", "lost_and_void", "7.2x3", NOTICES[5], &["--style", style]);
        assert_eq!((refused.status, &refused.json["refused"]["rule"]), (1, &json!(rule)), "{style}");
        assert!(refused.json["refused"]["remedy"].as_str().expect("words").contains("ruled"));
    }
    assert_eq!(counter.run(&["verify"]).json["ok"], json!(true));
}

#[test]
fn show_tells_what_was_agreed() {
    let mut counter = Counter::practice();
    counter.now = "2026-01-20T16:30:00";
    let agreed = ["--late", "--discount", "10", "--reason", "开庭前必须见报", "--approved-by", "李主任"];
    let copy = counter.copy(NOTICES[5]);
    let mut arguments = vec!["book", "--kind", "notice", "--category", "lost_and_void", "--size", "7.2x3"];
    arguments.extend([
        "--runs",
        "2026-01-21,2026-01-23",
        "--copy",
        &copy,
        "--customer",
        "王敏",
        "--phone",
        "13800000012",
    ]);
    arguments.extend(agreed);
    let taken = counter.run(&arguments);
    assert_eq!((taken.status, &taken.json["total"]), (0, &json!("538.20")), "{}", taken.errors);
    let shown = counter.run(&["show", "B20260120-0001"]);
    let told = json!({
        "attributes": {},
        "late": { "late_runs": ["2026-01-21"], "reason": "开庭前必须见报", "approved_by": "李主任" },
        "manual": { "discount": "10", "reason": "开庭前必须见报", "approved_by": "李主任" },
    });
    assert_eq!(shown.json["terms"], told, "{:#}", shown.json);
    let text =
        counter.command().arg("--data").arg(counter.data()).args(["show", "B20260120-0001"]).output().expect("ran");
    let text = String::from_utf8_lossy(&text.stdout).into_owned();
    for part in ["议价（优惠 10%；理由：开庭前必须见报；批准人：李主任）", "1月21日 截稿后加登"]
    {
        assert!(text.contains(part), "{part}:\n{text}");
    }
    let plain = counter.book("notice", "court", "7.2x10", NOTICES[0], &[]);
    let shown = counter.run(&["show", plain.json["booking"].as_str().expect("a number")]);
    assert_eq!(shown.json["terms"], json!({ "attributes": {}, "late": null, "manual": null }));
}

/// The card of a newspaper in the tests.
fn card(name: &str) -> String {
    format!("{}/tests/rates/cards/{name}.toml", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_card_is_checked_entered_in_force_on_its_day_and_written_out() {
    let counter = Counter::practice();
    let (path, today) = (card("chongqing"), "2026-01-20");
    let checked = counter.run(&["rates", "check", &path]);
    assert_eq!((checked.status, &checked.json["ok"]), (0, &json!(true)), "{}", checked.errors);
    let entered = counter.run(&["rates", "import", &path, "--from", "2026-01-21", "--request", "r-1"]);
    assert_eq!((entered.status, &entered.json["effective_from"]), (0, &json!("2026-01-21")), "{}", entered.errors);
    assert_eq!(counter.run(&["rates", "import", &path, "--from", "2026-01-21", "--request", "r-1"]).status, 0);
    let again = counter.run(&["rates", "import", &path, "--from", "2026-01-25"]);
    assert_eq!((again.status, &again.json["refused"]["rule"]), (1, &json!("card_version_used")));
    for (on, version) in [(today, "2026-01"), ("2026-01-21", "1")] {
        let shown = counter.run(&["rates", "show", "--on", on]);
        assert_eq!(shown.json["version"], json!(version), "{on}");
        assert_eq!(shown.json["versions"].as_array().map(Vec::len), Some(2));
    }
    let written = counter.run(&["rates", "export", "--on", "2026-01-21", "-o", "out.toml"]);
    assert_eq!(written.status, 0, "{}", written.errors);
    let out = std::fs::read(counter.home.path().join("out.toml")).expect("written");
    assert_eq!(out, std::fs::read(&path).expect("there"), "byte for byte");

    // Today an ad is priced by the old card, tomorrow by the new one, which needs no size.
    let old = counter.book("notice", "lost_and_void", "7.2x3", "遗失声明\n张三遗失身份证,声明作废。", &[]);
    assert_eq!((old.status, &old.json["total"]), (0, &json!("299.00")), "{}", old.errors);
    let tomorrow = Counter { now: "2026-01-21T10:00:00", ..counter };
    let copy = tomorrow.copy("遗失声明\n李四遗失身份证,声明作废。");
    let booked = ["--runs", "2026-01-22", "--customer", "李四", "--phone", "13800000012"];
    let asked = ["book", "--kind", "notice", "--category", "lost_and_void", "--copy", &copy];
    let new = tomorrow.run(&[&asked[..], &booked[..]].concat());
    assert_eq!((new.status, &new.json["total"]), (0, &json!("45.00")), "{}", new.errors);
    let shown = tomorrow.run(&["show", new.json["booking"].as_str().expect("a number")]);
    assert_eq!((&shown.json["card"], &shown.json["version"]), (&json!("chongqing-fazhi"), &json!("1")));
    // The old one is priced again by its own card, and by today's: what counted as a block counts as characters now.
    let shown_old = tomorrow.run(&["show", old.json["booking"].as_str().expect("a number")]);
    let again = &shown_old.json["requoted"];
    assert_eq!((&again["own"]["total"], &again["own"]["difference"]), (&json!("299.00"), &json!("0.00")));
    assert_eq!((&again["today"]["version"], &again["today"]["difference"]), (&json!("1"), &json!("-254.00")));
    let size = shown.json["size"].as_str().expect("a size").to_owned();
    assert!(size.starts_with("7.2x"), "one column wide and as high as its copy: {size}");
    assert_eq!(tomorrow.run(&["verify"]).json["ok"], json!(true));
    let gone = tomorrow.run(&["rates", "withdraw", "1"]);
    assert_eq!((gone.status, &gone.json["refused"]["rule"]), (1, &json!("no_such_card")), "it is in force");
}

#[test]
fn a_mistake_in_a_card_is_told_with_file_line_and_remedy() {
    let counter = Counter::practice();
    let text = std::fs::read_to_string(card("kaifeng")).expect("there");
    let bad = counter.home.path().join("bad.toml");
    std::fs::write(&bad, text.replace("percent = 30", "percent = 130")).expect("written");
    let path = bad.display().to_string();
    let line = text[..text.find("percent = 30").expect("there")].matches('\n').count() + 1;
    for asked in [&["rates", "check", &path][..], &["rates", "import", &path, "--from", "2026-02-01"]] {
        let gave = counter.run(asked);
        assert_eq!((gave.status, &gave.json["refused"]["rule"]), (1, &json!("bad_rules")));
        let mistakes = gave.json["refused"]["mistakes"].as_array().expect("a list");
        assert_eq!((mistakes.len(), &mistakes[0]["line"]), (1, &json!(line)));
        assert!(gave.errors.contains(&format!("第 {line} 行")) && gave.errors.contains("over_100"), "{}", gave.errors);
    }
    assert_eq!(counter.run(&["rates", "check", "no-such-file.toml"]).status, 3);
    assert_eq!(counter.run(&["quote", "--card", &card("kaifeng"), "--size", "10x4"]).status, 2, "several kinds");
}

#[test]
fn an_ad_is_priced_by_a_card_that_is_not_in_force() {
    let counter = Counter::practice();
    let quote = |more: &[&str]| counter.run(&[&["quote", "--card", &card("youjiang")][..], more].concat());
    let priced = quote(&["--kind", "display", "--size", "10x10", "--set", "page=2", "--set", "colour=red"]);
    assert_eq!((priced.status, &priced.json["total"]), (0, &json!("3200.00")), "{}", priced.errors);
    let line = &priced.json["price_lines"][0];
    assert_eq!((&line["count"], &line["unit"], &line["rule"]), (&json!(100), &json!("32.00"), &json!("inside-red")));
    // Dates that have passed, and days on which no paper appears, are nothing to it.
    let past = quote(&["--kind", "display", "--size", "10x10", "--set", "page=1", "--runs", "2020-02-02,2020-02-03"]);
    assert_eq!(past.json["total"], json!("7200.00"));
    for (more, rule) in [
        (&["--kind", "displai", "--size", "10x10"][..], "unknown_kind"),
        (&["--kind", "notice", "--category", "lost"], "lost"),
        (&["--kind", "display", "--size", "10x10"], "attribute_unsaid"),
    ] {
        let refused = quote(more);
        let said = refused.json["refused"]["rule"].as_str().unwrap_or_default();
        assert!(said == rule || rule == "lost", "{more:?}: {said}");
    }
}

#[test]
fn a_price_by_hand_stands_on_the_booking_with_its_reason_and_who_approved_it() {
    let counter = Counter::practice();
    let copy = "遗失声明\n张三遗失身份证,声明作废。";
    let refused = counter.book("notice", "lost_and_void", "7.2x3", copy, &["--discount", "10", "--reason", "老客户"]);
    assert_eq!((refused.status, &refused.json["refused"]["rule"]), (1, &json!("needs_approval")));
    let asked = ["--discount", "10", "--reason", "老客户", "--approved-by", "李主任"];
    let booked = counter.book("notice", "lost_and_void", "7.2x3", copy, &asked);
    assert_eq!((booked.status, &booked.json["total"]), (0, &json!("269.10")), "{}", booked.errors);
    let shown = counter.run(&["show", booked.json["booking"].as_str().expect("a number")]);
    assert_eq!(shown.json["manual"], json!({ "reason": "老客户", "approved_by": "李主任" }));
    // 4 cm is no listed size: only a price by hand takes it.
    let unlisted = counter.book("notice", "lost_and_void", "7.2x4", copy, &[]);
    assert_eq!(unlisted.json["refused"]["rule"], json!("unlisted_size"));
    let by_hand = ["--price", "400", "--reason", "版面恰好", "--approved-by", "李主任"];
    let taken = counter.book("notice", "lost_and_void", "7.2x4", copy, &by_hand);
    assert_eq!((taken.status, &taken.json["total"]), (0, &json!("400.00")), "{}", taken.errors);
    assert_eq!(counter.run(&["verify"]).json["ok"], json!(true));
}

/// The ad alone is a file for the press of the paper; its settings are journalled and said.
#[test]
fn the_ad_alone_is_written_for_the_press_of_the_paper() {
    let counter = Counter::practice();
    let paper = counter.run(&["paper"]);
    let newsprint = json!({
        "standard": "PDF/X-1a:2003", "condition": "IFRA26", "profile": null, "second": "process", "picture_gain": 8,
        "least_rule": "0.25", "least_type": "5",
    });
    assert_eq!((&paper.json["press"], &paper.json["account"]), (&newsprint, &json!("")));
    let account = "工商银行青岛分行 3803 0001";
    let set = [
        "paper",
        "--account",
        account,
        "--condition",
        "CGATS21-2-CRPC1",
        "--second",
        "spot:Red 032",
        "--picture-gain",
        "26",
    ];
    counter.run(&set);
    counter.run(&["paper", "--name", "某报"]);
    let paper = counter.run(&["paper"]);
    let press = json!({
        "standard": "PDF/X-1a:2003", "condition": "CGATS21-2-CRPC1", "profile": null, "second": "spot:Red 032",
        "picture_gain": 26, "least_rule": "0.25", "least_type": "5",
    });
    assert_eq!(
        (&paper.json["press"], &paper.json["account"]),
        (&press, &json!(account)),
        "a new name changes nothing else"
    );
    let wrong = [
        ["--second", "red"],
        ["--condition", "新闻纸"],
        ["--picture-gain", "60"],
        ["--least-rule", "3"],
        ["--least-type", "四"],
    ];
    for wrong in wrong {
        refused(&counter.run(&[&["paper"][..], &wrong].concat()), "bad_setting");
    }
    counter.book("notice", "lost_and_void", "7.2x3", NOTICES[5], &[]);
    let file = counter.home.path().join("ad.pdf");
    let written = counter.run(&["proof", "B20260120-0001", "--ad-only", "-o", &file.display().to_string()]);
    assert_eq!(written.status, 0, "{}", written.errors);
    let bytes = std::fs::read(&file).expect("written");
    let has = |what: &str| bytes.windows(what.len()).any(|part| part == what.as_bytes());
    assert!(bytes.starts_with(b"%PDF-1.4") && has("PDF/X-1a:2003") && has("CGATS21-2-CRPC1") && bytes.len() < 40_000);

    // With a profile of the paper's own it is PDF/X-4; what is no profile of a press is refused and changes nothing.
    let icc = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lint/newsprint.icc").display().to_string();
    let profiled = counter.run(&["paper", "--profile", &icc]);
    assert_eq!(
        (profiled.status, &profiled.json["press"]["profile"]),
        (0, &json!("Newsprint 1")),
        "{}",
        profiled.errors
    );
    let copy = counter.home.path().join("copy.txt");
    std::fs::write(&copy, NOTICES[5]).expect("written");
    refused(&counter.run(&["paper", "--profile", &copy.display().to_string()]), "bad_profile");
    assert_eq!(counter.run(&["paper"]).json["press"]["standard"], json!("PDF/X-4"));
    let file = counter.home.path().join("x4.pdf");
    let asked = ["proof", "B20260120-0001", "--ad-only", "-o", &file.display().to_string()];
    assert_eq!(counter.run(&asked).status, 0);
    let bytes = std::fs::read(&file).expect("written");
    let has = |what: &str| bytes.windows(what.len()).any(|part| part == what.as_bytes());
    assert!(bytes.starts_with(b"%PDF-1.6") && has(">PDF/X-4<") && has("DestOutputProfile"));
    // A press that holds only strong rules is not sent fine ones; the preset takes everything back.
    assert_eq!(counter.run(&["paper", "--least-rule", "2"]).json["press"]["least_rule"], json!("2"));
    refused(&counter.run(&asked), "too_fine");
    assert_eq!(counter.run(&["paper", "--newsprint"]).json["press"], newsprint);
    assert_eq!(counter.run(&["verify"]).json["ok"], json!(true));
}

/// Names and dates of an obituary are read back and confirmed by the family: by nobody else, and not by having been seen.
#[test]
fn what_is_read_back_is_confirmed_by_the_sender() {
    let counter = Counter::practice();
    let copy = "讣告\n家父王德明先生因病于2026年1月18日上午9时30分逝世，享年八十八岁。特此讣告。\n孝子 王建国 泣告\n2026年1月19日";
    let booked = counter.book("notice", "obituary", "7.2x5", copy, &["--payer-tax-number", "91350100M000100Y43"]);
    assert_eq!(booked.status, 0, "{}", booked.errors);
    let number = booked.json["booking"].as_str().expect("a number");
    let shown = counter.run(&["show", number]);
    assert_eq!(shown.json["payer_tax_number"], json!("91350100M000100Y43"));
    let found = shown.json["findings"].as_array().expect("findings").iter().find(|one| one["rule"] == "read_back");
    let found = found.expect("read back").to_string();
    for said in ["王德明", "2026年1月18日上午9时30分", "享年八十八岁", "孝子 王建国 泣告", "2026年1月19日"]
    {
        assert!(found.contains(said), "{said} in {found}");
    }
    refused(&counter.run(&["settle", number, "read_back", "--seen"]), "needs_confirmation");
    refused(&counter.run(&["settle", number, "read_back", "--by", "李主任", "--reason", "急"]), "needs_confirmation");
    refused(&counter.run(&["approve", number, "--rule", "read_back", "--reason", "急"]), "needs_confirmation");
    refused(&counter.run(&["settle", number, "no_such", "--seen"]), "no_such_finding");
    assert_eq!(counter.run(&["settle", number, "read_back", "--confirmed-by", "王建国", "--how", "loud"]).status, 2);
    let asked =
        ["settle", number, "read_back", "--confirmed-by", "王建国", "--how", "telephone", "--when", "1月19日 10:20"];
    let settled = counter.run(&asked);
    assert_eq!(settled.status, 0, "{}", settled.errors);
    let shown = counter.run(&["show", number]);
    assert!(shown.json["settled"].to_string().contains("1月19日 10:20"), "{}", shown.json["settled"]);
    refused(&counter.run(&["settle", number, "read_back", "--confirmed-by", "王建国"]), "no_such_finding");
    let wrong = ["--payer-tax-number", "91350100M000100Y44"];
    refused(&counter.book("notice", "obituary", "7.2x5", copy, &wrong), "not_a_tax_number");
    assert_eq!(counter.run(&["verify"]).json["ok"], json!(true));
}

#[test]
fn a_paper_never_replaces_the_books_and_without_a_name_no_other_paper() {
    let counter = Counter::practice();
    let booked = counter.book("notice", "lost_and_void", "7.2x3", NOTICES[5], &[]);
    assert_eq!(booked.status, 0, "{}", booked.errors);
    let number = booked.json["booking"].as_str().expect("a number");
    let database = std::fs::read(counter.data().join("qishi.db")).expect("read");
    let mut parts = vec!["books/qishi.db", "books/qishi.db-wal", "books/qishi.anchor", "books/qishi.founded"];
    parts.extend(["books/../books/QISHI.DB", "books/backups/x.pdf"]);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(counter.data().join("qishi.db"), counter.home.path().join("link.pdf"))
            .expect("linked");
        std::fs::hard_link(counter.data().join("qishi.db"), counter.home.path().join("hard.pdf")).expect("linked");
        parts.extend(["link.pdf", "hard.pdf"]);
    }
    for part in parts {
        for command in ["proof", "statement"] {
            refused(&counter.run(&[command, number, "-o", part]), "part_of_the_books");
        }
    }
    assert_eq!(std::fs::read(counter.data().join("qishi.db")).expect("read"), database, "not a byte is changed");
    assert_eq!(counter.run(&["verify"]).json["ok"], json!(true));

    let first = counter.run(&["statement", number]);
    let again = counter.run(&["statement", number]);
    assert_eq!((first.status, again.status, &again.json["file"]), (0, 0, &first.json["file"]), "the same paper");
    assert_eq!(counter.run(&["pay", number, "cash:100"]).status, 0);
    let paid = counter.run(&["statement", number]);
    assert_eq!(paid.status, 0, "{}", paid.errors);
    assert_ne!(paid.json["file"], first.json["file"], "the earlier statement stays");
    assert!(counter.home.path().join(paid.json["file"].as_str().expect("a file")).exists());
    for _ in 0..2 {
        assert_eq!(counter.run(&["proof", number]).status, 0, "a proof can be had again");
    }
}

#[cfg(unix)]
#[test]
fn what_the_program_makes_is_its_owners_alone_whatever_the_umask() {
    use std::os::unix::fs::PermissionsExt;
    let counter = Counter::practice();
    let number = counter.book("notice", "lost_and_void", "7.2x3", NOTICES[5], &[]).json["booking"].clone();
    let number = number.as_str().expect("a number");
    let qishi = env!("CARGO_BIN_EXE_qishi");
    let script = format!(
        "umask 000; '{qishi}' --data books --now 2026-01-20T10:05:00 proof {number} -o proof.pdf && \
         '{qishi}' --data books --now 2026-01-20T10:06:00 statement {number} -o statement.pdf && \
         '{qishi}' --data books backup copy.db && '{qishi}' --data second init"
    );
    let made = std::process::Command::new("sh")
        .args(["-c", &script])
        .env("HOME", counter.home.path())
        .current_dir(counter.home.path())
        .output()
        .expect("a shell");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let mut folders = vec![counter.data(), counter.home.path().join("second")];
    let mut files = ["proof.pdf", "statement.pdf", "copy.db"].map(|name| counter.home.path().join(name)).to_vec();
    while let Some(folder) = folders.pop() {
        let mode = std::fs::metadata(&folder).expect("there").permissions().mode() & 0o777;
        assert_eq!(mode, 0o700, "{}", folder.display());
        for entry in std::fs::read_dir(&folder).expect("read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    assert!(files.len() > 6, "{files:?}");
    for file in files {
        let mode = std::fs::metadata(&file).expect("there").permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{}", file.display());
    }
}

#[test]
fn a_proof_at_another_time_does_not_move_the_clock_of_the_books() {
    let counter = Counter::practice();
    let number = counter.book("notice", "lost_and_void", "7.2x3", NOTICES[5], &[]).json["booking"].clone();
    let number = number.as_str().expect("a number");
    // By the machine's clock, years later or earlier, and before the booking by the time that is given.
    assert_eq!(counter.run_plain(&["proof", number, "-o", "a.pdf"]).status, 0);
    assert_eq!(counter.run_plain(&["--now", "2026-01-19T09:00", "proof", number, "-o", "b.pdf"]).status, 0);
    let next = counter.book("notice", "lost_and_void", "7.2x3", NOTICES[5], &[]);
    assert_eq!(next.status, 0, "the day goes on: {}", next.errors);
    assert_eq!(counter.run(&["verify"]).json["ok"], json!(true));
}

//! `docs/json.md`: every name of the JSON that the program prints, with one type, and which documents it stands in.
//!
//! The program is run over commands of every sort; what it prints is held against the page. `QISHI_JSON_NAMES=1` prints what was seen.

use std::collections::{BTreeMap, BTreeSet};

use books::booking::RuleKind;
use serde_json::{Value, json};

use crate::command::{Counter, Gave};
use crate::corpus::{BLESSINGS, NOTICES, picture};
use crate::printer::Printer;

/// What a name stands for.
#[derive(Debug, Default)]
struct Seen {
    /// The types of its values, without null.
    types: BTreeSet<String>,
    /// Whether it was null.
    null: bool,
}

/// What was printed.
#[derive(Debug, Default)]
struct Printed {
    names: BTreeMap<String, Seen>,
    documents: BTreeMap<String, BTreeSet<String>>,
}

/// Names whose value is a map: its keys are data (a method, a fact, a day) and no names of the page.
const MAPS: [&str; 11] = [
    "attributes",
    "by_age",
    "by_category",
    "by_kind",
    "by_method",
    "by_person",
    "by_size",
    "dates",
    "dates_from",
    "facts",
    "may",
];

/// The type of a value, as the page has it; none for null, and for an empty list, which may be of anything.
fn type_of(value: &Value) -> Option<String> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(_) => "true or false".to_owned(),
        Value::Number(_) => "number".to_owned(),
        Value::String(_) => "text".to_owned(),
        Value::Object(_) => "object".to_owned(),
        Value::Array(all) => {
            let of: BTreeSet<String> = all.iter().filter_map(type_of).collect();
            match of.into_iter().collect::<Vec<_>>().as_slice() {
                [] => return None,
                [one] => format!("list of {one}"),
                several => format!("list of {}", several.join("|")),
            }
        }
    })
}

impl Printed {
    fn look(&mut self, value: &Value) {
        match value {
            Value::Object(all) => {
                for (name, value) in all {
                    let seen = self.names.entry(name.clone()).or_default();
                    seen.null |= value.is_null();
                    if MAPS.contains(&name.as_str()) {
                        seen.types.extend(value.as_object().map(|_| "map".to_owned()));
                        value.as_object().into_iter().flatten().for_each(|(_, value)| self.look(value));
                    } else {
                        seen.types.extend(type_of(value));
                        self.look(value);
                    }
                }
            }
            Value::Array(all) => all.iter().for_each(|value| self.look(value)),
            _ => {}
        }
    }

    /// One JSON document, whatever came of it, and nothing beside it.
    fn take(&mut self, document: &str, gave: &Gave, status: i32) -> Value {
        let text = String::from_utf8_lossy(&gave.output);
        let value: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{document}: {error}: {text}"));
        assert_eq!(gave.status, status, "{document}: {} {}", gave.json, gave.errors);
        let names = value.as_object().unwrap_or_else(|| panic!("{document}: {value}")).keys().cloned();
        self.documents.entry(document.to_owned()).or_default().extend(names);
        self.look(&value);
        value
    }
}

/// What stands on account by now, and is settled.
fn accounts(printed: &mut Printed, counter: &Counter) {
    let mut account = |document: &str, arguments: &[&str]| printed.take(document, &counter.run(arguments), 0);
    let other = ["account", "set", "别户", "--phone", "13900000099", "--limit", "5", "--days", "0"];
    account("account set", &other);
    account("account end", &["account", "end", "别户", "--reason", "不来了"]);
    let copy = counter.copy(LOST);
    let order = ["book", "--kind", "notice", "--copy", &copy, "--runs", "2026-01-22"];
    let customer = ["--customer", "西海岸新区仲裁委", "--phone", "0532-88187720", "--pay", "account:299"];
    let taken = counter.run(&[&order[..], &customer[..]].concat());
    assert_eq!(taken.status, 0, "{} {}", taken.json, taken.errors);
    account("account list", &["account", "list", "--all"]);
    account("account ageing", &["account", "ageing"]);
    account("customer", &["customer", "0532-88187720", "--limit", "1"]);
    account("account statement", &["account", "statement", "仲裁委", "-o", "statement-of-account.pdf"]);
    account("account pay", &["account", "pay", "仲裁委", "transfer:299:89"]);
    account("account ageing", &["account", "ageing"]);
}

/// A file of rules that an earlier program read and this one does not: what is said of it, and how it is mended.
fn mended(printed: &mut Printed, kind: RuleKind) {
    let (command, id, sound) = match kind {
        RuleKind::Card => ("rates", "chongqing-fazhi", include_str!("rates/cards/chongqing.toml")),
        RuleKind::Calendar => ("calendar", "calendar", include_str!("../assets/calendar/calendar.toml")),
        RuleKind::NoticeKind => ("kinds", "exchange_demand", include_str!("../docs/examples/exchange_demand.toml")),
        RuleKind::Style => ("styles", "triple_frame", include_str!("../docs/examples/triple_frame.toml")),
    };
    let counter = crate::own::unread(kind, id, &format!("odd = 1\n{sound}"));
    printed.take("fault", &counter.run(&["quote", "--kind", "notice", "--size", "7.2x3"]), 3);
    printed.take(&format!("{command} export"), &counter.run(&[command, "export", "--edition", "1"]), 0);
    let file = counter.home.path().join("mended.toml");
    std::fs::write(&file, sound).expect("written");
    let replaced = counter.run(&[command, "replace", "1", &file.display().to_string(), "--reason", "补上缺的字段"]);
    printed.take(&format!("{command} replace"), &replaced, 0);
}

const LOST: &str = "遗失声明\n李四遗失机动车驾驶证一本，证号37020219800101001X，声明作废。";

/// Runs commands of every sort, and gives whether a printer was there.
fn run(printed: &mut Printed) -> bool {
    let counter = Counter::practice();
    let card = |name: &str| format!("{}/tests/rates/cards/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let run = |arguments: &[&str]| counter.run(arguments);
    let dated = ["--runs", "2026-01-22", "--customer", "西海岸新区仲裁委", "--phone", "0532-88187720"];
    let (lost, court) = (counter.copy(LOST), counter.copy(NOTICES[0]));
    let greeting = counter.copy(BLESSINGS[1].1);
    let image = counter.home.path().join("couple.jpg");
    std::fs::write(&image, picture(1200, 900).file).expect("written");
    let image = image.display().to_string();

    let other = Counter { home: tempfile::tempdir().expect("a folder"), now: counter.now };
    printed.take("init", &other.run_plain(&["init", "--practice"]), 0);
    printed.take("paper", &run(&["paper", "--name", "某报", "--tax-number", "91350100M000100Y43", "--vat", "6"]), 0);
    let icc = format!("{}/tests/lint/newsprint.icc", env!("CARGO_MANIFEST_DIR"));
    printed.take("paper", &run(&["paper", "--profile", &icc]), 0);
    printed.take("paper", &run(&["paper", "--newsprint"]), 0);

    // Prices and fit.
    printed.take("quote", &run(&["quote", "--kind", "notice", "--size", "7.2x3", "--copy", &lost]), 0);
    let agreed = ["--discount", "10", "--reason", "老客户", "--approved-by", "李主任"];
    let by_hand =
        [&["quote", "--kind", "blessing", "--size", "7.2x5", "--runs", "2026-01-22,2026-01-23"][..], &agreed].concat();
    printed.take("quote", &run(&by_hand), 0);
    for (name, more) in [
        ("youjiang", &["--kind", "display", "--size", "10x10", "--set", "page=2", "--set", "colour=red"][..]),
        ("kaifeng", &["--kind", "notice", "--size", "10x4"]),
        ("chongqing", &["--kind", "notice", "--copy", &lost, "--size", "7.2x5"]),
        ("lynchburg", &["--kind", "notice", "--copy", &lost]),
        ("farmville", &["--kind", "notice", "--copy", &lost]),
        ("heilongjiang", &["--kind", "notice", "--copy", &lost]),
    ] {
        let gave = run(&[&["quote", "--card", &card(name)][..], more].concat());
        let document = match gave.status {
            0 => "quote",
            1 => "refused",
            _ => "usage",
        };
        printed.take(document, &gave, gave.status);
    }
    let fit = printed.take("fit", &run(&["fit", "--kind", "notice", "--copy", &lost]), 0);
    assert_eq!((&fit["category"], &fit["category_from"]), (&json!("lost_and_void"), &json!("read")));
    printed.take(
        "fit",
        &run(&["fit", "--kind", "notice", "--copy", &counter.copy(&"此启事内容甚长。".repeat(500))]),
        0,
    );

    // Reading and booking.
    let page = counter.copy(
        &std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/page-2026-01-22.txt"))
            .expect("there"),
    );
    let read = printed.take("read", &run(&["read", &page, "--publish", "2026-01-22"]), 0);
    let gbk = counter.home.path().join("gbk.txt");
    std::fs::write(&gbk, encoding_rs::GBK.encode(LOST).0).expect("written");
    printed.take("read", &run(&["read", &gbk.display().to_string()]), 0);
    let batch = counter.home.path().join("batch.json");
    std::fs::write(&batch, read.to_string()).expect("written");
    let batch = batch.display().to_string();
    printed.take("book --batch", &run(&[&["book", "--batch", &batch, "--dry-run"][..], &dated].concat()), 0);
    printed.take("book --batch", &run(&[&["book", "--batch", &batch][..], &dated].concat()), 0);
    let book = |more: &[&str]| run(&[&["book"][..], &dated, more].concat());
    printed.take("book", &book(&["--kind", "notice", "--copy", &lost, "--dry-run"]), 0);
    let first = printed.take(
        "book",
        &book(&["--kind", "notice", "--copy", &lost, "--pay", "cash:300", "--seen", "identity:001X:2026-3"]),
        0,
    );
    let first = first["booking"].as_str().expect("a number").to_owned();
    let second = printed.take("book", &book(&["--kind", "notice", "--copy", &court]), 0);
    let second = second["booking"].as_str().expect("a number").to_owned();
    let third = printed.take(
        "book",
        &book(
            &[
                &[
                    "--kind",
                    "blessing",
                    "--category",
                    "love",
                    "--size",
                    "14.6x10",
                    "--copy",
                    &greeting,
                    "--picture",
                    &image,
                ][..],
                &agreed,
            ]
            .concat(),
        ),
        0,
    );
    let third = third["booking"].as_str().expect("a number").to_owned();
    let late = Counter { now: "2026-01-21T16:00:00", home: tempfile::tempdir().expect("a folder") };
    assert_eq!(late.run_plain(&["init", "--practice"]).status, 0);
    let late_copy = late.copy(LOST);
    let taken_late = [
        &["book", "--kind", "notice", "--copy", &late_copy, "--late", "--reason", "急", "--approved-by", "李主任"][..],
        &dated,
    ]
    .concat();
    printed.take("book", &late.run(&taken_late), 0);
    printed.take("show", &late.run(&["show", "0001"]), 0);
    let late_quote = [
        "quote",
        "--kind",
        "notice",
        "--size",
        "7.2x3",
        "--runs",
        "2026-01-22",
        "--late",
        "--reason",
        "急",
        "--approved-by",
        "李主任",
    ];
    printed.take("quote", &late.run(&late_quote), 0);

    // What is done to a booking.
    printed.take("sign", &run(&["sign", &second, "wechat", "--who", "赵书记员"]), 0);
    printed.take("see", &run(&["see", &second, "court_seal"]), 0);
    printed.take("review", &run(&["review", &first]), 0);
    printed.take("review", &run(&["review", &second, &third]), 0);
    let notice = counter.copy("讣告\n家父王德明先生因病于2026年1月18日上午9时30分逝世，享年八十八岁。特此讣告。\n孝子 王建国 泣告\n2026年1月19日");
    let obituary = printed.take("book", &book(&["--kind", "notice", "--category", "obituary", "--copy", &notice]), 0);
    let obituary = obituary["booking"].as_str().expect("a number").to_owned();
    printed.take("settle", &run(&["settle", &obituary, "read_back", "--confirmed-by", "王建国"]), 0);
    let held = counter.run(&["day"]).json["bookings"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|one| one["held"] == true)
        .cloned();
    let held = held.expect("one of the page is held")["booking"].as_str().expect("a number").to_owned();
    printed.take("approve", &run(&["approve", &held, "--reason", "原件如此"]), 0);
    printed.take("show", &run(&["show", &held]), 0);
    let warned = book(&["--kind", "notice", "--copy", &lost]);
    let warned_number = warned.json["booking"].as_str().expect("a number").to_owned();
    let warning =
        warned.json["findings"].as_array().expect("a list").iter().find(|one| one["severity"] == "warning").cloned();
    let warning = warning.expect("the same thing was lost before")["rule"].as_str().expect("a rule").to_owned();
    printed.take("settle", &run(&["settle", &warned_number, &warning, "--seen"]), 0);
    printed.take("show", &run(&["show", &warned_number]), 0);
    let agree = [
        "account",
        "set",
        "西海岸新区仲裁委",
        "--phone",
        "0532-88187720",
        "--limit",
        "1000",
        "--contract",
        "2026-8",
        "--notes",
        "月底对账",
    ];
    printed.take("account set", &run(&agree), 0);
    printed.take("pay", &run(&["pay", &second, "account:100", "wechat:199:4200001"]), 0);
    let owed = |number: &str| {
        run(&["show", number]).json["owing"].as_str().expect("money").parse::<trade::money::Money>().expect("money")
    };
    let transfer = format!("transfer:{}:20260120-88", owed(&second) + owed(&third));
    let paid = printed.take("pay B… B…", &run(&["pay", &second, &third, &transfer]), 0);
    assert_eq!((&paid["bookings"][0]["owing"], &paid["bookings"][1]["owing"]), (&json!("0.00"), &json!("0.00")));

    accounts(printed, &counter);
    let run_twice = ["--runs", "2026-01-26", "--pay", "account:100"];
    let gone = book(&[&["--kind", "notice", "--copy", &greeting][..], &run_twice].concat());
    let gone = gone.json["booking"].as_str().expect("a number").to_owned();
    let some = printed.take("withdraw", &run(&["withdraw", &gone, "--runs", "2026-01-26", "--reason", "少登"]), 0);
    assert_eq!((&some["state"], &some["runs"]), (&json!("booked"), &json!(["2026-01-22"])));
    let all = printed.take("withdraw", &run(&["withdraw", &gone, "--reason", "不登了"]), 0);
    assert_eq!((&all["state"], &all["total"]), (&json!("withdrawn"), &json!("0.00")));
    printed.take("show", &run(&["show", &gone]), 0);

    // What is done to a booking afterwards.
    let act = |printed: &mut Printed, document: &str, more: &[&str]| {
        printed.take(document, &run(&[&[document], more, &["--reason", "客户要求"]].concat()), 0)
    };
    let later =
        [&["--kind", "notice", "--copy", &greeting][..], &["--runs", "2026-01-26", "--pay", "wechat:100"]].concat();
    let changed = book(&later).json["booking"].as_str().expect("a number").to_owned();
    act(printed, "refund", &[&changed, "wechat:1.00", "--slip", "slip.pdf"]);
    printed.take("slip", &run(&["slip", &changed, "-o", "slip.pdf"]), 0);
    let taking = crate::office::fake::Fake::start(|_| true);
    printed.take("slip --printer", &run(&["slip", &changed, "--printer", &taking.address()]), 0);
    act(printed, "undo", &[&changed]);
    act(printed, "reverse", &[&changed, "wechat:100.00", "--for", &warned_number]);
    act(printed, "reverse", &[&warned_number, "wechat:100.00", "--for", &changed]);
    act(printed, "move", &[&changed, "2026-01-26", "2026-01-27"]);
    printed.take("sign", &run(&["sign", &changed, "wechat", "--who", "李雪"]), 0);
    let unsigned = act(printed, "correct", &[&changed, "--customer", "李雪"]);
    assert_eq!(
        (&unsigned["voids"][0]["what"], &unsigned["voids"][0]["proof_version"]),
        (&json!("signature"), &json!(1))
    );
    printed.take("show", &run(&["show", &changed]), 0);
    printed.take("repeat", &run(&["repeat", &changed, "--runs", "2026-01-28"]), 0);
    printed.take("show", &run(&["show", &changed]), 0);
    // The same name under another number, and another name under the same number.
    act(printed, "correct", &[&changed, "--phone", "010-66000001"]);
    printed.take("customer", &run(&["customer", "0532-88187720"]), 0);
    printed.take("customer", &run(&["customer", "010-66000001"]), 0);
    act(printed, "correct", &[&changed, "--customer", "李雪梅", "--refund", "wechat", "--slip", "slip.pdf"]);
    act(printed, "withdraw", &[&changed, "--refund", "wechat", "--slip", "slip.pdf"]);
    // Books of their own, since their clock goes on to the day of a run.
    let mut other = Counter::practice();
    let copy = other.copy(LOST);
    let asked = ["book", "--kind", "notice", "--copy", &copy, "--runs", "2026-01-22", "--phone", "17600000013"];
    let taken = other.run(&[&asked[..], &["--customer", "李四"]].concat());
    let appeared = taken.json["booking"].as_str().expect("a number").to_owned();
    other.now = "2026-01-22T10:00:00";
    let less = ["rebate", &appeared, "9.00", "--reason", "漏登一行", "--approved-by", "李主任", "--slip", "slip.pdf"];
    printed.take("rebate", &other.run(&less), 0);
    let tied = ["--runs", "2026-01-27", "--phone", "17600000013", "--corrects", &appeared, "--fault", "paper"];
    printed.take("book", &other.run(&[&["book", "--kind", "notice", "--copy", &copy][..], &tied].concat()), 0);
    printed.take("show", &other.run(&["show", &appeared]), 0);
    let daily = "name = \"x\"\nsource = \"x\"\n[[publication]]\nweekdays = [\"mon\", \"wed\", \"thu\", \"fri\", \"sat\", \"sun\"]\n";
    let closed = other.home.path().join("calendar.toml");
    std::fs::write(&closed, daily).expect("written");
    let closing = ["calendar", "import", &closed.display().to_string(), "--from", "2026-01-26"];
    printed.take("rerun", &other.run(&["rerun", &appeared, "2026-01-28", "--reason", "漏登一行"]), 0);
    printed.take("calendar import", &other.run(&closing), 0);
    printed.take("show", &other.run(&["show", "0001"]), 0);

    // The till and the evening, of a day of their own.
    let evening = Counter::practice();
    let copy = evening.copy(LOST);
    let taking = ["book", "--kind", "notice", "--copy", &copy, "--runs", "2026-01-22", "--customer", "李四"];
    printed.take("till", &evening.run(&["till"]), 0);
    printed.take("till open", &evening.run(&["till", "open", "--float", "300"]), 0);
    for more in [&["--phone", "17600000013", "--pay", "cash:300"][..], &["--phone", "13800000012"]] {
        printed.take("book", &evening.run(&[&taking[..], more].concat()), 0);
    }
    let bank = evening.home.path().join("bank.csv");
    let lines = "交易日期,贷方,借方,对方户名,摘要,流水号\n2026-01-20,500.00,,李四,公告,T1\n2026-01-20,,35.00,,手续费,T2\n2026-01-20,299.00,,陌生人,,T3\n2026-01-20,0.00,,,,T4\n2026-01-20,500.00,,李四,,T5\n";
    std::fs::write(&bank, lines).expect("written");
    let bank = bank.display().to_string();
    printed.take(
        "book",
        &evening.run(&[&taking[..], &["--phone", "13800000013", "--pay", "transfer:299:T9"]].concat()),
        0,
    );
    printed.take("till import", &evening.run(&["till", "import", &bank, "--dry-run"]), 0);
    printed.take("till import", &evening.run(&["till", "import", &bank]), 0);
    printed.take("till unclaimed", &evening.run(&["till", "unclaimed"]), 0);
    printed.take("till claim", &evening.run(&["till", "claim", "T1", "0002"]), 0);
    printed.take("till release", &evening.run(&["till", "release", "T1", "--reason", "认错"]), 0);
    printed.take("till aside", &evening.run(&["till", "aside", "T2", "--reason", "手续费"]), 0);
    printed.take("till match", &evening.run(&["till", "match"]), 0);
    printed.take("till", &evening.run(&["till"]), 0);
    printed.take("till bank", &evening.run(&["till", "bank", "--notes", "100x1"]), 0);
    printed.take("till count", &evening.run(&["till", "count", "cash:500", "transfer:299"]), 0);
    printed.take("till close", &evening.run(&["till", "close", "--explain", "客户多付一元"]), 0);
    printed.take("close", &evening.run(&["close", "--reason", "停电"]), 0);
    printed.take("refused", &evening.run(&["close"]), 1);
    let reopen = ["close", "--reopen", "--reason", "漏收", "--approved-by", "李主任"];
    printed.take("close", &evening.run(&reopen), 0);

    // Papers and printers.
    for (document, arguments) in [
        ("proof", &["proof", &first, "-o", "proof.pdf"][..]),
        ("statement", &["statement", &first, "-o", "statement.pdf"]),
        ("statement B… B…", &["statement", &first, &second, "-o", "statements.pdf"]),
        ("receipt", &["receipt", &first, &second, "-o", "receipt.pdf"]),
        ("questions", &["questions", &second, "-o", "questions.pdf"]),
        ("questions", &["questions", &page, "-o", "questions.pdf"]),
        ("specimens", &["specimens", "-o", "specimens.pdf"]),
        ("rates poster", &["rates", "poster", "-o", "poster.pdf"]),
    ] {
        printed.take(document, &run(arguments), 0);
    }
    let nobody = format!("ipp://127.0.0.1:{}/ipp/print", crate::printer::free_port());
    printed.take("fault", &run(&["proof", &first, "--printer", &nobody]), 3);
    printed.take("queue", &run(&["queue"]), 0);
    printed.take("queue drop", &run(&["queue", "drop", "1", "--reason", "重复"]), 0);
    printed.take("queue send", &run(&["queue", "send"]), 0);
    let fake = crate::office::fake::Fake::start(|_| true);
    let several = ["statement", &first, &second, "--printer", &fake.address()];
    printed.take("statement B… B… --printer", &run(&several), 0);
    let printer = Printer::start();
    if let Some(printer) = &printer {
        printed.take("fault", &run(&["statement", &first, "--printer", &nobody]), 3);
        printed.take("queue send", &run(&["queue", "send", "1", "--printer", &printer.address()]), 0);
        let print = || run(&["proof", &first, "--printer", &printer.address()]);
        let gave =
            crate::printer::wait("the printer, once it is done", || Some(print()).filter(|gave| gave.status == 0));
        printed.take("proof --printer", &gave, 0);
    }
    printed.take("show", &run(&["show", &first]), 0);
    printed.take("show", &run(&["show", &third]), 0);

    // The day and the folder.
    printed.take("day", &run(&["day"]), 0);
    printed.take("find", &run(&["find", "声明"]), 0);
    printed.take("customer", &run(&["customer", "王敏"]), 0);
    printed.take("day", &run(&["day", "2026-01-22"]), 0);
    for what in ["kinds", "categories", "styles", "papers", "printers"] {
        let document = format!("list {what}");
        if what == "printers" {
            let settings = json!({ "proof_printer": "ipp://localhost:631/printers/a" }).to_string();
            std::fs::create_dir_all(counter.home.path().join("qishi")).expect("made");
            std::fs::write(counter.home.path().join("qishi/taste.json"), settings).expect("written");
        }
        printed.take(&document, &run(&["list", what]), 0);
    }
    printed.take("rates show", &run(&["rates", "show"]), 0);
    printed.take("rates check", &run(&["rates", "check", &card("youjiang")]), 0);
    printed.take("rates import", &run(&["rates", "import", &card("chongqing"), "--from", "2026-06-01"]), 0);
    printed.take("show", &run(&["show", &first]), 0);
    printed.take("rates withdraw", &run(&["rates", "withdraw", "1"]), 0);
    printed.take("rates export", &run(&["rates", "export", "-o", "card.toml"]), 0);
    printed.take("rates export", &run(&["rates", "export"]), 0);
    printed.take("calendar show", &run(&["calendar", "show", "--on", "2026-02-10", "--days", "30"]), 0);
    printed.take("calendar export", &run(&["calendar", "export", "-o", "calendar.toml"]), 0);
    printed.take("calendar export", &run(&["calendar", "export"]), 0);
    printed.take("calendar check", &run(&["calendar", "check", "calendar.toml"]), 0);
    printed.take("calendar import", &run(&["calendar", "import", "calendar.toml", "--from", "2026-06-01"]), 0);
    printed.take("calendar withdraw", &run(&["calendar", "withdraw", "1"]), 0);
    for (command, id, own) in [
        ("kinds", "exchange_demand", include_str!("../docs/examples/exchange_demand.toml")),
        ("styles", "triple_frame", include_str!("../docs/examples/triple_frame.toml")),
    ] {
        let file = counter.home.path().join("own.toml");
        std::fs::write(&file, own).expect("written");
        let file = file.display().to_string();
        let document = |task: &str| format!("{command} {task}");
        printed.take(&document("check"), &run(&[command, "check", &file]), 0);
        printed.take(&document("import"), &run(&[command, "import", &file, "--from", "2026-06-01"]), 0);
        printed.take(&document("show"), &run(&[command, "show", "--on", "2026-06-01"]), 0);
        printed.take(&document("export"), &run(&[command, "export", id, "--on", "2026-06-01"]), 0);
        printed.take(&document("export"), &run(&[command, "export", id, "--on", "2026-06-01", "-o", "out.toml"]), 0);
        printed.take(&format!("list {command}"), &run(&["list", command]), 0);
        printed.take(&document("withdraw"), &run(&[command, "withdraw", "1"]), 0);
        printed.take("refused", &run(&[command, "export", "nothing"]), 1);
    }
    for kind in [RuleKind::Card, RuleKind::Calendar, RuleKind::NoticeKind, RuleKind::Style] {
        mended(printed, kind);
    }
    let owner = [("QISHI_NEW_PIN", "2580"), ("QISHI_PIN", "2580")];
    let mut people = |document: &str, arguments: &[&str]| {
        printed.take(document, &counter.with(&owner, "", &[arguments, &["--person", "张主任"]].concat()), 0);
    };
    people("people add", &["people", "add", "张主任"]);
    people("people add", &["people", "add", "王敏"]);
    people("people change", &["people", "change", "王敏", "--role", "cashier"]);
    people("people retire", &["people", "retire", "王敏", "--reason", "离职"]);
    people("people rights", &["people", "rights", "clerk", "late=yes"]);
    people("people recover", &["people", "recover", "张主任", "--reason", "忘了"]);
    people("people sign-in", &["people", "sign-in", "on", "--reason", "试"]);
    printed.take("refused", &run(&["paper", "--name", "某报"]), 1);
    let wrong = counter.with(&[("QISHI_PIN", "9999")], "", &["paper", "--name", "某报", "--person", "张主任"]);
    printed.take("refused", &wrong, 1);
    printed.take("people list", &run(&["people", "list"]), 0);
    let off = ["people", "sign-in", "off", "--reason", "试", "--person", "张主任"];
    printed.take("people sign-in", &counter.with(&owner, "", &off), 0);
    printed.take("clock", &run(&["clock", "--reason", "核对过"]), 0);
    printed.take("void", &run(&["void", "--reason", "试"]), 0);
    printed.take("verify", &run(&["verify", "--full"]), 0);
    printed.take("licences", &run(&["licences"]), 0);
    printed.take("help", &run(&["help", "book"]), 0);
    printed.take("help", &run(&["--help"]), 0);
    printed.take("completion", &run(&["completion", "bash"]), 0);
    std::fs::create_dir(counter.home.path().join("stick")).expect("made");
    let backup = printed.take("backup", &run(&["backup", "--second-place", "stick"]), 0);
    let gave = run(&["doctor"]);
    printed.take("doctor", &gave, gave.status);
    let backup = backup["path"].as_str().expect("a path").to_owned();
    assert_eq!(book(&["--kind", "notice", "--copy", &lost, "--pay", "cash:299", "--pay", "account:1"]).status, 1);
    assert_eq!(book(&["--kind", "notice", "--copy", &lost, "--pay", "cash:299"]).status, 0);
    printed.take("restore", &run(&["restore", &backup, "--dry-run"]), 0);
    let restore = ["restore", &backup, "--reason", "试", "--request", "r-restore"];
    printed.take("restore", &run(&restore), 0);
    printed.take("restore", &run(&restore), 0);

    // What does not come about.
    printed.take("refused", &run(&["show", "0999"]), 1);
    printed.take("fault", &run(&["rates", "check", &card("missing")]), 3);
    let bad = counter.home.path().join("bad.toml");
    std::fs::write(&bad, "odd = 1\n").expect("written");
    printed.take("refused", &run(&["rates", "check", &bad.display().to_string()]), 1);
    let mut wrong = read.clone();
    wrong["notices"][0]["runs"] = json!("2026-01-01");
    let file = counter.home.path().join("wrong.json");
    std::fs::write(&file, wrong.to_string()).expect("written");
    printed.take("refused", &run(&[&["book", "--batch", &file.display().to_string()][..], &dated].concat()), 1);
    printed.take("usage", &run(&["boook"]), 2);
    printed.take("usage", &counter.run_plain(&[]), 2);
    let empty = Counter { home: tempfile::tempdir().expect("a folder"), now: counter.now };
    printed.take("fault", &empty.run_plain(&["day"]), 3);
    printer.is_some()
}

/// The rows of a table of the page whose first cell is a name in code, as its cells.
fn table(page: &str, heading: &str) -> Vec<Vec<String>> {
    let part = page.split(heading).nth(1).unwrap_or_else(|| panic!("{heading} is missing"));
    let rows = part.lines().take_while(|line| !line.starts_with("## ")).filter(|line| line.starts_with("| `"));
    rows.map(|line| line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect()).collect()
}

/// The names in code of a cell.
fn names(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn every_name_that_is_printed_is_on_the_page_with_its_one_type_and_none_besides() {
    let mut printed = Printed::default();
    let printer = run(&mut printed);
    if std::env::var_os("QISHI_JSON_NAMES").is_some() {
        for (name, seen) in &printed.names {
            eprintln!("NAME {name} {:?} {}", seen.types, if seen.null { "null" } else { "" });
        }
        for (document, names) in &printed.documents {
            eprintln!("DOCUMENT {document} {names:?}");
        }
    }
    let page = include_str!("../docs/json.md");
    let documented: BTreeMap<String, (String, bool)> = table(page, "## Names")
        .into_iter()
        .flat_map(|row| {
            let (kind, null) = match row[1].strip_suffix(" or null") {
                Some(kind) => (kind.to_owned(), true),
                None => (row[1].clone(), false),
            };
            names(&row[0]).into_iter().map(move |name| (name, (kind.clone(), null))).collect::<Vec<_>>()
        })
        .collect();
    let mut wrong = Vec::new();
    for (name, seen) in &printed.names {
        let Some((kind, null)) = documented.get(name) else {
            wrong.push(format!("`{name}` is printed ({:?}) and not documented", seen.types));
            continue;
        };
        let allowed: Vec<&str> = kind.split(", ").collect();
        let of_another = seen.types.iter().filter(|seen| !allowed.contains(&seen.as_str()));
        wrong.extend(of_another.map(|seen| format!("`{name}` is {kind} on the page, and printed as {seen}")));
        if seen.null && !null {
            wrong.push(format!("`{name}` is printed as null, which the page does not say"));
        }
    }
    // What only a printer gives is not seen where there is none.
    let by_printer = ["job", "print_number", "sent"];
    for name in documented.keys() {
        let seen = printed.names.contains_key(name);
        if !seen && (printer || !by_printer.contains(&name.as_str())) {
            wrong.push(format!("`{name}` is documented and was not printed"));
        }
    }
    let documents: BTreeMap<String, BTreeSet<String>> = table(page, "## Documents")
        .into_iter()
        .flat_map(|row| {
            let all: BTreeSet<String> = names(&row[1]).into_iter().collect();
            names(&row[0]).into_iter().map(move |document| (document, all.clone())).collect::<Vec<_>>()
        })
        .collect();
    for (document, names) in &printed.documents {
        match documents.get(document) {
            None => wrong.push(format!("document `{document}` is printed and not documented: {names:?}")),
            Some(said) if said != names => wrong.push(format!(
                "document `{document}`: only printed {:?}, only on the page {:?}",
                names.difference(said).collect::<Vec<_>>(),
                said.difference(names).collect::<Vec<_>>()
            )),
            Some(_) => {}
        }
    }
    let gone = documents.keys().filter(|document| !printed.documents.contains_key(*document));
    let gone = gone.filter(|document| printer || *document != "proof --printer");
    wrong.extend(gone.map(|document| format!("document `{document}` is documented and was not printed")));
    assert!(wrong.is_empty(), "docs/json.md:\n{}", wrong.join("\n"));
}

/// Types that stand for several are for facts and prices alone, whose values are as different as what they are of.
#[test]
fn a_name_has_one_type_on_the_page() {
    let page = include_str!("../docs/json.md");
    let mut once = BTreeSet::new();
    for row in table(page, "## Names") {
        assert!(row.len() == 3 && !row[2].is_empty(), "{row:?}");
        for name in names(&row[0]) {
            assert!(once.insert(name.clone()), "`{name}` stands twice");
        }
        let several = row[1].contains(", ");
        assert!(
            !several || ["`value`", "`sure`", "`counted`", "`count` `quantity`"].contains(&row[0].as_str()),
            "{row:?}"
        );
    }
}

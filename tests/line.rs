//! The command line does what the desk does: an ad of which little was said, a dry run, papers, signature, review and money of several
//! bookings, short numbers, and the language of who asks.

use serde_json::{Value, json};

use crate::command::{Counter, Gave, refused};
use crate::corpus::NOTICES;

const LOST: &str = "遗失声明\n李四遗失机动车驾驶证一本，证号37020219800101001X，声明作废。";
const DATED: [&str; 6] = ["--runs", "2026-01-22", "--customer", "西海岸新区仲裁委", "--phone", "0532-88187720"];

fn book(counter: &Counter, copy: &str, more: &[&str]) -> Gave {
    let copy = counter.copy(copy);
    counter.run(&[&["book", "--kind", "notice", "--copy", &copy][..], &DATED, more].concat())
}

/// What is printed for people, and on standard error.
fn text(counter: &Counter, arguments: &[&str]) -> (i32, String, String) {
    let data = counter.data().display().to_string();
    let output = counter.raw(&[&["--data", &data, "--now", counter.now][..], arguments].concat());
    let utf8 = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("no signal"), utf8(output.stdout), utf8(output.stderr))
}

#[test]
fn an_ad_of_which_neither_category_nor_size_is_named_takes_those_that_are_read() {
    let counter = Counter::practice();
    let copy = counter.copy(LOST);
    let fit = counter.run(&["fit", "--kind", "notice", "--copy", &copy]).json;
    assert_eq!((&fit["category"], &fit["category_from"]), (&json!("lost_and_void"), &json!("read")));
    let booked = book(&counter, LOST, &[]);
    assert_eq!(booked.status, 0, "{}", booked.errors);
    assert_eq!((&booked.json["category"], &booked.json["category_from"]), (&json!("lost_and_void"), &json!("read")));
    assert_eq!((&booked.json["size"], &booked.json["size_from"]), (&fit["smallest"], &json!("smallest")));
    let named = book(&counter, LOST, &["--category", "other", "--size", "7.2x5"]);
    assert_eq!((&named.json["category"], &named.json["category_from"]), (&json!("other"), &json!("named")));
    assert_eq!((&named.json["size"], &named.json["size_from"]), (&json!("7.2x5"), &json!("named")));
    let unread = book(&counter, "本报讯：天气晴好。", &[]);
    assert_eq!((&unread.json["category"], &unread.json["category_from"]), (&json!("other"), &json!("unsaid")));
    let arguments = [&["book", "--kind", "notice", "--copy", &copy][..], &DATED].concat();
    let (status, said, _) = text(&counter, &arguments);
    assert_eq!(status, 0, "{said}");
    for part in ["已登记 B20260120-0004", "遗失声明（按内容识别）", "放得下的最小规格", "应收 ¥299.00", "待付 ¥299.00"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    // Every notice of the page: `book` takes what `fit` proposes.
    for notice in NOTICES {
        let fit = counter.run(&["fit", "--kind", "notice", "--copy", &counter.copy(notice)]).json;
        let tried = book(&counter, notice, &["--dry-run"]);
        assert_eq!((&tried.json["size"], &tried.json["category"]), (&fit["smallest"], &fit["category"]), "{notice}");
    }
}

/// Whoever names a category is told where the copy reads as another: a lost notice under 仲裁开庭, a birthday under 新婚祝福.
#[test]
fn a_category_that_the_copy_contradicts_is_told_by_every_command_that_takes_one() {
    let counter = Counter::practice();
    let cases = [
        ("notice", "arbitration_summons", LOST, "稿件读来是“遗失声明”，与所选类别不符", "lost_and_void"),
        ("blessing", "wedding", "祝王小明生日快乐\n健康成长", "稿件读来是“生日祝福”，与所选类别不符", "birthday"),
    ];
    let rules = |json: &Value| -> Vec<String> {
        let found = json["findings"].as_array().expect("a list").iter();
        found.map(|found| found["rule"].as_str().expect("a rule").to_owned()).collect()
    };
    for (kind, category, words, told, right) in cases {
        let copy = counter.copy(words);
        let what =
            |category: &'static str| ["--kind", kind, "--category", category, "--copy", &copy].map(str::to_owned);
        let run = |command: &str, category: &'static str, more: &[&str]| {
            let arguments = [
                &[command.to_owned()][..],
                &what(category),
                &more.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>(),
            ]
            .concat();
            text(&counter, &arguments.iter().map(String::as_str).collect::<Vec<_>>())
        };
        for (command, more) in [("fit", &[][..]), ("quote", &["--size", "7.2x10"]), ("book", &DATED)] {
            let (status, _, said) = run(command, category, more);
            assert!(status == 0 && said.contains(told), "{command}: {said}");
            let (_, _, said) = run(command, right, more);
            assert!(!said.contains("与所选类别不符"), "{command}: {said}");
        }
        if kind == "notice" {
            let batch = json!({ "notices": [{ "text": words, "category": category }] });
            let file = counter.home.path().join("contradicting.json");
            std::fs::write(&file, batch.to_string()).expect("written");
            let gave = counter.run(&[&["book", "--batch", file.to_str().expect("a path")][..], &DATED].concat());
            assert!(rules(&gave.json["bookings"][0]).contains(&"category_contradicts".to_owned()), "{}", gave.json);
        }
    }
    let shown = counter.run(&["show", "0001"]).json;
    assert!(rules(&shown).contains(&"category_contradicts".to_owned()), "{shown}");
}

#[test]
fn a_held_booking_says_so_to_people_too() {
    let counter = Counter::practice();
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/page-2026-01-22.txt");
    let read = counter.run(&["read", page, "--publish", "2026-01-22"]);
    let file = counter.home.path().join("page.json");
    std::fs::write(&file, &read.output).expect("written");
    let arguments = [&["book", "--batch", file.to_str().expect("a path")][..], &DATED].concat();
    let (status, said, _) = text(&counter, &arguments);
    assert!(status == 0 && said.contains("有错待处理，处理之前不能见报"), "{said}");
    assert!(said.contains("共 12 则") && !said.contains("其中 0 则"), "{said}");
}

#[test]
fn an_entry_of_a_batch_without_its_kind_is_read() {
    let counter = Counter::practice();
    let file = counter.home.path().join("batch.json");
    let batch = json!({ "notices": [{ "text": LOST }, { "text": NOTICES[0] }, { "text": LOST, "category": "other" }] });
    std::fs::write(&file, batch.to_string()).expect("written");
    let arguments = [&["book", "--batch", file.to_str().expect("a path")][..], &DATED].concat();
    let tried = counter.run(&[&arguments[..], &["--dry-run"]].concat());
    assert_eq!((tried.status, &tried.json["dry_run"]), (0, &json!(true)), "{}", tried.errors);
    assert_eq!(counter.run(&["day"]).json["totals"]["count"], 0, "a dry run books nothing");
    let gave = counter.run(&arguments);
    assert_eq!(gave.status, 0, "{}", gave.errors);
    let of = |at: usize, key: &str| gave.json["bookings"][at][key].clone();
    assert_eq!((of(0, "category"), of(0, "category_from")), (json!("lost_and_void"), json!("read")));
    assert_eq!(of(1, "category_from"), json!("read"));
    assert_eq!((of(2, "category"), of(2, "category_from")), (json!("other"), json!("named")));
    assert_eq!(gave.json["total"], tried.json["total"]);
    let sizes = |gave: &Gave| {
        gave.json["bookings"].as_array().expect("a list").iter().map(|one| one["size"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(sizes(&gave), sizes(&tried));
}

#[test]
fn a_dry_run_writes_nothing_and_makes_no_folder() {
    let counter = Counter { home: tempfile::tempdir().expect("a folder"), now: "2026-01-20T10:00:00" };
    let copy = counter.copy(LOST);
    // Without books there is no practice, so that the day is the machine's: a far one.
    let arguments = [
        "book",
        "--kind",
        "notice",
        "--copy",
        &copy,
        "--runs",
        "2020-01-02",
        "--customer",
        "王敏",
        "--phone",
        "17600000013",
        "--dry-run",
    ];
    refused(&counter.run_plain(&arguments), "date_past");
    assert!(!counter.data().exists(), "no folder is made");

    let counter = Counter::practice();
    assert_eq!(book(&counter, LOST, &["--pay", "cash:300"]).status, 0);
    let state = || {
        let mut files: Vec<_> =
            std::fs::read_dir(counter.data()).expect("there").map(|e| e.expect("an entry").path()).collect();
        files.sort();
        files
            .into_iter()
            .filter(|path| path.is_file())
            .map(|path| (std::fs::read(&path).expect("read"), path))
            .collect::<Vec<_>>()
    };
    let before = state();
    let tried = book(&counter, LOST, &["--pay", "cash:300", "--dry-run", "--request", "r-1"]);
    assert_eq!((tried.status, &tried.json["booking"]), (0, &Value::Null), "{}", tried.errors);
    assert_eq!(
        (&tried.json["total"], &tried.json["change"], &tried.json["till_opened"]),
        (&json!("299.00"), &json!("1.00"), &json!(false))
    );
    refused(&book(&counter, LOST, &["--pay", "wechat:300", "--dry-run"]), "paid_too_much");
    refused(&book(&counter, LOST, &["--shown", "1", "--dry-run"]), "price_changed");
    assert!(state() == before, "not a byte is changed");
    let booked = book(&counter, LOST, &["--pay", "cash:300", "--request", "r-1"]);
    assert_eq!(booked.json["booking"], "B20260120-0002", "the id of a dry run is still to be used");
    for key in ["total", "paid", "owing", "change", "held", "open", "findings", "size", "category"] {
        assert_eq!(booked.json[key], tried.json[key], "{key}");
    }
}

#[test]
fn a_short_number_is_a_booking_of_today_or_of_this_year() {
    let counter = Counter::practice();
    assert_eq!(book(&counter, LOST, &[]).status, 0);
    for number in ["0001", "0120-0001", "B20260120-0001"] {
        assert_eq!(counter.run(&["show", number]).json["booking"], "B20260120-0001", "{number}");
    }
    assert_eq!(counter.run(&["pay", "0001", "cash:100"]).json["owing"], "199.00");
    let later = Counter { now: "2026-01-21T10:00:00", home: counter.home };
    refused(&later.run(&["show", "0001"]), "no_such_booking");
    assert_eq!(later.run(&["show", "0120-0001"]).status, 0);
    for number in ["1", "0120-1", "1320-0001", "x"] {
        refused(&later.run(&["show", number]), "no_such_booking");
    }
}

#[test]
fn a_proof_is_signed_papers_are_seen_and_bookings_reviewed() {
    let counter = Counter::practice();
    let first = book(&counter, LOST, &[]);
    assert!(first.json["open"].as_array().expect("a list").contains(&json!("proof")));
    assert_eq!(book(&counter, NOTICES[0], &[]).status, 0);
    let signed = counter.run(&["sign", "0001", "wechat", "--who", "李四", "--request", "s-1"]);
    assert_eq!(signed.status, 0, "{}", signed.errors);
    assert!(!signed.json["open"].as_array().expect("a list").contains(&json!("proof")), "{}", signed.json);
    let shown = counter.run(&["show", "0001"]).json;
    assert_eq!((&shown["signed"]["how"], &shown["signed"]["who"]), (&json!("wechat"), &json!("李四")));
    assert!(shown["frozen"]["fingerprint"].is_string(), "what was signed is kept: {}", shown["frozen"]);
    assert_eq!(
        counter.run(&["sign", "0001", "wechat", "--who", "李四", "--request", "s-1"]).status,
        0,
        "the first answer"
    );
    refused(&counter.run(&["sign", "0001", "seal", "--who", "李四"]), "signed_already");
    let wrong = counter.run(&["sign", "0001", "wechta", "--who", "李四"]);
    assert!(wrong.status == 2 && wrong.errors.contains("wechat"), "{}", wrong.errors);
    let missing = first.json["papers_missing"].as_array().expect("a list").clone();
    let paper = missing[0].as_str().expect("an id").to_owned();
    let seen = counter.run(&["see", "0001", &format!("{paper}:001X:2026-3")]);
    assert_eq!(
        (seen.status, seen.json["papers_missing"].as_array().map(Vec::len)),
        (0, Some(missing.len() - 1)),
        "{}",
        seen.errors
    );
    let wrong = counter.run(&["see", "0001", "identiy"]);
    assert!(
        wrong.status == 2
            && wrong.json["usage"]["message"].as_str().is_some_and(|said| said.contains("是不是“identity”")),
        "{}",
        wrong.json
    );
    let reviewed = counter.run(&["review", "0001", "0002", "0001"]);
    assert_eq!(
        reviewed.json["bookings"].as_array().map(Vec::len),
        Some(2),
        "a booking named twice is one: {}",
        reviewed.errors
    );
    refused(&counter.run(&["review", "0001", "0009"]), "no_such_booking");
    assert_eq!(counter.run(&["verify"]).json["ok"], json!(true));
}

#[test]
fn one_transfer_pays_several_bookings_once() {
    let counter = Counter::practice();
    for _ in 0..3 {
        assert_eq!(book(&counter, LOST, &[]).status, 0);
    }
    refused(&counter.run(&["pay", "0001", "0002", "transfer:600:88"]), "paid_too_much");
    refused(&counter.run(&["pay", "0001", "0002", "transfer:299:88"]), "nothing_paid");
    assert_eq!(counter.run(&["pay", "0001", "0002", "cash:500", "wechat:98"]).status, 2, "one payment, not two");
    assert_eq!(counter.run(&["pay", "0001"]).status, 2);
    let transfer = ["pay", "0001", "0002", "0001", "transfer:598:20260120-88", "--request", "t-1"];
    let paid = counter.run(&transfer);
    assert_eq!((paid.status, &paid.json["payment"]), (0, &json!("598.00")), "{}", paid.errors);
    assert!(
        paid.json["bookings"].as_array().expect("a list").iter().all(|one| one["owing"] == "0.00"),
        "{}",
        paid.json
    );
    let again = counter.run(&transfer);
    assert_eq!((again.status, &again.json), (0, &paid.json), "{}", again.errors);
    refused(&counter.run(&["pay", "0001", "0003", "transfer:598:20260120-88", "--request", "t-1"]), "request_reused");
    let history = counter.run(&["show", "0002"]).json["history"].clone();
    assert_eq!((&history[1]["serial"], &history[1]["amount"]), (&json!("20260120-88"), &json!("299.00")));
    let partly = counter.run(&["pay", "0003", "wechat:100:4200001"]);
    assert_eq!(partly.json["owing"], "199.00", "{}", partly.errors);
    let totals = counter.run(&["day"]).json["totals"].clone();
    assert_eq!(totals["by_method"], json!({ "transfer": "598.00", "wechat": "100.00" }));
    assert_eq!(counter.run(&["verify"]).json["ok"], json!(true));
}

#[test]
fn cash_for_several_bookings_gives_change_once() {
    let counter = Counter::practice();
    for _ in 0..2 {
        assert_eq!(book(&counter, LOST, &[]).status, 0);
    }
    let cash = ["pay", "0001", "0002", "cash:600", "--request", "c-1"];
    let paid = counter.run(&cash);
    assert_eq!(
        (paid.status, &paid.json["payment"], &paid.json["change"]),
        (0, &json!("598.00"), &json!("2.00")),
        "{}",
        paid.errors
    );
    assert_eq!(counter.run(&cash).json, paid.json, "the same request is the same payment");
    assert_eq!(counter.run(&["day"]).json["totals"]["by_method"], json!({ "cash": "598.00" }));
    assert_eq!(counter.run(&["verify"]).json["ok"], json!(true));
}

#[test]
fn a_finding_settled_under_one_request_is_settled_once() {
    let counter = Counter::practice();
    assert_eq!(book(&counter, LOST, &[]).status, 0);
    let second = book(&counter, LOST, &[]);
    let rule = second.json["findings"].as_array().expect("a list").iter().find(|one| one["severity"] == "warning");
    let rule = rule.expect("the same was lost before")["rule"].as_str().expect("a rule").to_owned();
    let settle = ["settle", "0002", &rule, "--seen", "--request", "f-1"];
    let first = counter.run(&settle);
    assert_eq!(first.status, 0, "{}", first.errors);
    assert_eq!((counter.run(&settle).status, counter.run(&settle).json), (0, first.json));
    refused(&counter.run(&["settle", "0001", &rule, "--seen", "--request", "f-1"]), "request_reused");
    refused(&counter.run(&["settle", "0002", &rule, "--seen"]), "no_such_finding");
}

#[test]
fn money_adds_up_in_every_document_that_has_it() {
    let counter = Counter::practice();
    counter.agrees("西海岸新区仲裁委", &["0532-88187720"], "10000");
    book(&counter, LOST, &["--pay", "cash:100", "--pay", "account:50"]);
    book(&counter, NOTICES[0], &["--pay", "account:999"]);
    let money = |value: &Value| value.as_str().expect("money").parse::<trade::money::Money>().expect("money");
    let holds = |of: &Value| {
        let sum = |keys: [&str; 3]| keys.iter().map(|key| money(&of[*key])).sum::<trade::money::Money>();
        assert_eq!(sum(["total", "fee", "overpaid"]), sum(["paid", "on_account", "owing"]), "{of}");
        let methods = of["by_method"].as_object().into_iter().flatten().map(|(_, amount)| money(amount));
        assert!(of["by_method"].is_null() || methods.sum::<trade::money::Money>() == money(&of["paid"]), "{of}");
        assert!(of["by_method"].get("account").is_none(), "{of}");
    };
    let day = counter.run(&["day"]).json;
    holds(&day["totals"]);
    day["bookings"].as_array().expect("a list").iter().for_each(holds);
    holds(&counter.run(&["show", "0001"]).json);
    holds(&counter.run(&["pay", "0001", "cash:10"]).json);
    assert_eq!((&day["totals"]["paid"], &day["totals"]["on_account"]), (&json!("100.00"), &json!("1049.00")));
}

#[test]
fn json_never_prints_nothing_and_help_follows_the_language() {
    let counter = Counter::practice();
    let gave = |language: Option<&str>, arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_qishi"));
        command.env("HOME", counter.home.path()).env("XDG_CONFIG_HOME", counter.home.path());
        for name in ["QISHI_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "DISPLAY", "WAYLAND_DISPLAY"] {
            command.env_remove(name);
        }
        command.envs(language.map(|language| ("LANG", language))).args(arguments).output().expect("runs")
    };
    for arguments in [
        &["--json"][..],
        &["--json", "boook"],
        &["--json", "--help"],
        &["--json", "help", "boook"],
        &["--json", "help", "rates", "import"],
        &["--json", "--version"],
        &["--json", "rates"],
        &["--json", "book"],
        &["--json", "show", "0001", "--data", "/dev/null/x"],
        &["--json", "list", "kinds"],
        &["--json", "completion", "zsh"],
        &["--json", "--language", "fr", "day"],
    ] {
        let output = gave(Some("C"), arguments);
        let read = serde_json::from_slice::<Value>(&output.stdout);
        assert!(
            read.is_ok_and(|value| value.is_object()),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stdout)
        );
    }
    let said = |language: Option<&str>, arguments: &[&str]| {
        let output = gave(language, arguments);
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
    };
    for (language, arguments, words) in [
        (Some("zh_CN.UTF-8"), &["--help"][..], "用法：qishi"),
        (Some("zh_CN.UTF-8"), &["book", "--help"], "例："),
        (Some("zh_CN.UTF-8"), &["boook"], "是不是“book”"),
        (Some("zh_CN.UTF-8"), &["list", "stiles"], "是不是“styles”"),
        (None, &["help", "book"], "用法：qishi book"),
        (Some("C"), &["--help"], "Usage: qishi"),
        (Some("C"), &["help", "book"], "Examples:"),
        (Some("en_US.UTF-8"), &["boook"], "'book'"),
        (Some("en_US.UTF-8"), &["--language", "zh", "boook"], "是不是“book”"),
        (Some("zh_CN.UTF-8"), &["--language", "en", "help"], "Usage: qishi"),
        (Some("zh_CN.UTF-8"), &["quote", "--kind", "notise", "--size", "7.2x3"], "是不是“notice”"),
        (
            Some("en_US.UTF-8"),
            &["quote", "--kind", "blessing", "--category", "weding", "--size", "7.2x3"],
            "Did you mean “wedding”?",
        ),
        (
            Some("en_US.UTF-8"),
            &["quote", "--kind", "notice", "--style", "ruld", "--size", "7.2x3"],
            "Did you mean “ruled”?",
        ),
        (Some("C"), &["quote", "--kind", "notise", "--size", "7.2x3"], "没有“notise”"),
    ] {
        let said = said(language, arguments);
        assert!(said.contains(words), "{language:?} {arguments:?}: {said}");
    }
}

/// An answer that nobody got is none; a reader that went away did so of its own will.
#[cfg(unix)]
#[test]
fn a_full_output_is_a_fault_and_a_closed_one_is_not_asked_twice() {
    let counter = Counter::practice();
    let data = counter.data().display().to_string();
    let qishi = env!("CARGO_BIN_EXE_qishi");
    let run = |rest: &str| {
        let script = format!("'{qishi}' --data '{data}' --now 2026-01-20T10:00 {rest}");
        let output = std::process::Command::new("sh").args(["-c", &script]).env("HOME", counter.home.path()).output();
        let output = output.expect("a shell");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    for command in ["day", "--json day", "help", "--json help book", "completion fish"] {
        let (status, said) = run(&format!("{command} > /dev/full"));
        assert!(status == Some(3) && !said.is_empty() && !said.contains("panicked"), "{command}: {said}");
        let (status, said) = run(&format!("{command} >&-"));
        assert!(status.is_some() && !said.contains("panicked"), "{command}: {said}");
    }
}

/// Who has only the command line learns from it what is open and by which words it is settled; what is settled is listed no more.
#[test]
fn what_is_open_is_listed_with_the_words_that_settle_it() {
    let counter = Counter::practice();
    let copy = "遗失声明\n青岛海纳商贸有限公司遗失营业执照副本，统一社会信用代码91370203MA3C1234X5，声明作废。";
    let copy = counter.copy(copy);
    let (status, said, notes) = text(&counter, &[&["book", "--kind", "notice", "--copy", &copy][..], &DATED].concat());
    assert_eq!(status, 0, "{notes}");
    let json = counter.run(&["show", "0001"]).json;
    let rules: Vec<&str> =
        json["findings"].as_array().expect("findings").iter().filter_map(|one| one["rule"].as_str()).collect();
    let papers: Vec<&str> =
        json["papers_missing"].as_array().expect("papers").iter().filter_map(Value::as_str).collect();
    assert!(rules.contains(&"bad_credit_code") && !papers.is_empty(), "{json}");
    let shown = text(&counter, &["show", "0001"]).1;
    for rule in &rules {
        assert!(notes.contains(&format!("{rule}: ")) && shown.contains(&format!("  {rule}: ")), "{notes}\n{shown}");
    }
    for paper in &papers {
        assert!(said.contains(paper) && shown.contains(paper), "{said}\n{shown}");
    }
    let mut left = String::new();
    for rule in &rules {
        let (status, said, errors) = text(&counter, &["settle", "0001", rule, "--seen"]);
        assert_eq!(status, 0, "{errors}");
        assert!(!said.contains(&format!("{rule}: ")), "{said}");
        left = said;
    }
    assert!(papers.iter().all(|paper| left.contains(paper)), "{left}");
    let (_, seen, _) = text(&counter, &[&["see", "0001"][..], &papers].concat());
    let shown = text(&counter, &["show", "0001"]).1;
    for gone in rules.iter().chain(&papers) {
        assert!(!seen.contains(&format!("{gone} ")) && !shown.contains(&format!("{gone}: ")), "{seen}\n{shown}");
    }
    let unknown = text(&counter, &["settle", "0001", "credit_code", "--seen"]);
    assert!(unknown.0 == 1 && unknown.2.contains("qishi show"), "{}", unknown.2);
}

/// A dry run says of nothing that it was done, and gives no number.
#[test]
fn what_is_only_tried_is_not_told_as_done() {
    let counter = Counter::practice();
    let copy = counter.copy(LOST);
    let arguments = [&["book", "--kind", "notice", "--copy", &copy, "--pay", "cash:300"][..], &DATED].concat();
    let (status, _, notes) = text(&counter, &[&arguments[..], &["--dry-run"]].concat());
    assert!(status == 0 && notes.contains("登记时会按备用金") && !notes.contains("已按备用金"), "{notes}");
    let (status, _, notes) = text(&counter, &arguments);
    assert!(status == 0 && notes.contains("已按备用金"), "{notes}");
    let page = counter.home.path().join("page.json");
    std::fs::write(&page, counter.run(&["read", &copy]).output).expect("written");
    let page = page.display().to_string();
    let batch = [&["book", "--batch", &page][..], &DATED, &["--dry-run"]].concat();
    let (status, said, notes) = text(&counter, &batch);
    assert_eq!(status, 0, "{notes}");
    assert!(notes.contains("1.  ") && !notes.contains("-0002 ") && !said.contains("-0002"), "{said}\n{notes}");
}

/// Where no folder is named the books are those of `QISHI_DATA`; one that is named goes before.
#[test]
fn the_folder_is_that_of_the_environment_where_none_is_named() {
    let counter = Counter::practice();
    let other = counter.home.path().join("others");
    let made = |more: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_qishi"));
        let home = counter.home.path();
        command.env("QISHI_DATA", &other).env("HOME", home).env("XDG_DATA_HOME", home.join("user"));
        command.args(more).output().expect("started")
    };
    let init = made(&["--json", "init"]);
    assert!(init.status.success(), "{}", String::from_utf8_lossy(&init.stderr));
    assert!(other.join("qishi.db").exists() && !counter.home.path().join("user").exists());
    let named = counter.data().display().to_string();
    let doctor = made(&["--data", &named, "--language", "en", "doctor"]);
    let said = String::from_utf8_lossy(&doctor.stdout).into_owned();
    assert!(said.contains(&named) && !said.contains(&other.display().to_string()), "{said}");
}

/// Help tells a default only where there is one.
#[test]
fn help_shows_no_empty_default() {
    let counter = Counter::practice();
    for command in ["book", "quote", "withdraw", "people add", "till open"] {
        let help = counter.raw_in("en", &[&["help"][..], &command.split(' ').collect::<Vec<_>>()].concat());
        let help = String::from_utf8(help.stdout).expect("UTF-8");
        assert!(!help.is_empty() && !help.contains("[default: \"\"]"), "{command}: {help}");
    }
}

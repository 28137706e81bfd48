//! What is done with a booking after it was taken, as scripts do it.

use std::process::Command;

use serde_json::{Value, json};

use crate::command::{Counter, Gave, refused};
use crate::outside::tool;

const COPY: &str = "新婚快乐";

/// Takes an ad of ¥999 a day.
pub fn booked(counter: &Counter, runs: &str, more: &[&str]) -> String {
    let copy = counter.copy(COPY);
    let asked = ["book", "--kind", "blessing", "--category", "wedding", "--size", "7.2x10", "--runs", runs, "--copy"];
    let customer = [copy.as_str(), "--customer", "王敏", "--phone", "17600000013"];
    let gave = counter.run(&[&asked[..], &customer[..], more].concat());
    assert_eq!(gave.status, 0, "{}", gave.errors);
    gave.json["booking"].as_str().expect("a number").to_owned()
}

/// The money that every act gives, by which the parts are named in the contract; what it costs and what came in add up.
pub fn money(gave: &Gave) -> Value {
    assert_eq!(gave.status, 0, "{} {}", gave.json, gave.errors);
    let of = |name: &str| gave.json[name].as_str().expect(name).replace('.', "").parse::<i64>().expect("an amount");
    assert_eq!(of("total") + of("fee") + of("overpaid"), of("paid") + of("on_account") + of("owing"), "{}", gave.json);
    assert!(of("owing") == 0 || of("overpaid") == 0);
    let names = ["state", "total", "fee", "paid", "refunded", "on_account", "owing", "overpaid"];
    names.iter().map(|name| gave.json[name].clone()).collect()
}

#[test]
fn some_runs_are_withdrawn_and_then_the_rest() {
    let counter = Counter::practice();
    let number = booked(&counter, "2026-01-22,2026-01-25,2026-01-26", &["--pay", "cash:2997"]);
    let gave = counter.run(&["withdraw", &number, "--runs", "2026-01-25", "--reason", "少登一期"]);
    assert_eq!(money(&gave), json!(["booked", "1998.00", "0.00", "2997.00", "0.00", "0.00", "0.00", "999.00"]));
    assert_eq!(gave.json["runs"], json!(["2026-01-22", "2026-01-26"]));
    let day = counter.run(&["day"]);
    let row = &day.json["bookings"][0];
    assert_eq!((&row["withdrawn_runs"], &row["overpaid"]), (&json!(["2026-01-25"]), &json!("999.00")));
    let running = counter.run(&["day", "2026-01-25"]);
    assert_eq!(running.json["running"], json!([]), "what is withdrawn is on no list of the page");
    let gave = counter.run(&["withdraw", &number, "--reason", "不登了"]);
    assert_eq!(money(&gave), json!(["withdrawn", "0.00", "0.00", "2997.00", "0.00", "0.00", "0.00", "2997.00"]));
    let shown = counter.run(&["show", &number]);
    assert_eq!(
        (&shown.json["state"], &shown.json["withdrawn_runs"].as_array().map(Vec::len)),
        (&json!("withdrawn"), &Some(3))
    );
    let done: Vec<&str> =
        shown.json["history"].as_array().expect("a list").iter().filter_map(|one| one["what"].as_str()).collect();
    assert_eq!(done, ["taken", "paid", "withdrawn", "withdrawn"]);
    let again = counter.run(&["withdraw", &number, "--reason", "不登了"]);
    refused(&again, "withdrawn");
    let statement = counter.run(&["statement", &number, "-o", "s.pdf"]);
    assert_eq!(statement.status, 0, "{}", statement.errors);
}

#[test]
fn an_act_asks_for_a_reason_and_for_a_run_that_there_is() {
    let counter = Counter::practice();
    let number = booked(&counter, "2026-01-22", &[]);
    assert_eq!(counter.run(&["withdraw", &number]).json["refused"]["rule"], "no_reason");
    let other = counter.run(&["withdraw", &number, "--runs", "2026-01-23", "--reason", "x"]);
    assert_eq!(other.json["refused"]["rule"], "no_such_run");
    let nobody = counter.run(&["withdraw", "B20260120-0009", "--reason", "x"]);
    assert_eq!(nobody.json["refused"]["rule"], "no_such_booking");
    let first = counter.run(&["withdraw", &number, "--reason", "x", "--request", "w-1"]);
    let again = counter.run(&["withdraw", &number, "--reason", "x", "--request", "w-1"]);
    assert_eq!((first.status, &first.json), (0, &again.json), "the same request gives the first answer");
}

#[test]
fn an_ad_is_withdrawn_with_its_refund_and_that_is_taken_back_once() {
    let counter = Counter::practice();
    let number = booked(&counter, "2026-01-22,2026-01-25", &["--pay", "wechat:1998"]);
    let gave = counter.run(&["withdraw", &number, "--runs", "2026-01-25", "--refund", "wechat", "--reason", "少登"]);
    assert_eq!(money(&gave), json!(["booked", "999.00", "0.00", "999.00", "999.00", "0.00", "0.00", "0.00"]));
    let back = counter.run(&["undo", &number, "--reason", "点错"]);
    assert_eq!(money(&back), json!(["booked", "1998.00", "0.00", "1998.00", "0.00", "0.00", "0.00", "0.00"]));
    assert_eq!(
        (&back.json["done"][0]["act"], &back.json["runs"]),
        (&json!("withdrawn"), &json!(["2026-01-22", "2026-01-25"]))
    );
    refused(&counter.run(&["undo", &number, "--reason", "点错"]), "undone_already");
    let shown = counter.run(&["show", &number]);
    let undone = shown.json["history"].as_array().expect("a list").iter().filter(|one| one["undone"] == true).count();
    assert_eq!(undone, 2, "nothing is deleted");
}

#[test]
fn a_refund_has_its_slip_on_paper_and_as_a_file() {
    let counter = Counter::practice();
    let number = booked(&counter, "2026-01-22,2026-01-25", &["--pay", "wechat:1998:4200001"]);
    refused(&counter.run(&["slip", &number]), "no_such_refund");
    let whole = ["refund", &number, "wechat:999.00:5300002", "--reason", "少登一期", "--slip", "slip.pdf"];
    let gave = counter.run(&whole);
    assert_eq!((gave.status, &gave.json["slip"]["refund_number"]), (0, &json!(1)), "{} {}", gave.json, gave.errors);
    let cash = ["withdraw", &number, "--runs", "2026-01-25", "--refund", "cash", "--reason", "不登了"];
    let nothing = counter.run(&[&cash[..], &["--slip", "none.pdf"]].concat());
    assert_eq!(
        (nothing.status, &nothing.json["slip"]),
        (0, &json!(null)),
        "nothing is owed back, and nothing goes back"
    );
    let fake = crate::office::fake::Fake::start(|_| true);
    let printed = ["refund", &number, "cash:99.90", "--approved-by", "张主任", "--reason", "微信退不了"];
    let gave = counter.run(&[&printed[..], &["--printer", &fake.address()]].concat());
    let slip = &gave.json["slip"];
    assert_eq!(
        (&slip["refund_number"], &slip["paper"]),
        (&json!(2), &json!("refund")),
        "{} {}",
        gave.json,
        gave.errors
    );
    assert_eq!(slip["print_number"], 1);
    let again = counter.run(&["slip", &number, "--printer", &fake.address()]);
    assert_eq!((&again.json["print_number"], &again.json["refund_number"]), (&json!(2), &json!(2)));
    assert_eq!(counter.run(&["slip", &number, "--number", "1", "-o", "again.pdf"]).status, 0);
    refused(&counter.run(&["slip", &number, "--number", "3"]), "no_such_refund");
    let dir = counter.data().parent().expect("a folder").to_owned();
    let same = |one: &str, other: &str| std::fs::read(dir.join(one)).ok() == std::fs::read(dir.join(other)).ok();
    assert!(same("slip.pdf", "again.pdf"), "it hangs on the journal alone");
    if tool("pdftotext").is_none() {
        return;
    }
    let text = |bytes: &[u8]| {
        std::fs::write(dir.join("read.pdf"), bytes).expect("written");
        let read = Command::new("pdftotext").arg("-layout").arg(dir.join("read.pdf")).arg("-").output();
        String::from_utf8_lossy(&read.expect("pdftotext runs").stdout).replace(' ', "")
    };
    let file = text(&std::fs::read(dir.join("slip.pdf")).expect("there"));
    let slip = format!("T{}-1", number.trim_start_matches('B'));
    for said in ["退款单", &slip, "¥999.00", "人民币玖佰玖拾玖元整", "微信", "5300002", "少登一期", "2026-01-20"]
    {
        assert!(file.contains(said), "{said}:\n{file}");
    }
    let [first, second] = fake
        .taken
        .lock()
        .expect("whole")
        .iter()
        .map(|pdf| text(pdf))
        .collect::<Vec<_>>()
        .try_into()
        .expect("two prints");
    for said in ["现金", "张主任", "人民币玖拾玖元玖角"] {
        assert!(first.contains(said), "{said}:\n{first}");
    }
    assert!(!first.contains("补打") && second.contains("补打") && second.contains("第2次打印"), "{second}");
    // A refund that is taken back leaves no slip by which money is given out.
    assert_eq!(counter.run(&["undo", &number, "--reason", "点错"]).status, 0);
    assert_eq!(counter.run(&["slip", &number, "-o", "void.pdf"]).status, 0);
    assert!(text(&std::fs::read(dir.join("void.pdf")).expect("there")).contains("作废"));
}

#[test]
fn a_misprint_is_settled_by_a_rebate() {
    let mut counter = Counter::practice();
    let number = booked(&counter, "2026-01-22", &["--pay", "wechat:999"]);
    let rebate = |counter: &Counter, yuan: &str, more: &[&str]| {
        counter.run(&[&["rebate", &number, yuan, "--reason", "电话印错一位"][..], more].concat())
    };
    refused(&rebate(&counter, "100", &["--approved-by", "张主任"]), "not_appeared");
    counter.now = "2026-01-22T10:00:00";
    refused(&rebate(&counter, "100", &[]), "rebate_needs_approval");
    refused(&rebate(&counter, "1000", &["--approved-by", "张主任"]), "rebate_too_much");
    let less = rebate(&counter, "100", &["--approved-by", "张主任"]);
    assert_eq!(money(&less), json!(["printed", "899.00", "0.00", "999.00", "0.00", "0.00", "0.00", "100.00"]));
    let more = rebate(&counter, "50.50", &["--approved-by", "张主任", "--refund", "wechat", "--slip", "slip.pdf"]);
    assert_eq!(money(&more), json!(["printed", "848.50", "0.00", "848.50", "150.50", "0.00", "0.00", "0.00"]));
    assert_eq!(more.json["slip"]["refund_number"], 1);
    let shown = counter.run(&["show", &number]);
    assert_eq!((&shown.json["total"], &shown.json["capitals"]), (&json!("848.50"), &json!("捌佰肆拾捌元伍角整")));
    assert_eq!(counter.run(&["statement", &number, "-o", "s.pdf"]).status, 0);
    if tool("pdftotext").is_some() {
        let file = counter.data().with_file_name("s.pdf");
        let text =
            Command::new("pdftotext").arg("-layout").arg(&file).arg("-").output().expect("pdftotext runs").stdout;
        let text = String::from_utf8_lossy(&text).replace(' ', "");
        for said in ["刊登费（1期）999.00", "减收：电话印错一位（张主任批准）-100.00", "¥848.50"]
        {
            assert!(text.contains(said), "{said}:\n{text}");
        }
    }
}

#[test]
fn a_correction_is_an_ad_of_its_own_tied_to_the_first() {
    let mut counter = Counter::practice();
    let first = booked(&counter, "2026-01-22", &["--pay", "cash:999"]);
    counter.now = "2026-01-22T10:00:00";
    let copy = counter.copy("新婚快乐，百年好合");
    let asked =
        ["book", "--kind", "blessing", "--category", "wedding", "--size", "7.2x5", "--runs", "2026-01-27", "--copy"];
    let customer = [copy.as_str(), "--phone", "17600000013"];
    let book = |more: &[&str]| counter.run(&[&asked[..], &customer, more].concat());
    assert_eq!(book(&["--corrects", &first]).status, 2, "whose fault it is is asked");
    let tried = book(&["--corrects", &first, "--fault", "customer", "--dry-run"]);
    assert_eq!((tried.status, &tried.json["total"]), (0, &json!("520.00")), "{}", tried.errors);
    refused(&book(&["--corrects", "B20260120-0009", "--fault", "paper"]), "no_such_booking");
    let taken = book(&["--corrects", &first, "--fault", "customer"]);
    assert_eq!((taken.status, &taken.json["corrects"]), (0, &json!(first)), "{}", taken.errors);
    let second = taken.json["booking"].as_str().expect("a number");
    let show = |number: &str| counter.run(&["show", number]).json;
    assert_eq!(show(second)["corrects"], json!(first));
    assert_eq!(show(&first)["corrected_by"], json!([{ "booking": second, "whose_fault": "customer" }]));
    // By the shipped card, which says nothing of it, a fault of the paper costs nothing, and changing what has not appeared neither.
    let free = book(&["--corrects", &first, "--fault", "paper"]);
    assert_eq!((free.status, &free.json["total"], &free.json["owing"]), (0, &json!("0.00"), &json!("0.00")));
    let copy = counter.copy("新婚大喜");
    for fault in ["paper", "customer"] {
        let changed = counter.run(&["correct", second, "--copy", &copy, "--fault", fault, "--reason", fault]);
        let told = json!(["booked", "520.00", "0.00", "0.00", "0.00", "0.00", "520.00", "0.00"]);
        assert_eq!((money(&changed), &changed.json["charges"]), (told, &json!([])));
        assert_eq!(counter.run(&["undo", second, "--reason", "再来"]).status, 0);
    }
    // It costs what the card takes for the paper's fault, and that is all that can be owed.
    let head = "version = ";
    let card = include_str!("../assets/cards/qishi-2026-01.toml").replacen("2026-01\"", "2026-01b\"", 1);
    let free = card.replacen(head, &format!("correction = [{{ fault = \"paper\", percent = 50 }}]\n{head}"), 1);
    std::fs::write(counter.home.path().join("card.toml"), free).expect("written");
    let entered = counter.run(&["rates", "import", "card.toml", "--from", "2026-01-22"]);
    assert_eq!(entered.status, 0, "{}", entered.errors);
    let half = book(&["--corrects", &first, "--fault", "paper", "--pay", "wechat:260"]);
    assert_eq!(
        (half.status, &half.json["total"], &half.json["owing"]),
        (0, &json!("260.00"), &json!("0.00")),
        "{}",
        half.errors
    );
    assert_eq!(counter.run(&["verify"]).status, 0);
}

#[test]
fn the_proof_of_before_a_change_prints_as_it_left_and_says_that_it_is_old() {
    let counter = Counter::practice();
    let number = booked(&counter, "2026-01-22", &[]);
    refused(&counter.run(&["proof", &number, "--version", "2"]), "no_such_version");
    assert_eq!(counter.run(&["sign", &number, "paper", "--who", "王敏"]).status, 0);
    let copy = counter.copy("百年好合");
    assert_eq!(counter.run(&["correct", &number, "--copy", &copy, "--reason", "改字"]).status, 0);
    for (version, file) in [("1", "old.pdf"), ("2", "new.pdf")] {
        let gave = counter.run(&["proof", &number, "--version", version, "-o", file]);
        assert_eq!(gave.status, 0, "{}", gave.errors);
    }
    refused(&counter.run(&["proof", &number, "--version", "0"]), "no_such_version");
    refused(&counter.run(&["proof", &number, "--version", "3"]), "no_such_version");
    let fake = crate::office::fake::Fake::start(|_| true);
    let printed = counter.run(&["proof", &number, "--version", "1", "--printer", &fake.address()]);
    assert_eq!((printed.status, &printed.json["print_number"]), (0, &json!(null)), "{}", printed.errors);
    let shown = counter.run(&["show", &number]);
    let prints = shown.json["history"].as_array().expect("a list").iter().filter(|one| one["what"] == "printed");
    assert_eq!(prints.count(), 0, "an old proof is no print of the ad");
    if tool("pdftotext").is_none() {
        return;
    }
    let text = |file: &str| {
        let file = counter.data().with_file_name(file);
        let read = Command::new("pdftotext").arg("-layout").arg(&file).arg("-").output().expect("pdftotext runs");
        String::from_utf8_lossy(&read.stdout).replace(' ', "")
    };
    let (old, new) = (text("old.pdf"), text("new.pdf"));
    for said in ["旧版", "第1版", "由第2版取代", "新婚快乐", "曾确认", "王敏", "作废"] {
        assert!(old.contains(said), "{said}:\n{old}");
    }
    assert!(!old.contains("客户签字") && !old.contains("核对无误") && !old.contains("百年好合"), "{old}");
    assert!(new.contains("百年好合") && new.contains("客户签字") && !new.contains("旧版"), "{new}");
    // The ad before and after stand beside each other for whoever signs anew.
    assert!(["改样对照", "改前", "改后", "改动"].iter().all(|said| new.contains(said)), "{new}");
    assert!(!old.contains("改样对照"), "{old}");
    // It is the last sheet of the proof, and numbered so.
    assert!(new.contains("第1页，共2页") && new.contains("第2页，共2页") && !new.contains("共1页"), "{new}");
    assert!(old.contains("第1页，共1页"), "{old}");
}

#[test]
fn a_payment_is_set_right_by_a_counter_entry() {
    let counter = Counter::practice();
    let first = booked(&counter, "2026-01-22", &["--pay", "wechat:999:4200001"]);
    let second = booked(&counter, "2026-01-22", &[]);
    refused(&counter.run(&["reverse", &first, "cash:999", "--reason", "x"]), "no_such_payment");
    refused(&counter.run(&["reverse", &first, "wechat:999"]), "no_reason");
    let asked = ["reverse", &first, "wechat:999", "--as", "cash:1000", "--reason", "收的是现金", "--request", "r-1"];
    let right = counter.run(&asked);
    assert_eq!(money(&right), json!(["booked", "999.00", "0.00", "999.00", "0.00", "0.00", "0.00", "0.00"]));
    let done = &right.json["done"];
    assert_eq!((&done[0]["what"], &done[0]["serial"]), (&json!("reversed"), &json!("4200001")));
    assert_eq!((&done[1]["method"], &done[1]["change"]), (&json!("cash"), &json!("1.00")));
    assert_eq!(counter.run(&asked).json, right.json, "sent again after a time-out");
    let twice = ["reverse", &first, "wechat:999", "--as", "cash:999", "--reason", "收的是现金"];
    refused(&counter.run(&twice), "reversed_already");
    let moved = counter.run(&["reverse", &first, "cash:999", "--for", &second, "--reason", "记错登记"]);
    assert_eq!(money(&moved), json!(["booked", "999.00", "0.00", "0.00", "0.00", "0.00", "999.00", "0.00"]));
    assert_eq!((&moved.json["instead"]["booking"], &moved.json["instead"]["paid"]), (&json!(second), &json!("999.00")));
    refused(&counter.run(&["undo", &first, "--reason", "点错"]), "not_undone_alone");
    let day = counter.run(&["day"]);
    assert_eq!(day.json["totals"]["by_method"]["cash"], "999.00");
    assert_eq!(counter.run(&["verify"]).status, 0);
}

#[test]
fn an_ad_is_changed_and_the_difference_asked_for_or_given_back() {
    let counter = Counter::practice();
    let number = booked(&counter, "2026-01-22", &["--pay", "wechat:999"]);
    let copy = counter.copy("新婚快乐，百年好合");
    let words = counter.run(&["correct", &number, "--copy", &copy, "--reason", "添字"]);
    assert_eq!(money(&words), json!(["booked", "999.00", "0.00", "999.00", "0.00", "0.00", "0.00", "0.00"]));
    assert_eq!(counter.run(&["proof", &number, "-o", "proof.pdf"]).status, 0);
    if tool("pdftotext").is_some() {
        let file = counter.data().with_file_name("proof.pdf");
        let text = Command::new("pdftotext").arg(&file).arg("-").output().expect("pdftotext runs").stdout;
        assert!(String::from_utf8_lossy(&text).contains("第2版"), "the proof of a changed ad is a version of its own");
    }
    let dearer = counter.run(&["correct", &number, "--size", "14.6x6", "--reason", "改大"]);
    assert_eq!(money(&dearer), json!(["booked", "1314.00", "0.00", "999.00", "0.00", "0.00", "315.00", "0.00"]));
    let cheaper = counter.run(&["correct", &number, "--size", "7.2x5", "--refund", "wechat", "--reason", "改小"]);
    assert_eq!(money(&cheaper), json!(["booked", "520.00", "0.00", "520.00", "479.00", "0.00", "0.00", "0.00"]));
    refused(&counter.run(&["correct", &number, "--size", "7.2x5", "--reason", "x"]), "nothing_corrected");
    refused(&counter.run(&["correct", &number, "--size", "7.2x4", "--reason", "x"]), "unlisted_size");
}

#[test]
fn money_paid_under_the_wrong_method_or_for_the_wrong_booking_is_set_right_by_counter_entries() {
    let counter = Counter::practice();
    let first = booked(&counter, "2026-01-22", &["--pay", "wechat:999"]);
    let second = booked(&counter, "2026-01-22", &[]);
    refused(&counter.run(&["refund", &first, "wechat:1000", "--reason", "x"]), "refund_too_much");
    refused(&counter.run(&["refund", &first, "cash:999", "--reason", "x"]), "needs_approval");
    refused(&counter.run(&["refund", &first, "card:1", "--reason", "x"]), "came_otherwise");
    refused(&counter.run(&["refund", &first, "wechat:999"]), "no_reason");
    let back = counter.run(&["refund", &first, "wechat:999", "--reason", "收错登记"]);
    assert_eq!(money(&back), json!(["booked", "999.00", "0.00", "0.00", "999.00", "0.00", "999.00", "0.00"]));
    assert_eq!(counter.run(&["pay", &second, "wechat:999"]).status, 0);
    let day = counter.run(&["day"]);
    assert_eq!(day.json["totals"]["by_method"]["wechat"], "999.00", "what came in is counted once");
}

#[test]
fn a_run_is_moved_run_again_and_an_ad_repeated() {
    let mut counter = Counter::practice();
    let number = booked(&counter, "2026-01-22,2026-01-25", &[]);
    let moved = counter.run(&["move", &number, "2026-01-25", "2026-01-26", "--reason", "改期"]);
    assert_eq!(moved.json["runs"], json!(["2026-01-22", "2026-01-26"]));
    refused(&counter.run(&["rerun", &number, "2026-01-27", "--reason", "印坏"]), "not_appeared");
    counter.now = "2026-01-22T10:00:00";
    let again = counter.run(&["rerun", &number, "2026-01-27", "--reason", "印坏"]);
    assert_eq!(money(&again), json!(["booked", "1998.00", "0.00", "0.00", "0.00", "0.00", "1998.00", "0.00"]));
    let anew = counter.run(&["repeat", &number, "--runs", "2026-01-28", "--pay", "cash:1000"]);
    assert_eq!(money(&anew), json!(["booked", "999.00", "0.00", "999.00", "0.00", "0.00", "0.00", "0.00"]));
    assert_eq!((&anew.json["repeats"], &anew.json["booking"]), (&json!(number), &json!("B20260122-0001")));
    counter.now = "2026-01-27T10:00:00";
    assert_eq!(counter.run(&["show", &number]).json["state"], "printed");
}

#[test]
fn more_than_is_owed_is_taken_as_it_came_where_that_is_said() {
    let counter = Counter::practice();
    let number = booked(&counter, "2026-01-22", &[]);
    refused(&counter.run(&["pay", &number, "wechat:1000:4200001"]), "paid_too_much");
    let came = counter.run(&["pay", &number, "wechat:1000:4200001", "--overpaid"]);
    assert_eq!(money(&came), json!(["booked", "999.00", "0.00", "1000.00", "0.00", "0.00", "0.00", "1.00"]));
    assert_eq!(came.json["change"], "0.00", "nothing is handed back at the counter");
    let back = counter.run(&["refund", &number, "wechat:1.00", "--reason", "多付"]);
    assert_eq!(money(&back), json!(["booked", "999.00", "0.00", "999.00", "1.00", "0.00", "0.00", "0.00"]));
    // One transfer for several, of which more came: the last has what is beyond.
    let [one, two] = [0, 1].map(|_| booked(&counter, "2026-01-22", &[]));
    refused(&counter.run(&["pay", &one, &two, "transfer:2000:88"]), "paid_too_much");
    let many = ["pay", &one, &two, "transfer:2000:88", "--overpaid", "--request", "t-1"];
    let paid = counter.run(&many);
    assert_eq!((paid.status, &paid.json["payment"]), (0, &json!("2000.00")), "{}", paid.errors);
    let sums: Vec<&Value> =
        paid.json["bookings"].as_array().expect("a list").iter().map(|one| &one["overpaid"]).collect();
    assert_eq!((sums, counter.run(&many).json), (vec![&json!("0.00"), &json!("2.00")], paid.json.clone()));
    refused(&counter.run(&["pay", &one, &two, "transfer:5:89", "--overpaid"]), "paid_too_much");
    // What was recorded as 999 and was 1000.
    let wrong = booked(&counter, "2026-01-22", &["--pay", "alipay:999:77"]);
    let right = ["reverse", &wrong, "alipay:999", "--as", "alipay:1000:77", "--reason", "少记 1 元"];
    refused(&counter.run(&right), "paid_too_much");
    let right = counter.run(&[&right[..], &["--overpaid"]].concat());
    assert_eq!(money(&right), json!(["booked", "999.00", "0.00", "1000.00", "0.00", "0.00", "0.00", "1.00"]));
    // Cash gives change, and credit never stands beyond what is owed.
    let cash = booked(&counter, "2026-01-22", &["--pay", "cash:1000", "--overpaid"]);
    assert_eq!(counter.run(&["show", &cash]).json["paid"], "999.00");
    let credit = booked(&counter, "2026-01-22", &[]);
    refused(&counter.run(&["pay", &credit, "account:1000", "--overpaid"]), "paid_too_much");
    let totals = counter.run(&["day"]).json["totals"].clone();
    assert_eq!((&totals["overpaid"], &totals["by_method"]["transfer"]), (&json!("3.00"), &json!("2000.00")));
}

#[test]
fn an_act_at_another_price_than_the_customer_was_told_is_refused_with_both_sums() {
    let mut counter = Counter::practice();
    let number = booked(&counter, "2026-01-22,2026-01-26", &["--pay", "wechat:1998"]);
    let changed = |counter: &Counter, act: &[&str], now: &str| {
        let asked = [&act[..1], &[number.as_str()], &act[1..], &["--reason", "x", "--shown", "1"]].concat();
        let gave = counter.run(&asked);
        refused(&gave, "price_changed");
        assert_eq!(gave.json["refused"]["value"], format!("1.00 {now}"), "{act:?}");
    };
    changed(&counter, &["withdraw", "--runs", "2026-01-26", "--refund", "card"], "999.00");
    changed(&counter, &["move", "2026-01-26", "2026-01-27"], "1998.00");
    changed(&counter, &["correct", "--size", "7.2x5"], "1040.00");
    counter.now = "2026-01-22T10:00:00";
    changed(&counter, &["rerun", "2026-01-28"], "1998.00");
    changed(&counter, &["rebate", "100", "--approved-by", "张主任"], "1898.00");
    let repeated = counter.run(&["repeat", &number, "--runs", "2026-01-28", "--shown", "1"]);
    refused(&repeated, "price_changed");
    assert_eq!(counter.run(&["show", &number]).json["history"].as_array().map(Vec::len), Some(2), "nothing was posted");
    let done = counter.run(&["rebate", &number, "100", "--approved-by", "张主任", "--reason", "x", "--shown", "1898"]);
    assert_eq!((done.status, &done.json["total"]), (0, &json!("1898.00")), "{}", done.errors);
}

#[test]
fn a_repeated_ad_and_its_first_name_each_other() {
    let counter = Counter::practice();
    let first = booked(&counter, "2026-01-22", &[]);
    let again = |runs: &str| counter.run(&["repeat", &first, "--runs", runs]).json["booking"].clone();
    let (second, third) = (again("2026-01-28"), again("2026-01-29"));
    let show = |number: &str| counter.run(&["show", number]).json;
    let (one, two) = (show(&first), show(second.as_str().expect("a number")));
    assert_eq!((&one["repeats"], &one["repeated_by"]), (&json!(null), &json!([second, third])));
    assert_eq!((&two["repeats"], &two["repeated_by"]), (&json!(first), &json!([])));
    let told: Vec<&Value> =
        one["history"].as_array().expect("a list").iter().filter(|one| one["what"] == "repeated_by").collect();
    assert_eq!((told.len(), &told[0]["booking"]), (2, &second));
    assert_eq!(counter.run(&["verify"]).status, 0);
}

/// Every act says what it costs line by line, and what of it is void.
#[test]
fn an_act_says_what_it_costs_line_by_line_and_what_is_void_by_it() {
    let counter = Counter::practice();
    let number = booked(&counter, "2026-01-22", &["--pay", "cash:999"]);
    let fake = crate::office::fake::Fake::start(|_| true);
    assert_eq!(counter.run(&["statement", &number, "--printer", &fake.address()]).status, 0);
    assert_eq!(counter.run(&["sign", &number, "wechat", "--who", "王敏"]).status, 0);
    assert_eq!(counter.run(&["review", &number]).status, 0);
    let larger = counter.run(&["correct", &number, "--size", "14.6x6", "--reason", "改大"]);
    assert_eq!((&larger.json["price_lines"][0]["amount"], &larger.json["charges"]), (&json!("1314.00"), &json!([])));
    let void: Vec<(&str, &Value)> = larger.json["voids"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| {
            (
                one["what"].as_str().expect("a word"),
                if one["proof_version"].is_null() { &one["print_number"] } else { &one["proof_version"] },
            )
        })
        .collect();
    assert_eq!(void, [("signature", &json!(1)), ("statement", &json!(1)), ("review", &json!(null))]);
    let back = counter.run(&["undo", &number, "--reason", "点错"]);
    assert_eq!(back.json["voids"], json!([]), "the signature stands again, and nothing was printed since");
    assert_eq!(counter.run(&["pay", &number, "cash:1"]).json["refused"]["rule"], "paid_too_much");
    let plain = counter.raw(&[
        "--data",
        &counter.data().display().to_string(),
        "--now",
        counter.now,
        "correct",
        &number,
        "--size",
        "7.2x5",
        "--reason",
        "改小",
    ]);
    let plain = String::from_utf8_lossy(&plain.stdout).into_owned();
    for said in ["520.00 × 1", "伍佰贰拾元整", "作废：签样第 1 版、结算单（印过 1 次）、审核"]
    {
        assert!(plain.contains(said), "{said}: {plain}");
    }
}

//! Persons on the command line: entered, changed, retired; signing in, approving, the way back to a lost PIN.

use serde_json::json;

use crate::command::{Counter, Gave};
use crate::corpus::NOTICES;

const OWNER: (&str, &str) = ("张主任", "2580");
const SUPERVISOR: (&str, &str) = ("李主任", "1379");
const CLERK: (&str, &str) = ("王敏", "4815");

/// Runs a command as somebody, with their PIN in the environment.
fn by(counter: &Counter, (name, pin): (&str, &str), arguments: &[&str]) -> Gave {
    counter.with(&[("QISHI_PIN", pin)], "", &[arguments, &["--person", name]].concat())
}

/// As [`by`], approved by another with theirs.
fn approved(counter: &Counter, person: (&str, &str), approver: (&str, &str), arguments: &[&str]) -> Gave {
    let pins = [("QISHI_PIN", person.1), ("QISHI_APPROVER_PIN", approver.1)];
    let named = ["--person", person.0, "--approved-by", approver.0];
    counter.with(&pins, "", &[arguments, &named].concat())
}

fn add(counter: &Counter, (name, pin): (&str, &str), role: &[&str]) -> Gave {
    counter.with(&[("QISHI_NEW_PIN", pin)], "", &[&["people", "add", name], role].concat())
}

/// A practice folder in which three people work and sign in.
fn signed() -> Counter {
    let counter = Counter::practice();
    for (person, role) in [(OWNER, "owner"), (SUPERVISOR, "supervisor"), (CLERK, "clerk")] {
        let gave = add(&counter, person, &["--role", role]);
        assert_eq!(gave.status, 0, "{}", gave.errors);
        assert_eq!(gave.json["person"]["role"], role);
    }
    let gave = by(&counter, OWNER, &["people", "sign-in", "on", "--reason", "开始使用口令"]);
    assert_eq!((gave.status, &gave.json["sign_in"]), (0, &json!(true)), "{}", gave.errors);
    counter
}

fn refused(gave: &Gave) -> (i32, &str) {
    (gave.status, gave.json["refused"]["rule"].as_str().unwrap_or(""))
}

fn take<'a>(copy: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let ad = ["book", "--kind", "notice", "--size", "7.2x10", "--copy", copy, "--customer", "仲裁委"];
    let rest = ["--phone", "0532-88187720"];
    [&ad[..], &rest, more].concat()
}

#[test]
fn nobody_signs_in_until_a_paper_wants_it() {
    let counter = Counter::practice();
    let listed = counter.run(&["people", "list"]);
    assert_eq!(listed.json, json!({ "people": [], "sign_in": false, "alone": false, "recovered": null }));
    assert_eq!(refused(&add(&counter, CLERK, &["--role", "clerk"])), (1, "first_is_owner"));
    let gave = add(&counter, OWNER, &[]);
    assert_eq!((gave.status, &gave.json["person"]["role"]), (0, &json!("owner")), "{}", gave.errors);
    assert_eq!(refused(&add(&counter, OWNER, &[])), (1, "person_exists"));
    for (pin, rule) in
        [("12", "pin_too_short"), ("1234", "pin_trivial"), ("abcd", "pin_not_digits"), ("", "pin_too_short")]
    {
        assert_eq!(refused(&add(&counter, ("新人", pin), &[])), (1, rule));
    }
    assert_eq!(refused(&add(&counter, ("  ", "2580"), &[])), (1, "no_name"));
    assert_eq!(refused(&add(&counter, ("新人", "2580"), &["--role", "chief"])), (1, "not_a_role"));
    assert_eq!(add(&counter, CLERK, &[]).json["person"]["role"], "clerk");
    let copy = counter.copy(NOTICES[0]);
    let gave = counter.run(&take(&copy, &["--runs", "2026-01-22"]));
    assert_eq!(gave.status, 0, "{}", gave.errors);
    // A PIN from standard input, as from the environment; who left is not asked.
    let gave = counter.with(&[], "4816\n", &["people", "change", CLERK.0, "--pin"]);
    assert_eq!(gave.status, 0, "{}", gave.errors);
    assert_eq!(counter.run(&["people", "change", CLERK.0]).status, 2, "nothing is said of what changes");
    let gave = counter.run(&["people", "retire", CLERK.0, "--reason", "离职"]);
    assert_eq!((gave.status, &gave.json["person"]["retired_on"]), (0, &json!("2026-01-20")), "{}", gave.errors);
    assert_eq!(refused(&counter.run(&["people", "retire", OWNER.0, "--reason", "离职"])), (1, "last_owner"));
}

#[test]
fn what_changes_the_books_needs_a_person_and_what_reads_them_needs_none() {
    let counter = signed();
    let copy = counter.copy(NOTICES[0]);
    let book = take(&copy, &["--runs", "2026-01-22"]);
    let nobody = counter.run(&book);
    assert_eq!(refused(&nobody), (1, "sign_in_needed"));
    assert!(nobody.json["refused"]["remedy"].as_str().is_some_and(|said| said.contains("QISHI_PIN")));
    let silent = counter.with(&[], "", &[&book[..], &["--person", CLERK.0]].concat());
    assert_eq!(refused(&silent), (1, "pin_needed"));
    assert_eq!(refused(&by(&counter, ("谁", "2580"), &book)), (1, "no_such_person"));
    let taken = by(&counter, CLERK, &book);
    assert_eq!(taken.status, 0, "{}", taken.errors);
    let number = taken.json["booking"].as_str().expect("a booking").to_owned();
    let shown = counter.run(&["show", &number]);
    assert_eq!((shown.status, &shown.json["history"][0]["by"]), (0, &json!(CLERK.0)), "{}", shown.errors);
    let statement = counter.home.path().join("statement.pdf").display().to_string();
    for reads in [
        vec!["day"],
        vec!["verify"],
        vec!["people", "list"],
        vec!["people", "rights"],
        vec!["people", "sign-in"],
        vec!["paper"],
        vec!["statement", &number, "-o", &statement],
        vec!["quote", "--kind", "notice", "--size", "7.2x10"],
    ] {
        let gave = counter.run(&reads);
        assert_eq!(gave.status, 0, "{reads:?}: {} {}", gave.json, gave.errors);
    }
    assert_eq!(counter.run_plain(&["backup"]).status, 0);
    for changes in [
        vec!["pay", &number, "cash:1"],
        vec!["sign", &number, "paper", "--who", "某"],
        vec!["see", &number, "identity"],
        vec!["review", &number],
        vec!["proof", &number, "-o", &statement],
        vec!["withdraw", &number, "--reason", "不登"],
        vec!["paper", "--name", "某报"],
        vec!["people", "retire", CLERK.0, "--reason", "离职"],
        vec!["people", "sign-in", "off", "--reason", "不用了"],
        vec!["people", "rights", "clerk", "late=yes"],
    ] {
        assert_eq!(refused(&counter.run(&changes)), (1, "sign_in_needed"), "{changes:?}");
    }
    // The PIN of standard input comes before what else is read from it.
    let piped = counter.with(
        &[],
        &format!("{}\n{}", CLERK.1, NOTICES[1]),
        &take("-", &["--runs", "2026-01-22", "--person", CLERK.0]),
    );
    assert_eq!(piped.status, 0, "{}", piped.errors);
}

#[test]
fn a_role_does_what_the_table_says_and_more_with_a_supervisors_pin() {
    let counter = signed();
    let copy = counter.copy(NOTICES[0]);
    let taken = by(&counter, CLERK, &take(&copy, &["--runs", "2026-01-22", "--pay", "cash:999"]));
    assert_eq!(taken.status, 0, "{}", taken.errors);
    let number = taken.json["booking"].as_str().expect("a booking").to_owned();
    let refund = ["refund", &number, "cash:100.00", "--reason", "多收"];
    let alone = by(&counter, CLERK, &refund);
    assert_eq!(refused(&alone), (1, "not_allowed"));
    assert_eq!(alone.json["refused"]["value"], "refund");
    let unproved = [&refund[..], &["--approved-by", SUPERVISOR.0]].concat();
    assert_eq!(refused(&by(&counter, CLERK, &unproved)), (1, "pin_needed"));
    let wrong = approved(&counter, CLERK, (SUPERVISOR.0, "9999"), &refund);
    assert_eq!(refused(&wrong), (1, "wrong_pin"));
    assert_eq!(refused(&approved(&counter, SUPERVISOR, SUPERVISOR, &refund)), (1, "own_approval"));
    let gave = approved(&counter, CLERK, SUPERVISOR, &refund);
    assert_eq!((gave.status, &gave.json["refunded"]), (0, &json!("100.00")), "{}", gave.errors);
    // Settings and rules bear no name of who approves, and are approved all the same.
    let paper = ["paper", "--name", "某某日报"];
    assert_eq!(refused(&by(&counter, CLERK, &paper)), (1, "not_allowed"));
    assert_eq!(approved(&counter, CLERK, SUPERVISOR, &paper).status, 0);
    let set = ["people", "rights", "clerk", "refund=50.00"];
    assert_eq!(refused(&by(&counter, SUPERVISOR, &set)), (1, "not_allowed"));
    assert_eq!(refused(&by(&counter, OWNER, &["people", "rights", "clerk", "refund=much"])), (1, "bad_right"));
    assert_eq!(refused(&by(&counter, OWNER, &["people", "rights", "owner", "late=no"])), (1, "owners_rights"));
    assert_eq!(by(&counter, OWNER, &["people", "rights", "clerk", "late"]).status, 2);
    let table = by(&counter, OWNER, &set);
    assert_eq!(table.status, 0, "{}", table.errors);
    let column = |role: &str| {
        let all = table.json["rights"].as_array().expect("columns");
        all.iter().find(|column| column["role"] == role).expect("a column")["may"]["refund"].clone()
    };
    assert_eq!((column("clerk"), column("owner")), (json!("50.00"), json!("any")));
    let little = ["refund", &number, "cash:50.00", "--reason", "多收"];
    assert_eq!(by(&counter, CLERK, &little).status, 0);
    assert_eq!(refused(&by(&counter, CLERK, &refund)), (1, "not_allowed"));
}

#[test]
fn a_closed_day_is_reopened_with_a_supervisors_pin() {
    let counter = signed();
    let close = |who| by(&counter, who, &["close"]);
    assert_eq!(close(CLERK).status, 0);
    let reopen = ["close", "--reopen", "--reason", "漏收"];
    assert_eq!(refused(&by(&counter, CLERK, &reopen)), (1, "not_allowed"));
    let named = [&reopen[..], &["--approved-by", SUPERVISOR.0]].concat();
    assert_eq!(refused(&by(&counter, CLERK, &named)), (1, "pin_needed"));
    let reopened = json!({ "reason": "漏收", "approved_by": SUPERVISOR.0 });
    let gave = approved(&counter, CLERK, SUPERVISOR, &reopen);
    assert_eq!((gave.status, &gave.json["reopened"]), (0, &reopened), "{}", gave.errors);
    assert_eq!(close(CLERK).status, 0);
    let gave = by(&counter, SUPERVISOR, &reopen);
    assert_eq!((gave.status, &gave.json["reopened"]), (0, &reopened), "{}", gave.errors);
}

#[test]
fn wrong_pins_are_listed_and_a_lost_one_comes_back_with_a_trace() {
    let counter = signed();
    let review = ["review", "0001"];
    for rule in ["wrong_pin", "wrong_pin", "wrong_pin", "pin_wait"] {
        assert_eq!(refused(&by(&counter, (CLERK.0, "7777"), &review)), (1, rule));
    }
    // The clock of these tests stands still: the right one waits too.
    let waits = by(&counter, CLERK, &review);
    assert_eq!(refused(&waits), (1, "pin_wait"));
    let told = format!("{} {}", waits.errors, waits.json);
    assert!(!told.contains("7777") && !told.contains(CLERK.1), "{told}");
    let listed = counter.run(&["people", "list"]).json;
    let clerk = listed["people"].as_array().expect("people").iter().find(|one| one["name"] == CLERK.0).expect("there");
    assert_eq!(clerk["wrong_pins"], 3);
    // The owner sets it anew, and it is open again.
    let pins = [("QISHI_PIN", OWNER.1), ("QISHI_NEW_PIN", "5937")];
    let gave = counter.with(&pins, "", &["people", "change", CLERK.0, "--pin", "--person", OWNER.0]);
    assert_eq!(gave.status, 0, "{}", gave.errors);
    assert_eq!(refused(&by(&counter, (CLERK.0, "5937"), &review)), (1, "no_such_booking"));
    let recover =
        |who: &str| counter.with(&[("QISHI_NEW_PIN", "8642")], "", &["people", "recover", who, "--reason", "忘了口令"]);
    assert_eq!(refused(&recover(CLERK.0)), (1, "not_allowed"));
    let gave = recover(OWNER.0);
    assert_eq!(gave.status, 0, "{} {}", gave.json, gave.errors);
    assert_eq!(counter.run(&["people", "list"]).json["recovered"]["reason"], "忘了口令");
    assert_eq!(refused(&by(&counter, OWNER, &["paper", "--name", "某报"])), (1, "wrong_pin"));
    let owner = (OWNER.0, "8642");
    let first = by(&counter, owner, &["paper", "--name", "某报"]);
    assert!(first.status == 0 && first.errors.contains("忘了口令"), "{}", first.errors);
    let second = by(&counter, owner, &["paper", "--name", "某某报"]);
    assert!(second.status == 0 && !second.errors.contains("忘了口令"), "{}", second.errors);
    let other = by(&counter, SUPERVISOR, &["paper", "--name", "某报"]);
    assert!(other.status == 0 && other.errors.contains("忘了口令"), "{}", other.errors);
    assert_eq!(counter.run(&["verify"]).json["ok"], json!(true));
}

#[test]
fn one_person_alone_approves_and_it_is_said() {
    let counter = Counter::practice();
    assert_eq!(add(&counter, OWNER, &[]).status, 0);
    let on = by(&counter, OWNER, &["people", "sign-in", "on", "--reason", "开始"]);
    assert_eq!((on.status, &on.json["alone"]), (0, &json!(true)), "{}", on.errors);
    let copy = counter.copy(NOTICES[0]);
    let more = ["--runs", "2026-01-22", "--discount", "10", "--reason", "老客户", "--approved-by", OWNER.0];
    let gave = by(&counter, OWNER, &take(&copy, &more));
    assert_eq!(gave.status, 0, "{}", gave.errors);
    assert!(gave.errors.contains("自己批准自己"), "{}", gave.errors);
}

#[test]
fn no_file_of_the_books_holds_a_pin() {
    let counter = signed();
    fn files(folder: &std::path::Path, found: &mut Vec<Vec<u8>>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() { files(&path, found) } else { found.push(std::fs::read(path).expect("read")) }
        }
    }
    // Figures enough that they stand nowhere by chance.
    let pins = [("QISHI_PIN", OWNER.1), ("QISHI_NEW_PIN", "481516234215")];
    let gave = counter.with(&pins, "", &["people", "change", CLERK.0, "--pin", "--person", OWNER.0]);
    assert_eq!(gave.status, 0, "{}", gave.errors);
    let wrong = by(&counter, (CLERK.0, "937465820193"), &["review", "0001"]);
    assert_eq!(refused(&wrong), (1, "wrong_pin"));
    let mut found = Vec::new();
    files(&counter.data(), &mut found);
    for pin in ["481516234215", "937465820193"] {
        let holds = |bytes: &Vec<u8>| bytes.windows(pin.len()).any(|window| window == pin.as_bytes());
        assert!(!found.iter().any(holds));
    }
}

/// The words of a day sheet without blanks; none where no tool reads them.
fn sheet(closed: &Gave) -> Option<String> {
    crate::outside::tool("pdftotext")?;
    let path = closed.json["sheet"].as_str().unwrap_or_else(|| panic!("{} {}", closed.json, closed.errors));
    let text = std::process::Command::new("pdftotext").args(["-layout", path, "-"]).output().expect("runs").stdout;
    Some(String::from_utf8_lossy(&text).split_whitespace().collect())
}

#[test]
fn a_day_sheet_takes_names_for_proved_only_where_all_money_of_the_day_was_posted_under_a_pin() {
    use qishi::locale::people::names_unproved;
    use trade::settings::Language;
    let unproved: String = names_unproved(Language::Chinese).split_whitespace().collect();
    // Signed in from the morning on.
    let counter = signed();
    let evening = |counter: &Counter, cash: &str| {
        assert_eq!(by(counter, OWNER, &["till", "count", cash]).status, 0);
        assert_eq!(by(counter, OWNER, &["till", "close"]).status, 0);
        by(counter, OWNER, &["close"])
    };
    assert_eq!(by(&counter, OWNER, &["till", "open", "--float", "0"]).status, 0);
    let Some(words) = sheet(&evening(&counter, "cash:0")) else { return };
    assert!(!words.contains(&unproved), "{words}");
    // Switched on at noon: the till was opened, and money taken, by whoever said so.
    let counter = Counter::practice();
    assert_eq!(counter.run(&["till", "open", "--float", "0"]).status, 0);
    let copy = counter.copy(NOTICES[0]);
    let paid = counter.run(&take(&copy, &["--runs", "2026-01-22", "--pay", "cash:100"]));
    assert_eq!(paid.status, 0, "{}", paid.errors);
    assert_eq!(add(&counter, OWNER, &["--role", "owner"]).status, 0);
    let on = by(&counter, OWNER, &["people", "sign-in", "on", "--reason", "开始使用口令"]);
    assert_eq!(on.status, 0, "{}", on.errors);
    let words = sheet(&evening(&counter, "cash:100")).expect("read");
    assert!(words.contains(&unproved), "{words}");
}

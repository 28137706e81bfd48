//! The settings, part by part, with the keyboard: what is typed, what comes of it in the books, and what is taken back.

use std::path::Path;

use books::booking::{Entered, Entry, Event, OfficeEvent, RuleKind, new_request};
use books::persons::Persons;
use books::store::{FolderState, Sqlite, bulk};
use iced_test::core::keyboard::key::Named;
use qishi::desk::app::{Message as Desk, Screen};
use qishi::desk::screens::settings::{Part, calendar, paper, persons, rights, rules};
use qishi::desk::screens::sign_in;
use qishi::locale;
use trade::ids::PersonName;
use trade::people::{Right, Role};
use trade::refusal::PersonTrouble;
use trade::settings::{Language, SealPlace, Taste};

use super::Hand;
use super::hand::{books, ten_o_clock};
use super::taking::lost_notice;
use crate::own::{KIND, STYLE};

fn house(folder: &Path) -> FolderState {
    books(folder).folder_state(ten_o_clock().date_naive()).expect("read")
}

fn people(folder: &Path) -> std::sync::Arc<Persons> {
    house(folder).persons
}

/// Goes to a part by its key.
fn at(hand: &mut Hand, part: Part) {
    hand.key(Named::F9);
    let number = Part::ALL.iter().position(|one| *one == part).expect("a part") + 1;
    hand.ctrl(["1", "2", "3", "4", "5", "6", "7", "8", "9"][number - 1]);
    assert_eq!(hand.app.settings().at(), part);
}

fn changed(hand: &Hand) -> Option<(String, String, String)> {
    hand.app.settings().changed().map(|(what, old, new)| (what.to_owned(), old.to_owned(), new.to_owned()))
}

fn said(what: &str, old: &str, new: &str) -> Option<(String, String, String)> {
    Some((what.to_owned(), old.to_owned(), new.to_owned()))
}

#[test]
fn each_part_has_a_key_and_says_what_it_is_for() {
    let folder = tempfile::tempdir().expect("a folder");
    for language in [Language::Chinese, Language::English] {
        let mut hand = Hand::with(folder.path(), books(folder.path()), Taste { language, ..Taste::default() });
        for part in Part::ALL {
            at(&mut hand, *part);
            let words = hand.app.scene().words();
            let (name, purpose) = (part.name(words), part.purpose(words));
            assert!(hand.shows(name) && hand.shows(purpose), "{name}");
        }
        hand.resizes(1_100.0, 640.0);
        for part in Part::ALL {
            at(&mut hand, *part);
            let purpose = part.purpose(hand.app.scene().words());
            assert!(hand.shows(purpose), "{part:?} in a small window");
        }
    }
}

#[test]
fn the_paper_is_saved_and_set_back_with_one_key() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    at(&mut hand, Part::Paper);
    assert!(hand.stands_on(paper::NAME));
    hand.composes("青岛某报");
    hand.key(Named::Enter);
    assert!(hand.stands_on(paper::NUMBER));
    // A slip in the number is seen at once, and hinders nobody whose number is an early one.
    hand.types("91350100M000100Y44");
    assert!(hand.shows("末位校验码对不上：多半抄错了一位，请对照营业执照"));
    hand.key(Named::Backspace);
    hand.types("3");
    assert!(hand.shows("18 位统一社会信用代码，末位是校验码；印在结算单上"));
    hand.ctrl_key(Named::Enter);
    assert!(hand.shows("已保存"));
    let kept = house(folder.path()).paper;
    assert_eq!((kept.name.as_str(), kept.tax_number.as_str()), ("青岛某报", "91350100M000100Y43"));
    assert_eq!(changed(&hand), said("报社名称、统一社会信用代码", "（空）、（空）", "青岛某报、91350100M000100Y43"));
    assert!(hand.shows("结算单、对账单、日结单的页脚：左边留“收款单位（盖章）青岛某报”，付款人、签字在右"));
    hand.ctrl("z");
    assert_eq!(house(folder.path()).paper.name, "");
    hand.ctrl("z");
    assert_eq!(house(folder.path()).paper.name, "青岛某报", "what was taken back is done again");
    // What is refused changes nothing, and says why.
    hand.ctrl("1");
    hand.composes("\u{202e}");
    hand.ctrl_key(Named::Enter);
    assert_eq!(house(folder.path()).paper.name, "青岛某报");
}

#[test]
fn the_place_of_the_seal_is_chosen_and_set_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    at(&mut hand, Part::Paper);
    for _ in 0..5 {
        hand.key(Named::Tab);
    }
    assert!(hand.stands_on(paper::SEAL));
    hand.key(Named::ArrowRight);
    assert!(hand.shows("结算单、对账单、日结单的页脚：右边留“收款单位（盖章）（空）”，付款人、签字在左"));
    assert_eq!(house(folder.path()).paper.seal, SealPlace::Left, "nothing holds before it is saved");
    hand.ctrl_key(Named::Enter);
    assert_eq!(house(folder.path()).paper.seal, SealPlace::Right);
    assert_eq!(changed(&hand), said("盖章处", "左下", "右下"));
    hand.ctrl("z");
    assert_eq!(house(folder.path()).paper.seal, SealPlace::Left);
}

#[test]
fn what_is_this_persons_own_holds_at_once_and_is_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    at(&mut hand, Part::Desk);
    hand.composes("王敏");
    hand.composes("慧");
    assert_eq!(hand.app.scene().taste.clerk, "王敏慧");
    hand.ctrl("z");
    assert_eq!(hand.app.scene().taste.clerk, "", "from before the first letter");
    hand.key(Named::Enter);
    // A desk with a till of its own: what is no name of one is not kept.
    hand.composes("前台 2");
    assert_eq!(hand.app.scene().taste.till, "");
    for _ in 0..2 {
        hand.key(Named::Backspace);
    }
    hand.types("2");
    assert_eq!(hand.app.scene().taste.till, "前台2");
    hand.key(Named::F10);
    hand.types("300");
    hand.ctrl_key(Named::Enter);
    let named = "前台2".parse().expect("a name");
    assert_eq!(house(folder.path()).tills.named(named).shifts.len(), 1, "the till is opened under that name");
    at(&mut hand, Part::Desk);
    for _ in 0..4 {
        hand.key(Named::Tab);
    }
    hand.key(Named::ArrowRight);
    assert_eq!((hand.app.scene().taste.text_percent, changed(&hand)), (110, said("字号", "100%", "110%")));
    hand.ctrl("z");
    assert_eq!(hand.app.scene().taste.text_percent, 100);
}

/// Enters somebody with the keys that it takes.
fn add(hand: &mut Hand, (name, pin): (&str, &str), down: usize) {
    let before = hand.keys;
    hand.ctrl("n");
    assert!(hand.stands_on(persons::NAME));
    hand.composes(name);
    hand.key(Named::Enter);
    assert!(hand.stands_on(persons::ROLE));
    for _ in 0..down {
        hand.key(Named::ArrowRight);
    }
    hand.key(Named::Tab);
    hand.types(pin);
    hand.key(Named::Enter);
    hand.types(pin);
    hand.ctrl_key(Named::Enter);
    assert_eq!(hand.keys - before, 5 + down + 2 * pin.len(), "keys beside the letters of the name");
}

#[test]
fn persons_are_entered_changed_and_retired_with_the_keyboard() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    at(&mut hand, Part::Persons);
    add(&mut hand, ("张主任", "2580"), 0);
    assert!(hand.stands_on(persons::LIST) && hand.shows("已录入 张主任"));
    assert!(!hand.shows("2580"), "a PIN is never shown");
    add(&mut hand, ("王敏", "4815"), 0);
    let role = |folder: &Path, name: &str| {
        let name = PersonName::typed(name).expect("a name");
        people(folder).of(&name).map(|person| (person.role, person.retired.is_some()))
    };
    assert_eq!(role(folder.path(), "张主任"), Some((Role::Owner, false)), "the first is the owner");
    assert_eq!(role(folder.path(), "王敏"), Some((Role::Clerk, false)));
    // Another role, and back by one key.
    hand.key(Named::ArrowDown);
    hand.key(Named::Enter);
    assert!(hand.stands_on(persons::ROLE));
    hand.key(Named::ArrowRight);
    hand.ctrl_key(Named::Enter);
    assert_eq!(role(folder.path(), "王敏"), Some((Role::Cashier, false)));
    assert_eq!(changed(&hand), said("王敏 的岗位", "经办人", "出纳"));
    hand.ctrl("z");
    assert_eq!(role(folder.path(), "王敏"), Some((Role::Clerk, false)));
    // A new PIN is typed twice; a slip is seen before anything is asked.
    let pin = |folder: &Path| people(folder).people[1].pin.clone();
    let before = pin(folder.path());
    hand.ctrl("i");
    assert!(hand.stands_on(persons::PIN));
    hand.types("3691");
    hand.key(Named::Enter);
    hand.types("3692");
    hand.ctrl_key(Named::Enter);
    assert!(hand.shows("两次输入的口令不一样。请再输一遍，两次一样才设定") && hand.stands_on(persons::AGAIN));
    assert_eq!(pin(folder.path()), before);
    hand.key(Named::Backspace);
    hand.types("1");
    hand.ctrl_key(Named::Enter);
    for t in
        ["王敏 的口令已换，旧的作废", "张主任 的口令已换，旧的作废", "两次输入的口令不一样。请再输一遍，两次一样才设定"]
    {
        eprintln!("DBG {t} {}", hand.shows(t));
    }
    eprintln!("DBG {} {}", hand.stands_on(persons::AGAIN), hand.stands_on(persons::LIST));
    assert_ne!(pin(folder.path()), before);
    // The last owner stays one.
    hand.key(Named::Home);
    hand.ctrl_key(Named::Delete);
    hand.composes("退休");
    hand.ctrl_key(Named::Enter);
    assert!(hand.shows("张主任 是唯一的负责人。先让另一人当负责人：设置 的 人员，或 people change 姓名 --role owner"));
    hand.key(Named::Escape);
    hand.key(Named::End);
    hand.ctrl_key(Named::Delete);
    hand.ctrl_key(Named::Enter);
    assert!(hand.shows("没有写理由。请写明理由") && hand.stands_on(persons::REASON));
    hand.composes("调走");
    hand.ctrl_key(Named::Enter);
    assert_eq!(role(folder.path(), "王敏"), Some((Role::Clerk, true)));
    // Who left comes back under the same name.
    hand.key(Named::End);
    hand.ctrl("n");
    assert!(hand.stands_on(persons::PIN), "the name stands there");
    hand.types("4815");
    hand.key(Named::Enter);
    hand.types("4815");
    hand.ctrl_key(Named::Enter);
    assert_eq!(role(folder.path(), "王敏"), Some((Role::Clerk, false)));
}

#[test]
fn sign_in_is_switched_on_by_the_owners_pin_and_off_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    at(&mut hand, Part::Persons);
    hand.ctrl("l");
    assert!(!hand.shows("启用登录：由负责人报口令"), "nobody could sign in");
    add(&mut hand, ("张主任", "2580"), 0);
    add(&mut hand, ("王敏", "4815"), 0);
    hand.ctrl("l");
    hand.composes("开始使用口令");
    hand.shift_tab();
    assert!(hand.stands_on(persons::PIN));
    hand.types("2581");
    hand.ctrl_key(Named::Enter);
    assert!(!people(folder.path()).is_on(), "a wrong PIN switches nothing");
    assert!(
        hand.shows("张主任 的口令不对，已记录。请再试；忘了由负责人在 设置 的 人员 中重设，或用 people change --pin")
    );
    while !hand.stands_on(persons::PIN) {
        hand.shift_tab();
    }
    hand.types("2580");
    hand.ctrl_key(Named::Enter);
    assert!(people(folder.path()).is_on());
    // Who gave the PIN works here from then on: nobody is asked twice.
    assert!(hand.app.sign_in().is_none() && hand.shows("已启用登录：改动账目须报姓名和口令"));
    // A clerk may not change persons alone; an owner approves it at F12.
    hand.key(Named::F11);
    while !hand.stands_on(sign_in::place::NAME) {
        hand.shift_tab();
    }
    for _ in 0..3 {
        hand.key(Named::Backspace);
    }
    hand.composes("王敏");
    hand.key(Named::Enter);
    hand.types("4815");
    hand.key(Named::Enter);
    assert!(hand.app.sign_in().is_none());
    at(&mut hand, Part::Persons);
    add(&mut hand, ("李丽", "3691"), 0);
    assert_eq!(people(folder.path()).people.len(), 2);
    assert!(hand.shows(
        "王敏（经办人）不能自己办：管理人员和权限。由负责人办，或由其批准（窗口里按 F12；命令行写 --approved-by 姓名，口令放在 QISHI_APPROVER_PIN）"
    ));
    hand.key(Named::F12);
    hand.composes("张主任");
    hand.key(Named::Enter);
    hand.types("2580");
    hand.key(Named::Enter);
    hand.ctrl_key(Named::Enter);
    assert_eq!(people(folder.path()).people.len(), 3, "what was typed is still there");
}

#[test]
fn rights_are_changed_cell_by_cell_and_set_back_together() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    at(&mut hand, Part::Rights);
    assert!(hand.stands_on(rights::ROLES));
    hand.key(Named::ArrowRight);
    hand.key(Named::Tab);
    assert!(hand.stands_on(rights::TABLE));
    hand.key(Named::ArrowDown);
    hand.key(Named::ArrowDown);
    hand.key(Named::Space);
    for _ in 0..2 {
        hand.key(Named::ArrowDown);
    }
    hand.key(Named::Space);
    assert!(hand.stands_on(rights::BOUND), "a bound is typed");
    for _ in 0..4 {
        hand.key(Named::Backspace);
    }
    hand.types("50");
    assert_eq!(people(folder.path()).rights, trade::people::Rights::default(), "nothing holds before it is saved");
    hand.ctrl_key(Named::Enter);
    let may = people(folder.path()).rights.of(Role::Clerk);
    assert_eq!((may.said(Right::Late), may.said(Right::Refund)), ("yes".to_owned(), "50.00".to_owned()));
    assert_eq!(changed(&hand), said("经办人 截稿后加登、经办人 退款、减收、冲正", "否、否", "可、至多 50.00 元"));
    hand.ctrl("z");
    assert_eq!(people(folder.path()).rights, trade::people::Rights::default());
}

#[test]
fn a_bound_says_what_it_takes_and_what_is_wrong_with_it_holds_no_other_row_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    at(&mut hand, Part::Rights);
    hand.key(Named::ArrowRight);
    hand.key(Named::Tab);
    for _ in 0..4 {
        hand.key(Named::ArrowDown);
    }
    hand.key(Named::Space);
    assert!(hand.stands_on(rights::BOUND));
    for _ in 0..4 {
        hand.key(Named::Backspace);
    }
    // Blank is neither none nor without bound.
    let wrong = |value: &str| {
        let bad = PersonTrouble::BadRight { right: Right::Refund, value: value.to_owned() }.into();
        locale::refusal(&bad, Language::Chinese).line(Language::Chinese)
    };
    assert!(hand.shows(&wrong("")));
    hand.types("0.005");
    assert!(hand.shows(&wrong("0.005")));
    hand.ctrl_key(Named::Enter);
    assert_eq!(people(folder.path()).rights, trade::people::Rights::default());
    // Another row is changed and set, whatever was typed for this one.
    hand.shift_tab();
    hand.key(Named::ArrowUp);
    hand.key(Named::ArrowUp);
    hand.key(Named::Space);
    hand.ctrl_key(Named::Enter);
    let may = people(folder.path()).rights.of(Role::Clerk);
    assert_eq!((may.said(Right::Late), may.said(Right::Refund)), ("yes".to_owned(), "0.00".to_owned()));
}

#[test]
fn days_and_deadlines_are_changed_from_a_day_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    at(&mut hand, Part::Calendar);
    assert!(hand.stands_on(calendar::DAYS));
    hand.key(Named::End);
    hand.key(Named::Space);
    hand.key(Named::Tab);
    assert!(hand.stands_on(calendar::TIMES[0]));
    for _ in 0..5 {
        hand.key(Named::Backspace);
    }
    hand.types("25:00");
    hand.ctrl_key(Named::Enter);
    assert_eq!(house(folder.path()).rules, [], "no such time");
    for _ in 0..5 {
        hand.key(Named::Backspace);
    }
    hand.types("16:30");
    hand.ctrl_key(Named::Enter);
    let sunday = "2026-01-25".parse().expect("a date");
    let calendar = |hand: &Hand| hand.app.scene().rules.calendar.clone();
    assert!(!calendar(&hand).appears(sunday));
    let kind = trade::ad::Kind::Notice;
    let closes = |hand: &Hand, day: &str| {
        let none = trade::ad::CategoryId::none();
        calendar(hand).deadline(day.parse().expect("a date"), kind, none).at.to_string()
    };
    assert_eq!(closes(&hand, "2026-01-23"), "2026-01-22 16:30:00");
    assert_eq!(house(folder.path()).rules.len(), 1);
    assert!(hand.shows("已保存"));
    hand.ctrl("z");
    assert!(calendar(&hand).appears(sunday));
    assert_eq!(closes(&hand, "2026-01-23"), "2026-01-22 15:00:00");
}

#[test]
fn a_file_of_rules_is_checked_entered_and_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    let write = |name: &str, text: &str| {
        let path = files.path().join(name);
        std::fs::write(&path, text).expect("written");
        path
    };
    // Let fall on whatever part: it goes where files of rules go, and says every mistake.
    at(&mut hand, Part::Paper);
    let wrong = KIND.replace("category = \"tender\"", "category = \"tennder\"");
    assert_ne!(wrong, KIND);
    hand.say(Desk::Dropped(write("kind.toml", &wrong)));
    assert_eq!(hand.app.settings().at(), Part::Rules);
    assert!(hand.shows("kind.toml 有 1 处错误，没有录入"));
    hand.ctrl_key(Named::Enter);
    assert_eq!(house(folder.path()).rules, []);
    // The path may be typed.
    write("kind.toml", KIND);
    hand.key(Named::Escape);
    assert!(hand.stands_on(rules::PATH));
    for _ in 0..files.path().join("kind.toml").display().to_string().chars().count() {
        hand.key(Named::Backspace);
    }
    hand.composes(&files.path().join("kind.toml").display().to_string());
    hand.key(Named::Enter);
    assert!(hand.stands_on(rules::FROM), "no mistakes: from which day?");
    hand.ctrl_key(Named::Enter);
    let entered = house(folder.path()).rules;
    assert_eq!(
        (entered.len(), entered[0].kind, entered[0].from.to_string()),
        (1, RuleKind::NoticeKind, "2026-01-21".to_owned())
    );
    assert!(hand.shows("已录入 公告种类 exchange_demand 第 1 号，从 2026-01-21 起"));
    assert_eq!(changed(&hand), said("公告种类 exchange_demand", "未录入", "第 1 号，2026-01-21 起"));
    hand.ctrl("z");
    assert_eq!(house(folder.path()).rules, [], "it never took effect");
    // What it is, is found out by itself.
    hand.say(Desk::Dropped(write("style.toml", STYLE)));
    hand.ctrl_key(Named::Enter);
    assert_eq!(house(folder.path()).rules[0].kind, RuleKind::Style);
    // And withdrawn, asked for twice; written out before.
    hand.ctrl("s");
    let out = folder.path().join("rules/style-triple_frame-1.toml");
    assert_eq!(std::fs::read_to_string(out).expect("written"), STYLE);
    hand.ctrl_key(Named::Delete);
    assert_eq!(house(folder.path()).rules.len(), 1);
    hand.ctrl_key(Named::Delete);
    assert_eq!(house(folder.path()).rules, []);
}

/// Books in which an earlier program entered a kind of notices that this one cannot read.
fn unread(folder: &Path) {
    drop(books(folder));
    let mut store = Sqlite::open_existing(folder).expect("opened").expect("there");
    let (kind, id, version) = (RuleKind::NoticeKind, "exchange_demand".to_owned(), "1".to_owned());
    let text = KIND.replace("category = \"tender\"", "category = \"gone\"");
    let from = "2026-01-10".parse().expect("a date");
    let event = Event::Office(OfficeEvent::RulesEntered(Box::new(Entered { kind, id, version, from, text })));
    let (at, person) = (ten_o_clock(), PersonName::known("王敏"));
    let entry = Entry { seq: 0, at, day: at.date_naive(), person, request: new_request(), events: vec![event] };
    bulk::post(&mut store, std::iter::once(entry)).expect("posted");
}

#[test]
fn with_a_file_that_reads_no_more_the_desk_opens_to_mend_it_and_for_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    unread(folder.path());
    let mut hand = Hand::at(folder.path());
    assert!(hand.shows("先处理一个规则文件"), "in the place of every screen");
    hand.key(Named::F3);
    assert!(hand.shows("先处理一个规则文件"));
    hand.key(Named::F2);
    // Nothing else is posted, whatever is asked.
    hand.key(Named::F9);
    hand.composes("青岛某报");
    hand.ctrl_key(Named::Enter);
    assert_eq!(house(folder.path()).paper.name, "");
    hand.key(Named::F2);
    hand.ctrl_key(Named::Enter);
    assert_eq!((hand.app.screen(), hand.app.settings().at()), (Screen::Settings, Part::Rules));
    assert!(hand.shows("公告种类 exchange_demand 第 1 号（2026-01-10 起）读不出来，处理之前什么都不登记"));
    // The file that is set right is let fall on the window, and takes its place.
    let file = folder.path().join("mended.toml");
    std::fs::write(&file, KIND).expect("written");
    hand.say(Desk::Dropped(file));
    assert!(hand.shows("替换 exchange_demand 第 1 号"));
    // It was in force: why it goes is asked first.
    hand.ctrl_key(Named::Enter);
    assert!(hand.stands_on(rules::REASON) && house(folder.path()).rules[0].text != KIND);
    hand.composes("新版读不出");
    hand.ctrl_key(Named::Enter);
    let entered = house(folder.path()).rules;
    assert_eq!((entered[0].text.as_str(), entered[0].from.to_string().as_str()), (KIND, "2026-01-10"));
    assert!(hand.shows("已替换公告种类 exchange_demand 第 1 号，仍从 2026-01-10 起；登记照常"));
    hand.key(Named::F2);
    lost_notice(&mut hand);
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_some());
}

#[test]
fn a_file_that_reads_no_more_is_withdrawn_in_the_window() {
    let folder = tempfile::tempdir().expect("a folder");
    unread(folder.path());
    let mut hand = Hand::at(folder.path());
    hand.ctrl_key(Named::Enter);
    hand.ctrl_key(Named::Delete);
    assert!(hand.stands_on(rules::REASON) && !hand.shows("再按一次撤回"), "why is asked first");
    hand.composes("新版读不出");
    hand.ctrl_key(Named::Delete);
    assert!(hand.shows("再按一次撤回"));
    hand.ctrl_key(Named::Delete);
    assert_eq!(house(folder.path()).rules, []);
    let journal = rusqlite::Connection::open(folder.path().join("qishi.db")).expect("opened");
    let why =
        journal.query_row("SELECT body FROM event WHERE kind = 'rules_withdrawn'", (), |row| row.get::<_, String>(0));
    assert!(why.expect("posted").contains("\"reason\":\"新版读不出\""));
    assert!(hand.shows("已撤回读不出来的公告种类 exchange_demand 第 1 号；此前按它收的照旧，之后按其余的规则"));
    hand.key(Named::F2);
    assert!(!hand.shows("先处理一个规则文件"));
    lost_notice(&mut hand);
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_some());
}

#[test]
fn a_file_that_another_program_enters_stops_a_desk_that_is_open() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    unread(folder.path());
    hand.rests();
    assert!(hand.shows("先处理一个规则文件"));
    hand.ctrl_key(Named::Enter);
    assert_eq!(hand.booked(), None);
    hand.ctrl_key(Named::Delete);
    hand.composes("不再用");
    hand.ctrl_key(Named::Delete);
    hand.ctrl_key(Named::Delete);
    hand.key(Named::F2);
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_some(), "what was typed is still there");
}

//! What cannot be done is said, and not done: every key of every screen, in states in which it can do nothing.

use books::booking::{Method, Open};
use iced_test::core::keyboard::key::Named;
use qishi::desk::app::{Message as Desk, Screen};
use qishi::desk::screens::intake::BatchStage;
use qishi::desk::screens::rates;
use qishi::desk::screens::take::{After, DraftStage, Message as Take};
use qishi::desk::screens::waits::Message;
use qishi::locale::desk::Words;
use qishi::locale::desk::why::{EveningWhy, WhyNot};
use trade::refusal::Refusal;
use trade::settings::Language;

use super::Hand;
use super::taking::lost_notice;

/// A step that cannot be taken: how it comes to be seen, its key, and why. A reason that a rule gives is any of that sort.
struct Grey {
    seen: State,
    keys: &'static str,
    why: WhyNot,
}

/// A part of the settings by its key.
fn settings(hand: &mut Hand, part: &str) {
    hand.key(Named::F9);
    hand.ctrl(part);
}

/// How a screen comes to stand so, from an empty folder.
type State = (&'static str, fn(&mut Hand));

/// A lost notice that is booked, as 收稿 shows it.
fn booked(hand: &mut Hand) {
    lost_notice(hand);
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_some());
}

/// The same, signed.
fn signed(hand: &mut Hand) {
    booked(hand);
    hand.ctrl("g");
    hand.key(Named::Space);
    assert!(matches!(hand.app.take().stage(), DraftStage::Done(done) if done.booking.signed.is_some()));
}

/// The same in 当日, with the form of acts at the act of this key.
fn act(hand: &mut Hand, key: &str) {
    booked(hand);
    hand.key(Named::F3);
    hand.ctrl("e");
    hand.ctrl(key);
}

/// A page of one notice in 批量.
fn page(hand: &mut Hand) {
    hand.key(Named::F4);
    hand.copied = Some("遗失声明\n李四遗失居民身份证一张，声明作废。".to_owned());
    hand.ctrl("v");
    assert_eq!(hand.app.intake().batch().active().len(), 1);
}

/// The same, booked.
fn booked_page(hand: &mut Hand) {
    page(hand);
    hand.ctrl("k");
    hand.types("13800000012");
    hand.key(Named::Enter);
    hand.composes("李四");
    hand.ctrl_key(Named::Enter);
    assert!(matches!(hand.app.intake().stage(), BatchStage::Done(_)), "{:?}", hand.app.intake().failed());
}

/// A draft with a payment by this method.
fn paying(hand: &mut Hand, method: Method) {
    lost_notice(hand);
    hand.take(Take::Method(Some(method)));
}

const TAKE: State = ("收稿", |_| {});
const TYPED: State = ("收稿 有稿", lost_notice);
const CASH: State = ("收稿 现金", |h| paying(h, Method::Cash));
const WECHAT: State = ("收稿 微信", |h| paying(h, Method::Wechat));
const BLESSING: State = ("收稿 祝福", |h| h.ctrl_shift("l"));
const NOTICE: State = ("收稿 公告", |h| {
    h.ctrl_shift("l");
    h.ctrl_shift("l");
});
const WRONG: State = ("收稿 金额不对", |h| {
    paying(h, Method::Wechat);
    h.take(Take::Amount("三百".to_owned()));
});
const BOOKED: State = ("收稿 已登记", booked);
const SIGNED: State = ("收稿 已签样", signed);
const INTAKE: State = ("批量", |h| h.key(Named::F4));
const PAGE: State = ("批量 有稿", page);
const CORRECTING: State = ("批量 改字", |h| {
    page(h);
    h.ctrl("e");
});
const ASIDE: State = ("批量 放在一边", aside);
const PAGE_BOOKED: State = ("批量 已登记", booked_page);
const DAY: State = ("当日", |h| h.key(Named::F3));
const DAY_OF_ONE: State = ("当日 一则", |h| {
    booked(h);
    h.key(Named::F3);
});
const DAY_SIGNED: State = ("当日 已签样", |h| {
    signed(h);
    h.key(Named::F3);
});
const TWO: State = ("当日 两则", |h| {
    booked(h);
    h.ctrl("n");
    booked(h);
    h.key(Named::F3);
    h.ctrl("a");
});
const PAY: State = ("当日 收款", |h| {
    booked(h);
    h.key(Named::F3);
    h.ctrl("m");
});
const PAY_WECHAT: State = ("当日 收微信", |h| {
    (PAY.1)(h);
    h.key(Named::ArrowRight);
});
const CORRECT: State = ("当日 改稿", |h| act(h, "1"));
const MOVE: State = ("当日 改期", |h| act(h, "2"));
const REFUND: State = ("当日 退款", |h| act(h, "4"));
const REVERSE: State = ("当日 冲正", |h| act(h, "7"));
const FIND: State = ("查询", |h| h.key(Named::F6));
const CUSTOMER: State = ("客户", customer);
const AGREE: State = ("客户 约定", |h| {
    customer(h);
    h.ctrl("e");
});
const ACCOUNTS: State = ("挂账客户", |h| h.ctrl_shift("k"));
const EVENING: State = ("日结", |h| h.key(Named::F10));
const OPEN: State = ("日结 已开台", |h| {
    h.key(Named::F10);
    h.types("300");
    h.ctrl_key(Named::Enter);
});
const CLOSED: State = ("日结 已结", |h| {
    h.key(Named::F10);
    h.ctrl("4");
    h.ctrl_key(Named::Enter);
});
const RATES: State = ("价目", |h| h.key(Named::F7));
const COPY: State = ("价目 副本", |h| {
    h.key(Named::F7);
    h.ctrl("e");
});
const MISTAKEN: State = ("价目 有错", mistaken);
const MISTAKEN_TABLE: State = ("价目 有错，表格", |h| {
    mistaken(h);
    h.ctrl("t");
});
const WAITS: State = ("待打印", |h| h.key(Named::F8));
const PAPER: State = ("报社", |h| settings(h, "1"));
const NO_PRINTER: State = ("打印机 地址不对", |h| {
    settings(h, "3");
    h.types("Canon");
});
const PERSONS: State = ("人员", |h| settings(h, "4"));
const RIGHTS: State = ("权限", |h| settings(h, "5"));
const CALENDAR: State = ("刊期", |h| settings(h, "6"));
const RULES: State = ("规则", |h| settings(h, "7"));
const PRESS: State = ("印刷", |h| settings(h, "8"));
const COPIES: State = ("备份", |h| settings(h, "9"));

/// The page of a customer with one booking that is not on account.
fn customer(hand: &mut Hand) {
    lost_notice(hand);
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_some());
    hand.ctrl("n");
    hand.ctrl("k");
    hand.types("0012");
    hand.ctrl("k");
    assert!(hand.app.title().contains("客户"), "{}", hand.app.title());
}

/// A page of one notice, which is put aside.
fn aside(hand: &mut Hand) {
    hand.key(Named::F4);
    hand.copied = Some("遗失声明\n李四遗失居民身份证一张，声明作废。".to_owned());
    hand.ctrl("v");
    hand.ctrl("h");
    assert!(hand.app.intake().batch().active().is_empty());
}

/// A copy of the card with a mistake in it.
fn mistaken(hand: &mut Hand) {
    hand.key(Named::F7);
    hand.ctrl("e");
    hand.ctrl("t");
    assert!(hand.stands_on(rates::place::WHOLE));
    hand.ctrl_key(Named::End);
    hand.composes("[[surcharge]]");
    assert!(hand.app.rates().editing().is_some_and(|copy| copy.card().is_none()));
}

/// A reason that a rule gives.
fn refused() -> WhyNot {
    WhyNot::Refused(Box::new(Refusal::NoReason.into()))
}

/// Every step that cannot be taken: where, by which keys, and why.
fn grey() -> Vec<Grey> {
    let of = |seen, keys, why| Grey { seen, keys, why };
    vec![
        of(TAKE, "Ctrl+H Ctrl+Delete", WhyNot::NothingTyped),
        of(TAKE, "Ctrl+1 Ctrl+9", WhyNot::NotParked),
        of(TAKE, "Ctrl+Z", WhyNot::NothingToUndo),
        of(TAKE, "Ctrl+Y", WhyNot::NothingToRedo),
        of(TAKE, "Ctrl+E Ctrl+Shift+E", WhyNot::EmptyLine),
        of(TAKE, "Ctrl+Shift+U", WhyNot::NoCheaper),
        of(TAKE, "Ctrl+Shift+F", WhyNot::NotCorrective),
        of(TAKE, "Ctrl+F", WhyNot::NothingAsked),
        of(TAKE, "Ctrl+Shift+J", WhyNot::ChecksBeside),
        of(TAKE, "Ctrl+Shift+P", WhyNot::NothingAgreed),
        of(TAKE, "Ctrl+Shift+D", WhyNot::NoLateDay),
        of(TAKE, "Ctrl+B Ctrl+Shift+M", WhyNot::NoPayment),
        of(TAKE, "F11 F12", WhyNot::NoSignIn),
        of(TAKE, "Ctrl+N Ctrl+Shift+N Ctrl+S Ctrl+W Ctrl+Shift+W", WhyNot::NotBooked),
        of(NOTICE, "Ctrl+T", WhyNot::NoticeHasNoPicture),
        of(CASH, "Ctrl+Shift+M", WhyNot::CashHasChange),
        of(CASH, "Ctrl+B", WhyNot::NothingToSplit),
        of(WECHAT, "Ctrl+Shift+M", WhyNot::NotMore),
        of(WRONG, "Ctrl+B", WhyNot::AmountWrong),
        of(
            BOOKED,
            "Ctrl+H Ctrl+Delete Ctrl+J Ctrl+L Ctrl+Shift+L Ctrl+O Ctrl+E Ctrl+U Ctrl+R Ctrl+K Ctrl+M",
            WhyNot::Booked,
        ),
        of(SIGNED, "Ctrl+Z", WhyNot::SignedStays),
        of(SIGNED, "Ctrl+G", WhyNot::Signed),
        of(INTAKE, "Ctrl+Enter", WhyNot::EmptyPage),
        of(INTAKE, "Ctrl+E Ctrl+H Ctrl+T Ctrl+G Ctrl+D Ctrl+K Ctrl+O Ctrl+M Ctrl+J Ctrl+L Ctrl+0", WhyNot::NoBatch),
        of(PAGE, "Ctrl+Z Ctrl+Y", WhyNot::NotCorrecting),
        of(PAGE, "Ctrl+J", WhyNot::NoFindings),
        of(PAGE, "Ctrl+P Ctrl+S Ctrl+R Ctrl+Q Ctrl+N", WhyNot::NotBooked),
        of(CORRECTING, "Ctrl+Z", WhyNot::NothingToUndo),
        of(CORRECTING, "Ctrl+Y", WhyNot::NothingToRedo),
        of(ASIDE, "Ctrl+E", WhyNot::IsAside),
        of(ASIDE, "Ctrl+Enter Ctrl+M", WhyNot::AllAside),
        of(PAGE_BOOKED, "Ctrl+E Ctrl+H Ctrl+D Ctrl+M Ctrl+Delete", WhyNot::BatchBooked),
        of(
            DAY,
            "Ctrl+A Ctrl+Enter Ctrl+M Ctrl+G Ctrl+R Ctrl+I Ctrl+J Ctrl+P Ctrl+S Ctrl+W Ctrl+Shift+W Ctrl+E Ctrl+Z Ctrl+Shift+N \
             Ctrl+Shift+E Ctrl+O Ctrl+H Ctrl+Shift+S",
            WhyNot::NoTarget,
        ),
        of(DAY, "Ctrl+7", WhyNot::NothingOwedBack),
        of(DAY, "Ctrl+Shift+M", WhyNot::NotPaying),
        of(DAY_OF_ONE, "Ctrl+J", WhyNot::NothingOpen(Open::Warnings, 1)),
        of(DAY_OF_ONE, "Ctrl+H", WhyNot::OneVersion),
        of(DAY_OF_ONE, "Ctrl+Shift+S Ctrl+Shift+E", refused()),
        of(DAY_SIGNED, "Ctrl+G Ctrl+Z", refused()),
        of(TWO, "Ctrl+E Ctrl+Z Ctrl+W Ctrl+Shift+N Ctrl+Shift+E Ctrl+H Ctrl+O Ctrl+Shift+S", WhyNot::OneAtATime(2)),
        of(PAY, "Ctrl+Shift+M", WhyNot::CashHasChange),
        of(PAY_WECHAT, "Ctrl+Shift+M", WhyNot::NotMore),
        of(CORRECT, "Ctrl+P Ctrl+S Ctrl+W Ctrl+H Ctrl+I Ctrl+Shift+E Ctrl+Shift+S", WhyNot::InForm),
        of(CORRECT, "Ctrl+D", WhyNot::NothingChosen),
        of(CORRECT, "Ctrl+M", WhyNot::NothingGoesBack),
        of(CORRECT, "Ctrl+B", WhyNot::NoApproval),
        of(CORRECT, "Ctrl+Z", WhyNot::NothingToUndo),
        of(CORRECT, "Ctrl+Y", WhyNot::NothingToRedo),
        of(CORRECT, "Ctrl+Enter", refused()),
        of(MOVE, "Ctrl+J Ctrl+G Ctrl+O Ctrl+Z Ctrl+Y", WhyNot::NotEdited),
        of(MOVE, "Ctrl+M", WhyNot::NothingGoesBack),
        of(MOVE, "Ctrl+Shift+M", WhyNot::NotMore),
        of(REFUND, "Ctrl+Enter Ctrl+R Ctrl+M", refused()),
        of(FIND, "Ctrl+Enter Ctrl+P Ctrl+Shift+N Ctrl+K", WhyNot::NoBooking),
        of(CUSTOMER, "Ctrl+M", WhyNot::NothingOnAccount),
        of(AGREE, "Ctrl+Shift+E", WhyNot::NoAgreement),
        of(AGREE, "Ctrl+M Ctrl+S Ctrl+E", WhyNot::InForm),
        of(ACCOUNTS, "Ctrl+Enter", WhyNot::NoCustomer),
        of(EVENING, "Ctrl+S Ctrl+Shift+T", WhyNot::Evening(EveningWhy::NoTill)),
        of(EVENING, "Ctrl+Shift+R", WhyNot::Evening(EveningWhy::DayOpen)),
        of(EVENING, "Ctrl+P", WhyNot::Evening(EveningWhy::NoSheet)),
        of(EVENING, "Ctrl+Shift+O", WhyNot::TillInEvening),
        of(OPEN, "Ctrl+Shift+T", WhyNot::Evening(EveningWhy::NotCounted)),
        of(OPEN, "Ctrl+Shift+O", WhyNot::TillOpen),
        of(CLOSED, "Ctrl+Enter", WhyNot::DayClosed),
        of(RATES, "Ctrl+Delete", WhyNot::CardBegun),
        of(RATES, "Ctrl+Enter Ctrl+T Ctrl+D Ctrl+G Ctrl+Z Ctrl+Y", WhyNot::NoCopyOfCard),
        of(COPY, "Ctrl+E", WhyNot::Editing),
        of(COPY, "Ctrl+G", WhyNot::NoMistake),
        of(COPY, "Ctrl+Z", WhyNot::NothingToUndo),
        of(COPY, "Ctrl+Y", WhyNot::NothingToRedo),
        of(MISTAKEN, "Ctrl+P", WhyNot::CardUnsound),
        of(MISTAKEN_TABLE, "Ctrl+G", WhyNot::NotWhole),
        of(WAITS, "Ctrl+Enter Ctrl+Delete", WhyNot::NothingWaits),
        of(PAPER, "Ctrl+Enter", WhyNot::Unchanged),
        of(PAPER, "Ctrl+Z", WhyNot::NothingSet),
        of(NO_PRINTER, "Ctrl+P", WhyNot::NoAddress),
        of(PERSONS, "Ctrl+E Ctrl+I Ctrl+L Ctrl+Delete", WhyNot::NobodyYet),
        of(RIGHTS, "Ctrl+Enter", WhyNot::Unchanged),
        of(CALENDAR, "Ctrl+Enter", WhyNot::Unchanged),
        of(RULES, "Ctrl+S Ctrl+Delete", WhyNot::NoRules),
        of(RULES, "Ctrl+Enter", WhyNot::NoRuleFile),
        of(COPIES, "Ctrl+Shift+R", WhyNot::NotLookedAt),
        of(COPIES, "Ctrl+Enter", WhyNot::KeptAtOnce),
        of(PRESS, "Ctrl+Enter", WhyNot::Unchanged),
    ]
}

/// Whether two reasons are of one sort.
fn alike(one: &WhyNot, other: &WhyNot) -> bool {
    let both_refused = matches!((one, other), (WhyNot::Refused(_), WhyNot::Refused(_)));
    both_refused || one == other
}

/// A desk on a folder of its own that stands so.
fn desk(state: State) -> (tempfile::TempDir, Hand) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    (state.1)(&mut hand);
    (folder, hand)
}

/// Every text of the window, each as often as it stands there.
fn texts(hand: &mut Hand) -> Vec<String> {
    let mut texts: Vec<String> = hand.texts().into_iter().map(|shown| shown.text).collect();
    texts.sort();
    texts
}

/// What stands in the first and not in the second.
fn without(all: &[String], others: &[String]) -> Vec<String> {
    let mut others = others.to_vec();
    all.iter()
        .filter(|text| match others.iter().position(|other| other == *text) {
            Some(at) => {
                others.swap_remove(at);
                false
            }
            None => true,
        })
        .cloned()
        .collect()
}

#[test]
fn the_key_of_what_cannot_be_done_says_why_and_does_nothing() {
    let words = Words::of(Language::Chinese);
    let mut wrong = Vec::new();
    for Grey { seen, keys, why } in grey() {
        let (_folder, mut hand) = desk(seen);
        for key in keys.split_whitespace() {
            let (before, stood, kept) = (texts(&mut hand), hand.focused(), kept_by(&hand));
            assert!(hand.strikes_key(key), "{key}");
            let after = texts(&mut hand);
            let said = hand.app.why().cloned();
            let Some(said) = said.filter(|said| alike(said, &why)) else {
                wrong.push(format!("{} {key}: {:?} and not {why:?}", seen.0, hand.app.why()));
                continue;
            };
            // One line comes, which may stand in the place of others; the keyboard stays where it stood.
            let (came, went) = (without(&after, &before), without(&before, &after));
            let line = words.why_not(&said);
            // In a list it is cut to its room.
            let shown = after
                .iter()
                .any(|text| *text == line || text.strip_suffix('…').is_some_and(|cut| line.starts_with(cut)));
            if !shown || came.len() > 1 || went.len() > 3 || hand.focused() != stood || kept_by(&hand) != kept {
                wrong.push(format!("{} {key}: came {came:?}, went {went:?}", seen.0));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A reason that no key of the table gives is said nowhere, or not held by it.
#[test]
fn every_reason_is_the_reason_of_a_key() {
    /// Said where another hand or a slow answer comes between, which tests of their own hold.
    const ELSEWHERE: [&str; 13] = [
        "Busy",
        "NotRead",
        "BeingSent",
        "HasLeft",
        "NoCopy",
        "Unsound",
        "NoPicture",
        "NoStyles",
        "BlackAlone",
        "NotOnAccount",
        "WorkingOut",
        "WillBook",
        "Printing",
    ];
    let source = include_str!("../../src/locale/desk/why.rs");
    let of_enum =
        &source[source.find("pub enum WhyNot").expect("the reasons")..source.find("impl Words").expect("their words")];
    let names = of_enum.lines().filter_map(|line| {
        let name = line.strip_prefix("    ")?.split(['(', ',']).next()?;
        name.chars().next().filter(char::is_ascii_uppercase).map(|_| name)
    });
    let said: Vec<String> = grey().iter().map(|grey| format!("{:?}", grey.why)).collect();
    let is =
        |name: &str, said: &str| said.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('('));
    let unsaid: Vec<&str> =
        names.filter(|name| !ELSEWHERE.contains(name) && !said.iter().any(|said| is(name, said))).collect();
    let open = ["NoPapers", "NothingNext", "NoSizes"];
    assert_eq!(unsaid, open, "reasons without a key");
}

/// The keys of a screen as they are written on its page: `Ctrl+M · G · R` are three.
fn written(screen: Screen) -> Vec<String> {
    let mut all = Vec::new();
    for key in screen.keys() {
        let mut ctrl = false;
        for part in key.keys.split(" · ") {
            ctrl |= part.starts_with("Ctrl+");
            if part.starts_with("Alt+") {
                break;
            }
            let part = part.trim_start_matches("Ctrl+");
            // Of a row of figures the first and the last.
            let ends: Vec<&str> = part.split('…').map(str::trim).filter(|end| !end.is_empty()).collect();
            all.extend(ends.into_iter().map(|end| format!("{}{end}", if ctrl { "Ctrl+" } else { "" })));
        }
    }
    all
}

/// Keys that may come to nothing without a word: what they choose is chosen, or they are those of a field in which the keyboard stands.
fn may_be_silent(screen: Screen, key: &str) -> bool {
    let chooses = match screen {
        Screen::Take => ["Ctrl+0", "Ctrl+-"].contains(&key),
        Screen::Day => ["Ctrl+1", "Ctrl+T"].contains(&key),
        Screen::Find | Screen::Accounts => key == "Ctrl+1",
        Screen::Evening => key == "Ctrl+T",
        _ => false,
    };
    chooses || ["Ctrl+A", "Ctrl+V", "Ctrl+Delete", "Enter"].contains(&key)
}

/// All that the screen that is shown keeps.
fn kept_by(hand: &Hand) -> String {
    let app = &hand.app;
    match app.screen() {
        Screen::Take => format!("{:?}", app.take()),
        Screen::Intake => format!("{:?}", app.intake()),
        Screen::Day => format!("{:?}", app.day()),
        Screen::Find => format!("{:?}", app.find()),
        Screen::Customer => format!("{:?}", app.customer()),
        Screen::Accounts => format!("{:?}", app.accounts()),
        Screen::Evening => format!("{:?}", app.evening()),
        Screen::Rates => format!("{:?}", app.rates()),
        Screen::Settings => format!("{:?}", app.settings()),
        Screen::Waits => format!("{:?}", app.waits()),
        Screen::Keys => format!("{:?}", app.keys()),
    }
}

/// In these states no key is silent, and a button is grey just where its key says why.
fn walk(states: &[State]) {
    let mut wrong = Vec::new();
    for state in states {
        let (mut folder, mut hand) = desk(*state);
        let buttons = hand.keys_on_buttons();
        let mut keys: Vec<String> = written(hand.app.screen());
        keys.extend(buttons.iter().map(|(key, _)| key.clone()));
        keys.sort();
        keys.dedup();
        for key in keys {
            let stands = |hand: &mut Hand| {
                (texts(hand), hand.focused(), kept_by(hand), hand.opened.lock().expect("not poisoned").len())
            };
            let before = stands(&mut hand);
            if !hand.strikes_key(&key) {
                continue;
            }
            let why = hand.app.why().cloned();
            if let Some((_, grey)) = buttons.iter().find(|(known, _)| *known == key)
                && *grey != why.is_some()
            {
                wrong.push(format!("{} {key}: grey is {grey}, and {why:?}", state.0));
            }
            if why.is_some() {
                continue;
            }
            let screen = hand.app.screen();
            let mut silent = stands(&mut hand) == before;
            if silent {
                // It may lead to where the keyboard stands already.
                hand.key(Named::Tab);
                let elsewhere = hand.focused();
                hand.strikes_key(&key);
                silent = hand.focused() == elsewhere && hand.app.why().is_none();
            }
            if silent && !may_be_silent(screen, &key) {
                wrong.push(format!("{} {key}: nothing happens and nothing is said", state.0));
            }
            // It did something: the next key is struck where all stands as before.
            (folder, hand) = desk(*state);
        }
        drop(folder);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_key_of_take_is_silent_and_a_button_is_grey_where_its_key_says_why() {
    walk(&[TAKE, TYPED, BLESSING, BOOKED, SIGNED]);
}

#[test]
fn no_key_of_a_batch_is_silent_and_a_button_is_grey_where_its_key_says_why() {
    walk(&[INTAKE, PAGE, ASIDE, PAGE_BOOKED]);
}

#[test]
fn no_key_of_the_day_is_silent_and_a_button_is_grey_where_its_key_says_why() {
    walk(&[DAY, DAY_OF_ONE, TWO, PAY, CORRECT, REVERSE]);
}

#[test]
fn no_key_of_the_other_screens_is_silent_and_a_button_is_grey_where_its_key_says_why() {
    walk(&[FIND, CUSTOMER, AGREE, ACCOUNTS, EVENING, OPEN, CLOSED, RATES, COPY, WAITS, PAPER, PERSONS, RULES, COPIES]);
}

/// What is under way is not begun twice, whoever asks: a key waits for the answer, the mouse does not.
#[test]
fn what_is_under_way_says_so_and_is_not_begun_again() {
    let why = |hand: &mut Hand, message: Take| {
        hand.take(message);
        hand.app.why().cloned()
    };
    let (_folder, mut hand) = desk(BOOKED);
    hand.is_slow();
    hand.take(After::Proof.into());
    for after in [After::Proof, After::Statement, After::TakeBack] {
        assert_eq!(why(&mut hand, after.into()), Some(WhyNot::Printing));
    }
    hand.catches_up();
    let (_folder, mut hand) = desk(TYPED);
    hand.is_slow();
    hand.take(Take::Name("王敏敏".to_owned()));
    hand.take(Take::Book);
    assert_eq!(why(&mut hand, Take::Book), Some(WhyNot::WillBook));
    hand.catches_up();
    assert!(hand.booked().is_some() && hand.app.why().is_none(), "it was booked when the answer came");
    let (_folder, mut hand) = desk(TYPED);
    hand.is_slow();
    hand.take(Take::Book);
    assert_eq!(hand.app.take().stage(), &DraftStage::Sending);
    for message in [Take::Book, Take::Park, Take::Discard, Take::Restore(0), Take::Name("李四".to_owned())] {
        assert_eq!(why(&mut hand, message), Some(WhyNot::Busy));
    }
}

/// What is struck twice to be sure of it is not done after a key between that did nothing.
#[test]
fn a_key_that_does_nothing_comes_between_two_that_throw_away() {
    let (_folder, mut hand) = desk(TYPED);
    hand.ctrl_key(Named::Delete);
    hand.ctrl("b");
    assert_eq!(hand.app.why(), Some(&WhyNot::NoPayment));
    hand.ctrl_key(Named::Delete);
    assert!(hand.app.take().draft().copy.contains("王敏"), "asked once more");
    hand.ctrl_key(Named::Delete);
    assert!(hand.app.take().draft().copy.is_empty());
}

/// Why a key does nothing is said in English as well, in other words.
#[test]
fn every_reason_is_said_in_both_languages() {
    for Grey { why, .. } in grey() {
        let [zh, en] =
            [Language::Chinese, Language::English].map(|language| Words::of(language).why_not(&why).into_owned());
        let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        assert!(chinese(&zh) && !chinese(&en), "{zh} / {en}");
    }
}

#[test]
fn why_a_key_does_nothing_goes_with_the_next_key_that_does_something() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    settings(&mut hand, "1");
    hand.ctrl_key(Named::Enter);
    let why = Words::of(Language::Chinese).why_not(&WhyNot::Unchanged);
    assert!(hand.shows(&why));
    hand.types("晚报");
    assert!(!hand.shows(&why));
    hand.ctrl_key(Named::Enter);
    assert!(!hand.shows(&why) && hand.app.settings().changed().is_some(), "saved");
}

#[test]
fn a_job_that_is_being_sent_is_not_dropped() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = super::printing::with_two_jobs(folder.path());
    hand.key(Named::F8);
    hand.is_slow();
    // A key waits for the answer; another window's hand or the mouse does not.
    for message in [Message::Again, Message::Drop, Message::Drop] {
        hand.say(Desk::from(message));
    }
    assert!(hand.shows(&Words::of(Language::Chinese).why_not(&WhyNot::BeingSent)));
    hand.catches_up();
    assert!(hand.shows("2 份待打印"), "both wait on");
}

#[test]
fn jobs_that_could_not_be_read_are_not_said_to_be_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    hand.key(Named::F8);
    let words = Words::of(Language::Chinese);
    assert!(hand.shows(words.nothing_waits), "read, and none waits");
    drop(hand);
    // Where the folder of the jobs should be there is a file.
    let other = tempfile::tempdir().expect("a folder");
    std::fs::write(other.path().join("print"), b"").expect("written");
    let mut hand = Hand::at(other.path());
    hand.key(Named::F8);
    assert!(!hand.shows(words.nothing_waits) && hand.shows(words.not_read), "it could not be read");
}

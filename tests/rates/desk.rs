//! Rate cards at the counter: entered, withdrawn, in force on their day, and the prices of an ad that is taken by them.

use std::collections::BTreeMap;
use std::sync::Arc;

use books::booking::{Command, Context, Entered, Event, Late, OfficeAct, OfficeEvent, RuleKind, Terms, decide};
use books::counter::{AdDraft, Rules, propose};
use chrono::NaiveDate;
use trade::ad::Kind;
use trade::ids::PersonName;
use trade::money::Money;
use trade::rates::{Manual, ManualPrice, Quantity};
use trade::refusal::{PriceTrouble, Refusal, RuleFileTrouble, RunDateTrouble};

use super::published::card;
use crate::corpus::category;

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().expect("a date")
}

/// The rules after a card was entered for a day.
fn with(text: &str, from: &str) -> Rules {
    let card = trade::rates::RateCard::read(text, &trade::ad::CategoryTable::shipped()).expect("sound");
    let (id, version) = (card.id.clone(), card.version.clone());
    let entered = Entered { kind: RuleKind::Card, id, version, from: day(from), text: text.to_owned() };
    Rules::with(&[Arc::new(entered)]).expect("it reads")
}

#[test]
fn a_card_by_the_character_takes_an_ad_of_its_own_height() {
    let rules = with(&card("chongqing").text, "2026-01-10");
    let now = "2026-01-20T10:00:00".parse().expect("a time");
    let copy = "遗失声明\n张三遗失居民身份证一张,声明作废。";
    let runs = [day("2026-01-22")];
    let proposal = propose(
        &AdDraft { runs: &runs, ..AdDraft::of(crate::corpus::setter(), Kind::Notice, category("lost_and_void"), copy) },
        &rules,
        now,
    );
    let quoted = proposal.quote.as_ref().expect("priced without a size");
    assert_eq!(quoted.total, Money::yuan(45));
    let size = proposal.size.expect("a size of its own");
    let fit = proposal.fit.as_ref().expect("set");
    assert!(fit.fits && fit.size == size, "{size}");
    assert!(proposal.refusals.is_empty(), "{:?}", proposal.refusals);
    assert_eq!(proposal.priced_by, [trade::measure::Per::Character]);
    let lower = trade::measure::Size { height: size.height - trade::measure::Length::mm(1), ..size };
    let tighter = propose(
        &AdDraft {
            size: Some(lower),
            runs: &runs,
            ..AdDraft::of(crate::corpus::setter(), Kind::Notice, category("lost_and_void"), copy)
        },
        &rules,
        now,
    );
    assert!(tighter.fit.is_some_and(|fit| !fit.fits), "a millimetre less holds it no more");
}

#[test]
fn a_card_by_the_area_prices_any_size() {
    let text =
        card("heilongjiang").text.replace("id = \"display\"\nname = \"广告\"", "id = \"notice\"\nname = \"公告\"");
    let rules = with(&text, "2026-01-10");
    let now = "2026-01-20T10:00:00".parse().expect("a time");
    let copy = "遗失声明\n张三遗失居民身份证一张,声明作废。";
    let size = "8x4".parse().expect("a size");
    let terms = Terms { attributes: BTreeMap::from([("urgency".to_owned(), "rush".to_owned())]), ..Terms::default() };
    let draft = AdDraft {
        size: Some(size),
        terms: &terms,
        ..AdDraft::of(crate::corpus::setter(), Kind::Notice, category("lost_and_void"), copy)
    };
    let proposal = propose(&draft, &rules, now);
    assert_eq!(proposal.quote.expect("priced").total, Money::yuan(4_160));
    assert!(proposal.sizes.iter().any(|listed| listed.size == size && listed.fits));
}

#[test]
fn a_card_by_the_area_that_lists_no_size_offers_some_that_hold_the_copy() {
    let text =
        card("heilongjiang").text.replace("id = \"display\"\nname = \"广告\"", "id = \"notice\"\nname = \"公告\"");
    let rules = with(&text, "2026-01-10");
    let now = "2026-01-20T10:00:00".parse().expect("a time");
    let copy = "遗失声明\n张三遗失居民身份证一张,声明作废。";
    let proposal =
        propose(&AdDraft::of(crate::corpus::setter(), Kind::Notice, category("lost_and_void"), copy), &rules, now);
    let widths: Vec<i64> = proposal.sizes.iter().map(|fit| fit.size.width.as_um() / 1_000).collect();
    assert!(widths.contains(&72) && widths.contains(&146), "{widths:?}");
    assert!(proposal.sizes.iter().all(|fit| fit.fits && fit.price.is_some()));
    assert!(proposal.sizes.iter().all(|fit| fit.size.height.as_um() % 5_000 == 0), "in half centimetres");
    // No ad is two metres wide, though its area has a price.
    let huge = AdDraft {
        size: "200x100".parse().ok(),
        ..AdDraft::of(crate::corpus::setter(), Kind::Notice, category("lost_and_void"), copy)
    };
    assert!(propose(&huge, &rules, now).refusals.iter().any(|refusal| matches!(refusal, Refusal::NotASize { .. })));
}

#[test]
fn what_does_not_concern_an_ad_is_not_kept() {
    let rules = with(&card("youjiang").text, "2026-01-10");
    let now = "2026-01-20T10:00:00".parse().expect("a time");
    let said = [("page", "1"), ("trader", "foreign"), ("colour", "gold"), ("pieces", "3"), ("nonsense", "x")];
    let attributes = said.iter().map(|(id, value)| ((*id).to_owned(), (*value).to_owned())).collect();
    let late = Some(Late { reason: "急".to_owned(), approved_by: "李主任".into() });
    let terms = Terms { attributes, late, ..Terms::default() };
    let runs = [day("2026-01-22")];
    let draft = AdDraft {
        runs: &runs,
        terms: &terms,
        ..AdDraft::of(crate::corpus::setter(), Kind::Notice, category("lost_licence"), "遗失声明")
    };
    let kept = books::counter::concerning(&draft, &rules, now);
    // `trader` is draft of another kind, gold is no colour of the card, and the run is in time.
    assert_eq!(kept.attributes.keys().map(String::as_str).collect::<Vec<_>>(), ["page", "pieces"]);
    assert_eq!(kept.late, None);
}

#[test]
fn a_price_by_hand_is_bounded_by_role() {
    let rules = Rules::shipped();
    let now = "2026-01-20T10:00:00".parse().expect("a time");
    let copy = "遗失声明\n张三遗失居民身份证一张,声明作废。";
    let asked = |size: &str, price: ManualPrice, reason: &str, by: &str| {
        let manual = Manual { price, reason: reason.to_owned(), approved_by: by.into() };
        let terms = Terms { manual: Some(manual), ..Terms::default() };
        let size = size.parse().ok();
        propose(
            &AdDraft {
                size,
                terms: &terms,
                ..AdDraft::of(crate::corpus::setter(), Kind::Notice, category("lost_and_void"), copy)
            },
            &rules,
            now,
        )
        .quote
    };
    let total = |yuan| ManualPrice::Total(Money::yuan(yuan));
    let tenth = ManualPrice::Discount(Quantity::whole(10));
    assert!(matches!(asked("7.2x3", tenth, "老客户", ""), Err(Refusal::Price(PriceTrouble::NeedsApproval { .. }))));
    assert_eq!(asked("7.2x3", tenth, "", "李主任"), Err(Refusal::NoReason));
    let quoted = asked("7.2x3", tenth, "老客户", "李主任").expect("approved");
    assert_eq!(quoted.total, Money::fen(26_910));
    assert_eq!(quoted.lines.iter().map(|line| line.amount).sum::<Money>(), quoted.total);
    assert_eq!(quoted.manual.expect("said").approved_by.name(), "李主任");
    // A size that the card does not list has a price by hand alone.
    assert!(matches!(asked("7.2x4", tenth, "急", "李主任"), Err(Refusal::UnlistedSize { .. })));
    assert!(matches!(asked("7.2x4", total(400), "急", ""), Err(Refusal::Price(PriceTrouble::NeedsApproval { .. }))));
    assert_eq!(asked("7.2x4", total(400), "急", "李主任").expect("approved").total, Money::yuan(400));
    assert_eq!(asked("7.2x3", total(0), "赠登", "李主任").expect("approved").total, Money::ZERO);
}

#[test]
fn after_the_deadline_is_a_right_with_a_reason_and_the_cards_surcharge() {
    let surcharge = "\n[[surcharge]]\nid = \"late\"\nname = \"截稿后加登\"\nwhen = { deadline = \"late\" }\npercent = 30\nof = \"price\"\n";
    let text = format!("{}{surcharge}", card("paper").text.replace("\"2026-01\"", "\"2026-01b\""));
    let rules = with(&text, "2026-01-10");
    let now = "2026-01-21T16:30:00".parse().expect("a time");
    let copy = "遗失声明\n张三遗失居民身份证一张,声明作废。";
    let runs = [day("2026-01-22"), day("2026-01-23")];
    let asked = |late: Option<Late>| {
        let terms = Terms { late, ..Terms::default() };
        let size = "7.2x3".parse().ok();
        propose(
            &AdDraft {
                size,
                runs: &runs,
                terms: &terms,
                ..AdDraft::of(crate::corpus::setter(), Kind::Notice, category("lost_and_void"), copy)
            },
            &rules,
            now,
        )
    };
    assert!(
        asked(None)
            .refusals
            .iter()
            .any(|refusal| matches!(refusal, Refusal::RunDate(RunDateTrouble::PastDeadline { .. })))
    );
    assert_eq!(asked(Some(Late::default())).refusals, [Refusal::NoReason]);
    let late = Late { reason: "开庭前必须见报".to_owned(), approved_by: "李主任".into() };
    let proposal = asked(Some(late));
    assert_eq!(proposal.refusals, []);
    assert_eq!(proposal.late, [runs[0]]);
    // Today's paper, which closed yesterday, is printed: nobody allows a run in it.
    let today = [day("2026-01-21")];
    let terms =
        Terms { late: Some(Late { reason: "急".into(), approved_by: "李主任".into() }), ..Terms::default() };
    let asked_today = AdDraft {
        runs: &today,
        terms: &terms,
        ..AdDraft::of(crate::corpus::setter(), Kind::Notice, category("lost_and_void"), copy)
    };
    let refused = propose(&asked_today, &rules, now).refusals;
    assert!(
        refused.iter().any(|refusal| matches!(refusal, Refusal::RunDate(RunDateTrouble::TooLate { .. }))),
        "{refused:?}"
    );
    // Only the run that is late bears the surcharge: 299 × 2 + 89.70.
    assert_eq!(proposal.quote.expect("priced").total, Money::fen(68_770));
}

#[test]
fn a_version_is_entered_once_and_withdrawn_only_before_its_day() {
    let today = day("2026-01-20");
    let text = card("chongqing").text.to_string();
    let context = |rules: &[Arc<Entered>], last_day, on: NaiveDate| {
        let at = on.and_hms_opt(10, 0, 0).expect("a time").and_utc().fixed_offset();
        let mut context = Context { last_day, ..Context::new(at, &PersonName::known("王敏")) };
        (context.office.founded, context.office.rules) = (true, rules.to_vec());
        context
    };
    let of = |text: &str, from: &str| {
        Command::Office(OfficeAct::EnterRules { kind: RuleKind::Card, text: text.to_owned(), from: day(from) })
    };
    let enter = |from: &str| of(&text, from);
    let ask = |rules: &[Arc<Entered>], on, command: &Command| decide(&context(rules, Some(today), on), command, &[]);
    let refused = ask(&[], today, &enter("2026-01-19")).expect_err("past");
    assert!(matches!(refused, Refusal::RuleFile(RuleFileTrouble::CardInPast { .. })));
    let events = ask(&[], today, &enter("2026-02-01")).expect("entered");
    let Some(Event::Office(OfficeEvent::RulesEntered(entered))) = events.into_iter().next() else { panic!("entered") };
    let rules = [Arc::new(*entered)];
    let again = ask(&rules, today, &enter("2026-03-01")).expect_err("the version is there");
    assert!(matches!(again, Refusal::RuleFile(RuleFileTrouble::CardVersionUsed { .. })));
    let withdraw = Command::Office(OfficeAct::WithdrawRules {
        kind: RuleKind::Card,
        version: "1".to_owned(),
        reason: String::new(),
    });
    assert_eq!(ask(&rules, today, &withdraw).map(|events| events.len()), Ok(1));
    assert!(ask(&rules, day("2026-02-01"), &withdraw).is_err(), "it is in force and stays");
    let bad = of("id = 1", "2026-02-01");
    assert!(matches!(ask(&rules, today, &bad), Err(Refusal::RuleFile(RuleFileTrouble::BadRules { .. }))));
    // Books without business of those days may take the card that their paper has had all along.
    assert!(decide(&context(&[], None, today), &enter("2026-01-01"), &[]).is_ok());
}

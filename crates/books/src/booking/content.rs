//! The content of a command, which makes two requests of the same id the same: everything that the person asked, as JSON, and nothing that
//! the counter answered.
//!
//! Its digest is kept with the entry, so that its shape must stay as it is: a request that an older build answered may come again.

use serde_json::{Value, json};

use super::{Act, AgreementAct, Command, Number, OfficeAct, Order, PersonsAct};
use trade::people::{Right, Rights, Role};

impl Command {
    /// The command as JSON, of which the digest is kept with the entry.
    pub fn content(&self) -> Value {
        let content = match self {
            Command::Take(orders) => return taken(orders),
            Command::On(number, act) => of_booking(*number, act),
            Command::Each(acts) => of_each(acts),
            Command::Till(act) => act.content(),
            Command::Day(day, act) => act.content(*day),
            Command::Receipts(act) => act.content(),
            Command::Office(act) => match act {
                OfficeAct::Found { practice } => json!({ "found": { "practice": practice } }),
                OfficeAct::SetPaper(paper) => json!({ "set_paper": paper }),
                OfficeAct::ConfirmClock { reason } => json!({ "confirm_clock": { "reason": reason } }),
                OfficeAct::VoidMissing { reason, last } => {
                    json!({ "void_missing": { "reason": reason, "last": last } })
                }
                OfficeAct::EnterRules { kind, text, from } => {
                    json!({ "enter_rules": { "kind": kind, "text": text, "from": from } })
                }
                OfficeAct::WithdrawRules { kind, version, reason } => {
                    because(json!({ "withdraw_rules": { "kind": kind, "version": version } }), reason)
                }
                OfficeAct::ReplaceRules { kind, version, text, reason } => {
                    because(json!({ "replace_rules": { "kind": kind, "version": version, "text": text } }), reason)
                }
                // What is lost by it is not asked: it is what the books answer.
                OfficeAct::Restore(restored) => {
                    return json!({ "restore": { "head": restored.head, "reason": restored.reason } });
                }
            },
            Command::Persons(act) => of_persons(act),
            Command::Agreement(act) => match act {
                AgreementAct::Agree { id, agreed, reason } => {
                    json!({ "agree": { "id": id, "agreed": agreed, "reason": reason } })
                }
                AgreementAct::End { id, reason } => json!({ "end_agreement": { "id": id, "reason": reason } }),
            },
        };
        json!({ "command": content })
    }
}

/// About persons. What is kept of a PIN is not asked: it is another each time, and is kept from whoever could guess.
fn of_persons(act: &PersonsAct) -> Value {
    match act {
        PersonsAct::Add { name, role, .. } => json!({ "add_person": { "name": name.as_str(), "role": role.id() } }),
        PersonsAct::Change { name, role, pin } => {
            let role = role.map(Role::id);
            json!({ "change_person": { "name": name.as_str(), "role": role, "pin": pin.is_some() } })
        }
        PersonsAct::Retire { name, reason } => {
            json!({ "retire_person": { "name": name.as_str(), "reason": reason } })
        }
        PersonsAct::Switch { on, reason } => json!({ "switch_sign_in": { "on": on, "reason": reason } }),
        PersonsAct::SetRights(rights) => json!({ "set_rights": of_rights(rights) }),
        PersonsAct::WrongPin { name } => json!({ "wrong_pin": { "name": name.as_str() } }),
        PersonsAct::SignedIn => json!({ "signed_in": {} }),
        PersonsAct::Recover { name, reason, .. } => {
            json!({ "recover_owner": { "name": name.as_str(), "reason": reason } })
        }
    }
}

/// What is asked of a file of rules, with why where a reason was given: builds before that was asked for said none.
fn because(mut asked: Value, reason: &str) -> Value {
    let what = asked.as_object_mut().and_then(|asked| asked.values_mut().next()).and_then(Value::as_object_mut);
    if let (Some(what), false) = (what, reason.is_empty()) {
        what.insert("reason".to_owned(), json!(reason));
    }
    asked
}

/// The table of rights, a column a role.
fn of_rights(rights: &Rights) -> Value {
    let column = |role: Role| -> Value {
        Right::in_table().map(|right| (right.id().to_owned(), json!(rights.of(role).said(right)))).collect()
    };
    Role::IN_TABLE.into_iter().map(|role| (role.id().to_owned(), column(role))).collect()
}

/// Of orders, without the totals that the clerk was shown: a request that is sent again after the price changed is the same request.
fn taken(orders: &[Order]) -> Value {
    // That it repeats another is left out too: builds before that was kept asked the same of a repeated ad.
    let plain = |order: &Order| json!(Order { shown: None, repeats: None, ..order.clone() });
    match orders {
        [order] => json!({ "book": plain(order) }),
        orders => json!({ "book_all": orders.iter().map(plain).collect::<Vec<_>>() }),
    }
}

/// About one booking. The sheet of a proof is not asked: it is how the ad is drawn.
fn of_booking(booking: Number, act: &Act) -> Value {
    match act {
        Act::Approve { rule, by, reason } => {
            json!({ "approve": { "booking": booking, "rule": rule, "by": by, "reason": reason } })
        }
        Act::Settle(settled) => json!({ "settle": { "booking": booking, "settled": settled } }),
        Act::Compare(findings) => json!({ "compare": { "booking": booking, "findings": findings } }),
        Act::Pay(offers) => json!({ "pay": { "booking": booking, "offers": offers } }),
        Act::See(papers) => json!({ "see": { "booking": booking, "papers": papers } }),
        Act::Sign { how, who, .. } => json!({ "sign": { "booking": booking, "how": how, "who": who } }),
        // The sum that was shown is not asked: sent again after the price changed it is the same request.
        Act::Amend(amend) | Act::AmendAsShown(amend, _) => amend.content(booking),
        Act::Review | Act::Freeze { .. } | Act::Print { .. } => of_each(&[(booking, act.clone())]),
    }
}

/// About several bookings. What is asked of them is the same of all; where it is not, it is listed one by one.
fn of_each(acts: &[(Number, Act)]) -> Value {
    let bookings: Vec<Number> = acts.iter().map(|(number, _)| *number).collect();
    let same = |is: &dyn Fn(&Act) -> bool| acts.iter().all(|(_, act)| is(act));
    match acts.first().map(|(_, act)| act) {
        Some(Act::Review) if same(&|act| *act == Act::Review) => json!({ "review": { "bookings": bookings } }),
        Some(Act::Freeze { how, .. }) if same(&|act| matches!(act, Act::Freeze { how: other, .. } if other == how)) => {
            json!({ "freeze": { "bookings": bookings, "how": how } })
        }
        Some(Act::Print { paper, .. })
            if same(&|act| matches!(act, Act::Print { paper: other, .. } if other == paper)) =>
        {
            let drawn: Vec<Option<u32>> = acts.iter().map(|(_, act)| drawn(act)).collect();
            match drawn.iter().any(Option::is_some) {
                false => json!({ "print": { "bookings": bookings, "paper": paper } }),
                true => json!({ "print": { "bookings": bookings, "paper": paper, "drawn": drawn } }),
            }
        }
        _ => json!({ "each": acts.iter().map(|(number, act)| of_booking(*number, act)).collect::<Vec<_>>() }),
    }
}

/// Which print a paper says that it is.
fn drawn(act: &Act) -> Option<u32> {
    match act {
        Act::Print { drawn, .. } => *drawn,
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::booking::{Customer, LastGiven, Printout, Restored, RuleKind, SignedHow, TillAct, TillName};
    use setting::frozen::Frozen;
    use setting::sheet::Sheet;
    use trade::ad::{Ad, CategoryId, Kind, Look};
    use trade::measure::Length;
    use trade::money::Money;
    use trade::settings::Paper;

    fn number() -> Number {
        "B20260120-0001".parse().expect("a number")
    }

    fn order() -> Order {
        let size = "7.2x10".parse().expect("a size");
        let ad = Ad {
            kind: Kind::Blessing,
            category: CategoryId::known("wedding"),
            size,
            copy: "新婚快乐".to_owned().into(),
            picture: None,
            look: Look::default(),
        };
        let customer = Customer::checked("17600000013", "王敏", "", "").expect("sound");
        Order::new(ad, vec!["2026-01-22".parse().expect("a date")], customer)
    }

    /// As builds until November 2026 wrote it: their digests stand in the journals.
    #[test]
    fn the_content_of_a_command_is_written_as_ever() {
        let on = |act| Command::On(number(), act);
        let (one, two) = (number(), "B20260120-0002".parse().expect("a number"));
        let print = |drawn| Act::Print { paper: Printout::Statement, drawn };
        let day = "2026-02-01".parse().expect("a date");
        let restored = Restored {
            file: "copy.db".to_owned(),
            head: "00ff".to_owned(),
            entries: 3,
            lost_head: None,
            lost_entries: None,
            void: Vec::new(),
            aside: None,
            reason: "坏了".to_owned(),
        };
        let commands = [
            (on(Act::Pay(Vec::new())), r#"{"command":{"pay":{"booking":"B20260120-0001","offers":[]}}}"#),
            (on(Act::See(Vec::new())), r#"{"command":{"see":{"booking":"B20260120-0001","papers":[]}}}"#),
            (on(Act::Settle(Vec::new())), r#"{"command":{"settle":{"booking":"B20260120-0001","settled":[]}}}"#),
            (on(Act::Compare(Vec::new())), r#"{"command":{"compare":{"booking":"B20260120-0001","findings":[]}}}"#),
            (
                on(Act::Approve { rule: None, by: "张".into(), reason: "急".to_owned() }),
                r#"{"command":{"approve":{"booking":"B20260120-0001","by":"张","reason":"急","rule":null}}}"#,
            ),
            (
                Command::each([one, two], &Act::Review),
                r#"{"command":{"review":{"bookings":["B20260120-0001","B20260120-0002"]}}}"#,
            ),
            (on(Act::Review), r#"{"command":{"review":{"bookings":["B20260120-0001"]}}}"#),
            (on(print(None)), r#"{"command":{"print":{"bookings":["B20260120-0001"],"paper":"statement"}}}"#),
            (
                Command::Each(vec![(one, print(Some(2))), (two, print(Some(1)))]),
                r#"{"command":{"print":{"bookings":["B20260120-0001","B20260120-0002"],"drawn":[2,1],"paper":"statement"}}}"#,
            ),
            (
                Command::Till(TillAct::Open { till: TillName::MAIN, float: Money::yuan(3) }),
                r#"{"command":{"open_till":{"float":300}}}"#,
            ),
            (Command::Office(OfficeAct::Found { practice: true }), r#"{"command":{"found":{"practice":true}}}"#),
            (
                Command::Office(OfficeAct::SetPaper(Paper::default())),
                r#"{"command":{"set_paper":{"name":"","tax_number":"","vat":null}}}"#,
            ),
            (
                Command::Office(OfficeAct::ConfirmClock { reason: "快".to_owned() }),
                r#"{"command":{"confirm_clock":{"reason":"快"}}}"#,
            ),
            (
                Command::Office(OfficeAct::VoidMissing {
                    reason: "丢".to_owned(), last: Some(LastGiven::Number(one))
                }),
                r#"{"command":{"void_missing":{"last":{"number":"B20260120-0001"},"reason":"丢"}}}"#,
            ),
            (
                Command::Office(OfficeAct::EnterRules { kind: RuleKind::Card, text: "x".to_owned(), from: day }),
                r#"{"command":{"enter_rules":{"from":"2026-02-01","kind":"card","text":"x"}}}"#,
            ),
            (
                Command::Office(OfficeAct::WithdrawRules {
                    kind: RuleKind::Calendar,
                    version: "2".to_owned(),
                    reason: String::new(),
                }),
                r#"{"command":{"withdraw_rules":{"kind":"calendar","version":"2"}}}"#,
            ),
            (
                Command::Office(OfficeAct::WithdrawRules {
                    kind: RuleKind::Style,
                    version: "2".to_owned(),
                    reason: "读不出".to_owned(),
                }),
                r#"{"command":{"withdraw_rules":{"kind":"style","reason":"读不出","version":"2"}}}"#,
            ),
            (Command::Office(OfficeAct::Restore(Box::new(restored))), r#"{"restore":{"head":"00ff","reason":"坏了"}}"#),
        ];
        for (command, text) in commands {
            assert_eq!(crate::journal::canonical(&command.content()).as_deref(), Ok(text));
        }
        let of = serde_json::to_value(order()).expect("JSON");
        assert!(of.get("shown").is_none() && of.get("received").is_none(), "{of}");
        assert_eq!(Command::Take(vec![order()]).content(), json!({ "book": of }));
        assert_eq!(Command::Take(vec![order(), order()]).content(), json!({ "book_all": [of, of] }));
    }

    #[test]
    fn what_was_shown_and_how_a_proof_is_drawn_is_no_content_and_what_was_handed_in_is() {
        let shown = Order { shown: Some(Money::yuan(1)), ..order() };
        assert_eq!(Command::Take(vec![shown]).content(), Command::Take(vec![order()]).content());
        let received = Order { received: Some("新昏快乐".to_owned().into()), ..order() };
        assert_ne!(Command::Take(vec![received]).content(), Command::Take(vec![order()]).content());
        let signed = |mm| {
            let sheet = Frozen::of(&Sheet::new(Length::mm(mm), Length::mm(100))).expect("frozen");
            Command::On(number(), Act::Sign { how: SignedHow::Paper, who: "王敏".to_owned().into(), sheet }).content()
        };
        assert_eq!(signed(72), signed(146));
    }

    #[test]
    fn acts_of_two_sorts_are_told_one_by_one() {
        let two: Number = "B20260120-0002".parse().expect("a number");
        let print = |paper, drawn| Act::Print { paper, drawn };
        let of = |acts: [Act; 2]| Command::Each([number(), two].into_iter().zip(acts).collect()).content();
        let (statement, proof) = (Printout::Statement, Printout::Proof);
        assert_ne!(
            of([print(statement, None), print(proof, None)]),
            of([print(statement, None), print(statement, None)])
        );
        assert_ne!(of([print(proof, Some(2)), print(proof, None)]), of([print(proof, None), print(proof, Some(2))]));
        assert_ne!(of([Act::Review, print(proof, None)]), of([Act::Review, Act::Review]));
    }
}

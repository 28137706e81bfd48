//! Kinds of notices and styles that are entered beside the window: it offers and checks by them without being opened anew.

use std::path::Path;

use books::booking::{Command, Envelope, OfficeAct, RuleKind};
use iced_test::core::keyboard::key::Named;
use qishi::desk::screens::take::Message;
use trade::ad::{Kind, StyleId};
use trade::ids::PersonName;

use super::Hand;
use super::hand::{books, ten_o_clock};
use super::taking::lost_notice;
use crate::own::{KIND, STYLE};

const DEMAND: &str = "催告公告\n青岛海纳置业有限公司：\n限你公司自本公告发布之日起3日内到青岛产权交易中心签订合同，逾期取消受让资格。\n青岛产权交易中心\n2026年1月19日";

fn entered(folder: &Path, kind: RuleKind, text: &str) {
    let (from, text) = (ten_o_clock().date_naive(), text.to_owned());
    let command = Command::Office(OfficeAct::EnterRules { kind, text, from });
    let request = format!("own-{}", kind.id());
    let envelope = Envelope { request, person: PersonName::known("张主任"), at: ten_o_clock(), till: None, command };
    books(folder).execute(&envelope).expect("entered");
}

fn offered(hand: &Hand) -> Vec<String> {
    let answer = hand.app.take().answered().expect("answered");
    answer.swatches.iter().map(|swatch| swatch.style.id().to_string()).collect()
}

#[test]
fn a_style_that_is_entered_beside_the_window_is_offered_in_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    assert!(!offered(&hand).contains(&"triple_frame".to_owned()));
    entered(folder.path(), RuleKind::Style, STYLE);
    hand.rests();
    assert!(offered(&hand).contains(&"triple_frame".to_owned()), "{:?}", offered(&hand));
    assert!(hand.shows("三线框"));
    hand.take(Message::Style(StyleId::known("triple_frame")));
    let preview = hand.app.take().answered().and_then(|answer| answer.preview.as_ref()).expect("set");
    assert_eq!(preview.style, "triple_frame");
}

#[test]
fn a_notice_is_checked_by_a_kind_that_was_entered_beside_the_window() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    hand.take(Message::Kind(Kind::Notice));
    hand.ctrl("j");
    for line in DEMAND.lines() {
        hand.composes(line);
        hand.key(Named::Enter);
    }
    let read = |hand: &Hand| -> (String, bool) {
        let proposal = &hand.app.take().answered().expect("answered").proposal;
        let kind = proposal.notice.as_ref().map(|notice| notice.kind.clone());
        (kind.expect("read"), proposal.findings.iter().any(|finding| finding.rule() == "period_too_short"))
    };
    assert_ne!(read(&hand).0, "exchange_demand");
    entered(folder.path(), RuleKind::NoticeKind, KIND);
    hand.rests();
    assert_eq!(read(&hand), ("exchange_demand".to_owned(), true));
}

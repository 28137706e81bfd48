//! `list`: what can be named on the command line and in files.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::answer::{self, Answer, CommandError};
use super::arguments::{self, Vocabulary};
use super::{Context, own};
use crate::locale;
use books::booking::RuleKind;
use trade::ad::Kind;

/// What holds on it is what was entered last, also for days that are still to come.
const EVER: NaiveDate = NaiveDate::MAX;

pub(super) fn list(context: &Context, args: &arguments::List) -> Result<Answer, CommandError> {
    let language = context.language;
    let kinds = &context.rules.kinds;
    let line = |id: &str, name: &str| format!("{id}  {name}");
    let since = |kind: RuleKind, id: &str| {
        locale::own::since(context.rules.own(kind, id, EVER).map(|entered| entered.from), language)
    };
    let (json, text): (Value, Vec<String>) = match args.what {
        Vocabulary::Kinds => {
            let ads = Kind::ALL.map(|kind| (kind.id(), locale::kind(kind, language)));
            let notices = context.rules.notices.last().all().iter().filter(|kind| !kind.retired);
            let json = json!({
                "kinds": ads.map(|(id, name)| json!({ "kind": id, "name": name })),
                "notice_kinds": notices.clone().map(|kind| {
                    let mut json = answer::object(json!({
                        "kind": kind.id, "name": locale::notice_kind(kind, language), "category": kind.category,
                    }));
                    json.extend(own::since(context, RuleKind::NoticeKind, &kind.id, EVER));
                    json
                }).collect::<Vec<_>>(),
            });
            let mut text: Vec<String> = ads.iter().map(|(id, name)| line(id, name)).collect();
            text.extend(notices.map(|kind| {
                let name = line(&kind.id, locale::notice_kind(kind, language));
                format!("  {name}  {}{}", kind.category, since(RuleKind::NoticeKind, &kind.id))
            }));
            (json, text)
        }
        Vocabulary::Categories => {
            let all = Kind::ALL.into_iter().flat_map(|kind| kinds.of(kind)).collect::<Vec<_>>();
            let one = |category: &&trade::ad::Category| {
                json!({
                    "category": category.id,
                    "kind": category.kind,
                    "name": locale::category(category, language),
                    "papers_asked": category.papers,
                })
            };
            let json = json!({ "categories": all.iter().map(one).collect::<Vec<_>>() });
            let text = |category: &&trade::ad::Category| {
                let kind = locale::kind(category.kind, language);
                format!("{kind}  {}", line(&category.id, locale::category(category, language)))
            };
            (json, all.iter().map(text).collect())
        }
        Vocabulary::Styles => {
            let (mut json, mut text) = (Vec::new(), Vec::new());
            for kind in Kind::ALL {
                for category in kinds.of(kind) {
                    for style in context.rules.styles.last().every(kind, category.like()) {
                        let name = locale::style(&style, language);
                        let mut one = answer::object(json!({
                            "style": style.id(), "name": name, "kind": kind, "category": category.id, "red": style.red(),
                        }));
                        one.extend(own::since(context, RuleKind::Style, style.id(), EVER));
                        json.push(one);
                        let since = since(RuleKind::Style, style.id());
                        text.push(format!(
                            "{}  {}{since}",
                            locale::category(category, language),
                            line(style.id(), name)
                        ));
                    }
                }
            }
            (json!({ "styles": json }), text)
        }
        Vocabulary::Papers => {
            let all = kinds.papers();
            let one =
                |paper: &trade::ad::PaperToSee| json!({ "paper": paper.id, "name": locale::paper(paper, language) });
            let json = json!({ "papers": all.iter().map(one).collect::<Vec<_>>() });
            (json, all.iter().map(|paper| line(&paper.id, locale::paper(paper, language))).collect())
        }
        Vocabulary::Printers => {
            let taste = context.taste.as_ref().map_err(Clone::clone)?;
            let of = [("proof", &taste.proof_printer), ("statement", &taste.statement_printer)];
            let set = of.into_iter().filter(|(_, address)| !address.is_empty());
            let json = set.clone().map(|(paper, address)| json!({ "paper": paper, "printer": address }));
            let mut text: Vec<String> = set.clone().map(|(paper, address)| line(paper, address)).collect();
            if text.is_empty() {
                text.push(locale::command::none_listed(language).to_owned());
            }
            (json!({ "printers": json.collect::<Vec<_>>() }), text)
        }
    };
    Ok(Answer { json, text: text.join("\n"), ..Answer::default() })
}

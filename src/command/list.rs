//! `list`: what can be named on the command line and in files.

use serde_json::{Value, json};

use super::Context;
use super::answer::{Answer, Wrong};
use super::arguments::{self, Vocabulary};
use crate::locale;
use trade::ad::Kind;

/// `qishi list`.
pub(super) fn list(context: &Context, asked: &arguments::List) -> Result<Answer, Wrong> {
    let language = context.language;
    let kinds = &context.rules.kinds;
    let line = |id: &str, name: &str| format!("{id}  {name}");
    let (json, text): (Value, Vec<String>) = match asked.what {
        Vocabulary::Kinds => {
            let ads = Kind::ALL.map(|kind| (kind.id(), locale::kind(kind, language)));
            let notices = context.rules.notices.last().all();
            let json = json!({
                "kinds": ads.map(|(id, name)| json!({ "kind": id, "name": name })),
                "notice_kinds": notices.iter().map(|kind| json!({
                    "kind": kind.id, "name": locale::notice_kind(kind, language), "category": kind.category,
                })).collect::<Vec<_>>(),
            });
            let mut text: Vec<String> = ads.iter().map(|(id, name)| line(id, name)).collect();
            text.extend(
                notices.iter().map(|kind| {
                    format!("  {}  {}", line(&kind.id, locale::notice_kind(kind, language)), kind.category)
                }),
            );
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
                        json.push(json!({
                            "style": style.id(), "name": name, "kind": kind, "category": category.id, "red": style.red(),
                        }));
                        text.push(format!("{}  {}", locale::category(category, language), line(style.id(), name)));
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

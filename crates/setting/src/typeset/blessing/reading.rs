//! The copy of a blessing as it was read: its pieces in their order, and the names in them.

use std::sync::Arc;

use super::super::{Job, Setter, normal};
use trade::ad::{LineRole, greeting};

/// What was read of a copy.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::typeset) struct BlessingReading {
    /// Its pieces in the order in which they were typed.
    pub(super) items: Vec<Item>,
    /// The number of years that it counts.
    pub(super) years: Option<u32>,
    /// The two lines of a couplet, without their marks, where it has a pair; and which items they are.
    pub(super) couplet: Option<([String; 2], Vec<usize>)>,
}

/// A piece of the copy with one role: a line or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) role: LineRole,
    pub(super) text: String,
    /// The names in it; in a salutation or a signature the name that is set apart.
    pub(super) names: Vec<Name>,
}

/// A name as it is set, without what stands around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) text: String,
    /// Whether it has no Han character.
    pub(super) latin: bool,
    /// In characters, white space aside.
    pub(super) long: usize,
}

impl Name {
    fn new(text: &str) -> Name {
        let latin = text.chars().all(|c| (c as u32) < 0x2e80);
        Name { text: text.to_owned(), latin, long: text.chars().filter(|c| !c.is_whitespace()).count() }
    }
}

impl BlessingReading {
    /// Reads a copy; from memory where it was read just now.
    pub(super) fn of(setter: &Setter, job: &Job, copy: &str) -> Arc<BlessingReading> {
        setter.readings.get_or(job.kind, &job.look.roles, copy, || Arc::new(BlessingReading::read(job, copy)))
    }

    fn read(job: &Job, copy: &str) -> BlessingReading {
        let blocks = job.look.roles.blocks(job.kind, copy);
        let mut items: Vec<Item> = Vec::new();
        for piece in greeting::pieces(copy, &blocks) {
            let text = normal::paragraph(&copy[piece.range]);
            if text.is_empty() {
                continue;
            }
            let names = match piece.role {
                LineRole::Names => greeting::names(&text, true).map_or_else(
                    || vec![Name::new(&text)],
                    |tokens| tokens.into_iter().map(|range| Name::new(&text[range])).collect(),
                ),
                LineRole::Addressee | LineRole::Signer => {
                    greeting::own_name(piece.role, &text).map(|range| Name::new(&text[range])).into_iter().collect()
                }
                _ => Vec::new(),
            };
            let role = match piece.role {
                LineRole::Closing | LineRole::CaseNumber => LineRole::Wish,
                LineRole::Title => LineRole::Greeting,
                other => other,
            };
            items.push(Item { role, text, names });
        }
        // Booked before there were wishes: a short line of text is one.
        for item in &mut items {
            let short = item.text.chars().count() <= 16 && !item.text.contains('。');
            if item.role == LineRole::Body && short {
                item.role = if greeting::halves(&item.text).is_some() { LineRole::Couplet } else { LineRole::Wish };
            }
        }
        let couplet = couplet(&items);
        BlessingReading { items, years: greeting::years(copy), couplet }
    }

    /// The items of a role.
    pub(super) fn of_role(&self, role: LineRole) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(move |item| item.role == role)
    }

    /// The names, in order, if a line has them.
    pub(super) fn names(&self) -> &[Name] {
        self.of_role(LineRole::Names).next().map_or(&[], |item| &item.names)
    }

    /// Whether somebody is named as the picture of the ad.
    pub(super) fn named(&self) -> bool {
        self.items.iter().any(|item| item.role == LineRole::Names)
    }

    /// How many characters of text it has in paragraphs.
    pub(super) fn body(&self) -> usize {
        self.of_role(LineRole::Body).map(|item| item.text.chars().count()).sum()
    }
}

fn couplet(items: &[Item]) -> Option<([String; 2], Vec<usize>)> {
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let lines: Vec<(usize, &Item)> =
        items.iter().enumerate().filter(|(_, item)| item.role == LineRole::Couplet).collect();
    match lines.as_slice() {
        [(at, one)] => {
            let [first, second] = greeting::halves(&one.text)?;
            Some(([bare(&one.text[first]), bare(&one.text[second])], vec![*at]))
        }
        [(at, one), (next, two), ..] if *next == at + 1 => {
            let (one, two) = (bare(&one.text), bare(&two.text));
            let long = one.chars().count();
            (long == two.chars().count() && (4..=12).contains(&long)).then(|| ([one, two], vec![*at, *next]))
        }
        _ => None,
    }
}

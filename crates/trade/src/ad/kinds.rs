//! The table of kinds and categories, and what each asks the counter to see: data, read from `assets/kinds/kinds.toml`.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::{CategoryId, PaperId};
use crate::refusal::Refusal;
use crate::rulefile::made::BuiltValue;

include!(concat!(env!("OUT_DIR"), "/categories.rs"));

/// The two kinds of ad that the counter takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 祝福: a paid greeting.
    Blessing,
    /// 公告/启事: a notice of a court, a company or a person.
    Notice,
}

impl Kind {
    /// Both, in the order in which the desk offers them.
    pub const ALL: [Kind; 2] = [Kind::Blessing, Kind::Notice];

    /// The word for it in data and on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            Kind::Blessing => "blessing",
            Kind::Notice => "notice",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for Kind {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Kind, Refusal> {
        match text.trim() {
            "blessing" | "祝福" => Ok(Kind::Blessing),
            "notice" | "公告" | "启事" => Ok(Kind::Notice),
            _ => Err(Refusal::UnknownKind {
                value: text.to_owned(),
                known: Kind::ALL.iter().map(ToString::to_string).collect(),
            }),
        }
    }
}

/// One category of a kind: 新婚祝福, 遗失声明, ….
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// The word for it in data and on the command line.
    pub id: CategoryId,
    /// The kind it belongs to.
    pub kind: Kind,
    /// Its name in Chinese as the paper prints it.
    pub zh: String,
    /// Its name in Chinese on a chip of the desk.
    pub short: String,
    /// Its name in English.
    pub en: String,
    /// Other words that are understood for it.
    #[serde(default)]
    pub also: Vec<String>,
    /// Words of a copy by which a blessing is known as one of this category, in simplified characters, Latin ones in lower case; none for
    /// notices, which are known by what is read of them.
    #[serde(default)]
    pub words: Vec<String>,
    /// Whether a court or a committee signs it: its wording is then changed only with the sender's confirmation.
    #[serde(default)]
    pub official: bool,
    /// Whether its names and dates are read back to the customer before a proof leaves.
    #[serde(default)]
    pub read_back: bool,
    /// The ids of the papers that the counter must have seen.
    #[serde(default)]
    pub papers: Vec<PaperId>,
    /// The category like which it is set, where that is another.
    #[serde(default)]
    pub like: Option<CategoryId>,
}

impl Category {
    /// The id of the category like which it is set.
    pub fn like(&self) -> &CategoryId {
        self.like.as_ref().unwrap_or(&self.id)
    }
}

/// A paper that the counter must have seen (应见证件), such as an identity card.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperToSee {
    /// The word for it in data.
    pub id: PaperId,
    /// Its name in Chinese.
    pub zh: String,
    /// Its name in English.
    pub en: String,
    /// Whether its last four digits are noted.
    #[serde(default)]
    pub last_four: bool,
    /// Asked only where the ad has a picture.
    #[serde(default)]
    pub with_picture_only: bool,
}

/// The table of kinds in force.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryTable {
    /// Where the table comes from.
    pub source: String,
    #[serde(rename = "category")]
    categories: Vec<Category>,
    #[serde(rename = "paper")]
    papers: Vec<PaperToSee>,
}

impl CategoryTable {
    /// The table that the program brings along.
    pub fn shipped() -> CategoryTable {
        CategoryTable::of_program().clone()
    }

    /// The same, for what only looks things up in it.
    pub(crate) fn of_program() -> &'static CategoryTable {
        static SHIPPED: LazyLock<CategoryTable> = LazyLock::new(|| {
            let made = MADE.read().map_err(|error| error.to_string()).and_then(CategoryTable::checked);
            made.unwrap_or_else(|error| panic!("the shipped table of kinds: {error}"))
        });
        &SHIPPED
    }

    /// Reads a table and checks it: every paper named exists, no id stands twice, both kinds have a category.
    ///
    /// # Errors
    /// A sentence that names what is wrong, for whoever wrote the file.
    pub fn read(text: &str) -> Result<CategoryTable, String> {
        toml::from_str(text).map_err(|error| error.to_string()).and_then(CategoryTable::checked)
    }

    fn checked(kinds: CategoryTable) -> Result<CategoryTable, String> {
        for (i, category) in kinds.categories.iter().enumerate() {
            if kinds.categories[..i].iter().any(|c| c.kind == category.kind && c.id == category.id) {
                return Err(format!("category {:?} stands twice", category.id));
            }
            if let Some(paper) = category.papers.iter().find(|id| kinds.paper(id).is_none()) {
                return Err(format!("category {:?} asks for paper {paper:?}, which is not in the file", category.id));
            }
        }
        match Kind::ALL.iter().find(|kind| kinds.of(**kind).next().is_none()) {
            Some(kind) => Err(format!("no category of kind {kind}")),
            None => Ok(kinds),
        }
    }

    /// Adds a category that a rate card names; one that is known keeps its name and its papers. It is set and checked like another of
    /// its kind, or like one of which only the kind was said.
    pub fn add(&mut self, kind: Kind, id: &CategoryId, name: &str, like: Option<&CategoryId>) {
        if self.category(kind, id).is_some() {
            return;
        }
        let model = like.and_then(|like| self.category(kind, like)).unwrap_or_else(|| self.unsaid(kind));
        let (official, read_back) = (model.official, model.read_back);
        let (papers, like) = (model.papers.clone(), model.like().clone());
        let name = name.to_owned();
        let category = Category {
            id: id.clone(),
            kind,
            zh: name.clone(),
            short: name.clone(),
            en: name,
            also: Vec::new(),
            words: Vec::new(),
            official,
            read_back,
            papers,
            like: Some(like),
        };
        self.categories.push(category);
    }

    /// The categories of a kind, in the order in which the desk offers them.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &Category> {
        self.categories.iter().filter(move |category| category.kind == kind)
    }

    /// The category with this id.
    pub fn category(&self, kind: Kind, id: &CategoryId) -> Option<&Category> {
        self.of(kind).find(|category| category.id == *id)
    }

    /// The paper with this id.
    pub fn paper(&self, id: &PaperId) -> Option<&PaperToSee> {
        self.papers.iter().find(|paper| paper.id == *id)
    }

    /// Every paper that the counter may have to see, in the order of the table.
    pub fn papers(&self) -> &[PaperToSee] {
        &self.papers
    }

    /// The category that a person means by a word: its id, a name or one of the other words for it.
    ///
    /// # Errors
    /// [`Refusal::UnknownCategory`] with the ids that are known.
    pub fn understand(&self, kind: Kind, word: &str) -> Result<&Category, Refusal> {
        let word = word.trim();
        self.of(kind)
            .find(|c| {
                c.id == word
                    || c.zh == word
                    || c.short == word
                    || c.en.eq_ignore_ascii_case(word)
                    || c.also.iter().any(|a| a == word)
            })
            .ok_or_else(|| Refusal::UnknownCategory {
                value: word.to_owned(),
                known: self.of(kind).map(|c| c.id.to_string()).collect(),
            })
    }

    /// The category of an ad of which only the kind was said: the one named `other`, or the first.
    pub fn unsaid(&self, kind: Kind) -> &Category {
        self.category(kind, &CategoryId::known("other"))
            .or_else(|| self.of(kind).next())
            .unwrap_or_else(|| unreachable!("`read` holds that each kind has a category"))
    }

    /// The papers that the counter must have seen for an ad of this category.
    pub fn papers_for(&self, category: &Category, with_picture: bool) -> Vec<&PaperToSee> {
        let papers = category.papers.iter().filter_map(|id| self.paper(id));
        papers.filter(|paper| with_picture || !paper.with_picture_only).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_table_is_sound_and_has_the_six_blessings() {
        let kinds = CategoryTable::shipped();
        let blessings: Vec<&str> = kinds.of(Kind::Blessing).map(|c| c.zh.as_str()).take(6).collect();
        assert_eq!(blessings, ["新婚祝福", "爱情祝福", "升学祝福", "生日祝福", "纪念日祝福", "节日祝福"]);
        assert_eq!(kinds.understand(Kind::Notice, "遗失").map(|c| c.id.as_str()), Ok("lost_and_void"));
        assert!(kinds.understand(Kind::Notice, "wedding").is_err());
    }

    /// What the build made of the file is what it says.
    #[test]
    fn the_table_as_made_is_the_table_as_written() {
        let written = CategoryTable::read(include_str!("../../../../assets/kinds/kinds.toml"));
        assert_eq!(Ok(CategoryTable::shipped()), written);
    }

    #[test]
    fn a_table_with_a_hole_is_refused_by_name() {
        let table = "source = \"\"\npaper = []\n[[category]]\nid = \"x\"\nkind = \"notice\"\nzh = \"\"\nshort = \"\"\nen = \"\"\npapers = [\"seal\"]\n";
        let said = CategoryTable::read(table).expect_err("the paper is missing");
        assert!(said.contains("seal"), "{said}");
    }
}

//! What a clerk chooses about the appearance of an ad: its style, a second colour, what its lines are, how its picture is cut.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::{Block, Kind, LineRole, StyleId, blocks};

/// A style with its names, as a person is told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "an id, and a name in each language")]
pub struct StyleName {
    pub id: StyleId,
    pub zh: String,
    pub en: String,
}

/// How an ad is to look (样式), as far as the clerk said so; what was not said follows the category and the copy.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    /// The id of a style or design; empty for the category's own.
    #[serde(skip_serializing_if = "StyleId::is_empty")]
    pub style: StyleId,
    /// Whether frame and ornaments are printed in the second colour (套红).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub red: bool,
    /// What lines are, where the clerk changed what was proposed.
    #[serde(skip_serializing_if = "Roles::is_empty")]
    pub roles: Roles,
    /// How the picture is cut; in the middle where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crop: Option<Crop>,
}

impl Look {
    /// The look of which nothing was said.
    pub fn plain() -> &'static Look {
        static PLAIN: LazyLock<Look> = LazyLock::new(Look::default);
        &PLAIN
    }

    /// Whether nothing was chosen.
    pub fn is_plain(&self) -> bool {
        self == Look::plain()
    }
}

/// What lines of a copy are (块类), by their place among those that are not empty, from 0.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Roles(BTreeMap<usize, LineRole>);

impl Roles {
    /// Whether nothing was changed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What every one of these blocks is: what a booking keeps, so that a better proposal never changes it.
    pub fn of(blocks: &[Block]) -> Roles {
        Roles(blocks.iter().map(|block| block.role).enumerate().collect())
    }

    /// Says what a line is.
    pub fn set(&mut self, line: usize, role: LineRole) {
        self.0.insert(line, role);
    }

    /// Leaves a line to the proposal.
    pub fn forget(&mut self, line: usize) {
        self.0.remove(&line);
    }

    /// The lines of which something was said, in order, with what they are.
    pub fn iter(&self) -> impl Iterator<Item = (usize, LineRole)> + '_ {
        self.0.iter().map(|(line, role)| (*line, *role))
    }

    /// What was said of a line.
    pub fn get(&self, line: usize) -> Option<LineRole> {
        self.0.get(&line).copied()
    }

    /// The lines of a copy with what they are: as proposed, but for those of which something was said.
    pub fn blocks(&self, kind: Kind, copy: &str) -> Vec<Block> {
        let mut blocks = blocks(kind, copy);
        for (line, block) in blocks.iter_mut().enumerate() {
            block.role = self.get(line).unwrap_or(block.role);
        }
        blocks
    }

    /// The same after the copy was edited: what was said goes along with its line. Of a stretch of lines that was changed, only a
    /// single line that became a single line keeps what was said of it.
    pub fn after(&self, before: &str, now: &str) -> Roles {
        if self.is_empty() || before == now {
            return self.clone();
        }
        let lines = |copy: &'_ str| {
            copy.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect::<Vec<_>>()
        };
        let (before, now) = (lines(before), lines(now));
        let head = before.iter().zip(&now).take_while(|(a, b)| a == b).count();
        let most = before.len().min(now.len()) - head;
        let foot = before.iter().rev().zip(now.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
        let (was, is) = (before.len() - head - foot, now.len() - head - foot);
        let moved = self.0.iter().filter_map(|(line, role)| {
            if *line < head {
                Some((*line, *role))
            } else if *line >= head + was {
                Some((line - was + is, *role))
            } else {
                (was == is).then_some((*line, *role))
            }
        });
        Roles(moved.collect())
    }
}

impl FromIterator<(usize, LineRole)> for Roles {
    fn from_iter<I: IntoIterator<Item = (usize, LineRole)>>(said: I) -> Roles {
        Roles(said.into_iter().collect())
    }
}

/// How a picture is cut to its place (裁剪).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crop {
    /// Which part of what is too wide is cut off at the left, in thousandths: 0 keeps the left edge, 1000 the right.
    pub x: u16,
    /// Which part of what is too high is cut off above, in thousandths.
    pub y: u16,
    /// How much larger than needed to fill its place it is, in hundredths: 100 to 400.
    pub zoom: u16,
}

impl Crop {
    /// In the middle across, a third from above: faces are in the upper part of a picture.
    pub const MIDDLE: Crop = Crop { x: 500, y: 333, zoom: 100 };

    /// The nearest crop that there is.
    pub fn bounded(self) -> Crop {
        Crop { x: self.x.min(1_000), y: self.y.min(1_000), zoom: self.zoom.clamp(100, 400) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(roles: &Roles) -> Vec<(usize, LineRole)> {
        roles.0.iter().map(|(line, role)| (*line, *role)).collect()
    }

    #[test]
    fn what_was_said_of_a_line_goes_along_with_it() {
        let before = "公告\n张三:\n正文。\n某某公司";
        let mut roles = Roles::default();
        roles.set(1, LineRole::Body);
        roles.set(3, LineRole::Body);
        for (now, expected) in [
            ("公告\n张三:\n正文。\n某某公司", vec![1, 3]),
            ("公告\n\n张三:\n正文。\n第二段。\n某某公司", vec![1, 4]),
            ("公告\n张三:\n某某公司", vec![1, 2]),
            ("大标题\n公告\n张三:\n正文。\n某某公司", vec![2, 4]),
            ("公告\n张三、李四:\n正文。\n某某公司", vec![1, 3]),
            ("公告\n张三、\n李四:\n正文。\n某某公司", vec![4]),
            ("", vec![]),
        ] {
            let lines: Vec<usize> = said(&roles.after(before, now)).into_iter().map(|(line, _)| line).collect();
            assert_eq!(lines, expected, "{now}");
        }
    }

    #[test]
    fn what_the_clerk_says_stands_before_what_is_proposed() {
        let copy = "公告\n张三:\n正文。";
        let mut roles = Roles::default();
        roles.set(0, LineRole::Body);
        let found: Vec<LineRole> = roles.blocks(Kind::Notice, copy).iter().map(|block| block.role).collect();
        assert_eq!(found, [LineRole::Body, LineRole::Addressee, LineRole::Body]);
        roles.forget(0);
        assert_eq!(roles.blocks(Kind::Notice, copy), blocks(Kind::Notice, copy));
        let kept = Roles::of(&blocks(Kind::Notice, copy));
        assert_eq!(kept.get(0), Some(LineRole::Title));
    }

    #[test]
    fn a_look_of_which_nothing_was_said_leaves_no_trace() {
        assert_eq!(serde_json::to_string(&Look::default()).expect("data"), "{}");
        let look = Look { style: StyleId::known("court"), red: true, crop: Some(Crop::MIDDLE), ..Look::default() };
        let back: Look = serde_json::from_str(&serde_json::to_string(&look).expect("data")).expect("data");
        assert_eq!(back, look);
        assert!(Look::default().is_plain() && !look.is_plain());
    }
}

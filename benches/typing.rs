//! A clerk who types into a notice, one character after another: what a keystroke is measured with.
//!
//! The setter remembers shaped paragraphs and their lines, and typst remembers what it compiled; so no copy is ever given twice.

/// What is typed: the first lines of the 千字文, no character of which comes twice.
const TEXT: &str = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈\
    剑号巨阙珠称夜光果珍李柰菜重芥姜海咸河淡鳞潜羽翔龙师火帝鸟官人皇始制文字乃服衣裳推位让国有虞陶唐吊民伐罪周发殷汤\
    坐朝问道垂拱平章爱育黎首臣伏戎羌遐迩一体率宾归王鸣凤在竹白驹食场化被草木赖及万方盖此身发四大五常恭惟鞠养岂敢毁伤\
    女慕贞洁男效才良知过必改得能莫忘罔谈彼短靡恃己长信使可复器欲难量墨悲丝染诗赞羔羊景行维贤克念作圣德建名立形端表正";

/// After so many characters the clerk takes them out again and begins anew.
const STRETCH: usize = 12;

/// Where the clerk types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// At the end of the last paragraph.
    End,
    /// In the middle of the longest paragraph.
    Middle,
}

/// A clerk at a copy.
pub struct Clerk {
    before: String,
    after: String,
    typed: String,
    seed: u64,
}

impl Clerk {
    /// A clerk who types at a place of a copy.
    pub fn new(copy: &str, place: Place) -> Clerk {
        let copy = copy.trim_end();
        let at = match place {
            Place::End => copy.len(),
            Place::Middle => {
                let longest = copy.lines().max_by_key(|line| line.len()).unwrap_or_default();
                let start = longest.as_ptr() as usize - copy.as_ptr() as usize;
                let half = longest.chars().count() / 2;
                start + longest.char_indices().nth(half).map_or(0, |(at, _)| at)
            }
        };
        let (before, after) = copy.split_at(at);
        Clerk { before: before.to_owned(), after: after.to_owned(), typed: String::new(), seed: 20_260_122 }
    }

    /// The copy after one more character.
    pub fn key(&mut self) -> String {
        if self.typed.chars().count() == STRETCH {
            self.typed.clear();
        }
        // A linear congruential generator (Knuth, MMIX): the same keys at every run.
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let count = TEXT.chars().count();
        self.typed.extend(TEXT.chars().nth((self.seed >> 33) as usize % count));
        self.with(&self.typed)
    }

    /// What of the copy was typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// The copy with other words typed.
    pub fn with(&self, typed: &str) -> String {
        format!("{}{typed}{}", self.before, self.after)
    }
}

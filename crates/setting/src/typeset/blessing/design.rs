//! What a design is, as its style file says it: faces, frame, and for each shape of an ad the layouts that are tried in their order.

mod reading;

use qishi_faces::Face;

use trade::measure::{Length, Size};

/// The `[blessing]` of a style.
#[derive(Debug, Clone)]
pub(in crate::typeset) struct Design {
    /// The face of names.
    pub(super) names: Face,
    /// The face of greetings.
    pub(super) greeting: Face,
    /// The face of wishes, text and whoever signs.
    pub(super) text: Face,
    pub(super) frame: AdFrame,
    /// What stands between two names.
    pub(super) join: Join,
    /// It is no longer offered; what was booked in it is still set.
    pub(super) retired: bool,
    /// Its layouts: the first that holds the copy and fills the ad is taken.
    pub(super) layout: Vec<Layout>,
}

/// The shape of an ad: what suits a strip does not suit a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Lower than 4 cm: 7.2 × 3.
    Strip,
    /// One column wide and not high: 7.2 × 5.
    Small,
    /// One column wide, higher than wide: 7.2 × 10.
    Tall,
    /// Wide and lower than 8 cm: 14.6 × 6.
    Wide,
    /// Wide and high: 14.6 × 10.
    Large,
}

impl Shape {
    /// The shape of a size.
    pub(super) fn of(size: Size) -> Shape {
        let Size { width, height } = size;
        if height < Length::mm(40) {
            Shape::Strip
        } else if width < Length::mm(100) {
            if height <= width { Shape::Small } else { Shape::Tall }
        } else if height < Length::mm(80) {
            Shape::Wide
        } else {
            Shape::Large
        }
    }
}

/// The frame around an ad.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum AdFrame {
    /// One line along the edge.
    #[default]
    Single,
    /// A thick and a thin one in red, two thin ones in black.
    Double,
    /// One line with round corners.
    Round,
    /// A vine above and below within one line.
    Vine,
}

/// What stands between two names in a row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Join {
    /// Nothing but a space.
    #[default]
    Space,
    Heart,
    /// The double-happiness character 囍.
    Happiness,
    Ampersand,
}

/// How an ad is made up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Rows one below the other.
    Rows,
    /// Two names as columns left and right of the ornament.
    Flanked,
    /// The names at the left, the text at the right of a rule.
    Beside,
    /// Columns from the right.
    Columns,
    /// A couplet on panels at the outer edges, what else there is between them.
    Couplets,
    /// Salutation, text on rules, signature.
    Letter,
    /// A salutation, a sentence and a signature by hand, each a step further to the right.
    Hand,
    /// A number of years as the picture.
    Numeral,
    /// Columns in a moon on a grey sky.
    Moon,
    /// Rows above hills of tint.
    Hills,
    /// A greeting of four characters on a panel at the right, columns beside it.
    Roll,
}

/// The cut of a photograph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Photo {
    /// Left half, to three edges.
    Half,
    /// The upper part, to three edges.
    Head,
    /// An arch within a line.
    Arch,
    /// An oval with rays.
    Oval,
    /// A circle that leaves the ad at the left.
    Circle,
    /// A rectangle within the frame, at the left or above.
    Plate,
}

/// Where the ornament stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum OrnamentPlace {
    /// At the left end.
    #[default]
    Left,
    /// At the left end, as high as the words.
    Head,
    /// At the right end.
    Right,
    /// Above the words, in the middle.
    Top,
    /// Above at both ends, mirrored.
    Ends,
    /// As one corner's branch, from the frame; above at the left.
    Corner,
    /// Behind everything, as a tint, to the right.
    Behind,
}

/// One way to make up an ad.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub(super) form: Form,
    /// The shapes that it is for; all, where none is named.
    pub(super) at: Vec<Shape>,
    /// The cut of the photograph: it is for ads with a picture, and only for those.
    pub(super) photo: Option<Photo>,
    /// The name of a file in `assets/ornaments`, without its ending.
    pub(super) ornament: Option<String>,
    /// Or a character as an ornament.
    pub(super) glyph: Option<char>,
    /// That character stands reversed in a scalloped disc; in black in two rings.
    pub(super) seal: Seal,
    /// Where the ornament stands.
    pub(super) place: OrnamentPlace,
    /// How much of the inner width (or height) it has, in hundredths.
    pub(super) share: i64,
}

/// The shape behind a character that serves as an ornament.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Seal {
    /// No shape: the character alone.
    #[default]
    Bare,
    /// A disc with a scalloped edge.
    Disc,
    /// A square on its corner (斗方).
    Diamond,
}

impl Layout {
    /// Rows and nothing else.
    pub(super) fn plain() -> Layout {
        Layout {
            form: Form::Rows,
            at: Vec::new(),
            photo: None,
            ornament: None,
            glyph: None,
            seal: Seal::Bare,
            place: OrnamentPlace::Left,
            share: quarter(),
        }
    }

    /// The shares that its ornament may take instead, each larger than the one before; none where there is no ornament that has a share.
    pub(super) fn larger_shares(&self) -> impl Iterator<Item = i64> + use<> {
        let shared = matches!(self.form, Form::Rows | Form::Columns | Form::Hills)
            && (self.ornament.is_some() || self.glyph.is_some())
            && !matches!(self.place, OrnamentPlace::Ends | OrnamentPlace::Behind);
        let own = self.share;
        [125, 150].into_iter().map(move |part| own * part / 100).filter(move |share| shared && *share <= MOST_SHARE)
    }

    /// Whether it draws something besides the words and the frame.
    pub(super) const fn is_adorned(&self) -> bool {
        let drawn = matches!(
            self.form,
            Form::Couplets | Form::Roll | Form::Letter | Form::Hand | Form::Numeral | Form::Moon | Form::Hills
        );
        drawn || self.photo.is_some() || self.ornament.is_some() || self.glyph.is_some()
    }
}

/// No ornament that is made larger takes more of an ad than this, in hundredths of its width or height.
const MOST_SHARE: i64 = 46;

const fn quarter() -> i64 {
    25
}

impl Design {
    /// Its layouts for a shape, with or without a picture.
    pub(super) fn layouts(&self, shape: Shape, with_picture: bool) -> impl Iterator<Item = &Layout> {
        let holds = move |layout: &&Layout| {
            (layout.at.is_empty() || layout.at.contains(&shape)) && layout.photo.is_some() == with_picture
        };
        self.layout.iter().filter(holds)
    }

    /// Whether it is no longer offered.
    pub(in crate::typeset) const fn is_retired(&self) -> bool {
        self.retired
    }

    /// Whether it is offered for an ad of a size.
    pub(in crate::typeset) fn suits(&self, size: Size, with_picture: bool) -> bool {
        !self.retired && self.layouts(Shape::of(size), with_picture).next().is_some()
    }
}

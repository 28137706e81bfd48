//! What can be wrong with a file of rules: data, which `locale` puts into words.

use chrono::{NaiveDate, NaiveTime};

use crate::ad::CategoryId;

/// One mistake in a file of rules, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The line, from 1.
    pub line: usize,
    /// The field, by its path: `price[2].tiers[0].up_to`; empty for the file as a whole.
    pub field: String,
    /// What is wrong with it.
    pub wrong: Wrong,
}

/// What kind of name a file used that nothing bears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is called as what a file names")]
pub enum Noun {
    /// A key that the format does not have.
    Key,
    Attribute,
    /// A value of an attribute.
    Value,
    Kind,
    Category,
    Customer,
    Counting,
    /// A price of the card that is no share of another.
    Price,
    /// A surcharge or discount.
    Adjustment,
    /// One word of a fixed list.
    Word,
    /// A fact that notices state.
    Fact,
    /// A family of notice kinds.
    Family,
    /// A typeface that the program brings along, by its id.
    Face,
    /// The name of a drawing in `assets/ornaments`, without its ending.
    Ornament,
}

/// What a value should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is called as the form that is asked for")]
pub enum ValueForm {
    /// Text in quotes, not empty.
    Text,
    /// Text in quotes, or a number that is read as its digits.
    Word,
    /// A word, or a table.
    WordOrTable,
    /// A table whose keys are names, each with its words.
    Names,
    /// A number with decimals.
    Decimal,
    /// A whole number above zero.
    Whole,
    /// How many days, from none to [`MOST_DAYS`].
    Days,
    /// An amount with at most two decimals.
    Money,
    /// The price of one of many units, with at most four decimals.
    UnitPrice,
    /// A percentage, such as `30` or `12.5%`.
    Percent,
    /// A rate of tax, with at most three decimals.
    TaxRate,
    /// A currency by its three letters.
    Currency,
    /// A calendar date, such as `2026-01-22`.
    Date,
    /// A time of day.
    Time,
    /// A size, such as `7.2x10`.
    Size,
    /// `true` or `false`, without quotes.
    Flag,
    List,
    Table,
    /// A whole number of either sign.
    Number,
    /// Two whole numbers in a list: `[2000, 1600]`.
    Pair,
    /// Several pairs of whole numbers.
    Pairs,
    /// A list of lists of words.
    Groups,
    /// One character that can be seen, in quotes.
    Character,
    /// An id: small Latin letters, figures and underscores, a letter first.
    Id,
}

/// What is wrong with a field.
///
/// Of the fields of all variants: `value` is what was written, `known` what could be written instead, `line` another line of the file,
/// `from` and `until` are a first and a last day, both included.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the type and its variants explain the fields")]
pub enum Wrong {
    /// The text is no TOML here; what the parser said, in English.
    Syntax { said: String },
    /// Nothing is called so.
    Unknown {
        /// What should have been named.
        noun: Noun,
        value: String,
        known: Vec<String>,
        /// The one that was probably meant.
        near: Option<String>,
        /// In how many further places the same name stands, which are not told one by one.
        further: usize,
    },
    /// A full-width mark stands where the format has a mark of half width.
    FullWidth { mark: char, write: char },
    /// An amount above the largest that the program takes.
    TooLarge { value: String, most: String },
    /// A kind stands in for others only where it has prices of its own.
    StandsIn {
        /// The kind named, which is itself taken at another's prices.
        value: String,
        /// The kinds with prices of their own.
        known: Vec<String>,
    },
    /// A member of a list of conditions that can never hold together with the others.
    NeverTogether {
        value: String,
        /// With what it never stands.
        with: String,
    },
    /// Two ways of saying a rate lead to no end: what it is a share of is itself a share.
    ShareOfShare {
        /// The id that is named.
        value: String,
    },
    /// The key goes by copy, size or a number, and the row counts something else.
    OnlyWith {
        /// With what it goes.
        with: &'static str,
    },
    /// It must be there.
    Missing {
        /// What to write, such as `price = "299.00"`.
        write: String,
    },
    /// It has another form than it must.
    NotA {
        /// The form it must have.
        form: ValueForm,
        value: String,
    },
    /// The same thing is said on an earlier line.
    Twice {
        value: String,
        /// The line where it stands first.
        line: usize,
    },
    /// Two keys exclude each other, or one needs the other.
    OneOf {
        /// The keys of which one is to be written.
        keys: &'static [&'static str],
    },
    /// It must not be zero or empty.
    Nothing,
    /// More than the whole.
    PercentOver {
        value: String,
        /// What was probably meant.
        meant: String,
        /// Whether a key `over_100 = true` makes it right (a surcharge may double a price).
        may: bool,
    },
    /// Between two tiers some quantities have no price.
    TierHole {
        /// Where the tier before ends.
        up_to: String,
        /// Where this one begins.
        from: String,
        /// What to write for `from`.
        write: String,
    },
    /// Two tiers price the same quantities.
    TierOverlap {
        /// Where the tier before ends.
        up_to: String,
        /// Where this one begins.
        from: String,
        /// What to write for `from`.
        write: String,
    },
    /// Only the last tier may be open, and it must be, unless `most` ends it.
    TierEnd {
        /// Where the last tier ends; none where one before the last is open.
        up_to: Option<String>,
    },
    /// A discount must not fall where runs or amounts grow.
    TierFalls,
    /// Smaller than what bounds it from below.
    LessThan {
        /// The key and value that do, such as `least = 10`.
        than: String,
    },
    /// What is named is applied later, or once a booking.
    NotBefore { value: String },
    /// Of one group some are taken run by run and others once a booking, or some add and others take off.
    GroupMixed { group: String },
    /// Two keys say the same thing twice, or one of them has nothing to hold on to.
    NoEffect {
        /// With what it would have one.
        with: &'static str,
    },
    /// A period ends before it begins.
    EndsBeforeStart { from: NaiveDate, until: NaiveDate },
    /// Two periods of the same thing share days.
    DatesOverlap {
        /// The line where the other stands.
        line: usize,
        /// The first day of this one.
        from: NaiveDate,
        /// The last day of the other, if it has one.
        until: Option<NaiveDate>,
    },
    /// Between two periods some days have nothing.
    DatesHole {
        /// The last day of the one before.
        until: NaiveDate,
        /// The first day of this one.
        from: NaiveDate,
    },
    /// The last period ends, and nothing follows.
    LastEnds { until: NaiveDate },
    /// A stretch of days is too long to be an exception.
    StretchTooLong {
        /// How many days it has.
        days: i64,
        /// How many it may have.
        most: i64,
    },
    /// What is taken late would end before what is taken in time.
    LateBeforeDeadline {
        /// Days before, and time, until which entries are possible.
        late: (u32, NaiveTime),
        /// The same of the deadline.
        deadline: (u32, NaiveTime),
    },
    /// An offered size has no price where others have one.
    SizeWithoutPrice {
        size: String,
        /// For which kind, category and attributes.
        case: String,
    },
    /// A price that no ad can get.
    NeverReached {
        /// The line of the price that is always taken before it; none where its conditions exclude each other.
        line: Option<usize>,
    },
    /// It holds only on days on which the card is not in force.
    OutsideCard {
        /// The card's first day.
        from: NaiveDate,
        /// The card's last day, where it has one.
        until: Option<NaiveDate>,
    },
    /// A price that no ad can get, since several earlier ones together are always taken before it.
    NeverReachedFor {
        /// Their lines, in order.
        lines: Vec<usize>,
    },
    /// A mark that parts what is said, in a word that is said.
    PartingMark { value: String, mark: char },
    /// A size in a list that no ad can get at its price there.
    SizeNeverReached {
        size: String,
        /// The lines of those that together are always taken before it; none where the conditions of its own row exclude it.
        lines: Vec<usize>,
    },
    /// Some value of an attribute has no weekday, or a weekday two values.
    Weekday {
        day: String,
        /// Whether it has none, or more than one.
        missing: bool,
    },
    /// The width is no number of columns of the card's grid.
    NotColumns {
        size: String,
        /// The width of a column.
        column: String,
        gutter: String,
    },
    /// The card's grid is not given and something needs it.
    NoGrid,
    /// A number outside of what is meant.
    OutOf {
        value: String,
        /// The smallest that is taken, as it would be written.
        least: String,
        /// The same of the largest.
        most: String,
    },
    /// Text with characters that cannot be seen.
    Unreadable {
        /// The characters by their numbers: `U+202E`.
        value: String,
    },
    /// An id that the program keeps for itself.
    Reserved { value: String },
    /// A pattern by which nothing could be read.
    Pattern { flaw: PatternFlaw },
    /// An authority speaks in a kind of notices exactly where its category is one of authorities.
    Official {
        category: CategoryId,
        /// Whether that category is one of authorities.
        official: bool,
    },
    /// A rule of a frame lies in the text.
    RuleInText {
        /// How far from the edge it ends, in micrometres.
        ends: i64,
        /// How far from the edge the text begins, in micrometres.
        inset: i64,
    },
    /// Type sizes do not fall; both in tenths of a point.
    StepsRise {
        /// The size that stands before it.
        before: i64,
        this: i64,
    },
    /// The id is that of a style for another kind of ads.
    StyleOf {
        id: String,
        /// The kind of ads that it is for, as files write it.
        kind: &'static str,
    },
    /// A character that the face lacks.
    NotInFace { value: char },
    /// No such day off, or a day that is both off and worked.
    Day {
        day: NaiveDate,
        /// What is wrong with it.
        what: DayTrouble,
    },
}

/// What is wrong with a pattern of a notice kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PatternFlaw {
    /// A bracket that is not closed: `{` or `(`.
    Unclosed(char),
    /// A bracket closes that does not open.
    Unopened,
    /// It names no fact.
    ReadsNothing,
    /// It begins neither with words nor with `^`.
    NoBeginning,
    /// Two things that are read stand beside each other.
    NothingBetween,
    /// A length that is none from 1 to 200.
    Length,
}

/// The most days that something may lie before a date.
pub const MOST_DAYS: u32 = 60;

/// What is wrong with a day of a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayTrouble {
    /// It is not in the year of its table.
    OtherYear,
    /// It is both off and worked.
    OffAndWorked,
    /// It is worked anyway: a make-up workday is a Saturday or Sunday.
    WorkedAnyway,
}

/// The known word that is nearest to one that is not known, if any is near.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let near = known.into_iter().map(|other| (distance(word, other), other)).min()?;
    let most = word.chars().count().max(near.1.chars().count()).div_ceil(3).max(1);
    (near.0 <= most).then(|| near.1.to_owned())
}

/// How many letters must be changed, added, taken away or exchanged with their neighbour to make one word of another.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(64).collect(), b.chars().take(64).collect());
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    rows[0] = (0..=b.len()).collect();
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let change = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = change.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = least;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_hand_is_understood_and_another_word_is_not() {
        assert_eq!(nearest("colr", ["page", "colour"]).as_deref(), Some("colour"));
        assert_eq!(nearest("pirce", ["price", "per"]).as_deref(), Some("price"));
        assert_eq!(nearest("rush", ["page", "colour"]), None);
        assert_eq!(distance("price", "pirce"), 1);
    }
}

//! Old and new side by side (改样对照): what a customer looks at who has an ad changed, with what is different told in words.

use super::RenderContext;
use super::frame::{Frame, HAIRLINE, MARGIN, MEASURE, QUIET, STRONG};
use setting::sheet::{Ink, Mark, Rect, Sheet};
use setting::typeset::Align;
use trade::measure::{Length, Size};

/// What stands at the foot of its sheets.
pub(super) const FOOT: &str = "启事 · 改样对照";
/// What stands between two ads that are beside each other.
const GAP: Length = Length::mm(8);
/// How many characters of what is the same are told around a change.
const AROUND: usize = 6;
/// So few characters that are the same between two changes make one change of them: 5月3日 for 6月3日 and 7日 for 8日 read better apart.
const BETWEEN: usize = 1;
/// The most pairs of characters that are compared; what is longer is told as one change. Two ads of 2,000 characters come to this.
const PAIRS: usize = 4_000_000;

/// The paper with two sheets of an ad, before and after, each at its true size, and what of their words, size and picture is different.
/// It follows the proof of an ad that was changed; its sheets are not numbered yet.
///
/// They stand beside each other where the sheet is wide enough, and otherwise one below the other.
pub(super) fn compared<'a>(before: &Sheet, after: &Sheet, number: &str, house: RenderContext<'a>) -> Frame<'a> {
    let mut frame = Frame::new(house, "改样对照", number.to_owned(), None);
    let setter = frame.setter();
    let wide = before.width + GAP + after.width <= MEASURE;
    let head = Length::mm(8);
    frame.need(head + if wide { before.height.max(after.height) } else { before.height });
    let indent = (MEASURE - before.width - GAP - after.width).part(1, 2);
    let lefts = if wide {
        [MARGIN + indent, MARGIN + indent + before.width + GAP]
    } else {
        [before, after].map(|ad| MARGIN + (MEASURE - ad.width).part(1, 2))
    };
    let top = frame.y;
    let mut low = top;
    for (n, (ad, name)) in [(before, "改前"), (after, "改后")].into_iter().enumerate() {
        if n == 1 && !wide {
            frame.y = low + Length::mm(4);
            frame.need(head + ad.height);
        } else {
            frame.y = top;
        }
        let (x, y) = (lefts[n], frame.y + head);
        let words = if n == 0 { &QUIET } else { &STRONG };
        let baseline = frame.y + Length::mm(5);
        setter.label(frame.sheet(), words, name, x, baseline, Align::Left);
        around(frame.sheet(), Rect::new(x, y, ad.width, ad.height));
        frame.sheet().place(ad, x, y);
        low = y + ad.height;
        if wide {
            low = low.max(top + head + before.height);
        }
    }
    frame.y = low + Length::mm(6);
    frame.line();
    frame.y += Length::mm(2);
    let all = differences(before, after);
    if all.is_empty() {
        let same = before.marks == after.marks;
        frame.field("改动", if same { "没有改动" } else { "文字、规格和图片都没有改动，样式或排法有改动" });
    }
    for (n, one) in all.iter().enumerate() {
        frame.field(if n == 0 { "改动" } else { "" }, one);
    }
    frame.y += Length::mm(2);
    frame.small("请只核对改动处与其前后文；改后须重新签字，原签字作废。");
    frame
}

/// A hairline off the ad, so that its edge is seen.
fn around(sheet: &mut Sheet, ad: Rect) {
    let off = Length::um(600);
    let (x, y, width, height) = (ad.x - off, ad.y - off, ad.width + off * 2, ad.height + off * 2);
    for place in [
        Rect::new(x, y, width, HAIRLINE),
        Rect::new(x, y + height, width, HAIRLINE),
        Rect::new(x, y, HAIRLINE, height),
        Rect::new(x + width, y, HAIRLINE, height),
    ] {
        sheet.marks.push(Mark::Rule { place, ink: Ink::Grey(50) });
    }
}

/// What is different, in words.
fn differences(before: &Sheet, after: &Sheet) -> Vec<String> {
    let size = |sheet: &Sheet| Size { width: sheet.width, height: sheet.height }.said();
    let mut all = Vec::new();
    if (before.width, before.height) != (after.width, after.height) {
        all.push(format!("规格 {} cm → {} cm", size(before), size(after)));
    }
    if before.pictures() != after.pictures() {
        all.push("图片或其裁切有改动".to_owned());
    }
    if before.is_red() != after.is_red() {
        all.push(if after.is_red() { "改为套红" } else { "改为单黑" }.to_owned());
    }
    all.extend(changes(&before.text(), &after.text()));
    all
}

/// The changes from one text to another, each with a little of what stands around it: 张〔三→四〕遗失.
///
/// By the longest common subsequence (Wagner and Fischer), over what is left once equal heads and tails are taken off.
fn changes(before: &str, after: &str) -> Vec<String> {
    let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<Vec<char>>();
    let (old, new) = (plain(before), plain(after));
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let most = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let mut spans: Vec<[usize; 4]> = Vec::new();
    for [a, b, c, d] in runs(&old[head..old.len() - tail], &new[head..new.len() - tail]) {
        let span = [a + head, b + head, c + head, d + head];
        match spans.last_mut() {
            Some(last) if span[0] - last[1] <= BETWEEN => (last[1], last[3]) = (span[1], span[3]),
            _ => spans.push(span),
        }
    }
    let text = |chars: &[char]| chars.iter().collect::<String>();
    let said = |[a, b, c, d]: [usize; 4]| {
        let (left, right) = (&new[c.saturating_sub(AROUND)..c], &new[d..new.len().min(d + AROUND)]);
        let change = match (&old[a..b], &new[c..d]) {
            ([], added) => format!("加“{}”", text(added)),
            (gone, []) => format!("删“{}”", text(gone)),
            (gone, added) => format!("“{}”改“{}”", text(gone), text(added)),
        };
        format!("{change}（…{}▲{}…）", text(left), text(right))
    };
    spans.into_iter().map(said).collect()
}

/// Where two texts differ: from and to in the old one, from and to in the new one.
fn runs(old: &[char], new: &[char]) -> Vec<[usize; 4]> {
    if old.is_empty() && new.is_empty() {
        return Vec::new();
    }
    if old.len().saturating_mul(new.len()) > PAIRS {
        return vec![[0, old.len(), 0, new.len()]];
    }
    // longest[i][j]: of what comes after i and j.
    let wide = new.len() + 1;
    let mut longest = vec![0u16; (old.len() + 1) * wide];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            longest[i * wide + j] = if old[i] == new[j] {
                longest[(i + 1) * wide + j + 1].saturating_add(1)
            } else {
                longest[(i + 1) * wide + j].max(longest[i * wide + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut found: Vec<[usize; 4]> = Vec::new();
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
            continue;
        }
        let from = (i, j);
        while (i < old.len() || j < new.len()) && !(i < old.len() && j < new.len() && old[i] == new[j]) {
            let down = i < old.len() && (j == new.len() || longest[(i + 1) * wide + j] >= longest[i * wide + j + 1]);
            if down { i += 1 } else { j += 1 }
        }
        found.push([from.0, i, from.1, j]);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_change_is_told_with_what_stands_around_it() {
        let before = "张三遗失身份证，证号末四位1234，2026年1月20日声明作废。";
        let after = "张四遗失身份证，证号末四位1243，2026年1月20日特此声明作废。";
        let told = changes(before, after);
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told[0].starts_with("“三”改“四”（…张▲遗失身份证，"), "{told:?}");
        assert!(told[2].starts_with("加“特此”"), "{told:?}");
        assert_eq!(changes(before, before), Vec::<String>::new());
        assert_eq!(changes("声明 作废", "声明\n作废"), Vec::<String>::new(), "lines that fall otherwise are no change");
        assert!(changes("声明作废", "声明").concat().starts_with("删“作废”"));
    }

    proptest! {
        /// What is told put in the place of what was there gives the new text.
        #[test]
        fn the_changes_lead_from_one_text_to_the_other(before in "[甲乙丙丁0-3]{0,40}", after in "[甲乙丙丁0-3]{0,40}") {
            let plain = |text: &str| text.chars().collect::<Vec<char>>();
            let (old, new) = (plain(&before), plain(&after));
            let mut made: Vec<char> = Vec::new();
            let mut at = 0;
            for [a, b, c, d] in runs(&old, &new) {
                prop_assert!(a >= at && (b > a || d > c));
                made.extend(&old[at..a]);
                made.extend(&new[c..d]);
                at = b;
            }
            made.extend(&old[at..]);
            prop_assert_eq!(made, new);
        }
    }
}

//! Whether a press holds what stands on a sheet: no rule thinner and no type smaller than the paper's settings say.

use crate::sheet::{Mark, Sheet};
use trade::measure::{Length, TypeSize};
use trade::refusal::{Fine, Refusal};
use trade::settings::Press;

/// Compares the thinnest rule and the smallest type of a sheet with what the press can print.
///
/// # Errors
/// [`Refusal::TooFine`] for the thinnest rule, or, where rules are thick enough, for the smallest type.
pub fn held(sheet: &Sheet, press: &Press) -> Result<(), Refusal> {
    let mut thinnest: Option<Length> = None;
    rules(&sheet.marks, &mut |thick| thinnest = Some(thinnest.map_or(thick, |known| known.min(thick))));
    if let Some(thick) = thinnest.filter(|thick| *thick < press.thinnest()) {
        let has = format!("{:.2}", thick.as_pt());
        return Err(Refusal::TooFine { what: Fine::Rule, has, least: press.least_rule_said() });
    }
    let mut smallest: Option<TypeSize> = None;
    sheet.each_run(|run| {
        let read = run.glyphs.iter().any(|glyph| !glyph.text.trim().is_empty());
        if read && smallest.is_none_or(|known| run.size < known) {
            smallest = Some(run.size);
        }
    });
    match smallest.filter(|size| *size < press.smallest()) {
        Some(size) => {
            Err(Refusal::TooFine { what: Fine::Type, has: size.to_string(), least: press.smallest().to_string() })
        }
        None => Ok(()),
    }
}

/// Tells how thick every rule and every line is.
fn rules(marks: &[Mark], each: &mut dyn FnMut(Length)) {
    for mark in marks {
        match mark {
            Mark::Rule { place, .. } => each(place.width.min(place.height)),
            Mark::Path(path) => path.stroke.into_iter().for_each(&mut *each),
            Mark::Clip { marks, .. } => rules(marks, each),
            Mark::Glyphs(_) | Mark::Picture { .. } => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeset::{Job, set};
    use trade::ad::{CategoryId, Kind, Look, StyleId};
    use trade::measure::Size;

    #[test]
    fn a_rule_or_type_below_what_the_press_holds_is_named() {
        let copy = "遗失声明\n张三遗失身份证,证号末四位1234,声明作废。";
        let sheet = |style: &'static str| {
            let look = Look { style: StyleId::known(style), ..Look::plain().clone() };
            let job = Job {
                kind: Kind::Notice,
                category: &CategoryId::known("lost_and_void"),
                copy,
                picture: None,
                size: Size::mm(72, 30),
                look: &look,
            };
            set(&job).sheet
        };
        let ruled = sheet("ruled");
        assert_eq!(held(&ruled, &Press::default()), Ok(()));
        let strict = |rule: &str, least: &str| Press::default().holding(rule, least).expect("a press");
        assert!(matches!(held(&ruled, &strict("2", "5")), Err(Refusal::TooFine { what: Fine::Rule, .. })));
        let Err(Refusal::TooFine { what: Fine::Type, has, least }) = held(&ruled, &strict("0.25", "12")) else {
            panic!("small type is held")
        };
        assert_eq!(least, "12");
        assert!(has.parse::<f64>().is_ok_and(|has| (7.5..12.0).contains(&has)), "{has}");
        // Rules in a picture's clip count too.
        let rule = Mark::Rule {
            place: crate::sheet::Rect::new(Length::ZERO, Length::ZERO, Length::mm(50), Length::um(80)),
            ink: crate::sheet::Ink::Black,
        };
        let mut clipped = Sheet::new(Length::mm(72), Length::mm(30));
        let place = crate::sheet::Rect::new(Length::ZERO, Length::ZERO, Length::mm(72), Length::mm(30));
        clipped.marks.push(Mark::Clip { place, marks: vec![rule] });
        assert!(held(&clipped, &Press::default()).is_err());
    }
}

//! How the paper is printed: what the file of an ad says about the press, and how it is separated.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use super::Profile;
use crate::measure::{Length, TypeSize, narrow, scaled};
use crate::refusal::Refusal;

/// The thinnest rule that newsprint holds, in hundredths of a point; and the thickest that a press may ask for.
const RULES: [u16; 2] = [25, 200];
/// The smallest type that a press may ask for, and the largest.
const TYPES: [TypeSize; 2] = [TypeSize::tenths(50), TypeSize::tenths(140)];

/// The gain of the preset, in percent of a 50 % tone: what was meant for a screen prints heavier on newsprint.
const NEWSPRINT_GAIN: u8 = 8;
/// The darkest tone of ink that newsprint keeps open: above it screens fill.
const SHADOW: f64 = 0.85;
/// From this tone of ink on, darker tones come closer together so that they end at [`SHADOW`].
const SHOULDER: f64 = 0.6;

/// The paper's press. The default is what Chinese newspapers ask for: cold-set newsprint, red as process colour, pictures lightened for
/// it, rules of 0.25 pt at least.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Press {
    /// The printing condition, by its name in the registry of the International Color Consortium (ICC): `IFRA26` is newsprint with 26 % tone
    /// value increase (ISO 12647-3). A registered name needs no profile inside the file.
    pub condition: String,
    /// How the second colour is printed.
    pub second: Second,
    /// How much darker the press prints the middle tones of pictures than they are meant, in percent of a 50 % tone; so much is taken
    /// from them beforehand. 0 leaves pictures as they are.
    pub picture_gain: u8,
    /// The profile of the paper's own condition: with one, files are PDF/X-4 and embed it. Without, they are PDF/X-1a and name a
    /// registered condition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<Profile>,
    /// The thinnest rule that the press holds, in hundredths of a point: some papers ask for half a point or one.
    pub least_rule: u16,
    /// The smallest type that it holds, in tenths of a point.
    pub least_type: u16,
}

/// How the second colour (套红) is printed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Second {
    /// As magenta and yellow, 100 % each.
    #[default]
    Process,
    /// On a plate of its own, under the press's name for it.
    Spot(String),
    /// Not at all: what would be red is black.
    Black,
}

impl Default for Press {
    fn default() -> Press {
        Press {
            condition: "IFRA26".to_owned(),
            second: Second::Process,
            picture_gain: NEWSPRINT_GAIN,
            profile: None,
            least_rule: RULES[0],
            least_type: TYPES[0].as_tenths(),
        }
    }
}

impl Press {
    /// The press with these settings, checked for their form.
    ///
    /// # Errors
    /// [`Refusal::BadSetting`] for a condition that is not 1 to 60 printable ASCII characters, and for a gain above 40 %.
    pub fn checked(condition: &str, second: Second, picture_gain: u8) -> Result<Press, Refusal> {
        let condition = condition.trim();
        if !named(condition) {
            return Err(Refusal::BadSetting { field: "press_condition", value: condition.to_owned() });
        }
        if picture_gain > 40 {
            return Err(Refusal::BadSetting { field: "picture_gain", value: picture_gain.to_string() });
        }
        Ok(Press { condition: condition.to_owned(), second, picture_gain, ..Press::default() })
    }

    /// The same press with the least that it holds, as typed in points: `0.5` for rules, `7.5` for type.
    ///
    /// # Errors
    /// [`Refusal::BadSetting`] for a rule that is not 0.25 to 2 pt, and for type that is not 5 to 14 pt.
    pub fn holding(self, rule: &str, least_type: &str) -> Result<Press, Refusal> {
        let typed = |field: &'static str, text: &str, decimals: usize, [least, most]: [u16; 2]| {
            let plain: String = text.trim().trim_end_matches(|c: char| c.is_alphabetic()).chars().map(narrow).collect();
            let number = scaled(plain.trim(), decimals).and_then(|number| u16::try_from(number).ok());
            let sound = number.filter(|number| (least..=most).contains(number));
            sound.ok_or_else(|| Refusal::BadSetting { field, value: text.to_owned() })
        };
        let least_rule = typed("least_rule", rule, 2, RULES)?;
        let least_type = typed("least_type", least_type, 1, TYPES.map(TypeSize::as_tenths))?;
        Ok(Press { least_rule, least_type, ..self })
    }

    /// The standard of its files: PDF/X-4 where it has a profile of its own, else PDF/X-1a:2003.
    pub const fn standard(&self) -> &'static str {
        if self.profile.is_some() { "PDF/X-4" } else { "PDF/X-1a:2003" }
    }

    /// The thinnest rule that it holds.
    pub const fn thinnest(&self) -> Length {
        // A point is 25.4 mm / 72; rounded down, so that a rule drawn at the least is not below it.
        Length::um(self.least_rule as i64 * 127 / 36)
    }

    /// The smallest type that it holds.
    pub const fn smallest(&self) -> TypeSize {
        TypeSize::tenths(self.least_type)
    }

    /// The thinnest rule in points, as typed: `0.25`.
    pub fn least_rule_said(&self) -> String {
        let (whole, rest) = (self.least_rule / 100, self.least_rule % 100);
        format!("{whole}.{rest:02}").trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    /// A tone of a picture (0 black, 255 white) as it is given to the press, so that it prints as it is meant.
    ///
    /// The gain is taken as a parabola over the tones, nothing at white and black and `picture_gain` at 50 %: a tone of ink t prints as
    /// t + 4 g t (1 - t). The curve is its inverse up to 60 % ink; darker tones end at 85 %, above which the screens of newsprint fill.
    pub fn tone(&self, grey: u8) -> u8 {
        if self.picture_gain == 0 {
            return grey;
        }
        let gain = f64::from(self.picture_gain) / 100.0;
        let wanted = 1.0 - f64::from(grey) / 255.0;
        let part = 1.0 + 4.0 * gain;
        let ink = (part - (part * part - 16.0 * gain * wanted).max(0.0).sqrt()) / (8.0 * gain);
        // Above a gain of a quarter the parabola passes full ink before its end: there, as much as prints black.
        let ink = ink.clamp(0.0, 1.0);
        let ink =
            if ink > SHOULDER { SHOULDER + (ink - SHOULDER) * (SHADOW - SHOULDER) / (1.0 - SHOULDER) } else { ink };
        (255.0 * (1.0 - ink)).round() as u8
    }
}

/// Whether a name can stand in a file for a press.
fn named(name: &str) -> bool {
    (1..=60).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_graphic() || b == b' ')
}

impl fmt::Display for Second {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Second::Process => f.write_str("process"),
            Second::Spot(name) => write!(f, "spot:{name}"),
            Second::Black => f.write_str("black"),
        }
    }
}

impl FromStr for Second {
    type Err = Refusal;

    /// `process`, `black`, or `spot:` and the press's name of the ink in ASCII.
    fn from_str(text: &str) -> Result<Second, Refusal> {
        match (text.trim(), text.trim().strip_prefix("spot:").map(str::trim)) {
            ("process", _) => Ok(Second::Process),
            ("black", _) => Ok(Second::Black),
            (_, Some(name)) if named(name) => Ok(Second::Spot(name.to_owned())),
            _ => Err(Refusal::BadSetting { field: "second_colour", value: text.to_owned() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_colour_is_said_and_read_back() {
        for second in [Second::Process, Second::Black, Second::Spot("PANTONE 185 C".to_owned())] {
            assert_eq!(second.to_string().parse(), Ok(second));
        }
        for wrong in ["", "red", "spot:", "spot:红", "Process"] {
            assert!(wrong.parse::<Second>().is_err(), "{wrong}");
        }
        assert!(Press::checked("", Second::Black, 0).is_err() && Press::checked("IFRA26", Second::Black, 41).is_err());
    }

    #[test]
    fn the_curve_takes_away_what_the_press_adds_and_keeps_shadows_open() {
        for gain in [0u8, 8, 10, 26, 30, 40] {
            let press = Press { picture_gain: gain, ..Press::default() };
            assert_eq!(press.tone(255), 255, "{gain}");
            let mut before = 0;
            for grey in 0..=255u8 {
                let given = press.tone(grey);
                assert!(given >= grey && given >= before, "{gain} {grey}");
                before = given;
                let ink = 1.0 - f64::from(given) / 255.0;
                assert!(gain == 0 || ink <= 0.852, "{gain} {grey}: {ink}");
                if gain > 0 && ink > 0.6 {
                    continue;
                }
                let printed = ink + 4.0 * f64::from(gain) / 100.0 * ink * (1.0 - ink);
                let wanted = 1.0 - f64::from(grey) / 255.0;
                assert!((printed - wanted).abs() < 0.01, "{gain} {grey}: {printed} for {wanted}");
            }
        }
    }

    /// The preset: middle tones 8 % lighter, shadows at 85 % ink.
    #[test]
    fn photographs_are_lightened_for_newsprint() {
        let ink = |grey: u8| ((255 - u32::from(Press::default().tone(grey))) * 100 + 127) / 255;
        assert_eq!([ink(0), ink(128), ink(255)], [85, 42, 0]);
    }
}

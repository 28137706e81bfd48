//! How one person likes the desk: kept per user, outside the database. Nothing here changes what is booked or printed.

use serde::{Deserialize, Serialize};

/// The language of the desk and of messages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is called as its language")]
pub enum Language {
    #[default]
    Chinese,
    English,
}

/// The colours of the desk; the ad's sheet is white in both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "light or dark")]
pub enum ThemeChoice {
    #[default]
    Light,
    Dark,
}

/// Language, theme, text size, the screen's calibration and the printers in reach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the types of language and theme explain them")]
pub struct Taste {
    /// Who sits at the desk (经办人); empty means the counter itself.
    pub clerk: String,
    pub language: Language,
    pub theme: ThemeChoice,
    /// The size of the desk's text in percent, 80 to 200.
    pub text_percent: u16,
    /// Logical pixels that show 100 mm on this screen, measured with a bank card; none until then (96 dpi is assumed).
    pub pixels_per_100_mm: Option<u32>,
    /// The address of the printer for proofs, such as `ipp://localhost:631/printers/Canon`; empty for none.
    pub proof_printer: String,
    /// The address of the printer for statements; it may be the same.
    pub statement_printer: String,
    /// The name of the till at which this desk works; empty where the books say which.
    pub till: String,
}

impl Default for Taste {
    fn default() -> Taste {
        Taste {
            clerk: String::new(),
            language: Language::default(),
            theme: ThemeChoice::default(),
            text_percent: 100,
            pixels_per_100_mm: None,
            proof_printer: String::new(),
            statement_printer: String::new(),
            till: String::new(),
        }
    }
}

impl Taste {
    /// Reads the settings of a person.
    ///
    /// # Errors
    /// What is wrong with the text, and where: it names who works and which printers are used, so that the shipped settings are not
    /// taken for it without a word.
    pub fn read(text: &str) -> Result<Taste, String> {
        serde_json::from_str::<Taste>(text).map(Taste::bounded).map_err(|error| error.to_string())
    }

    /// As text to be kept.
    pub fn write(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// With every figure brought back into its bounds.
    pub fn bounded(mut self) -> Taste {
        self.text_percent = self.text_percent.clamp(80, 200);
        self.pixels_per_100_mm = self.pixels_per_100_mm.map(|pixels| pixels.clamp(150, 2_000));
        self
    }

    /// Logical pixels to the millimetre: as calibrated, or at 96 dpi.
    pub fn pixels_per_mm(&self) -> f32 {
        self.pixels_per_100_mm.map_or(96.0 / 25.4, |pixels| pixels as f32 / 100.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_and_what_cannot_be_read_is_told() {
        for text in ["", "{", r#"{"text_percent": "large"}"#, r#"{"clark": "王敏"}"#] {
            assert!(Taste::read(text).is_err(), "{text}");
        }
        let taste = Taste { language: Language::English, text_percent: 125, ..Taste::default() };
        assert_eq!(Taste::read(&taste.write()), Ok(taste));
        assert_eq!(Taste::read(r#"{"text_percent": 1}"#).map(|taste| taste.text_percent), Ok(80));
    }
}

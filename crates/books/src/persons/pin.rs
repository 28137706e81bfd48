//! PINs (口令): what may be one, and what is kept of one.
//!
//! Of a PIN the books keep what Argon2id (RFC 9106) makes of it with 16 random bytes. Where that stands in the journal, only the
//! commitment of a personal value does. It proves who stands at the counter and encrypts nothing: four figures are ten thousand
//! possibilities, which somebody with a copy of the books can try at his own machine. At the counter wrong ones are slowed
//! ([`super::Person::waits`]).

use std::fmt;

use argon2::{Algorithm, Argon2, Params, Version};
use trade::measure::narrow;
use trade::personal::Personal;
use trade::refusal::{Fault, PersonTrouble, Refusal};

/// The fewest figures of a PIN.
pub const LEAST_FIGURES: usize = 4;
/// The most figures of a PIN.
pub const MOST_FIGURES: usize = 12;
/// The bytes that Argon2id makes.
const HASHED: usize = 32;
/// The word before what is kept.
const SCHEME: &str = "argon2id";

/// What checking a PIN costs: Argon2id's memory in KiB and its passes, in one lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    memory: u32,
    passes: u32,
}

impl Cost {
    /// What every PIN of a paper costs: 19 MiB and two passes, the least that OWASP's Password Storage Cheat Sheet recommends for
    /// Argon2id. How long that takes stands in `docs/people.md`.
    pub const COUNTER: Cost = Cost { memory: 19_456, passes: 2 };

    /// As little as the function takes: for tests that sign in thousands of times.
    pub const LEAST: Cost = Cost { memory: 8, passes: 1 };

    fn hasher(self) -> Result<Argon2<'static>, Fault> {
        let params = Params::new(self.memory, self.passes, 1, Some(HASHED));
        let params = params.map_err(|error| Fault::Store { what: format!("Argon2id takes no such cost: {error}") })?;
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }
}

/// A PIN as it was typed. It prints as `***`.
#[derive(Clone, PartialEq, Eq)]
pub struct Pin(String);

impl Pin {
    /// What was typed to sign in; figures of both widths are alike. Whatever it is: what is no PIN is a wrong one.
    pub fn typed(text: &str) -> Pin {
        Pin(text.trim().chars().map(narrow).collect())
    }

    /// A PIN that somebody wants to have.
    ///
    /// # Errors
    /// [`PersonTrouble::PinNotDigits`], [`PersonTrouble::PinTooShort`], [`PersonTrouble::PinTooLong`], and [`PersonTrouble::PinTrivial`]
    /// for one figure again and again, figures in a row (`1234`, `9876`), and one pair again and again (`1212`).
    pub fn chosen(text: &str) -> Result<Pin, Refusal> {
        let pin = Pin::typed(text);
        let figures: Vec<u8> = pin.0.bytes().collect();
        if !figures.iter().all(u8::is_ascii_digit) {
            return Err(PersonTrouble::PinNotDigits.into());
        }
        if figures.len() < LEAST_FIGURES {
            return Err(PersonTrouble::PinTooShort { least: LEAST_FIGURES }.into());
        }
        if figures.len() > MOST_FIGURES {
            return Err(PersonTrouble::PinTooLong { most: MOST_FIGURES }.into());
        }
        let steps: Vec<i16> = figures.windows(2).map(|pair| i16::from(pair[1]) - i16::from(pair[0])).collect();
        // After 9 comes 0 on the keys.
        let row = |by: i16| steps.iter().all(|step| *step == by || *step == -9 * by);
        let pairs = figures.len().is_multiple_of(2) && figures.chunks(2).all(|pair| pair == &figures[..2]);
        if row(1) || row(-1) || steps.iter().all(|step| *step == 0) || pairs {
            return Err(PersonTrouble::PinTrivial.into());
        }
        Ok(pin)
    }

    /// Whether nothing was typed.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is kept of it, under a fresh salt.
    ///
    /// # Errors
    /// [`Fault::Store`] where the system gives no randomness.
    pub fn kept(&self, cost: Cost) -> Result<PinHash, Fault> {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt)
            .map_err(|error| Fault::Store { what: format!("the system gives no randomness: {error}") })?;
        let hash = self.hashed(cost, &salt)?;
        let Cost { memory, passes } = cost;
        let text = format!("{SCHEME}:{memory}:{passes}:{}:{}", hex::encode(salt), hex::encode(hash));
        Ok(PinHash(Personal::new(text)))
    }

    fn hashed(&self, cost: Cost, salt: &[u8]) -> Result<[u8; HASHED], Fault> {
        let mut hash = [0; HASHED];
        cost.hasher()?
            .hash_password_into(self.0.as_bytes(), salt, &mut hash)
            .map_err(|error| Fault::Store { what: format!("Argon2id failed: {error}") })?;
        Ok(hash)
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// What is kept of a PIN: `argon2id:MEMORY:PASSES:SALT:HASH`, in hexadecimal. It prints as `***`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PinHash(Personal<String>);

impl PinHash {
    /// As it stands in a posted row; its place alone where nobody opened it.
    pub fn posted(text: Personal<String>) -> PinHash {
        PinHash(text)
    }

    /// As it is posted.
    pub const fn text(&self) -> &Personal<String> {
        &self.0
    }

    /// Whether this is the PIN of which it was made. It takes as long as [`Cost`] says.
    ///
    /// # Errors
    /// [`Fault::Damaged`] where what is kept cannot be read.
    pub fn is_of(&self, pin: &Pin) -> Result<bool, Fault> {
        let damaged = || Fault::Damaged { what: "what is kept of a PIN cannot be read".to_owned() };
        let parts: Vec<&str> = self.0.text().split(':').collect();
        let [SCHEME, memory, passes, salt, hash] = parts.as_slice() else { return Err(damaged()) };
        let number = |text: &str| text.parse::<u32>().map_err(|_| damaged());
        let cost = Cost { memory: number(memory)?, passes: number(passes)? };
        let (salt, hash) = (hex::decode(salt).map_err(|_| damaged())?, hex::decode(hash).map_err(|_| damaged())?);
        let made = pin.hashed(cost, &salt)?;
        if hash.len() != made.len() {
            return Err(damaged());
        }
        // All of it is compared, so that the time tells nothing.
        Ok(made.iter().zip(&hash).fold(0, |differs, (made, kept)| differs | (made ^ kept)) == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_that_anybody_tries_first_is_none() {
        for (typed, why) in [
            ("", PersonTrouble::PinTooShort { least: 4 }),
            ("481", PersonTrouble::PinTooShort { least: 4 }),
            ("4815162342481", PersonTrouble::PinTooLong { most: 12 }),
            ("48a1", PersonTrouble::PinNotDigits),
            ("48 15", PersonTrouble::PinNotDigits),
            ("0000", PersonTrouble::PinTrivial),
            ("1234", PersonTrouble::PinTrivial),
            ("7890", PersonTrouble::PinTrivial),
            ("9876", PersonTrouble::PinTrivial),
            ("1212", PersonTrouble::PinTrivial),
            ("373737", PersonTrouble::PinTrivial),
        ] {
            assert_eq!(Pin::chosen(typed).err(), Some(why.into()), "{typed:?}");
        }
        for typed in ["2580", "1357", "4815162342", " 2580 ", "２５８０", "1235", "12123"] {
            assert!(Pin::chosen(typed).is_ok(), "{typed}");
        }
    }

    #[test]
    fn what_is_kept_is_of_that_pin_alone_and_tells_nothing() {
        let pin = Pin::chosen("2580").expect("a PIN");
        let kept = pin.kept(Cost::LEAST).expect("kept");
        assert_eq!(kept.is_of(&Pin::typed("２５８０")), Ok(true));
        for wrong in ["2581", "258", "25800", "", "O580"] {
            assert_eq!(kept.is_of(&Pin::typed(wrong)), Ok(false), "{wrong}");
        }
        assert_ne!(kept, pin.kept(Cost::LEAST).expect("kept"), "each has a salt of its own");
        let told = format!("{pin:?} {kept:?}");
        assert!(!told.contains("2580") && !told.contains("argon2id"), "{told}");
        assert!(!kept.text().text().contains("2580"));
    }

    #[test]
    fn the_cost_of_the_counter_is_what_is_kept_with_each_pin() {
        let kept = Pin::chosen("2580").expect("a PIN").kept(Cost::COUNTER).expect("kept");
        assert!(kept.text().text().starts_with("argon2id:19456:2:"));
        assert_eq!(kept.is_of(&Pin::typed("2580")), Ok(true));
        let erased = PinHash::posted(Personal::erased());
        assert!(matches!(erased.is_of(&Pin::typed("2580")), Err(Fault::Damaged { .. })));
    }
}

//! Tax numbers (纳税人识别号): of most enterprises the 统一社会信用代码, whose last character checks the others.

use crate::measure::narrow;
use crate::refusal::Refusal;

/// What stands in a 统一社会信用代码: no I, O, S, V, Z (GB 32100-2015).
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Whether 18 characters are a 统一社会信用代码 with the right check character (GB 32100-2015, 4.2.6: weights 3ⁿ modulo 31).
pub fn is_credit_code(code: &[char]) -> bool {
    let values: Option<Vec<u32>> =
        code.iter().map(|c| ALPHABET.find(*c).and_then(|at| u32::try_from(at).ok())).collect();
    let Some(values) = values.filter(|values| values.len() == 18) else { return false };
    let (mut weight, mut sum) = (1, 0);
    for value in &values[..17] {
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    (31 - sum % 31) % 31 == values[17]
}

/// A payer's tax number as typed, tidied; empty where none is given.
///
/// # Errors
/// [`Refusal::NotATaxNumber`] for 18 characters whose check character is wrong, and for anything else than 15, 17 or 20 figures and capital
/// letters: numbers given before 2015 have these lengths, and no check character.
pub fn checked(text: &str) -> Result<String, Refusal> {
    let number: String = text.chars().filter(|c| !c.is_whitespace()).map(narrow).collect::<String>().to_uppercase();
    let chars: Vec<char> = number.chars().collect();
    let sound = match chars.len() {
        0 => true,
        18 => is_credit_code(&chars),
        15 | 20 => chars.iter().all(char::is_ascii_alphanumeric),
        // Those of seventeen were figures alone; a letter among them is a code of eighteen that lacks one.
        17 => chars.iter().all(char::is_ascii_digit),
        _ => false,
    };
    if sound { Ok(number) } else { Err(Refusal::NotATaxNumber { value: text.trim().to_owned() }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_character_is_asked_of_eighteen() {
        assert_eq!(checked(" ９1350100M000100Y43 "), Ok("91350100M000100Y43".to_owned()));
        assert_eq!(checked("9135 0100 m000 100y 43"), Ok("91350100M000100Y43".to_owned()));
        assert_eq!(checked(""), Ok(String::new()));
        assert_eq!(checked("370202718045678"), Ok("370202718045678".to_owned()));
        for wrong in ["91350100M000100Y44", "91350100M000100Y4", "91350100I000100Y43", "某某公司", "1234567890123456"]
        {
            assert_eq!(checked(wrong), Err(Refusal::NotATaxNumber { value: wrong.to_owned() }));
        }
        // One changed character is always seen.
        let sound: Vec<char> = "91350100M000100Y43".chars().collect();
        for at in 0..18 {
            for c in ALPHABET.chars().filter(|c| *c != sound[at]) {
                let mut other = sound.clone();
                other[at] = c;
                assert!(!is_credit_code(&other), "{other:?}");
            }
        }
    }
}

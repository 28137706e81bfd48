//! Who stands behind an ad, and the papers that were seen.

use serde::Serialize;

use super::streams::printable;
use trade::ad::PaperId;
use trade::legible::{self, Field};
use trade::measure::narrow;
use trade::personal::Personal;
use trade::refusal::Refusal;
use trade::tax_number;

/// The customer: who sends the ad, who pays, and whose name the invoice bears; the three may differ.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Customer {
    /// The telephone number as it was said.
    pub phone: Personal<String>,
    /// Who sends the ad (送登人).
    pub name: Personal<String>,
    /// Who pays (付款人), where it is another.
    pub payer: Option<Personal<String>>,
    /// Whose name the invoice bears (发票抬头), where it is another.
    pub invoice_title: Option<Personal<String>>,
    /// The tax number that the invoice bears (抬头税号); none for a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_number: Option<Personal<String>>,
}

impl Customer {
    /// A customer from what was typed; empty payer and title mean the sender.
    ///
    /// # Errors
    /// [`Refusal::NotAPhone`], [`Refusal::NoCustomer`], and what [`legible::check`] refuses.
    pub fn checked(phone: &str, name: &str, payer: &str, invoice_title: &str) -> Result<Customer, Refusal> {
        phone_key(phone)?;
        let typed = [
            (Field::Phone, phone),
            (Field::Customer, name),
            (Field::Payer, payer),
            (Field::InvoiceTitle, invoice_title),
        ];
        typed.into_iter().try_for_each(|(field, text)| legible::check(field, text.trim()))?;
        let tidy = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = tidy(name);
        if name.is_empty() {
            return Err(Refusal::NoCustomer);
        }
        let other =
            |text: &str| Some(tidy(text)).filter(|other| !other.is_empty() && *other != name).map(Personal::new);
        Ok(Customer {
            payer: other(payer),
            invoice_title: other(invoice_title),
            phone: tidy(phone).into(),
            name: name.into(),
            tax_number: None,
        })
    }

    /// The same customer with the tax number that was typed; empty means none.
    ///
    /// # Errors
    /// [`Refusal::NotATaxNumber`].
    pub fn with_tax_number(self, typed: &str) -> Result<Customer, Refusal> {
        let number = Some(tax_number::checked(typed)?).filter(|number| !number.is_empty()).map(Personal::new);
        Ok(Customer { tax_number: number, ..self })
    }

    /// Whether its texts may be kept, whoever made it.
    ///
    /// # Errors
    /// What [`legible::check`] refuses.
    pub(super) fn legible(&self) -> Result<(), Refusal> {
        legible::check(Field::Phone, self.phone.text())?;
        legible::check(Field::Customer, self.name.text())?;
        legible::check(Field::Payer, self.pays())?;
        legible::check(Field::InvoiceTitle, self.titled())?;
        self.tax_number.as_ref().map_or(Ok(()), |number| legible::check(Field::InvoiceTitle, number.text()))
    }

    /// Whether some face has every character of it that stands on papers.
    ///
    /// # Errors
    /// [`Refusal::MissingCharacters`].
    pub(super) fn printable(&self) -> Result<(), Refusal> {
        printable([self.name.text(), self.pays(), self.titled(), self.phone.text()])
    }

    /// The payer's name: the sender's where nobody else pays.
    pub fn pays(&self) -> &str {
        self.payer.as_ref().unwrap_or(&self.name).text()
    }

    /// Whose name the invoice bears.
    pub fn titled(&self) -> &str {
        self.invoice_title.as_ref().unwrap_or(&self.name).text()
    }
}

/// The digits by which two writings of a telephone number are compared: `+86 176-0000-0013` and `17600000013` are one.
///
/// # Errors
/// [`Refusal::NotAPhone`] for anything but 7 to 15 digits with separators between them, or digits from 1 that are no mobile number
/// of eleven.
pub fn phone_key(text: &str) -> Result<String, Refusal> {
    let refused = || Refusal::NotAPhone { value: text.to_owned() };
    let plain: String = text.trim().chars().map(narrow).collect();
    let abroad = plain.starts_with('+');
    let separators = |c: char| " -()./—转".contains(c) || c == '+';
    let begins = plain.starts_with(|c: char| c.is_ascii_digit() || c == '(' || c == '+');
    let known = plain.chars().all(|c| c.is_ascii_digit() || separators(c));
    if !begins || !known || plain.chars().skip(1).any(|c| c == '+') {
        return Err(refused());
    }
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    let home = if abroad { digits.strip_prefix("86") } else { digits.strip_prefix("0086") };
    let elsewhere = abroad && home.is_none();
    let home = home.unwrap_or(&digits);
    // At home only mobile numbers begin with 1, and they have eleven digits.
    let mobile = home.len() == 11 && matches!(home.as_bytes(), [_, b'3'..=b'9', ..]);
    let no_mobile = !elsewhere && home.starts_with('1') && !mobile;
    if !(7..=15).contains(&home.len()) || no_mobile {
        return Err(refused());
    }
    Ok(home.to_owned())
}

/// A paper that was seen: of it only its last four digits are kept, and where a copy is filed (个人信息保护法 art. 6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PaperSeen {
    /// The id of the paper in the table of kinds.
    pub paper: PaperId,
    /// Its last four digits or letters.
    pub last_four: Option<Personal<String>>,
    /// The number of the file (档案号) that it was put in.
    pub file: Option<String>,
}

impl PaperSeen {
    /// A paper from what was typed.
    ///
    /// # Errors
    /// [`Refusal::NotLastFour`] for anything but four digits, of which the last may be X, and what [`legible::check`] refuses of
    /// the file's number.
    pub fn checked(paper: &PaperId, last_four: &str, file: &str) -> Result<PaperSeen, Refusal> {
        let four: String = last_four.trim().chars().map(narrow).collect::<String>().to_uppercase();
        let sound =
            four.len() == 4 && four.bytes().enumerate().all(|(i, b)| b.is_ascii_digit() || (i == 3 && b == b'X'));
        if !four.is_empty() && !sound {
            return Err(Refusal::NotLastFour { value: last_four.to_owned() });
        }
        let file = file.trim();
        legible::check(Field::PaperSeen, file)?;
        Ok(PaperSeen {
            paper: paper.clone(),
            last_four: (!four.is_empty()).then(|| four.into()),
            file: (!file.is_empty()).then(|| file.to_owned()),
        })
    }

    /// Whether its texts may be kept, whoever made it.
    ///
    /// # Errors
    /// What [`legible::check`] refuses.
    pub(super) fn legible(&self) -> Result<(), Refusal> {
        let last_four = self.last_four.as_ref().map_or("", Personal::text);
        [last_four, self.file.as_deref().unwrap_or("")]
            .into_iter()
            .try_for_each(|text| legible::check(Field::PaperSeen, text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_known_however_it_is_written() {
        for text in ["17600000013", "176-0000-0013", "+86 176 0000 0013", "0086-17600000013", "１７６００００００１３"]
        {
            assert_eq!(phone_key(text).as_deref(), Ok("17600000013"), "{text}");
        }
        assert_eq!(phone_key("0532-88187720").as_deref(), Ok("053288187720"));
        assert_eq!(phone_key("+1 (212) 555-0100").as_deref(), Ok("12125550100"));
        assert_eq!(phone_key("400-800-1234").as_deref(), Ok("4008001234"));
        assert_eq!(phone_key("(0532) 8818 7720").as_deref(), Ok("053288187720"));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            "123456",
            "12000000013",
            "1760000001",
            "176000000133",
            "1234567890123456",
            "电话",
            "1380000001a",
            "138+00000012",
        ] {
            assert!(phone_key(text).is_err(), "{text}");
        }
    }

    #[test]
    fn three_may_stand_behind_an_ad() {
        let one = Customer::checked("13800000012", " 王 敏 ", "王 敏", "").expect("sound");
        assert_eq!((one.pays(), one.titled(), &one.payer), ("王 敏", "王 敏", &None));
        let three = Customer::checked("13800000012", "法院", "李雪", "某公司").expect("sound");
        assert_eq!((three.pays(), three.titled()), ("李雪", "某公司"));
        assert_eq!(Customer::checked("13800000012", "  ", "", ""), Err(Refusal::NoCustomer));
    }

    #[test]
    fn of_a_paper_only_four_digits_are_kept() {
        assert!(PaperSeen::checked(&PaperId::known("identity"), "002x", "2026-3").is_ok());
        for text in ["123", "12345", "x123", "34052419800101001X"] {
            assert!(PaperSeen::checked(&PaperId::known("identity"), text, "").is_err(), "{text}");
        }
    }
}

//! Personal values apart: in the journal a salted hash, elsewhere the value and its salt.

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::canonical;
use super::schema::BYTES;
use crate::booking::Number;
use trade::personal::{OPEN, SEALED};
use trade::refusal::Fault;

/// A personal value taken out of the journal.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed {
    /// What stands in its place: SHA-256 of the salt and the value, in hexadecimal. Without the salt a telephone number cannot be
    /// guessed from it.
    pub commitment: String,
    /// What kind of value it is: the key that it stood under, such as `phone` or `picture`.
    pub field: String,
    /// 32 random bytes, hashed in front of the value.
    pub salt: Vec<u8>,
    /// What was taken out of the event.
    pub value: Content,
}

/// A personal value as it is kept.
#[derive(Clone, PartialEq, Eq)]
pub enum Content {
    /// A value of JSON, in canonical form.
    Text(String),
    /// The file of a picture, or a frozen setting: as it is.
    Bytes(Vec<u8>),
}

impl Content {
    /// What is hashed of it.
    pub fn as_bytes(&self) -> &[u8] {
        match self {
            Content::Text(text) => text.as_bytes(),
            Content::Bytes(bytes) => bytes,
        }
    }

    /// The canonical JSON, where it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Content::Text(text) => Some(text),
            Content::Bytes(_) => None,
        }
    }
}

impl std::fmt::Debug for Sealed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sealed({} {})", self.field, self.commitment)
    }
}

impl Sealed {
    /// Seals a value of JSON as text, under a fresh salt.
    ///
    /// # Errors
    /// As [`canonical`] and the salts.
    pub fn new(field: &str, value: &Value, salts: &mut Salts<'_>) -> Result<Sealed, Fault> {
        Sealed::of(field, Content::Text(canonical(value)?), salts)
    }

    fn of(field: &str, value: Content, salts: &mut Salts<'_>) -> Result<Sealed, Fault> {
        let salt = salts()?.to_vec();
        Ok(Sealed { commitment: commit(&salt, value.as_bytes()), field: field.to_owned(), salt, value })
    }

    /// Whether salt and value are those that the commitment was made from.
    pub fn holds(&self) -> bool {
        self.salt.len() == 32 && commit(&self.salt, self.value.as_bytes()) == self.commitment
    }
}

/// A personal value with the place that it was taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedRow {
    /// The entry's place in the journal.
    pub entry: u64,
    /// The booking that it belongs to, where it belongs to one.
    pub booking: Option<Number>,
    /// The value with its salt and its commitment.
    pub sealed: Sealed,
}

/// Where salts come from: the system's randomness, or a known sequence in a test.
pub type Salts<'a> = dyn FnMut() -> Result<[u8; 32], Fault> + 'a;

fn commit(salt: &[u8], value: &[u8]) -> String {
    let mut hash = Sha256::new();
    hash.update(salt);
    hash.update(value);
    hex::encode(hash.finalize())
}

/// SHA-256 of a value's canonical JSON, in hexadecimal. It can be guessed from the value, so it is kept as a personal value itself.
///
/// # Errors
/// As [`canonical`].
pub fn digest(value: &Value) -> Result<String, Fault> {
    Ok(hex::encode(Sha256::digest(canonical(value)?.as_bytes())))
}

/// Takes every personal value out of `value` and leaves its commitment in its place: `{"$personal": v}` becomes `{"$sealed": c}`, and
/// in an object that names an attachment by its place, `"$bytes": i` becomes `"$bytes": c`.
///
/// # Errors
/// As [`canonical`] and the salts; [`Fault::Store`] for a value that was erased, which is not posted as if it were known, and for
/// attachments that are not named, each once.
pub fn seal(value: Value, attached: Vec<Vec<u8>>, salts: &mut Salts<'_>) -> Result<(Value, Vec<Sealed>), Fault> {
    let mut attached: Vec<Option<Vec<u8>>> = attached.into_iter().map(Some).collect();
    let mut taken = Vec::new();
    let sealed = walk(value, "", &mut |field, map| {
        let (mark, one) = if let Some(value) = map.get(OPEN) {
            if value.is_null() {
                return Err(Fault::Store { what: format!("the erased value {field:?} cannot be posted") });
            }
            let one = Sealed::new(field, value, salts)?;
            (marked(&one.commitment), one)
        } else if let Some(place) = map.get(BYTES) {
            let place = place.as_u64().and_then(|place| usize::try_from(place).ok());
            let bytes = place.and_then(|place| attached.get_mut(place)).and_then(Option::take);
            let bytes = bytes.ok_or_else(|| Fault::Store { what: format!("the attachment {field:?} is not there") })?;
            let one = Sealed::of(field, Content::Bytes(bytes), salts)?;
            let mut map = map.clone();
            map.insert(BYTES.to_owned(), Value::from(one.commitment.as_str()));
            (Value::Object(map), one)
        } else {
            return Ok(None);
        };
        taken.push(one);
        Ok(Some(mark))
    })?;
    if attached.iter().any(Option::is_some) {
        return Err(Fault::Store { what: "an attachment is named by no event".to_owned() });
    }
    Ok((sealed, taken))
}

/// Puts back every personal value that `lookup` knows, as canonical JSON; the others stay sealed and read as erased. Attachments stay
/// where they are: whoever reads the event asks for them by the commitment that stands under `$bytes`.
///
/// # Errors
/// [`Fault::Damaged`] where what was kept is no JSON.
pub fn open(value: Value, lookup: &mut dyn FnMut(&str) -> Option<String>) -> Result<Value, Fault> {
    walk(value, "", &mut |_, map| {
        let Some(kept) = map.get(SEALED).and_then(Value::as_str).and_then(&mut *lookup) else { return Ok(None) };
        let value = serde_json::from_str(&kept)
            .map_err(|_| Fault::Damaged { what: "a personal value is not JSON".to_owned() })?;
        Ok(Some(Value::Object(Map::from_iter([(OPEN.to_owned(), value)]))))
    })
}

/// Every commitment in `value` with the key that it stands under.
pub fn commitments(value: &Value) -> Vec<(String, String)> {
    let mut found = Vec::new();
    collect(value, "", &mut found);
    found
}

fn collect(value: &Value, field: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, field, found)),
        Value::Object(map) => {
            let sealed = [SEALED, BYTES].into_iter().filter_map(|key| map.get(key)).filter_map(Value::as_str);
            found.extend(sealed.map(|commitment| (field.to_owned(), commitment.to_owned())));
            map.iter().for_each(|(key, value)| collect(value, key, found));
        }
        _ => {}
    }
}

fn marked(commitment: &str) -> Value {
    Value::Object(Map::from_iter([(SEALED.to_owned(), Value::from(commitment))]))
}

/// What stands in an object's place, given the key above it; nothing where the object stays.
type Swap<'a> = dyn FnMut(&str, &Map<String, Value>) -> Result<Option<Value>, Fault> + 'a;

/// Rebuilds a value; where `swap` gives something for an object, that stands in its place and is not looked into.
fn walk(value: Value, field: &str, swap: &mut Swap<'_>) -> Result<Value, Fault> {
    match value {
        Value::Array(values) => {
            values.into_iter().map(|value| walk(value, field, swap)).collect::<Result<_, _>>().map(Value::Array)
        }
        Value::Object(map) => {
            if let Some(swapped) = swap(field, &map)? {
                return Ok(swapped);
            }
            let inside = map.into_iter().map(|(key, value)| {
                let value = walk(value, &key, swap)?;
                Ok((key, value))
            });
            inside.collect::<Result<_, Fault>>().map(Value::Object)
        }
        plain => Ok(plain),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    /// Salts that a test can tell apart.
    fn counted() -> impl FnMut() -> Result<[u8; 32], Fault> {
        let mut next = 0;
        move || {
            next += 1;
            Ok([next; 32])
        }
    }

    #[test]
    fn what_is_personal_is_taken_out_and_put_back() {
        let value = json!({
            "customer": { "phone": { OPEN: "17600000013" }, "name": { OPEN: "王敏" } },
            "seen": [{ "paper": "identity", "last_four": { OPEN: "002X" } }],
            "total": 29_900,
        });
        let (sealed, taken) = seal(value.clone(), Vec::new(), &mut counted()).expect("sealed");
        let text = canonical(&sealed).expect("plain");
        assert!(!text.contains("176") && !text.contains("王敏") && !text.contains("002X"), "{text}");
        assert!(text.contains("29900"));
        let mut fields: Vec<&str> = taken.iter().map(|sealed| sealed.field.as_str()).collect();
        fields.sort_unstable();
        assert_eq!(fields, ["last_four", "name", "phone"]);
        assert!(taken.iter().all(Sealed::holds));
        let mut found: Vec<String> = commitments(&sealed).into_iter().map(|(_, commitment)| commitment).collect();
        let mut known: Vec<String> = taken.iter().map(|sealed| sealed.commitment.clone()).collect();
        found.sort();
        known.sort();
        assert_eq!(found, known);

        let kept = |commitment: &str| {
            taken.iter().find(|s| s.commitment == commitment).and_then(|s| s.value.text().map(str::to_owned))
        };
        assert_eq!(open(sealed.clone(), &mut { kept }), Ok(value));
        assert_eq!(open(sealed.clone(), &mut |_| None), Ok(sealed));
    }

    #[test]
    fn the_same_value_sealed_twice_looks_different() {
        let salts = &mut counted();
        let one = Sealed::new("phone", &json!("17600000013"), salts).expect("sealed");
        let two = Sealed::new("phone", &json!("17600000013"), salts).expect("sealed");
        assert_ne!(one.commitment, two.commitment);
        assert_eq!(format!("{one:?}"), format!("Sealed(phone {})", one.commitment));
    }

    #[test]
    fn an_attachment_is_taken_out_as_bytes_and_found_by_its_commitment() {
        let picture = json!({ "picture": { "format": "png", BYTES: 1 }, "sheet": { BYTES: 0 } });
        let attached = vec![b"sheet".to_vec(), b"\x89PNG".to_vec()];
        let (sealed, taken) = seal(picture.clone(), attached.clone(), &mut counted()).expect("sealed");
        assert!(taken.iter().all(Sealed::holds));
        let of = |field: &str| taken.iter().find(|sealed| sealed.field == field).expect("taken");
        let (file, sheet) = (of("picture"), of("sheet"));
        assert_eq!((file.value.as_bytes(), sheet.value.as_bytes()), (&attached[1][..], &attached[0][..]));
        assert!(file.value == Content::Bytes(attached[1].clone()) && file.value.text().is_none());
        // SHA-256 of the salt and of the bytes as they are.
        let mut salted = file.salt.clone();
        salted.extend_from_slice(&attached[1]);
        assert_eq!(file.commitment, hex::encode(Sha256::digest(&salted)));
        let expected = json!({
            "picture": { "format": "png", BYTES: file.commitment }, "sheet": { BYTES: sheet.commitment }
        });
        assert_eq!(sealed, expected);
        let mut found = commitments(&sealed);
        found.sort();
        let mut known =
            vec![("picture".to_owned(), file.commitment.clone()), ("sheet".to_owned(), sheet.commitment.clone())];
        known.sort();
        assert_eq!(found, known);
        assert_eq!(open(sealed.clone(), &mut |_| None), Ok(sealed), "opening asks for no bytes");
        // Each is named once, and none is left over.
        for wrong in [
            seal(picture.clone(), attached[..1].to_vec(), &mut counted()),
            seal(json!({ "sheet": { BYTES: 0 } }), attached.clone(), &mut counted()),
            seal(json!([{ BYTES: 0 }, { BYTES: 0 }]), attached[..1].to_vec(), &mut counted()),
            seal(json!({ "sheet": { BYTES: "0" } }), Vec::new(), &mut counted()),
        ] {
            assert!(matches!(wrong, Err(Fault::Store { .. })), "{wrong:?}");
        }
    }

    #[test]
    fn what_was_erased_is_not_posted_as_if_it_were_known() {
        let erased = seal(json!({ "phone": { OPEN: null } }), Vec::new(), &mut counted());
        assert!(matches!(erased, Err(Fault::Store { .. })), "{erased:?}");
    }

    proptest! {
        #[test]
        fn a_changed_value_or_salt_does_not_hold(value in any::<String>(), other in any::<String>(), at in 0usize..32) {
            let sealed = Sealed::new("name", &json!(value), &mut counted()).expect("sealed");
            prop_assert!(sealed.holds());
            let mut salted = sealed.clone();
            salted.salt[at] ^= 1;
            prop_assert!(!salted.holds());
            if other != value {
                let value = Content::Text(canonical(&json!(other)).expect("plain"));
                let changed = Sealed { value, ..sealed };
                prop_assert!(!changed.holds());
            }
        }
    }
}

//! Where in a record something cannot be read: the way to it, so that whoever repairs it looks in one place. No value is told: it may be
//! a person's.

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::journal::canonical;
use trade::refusal::Fault;

/// Reads an event's body; the fault says where in it the mistake is, and never a value.
///
/// # Errors
/// [`Fault::Damaged`], naming the kind, its version, and the field.
pub(crate) fn read<T: DeserializeOwned>(kind: &str, version: u32, value: &Value) -> Result<T, Fault> {
    T::deserialize(value).map_err(|error| {
        let told = told(&error.to_string());
        let place = place::<T>(value);
        let at = if place.is_empty() { String::new() } else { format!(" at {place}") };
        Fault::Damaged { what: format!("an event {kind}, version {version}, cannot be read{at}{told}") }
    })
}

/// How serde begins to tell that a field is missing.
const MISSING: &str = "missing field `";

/// What may be told of an error: a field that is missing or not known, by its name.
fn told(error: &str) -> String {
    let field = [MISSING, "unknown field `"].into_iter().find_map(|how| {
        let name = error.strip_prefix(how)?.split('`').next()?;
        // A key that is no word of a record may be anybody's.
        let word = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'$');
        word.then(|| format!(": {}{name}`", how))
    });
    field.unwrap_or_default()
}

/// The way to the first value that does not read. The value is written as text and read again: of a text serde says how far it came.
fn place<T: DeserializeOwned>(value: &Value) -> String {
    let Ok(text) = canonical(value) else { return String::new() };
    match serde_json::from_str::<T>(&text) {
        Ok(_) => String::new(),
        Err(error) => way(&text, error.column(), error.to_string().starts_with(MISSING)),
    }
}

/// The way to the value that was read last of the first `column` bytes of canonical JSON: `order.runs[2]`. What misses a field was read
/// to its end, and is the value itself.
fn way(text: &str, column: usize, missing: bool) -> String {
    enum Step {
        Key(String),
        Item(usize),
    }
    let mut steps: Vec<Step> = Vec::new();
    let (mut within, mut escaped, mut from) = (false, false, 0);
    let mut last = (0, 0);
    let ended = missing && text.as_bytes().get(column.saturating_sub(1)) == Some(&b'}');
    for (at, byte) in text.bytes().enumerate().take(column.saturating_sub(usize::from(!ended))) {
        if within {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => {
                    within = false;
                    last = (from, at);
                }
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => (within, from) = (true, at + 1),
            b'{' => steps.push(Step::Key(String::new())),
            b'[' => steps.push(Step::Item(0)),
            b'}' | b']' => {
                steps.pop();
            }
            b':' => {
                if let Some(Step::Key(key)) = steps.last_mut() {
                    text[last.0..last.1].clone_into(key);
                }
            }
            b',' => {
                if let Some(Step::Item(item)) = steps.last_mut() {
                    *item += 1;
                }
            }
            _ => {}
        }
    }
    let mut way = String::new();
    for step in steps {
        match step {
            Step::Key(key) if key.is_empty() => {}
            Step::Key(key) if way.is_empty() => way = key,
            Step::Key(key) => way = format!("{way}.{key}"),
            Step::Item(item) => way = format!("{way}[{item}]"),
        }
    }
    way
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;
    use serde_json::json;

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Order {
        #[serde(rename = "runs")]
        _runs: Vec<u32>,
        #[serde(rename = "size")]
        _size: Size,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Size {
        #[serde(rename = "width")]
        _width: u32,
    }

    #[test]
    fn the_field_that_does_not_read_is_named_and_its_value_is_not() {
        for (value, told) in [
            (json!({ "runs": [1, "王\"敏", 3], "size": { "width": 1 } }), " at runs[1]"),
            (json!({ "runs": [], "size": { "width": "17600000013" } }), " at size.width"),
            (json!({ "runs": [], "size": {} }), " at size: missing field `width`"),
            (json!({ "runs": [], "size": { "width": 1, "x": 2 } }), " at size.width: unknown field `x`"),
            (json!({ "runs": [], "size": { "width": 1, "王敏": 2 } }), " at size.width"),
            (json!({ "runs": [] }), ": missing field `size`"),
            (json!("17600000013"), ""),
        ] {
            let Err(Fault::Damaged { what }) = read::<Order>("taken", 2, &value) else { panic!("{value} reads") };
            assert_eq!(what, format!("an event taken, version 2, cannot be read{told}"), "{value}");
        }
    }
}

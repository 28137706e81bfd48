//! One value, one writing: the JSON that is hashed.

use serde_json::Value;

use trade::refusal::Fault;

/// A value as canonical JSON: keys in the order of their UTF-8 bytes, no white space, whole numbers only, and in texts an escape only
/// for `"`, `\` and the control characters. Two programs that keep to this write the same bytes.
///
/// # Errors
/// [`Fault::Store`] for a number that is not whole: nothing in the journal may be measured in floats.
pub fn canonical(value: &Value) -> Result<String, Fault> {
    let mut out = String::new();
    write(value, &mut out)?;
    Ok(out)
}

fn write(value: &Value, out: &mut String) -> Result<(), Fault> {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) if number.is_i64() || number.is_u64() => out.push_str(&number.to_string()),
        Value::Number(number) => {
            return Err(Fault::Store { what: format!("{number} is no whole number and cannot be journalled") });
        }
        Value::String(text) => write_text(text, out),
        Value::Array(values) => {
            out.push('[');
            for (i, value) in values.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write(value, out)?;
            }
            out.push(']');
        }
        Value::Object(map) => {
            // serde_json keeps keys sorted or in order of insertion, as its features say; the journal must not depend on it.
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_unstable_by(|a, b| a.0.as_bytes().cmp(b.0.as_bytes()));
            out.push('{');
            for (i, (key, value)) in entries.into_iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write_text(key, out);
                out.push(':');
                write(value, out)?;
            }
            out.push('}');
        }
    }
    Ok(())
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    // What needs no escape is copied in one piece: a picture is a text of many megabytes. All three are single bytes in UTF-8.
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|b| b < 0x20 || b == b'"' || b == b'\\') {
        out.push_str(&rest[..at]);
        match rest.as_bytes()[at] {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            control => out.push_str(&format!("\\u{control:04x}")),
        }
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn keys_are_sorted_and_nothing_is_added() {
        let value =
            json!({ "b": [1, -2, null], "a": { "乙": true, "z": "\"\\\n" }, "": 18_446_744_073_709_551_615_u64 });
        assert_eq!(
            canonical(&value).as_deref(),
            Ok(r#"{"":18446744073709551615,"a":{"z":"\"\\\u000a","乙":true},"b":[1,-2,null]}"#)
        );
    }

    #[test]
    fn a_float_is_refused() {
        assert!(matches!(canonical(&json!({ "price": 299.0 })), Err(Fault::Store { .. })));
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 24, 5, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                proptest::collection::hash_map(any::<String>(), inner, 0..5)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn it_is_json_and_reads_back_the_same(value in any_json()) {
            let text = canonical(&value).expect("whole numbers only");
            let read: Value = serde_json::from_str(&text).expect("it is JSON");
            prop_assert_eq!(&read, &value);
            prop_assert_eq!(canonical(&read), Ok(text));
        }
    }
}

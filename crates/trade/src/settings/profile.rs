//! A printing profile of the paper's own (an .icc file): what a file for its press embeds as PDF/X-4.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::refusal::{ProfileFlaw, Refusal};

/// The most bytes of a profile. Those of newspapers have half a megabyte to two; more would weigh down every file and every copy of the books.
pub const LARGEST_PROFILE: u64 = 3 * 1024 * 1024;
/// The header, and the number of tags after it (ICC.1:2010, 7.2 and 7.3).
const HEADER: usize = 128;
/// The tags without which a CMYK output profile converts nothing (ICC.1:2010, 8.4.2): both ways of the perceptual intent, the white of its
/// paper, and its description.
const NEEDED: [&str; 4] = ["desc", "wtpt", "A2B0", "B2A0"];

/// A profile of a CMYK printing process, checked for its form.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "StoredProfile", into = "StoredProfile")]
pub struct Profile {
    described: String,
    bytes: Arc<[u8]>,
}

/// As it stands in the books: its bytes in hexadecimal.
#[derive(Serialize, Deserialize)]
struct StoredProfile {
    icc: String,
}

impl fmt::Debug for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Profile({}, {} bytes)", self.described, self.bytes.len())
    }
}

impl Profile {
    /// A profile from the bytes of its file.
    ///
    /// # Errors
    /// [`Refusal::BadProfile`] for what is no profile, is longer than [`LARGEST_PROFILE`], is of another class than an output device, of another
    /// colour space than CMYK, of another version than 2 or 4, or lacks a tag that a press's profile must have.
    pub fn read(bytes: &[u8]) -> Result<Profile, Refusal> {
        let bad = |flaw| Refusal::BadProfile { flaw };
        let signature = |at: usize| bytes.get(at..at + 4).map(|four| String::from_utf8_lossy(four).into_owned());
        let number = |at: usize| -> Option<usize> {
            let four: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
            usize::try_from(u32::from_be_bytes(four)).ok()
        };
        if bytes.len() as u64 > LARGEST_PROFILE {
            return Err(bad(ProfileFlaw::Long { most: LARGEST_PROFILE }));
        }
        if bytes.len() < HEADER + 4 || signature(36).as_deref() != Some("acsp") {
            return Err(bad(ProfileFlaw::None));
        }
        if number(0) != Some(bytes.len()) {
            return Err(bad(ProfileFlaw::Length { said: number(0).unwrap_or(0), is: bytes.len() }));
        }
        let (class, space) = (signature(12).unwrap_or_default(), signature(16).unwrap_or_default());
        if class != "prtr" {
            return Err(bad(ProfileFlaw::Class { is: class }));
        }
        if space != "CMYK" {
            return Err(bad(ProfileFlaw::Space { is: space }));
        }
        if !matches!(bytes[8], 2 | 4) {
            return Err(bad(ProfileFlaw::Version { is: bytes[8] }));
        }
        let count = number(HEADER).unwrap_or(0);
        let tag = |name: &str| -> Option<&[u8]> {
            let at = (0..count.min(bytes.len() / 12)).map(|n| HEADER + 4 + 12 * n);
            let at = at.into_iter().find(|at| signature(*at).as_deref() == Some(name))?;
            let (from, long) = (number(at + 4)?, number(at + 8)?);
            bytes.get(from..from.checked_add(long)?).filter(|tag| tag.len() >= 8)
        };
        if let Some(missing) = NEEDED.into_iter().find(|name| tag(name).is_none()) {
            return Err(bad(ProfileFlaw::Tag { name: missing.to_owned() }));
        }
        let described = tag("desc").and_then(described);
        let described = described.ok_or_else(|| bad(ProfileFlaw::Tag { name: "desc".to_owned() }))?;
        Ok(Profile { described, bytes: bytes.into() })
    }

    /// What it calls itself, in ASCII.
    pub fn described(&self) -> &str {
        &self.described
    }

    /// The bytes of its file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// The description of a profile: plain text in version 2 (textDescriptionType), UTF-16 in version 4 (multiLocalizedUnicodeType, the first
/// language). What is not printable ASCII is left out, since it stands in a file's output intent.
fn described(tag: &[u8]) -> Option<String> {
    let number = |at: usize| -> Option<usize> {
        let four: [u8; 4] = tag.get(at..at + 4)?.try_into().ok()?;
        usize::try_from(u32::from_be_bytes(four)).ok()
    };
    let text: String = match &tag[..4] {
        b"desc" => tag.get(12..12usize.checked_add(number(8)?)?)?.iter().map(|b| char::from(*b)).collect(),
        b"mluc" => {
            let (long, from) = (number(20)?, number(24)?);
            let units = tag.get(from..from.checked_add(long)?)?.chunks_exact(2);
            let units: Vec<u16> = units.map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        _ => return None,
    };
    let text: String = text.chars().filter(|c| c.is_ascii_graphic() || *c == ' ').take(80).collect();
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}

impl From<Profile> for StoredProfile {
    fn from(profile: Profile) -> StoredProfile {
        StoredProfile { icc: hex::encode(&profile.bytes) }
    }
}

impl TryFrom<StoredProfile> for Profile {
    type Error = String;

    fn try_from(kept: StoredProfile) -> Result<Profile, String> {
        let bytes = hex::decode(&kept.icc).map_err(|_| "a profile is not hexadecimal")?;
        Profile::read(&bytes).map_err(|refusal| format!("a profile: {refusal:?}"))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A profile as small as one can be: its header and the tags that it must have, each with nothing to convert.
    pub(crate) fn smallest(version: u8) -> Vec<u8> {
        let desc = match version {
            2 => [b"desc\0\0\0\0".as_slice(), &12u32.to_be_bytes(), b"Newsprint 1\0"].concat(),
            _ => {
                let units: Vec<u8> = "Newsprint 1".encode_utf16().flat_map(u16::to_be_bytes).collect();
                let head = [1u32, 12].map(u32::to_be_bytes).concat();
                let record = [b"enUS".as_slice(), &(units.len() as u32).to_be_bytes(), &28u32.to_be_bytes()].concat();
                [b"mluc\0\0\0\0".as_slice(), &head, &record, &units].concat()
            }
        };
        let body = b"XYZ \0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
        let tags: [(&[u8; 4], &[u8]); 4] = [(b"desc", &desc), (b"wtpt", body), (b"A2B0", body), (b"B2A0", body)];
        let mut bytes = vec![0; HEADER];
        bytes.extend((tags.len() as u32).to_be_bytes());
        let mut at = HEADER + 4 + 12 * tags.len();
        for (name, body) in tags {
            bytes.extend(name);
            bytes.extend([at as u32, body.len() as u32].map(u32::to_be_bytes).concat());
            at += body.len();
        }
        tags.iter().for_each(|(_, body)| bytes.extend(*body));
        let long = (bytes.len() as u32).to_be_bytes();
        bytes[..4].copy_from_slice(&long);
        bytes[8] = version;
        bytes[12..16].copy_from_slice(b"prtr");
        bytes[16..20].copy_from_slice(b"CMYK");
        bytes[20..24].copy_from_slice(b"Lab ");
        bytes[36..40].copy_from_slice(b"acsp");
        bytes
    }

    #[test]
    fn a_profile_of_a_press_is_read_and_kept() {
        for version in [2, 4] {
            let bytes = smallest(version);
            let profile = Profile::read(&bytes).expect("a profile");
            assert_eq!((profile.described(), profile.bytes()), ("Newsprint 1", bytes.as_slice()));
            let kept = serde_json::to_string(&profile).expect("written");
            assert_eq!(serde_json::from_str::<Profile>(&kept).expect("read"), profile);
        }
    }

    #[test]
    fn what_no_press_prints_by_is_refused() {
        let flaw = |alter: &dyn Fn(&mut Vec<u8>)| {
            let mut bytes = smallest(2);
            alter(&mut bytes);
            match Profile::read(&bytes) {
                Err(Refusal::BadProfile { flaw }) => flaw,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(flaw(&|bytes| bytes[36] = b'x'), ProfileFlaw::None);
        assert_eq!(flaw(&|bytes| bytes.truncate(100)), ProfileFlaw::None);
        assert!(matches!(flaw(&|bytes| bytes.push(0)), ProfileFlaw::Length { .. }));
        assert_eq!(flaw(&|bytes| bytes[12..16].copy_from_slice(b"mntr")), ProfileFlaw::Class { is: "mntr".to_owned() });
        assert_eq!(flaw(&|bytes| bytes[16..20].copy_from_slice(b"RGB ")), ProfileFlaw::Space { is: "RGB ".to_owned() });
        assert_eq!(flaw(&|bytes| bytes[8] = 5), ProfileFlaw::Version { is: 5 });
        for name in NEEDED {
            let gone = flaw(&|bytes| {
                let at = (0..4).map(|n| HEADER + 4 + 12 * n).find(|at| &bytes[*at..at + 4] == name.as_bytes());
                bytes[at.expect("a tag")] = b'x';
            });
            assert_eq!(gone, ProfileFlaw::Tag { name: name.to_owned() });
        }
        // A tag that reaches beyond the file, and a table that claims more tags than there are bytes.
        let beyond = flaw(&|bytes| bytes[HEADER + 8..HEADER + 12].copy_from_slice(&u32::MAX.to_be_bytes()));
        assert_eq!(beyond, ProfileFlaw::Tag { name: "desc".to_owned() });
        let mut many = smallest(2);
        many[HEADER..HEADER + 4].copy_from_slice(&u32::MAX.to_be_bytes());
        assert!(Profile::read(&many).is_ok());
        let long = vec![0; LARGEST_PROFILE as usize + 1];
        assert_eq!(
            Profile::read(&long),
            Err(Refusal::BadProfile { flaw: ProfileFlaw::Long { most: LARGEST_PROFILE } })
        );
    }
}

//! A frozen setting (定版): an ad as it left the house, so that a later setter or another cut of a face changes nothing of it.
//!
//! What is kept is one text in JSON: the version of the setter, SHA-256 of every face used, and the sheet with its glyphs and places.
//! Its bytes are kept as they were written, compressed; the fingerprint is SHA-256 over them and is checked whenever they are read.

use std::collections::BTreeMap;
use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use qishi_faces::Face;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::sheet::Sheet;
use crate::typeset::SETTER;
use trade::refusal::Fault;

/// The version of the text; another one is read by its own rules.
const FORMAT: u32 = 1;
/// The longest text that is taken for a sheet, in bytes. The largest ad on a listed size comes to a few hundred thousand.
const LONGEST: u64 = 64 << 20;

/// An ad's sheet as it left the house.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Frozen {
    /// SHA-256 of the text, in hexadecimal.
    fingerprint: String,
    /// The text, compressed (zlib); in data it is hexadecimal.
    #[serde(serialize_with = "hex::serde::serialize")]
    zlib: Vec<u8>,
}

impl std::fmt::Debug for Frozen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Frozen({})", self.fingerprint)
    }
}

#[derive(Serialize)]
struct TextToWrite<'a> {
    format: u32,
    setter: u32,
    faces: BTreeMap<&'static str, &'static str>,
    sheet: &'a Sheet,
}

#[derive(Deserialize)]
struct ParsedText {
    format: u32,
    faces: BTreeMap<String, String>,
    sheet: Sheet,
}

impl Frozen {
    /// Freezes a sheet. A picture is named by its digest; its file stays with the booking.
    ///
    /// # Errors
    /// [`Fault::Store`] where it cannot be written as text, or where the text is longer than 64 MiB, which could not be read again.
    pub fn of(sheet: &Sheet) -> Result<Frozen, Fault> {
        let mut faces: BTreeMap<&'static str, &'static str> = BTreeMap::new();
        sheet.each_run(|run| {
            faces.insert(run.face.id(), run.face.sha256());
        });
        let unwritten = |what: String| Fault::Store { what: format!("a sheet cannot be frozen: {what}") };
        let text = serde_json::to_vec(&TextToWrite { format: FORMAT, setter: SETTER, faces, sheet })
            .map_err(|error| unwritten(error.to_string()))?;
        if text.len() as u64 > LONGEST {
            return Err(unwritten(format!("it has {} bytes, and at most {LONGEST} are read", text.len())));
        }
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::best());
        let zlib = zlib.write_all(&text).and_then(|()| zlib.finish()).map_err(|error| unwritten(error.to_string()))?;
        Ok(Frozen { fingerprint: hex::encode(Sha256::digest(&text)), zlib })
    }

    /// A setting as it was kept: its fingerprint, and what [`Frozen::zlib`] gave. The two are compared when the sheet is read.
    pub const fn kept(fingerprint: String, zlib: Vec<u8>) -> Frozen {
        Frozen { fingerprint, zlib }
    }

    /// The text, compressed: what is kept of it.
    pub fn zlib(&self) -> &[u8] {
        &self.zlib
    }

    /// SHA-256 of all of it, in hexadecimal.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// The sheet as it was, without its picture.
    ///
    /// # Errors
    /// [`Fault::Damaged`] where it does not agree with its fingerprint, [`Fault::NoSuchFace`] where a face was cut anew since: no
    /// other face stands in for one, since the numbers of its glyphs are others.
    pub fn sheet(&self) -> Result<Sheet, Fault> {
        let damaged = |what: &str| Fault::Damaged { what: format!("a frozen proof {what}") };
        let mut text = Vec::new();
        let read = ZlibDecoder::new(self.zlib.as_slice()).take(LONGEST).read_to_end(&mut text);
        read.map_err(|_| damaged("cannot be decompressed"))?;
        if hex::encode(Sha256::digest(&text)) != self.fingerprint {
            return Err(damaged("does not agree with its fingerprint"));
        }
        #[derive(Deserialize)]
        struct Faces {
            faces: BTreeMap<String, String>,
        }
        // The faces first: one that is not known cannot be read as part of a sheet.
        let named: Faces = serde_json::from_slice(&text).map_err(|_| damaged("names no faces"))?;
        for (face, sha256) in named.faces {
            if Face::from_id(&face).is_none_or(|known| known.sha256() != sha256) {
                return Err(Fault::NoSuchFace { face, sha256 });
            }
        }
        let read: ParsedText = serde_json::from_slice(&text).map_err(|_| damaged("cannot be read"))?;
        let mut unnamed = false;
        read.sheet.each_run(|run| unnamed |= !read.faces.contains_key(run.face.id()));
        match read.format {
            FORMAT if !unnamed => Ok(read.sheet),
            FORMAT => Err(damaged("uses a face that it does not name")),
            _ => Err(damaged("is of a format that this program does not know")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeset::{Job, set};
    use trade::ad::{CategoryId, Kind, Look};
    use trade::measure::Size;

    fn sheet() -> Sheet {
        let copy = "遗失声明\n张三遗失身份证,证号末四位1234,声明作废。";
        let (size, look) = (Size::mm(72, 30), Look::plain());
        set(&Job { kind: Kind::Notice, category: &CategoryId::known("lost_and_void"), copy, picture: None, size, look })
            .sheet
    }

    /// The same frozen sheet with its text changed, under the fingerprint of the new text or of the old one.
    fn changed(from: &str, to: &str, anew: bool) -> Frozen {
        let frozen = Frozen::of(&sheet()).expect("frozen");
        let mut text = String::new();
        ZlibDecoder::new(frozen.zlib.as_slice()).read_to_string(&mut text).expect("text");
        let other = text.replacen(from, to, 1);
        assert_ne!(other, text);
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::best());
        zlib.write_all(other.as_bytes()).expect("written");
        let fingerprint = if anew { hex::encode(Sha256::digest(&other)) } else { frozen.fingerprint };
        Frozen { fingerprint, zlib: zlib.finish().expect("written") }
    }

    #[test]
    fn what_is_frozen_comes_back_as_it_was_and_small() {
        let frozen = Frozen::of(&sheet()).expect("frozen");
        assert_eq!(frozen.sheet(), Ok(sheet()));
        assert_eq!(Frozen::of(&sheet()).expect("frozen"), frozen, "the same sheet has the same fingerprint");
        let text = serde_json::to_string(&sheet()).expect("text");
        assert!(frozen.zlib.len() < text.len(), "{} of {}", frozen.zlib.len(), text.len());
    }

    #[test]
    fn a_sheet_too_long_to_be_read_again_is_not_frozen() {
        let mut long = sheet();
        let sha256 = "0".repeat(usize::try_from(LONGEST).expect("small"));
        let place = crate::sheet::Rect::new(long.width, long.height, long.width, long.height);
        let picture = crate::sheet::PictureMark { sha256, picture: None };
        long.marks.push(crate::sheet::Mark::Picture { place, picture });
        let frozen = Frozen::of(&long);
        assert!(matches!(frozen, Err(Fault::Store { .. })), "{frozen:?}");
    }

    #[test]
    fn a_changed_place_or_face_is_found() {
        let place = changed("\"x\":", "\"x\":1", false).sheet();
        assert!(matches!(place, Err(Fault::Damaged { .. })), "{place:?}");
        let (id, sha256) = (Face::SongBold.id(), Face::SongBold.sha256());
        assert!(Frozen::of(&sheet()).expect("frozen").sheet().is_ok());
        let cut = changed(sha256, &"0".repeat(64), true).sheet();
        assert_eq!(cut, Err(Fault::NoSuchFace { face: id.to_owned(), sha256: "0".repeat(64) }));
        let gone = changed(&format!("\"{id}\":\""), "\"lishu\":\"", true).sheet();
        assert_eq!(gone, Err(Fault::NoSuchFace { face: "lishu".to_owned(), sha256: sha256.to_owned() }));
    }
}

//! What a press asks of the file of an ad: PDF/X-1a:2003 (ISO 15930-4) or, with the profile of the paper, PDF/X-4 (ISO 15930-7), key by
//! key. No tool at hand judges them, so this does.

use chrono::{DateTime, FixedOffset};
use lopdf::{Dictionary, Document, Object, dictionary};
use setting::paint::pdf::write_for_press;
use setting::press::held;
use setting::sheet::Sheet;
use trade::settings::{Press, Profile, Second};

use super::outside;
use crate::corpus::{designs, designs_in_turn};

fn date() -> DateTime<FixedOffset> {
    "2026-01-20T10:00:00+08:00".parse().expect("a time")
}

fn written(sheet: &Sheet, press: &Press) -> Vec<u8> {
    write_for_press(sheet, "广告 <B&C>", date(), press).expect("written")
}

/// Everything in a file that PDF/X-1a:2003 does not allow, or asks for and does not find.
fn against(bytes: &[u8]) -> Vec<String> {
    breaches(bytes, false)
}

/// The same of PDF/X-4; what that allows beyond the other (transparency, layers, packed objects) is not used, and not let pass.
fn against_x4(bytes: &[u8]) -> Vec<String> {
    breaches(bytes, true)
}

fn breaches(bytes: &[u8], x4: bool) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut say = |what: &str, holds: bool| {
        if !holds {
            wrong.push(what.to_owned());
        }
    };
    // 6.2: the header is of PDF 1.3 or 1.4 (PDF/X-4: 1.6), and nothing later is used: no streams of objects or of references.
    let versions: &[&str] = if x4 { &["1.6"] } else { &["1.3", "1.4"] };
    say("header", versions.iter().any(|version| bytes.starts_with(format!("%PDF-{version}").as_bytes())));
    let has = |what: &[u8]| bytes.windows(what.len()).any(|part| part == what);
    say("references in a table", has(b"\nxref") && !has(b"/XRef") && !has(b"/ObjStm"));
    let file = Document::load_mem(bytes).expect("a PDF");
    let found = |object: &Object| file.dereference(object).map_or(object.clone(), |(_, object)| object.clone());
    let under = |dictionary: &Dictionary, key: &str| dictionary.get(key.as_bytes()).ok().map(&found);
    let text = |object: Option<Object>| match object {
        Some(Object::String(bytes, _)) => String::from_utf8_lossy(&bytes).into_owned(),
        Some(Object::Name(bytes)) => String::from_utf8_lossy(&bytes).into_owned(),
        _ => String::new(),
    };
    let real = |object: &Object| match object {
        Object::Integer(n) => *n as f64,
        Object::Real(n) => f64::from(*n),
        _ => f64::NAN,
    };
    let trailer = &file.trailer;
    say("no encryption", !trailer.has(b"Encrypt"));
    let id = under(trailer, "ID").and_then(|id| id.as_array().ok().map(Vec::len));
    say("ID", id == Some(2));
    // 6.3: the Info dictionary.
    let info = under(trailer, "Info").and_then(|info| info.as_dict().ok().cloned()).unwrap_or_default();
    let version = text(under(&info, "GTS_PDFXVersion"));
    say("GTS_PDFXVersion", if x4 { version.is_empty() } else { version == "PDF/X-1a:2003" });
    for key in ["Title", "Creator", "Producer"] {
        say(key, !text(under(&info, key)).is_empty());
    }
    for key in ["CreationDate", "ModDate"] {
        let said = text(under(&info, key));
        say(key, said.starts_with("D:") && said.len() >= 21);
    }
    say("Trapped", matches!(under(&info, "Trapped"), Some(Object::Name(name)) if name == b"False" || name == b"True"));
    // 6.4: one output intent. Its condition is registered, then no profile is needed (PDF/X-1a); or it embeds one (PDF/X-4).
    let catalog = file.catalog().expect("a catalog");
    let version = text(under(catalog, "Version"));
    say("Version of the catalog", version.is_empty() || versions.contains(&version.as_str()));
    let intents = under(catalog, "OutputIntents").and_then(|all| all.as_array().ok().cloned()).unwrap_or_default();
    say("one OutputIntent", intents.len() == 1);
    for intent in &intents {
        let intent = found(intent).as_dict().cloned().unwrap_or_default();
        say("S", text(under(&intent, "S")) == "GTS_PDFX");
        say("OutputConditionIdentifier", !text(under(&intent, "OutputConditionIdentifier")).is_empty());
        let profile = under(&intent, "DestOutputProfile").and_then(|profile| profile.as_stream().ok().cloned());
        if x4 {
            say("RegistryName", !intent.has(b"RegistryName"));
            let parts = profile.as_ref().and_then(|profile| under(&profile.dict, "N"));
            say("N of the profile", matches!(parts, Some(Object::Integer(4))));
            let icc = profile.map(|profile| profile.decompressed_content().unwrap_or(profile.content));
            say("DestOutputProfile", icc.is_some_and(|icc| icc == NEWSPRINT && icc[12..20] == *b"prtrCMYK"));
        } else {
            say("RegistryName", text(under(&intent, "RegistryName")) == "http://www.color.org");
            say("no DestOutputProfile", profile.is_none());
        }
        say("Info", !text(under(&intent, "Info")).is_empty());
    }
    for key in ["OpenAction", "AA", "AcroForm", "OCProperties", "Perms", "Collection"] {
        say(key, !catalog.has(key.as_bytes()));
    }
    // XMP says what Info says, and lies open.
    let metadata = under(catalog, "Metadata").and_then(|metadata| metadata.as_stream().ok().cloned());
    let xmp = metadata.as_ref().map_or(String::new(), |stream| String::from_utf8_lossy(&stream.content).into_owned());
    say("Metadata open", metadata.is_some_and(|stream| !stream.dict.has(b"Filter")));
    let named = if x4 { "<pdfxid:GTS_PDFXVersion>PDF/X-4<" } else { "<pdfx:GTS_PDFXVersion>PDF/X-1a:2003<" };
    let space = if x4 { "\"http://www.npes.org/pdfx/ns/id/\"" } else { "\"http://ns.adobe.com/pdfx/1.3/\"" };
    for part in [
        named,
        space,
        "<xmpMM:DocumentID>uuid:",
        "<xmpMM:VersionID>",
        "<xmpMM:RenditionClass>",
        "<xmp:MetadataDate>",
        "<pdf:Trapped>False<",
        "2026-01-20T10:00:00+08:00",
        "&lt;B&amp;C&gt;",
        "<pdf:Producer>Qishi",
    ] {
        say(part, xmp.contains(part));
    }
    // 6.6: boxes; one of TrimBox and ArtBox, inside BleedBox, inside MediaBox.
    for page in file.get_pages().into_values() {
        let page = file.get_dictionary(page).expect("a page");
        let rectangle = |name: &str| -> Vec<f64> {
            let array = under(page, name).and_then(|array| array.as_array().ok().cloned()).unwrap_or_default();
            array.iter().map(|side| real(&found(side))).collect()
        };
        let [media, bleed, trim] = ["MediaBox", "BleedBox", "TrimBox"].map(rectangle);
        let inside = |inner: &[f64], outer: &[f64]| {
            inner.len() == 4
                && outer.len() == 4
                && inner[0] >= outer[0] - 0.01
                && inner[1] >= outer[1] - 0.01
                && inner[2] <= outer[2] + 0.01
                && inner[3] <= outer[3] + 0.01
        };
        say("TrimBox in BleedBox in MediaBox", inside(&trim, &bleed) && inside(&bleed, &media));
        say("no ArtBox", !page.has(b"ArtBox"));
        for key in ["Annots", "AA", "Group", "PresSteps"] {
            say(key, !page.has(key.as_bytes()));
        }
    }
    // Every object: filters, colours, transparency, transfer curves, embedded faces.
    for object in file.objects.values() {
        let dictionary = match object {
            Object::Dictionary(dictionary) => dictionary,
            Object::Stream(stream) => &stream.dict,
            _ => continue,
        };
        let filter = format!("{:?}", under(dictionary, "Filter"));
        say("filter", !["LZWDecode", "JPXDecode", "JBIG2Decode", "Crypt"].iter().any(|barred| filter.contains(barred)));
        say("no other file", !dictionary.has(b"F") && !dictionary.has(b"EF") && !dictionary.has(b"OPI"));
        let one = |key: &str| under(dictionary, key).is_none_or(|part| real(&part) == 1.0);
        let named =
            |key: &str, wanted: &str| under(dictionary, key).is_none_or(|_| text(under(dictionary, key)) == wanted);
        if text(under(dictionary, "Type")) == "ExtGState" {
            say("no transparency", one("ca") && one("CA") && named("BM", "Normal") && named("SMask", "None"));
            say("no transfer curve", !dictionary.has(b"TR") && named("TR2", "Default") && !dictionary.has(b"HTP"));
        }
        if text(under(dictionary, "Subtype")) == "Image" {
            let space = text(under(dictionary, "ColorSpace"));
            say("colour of pictures", space == "DeviceGray" || space == "DeviceCMYK");
            say("no mask, no alternates", !dictionary.has(b"SMask") && !dictionary.has(b"Alternates"));
        }
        if text(under(dictionary, "Type")) == "FontDescriptor" {
            say(
                "faces embedded",
                ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| dictionary.has(key.as_bytes())),
            );
        }
        if text(under(dictionary, "Subtype")) == "CIDFontType2" {
            say("CIDToGIDMap", dictionary.has(b"CIDToGIDMap"));
        }
        say("no PostScript, no script", !["PS", "JavaScript"].contains(&text(under(dictionary, "S")).as_str()));
    }
    wrong
}

/// The profile of a press: a whole one in its form, with nothing to convert.
const NEWSPRINT: &[u8] = include_bytes!("newsprint.icc");

/// A press with a profile of its own.
fn profiled(press: Press) -> Press {
    Press { profile: Some(Profile::read(NEWSPRINT).expect("a profile")), ..press }
}

fn presses() -> [Press; 3] {
    let spot = "spot:PANTONE Red 032 C".parse().expect("read");
    [
        Press::default(),
        Press::checked("CGATS21-2-CRPC1", spot, 26).expect("sound"),
        Press::checked("IFRA26", Second::Black, 0).expect("sound"),
    ]
}

#[test]
fn an_ad_for_the_press_is_pdf_x_1a() {
    for (n, specimen) in designs_in_turn().into_iter().enumerate() {
        let press = &presses()[n % 3];
        let bytes = written(&specimen.sheet, press);
        assert_eq!(against(&bytes), Vec::<String>::new(), "{}", specimen.name);
        assert_eq!(bytes, written(&specimen.sheet, press), "the same bytes twice");
        if n % 8 == 0 {
            outside(&format!("press-{n}.pdf"), &bytes, &[&specimen.sheet], |_| specimen.name.clone());
        }
    }
    let plain = designs().into_iter().find(|one| !one.pictured && one.name.contains("court")).expect("a notice");
    assert!(written(&plain.sheet, &Press::default()).len() < super::MOST_BYTES);
}

#[test]
fn with_the_profile_of_the_paper_it_is_pdf_x_4() {
    for (n, specimen) in designs_in_turn().into_iter().step_by(4).enumerate() {
        let press = profiled(presses()[n % 3].clone());
        let bytes = written(&specimen.sheet, &press);
        assert_eq!(against_x4(&bytes), Vec::<String>::new(), "{}", specimen.name);
        assert_eq!(bytes, written(&specimen.sheet, &press), "the same bytes twice");
        if n % 8 == 0 {
            outside(&format!("press-x4-{n}.pdf"), &bytes, &[&specimen.sheet], |_| specimen.name.clone());
        }
    }
    let specimen = &designs()[0];
    let (plain, profiled) =
        (written(&specimen.sheet, &Press::default()), written(&specimen.sheet, &profiled(Press::default())));
    assert!(!against_x4(&plain).is_empty() && !against(&profiled).is_empty(), "one passes for the other");
}

/// A press that holds what newsprint holds takes every design; one that asks for more says what is too fine.
#[test]
fn what_the_press_holds_is_asked_of_every_ad() {
    for specimen in designs() {
        assert_eq!(held(&specimen.sheet, &Press::default()), Ok(()), "{}", specimen.name);
    }
}

/// What paints, page by page: the operands of operators that set a colour.
fn colours(bytes: &[u8]) -> Vec<(String, Vec<f64>)> {
    let file = Document::load_mem(bytes).expect("a PDF");
    let mut found = Vec::new();
    for page in file.get_pages().into_values() {
        let content = lopdf::content::Content::decode(&file.get_page_content(page)).expect("operators");
        for operation in content.operations {
            if matches!(operation.operator.as_str(), "k" | "K" | "cs" | "CS" | "scn" | "SCN") {
                let numbers = operation.operands.iter().filter_map(|n| n.as_float().ok()).map(f64::from).collect();
                found.push((operation.operator, numbers));
            }
        }
    }
    found
}

#[test]
fn the_second_colour_is_printed_as_the_press_has_it() {
    let red = designs().into_iter().find(|one| one.name.contains("red") && !one.pictured).expect("a specimen in red");
    let [process, spot, black] = presses().map(|press| written(&red.sheet, &press));
    let mixed = |bytes: &[u8]| {
        colours(bytes)
            .into_iter()
            .filter(|(key, n)| key.eq_ignore_ascii_case("k") && n[..3] != [0.0; 3])
            .collect::<Vec<_>>()
    };
    assert!(mixed(&process).iter().any(|(_, n)| *n == [0.0, 1.0, 1.0, 0.0]), "{:?}", mixed(&process));
    assert!(mixed(&process).iter().all(|(_, n)| n[0] == 0.0 && n[1] == n[2] && n[3] == 0.0));
    let apart = |bytes: &[u8]| colours(bytes).iter().any(|(key, _)| key == "scn" || key == "SCN");
    assert!(mixed(&spot).is_empty() && apart(&spot) && !apart(&process) && !apart(&black) && mixed(&black).is_empty());
    let named = |bytes: &[u8], name: &[u8]| {
        let file = Document::load_mem(bytes).expect("a PDF");
        format!("{:?}", file.objects).contains(&String::from_utf8_lossy(name).into_owned())
    };
    assert!(named(&spot, b"PANTONE Red 032 C") && !named(&process, b"PANTONE"));
}

#[test]
fn pictures_are_lighter_by_what_the_press_adds() {
    let pictured = designs().into_iter().find(|one| one.pictured && one.name.contains("Png")).expect("a specimen");
    let mean = |press: &Press| {
        let file = Document::load_mem(&written(&pictured.sheet, press)).expect("a PDF");
        let pictures = file.objects.values().filter_map(|object| object.as_stream().ok());
        let picture = pictures
            .into_iter()
            .find(|stream| stream.dict.get(b"Subtype").is_ok_and(|kind| *kind == Object::Name(b"Image".to_vec())));
        let samples = picture.expect("a picture").decompressed_content().expect("samples");
        samples.iter().map(|grey| f64::from(*grey)).sum::<f64>() / samples.len() as f64
    };
    let (plain, gained) = (mean(&Press::default()), mean(&Press { picture_gain: 26, ..Press::default() }));
    assert!(gained > plain + 10.0, "{gained} {plain}");
}

/// Each key that is taken away or spoilt is found.
#[test]
fn a_file_that_breaks_the_standard_is_found() {
    let specimen = designs().into_iter().find(|one| one.pictured).expect("a specimen");
    let bytes = written(&specimen.sheet, &Press::default());
    let altered = |alter: &dyn Fn(&mut Document)| {
        let mut file = Document::load_mem(&bytes).expect("a PDF");
        alter(&mut file);
        let mut bytes = Vec::new();
        file.save_to(&mut bytes).expect("saved");
        against(&bytes)
    };
    assert_eq!(altered(&|_| {}), Vec::<String>::new());
    let info = |file: &mut Document, alter: &dyn Fn(&mut Dictionary)| {
        let id = file.trailer.get(b"Info").and_then(Object::as_reference).expect("Info");
        alter(file.get_dictionary_mut(id).expect("Info"));
    };
    let page = |file: &mut Document, alter: &dyn Fn(&mut Dictionary)| {
        let id = file.get_pages()[&1];
        alter(file.get_dictionary_mut(id).expect("a page"));
    };
    let found =
        |wrong: Vec<String>, key: &str| assert!(wrong.iter().any(|said| said.contains(key)), "{key}: {wrong:?}");
    for key in ["GTS_PDFXVersion", "Title", "Creator", "Producer", "CreationDate", "ModDate", "Trapped"] {
        found(altered(&|file| info(file, &|info| drop(info.remove(key.as_bytes())))), key);
    }
    for key in ["TrimBox", "BleedBox"] {
        found(altered(&|file| page(file, &|page| drop(page.remove(key.as_bytes())))), key);
    }
    found(altered(&|file| page(file, &|page| page.set("Group", dictionary! { "S" => "Transparency" }))), "Group");
    found(altered(&|file| page(file, &|page| page.set("Annots", Object::Array(Vec::new())))), "Annots");
    found(altered(&|file| drop(file.catalog_mut().expect("a catalog").remove(b"OutputIntents"))), "OutputIntent");
    found(altered(&|file| drop(file.catalog_mut().expect("a catalog").remove(b"Metadata"))), "Metadata");
    found(altered(&|file| drop(file.trailer.remove(b"ID"))), "ID");
    found(altered(&|file| file.version = "1.6".to_owned()), "header");
    let each = |file: &mut Document, kind: &[u8], alter: &dyn Fn(&mut Dictionary)| {
        for object in file.objects.values_mut() {
            let dictionary = match object {
                Object::Dictionary(dictionary) => dictionary,
                Object::Stream(stream) => &mut stream.dict,
                _ => continue,
            };
            let is = |key: &[u8]| dictionary.get(key).is_ok_and(|name| *name == Object::Name(kind.to_vec()));
            if is(b"Type") || is(b"Subtype") {
                alter(dictionary);
            }
        }
    };
    found(altered(&|file| each(file, b"FontDescriptor", &|d| drop(d.remove(b"FontFile2")))), "embedded");
    found(altered(&|file| each(file, b"Image", &|d| d.set("ColorSpace", "DeviceRGB"))), "colour");
    found(altered(&|file| each(file, b"OutputIntent", &|d| d.set("S", "GTS_PDFA1"))), "S");
}

/// The same of PDF/X-4: what only it asks for.
#[test]
fn a_file_that_breaks_pdf_x_4_is_found() {
    let bytes = written(&designs()[0].sheet, &profiled(Press::default()));
    let altered = |alter: &dyn Fn(&mut Document)| {
        let mut file = Document::load_mem(&bytes).expect("a PDF");
        alter(&mut file);
        let mut bytes = Vec::new();
        file.save_to(&mut bytes).expect("saved");
        against_x4(&bytes)
    };
    assert_eq!(altered(&|_| {}), Vec::<String>::new());
    let intent = |file: &mut Document, alter: &dyn Fn(&mut Dictionary)| {
        let kind = Object::Name(b"OutputIntent".to_vec());
        let dictionaries = file.objects.values_mut().filter_map(|object| object.as_dict_mut().ok());
        dictionaries.filter(|d| d.get(b"Type").is_ok_and(|name| *name == kind)).for_each(alter);
    };
    let profile = |file: &mut Document, alter: &dyn Fn(&mut lopdf::Stream)| {
        let streams = file.objects.values_mut().filter_map(|object| object.as_stream_mut().ok());
        streams.filter(|stream| stream.dict.has(b"N")).for_each(alter);
    };
    let found =
        |wrong: Vec<String>, key: &str| assert!(wrong.iter().any(|said| said.contains(key)), "{key}: {wrong:?}");
    found(altered(&|file| intent(file, &|d| drop(d.remove(b"DestOutputProfile")))), "DestOutputProfile");
    found(altered(&|file| intent(file, &|d| d.set("RegistryName", "x"))), "RegistryName");
    found(altered(&|file| profile(file, &|stream| stream.dict.set("N", 3))), "N of the profile");
    found(altered(&|file| profile(file, &|stream| stream.set_plain_content(b"x".to_vec()))), "DestOutputProfile");
    found(altered(&|file| file.version = "1.4".to_owned()), "header");
    found(altered(&|file| drop(file.catalog_mut().expect("a catalog").remove(b"Metadata"))), "Metadata");
}

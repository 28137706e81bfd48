//! PDF/X-1a:2003 (ISO 15930-4) and PDF/X-4 (ISO 15930-7): what a file for a press says besides its pages: the printing condition that it
//! was made for, and the same about itself in XMP as in its Info dictionary.
//!
//! Which of them it is follows from the press: with a profile of its own PDF/X-4, which embeds it; without one PDF/X-1a, which names a
//! registered condition.

use chrono::{DateTime, FixedOffset};
use lopdf::{Document, Error, Object, Stream, dictionary};
use sha2::{Digest, Sha256};

use trade::settings::Press;

/// What a file conforms to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PdfXVersion {
    /// PDF/X-1a:2003 (ISO 15930-4): no profile is embedded, a registered condition is named.
    X1a,
    /// PDF/X-4 (ISO 15930-7): the profile of the press is embedded.
    X4,
}

impl PdfXVersion {
    /// The one that a press takes.
    pub(super) fn of(press: &Press) -> PdfXVersion {
        if press.profile.is_some() { PdfXVersion::X4 } else { PdfXVersion::X1a }
    }

    /// The version of PDF that it is written in.
    pub(super) const fn pdf(self) -> &'static str {
        match self {
            PdfXVersion::X1a => "1.4",
            PdfXVersion::X4 => "1.6",
        }
    }
}

/// The registry that printing conditions are looked up in.
const REGISTRY: &str = "http://www.color.org";

/// What the Info dictionary and XMP say alike about the file.
pub(super) struct DocumentInfo<'a> {
    pub(super) title: &'a str,
    /// Its date: the booking's.
    pub(super) date: DateTime<FixedOffset>,
    /// The name and version of this program.
    pub(super) producer: &'a str,
}

/// Gives a file its output intent and its XMP. A registered condition needs no profile (ISO 15930-4, 6.2); one of the paper's own is
/// embedded, and no registry is named for it (ISO 15930-7, 6.2).
///
/// # Errors
/// Where the file has no catalog to add the output intent and the XMP to.
pub(super) fn conform(file: &mut Document, press: &Press, info: &DocumentInfo) -> Result<(), Error> {
    let text = |text: &str| Object::string_literal(text);
    let mut intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFX",
        "OutputConditionIdentifier" => text(&press.condition),
        "OutputCondition" => text(&press.condition),
    };
    match &press.profile {
        Some(profile) => {
            let stream = Stream::new(dictionary! { "N" => 4 }, profile.bytes().to_vec());
            intent.set("DestOutputProfile", file.add_object(stream));
            intent.set("Info", text(profile.described()));
        }
        None => {
            intent.set("RegistryName", text(REGISTRY));
            intent.set("Info", text(&press.condition));
        }
    }
    let intent = file.add_object(intent);
    // Plain text: whoever looks for it need not unpack the file (ISO 15930-4, 6.13).
    let header = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let metadata = file.add_object(Stream::new(header, xmp(info, press).into_bytes()).with_compression(false));
    let catalog = file.catalog_mut()?;
    catalog.set("OutputIntents", Object::Array(vec![intent.into()]));
    catalog.set("Metadata", metadata);
    Ok(())
}

fn xmp(info: &DocumentInfo, press: &Press) -> String {
    // PDF/X-4 is known by a name space of its own; PDF/X-1a by the one that Info's keys are copied to.
    let named = match PdfXVersion::of(press) {
        PdfXVersion::X1a => ("xmlns:pdfx=\"http://ns.adobe.com/pdfx/1.3/\"", "pdfx:GTS_PDFXVersion"),
        PdfXVersion::X4 => ("xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\"", "pdfxid:GTS_PDFXVersion"),
    };
    let (space, key, name) = (named.0, named.1, press.standard());
    let date = info.date.format("%Y-%m-%dT%H:%M:%S%:z").to_string();
    let title = info.title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let digest = hex::encode(Sha256::digest(format!("{}\n{date}", info.title)));
    let part = |from: usize, to: usize| digest.get(from..to).unwrap_or_default();
    let id = format!("{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32));
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" {space}>\n\
         <dc:format>application/pdf</dc:format>\n\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\n\
         <xmp:CreateDate>{date}</xmp:CreateDate>\n<xmp:ModifyDate>{date}</xmp:ModifyDate>\n\
         <xmp:MetadataDate>{date}</xmp:MetadataDate>\n<xmp:CreatorTool>Qishi</xmp:CreatorTool>\n\
         <xmpMM:DocumentID>uuid:{id}</xmpMM:DocumentID>\n<xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n\
         <xmpMM:VersionID>1</xmpMM:VersionID>\n<pdf:Producer>{}</pdf:Producer>\n<pdf:Trapped>False</pdf:Trapped>\n\
         <{key}>{name}</{key}>\n\
         </rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>",
        info.producer
    )
}

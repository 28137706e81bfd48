//! PDF/X-1a:2003 (ISO 15930-4): what a file for a press says besides its pages: the printing condition that it was made for, and the
//! same about itself in XMP as in its Info dictionary.

use chrono::{DateTime, FixedOffset};
use lopdf::{Document, Error, Object, Stream, dictionary};
use sha2::{Digest, Sha256};

use trade::settings::Press;

/// The version that the file conforms to.
pub(super) const VERSION: &str = "PDF/X-1a:2003";
/// The registry that printing conditions are looked up in.
const REGISTRY: &str = "http://www.color.org";

/// What a file says about itself.
pub(super) struct Said<'a> {
    /// Its title.
    pub(super) title: &'a str,
    /// Its date: the booking's.
    pub(super) date: DateTime<FixedOffset>,
    /// What wrote it.
    pub(super) producer: &'a str,
}

/// Gives a file its output intent and its XMP. The condition is registered, so no profile is embedded (ISO 15930-4, 6.2).
///
/// # Errors
/// Where the file has no catalog.
pub(super) fn conform(file: &mut Document, press: &Press, said: &Said) -> Result<(), Error> {
    let text = |text: &str| Object::string_literal(text);
    let intent = file.add_object(dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFX",
        "OutputConditionIdentifier" => text(&press.condition),
        "OutputCondition" => text(&press.condition),
        "RegistryName" => text(REGISTRY),
        "Info" => text(&press.condition),
    });
    // Plain text: whoever looks for it need not unpack the file (ISO 15930-4, 6.13).
    let header = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let metadata = file.add_object(Stream::new(header, xmp(said).into_bytes()).with_compression(false));
    let catalog = file.catalog_mut()?;
    catalog.set("OutputIntents", Object::Array(vec![intent.into()]));
    catalog.set("Metadata", metadata);
    Ok(())
}

fn xmp(said: &Said) -> String {
    let date = said.date.format("%Y-%m-%dT%H:%M:%S%:z").to_string();
    let title = said.title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let digest = trade::hex::encode(&Sha256::digest(format!("{}\n{date}", said.title)));
    let part = |from: usize, to: usize| digest.get(from..to).unwrap_or_default();
    let id = format!("{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32));
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfx=\"http://ns.adobe.com/pdfx/1.3/\">\n\
         <dc:format>application/pdf</dc:format>\n\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\n\
         <xmp:CreateDate>{date}</xmp:CreateDate>\n<xmp:ModifyDate>{date}</xmp:ModifyDate>\n\
         <xmp:MetadataDate>{date}</xmp:MetadataDate>\n<xmp:CreatorTool>Qishi</xmp:CreatorTool>\n\
         <xmpMM:DocumentID>uuid:{id}</xmpMM:DocumentID>\n<xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n\
         <xmpMM:VersionID>1</xmpMM:VersionID>\n<pdf:Producer>{}</pdf:Producer>\n<pdf:Trapped>False</pdf:Trapped>\n\
         <pdfx:GTS_PDFXVersion>{VERSION}</pdfx:GTS_PDFXVersion>\n\
         </rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>",
        said.producer
    )
}

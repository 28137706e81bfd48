//! What a page of a newspaper asks of a PDF, read from the file itself.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};
use qishi_faces::Face;

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The rule's name.
    pub rule: &'static str,
    /// What breaks it.
    pub what: String,
    /// On which page, from 0.
    pub page: usize,
}

/// A page as it was meant.
#[derive(Debug, Clone, Copy)]
pub struct Meant {
    /// Width and height in millimetres.
    pub size: (f64, f64),
    /// Whether its type goes on newsprint: a notice.
    pub newsprint: bool,
}

/// The thinnest line that newsprint holds, in points; a hundredth is left to rounding.
const HAIRLINE: f64 = 0.25 - 0.01;
/// The line along the outlines of a blessing's type is thinner than this: what reversed brush at its least size, 11 pt, lacks of 0.7 pt, and
/// 宋黑 at its own, 11 pt, of 0.5 pt (0.25).
const LINE: f64 = 0.35;
/// Type that is reversed out has at least this size, and strong strokes.
const REVERSED: f64 = 10.0;
/// The thinnest stroke of it, in points: ink spreads into it from both sides; a hundredth is left to rounding.
const OPEN: f64 = 0.5 - 0.01;
/// Type in the second colour has at least this size.
const RED: f64 = 11.0;
/// The most ink that newsprint takes, in parts of 1.
const MOST_INK: f64 = 2.4;
/// Below so many pixels to the inch a picture looks coarse.
const COARSE: f64 = 200.0;

/// Everything that is wrong with a file, but for pictures that are coarse.
pub fn lint(file: &[u8], meant: &[Meant]) -> Vec<Wrong> {
    let (mut wrong, _) = read(file, meant);
    wrong.dedup();
    wrong
}

/// The pictures that are coarser than newsprint shows: no fault of the program, but said.
pub fn coarse(file: &[u8], meant: &[Meant]) -> Vec<String> {
    read(file, meant).1
}

fn read(file: &[u8], meant: &[Meant]) -> (Vec<Wrong>, Vec<String>) {
    let document = Document::load_mem(file).expect("a PDF");
    let pages = document.get_pages();
    let mut lint =
        Lint { document: &document, wrong: Vec::new(), coarse: Vec::new(), at: 0, media: [0.0; 4], newsprint: false };
    if pages.len() != meant.len() {
        lint.say("boxes", format!("{} pages for {}", pages.len(), meant.len()));
    }
    for (at, ((_, page), meant)) in pages.into_iter().zip(meant).enumerate() {
        lint.at = at;
        lint.newsprint = meant.newsprint;
        lint.page(page, *meant);
    }
    (lint.wrong, lint.coarse)
}

struct Lint<'a> {
    document: &'a Document,
    wrong: Vec<Wrong>,
    coarse: Vec<String>,
    /// The page that is read, from 0, and its box.
    at: usize,
    media: [f64; 4],
    newsprint: bool,
}

/// A colour that is set.
#[derive(Debug, Clone, PartialEq)]
enum Colour {
    /// Of four plates.
    Process([f64; 4]),
    /// On a plate of its own, by the name of its space.
    Spot(String, f64),
    /// Anything else, by its operator.
    Other(String),
}

#[derive(Debug, Clone)]
struct State {
    fill: Colour,
    stroke: Colour,
    overprints: bool,
    width: f64,
    /// a b c d e f.
    matrix: [f64; 6],
    render: i64,
    /// The face, as the file calls it, and its size in points.
    type_in: (String, f64),
}

impl<'a> Lint<'a> {
    fn say(&mut self, rule: &'static str, what: String) {
        self.wrong.push(Wrong { rule, what, page: self.at });
    }

    fn found(&self, object: &'a Object) -> &'a Object {
        self.document.dereference(object).map_or(object, |(_, object)| object)
    }

    fn under(&self, dictionary: &'a Dictionary, key: &str) -> Option<&'a Object> {
        dictionary.get(key.as_bytes()).ok().map(|object| self.found(object))
    }

    fn dictionary(&self, dictionary: &'a Dictionary, key: &str) -> Option<&'a Dictionary> {
        self.under(dictionary, key)?.as_dict().ok()
    }

    fn numbers(&self, dictionary: &'a Dictionary, key: &str) -> Vec<f64> {
        let array = self.under(dictionary, key).and_then(|object| object.as_array().ok());
        array.map_or(Vec::new(), |array| array.iter().map(|object| number(self.found(object))).collect())
    }

    fn page(&mut self, id: ObjectId, meant: Meant) {
        let document = self.document;
        let page = document.get_dictionary(id).expect("a page");
        self.boxes(page, meant);
        if page.has(b"Group") {
            self.say("transparency", "the page is a group".to_owned());
        }
        let Some(resources) = self.dictionary(page, "Resources") else { return };
        if let Some(fonts) = self.dictionary(resources, "Font") {
            for (name, font) in fonts {
                self.face(&String::from_utf8_lossy(name), self.found(font));
            }
        }
        let content = document.get_page_content(id);
        let content = Content::decode(&content).expect("operators");
        self.content(&content.operations, resources);
    }

    fn boxes(&mut self, page: &'a Dictionary, meant: Meant) {
        let mm = |points: f64| points * 25.4 / 72.0;
        let [media, trim] = ["MediaBox", "TrimBox"].map(|name| self.numbers(page, name));
        let (Ok([x, y, right, top]), Ok(trim)) = (<[f64; 4]>::try_from(media), <[f64; 4]>::try_from(trim)) else {
            return self.say("boxes", "a box is missing".to_owned());
        };
        self.media = [x, y, right, top];
        let size = (mm(right - x), mm(top - y));
        if (size.0 - meant.size.0).abs() > 0.01 || (size.1 - meant.size.1).abs() > 0.01 {
            self.say("boxes", format!("{size:?} mm for {:?}", meant.size));
        }
        let slack = 0.01 * 72.0 / 25.4;
        let inside = trim[0] >= x - slack && trim[1] >= y - slack && trim[2] <= right + slack && trim[3] <= top + slack;
        if !inside || trim[0] >= trim[2] || trim[1] >= trim[3] {
            self.say("boxes", format!("TrimBox {trim:?} outside {:?}", [x, y, right, top]));
        }
    }

    fn face(&mut self, name: &str, font: &'a Object) {
        let Ok(font) = font.as_dict() else { return self.say("faces", format!("{name} is no font")) };
        let base = self.under(font, "BaseFont").and_then(|base| base.as_name().ok()).unwrap_or_default();
        let tagged = base.len() > 7 && base[..6].iter().all(u8::is_ascii_uppercase) && base[6] == b'+';
        if !tagged {
            self.say("faces", format!("{} is no subset", String::from_utf8_lossy(base)));
        }
        let descendants = self.under(font, "DescendantFonts").and_then(|all| all.as_array().ok());
        let descendant = descendants.and_then(|all| self.found(all.first()?).as_dict().ok());
        let descriptor = descendant.and_then(|descendant| self.dictionary(descendant, "FontDescriptor"));
        let file = descriptor.and_then(|d| self.under(d, "FontFile2").or_else(|| self.under(d, "FontFile3")));
        if file.is_none_or(|file| file.as_stream().is_err()) {
            self.say("faces", format!("{name} is not embedded"));
        }
        if self.under(font, "ToUnicode").is_none_or(|map| map.as_stream().is_err()) {
            self.say("faces", format!("{name} cannot be copied"));
        }
    }

    fn content(&mut self, operations: &[Operation], resources: &'a Dictionary) {
        let mut state = State {
            fill: Colour::Other("none".to_owned()),
            stroke: Colour::Other("none".to_owned()),
            overprints: false,
            width: 1.0,
            matrix: [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
            render: 0,
            type_in: (String::new(), 0.0),
        };
        let mut saved = Vec::new();
        let mut path: Vec<(f64, f64)> = Vec::new();
        let mut rectangles: Vec<[f64; 4]> = Vec::new();
        // What was filled, by its bounds: the grounds that type may be reversed out of.
        let mut grounds: Vec<[f64; 4]> = Vec::new();
        let mut at = (0.0, 0.0);
        for operation in operations {
            let numbers: Vec<f64> = operation.operands.iter().map(number).collect();
            let name = || {
                let name = operation.operands.first().and_then(|name| name.as_name().ok()).unwrap_or_default();
                String::from_utf8_lossy(name).into_owned()
            };
            match operation.operator.as_str() {
                "q" => saved.push(state.clone()),
                "Q" => state = saved.pop().expect("a state that was saved"),
                "cm" => state.matrix = [numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]],
                "gs" => self.graphics_state(&name(), resources, &mut state),
                "w" => state.width = numbers[0],
                "Tf" => state.type_in = (self.face_called(&name(), resources), numbers[1]),
                "Tr" => state.render = numbers[0] as i64,
                "k" => state.fill = self.process(&numbers),
                "K" => state.stroke = self.process(&numbers),
                "cs" => state.fill = self.space(&name(), resources),
                "CS" => state.stroke = self.space(&name(), resources),
                "scn" | "sc" => self.tint(&mut state.fill, &numbers),
                "SCN" | "SC" => self.tint(&mut state.stroke, &numbers),
                other @ ("g" | "rg") => state.fill = Colour::Other(other.to_owned()),
                other @ ("G" | "RG") => state.stroke = Colour::Other(other.to_owned()),
                "sh" => self.say("colour", "a shading".to_owned()),
                "m" | "l" => path.push((numbers[0], numbers[1])),
                "c" => path.extend([(numbers[0], numbers[1]), (numbers[2], numbers[3]), (numbers[4], numbers[5])]),
                "re" => rectangles.push([numbers[0], numbers[1], numbers[2], numbers[3]]),
                "n" => (path, rectangles) = (Vec::new(), Vec::new()),
                "f" | "f*" | "F" => {
                    self.painted(&state.fill);
                    for [x, y, wide, high] in rectangles.drain(..) {
                        if wide.abs() < HAIRLINE || high.abs() < HAIRLINE {
                            self.say("thin", format!("a rule of {wide:.3} by {high:.3} pt"));
                        }
                        grounds.push([x, y, x + wide, y + high]);
                    }
                    grounds.extend(bounds(&path));
                    path.clear();
                }
                "S" | "s" => {
                    self.painted(&state.stroke);
                    if state.width < HAIRLINE {
                        self.say("thin", format!("a line of {:.3} pt", state.width));
                    }
                    (path, rectangles) = (Vec::new(), Vec::new());
                }
                other @ ("B" | "B*" | "b" | "b*") => self.say("colour", format!("filled and stroked at once: {other}")),
                "Tm" => at = (numbers[4], numbers[5]),
                "Td" | "TD" | "T*" | "'" | "\"" => {
                    self.say("text ink", "type that is not placed by a matrix".to_owned())
                }
                "Tj" | "TJ" => {
                    let [left, low, right, high] = self.media;
                    if !(left..=right).contains(&at.0) || !(low..=high).contains(&at.1) {
                        self.say("off the page", format!("type at {at:?}"));
                    }
                    let grounded = grounds.iter().any(|[left, low, right, high]| {
                        (*left..=*right).contains(&at.0) && (*low..=*high).contains(&at.1)
                    });
                    self.text(&state, grounded);
                }
                "Do" => self.picture(&name(), &state, resources),
                _ => {}
            }
        }
    }

    fn graphics_state(&mut self, name: &str, resources: &'a Dictionary, state: &mut State) {
        let found = self.dictionary(resources, "ExtGState").and_then(|states| self.dictionary(states, name));
        let Some(found) = found else { return self.say("colour", format!("no graphics state is called {name}")) };
        let is = |key: &str| self.under(found, key).and_then(|object| object.as_bool().ok()).unwrap_or(false);
        let mode = self.under(found, "OPM").map_or(0.0, number);
        state.overprints = is("OP") && is("op") && mode == 1.0;
        let opaque = |key: &str| self.under(found, key).is_none_or(|part| number(part) >= 1.0);
        let named = |key: &str, name: &[u8]| {
            self.under(found, key).is_none_or(|object| object.as_name().is_ok_and(|given| given == name))
        };
        if !opaque("ca") || !opaque("CA") || !named("SMask", b"None") || !named("BM", b"Normal") {
            self.say("transparency", format!("graphics state {name}"));
        }
    }

    fn process(&mut self, numbers: &[f64]) -> Colour {
        let plates = <[f64; 4]>::try_from(numbers.to_vec()).unwrap_or([9.0; 4]);
        if plates.iter().sum::<f64>() > MOST_INK {
            self.say("ink sum", format!("{plates:?}"));
        }
        Colour::Process(plates)
    }

    fn space(&mut self, name: &str, resources: &'a Dictionary) -> Colour {
        let space = self.dictionary(resources, "ColorSpace").and_then(|spaces| self.under(spaces, name));
        let space = space.and_then(|space| space.as_array().ok());
        let is = |at: usize, wanted: &[u8]| {
            space.and_then(|space| space.get(at)).is_some_and(|name| name.as_name().is_ok_and(|name| name == wanted))
        };
        if is(0, b"Separation") && is(1, b"Qishi Red") && is(2, b"DeviceCMYK") {
            let tint = space.and_then(|space| self.found(space.get(3)?).as_dict().ok());
            if let Some(tint) = tint
                && self.numbers(tint, "C1").iter().sum::<f64>() > MOST_INK
            {
                self.say("ink sum", format!("the second colour {name}"));
            }
            return Colour::Spot(name.to_owned(), 1.0);
        }
        Colour::Other(name.to_owned())
    }

    fn tint(&mut self, colour: &mut Colour, numbers: &[f64]) {
        if let (Colour::Spot(_, part), [given]) = (&mut *colour, numbers) {
            *part = *given;
        }
    }

    /// A shape is in black, grey or paper, or in the second colour.
    fn painted(&mut self, colour: &Colour) {
        match colour {
            Colour::Process([0.0, 0.0, 0.0, _]) | Colour::Spot(..) => {}
            other => self.say("colour", format!("{other:?}")),
        }
    }

    fn text(&mut self, state: &State, grounded: bool) {
        // A line of the same ink may follow the outlines, thin as it is.
        match state.render {
            0 => {}
            2 if state.stroke == state.fill && state.width < if self.newsprint { HAIRLINE } else { LINE } => {}
            mode => self.say("text ink", format!("rendering mode {mode}")),
        }
        if self.newsprint {
            self.strokes(state);
        }
        match &state.fill {
            Colour::Process([0.0, 0.0, 0.0, 1.0]) if state.overprints => {}
            Colour::Process([0.0, 0.0, 0.0, 1.0]) => self.say("text ink", "black that knocks out".to_owned()),
            Colour::Process([0.0, 0.0, 0.0, 0.0]) if state.overprints => {
                self.say("text ink", "reversed, but overprinting: it is not seen".to_owned());
            }
            Colour::Process([0.0, 0.0, 0.0, 0.0]) if grounded => {}
            Colour::Process([0.0, 0.0, 0.0, 0.0]) => self.say("text ink", "paper on paper".to_owned()),
            // A greeting in the second colour is large enough to be read where it is out of register.
            Colour::Spot(_, part) if *part == 1.0 && state.type_in.1 >= RED => {}
            other => self.say("text ink", format!("{other:?}")),
        }
    }

    /// The name of a face in the file, without the tag of its subset.
    fn face_called(&self, name: &str, resources: &'a Dictionary) -> String {
        let font = self.dictionary(resources, "Font").and_then(|fonts| self.dictionary(fonts, name));
        let base = font.and_then(|font| self.under(font, "BaseFont")).and_then(|base| base.as_name().ok());
        let base = String::from_utf8_lossy(base.unwrap_or_default()).into_owned();
        base.split_once('+').map_or(base.clone(), |(_, name)| name.to_owned())
    }

    /// No stroke of type is thinner than newsprint holds: the thinnest of its face (measured from the outlines of the national table, in
    /// thousandths of an em) at its size, with the line along it.
    fn strokes(&mut self, state: &State) {
        let (face, size) = &state.type_in;
        let known = Face::ALL.into_iter().find(|known| known.name().replace(' ', "") == *face);
        let thin = match known {
            Some(Face::Song) => 24.0,
            Some(Face::SongBold) => 23.0,
            Some(Face::Hei) => 32.0,
            Some(Face::HeiBold) => 34.0,
            Some(Face::Kai) => 43.0,
            // A title in Song bold with a character that the cut lacks.
            Some(Face::SongBlack) => 23.0,
            // The faces of blessings: a notice has none of them.
            Some(face) => return self.say("thin type", format!("{} on a notice", face.name())),
            None => return self.say("thin type", format!("{face} is not known")),
        };
        let line = if state.render == 2 { state.width } else { 0.0 };
        if state.fill == Colour::Process([0.0; 4]) {
            let open = thin * size / 1_000.0 + line;
            if *size < REVERSED || matches!(known, Some(Face::Song | Face::SongBold)) || open < OPEN {
                self.say("thin type", format!("{face} at {size} pt, reversed, {open:.3} pt open"));
            }
        } else if thin * size / 1_000.0 + line < HAIRLINE {
            self.say("thin type", format!("{face} at {size} pt with a line of {line:.3} pt"));
        }
    }

    fn picture(&mut self, name: &str, state: &State, resources: &'a Dictionary) {
        let objects = self.dictionary(resources, "XObject").and_then(|objects| self.under(objects, name));
        let Some(Ok(stream)) = objects.map(Object::as_stream) else {
            return self.say("picture", format!("there is no {name}"));
        };
        let picture = &stream.dict;
        let is = |key: &str, wanted: &[u8]| {
            self.under(picture, key).is_some_and(|given| given.as_name().is_ok_and(|given| given == wanted))
        };
        if !is("Subtype", b"Image") || !is("ColorSpace", b"DeviceGray") {
            self.say("picture", format!("{name} is not in grey"));
        }
        if ["SMask", "Mask"].iter().any(|key| picture.has(key.as_bytes())) {
            self.say("transparency", format!("picture {name}"));
        }
        let [wide, high] = ["Width", "Height"].map(|key| self.under(picture, key).map_or(0.0, number));
        let dpi = (wide / state.matrix[0].abs() * 72.0).min(high / state.matrix[3].abs() * 72.0);
        if dpi < COARSE {
            self.coarse.push(format!("{name}: {dpi:.0} dpi"));
        }
    }
}

fn number(object: &Object) -> f64 {
    match object {
        Object::Integer(whole) => *whole as f64,
        Object::Real(real) => f64::from(*real),
        _ => 0.0,
    }
}

fn bounds(points: &[(f64, f64)]) -> Option<[f64; 4]> {
    let first = points.first()?;
    let start = [first.0, first.1, first.0, first.1];
    Some(points.iter().fold(start, |[a, b, c, d], (x, y)| [a.min(*x), b.min(*y), c.max(*x), d.max(*y)]))
}

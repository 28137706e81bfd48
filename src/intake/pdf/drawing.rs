//! Follows what a PDF draws, and notes which character stands where.

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::{Dictionary, Document, Error, Object, ObjectId, Stream};

use super::font::{Font, resolved};
use super::operators::Operators;
use super::trouble;
use crate::intake::budget::{Budget, too_large};
use trade::refusal::{Bound, IntakeTrouble};

/// The most characters that are drawn: a page of notices has ten thousand.
const MOST_GLYPHS: usize = 300_000;
/// The most pages that are followed.
const MOST_PAGES: usize = 500;
/// Forms within forms, so many deep.
const DEEPEST: usize = 8;
/// What is kept by `q`, and marked content in marked content, so many deep. The standard asks for 28.
const DEEPEST_KEPT: usize = 500;
/// A form or a page is so many steps besides what it draws.
const FOLLOWED: u64 = 250;
/// How many glyphs back a second drawing of the same one is looked for: bold is sometimes drawn as twice the same.
const TWICE_WITHIN: usize = 60;

/// A character and its place: along the line and across it, both growing in the direction of reading, in points.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    pub(super) text: String,
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) across: f64,
    pub(super) size: f64,
    /// The direction of the line, as a unit vector.
    pub(super) way: (f64, f64),
    pub(super) page: usize,
}

/// An affine map, as PDF writes it.
#[derive(Clone, Copy)]
struct Matrix([f64; 6]);

impl Matrix {
    const PLAIN: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// First this, then the other.
    fn then(self, other: Matrix) -> Matrix {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, other.0);
        Matrix([a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l])
    }

    fn moved(self, x: f64, y: f64) -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(self)
    }
}

/// What `q` keeps and `Q` brings back.
#[derive(Clone)]
struct GraphicsState {
    place: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    apart: f64,
    words_apart: f64,
    stretch: f64,
    lead: f64,
    rise: f64,
    visible: bool,
}

impl GraphicsState {
    fn new() -> GraphicsState {
        GraphicsState {
            place: Matrix::PLAIN,
            font: None,
            size: 0.0,
            apart: 0.0,
            words_apart: 0.0,
            stretch: 1.0,
            lead: 0.0,
            rise: 0.0,
            visible: true,
        }
    }
}

/// A drawing that is followed.
pub(super) struct Drawing<'a> {
    document: &'a Document,
    budget: Budget,
    fonts: BTreeMap<ObjectId, Rc<Font>>,
    /// Where each character stands, in the order in which they are drawn.
    pub(super) glyphs: Vec<Glyph>,
    /// How many of them have no name.
    pub(super) nameless: usize,
    /// How many pages were followed.
    pub(super) pages: usize,
    state: GraphicsState,
    kept: Vec<GraphicsState>,
    /// The forms that are being drawn.
    open: Vec<&'a Stream>,
    text: Matrix,
    line: Matrix,
    /// Marked content: the text that stands for what is drawn in it, until it is said.
    marked: Vec<Option<Option<String>>>,
}

impl<'a> Drawing<'a> {
    /// A drawing of this document, for which so much work is done.
    pub(super) fn new(document: &'a Document, budget: Budget) -> Drawing<'a> {
        Drawing {
            document,
            budget,
            fonts: BTreeMap::new(),
            glyphs: Vec::new(),
            nameless: 0,
            pages: 0,
            state: GraphicsState::new(),
            kept: Vec::new(),
            open: Vec::new(),
            text: Matrix::PLAIN,
            line: Matrix::PLAIN,
            marked: Vec::new(),
        }
    }

    /// Takes the text of a page in the order in which it is drawn.
    pub(super) fn page(&mut self, page: ObjectId) -> Result<(), IntakeTrouble> {
        self.pages += 1;
        if self.pages > MOST_PAGES {
            return Err(too_large(Bound::Pages(MOST_PAGES as u64)));
        }
        self.budget.step(FOLLOWED)?;
        (self.state, self.kept, self.marked) = (GraphicsState::new(), Vec::new(), Vec::new());
        let content = self.document.get_page_content_with_limit(page, self.budget.room()).map_err(trouble)?;
        let fonts = self.document.get_page_fonts(page).map_err(trouble)?;
        let fonts = fonts.into_iter().map(|(name, font)| Ok((name, self.font(font)?))).collect::<Result<_, _>>()?;
        let resources = self.page_resources(page);
        self.follow(&content, &fonts, resources, 0)
    }

    /// The resources of a page, its own or those of a page tree above it.
    fn page_resources(&self, page: ObjectId) -> Option<&'a Dictionary> {
        let mut node = self.document.get_dictionary(page).ok()?;
        for _ in 0..64 {
            if let Ok(resources) = node.get_deref(b"Resources", self.document).and_then(Object::as_dict) {
                return Some(resources);
            }
            node = node.get_deref(b"Parent", self.document).and_then(Object::as_dict).ok()?;
        }
        None
    }

    /// A font, read once.
    fn font(&mut self, font: &Dictionary) -> Result<Rc<Font>, IntakeTrouble> {
        self.budget.step(1)?;
        // A font is known by what it is made of: of two that share it, one reading serves both.
        let made_of =
            font.get(b"ToUnicode").or_else(|_| font.get(b"FontDescriptor")).and_then(Object::as_reference).ok();
        if let Some(known) = made_of.and_then(|id| self.fonts.get(&id)) {
            return Ok(Rc::clone(known));
        }
        self.budget.step(FOLLOWED)?;
        let read = Rc::new(Font::read(font, self.document, &mut self.budget)?);
        if let Some(id) = made_of {
            self.fonts.insert(id, Rc::clone(&read));
        }
        Ok(read)
    }

    fn follow(
        &mut self,
        content: &[u8],
        fonts: &BTreeMap<Vec<u8>, Rc<Font>>,
        resources: Option<&'a Dictionary>,
        depth: usize,
    ) -> Result<(), IntakeTrouble> {
        self.budget.unpacked(content.len())?;
        let mut operators = Operators::of(content);
        while let Some(operator) = operators.next(&mut self.budget)? {
            let given = &operators.operands;
            let number = |at: usize| given.get(at).and_then(|object| object.as_float().ok()).map_or(0.0, f64::from);
            let matrix = || Matrix([number(0), number(1), number(2), number(3), number(4), number(5)]);
            match operator {
                b"q" if self.kept.len() >= DEEPEST_KEPT => return Err(too_large(Bound::Depth(DEEPEST_KEPT as u64))),
                b"q" => self.kept.push(self.state.clone()),
                b"Q" => self.state = self.kept.pop().unwrap_or_else(GraphicsState::new),
                b"cm" => self.state.place = matrix().then(self.state.place),
                b"BT" => (self.text, self.line) = (Matrix::PLAIN, Matrix::PLAIN),
                b"Tf" => {
                    let name = given.first().and_then(|name| name.as_name().ok());
                    self.state.font = name.and_then(|name| fonts.get(name)).cloned();
                    self.state.size = number(1);
                }
                b"Tc" => self.state.apart = number(0),
                b"Tw" => self.state.words_apart = number(0),
                b"Tz" => self.state.stretch = number(0) / 100.0,
                b"TL" => self.state.lead = number(0),
                b"Ts" => self.state.rise = number(0),
                // What is drawn invisibly was put behind a scan by a machine that guessed at it.
                b"Tr" => self.state.visible = number(0) != 3.0,
                b"Tm" => (self.text, self.line) = (matrix(), matrix()),
                b"Td" => self.next_line(number(0), number(1)),
                b"TD" => {
                    self.state.lead = -number(1);
                    self.next_line(number(0), number(1));
                }
                b"T*" => self.next_line(0.0, -self.state.lead),
                b"Tj" => self.show(given.first())?,
                b"'" => {
                    self.next_line(0.0, -self.state.lead);
                    self.show(given.first())?;
                }
                b"\"" => {
                    (self.state.words_apart, self.state.apart) = (number(0), number(1));
                    self.next_line(0.0, -self.state.lead);
                    self.show(given.get(2))?;
                }
                b"TJ" => {
                    for part in given.first().and_then(|array| array.as_array().ok()).into_iter().flatten() {
                        match part.as_float() {
                            Ok(back) => self.advance(-f64::from(back) / 1000.0 * self.state.size),
                            Err(_) => self.show(Some(part))?,
                        }
                    }
                }
                b"BMC" | b"BDC" if self.marked.len() >= DEEPEST_KEPT => {
                    return Err(too_large(Bound::Depth(DEEPEST_KEPT as u64)));
                }
                b"BMC" => self.marked.push(None),
                b"BDC" => {
                    let said = self.actual_text(given.get(1), resources);
                    if let Some(Some(text)) = &said {
                        // Decoded anew each time that it is named.
                        self.budget.step(text.len() as u64 / 8)?;
                    }
                    self.marked.push(said);
                }
                b"EMC" => {
                    self.marked.pop();
                }
                b"Do" => self.form(given.first(), fonts, resources, depth)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// The text that stands for marked content, where it says one.
    fn actual_text(&self, properties: Option<&Object>, resources: Option<&'a Dictionary>) -> Option<Option<String>> {
        let named = |name: &[u8]| {
            let all = resources?.get_deref(b"Properties", self.document).and_then(Object::as_dict).ok()?;
            all.get_deref(name, self.document).and_then(Object::as_dict).ok()
        };
        let properties = match properties? {
            Object::Name(name) => named(name)?,
            object => resolved(object, self.document).as_dict().ok()?,
        };
        let text = properties.get_deref(b"ActualText", self.document).ok()?;
        lopdf::decode_text_string(text).ok().map(Some)
    }

    /// A form: a drawing of its own, with resources of its own.
    fn form(
        &mut self,
        name: Option<&Object>,
        fonts: &BTreeMap<Vec<u8>, Rc<Font>>,
        resources: Option<&'a Dictionary>,
        depth: usize,
    ) -> Result<(), IntakeTrouble> {
        let form = name.and_then(|name| name.as_name().ok()).and_then(|name| {
            let all = resources?.get_deref(b"XObject", self.document).and_then(Object::as_dict).ok()?;
            all.get_deref(name, self.document).and_then(Object::as_stream).ok()
        });
        let Some(form) =
            form.filter(|form| form.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form"))
        else {
            return Ok(());
        };
        // One that draws itself would draw the same again, without end.
        if self.open.iter().any(|open| std::ptr::eq(*open, form)) {
            return Ok(());
        }
        if depth >= DEEPEST {
            return Err(too_large(Bound::Depth(DEEPEST as u64)));
        }
        self.budget.step(FOLLOWED)?;
        let content = match form.get_plain_content_with_limit(self.budget.room()) {
            Ok(content) => content,
            Err(error @ Error::Decompress(_)) => return Err(trouble(error)),
            Err(_) => return Ok(()),
        };
        let own = form.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict).ok();
        let listed = own.and_then(|own| own.get_deref(b"Font", self.document).and_then(Object::as_dict).ok());
        self.budget.step(fonts.len() as u64)?;
        let mut all = fonts.clone();
        for (name, font) in listed.into_iter().flat_map(|listed| listed.iter()) {
            if let Ok(font) = resolved(font, self.document).as_dict() {
                all.insert(name.clone(), self.font(font)?);
            }
        }
        let before = self.state.clone();
        if let Ok(matrix) = form.dict.get_deref(b"Matrix", self.document).and_then(Object::as_array) {
            let number = |at: usize| matrix.get(at).and_then(|object| object.as_float().ok()).map_or(0.0, f64::from);
            let matrix = Matrix([number(0), number(1), number(2), number(3), number(4), number(5)]);
            self.state.place = matrix.then(self.state.place);
        }
        let kept = std::mem::take(&mut self.kept);
        self.open.push(form);
        self.follow(&content, &all, own.or(resources), depth + 1)?;
        self.open.pop();
        (self.state, self.kept) = (before, kept);
        Ok(())
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = self.line.moved(x, y);
        self.text = self.line;
    }

    /// Goes on along the line, by so much of the text's own space.
    fn advance(&mut self, by: f64) {
        let down = self.state.font.as_ref().is_some_and(|font| font.is_vertical);
        self.text = if down { self.text.moved(0.0, by) } else { self.text.moved(by * self.state.stretch, 0.0) };
    }

    fn show(&mut self, string: Option<&Object>) -> Result<(), IntakeTrouble> {
        let (Some(Ok(bytes)), Some(font)) = (string.map(Object::as_str), self.state.font.clone()) else {
            return Ok(());
        };
        self.budget.step(bytes.len() as u64)?;
        for code in font.read_string(bytes) {
            // Each character is looked for among those before it.
            self.budget.step(3)?;
            let (size, down) = (self.state.size, font.is_vertical);
            let spaced = self.state.apart + if code.is_blank { self.state.words_apart } else { 0.0 };
            let wide = if down { -size } else { code.width / 1000.0 * size };
            let start = self.text;
            self.advance(wide + spaced);
            if !self.state.visible {
                continue;
            }
            let text = match self.marked.iter_mut().rev().find_map(Option::as_mut) {
                // Said once, at the first glyph that it stands for.
                Some(said) => Some(said.take().unwrap_or_default()),
                None => code.text,
            };
            self.nameless += usize::from(text.is_none());
            let text = text.unwrap_or_else(|| "\u{fffd}".to_owned());
            self.budget.characters(text.len())?;
            self.put(text, start, wide, down);
            if self.glyphs.len() > MOST_GLYPHS {
                return Err(too_large(Bound::Characters(MOST_GLYPHS as u64)));
            }
        }
        Ok(())
    }

    /// Notes a character that begins at this place and goes so far.
    fn put(&mut self, text: String, start: Matrix, wide: f64, down: bool) {
        let whole = start.moved(0.0, self.state.rise).then(self.state.place);
        let [a, b, c, d, x, y] = whole.0;
        let way = if down { (-c, -d) } else { (a, b) };
        let long = way.0.hypot(way.1);
        if long == 0.0 || !long.is_finite() || !x.is_finite() || !y.is_finite() {
            return;
        }
        let way = (way.0 / long, way.1 / long);
        let from = x * way.0 + y * way.1;
        let stretch = if down { 1.0 } else { self.state.stretch };
        let glyph = Glyph {
            from,
            to: from + wide.abs() * long * stretch,
            across: x * way.1 - y * way.0,
            size: (self.state.size * c.hypot(d)).abs(),
            text,
            way,
            page: self.pages,
        };
        let near = |a: f64, b: f64| (a - b).abs() < glyph.size / 8.0;
        let twice = self.glyphs.iter().rev().take(TWICE_WITHIN).any(|known| {
            known.text == glyph.text
                && known.page == glyph.page
                && near(known.from, glyph.from)
                && near(known.across, glyph.across)
        });
        if !twice {
            self.glyphs.push(glyph);
        }
    }
}

//! Text that flows down pages: paragraphs, line breaks, page breaks, page numbers.

use super::face::{Faces, Milli, Style, settable};
use super::fault::PaperFault;
use super::ink::{HEIGHT, Mark, WIDTH, drawn};
use super::tags::{Role, Structure};
use crate::domain::base::clock::Instant;

/// Left margin: 30 mm (NĐ 30/2020/NĐ-CP, phụ lục I).
pub(super) const LEFT: Milli = 85_039;
/// Right margin: 15 mm.
const RIGHT: Milli = 42_520;
/// Upper and lower margin: 20 mm.
const EDGE: Milli = 56_693;
/// Width of what is written.
pub(super) const MEASURE: Milli = WIDTH - LEFT - RIGHT;
/// Size of running text: 13 points.
pub(super) const BODY: Milli = 13_000;
/// Size of tables and notes.
pub(super) const SMALL: Milli = 11_000;

/// Where a line stands between the margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Center,
    Right,
}

/// A paper while it is written.
pub(super) struct Paper {
    pub(super) faces: Faces,
    pages: Vec<Vec<Mark>>,
    page: Vec<Mark>,
    structure: Structure,
    /// How far down the page is written.
    pub(super) down: Milli,
}

impl Paper {
    /// An empty paper.
    ///
    /// # Errors
    /// [`PaperFault::Font`]
    pub fn new() -> Result<Self, PaperFault> {
        Ok(Self {
            faces: Faces::read()?,
            pages: Vec::new(),
            page: Vec::new(),
            structure: Structure::default(),
            down: EDGE,
        })
    }

    /// Adds a mark where the writing stands.
    pub fn put(&mut self, mark: Mark) {
        self.page.push(mark);
    }

    /// Writes an element: what the writing sets belongs to it.
    pub fn element(&mut self, role: Role, writing: impl FnOnce(&mut Self)) {
        self.structure.begin(role);
        writing(self);
        self.structure.end();
    }

    /// Writes what is for the eye alone.
    pub fn artifact(&mut self, writing: impl FnOnce(&mut Self)) {
        let structure = std::mem::take(&mut self.structure);
        writing(self);
        self.structure = structure;
    }

    /// Leaves a space.
    pub fn space(&mut self, height: Milli) {
        self.down = self.down.saturating_add(height);
    }

    /// Goes on on another page unless so much still fits on this one; answers whether it did.
    pub fn room(&mut self, height: Milli) -> bool {
        if self.down.saturating_add(height) <= HEIGHT - EDGE {
            return false;
        }
        self.turn();
        true
    }

    /// Goes on on another page.
    pub fn turn(&mut self) {
        let full = std::mem::take(&mut self.page);
        self.pages.push(full);
        self.down = EDGE;
    }

    /// A text at a place across, on the base line of a line of this size; moves nothing.
    pub fn set(&mut self, across: Milli, line: Milli, (style, size): (Style, Milli), text: &str) {
        let at = (across, line);
        let text = text.to_owned();
        let element = self.structure.current();
        self.put(Mark::Text {
            element,
            at,
            style,
            size,
            text,
        });
    }

    /// Lines of a text no wider than a measure.
    pub fn broken(&self, text: &str, (style, size): (Style, Milli), measure: Milli) -> Vec<String> {
        let face = self.faces.of(style);
        let mut lines = Vec::new();
        let mut line = String::new();
        for word in settable(text).split(' ').filter(|word| !word.is_empty()) {
            for piece in pieces(word, |text| face.width(text, size) <= measure) {
                let longer = if line.is_empty() {
                    piece.clone()
                } else {
                    format!("{line} {piece}")
                };
                if line.is_empty() || face.width(&longer, size) <= measure {
                    line = longer;
                } else {
                    lines.push(std::mem::replace(&mut line, piece));
                }
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }

    /// A paragraph between the margins.
    pub fn paragraph(&mut self, text: &str, align: Align, style: Style, size: Milli) {
        self.column(text, (align, style, size), (LEFT, MEASURE));
        self.space(size / 3);
    }

    /// A paragraph in a column, without the space after it.
    pub fn column(&mut self, text: &str, look: (Align, Style, Milli), column: (Milli, Milli)) {
        self.element(Role::Paragraph, |paper| paper.block(text, look, column));
    }

    /// Lines in a column, of the element that is being written.
    pub fn block(
        &mut self,
        text: &str,
        (align, style, size): (Align, Style, Milli),
        (left, measure): (Milli, Milli),
    ) {
        let lines = self.broken(text, (style, size), measure);
        let last = lines.len().saturating_sub(1);
        for (number, mut line) in lines.into_iter().enumerate() {
            self.room(leading(size));
            let free = measure.saturating_sub(self.faces.of(style).width(&line, size));
            let across = match align {
                Align::Left => left,
                Align::Center => left.saturating_add(free / 2),
                Align::Right => left.saturating_add(free),
            };
            let base = self.down.saturating_add(size);
            if number < last {
                // The space at which the line was broken: who is read to needs it between the words.
                line.push(' ');
            }
            self.set(across, base, (style, size), &line);
            self.space(leading(size));
        }
    }

    /// A text of running size.
    pub fn text(&mut self, text: &str) {
        self.paragraph(text, Align::Left, Style::Regular, BODY);
    }

    /// The file: each page but the first bears its number on top (NĐ 30/2020/NĐ-CP).
    ///
    /// # Errors
    /// [`PaperFault`]
    pub fn finish(mut self, title: &str, at: Instant) -> Result<Vec<u8>, PaperFault> {
        let last = std::mem::take(&mut self.page);
        self.pages.push(last);
        for (number, page) in (1_u32..).zip(&mut self.pages).skip(1) {
            let text = number.to_string();
            let width = self.faces.regular_width(&text, BODY);
            page.push(Mark::Text {
                element: None,
                at: ((WIDTH - width) / 2, EDGE - BODY),
                style: Style::Regular,
                size: BODY,
                text,
            });
        }
        drawn(&self.faces, (&self.pages, &self.structure), title, at)
    }
}

/// From one base line to the next.
pub(super) const fn leading(size: Milli) -> Milli {
    size.saturating_mul(5) / 4
}

/// A word cut so that each piece fits.
fn pieces(word: &str, fits: impl Fn(&str) -> bool) -> Vec<String> {
    if fits(word) {
        return vec![word.to_owned()];
    }
    let mut cut = Vec::new();
    let mut piece = String::new();
    for sign in word.chars() {
        piece.push(sign);
        if !fits(&piece) && piece.chars().count() > 1 {
            piece.pop();
            cut.push(std::mem::replace(&mut piece, sign.to_string()));
        }
    }
    cut.push(piece);
    cut
}

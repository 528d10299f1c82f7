//! The typefaces that papers are set in, and how wide a text is in them.
//!
//! Tinos has the widths of Times New Roman, which the decree on clerical work asks for
//! (NĐ 30/2020/NĐ-CP, phụ lục I), and every letter of Vietnamese.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use ttf_parser::Face as Outlines;
use unicode_normalization::UnicodeNormalization;

use super::fault::PaperFault;

const REGULAR: &[u8] = include_bytes!("../vendor/tinos/Tinos-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../vendor/tinos/Tinos-Bold.ttf");
const ITALIC: &[u8] = include_bytes!("../vendor/tinos/Tinos-Italic.ttf");

/// A length in thousandths of a point.
pub(super) type Milli = i64;

/// How letters look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Regular,
    Bold,
    Italic,
}

/// The three faces.
pub(super) struct Faces {
    regular: Face,
    bold: Face,
    italic: Face,
}

/// One face: what it is measured by, and what goes into the file.
pub(super) struct Face {
    outlines: Outlines<'static>,
    font: Font,
}

impl Faces {
    /// Reads the fonts.
    ///
    /// # Errors
    /// [`PaperFault::Font`] where one can't be read.
    pub fn read() -> Result<Self, PaperFault> {
        Ok(Self {
            regular: Face::read(REGULAR)?,
            bold: Face::read(BOLD)?,
            italic: Face::read(ITALIC)?,
        })
    }

    /// The face of a style.
    pub const fn of(&self, style: Style) -> &Face {
        match style {
            Style::Regular => &self.regular,
            Style::Bold => &self.bold,
            Style::Italic => &self.italic,
        }
    }
}

impl Face {
    fn read(bytes: &'static [u8]) -> Result<Self, PaperFault> {
        Ok(Self {
            outlines: Outlines::parse(bytes, 0).map_err(|_| PaperFault::Font)?,
            font: Font::new(bytes.into(), 0).ok_or(PaperFault::Font)?,
        })
    }

    /// The font that goes into the file.
    pub fn font(&self) -> Font {
        self.font.clone()
    }

    /// How wide a text is at a size.
    pub fn width(&self, text: &str, size: Milli) -> Milli {
        let units: i64 = text
            .chars()
            .map(|sign| i64::from(self.advance(sign).1))
            .sum();
        let em = i64::from(self.outlines.units_per_em()).max(1);
        units.saturating_mul(size).checked_div(em).unwrap_or(0)
    }

    /// The glyphs of a text, one a letter: composed Vietnamese needs no shaping.
    pub fn glyphs(&self, text: &str) -> Vec<KrillaGlyph> {
        let em = self.outlines.units_per_em().max(1);
        let signs = text.char_indices();
        signs
            .map(|(start, sign)| {
                let (glyph, advance) = self.advance(sign);
                let range = start..start.saturating_add(sign.len_utf8());
                KrillaGlyph::new(
                    GlyphId::new(glyph.into()),
                    of_em(advance, em),
                    0.0,
                    0.0,
                    0.0,
                    range,
                    None,
                )
            })
            .collect()
    }

    /// The glyph of a letter and how far it reaches; a question mark's where the font has none.
    fn advance(&self, sign: char) -> (u16, u16) {
        let glyph = self.outlines.glyph_index(sign);
        let glyph = glyph
            .or_else(|| self.outlines.glyph_index('?'))
            .unwrap_or_default();
        let advance = self.outlines.glyph_hor_advance(glyph).unwrap_or_default();
        (glyph.0, advance)
    }
}

/// A text as it can be set: composed, on one line, without letters that show nothing.
pub(super) fn settable(text: &str) -> String {
    let spaced = text
        .chars()
        .map(|sign| if sign.is_whitespace() { ' ' } else { sign });
    spaced.filter(|sign| !sign.is_control()).nfc().collect()
}

#[expect(
    clippy::float_arithmetic,
    reason = "for the page alone: nothing compares what this gives"
)]
fn of_em(units: u16, em: u16) -> f32 {
    f32::from(units) / f32::from(em)
}

/// A length in points, as the page is drawn in.
#[expect(
    clippy::float_arithmetic,
    reason = "for the page alone: nothing compares what this gives"
)]
pub(super) fn points(length: Milli) -> f32 {
    // Twentieths of a point fit an i16 for any length on a page.
    let twentieths = i16::try_from(length / 50).unwrap_or(i16::MAX);
    f32::from(twentieths) / 20.0
}

impl Faces {
    /// How wide a text is in the regular face.
    pub fn regular_width(&self, text: &str, size: Milli) -> Milli {
        self.regular.width(text, size)
    }
}

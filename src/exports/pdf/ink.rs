//! From marks on pages to a file of PDF/A.

use chrono::{Datelike, Timelike};
use krilla::Document;
use krilla::SerializeSettings;
use krilla::configure::{Accessibility, Archival, Configuration, ConfigurationBuilder};
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::Stroke;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};

use super::face::{Faces, Milli, Style, points};
use super::fault::PaperFault;
use super::structure::{Drawn, LANGUAGE, Piece, Structure};
use crate::domain::base::clock::Instant;

/// Width of A4.
pub(super) const WIDTH: Milli = 595_276;
/// Height of A4.
pub(super) const HEIGHT: Milli = 841_890;

/// Something on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// A text; its base line begins at a place counted from the upper left. What belongs to no piece is
    /// passed over by those who read aloud: page numbers, headings that a table repeats.
    Text {
        piece: Option<Piece>,
        at: (Milli, Milli),
        style: Style,
        size: Milli,
        text: String,
    },
    /// A line from one place to another.
    Line {
        from: (Milli, Milli),
        to: (Milli, Milli),
    },
}

/// Draws pages into a file of PDF/A-2a and PDF/UA-1, which says when it was made and what it is called.
///
/// # Errors
/// [`PaperFault`]
pub(super) fn drawn(
    faces: &Faces,
    pages: &[Vec<Mark>],
    structure: Structure,
    title: &str,
    at: Instant,
) -> Result<Vec<u8>, PaperFault> {
    let mut document = Document::new_with(SerializeSettings {
        configuration: standards()?,
        ..SerializeSettings::default()
    });
    let mut drawn = Drawn::default();
    for (number, marks) in pages.iter().enumerate() {
        let a4 = PageSettings::from_wh(points(WIDTH), points(HEIGHT)).ok_or(PaperFault::Page)?;
        let mut page = document.start_page_with(a4);
        let mut surface = page.surface();
        for mark in marks {
            draw(&mut surface, faces, mark, number, &mut drawn);
        }
        surface.finish();
        page.finish();
    }
    let (tree, outline) = structure.finish(drawn);
    document.set_tag_tree(tree);
    document.set_outline(outline);
    document.set_metadata(
        Metadata::new()
            .title(title.to_owned())
            .language(LANGUAGE.to_owned())
            .creator("Longdan".to_owned())
            .creation_date(date(at)),
    );
    document
        .finish()
        .map_err(|fault| PaperFault::NotArchival(format!("{fault:?}")))
}

/// What a paper must be, else it isn't written.
fn standards() -> Result<Configuration, PaperFault> {
    ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|fault| PaperFault::NotArchival(format!("{fault:?}")))
}

fn draw(surface: &mut Surface<'_>, faces: &Faces, mark: &Mark, page: usize, drawn: &mut Drawn) {
    match mark {
        Mark::Text {
            piece,
            at,
            style,
            size,
            text,
        } => {
            let start = Point::from_xy(points(at.0), points(at.1));
            match piece {
                Some(piece) => {
                    let part = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
                    let above = Point::from_xy(points(at.0), points(at.1.saturating_sub(*size)));
                    drawn.add(*piece, part, page, above);
                }
                None => leave_out(surface, ArtifactType::PaginationOther),
            }
            surface.set_stroke(None);
            let face = faces.of(*style);
            let (glyphs, size) = (face.glyphs(text), points(*size));
            surface.draw_glyphs(start, &glyphs, face.font(), text, size, false);
            surface.end_tagged();
        }
        Mark::Line { from, to } => {
            let mut line = PathBuilder::new();
            line.move_to(points(from.0), points(from.1));
            line.line_to(points(to.0), points(to.1));
            let Some(line) = line.finish() else { return };
            leave_out(surface, ArtifactType::Layout);
            surface.set_stroke(Some(Stroke {
                width: 0.5,
                opacity: NormalizedF32::ONE,
                ..Stroke::default()
            }));
            surface.draw_path(&line);
            surface.set_stroke(None);
            surface.end_tagged();
        }
    }
}

/// What is drawn next says nothing to those who read aloud.
fn leave_out(surface: &mut Surface<'_>, kind: ArtifactType) {
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
}

/// An instant as a PDF dates itself, in UTC.
fn date(at: Instant) -> DateTime {
    let part = |number: u32| u8::try_from(number).unwrap_or_default();
    DateTime::new(u16::try_from(at.year()).unwrap_or_default())
        .month(part(at.month()))
        .day(part(at.day()))
        .hour(part(at.hour()))
        .minute(part(at.minute()))
        .second(part(at.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}

//! From marks on pages to a file of PDF/A.

use chrono::{Datelike, Timelike};
use krilla::Document;
use krilla::SerializeSettings;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::Stroke;
use krilla::surface::Surface;

use super::face::{Faces, Milli, Style, points};
use super::fault::PaperFault;
use crate::domain::base::clock::Instant;

/// Width of A4.
pub(super) const WIDTH: Milli = 595_276;
/// Height of A4.
pub(super) const HEIGHT: Milli = 841_890;

/// Something on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// A text; its base line begins at a place counted from the upper left.
    Text {
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

/// Draws pages into a file of PDF/A-2u, which says when it was made and what it is called.
///
/// # Errors
/// [`PaperFault`]
pub(super) fn drawn(
    faces: &Faces,
    pages: &[Vec<Mark>],
    title: &str,
    at: Instant,
) -> Result<Vec<u8>, PaperFault> {
    let archival = ConfigurationBuilder::new().with_archival_validator(Archival::A2_U);
    let configuration = archival
        .finish()
        .map_err(|fault| PaperFault::NotArchival(format!("{fault:?}")))?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    for marks in pages {
        let a4 = PageSettings::from_wh(points(WIDTH), points(HEIGHT)).ok_or(PaperFault::Page)?;
        let mut page = document.start_page_with(a4);
        let mut surface = page.surface();
        for mark in marks {
            draw(&mut surface, faces, mark);
        }
        surface.finish();
        page.finish();
    }
    document.set_metadata(
        Metadata::new()
            .title(title.to_owned())
            .language("vi".to_owned())
            .creator("Longdan".to_owned())
            .creation_date(date(at)),
    );
    document
        .finish()
        .map_err(|fault| PaperFault::NotArchival(format!("{fault:?}")))
}

fn draw(surface: &mut Surface<'_>, faces: &Faces, mark: &Mark) {
    match mark {
        Mark::Text {
            at,
            style,
            size,
            text,
        } => {
            let face = faces.of(*style);
            let start = Point::from_xy(points(at.0), points(at.1));
            surface.set_stroke(None);
            surface.draw_glyphs(
                start,
                &face.glyphs(text),
                face.font(),
                text,
                points(*size),
                false,
            );
        }
        Mark::Line { from, to } => {
            let mut line = PathBuilder::new();
            line.move_to(points(from.0), points(from.1));
            line.line_to(points(to.0), points(to.1));
            let Some(line) = line.finish() else { return };
            surface.set_stroke(Some(Stroke {
                width: 0.5,
                opacity: NormalizedF32::ONE,
                ..Stroke::default()
            }));
            surface.draw_path(&line);
            surface.set_stroke(None);
        }
    }
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

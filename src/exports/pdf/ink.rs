//! From marks on pages to a file of PDF/A.

use chrono::{Datelike, Timelike};
use krilla::Document;
use krilla::SerializeSettings;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Stroke;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};

use super::face::{Faces, Milli, Style, points};
use super::fault::PaperFault;
use super::tags::{ElementId, Structure};
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
        /// What it belongs to; nothing for what is for the eye alone, as a page number.
        element: Option<ElementId>,
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
    (pages, structure): (&[Vec<Mark>], &Structure),
    title: &str,
    at: Instant,
) -> Result<Vec<u8>, PaperFault> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|fault| PaperFault::NotArchival(format!("{fault:?}")))?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    let mut leaves = Vec::new();
    for marks in pages {
        let a4 = PageSettings::from_wh(points(WIDTH), points(HEIGHT)).ok_or(PaperFault::Page)?;
        let mut page = document.start_page_with(a4);
        let mut surface = page.surface();
        for mark in marks {
            leaves.extend(tagged(&mut surface, faces, mark));
        }
        surface.finish();
        page.finish();
    }
    document.set_tag_tree(structure.tree(leaves));
    document.set_outline(outline(pages, structure));
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

/// Draws a mark as content of its element, or as an artifact.
fn tagged(
    surface: &mut Surface<'_>,
    faces: &Faces,
    mark: &Mark,
) -> Option<(ElementId, Identifier)> {
    let (element, kind) = match mark {
        Mark::Text { element, .. } => (*element, ArtifactType::PaginationOther),
        Mark::Line { .. } => (None, ArtifactType::Layout),
    };
    let artifact = ContentTag::Artifact(Artifact::with_kind(kind));
    let span = ContentTag::Span(SpanTag::empty());
    let leaf = surface.start_tagged(element.map_or(artifact, |_| span));
    draw(surface, faces, mark);
    surface.end_tagged();
    element.map(|element| (element, leaf))
}

/// The headings as bookmarks, which PDF/UA-1 asks for: those of the second level below the first.
fn outline(pages: &[Vec<Mark>], structure: &Structure) -> Outline {
    let mut top: Vec<OutlineNode> = Vec::new();
    for (element, level, text) in structure.headings() {
        let Some(place) = place_of(pages, element) else {
            continue;
        };
        let node = OutlineNode::new(text.to_owned(), place);
        match top.last_mut() {
            Some(above) if level.get() > 1 => above.push_child(node),
            _ => top.push(node),
        }
    }
    let mut outline = Outline::new();
    for node in top {
        outline.push_child(node);
    }
    outline
}

/// Where an element begins: at the top of its first line.
fn place_of(pages: &[Vec<Mark>], element: ElementId) -> Option<XyzDestination> {
    pages.iter().enumerate().find_map(|(page, marks)| {
        marks.iter().find_map(|mark| match mark {
            Mark::Text {
                element: Some(of),
                at,
                size,
                ..
            } if *of == element => {
                let top = at.1.saturating_sub(*size);
                Some(XyzDestination::new(
                    page,
                    Point::from_xy(points(at.0), points(top)),
                ))
            }
            _ => None,
        })
    })
}

fn draw(surface: &mut Surface<'_>, faces: &Faces, mark: &Mark) {
    match mark {
        Mark::Text {
            at,
            style,
            size,
            text,
            ..
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

//! What a paper says of itself to a screen reader: headings, paragraphs, tables.

use std::collections::BTreeMap;
use std::num::NonZeroU16;

use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::outline::{Outline, OutlineNode};
use krilla::tagging::{Identifier, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};

/// The language of all papers.
pub(super) const LANGUAGE: &str = "vi";

/// A text that is read as one, however many lines and pages it takes: its number within the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Piece(usize);

/// How deep a heading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// What the paper is.
    Paper,
    /// A part of it.
    Part,
}

/// What a cell of a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    /// The name of its column.
    ColumnName,
    /// The name of its row.
    RowName,
    /// A figure or a word of its row and column.
    Content,
}

/// What stands in a paper, in the order in which it is read.
#[derive(Debug)]
enum Block {
    Heading(Level, String, Piece),
    Paragraph(Piece),
    Table(Vec<Vec<(Cell, Piece)>>),
}

/// The structure of a paper while it is written.
#[derive(Debug, Default)]
pub(super) struct Structure {
    blocks: Vec<Block>,
    pieces: usize,
}

/// Where pieces came to stand: each part of one with the name that the file gives it, and where it begins.
#[derive(Default)]
pub(super) struct Drawn {
    parts: BTreeMap<Piece, Vec<Identifier>>,
    places: BTreeMap<Piece, XyzDestination>,
}

impl Drawn {
    /// A part of a piece was drawn at a place of a page.
    pub fn add(&mut self, piece: Piece, part: Identifier, page: usize, at: Point) {
        self.parts.entry(piece).or_default().push(part);
        let place = || XyzDestination::new(page, at);
        self.places.entry(piece).or_insert_with(place);
    }
}

impl Structure {
    fn piece(&mut self) -> Piece {
        let piece = Piece(self.pieces);
        self.pieces = self.pieces.saturating_add(1);
        piece
    }

    /// A paragraph begins.
    pub fn paragraph(&mut self) -> Piece {
        let piece = self.piece();
        self.blocks.push(Block::Paragraph(piece));
        piece
    }

    /// A heading begins.
    pub fn heading(&mut self, level: Level, text: &str) -> Piece {
        let piece = self.piece();
        let heading = Block::Heading(level, text.to_owned(), piece);
        self.blocks.push(heading);
        piece
    }

    /// A table begins.
    pub fn table(&mut self) {
        self.blocks.push(Block::Table(Vec::new()));
    }

    /// A row of the table begins.
    pub fn row(&mut self) {
        if let Some(Block::Table(rows)) = self.blocks.last_mut() {
            rows.push(Vec::new());
        }
    }

    /// A cell of the row begins.
    pub fn cell(&mut self, cell: Cell) -> Piece {
        let piece = self.piece();
        if let Some(Block::Table(rows)) = self.blocks.last_mut()
            && let Some(row) = rows.last_mut()
        {
            row.push((cell, piece));
        }
        piece
    }

    /// The structure as the file holds it, and the list of headings beside the pages.
    pub fn finish(self, mut drawn: Drawn) -> (TagTree, Outline) {
        let mut tree = TagTree::new().with_lang(Some(LANGUAGE.to_owned()));
        let mut outline = Outline::new();
        for block in self.blocks {
            match block {
                Block::Heading(level, text, piece) => {
                    if let Some(place) = drawn.places.get(&piece) {
                        outline.push_child(OutlineNode::new(text.clone(), place.clone()));
                    }
                    tree.push(group(
                        Tag::Hn(level.number(), Some(text)),
                        piece,
                        &mut drawn,
                    ));
                }
                Block::Paragraph(piece) => tree.push(group(Tag::P, piece, &mut drawn)),
                Block::Table(rows) => tree.push(table(rows, &mut drawn)),
            }
        }
        (tree, outline)
    }
}

impl Level {
    const fn number(self) -> NonZeroU16 {
        match self {
            Self::Paper => NonZeroU16::MIN,
            Self::Part => NonZeroU16::MIN.saturating_add(1),
        }
    }
}

fn table(rows: Vec<Vec<(Cell, Piece)>>, drawn: &mut Drawn) -> TagGroup {
    let mut whole = TagGroup::new(Tag::Table);
    for row in rows {
        let mut cells = TagGroup::new(Tag::TR);
        for (cell, piece) in row {
            cells.push(match cell {
                Cell::ColumnName => group(Tag::TH(TableHeaderScope::Column), piece, drawn),
                Cell::RowName => group(Tag::TH(TableHeaderScope::Row), piece, drawn),
                Cell::Content => group(Tag::TD, piece, drawn),
            });
        }
        whole.push(cells);
    }
    whole
}

fn group(tag: impl Into<TagKind>, piece: Piece, drawn: &mut Drawn) -> TagGroup {
    let mut group = TagGroup::new(tag);
    for part in drawn.parts.remove(&piece).unwrap_or_default() {
        group.push(part);
    }
    group
}

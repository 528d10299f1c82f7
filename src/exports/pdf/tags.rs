//! The structure of a paper for screen readers: what each text on it is.
//!
//! PDF/UA-1 (ISO 14289-1) asks that every text belongs to an element, in the order of reading, or is an
//! artifact: what a page shows that nobody should read aloud.

use std::num::NonZeroU16;

use krilla::tagging::{
    Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};

/// What an element is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// A heading of a level from 1, with its whole text.
    Heading(NonZeroU16, String),
    Paragraph,
    List,
    Item,
    /// What an item says.
    ItemBody,
    Table,
    TableHead,
    TableBody,
    Row,
    /// A cell that says what stands below it.
    ColumnHeader,
    /// A cell that says whose row it is.
    RowHeader,
    Cell,
}

/// An element's place among those of its paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ElementId(usize);

#[derive(Debug)]
struct Element {
    role: Role,
    parent: Option<ElementId>,
}

/// The elements of a paper in the order of reading, and those being written.
#[derive(Debug, Default)]
pub(super) struct Structure {
    elements: Vec<Element>,
    open: Vec<ElementId>,
}

impl Structure {
    /// Begins an element inside the one that was begun last.
    pub fn begin(&mut self, role: Role) {
        let id = ElementId(self.elements.len());
        let parent = self.open.last().copied();
        self.elements.push(Element { role, parent });
        self.open.push(id);
    }

    /// Ends the element that was begun last.
    pub fn end(&mut self) {
        self.open.pop();
    }

    /// The element that is being written; none for an artifact.
    pub fn current(&self) -> Option<ElementId> {
        self.open.last().copied()
    }

    /// The headings in order: element, level, text.
    pub fn headings(&self) -> impl Iterator<Item = (ElementId, NonZeroU16, &str)> {
        let numbered = self.elements.iter().enumerate();
        numbered.filter_map(|(at, element)| match &element.role {
            Role::Heading(level, text) => Some((ElementId(at), *level, text.as_str())),
            _ => None,
        })
    }

    /// The tree of tags over what was drawn for each element, in the order of drawing.
    pub fn tree(&self, drawn: Vec<(ElementId, Identifier)>) -> TagTree {
        let mut children: Vec<Vec<Node>> = self.elements.iter().map(|_| Vec::new()).collect();
        for (of, leaf) in drawn {
            if let Some(nodes) = children.get_mut(of.0) {
                nodes.push(leaf.into());
            }
        }
        let mut roots = Vec::new();
        // Children stand behind their parent, so from the end each is whole when it is handed up.
        for element in self.elements.iter().rev() {
            let mut nodes = children.pop().unwrap_or_default();
            if element.role.holds_elements() {
                nodes.reverse();
            }
            if nodes.is_empty() {
                continue;
            }
            let group = Node::Group(TagGroup::with_children(tag(&element.role), nodes));
            let parent = element.parent.and_then(|parent| children.get_mut(parent.0));
            parent.unwrap_or(&mut roots).push(group);
        }
        roots.reverse();
        TagTree::from(roots)
    }
}

impl Role {
    /// Whether it holds elements; the others hold text.
    const fn holds_elements(&self) -> bool {
        matches!(
            self,
            Self::List
                | Self::Item
                | Self::ItemBody
                | Self::Table
                | Self::TableHead
                | Self::TableBody
                | Self::Row
        )
    }
}

fn tag(role: &Role) -> TagKind {
    match role {
        Role::Heading(level, text) => Tag::Hn(*level, Some(text.clone())).into(),
        Role::Paragraph => Tag::P.into(),
        Role::List => Tag::L(ListNumbering::None).into(),
        Role::Item => Tag::LI.into(),
        Role::ItemBody => Tag::LBody.into(),
        Role::Table => Tag::Table.into(),
        Role::TableHead => Tag::THead.into(),
        Role::TableBody => Tag::TBody.into(),
        Role::Row => Tag::TR.into(),
        Role::ColumnHeader => Tag::TH(TableHeaderScope::Column).into(),
        Role::RowHeader => Tag::TH(TableHeaderScope::Row).into(),
        Role::Cell => Tag::TD.into(),
    }
}

//! Writes XML and HTML, every text and attribute escaped.

use std::borrow::Cow;

use quick_xml::escape::escape;

/// A document in the making. Elements are closed by the call that opened them.
#[derive(Debug, Default)]
pub struct Markup(String);

/// Attributes by name.
pub type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Markup {
    /// Begins an XML document.
    #[must_use]
    pub fn xml() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned())
    }

    /// Begins an HTML document.
    #[must_use]
    pub fn html() -> Self {
        Self("<!DOCTYPE html>\n".to_owned())
    }

    /// An element with what `inside` writes.
    pub fn element(
        &mut self,
        name: &str,
        attributes: Attributes<'_>,
        inside: impl FnOnce(&mut Self),
    ) {
        self.tag(name, attributes);
        self.0.push('>');
        inside(self);
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    /// An element without content.
    pub fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.tag(name, attributes);
        self.0.push_str("/>");
    }

    /// An element that holds a text.
    pub fn leaf(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.element(name, attributes, |inside| inside.text(text));
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        self.0.push_str(&escaped(text));
    }

    /// What is markup already: a part made by this room, or a style sheet of ours.
    pub fn raw(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    /// The document.
    #[must_use]
    pub fn finish(self) -> String {
        self.0
    }

    fn tag(&mut self, name: &str, attributes: Attributes<'_>) {
        self.0.push('<');
        self.0.push_str(name);
        for (name, value) in attributes {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            self.0.push_str(&escaped(value));
            self.0.push('"');
        }
    }
}

fn escaped(text: &str) -> Cow<'_, str> {
    escape(text)
}

//! Reads a filled XForm as a form of ours.
//!
//! The text comes from anybody who holds a token, so nothing in it is followed: no document type, no entity but XML's
//! own five, bounded depth and number of elements. Namespaces and the root's name differ between clients and are not
//! looked at; the root's `id` says which form it is.

use chrono::DateTime;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};
use uuid::Uuid;

use super::xform::form_of;
use crate::domain::base::clock::{Instant, day_of, to_microseconds};
use crate::domain::base::ids::{ResponseId, SurveyId};
use crate::domain::base::text::in_living_memory;
use crate::domain::survey::filled_form::{FilledForm, UnreadableForm};

/// The deepest element of a form of ours stands at 3; what clients add needs no more.
const DEEPEST: usize = 8;
/// A form of ours has two elements an item; the longest has about 20 items.
const MOST_ELEMENTS: usize = 1_000;
/// Characters of a UUID with its hyphens.
const UUID_LENGTH: usize = 36;

/// Reads a filled form.
///
/// # Errors
/// [`UnreadableForm`].
pub fn read(bytes: &[u8]) -> Result<FilledForm, UnreadableForm> {
    let text = std::str::from_utf8(bytes).map_err(|_| UnreadableForm::NotXml)?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut walk = Walk::default();
    loop {
        match reader.read_event().map_err(|_| UnreadableForm::NotXml)? {
            Event::Start(tag) => walk.open(&tag)?,
            Event::End(_) => walk.close()?,
            Event::Text(text) => walk.text(&text.xml10_content())?,
            Event::CData(text) => walk.text(&text.xml10_content())?,
            Event::GeneralRef(entity) => walk.text(&resolved(&entity)?)?,
            Event::DocType(_) => return Err(UnreadableForm::Declares),
            Event::Decl(declaration) => declared(&declaration)?,
            Event::Comment(_) | Event::PI(_) | Event::Empty(_) => {}
            Event::Eof => return walk.finish(),
        }
    }
}

/// What an entity stands for: a character by its number, or one of XML's own five.
fn resolved(entity: &BytesRef<'_>) -> Result<String, UnreadableForm> {
    let numbered = entity.resolve_char_ref();
    if let Some(sign) = numbered.map_err(|_| UnreadableForm::NotXml)? {
        return Ok(sign.to_string());
    }
    let own = resolve_predefined_entity(&entity.xml10_content());
    own.map(str::to_owned).ok_or(UnreadableForm::Declares)
}

/// Holds that a declaration names no other encoding than the one that the text has.
fn declared(declaration: &BytesDecl<'_>) -> Result<(), UnreadableForm> {
    let Some(named) = declaration.encoding() else {
        return Ok(());
    };
    let named = named.map_err(|_| UnreadableForm::NotXml)?;
    if named.eq_ignore_ascii_case("utf-8") {
        Ok(())
    } else {
        Err(UnreadableForm::NotXml)
    }
}

/// What was read so far.
#[derive(Debug, Default)]
struct Walk {
    /// Names of the open elements, the root first.
    path: Vec<String>,
    /// The text of the innermost open element.
    content: String,
    /// Whether the innermost open element has had no child.
    is_leaf: bool,
    elements: usize,
    form: Option<SurveyId>,
    parts: Parts,
}

/// The parts of a form that stand there once.
#[derive(Debug, Default)]
struct Parts {
    hamlet: Option<String>,
    household: Option<String>,
    comment: Option<String>,
    start: Option<String>,
    end: Option<String>,
    instance: Option<String>,
    replaced: Option<String>,
    leaves: Vec<(String, String)>,
}

impl Walk {
    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), UnreadableForm> {
        self.elements = self.elements.saturating_add(1);
        if self.elements > MOST_ELEMENTS || self.path.len() >= DEEPEST {
            return Err(UnreadableForm::TooMuch);
        }
        if self.path.is_empty() {
            if self.elements > 1 {
                return Err(UnreadableForm::NotXml);
            }
            self.form = named_form(tag)?;
        } else {
            // Every attribute is looked at, so that a malformed one is not let through.
            for attribute in tag.attributes() {
                attribute.map_err(|_| UnreadableForm::NotXml)?;
            }
        }
        let name = tag.local_name().into_inner().to_owned();
        self.path.push(name);
        self.content.clear();
        self.is_leaf = true;
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), UnreadableForm> {
        if self.path.is_empty() && !text.trim().is_empty() {
            return Err(UnreadableForm::NotXml);
        }
        self.content.push_str(text);
        Ok(())
    }

    fn close(&mut self) -> Result<(), UnreadableForm> {
        let content = std::mem::take(&mut self.content);
        let text = content.trim();
        let path: Vec<&str> = self.path.iter().skip(1).map(String::as_str).collect();
        // Text between elements is indentation.
        if self.is_leaf && !text.is_empty() && !path.is_empty() {
            self.parts.put(&path, text)?;
        }
        self.is_leaf = false;
        self.path.pop().map(drop).ok_or(UnreadableForm::NotXml)
    }

    fn finish(self) -> Result<FilledForm, UnreadableForm> {
        let Parts {
            hamlet,
            household,
            comment,
            start,
            end,
            instance,
            replaced,
            leaves,
        } = self.parts;
        if !self.path.is_empty() || self.elements == 0 {
            return Err(UnreadableForm::NotXml);
        }
        let survey = self.form.ok_or(UnreadableForm::NoForm)?;
        let earlier = |text: &str| instance_id(text).ok_or(UnreadableForm::Replaces);
        let id = instance.as_deref().and_then(instance_id);
        Ok(FilledForm {
            survey,
            id: id.ok_or(UnreadableForm::NoInstanceId)?,
            hamlet_code: hamlet.unwrap_or_default(),
            household_code: household.unwrap_or_default(),
            collected_at: end.or(start).as_deref().map(instant).transpose()?,
            leaves,
            comment,
            replaces: replaced.as_deref().map(earlier).transpose()?,
        })
    }
}

impl Parts {
    fn put(&mut self, path: &[&str], text: &str) -> Result<(), UnreadableForm> {
        let once = match path {
            ["meta", "instanceID"] => &mut self.instance,
            ["meta", "deprecatedID"] => &mut self.replaced,
            ["meta", ..] => return Ok(()),
            ["hamlet"] => &mut self.hamlet,
            ["household"] => &mut self.household,
            ["comment"] => &mut self.comment,
            ["start"] => &mut self.start,
            ["end"] => &mut self.end,
            _ => {
                self.leaves.push((path.join("/"), text.to_owned()));
                return Ok(());
            }
        };
        match once.replace(text.to_owned()) {
            None => Ok(()),
            Some(_) => Err(UnreadableForm::Doubled),
        }
    }
}

/// The survey whose form the root names.
fn named_form(root: &BytesStart<'_>) -> Result<Option<SurveyId>, UnreadableForm> {
    let mut form = None;
    for attribute in root.attributes() {
        let attribute = attribute.map_err(|_| UnreadableForm::NotXml)?;
        if attribute.key.into_inner() == "id" {
            let value = attribute.normalized_value(XmlVersion::Explicit1_0);
            form = form_of(&value.map_err(|_| UnreadableForm::Declares)?);
        }
    }
    Ok(form)
}

/// The id inside `uuid:` and a UUID with hyphens.
fn instance_id(text: &str) -> Option<ResponseId> {
    let id = text.strip_prefix("uuid:")?;
    let id = (id.len() == UUID_LENGTH).then(|| Uuid::try_parse(id).ok())??;
    Some(ResponseId(id))
}

fn instant(text: &str) -> Result<Instant, UnreadableForm> {
    let read = DateTime::parse_from_rfc3339(text).map_err(|_| UnreadableForm::BadTime)?;
    let instant = to_microseconds(read.to_utc());
    if in_living_memory(day_of(instant)) {
        Ok(instant)
    } else {
        Err(UnreadableForm::BadTime)
    }
}

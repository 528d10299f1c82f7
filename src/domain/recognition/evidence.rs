//! Documents that prove what a dossier says: kinds, sizes, and what is in them.
//!
//! In Vietnamese: tài liệu minh chứng.

use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, DocumentId};
use crate::domain::base::terms::terms;
use crate::domain::base::text::{LONGEST_NAME, cleaned};

terms! {
    /// The kinds of document that are taken, by media type (IANA).
    MediaType {
        /// PDF.
        Pdf = "application/pdf",
        /// A photograph.
        Jpeg = "image/jpeg",
        /// A picture.
        Png = "image/png",
        /// A text of `LibreOffice`.
        Odt = "application/vnd.oasis.opendocument.text",
        /// A sheet of `LibreOffice`.
        Ods = "application/vnd.oasis.opendocument.spreadsheet",
        /// A text of Word.
        Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        /// A sheet of Excel.
        Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        /// Plain text in UTF-8.
        Text = "text/plain",
        /// A table in UTF-8.
        Csv = "text/csv",
    }
}

/// The most bytes that a document may have, where nothing else is set: 10 MiB.
pub const LARGEST_DOCUMENT: usize = 10 * 1024 * 1024;

/// A document without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its id.
    pub id: DocumentId,
    /// Its name as a file.
    pub name: String,
    /// What it is.
    pub media_type: MediaType,
    /// Bytes of its content.
    pub size: i64,
    /// SHA-256 of its content, in lower-case hexadecimal.
    pub sha256: String,
    /// Who sent it.
    pub uploaded_by: AccountId,
    /// When.
    pub uploaded_at: Instant,
}

/// Why a document is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EvidenceFault {
    /// It holds nothing.
    #[error("the document is empty")]
    Empty,
    /// Its name is no name of a file.
    #[error("the name is no name of a file")]
    BadName,
    /// What is in it is not of the type that it is said to be.
    #[error("the content is not of the type that is claimed")]
    OtherContent,
}

/// A name of a file as it is kept: composed, trimmed, without folders.
///
/// # Errors
/// [`EvidenceFault::BadName`] where nothing is left, it is too long, or names a folder.
pub fn file_name(text: &str) -> Result<String, EvidenceFault> {
    let name = cleaned(text, LONGEST_NAME).map_err(|_| EvidenceFault::BadName)?;
    let plain = !name.contains(['/', '\\', '"']) && name != "." && name != "..";
    if plain {
        Ok(name)
    } else {
        Err(EvidenceFault::BadName)
    }
}

/// Looks whether a content is of the type that it is said to be: by the bytes that each type
/// begins with, and for packed office documents by what they say of themselves.
///
/// # Errors
/// [`EvidenceFault::Empty`], [`EvidenceFault::OtherContent`].
pub fn look_into(content: &[u8], claimed: MediaType) -> Result<(), EvidenceFault> {
    if content.is_empty() {
        return Err(EvidenceFault::Empty);
    }
    let is_so = match claimed {
        MediaType::Pdf => content.starts_with(b"%PDF-"),
        MediaType::Jpeg => content.starts_with(b"\xFF\xD8\xFF"),
        MediaType::Png => content.starts_with(b"\x89PNG\r\n\x1A\n"),
        MediaType::Odt | MediaType::Ods => is_open_document(content, claimed.as_str()),
        MediaType::Docx => is_office_document(content, b"word/document.xml"),
        MediaType::Xlsx => is_office_document(content, b"xl/workbook.xml"),
        MediaType::Text | MediaType::Csv => is_text(content),
    };
    if is_so {
        Ok(())
    } else {
        Err(EvidenceFault::OtherContent)
    }
}

/// What a ZIP archive's first entry begins with.
const ZIP: &[u8] = b"PK\x03\x04";
/// Where the name of a ZIP archive's first entry stands.
const FIRST_NAME: usize = 30;

/// An `OpenDocument` package says its type first, unpacked: an entry `mimetype` (ODF 1.2, part 3).
fn is_open_document(content: &[u8], media_type: &str) -> bool {
    let says = [b"mimetype", media_type.as_bytes()].concat();
    let rest = content.get(FIRST_NAME..).unwrap_or_default();
    let next = rest.get(says.len()..).and_then(<[u8]>::first);
    // A template's type is this one's with more behind it.
    content.starts_with(ZIP) && rest.starts_with(&says) && next != Some(&b'-')
}

/// An Office Open XML package names its parts in clear text (ECMA-376, part 2).
fn is_office_document(content: &[u8], part: &[u8]) -> bool {
    let names = |part: &[u8]| content.windows(part.len()).any(|bytes| bytes == part);
    content.starts_with(ZIP) && names(b"[Content_Types].xml") && names(part)
}

fn is_text(content: &[u8]) -> bool {
    let fits = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
    let printed = content.starts_with(b"%PDF-");
    !printed && std::str::from_utf8(content).is_ok_and(|text| text.chars().all(fits))
}

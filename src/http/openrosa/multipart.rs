//! Finds the form in a phone's request, which may bring other parts.
//!
//! Our forms ask for no file, so other parts are read past: a phone that splits its upload (`*isIncomplete*`) sends the
//! same form each time, which is a repeat.

use axum::body::Body;
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use multer::{Constraints, Error, Multipart, SizeLimit, parse_boundary};
use tokio::time::timeout;

use super::desk::FieldDesk;
use super::fault::FieldFault;

/// The part with the form.
const FORM: &str = "xml_submission_file";
/// Bytes of a form: 20 reasons and a comment of 4,000 characters, 4 bytes each, are a third of it.
const FORM_BYTES: usize = 1024 * 1024;

/// Reads a request's body to its end and gives the form in it.
///
/// # Errors
/// Where the body is not of parts, breaks off, is too large or too slow, or has not one form.
pub async fn form<A>(
    desk: &FieldDesk<A>,
    headers: &HeaderMap,
    body: Body,
) -> Result<Vec<u8>, FieldFault> {
    let declared: Option<usize> = headers
        .get(CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse().ok());
    if declared.is_some_and(|length| length > desk.limit) {
        return Err(FieldFault::TooLarge(desk.limit));
    }
    let media_type = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let boundary = parse_boundary(media_type.ok_or(FieldFault::NotMultipart)?);
    let boundary = boundary.map_err(|_| FieldFault::NotMultipart)?;
    let reading = parts(body, boundary, desk.limit);
    let read = timeout(desk.time, reading).await;
    read.map_err(|_| FieldFault::TooSlow(desk.time))?
        .map_err(|fault| of_reading(&fault, desk.limit))?
        .ok_or(FieldFault::NotOneForm)
}

/// The one form among the parts; `None` where there is none, or another one.
async fn parts(body: Body, boundary: String, limit: usize) -> Result<Option<Vec<u8>>, Error> {
    let sizes = SizeLimit::new()
        .whole_stream(bytes(limit))
        .for_field(FORM, bytes(FORM_BYTES));
    let constraints = Constraints::new().size_limit(sizes);
    let mut parts = Multipart::with_constraints(body.into_data_stream(), boundary, constraints);
    let mut form: Option<Vec<u8>> = None;
    let mut is_one = true;
    while let Some(mut part) = parts.next_field().await? {
        if part.name() != Some(FORM) {
            while part.chunk().await?.is_some() {}
            continue;
        }
        is_one = form.is_none();
        let mut content = Vec::new();
        while let Some(piece) = part.chunk().await? {
            content.extend_from_slice(&piece);
        }
        form = Some(content);
    }
    Ok(form.filter(|_| is_one))
}

fn of_reading(fault: &Error, limit: usize) -> FieldFault {
    match fault {
        Error::FieldSizeExceeded { .. } => FieldFault::TooLarge(FORM_BYTES),
        Error::StreamSizeExceeded { .. } => FieldFault::TooLarge(limit),
        _ => FieldFault::Broken,
    }
}

fn bytes(size: usize) -> u64 {
    u64::try_from(size).unwrap_or(u64::MAX)
}

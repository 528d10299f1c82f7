//! The QR code that sets a phone up: Collect's settings as Collect packs them.
//!
//! The settings are JSON, compressed by zlib and written in base64. The code is drawn as one SVG path, so that it is
//! sharp on paper of any size.

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use qrcode::{Color, EcLevel, QrCode};
use serde_json::json;

use super::markup::Markup;

/// Empty modules around a code (ISO/IEC 18004 asks for four).
const QUIET: usize = 4;

/// A code that can't be made: the address is longer than a QR code holds.
#[derive(Debug, thiserror::Error)]
pub enum NoCode {
    /// The settings could not be compressed.
    #[error("the settings could not be compressed")]
    Packing(#[source] std::io::Error),
    /// The text doesn't fit.
    #[error("no QR code of this text")]
    Drawing(#[source] qrcode::types::QrError),
}

/// Collect's settings for a server, as a QR code holds them. `project` is what the phone calls them.
///
/// Forms and filled forms go back and forth by themselves, whenever there is a network of any kind.
///
/// # Errors
/// [`NoCode::Packing`].
pub fn settings(server: &str, project: &str) -> Result<String, NoCode> {
    let settings = json!({
        "general": {
            "protocol": "odk_default",
            "server_url": server,
            "form_update_mode": "match_exactly",
            "autosend": "wifi_and_cellular",
        },
        "admin": {},
        "project": { "name": project },
    });
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed
        .write_all(settings.to_string().as_bytes())
        .map_err(NoCode::Packing)?;
    let packed = packed.finish().map_err(NoCode::Packing)?;
    Ok(STANDARD.encode(packed))
}

/// A text as a QR code in SVG.
///
/// # Errors
/// [`NoCode::Drawing`] where the text is too long.
pub fn svg(text: &str, title: &str) -> Result<String, NoCode> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(NoCode::Drawing)?;
    let width = code.width();
    let colors = code.to_colors();
    let mut path = String::new();
    for (y, row) in colors.chunks(width).enumerate() {
        for (x, color) in row.iter().enumerate() {
            if *color == Color::Dark {
                let (x, y) = (x.saturating_add(QUIET), y.saturating_add(QUIET));
                path.push_str(&format!("M{x} {y}h1v1h-1z"));
            }
        }
    }
    let side = width.saturating_add(QUIET.saturating_mul(2)).to_string();
    let view = format!("0 0 {side} {side}");
    let mut drawing = Markup::default();
    let attributes = [
        ("xmlns", "http://www.w3.org/2000/svg"),
        ("viewBox", &view),
        ("role", "img"),
        ("shape-rendering", "crispEdges"),
    ];
    drawing.element("svg", &attributes, |drawing| {
        drawing.leaf("title", &[], title);
        let ground = [
            ("width", side.as_str()),
            ("height", &side),
            ("fill", "#fff"),
        ];
        drawing.empty("rect", &ground);
        drawing.empty("path", &[("fill", "#000"), ("d", &path)]);
    });
    Ok(drawing.finish())
}

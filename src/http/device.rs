//! What a session is begun on, by what the browser says of itself.
//!
//! It is told in two words of ours, never in the browser's own text.

use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;

/// Browsers by a mark of theirs; who calls itself by several comes first.
const BROWSERS: [(&str, &str); 10] = [
    ("coc_coc_browser", "Cốc Cốc"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("FxiOS", "Firefox"),
    ("Firefox", "Firefox"),
    ("CriOS", "Chrome"),
    ("HeadlessChrome", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
];
/// Systems by a mark of theirs.
const SYSTEMS: [(&str, &str); 7] = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

/// Browser and system, such as `Firefox · Windows`; `None` where neither is known.
#[must_use]
pub fn device(headers: &HeaderMap) -> Option<String> {
    let said = headers.get(USER_AGENT)?.to_str().ok()?;
    let known = |marks: &[(&str, &'static str)]| {
        let found = marks.iter().find(|(mark, _)| said.contains(mark));
        found.map(|(_, name)| *name)
    };
    let parts = [known(&BROWSERS), known(&SYSTEMS)];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

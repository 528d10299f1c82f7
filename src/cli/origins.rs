//! Addresses of servers as settings name them.

/// Origins such as `https://example.org`, separated by commas.
pub(super) fn origins(text: &str) -> Option<Vec<String>> {
    let origins = text
        .split(',')
        .map(str::trim)
        .filter(|origin| !origin.is_empty());
    origins
        .map(|origin| is_origin(origin).then(|| origin.to_owned()))
        .collect()
}

fn is_origin(text: &str) -> bool {
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    host.is_some_and(|host| {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
        !host.is_empty() && host.chars().all(plain)
    })
}

/// An address such as `https://longdan.example`; a slash at its end is left out.
pub(super) fn public_url(text: &str) -> Option<String> {
    let address = text.strip_suffix('/').unwrap_or(text);
    is_origin(address).then(|| address.to_owned())
}

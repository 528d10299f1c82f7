//! The notices that come with the program, as they stand in `data/directives`.

/// The TOML files, each with the code that it is asked for by.
const DIRECTIVE_FILES: [(&str, &str); 1] = [(
    "ha-tinh-05-2019",
    include_str!("../../../data/directives/ha-tinh-05-2019.toml"),
)];

/// The bundled notice of a code.
#[must_use]
pub fn bundled_directive(code: &str) -> Option<&'static str> {
    let found = DIRECTIVE_FILES.iter().find(|(name, _)| *name == code);
    found.map(|(_, text)| *text)
}

/// The codes of the bundled notices.
pub fn bundled_directives() -> impl Iterator<Item = &'static str> {
    DIRECTIVE_FILES.iter().map(|(code, _)| *code)
}

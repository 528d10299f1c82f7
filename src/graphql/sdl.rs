//! The schema in its definition language: what `schema.graphql` holds.

use async_graphql::SDLExportOptions;

use super::costs::written_into;
use super::schema::builder;
use super::sizes::list_fields;

/// The schema's text: types by name, fields in the order in which they are best read.
#[must_use]
pub fn print() -> String {
    let options = SDLExportOptions::new()
        .include_specified_by()
        .prefer_single_line_descriptions()
        .use_space_ident()
        .indent_width(2);
    let sdl = builder().finish().sdl_with_options(options);
    let sdl = written_into(&sdl, &list_fields());
    let mut text = String::with_capacity(sdl.len());
    for line in sdl.lines() {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

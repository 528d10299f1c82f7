//! How phones of the ODK family speak: pure text in and out.

pub mod enrol;
pub mod form_list;
pub mod inbound;
pub mod markup;
pub mod reply;
pub mod sheet;
pub mod xform;
mod xform_texts;

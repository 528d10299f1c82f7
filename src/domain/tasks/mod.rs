//! What the steering committee gives others to do, and what came of it.

pub mod assignment;
pub mod bundled;
pub mod decimal;
pub mod directive;
pub mod directive_file;
pub mod earlier;
pub mod hamlet_title;
pub mod indicator;
pub mod ocop;
pub mod ocop_stars;
pub mod sponsor;

//! The rules of the ground floor, tested through their public functions.

mod bundled_law;
mod questionnaire_file;
mod regulation_file;
mod regulation_overlay;

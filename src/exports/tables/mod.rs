//! Tables for spreadsheets and programs: CSV, JSON Lines, XLSX.

pub mod asked;
pub mod book;
pub mod cell;
mod column;
mod dossier_columns;
pub mod feed_rows;
mod figure_columns;
mod response_columns;
mod round_columns;
pub mod source;
mod task_columns;
pub mod text;

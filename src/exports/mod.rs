//! What is taken away: papers in Vietnamese as HTML and PDF, tables for spreadsheets.

mod count_sheet;
mod forms;
pub mod invitations;
mod loudspeaker;
pub mod odata;
mod page;
pub mod pdf;
mod posting;
pub mod print;
pub mod tables;

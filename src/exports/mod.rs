//! What is taken away: papers as HTML and PDF, tables, a feed.

mod count_sheet;
mod forms;
pub mod invitations;
mod loudspeaker;
pub mod odata;
pub mod open_data;
pub mod open_pages;
mod page;
pub mod pdf;
mod posting;
pub mod print;
pub mod tables;

//! What is printed: pages of HTML for A4 paper, in Vietnamese, without scripts.

mod count_sheet;
mod forms;
pub mod invitations;
mod loudspeaker;
pub mod open_data;
pub mod open_pages;
mod page;
mod posting;
pub mod print;

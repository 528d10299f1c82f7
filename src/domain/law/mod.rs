//! What the regulations say: titles, rule books, the calendar of a round.

pub mod agency;
pub mod bundled;
pub mod carry_over;
pub mod check;
pub mod condition;
pub mod condition_file;
pub mod overlay;
pub mod regulation;
pub mod regulation_file;
pub mod revocation;
pub mod round;
pub mod title;

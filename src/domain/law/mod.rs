//! What the regulations say: titles, rule books, the calendar of a round.

pub mod bundled;
pub mod overlay;
pub mod regulation;
pub mod regulation_file;
pub mod round;
pub mod title;

//! What the regulations say: titles, rule books, the calendar of a round.

pub mod regulation;
pub mod round;
pub mod title;

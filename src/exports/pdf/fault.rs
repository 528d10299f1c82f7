//! Why a paper can't be made.

/// Why a paper can't be made: a fault of the program, never of what stands on the paper.
#[derive(Debug, thiserror::Error)]
pub enum PaperFault {
    /// A font inside the program can't be read.
    #[error("a font can't be read")]
    Font,
    /// The page can't be that large.
    #[error("no such page")]
    Page,
    /// The file would not be PDF/A.
    #[error("not PDF/A: {0}")]
    NotArchival(String),
}

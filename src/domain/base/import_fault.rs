//! What is wrong with a line of a file that somebody imports.
//!
//! One closed list for every file format, so that `words` has one sentence for each fault in
//! Vietnamese and English. A file with any fault is imported in no part.

use super::clock::Day;

/// One fault of a file: where, and what.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("line {line}: {reason:?}")]
pub struct ImportFault {
    /// The line, from 1.
    pub line: usize,
    /// The column's or key's name, such as `parent_code` or `minimums[2].limit`.
    pub field: Option<String>,
    /// What is wrong.
    pub reason: FaultReason,
}

impl ImportFault {
    /// A fault of a whole line.
    #[must_use]
    pub const fn of_line(line: usize, reason: FaultReason) -> Self {
        Self {
            line,
            field: None,
            reason,
        }
    }

    /// A fault of one field of a line.
    #[must_use]
    pub fn of_field(line: usize, field: impl Into<String>, reason: FaultReason) -> Self {
        Self {
            line,
            field: Some(field.into()),
            reason,
        }
    }
}

/// What kind of value a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ValueKind {
    /// A text in quotes.
    Text,
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Boolean,
    /// A date without a time.
    Date,
    /// A table.
    Table,
    /// A list of tables.
    Tables,
    /// A list of texts.
    Texts,
}

/// What is wrong with a line of a notice or of a file of indicators.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum TaskReason {
    /// No agency has this code.
    UnknownAgency(String),
    /// Not exactly one of agencies, areas, a kind.
    NotOneOwner,
    /// Not a decimal number of at most 15 digits, 6 of them decimals.
    NotADecimal,
    /// A day that is yet to come.
    InTheFuture,
    /// Another value is on record for the same area, code and day.
    OtherValue,
}

/// What is wrong with a line or field of an imported file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultReason {
    // --- any file
    /// Bytes that are not UTF-8.
    NotUtf8,
    /// Neither a header nor a row.
    EmptyFile,
    /// Not the grammar of TOML; what the parser says, in English.
    Syntax(String),
    /// A key or column that the format doesn't have.
    UnknownField,
    /// A key or column that the format needs.
    MissingField,
    /// A column that stands in the header twice.
    RepeatedColumn,
    /// A row of more or fewer fields than the header.
    FieldCount {
        /// Fields of the header.
        expected: usize,
        /// Fields of the row.
        found: usize,
    },
    /// A value of another kind.
    WrongKind(ValueKind),
    /// Nothing where something is needed.
    Empty,
    /// Longer than so many characters.
    TooLong(usize),
    /// A control character.
    ControlCharacter,
    /// None of the names that are allowed, which follow.
    UnknownTerm(String),
    /// Not a whole number from the first to the second.
    NotInRange(i64, i64),
    /// Not a day of the calendar written `2019-07-17`.
    NotADay,
    /// Not a percentage from 0 to 100 with at most two decimals.
    NotALimit,
    /// Not 1 to 64 of letters, digits, `.`, `_`, `-`.
    NotACode,
    /// Not written `CODE@VERSION`.
    NotAVersionReference,
    /// The last day lies before the first.
    EndsBeforeItBegins,
    /// The same as on an earlier line.
    RepeatedFrom(usize),

    // --- questionnaires
    /// Not an XML name.
    NotAnXmlName,
    /// A name that the form's own fields have.
    ReservedName,
    /// So many overall items in place of one.
    OverallItems(usize),
    /// Fewer or more entries than the format takes: the least and the most.
    Entries(usize, usize),
    /// The overall item has no option that says "satisfied".
    NoPositiveOption,

    // --- regulations
    /// An overlay over itself.
    OverlayOfItself,
    /// A base that can't be counted for this measure; those that can follow.
    UnfitBase(String),
    /// Units that an area of this level doesn't contain.
    UnfitEach,

    // --- areas
    /// Not `CODE` or `CODE@2019-12-31`.
    NotAnAreaReference,
    /// Not a hamlet code: its commune's code, a hyphen, two digits.
    NotAHamletCode,
    /// A kind that contradicts the level.
    UnfitKind,
    /// Something that only hamlets have.
    OnlyOfHamlets,
    /// Something that only units of commune level have.
    OnlyOfCommunes,
    /// A province with a parent.
    ProvinceWithParent,
    /// A parent that is neither in the file nor known on that day.
    UnknownParent(Option<Day>),
    /// A parent that is not of a level above.
    ParentNotAbove,
    /// A predecessor that is neither in the file nor known on that day.
    UnknownPredecessor(Option<Day>),
    /// Predecessors of a unit without a first day: one made of others has one.
    UndatedPredecessor,
    /// The code stands for a unit of another level.
    OtherLevel,
    /// No unit in force has this code any more; a first day is needed to begin another.
    NoUnitInForce,
    /// The days overlap those of another unit with the same code, which begins then.
    Overlaps(Option<Day>),
    /// Its last day lies behind that of the unit above it, which follows.
    OutlivesParent(Day),
    /// A list of units that began later is on record.
    LaterListOnRecord(Day),

    // --- what the file must find in the database
    /// No hamlet has this code.
    UnknownHamlet,
    /// No unit has this code on the day on which it is read.
    UnknownArea,
    /// There is no such round.
    UnknownRound,
    /// No regulation has this code.
    UnknownRegulation,
    /// The province can't be told: none has this code that day, or there are several.
    UnknownProvince,
    /// The round is on record, and this of it is never changed.
    FixedInRound,
    /// The base of an overlay is not on record.
    UnknownBase,
    /// The title is not for units of this level and kind.
    UnfitTitle,
    /// The commune stands in no recorded merger plan.
    NotInMergerPlan,
    /// No account has this name.
    UnknownAccount,
    /// The days overlap those of another term or title on record.
    TermsOverlap,
    /// The same code and version is on record with other content.
    OtherContent,

    /// What is wrong with a notice or an indicator.
    OfTask(TaskReason),

    // --- tokens
    /// The role needs an area.
    AreaNeeded,
    /// The role needs an agency.
    AgencyNeeded,
    /// The role is not held for areas of this level.
    UnfitArea,
}

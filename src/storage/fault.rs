//! What can go wrong in the database, told apart as far as a use case needs it.

use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr, sqlx};

/// Why the database didn't do what it was asked.
///
/// Its text is for the log; none of it is ever shown to a client.
#[derive(Debug, thiserror::Error)]
pub enum StorageFault {
    /// A key that must be unique is taken.
    #[error("{0:?} is taken")]
    Taken(Unique),
    /// A row names another that isn't there.
    #[error("a row names another that isn't there")]
    Orphan(#[source] DbErr),
    /// A check, a trigger or a NOT NULL of the table refused the row.
    #[error("a rule of the table refused the row")]
    Refused(#[source] DbErr),
    /// The disk is full; nothing of the transaction is kept.
    #[error("the disk is full")]
    DiskFull(#[source] DbErr),
    /// The database has too much to do; the same may be tried again.
    #[error("the database is busy")]
    Busy(#[source] DbErr),
    /// The database can't be reached.
    #[error("the database can't be reached")]
    Unreachable(#[source] DbErr),
    /// A text holds a sign that the database can't hold (PostgreSQL takes no NUL).
    #[error("a text can't be stored")]
    BadText(#[source] DbErr),
    /// A cursor that no page of this list has given out.
    #[error("the cursor is not of this list")]
    BadCursor,
    /// What is stored is not what the program stores.
    #[error("{what} is stored in a form that can't be read")]
    Unreadable {
        /// Which column.
        what: &'static str,
    },
    /// The address of a database is neither `sqlite:` with a path nor `postgres://`.
    #[error("the database's address is malformed: {0}")]
    BadAddress(String),
    /// A migration has been applied that this program doesn't know: the database is newer.
    #[error("the database holds a schema that this program doesn't know: {0}")]
    NewerSchema(String),
    /// The copy of a database is not whole.
    #[error("the copy is not whole: {0}")]
    BadCopy(String),
    /// Anything else.
    #[error("the database refused")]
    Other(#[source] DbErr),
}

/// The unique keys that a use case can run into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unique {
    /// An area's code and first day.
    AreaCode,
    /// A regulation's code and version.
    RegulationVersion,
    /// A questionnaire's code and version.
    QuestionnaireVersion,
    /// A round's province, year and ordinal.
    RoundOrdinal,
    /// A merger plan's number in its province.
    MergerPlanNumber,
    /// A candidacy's round, area, title and purpose.
    Candidacy,
    /// The one collection of a candidacy.
    Collection,
    /// An account's name.
    AccountName,
    /// A response's id in its survey.
    Response,
    /// The one counted response of a household.
    Household,
    /// A form's id among those set aside in its survey.
    SetAside,
    /// A version of a hamlet's issued forms.
    IssuedForms,
    /// A change of a hamlet's roster, by its number.
    RosterChange,
    /// The one seed of a direct check.
    Sample,
    /// A version of what became of a comment.
    Handling,
    /// A report's number in its round.
    FrontReportNumber,
    /// A version of a report.
    FrontReportVersion,
    /// A council member's term in a province, by its first day.
    CouncilTerm,
    /// A candidacy on a session's agenda.
    AgendaItem,
    /// A version of an account's sheet of a session.
    BallotSheet,
    /// A decision's number in its province.
    DecisionNumber,
    /// The one decision on a candidacy.
    Decided,
    /// The one deferral of a candidacy.
    Deferral,
    /// A title that an area holds.
    AreaTitle,
    /// A version of a re-assessment.
    Reassessment,
    /// A directive's code.
    DirectiveCode,
    /// A version of the report on an assignment.
    AssignmentReport,
    /// The one rating of a product in a year.
    OcopYear,
    /// A hamlet's title and its day.
    HamletTitle,
    /// A version of an entry is replaced once.
    EarlierEntry,
    /// A version of a breach.
    Breach,
    /// A sponsor's code.
    SponsorCode,
    /// Any other key.
    Other,
}

/// A key with PostgreSQL's name of it and what SQLite says instead of a name.
const KEYS: &[(Unique, &str, &str)] = &[
    (
        Unique::AreaCode,
        "area_code_from",
        "area.code, area.valid_from",
    ),
    (Unique::AreaCode, "area_code_always", "area.code"),
    (
        Unique::RegulationVersion,
        "regulation_version",
        "regulation.code, regulation.version",
    ),
    (
        Unique::QuestionnaireVersion,
        "questionnaire_version",
        "questionnaire.code, questionnaire.version",
    ),
    (
        Unique::RoundOrdinal,
        "certification_round_ordinal",
        "certification_round.province_id, certification_round.year, certification_round.ordinal",
    ),
    (
        Unique::MergerPlanNumber,
        "merger_plan_number",
        "merger_plan.province_id, merger_plan.number",
    ),
    (
        Unique::Candidacy,
        "candidacy_once",
        "candidacy.round_id, candidacy.area_id, candidacy.title, candidacy.purpose",
    ),
    (
        Unique::Collection,
        "survey_collection",
        "survey.candidacy_id",
    ),
    (Unique::AccountName, "account_name", "account.name"),
    (
        Unique::OcopYear,
        "ocop_rating_year",
        "ocop_rating.product_id, ocop_rating.year",
    ),
    (
        Unique::HamletTitle,
        "hamlet_title_since",
        "hamlet_title.hamlet_id, hamlet_title.title, hamlet_title.since",
    ),
    (
        Unique::EarlierEntry,
        "earlier_entry_pkey",
        "earlier_entry.subject, earlier_entry.version",
    ),
    (
        Unique::Breach,
        "breach_version",
        "breach.number, breach.version",
    ),
    (Unique::SponsorCode, "sponsor_code", "sponsor.code"),
    (Unique::DirectiveCode, "directive_code", "directive.code"),
    (
        Unique::AssignmentReport,
        "assignment_report_version",
        "assignment_report.assignment_id, assignment_report.version",
    ),
    (
        Unique::Response,
        "response_pkey",
        "response.survey_id, response.id",
    ),
    (
        Unique::SetAside,
        "set_aside_pkey",
        "set_aside.survey_id, set_aside.id",
    ),
    (
        Unique::Household,
        "response_household",
        "response.survey_id, response.hamlet_id, response.household_key",
    ),
    (
        Unique::IssuedForms,
        "issued_forms_pkey",
        "issued_forms.survey_id, issued_forms.hamlet_id, issued_forms.version",
    ),
    (
        Unique::RosterChange,
        "roster_change_pkey",
        "roster_change.hamlet_id, roster_change.number",
    ),
    (Unique::Sample, "sample_pkey", "sample.survey_id"),
    (
        Unique::Handling,
        "comment_handling_pkey",
        "comment_handling.survey_id, comment_handling.response_id, comment_handling.version",
    ),
    (
        Unique::FrontReportNumber,
        "front_report_number",
        "front_report.round_id, front_report.number",
    ),
    (
        Unique::FrontReportVersion,
        "front_report_version_pkey",
        "front_report_version.report_id, front_report_version.version",
    ),
    (
        Unique::CouncilTerm,
        "council_member_term",
        "council_member.province_id, council_member.account_id, council_member.since",
    ),
    (
        Unique::AgendaItem,
        "agenda_item_once",
        "agenda_item.session_id, agenda_item.candidacy_id",
    ),
    (
        Unique::BallotSheet,
        "ballot_sheet_version",
        "ballot_sheet.session_id, ballot_sheet.step, ballot_sheet.account_id, ballot_sheet.version",
    ),
    (
        Unique::DecisionNumber,
        "decision_number",
        "decision.province_id, decision.number",
    ),
    (
        Unique::Decided,
        "decided_candidacy_pkey",
        "decided_candidacy.candidacy_id",
    ),
    (Unique::Deferral, "deferral_pkey", "deferral.candidacy_id"),
    (
        Unique::AreaTitle,
        "area_title_held",
        "area_title.area_id, area_title.title",
    ),
    (
        Unique::Reassessment,
        "reassessment_pkey",
        "reassessment.candidacy_id, reassessment.version",
    ),
];

const SQLITE_UNIQUE: &str = "UNIQUE constraint failed: ";

/// What the databases' codes say.
enum Kind {
    Unique,
    Orphan,
    Refused,
    DiskFull,
    Busy,
    Unreachable,
    BadText,
    Other,
}

impl From<DbErr> for StorageFault {
    fn from(error: DbErr) -> Self {
        let kind = match &error {
            DbErr::ConnectionAcquire(ConnAcquireErr::Timeout) => Kind::Busy,
            DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed) => Kind::Unreachable,
            DbErr::Conn(RuntimeErr::SqlxError(inner))
            | DbErr::Exec(RuntimeErr::SqlxError(inner))
            | DbErr::Query(RuntimeErr::SqlxError(inner)) => match kind_of(inner) {
                Kind::Unique => {
                    let key = key_of(inner);
                    if key == Unique::Other {
                        // Its name is lost in what follows.
                        tracing::warn!(said = %inner, "a key without a name of ours is taken");
                    }
                    return Self::Taken(key);
                }
                kind => kind,
            },
            _ => Kind::Other,
        };
        match kind {
            Kind::Orphan => Self::Orphan(error),
            Kind::Refused => Self::Refused(error),
            Kind::DiskFull => Self::DiskFull(error),
            Kind::Busy => Self::Busy(error),
            Kind::Unreachable => Self::Unreachable(error),
            Kind::BadText => Self::BadText(error),
            Kind::Unique | Kind::Other => Self::Other(error),
        }
    }
}

impl From<sqlx::Error> for StorageFault {
    fn from(error: sqlx::Error) -> Self {
        DbErr::Conn(RuntimeErr::SqlxError(std::sync::Arc::new(error))).into()
    }
}

fn kind_of(error: &sqlx::Error) -> Kind {
    match error {
        sqlx::Error::PoolTimedOut => Kind::Busy,
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => Kind::Unreachable,
        sqlx::Error::Database(inner) => {
            inner
                .code()
                .map_or(Kind::Other, |code| match inner.as_ref() {
                    sqlite
                        if sqlite
                            .try_downcast_ref::<sqlx::sqlite::SqliteError>()
                            .is_some() =>
                    {
                        sqlite_kind(&code)
                    }
                    _ => postgres_kind(&code),
                })
        }
        _ => Kind::Other,
    }
}

/// SQLite's result codes; an extended code carries the primary one in its lowest byte.
fn sqlite_kind(code: &str) -> Kind {
    let code: i32 = code.parse().unwrap_or(0);
    match (code, code & 0xff) {
        (1555 | 2067, _) => Kind::Unique,
        (787, _) => Kind::Orphan,
        (_, 19) => Kind::Refused,
        (_, 13) => Kind::DiskFull,
        (_, 5 | 6) => Kind::Busy,
        (_, 8 | 10 | 14 | 23 | 26) => Kind::Unreachable,
        _ => Kind::Other,
    }
}

/// PostgreSQL's SQLSTATE.
fn postgres_kind(code: &str) -> Kind {
    match code {
        "23505" => Kind::Unique,
        "23503" => Kind::Orphan,
        "22021" | "22P05" => Kind::BadText,
        "53100" => Kind::DiskFull,
        "40001" | "40P01" | "53200" | "53300" | "53400" | "55P03" | "57014" => Kind::Busy,
        "25006" | "28000" | "28P01" | "3D000" | "57P01" | "57P02" | "57P03" => Kind::Unreachable,
        code if code.starts_with("23") || code == "P0001" => Kind::Refused,
        code if code.starts_with("08") => Kind::Unreachable,
        _ => Kind::Other,
    }
}

fn key_of(error: &sqlx::Error) -> Unique {
    let Some(error) = error.as_database_error() else {
        return Unique::Other;
    };
    let name = error.constraint();
    let columns = error
        .message()
        .split_once(SQLITE_UNIQUE)
        .map(|(_, columns)| columns.trim());
    KEYS.iter()
        .find(|(_, postgres, sqlite)| name == Some(*postgres) || columns == Some(*sqlite))
        .map_or(Unique::Other, |(key, ..)| *key)
}

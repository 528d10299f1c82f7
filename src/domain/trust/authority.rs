//! The one table of who may do what: role, action, area.
//!
//! Deny by default: what a row doesn't name is refused. A thing outside the actor's areas is
//! answered as if it didn't exist; a role that may never do it is told so.

use super::actor::{Actor, Role};
use crate::domain::base::terms::terms;
use crate::domain::place::area::Place;

terms! {
    /// What somebody wants to do.
    Action {
        /// Read assigned surveys with their forms and hamlets.
        ReadAssigned = "READ_ASSIGNED",
        /// Submit responses.
        Submit = "SUBMIT",
        /// Read coverage while a survey runs.
        ReadCoverageBeforeClose = "READ_COVERAGE_BEFORE_CLOSE",
        /// Read approval while a survey runs.
        ReadApprovalBeforeClose = "READ_APPROVAL_BEFORE_CLOSE",
        /// Read coverage and approval from CLOSED on.
        ReadFiguresAfterClose = "READ_FIGURES_AFTER_CLOSE",
        /// Read candidacies and surveys, without figures.
        ReadCandidacies = "READ_CANDIDACIES",
        /// Read single responses, household codes, comments.
        ReadResponses = "READ_RESPONSES",
        /// Create, open and close surveys, void responses.
        RunSurveys = "RUN_SURVEYS",
        /// Run a direct check: the provincial Front's alone.
        RunDirectChecks = "RUN_DIRECT_CHECKS",
        /// Verify or return a survey: the provincial Front's alone.
        VerifySurveys = "VERIFY_SURVEYS",
        /// Hand in the Front's report: the provincial Front's alone.
        SubmitFrontReport = "SUBMIT_FRONT_REPORT",
        /// Take the Front's report in.
        ReceiveFrontReport = "RECEIVE_FRONT_REPORT",
        /// Read what the Front found: verifications, reports.
        ReadFindings = "READ_FINDINGS",
        /// Create rounds and nominate.
        RunRounds = "RUN_ROUNDS",
        /// Read what dossiers hold: appraisals, opinions, debt, statements, documents.
        ReadDossiers = "READ_DOSSIERS",
        /// Send documents in.
        SendDocuments = "SEND_DOCUMENTS",
        /// Appraise criteria: each department its own.
        AppraiseCriteria = "APPRAISE_CRITERIA",
        /// State construction debt: Planning and Investment, and Finance.
        RecordDebt = "RECORD_DEBT",
        /// State whether a condition holds: the agency that the regulation names.
        RecordStatements = "RECORD_STATEMENTS",
        /// Write opinions of organisations down: the Front of their level.
        RecordOpinions = "RECORD_OPINIONS",
        /// Cast one's own ballot.
        CastBallot = "CAST_BALLOT",
        /// Read of the council: its members and sessions.
        ReadCouncil = "READ_COUNCIL",
        /// Appoint the council's members and end their terms.
        AppointCouncil = "APPOINT_COUNCIL",
        /// Run sessions of the council, and count its ballots; of members the chair and vice-chair run
        /// them, each may count.
        RunSessions = "RUN_SESSIONS",
        /// Enter decisions, take titles back, carry them over.
        Decide = "DECIDE",
        /// Read the audit and the log of reading: administrators, and the provincial Front.
        ReadAudit = "READ_AUDIT",
        /// Keep the register of breaches of personal data: administrators, and provincial Fronts.
        RunBreaches = "RUN_BREACHES",
        /// Say which programs are told of events: administrators and coordination offices, not those of a
        /// district.
        RunWebhooks = "RUN_WEBHOOKS",
        /// Read notices and assignments.
        ReadAssignments = "READ_ASSIGNMENTS",
        /// Report on assignments.
        ReportAssignments = "REPORT_ASSIGNMENTS",
        /// Put notices with their tasks on record.
        RunDirectives = "RUN_DIRECTIVES",
        /// Record titles of hamlets.
        RecordHamletTitles = "RECORD_HAMLET_TITLES",
        /// Propose OCOP products and rate them for a district.
        RateOcop = "RATE_OCOP",
        /// Rate OCOP products for a province, and publish them.
        RunOcop = "RUN_OCOP",
        /// Make, change and revoke accounts' tokens: administrators, and the Front those of its collectors.
        RunAccounts = "RUN_ACCOUNTS",
        /// Confirm that a token speak for an administrator.
        ConfirmAdmins = "CONFIRM_ADMINS",
        /// Lock accounts, and end anybody's sessions at a browser.
        LockAccounts = "LOCK_ACCOUNTS",
        /// Read who one is.
        ReadViewer = "READ_VIEWER",
    }
}

/// Proof that an action was permitted; only this file makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Permit {
    action: Action,
}

impl Permit {
    /// What was permitted.
    #[must_use]
    pub const fn action(&self) -> Action {
        self.action
    }
}

/// Why an action was not permitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// Nobody is signed in, and the action needs somebody.
    #[error("not signed in")]
    Unauthenticated,
    /// A role that may never do it.
    #[error("the role may not do this")]
    Forbidden,
    /// Outside the area: as if it didn't exist.
    #[error("not there")]
    NotThere,
}

/// The Front, the offices and the council, who read what is found of a dossier.
const FINDERS: &[Role] = &[
    Role::Front,
    Role::CoordinationOffice,
    Role::Department,
    Role::SteeringCommittee,
    Role::CouncilMember,
];
/// Who follows surveys while they run.
const FOLLOWERS: &[Role] = &[
    Role::Collector,
    Role::Front,
    Role::CoordinationOffice,
    Role::SteeringCommittee,
    Role::Admin,
];

impl Action {
    /// Whether only the Front of a province may do it (notice 05-TB/BCĐ, item 11.1).
    const fn is_provincial_fronts(self) -> bool {
        matches!(
            self,
            Self::RunDirectChecks | Self::VerifySurveys | Self::SubmitFrontReport
        )
    }

    /// The roles that may do it, each inside its areas.
    #[must_use]
    pub const fn roles(self) -> &'static [Role] {
        use Role::{
            Admin, Collector, CoordinationOffice, CouncilMember, Department, Front,
            SteeringCommittee,
        };
        match self {
            Self::Submit => &[Collector, Front],
            Self::ReadAssigned | Self::ReadCoverageBeforeClose => FOLLOWERS,
            Self::ReadApprovalBeforeClose
            | Self::ReadResponses
            | Self::RunSurveys
            | Self::RecordOpinions
            | Self::RunDirectChecks
            | Self::VerifySurveys
            | Self::SubmitFrontReport => &[Front],
            Self::ReceiveFrontReport => &[CoordinationOffice],
            Self::ReadFiguresAfterClose | Self::ReadFindings => FINDERS,
            Self::RunRounds | Self::AppointCouncil | Self::RunWebhooks => {
                &[CoordinationOffice, Admin]
            }
            Self::ReadCouncil => &[CoordinationOffice, SteeringCommittee, CouncilMember, Admin],
            Self::RunSessions => &[CoordinationOffice, CouncilMember],
            Self::Decide => &[CoordinationOffice],
            Self::ReadAudit | Self::RunBreaches | Self::RunAccounts => &[Front, Admin],
            Self::ConfirmAdmins | Self::LockAccounts => &[Admin],
            Self::ReadDossiers => &[
                Front,
                CoordinationOffice,
                Department,
                SteeringCommittee,
                CouncilMember,
                Admin,
            ],
            Self::SendDocuments => &[Front, CoordinationOffice, Department],
            Self::AppraiseCriteria | Self::RecordDebt | Self::RecordStatements => &[Department],
            Self::CastBallot => &[CouncilMember],
            Self::ReadAssignments | Self::ReportAssignments => {
                &[Front, CoordinationOffice, Department, SteeringCommittee]
            }
            Self::RunDirectives | Self::RunOcop => &[CoordinationOffice],
            Self::RateOcop | Self::RecordHamletTitles => &[CoordinationOffice, SteeringCommittee],
            Self::ReadCandidacies | Self::ReadViewer => Role::ALL,
        }
    }
}

/// Whether the speaker has a role that may do it somewhere, whatever the place.
///
/// # Errors
/// [`Denied::Unauthenticated`] without a token, [`Denied::Forbidden`] for a role that never may.
pub fn may_ever(speaker: Option<&Actor>, action: Action) -> Result<&Actor, Denied> {
    let actor = speaker.ok_or(Denied::Unauthenticated)?;
    let allowed = action.roles().iter().any(|role| actor.is(*role));
    let provincial = || {
        actor
            .areas
            .iter()
            .any(|area| area.level == crate::domain::place::area::AreaLevel::Province)
    };
    let level = match action {
        _ if action.is_provincial_fronts() => provincial(),
        Action::ReadAudit | Action::RunBreaches => actor.is(Role::Admin) || provincial(),
        _ => true,
    };
    if allowed && level {
        Ok(actor)
    } else {
        Err(Denied::Forbidden)
    }
}

/// Permits an action in a place.
///
/// # Errors
/// As [`may_ever`]; [`Denied::NotThere`] outside the actor's areas.
pub fn permit(speaker: Option<&Actor>, action: Action, place: &Place) -> Result<Permit, Denied> {
    let actor = may_ever(speaker, action)?;
    let reached = match action {
        _ if action.is_provincial_fronts() => actor.is_provincial_front(place),
        Action::ReadAudit | Action::RunBreaches => {
            actor.reaches(Role::Admin, place) || actor.is_provincial_front(place)
        }
        _ => action
            .roles()
            .iter()
            .any(|role| actor.reaches(*role, place)),
    };
    if reached {
        Ok(Permit { action })
    } else {
        Err(Denied::NotThere)
    }
}

//! A council with its people and a round of two candidacies.

use chrono::NaiveDate;
use longdan::domain::base::clock::Clock;
use longdan::domain::base::ids::{CandidacyId, MemberId, RoundId, SessionId};
use longdan::domain::law::round::{Deliverable, DueDate};
use longdan::domain::law::title::Title;
use longdan::domain::place::area::Area;
use longdan::domain::recognition::ballot::{Envelopes, Sheet, VoteCount, Votes};
use longdan::domain::recognition::candidacy::{Candidacy, CandidacyPurpose, CandidacyState};
use longdan::domain::recognition::council::CouncilPosition;
use longdan::domain::recognition::session::{BallotMode, CouncilSession};
use longdan::domain::survey::lifecycle::SurveyKind;
use longdan::domain::trust::actor::{Actor, Role};
use longdan::services::agenda::Wanted;
use longdan::services::calling::{self, NewSession};
use longdan::services::candidacies::{self, Nomination};
use longdan::services::council::{self, Appointment};
use longdan::services::counts::{self, Typed};
use longdan::services::planning::{self, NewSurvey};
use longdan::services::refusal::Refusal;
use longdan::services::rounds::{self, NewRound};
use longdan::services::sessions;
use longdan::services::user_fault::UserFaultCode;
use longdan::services::{ballots, surveys, votes};

use super::world::World;

/// A day of 2019.
pub fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2019, month, day).expect("a day")
}

/// The codes of a refusal that the user can put right, with their places.
pub fn codes<T: std::fmt::Debug>(answer: Result<T, Refusal>) -> Vec<(UserFaultCode, String)> {
    match answer {
        Err(Refusal::Faults(faults)) => faults
            .into_iter()
            .map(|fault| (fault.code, fault.path.join(".")))
            .collect(),
        other => panic!("not a fault of the user: {other:?}"),
    }
}

/// The first code of a refusal.
pub fn code<T: std::fmt::Debug>(answer: Result<T, Refusal>) -> UserFaultCode {
    codes(answer).remove(0).0
}

/// A council of five and a round with two candidacies that are being appraised.
pub struct Council {
    pub round: RoundId,
    pub later: RoundId,
    pub candidacies: Vec<Candidacy>,
    pub members: Vec<(MemberId, Actor)>,
    pub tellers: [Actor; 2],
    pub clerk: Actor,
}

/// Somebody of a role with an account of their own.
pub async fn person(world: &World, name: &str, role: Role) -> Actor {
    Actor {
        account: world.account(name).await,
        name: name.to_owned(),
        ..world.somebody(role, &[])
    }
}

/// A round of 2019 with a date for the vote.
pub async fn round(world: &World, ordinal: i32) -> RoundId {
    let new = NewRound {
        year: 2019,
        ordinal,
        name: None,
        regulation_code: "ntm-2016".to_owned(),
        province_code: None,
        as_of: Some(day(7, 17)),
        deadlines: vec![
            DueDate {
                deliverable: Deliverable::RecognitionVote,
                due_before: day(8, 30),
            },
            DueDate {
                deliverable: Deliverable::ReassessmentReport,
                due_before: day(8, 5),
            },
        ],
    };
    let office = world.coordination_office();
    let round = rounds::create(&world.office, Some(&office), new).await;
    round.expect("a round").id
}

/// Nominates an area.
pub async fn nominate(
    world: &World,
    round: RoundId,
    area: &Area,
    title: Title,
    purpose: CandidacyPurpose,
) -> Candidacy {
    let new = Nomination {
        round,
        area_code: area.code.clone(),
        title,
        purpose,
        simulated: false,
    };
    let office = world.coordination_office();
    let nominated = candidacies::nominate(&world.office, Some(&office), new).await;
    nominated.expect("a candidacy")
}

/// Opens a survey, so that the candidacy is being appraised.
async fn appraise(world: &World, candidacy: &Candidacy) {
    let new = NewSurvey {
        candidacy: candidacy.id,
        kind: SurveyKind::Collection,
        questionnaire_code: "small".to_owned(),
        questionnaire_version: None,
        opens_at: Clock::now(&*world.clock),
        closes_at: Clock::now(&*world.clock) + chrono::Duration::days(20),
        hamlets: None,
        collectors: Vec::new(),
    };
    let front = world.provincial_front();
    let survey = planning::create(&world.office, Some(&front), new)
        .await
        .expect("a survey");
    surveys::open(&world.office, Some(&front), survey.id, None, None)
        .await
        .expect("an open survey");
}

impl Council {
    /// Appoints the council, creates the rounds and nominates both communes.
    pub async fn of(world: &World) -> Self {
        let (first, later) = (round(world, 1).await, round(world, 2).await);
        let mut candidacies = Vec::new();
        for area in [&world.commune, &world.other_commune] {
            let purpose = CandidacyPurpose::Recognition;
            let one = nominate(world, first, area, Title::Standard, purpose).await;
            appraise(world, &one).await;
            candidacies.push(one);
        }
        let office = world.coordination_office();
        let mut members = Vec::new();
        for number in 0..5 {
            let name = format!("member {number}");
            let actor = person(world, &name, Role::CouncilMember).await;
            let new = Appointment {
                province_code: None,
                account: name,
                position: if number == 0 {
                    CouncilPosition::Chair
                } else {
                    CouncilPosition::Member
                },
                since: day(1, 1),
                until: None,
            };
            let member = council::appoint(&world.office, Some(&office), new).await;
            members.push((member.expect("a member").id, actor));
        }
        Self {
            round: first,
            later,
            candidacies,
            members,
            tellers: [
                person(world, "teller 1", Role::CoordinationOffice).await,
                person(world, "teller 2", Role::CoordinationOffice).await,
            ],
            clerk: person(world, "clerk", Role::CoordinationOffice).await,
        }
    }

    /// What goes on the agenda, with a reason, since no survey is closed.
    pub fn wanted(&self) -> Vec<Wanted> {
        let wanted = |one: &Candidacy| Wanted {
            candidacy: one.id,
            reason: Some("Hội đồng xem xét trước".to_owned()),
        };
        self.candidacies.iter().map(wanted).collect()
    }

    /// A session on both candidacies.
    pub fn new_session(&self, mode: BallotMode) -> NewSession {
        NewSession {
            round: self.round,
            held_on: day(9, 23),
            venue: "Hội trường UBND tỉnh".to_owned(),
            mode,
            agenda: self.wanted(),
            corrects: None,
            correction_reason: None,
        }
    }

    /// A session that is voting, with so many members present.
    pub async fn voting(&self, world: &World, mode: BallotMode, present: usize) -> CouncilSession {
        let called = calling::call(&world.office, Some(&self.clerk), self.new_session(mode)).await;
        self.vote(world, called.expect("a session").id, present)
            .await
    }

    /// Brings a called session to the vote.
    pub async fn vote(&self, world: &World, id: SessionId, present: usize) -> CouncilSession {
        let office = &world.office;
        let clerk = Some(&self.clerk);
        sessions::open(office, clerk, id, None)
            .await
            .expect("an open session");
        let there: Vec<MemberId> = self
            .members
            .iter()
            .take(present)
            .map(|(id, _)| *id)
            .collect();
        sessions::attend(office, clerk, id, &there, None)
            .await
            .expect("attendance");
        ballots::open(office, clerk, id, None)
            .await
            .expect("an open ballot")
    }

    /// Types a sheet as one of the tellers.
    pub async fn types(
        &self,
        world: &World,
        teller: usize,
        id: SessionId,
        sheet: Sheet,
        reason: Option<&str>,
    ) -> Result<Typed, Refusal> {
        counts::record(
            &world.office,
            Some(&self.tellers[teller]),
            id,
            sheet,
            reason,
        )
        .await
    }

    /// The states of both candidacies.
    pub async fn states(&self, world: &World) -> Vec<CandidacyState> {
        let clerk = Some(&self.clerk);
        let found = candidacies::by_ids(&world.office, clerk, &self.ids())
            .await
            .expect("candidacies");
        self.ids().iter().map(|id| found[id].state).collect()
    }

    /// Whether each closed vote has passed.
    pub async fn passed(&self, world: &World) -> Vec<bool> {
        let found = votes::of(&world.office, &self.candidacies)
            .await
            .expect("votes");
        let passed = |id| found[id].result.as_ref().expect("figures").passed;
        self.ids().iter().map(passed).collect()
    }

    /// The ids of the candidacies.
    pub fn ids(&self) -> Vec<CandidacyId> {
        self.candidacies.iter().map(|one| one.id).collect()
    }

    /// A sheet of votes: agree, disagree, abstain and spoilt of each candidacy.
    pub fn votes(&self, counts: [[i64; 4]; 2]) -> Sheet {
        let count = |(one, [agree, disagree, abstain, spoilt]): (&Candidacy, [i64; 4])| VoteCount {
            candidacy: one.id,
            valid: agree + disagree + abstain,
            spoilt,
            votes: Votes {
                agree,
                disagree,
                abstain,
            },
        };
        Sheet::Votes(self.candidacies.iter().zip(counts).map(count).collect())
    }

    /// Brings a paper session to its end with these votes of five members present.
    pub async fn voted(&self, world: &World, counts: [[i64; 4]; 2]) -> CouncilSession {
        let session = self.voting(world, BallotMode::PaperSecret, 5).await;
        self.counted(world, session.id, counts).await
    }

    /// Closes the ballot of a session and counts it twice alike.
    pub async fn counted(
        &self,
        world: &World,
        id: SessionId,
        counts: [[i64; 4]; 2],
    ) -> CouncilSession {
        let clerk = Some(&self.clerk);
        ballots::close(&world.office, clerk, id, None)
            .await
            .expect("a closed ballot");
        for teller in 0..2 {
            let sheet = envelopes(5, 5);
            self.types(world, teller, id, sheet, None)
                .await
                .expect("envelopes");
        }
        for teller in 0..2 {
            let sheet = self.votes(counts);
            self.types(world, teller, id, sheet, None)
                .await
                .expect("votes");
        }
        counts::close_session(&world.office, clerk, id, None)
            .await
            .expect("a closed session")
    }
}

/// A sheet of envelopes.
pub const fn envelopes(handed_out: i64, returned: i64) -> Sheet {
    Sheet::Envelopes(Envelopes {
        handed_out,
        returned,
    })
}

//! A round from its dossiers to the decision: what somebody then tampers with.

use chrono::Duration;
use longdan::domain::base::canonical::{hex, sha256_hex};
use longdan::domain::base::clock::Clock;
use longdan::domain::base::money::Money;
use longdan::domain::place::area::AreaLevel;
use longdan::domain::recognition::ballot::BallotChoice::{Abstain, Agree, Disagree};
use longdan::domain::recognition::ballot::{Sheet, VoteCount, Votes};
use longdan::domain::recognition::debt::DebtFigures;
use longdan::domain::recognition::decision::DecisionOutcome::{Deferred, Recognised};
use longdan::domain::recognition::evidence::MediaType;
use longdan::domain::recognition::opinion::Organisation;
use longdan::domain::recognition::session::{BallotMode, CouncilSession};
use longdan::domain::survey::record::Survey;
use longdan::domain::trust::chain::Head;
use longdan::services::agenda::Wanted;
use longdan::services::appraisals::{self, NewAppraisal};
use longdan::services::calling::{self, NewSession};
use longdan::services::debts::{self, NewDebtStatement};
use longdan::services::objections::{self, NewAnswer, NewObjection};
use longdan::services::opinions::{self, NewOpinion};
use longdan::services::statements::{self, NewStatement};
use longdan::services::verify::all;
use longdan::services::writing::Writing;
use longdan::services::{
    ballots, counts, decisions, evidence, postings, reporting, submit, surveys, verifying,
};
use longdan::storage::database::Database;

use crate::services::council_decisions::{outcomes, paper};
use crate::services::direct_check::heard;
use crate::services::front_people::{all_accepted, place, verifier};
use crate::services::front_reports::report;
use crate::support::council::{Council, day, envelopes};
use crate::support::world::World;

/// Everybody who has an account of their own: what the audit begins with vouches for them.
const PEOPLE: [&str; 9] = [
    "member 0",
    "member 1",
    "member 2",
    "member 3",
    "member 4",
    "teller 1",
    "teller 2",
    "clerk",
    "thẩm tra viên",
];

/// A world in which a round was decided, and the head that was written down then.
pub struct Decided {
    pub world: World,
    pub council: Council,
    pub pinned: Head,
    /// The direct check of the first candidacy.
    pub check: Survey,
}

impl Decided {
    /// Brings a round to its decision on a migrated, empty database.
    pub async fn on(db: Database) -> Self {
        let world = World::among(db, &PEOPLE).await;
        let council = Council::of(&world).await;
        let survey = collected(&world, &council).await;
        dossier(&world, &council).await;
        let survey = judged(&world, &survey).await;
        let check = heard(&world, &survey).await;
        reported(&world, &survey).await;
        world.pass(Duration::days(70));
        by_paper(&world, &council).await;
        at_screens(&world, &council).await;
        world.pass(Duration::days(15));
        let said = outcomes(&council, [Recognised, Deferred]);
        decisions::record(&world.office, Some(&council.clerk), paper(), said)
            .await
            .expect("a decision");
        all::checkpoint(&world.office).await.expect("a checkpoint");
        let head = all::head(&world.office).await.expect("a head");
        Self {
            pinned: head.expect("the main chain has begun"),
            world,
            council,
            check,
        }
    }

    /// A text as a literal.
    pub fn text(text: &str) -> String {
        format!("'{}'", text.replace('\'', "''"))
    }

    /// A changed text together with the hash that fits it.
    pub fn forged(text: &str, from: &str, to: &str) -> (String, String) {
        assert!(text.contains(from), "{from} stands in {text}");
        let changed = text.replace(from, to);
        let hash = sha256_hex(&changed);
        (Self::text(&changed), Self::text(&hash))
    }

    /// Bytes as a literal.
    pub fn bytes(&self, bytes: &[u8]) -> String {
        if self.world.db.is_sqlite() {
            format!("x'{}'", hex(bytes))
        } else {
            format!("'\\x{}'::bytea", hex(bytes))
        }
    }

    /// An id as a literal.
    pub fn id(&self, of: uuid::Uuid) -> String {
        crate::storage::raw::id(&self.world.db, of)
    }
}

/// The first candidacy's survey: opened by the council's round, answered, closed.
async fn collected(world: &World, council: &Council) -> Survey {
    let front = world.commune_front();
    let id = council.candidacies[0].id;
    let own = surveys::of_candidacies(&world.office, Some(&front), &[id])
        .await
        .expect("surveys");
    let survey = own[&id][0].id;
    let mut drafts = Vec::new();
    for (hamlet, number) in [9, 8, 7].into_iter().enumerate() {
        drafts.extend((1..=number).map(|home| world.draft(hamlet, &format!("H{home:02}"))));
    }
    submit::batch(&world.office, Some(&front), survey, drafts)
        .await
        .expect("receipts");
    world.pass(Duration::hours(1));
    surveys::close(&world.office, Some(&front), survey)
        .await
        .expect("a closed survey")
}

/// A finding with a document, a debt, a statement, an opinion.
async fn dossier(world: &World, council: &Council) {
    let (office, candidacy) = (&world.office, &council.candidacies[0]);
    let department = world.department("SO_TAI_NGUYEN");
    let content = b"%PDF-1.4 bien ban kiem tra".to_vec();
    let name = "bien-ban.pdf";
    let document = evidence::deposit(office, Some(&department), name, MediaType::Pdf, content)
        .await
        .expect("a document");
    let writing = Writing {
        note: Some("Đã kiểm tra".to_owned()),
        documents: vec![document.id],
        ..Writing::default()
    };
    let finding = NewAppraisal {
        candidacy: candidacy.id,
        criterion: "17".to_owned(),
        met: true,
        score: None,
        value: None,
        writing,
    };
    appraisals::record(office, Some(&department), council.round, vec![finding])
        .await
        .expect("a finding");
    let dong = |amount| Money::of_dong(amount).expect("an amount");
    let debt = NewDebtStatement {
        round: council.round,
        candidacy: Some(candidacy.id),
        as_of: day(7, 17),
        figures: DebtFigures {
            total: dong(1_500_000_000),
            planned: dong(1_500_000_000),
            arrears: dong(0),
        },
        writing: Writing::default(),
    };
    let finance = world.department("SO_TAI_CHINH");
    debts::record(office, Some(&finance), debt)
        .await
        .expect("a debt");
    said(world, council).await;
}

/// What the police and an organisation say of the first candidacy.
async fn said(world: &World, council: &Council) {
    let (office, candidacy) = (&world.office, &council.candidacies[0]);
    let statement = NewStatement {
        candidacy: candidacy.id,
        condition: "SECURITY_AND_ORDER".to_owned(),
        met: true,
        writing: Writing::default(),
    };
    let police = world.department("CONG_AN_TINH");
    statements::record(office, Some(&police), statement)
        .await
        .expect("a statement");
    let opinion = NewOpinion {
        candidacy: candidacy.id,
        level: AreaLevel::Commune,
        organisation: Organisation::WomensUnion,
        other_name: None,
        agrees: true,
        writing: Writing::default(),
    };
    opinions::record(office, Some(&world.commune_front()), opinion)
        .await
        .expect("an opinion");
}

/// Posted, objected to, frozen anew, posted again, verified.
async fn judged(world: &World, survey: &Survey) -> Survey {
    let (office, front) = (&world.office, world.commune_front());
    let post = async || {
        postings::post(
            office,
            Some(&front),
            survey.id,
            world.clock.today(),
            vec![place()],
        )
        .await
        .expect("a posting");
    };
    post().await;
    let objection = NewObjection {
        survey: survey.id,
        received_at: world.clock.now(),
        topic: Some("Q1".to_owned()),
        text: "Thôn 01 có 41 hộ".to_owned(),
    };
    let (objection, _) = objections::record(office, Some(&front), objection)
        .await
        .expect("an objection");
    let answer = NewAnswer {
        objection: objection.id,
        version: 1,
        upheld: true,
        text: "Đã kiểm tra".to_owned(),
        households: vec![(world.hamlets[0].code.clone(), 41)],
        take_out: Vec::new(),
    };
    objections::answer(office, Some(&front), answer)
        .await
        .expect("an answer");
    post().await;
    world.pass(Duration::days(11));
    let verifier = verifier(world).await;
    let (judged, _) = verifying::verify(office, Some(&verifier), all_accepted(survey))
        .await
        .expect("verified");
    judged
}

/// The Front's report, and its second version.
async fn reported(world: &World, survey: &Survey) {
    let verifier = verifier(world).await;
    let new = report(world, "47/BC-MTTQ", &[survey.candidacy]);
    let (first, _) = reporting::submit(&world.office, Some(&verifier), new.clone())
        .await
        .expect("a report");
    let second = reporting::NewReport {
        revises: Some((first.id, 1)),
        reason: Some("Bổ sung nhận xét".to_owned()),
        ..new
    };
    reporting::submit(&world.office, Some(&verifier), second)
        .await
        .expect("a second version");
}

/// Brings a session on one of the candidacies to the vote.
async fn voting(
    world: &World,
    council: &Council,
    which: usize,
    mode: BallotMode,
) -> CouncilSession {
    let candidacy = council.candidacies[which].id;
    let wanted = Wanted {
        candidacy,
        reason: Some("Hội đồng xem xét trước".to_owned()),
    };
    let new = NewSession {
        agenda: vec![wanted],
        ..council.new_session(mode)
    };
    let called = calling::call(&world.office, Some(&council.clerk), new)
        .await
        .expect("a session");
    council.vote(world, called.id, 5).await
}

/// The first candidacy: all five agree on paper.
async fn by_paper(world: &World, council: &Council) {
    let clerk = Some(&council.clerk);
    let id = voting(world, council, 0, BallotMode::PaperSecret).await.id;
    ballots::close(&world.office, clerk, id, None)
        .await
        .expect("a closed ballot");
    let votes = Sheet::Votes(vec![VoteCount {
        candidacy: council.candidacies[0].id,
        valid: 5,
        spoilt: 0,
        votes: Votes {
            agree: 5,
            disagree: 0,
            abstain: 0,
        },
    }]);
    for sheet in [envelopes(5, 5), votes] {
        for teller in 0..2 {
            council
                .types(world, teller, id, sheet.clone(), None)
                .await
                .expect("a sheet");
        }
    }
    counts::close_session(&world.office, clerk, id, None)
        .await
        .expect("a closed session");
}

/// The second candidacy: one of five agrees at the screens.
async fn at_screens(world: &World, council: &Council) {
    let clerk = Some(&council.clerk);
    let mode = BallotMode::ElectronicSecret;
    let id = voting(world, council, 1, mode).await.id;
    let choices = [Agree, Disagree, Disagree, Disagree, Abstain];
    for ((_, member), choice) in council.members.iter().zip(choices) {
        ballots::cast(
            &world.office,
            Some(member),
            council.candidacies[1].id,
            choice,
        )
        .await
        .expect("a ballot");
    }
    ballots::close(&world.office, clerk, id, None)
        .await
        .expect("a closed ballot");
    counts::close_session(&world.office, clerk, id, None)
        .await
        .expect("a closed session");
}

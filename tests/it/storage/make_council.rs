//! A row for each table of the council and its decisions.

use longdan::domain::base::ids::{
    AgendaItemId, AreaTitleId, BallotSheetId, CandidacyId, DecisionId, MemberId, SessionId,
};
use longdan::domain::law::title::Title;
use longdan::domain::recognition::ballot::{BallotBox, BallotChoice, Envelopes, Sheet, Votes};
use longdan::domain::recognition::candidacy::Candidacy;
use longdan::domain::recognition::council::{CouncilMember, CouncilPosition};
use longdan::domain::recognition::decision::{
    DecidedCandidacy, Decision, DecisionOutcome, Deferral,
};
use longdan::domain::recognition::session::{
    AgendaItem, BallotMode, CouncilSession, Seat, SessionState,
};
use longdan::domain::recognition::title_record::{AreaTitle, Reassessment};
use longdan::domain::recognition::vote::{Assembly, VoteResult};
use longdan::storage::ballots::{self, StoredSheet};
use longdan::storage::database::Database;
use longdan::storage::{agendas, area_titles, council, decisions, sessions};

use crate::support::world::{World, noon};

/// Fills every table of the council.
pub async fn council(db: &Database, world: &World) {
    let candidacy = world.candidacy().await;
    let (session, item) = session(db, world, &candidacy).await;
    let member = MemberId(world.id());
    let term = CouncilMember {
        id: member,
        province: world.province.id(),
        account: world.commune_front().account,
        name: "tests".to_owned(),
        position: CouncilPosition::Chair,
        since: noon().date_naive(),
        until: None,
    };
    council::insert(db.write(), &term, noon()).await.unwrap();
    let seat = Seat {
        session,
        member,
        present: true,
    };
    sessions::insert_seats(db.write(), &[seat]).await.unwrap();
    ballots::open_boxes(db.write(), &[item]).await.unwrap();
    let cast = BallotBox::default().cast(member, BallotChoice::Abstain);
    ballots::put(db.write(), item, &cast.unwrap())
        .await
        .unwrap();
    counted(db, world, session, item, candidacy.id).await;
    decided(db, world, &candidacy).await;
}

async fn session(db: &Database, world: &World, candidacy: &Candidacy) -> (SessionId, AgendaItemId) {
    let account = world.commune_front().account;
    let session = CouncilSession {
        id: SessionId(world.id()),
        round: candidacy.round,
        place: world.province.place,
        held_on: noon().date_naive(),
        venue: "Hội trường UBND tỉnh".to_owned(),
        mode: BallotMode::PaperSecret,
        state: SessionState::Called,
        corrects: None,
        correction_reason: None,
        version: 1,
        called_at: noon(),
        closed_at: None,
        changed_by: account,
        changed_at: noon(),
    };
    sessions::insert(db.write(), &session).await.unwrap();
    let item = AgendaItem {
        id: AgendaItemId(world.id()),
        session: session.id,
        candidacy: candidacy.id,
        position: 1,
        failed: vec!["COVERAGE".to_owned()],
        reason: Some("Hộ đi làm ăn xa".to_owned()),
        put_at: noon(),
    };
    agendas::insert(db.write(), &item, account).await.unwrap();
    (session.id, item.id)
}

async fn counted(
    db: &Database,
    world: &World,
    session: SessionId,
    item: AgendaItemId,
    candidacy: CandidacyId,
) {
    let sheet = StoredSheet {
        id: BallotSheetId(world.id()),
        session,
        account: world.commune_front().account,
        version: 1,
        sheet: Sheet::Envelopes(Envelopes {
            handed_out: 1,
            returned: 1,
        }),
        reason: None,
        recorded_at: noon(),
    };
    ballots::insert_sheet(db.write(), &sheet).await.unwrap();
    let result = VoteResult {
        item,
        session,
        candidacy,
        assembly: Assembly {
            members: 2,
            present: 1,
        },
        handed_out: 1,
        returned: 1,
        valid: 1,
        spoilt: 0,
        votes: Votes {
            agree: 0,
            disagree: 0,
            abstain: 1,
        },
    };
    ballots::insert_results(db.write(), &[result])
        .await
        .unwrap();
}

async fn decided(db: &Database, world: &World, candidacy: &Candidacy) {
    let account = world.commune_front().account;
    let decision = Decision {
        id: DecisionId(world.id()),
        province: world.province.id(),
        number: "3368/QĐ-UBND".to_owned(),
        decided_on: noon().date_naive(),
        signer: "Chủ tịch UBND tỉnh".to_owned(),
        recorded_by: account,
        recorded_at: noon(),
    };
    let outcome = DecidedCandidacy {
        candidacy: candidacy.id,
        decision: decision.id,
        outcome: DecisionOutcome::Refused,
        reason: Some("Chưa đủ phiếu".to_owned()),
    };
    decisions::insert(db.write(), &decision, &[outcome])
        .await
        .unwrap();
    let deferral = Deferral {
        candidacy: candidacy.id,
        successor: candidacy.id,
        reason: "Chờ bổ sung".to_owned(),
        by: account,
        at: noon(),
    };
    decisions::defer(db.write(), &deferral).await.unwrap();
    let title = AreaTitle {
        id: AreaTitleId(world.id()),
        area: world.commune.id(),
        title: Title::Standard,
        since: Some(noon().date_naive()),
        until: None,
        decision: Some(decision.id),
        number: Some(decision.number),
        carried_from: None,
        ended_by: None,
        end_reason: None,
        recorded_at: noon(),
    };
    area_titles::insert(db.write(), &[title]).await.unwrap();
    let found = Reassessment {
        candidacy: candidacy.id,
        version: 1,
        still_meets: false,
        failed: vec!["10".to_owned()],
        note: None,
        by: "tests".to_owned(),
        at: noon(),
    };
    area_titles::insert_reassessment(db.write(), &found, account)
        .await
        .unwrap();
}

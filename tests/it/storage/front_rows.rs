//! A row for each table of the Front's work, so that copies have one to carry.

use longdan::domain::base::ids::{
    DocumentId, FrontReportId, ObjectionId, PostingId, VerificationId,
};
use longdan::domain::recognition::evidence::{Document, MediaType};
use longdan::domain::recognition::front_report::{Conclusion, FrontConclusion, FrontReport};
use longdan::domain::survey::count_figures::{CountFigures, ItemFigures};
use longdan::domain::survey::count_record::{CountRecord, Entry, Progress};
use longdan::domain::survey::handling::{Handling, HandlingStatus};
use longdan::domain::survey::objection::{Answer, Objection};
use longdan::domain::survey::paper::IssuedForms;
use longdan::domain::survey::posting::{PlaceKind, Posting, PostingPlace};
use longdan::domain::survey::record::Survey;
use longdan::domain::survey::roster::{RosterChange, RosterChangeKind};
use longdan::domain::survey::sample::FrameSource;
use longdan::domain::survey::verification::{
    Verification, VerificationDecision, VerificationSubject,
};
use longdan::storage::count_records::{self, TypedEntry};
use longdan::storage::matched_tables::{self, StoredTable};
use longdan::storage::samples::{Drawn, Sample, Stratum};
use longdan::storage::{
    candidacies, documents, front_reports, handlings, issued_forms, objections, postings, rosters,
    samples, verifications,
};
use uuid::Uuid;

use super::make;
use crate::support::world::{World, noon};

/// Fills them, of a survey whose first revision is frozen and that has a response of id 1.
pub async fn fill(world: &World, survey: &Survey) {
    of_paper(world, survey).await;
    of_roster(world).await;
    of_survey(world, survey).await;
    of_sample(world, survey).await;
    of_report(world, survey).await;
}

/// A household that was taken off its hamlet's roster.
async fn of_roster(world: &World) {
    let (hamlet, account) = (world.hamlets[0].id(), world.commune_front().account);
    let change = RosterChange {
        hamlet,
        number: 1,
        code: "h-9".to_owned(),
        kind: RosterChangeKind::Closed,
        reason: "Chuyển đi".to_owned(),
        at: noon(),
        by: account,
    };
    rosters::insert(world.db.write(), &[change]).await.unwrap();
}

/// A count record that one account has typed, with a scan.
async fn of_paper(world: &World, survey: &Survey) {
    let db = world.db.write();
    let (hamlet, account) = (world.hamlets[0].id(), world.commune_front().account);
    let entry = Entry {
        number: 1,
        by: account,
        figures: CountFigures {
            issued: 2,
            collected: 1,
            valid: 1,
            spoilt: 0,
            missing: 1,
            items: vec![ItemFigures {
                choices: vec![1, 0, 0],
                blank: 0,
            }],
        },
    };
    let typed = TypedEntry {
        entry: entry.clone(),
        salt: vec![7; 16],
        reason: None,
        at: noon(),
    };
    count_records::add_entry(db, survey.id, hamlet, &typed)
        .await
        .unwrap();
    let record = CountRecord {
        survey: survey.id,
        hamlet,
        version: 1,
        progress: Progress::EnteredOnce(entry),
        last_entry: 1,
        changed_at: noon(),
        changed_by: account,
    };
    count_records::write(db, &record).await.unwrap();
    let kept = count_records::find(db, survey.id, hamlet).await.unwrap();
    assert_eq!(kept, Some(record));
    let scan = Document {
        id: DocumentId(world.id()),
        name: "Biên bản.pdf".to_owned(),
        media_type: MediaType::Pdf,
        size: 3,
        sha256: "1".repeat(64),
        uploaded_by: account,
        uploaded_at: noon(),
    };
    documents::insert(db, &scan, vec![1, 2, 3]).await.unwrap();
    count_records::add_scans(db, survey.id, hamlet, &[scan.id])
        .await
        .unwrap();
}

async fn of_survey(world: &World, survey: &Survey) {
    let db = world.db.write();
    let account = world.commune_front().account;
    let forms = IssuedForms {
        survey: survey.id,
        hamlet: world.hamlets[0].id(),
        version: 1,
        issued: 40,
        missing: 2,
        reason: None,
        recorded_at: noon(),
        recorded_by: account,
    };
    issued_forms::insert(db, &[forms]).await.unwrap();
    let place = PostingPlace {
        kind: PlaceKind::CulturalHouse,
        name: Some("Thôn 01".to_owned()),
    };
    let posting = Posting {
        id: PostingId(world.id()),
        survey: survey.id,
        revision: 1,
        hung_out_on: noon().date_naive(),
        places: vec![place],
        recorded_at: noon(),
        recorded_by: account,
    };
    postings::insert(db, &posting).await.unwrap();
    let answer = Answer {
        upheld: true,
        text: "Đã kiểm tra".to_owned(),
        at: noon(),
        by: account,
        revision: Some(1),
    };
    let objection = Objection {
        id: ObjectionId(world.id()),
        survey: survey.id,
        version: 2,
        received_at: noon(),
        topic: "OTHER".to_owned(),
        text: "Số hộ chưa đúng".to_owned(),
        recorded_at: noon(),
        recorded_by: account,
        answer: Some(answer),
    };
    objections::insert(db, &objection).await.unwrap();
    let decision = Verification {
        id: VerificationId(world.id()),
        survey: survey.id,
        subject: VerificationSubject::ResidentSurvey,
        decision: VerificationDecision::Returned,
        revision: Some(1),
        points: "[]".to_owned(),
        reasons: Some("Thiếu biên bản".to_owned()),
        decided_at: noon(),
        decided_by: account,
    };
    verifications::insert(db, &decision).await.unwrap();
}

async fn of_sample(world: &World, survey: &Survey) {
    let db = world.db.write();
    let account = world.commune_front().account;
    let hamlet = world.hamlets[0].id();
    let sample = Sample {
        survey: survey.id,
        seed: make::digest(5),
        seed_sha256: "0".repeat(64),
        committed_at: noon(),
        committed_by: account,
        drawn: None,
    };
    samples::insert(db, &sample).await.unwrap();
    let drawn = Drawn {
        frame_size: 9,
        frame_sha256: "1".repeat(64),
        size: 1,
        at: noon(),
        by: account,
    };
    let stratum = Stratum {
        hamlet,
        source: FrameSource::Roster,
        frame: 9,
        drawn: 1,
    };
    let home = (hamlet, "h-1".to_owned());
    samples::draw(db, survey.id, &drawn, &[stratum], &[home])
        .await
        .unwrap();
    let table = StoredTable {
        survey: survey.id,
        main: survey.id,
        made_at: noon(),
        content: "{}".to_owned(),
        sha256: "3".repeat(64),
    };
    matched_tables::insert(db, &table).await.unwrap();
}

async fn of_report(world: &World, survey: &Survey) {
    let db = world.db.write();
    let account = world.commune_front().account;
    let handling = Handling {
        survey: survey.id,
        response: Uuid::from_u128(1).into(),
        version: 1,
        topic: "Q1".to_owned(),
        status: HandlingStatus::Answered,
        reply: Some("Sẽ sửa trong quý IV".to_owned()),
        public_text: Some("Đường còn lầy".to_owned()),
        forwarded_to: None,
        due_on: None,
        handled_at: noon(),
        handled_by: account,
    };
    handlings::insert(db, &handling).await.unwrap();
    let candidacy = candidacies::find(db, survey.candidacy).await.unwrap();
    let report = FrontReport {
        id: FrontReportId(world.id()),
        round: candidacy.expect("a candidacy").round,
        number: "12/BC-MTTQ".to_owned(),
        version: 1,
        reported_on: noon().date_naive(),
        signer: "Hà Văn Hùng".to_owned(),
        content: "{}".to_owned(),
        sha256: "2".repeat(64),
        reason: None,
        submitted_at: noon(),
        submitted_by: account,
        received_at: None,
        received_by: None,
    };
    let conclusion = Conclusion {
        candidacy: survey.candidacy,
        conclusion: FrontConclusion::Proposed,
        note: None,
    };
    front_reports::insert(db, &report, &[conclusion])
        .await
        .unwrap();
}

//! Rows to put into tables.

use longdan::domain::base::ids::{
    AccountId, AdminGrantId, AppraisalId, AreaId, CandidacyId, DebtStatementId, DocumentId,
    EnrolmentId, InvitationId, OpinionId, ResponseId, SignInId, StatementId, SurveyId,
};
use longdan::domain::base::money::Money;
use longdan::domain::place::area::AreaLevel;
use longdan::domain::recognition::appraisal::Appraisal;
use longdan::domain::recognition::debt::{DebtFigures, DebtStatement};
use longdan::domain::recognition::dossier::FrozenDossier;
use longdan::domain::recognition::evidence::{Document, MediaType};
use longdan::domain::recognition::opinion::{Body, Opinion, Organisation};
use longdan::domain::recognition::score::Score;
use longdan::domain::recognition::statement::Statement;
use longdan::domain::survey::correction::{Correction, CorrectionKind, Deed};
use longdan::domain::survey::invitation::Invitation;
use longdan::domain::survey::judge::RejectionCode;
use longdan::domain::survey::record::{Response, SetAside, Survey};
use longdan::domain::survey::response::{Consent, Draft};
use longdan::domain::survey::retention::{Disposal, Retention};
use longdan::domain::survey::sending::DeviceQueue;
use longdan::domain::survey::sheet::Sheet;
use longdan::domain::survey::submission::Digest;
use longdan::domain::trust::admin_grant::{AdminGrant, AdminGrantState, WAITS};
use longdan::domain::trust::enrolment::Enrolment;
use longdan::domain::trust::identity::Identity;
use longdan::domain::trust::sign_in::{AtProvider, SignIn, SignInLimits};
use longdan::storage::accounts::Token;
use longdan::storage::database::Database;
use longdan::storage::documents::{self, Attachment};
use longdan::storage::{
    admin_grants, appraisals, candidacies, debts, dossiers, identities, logout_tokens, opinions,
    sign_ins, statements,
};
use uuid::Uuid;

use crate::support::world::{World, answers, noon};

/// A hash that differs by number.
pub fn digest(number: u128) -> Digest {
    let mut digest = [0; 32];
    digest[16..].copy_from_slice(&number.to_be_bytes());
    digest
}

/// A response of the household of that number, under an id of that number.
pub fn response(world: &World, survey: &Survey, hamlet: AreaId, number: u128) -> Response {
    Response {
        id: ResponseId(Uuid::from_u128(number)),
        survey: survey.id,
        hamlet,
        household_key: Some(digest(number)),
        household_code: Some(format!("h-{number}")),
        collected_at: noon(),
        received_at: noon(),
        sheet: Some(Sheet {
            choices: vec![Some(0), None, Some(2)],
            reasons: [("ALL".to_owned(), "Đường còn lầy".to_owned())].into(),
        }),
        unjudged: Vec::new(),
        comment: None,
        fingerprint: digest(number),
        consent: Some(Consent {
            notice_version: "1".to_owned(),
            given_at: noon(),
        }),
        account: world.commune_front().account,
        voided: None,
        entry: None,
    }
}

/// A form that was set aside, under an id of that number.
pub fn set_aside(world: &World, survey: &Survey, hamlet: usize, number: u128) -> SetAside {
    SetAside {
        survey: survey.id,
        hamlet: world.hamlets[hamlet].id(),
        household_key: Some(digest(number)),
        draft: Draft {
            id: ResponseId(Uuid::from_u128(number)),
            hamlet_code: world.hamlets[hamlet].code.clone(),
            household_code: format!("h-{number}"),
            collected_at: noon(),
            answers: answers("OTHER"),
            comment: Some("Đề nghị làm cầu".to_owned()),
            spoilt: false,
            consent: None,
        },
        fingerprint: digest(number),
        received_at: noon(),
        code: RejectionCode::HouseholdAlreadyAnswered,
        account: world.commune_front().account,
        entry: None,
    }
}

/// One of each thing that a dossier holds.
pub async fn dossier(db: &Database, world: &World, candidacy: CandidacyId) {
    let by = world.commune_front().account;
    let by_name = || "tests".to_owned();
    let appraisal = Appraisal {
        id: AppraisalId(world.id()),
        candidacy,
        criterion: "1".to_owned(),
        version: 1,
        met: true,
        score: Some(Score::of_hundredths(850).unwrap()),
        value: Some("44,6 triệu đồng".to_owned()),
        note: None,
        agency: "SO_XAY_DUNG".to_owned(),
        by,
        by_name: by_name(),
        at: noon(),
        reason: None,
    };
    evidence(db, world, &appraisal).await;
    appraisals::insert(db.write(), &[appraisal]).await.unwrap();
    spoken(db, world, candidacy).await;
    let statement = Statement {
        id: StatementId(world.id()),
        candidacy,
        condition: "SECURITY_AND_ORDER".to_owned(),
        version: 1,
        met: true,
        note: Some("Ổn định".to_owned()),
        agency: "CONG_AN_TINH".to_owned(),
        by,
        by_name: by_name(),
        at: noon(),
        reason: None,
    };
    statements::insert(db.write(), &[statement]).await.unwrap();
    debt(db, world, candidacy).await;
    let frozen = FrozenDossier {
        candidacy,
        revision: 1,
        content: "{}".to_owned(),
        sha256: "0".repeat(64),
        frozen_at: noon(),
        frozen_by: by,
        frozen_by_name: by_name(),
    };
    dossiers::insert(db.write(), &frozen).await.unwrap();
}

async fn debt(db: &Database, world: &World, candidacy: CandidacyId) {
    let found = candidacies::find(db.write(), candidacy).await.unwrap();
    let dong = |dong| Money::of_dong(dong).unwrap();
    let debt = DebtStatement {
        id: DebtStatementId(world.id()),
        round: found.unwrap().round,
        candidacy: Some(candidacy),
        version: 1,
        as_of: noon().date_naive(),
        figures: DebtFigures {
            total: dong(999_999_999_999_999_999),
            planned: dong(999_999_999_999_999_998),
            arrears: dong(1),
        },
        note: None,
        agency: "SO_TAI_CHINH".to_owned(),
        by: world.commune_front().account,
        by_name: "tests".to_owned(),
        at: noon(),
        reason: None,
    };
    debts::insert(db.write(), &[debt]).await.unwrap();
}

async fn evidence(db: &Database, world: &World, appraisal: &Appraisal) {
    let document = Document {
        id: DocumentId(world.id()),
        name: "Biên bản.pdf".to_owned(),
        media_type: MediaType::Pdf,
        size: 5,
        sha256: "a".repeat(64),
        uploaded_by: appraisal.by,
        uploaded_at: noon(),
    };
    let content = b"%PDF-".to_vec();
    documents::insert(db.write(), &document, content)
        .await
        .unwrap();
    let attachment = Attachment {
        subject: appraisal.id.0,
        document: document.id,
        round: None,
        candidacy: Some(appraisal.candidacy),
        agency: Some(appraisal.agency.clone()),
    };
    documents::attach(db.write(), &[attachment]).await.unwrap();
}

async fn spoken(db: &Database, world: &World, candidacy: CandidacyId) {
    let opinion = Opinion {
        id: OpinionId(world.id()),
        candidacy,
        body: Body {
            level: AreaLevel::Commune,
            organisation: Organisation::Other,
            other_name: "Hội Người cao tuổi".to_owned(),
        },
        version: 1,
        agrees: true,
        note: None,
        by: world.commune_front().account,
        by_name: "tests".to_owned(),
        at: noon(),
        reason: None,
    };
    opinions::insert(db.write(), &[opinion]).await.unwrap();
}

/// The enrolment that a token was made for.
/// What a phone told that it still holds.
pub fn device_queue(survey: SurveyId, account: AccountId) -> DeviceQueue {
    DeviceQueue {
        survey,
        account,
        device: "may-1".to_owned(),
        still_queued: 3,
        reported_at: noon(),
        clock_ahead_seconds: Some(-90),
    }
}

/// A phone that was set up.
pub fn enrolment(world: &World, survey: SurveyId, token: &Token) -> Enrolment {
    Enrolment {
        id: EnrolmentId(world.id()),
        survey,
        account: token.account,
        token: token.id,
        enrolled_at: noon(),
        enrolled_by: token.account,
    }
}

/// A void under a number, of the response of that number; nobody confirmed it.
pub fn correction(world: &World, survey: SurveyId, number: u128) -> Correction {
    Correction {
        survey,
        number: i64::try_from(number).unwrap(),
        kind: CorrectionKind::Void,
        response: ResponseId(Uuid::from_u128(number)),
        rival: None,
        choice: None,
        reason: "Nhập nhầm".to_owned(),
        made: Deed {
            at: noon(),
            by: world.commune_front().account,
        },
        confirmed: None,
        superseded_by: None,
    }
}

/// An invitation of a household of the first hamlet.
pub fn invitation(world: &World, survey: SurveyId, account: AccountId) -> Invitation {
    Invitation {
        id: InvitationId(world.id()),
        survey,
        hamlet: world.hamlets[0].id(),
        household_code: "H1".to_owned(),
        code_hash: digest(7),
        account,
        made_at: noon(),
        made_by: Some(account),
        revoked_at: Some(noon()),
    }
}

/// A day until which answers are kept, and that they were taken away.
pub fn retention(survey: SurveyId, account: AccountId) -> (Retention, Disposal) {
    let retention = Retention {
        survey,
        version: 1,
        keep_until: noon().date_naive(),
        reason: "hết thời hạn".to_owned(),
        set_at: noon(),
        set_by: account,
    };
    let disposal = Disposal {
        survey,
        disposed_at: noon(),
        responses: 3,
        set_aside: 2,
        comments: 1,
    };
    (retention, disposal)
}

/// A session, an identity and a wish for an administrator, of a token.
pub async fn signing_in(world: &World, token: &Token) {
    let db = world.db.write();
    let id = SignInId(world.id());
    let session = SignIn::begun(id, token.id, noon(), SignInLimits::default());
    let at_provider = AtProvider {
        session: Some("sid".to_owned()),
        token: Some("a.b.c".to_owned()),
    };
    sign_ins::insert(
        db,
        &session,
        &digest(9),
        Some("Firefox · Windows"),
        &at_provider,
    )
    .await
    .unwrap();
    logout_tokens::spend(db, &digest(10), noon()).await.unwrap();
    let identity = Identity {
        account: token.account,
        issuer: "https://idp.example".to_owned(),
        subject: "lan".to_owned(),
        token: token.id,
    };
    identities::insert(db, &identity).await.unwrap();
    let grant = AdminGrant {
        id: AdminGrantId(world.id()),
        token: token.id,
        account: token.account,
        asked_by: None,
        asked_at: noon(),
        ends_at: noon() + WAITS,
        stored: AdminGrantState::Pending,
        decided: None,
    };
    admin_grants::insert(db, &grant).await.unwrap();
}

//! People of the Front with accounts of their own, and surveys brought to a stage.

use longdan::domain::survey::posting::{PlaceKind, PostingPlace};
use longdan::domain::survey::record::Survey;
use longdan::domain::survey::verification::{VerificationPoint, VerificationSubject};
use longdan::domain::trust::actor::Actor;
use longdan::services::refusal::Refusal;
use longdan::services::user_fault::UserFaultCode;
use longdan::services::verifying::{NewDecision, PointSaid};
use longdan::services::{submit, surveys};

use crate::support::world::World;

/// The same person with an account of their own.
pub async fn as_account(world: &World, person: Actor, name: &str) -> Actor {
    Actor {
        account: world.account(name).await,
        name: name.to_owned(),
        ..person
    }
}

/// The provincial Front that enters nothing.
pub async fn verifier(world: &World) -> Actor {
    as_account(world, world.provincial_front(), "thẩm tra viên").await
}

/// A closed survey with so many satisfied households in each hamlet.
pub async fn closed(world: &World, households: [usize; 3]) -> Survey {
    let survey = world.opened().await;
    let front = world.commune_front();
    let mut drafts = Vec::new();
    for (hamlet, number) in households.into_iter().enumerate() {
        drafts.extend((1..=number).map(|home| world.draft(hamlet, &format!("H{home:02}"))));
    }
    submit::batch(&world.office, Some(&front), survey.id, drafts)
        .await
        .expect("a submission");
    surveys::close(&world.office, Some(&front), survey.id)
        .await
        .expect("a closed survey")
}

/// The cultural house of the first hamlet.
pub fn place() -> PostingPlace {
    PostingPlace {
        kind: PlaceKind::CulturalHouse,
        name: Some("Thôn 01".to_owned()),
    }
}

/// A verification that accepts each point, with a note.
pub fn all_accepted(survey: &Survey) -> NewDecision {
    let points = VerificationPoint::ALL
        .iter()
        .filter(|point| **point != VerificationPoint::Opinions);
    let said = |point: &VerificationPoint| PointSaid {
        point: *point,
        accepted: true,
        note: Some("đã đối chiếu hồ sơ".to_owned()),
    };
    NewDecision {
        survey: survey.id,
        subject: VerificationSubject::ResidentSurvey,
        points: points.map(said).collect(),
        reasons: None,
    }
}

/// The codes of what the user could put right.
pub fn codes<T: std::fmt::Debug>(answer: Result<T, Refusal>) -> Vec<UserFaultCode> {
    match answer {
        Err(Refusal::Faults(faults)) => faults.into_iter().map(|fault| fault.code).collect(),
        other => panic!("no fault of the user: {other:?}"),
    }
}

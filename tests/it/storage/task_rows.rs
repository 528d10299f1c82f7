//! A row in each table of notices, OCOP, indicators, hamlets and sponsors.

use longdan::domain::base::ids::{
    AssignmentId, DirectiveId, HamletTitleId, IndicatorId, OcopProductId, OcopRatingId,
    OcopScoreId, ReportId, SponsorId, TaskId,
};
use longdan::domain::base::language::Bilingual;
use longdan::domain::tasks::assignment::{Owner, Report};
use longdan::domain::tasks::directive::{Directive, Task};
use longdan::domain::tasks::earlier::EarlierEntry;
use longdan::domain::tasks::hamlet_title::{HamletTitle, HamletTitleKind};
use longdan::domain::tasks::indicator::Indicator;
use longdan::domain::tasks::ocop::{OcopProduct, OcopRating, OcopScore, OcopState, OcopStep};
use longdan::domain::tasks::sponsor::Sponsor;
use longdan::storage::{
    assignments, directives, earlier_entries, hamlet_titles, indicators, ocop, sponsors,
};

use crate::support::world::{World, noon};

fn text() -> Bilingual {
    Bilingual {
        vi: "Nợ".to_owned(),
        en: "Debt".to_owned(),
    }
}

/// Fills the tables.
pub async fn fill(world: &World) {
    notice(world).await;
    product(world).await;
    let db = world.db.write();
    let indicator = Indicator {
        id: IndicatorId(world.id()),
        area: world.province.id(),
        code: "POOR_HOUSEHOLDS".to_owned(),
        day: noon().date_naive(),
        value: "5.82".parse().unwrap(),
        unit: "%".to_owned(),
        source: "x".to_owned(),
    };
    indicators::insert(db, &[indicator]).await.unwrap();
    let title = HamletTitle {
        id: HamletTitleId(world.id()),
        hamlet: world.hamlets[0].id(),
        title: HamletTitleKind::ModelGarden,
        since: noon().date_naive(),
        decision: "1/QĐ".to_owned(),
        gardens: Some(7),
    };
    hamlet_titles::insert(db, &title).await.unwrap();
    let sponsor = Sponsor {
        id: SponsorId(world.id()),
        code: "SPONSOR".to_owned(),
        province: world.province.id(),
        name: "Công ty".to_owned(),
        communes: vec![world.commune.id()],
    };
    sponsors::insert(db, &sponsor).await.unwrap();
    let earlier = EarlierEntry {
        subject: sponsor.id.0,
        version: 1,
        content: "{}".to_owned(),
        reason: "Sai tên".to_owned(),
        replaced_at: noon(),
    };
    earlier_entries::insert(db, vec![earlier]).await.unwrap();
}

async fn notice(world: &World) {
    let db = world.db.write();
    let directive = Directive {
        id: DirectiveId(world.id()),
        code: "n-1".to_owned(),
        province: world.province.id(),
        number: "05-TB/BCĐ".to_owned(),
        issued_on: noon().date_naive(),
        issuer: "BCĐ".to_owned(),
        signer: "P".to_owned(),
        title: text(),
        sha256: "0".repeat(64),
        recorded_at: noon(),
    };
    let task = Task {
        id: TaskId(world.id()),
        directive: directive.id,
        position: 1,
        item: "5.3a".to_owned(),
        each: None,
        text: text(),
        due_before: None,
        mark: None,
        helpers: vec!["SO_TAI_CHINH".to_owned()],
    };
    let task_id = task.id;
    directives::insert(db, &directive, &[task]).await.unwrap();
    let given = AssignmentId(world.id());
    let owner = Owner::Agency("SO_KE_HOACH".to_owned());
    assignments::insert(db, &[(given, task_id, owner)])
        .await
        .unwrap();
    let report = Report {
        id: ReportId(world.id()),
        assignment: given,
        version: 1,
        received_on: noon().date_naive(),
        number: None,
        summary: "x".to_owned(),
        document: None,
        by: world.commune_front().account,
        by_name: String::new(),
        at: noon(),
        reason: None,
    };
    assignments::insert_report(db, &report).await.unwrap();
}

async fn product(world: &World) {
    let db = world.db.write();
    let producer = world.id();
    ocop::insert_producer(db, producer, world.commune.id(), "HTX")
        .await
        .unwrap();
    let product = OcopProduct {
        id: OcopProductId(world.id()),
        name: "Nhung hươu".to_owned(),
        category: "FOOD".to_owned(),
        producer: "HTX".to_owned(),
        place: world.commune.place,
    };
    ocop::insert_product(db, producer, &product).await.unwrap();
    let rating = OcopRating {
        id: OcopRatingId(world.id()),
        product,
        year: 2019,
        state: OcopState::DistrictRated,
        version: 2,
        stars: None,
        published_on: None,
        scores: Vec::new(),
    };
    ocop::insert_rating(db, &rating).await.unwrap();
    let score = OcopScore {
        id: OcopScoreId(world.id()),
        rating: rating.id,
        step: OcopStep::District,
        version: 1,
        score: "64.5".parse().unwrap(),
        rated_on: noon().date_naive(),
        by: world.commune_front().account,
        by_name: String::new(),
        at: noon(),
        reason: None,
    };
    ocop::insert_score(db, &score).await.unwrap();
}

//! Beside the round: products, sponsors, communes looked at again, all made up.
//!
//! That these communes were recognised years ago, who sponsors whom and how products were rated, no source
//! read for this says: each says that it is made up, and nobody named fails.

use super::calendar::{LOOKED_AGAIN, LOOKED_AGAIN_DUE, NOTICE, RATED, RATED_BY_DISTRICT};
use super::opening::REGULATION;
use super::people::PROVINCE;
use super::stage::Stage;
use crate::domain::base::clock::Day;
use crate::domain::law::title::Title;
use crate::domain::recognition::candidacy::CandidacyPurpose;
use crate::domain::tasks::ocop::{FEWEST_PUBLISHED, OcopRating, OcopStep};
use crate::services::candidacies::{self, Nomination};
use crate::services::ocop_rating::{self, NewScore, Proposal};
use crate::services::reassessments::{self, NewReassessment};
use crate::services::refusal::Refusal;
use crate::services::rounds::{self, NewRound};
use crate::services::sponsors::{self, NewSponsor};

/// Those that are looked at in time; the third is still to be.
const LOOKED_AT: [&str; 2] = ["18532", "18178"];

/// A product: commune, producer, product, category, and what district and province give it.
struct Product {
    commune: &'static str,
    producer: &'static str,
    name: &'static str,
    category: &'static str,
    district: &'static str,
    /// `None`: the province has not rated it yet.
    province: Option<&'static str>,
}

const PRODUCTS: [Product; 4] = [
    Product {
        commune: "18547",
        producer: "Hợp tác xã bưởi (mô phỏng)",
        name: "Bưởi quả tươi (mô phỏng)",
        category: "FOOD",
        district: "74.5",
        province: Some("72.25"),
    },
    Product {
        commune: "18778",
        producer: "Cơ sở nước mắm (mô phỏng)",
        name: "Nước mắm (mô phỏng)",
        category: "FOOD",
        district: "61",
        province: Some("58.5"),
    },
    Product {
        commune: "18178",
        producer: "Tổ hợp tác nuôi hươu (mô phỏng)",
        name: "Rượu nhung hươu (mô phỏng)",
        category: "DRINKS",
        district: "52",
        province: Some("46.75"),
    },
    Product {
        commune: "18415",
        producer: "Hội làm nón (mô phỏng)",
        name: "Nón lá (mô phỏng)",
        category: "CRAFTS",
        district: "48",
        province: None,
    },
];

/// Two units that sponsor communes: code, name, communes.
const SPONSORS: [(&str, &str, &[&str]); 2] = [
    (
        "DO_DAU_1",
        "Doanh nghiệp đỡ đầu (mô phỏng)",
        &["18547", "18553"],
    ),
    ("DO_DAU_2", "Trường đại học đỡ đầu (mô phỏng)", &["18778"]),
];

/// Puts sponsor units on record; they owe what the notice asks of each.
///
/// # Errors
/// As the use case says.
pub async fn name_sponsors(stage: &Stage<'_>) -> Result<(), Refusal> {
    stage.on(NOTICE, 10);
    for (code, name, communes) in SPONSORS {
        let new = NewSponsor {
            code: code.to_owned(),
            name: name.to_owned(),
            province_code: Some(PROVINCE.to_owned()),
            commune_codes: communes.iter().map(|code| (*code).to_owned()).collect(),
            version: None,
            reason: None,
        };
        sponsors::record(stage.office, stage.who("COORDINATION_OFFICE")?, new).await?;
    }
    Ok(())
}

/// Looks at communes again that were recognised in 2015 or earlier, in a round of their own, so that the
/// figures of round 1 stay those that are known.
///
/// # Errors
/// As the use cases say.
pub async fn look_again(stage: &Stage<'_>) -> Result<(), Refusal> {
    stage.on(LOOKED_AGAIN, 9);
    let coordination = stage.who("COORDINATION_OFFICE")?;
    let new = NewRound {
        year: 2019,
        ordinal: 3,
        name: Some("Rà soát xã công nhận từ 2015 trở về trước (mô phỏng)".to_owned()),
        regulation_code: REGULATION.to_owned(),
        province_code: Some(PROVINCE.to_owned()),
        as_of: Some(NOTICE),
        deadlines: vec![LOOKED_AGAIN_DUE],
    };
    let round = rounds::create(stage.office, coordination, new).await?.id;
    for code in LOOKED_AT {
        let new = Nomination {
            round,
            area_code: code.to_owned(),
            title: Title::Standard,
            purpose: CandidacyPurpose::Reassessment,
            simulated: true,
        };
        let candidacy = candidacies::nominate(stage.office, coordination, new).await?;
        let found = NewReassessment {
            candidacy: candidacy.id,
            still_meets: true,
            failed: Vec::new(),
            note: Some("Giữ vững các tiêu chí (mô phỏng)".to_owned()),
            version: None,
        };
        reassessments::record(stage.office, coordination, found).await?;
    }
    Ok(())
}

/// Products are proposed and rated by their districts in time, then by the province; those of three stars or
/// more are published.
///
/// # Errors
/// As the use cases say.
pub async fn rate_products(stage: &Stage<'_>) -> Result<(), Refusal> {
    stage.on(RATED, 9);
    let (committee, coordination) = (
        stage.who("STEERING_COMMITTEE")?,
        stage.who("COORDINATION_OFFICE")?,
    );
    for product in PRODUCTS {
        let new = Proposal {
            area_code: product.commune.to_owned(),
            producer: product.producer.to_owned(),
            product: product.name.to_owned(),
            category: product.category.to_owned(),
            year: 2019,
        };
        let proposed = ocop_rating::propose(stage.office, committee, new).await?;
        let by_district = score(
            &proposed,
            OcopStep::District,
            product.district,
            RATED_BY_DISTRICT,
        );
        let rated = ocop_rating::rate(stage.office, committee, proposed.id, by_district).await?;
        let Some(points) = product.province else {
            continue;
        };
        let by_province = score(&rated, OcopStep::Province, points, RATED);
        let rated = ocop_rating::rate(stage.office, coordination, rated.id, by_province).await?;
        if rated.stars >= Some(FEWEST_PUBLISHED) {
            ocop_rating::publish(stage.office, coordination, rated.id, rated.version).await?;
        }
    }
    Ok(())
}

fn score(of: &OcopRating, step: OcopStep, points: &str, on: Day) -> NewScore {
    NewScore {
        step,
        score: points.to_owned(),
        rated_on: Some(on),
        version: of.version,
        reason: None,
    }
}

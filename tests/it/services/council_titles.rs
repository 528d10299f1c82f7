//! Titles beyond the vote: mergers, revocation, re-assessment.

use longdan::domain::law::round::Deliverable;
use longdan::domain::law::title::Title;
use longdan::domain::recognition::candidacy::CandidacyPurpose;
use longdan::services::candidacies::{self, Nomination};
use longdan::services::council_files;
use longdan::services::decisions::Paper;
use longdan::services::imported::{ImportRefusal, ImportReport};
use longdan::services::mergers::{self, NewMergerPlan};
use longdan::services::reassessments::{self, NewReassessment};
use longdan::services::refusal::Refusal;
use longdan::services::titles::{self, Acknowledgement, Revocation};
use longdan::services::user_fault::UserFaultCode as Code;
use longdan::services::{imports, standings};

use crate::support::council::{code, codes, day, nominate, round};
use crate::support::database::on_both;
use crate::support::world::World;

fn plan(communes: &[&str]) -> NewMergerPlan {
    NewMergerPlan {
        province_code: None,
        number: "819/NQ-UBTVQH14".to_owned(),
        approved_on: day(7, 1),
        approved_by: "Ủy ban Thường vụ Quốc hội".to_owned(),
        communes: communes.iter().map(|code| (*code).to_owned()).collect(),
    }
}

fn paper(number: &str, year: i32) -> Paper {
    Paper {
        number: number.to_owned(),
        decided_on: chrono::NaiveDate::from_ymd_opt(year, 12, 20).expect("a day"),
        signer: "Chủ tịch UBND tỉnh".to_owned(),
    }
}

async fn given(world: &World, rows: &str) -> ImportReport {
    let file = format!("area_code,title,since,until,number\n{rows}");
    council_files::titles(&world.office, file.as_bytes())
        .await
        .expect("titles")
}

#[tokio::test]
async fn only_communes_of_a_recorded_plan_ask_to_be_substantially_complete() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let clerk = Some(world.coordination_office());
        let clerk = clerk.as_ref();
        let round = round(&world, 1).await;
        let wish = || Nomination {
            round,
            area_code: "18628".to_owned(),
            title: Title::SubstantiallyComplete,
            purpose: CandidacyPurpose::Recognition,
            simulated: false,
        };
        assert_eq!(
            code(candidacies::nominate(&world.office, clerk, wish()).await),
            Code::NotInMergerPlan
        );
        let bad = plan(&["18628", "445", "18628"]);
        assert_eq!(
            codes(mergers::record(&world.office, clerk, bad).await),
            [
                (Code::UnknownArea, "input.communeCodes.1".to_owned()),
                (Code::NamedTwice, "input.communeCodes.2".to_owned())
            ]
        );
        let mut to_come = plan(&["18628"]);
        to_come.approved_on = day(12, 1);
        assert_eq!(
            code(mergers::record(&world.office, clerk, to_come).await),
            Code::InTheFuture
        );
        let recorded = mergers::record(&world.office, clerk, plan(&["18628", "18682"])).await;
        assert_eq!(recorded.expect("a plan").1.len(), 2);
        let again = mergers::record(&world.office, clerk, plan(&["18628"])).await;
        assert_eq!(code(again), Code::MergerPlanExists);
        candidacies::nominate(&world.office, clerk, wish())
            .await
            .expect("a candidacy");
    })
    .await;
}

#[tokio::test]
async fn a_merged_commune_takes_over_what_each_of_its_parts_held() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let clerk = Some(world.coordination_office());
        let clerk = clerk.as_ref();
        given(&world, "18628,STANDARD,2015-11-20,,1/QĐ\n").await;
        world.pass(chrono::Duration::days(365 * 5));
        let merger = "code,name,level,parent_code,valid_from,valid_until,predecessors\n\
            18682,Xã Cẩm Quan,commune,446,,2019-12-31,\n\
            18628,Xã Tượng Sơn,commune,445,,2019-12-31,\n\
            18999,Xã Sơn Quan,commune,445,2020-01-01,,18628@2019-12-31 18682@2019-12-31\n";
        imports::areas(&world.office, merger.as_bytes())
            .await
            .expect("a merger");
        let wish = |number: &str, regulation: &str| Acknowledgement {
            area_code: "18999".to_owned(),
            regulation_code: regulation.to_owned(),
            paper: paper(number, 2023),
        };
        let half = titles::acknowledge(&world.office, clerk, wish("3368", "ntm-2021")).await;
        assert_eq!(
            code(half),
            Code::NothingCarriesOver,
            "one of the two held nothing"
        );
        given(&world, "18682,SUBSTANTIALLY_COMPLETE,2019-12-27,,2/QĐ\n").await;
        let old = titles::acknowledge(&world.office, clerk, wish("3368", "ntm-1990")).await;
        assert_eq!(code(old), Code::UnknownRegulation);
        let formed = titles::acknowledge(&world.office, clerk, wish("3368", "ntm-2021")).await;
        let formed = formed.expect("a unit").id();
        let held = titles::of_areas(&world.office, &[formed, world.commune.id()])
            .await
            .expect("titles");
        assert_eq!(held[&formed][0].title, Title::Standard);
        assert_eq!(
            held[&formed][0].carried_from,
            Some(held[&world.commune.id()][0].id)
        );
        assert_eq!(
            held[&world.commune.id()][0].until,
            Some(day(12, 31)),
            "it ended with its commune"
        );
        let again = titles::acknowledge(&world.office, clerk, wish("3369", "ntm-2021")).await;
        assert_eq!(code(again), Code::NothingCarriesOver, "it is held already");
    })
    .await;
}

#[tokio::test]
async fn a_title_is_taken_back_on_a_ground_of_the_regulation_alone() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let clerk = Some(world.coordination_office());
        let clerk = clerk.as_ref();
        world.pass(chrono::Duration::days(365 * 5));
        let wish = |failed: &str| Revocation {
            area_code: "18628".to_owned(),
            title: Title::Standard,
            regulation_code: "ntm-2021".to_owned(),
            failed: failed.split_whitespace().map(str::to_owned).collect(),
            paper: paper("77/QĐ", 2023),
            reason: "Không còn đạt chuẩn".to_owned(),
        };
        let revoke = async |failed: &str| titles::revoke(&world.office, clerk, wish(failed)).await;
        assert_eq!(code(revoke("1 2 3 4 5 10").await), Code::TitleNotHeld);
        given(&world, "18628,STANDARD,2015-11-20,,1/QĐ\n").await;
        assert_eq!(code(revoke("1 2 3 4 5 6").await), Code::NotRevocable);
        assert_eq!(code(revoke("1 2 3 4 5 99").await), Code::UnknownCriterion);
        assert_eq!(code(revoke("1 2 3 4 5 10 10").await), Code::NamedTwice);
        revoke("1 2 3 4 5 10").await.expect("taken back");
        let held = titles::of_areas(&world.office, &[world.commune.id()])
            .await
            .expect("titles");
        let title = &held[&world.commune.id()][0];
        assert_eq!(title.until, Some(paper("", 2023).decided_on));
        assert!(title.ended_by.is_some());
        assert_eq!(title.end_reason.as_deref(), Some("Không còn đạt chuẩn"));
        // The district's own falls with it: its only commune was taken back.
        given(&world, "445,STANDARD,2020-11-20,,9/QĐ\n").await;
        let district = Revocation {
            area_code: "445".to_owned(),
            paper: paper("78/QĐ", 2023),
            ..wish("")
        };
        titles::revoke(&world.office, clerk, district)
            .await
            .expect("taken back");
    })
    .await;
}

#[tokio::test]
async fn communes_recognised_in_2015_or_earlier_are_listed_and_looked_at_again() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let clerk = Some(world.coordination_office());
        let clerk = clerk.as_ref();
        given(&world, "18628,STANDARD,2014-11-20,,1/QĐ\n18682,STANDARD,2015-12-31,,2/QĐ\n445,STANDARD,2015-01-01,,3/QĐ\n").await;
        let round = round(&world, 1).await;
        let purpose = CandidacyPurpose::Reassessment;
        let one = nominate(&world, round, &world.other_commune, Title::Standard, purpose).await;
        let lines = reassessments::report(&world.office, clerk, round).await.expect("a report");
        let areas: Vec<_> = lines.iter().map(|line| line.area).collect();
        assert_eq!(areas, [world.commune.id(), world.other_commune.id()], "communes alone");
        let found = |still_meets, failed: &[&str], version: Option<i32>| NewReassessment {
            candidacy: one.id,
            still_meets,
            failed: failed.iter().map(|code| (*code).to_owned()).collect(),
            note: version.map(|_| "Kiểm tra lại".to_owned()),
            version,
        };
        let record = async |new| reassessments::record(&world.office, clerk, new).await;
        assert_eq!(code(record(found(true, &["10"], None)).await), Code::CriteriaContradict);
        assert_eq!(code(record(found(false, &["x"], None)).await), Code::UnknownCriterion);
        record(found(false, &["10", "17"], None)).await.expect("recorded");
        assert!(matches!(record(found(true, &[], None)).await, Err(Refusal::Conflict(Some(_)))));
        let lines = reassessments::report(&world.office, clerk, round).await.expect("a report");
        assert_eq!(lines[0].area, world.other_commune.id(), "what no longer meets it stands first");
        assert_eq!(lines[0].found.as_ref().expect("a finding").failed, ["10", "17"]);
        world.pass(chrono::Duration::days(60));
        record(found(true, &[], Some(1))).await.expect("revised");
        let dates = standings::deadlines(&world.office, clerk, &[round]).await.expect("dates");
        let date = dates[&round].iter().find(|one| one.date.deliverable == Deliverable::ReassessmentReport);
        let date = date.expect("a date");
        assert_eq!((date.expected, date.received, date.late), (1, 1, 0), "the first one counts");
    })
    .await;
}

#[tokio::test]
async fn a_councils_file_is_taken_whole_or_not_at_all() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let take = async |file: &str| council_files::members(&world.office, file.as_bytes()).await;
        let bad = take("name,position,since,until\ntests,chair,2019-01-01,\nnobody,MEMBER,2019-01-01,2018-01-01\nno one,clerk,x,\n").await;
        match bad {
            Err(ImportRefusal::Faults(faults)) => assert_eq!(faults.len(), 3, "{faults:?}"),
            other => panic!("{other:?}"),
        }
        assert!(matches!(take("name,position,since\nnobody,MEMBER,2019-01-01\n").await, Err(ImportRefusal::Faults(_))));
        let file = "name,position,since,until\ntests,vice_chair,2019-01-01,\n";
        assert_eq!(take(file).await.expect("a council").inserted, 1);
        assert_eq!(take(file).await.expect("the same").unchanged, 1);
        let ended = take("name,position,since,until\ntests,vice_chair,2019-01-01,2020-12-31\n").await;
        assert_eq!(ended.expect("an end").updated, 1);
        let overlapping = take("name,position,since\ntests,MEMBER,2020-01-01\n").await;
        assert!(matches!(overlapping, Err(ImportRefusal::Faults(_))));
    })
    .await;
}

//! Who may do the Front's work: forms, postings, verification, samples, reports.

use std::fmt::Write;

use longdan::domain::base::ids::{FrontReportId, ObjectionId, ResponseId};
use longdan::domain::survey::record::Survey;
use longdan::graphql::id::GlobalId;
use serde_json::{Value, json};

use super::rights::{hold, outcome, people, survey_with_responses};
use crate::support::app::App;
use crate::support::database::on_both;

/// Each mutation with an input that every right lets through to the rules, which refuse it.
fn mutations(survey: &Survey) -> Vec<(&'static str, &'static str, Value)> {
    let id = GlobalId::Survey(survey.id).encode().0;
    let nobody = uuid::Uuid::nil();
    let round = GlobalId::Round(nobody.into()).encode().0;
    let objection = GlobalId::Objection(ObjectionId(nobody)).encode().0;
    vec![
        (
            "createSurveys",
            "CreateSurveysInput",
            json!({
                "roundId": round, "questionnaireCode": "small",
                "opensAt": "2019-07-17T05:00:00Z", "closesAt": "2019-07-18T05:00:00Z",
            }),
        ),
        (
            "recordIssuedForms",
            "RecordIssuedFormsInput",
            json!({ "surveyId": id, "hamlets": [] }),
        ),
        (
            "postResult",
            "PostResultInput",
            json!({ "surveyId": id, "from": "2019-07-17", "places": [] }),
        ),
        (
            "recordObjection",
            "RecordObjectionInput",
            json!({ "surveyId": id, "receivedAt": "2019-07-17T05:00:00Z", "text": "-" }),
        ),
        (
            "answerObjection",
            "AnswerObjectionInput",
            json!({ "objectionId": objection, "version": 1, "upheld": false, "answer": "-" }),
        ),
        (
            "verifySurvey",
            "VerifySurveyInput",
            json!({ "surveyId": id, "points": [] }),
        ),
        (
            "returnSurvey",
            "ReturnSurveyInput",
            json!({ "surveyId": id, "reasons": "-" }),
        ),
    ]
}

/// Those of samples, comments and reports.
fn more_mutations(survey: &Survey) -> Vec<(&'static str, &'static str, Value)> {
    let id = GlobalId::Survey(survey.id).encode().0;
    let candidacy = GlobalId::Candidacy(survey.candidacy).encode().0;
    let nobody = uuid::Uuid::nil();
    let report = GlobalId::FrontReport(FrontReportId(nobody)).encode().0;
    let comment = GlobalId::Comment(survey.id, ResponseId(nobody)).encode().0;
    vec![
        (
            "commitSampleSeed",
            "CommitSampleSeedInput",
            json!({ "surveyId": id }),
        ),
        (
            "drawSample",
            "DrawSampleInput",
            json!({ "surveyId": id, "size": 3 }),
        ),
        (
            "handleComment",
            "HandleCommentInput",
            json!({ "commentId": comment, "status": "NOTED" }),
        ),
        (
            "submitFrontReport",
            "SubmitFrontReportInput",
            json!({
                "number": "1", "date": "2019-07-17", "signer": "-",
                "conclusions": [{ "candidacyId": candidacy, "conclusion": "PROPOSED" }],
            }),
        ),
        (
            "receiveFrontReport",
            "ReceiveFrontReportInput",
            json!({ "reportId": report }),
        ),
    ]
}

#[tokio::test]
async fn what_each_role_may_do_of_the_fronts_work() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let (survey, _) = survey_with_responses(&app).await;
        let mut table = String::new();
        for (mutation, input, value) in mutations(&survey)
            .into_iter()
            .chain(more_mutations(&survey))
        {
            writeln!(table, "{mutation}").expect("a text");
            let query = format!(
                "mutation($input: {input}!) {{ {mutation}(input: $input) {{ userErrors {{ code }} }} }}"
            );
            for (name, who) in people(&app) {
                let input = json!({ "input": value });
                let answer = app.ask(who.as_ref(), &query, input).await;
                let got = outcome(&answer, &[mutation]);
                hold(mutation, who.as_ref(), &got);
                writeln!(table, "  {name:<28}| {got}").expect("a text");
            }
        }
        insta::assert_snapshot!("doing_the_fronts_work", table);
    })
    .await;
}

const READ: &str = "query($survey: ID!, $candidacy: ID!) {
    survey: satisfactionSurvey(id: $survey) {
        postings { days required places { kind } }
        forms { issued unexplained hamlet { code } }
        objections { text }
        verifications { decision points { message } decidedBy }
        frozenResults { revision reason }
        byCommune { withheld commune { code } }
        sample { seedSha256 }
        comparison { item }
    }
    points: verificationPoints(surveyId: $survey) { point status message }
    candidacy: node(id: $candidacy) { ... on Candidacy { frontReport { number conclusions { note } } } }
}";

const READ_FIELDS: &[&[&str]] = &[
    &["survey", "postings"],
    &["survey", "forms"],
    &["survey", "objections"],
    &["survey", "verifications"],
    &["survey", "frozenResults"],
    &["survey", "byCommune"],
    &["survey", "sample"],
    &["survey", "comparison"],
    &["points"],
    &["candidacy", "frontReport"],
];

#[tokio::test]
async fn what_each_role_reads_of_the_fronts_work() {
    on_both(async |fresh| {
        let app = App::on(fresh.db).await;
        let (survey, variables) = survey_with_responses(&app).await;
        let front = app.world.commune_front();
        longdan::services::surveys::close(&app.world.office, Some(&front), survey.id)
            .await
            .expect("a closed survey");
        let variables = json!({
            "survey": variables["survey"], "candidacy": variables["candidacy"],
        });
        let names: Vec<_> = READ_FIELDS.iter().map(|path| path.join(".")).collect();
        let mut table = format!("{:<28}| {}\n", "", names.join(" | "));
        for (name, who) in people(&app) {
            let answer = app.ask(who.as_ref(), READ, variables.clone()).await;
            let cells = READ_FIELDS.iter().zip(&names).map(|(path, column)| {
                format!("{:<width$}", outcome(&answer, path), width = column.len())
            });
            let cells: Vec<_> = cells.collect();
            writeln!(table, "{name:<28}| {}", cells.join(" | ").trim_end()).expect("a text");
        }
        insta::assert_snapshot!("reading_the_fronts_work", table);
    })
    .await;
}

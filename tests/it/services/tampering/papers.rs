//! Tampering with dossiers, documents, and the Front's papers.

use longdan::storage::{documents, dossiers, every, front_reports};
use sha2::{Digest as _, Sha256};

use super::decided::Decided;
use super::kinds::{Kind, kind};

/// What departments, agencies and organisations found; documents; dossiers; reports; the direct check.
pub async fn kinds(told: &Decided) -> Vec<Kind> {
    let mut kinds = found();
    kinds.extend(evidence(told).await);
    kinds.extend(frozen(told).await);
    kinds.extend(reports(told).await);
    kinds.extend(forged_reports(told).await);
    kinds.extend(conclusions());
    kinds.extend(samples(told));
    kinds.extend(verified());
    kinds
}

fn change(name: &'static str, table: &'static str, set: &str) -> Kind {
    kind(name, [format!("UPDATE {table} SET {set}")], table, "")
}

fn gone(name: &'static str, table: &'static str) -> Kind {
    kind(name, [format!("DELETE FROM {table}")], table, "")
}

/// What the dossier repeats of what was found.
fn found() -> Vec<Kind> {
    let (appraisal, opinion) = ("criterion_appraisal", "organisation_opinion");
    let (debt, statement) = ("debt_statement", "condition_statement");
    let kinds = [
        change("a finding is turned round", appraisal, "met = (1 = 0)"),
        change("a finding's note is changed", appraisal, "note = 'khác'"),
        change(
            "a finding is given to another agency",
            appraisal,
            "agency = 'SO_Y_TE'",
        ),
        change(
            "a finding is put on another criterion",
            appraisal,
            "criterion = '16'",
        ),
        gone("a finding is taken away", appraisal),
        change("an opinion is turned round", opinion, "agrees = (1 = 0)"),
        change(
            "an opinion is put into another's mouth",
            opinion,
            "organisation = 'TRADE_UNION'",
        ),
        gone("an opinion is taken away", opinion),
        change(
            "arrears are made of a debt",
            debt,
            "planned = 0, arrears = total",
        ),
        change("a debt's day is changed", debt, "as_of = '2018-12-31'"),
        change("a statement is turned round", statement, "met = (1 = 0)"),
        gone("a statement is taken away", statement),
    ];
    kinds
        .into_iter()
        .map(|kind| kind.followed("frozen_dossier"))
        .collect()
}

async fn evidence(told: &Decided) -> Vec<Kind> {
    let db = told.world.db.read();
    let all = every::documents(db).await.expect("documents");
    let document = documents::find_many(db, &all)
        .await
        .expect("documents")
        .remove(0);
    let other = b"%PDF-1.4 bien ban khac";
    let hash: [u8; 32] = Sha256::digest(other).into();
    let hash = Decided::text(&longdan::domain::base::canonical::hex(&hash));
    let exchanged = [
        format!(
            "INSERT INTO document_content (sha256, content) VALUES ({hash}, {})",
            told.bytes(other)
        ),
        format!(
            "UPDATE document SET sha256 = {hash}, size = {}",
            other.len()
        ),
    ];
    let content = format!(
        "UPDATE document_content SET content = {}",
        told.bytes(other)
    );
    vec![
        change("a document is renamed", "document", "name = 'khac.pdf'").followed("frozen_dossier"),
        change("a document's size is changed", "document", "size = 1").followed("document"),
        kind(
            "a document's content is exchanged",
            [content],
            "document_content",
            &document.sha256,
        )
        .followed("document_content"),
        kind(
            "a document is exchanged with a hash that fits",
            exchanged,
            "document",
            document.id,
        )
        .followed("frozen_dossier"),
        change(
            "a document is dated back",
            "document",
            "uploaded_at = '2019-07-01T05:00:00.000000+00:00'",
        ),
        gone("a document is taken off what it proves", "attachment"),
        change(
            "a document is shown to another agency",
            "attachment",
            "agency = 'SO_Y_TE'",
        ),
    ]
}

async fn frozen(told: &Decided) -> Vec<Kind> {
    let id = told.council.candidacies[0].id;
    let place = format!("candidacy_id = {}", told.id(id.0));
    let all = dossiers::of_candidacies(told.world.db.read(), &[id])
        .await
        .expect("dossiers");
    let content = &all[0].content;
    let (text, hash) = Decided::forged(content, "\"met\":true", "\"met\":false");
    let (figures, of_figures) = Decided::forged(content, "\"households\":83", "\"households\":80");
    let set = |name, set: String| {
        let statement = format!("UPDATE frozen_dossier SET {set} WHERE {place}");
        kind(name, [statement], "frozen_dossier", id)
    };
    vec![
        set("a dossier's text is changed", format!("content = {text}")).followed("frozen_dossier"),
        set(
            "a dossier is forged with a hash that fits",
            format!("content = {text}, sha256 = {hash}"),
        )
        .followed("frozen_dossier"),
        set(
            "a dossier's survey is forged with a hash that fits",
            format!("content = {figures}, sha256 = {of_figures}"),
        )
        .followed("frozen_dossier"),
        set("a dossier's hash is changed", format!("sha256 = {hash}")).followed("frozen_dossier"),
        set("a dossier is numbered anew", "revision = 2".to_owned()).followed("frozen_dossier"),
        kind(
            "a dossier is taken away",
            [format!("DELETE FROM frozen_dossier WHERE {place}")],
            "frozen_dossier",
            id,
        ),
    ]
}

const REPORT: &str = "front_report_version";

/// A change of the report's second version.
fn of_report(name: &'static str, set: &str) -> Kind {
    let statement = format!("UPDATE {REPORT} SET {set} WHERE version = 2");
    kind(name, [statement], REPORT, "")
}

/// The text of the report's second version.
async fn report(told: &Decided) -> String {
    let db = told.world.db.read();
    let ids = every::front_reports(db).await.expect("reports");
    let versions = front_reports::versions(db, &ids).await.expect("versions");
    versions[&ids[0]][1].content.clone()
}

async fn reports(told: &Decided) -> Vec<Kind> {
    let (text, _) = Decided::forged(&report(told).await, "PROPOSED", "NOT_PROPOSED");
    vec![
        change(
            "a report's number is changed",
            "front_report",
            "number = '48/BC-MTTQ'",
        )
        .followed(REPORT),
        of_report("a report's text is changed", &format!("content = {text}")).followed(REPORT),
        of_report("a report's signer is changed", "signer = 'khác'").followed(REPORT),
        of_report("a report's day is changed", "reported_on = '2019-07-20'").followed(REPORT),
        of_report("a report's reason is changed", "reason = 'khác'"),
        of_report(
            "a report is handed in earlier",
            "submitted_at = '2019-07-18T05:00:00.000000+00:00'",
        ),
        kind(
            "the first version of a report is taken away",
            [
                "DELETE FROM front_report_conclusion WHERE version = 1".to_owned(),
                format!("DELETE FROM {REPORT} WHERE version = 1"),
            ],
            REPORT,
            "",
        )
        .followed(REPORT),
    ]
}

/// A report that says something else, with the hash that fits.
async fn forged_reports(told: &Decided) -> Vec<Kind> {
    let content = report(told).await;
    let forged = |(name, from, to): (&'static str, &str, &str)| {
        let (text, hash) = Decided::forged(&content, from, to);
        of_report(name, &format!("content = {text}, sha256 = {hash}")).followed(REPORT)
    };
    let kinds = [
        (
            "a report's figures are forged",
            "\"households\":83",
            "\"households\":80",
        ),
        (
            "an opinion in a report is forged",
            "\"agrees\":true",
            "\"agrees\":false",
        ),
        (
            "a verification in a report is forged",
            "\"decision\":\"VERIFIED\"",
            "\"decision\":\"RETURNED\"",
        ),
        (
            "a direct check in a report is forged",
            "\"frameSize\":17",
            "\"frameSize\":18",
        ),
    ];
    kinds.map(forged).into()
}

fn conclusions() -> Vec<Kind> {
    let table = "front_report_conclusion";
    vec![
        change(
            "a conclusion is turned round",
            table,
            "conclusion = 'NOT_PROPOSED'",
        )
        .followed(table),
        change("a conclusion's note is changed", table, "note = 'khác'").followed(table),
        gone("a conclusion is taken away", table).followed(table),
    ]
}

fn samples(told: &Decided) -> Vec<Kind> {
    let seed = told.bytes(&[7; 32]);
    let fits = Decided::text(&longdan::domain::survey::sample::seed_sha256(&[7; 32]));
    let one = "code = (SELECT MIN(code) FROM sample_household)";
    vec![
        change(
            "a sample's seed is changed",
            "sample",
            &format!("seed = {seed}"),
        )
        .followed("sample"),
        change(
            "a sample's seed is changed with a hash that fits",
            "sample",
            &format!("seed = {seed}, seed_sha256 = {fits}"),
        )
        .followed("sample_household"),
        change("a frame is made larger", "sample", "frame_size = 18").followed("sample_stratum"),
        kind(
            "a drawn household is exchanged for another",
            [format!(
                "UPDATE sample_household SET code = 'H99' WHERE {one}"
            )],
            "sample_household",
            told.check.id,
        )
        .followed("sample_household"),
        kind(
            "a drawn household is taken away",
            [format!("DELETE FROM sample_household WHERE {one}")],
            "sample_household",
            told.check.id,
        )
        .followed("sample_household"),
        change(
            "a stratum's part is changed",
            "sample_stratum",
            "drawn = drawn - 1",
        )
        .followed("sample_stratum"),
        change(
            "a stratum's frame is changed",
            "sample_stratum",
            "frame = frame + 1",
        )
        .followed("sample_stratum"),
    ]
}

fn verified() -> Vec<Kind> {
    let returned = "decision = 'RETURNED', reasons = 'khác'";
    vec![
        change("a verification is turned round", "verification", returned)
            .followed("front_report_version"),
        change(
            "a verification's points are changed",
            "verification",
            "points = '[]'",
        ),
        change(
            "a posting's day is changed",
            "posting",
            "hung_out_on = '2019-07-01'",
        ),
        change(
            "an objection's answer is changed",
            "objection",
            "answer = 'khác'",
        ),
        kind(
            "an earlier result is taken away",
            [
                "DELETE FROM posting WHERE revision = 1".to_owned(),
                "DELETE FROM frozen_result WHERE revision = 1".to_owned(),
            ],
            "frozen_result",
            "/2",
        )
        .followed("frozen_result"),
        change(
            "why a result was frozen anew is changed",
            "frozen_result",
            "reason = 'khác'",
        ),
    ]
}

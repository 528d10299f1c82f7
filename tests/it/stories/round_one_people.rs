//! Who takes part in round 1 of 2019, and what each commune's residents say.

use longdan::services::demo::communes::{COMMUNES, Mood};
use serde_json::{Value, json};

/// The hamlet and the households of each commune, small enough to be told.
pub const HOUSEHOLDS: usize = 50;
/// The agencies of the twenty criteria, and the codes of theirs.
pub const DEPARTMENTS: [(&str, &[&str]); 14] = [
    ("SO_XAY_DUNG", &["1", "9"]),
    ("SO_GIAO_THONG_VAN_TAI", &["2"]),
    ("SO_NONG_NGHIEP", &["3", "13"]),
    ("SO_CONG_THUONG", &["4", "7"]),
    ("SO_GIAO_DUC", &["5", "14"]),
    ("SO_VAN_HOA", &["6", "16"]),
    ("SO_THONG_TIN", &["8"]),
    ("CUC_THONG_KE", &["10"]),
    ("SO_LAO_DONG", &["11", "12"]),
    ("SO_Y_TE", &["15"]),
    ("SO_TAI_NGUYEN", &["17"]),
    ("SO_NOI_VU", &["18"]),
    ("CONG_AN_TINH", &["19"]),
    ("VAN_PHONG_DIEU_PHOI", &["20"]),
];

/// A commune with its candidacy and its survey.
pub struct Commune {
    pub code: &'static str,
    pub title: &'static str,
    pub mood: Mood,
    pub candidacy: Value,
    pub survey: Value,
}

impl Commune {
    /// The name of its Front's account.
    pub fn front(&self) -> String {
        format!("Front of {}", self.code)
    }

    /// The answers that come in, of so many of its households.
    pub fn responses(&self) -> Vec<Value> {
        let (asked, satisfied, with_planning) = match self.mood {
            Mood::TooFewAsked => (25, 25, 25),
            Mood::TooFewSatisfied => (40, 30, 40),
            Mood::OneThingWrong => (45, 45, 30),
            Mood::Passes | Mood::AskedLater => (45, 44, 45),
        };
        let response = |home: usize| {
            json!({
                "id": format!("0198a0b0-0000-7000-8000-{}{home:07}", self.code),
                "hamletCode": format!("{}-01", self.code),
                "householdCode": format!("H{home}"),
                "collectedAt": "2019-07-20T09:00:00+07:00",
                "answers": answers(home < with_planning, home < satisfied),
            })
        };
        (0..asked).map(response).collect()
    }
}

/// A form's answers: satisfied with everything but, it may be, planning and the whole.
fn answers(with_planning: bool, overall: bool) -> Vec<Value> {
    let answer = |item: String, content: bool| {
        let choice = if content {
            "SATISFIED"
        } else {
            "NOT_SATISFIED"
        };
        json!({ "item": item, "choice": choice })
    };
    let items = (1..=18).map(|number| answer(format!("Q{number:02}"), number > 1 || with_planning));
    items
        .chain([answer("OVERALL".to_owned(), overall)])
        .collect()
}

/// The 22 communes of the round: 18 that are known, 4 that stand in for those that are not.
pub fn communes() -> Vec<Commune> {
    let commune = |one: &longdan::services::demo::communes::DemoCommune| Commune {
        code: one.code,
        title: one.title.as_str(),
        mood: one.mood,
        candidacy: Value::Null,
        survey: Value::Null,
    };
    COMMUNES.iter().map(commune).collect()
}

/// A hamlet in each commune.
pub fn hamlets() -> String {
    let hamlet = |one: &Commune| {
        let code = one.code;
        format!("{code}-01,Thôn 1 (mô phỏng),hamlet,{code},,{HOUSEHOLDS}\n")
    };
    let hamlets: String = communes().iter().map(hamlet).collect();
    format!("code,name,level,parent_code,kind,households\n{hamlets}")
}

/// Everybody with a token.
pub fn people() -> String {
    let mut lines = vec![
        "name,role,areas,agency,expires".to_owned(),
        "office,COORDINATION_OFFICE,42,,".to_owned(),
        "first teller,COORDINATION_OFFICE,42,,".to_owned(),
        "second teller,COORDINATION_OFFICE,42,,".to_owned(),
        "provincial Front,FRONT,42,,".to_owned(),
        "Front's team,FRONT,42,,".to_owned(),
        "committee,STEERING_COMMITTEE,42,,".to_owned(),
        "SO_KE_HOACH,DEPARTMENT,42,SO_KE_HOACH,".to_owned(),
        "administrator,ADMIN,,,".to_owned(),
    ];
    lines.extend((1..=5).map(|number| format!("member {number},COUNCIL_MEMBER,42,,")));
    let department = |(code, _): &(&str, _)| format!("{code},DEPARTMENT,42,{code},");
    lines.extend(DEPARTMENTS.iter().map(department));
    let front = |one: &Commune| format!("{},FRONT,{},,", one.front(), one.code);
    lines.extend(communes().iter().map(front));
    lines.join("\n")
}

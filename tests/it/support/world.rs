//! A small province with its people: what the tests of the use cases stand on.

use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

use chrono::{DateTime, Duration, NaiveDate};
use longdan::domain::base::canonical::{canonical_json, sha256_hex};
use longdan::domain::base::chance::CountingChance;
use longdan::domain::base::clock::{Clock, FixedClock, Instant};
use longdan::domain::base::ids::{AccountId, QuestionnaireId, RegulationId, ResponseId, TokenId};
use longdan::domain::base::language::Bilingual;
use longdan::domain::law::bundled::regulations;
use longdan::domain::law::round::{Deliverable, DueDate};
use longdan::domain::law::title::Title;
use longdan::domain::place::area::Area;
use longdan::domain::recognition::candidacy::{Candidacy, CandidacyPurpose};
use longdan::domain::survey::lifecycle::SurveyKind;
use longdan::domain::survey::questionnaire::{AnswerOption, Item, Questionnaire, Sentiment};
use longdan::domain::survey::record::Survey;
use longdan::domain::survey::response::{Draft, DraftAnswer};
use longdan::domain::trust::actor::{Actor, Role};
use longdan::services::candidacies::{self, Nomination};
use longdan::services::documents;
use longdan::services::office::{Office, SharedOffice};
use longdan::services::planning::{self, NewSurvey};
use longdan::services::rounds::{self, NewRound};
use longdan::services::surveys;
use longdan::storage::accounts::{self, Account};
use longdan::storage::database::Database;
use longdan::storage::questionnaires::StoredQuestionnaire;
use longdan::storage::regulations::StoredRegulation;
use longdan::storage::{areas, questionnaires as forms, regulations as laws};

use super::places::{Maker, Places};

/// The instant at which the world begins: noon of 17/7/2019 in Viet Nam.
pub fn noon() -> Instant {
    DateTime::parse_from_rfc3339("2019-07-17T05:00:00Z")
        .expect("an instant")
        .to_utc()
}

/// Two districts, three communes with hamlets, one account for each kind of person.
pub struct World {
    pub db: Database,
    pub office: SharedOffice,
    pub clock: Arc<FixedClock>,
    chance: Arc<CountingChance>,
    rounds: AtomicI32,
    due: std::sync::Mutex<Vec<DueDate>>,
    law: std::sync::Mutex<&'static str>,
    pub province: Area,
    pub district: Area,
    pub other_district: Area,
    pub commune: Area,
    pub hamlets: Vec<Area>,
    pub other_commune: Area,
    pub other_hamlet: Area,
    account: AccountId,
}

/// Writes the areas, the bundled rule books, a small form and an account.
async fn fill(db: &Database, make: &Maker<'_>, all: &[Area], people: &[(AccountId, &str)]) {
    let tx = db.begin_write().await.expect("a transaction");
    areas::insert(&tx, all).await.expect("areas");
    for regulation in regulations()
        .expect("bundled regulations")
        .into_iter()
        .filter(|law| law.base.is_none())
    {
        let sha256 = sha256_hex(&canonical_json(&regulation).expect("canonical JSON"));
        let id = RegulationId(make.id());
        let stored = StoredRegulation {
            id,
            regulation,
            sha256,
            base: None,
            first_used_at: None,
        };
        laws::insert(&tx, &stored).await.expect("a regulation");
    }
    let id = QuestionnaireId(make.id());
    let stored = StoredQuestionnaire {
        id,
        questionnaire: small_form(),
        sha256: sha256_hex(&canonical_json(&small_form()).expect("canonical JSON")),
        first_used_at: None,
    };
    forms::insert(&tx, &stored).await.expect("a form");
    for (id, name) in people {
        let person = Account {
            id: *id,
            name: (*name).to_owned(),
            created_at: noon(),
            disabled_at: None,
        };
        accounts::insert(&tx, &person).await.expect("an account");
    }
    tx.commit().await.expect("a commit");
}

impl World {
    /// Fills a migrated, empty database.
    pub async fn on(db: Database) -> Self {
        Self::among(db, &[]).await
    }

    /// The same, with more people who have an account of their own.
    pub async fn among(db: Database, names: &[&str]) -> Self {
        let clock = Arc::new(FixedClock::at(noon()));
        let chance = Arc::new(CountingChance::from_seed(1));
        let shared: Arc<dyn Clock> = clock.clone();
        let make = Maker(&chance, noon());
        let places = Places::made_by(&make);
        let account = AccountId(make.id());
        // What is there before an office opens is what the audit begins with.
        let mut people = vec![(account, "tests")];
        people.extend(names.iter().map(|name| (AccountId(make.id()), *name)));
        fill(&db, &make, &places.all(), &people).await;
        let office = Office::on(db.clone(), shared, chance.clone())
            .await
            .expect("an office");
        let Places {
            province,
            district,
            other_district,
            commune,
            hamlets,
            other_commune,
            other_hamlet,
        } = places;
        Self {
            db,
            office,
            clock,
            chance,
            rounds: AtomicI32::new(0),
            due: std::sync::Mutex::default(),
            law: std::sync::Mutex::new("ntm-2016"),
            province,
            district,
            other_district,
            commune,
            hamlets,
            other_commune,
            other_hamlet,
            account,
        }
    }

    /// A new office on the same database: one whose shelves are empty.
    pub async fn restart(&mut self) {
        let clock: Arc<dyn Clock> = self.clock.clone();
        self.office = Office::on(self.db.clone(), clock, self.chance.clone())
            .await
            .expect("an office");
    }

    /// Makes rows with ids of this world.
    pub fn make(&self) -> Maker<'_> {
        Maker(&self.chance, noon())
    }

    /// Has the Front's report of rounds that are created from now on due before a day.
    pub fn due_before(&self, day: NaiveDate) {
        self.due.lock().expect("a sound lock").push(DueDate {
            deliverable: Deliverable::FrontReport,
            due_before: day,
        });
    }

    /// Has rounds that are created from now on judged by another of the bundled rule books.
    pub async fn judged_by(&self, code: &'static str) {
        documents::seed(&self.office).await.expect("rule books");
        *self.law.lock().expect("a sound lock") = code;
    }

    /// Moves the clock.
    pub fn pass(&self, time: Duration) {
        self.clock.set(self.clock.now() + time);
    }

    /// A new id.
    pub fn id(&self) -> uuid::Uuid {
        self.make().id()
    }

    /// Somebody of a role, in some areas.
    pub fn somebody(&self, role: Role, areas: &[&Area]) -> Actor {
        Actor {
            account: self.account,
            token: TokenId(self.id()),
            sign_in: None,
            name: "tests".to_owned(),
            roles: vec![role],
            areas: areas.iter().map(|area| area.place).collect(),
            agency: None,
            expires_at: None,
            request: None,
        }
    }

    /// Another account than everybody else's here.
    pub async fn second_account(&self) -> AccountId {
        self.account("second").await
    }

    /// The account of a name; made where there is none.
    pub async fn account(&self, name: &str) -> AccountId {
        let read = self.db.read();
        if let Some(known) = accounts::named(read, name).await.expect("a read") {
            return known.id;
        }
        let account = Account {
            id: AccountId(self.id()),
            name: name.to_owned(),
            created_at: noon(),
            disabled_at: None,
        };
        accounts::insert(self.db.write(), &account)
            .await
            .expect("an account");
        account.id
    }

    /// The Front of the province.
    pub fn provincial_front(&self) -> Actor {
        self.somebody(Role::Front, &[&self.province])
    }

    /// The Front of the commune.
    pub fn commune_front(&self) -> Actor {
        self.somebody(Role::Front, &[&self.commune])
    }

    /// The coordination office.
    pub fn coordination_office(&self) -> Actor {
        self.somebody(Role::CoordinationOffice, &[])
    }

    /// A department or another agency of the province.
    pub fn department(&self, agency: &str) -> Actor {
        Actor {
            agency: Some(agency.to_owned()),
            ..self.somebody(Role::Department, &[&self.province])
        }
    }

    /// The commune nominated for STANDARD in a new round.
    pub async fn candidacy(&self) -> Candidacy {
        let office = self.coordination_office();
        let ordinal = self.rounds.fetch_add(1, Ordering::SeqCst);
        let new = NewRound {
            year: 2019 + ordinal / 50,
            ordinal: ordinal % 50 + 1,
            name: None,
            regulation_code: (*self.law.lock().expect("a sound lock")).to_owned(),
            province_code: None,
            as_of: NaiveDate::from_ymd_opt(2019, 7, 17),
            deadlines: self.due.lock().expect("a sound lock").clone(),
        };
        let round = rounds::create(&self.office, Some(&office), new)
            .await
            .expect("a round");
        let new = Nomination {
            round: round.id,
            area_code: self.commune.code.clone(),
            title: Title::Standard,
            purpose: CandidacyPurpose::Recognition,
            simulated: false,
        };
        candidacies::nominate(&self.office, Some(&office), new)
            .await
            .expect("a candidacy")
    }

    /// The candidacy of a survey.
    pub async fn candidacy_of(&self, survey: &Survey) -> Candidacy {
        let office = self.coordination_office();
        candidacies::by_ids(&self.office, Some(&office), &[survey.candidacy])
            .await
            .expect("candidacies")
            .remove(&survey.candidacy)
            .expect("a candidacy")
    }

    /// A survey of the commune, in DRAFT, open to be for 20 days from now.
    pub async fn planned(&self) -> Survey {
        let new = NewSurvey {
            candidacy: self.candidacy().await.id,
            kind: SurveyKind::Collection,
            questionnaire_code: "small".to_owned(),
            questionnaire_version: None,
            opens_at: self.clock.now(),
            closes_at: self.clock.now() + Duration::days(20),
            hamlets: None,
            collectors: Vec::new(),
        };
        planning::create(&self.office, Some(&self.commune_front()), new)
            .await
            .expect("a survey")
    }

    /// A survey of the commune that is open.
    pub async fn opened(&self) -> Survey {
        let survey = self.planned().await;
        surveys::open(
            &self.office,
            Some(&self.commune_front()),
            survey.id,
            None,
            None,
        )
        .await
        .expect("an open survey")
    }

    /// A form of a household that is satisfied with everything.
    pub fn draft(&self, hamlet: usize, household: &str) -> Draft {
        Draft {
            id: ResponseId(self.id()),
            hamlet_code: self.hamlets[hamlet].code.clone(),
            household_code: household.to_owned(),
            collected_at: self.clock.now(),
            answers: answers("SATISFIED"),
            comment: None,
            spoilt: false,
            consent: None,
        }
    }
}

/// The same answer to every item of the small form.
pub fn answers(choice: &str) -> Vec<DraftAnswer> {
    ["Q1", "Q2", "ALL"]
        .iter()
        .map(|item| DraftAnswer {
            item: (*item).to_owned(),
            choice: choice.to_owned(),
            reason: None,
        })
        .collect()
}

/// Two items, the second not required, and the overall one.
pub fn small_form() -> Questionnaire {
    let text = |text: &str| Bilingual {
        vi: text.to_owned(),
        en: text.to_owned(),
    };
    let options = [
        ("SATISFIED", Sentiment::Positive),
        ("NOT_SATISFIED", Sentiment::Negative),
        ("OTHER", Sentiment::Neutral),
    ]
    .map(|(code, sentiment)| AnswerOption {
        code: code.to_owned(),
        label: text(code),
        sentiment,
    });
    let items = [
        ("Q1", true, false),
        ("Q2", false, false),
        ("ALL", true, true),
    ]
    .map(|(code, required, overall)| Item {
        code: code.to_owned(),
        label: text(code),
        required,
        overall,
        criterion: None,
        options: options.to_vec(),
    });
    Questionnaire {
        consent_notice: None,
        code: "small".to_owned(),
        version: 1,
        title: text("small"),
        items: items.to_vec(),
    }
}

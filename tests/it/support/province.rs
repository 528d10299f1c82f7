//! Ha Tinh of 2019 behind the served routes, its clock in the hands of the story.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use chrono::DateTime;
use longdan::domain::base::chance::SystemChance;
use longdan::domain::base::clock::{Clock, FixedClock};
use longdan::domain::place::bundled::bundled_list;
use longdan::domain::tasks::bundled::bundled_directive;
use longdan::graphql::guard::document::Rules;
use longdan::graphql::guard::limits::Limits;
use longdan::graphql::guard::types::SchemaTypes;
use longdan::graphql::runner::Runner;
use longdan::graphql::{sdl, sizes};
use longdan::http::limits::HttpOptions;
use longdan::http::office::OfficeTokens;
use longdan::http::request_id::RequestIds;
use longdan::http::router::router;
use longdan::http::state::Api;
use longdan::services::office::{Office, SharedOffice};
use longdan::services::{accounts, directives, imports, schema};
use longdan::storage::database::DatabaseOptions;
use serde_json::{Value, json};

use super::door::{health, post, send};

/// A province with its units, the notice, and everybody's token.
pub struct Province {
    office: SharedOffice,
    clock: Arc<FixedClock>,
    door: Router,
    tokens: BTreeMap<String, String>,
}

impl Province {
    /// Brings the units of 2019 in, hamlets (`code,name,level,parent_code,kind,households`), the
    /// notice, and the accounts of a file (`name,role,areas,agency,expires`).
    pub async fn on(options: &DatabaseOptions, hamlets: &str, people: &str) -> Self {
        let clock = Arc::new(FixedClock::at(instant("2019-07-17T08:00:00+07:00")));
        let shared: Arc<dyn Clock> = clock.clone();
        schema::up(options, None, Arc::clone(&shared), Arc::new(SystemChance))
            .await
            .expect("the rules and forms that come with the program");
        let office = Office::open(options, shared, Arc::new(SystemChance))
            .await
            .expect("an office");
        let units = bundled_list("ha-tinh-2019").expect("units");
        imports::bundled_areas(&office, units).await.expect("units");
        imports::areas(&office, hamlets.as_bytes())
            .await
            .expect("hamlets");
        let notice = bundled_directive("ha-tinh-05-2019").expect("a notice");
        directives::import(&office, notice.as_bytes())
            .await
            .expect("the notice");
        let issued = accounts::create_from(&office, people.as_bytes()).await;
        let issued = issued.expect("tokens").into_iter();
        Self {
            door: door(&office),
            tokens: issued.map(|token| (token.name, token.secret)).collect(),
            office,
            clock,
        }
    }

    /// Moves the clock to a day of 2019 and an hour in Viet Nam: `08-10 09`.
    pub fn on_the(&self, when: &str) {
        let (day, hour) = when.split_once(' ').expect("a day and an hour");
        let text = format!("2019-{day}T{hour}:00:00+07:00");
        self.clock.set(instant(&text));
    }

    /// Asks as somebody, or as nobody with an empty name; there must be no error.
    pub async fn ask(&self, who: &str, query: &str, variables: Value) -> Value {
        let body = json!({ "query": query, "variables": variables }).to_string();
        let bearer = match who {
            "" => String::new(),
            who => format!("Bearer {}", self.tokens.get(who).expect(who)),
        };
        let headers = [("authorization", bearer.as_str())];
        let headers = if who.is_empty() {
            &[][..]
        } else {
            &headers[..]
        };
        let answer = send(&self.door, post(body, headers)).await.json();
        assert!(answer["errors"].is_null(), "{who}: {query}: {answer}");
        answer["data"].clone()
    }

    /// Does something as somebody; the payload, whatever is said of it.
    pub async fn tries(&self, who: &str, what: &str, wanted: &str, input: Value) -> Value {
        let step = ["openSession", "openBallot", "closeBallot", "closeSession"].contains(&what);
        let kind = if step {
            "SessionStep".to_owned()
        } else {
            let mut letters = what.chars();
            let first = letters.next().expect("a name").to_ascii_uppercase();
            format!("{first}{}", letters.as_str())
        };
        let query = format!(
            "mutation ($input: {kind}Input!) {{ {what}(input: $input) {{ {wanted} userErrors {{ code path message }} }} }}"
        );
        self.ask(who, &query, json!({ "input": input })).await[what].clone()
    }

    /// Does something as somebody, which must be taken.
    pub async fn does(&self, who: &str, what: &str, wanted: &str, input: Value) -> Value {
        let payload = self.tries(who, what, wanted, input).await;
        assert_eq!(payload["userErrors"], json!([]), "{who}: {what}: {payload}");
        payload
    }

    /// Tries something as somebody, which must be refused; the code of the first fault.
    pub async fn is_refused(&self, who: &str, what: &str, input: Value) -> String {
        let payload = self.tries(who, what, "", input).await;
        let code = payload["userErrors"][0]["code"].as_str();
        code.unwrap_or_else(|| panic!("{who}: {what}: {payload}"))
            .to_owned()
    }

    /// Lets go of the database.
    pub async fn close(self) {
        drop(self.door);
        self.office.close().await.expect("a closed office");
    }
}

fn instant(text: &str) -> DateTime<chrono::Utc> {
    let read = DateTime::parse_from_rfc3339(text);
    read.unwrap_or_else(|fault| panic!("{text}: {fault}"))
        .to_utc()
}

/// The routes as the program serves them.
fn door(office: &SharedOffice) -> Router {
    let rules = Rules {
        limits: Limits::default(),
        lists: sizes::list_fields(),
    };
    let types = SchemaTypes::from_sdl(&sdl::print()).expect("our own SDL");
    let runner = Runner::new(Arc::clone(office));
    let tokens = OfficeTokens(Arc::clone(office));
    let api = Api::new(runner, tokens, rules, types, HttpOptions::default());
    router(Arc::new(api), health(), RequestIds::new(0xfeed))
}

//! A small schema in the shape of the real one, for tests of the transport alone.

use std::time::Duration;

use async_graphql::futures_util::{Stream, StreamExt, stream};
use async_graphql::{
    Context, Enum, Error, ErrorExtensions, ID, InputObject, Object, Schema, SimpleObject,
    Subscription,
};
use chrono::{DateTime, Utc};
use longdan::domain::base::language::Language;
use uuid::Uuid;

/// The schema.
pub type TinySchema = Schema<Query, Mutation, Events>;

/// Whom a token speaks for.
#[derive(Clone)]
pub struct Somebody(pub String);

/// Builds the schema.
pub fn tiny() -> TinySchema {
    Schema::build(Query, Mutation, Events).finish()
}

/// The root of queries.
pub struct Query;

#[Object]
impl Query {
    async fn hello(&self, #[graphql(default)] name: String) -> String {
        format!("Xin chào {name}")
    }

    async fn viewer(&self, ctx: &Context<'_>) -> Option<String> {
        ctx.data_opt::<Somebody>().map(|who| who.0.clone())
    }

    async fn language(&self, ctx: &Context<'_>) -> Option<String> {
        ctx.data_opt::<Language>()
            .map(|language| format!("{language:?}"))
    }

    async fn satisfaction_survey(&self, id: ID) -> Option<Survey> {
        (id != "none").then_some(Survey { id })
    }

    async fn candidacies(&self, first: Option<i32>, title: Option<Title>) -> Page {
        let _ = title;
        Page {
            count: first.unwrap_or(50),
        }
    }

    /// Fails as a database does.
    async fn broken(&self) -> Result<Option<String>, Error> {
        Err(std::io::Error::other("password=hunter2 at /srv/longdan.db").into())
    }

    async fn forbidden(&self) -> Result<Option<String>, Error> {
        Err(coded("FORBIDDEN"))
    }

    async fn busy(&self) -> Result<Option<String>, Error> {
        Err(coded("SERVICE_UNAVAILABLE"))
    }

    async fn panics(&self, #[graphql(default = true)] really: bool) -> String {
        assert!(!really, "secret of the house");
        String::new()
    }

    /// Answers after so many milliseconds.
    #[expect(clippy::disallowed_methods, reason = "to be slow is what it is for")]
    async fn slow(&self, millis: u64) -> u64 {
        tokio::time::sleep(Duration::from_millis(millis)).await;
        millis
    }
}

fn coded(code: &str) -> Error {
    Error::new("refused").extend_with(|_, extensions| extensions.set("code", code))
}

/// A title.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
pub enum Title {
    /// Standard.
    Standard,
    /// Advanced.
    Advanced,
}

/// A survey.
pub struct Survey {
    id: ID,
}

#[Object]
impl Survey {
    async fn id(&self) -> &ID {
        &self.id
    }

    async fn approval(&self) -> Approval {
        Approval { percent: 95.5 }
    }

    async fn by_hamlet(&self) -> Vec<Survey> {
        vec![Survey {
            id: "hamlet".into(),
        }]
    }
}

/// An approval.
pub struct Approval {
    percent: f64,
}

#[Object]
impl Approval {
    async fn percent(&self) -> f64 {
        self.percent
    }

    async fn items(&self) -> Vec<Item> {
        vec![Item { code: "Q01" }]
    }
}

/// An item.
pub struct Item {
    code: &'static str,
}

#[Object]
impl Item {
    async fn code(&self) -> &str {
        self.code
    }

    async fn options(&self) -> Vec<OptionCount> {
        vec![OptionCount { count: 3 }]
    }
}

/// How often an option was chosen.
#[derive(SimpleObject)]
pub struct OptionCount {
    count: i32,
}

/// A page of candidacies.
pub struct Page {
    count: i32,
}

#[Object]
impl Page {
    async fn total_count(&self) -> i32 {
        self.count
    }

    async fn nodes(&self) -> Vec<Survey> {
        vec![Survey { id: "one".into() }]
    }
}

/// The root of mutations.
pub struct Mutation;

#[Object]
impl Mutation {
    async fn submit_responses(&self, input: SubmitResponsesInput) -> usize {
        input.responses.len()
    }

    async fn choose(&self, input: Choice) -> bool {
        matches!(input, Choice::ByName(_))
    }
}

/// One of two ways to choose.
#[derive(async_graphql::OneofObject)]
pub enum Choice {
    /// By name.
    ByName(String),
    /// By number.
    ByNumber(i32),
}

/// A batch.
#[derive(InputObject)]
pub struct SubmitResponsesInput {
    /// Of which survey.
    pub survey_id: ID,
    /// What was collected.
    pub responses: Vec<SurveyResponseInput>,
}

/// A response.
#[derive(InputObject)]
pub struct SurveyResponseInput {
    /// Made by the app.
    pub id: Uuid,
    /// When.
    pub collected_at: DateTime<Utc>,
    /// What.
    pub answers: Vec<AnswerInput>,
    /// In words.
    pub comment: Option<String>,
    /// Not to be counted.
    #[graphql(default)]
    pub spoilt: bool,
}

/// An answer.
#[derive(InputObject)]
pub struct AnswerInput {
    /// To what.
    pub item: String,
    /// Which.
    pub choice: String,
}

/// The root of subscriptions.
pub struct Events;

#[Subscription]
impl Events {
    /// Counts down to 1, then ends.
    async fn countdown(&self, from: i32) -> impl Stream<Item = i32> {
        stream::iter((1..=from).rev())
    }

    /// One value at once, and then none for ever.
    async fn forever(&self) -> impl Stream<Item = i32> {
        stream::iter([1]).chain(stream::pending())
    }

    async fn refused(&self) -> Result<stream::Pending<i32>, Error> {
        Err(coded("FORBIDDEN"))
    }

    async fn panics(&self) -> impl Stream<Item = i32> {
        stream::iter([1]).map(|number| {
            assert!(number > 1, "secret of the stream");
            number
        })
    }
}

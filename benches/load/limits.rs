//! What the database does with the same rows and reads, no server before it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use longdan::domain::base::clock::{Clock, SystemClock};
use longdan::domain::base::ids::AreaId;
use longdan::domain::survey::questionnaire::Layout;
use longdan::domain::survey::record::Response;
use longdan::domain::survey::sheet::Sheet;
use longdan::domain::survey::tally::{Tally, Weight};
use longdan::storage::database::Database;
use longdan::storage::{questionnaires, responses, survey_hamlets, tallies};
use sea_orm::{ConnectionTrait, DbBackend, Statement, Value};
use sha2::{Digest, Sha256};

use super::documents::{FORM, ITEMS};
use super::outcome::{Outcome, wrong};
use super::press::Work;
use super::province::Province;
use super::sheets::{Numbered, collected_at};

/// Rows of the response table, many a statement, one statement a transaction, into the spare survey.
pub struct Rows {
    db: Database,
    province: Arc<Province>,
    /// Rows of a statement.
    pub size: usize,
    layout: Layout,
    counted: Mutex<BTreeMap<AreaId, Tally>>,
}

impl Rows {
    /// Prepares it.
    pub async fn new(db: &Database, province: &Arc<Province>, size: usize) -> Outcome<Self> {
        let form = questionnaires::versions(db.read(), FORM).await?.pop();
        let layout = Layout::of(&form.ok_or("no form")?.questionnaire);
        let hamlets = survey_hamlets::of_surveys(db.read(), &[province.spare.survey]).await?;
        let counted = hamlets
            .into_iter()
            .map(|hamlet| (hamlet.place.area, hamlet.tally));
        Ok(Self {
            db: db.clone(),
            province: Arc::clone(province),
            size,
            layout,
            counted: Mutex::new(counted.collect()),
        })
    }

    fn row(&self) -> Outcome<Response> {
        let spot = &self.province.spare;
        let form = Numbered::next(spot)?;
        let (hamlet, _) = spot.hamlets.get(form.hamlet()).ok_or("no such hamlet")?;
        let choices = (0..ITEMS.len())
            .map(|item| u16::try_from(form.choice(item)).map(Some))
            .collect::<Result<_, _>>()?;
        let sheet = Sheet {
            choices,
            ..Sheet::default()
        };
        self.count(*hamlet, &sheet)?;
        let digest: [u8; 32] = Sha256::digest(form.id.0.as_bytes()).into();
        Ok(Response {
            id: form.id,
            survey: spot.survey,
            hamlet: *hamlet,
            household_key: Some(digest),
            household_code: Some(form.household()),
            collected_at: collected_at(),
            received_at: SystemClock.now(),
            sheet: Some(sheet),
            unjudged: Vec::new(),
            comment: None,
            fingerprint: digest,
            consent: None,
            account: self.province.front.account,
            entry: None,
            voided: None,
        })
    }

    fn count(&self, hamlet: AreaId, sheet: &Sheet) -> Outcome<()> {
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        let tally = counted.get_mut(&hamlet).ok_or("no such hamlet")?;
        Ok(tally.add(&self.layout, Weight::Valid(sheet))?)
    }

    /// Writes the counters of what was inserted, so that a recount agrees.
    pub async fn settle(&self) -> Outcome<()> {
        let counted: Vec<_> = {
            let counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
            let survey = self.province.spare.survey;
            let row = |(id, tally): (&AreaId, &Tally)| (survey, *id, tally.clone());
            counted.iter().map(row).collect()
        };
        let tx = self.db.begin_write().await?;
        tallies::write(&tx, &counted).await?;
        Ok(tx.commit().await?)
    }
}

impl Work for Rows {
    type Seat = ();

    async fn seat(&self) -> Outcome<()> {
        Ok(())
    }

    async fn once(&self, _seat: &mut ()) -> Outcome<()> {
        let rows = (0..self.size)
            .map(|_| self.row())
            .collect::<Outcome<Vec<Response>>>()?;
        let tx = self.db.begin_write().await?;
        responses::insert(&tx, rows).await?;
        Ok(tx.commit().await?)
    }
}

/// A statement that reads, again and again.
pub struct Reads {
    /// The database.
    pub db: Database,
    /// The statement, for SQLite and PostgreSQL alike, and its values.
    pub text: &'static str,
    /// Its values.
    pub values: Vec<Value>,
    /// Rows that it must give.
    pub rows: usize,
}

impl Work for Reads {
    type Seat = ();

    async fn seat(&self) -> Outcome<()> {
        Ok(())
    }

    async fn once(&self, _seat: &mut ()) -> Outcome<()> {
        let backend = self.db.backend();
        let text = match backend {
            DbBackend::Postgres => self.text.to_owned(),
            _ => self.text.replace("$1", "?"),
        };
        let statement = Statement::from_sql_and_values(backend, text, self.values.clone());
        let rows = self.db.read().query_all_raw(statement).await?;
        if rows.len() == self.rows {
            Ok(())
        } else {
            wrong(format!("{} rows, not {}", rows.len(), self.rows))
        }
    }
}

//! The settings: flags, then environment, then a TOML file, then defaults.
//!
//! The only place that knows all of them; the rooms below have small options of their own. What is
//! unknown or malformed stops the start with its name.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::TimeDelta;

use super::flags::Flags;
use super::origins::{origins, public_url};
use super::sign_in_settings::{self, SignInSettings};
use super::values::span;
use crate::domain::base::language::Language;
use crate::domain::recognition::evidence::LARGEST_DOCUMENT;
use crate::services::schema::PATIENCE;
use crate::words::program::Notice;

/// What the environment's names begin with.
const PREFIX: &str = "LONGDAN_";
/// Names in the environment that are not the program's own: its tests' and scripts'.
const NOT_OURS: [&str; 2] = ["LONGDAN_TEST_", "LONGDAN_REQUIRE_"];

/// How log lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// All settings, each of them sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// `sqlite:` with a path, or `postgres://`.
    pub database_url: String,
    /// Whether somebody chose the database, rather than leaving the default.
    pub database_is_named: bool,
    /// Where the server listens.
    pub listen: SocketAddr,
    /// The language of the program's own messages.
    pub language: Language,
    /// Which log lines are written, as `tracing` filters them.
    pub log: String,
    /// How log lines are written.
    pub log_format: LogFormat,
    /// Whether `serve` migrates; `None`: on SQLite only.
    pub migrate: Option<bool>,
    /// Database connections at the most.
    pub connections: u32,
    /// How long a database is waited for before it counts as out of reach, or as busy.
    pub database_patience: Duration,
    /// Whether migrations hold PostgreSQL's advisory lock.
    pub migration_lock: bool,
    /// Bytes of a document that proves something, at the most.
    pub document_bytes: usize,
    /// Whether the schema may be asked about itself.
    pub introspection: bool,
    /// Origins that a browser may call from.
    pub origins: Vec<String>,
    /// The address under which phones reach the server; `None`: the one that a request names.
    pub public_url: Option<String>,
    /// How people sign in.
    pub sign_in: SignInSettings,
    /// Where `serve` puts backups; `None`: it makes none.
    pub backup_dir: Option<PathBuf>,
    /// From one of them to the next.
    pub backup_every: Option<TimeDelta>,
    /// How many of them stay.
    pub backup_keep: Option<usize>,
}

/// The names of the settings, as they stand in the file; `LONGDAN_` and capitals make the
/// environment's.
const NAMES: [&str; 16] = [
    "database_url",
    "listen",
    "lang",
    "log",
    "log_format",
    "migrate",
    "connections",
    "database_patience",
    "migration_lock",
    "document_bytes",
    "introspection",
    "origins",
    "public_url",
    "backup_dir",
    "backup_every",
    "backup_keep",
];

/// Settings as they were given, each with the name under which it was.
#[derive(Debug, Default)]
struct Layer(BTreeMap<&'static str, Given>);

#[derive(Debug)]
struct Given {
    name: String,
    text: String,
}

/// The environment by name.
pub type Environment = BTreeMap<String, String>;

/// The language to speak in where no file says otherwise: what was asked for, else the locale's.
#[must_use]
pub fn spoken(flags: &Flags, environment: &Environment) -> Language {
    let asked = flags.lang.as_ref().or(environment.get("LONGDAN_LANG"));
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| environment.get(*name));
    let asked = asked.and_then(|text| language_named(text));
    asked
        .or_else(|| language_of_locale(locale?))
        .unwrap_or(Language::Vi)
}

impl Settings {
    /// Gathers the settings; `environment` is the process's.
    ///
    /// # Errors
    /// The first setting that is unknown or malformed, by its name.
    pub fn gather(flags: &Flags, environment: &Environment) -> Result<Self, Notice> {
        let is_ours = |name: &str| {
            let others = NOT_OURS.iter().any(|other| name.starts_with(other));
            name.starts_with(PREFIX) && !others
        };
        let mut ours = environment.clone();
        ours.retain(|name, _| is_ours(name));
        let named = ours.remove("LONGDAN_CONFIG").map(PathBuf::from);
        let file = match flags.config.clone().or(named) {
            Some(path) => Layer::of_file(&path)?,
            None => Layer::default(),
        };
        let layers = [Layer::of_flags(flags), Layer::of_environment(ours)?, file];
        Self::of_layers(&layers, spoken(flags, environment))
    }

    fn of_layers(layers: &[Layer], language: Language) -> Result<Self, Notice> {
        let find = |name: &str| layers.iter().find_map(|layer| layer.0.get(name));
        let database = find("database_url");
        Ok(Self {
            database_is_named: database.is_some(),
            database_url: read(database, database_url, || "sqlite:longdan.db".to_owned())?,
            listen: read(
                find("listen"),
                |text| text.parse().ok(),
                || SocketAddr::from(([127, 0, 0, 1], 8000)),
            )?,
            language: read(find("lang"), language_named, || language)?,
            log: read(find("log"), log_filter, || "longdan=info,warn".to_owned())?,
            log_format: read(find("log_format"), log_format, || LogFormat::Text)?,
            migrate: read(find("migrate"), |text| boolean(text).map(Some), || None)?,
            connections: read(find("connections"), connections, || 16)?,
            database_patience: read(find("database_patience"), patience, || PATIENCE)?,
            migration_lock: read(find("migration_lock"), boolean, || true)?,
            document_bytes: read(find("document_bytes"), document_bytes, || LARGEST_DOCUMENT)?,
            introspection: read(find("introspection"), boolean, || true)?,
            origins: read(find("origins"), origins, Vec::new)?,
            public_url: read(
                find("public_url"),
                |text| public_url(text).map(Some),
                || None,
            )?,
            sign_in: SignInSettings::gather(
                |name| find(name).map(|given| (given.name.as_str(), given.text.as_str())),
                find("public_url").is_some(),
            )?,
            backup_dir: read(find("backup_dir"), |text| folder(text).map(Some), || None)?,
            backup_every: read(find("backup_every"), |text| span(text).map(Some), || None)?,
            backup_keep: read(find("backup_keep"), |text| copies(text).map(Some), || None)?,
        })
    }

    /// The path of the SQLite file; `None` on PostgreSQL.
    #[must_use]
    pub fn sqlite_path(&self) -> Option<PathBuf> {
        let path = self.database_url.strip_prefix("sqlite:")?;
        let path = path.strip_prefix("//").unwrap_or(path);
        let path = path.split('?').next().unwrap_or(path);
        // The two signs that have a meaning of their own in an address.
        Some(PathBuf::from(path.replace("%3f", "?").replace("%25", "%")))
    }

    /// The database's address without its password or parameters.
    #[must_use]
    pub fn database_shown(&self) -> String {
        let bare = self.database_url.split('?').next().unwrap_or_default();
        match (bare.split_once("://"), bare.rsplit_once('@')) {
            (Some((scheme, _)), Some((user, place))) => {
                let user = user.split_once("://").map_or(user, |(_, user)| user);
                let user = user.split_once(':').map_or(user, |(user, _)| user);
                format!("{scheme}://{user}@{place}")
            }
            _ => bare.to_owned(),
        }
    }
}

impl Layer {
    fn of_flags(flags: &Flags) -> Self {
        let given = [
            ("database_url", "--database-url", flags.database_url.clone()),
            ("listen", "--listen", flags.listen.clone()),
            ("lang", "--lang", flags.lang.clone()),
            ("log", "--log", flags.log.clone()),
            ("log_format", "--log-format", flags.log_format.clone()),
        ];
        let given = given.into_iter().filter_map(|(name, flag, text)| {
            let name_shown = flag.to_owned();
            Some((
                name,
                Given {
                    name: name_shown,
                    text: text?,
                },
            ))
        });
        Self(given.collect())
    }

    fn of_environment(ours: BTreeMap<String, String>) -> Result<Self, Notice> {
        let mut layer = Self::default();
        for (name, value) in ours {
            let bare = name.strip_prefix(PREFIX).unwrap_or(&name);
            let Some(key) = known(&bare.to_lowercase()).filter(|_| is_upper(bare)) else {
                return Err(Notice::UnknownSetting(name));
            };
            layer.0.insert(key, Given { name, text: value });
        }
        Ok(layer)
    }

    fn of_file(path: &Path) -> Result<Self, Notice> {
        let text = text_of(path)?;
        let shown = path.display();
        let table: toml::Table =
            text.parse()
                .map_err(|fault: toml::de::Error| Notice::UnreadableSettings {
                    path: shown.to_string(),
                    reason: fault.to_string(),
                })?;
        let mut layer = Self::default();
        for (key, value) in table {
            let name = format!("{key} ({shown})");
            let Some(known) = known(&key) else {
                return Err(Notice::UnknownSetting(name));
            };
            let Some(text) = plain(&value) else {
                return Err(Notice::MalformedSetting(name));
            };
            layer.0.insert(known, Given { name, text });
        }
        Ok(layer)
    }
}

fn known(name: &str) -> Option<&'static str> {
    let mut all = NAMES.into_iter().chain(sign_in_settings::NAMES);
    all.find(|known| *known == name)
}

fn is_upper(name: &str) -> bool {
    !name.contains(char::is_lowercase)
}

fn text_of(path: &Path) -> Result<String, Notice> {
    std::fs::read_to_string(path).map_err(|fault| Notice::UnreadableFile {
        path: path.display().to_string(),
        reason: fault.to_string(),
    })
}

fn read<T>(
    given: Option<&Given>,
    parse: impl FnOnce(&str) -> Option<T>,
    default: impl FnOnce() -> T,
) -> Result<T, Notice> {
    given.map_or_else(
        || Ok(default()),
        |given| parse(&given.text).ok_or_else(|| Notice::MalformedSetting(given.name.clone())),
    )
}

/// A value of the file as one text; lists become texts with commas between.
fn plain(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Boolean(truth) => Some(truth.to_string()),
        toml::Value::Array(list) => {
            let texts: Option<Vec<&str>> = list.iter().map(toml::Value::as_str).collect();
            Some(texts?.join(","))
        }
        _ => None,
    }
}

fn database_url(text: &str) -> Option<String> {
    let rest = ["sqlite:", "postgres://", "postgresql://"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme))?;
    (!rest.is_empty() && !text.contains(char::is_control)).then(|| text.to_owned())
}

fn language_named(text: &str) -> Option<Language> {
    match text {
        "vi" => Some(Language::Vi),
        "en" => Some(Language::En),
        _ => None,
    }
}

/// A locale such as `en_US.UTF-8`; `C` and others say nothing.
fn language_of_locale(text: &str) -> Option<Language> {
    text.split(['_', '.', '@']).next().and_then(language_named)
}

fn log_filter(text: &str) -> Option<String> {
    let sound = text.parse::<tracing_subscriber::filter::Targets>().is_ok();
    (sound && !text.is_empty()).then(|| text.to_owned())
}

fn log_format(text: &str) -> Option<LogFormat> {
    match text {
        "text" => Some(LogFormat::Text),
        "json" => Some(LogFormat::Json),
        _ => None,
    }
}

fn boolean(text: &str) -> Option<bool> {
    text.parse().ok()
}

/// 1 KiB to 100 MiB: a document is held in memory whole.
fn document_bytes(text: &str) -> Option<usize> {
    let fits = 1024..=100 * 1024 * 1024;
    text.parse().ok().filter(|bytes| fits.contains(bytes))
}

fn connections(text: &str) -> Option<u32> {
    text.parse()
        .ok()
        .filter(|number| (2..=1_000).contains(number))
}

/// Whole seconds, from one to ten minutes.
fn patience(text: &str) -> Option<Duration> {
    let seconds = text
        .parse()
        .ok()
        .filter(|seconds| (1..=600).contains(seconds));
    seconds.map(Duration::from_secs)
}

fn folder(text: &str) -> Option<PathBuf> {
    (!text.is_empty()).then(|| PathBuf::from(text))
}

/// How many copies stay, from 1 to 10,000.
pub(super) fn copies(text: &str) -> Option<usize> {
    text.parse()
        .ok()
        .filter(|number| (1..=10_000).contains(number))
}

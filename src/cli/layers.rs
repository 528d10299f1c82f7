//! Settings as they were given: one layer for flags, environment and file each.

use std::collections::BTreeMap;
use std::path::Path;

use crate::words::program::Notice;

/// Finds a setting's own name; `None` where there is none of that name.
pub(super) type Known = fn(&str) -> Option<&'static str>;

/// Settings as they were given, each with the name under which it was.
#[derive(Debug, Default)]
pub(super) struct Layer(BTreeMap<&'static str, Given>);

/// One setting as it was given.
#[derive(Debug)]
pub(super) struct Given {
    /// The name under which it was given: a flag, a variable, a line of the file.
    pub(super) name: String,
    /// The value.
    pub(super) text: String,
}

impl Layer {
    /// What was given of these: name of the setting, name under which it was given, value.
    pub(super) fn of<const N: usize>(
        given: [(&'static str, &'static str, Option<String>); N],
    ) -> Self {
        let given = given.into_iter().filter_map(|(key, name, text)| {
            let name = name.to_owned();
            Some((key, Given { name, text: text? }))
        });
        Self(given.collect())
    }

    /// What the environment gives; all of these names begin with `prefix`.
    ///
    /// # Errors
    /// [`Notice::UnknownSetting`].
    pub(super) fn of_environment(
        prefix: &str,
        ours: BTreeMap<String, String>,
        known: Known,
    ) -> Result<Self, Notice> {
        let mut layer = Self::default();
        for (name, value) in ours {
            let bare = name.strip_prefix(prefix).unwrap_or(&name);
            let Some(key) = known(&bare.to_lowercase()).filter(|_| is_upper(bare)) else {
                return Err(Notice::UnknownSetting(name));
            };
            layer.0.insert(key, Given { name, text: value });
        }
        Ok(layer)
    }

    /// What a TOML file gives.
    ///
    /// # Errors
    /// For a file that can't be read or is no TOML; for settings that are unknown or of another kind.
    pub(super) fn of_file(path: &Path, known: Known) -> Result<Self, Notice> {
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

    /// A setting of this layer.
    pub(super) fn given(&self, name: &str) -> Option<&Given> {
        self.0.get(name)
    }
}

/// The value of a setting, or its default.
///
/// # Errors
/// [`Notice::MalformedSetting`].
pub(super) fn read<T>(
    given: Option<&Given>,
    parse: impl FnOnce(&str) -> Option<T>,
    default: impl FnOnce() -> T,
) -> Result<T, Notice> {
    given.map_or_else(
        || Ok(default()),
        |given| parse(&given.text).ok_or_else(|| Notice::MalformedSetting(given.name.clone())),
    )
}

/// The text of a file.
///
/// # Errors
/// [`Notice::UnreadableFile`].
pub(super) fn text_of(path: &Path) -> Result<String, Notice> {
    std::fs::read_to_string(path).map_err(|fault| Notice::UnreadableFile {
        path: path.display().to_string(),
        reason: fault.to_string(),
    })
}

fn is_upper(name: &str) -> bool {
    !name.contains(char::is_lowercase)
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

//! What the program tells the person who runs it, in Vietnamese and English.

use std::error::Error;

use super::imports::{fault_alone, import_fault};
use crate::domain::base::import_fault::ImportFault;
use crate::domain::base::language::Language;
use crate::services::refusal::Refusal;

/// Why a command did not do what it was asked: one clear line, and one for each fault of a file.
#[derive(Debug)]
pub enum Notice {
    /// No setting of this name.
    UnknownSetting(String),
    /// A setting whose value is not of its kind; the value may be a secret and is not said.
    MalformedSetting(String),
    /// A setting that others need.
    MissingSetting(&'static str),
    /// The settings file is not TOML.
    UnreadableSettings {
        /// Which file.
        path: String,
        /// What the parser says.
        reason: String,
    },
    /// A file that can't be read.
    UnreadableFile {
        /// Which file.
        path: String,
        /// What the operating system says.
        reason: String,
    },
    /// A file or folder that can't be written.
    Unwritable {
        /// Which.
        path: String,
        /// What the operating system says.
        reason: String,
    },
    /// A file with faults, of which nothing was taken.
    FaultyFile {
        /// Which file, or what else was given.
        name: String,
        /// Its faults, in order of lines.
        faults: Vec<ImportFault>,
    },
    /// What was given on the command line has faults.
    Faulty(Vec<ImportFault>),
    /// A file that must not be there yet.
    FileExists(String),
    /// A bundled list that isn't there; those that are, follow.
    UnknownList(String, String),
    /// Migrations that have not been applied.
    NotMigrated(usize),
    /// The database holds something, and must be empty.
    NotEmpty,
    /// Another process has the SQLite file open.
    InUse,
    /// A backup that can't be trusted.
    BadBackup(Box<dyn Error + Send + Sync>),
    /// A backup whose figures don't agree with its responses: so many differences.
    BackupDiffers(usize),
    /// The address can't be listened on.
    CantListen {
        /// The address.
        address: String,
        /// What the operating system says.
        reason: String,
    },
    /// What was asked for is not there.
    NotThere(&'static str, String),
    /// A server that a simulation can't work with.
    Simulation(String),
    /// What was typed can't be a hash.
    NotAHash,
    /// A use case refused.
    Refused(Refusal),
    /// What the operating system says.
    System(String),
}

impl From<Refusal> for Notice {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl Notice {
    /// The notice in words.
    #[must_use]
    pub fn say(&self, language: Language) -> String {
        match self {
            Self::UnknownSetting(_)
            | Self::MalformedSetting(_)
            | Self::MissingSetting(_)
            | Self::UnreadableSettings { .. } => self.of_settings(language),
            Self::UnreadableFile { .. }
            | Self::Unwritable { .. }
            | Self::FaultyFile { .. }
            | Self::FileExists(_)
            | Self::UnknownList(..) => self.of_files(language),
            Self::NotMigrated(_)
            | Self::NotEmpty
            | Self::InUse
            | Self::BadBackup(_)
            | Self::BackupDiffers(_) => self.of_databases(language),
            Self::Faulty(faults) => {
                let said: Vec<String> = faults
                    .iter()
                    .map(|fault| fault_alone(fault, language))
                    .collect();
                said.join("; ")
            }
            Self::CantListen { address, reason } => match language {
                Language::Vi => format!("không mở được địa chỉ {address}: {reason}"),
                Language::En => format!("can't listen on {address}: {reason}"),
            },
            Self::NotThere(what, name) => match language {
                Language::Vi => format!("không có {what} {name}"),
                Language::En => format!("there is no {what} {name}"),
            },
            Self::NotAHash => match language {
                Language::Vi => "mã kiểm tra gồm 16 đến 64 chữ số hệ 16".to_owned(),
                Language::En => "a hash is 16 to 64 hexadecimal signs".to_owned(),
            },
            Self::Simulation(text) | Self::System(text) => text.clone(),
            Self::Refused(refusal) => of_refusal(refusal, language),
        }
    }

    fn of_settings(&self, language: Language) -> String {
        match (self, language) {
            (Self::UnknownSetting(name), Language::Vi) => {
                format!("không có cài đặt nào tên là {name}")
            }
            (Self::UnknownSetting(name), Language::En) => {
                format!("there is no setting named {name}")
            }
            (Self::MalformedSetting(name), Language::Vi) => {
                format!("giá trị của cài đặt {name} không hợp lệ")
            }
            (Self::MalformedSetting(name), Language::En) => {
                format!("the value of setting {name} is malformed")
            }
            (Self::MissingSetting(name), Language::Vi) => format!("còn thiếu cài đặt {name}"),
            (Self::MissingSetting(name), Language::En) => format!("setting {name} is missing"),
            (Self::UnreadableSettings { path, reason }, Language::Vi) => {
                format!("tệp cài đặt {path} không đúng cú pháp TOML: {reason}")
            }
            (Self::UnreadableSettings { path, reason }, Language::En) => {
                format!("the settings file {path} is not TOML: {reason}")
            }
            _ => String::new(),
        }
    }

    fn of_files(&self, language: Language) -> String {
        match (self, language) {
            (Self::UnreadableFile { path, reason }, Language::Vi) => {
                format!("không đọc được {path}: {reason}")
            }
            (Self::UnreadableFile { path, reason }, Language::En) => {
                format!("{path} can't be read: {reason}")
            }
            (Self::Unwritable { path, reason }, Language::Vi) => {
                format!("không ghi được {path}: {reason}")
            }
            (Self::Unwritable { path, reason }, Language::En) => {
                format!("{path} can't be written: {reason}")
            }
            (Self::FaultyFile { name, faults }, _) => faulty(name, faults, language),
            (Self::FileExists(path), Language::Vi) => format!("{path} đã có, không ghi đè"),
            (Self::FileExists(path), Language::En) => {
                format!("{path} is there already and is not overwritten")
            }
            (Self::UnknownList(name, known), Language::Vi) => {
                format!("không có danh sách kèm theo nào tên là {name}; có: {known}")
            }
            (Self::UnknownList(name, known), Language::En) => {
                format!("there is no bundled list named {name}; there are: {known}")
            }
            _ => String::new(),
        }
    }

    fn of_databases(&self, language: Language) -> String {
        match (self, language) {
            (Self::NotMigrated(pending), Language::Vi) => format!(
                "cơ sở dữ liệu chưa được nâng cấp ({pending} bước); hãy chạy: longdan migrate up"
            ),
            (Self::NotMigrated(pending), Language::En) => format!(
                "the database is not migrated ({pending} steps pending); run: longdan migrate up"
            ),
            (Self::NotEmpty, Language::Vi) => "cơ sở dữ liệu không trống".to_owned(),
            (Self::NotEmpty, Language::En) => "the database is not empty".to_owned(),
            (Self::InUse, Language::Vi) => {
                "cơ sở dữ liệu đang được sử dụng; hãy dừng máy chủ rồi thử lại".to_owned()
            }
            (Self::InUse, Language::En) => {
                "the database is in use; stop the server and try again".to_owned()
            }
            (Self::BadBackup(reason), Language::Vi) => {
                format!("bản sao lưu không dùng được: {}", chain(reason.as_ref()))
            }
            (Self::BadBackup(reason), Language::En) => {
                format!("the backup can't be used: {}", chain(reason.as_ref()))
            }
            (Self::BackupDiffers(count), Language::Vi) => {
                format!(
                    "số liệu trong bản sao lưu sai khác với phiếu ở {count} chỗ; không khôi phục"
                )
            }
            (Self::BackupDiffers(count), Language::En) => format!(
                "the backup's figures differ from its responses in {count} places; nothing was restored"
            ),
            _ => String::new(),
        }
    }
}

fn faulty(name: &str, faults: &[ImportFault], language: Language) -> String {
    let count = faults.len();
    let mut text = match language {
        Language::Vi => format!("{name}: {count} lỗi, không nhập gì cả"),
        Language::En => format!("{name}: {count} faults, nothing was imported"),
    };
    for fault in faults {
        text.push('\n');
        text.push_str(&import_fault(fault, language));
    }
    text
}

/// A refusal as the person who runs the program may read it, the inside text with it.
fn of_refusal(refusal: &Refusal, language: Language) -> String {
    let (vi, en) = match refusal {
        Refusal::Unauthenticated => ("chưa đăng nhập", "not signed in"),
        Refusal::Forbidden => ("không có quyền", "not permitted"),
        Refusal::NotFound => ("không tìm thấy", "not found"),
        Refusal::BadInput { .. } | Refusal::Faults(_) => {
            ("dữ liệu không hợp lệ", "malformed input")
        }
        Refusal::Conflict(_) => (
            "vừa có người khác thay đổi, hãy thử lại",
            "changed in between, try again",
        ),
        Refusal::Overloaded { .. } => (
            "cơ sở dữ liệu đang bận, hãy thử lại",
            "the database is busy, try again",
        ),
        Refusal::TooManyTries { .. } => ("đã thử quá nhiều lần", "too many tries"),
        Refusal::Full => (
            "ổ đĩa đã đầy, không ghi gì cả",
            "the disk is full, nothing was written",
        ),
        Refusal::Internal(_) => ("không thực hiện được", "it could not be done"),
    };
    let words = match language {
        Language::Vi => vi,
        Language::En => en,
    };
    match refusal {
        Refusal::Internal(fault) => format!("{words}: {}", chain(fault.as_ref())),
        Refusal::Faults(faults) => {
            let codes: Vec<&str> = faults.iter().map(|fault| fault.code.as_str()).collect();
            format!("{words}: {}", codes.join(", "))
        }
        _ => words.to_owned(),
    }
}

/// A fault with what caused it, each once.
fn chain(fault: &(dyn Error + 'static)) -> String {
    let mut text = fault.to_string();
    let mut cause = fault.source();
    while let Some(inner) = cause {
        let inner_text = inner.to_string();
        if !text.contains(&inner_text) {
            text.push_str(": ");
            text.push_str(&inner_text);
        }
        cause = inner.source();
    }
    text.replace('\n', " ")
}

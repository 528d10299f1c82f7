//! What `doctor` found, in plain words.

use super::program::Notice;
use crate::domain::base::language::Language;

/// How a thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Health {
    /// As it should be.
    Good,
    /// It works, but somebody should look at it.
    Doubtful,
    /// It doesn't work.
    Bad,
}

/// One thing that was looked at.
#[derive(Debug)]
pub enum Finding {
    /// The database's address, without its password.
    Database(String),
    /// The database answers.
    Reachable,
    /// The database doesn't answer.
    Unreachable(Notice),
    /// So many migrations, all applied.
    Migrated(usize),
    /// So many migrations pending.
    Pending(usize),
    /// The database is newer than the program.
    Newer(String),
    /// It takes changes.
    Writable,
    /// It takes no change.
    Unwritable(Notice),
    /// Bytes left on the disk of the SQLite file.
    Space(u64),
    /// The disk can't be asked.
    NoSpaceKnown(String),
    /// The machine's clock, in Viet Nam.
    Clock(String),
    /// A clock that stands in the past.
    WrongClock(String),
    /// `serve` is not told to make backups.
    NoBackups,
    /// No backup is in the folder yet.
    NoBackupYet(String),
    /// The last backup in the folder: when, and how many hours ago.
    BackedUp(String, String, i64),
    /// As [`Self::BackedUp`], more than twice as long ago as the plan has it.
    BackupLate(String, String, i64),
    /// So many provinces.
    Areas(usize),
    /// So many tokens in force.
    Tokens(usize),
    /// So many breaches of personal data whose 72 hours run.
    BreachesDue(usize),
    /// So many breaches of personal data whose 72 hours are over, and nobody was told.
    BreachesOverdue(usize),
    /// A server answers at the address and is ready.
    Serving(String),
    /// A server answers at the address and is not ready.
    NotReady(String, String),
    /// No server answers at the address.
    NotServing(String),
}

/// Bytes under which the disk is nearly full.
const LITTLE_SPACE: u64 = 1 << 30;
/// Bytes under which it is full.
const NO_SPACE: u64 = 64 << 20;
/// Bytes of a mebibyte.
const MEBIBYTE: u64 = 1 << 20;

impl Finding {
    /// How it is.
    #[must_use]
    pub const fn health(&self) -> Health {
        match self {
            Self::Unreachable(_) | Self::Newer(_) | Self::Unwritable(_) | Self::WrongClock(_) => {
                Health::Bad
            }
            Self::Space(bytes) if *bytes < NO_SPACE => Health::Bad,
            Self::Space(bytes) if *bytes < LITTLE_SPACE => Health::Doubtful,
            Self::Areas(0) | Self::Tokens(0) => Health::Doubtful,
            Self::BreachesDue(_) | Self::BreachesOverdue(_) => Health::Doubtful,
            Self::Pending(_) | Self::NoSpaceKnown(_) | Self::NotReady(..) => Health::Doubtful,
            Self::NoBackupYet(_) | Self::BackupLate(..) => Health::Doubtful,
            _ => Health::Good,
        }
    }

    /// What was looked at, for scripts.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Database(_) => "database",
            Self::Reachable | Self::Unreachable(_) => "reachable",
            Self::Migrated(_) | Self::Pending(_) | Self::Newer(_) => "migrations",
            Self::Writable | Self::Unwritable(_) => "writable",
            Self::Space(_) | Self::NoSpaceKnown(_) => "disk",
            Self::Clock(_) | Self::WrongClock(_) => "clock",
            Self::NoBackups | Self::NoBackupYet(_) => "backups",
            Self::BackedUp(..) | Self::BackupLate(..) => "backups",
            Self::Areas(_) => "areas",
            Self::Tokens(_) => "tokens",
            Self::BreachesDue(_) | Self::BreachesOverdue(_) => "breaches",
            Self::Serving(_) | Self::NotReady(..) | Self::NotServing(_) => "server",
        }
    }

    /// The finding in words.
    #[must_use]
    pub fn say(&self, language: Language) -> String {
        match language {
            Language::Vi => self.vietnamese(),
            Language::En => self.english(),
        }
    }

    fn vietnamese(&self) -> String {
        match self {
            Self::Database(address) => format!("cơ sở dữ liệu: {address}"),
            Self::Reachable => "kết nối được cơ sở dữ liệu".to_owned(),
            Self::Unreachable(why) => format!("không kết nối được: {}", why.say(Language::Vi)),
            Self::Migrated(count) => format!("cấu trúc dữ liệu mới nhất ({count} bước)"),
            Self::Pending(count) => format!("còn {count} bước nâng cấp; chạy: longdan migrate up"),
            Self::Newer(names) => format!("cơ sở dữ liệu mới hơn chương trình: {names}"),
            Self::Writable => "ghi được".to_owned(),
            Self::Unwritable(why) => format!("không ghi được: {}", why.say(Language::Vi)),
            Self::Space(bytes) => format!("ổ đĩa còn {} MiB", mebibytes(*bytes)),
            Self::NoSpaceKnown(why) => format!("không xem được dung lượng ổ đĩa: {why}"),
            Self::Clock(now) => format!("đồng hồ: {now} (giờ Việt Nam)"),
            Self::WrongClock(now) => format!("đồng hồ sai: {now}"),
            Self::NoBackups => "không sao lưu định kỳ (backup_dir)".to_owned(),
            Self::NoBackupYet(folder) => format!("chưa có bản sao lưu nào trong {folder}"),
            Self::BackedUp(folder, at, hours) => {
                format!("bản sao lưu cuối trong {folder}: {at}, {hours} giờ trước")
            }
            Self::BackupLate(folder, at, hours) => format!(
                "bản sao lưu cuối trong {folder} đã cũ: {at}, {hours} giờ trước; xem nhật ký máy chủ"
            ),
            Self::Areas(0) => "chưa có đơn vị hành chính; chạy: longdan import areas".to_owned(),
            Self::Areas(count) => format!("{count} tỉnh"),
            Self::Tokens(0) => "chưa có mã truy cập; chạy: longdan token create".to_owned(),
            Self::Tokens(count) => format!("{count} mã truy cập còn hiệu lực"),
            Self::BreachesDue(count) => {
                format!("{count} sự cố dữ liệu cá nhân chưa thông báo, còn trong hạn 72 giờ")
            }
            Self::BreachesOverdue(count) => {
                format!("{count} sự cố dữ liệu cá nhân đã quá hạn 72 giờ mà chưa thông báo")
            }
            Self::Serving(place) => format!("máy chủ ở {place} sẵn sàng"),
            Self::NotReady(place, why) => format!("máy chủ ở {place} chưa sẵn sàng: {why}"),
            Self::NotServing(place) => format!("không có máy chủ ở {place}"),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Database(address) => format!("database: {address}"),
            Self::Reachable => "the database answers".to_owned(),
            Self::Unreachable(why) => {
                format!("the database can't be reached: {}", why.say(Language::En))
            }
            Self::Migrated(count) => format!("the schema is up to date ({count} migrations)"),
            Self::Pending(count) => {
                format!("{count} migrations are pending; run: longdan migrate up")
            }
            Self::Newer(names) => format!("the database is newer than the program: {names}"),
            Self::Writable => "the database takes changes".to_owned(),
            Self::Unwritable(why) => {
                format!("the database takes no change: {}", why.say(Language::En))
            }
            Self::Space(bytes) => format!("{} MiB are free on the disk", mebibytes(*bytes)),
            Self::NoSpaceKnown(why) => format!("the disk's free space can't be told: {why}"),
            Self::Clock(now) => format!("clock: {now} (Viet Nam)"),
            Self::WrongClock(now) => format!("the clock is wrong: {now}"),
            Self::NoBackups => "no backups are made while serving (backup_dir)".to_owned(),
            Self::NoBackupYet(folder) => format!("there is no backup in {folder} yet"),
            Self::BackedUp(folder, at, hours) => {
                format!("the last backup in {folder}: {at}, {hours} hours ago")
            }
            Self::BackupLate(folder, at, hours) => format!(
                "the last backup in {folder} is old: {at}, {hours} hours ago; see the server's log"
            ),
            Self::Areas(0) => "there are no areas; run: longdan import areas".to_owned(),
            Self::Areas(count) => format!("{count} provinces"),
            Self::Tokens(0) => "there is no token; run: longdan token create".to_owned(),
            Self::Tokens(count) => format!("{count} tokens in force"),
            Self::BreachesDue(count) => {
                format!("{count} breaches are not notified yet, their 72 hours run")
            }
            Self::BreachesOverdue(count) => {
                format!("{count} breaches are not notified, their 72 hours are over")
            }
            Self::Serving(place) => format!("a server at {place} is ready"),
            Self::NotReady(place, why) => format!("a server at {place} is not ready: {why}"),
            Self::NotServing(place) => format!("no server answers at {place}"),
        }
    }
}

fn mebibytes(bytes: u64) -> u64 {
    bytes.checked_div(MEBIBYTE).unwrap_or(0)
}

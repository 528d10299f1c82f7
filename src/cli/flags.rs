//! The flags that every command takes.

use std::path::PathBuf;

use clap::Args;

/// The flags that every command takes.
#[derive(Debug, Clone, Default, Args)]
pub struct Flags {
    /// Tệp cài đặt TOML (settings file)
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Cơ sở dữ liệu (database): `sqlite:FILE`, `postgres://USER:PASSWORD@HOST/NAME` [mặc định (default): sqlite:longdan.db]
    #[arg(long, global = true, value_name = "URL")]
    pub database_url: Option<String>,
    /// Địa chỉ máy chủ (where the server listens) [mặc định (default): 127.0.0.1:8000]
    #[arg(long, global = true, value_name = "ADDRESS")]
    pub listen: Option<String>,
    /// Ngôn ngữ thông báo (language of messages): vi, en
    #[arg(long, global = true, value_name = "LANGUAGE")]
    pub lang: Option<String>,
    /// Mức ghi nhật ký (what is logged): error, warn, info, debug; `longdan=debug,warn`
    #[arg(long, global = true, value_name = "FILTER")]
    pub log: Option<String>,
    /// Dạng nhật ký (form of log lines): text, json
    #[arg(long, global = true, value_name = "FORMAT")]
    pub log_format: Option<String>,
}

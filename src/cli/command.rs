//! The tree of commands.

use clap::{Parser, Subcommand};

use super::flags::Flags;
use super::simulate::args::SimulateArgs;
use super::{
    check_document, demo, doctor, erase, export, import, keep, migrate, retention, schema, serve,
    tls, token, verify,
};

/// Longdan (lòng dân): resident satisfaction surveys and new-rural recognition rounds
#[derive(Debug, Parser)]
#[command(
    name = "longdan",
    version,
    about = "Lấy ý kiến hài lòng của người dân và xét công nhận nông thôn mới\nResident satisfaction surveys and new-rural recognition rounds",
    after_help = "Cài đặt (settings): cờ lệnh (flags), rồi LONGDAN_* , rồi tệp TOML (--config), rồi mặc định (defaults).\nVí dụ (example):\n  longdan demo\n  longdan serve --database-url sqlite:longdan.db --listen 127.0.0.1:8000"
)]
pub struct Program {
    /// What stands before or after any command.
    #[command(flatten)]
    pub flags: Flags,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Chạy máy chủ HTTP (serve HTTP)
    Serve(serve::ServeArgs),
    /// Chạy thử với đợt 1 năm 2019 của Hà Tĩnh, phiếu mô phỏng (try it on round 1 of 2019)
    Demo(demo::DemoArgs),
    /// Nâng, hạ hoặc xem cấu trúc dữ liệu (schema migrations)
    Migrate(migrate::MigrateArgs),
    /// Nhập tệp CSV hoặc TOML, tất cả hoặc không gì cả (import a file, all or nothing)
    Import(import::ImportArgs),
    /// Tạo, liệt kê, thu hồi mã truy cập (access tokens)
    Token(token::TokenArgs),
    /// Chứng thư TLS cho máy chủ trong mạng nội bộ (certificates for a server without internet)
    Tls(tls::TlsArgs),
    /// Gửi thử phiếu như một ứng dụng khảo sát (a load generator that is a well-behaved survey app)
    Simulate(SimulateArgs),
    /// Đếm lại từ phiếu và so với số liệu (recount from the responses and compare)
    Verify(verify::VerifyArgs),
    /// Xuất giấy tờ để in, bảng và biên bản (papers to print, tables and minutes)
    Export(export::ExportArgs),
    /// Kiểm tra mã in trên giấy có phải của hệ thống (whether a hash typed from paper is the record's)
    CheckDocument(check_document::CheckDocumentArgs),
    /// Xóa liên kết giữa hộ và phiếu đã đến hạn (drop links from households to answers that are due)
    Erase(erase::EraseArgs),
    /// Xóa nội dung phiếu đã hết hạn lưu trữ (take away answers whose time is over)
    Retention(retention::RetentionArgs),
    /// Sao lưu khi đang chạy (back up while serving)
    Backup(keep::BackupArgs),
    /// Khôi phục một bản sao lưu (restore a backup)
    Restore(keep::RestoreArgs),
    /// In lược đồ GraphQL (print the SDL)
    Schema(schema::SchemaArgs),
    /// Kiểm tra cài đặt và cơ sở dữ liệu (what is configured, and what is wrong)
    Doctor(doctor::DoctorArgs),
}

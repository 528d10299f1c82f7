//! `tls`: a local authority and a server's certificate, without internet.

use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::{Datelike, TimeDelta};
use clap::{Args, Subcommand};
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa,
    Issuer, KeyPair, KeyUsagePurpose, date_time_ymd,
};
use tempfile::NamedTempFile;

use super::console;
use super::failure::{Failure, Outcome};
use super::layers::text_of;
use super::open;
use super::session::Session;
use crate::domain::base::clock::{Day, day_of};
use crate::words::program::Notice;

/// What the authority is called; the same in each run, so that a later one can go on with it.
const AUTHORITY: &str = "Longdan local authority";
/// How long the authority holds: phones need it installed by hand, so rarely anew.
const AUTHORITY_DAYS: TimeDelta = TimeDelta::days(3_650);
/// How long a server's certificate holds: Apple's systems take no more than 825 days.
const SERVER_DAYS: TimeDelta = TimeDelta::days(800);
/// Names that a server has anyway.
const OWN_NAMES: [&str; 3] = ["localhost", "127.0.0.1", "::1"];

/// Arguments of `tls`.
#[derive(Debug, Args)]
#[command(
    after_help = "Ví dụ (example):\n  longdan tls init --name longdan.lan --name 192.168.1.10"
)]
pub struct TlsArgs {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Tạo tổ chức cấp chứng thư nội bộ (một lần) và chứng thư cho máy chủ (a local authority, once, and a certificate)
    Init(InitArgs),
}

/// Arguments of `tls init`.
#[derive(Debug, Args)]
#[command(
    after_help = "Chạy lại để cấp chứng thư mới; ca.pem giữ nguyên nên điện thoại không phải cài lại (run it again for a new certificate of the same authority).\nVí dụ (example):\n  longdan tls init --name longdan.lan --name 192.168.1.10\n  longdan serve --listen 0.0.0.0:8443 --tls-cert tls/server.pem --tls-key tls/server-key.pem"
)]
struct InitArgs {
    /// Tên hoặc địa chỉ IP của máy chủ trong mạng (the server's name or address); nhiều lần được (repeatable)
    #[arg(long = "name", value_name = "NAME", required = true)]
    names: Vec<String>,
    /// Thư mục chứa các tệp (folder of the files)
    #[arg(long, value_name = "DIR", default_value = "tls")]
    dir: PathBuf,
}

/// Runs `tls`.
///
/// # Errors
/// Where a name can't stand in a certificate, or the files can't be read or written.
pub fn run(session: &Session, args: &TlsArgs) -> Result<Outcome, Failure> {
    let Task::Init(args) = &args.task;
    let today = day_of(open::clock().now());
    std::fs::create_dir_all(&args.dir).map_err(|fault| unwritable(&args.dir, &fault))?;
    let authority = Authority::in_folder(&args.dir, today)?;
    authority.certify(args, today)?;
    let ca = args.dir.join("ca.pem");
    let server = args.dir.join("server.pem");
    let key = args.dir.join("server-key.pem");
    console::line(&format!(
        "{}\n{}\n{}",
        ca.display(),
        server.display(),
        key.display()
    ))?;
    console::tell(session.say(
        "Cài ca.pem vào máy tính và điện thoại của cán bộ (docs/tls.md); giữ kín ca-key.pem và server-key.pem.",
        "Install ca.pem on the officials' computers and phones (docs/tls.md); keep ca-key.pem and server-key.pem secret.",
    ));
    Ok(Outcome::Done)
}

/// The authority of an office.
struct Authority {
    params: CertificateParams,
    key: KeyPair,
}

impl Authority {
    /// The authority of a folder, made where there is none.
    fn in_folder(folder: &Path, today: Day) -> Result<Self, Failure> {
        let (cert, key) = (folder.join("ca.pem"), folder.join("ca-key.pem"));
        let mut params = params(Vec::new(), today, AUTHORITY_DAYS)?;
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        params
            .distinguished_name
            .push(DnType::CommonName, AUTHORITY);
        if cert.exists() && key.exists() {
            let key =
                KeyPair::from_pem(&text_of(&key)?).map_err(|fault| of_certificates(&fault))?;
            return Ok(Self { params, key });
        }
        let made = KeyPair::generate().map_err(|fault| of_certificates(&fault))?;
        let signed = params
            .self_signed(&made)
            .map_err(|fault| of_certificates(&fault))?;
        put(&key, &made.serialize_pem(), true)?;
        put(&cert, &signed.pem(), false)?;
        Ok(Self { params, key: made })
    }

    /// Makes a server's certificate and its key.
    fn certify(&self, args: &InitArgs, today: Day) -> Result<(), Failure> {
        let names = args.names.iter().map(String::as_str).chain(OWN_NAMES);
        let mut params = params(names.map(str::to_owned).collect(), today, SERVER_DAYS)?;
        let first = args.names.first().map_or("localhost", String::as_str);
        params.distinguished_name.push(DnType::CommonName, first);
        params.use_authority_key_identifier_extension = true;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        let key = KeyPair::generate().map_err(|fault| of_certificates(&fault))?;
        let issuer = Issuer::from_params(&self.params, &self.key);
        let signed = params
            .signed_by(&key, &issuer)
            .map_err(|fault| of_certificates(&fault))?;
        put(&args.dir.join("server-key.pem"), &key.serialize_pem(), true)?;
        put(&args.dir.join("server.pem"), &signed.pem(), false)
    }
}

/// A certificate for these names, from yesterday on, since clocks differ.
fn params(names: Vec<String>, today: Day, holds: TimeDelta) -> Result<CertificateParams, Failure> {
    let mut params = CertificateParams::new(names).map_err(|fault| of_certificates(&fault))?;
    params.distinguished_name = DistinguishedName::new();
    let part = |number: u32| u8::try_from(number).unwrap_or(1);
    let at = |day: Day| date_time_ymd(day.year(), part(day.month()), part(day.day()));
    params.not_before = at(today - TimeDelta::days(1));
    params.not_after = at(today + holds);
    Ok(params)
}

fn of_certificates(fault: &rcgen::Error) -> Failure {
    Notice::System(fault.to_string()).into()
}

/// Puts a file in its place whole; a secret one for its owner alone.
fn put(path: &Path, text: &str, secret: bool) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let written = NamedTempFile::new_in(folder).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        if !secret {
            readable(file.as_file())?;
        }
        file.persist(path).map_err(|fault| fault.error)
    });
    written.map(drop).map_err(|fault| unwritable(path, &fault))
}

/// Lets everybody read a file that was made for its owner alone.
#[cfg(unix)]
fn readable(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}

fn unwritable(path: &Path, fault: &std::io::Error) -> Failure {
    Notice::Unwritable {
        path: path.display().to_string(),
        reason: fault.to_string(),
    }
    .into()
}

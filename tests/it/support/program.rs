//! The real program: run to its end, or served until the test is done with it.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use longdan::storage::database::{Database, DatabaseOptions};
use sea_orm::ConnectionTrait as _;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::database::on_postgres_address;

/// A folder of one story's own, with its database.
pub struct Desk {
    folder: TempDir,
    url: String,
    /// Seconds that the program waits for its database, where not its own default.
    patience: Option<&'static str>,
}

impl Desk {
    /// An empty folder; its database is a SQLite file in it.
    pub fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        let url = format!("sqlite:{}", folder.path().join("longdan.db").display());
        Self {
            folder,
            url,
            patience: None,
        }
    }

    /// An empty folder, and a database elsewhere.
    pub fn at(url: &str) -> Self {
        Self {
            url: url.to_owned(),
            ..Self::new()
        }
    }

    /// An empty folder, and a database that nobody will find; the program doesn't look for it long.
    pub fn nowhere(url: &str) -> Self {
        Self {
            patience: Some("1"),
            ..Self::at(url)
        }
    }

    /// Runs a test at a desk with an empty SQLite file, then at one with an empty PostgreSQL database.
    pub async fn on_both(test: impl AsyncFn(Self)) {
        test(Self::new()).await;
        on_postgres_address(async |url| test(Self::at(&url)).await).await;
    }

    /// Puts a file into the folder, and gives its path.
    pub fn put(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let file = self.file(name);
        std::fs::write(&file, content).expect("a written file");
        file.to_str().expect("a path").to_owned()
    }

    /// The address of the database.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A file of the folder.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program with its arguments, on the story's database.
    pub fn program(&self, arguments: &[&str]) -> Command {
        let mut command = self.bare(arguments);
        command.args(["--database-url", &self.url, "--lang", "en"]);
        command
    }

    /// The program with its arguments alone: no settings but those that a test gives.
    pub fn bare(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_longdan"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_remove("LONGDAN_DATABASE_URL")
            .env_remove("LC_ALL")
            .stdin(Stdio::null());
        command.envs(
            self.patience
                .map(|seconds| ("LONGDAN_DATABASE_PATIENCE", seconds)),
        );
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.program(arguments).output().expect("the program")
    }

    /// Runs a command that must succeed, and gives what it printed.
    pub fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {said}");
        String::from_utf8(output.stdout)
            .expect("UTF-8")
            .trim()
            .to_owned()
    }

    /// Runs a command as it is typed, words and spaces; it must succeed.
    pub fn typed(&self, line: &str) -> String {
        self.done(&line.split(' ').collect::<Vec<_>>())
    }

    /// Runs a command that must succeed, and reads the JSON that it printed.
    pub fn read(&self, arguments: &[&str]) -> Value {
        let printed = self.done(arguments);
        serde_json::from_str(&printed).unwrap_or_else(|fault| panic!("{fault}: {printed}"))
    }

    /// Runs a command that must fail with this exit code, print no result and say why; gives what it said.
    pub fn fails(&self, code: i32, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let said = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        let printed = String::from_utf8_lossy(&output.stdout);
        assert_eq!(printed, "", "{arguments:?} prints no result");
        assert!(!said.trim().is_empty(), "{arguments:?} says why");
        said.trim_end().to_owned()
    }

    /// Runs a command that must fail with this exit code and one line; gives the line.
    pub fn fails_in_a_line(&self, code: i32, arguments: &[&str]) -> String {
        let said = self.fails(code, arguments);
        let told: Vec<&str> = said
            .lines()
            .filter(|line| line.starts_with("longdan: "))
            .collect();
        assert!(
            said.lines().count() == 1 && told.len() == 1,
            "{arguments:?}: {said}"
        );
        said
    }

    /// Fills the database with the demo, and gives its tokens and addresses.
    pub fn demo(&self) -> Value {
        let printed = self.done(&[
            "demo",
            "--no-serve",
            "--responses",
            "1500",
            "--seed",
            "7",
            "--json",
        ]);
        serde_json::from_str(&printed).expect("JSON")
    }

    /// Serves the database on a free port.
    pub fn serve(&self) -> Server {
        self.serve_with(&[])
    }

    /// Serves the database on a free port, with more arguments.
    pub fn serve_with(&self, arguments: &[&str]) -> Server {
        self.serve_on("127.0.0.1:0", arguments)
    }

    /// Serves the database where a server was that is no more.
    pub fn serve_again(&self, address: &str) -> Server {
        self.serve_on(address.trim_start_matches("http://"), &[])
    }

    fn serve_on(&self, listen: &str, arguments: &[&str]) -> Server {
        let mut child = self
            .program(&["serve", "--migrate", "--listen", listen])
            .args(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the server");
        let mut lines = BufReader::new(child.stderr.take().expect("its messages")).lines();
        let address = lines
            .by_ref()
            .map(|line| line.expect("UTF-8"))
            .find_map(|line| line.strip_prefix("serving at ").map(str::to_owned))
            .expect("an address");
        // What it says from now on is read, so that it never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Server { child, address }
    }

    /// Changes rows as somebody with a database console would; at least one must be hit.
    pub async fn tamper(&self, sql: &str) {
        tamper_with(&self.url, sql).await;
    }

    /// The story's database file.
    pub fn database(&self) -> &Path {
        Path::new(self.url.trim_start_matches("sqlite:"))
    }
}

/// Changes rows of a database as somebody with a console would; at least one must be hit.
pub async fn tamper_with(url: &str, sql: &str) {
    let options = DatabaseOptions::new(url);
    let database = Database::open(&options).await.expect("a database");
    let done = database
        .write()
        .execute_unprepared(sql)
        .await
        .expect("a change");
    assert!(done.rows_affected() > 0, "{sql}");
    database.close().await.expect("a closed database");
}

/// A server in a process of its own; killed when dropped.
pub struct Server {
    child: Child,
    address: String,
}

impl Server {
    /// The address of a place.
    pub fn at(&self, place: &str) -> String {
        format!("{}{place}", self.address)
    }

    /// What a place answers to a browser, where it answers well.
    pub async fn page(&self, place: &str) -> String {
        let answer = reqwest::get(self.at(place)).await.expect("an answer");
        assert!(answer.status().is_success(), "{place}: {}", answer.status());
        answer.text().await.expect("a text")
    }

    /// Asks in English, with a token or without.
    pub async fn ask(&self, token: &str, query: &str, variables: Value) -> Value {
        self.send(token, query, variables).await.expect("an answer")
    }

    /// Asks where the network may fail.
    pub async fn send(
        &self,
        token: &str,
        query: &str,
        variables: Value,
    ) -> Result<Value, reqwest::Error> {
        let mut request = reqwest::Client::new()
            .post(self.at("/graphql"))
            .header("accept-language", "en")
            .json(&json!({ "query": query, "variables": variables }));
        if !token.is_empty() {
            request = request.bearer_auth(token);
        }
        request.send().await?.json().await
    }

    /// Pulls the plug.
    pub fn kill(mut self) {
        self.child.kill().expect("a killed server");
        self.child.wait().expect("an ended server");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

//! The real program: run to its end, or served until the test is done with it.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// A folder of one story's own, with its database.
pub struct Desk {
    folder: TempDir,
    url: String,
}

impl Desk {
    /// An empty folder; its database is a SQLite file in it.
    pub fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        let url = format!("sqlite:{}", folder.path().join("longdan.db").display());
        Self { folder, url }
    }

    /// A file of the folder.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program with its arguments, on the story's database.
    fn program(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_longdan"));
        command
            .args(arguments)
            .args(["--database-url", &self.url, "--lang", "en"])
            .current_dir(self.folder.path())
            .env_remove("LONGDAN_DATABASE_URL")
            .stdin(Stdio::null());
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
        let mut child = self
            .program(&["serve", "--listen", "127.0.0.1:0"])
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

    /// The story's database file.
    pub fn database(&self) -> &Path {
        Path::new(self.url.trim_start_matches("sqlite:"))
    }
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

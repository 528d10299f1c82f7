//! Settings from flags, environment and file: their order, and those that can't be.

use serde_json::Value;

use crate::support::program::Desk;

/// Runs `doctor` with settings from all sides; gives exit code, stdout, stderr.
fn doctor(
    desk: &Desk,
    arguments: &[&str],
    environment: &[(&str, &str)],
) -> (Option<i32>, String, String) {
    let output = desk
        .bare(&["doctor", "--json", "--lang", "en"])
        .args(arguments)
        .envs(environment.iter().copied())
        .output()
        .expect("the program");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

/// The database that the settings name, as `doctor` shows it.
fn database(desk: &Desk, arguments: &[&str], environment: &[(&str, &str)]) -> String {
    let (_, printed, said) = doctor(desk, arguments, environment);
    let found: Value = serde_json::from_str(&printed).unwrap_or_else(|_| panic!("{said}"));
    found[0]["message"].as_str().expect("a message").to_owned()
}

#[test]
fn flags_go_before_environment_before_file_before_defaults() {
    let desk = Desk::new();
    let file = desk.put("settings.toml", "database_url = \"sqlite:of-file.db\"\n");
    let config = ["--config", file.as_str()];
    let named = [("LONGDAN_DATABASE_URL", "sqlite:of-environment.db")];
    let flag = ["--config", &file, "--database-url", "sqlite:of-flag.db"];
    assert_eq!(database(&desk, &[], &[]), "database: sqlite:longdan.db");
    assert_eq!(database(&desk, &config, &[]), "database: sqlite:of-file.db");
    assert_eq!(
        database(&desk, &[], &[("LONGDAN_CONFIG", &file)]),
        "database: sqlite:of-file.db"
    );
    assert_eq!(
        database(&desk, &config, &named),
        "database: sqlite:of-environment.db"
    );
    assert_eq!(
        database(&desk, &flag, &named),
        "database: sqlite:of-flag.db"
    );
}

/// What is said of a setting of the environment with which nothing starts.
fn refused(desk: &Desk, name: &str, value: &str) -> String {
    let (code, printed, said) = doctor(desk, &[], &[(name, value)]);
    assert_eq!((code, printed.as_str()), (Some(2), ""), "{name}: {said}");
    said.trim_end().to_owned()
}

#[test]
fn a_setting_that_cannot_be_stops_the_start_with_its_name() {
    let desk = Desk::new();
    for (name, value) in [
        ("LONGDAN_LISTEN", "localhost"),
        ("LONGDAN_DATABASE_URL", "mysql://a:secret@b/c"),
        ("LONGDAN_CONNECTIONS", "0"),
        ("LONGDAN_DATABASE_PATIENCE", "0"),
        ("LONGDAN_DOCUMENT_BYTES", "1023"),
        ("LONGDAN_ORIGINS", "*"),
        ("LONGDAN_PUBLIC_URL", "longdan.example"),
        ("LONGDAN_PUBLIC_URL", "https://longdan.example/a"),
        ("LONGDAN_BACKUP_EVERY", "10s"),
        ("LONGDAN_BACKUP_KEEP", "0"),
        ("LONGDAN_BACKUP_DIR", ""),
    ] {
        let told = format!("the value of setting {name} is malformed");
        assert_eq!(refused(&desk, name, value), format!("longdan: {told}"));
    }
    for (name, value) in [
        ("LONGDAN_DATABASE", "sqlite:x.db"),
        ("LONGDAN_listen", "127.0.0.1:1"),
    ] {
        let told = format!("there is no setting named {name}");
        assert_eq!(refused(&desk, name, value), format!("longdan: {told}"));
    }
}

#[test]
fn a_line_of_the_file_that_cannot_be_is_named_with_its_file() {
    let desk = Desk::new();
    let files = [
        ("colour = \"red\"", "there is no setting named colour ("),
        ("listen = 8000", "the value of setting listen ("),
        ("migrate = \"perhaps\"", "the value of setting migrate ("),
        ("log = [[1]]", "the value of setting log ("),
        ("lang = ", "the settings file "),
    ];
    for (text, told) in files {
        let file = desk.put("settings.toml", text);
        let (code, printed, said) = doctor(&desk, &["--config", &file], &[]);
        assert_eq!((code, printed.as_str()), (Some(2), ""), "{text}: {said}");
        assert!(
            said.starts_with(&format!("longdan: {told}")),
            "{text}: {said}"
        );
        assert!(said.contains("settings.toml"), "{text}: {said}");
    }
}

#[test]
fn a_flag_that_cannot_be_is_named_as_it_was_typed() {
    let desk = Desk::new();
    let flags = [
        ["--listen", "nowhere"],
        ["--log-format", "xml"],
        ["--log", "longdan=loud"],
        ["--database-url", "x"],
    ];
    for [name, value] in flags {
        let (code, _, said) = doctor(&desk, &[name, value], &[]);
        assert_eq!(code, Some(2), "{said}");
        assert_eq!(
            said.trim_end(),
            format!("longdan: the value of setting {name} is malformed")
        );
    }
    let (code, _, said) = doctor(&desk, &["--config", "nowhere.toml"], &[]);
    assert!(
        code == Some(2) && said.contains("nowhere.toml can't be read"),
        "{said}"
    );
}

#[test]
fn what_belongs_to_tests_is_no_setting() {
    let desk = Desk::new();
    assert_eq!(
        database(&desk, &[], &[("LONGDAN_TEST_ANYTHING", "x")]),
        "database: sqlite:longdan.db"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_document_is_as_large_as_the_setting_lets_it_be() {
    let desk = Desk::new();
    let demo = desk.demo();
    let config = desk.put("settings.toml", "document_bytes = 1024\n");
    let server = desk.serve_with(&["--config", &config]);
    let token = demo["tokens"]["FRONT"].as_str().expect("a token");
    for (size, status) in [(1024, 201), (1025, 413)] {
        let sent = reqwest::Client::new()
            .post(server.at("/documents?name=a.txt"))
            .header("content-type", "text/plain")
            .bearer_auth(token)
            .body(vec![b'a'; size])
            .send()
            .await
            .expect("an answer");
        assert_eq!(sent.status().as_u16(), status, "{size} bytes");
    }
}

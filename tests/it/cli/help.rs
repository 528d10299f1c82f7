//! Every command explains itself, and says so where it is used wrongly.

use crate::support::program::Desk;

/// Every command, as it is typed.
const COMMANDS: &[&str] = &[
    "serve",
    "demo",
    "migrate",
    "migrate up",
    "migrate down",
    "migrate status",
    "import",
    "import areas",
    "import households",
    "import regulation",
    "import questionnaire",
    "import round",
    "import nominations",
    "token",
    "token create",
    "token list",
    "token revoke",
    "simulate",
    "verify",
    "backup",
    "restore",
    "schema",
    "doctor",
    "erase",
    "export",
    "export forms",
    "export invitations",
    "export round",
    "export items",
    "export hamlets",
    "export appraisals",
    "export debts",
    "export assignments",
    "export responses",
    "export count-record",
    "export front-report",
    "export minutes",
    "export decisions",
    "check-document",
    "retention",
    "tls",
    "tls init",
];

#[test]
fn every_command_has_help_with_an_example() {
    let desk = Desk::new();
    for command in COMMANDS {
        let mut arguments: Vec<&str> = command.split(' ').collect();
        arguments.push("--help");
        let help = desk.done(&arguments);
        let example = help.split("Ví dụ (example):").nth(1).unwrap_or_default();
        let typed = format!("longdan {command}");
        assert!(example.contains(&typed), "{command}: {help}");
    }
    assert!(!desk.database().exists(), "help opens no database");
}

#[test]
fn the_list_of_commands_is_whole() {
    let help = Desk::new().done(&["--help"]);
    let listed = help.split("Commands:").nth(1).expect("commands");
    let listed = listed.split("Options:").next().expect("commands");
    let names = listed
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next());
    let names: Vec<&str> = names.filter(|name| *name != "help").collect();
    let known: Vec<&str> = COMMANDS
        .iter()
        .copied()
        .filter(|command| !command.contains(' '))
        .collect();
    for name in &names {
        assert!(known.contains(name), "give {name} its tests");
    }
    assert_eq!(names.len(), known.len());
}

#[test]
fn wrong_usage_ends_with_two_and_prints_no_result() {
    let desk = Desk::new();
    let wrong: &[&[&str]] = &[
        &[],
        &["begin"],
        &["serve", "--lissten", "127.0.0.1:0"],
        &["serve", "--backup-keep", "0"],
        &["serve", "--backup-every", "24"],
        &["demo", "--responses", "499"],
        &["demo", "--seed", "-1"],
        &["migrate", "sideways"],
        &["migrate", "down", "--steps", "99999999999999999999"],
        &["import", "areas"],
        &["import", "areas", "a.csv", "--bundled", "ha-tinh-2019"],
        &["import", "areas", "--bundled", "ha-noi-1010"],
        &["token", "create", "--name", "x"],
        &["token", "create", "--role", "KING", "--name", "x"],
        &["token", "revoke", "17"],
        &["verify", "--survey", "x"],
        &["simulate", "--token", "x"],
        &["backup"],
        &["restore"],
        &["schema", "--json"],
    ];
    for arguments in wrong {
        // Without a command clap prints its help to stderr, which is a result of nothing.
        let output = desk.bare(arguments).output().expect("the program");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        assert!(!output.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn the_schema_is_printed_without_any_database() {
    let desk = Desk::new();
    let output = desk.bare(&["schema"]).output().expect("the program");
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
    let file = include_bytes!("../../../schema.graphql");
    assert!(
        output.stdout == file,
        "byte for byte the file of the project"
    );
    let files = std::fs::read_dir(desk.file("."))
        .expect("the folder")
        .count();
    assert_eq!(files, 0, "nothing is left in the folder");
}

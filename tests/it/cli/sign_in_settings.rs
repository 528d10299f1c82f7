//! Settings of signing in: a provider half named, or too generous, stops the start.

use crate::support::program::Desk;

const TABLE: &str = "[admins]\nrole = 'ADMIN'\n";

/// Runs `doctor` with settings of the environment; exit code and what was said.
fn doctor(desk: &Desk, environment: &[(&str, &str)]) -> (Option<i32>, String) {
    let output = desk
        .bare(&["doctor", "--json", "--lang", "en"])
        .envs(environment.iter().copied())
        .output()
        .expect("the program");
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    (output.status.code(), said)
}

#[test]
fn a_provider_is_named_whole_or_not_at_all() {
    let desk = Desk::new();
    let roles = desk.put("roles.toml", TABLE);
    let mut given = Vec::new();
    for (name, value, missing) in [
        ("LONGDAN_OIDC_CLIENT_ID", "longdan", "oidc_issuer"),
        ("LONGDAN_OIDC_ISSUER", "https://idp.example", "public_url"),
        (
            "LONGDAN_PUBLIC_URL",
            "https://longdan.example",
            "oidc_roles_file",
        ),
        ("LONGDAN_OIDC_ROLES_FILE", roles.as_str(), "oidc_admin"),
    ] {
        given.push((name, value));
        let (code, said) = doctor(&desk, &given);
        assert_eq!(code, Some(2), "{name}: {said}");
        assert!(
            said.contains(&format!("setting {missing} is missing")),
            "{name}: {said}"
        );
    }
    given.push(("LONGDAN_OIDC_ADMIN", "true"));
    let (code, said) = doctor(&desk, &given);
    assert_ne!(code, Some(2), "{said}");
}

#[test]
fn what_is_malformed_is_named() {
    let desk = Desk::new();
    let roles = desk.put("roles.toml", "[front]\nrole = 'FRONT'\n");
    let sound = [
        ("LONGDAN_OIDC_ISSUER", "http://localhost:9000"),
        ("LONGDAN_OIDC_CLIENT_ID", "longdan"),
        ("LONGDAN_PUBLIC_URL", "https://longdan.example"),
        ("LONGDAN_OIDC_ROLES_FILE", roles.as_str()),
    ];
    for (name, value, said_of) in [
        ("LONGDAN_SESSION_IDLE", "30", "LONGDAN_SESSION_IDLE"),
        (
            "LONGDAN_SESSION_LONGEST",
            "never",
            "LONGDAN_SESSION_LONGEST",
        ),
        (
            "LONGDAN_OIDC_ISSUER",
            "http://idp.example",
            "LONGDAN_OIDC_ISSUER",
        ),
        (
            "LONGDAN_OIDC_ISSUER",
            "http://localhost.example",
            "LONGDAN_OIDC_ISSUER",
        ),
        (
            "LONGDAN_OIDC_CA_FILE",
            roles.as_str(),
            "LONGDAN_OIDC_CA_FILE",
        ),
        ("LONGDAN_OIDC_SECRET_FILE", "no-such-file", "no-such-file"),
        ("LONGDAN_SESSION_IDLE", "45m", "areas are missing"),
    ] {
        let mut given = sound.to_vec();
        given.push((name, value));
        let (code, said) = doctor(&desk, &given);
        assert_eq!(code, Some(2), "{name}: {said}");
        assert!(said.contains(said_of), "{name}: {said}");
    }
}

//! Accounts and tokens through the API, and two people for an administrator.

use chrono::Duration;
use longdan::domain::trust::actor::Role;
use serde_json::{Value, json};

use crate::support::database::on_both;
use crate::support::phone::Field;
use crate::support::served::Client;

const NONE: &[&str] = &[];

const TOKEN: &str = "accessToken { id accountName roles waitsForAdmin revokedAt areas { code } }
    secret userErrors { code path }";

async fn change(field: &Field, token: &str, name: &str, kind: &str, input: Value) -> Value {
    let fields = match kind {
        "AccountInput" => "account { name disabledAt } userErrors { code path }",
        "AdminRequestInput" => {
            "adminRequest { state askedBy accountName } userErrors { code path }"
        }
        _ => TOKEN,
    };
    let query = format!("mutation ($input: {kind}!) {{ {name}(input: $input) {{ {fields} }} }}");
    let answer = field.ask(token, &query, json!({ "input": input })).await;
    match answer["errors"].get(0) {
        Some(error) => error["extensions"]["code"].clone(),
        None => answer["data"][name].clone(),
    }
}

async fn create(
    field: &Field,
    token: &str,
    account: &str,
    roles: &[&str],
    areas: &[&str],
) -> Value {
    let input = json!({ "account": account, "roles": roles, "areaCodes": areas });
    change(field, token, "createToken", "CreateTokenInput", input).await
}

async fn roles(field: &Field, token: &str) -> Value {
    let answer = field.ask(token, "{ viewer { roles } }", json!({})).await;
    answer["data"]["viewer"]["roles"].clone()
}

fn text<'a>(answer: &'a Value, pointer: &str) -> &'a str {
    let found = answer.pointer(pointer).and_then(Value::as_str);
    found.unwrap_or_else(|| panic!("{pointer} in {answer}"))
}

#[tokio::test]
async fn an_administrator_is_made_by_two() {
    on_both(async |fresh| {
        let field = Field::on(fresh.db).await;
        let first = field.token("Quản trị 1", Role::Admin, &[]).await;
        let second = field.token("Quản trị 2", Role::Admin, &[]).await;
        let made = create(&field, &first, "Quản trị 3", &["ADMIN"], &[]).await;
        assert_eq!(made["accessToken"]["roles"], json!([]));
        assert_eq!(made["accessToken"]["waitsForAdmin"], true);
        let third = text(&made, "/secret").to_owned();
        assert_eq!(roles(&field, &third).await, json!([]));
        let list = "{ adminRequests { id accountName askedBy state } }";
        let answer = field.ask(&second, list, json!({})).await;
        assert_eq!(answer["data"]["adminRequests"][0]["askedBy"], "Quản trị 1");
        let id = text(&answer, "/data/adminRequests/0/id");
        let decide = async |token: &str, name| {
            let input = json!({ "adminRequestId": id });
            change(&field, token, name, "AdminRequestInput", input).await
        };
        // Neither who asked nor whom it is for, nor another token of who asked.
        assert_eq!(decide(&third, "confirmAdmin").await, "FORBIDDEN");
        let twin = field.token("Quản trị 1", Role::Admin, &[]).await;
        for own in [&first, &twin] {
            let refused = decide(own, "confirmAdmin").await;
            assert_eq!(refused["userErrors"][0]["code"], "SECOND_ACCOUNT_NEEDED");
        }
        let done = decide(&second, "confirmAdmin").await;
        assert_eq!(done["adminRequest"]["state"], "CONFIRMED");
        assert_eq!(roles(&field, &third).await, json!(["ADMIN"]));
        let again = decide(&second, "confirmAdmin").await;
        assert_eq!(again["userErrors"][0]["code"], "ILLEGAL_STATE");
        let audit = "{ auditEntries(first: 3) { nodes { action account } } }";
        let audit = field.ask(&second, audit, json!({})).await;
        let newest = &audit["data"]["auditEntries"]["nodes"];
        // The operator's own stands between, by nobody's account.
        let told = json!([
            { "action": "admin.confirm", "account": "Quản trị 2" },
            { "action": "token.create", "account": null },
            { "action": "token.create", "account": "Quản trị 1" },
        ]);
        assert_eq!(*newest, told);
    })
    .await;
}

#[tokio::test]
async fn a_wish_for_an_administrator_can_be_refused_and_does_not_wait_for_ever() {
    on_both(async |fresh| {
        let field = Field::on(fresh.db).await;
        let first = field.token("Quản trị 1", Role::Admin, &[]).await;
        let second = field.token("Quản trị 2", Role::Admin, &[]).await;
        let made = create(&field, &first, "A", &["ADMIN", "COORDINATION_OFFICE"], &[]).await;
        assert_eq!(made["accessToken"]["roles"], json!(["COORDINATION_OFFICE"]));
        let list = async || {
            field
                .ask(&second, "{ adminRequests { id } }", json!({}))
                .await
        };
        let answer = list().await;
        let input = json!({ "adminRequestId": text(&answer, "/data/adminRequests/0/id") });
        let refused = change(
            &field,
            &first,
            "refuseAdmin",
            "AdminRequestInput",
            input.clone(),
        )
        .await;
        assert_eq!(refused["adminRequest"]["state"], "REFUSED");
        let late = change(&field, &second, "confirmAdmin", "AdminRequestInput", input).await;
        assert_eq!(late["userErrors"][0]["code"], "ILLEGAL_STATE");
        assert_eq!(
            roles(&field, text(&made, "/secret")).await,
            json!(["COORDINATION_OFFICE"])
        );

        create(&field, &first, "B", &["ADMIN"], &[]).await;
        let answer = list().await;
        let input = json!({ "adminRequestId": text(&answer, "/data/adminRequests/0/id") });
        field.world.pass(Duration::days(7));
        assert_eq!(list().await["data"]["adminRequests"], json!([]));
        let late = change(&field, &second, "confirmAdmin", "AdminRequestInput", input).await;
        assert_eq!(late["userErrors"][0]["code"], "ILLEGAL_STATE");
    })
    .await;
}

#[tokio::test]
async fn changing_rights_gives_and_takes_and_never_makes_an_administrator_alone() {
    on_both(async |fresh| {
        let field = Field::on(fresh.db).await;
        let admin = field.token("Quản trị 1", Role::Admin, &[]).await;
        let commune = field.world.commune.code.clone();
        let made = create(&field, &admin, "Mặt trận", &["FRONT"], &[&commune]).await;
        let (id, secret) = (text(&made, "/accessToken/id"), text(&made, "/secret"));
        let to = async |roles: &[&str], areas: &[&str]| {
            let input = json!({ "tokenId": id, "roles": roles, "areaCodes": areas });
            change(&field, &admin, "changeToken", "ChangeTokenInput", input).await
        };
        let changed = to(&["COORDINATION_OFFICE", "ADMIN"], &[]).await;
        assert_eq!(changed["accessToken"]["roles"], json!(["COORDINATION_OFFICE"]));
        assert_eq!(changed["accessToken"]["waitsForAdmin"], true);
        assert_eq!(changed["accessToken"]["areas"], json!([]));
        assert_eq!(roles(&field, secret).await, json!(["COORDINATION_OFFICE"]));
        // Taken back, the wish is gone.
        let back = to(&["COORDINATION_OFFICE"], &[]).await;
        assert_eq!(back["accessToken"]["waitsForAdmin"], false);
        for (asked, areas, code) in [
            (NONE, NONE, "VALUE_MISSING"),
            (&["FRONT"], &[], "VALUE_MISSING"),
            (&["FRONT"], &["no-such"], "UNKNOWN_AREA"),
            (&["DEPARTMENT"], &[], "VALUE_MISSING"),
        ] {
            assert_eq!(to(asked, areas).await["userErrors"][0]["code"], code, "{asked:?}");
        }
        let revoke = json!({ "tokenId": id });
        let gone = change(&field, &admin, "revokeToken", "RevokeTokenInput", revoke.clone()).await;
        assert!(gone["accessToken"]["revokedAt"].is_string());
        assert_eq!(field.ask(secret, "{ viewer { name } }", json!({})).await["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
        let twice = change(&field, &admin, "revokeToken", "RevokeTokenInput", revoke).await;
        assert!(twice["accessToken"]["revokedAt"].is_string());
        assert_eq!(to(&["COORDINATION_OFFICE"], &[]).await["userErrors"][0]["code"], "ILLEGAL_STATE");
    })
    .await;
}

#[tokio::test]
async fn the_front_runs_collectors_of_its_area_and_sees_nobody_else() {
    on_both(async |fresh| {
        let field = Field::on(fresh.db).await;
        let world = &field.world;
        let admin = field.token("Quản trị 1", Role::Admin, &[]).await;
        let front = field.front().await;
        let (mine, other) = (&world.hamlets[0].code, &world.other_hamlet.code);
        let elsewhere = field.token("Tổ khác", Role::Collector, &[&world.other_hamlet]).await;
        let made = create(&field, &front, "Tổ 1", &["COLLECTOR"], &[mine]).await;
        assert_eq!(made["accessToken"]["areas"], json!([{ "code": mine }]));
        for (account, asked, areas, code) in [
            ("Tổ 2", &["COLLECTOR"][..], &[other.as_str()][..], json!("UNKNOWN_AREA")),
            ("Quản trị 1", &["COLLECTOR"], &[mine.as_str()], json!("NOT_A_COLLECTOR")),
            ("Tổ khác", &["COLLECTOR"], &[mine.as_str()], json!("NOT_A_COLLECTOR")),
        ] {
            let answer = create(&field, &front, account, asked, areas).await;
            assert_eq!(answer["userErrors"][0]["code"], code, "{account}");
        }
        for asked in [&["FRONT"][..], &["COLLECTOR", "FRONT"]] {
            let answer = create(&field, &front, "Ai", asked, &[&world.commune.code]).await;
            assert_eq!(answer, "FORBIDDEN", "{asked:?}");
        }
        let list = "{ accounts(first: 10) { totalCount nodes { name byProvider accessTokens { id roles } } } }";
        let seen = field.ask(&front, list, json!({})).await;
        let seen = &seen["data"]["accounts"];
        assert_eq!(seen["totalCount"], 1);
        assert_eq!(seen["nodes"][0]["name"], "Tổ 1");
        let all = field.ask(&admin, list, json!({})).await;
        let all = all["data"]["accounts"]["nodes"].as_array().expect("accounts").clone();
        assert!(all.iter().any(|one| one["name"] == "Tổ khác"), "{all:?}");
        // Another's token doesn't exist for the Front.
        let theirs = all.iter().find(|one| one["name"] == "Tổ khác").expect("an account");
        let input = json!({ "tokenId": theirs["accessTokens"][0]["id"] });
        let refused = change(&field, &front, "revokeToken", "RevokeTokenInput", input).await;
        assert_eq!(refused, "NOT_FOUND");
        assert_eq!(roles(&field, &elsewhere).await, json!(["COLLECTOR"]));
        for query in ["{ adminRequests { id } }", "{ accounts { totalCount } }"] {
            let collector = field.ask(&elsewhere, query, json!({})).await;
            assert_eq!(collector["errors"][0]["extensions"]["code"], "FORBIDDEN", "{query}");
        }
        let own = field.ask(&front, "{ adminRequests { id } }", json!({})).await;
        assert_eq!(own["errors"][0]["extensions"]["code"], "FORBIDDEN");
    })
    .await;
}

#[tokio::test]
async fn an_administrator_locks_accounts_but_not_the_own() {
    on_both(async |fresh| {
        let field = Field::on(fresh.db).await;
        let admin = field.token("Quản trị 1", Role::Admin, &[]).await;
        let front = field.front().await;
        let list = "{ accounts(first: 9) { nodes { id name disabledAt } } }";
        let all = field.ask(&admin, list, json!({})).await;
        let id = |name: &str| {
            let nodes = all["data"]["accounts"]["nodes"]
                .as_array()
                .expect("accounts");
            let found = nodes.iter().find(|node| node["name"] == name);
            found.expect("an account")["id"].clone()
        };
        let turn = async |token: &str, name: &str, id: Value| {
            change(
                &field,
                token,
                name,
                "AccountInput",
                json!({ "accountId": id }),
            )
            .await
        };
        let address = format!("ws://{}/graphql", field.address);
        let mut client = Client::begin_at(&address, &front).await;
        let theirs = id("Mặt trận xã");
        assert_eq!(
            turn(&front, "disableAccount", theirs.clone()).await,
            "FORBIDDEN"
        );
        let own = turn(&admin, "disableAccount", id("Quản trị 1")).await;
        assert_eq!(own["userErrors"][0]["code"], "ILLEGAL_STATE");
        let locked = turn(&admin, "disableAccount", theirs.clone()).await;
        assert!(locked["account"]["disabledAt"].is_string(), "{locked}");
        assert_eq!(client.is_closed_with().await, 4403);
        assert_eq!(roles(&field, &front).await, Value::Null);
        let more = create(&field, &admin, "Mặt trận xã", &["COORDINATION_OFFICE"], &[]).await;
        assert_eq!(more["userErrors"][0]["code"], "ILLEGAL_STATE");
        let open = turn(&admin, "enableAccount", theirs).await;
        assert_eq!(open["account"]["disabledAt"], Value::Null);
        assert_eq!(roles(&field, &front).await, json!(["FRONT"]));
    })
    .await;
}

#[tokio::test]
async fn a_socket_with_other_rights_by_now_is_to_be_opened_anew() {
    on_both(async |fresh| {
        let field = Field::on(fresh.db).await;
        let admin = field.token("Quản trị 1", Role::Admin, &[]).await;
        let made = create(&field, &admin, "Văn phòng", &["COORDINATION_OFFICE"], &[]).await;
        let token = text(&made, "/secret");
        let address = format!("ws://{}/graphql", field.address);
        let mut client = Client::begin_at(&address, token).await;
        let list = "{ accounts(first: 9) { nodes { name accessTokens { id } } } }";
        let all = field.ask(&admin, list, json!({})).await;
        let nodes = all["data"]["accounts"]["nodes"]
            .as_array()
            .expect("accounts");
        let office = nodes.iter().find(|node| node["name"] == "Văn phòng");
        let id = &office.expect("an account")["accessTokens"][0]["id"];
        let input = json!({ "tokenId": id, "roles": ["STEERING_COMMITTEE"], "areaCodes": NONE });
        change(&field, &admin, "changeToken", "ChangeTokenInput", input).await;
        assert_eq!(client.is_closed_with().await, 1012);
        let mut client = Client::begin_at(&address, token).await;
        client.subscribe("a", "{ viewer { roles } }").await;
        let heard = client.hears().await;
        assert_eq!(
            heard["payload"]["data"]["viewer"]["roles"],
            json!(["STEERING_COMMITTEE"])
        );
    })
    .await;
}

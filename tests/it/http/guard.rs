//! What is refused before the library sees it, and what is let through.

use std::fmt::Write;

use async_graphql::Variables;
use longdan::graphql::guard::document::{Admitted, Rules, admit, read};
use longdan::graphql::guard::limits::Limits;
use longdan::graphql::guard::refusal::{Bound, Refusal};
use serde_json::{Value, json};

use crate::support::door::{ask, door, rules};

fn judge(query: &str) -> Result<Admitted, Refusal> {
    judge_with(query, json!({}), &rules())
}

fn judge_with(query: &str, variables: Value, rules: &Rules) -> Result<Admitted, Refusal> {
    let document = read(query, &rules.limits)?;
    admit(&document, None, &Variables::from_json(variables), rules)
}

fn code(query: &str) -> &'static str {
    judge(query).map_or_else(|refusal| refusal.code(), |_| "let through")
}

/// Fragments of which each spreads the next `times` times.
fn bomb(length: usize, times: usize) -> String {
    let mut text = "{ ...F0 }".to_owned();
    for index in 0..length {
        let spread = format!("...F{} ", index + 1).repeat(times);
        write!(text, " fragment F{index} on Query {{ {spread}}}").unwrap();
    }
    text + &format!(" fragment F{length} on Query {{ hello }}")
}

#[test]
fn fragment_bombs_are_measured_without_being_unfolded() {
    for text in [bomb(25, 2), bomb(8, 10), bomb(20, 3)] {
        assert!(text.len() < 2_500, "{}", text.len());
        assert_eq!(
            judge(&text).map(|_| ()),
            Err(Refusal::TooMuch {
                bound: Bound::Selections,
                limit: 5_000
            })
        );
    }
    // Thirty in a row are too deep before they are too many.
    assert_eq!(code(&bomb(30, 2)), "QUERY_TOO_DEEP");
    // Twins, each of which spreads both of the next pair.
    let mut twins = "{ ...A0 ...B0 }".to_owned();
    for index in 0..20 {
        for name in ["A", "B"] {
            write!(
                twins,
                " fragment {name}{index} on Query {{ ...A{0} ...B{0} }}",
                index + 1
            )
            .unwrap();
        }
    }
    twins += " fragment A20 on Query { hello } fragment B20 on Query { hello }";
    assert_eq!(code(&twins), "QUERY_TOO_COMPLEX");
    // One that no operation spreads would be visited all the same.
    let unused = bomb(25, 2).replace("{ ...F0 }", "{ hello }");
    assert_eq!(code(&unused), "QUERY_TOO_COMPLEX");
    // Through a field of the introspection.
    let hidden = bomb(25, 2).replace("{ ...F0 }", "{ __schema { ...F0 } }");
    assert_eq!(code(&hidden), "QUERY_TOO_COMPLEX");
}

#[test]
fn a_fragment_that_holds_itself_is_refused() {
    for text in [
        "{ ...A } fragment A on Query { hello ...A }",
        "{ ...A } fragment A on Query { ...B } fragment B on Query { satisfactionSurvey(id: 1) { ...A } }",
        "{ hello } fragment A on Query { ...B } fragment B on Query { ...A }",
    ] {
        assert!(
            matches!(judge(text), Err(Refusal::FragmentCycle { .. })),
            "{text}"
        );
    }
    assert!(judge("{ ...Nowhere }").is_ok(), "the library names it");
}

/// A query of so many selections, each written by `of`.
fn selections(count: usize, of: impl Fn(usize) -> String) -> String {
    format!("{{ {} }}", (0..count).map(of).collect::<Vec<_>>().join(" "))
}

#[test]
fn root_fields_aliases_and_directives_hold_at_their_edges() {
    let same = |_: usize| "hello".to_owned();
    assert_eq!(code(&selections(50, same)), "let through");
    assert_eq!(code(&selections(51, same)), "QUERY_TOO_COMPLEX");

    let aliases = |count: usize| {
        let inner = selections(count, |index| format!("a{index}: id"));
        format!("{{ satisfactionSurvey(id: 1) {inner} }}")
    };
    assert_eq!(code(&aliases(100)), "let through");
    assert!(matches!(
        judge(&aliases(101)),
        Err(Refusal::TooMuch {
            bound: Bound::Aliases,
            limit: 100
        })
    ));

    let directives = |count: usize| format!("{{ hello {} }}", "@skip(if: false) ".repeat(count));
    assert_eq!(code(&directives(50)), "let through");
    assert_eq!(code(&directives(51)), "QUERY_TOO_COMPLEX");
}

#[test]
fn depth_holds_at_its_edge() {
    let deep = |levels: usize| {
        format!(
            "{{ {} id {} }}",
            "byHamlet {".repeat(levels),
            "}".repeat(levels)
        )
    };
    let free = Rules {
        limits: Limits {
            cost: u64::MAX,
            ..Limits::default()
        },
        ..rules()
    };
    assert!(judge_with(&deep(14), json!({}), &free).is_ok());
    assert_eq!(
        judge_with(&deep(15), json!({}), &free).map(|_| ()),
        Err(Refusal::TooDeep { limit: 15 })
    );
    for levels in [40, 70, 5_000] {
        assert!(
            matches!(
                judge_with(&deep(levels), json!({}), &free),
                Err(Refusal::TooDeep { .. })
            ),
            "{levels}"
        );
    }
}

#[test]
fn the_number_of_operations_holds_at_its_edge() {
    let operations = |count: usize| {
        (0..count)
            .map(|index| format!("query Q{index} {{ hello }} "))
            .collect::<Vec<_>>()
            .concat()
    };
    let named = |count| {
        let document = read(&operations(count), &rules().limits)?;
        admit(&document, Some("Q0"), &Variables::default(), &rules())
    };
    assert!(named(50).is_ok());
    assert!(matches!(
        named(51),
        Err(Refusal::TooMuch {
            bound: Bound::Operations,
            ..
        })
    ));
}

#[test]
fn tokens_and_bytes_hold_at_their_edges() {
    let small = Rules {
        limits: Limits {
            tokens: 10,
            document_bytes: 40,
            ..Limits::default()
        },
        ..rules()
    };
    assert!(judge_with("{ a(b: \"} } }\") } # } } }", json!({}), &small).is_ok());
    assert!(matches!(
        judge_with("{ a b c d e f g h i }", json!({}), &small),
        Err(Refusal::TooMuch {
            bound: Bound::Tokens,
            ..
        })
    ));
    assert!(matches!(
        judge_with(&" ".repeat(41), json!({}), &small),
        Err(Refusal::TooMuch {
            bound: Bound::DocumentBytes,
            ..
        })
    ));
}

#[test]
fn brackets_in_values_cannot_stack_up() {
    let list = format!(
        "{{ hello(name: {}{}) }}",
        "[".repeat(3_000),
        "]".repeat(3_000)
    );
    assert_eq!(code(&list), "QUERY_TOO_DEEP");
    let object = format!(
        "{{ hello(name: {}1{}) }}",
        "{a:".repeat(3_000),
        "}".repeat(3_000)
    );
    assert_eq!(code(&object), "QUERY_TOO_DEEP");
    let kind = format!(
        "query($a: {}Int{}) {{ hello }}",
        "[".repeat(3_000),
        "]".repeat(3_000)
    );
    assert_eq!(code(&kind), "QUERY_TOO_DEEP");
}

#[test]
fn pages_are_multiplied_along_the_path() {
    let cost = |query: &str, variables: Value| {
        judge_with(query, variables, &rules()).map(|admitted| admitted.measure.cost)
    };
    let page = "{ candidacies(first: 10) { nodes { id approval { items { code } } } } }";
    // candidacies 1, and for each of 10: nodes, id, approval, items and 20 codes.
    assert_eq!(cost(page, json!({})), Ok(1 + 10 * (1 + 1 + 1 + 1 + 20)));
    assert_eq!(cost("{ candidacies { nodes { id } } }", json!({})), Ok(101));
    assert_eq!(
        cost(
            "query($n: Int) { candidacies(first: $n) { totalCount } }",
            json!({ "n": 7 })
        ),
        Ok(8)
    );
    assert_eq!(
        cost(
            "query($n: Int = 9) { candidacies(first: $n) { totalCount } }",
            json!({})
        ),
        Ok(10)
    );
    assert_eq!(
        cost(
            "query($n: Int) { candidacies(last: $n) { totalCount } }",
            json!({})
        ),
        Ok(51)
    );
    // Beyond 500 the resolver refuses with BAD_USER_INPUT, so the guard lets it through.
    assert_eq!(
        cost(
            "{ candidacies(first: 2147483647) { totalCount } }",
            json!({})
        ),
        Ok(501)
    );
    assert_eq!(
        cost("{ candidacies(first: -5) { totalCount } }", json!({})),
        Ok(51)
    );
    let nested = "{ candidacies(first: 500) { nodes { candidacies(first: 500) { nodes { candidacies(first: 500) { totalCount } } } } } }";
    assert_eq!(
        judge(nested).map(|_| ()),
        Err(Refusal::TooMuch {
            bound: Bound::Cost,
            limit: 1_000_000
        })
    );
}

#[test]
fn what_the_contract_promises_is_let_through() {
    let approval = "approval { percent items { item { code label } answered satisfied notSatisfied otherOpinion percent required met options { option { code label sentiment } count } } }";
    let survey =
        format!("{{ satisfactionSurvey(id: 1) {{ id {approval} byHamlet {{ id {approval} }} }} }}");
    assert!(judge(&survey).is_ok());
    for first in [262, 500] {
        let round = format!(
            "{{ candidacies(first: {first}) {{ nodes {{ id state area {{ code name }} {approval} }} }} }}"
        );
        assert!(judge(&round).is_ok(), "{first}");
    }
    let answers = "{item: \"Q01\", choice: \"SATISFIED\"} ".repeat(19);
    let response = format!(
        "{{id: \"1\", hamletCode: \"18628-01\", householdCode: \"H1\", collectedAt: \"2019-07-20T08:00:00+07:00\", answers: [{answers}]}} "
    );
    let responses = response.repeat(500);
    let batch = format!(
        "mutation {{ submitResponses(input: {{surveyId: \"1\", responses: [{responses}]}}) }}"
    );
    assert!(judge(&batch).is_ok());
}

#[tokio::test]
async fn introspection_has_a_depth_of_its_own() {
    let of_type = |levels: usize| "ofType { name ".repeat(levels) + &"}".repeat(levels);
    let standard = |levels: usize| {
        format!(
        "query IntrospectionQuery {{ __schema {{ queryType {{ name }} mutationType {{ name }} subscriptionType {{ name }} types {{ ...FullType }} directives {{ name description locations args {{ ...InputValue }} }} }} }}
         fragment FullType on __Type {{ kind name description fields(includeDeprecated: true) {{ name description args {{ ...InputValue }} type {{ ...TypeRef }} isDeprecated deprecationReason }} inputFields {{ ...InputValue }} interfaces {{ ...TypeRef }} enumValues(includeDeprecated: true) {{ name description isDeprecated deprecationReason }} possibleTypes {{ ...TypeRef }} }}
         fragment InputValue on __InputValue {{ name description type {{ ...TypeRef }} defaultValue }}
         fragment TypeRef on __Type {{ kind name {} }}", of_type(levels))
    };
    for levels in [7, 9] {
        let answer = ask(&door(), &standard(levels), json!({})).await;
        assert!(answer.codes().is_empty(), "{}", answer.text);
        assert!(answer.text.contains("SubmitResponsesInput"));
    }
    let answer = ask(&door(), &standard(17), json!({})).await;
    assert_eq!(answer.codes(), ["QUERY_TOO_DEEP"]);
    // Types of fields of types of fields: not deep, and yet enormous.
    let wide = "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }";
    assert_eq!(
        ask(&door(), wide, json!({})).await.codes(),
        ["QUERY_TOO_COMPLEX"]
    );
}

#[test]
fn a_large_variable_cannot_be_used_again_and_again() {
    let uses = |count: usize| {
        format!(
            "query($a: [String!]) {{ satisfactionSurvey(id: 1) {{ {} }} }}",
            "x(a: $a) ".repeat(count)
        )
    };
    let variables = json!({ "a": vec!["x"; 100_000] });
    assert!(judge_with(&uses(39), variables.clone(), &rules()).is_ok());
    assert!(matches!(
        judge_with(&uses(40), variables, &rules()),
        Err(Refusal::TooMuch {
            bound: Bound::VariableValues,
            ..
        })
    ));
}

#[test]
fn a_subscription_has_one_root_field() {
    assert!(judge("subscription { countdown(from: 1) }").is_ok());
    for text in [
        "subscription { a: countdown(from: 1) b: countdown(from: 2) }",
        "subscription { ...A } fragment A on Events { forever countdown(from: 1) }",
    ] {
        assert_eq!(
            judge(text).map(|_| ()),
            Err(Refusal::ManySubscriptions),
            "{text}"
        );
    }
}

#[tokio::test]
async fn what_is_no_graphql_is_told_with_its_place() {
    for text in [
        "",
        "   ",
        "# only this",
        "{",
        "}",
        "{ hello(name: \"\\ud800\") }",
        "query { a(b: \"\"\"x) }",
        "{ a(b: 1e99999) }",
        "\u{feff}",
        "{ \u{0} }",
        "type A { b: C }",
    ] {
        let answer = ask(&door(), text, json!({})).await;
        assert_eq!(answer.codes(), ["GRAPHQL_PARSE_FAILED"], "{text:?}");
    }
    let answer = ask(&door(), "{ hello\n  ! }", json!({})).await;
    assert_eq!(
        answer.json()["errors"][0]["locations"][0],
        json!({ "line": 2, "column": 3 })
    );
}

//! The order of an answer's fields: that of the query, whatever was ready first.

use async_graphql::{Request, Value, Variables};
use longdan::graphql::order::Order;
use serde_json::{Value as Json, json};

/// A value's shape with its names in their order.
fn shape(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let fields: Vec<_> = fields
                .iter()
                .map(|(name, value)| format!("{name}{}", shape(value)))
                .collect();
            format!("{{{}}}", fields.join(" "))
        }
        Value::List(values) => {
            let values: Vec<_> = values.iter().map(shape).collect();
            format!("[{}]", values.join(" "))
        }
        _ => String::new(),
    }
}

/// What a query makes of a value; the names of JSON objects stand in the order of the alphabet.
fn arranged(query: &str, variables: Json, value: Json) -> String {
    let mut request = Request::new(query).variables(Variables::from_json(variables));
    let order = Order::of(&mut request);
    let mut value = Value::from_json(value).expect("a value");
    order.arrange(&mut value);
    shape(&value)
}

#[test]
fn fields_stand_where_the_query_names_them_first() {
    let round = json!({ "a": 1, "b": [{ "c": 1, "d": { "e": 1, "f": 1 } }, null], "z": [[{ "x": 1, "y": 1 }]] });
    for (query, wanted) in [
        (
            "{ a b { c d { e f } } z { x y } }",
            "{a b[{c d{e f}} ] z[[{x y}]]}",
        ),
        (
            "{ z { y x } b { d { f e } c } a }",
            "{z[[{y x}]] b[{d{f e} c} ] a}",
        ),
        (
            "{ z: nodes { y: id x: id } ...B a ...B } fragment B on Query { b { ... { d { f } } c d { e } } }",
            "{z[[{y x}]] b[{d{f e} c} ] a}",
        ),
        (
            "query Other { a } query One { b { c } z { x } b { d { e } } a z { y } b { d { f } } }",
            "{b[{c d{e f}} ] z[[{x y}]] a}",
        ),
    ] {
        let mut request = Request::new(query);
        if query.contains("One") {
            request = request.operation_name("One");
        }
        let order = Order::of(&mut request);
        let mut value = Value::from_json(round.clone()).expect("a value");
        order.arrange(&mut value);
        assert_eq!(shape(&value), wanted, "{query}");
        order.arrange(&mut value);
        assert_eq!(shape(&value), wanted, "{query}, once more");
    }
}

#[test]
fn what_is_skipped_is_no_first_appearance() {
    let query = "query($no: Boolean!, $yes: Boolean = true) {
        b @skip(if: true) c @include(if: $no) ...B @skip(if: $yes) d b c
    } fragment B on Query { b }";
    let value = json!({ "b": 1, "c": 1, "d": 1 });
    assert_eq!(
        arranged(query, json!({ "no": false }), value.clone()),
        "{d b c}"
    );
    let given = json!({ "no": true, "yes": false });
    assert_eq!(arranged(query, given, value), "{c b d}");
}

#[test]
fn what_the_query_does_not_explain_is_kept() {
    for (query, wanted) in [
        ("{ c }", "{c a b}"),
        ("{ ...A } fragment A on Query { b ...A a }", "{b a c}"),
        ("{ ...Unknown c }", "{c a b}"),
        ("not a query", "{a b c}"),
    ] {
        let value = json!({ "a": 1, "b": 1, "c": 1 });
        assert_eq!(arranged(query, json!({}), value), wanted, "{query}");
    }
    assert_eq!(arranged("{ a }", json!({}), json!(null)), "");
}

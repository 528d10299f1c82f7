//! The printed schema: checked in, stable, described.

use std::fs;
use std::path::Path;

use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{TypeKind, TypeSystemDefinition};
use longdan::graphql::guard::limits::Size;
use longdan::graphql::{sdl, sizes};
use longdan::services::user_fault::UserFaultCode;

#[test]
fn the_checked_in_schema_is_the_one_that_is_printed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema.graphql");
    let kept = fs::read_to_string(path).unwrap_or_default();
    let hint = "schema.graphql is not current: run `cargo run -- schema > schema.graphql`";
    assert!(kept == sdl::print(), "{hint}");
}

#[test]
fn printing_twice_gives_the_same() {
    assert_eq!(sdl::print(), sdl::print());
}

/// Everything of a type that has a name, and whether it is described.
fn named_parts(name: &str, kind: &TypeKind) -> Vec<(String, bool)> {
    let fields = match kind {
        TypeKind::Object(object) => &object.fields,
        TypeKind::Interface(interface) => &interface.fields,
        TypeKind::Enum(list) => {
            let values = list.values.iter().map(|value| &value.node);
            return values
                .map(|value| {
                    (
                        format!("{name}.{}", value.value.node),
                        value.description.is_some(),
                    )
                })
                .collect();
        }
        TypeKind::InputObject(input) => {
            let fields = input.fields.iter().map(|field| &field.node);
            return fields
                .map(|field| {
                    (
                        format!("{name}.{}", field.name.node),
                        field.description.is_some(),
                    )
                })
                .collect();
        }
        TypeKind::Scalar | TypeKind::Union(_) => return Vec::new(),
    };
    let mut parts = Vec::new();
    for field in fields.iter().map(|field| &field.node) {
        let place = format!("{name}.{}", field.name.node);
        for argument in field.arguments.iter().map(|argument| &argument.node) {
            let place = format!("{place}({})", argument.name.node);
            parts.push((place, argument.description.is_some()));
        }
        parts.push((place, field.description.is_some()));
    }
    parts
}

#[test]
fn everything_is_described() {
    let document = parse_schema(sdl::print()).expect("the schema parses");
    let mut bare = Vec::new();
    for definition in &document.definitions {
        let TypeSystemDefinition::Type(definition) = definition else {
            continue;
        };
        let definition = &definition.node;
        let name = definition.name.node.as_str();
        if definition.description.is_none() {
            bare.push(name.to_owned());
        }
        let parts = named_parts(name, &definition.kind).into_iter();
        bare.extend(
            parts
                .filter(|(_, described)| !described)
                .map(|(place, _)| place),
        );
    }
    assert!(bare.is_empty(), "not described: {bare:#?}");
}

#[test]
fn each_list_has_a_size_for_the_cost_of_a_query() {
    // Of a page the connection's own field is counted, of ids how many are given.
    let counted_elsewhere = ["edges", "nodes", "path"];
    let lists = sizes::list_fields();
    let document = parse_schema(sdl::print()).expect("the schema parses");
    let mut unsized_lists = Vec::new();
    for definition in &document.definitions {
        let TypeSystemDefinition::Type(definition) = definition else {
            continue;
        };
        let fields = match &definition.node.kind {
            TypeKind::Object(object) => &object.fields,
            TypeKind::Interface(interface) => &interface.fields,
            _ => continue,
        };
        for field in fields.iter().map(|field| &field.node) {
            let name = field.name.node.as_str();
            let written = field.ty.node.to_string();
            let is_list = written.starts_with('[') || written.contains("Connection");
            if !is_list || counted_elsewhere.contains(&name) {
                continue;
            }
            // A connection is as long as its page; any other list is bounded by its subject.
            let is_sized = match lists.size(name) {
                Some(Size::About(_)) => written.starts_with('['),
                Some(Size::Paged) => true,
                None => false,
            };
            if !is_sized {
                unsized_lists.push(format!("{}.{name}", definition.node.name.node));
            }
        }
    }
    assert!(unsized_lists.is_empty(), "{unsized_lists:#?}");
}

#[test]
fn every_fault_of_the_user_is_named_in_the_schema() {
    let text = sdl::print();
    let (_, rest) = text.split_once("closed list:").expect("the closed list");
    let (list, _) = rest.split_once("type UserError").expect("its type");
    let named: Vec<_> = list
        .split('`')
        .filter(|word| word.chars().all(|c| c == '_' || c.is_ascii_uppercase()) && !word.is_empty())
        .collect();
    let all: Vec<_> = UserFaultCode::ALL
        .iter()
        .map(|code| code.as_str())
        .collect();
    assert_eq!(named, all);
}

/// Writes the schema anew after a change: `cargo test --test it -- --ignored write_the_schema`.
#[test]
#[ignore = "writes schema.graphql"]
fn write_the_schema() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema.graphql");
    fs::write(path, sdl::print()).expect("a file that can be written");
}

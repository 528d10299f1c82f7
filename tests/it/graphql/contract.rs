//! The printed schema keeps the contract: every name, with its exact type.

use std::collections::BTreeMap;

use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{
    FieldDefinition, InputValueDefinition, TypeDefinition, TypeKind, TypeSystemDefinition,
};
use longdan::graphql::sdl;

/// What a schema says of each name: its kind or type, its interfaces, its default.
type Sayings = BTreeMap<String, String>;

const CONTRACT: &str = include_str!("contract.graphql");

fn sayings(text: &str) -> Sayings {
    let document = parse_schema(text).expect("a schema");
    let mut all = Sayings::new();
    for definition in &document.definitions {
        if let TypeSystemDefinition::Type(definition) = definition {
            say_type(&definition.node, &mut all);
        }
    }
    all
}

fn say_type(definition: &TypeDefinition, all: &mut Sayings) {
    let name = definition.name.node.to_string();
    let implements =
        |all: &mut Sayings, interfaces: &[async_graphql::Positioned<async_graphql::Name>]| {
            for interface in interfaces {
                all.insert(
                    format!("{name} implements {}", interface.node),
                    "yes".to_owned(),
                );
            }
        };
    let kind = match &definition.kind {
        TypeKind::Scalar => {
            for directive in &definition.directives {
                all.insert(
                    format!("{name} @"),
                    format!("{:?}", directive.node.arguments[0].1.node),
                );
            }
            "scalar"
        }
        TypeKind::Object(object) => {
            implements(all, &object.implements);
            say_fields(&name, object.fields.iter().map(|field| &field.node), all);
            "type"
        }
        TypeKind::Interface(interface) => {
            implements(all, &interface.implements);
            say_fields(&name, interface.fields.iter().map(|field| &field.node), all);
            "interface"
        }
        TypeKind::Enum(list) => {
            for value in &list.values {
                all.insert(
                    format!("{name}.{}", value.node.value.node),
                    "value".to_owned(),
                );
            }
            "enum"
        }
        TypeKind::InputObject(input) => {
            for field in input.fields.iter().map(|field| &field.node) {
                all.insert(format!("{name}.{}", field.name.node), said(field));
            }
            "input"
        }
        TypeKind::Union(_) => "union",
    };
    all.insert(name, kind.to_owned());
}

fn say_fields<'a>(
    name: &str,
    fields: impl Iterator<Item = &'a FieldDefinition>,
    all: &mut Sayings,
) {
    for field in fields {
        let place = format!("{name}.{}", field.name.node);
        for argument in field.arguments.iter().map(|argument| &argument.node) {
            all.insert(format!("{place}({})", argument.name.node), said(argument));
        }
        all.insert(place, field.ty.node.to_string());
    }
}

fn said(value: &InputValueDefinition) -> String {
    let default = value.default_value.as_ref();
    let default = default.map_or(String::new(), |default| format!(" = {}", default.node));
    format!("{}{default}", value.ty.node)
}

/// What the contract says and the schema doesn't, or says otherwise.
fn breaches(contract: &Sayings, schema: &Sayings) -> Vec<String> {
    contract
        .iter()
        .filter(|(name, said)| schema.get(*name) != Some(said))
        .map(|(name, said)| match schema.get(name) {
            Some(other) => format!("{name}: {said} in the contract, {other} in the schema"),
            None => format!("{name}: {said} in the contract, missing in the schema"),
        })
        .collect()
}

#[test]
fn every_name_of_the_contract_is_kept_with_its_type() {
    let broken = breaches(&sayings(CONTRACT), &sayings(&sdl::print()));
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn what_is_added_leaves_old_programs_whole() {
    let contract = sayings(CONTRACT);
    let required = |name: &String, said: &String| {
        let of_input = name.contains('(')
            || name
                .split_once('.')
                .is_some_and(|(owner, _)| contract.get(owner).is_some_and(|kind| kind == "input"));
        // A field that is new may ask for what it likes: no old program names it.
        let owner = match name.split_once('(') {
            Some((field, _)) => Some(field),
            None => name.split('.').next(),
        };
        let is_new =
            !contract.contains_key(name) && owner.is_some_and(|owner| contract.contains_key(owner));
        of_input && is_new && said.ends_with('!')
    };
    let schema = sayings(&sdl::print());
    let breaking: Vec<_> = schema
        .iter()
        .filter(|(name, said)| required(name, said))
        .collect();
    assert!(breaking.is_empty(), "new and required: {breaking:#?}");
}

#[test]
fn a_breach_is_seen() {
    let contract =
        sayings("type A { b(c: Int): [String!]! d: ID } enum E { X Y } input I { f: Int! = 1 }");
    let schema = sayings("type A { b(c: Int!): [String!] } enum E { X } input I { f: Int! }");
    assert_eq!(breaches(&contract, &schema).len(), 5);
}

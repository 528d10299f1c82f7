//! The feed's description of itself: `$metadata` in CSDL, and the service document.

use maud::{PreEscaped, html};
use serde_json::{Value, json};

use super::feed::EntitySet;
use crate::exports::tables::cell::{Head, Kind};

/// The namespace of the feed's types.
const NAMESPACE: &str = "longdan";

/// `$metadata` (OData CSDL XML 4.0).
#[must_use]
pub fn metadata() -> String {
    let described = html! {
        (PreEscaped("<?xml version=\"1.0\" encoding=\"utf-8\"?>"))
        edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx" {
            edmx:DataServices {
                Schema Namespace=(NAMESPACE) xmlns="http://docs.oasis-open.org/odata/ns/edm" {
                    @for set in EntitySet::ALL {
                        EntityType Name=(set.entity()) {
                            Key { PropertyRef Name="id" {} }
                            @for head in set.heads() { (property(&head)) }
                        }
                    }
                    EntityContainer Name="Container" {
                        @for set in EntitySet::ALL {
                            EntitySet Name=(set.as_str()) EntityType={ (NAMESPACE) "." (set.entity()) } {}
                        }
                    }
                }
            }
        }
    };
    described.into_string()
}

fn property(head: &Head) -> PreEscaped<String> {
    let nullable = if head.key == "id" { "false" } else { "true" };
    let scale = matches!(head.kind, Kind::Percent | Kind::Decimal).then_some("2");
    html! {
        Property Name=(head.key) Type=(edm(head.kind)) Nullable=(nullable) Scale=[scale] {
            Annotation Term="Org.OData.Core.V1.Description" String=(head.vi) {}
        }
    }
}

/// The type of OData that a kind is.
const fn edm(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "Edm.String",
        Kind::Whole => "Edm.Int64",
        Kind::Percent | Kind::Decimal => "Edm.Decimal",
        Kind::Day => "Edm.Date",
        Kind::Moment => "Edm.DateTimeOffset",
        Kind::Flag => "Edm.Boolean",
    }
}

/// The service document: which sets there are. `root` is the address of the feed.
#[must_use]
pub fn service(root: &str) -> Value {
    let set =
        |set: &EntitySet| json!({ "name": set.as_str(), "kind": "EntitySet", "url": set.as_str() });
    json!({
        "@odata.context": format!("{root}/$metadata"),
        "value": EntitySet::ALL.iter().map(set).collect::<Vec<_>>(),
    })
}

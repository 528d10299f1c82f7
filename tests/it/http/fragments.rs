//! Which fields of fragments count as fields of the root, and how often.

use async_graphql::Variables;
use longdan::graphql::guard::document::{admit, read};

use crate::support::door::rules;

fn is_let_through(query: &str) -> bool {
    let rules = rules();
    let document = read(query, &rules.limits).expect("a document");
    admit(&document, None, &Variables::default(), &rules).is_ok()
}

#[test]
fn a_fragment_of_the_root_counts_once_where_it_is_spread() {
    let spread = |count: usize| {
        let fields = vec!["hello"; count].join(" ");
        format!("{{ ...A }} fragment A on Query {{ ...B }} fragment B on Query {{ {fields} }}")
    };
    assert!(is_let_through(&spread(50)));
    assert!(!is_let_through(&spread(51)));
}

#[test]
fn fragments_of_other_types_and_unspread_ones_have_no_fields_of_the_root() {
    let numbers = || 0..40;
    let fragments: Vec<String> = numbers()
        .map(|number| format!("fragment F{number} on Survey {{ id approval {{ percent }} }}"))
        .collect();
    let fragments = fragments.join(" ");
    let spreads: Vec<String> = numbers().map(|number| format!("...F{number}")).collect();
    let spreads = spreads.join(" ");
    let used = format!("{{ satisfactionSurvey(id: 1) {{ {spreads} }} }} {fragments}");
    assert!(is_let_through(&used));
    assert!(is_let_through(&format!("{{ hello }} {fragments}")));
}

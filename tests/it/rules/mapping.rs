//! The table from a provider's groups to roles.

use longdan::domain::trust::actor::Role;
use longdan::domain::trust::mapping::{Mapping, MappingFault, NotGranted};

const NONE: &[&str] = &[];

fn values(values: &[&str]) -> Vec<String> {
    values.iter().map(|value| (*value).to_owned()).collect()
}

#[test]
fn values_in_the_same_areas_add_up_and_others_do_not() {
    let table = "
        ['/longdan/mttq']
        role = 'FRONT'
        areas = ['42', '18628@2019-12-31']
        [department]
        role = 'DEPARTMENT'
        agency = 'SO_TAI_CHINH'
        [office]
        role = 'COORDINATION_OFFICE'
        [other-department]
        role = 'DEPARTMENT'
        agency = 'SO_Y_TE'
    ";
    let table = Mapping::parse(table).unwrap();
    let both = table
        .granted(&values(&["office", "x", "department", "office"]))
        .unwrap();
    assert_eq!(both.roles, [Role::CoordinationOffice, Role::Department]);
    assert_eq!(both.agency.as_deref(), Some("SO_TAI_CHINH"));
    let front = table.granted(&values(&["/longdan/mttq"])).unwrap();
    assert_eq!(front.areas.len(), 2);
    for apart in [
        ["/longdan/mttq", "office"],
        ["department", "other-department"],
    ] {
        assert_eq!(
            table.granted(&values(&apart)),
            Err(NotGranted::Apart),
            "{apart:?}"
        );
    }
    for nothing in [NONE, &["Office"], &["longdan/mttq"]] {
        assert_eq!(table.granted(&values(nothing)), Err(NotGranted::Nothing));
    }
    assert!(!table.makes_admins());
}

#[test]
fn a_table_that_would_give_what_no_token_holds_is_refused() {
    let named = || "x".to_owned();
    for (row, fault) in [
        ("role = 'FRONT'", MappingFault::AreaNeeded(named())),
        (
            "role = 'COLLECTOR'\nareas = []",
            MappingFault::AreaNeeded(named()),
        ),
        (
            "role = 'FRONT'\nareas = ['4 2']",
            MappingFault::Area(named()),
        ),
        ("role = 'DEPARTMENT'", MappingFault::Agency(named())),
        (
            "role = 'ADMIN'\nagency = 'a b'",
            MappingFault::Agency(named()),
        ),
    ] {
        assert_eq!(Mapping::parse(&format!("[x]\n{row}")), Err(fault), "{row}");
    }
    for row in [
        "role = 'KING'",
        "areas = []",
        "role = 'ADMIN'\narea = '42'",
        "role",
    ] {
        let parsed = Mapping::parse(&format!("[x]\n{row}"));
        assert!(matches!(parsed, Err(MappingFault::Unreadable(_))), "{row}");
    }
    assert!(
        Mapping::parse("[x]\nrole = 'ADMIN'")
            .unwrap()
            .makes_admins()
    );
}

//! A form for phones: what it asks, in which languages, when its version changes.

use std::sync::Arc;

use longdan::domain::base::ids::{QuestionnaireId, SurveyId};
use longdan::domain::survey::bundled::questionnaires;
use longdan::domain::survey::lifecycle::SurveyKind;
use longdan::domain::survey::questionnaire::{Layout, Questionnaire};
use longdan::openrosa::form_list::{Listed, form_list};
use longdan::openrosa::xform::{form_of, xform};
use longdan::services::field_forms::{FieldForm, FieldHamlet};
use longdan::services::forms::Form;
use quick_xml::Reader;
use quick_xml::events::Event;
use uuid::Uuid;

use crate::support::world::small_form;

fn of(questionnaire: Questionnaire, hamlets: &[(&str, &str)]) -> FieldForm {
    let hamlets = hamlets.iter().map(|(code, name)| FieldHamlet {
        code: (*code).to_owned(),
        name: (*name).to_owned(),
    });
    FieldForm {
        survey: SurveyId(Uuid::from_u128(7)),
        kind: SurveyKind::Collection,
        area: "Xã Tượng Sơn".to_owned(),
        form: Arc::new(Form {
            id: QuestionnaireId(Uuid::from_u128(8)),
            layout: Layout::of(&questionnaire),
            questionnaire,
        }),
        hamlets: hamlets.collect(),
    }
}

const TWO: &[(&str, &str)] = &[("18628-01", "Thôn 01"), ("18628-02", "Thôn 02")];

/// The document, a tag a line, so that a change is read line by line.
fn lines(text: &str) -> String {
    text.replace("><", ">\n<")
}

#[test]
fn a_form_asks_for_hamlet_household_items_reasons_and_a_remark() {
    insta::assert_snapshot!(lines(&xform(&of(small_form(), TWO)).text));
}

#[test]
fn the_version_changes_with_every_change_and_only_then() {
    let base = xform(&of(small_form(), TWO));
    assert_eq!(xform(&of(small_form(), TWO)), base);
    let mut label = small_form();
    label.items[0].label.en.push('!');
    let mut required = small_form();
    required.items[1].required = true;
    let mut moved = small_form();
    moved.items.swap(0, 1);
    let mut option = small_form();
    option.items[0].options.pop();
    let mut kind = of(small_form(), TWO);
    kind.kind = SurveyKind::DirectCheck;
    let changed = [
        of(label, TWO),
        of(required, TWO),
        of(moved, TWO),
        of(option, TWO),
        of(small_form(), &TWO[..1]),
        of(small_form(), &[TWO[0], ("18628-02", "Thôn Hai")]),
        kind,
    ];
    let mut versions: Vec<_> = changed.iter().map(|form| xform(form).version).collect();
    versions.push(base.version.clone());
    versions.sort();
    versions.dedup();
    assert_eq!(versions.len(), changed.len() + 1);
    assert_eq!(form_of(&base.id), Some(SurveyId(Uuid::from_u128(7))));
}

#[test]
fn a_reason_never_takes_the_place_of_an_item() {
    let mut form = small_form();
    form.items[1].code = "Q1_reason".to_owned();
    let text = xform(&of(form, TWO)).text;
    assert_eq!(text.matches("<Q1_reason/>").count(), 1);
    assert_eq!(text.matches("nodeset=\"/data/Q1_reason\"").count(), 1);
}

#[test]
fn whatever_a_label_says_the_form_stays_well_formed() {
    for questionnaire in questionnaires().expect("bundled forms") {
        let mut form = of(questionnaire, &[("a", "Thôn <Đông> & \"Tây\" 'Nam' ]]>")]);
        form.area = "</h:title>".to_owned();
        let form = xform(&form);
        let list = form_list(
            &[Listed {
                address: "http://x/?a=1&b=2".to_owned(),
                form: form.clone(),
            }],
            true,
        );
        for text in [&form.text, &list] {
            let mut reader = Reader::from_str(text);
            let mut depth = 0;
            loop {
                match reader.read_event().expect("well-formed") {
                    Event::Start(_) => depth += 1,
                    Event::End(_) => depth -= 1,
                    Event::Eof => break,
                    _ => {}
                }
            }
            assert_eq!(depth, 0);
        }
    }
}

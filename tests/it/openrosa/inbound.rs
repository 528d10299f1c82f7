//! A filled form is read as it was meant; nothing in it is followed.

use longdan::domain::base::clock::Instant;
use longdan::domain::survey::filled_form::{FilledForm, UnreadableForm};
use longdan::openrosa::inbound::read;
use proptest::prelude::*;

use crate::support::world::{noon, small_form};

const SURVEY: &str = "01980000-0000-7000-8000-000000000001";
const INSTANCE: &str = "6f0b7a36-2a3c-4b8e-9a57-8a4b4a5d2c11";

/// A form with these elements, beside its id.
fn with(elements: &str) -> String {
    format!(
        "<data id=\"longdan-{SURVEY}\" version=\"1\">{elements}<meta><instanceID>uuid:{INSTANCE}</instanceID></meta></data>"
    )
}

fn fault(text: &str) -> UnreadableForm {
    read(text.as_bytes()).expect_err("unreadable")
}

fn form(elements: &str) -> FilledForm {
    read(with(elements).as_bytes()).unwrap_or_else(|fault| panic!("{fault}: {elements}"))
}

fn instant(text: &str) -> Instant {
    text.parse().expect("an instant")
}

#[test]
fn every_part_is_read() {
    let read = form(
        "<start>2019-07-17T12:00:00.000+07:00</start><end>2019-07-17T12:05:00.250+07:00</end>
         <hamlet> 18628-01 </hamlet><household>H-1</household>
         <Q1>NOT_SATISFIED</Q1><Q1_reason>Đường &amp; cầu &#x111;ổ</Q1_reason><Q2/><ALL><![CDATA[OTHER]]></ALL>
         <comment>
            Một &lt;dòng&gt;&#10;và dòng nữa </comment>",
    );
    assert_eq!(read.survey.to_string(), SURVEY);
    assert_eq!(read.id.to_string(), INSTANCE);
    assert_eq!(read.collected_at, Some(instant("2019-07-17T05:05:00.25Z")));
    assert_eq!(read.comment.as_deref(), Some("Một <dòng>\nvà dòng nữa"));
    let draft = read.draft(&small_form(), noon());
    assert_eq!(draft.hamlet_code, "18628-01");
    assert_eq!(draft.household_code, "H-1");
    let answers: Vec<_> = draft
        .answers
        .iter()
        .map(|one| {
            (
                one.item.as_str(),
                one.choice.as_str(),
                one.reason.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        answers,
        [
            ("Q1", "NOT_SATISFIED", Some("Đường & cầu đổ")),
            ("ALL", "OTHER", None)
        ]
    );
}

#[test]
fn clients_may_write_it_in_their_own_way() {
    let plain = form("<hamlet>a</hamlet><Q1>SATISFIED</Q1>");
    let other = format!(
        "\u{FEFF}<?xml version='1.0' encoding='utf-8' ?>\r\n<!-- a comment -->\r\n
         <x:phieu xmlns:x=\"urn:x\" xmlns:orx=\"http://openrosa.org/xforms\" version=\"9\" id=\"longdan-{SURVEY}\">\r\n
         <x:hamlet >a</x:hamlet ><Q1>SATIS<!-- split -->FIED</Q1>
         <orx:meta><orx:instanceID>uuid:{INSTANCE}</orx:instanceID><orx:deviceID>1</orx:deviceID><audit/></orx:meta>
         </x:phieu>\r\n"
    );
    assert_eq!(read(other.as_bytes()), Ok(plain));
}

#[test]
fn the_end_counts_else_the_start_else_neither() {
    let start = "<start>2019-07-17T05:00:00Z</start>";
    assert_eq!(
        form(start).collected_at,
        Some(instant("2019-07-17T05:00:00Z"))
    );
    assert_eq!(form("<end/>").collected_at, None);
    for bad in ["2019-07-17T12:05:00", "17/7/2019", "0019-07-17T12:05:00Z"] {
        let text = with(&format!("<end>{bad}</end>"));
        assert_eq!(fault(&text), UnreadableForm::BadTime, "{bad}");
    }
}

#[test]
fn what_the_form_does_not_have_stays_an_answer() {
    let read = form("<group><Q1>SATISFIED</Q1></group><Q9>1</Q9><Q9_reason>x</Q9_reason>");
    let draft = read.draft(&small_form(), noon());
    let items: Vec<_> = draft.answers.iter().map(|one| one.item.as_str()).collect();
    assert_eq!(items, ["group/Q1", "Q9", "Q9_reason"]);
}

#[test]
fn what_is_not_a_form_is_told_apart() {
    let deep = format!("{}{}", "<a>".repeat(9), "</a>".repeat(9));
    let cases = [
        ("", UnreadableForm::NotXml),
        ("no form", UnreadableForm::NotXml),
        ("<data", UnreadableForm::NotXml),
        ("<data id='1'><a></data>", UnreadableForm::NotXml),
        ("<data/><data/>", UnreadableForm::NotXml),
        ("<data/>after", UnreadableForm::NotXml),
        ("<data><a b=1/></data>", UnreadableForm::NotXml),
        ("<data a='1' a='2'/>", UnreadableForm::NotXml),
        (
            "<?xml version='1.0' encoding='latin1'?><data/>",
            UnreadableForm::NotXml,
        ),
        ("<data>&unknown;</data>", UnreadableForm::Declares),
        ("<!DOCTYPE data><data/>", UnreadableForm::Declares),
        (
            "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><d>&x;</d>",
            UnreadableForm::Declares,
        ),
        (&with(&deep), UnreadableForm::TooMuch),
        (&with(&"<a/>".repeat(1_001)), UnreadableForm::TooMuch),
        ("<data/>", UnreadableForm::NoForm),
        ("<data id='another'/>", UnreadableForm::NoForm),
        (
            &format!("<data id='longdan-{SURVEY}'/>"),
            UnreadableForm::NoInstanceId,
        ),
        (&with("").replace("uuid:", ""), UnreadableForm::NoInstanceId),
        (
            &with("").replace(INSTANCE, "1"),
            UnreadableForm::NoInstanceId,
        ),
        (
            &with("<hamlet>a</hamlet><hamlet>b</hamlet>"),
            UnreadableForm::Doubled,
        ),
        (
            &with("<meta><deprecatedID>uuid:1</deprecatedID></meta>"),
            UnreadableForm::Replaces,
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(fault(text), expected, "{text}");
    }
    assert_eq!(read(b"<data>\xff</data>"), Err(UnreadableForm::NotXml));
}

proptest! {
    #[test]
    fn nothing_that_is_sent_stops_the_program(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes);
    }

    #[test]
    fn nothing_that_looks_like_xml_stops_the_program(
        parts in prop::collection::vec(prop_oneof![
            Just("<a>"), Just("</a>"), Just("<a/>"), Just("&amp;"), Just("&#0;"), Just("&#xD800;"), Just("<!--"),
            Just("-->"), Just("<![CDATA["), Just("]]>"), Just("<?x"), Just("?>"), Just("text"), Just("<data id='x'>"),
        ], 0..40)
    ) {
        let _ = read(parts.concat().as_bytes());
    }

    #[test]
    fn a_text_comes_back_as_it_was_written(text in "[^\\p{Cc}]{1,60}") {
        let written = quick_xml::escape::escape(text.as_str()).into_owned();
        let read = form(&format!("<comment>{written}</comment>"));
        let expected = (!text.trim().is_empty()).then(|| text.trim().to_owned());
        prop_assert_eq!(read.comment, expected);
    }
}

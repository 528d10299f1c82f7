//! A survey's form as an XForm, for one collector.
//!
//! The same items, options and limits as the judge's, in both languages. Its version is the beginning of a hash over
//! everything else in it, so that it changes whenever anything does, and only then.

use md5::{Digest as _, Md5};
use uuid::Uuid;

use super::markup::{Attributes, Markup};
use super::xform_texts::{Line, lines, option_lists};
use crate::domain::base::canonical::{hex, sha256_hex};
use crate::domain::base::ids::SurveyId;
use crate::domain::base::language::Language;
use crate::domain::survey::filled_form::{asks_reason, reason_leaf};
use crate::domain::survey::questionnaire::{AnswerOption, Item};
use crate::services::field_forms::FieldForm;
use crate::words::field;

/// What a form's id has before the survey's.
const PREFIX: &str = "longdan-";
/// Digits of the hash that make a version: enough for 2^64 forms.
const VERSION_DIGITS: usize = 16;
/// What a household's code may be.
const HOUSEHOLD: &str = "regex(., '^[A-Za-z0-9._-]{1,64}$')";
/// How long a remark or reason may be, in characters.
/// Where a list of options keeps them.
const OPTIONS: &str = "root/item";
const REMARK: &str = "string-length(.) <= 4000";
/// The namespaces of a form.
const NAMESPACES: Attributes<'static> = &[
    ("xmlns", "http://www.w3.org/2002/xforms"),
    ("xmlns:h", "http://www.w3.org/1999/xhtml"),
    ("xmlns:jr", "http://openrosa.org/javarosa"),
    ("xmlns:odk", "http://www.opendatakit.org/xforms"),
    ("xmlns:orx", "http://openrosa.org/xforms"),
    ("xmlns:xsd", "http://www.w3.org/2001/XMLSchema"),
];

/// A form as it is served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct XForm {
    /// Its id, which the root of a filled form repeats.
    pub id: String,
    /// What a phone calls it: the form's title and the area.
    pub name: String,
    /// The hamlets that it is for.
    pub description: String,
    /// Changes with its content.
    pub version: String,
    /// The document.
    pub text: String,
    /// MD5 of the document's bytes, in hexadecimal.
    pub md5: String,
}

/// The id of a survey's form.
#[must_use]
pub fn form_id(survey: SurveyId) -> String {
    format!("{PREFIX}{survey}")
}

/// The survey that a form's id names.
#[must_use]
pub fn form_of(id: &str) -> Option<SurveyId> {
    let id = id.strip_prefix(PREFIX)?;
    Uuid::try_parse(id).ok().map(SurveyId)
}

/// Writes the form.
#[must_use]
pub fn xform(form: &FieldForm) -> XForm {
    let name = field::form_name(form);
    let unversioned = document(form, &name, "");
    let hash = sha256_hex(&unversioned);
    let version: String = hash.chars().take(VERSION_DIGITS).collect();
    let text = document(form, &name, &version);
    let hamlets: Vec<&str> = form
        .hamlets
        .iter()
        .map(|place| place.name.as_str())
        .collect();
    XForm {
        id: form_id(form.survey),
        name,
        description: hamlets.join(", "),
        version,
        md5: hex(&Md5::digest(text.as_bytes())),
        text,
    }
}

fn document(form: &FieldForm, name: &str, version: &str) -> String {
    let mut document = Markup::xml();
    document.element("h:html", NAMESPACES, |html| {
        html.element("h:head", &[], |head| {
            head.leaf("h:title", &[], name);
            head.element("model", &[("odk:xforms-version", "1.0.0")], |model| {
                translations(model, form);
                instances(model, form, version);
                binds(model, form);
            });
        });
        html.element("h:body", &[], |body| questions(body, form));
    });
    document.finish()
}

fn translations(model: &mut Markup, form: &FieldForm) {
    let lines = lines(form);
    let spoken = [
        (Language::Vi, "Tiếng Việt (vi)"),
        (Language::En, "English (en)"),
    ];
    model.element("itext", &[], |itext| {
        for (language, name) in spoken {
            let is_default = [("lang", name), ("default", "true()")];
            let attributes = match language {
                Language::Vi => &is_default[..],
                Language::En => &[("lang", name)],
            };
            itext.element("translation", attributes, |translation| {
                for Line { id, text } in &lines {
                    translation.element("text", &[("id", id)], |line| {
                        line.leaf("value", &[], text.text(language));
                    });
                }
            });
        }
    });
}

/// The empty form, and the lists that its questions choose from.
fn instances(model: &mut Markup, form: &FieldForm, version: &str) {
    let id = form_id(form.survey);
    model.element("instance", &[], |instance| {
        instance.element("data", &[("id", &id), ("version", version)], |data| {
            data.empty("start", &[]);
            data.empty("end", &[]);
            match form.hamlets.as_slice() {
                [only] => data.leaf("hamlet", &[], &only.code),
                _ => data.empty("hamlet", &[]),
            }
            data.empty("household", &[]);
            for item in &form.form.questionnaire.items {
                data.empty(&item.code, &[]);
                if has_reason(form, item) {
                    data.empty(&reason_leaf(&item.code), &[]);
                }
            }
            data.empty("comment", &[]);
            data.element("meta", &[], |meta| {
                meta.empty("instanceID", &[]);
                meta.empty("instanceName", &[]);
            });
        });
    });
    let hamlets = form.hamlets.iter();
    let hamlets = hamlets.map(|place| (place.code.clone(), "label", place.name.clone()));
    list(model, "hamlets", hamlets);
    for (number, options) in option_lists(form).into_iter().enumerate() {
        let name = format!("options-{number}");
        let options = options.iter().map(|option| {
            (
                option.code.clone(),
                "itextId",
                format!("{name}-{}", option.code),
            )
        });
        list(model, &name, options);
    }
}

/// A list to choose from: for each choice its code, and where its label stands.
fn list(
    model: &mut Markup,
    name: &str,
    choices: impl Iterator<Item = (String, &'static str, String)>,
) {
    model.element("instance", &[("id", name)], |instance| {
        instance.element("root", &[], |root| {
            for (code, label, text) in choices {
                root.element("item", &[], |item| {
                    item.leaf(label, &[], &text);
                    item.leaf("name", &[], &code);
                });
            }
        });
    });
}

/// What each leaf may hold.
fn binds(model: &mut Markup, form: &FieldForm) {
    for time in ["start", "end"] {
        let path = format!("/data/{time}");
        let preload = [("jr:preload", "timestamp"), ("jr:preloadParams", time)];
        bind(model, &path, "dateTime", &preload);
    }
    let required = ("required", "true()");
    bind(model, "/data/hamlet", "string", &[required]);
    let malformed = ("jr:constraintMsg", "jr:itext('household-malformed')");
    let household = [required, ("constraint", HOUSEHOLD), malformed];
    bind(model, "/data/household", "string", &household);
    let long = [
        ("constraint", REMARK),
        ("jr:constraintMsg", "jr:itext('remark-too-long')"),
    ];
    for item in &form.form.questionnaire.items {
        let path = format!("/data/{}", item.code);
        let needed: Attributes<'_> = if item.required { &[required] } else { &[] };
        bind(model, &path, "string", needed);
        let choices = asks_reason(&form.form.questionnaire, item);
        if !choices.is_empty() {
            let chosen = choices.iter().map(|choice| format!("{path} = '{choice}'"));
            let relevant = chosen.collect::<Vec<_>>().join(" or ");
            let [constraint, message] = long;
            let attributes = [("relevant", relevant.as_str()), constraint, message];
            let leaf = format!("/data/{}", reason_leaf(&item.code));
            bind(model, &leaf, "string", &attributes);
        }
    }
    bind(model, "/data/comment", "string", &long);
    let uid = [("readonly", "true()"), ("jr:preload", "uid")];
    bind(model, "/data/meta/instanceID", "string", &uid);
    let name = [("calculate", "concat(/data/hamlet, ' / ', /data/household)")];
    bind(model, "/data/meta/instanceName", "string", &name);
}

fn bind(model: &mut Markup, path: &str, kind: &str, more: Attributes<'_>) {
    let attributes: Vec<_> = [("nodeset", path), ("type", kind)]
        .into_iter()
        .chain(more.iter().copied())
        .collect();
    model.empty("bind", &attributes);
}

/// What the collector is asked, in order.
fn questions(body: &mut Markup, form: &FieldForm) {
    body.element("select1", &[("ref", "/data/hamlet")], |question| {
        label(question, "/data/hamlet");
        choices(question, "hamlets", "label");
    });
    body.element("input", &[("ref", "/data/household")], |question| {
        label(question, "/data/household");
        question.empty("hint", &[("ref", "jr:itext('/data/household:hint')")]);
    });
    let lists = option_lists(form);
    for item in &form.form.questionnaire.items {
        let path = format!("/data/{}", item.code);
        body.element("select1", &[("ref", &path)], |question| {
            label(question, &path);
            choices(question, &list_of(&lists, item), "jr:itext(itextId)");
        });
        if has_reason(form, item) {
            remark(body, &format!("/data/{}", reason_leaf(&item.code)));
        }
    }
    remark(body, "/data/comment");
}

fn remark(body: &mut Markup, path: &str) {
    body.element(
        "input",
        &[("ref", path), ("appearance", "multiline")],
        |question| {
            label(question, path);
        },
    );
}

fn label(question: &mut Markup, path: &str) {
    question.empty("label", &[("ref", &format!("jr:itext('{path}:label')"))]);
}

fn choices(question: &mut Markup, list: &str, label: &str) {
    let nodes = format!("instance('{list}')/{OPTIONS}");
    question.element("itemset", &[("nodeset", &nodes)], |itemset| {
        itemset.empty("value", &[("ref", "name")]);
        itemset.empty("label", &[("ref", label)]);
    });
}

fn list_of(lists: &[&[AnswerOption]], item: &Item) -> String {
    let number = lists.iter().position(|list| *list == item.options);
    format!("options-{}", number.unwrap_or_default())
}

fn has_reason(form: &FieldForm, item: &Item) -> bool {
    !asks_reason(&form.form.questionnaire, item).is_empty()
}

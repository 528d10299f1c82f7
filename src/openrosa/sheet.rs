//! The sheet that is printed for a collector: the QR code and what to do with it.

use super::markup::Markup;
use crate::domain::base::language::Language;
use crate::words::field_sheet::{self as words, SheetFor};

/// How the sheet looks, on a screen and on A4.
pub const STYLE: &str = include_str!("sheet.css");

/// The sheet as a page, with its QR code in SVG.
#[must_use]
pub fn sheet(of: &SheetFor<'_>, code: &str, language: Language) -> String {
    let tag = match language {
        Language::Vi => "vi",
        Language::En => "en",
    };
    let mut page = Markup::html();
    page.element("html", &[("lang", tag)], |page| {
        page.element("head", &[], |head| {
            head.empty("meta", &[("charset", "utf-8")]);
            let view = [("name", "viewport"), ("content", "width=device-width")];
            head.empty("meta", &view);
            head.leaf("title", &[], words::TITLE.text(language));
            head.element("style", &[], |style| style.raw(STYLE));
        });
        page.element("body", &[], |body| {
            body.leaf("h1", &[], words::TITLE.text(language));
            body.element("dl", &[], |list| {
                for (name, value) in words::facts(of, language) {
                    list.leaf("dt", &[], name);
                    list.leaf("dd", &[], &value);
                }
            });
            body.element("figure", &[], |figure| figure.raw(code));
            body.element("ol", &[], |steps| {
                for step in words::STEPS {
                    steps.leaf("li", &[], step.text(language));
                }
            });
            body.leaf("p", &[("class", "secret")], words::SECRET.text(language));
        });
    });
    page.finish()
}

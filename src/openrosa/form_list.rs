//! The list of forms that a phone may fetch, and the files that a form needs.

use super::markup::Markup;
use super::xform::XForm;

/// The namespace of the list.
const LIST: &str = "http://openrosa.org/xforms/xformsList";
/// The namespace of a manifest.
const MANIFEST: &str = "http://openrosa.org/xforms/xformsManifest";

/// A form and where it is fetched.
#[derive(Debug)]
pub struct Listed {
    /// The form.
    pub form: XForm,
    /// Its address.
    pub address: String,
}

/// The list; with descriptions where `verbose` asks for them.
///
/// A phone refuses the whole list where one form lacks its id, name, hash or address.
#[must_use]
pub fn form_list(forms: &[Listed], verbose: bool) -> String {
    let mut list = Markup::xml();
    list.element("xforms", &[("xmlns", LIST)], |list| {
        for Listed { form, address } in forms {
            list.element("xform", &[], |xform| {
                xform.leaf("formID", &[], &form.id);
                xform.leaf("name", &[], &form.name);
                xform.leaf("version", &[], &form.version);
                xform.leaf("hash", &[], &format!("md5:{}", form.md5));
                if verbose {
                    xform.leaf("descriptionText", &[], &form.description);
                }
                xform.leaf("downloadUrl", &[], address);
            });
        }
    });
    list.finish()
}

/// The manifest of a form: our forms need no file beside them.
#[must_use]
pub fn manifest() -> String {
    let mut manifest = Markup::xml();
    manifest.element("manifest", &[("xmlns", MANIFEST)], |_| ());
    manifest.finish()
}

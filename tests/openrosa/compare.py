"""Compares a form of the server with what pyxform makes of the same questions.

    python compare.py FORM.xml QUESTIONS.json

Paths of leaves, binds, choices with their codes, and labels in both languages must be the same; how a document names
its lists and texts is its own business.
"""

import json
import re
import sys
import xml.etree.ElementTree as ElementTree

from pyxform.xls2xform import convert

XFORMS = "{http://www.w3.org/2002/xforms}"
JAVAROSA = "{http://openrosa.org/javarosa}"
VI, EN = "Tiếng Việt (vi)", "English (en)"
LONGEST = "string-length(.) <= 4000"


def workbook(survey, labels):
    """The questions as an XLSForm; what is not in them, the server's own words, is taken from `labels`."""
    rows = [{"type": "start", "name": "start"}, {"type": "end", "name": "end"}]

    def ask(kind, name, **more):
        spoken = {f"label::{language}": labels[language][name] for language in (VI, EN)}
        rows.append({"type": kind, "name": name, **spoken, **more})

    hamlets = [one["hamlet"] for one in survey["hamlets"] if one["assigned"]]
    only = {"default": hamlets[0]["code"]} if len(hamlets) == 1 else {}
    ask("select_one hamlets", "hamlet", required="yes", **only)
    ask("text", "household", required="yes", constraint="regex(., '^[A-Za-z0-9._-]{1,64}$')")
    choices = [
        {"list_name": "hamlets", "name": one["code"], f"label::{VI}": one["name"], f"label::{EN}": one["name"]}
        for one in hamlets
    ]
    for item in survey["questionnaire"]["items"]:
        code, options = item["code"], item["options"]
        needed = {"required": "yes"} if item["required"] else {}
        ask(f"select_one {code}", code, **needed)
        choices += [
            {"list_name": code, "name": one["code"], f"label::{VI}": one["labelVi"], f"label::{EN}": one["labelEn"]}
            for one in options
        ]
        others = [one["code"] for one in options if one["sentiment"] != "POSITIVE"]
        if others:
            relevant = " or ".join(f"${{{code}}} = '{other}'" for other in others)
            ask("text", f"{code}_reason", relevant=relevant, constraint=LONGEST)
    ask("text", "comment", constraint=LONGEST)
    name = "concat(${hamlet}, ' / ', ${household})"
    settings = [{"form_id": "form", "default_language": VI, "instance_name": name}]
    return {"survey": rows, "choices": choices, "settings": settings}


def translations(root):
    """Every text by language and id."""
    return {
        translation.get("lang"): {
            text.get("id"): text.findtext(f"{XFORMS}value") for text in translation.iter(f"{XFORMS}text")
        }
        for translation in root.iter(f"{XFORMS}translation")
    }


def said(texts, reference):
    """What a label says in each language."""
    named = re.fullmatch(r"jr:itext\('(.+)'\)", reference or "")
    return {language: texts[language].get(named.group(1)) if named else reference for language in texts}


def lists(root, texts):
    """The choices of each list, by the list's id."""
    found = {}
    for instance in root.iter(f"{XFORMS}instance"):
        items = list(instance.iter(f"{XFORMS}item"))
        found[instance.get("id")] = [
            (
                item.findtext(f"{XFORMS}name"),
                {
                    language: texts[language].get(item.findtext(f"{XFORMS}itextId"))
                    if item.find(f"{XFORMS}itextId") is not None
                    else item.findtext(f"{XFORMS}label")
                    for language in texts
                },
            )
            for item in items
        ]
    return found


def paths(element, above=""):
    """Paths and defaults of the leaves of the form's own instance."""
    here = f"{above}/{element.tag.split('}')[-1]}"
    children = list(element)
    if not children:
        return {here: element.text}
    return {path: text for child in children for path, text in paths(child, here).items()}


def binds(root):
    kept = ["type", "required", "readonly", "relevant", "constraint", "calculate"]
    kept += [f"{JAVAROSA}preload", f"{JAVAROSA}preloadParams"]
    return {
        bind.get("nodeset"): {key: compact(bind.get(key)) for key in kept if bind.get(key)}
        for bind in root.iter(f"{XFORMS}bind")
    }


def compact(expression):
    """An expression without spaces outside of texts."""
    parts = re.split(r"('[^']*')", expression)
    return "".join(part if part.startswith("'") else re.sub(r"\s+", "", part) for part in parts)


def questions(root, texts):
    """What is asked, in order: kind, path, label, choices."""
    choices = lists(root, texts)
    asked = []
    for kind in ("select1", "input"):
        for question in root.iter(f"{XFORMS}{kind}"):
            label = question.find(f"{XFORMS}label")
            itemset = question.find(f"{XFORMS}itemset")
            named = re.match(r"instance\('(.+?)'\)", itemset.get("nodeset")) if itemset is not None else None
            label = said(texts, label.get("ref")) if label.get("ref") else {language: label.text for language in texts}
            asked.append((kind, question.get("ref"), label, choices[named.group(1)] if named else None))
    return asked


def summary(text):
    root = ElementTree.fromstring(text)
    texts = translations(root)
    own = next(root.iter(f"{XFORMS}instance"))[0]
    return {"paths": paths(own), "binds": binds(root), "questions": questions(root, texts)}


def main(form, survey):
    with open(form, encoding="utf-8") as file:
        ours = file.read()
    with open(survey, encoding="utf-8") as file:
        survey = json.load(file)
    root = ElementTree.fromstring(ours)
    labels = {
        language: {
            key.removeprefix("/data/").removesuffix(":label"): text
            for key, text in texts.items()
            if key.endswith(":label")
        }
        for language, texts in translations(root).items()
    }
    items = survey["questionnaire"]["items"]
    for language, key in ((VI, "labelVi"), (EN, "labelEn")):
        labels[language].update({item["code"]: item[key] for item in items})
    theirs = convert(workbook(survey, labels)).xform
    ours, theirs = summary(ours), summary(theirs)
    for part, own in ours.items():
        if own != theirs[part]:
            print(f"{part} differ\nours:   {own}\ntheirs: {theirs[part]}", file=sys.stderr)
            return 1
    return 0


sys.exit(main(*sys.argv[1:]))

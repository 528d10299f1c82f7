"""Prints what is wrong with papers: the rules of PDF/A as pikepdf knows them, and what PDF/UA asks.

pikepdf.pdfa holds files against veraPDF's catalogue for PDF/A-2b. It approves only what it knows, so what
it doesn't know of our files is named here, with the reason; anything else is a fault. What level a and
PDF/UA-1 ask on top is looked at below: no program that checks all of it can be had from a registry.
"""

import json
import sys

import pikepdf
from pikepdf import pdfa

# Findings of pikepdf.pdfa that are no faults: (rule, part of its message, reason).
KNOWN = [
    ("6.2.11.4.2-2", "is not checked", "it reads no CIDSet"),
    ("schema-OutlineItem", "is not valid", "it wants a bookmark's place inside the bookmark; a reference is one"),
    ("6.6.2.3.1-1", "xmpTPg", "the number of pages is of XMP 2005, which PDF/A-2 takes over"),
    ("6.6.2.3.1-1", "pdfaExtension", "the schema that tells what pdfuaid is; PDF/A-2, 6.6.2.3.3"),
    ("6.6.2.3.1-1", "pdfaSchema", "the same"),
    ("6.6.2.3.1-1", "pdfaProperty", "the same"),
    ("6.6.2.3.1-1", "pdfuaid:part", "told by that schema"),
    ("6.6.2.3.1-2", "xmpMM:History", "it doesn't read what is inside"),
    ("6.6.4-3", "'A', expected 'B'", "it checks level b; we say a, which holds b"),
]
SHOWS = {"Tj", "TJ", "'", '"', "S", "f", "f*", "B", "b", "Do"}


def archival(path):
    """Findings of pikepdf.pdfa that nobody has looked at."""
    for finding in pdfa.validate_written(path, "2b").findings:
        if not any(finding.rule.endswith(rule) and part in finding.message for rule, part, _ in KNOWN):
            yield f"{finding.rule} {finding.where}: {finding.message}"


def catalogue(pdf):
    """What the root of the file must say."""
    root = pdf.Root
    with pdf.open_metadata() as xmp:
        for key, wanted in {"pdfaid:part": "2", "pdfaid:conformance": "A", "pdfuaid:part": "1"}.items():
            if xmp.get(key) != wanted:
                yield f"XMP: {key} is {xmp.get(key)}"
        if not xmp.get("dc:title"):
            yield "XMP: no title"
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "not marked"
    if str(root.get("/Lang")) != "vi":
        yield f"language {root.get('/Lang')}"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "the window shows the file's name"
    if "/StructTreeRoot" not in root or "/OutputIntents" not in root or "/Outlines" not in root:
        yield "no structure, bookmarks or output intent"
    if pdf.is_encrypted or "/AA" in root or "/OpenAction" in root or "/JavaScript" in root.get("/Names", {}):
        yield "encrypted, or it does something by itself"


def fonts(pdf):
    """Fonts that are not inside, or whose letters can't be read."""
    for page in pdf.pages:
        for name, font in page.resources.get("/Font", {}).items():
            below = font.DescendantFonts[0].FontDescriptor
            if "/FontFile2" not in below or "/ToUnicode" not in font:
                yield f"font {name} is not whole"


def marked(page, number, ids):
    """What is drawn outside of an element and an artifact; fills in the numbers of the elements' content."""
    inside = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            inside.append(str(operands[0]))
            if name == "BDC" and "/MCID" in operands[1]:
                ids.add((number, int(operands[1].MCID)))
            elif str(operands[0]) != "/Artifact":
                yield f"page {number}: {operands[0]} belongs to no element"
        elif name == "EMC":
            inside.pop()
        elif name in SHOWS and not inside:
            yield f"page {number}: {name} outside of everything"


def walk(element, pages):
    """Each content number below an element, in the order of reading."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            yield (pages[element.Pg.objgen], kid)
        elif kid.get("/Type") == "/MCR":
            yield (pages[kid.Pg.objgen], int(kid.MCID))
        else:
            yield from walk(kid, pages)


def faults(path):
    """All that is wrong with one paper."""
    found = list(archival(path))
    with pikepdf.open(path) as pdf:
        found += [*catalogue(pdf), *fonts(pdf)]
        drawn = set()
        for number, page in enumerate(pdf.pages):
            found += marked(page, number, drawn)
            if page.get("/Tabs") not in (None, "/S"):
                found.append(f"page {number}: another order of tabs")
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        tree = pdf.Root.get("/StructTreeRoot")
        read = [] if tree is None else list(walk(tree, pages))
        if sorted(read) != sorted(drawn) or read != sorted(read):
            found.append("what is read is not what is drawn, in its order, each once")
    return found


json.dump([faults(path) for path in sys.argv[1:]], sys.stdout, ensure_ascii=False)

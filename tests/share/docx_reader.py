"""Reads a Word document back with Python's own ZIP and XML, checks that its parts hang together, and prints as JSON what it
says: `docx_reader.py FILE`."""
import json
import posixpath
import sys
import xml.etree.ElementTree as ET
import zipfile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

archive = zipfile.ZipFile(sys.argv[1])
wrong = [] if archive.testzip() is None else ["a damaged entry"]
parts = {name: ET.fromstring(archive.read(name)) for name in archive.namelist()}

types = parts["[Content_Types].xml"]
defaults = {each.get("Extension") for each in types.iter(TYPES + "Default")}
overrides = {each.get("PartName") for each in types.iter(TYPES + "Override")}
wrong += ["no such part: " + name for name in overrides if name[1:] not in parts]
wrong += ["no type: " + name for name in parts if "/" + name not in overrides and name.rsplit(".")[-1] not in defaults]

links = {}
for name, tree in parts.items():
    if not name.endswith(".rels"):
        continue
    folder = posixpath.dirname(posixpath.dirname(name))
    for each in tree:
        if each.get("TargetMode") == "External":
            links[each.get("Id")] = each.get("Target")
        elif posixpath.normpath(posixpath.join(folder, each.get("Target"))) not in parts:
            wrong.append("leads nowhere: " + each.get("Target"))

document = parts["word/document.xml"]
known = {each.get("Id") for each in parts["word/_rels/document.xml.rels"]}
wrong += ["unknown relationship " + each.get(R + "id") for each in document.iter() if each.get(R + "id") not in known | {None}]
styles = {each.get(W + "styleId"): each for each in parts["word/styles.xml"].iter(W + "style")}
for kind in ("pStyle", "rStyle", "tblStyle", "basedOn", "next"):
    for tree in (document, parts["word/styles.xml"], parts["word/footer1.xml"]):
        wrong += ["unknown style " + each.get(W + "val") for each in tree.iter(W + kind) if each.get(W + "val") not in styles]
lists = {each.get(W + "numId") for each in parts["word/numbering.xml"].findall(W + "num")}
wrong += ["unknown list " + each.get(W + "val") for each in document.iter(W + "numId") if each.get(W + "val") not in lists]
bookmarks = [each.get(W + "name") for each in document.iter(W + "bookmarkStart")]
wrong += ["a bookmark twice"] if len(bookmarks) != len(set(bookmarks)) else []
wrong += ["leads to no bookmark" for each in document.iter(W + "hyperlink") if each.get(W + "anchor") not in bookmarks + [None]]
for cell in document.iter(W + "tc"):
    if cell[-1].tag != W + "p":
        wrong.append("a cell that doesn't end with a paragraph")
# The order that the schema asks for in w:pPr and w:rPr; Word refuses a file that breaks it.
ORDER = {
    "pPr": "pStyle keepNext keepLines numPr pBdr shd tabs bidi spacing ind outlineLvl".split(),
    "rPr": "rStyle rFonts b bCs i iCs strike color sz szCs u shd vertAlign rtl lang".split(),
}
for tree in (document, parts["word/styles.xml"]):
    for kind, order in ORDER.items():
        for each in tree.iter(W + kind):
            places = [order.index(inner.tag[len(W):]) for inner in each]
            if places != sorted(set(places)):
                wrong.append(f"order in {kind}: {[inner.tag[len(W):] for inner in each]}")


def text_of(element):
    out = ""
    for each in element.iter():
        if each.tag == W + "t":
            out += each.text or ""
        elif each.tag in (W + "br", W + "tab"):
            out += "\n" if each.tag == W + "br" else "\t"
    return out


def style_of(paragraph):
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else styles[style.get(W + "val")].find(W + "name").get(W + "val")


def runs_of(element, name):
    found = []
    for run in element.iter(W + "r"):
        if run.find(f"{W}rPr/{W}{name}") is not None:
            found.append(text_of(run))
    return found


body = document.find(W + "body")
print(json.dumps({
    "wrong": wrong,
    "paragraphs": [[style_of(each), text_of(each)] for each in body.findall(W + "p")],
    "tables": [[[text_of(cell) for cell in row.findall(W + "tc")] for row in table.findall(W + "tr")] for table in body.findall(W + "tbl")],
    "header_rows": [len(table.findall(f"{W}tr/{W}trPr/{W}tblHeader")) for table in body.findall(W + "tbl")],
    "links": sorted(links.values()),
    "turned": runs_of(body, "rtl"), "turned_paragraphs": [text_of(each) for each in body.iter(W + "p") if each.find(f"{W}pPr/{W}bidi") is not None],
    "bold": runs_of(body, "b"), "italic": runs_of(body, "i"),
    "listed": [text_of(each) for each in body.iter(W + "p") if each.find(f"{W}pPr/{W}numPr") is not None],
    "language": parts["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang").get(W + "val"),
    "fields": [each.text.strip() for each in parts["word/footer1.xml"].iter(W + "instrText")],
    "title": parts["docProps/core.xml"].find("{http://purl.org/dc/elements/1.1/}title").text,
    "author": parts["docProps/core.xml"].find("{http://purl.org/dc/elements/1.1/}creator").text,
}))

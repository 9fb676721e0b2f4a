"""What an EPUB and a set of annotations say, read by nothing of ours: Python's own zip, XML and JSON.

    epub_reader.py texts BOOK.epub               JSON: [[path, textContent of the body], ...] in the order of the spine
    epub_reader.py places BOOK.epub              JSON: links and pictures that lead to nothing in the container
    epub_reader.py resolve BOOK.epub SET...      JSON: per selector what it should give and doesn't
"""
import json
import posixpath
import sys
import zipfile
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"


class Book:
    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        self.package = ElementTree.fromstring(self.zip.read("content.opf"))
        self.files = {}
        for item in self.package.iter(OPF + "item"):
            self.files[item.get("id")] = unquote(item.get("href"))
        self.spine = [self.files[ref.get("idref")] for ref in self.package.iter(OPF + "itemref")]

    def document(self, path):
        return ElementTree.fromstring(self.zip.read(path))

    def text(self, path):
        return "".join(self.document(path).find(XHTML + "body").itertext())


def broken_places(book):
    ids = {}

    def ids_of(path):
        if path not in ids:
            ids[path] = {element.get("id") for element in book.document(path).iter() if element.get("id")}
        return ids[path]

    broken = []
    for path in book.spine + ["nav.xhtml"]:
        for element in book.document(path).iter():
            url = element.get("href") or element.get("src")
            if not url or urlsplit(url).scheme:
                continue
            parts = urlsplit(url)
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
            if target not in book.zip.namelist():
                broken.append([path, url])
            elif parts.fragment and unquote(parts.fragment) not in ids_of(target):
                broken.append([path, url])
    return broken


def unresolved(book, annotations):
    wrong = []
    identifier = book.package.find("{*}metadata/{http://purl.org/dc/elements/1.1/}identifier").text
    if identifier not in annotations["about"]["dc:identifier"]:
        wrong.append(["dc:identifier", identifier])
    for item in annotations["items"]:
        path = unquote(item["target"]["source"])
        if path not in book.spine:
            wrong.append([item["id"], "source", path])
            continue
        text = book.text(path)
        selectors = {selector["type"]: selector for selector in item["target"].get("selector", [])}
        quote, position = selectors.get("TextQuoteSelector"), selectors.get("TextPositionSelector")
        if quote and quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "") not in text:
            wrong.append([item["id"], "quote", quote])
        if position:
            words = text[position["start"]:position["end"]]
            if position["end"] > len(text) or (quote and words != quote["exact"]):
                wrong.append([item["id"], "position", words])
    return wrong


def main(what, path, *sets):
    book = Book(path)
    if what == "texts":
        result = [[document, book.text(document)] for document in book.spine]
    elif what == "places":
        result = broken_places(book)
    else:
        result = []
        for name in sets:
            result += unresolved(book, json.loads(zipfile.ZipFile(name).read("annotations.json")))
    print(json.dumps(result))


main(*sys.argv[1:])

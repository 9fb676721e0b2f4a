"""Reads a page of notes as a browser would, as far as Python's own parser can, and prints as JSON what it holds and what is
wrong with it: `html_reader.py PAGE`."""
import base64
import hashlib
import json
import re
import sys
from html.parser import HTMLParser

VOID = {"meta", "br", "hr", "input", "link", "img"}
LOADING = {"src", "srcset", "action", "formaction", "data", "poster", "background"}


class Page(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.headings, self.landmarks, self.wrong = [], [], [], []
        self.ids, self.labels, self.fields, self.named, self.links, self.marks = set(), set(), [], [], [], []
        self.scripts, self.styles, self.sheet, self.policy, self.language, self.title = [], [], None, "", None, ""
        self.articles = []

    def handle_starttag(self, tag, attributes):
        names = [name for name, _ in attributes]
        given = dict(attributes)
        if len(names) != len(given):
            self.wrong.append("an attribute twice in " + tag)
        for name, value in attributes:
            if name.startswith("on") or name == "style":
                self.wrong.append(f"{name} in {tag}")
            if name in LOADING:
                self.wrong.append(f"{tag} loads {value}")
        if tag in {"iframe", "object", "embed", "base", "svg", "math", "link", "img", "audio", "video"}:
            self.wrong.append("an element " + tag)
        if "id" in given:
            if given["id"] in self.ids:
                self.wrong.append("id twice: " + given["id"])
            self.ids.add(given["id"])
        self.named += given.get("aria-labelledby", "").split()
        if tag == "html":
            self.language = given.get("lang")
        if tag == "meta" and given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"]
        if tag == "label":
            self.labels.add(given["for"])
        if tag in {"textarea", "input"}:
            self.fields.append(given["id"])
        if tag == "a":
            self.links.append(given["href"])
        if tag in {"main", "nav", "header", "footer", "aside"}:
            self.landmarks.append(tag)
        if tag == "article":
            self.articles.append(given.get("class"))
        if tag == "p" and "p" in self.open:
            self.wrong.append("a paragraph in a paragraph")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append([int(tag[1]), ""])
        if tag == "mark":
            self.marks.append("")
        if tag == "script":
            kind = "sheet" if given.get("type") == "application/json" else "script"
            self.open.append(kind)
        elif tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag == "script" and self.open and self.open[-1] in {"script", "sheet"}:
            self.open.pop()
        elif self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.wrong.append(f"</{tag}> closes {self.open[-1:]}")

    def handle_comment(self, data):
        self.wrong.append("a comment")

    def handle_data(self, data):
        if not self.open:
            return
        inner = self.open[-1]
        if inner == "script":
            self.scripts.append(data)
        elif inner == "style":
            self.styles.append(data)
        elif inner == "sheet":
            self.sheet = json.loads(data)
        elif inner == "title":
            self.title += data
        else:
            if any(re.fullmatch("h[1-6]", each) for each in self.open):
                self.headings[-1][1] += data
            if "mark" in self.open:
                self.marks[-1] += data


def source_of(content):
    return "'sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode() + "'"


page = Page()
page.feed(open(sys.argv[1], encoding="utf-8", newline="").read())
page.close()
if page.open:
    page.wrong.append("never closed: " + " ".join(page.open))
last = 0
for level, text in page.headings:
    if level > last + 1:
        page.wrong.append(f"h{level} after h{last}: {text}")
    last = level
page.wrong += ["no label for " + field for field in page.fields if field not in page.labels]
page.wrong += ["no element " + name for name in page.named if name not in page.ids]
page.wrong += ["leads nowhere: " + link for link in page.links if link.startswith("#") and link[1:] not in page.ids]
directives = dict(part.strip().split(" ", 1) for part in page.policy.split(";"))
if directives.get("default-src") != "'none'":
    page.wrong.append("the policy lets something through")
for name, contents in (("style-src", page.styles), ("script-src", page.scripts)):
    expected = " ".join(source_of(content) for content in contents)
    if directives.get(name, "") != expected:
        page.wrong.append(f"{name} is {directives.get(name)}, not {expected}")
print(json.dumps({
    "wrong": page.wrong, "headings": page.headings, "landmarks": page.landmarks, "language": page.language, "title": page.title,
    "fields": page.fields, "links": [link for link in page.links if not link.startswith("#")], "marks": page.marks,
    "articles": page.articles, "sheet": page.sheet, "scripts": len(page.scripts),
}))

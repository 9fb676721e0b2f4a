"""Which of the words in a list occur in a file: in its bytes, in what it holds packed, and in what a person reads in it.

    tokens_in.py LIST FILE…    prints {"FILE": ["word", …]} as JSON

White space, hyphens and soft hyphens count for nothing, since a line ends anywhere. A ZIP that lacks its end is unpacked as far as it goes.
"""

import base64
import json
import re
import subprocess
import sys
import zipfile
import zlib
from io import BytesIO


def text_of(data):
    """The bytes as text, in each encoding that a file may have."""
    texts = [data.decode("utf-8", "replace")]
    if data[:2] in (b"\xfe\xff", b"\xff\xfe") or b"\0" in data[:200]:
        texts += [data.decode("utf-16-le", "replace"), data.decode("utf-16-be", "replace")]
    return texts


def unpacked(data):
    """What lies in the bytes: the entries of a ZIP, the streams of a PDF, the strings of both."""
    parts = []
    if data[:2] == b"PK":
        try:
            with zipfile.ZipFile(BytesIO(data)) as packed:
                for entry in packed.infolist():
                    parts += [entry.filename.encode(), entry.comment, entry.extra, packed.read(entry)]
        except zipfile.BadZipFile:
            for start in re.finditer(re.escape(b"PK\x03\x04"), data):
                head = data[start.start() : start.start() + 30]
                if len(head) < 30:
                    continue
                begin = start.start() + 30 + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
                try:
                    parts.append(zlib.decompressobj(-15).decompress(data[begin:]))
                except zlib.error:
                    pass
    if data[:5] == b"%PDF-":
        for stream in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.S):
            try:
                parts.append(zlib.decompress(stream.group(1)))
            except zlib.error:
                parts.append(stream.group(1))
        for text in re.finditer(rb"<([0-9A-Fa-f\s]{8,})>", data):
            digits = re.sub(rb"\s", b"", text.group(1))
            parts.append(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()))
    for packed in re.finditer(rb"[A-Za-z0-9+/]{24,}={0,2}", data):
        try:
            parts.append(base64.b64decode(packed.group(0) + b"=="))
        except ValueError:
            pass
    return parts


def printed(path, data):
    if data[:5] != b"%PDF-":
        return []
    return [subprocess.run(call, capture_output=True, check=True).stdout for call in (["pdftotext", path, "-"], ["pdfinfo", path], ["pdfinfo", "-meta", path])]


def main():
    words = open(sys.argv[1], encoding="utf-8").read().split()
    found = {}
    for path in sys.argv[2:]:
        data = open(path, "rb").read()
        parts = [data] + unpacked(data) + printed(path, data)
        text = "\n".join(t for part in parts for t in text_of(part))
        text = re.sub("[\\s\u00ad-]", "", text).lower()
        found[path] = [word for word in words if word in text]
    json.dump(found, sys.stdout)


main()

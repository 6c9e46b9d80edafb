"""What a file is, told by its first bytes and not by its name alone."""

import csv
import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import PurePath
from typing import Literal

Kind = Literal[
    "text", "page", "pdf", "docx", "xlsx", "zip", "rtf", "mail", "records", "list", "references", "warc", "other"
]

# As much of a file as tells what it is.
HEAD = 65_536
_PAGE = re.compile(rb"<\s*(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_RIS = re.compile(rb"\ATY  - [A-Z]{3,6}\s*$", re.MULTILINE)
_MAIL = re.compile(
    rb"\A(?:From [^\n]*\n)?(?:(?:Return-Path|Received|Delivered-To|From|To|Subject|Date|Message-ID|MIME-Version"
    rb"|X-[\w-]+|Reply-To|Content-Type|DKIM-Signature|ARC-Seal|Sender):)",
    re.IGNORECASE,
)
_MAIL_LINE = re.compile(rb"^(?:from|subject|date|message-id|mime-version):", re.IGNORECASE | re.MULTILINE)
_FEWEST_MAIL_LINES = 3
_DELIMITERS = ",;\t|"
# How files begin; those of other kinds are pictures, old Word, mail of Outlook and programs.
_BEGINS: Mapping[bytes, Kind] = {
    b"%PDF-": "pdf", b"PK\x03\x04": "zip", b"\x1f\x8b": "warc", b"WARC/": "warc", b"{\\rtf": "rtf",
    b"\x89PNG": "other", b"\xff\xd8\xff": "other", b"GIF8": "other", b"\xd0\xcf\x11\xe0": "other",
    b"\x7fELF": "other", b"MZ\x90": "other", b"7z\xbc\xaf": "other", b"Rar!": "other",
}  # fmt: skip


def kind_of(data: bytes, name: str) -> Kind:
    """What the bytes of a file are; its name decides only between a text and a list, which look alike.

    >>> kind_of(b"%PDF-1.7 ...", "article.txt"), kind_of(b"They met in Sochi.", "article.pdf")
    ('pdf', 'text')
    """
    head = data[:HEAD].removeprefix(b"\xef\xbb\xbf")
    start = head.lstrip()
    begun = next((kind for begins, kind in _BEGINS.items() if start.startswith(begins)), None)
    if begun:
        return _packed_kind(data) if begun == "zip" else begun
    return next((kind for kind, found in _FOUND.items() if found(start)), None) or _written_kind(head, name)


def _is_mail(start: bytes) -> bool:
    """Whether a text begins with the head of a mail."""
    head = start.replace(b"\r\n", b"\n").split(b"\n\n")[0]
    return bool(_MAIL.match(start)) and len(_MAIL_LINE.findall(head)) >= _FEWEST_MAIL_LINES


def _written_kind(head: bytes, name: str) -> Kind:
    return "list" if PurePath(name).suffix.lower() in {".csv", ".tsv"} or _is_list(head) else "text"


def _packed_kind(data: bytes) -> Kind:
    """What a packed file holds, by the names that stand at its end."""
    names = data[-HEAD * 4 :]
    if b"word/document.xml" in names:
        return "docx"
    if b"xl/workbook.xml" in names or b"xl/workbook.bin" in names:
        return "xlsx"
    return "zip"


def _is_records(start: bytes) -> bool:
    """Whether the first line is an object with an id and a text."""
    line = start.split(b"\n", 1)[0]
    if not line.startswith(b"{"):
        return False
    with suppress(ValueError, RecursionError):
        found = json.loads(line)
        return isinstance(found, dict) and {"id", "text"} <= found.keys()
    return False


def _is_list(head: bytes) -> bool:
    """Whether the first line is a header with columns that lists of articles have."""
    from lib.ingest.archives.columns import guess_columns  # noqa: PLC0415  # which needs no list to be loaded

    line = head.split(b"\n", 1)[0].decode("utf-8", "replace").strip()
    for delimiter in _DELIMITERS:
        with suppress(csv.Error):
            names = next(csv.reader([line], delimiter=delimiter), [])
            if len(names) > 2 and len(guess_columns(names)) > 1:
                return True
    return False


_FOUND: Mapping[Kind, Callable[[bytes], object]] = {
    "references": _RIS.match,
    "mail": _is_mail,
    "page": lambda start: _PAGE.search(start[:4096]),
    "records": _is_records,
}
"""What a file is that begins as a text, by what is found in its beginning, in order."""

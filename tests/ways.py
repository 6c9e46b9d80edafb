"""One story's articles in every wrapping that they come in, made here in the layouts of the archives."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from email.message import EmailMessage
from html import escape
from typing import NamedTuple

import docx
import openpyxl
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter


class Told(NamedTuple):
    """An article as it was published."""

    title: str
    outlet: str
    day: date
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The article as a .txt file."""
        return "\n\n".join((self.title, *self.paragraphs))


STORY = (
    Told(
        "Leaders agree on a zone in the north",
        "Daily Sample",
        date(2018, 9, 17),
        (
            (
                "The leaders of both countries agreed on Monday to create a demilitarised zone along the line of "
                "contact, after four hours of talks in the resort."
            ),
            "Heavy weapons are to be withdrawn by October 15, a spokesman said. “It is a good day,” he told reporters.",
        ),
    ),
    Told(
        "Armed groups reject the plan",
        "The Sample Times",
        date(2018, 9, 18),
        (
            (
                "Several armed groups said on Tuesday that they would not give up their weapons, and that no one had "
                "asked them."
            ),
            "Residents of the province held a demonstration in the square of the old town.",
        ),
    ),
    Told(
        "First convoy leaves the town",
        "Sample News Agency",
        date(2018, 10, 2),
        (
            (
                "A first convoy of heavy weapons left the town on Tuesday morning, witnesses said, and reached the "
                "crossing before noon."
            ),
            "The ministry confirmed that more would follow before the end of the week.",
        ),
    ),
)


def _american(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _british(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def nexis_old(some: Sequence[Told], *, narrow: bool = True) -> list[str]:
    """The lines of Nexis' older layout, as of 2005 to 2017."""
    lines: list[str] = []
    for number, one in enumerate(some, 1):
        lines += ["", f"                               {number} of {len(some)} DOCUMENTS", "", ""]
        lines += [
            f"                              {one.outlet}",
            "",
            f"                       {_american(one.day)} {one.day:%A}",
        ]
        lines += ["                             Late Edition", "", one.title, "", "BYLINE: By A. Writer", ""]
        lines += ["SECTION: Foreign Desk; Pg. 1", "", "LENGTH: 80 words", "", ""]
        for paragraph in one.paragraphs:
            lines += [*(wrapped(paragraph) if narrow else [paragraph]), ""]
        lines += [
            "",
            f"LOAD-DATE: {_american(one.day)}",
            "",
            "LANGUAGE: ENGLISH",
            "",
            "PUBLICATION-TYPE: Newspaper",
            "",
        ]
        lines += [
            "",
            f"                   Copyright {one.day.year} {one.outlet}",
            "                              All Rights Reserved",
        ]
    return lines


def nexis_new(some: Sequence[Told]) -> list[str]:
    """The lines of Nexis Uni and Lexis+, as of 2018 and later, behind their cover page."""
    lines = [
        "User Name: Guest",
        "Date and Time: Monday, November 2, 2020 10:00:00 AM EST",
        f"Documents ({len(some)})",
        "",
    ]
    for one in some:
        lines += [one.title, "", one.outlet, "", f"{_american(one.day)} {one.day:%A}", "", "Late Edition", ""]
        lines += [f"Copyright {one.day.year} {one.outlet} All Rights Reserved", "", "Section: WORLD; Pg. 3", ""]
        lines += ["Length: 80 words", "", "Byline: A. Writer", "", "Body", ""]
        for paragraph in one.paragraphs:
            lines += [paragraph, ""]
        lines += [f"Load-Date: {_american(one.day)}", "", "End of Document", ""]
    return lines


def factiva_indexed(some: Sequence[Told]) -> list[str]:
    """The lines of Factiva's articles with indexing."""
    lines: list[str] = []
    for number, one in enumerate(some):
        lines += [f"HD  {one.title}", "BY  A. Writer", "WC  80 words", f"PD  {_british(one.day)}", "ET  14:30"]
        lines += [f"SN  {one.outlet}", "SC  DSAMP", "LA  English", f"CY  (c) {one.day.year} {one.outlet}", ""]
        lines += ["LP ", one.paragraphs[0], "", "TD"]
        for paragraph in one.paragraphs[1:]:
            lines += [paragraph, ""]
        lines += [
            "NS  gdip : International Relations",
            "RE  syria : Syria",
            f"PUB  {one.outlet} Ltd",
            f"AN  Document DSAMP0000020180917ee9h0000{number}",
            "",
        ]
    return lines


def factiva_full(some: Sequence[Told]) -> list[str]:
    """The lines of Factiva's full articles without indexing."""
    lines: list[str] = []
    for number, one in enumerate(some):
        lines += [one.title, "", "By A. Writer", "80 words", _british(one.day), "14:30", one.outlet, "DSAMP", "English"]
        lines += [f"(c) {one.day.year} {one.outlet}. All rights reserved.", ""]
        for paragraph in one.paragraphs:
            lines += [paragraph, ""]
        lines += [f"Document DSAMP0000020180917ee9h0000{number}", ""]
    return lines


def wrapped(paragraph: str, width: int = 76) -> list[str]:
    """A paragraph's lines at a width."""
    lines, line = [], ""
    for word in paragraph.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]


def as_txt(lines: Sequence[str]) -> bytes:
    """Lines as a text file."""
    return "\r\n".join(lines).encode()


def as_html(lines: Sequence[str]) -> bytes:
    """Lines as paragraphs of a page."""
    body = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    return f"<!DOCTYPE html><html><head><title>Export</title></head><body>{body}</body></html>".encode()


def as_docx(lines: Sequence[str]) -> bytes:
    """Lines as paragraphs of a DOCX."""
    document = docx.Document()
    for line in lines:
        if line:
            document.add_paragraph(line)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def as_rtf(lines: Sequence[str]) -> bytes:
    """Lines as paragraphs of an RTF, what is not ASCII as RTF writes it."""
    body = "".join(f"{_rtf(line)}\\par\n" for line in lines)
    return b"{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Times New Roman;}}\\f0\\fs24\n" + body.encode() + b"}"


def _rtf(line: str) -> str:
    plain = line.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
    return "".join(letter if ord(letter) < 128 else f"\\u{ord(letter)}?" for letter in plain)


def as_pdf(*pages: Sequence[str]) -> bytes:
    """Lines on pages of a PDF made by hand, in Windows' own set."""
    kids = b" ".join(b"%d 0 R" % (3 + 2 * at) for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, len(pages)),
    ]
    for at, lines in enumerate(pages):
        shown = b" ".join(
            b"(" + line.encode("cp1252").replace(b"(", rb"\(").replace(b")", rb"\)") + b") Tj 0 -14 Td"
            for line in lines
        )
        stream = b"BT /F1 9 Tf 40 780 Td " + shown + b" ET"
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Resources << /Font << /F1 << /Type"
            b" /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >> >>" % (4 + 2 * at),
            b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
        ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1) + table + end


def zipped(**files: bytes) -> bytes:
    """A ZIP of these files; "__" in a name stands for "/", "_" before its last part for a dot."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name.replace("__", "/").replace("_", "."), data)
    return written.getvalue()


HEADER = ("title", "media_name", "publish_date", "text")


def _rows(some: Sequence[Told]) -> list[tuple[str, ...]]:
    return [(one.title, one.outlet, one.day.isoformat(), "\n\n".join(one.paragraphs)) for one in some]


def as_csv(some: Sequence[Told], header: Sequence[str] = HEADER, delimiter: str = ",") -> bytes:
    """A list as CSV."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=delimiter)
    writer.writerows([header, *_rows(some)])
    return written.getvalue().encode("utf-8-sig")


def as_xlsx(some: Sequence[Told], header: Sequence[str] = HEADER) -> bytes:
    """A list as a workbook."""
    book = openpyxl.Workbook()
    for row in (header, *_rows(some)):
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def as_jsonl(some: Sequence[Told]) -> bytes:
    """Articles as JSON Lines."""
    return b"".join(
        json.dumps(
            {"id": str(n), "title": one.title, "outlet": one.outlet, "published": one.day.isoformat(), "text": one.text}
        ).encode() + b"\n"
        for n, one in enumerate(some)
    )  # fmt: skip


def as_ris(some: Sequence[Told]) -> bytes:
    """Articles as references of an archive."""
    entries = [
        f"TY  - NEWS\nTI  - {one.title}\nT2  - {one.outlet}\nDA  - {one.day:%Y/%m/%d}\nPY  - {one.day.year}\n"
        + "".join(f"N2  - {paragraph}\n" for paragraph in one.paragraphs)
        + "ER  - \n\n"
        for one in some
    ]
    return "".join(entries).encode()


def as_mail(one: Told) -> bytes:
    """An article that was sent."""
    message = EmailMessage()
    message["From"] = f"{one.outlet} <news@sample.example>"
    message["Organization"] = one.outlet
    message["To"], message["Subject"] = "desk@example.org", f"Fwd: {one.title}"
    message["Date"] = f"{one.day:%a, %d %b %Y} 12:00:00 +0000"
    message["Message-ID"] = "<1@sample.example>"
    message.set_content("\n\n".join(one.paragraphs))
    message.add_alternative(f"<p>{'</p><p>'.join(map(escape, one.paragraphs))}</p>", subtype="html")
    return message.as_bytes()


def page(one: Told) -> bytes:
    """An article's own page."""
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in one.paragraphs)
    return (
        f"<!DOCTYPE html><html><head><title>{escape(one.title)}</title>"
        f'<meta property="og:site_name" content="{one.outlet}">'
        f'<meta property="article:published_time" content="{one.day}T08:00:00Z"></head>'
        f"<body><article><h1>{escape(one.title)}</h1>{body}</article></body></html>"
    ).encode()


def as_warc(some: Sequence[Told], *, gzip: bool = True) -> bytes:
    """Pages as a saved web archive, each with its request and a picture beside it."""
    written = io.BytesIO()
    writer = WARCWriter(written, gzip=gzip)
    for number, one in enumerate(some):
        for address, kind, body in (
            (f"https://sample.example/news/{number}", "text/html; charset=utf-8", page(one)),
            (f"https://sample.example/{number}.png", "image/png", b"\x89PNG"),
        ):
            head = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(address, "response", payload=io.BytesIO(body), http_headers=head)
            )
    return written.getvalue()


Many = Callable[[Sequence[Told]], bytes]


def nexis_paragraphs(some: Sequence[Told]) -> list[str]:
    """The older layout as Word and a browser have it: a line a paragraph."""
    return nexis_old(some, narrow=False)


LAYOUTS = {
    "nexis old": nexis_old,
    "nexis paragraphs": nexis_paragraphs,
    "nexis new": nexis_new,
    "factiva indexed": factiva_indexed,
    "factiva full": factiva_full,
}
# Wrapped at a width are only texts, and a paragraph a line is only what is no text.
UNUSUAL = {("nexis old", "docx"), ("nexis old", "html"), ("nexis paragraphs", "txt"), ("nexis paragraphs", "rtf")}
WRAPS = {"txt": as_txt, "docx": as_docx, "rtf": as_rtf, "html": as_html}
MANY: dict[str, tuple[str, Many]] = {
    **{
        f"{layout} {wrap}": (f"export.{wrap}", lambda some, lines=lines, made=made: made(lines(some)))
        for layout, lines in LAYOUTS.items()
        for wrap, made in WRAPS.items()
        if (layout, wrap) not in UNUSUAL
    },
    "csv": ("list.csv", as_csv),
    "semicolons": ("list.csv", lambda some: as_csv(some, delimiter=";")),
    "xlsx": ("list.xlsx", as_xlsx),
    "jsonl": ("articles.jsonl", as_jsonl),
    "warc": ("saved.warc.gz", as_warc),
    "wacz": (
        "saved.wacz",
        lambda some: zipped(archive__data_warc=as_warc(some), pages__pages_jsonl=b'{"id": "1", "text": "x"}'),
    ),
    "zip": ("all.zip", lambda some: zipped(**{f"{n}_html": page(one) for n, one in enumerate(some)})),
}
"""Each way of many articles: a file's name, and what makes it."""

"""Every way in: the same article through each of them, and broken files, each refused by name with the reason."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from lib.ingest import read_bytes, read_files
from lib.ingest.archives import Piece, Refused, open_pieces
from lib.ingest.archives.columns import day_of, guess_columns
from lib.ingest.archives.kinds import kind_of
from lib.ingest.archives.mail import SENT
from lib.models import Document
from tests import ways
from tests.articles import write
from tests.ways import MANY, STORY, Told


def document_of(piece: Piece | Refused) -> Document:
    """The article of a piece, read as a file of its bytes is."""
    assert isinstance(piece, Piece), piece
    return read_bytes("x.html" if piece.page else "x.txt", piece.data, **piece.said)


def told(document: Document) -> tuple[str, object, str | None]:
    """What is to be the same through every way."""
    return document.text, document.published, document.source.name if document.source else None


def expected(one: Told) -> tuple[str, object, str | None]:
    """The article as the .txt of it gives it."""
    return told(read_bytes("x.txt", one.text.encode(), outlet=one.outlet, published=one.day, title=one.title))


@pytest.mark.parametrize("way", MANY)
def test_the_same_articles_through_every_way(way: str) -> None:
    name, make = MANY[way]
    found = [told(document_of(piece)) for piece in open_pieces(name, make(STORY))]
    assert found == [expected(one) for one in STORY]


@pytest.mark.parametrize("one", STORY, ids=lambda one: one.title)
@pytest.mark.parametrize("wrap", ["txt", "docx", "rtf", "pdf"])
def test_one_article_in_a_file_of_its_own(wrap: str, one: Told) -> None:
    lines = [line for paragraph in (one.title, *one.paragraphs) for line in (paragraph, "")]
    if wrap == "pdf":
        lines = [line for paragraph in (one.title, *one.paragraphs) for line in (*ways.wrapped(paragraph, 90), "")]
    make: Callable[[list[str]], bytes] = {**ways.WRAPS, "pdf": ways.as_pdf}[wrap]
    [piece] = open_pieces(f"a.{wrap}", make(lines))
    assert document_of(piece).text == one.text


@pytest.mark.parametrize("one", STORY, ids=lambda one: one.title)
def test_a_mail_gives_its_text_subject_and_day(one: Told) -> None:
    document = document_of(next(open_pieces("a.eml", ways.as_mail(one))))
    assert told(document) == expected(one)


def test_references_give_what_they_hold() -> None:
    found = [document_of(piece) for piece in open_pieces("a.ris", ways.as_ris(STORY))]
    assert [told(one) for one in found] == [expected(one) for one in STORY]


# As a page prints it: who wrote it, the day and the agency in the text itself, on three pages of a PDF.
PRINTED = (
    "Road to be opened within the month",
    "By Ann Example",
    "September 19, 2018",
    "HARBOUR TOWN (Reuters) - The two ministers agreed on Wednesday to open the road by October 20, officials said.",
    *(
        f"Convoy {n} is to leave the {place} in the morning (local time), the spokeswoman said, and to reach the "
        "crossing “before noon” — a promise that was given twice before and broken both times for want of an escort."
        for n, place in enumerate(("harbour", "depot", "old fort", "mill", "station", "market"), 1)
    ),
)


def mailed(*paragraphs: str, **head: str) -> bytes:
    """A mail of plain text with this head."""
    message = EmailMessage()
    said = {"From": "Nadia <nadia@desk.example>", "Subject": f"FW: {PRINTED[0]}", "Message-ID": "<1@desk.example>"}
    for name, value in {**said, "Date": "Fri, 21 Sep 2018 09:00:00 +0000", **head}.items():
        message[name.replace("_", "-")] = value
    message.set_content("\n\n".join(paragraphs), cte="quoted-printable")
    return message.as_bytes()


def referenced(text: str) -> bytes:
    return f"TY  - NEWS\nTI  - {PRINTED[0]}\nN2  - {text}\nUR  - https://a.example/1\nER  - \n".encode()


def on_pages() -> bytes:
    """Three pages with a running head and numbers, each paragraph wrapped to the page."""
    lines = [line for paragraph in PRINTED for line in (*ways.wrapped(paragraph, 90), "")]
    parts = [lines[at : at + 12] for at in range(0, len(lines), 12)]
    return ways.as_pdf(*(["The Sample Gazette", *part, f"Page {n} of {len(parts)}"] for n, part in enumerate(parts, 1)))


WRAPPED = "\n\n".join("\n".join(ways.wrapped(paragraph)) for paragraph in PRINTED[1:])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", on_pages()), ("a.eml", mailed(*PRINTED[1:])), ("whole.eml", mailed(*PRINTED)),
        ("a.docx", ways.as_docx([line for one in PRINTED for line in (one, "")])),
        ("lines.ris", referenced("\nN2  - ".join(PRINTED[1:]))), ("parted.ris", referenced("\n\n".join(PRINTED[1:]))),
        ("wrapped.ris", referenced(WRAPPED)), ("notes.ris", referenced(WRAPPED).replace(b"N2  -", b"AB  -")),
    ],
)  # fmt: skip
def test_what_a_text_prints_of_itself_counts_through_every_way(name: str, data: bytes) -> None:
    """Text, day and outlet are those of the .txt: neither the day on which a mail was sent nor its sender."""
    of_text = read_bytes("x.txt", "\n\n".join(PRINTED).encode())
    assert told(of_text)[1:] == (date(2018, 9, 19), "Reuters")
    [piece] = open_pieces(name, data)
    assert told(document_of(piece)) == told(of_text)


def test_a_mail_that_prints_no_day_is_dated_by_the_day_it_was_sent() -> None:
    body = "The ministers met in the town and agreed to open the road, officials said."
    [piece] = open_pieces("a.eml", mailed(body, From="Reuters <news@reuters.example>"))
    assert isinstance(piece, Piece)
    assert (piece.said.get("published"), piece.said.get("outlet"), piece.notes) == (
        date(2018, 9, 21),
        "Reuters",
        (SENT,),
    )
    [piece] = open_pieces("a.eml", mailed(body, Date="never"))
    assert isinstance(piece, Piece)
    sender = "sent by Nadia <nadia@desk.example> with the subject “FW: Road to be opened within the month”"
    assert (piece.said.get("published"), piece.said.get("outlet"), piece.notes) == (None, None, (sender,))


def test_the_day_on_which_a_reference_was_looked_up_is_not_its_day() -> None:
    [piece] = open_pieces("a.ris", referenced("They met.\nY2  - 2020/01/02"))
    assert isinstance(piece, Piece)
    assert piece.said.get("published") is None


def test_a_file_is_what_its_content_says() -> None:
    """Whatever a file is called, it is opened as what it is."""
    for way, (name, make) in MANY.items():
        if not name.endswith((".csv", ".txt")):
            pieces = list(open_pieces("something.txt", make(STORY)))
            assert all(isinstance(piece, Piece) for piece in pieces), way
            assert len(pieces) == len(STORY), way


MEDIA_CLOUD = ["id", "indexed_date", "language", "media_name", "media_url", "publish_date", "title", "url", "text"]
GDELT = ["url", "url_mobile", "title", "seendate", "socialimage", "domain", "language", "sourcecountry"]


@pytest.mark.parametrize(
    ("header", "roles"),
    [
        (MEDIA_CLOUD,
         {"outlet": "media_name", "published": "publish_date", "title": "title", "url": "url", "text": "text"}),
        (GDELT, {"outlet": "domain", "published": "seendate", "title": "title", "url": "url"}),
        (["DATE", "SourceCommonName", "DocumentIdentifier"],
         {"published": "DATE", "outlet": "SourceCommonName", "url": "DocumentIdentifier"}),
        (["SQLDATE", "Actor1Name", "SOURCEURL"], {"published": "SQLDATE", "url": "SOURCEURL"}),
        (["Headline", "Publication", "Pub. date", "Full text"],
         {"title": "Headline", "outlet": "Publication", "published": "Pub. date", "text": "Full text"}),
        (["a", "b"], {}),
    ],
)  # fmt: skip
def test_columns_are_known_by_their_names(header: list[str], roles: dict[str, str]) -> None:
    assert {role: header[at] for role, at in guess_columns(header).items()} == roles


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2018-09-17", "2018-09-17"), ("2018-09-17 08:15:00", "2018-09-17"), ("2018-09-17T08:15:00.000Z", "2018-09-17"),
        ("20180917083000", "2018-09-17"), ("20180917T083000Z", "2018-09-17"), ("17 September 2018", "2018-09-17"),
        ("September 17, 2018 Monday 2:15 PM GMT", "2018-09-17"), ("Monday, September 17, 2018", "2018-09-17"),
        ("Mon, 17 Sep 2018 08:15:00 +0300", "2018-09-17"), ("17.09.2018", "2018-09-17"), ("2018", None), ("", None),
        ("99999999", None), ("31/31/2018", None), ("9" * 5000, None),
    ],
)  # fmt: skip
def test_days_as_lists_write_them(written: str, day: str | None) -> None:
    found = day_of(written)
    assert (found and found.isoformat()) == day


def test_days_are_read_as_their_column_writes_them() -> None:
    rows = [["text", "published"], *([f"Text {n}. " + STORY[0].paragraphs[0], f"9/{n}/2018"] for n in (4, 17))]
    data = "\n".join(f'"{text}",{day}' for text, day in rows).encode()
    assert [str(piece.said.get("published")) for piece in open_pieces("a.csv", data) if isinstance(piece, Piece)] == [
        "2018-09-04", "2018-09-17",
    ]  # fmt: skip


def test_columns_can_be_said() -> None:
    data = ways.as_csv(STORY, header=("w", "x", "y", "z"))
    [refused] = open_pieces("a.csv", data)
    assert isinstance(refused, Refused)
    assert "without a column of texts" in refused.reason
    found = [
        document_of(piece) for piece in open_pieces("a.csv", data, {"title": 0, "outlet": 1, "published": 2, "text": 3})
    ]
    assert [told(one) for one in found] == [expected(one) for one in STORY]


def bomb(members: int = 1) -> bytes:
    """A package that unpacks to a thousand times what it takes."""
    return ways.zipped(**{f"{n}_txt": b"a " * 20_000_000 for n in range(members)})


def encrypted() -> bytes:
    """A package whose one file says that it is encrypted."""
    data = bytearray(ways.zipped(a_txt=b"text"))
    data[6] |= 1
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def climbing() -> bytes:
    """A package with a path that leads out of it."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        packed.writestr("../../etc/a.txt", STORY[0].text)
        packed.writestr("/root/b.txt", STORY[1].text)
    return written.getvalue()


NO_TEXT, NEXIS, FACTIVA = "a mail without a text", "its head is not as Nexis", "its head is not as Factiva"
NUMBER = "DSAMP0000020180917ee9h00001"
BROKEN: list[tuple[str, bytes, str]] = [
    ("a.pdf", b"%PDF-1.7\nnothing of it", "PDF that cannot be read"),
    ("a.pdf", ways.as_pdf(["x"]), "a scan without text"),
    ("a.pdf", ways.as_pdf(["x"])[:300], "PDF that cannot be read"),
    ("a.docx", ways.as_docx(["x"])[:2000], "cannot be read"),
    ("a.docx", ways.zipped(word__document_xml=b"<not"), "DOCX that cannot be read"),
    ("a.docx", ways.zipped(word__document_xml=b"<a>" + b"x" * 70_000_000), "unpacks to"),
    ("a.xlsx", ways.zipped(xl__workbook_xml=b"<x"), "workbook that cannot be read"),
    ("a.xlsx", ways.as_xlsx([], header=("", "", "")), "without a header"),
    ("a.xlsx", ways.as_xlsx(STORY, header=("title", "media_name", "publish_date", "url")), "addresses without"),
    ("a.csv", b"\n", "empty"),
    ("a.csv", b"title,url\nA,https://a.example/1\n", "addresses without the articles' texts"),
    ("a.csv", b"title,text\nA,\n", "no text in this row"),
    ("a.csv", b"title,text\nA," + b"x" * 1_000_001, "a cell longer than"),
    ("a.zip", b"PK\x03\x04 and no more", "packed file that cannot be read"),
    ("a.zip", bomb(), "unpacks to far more"),
    ("a.zip", bomb(9), "unpacks to more than"),
    ("a.zip", encrypted(), "encrypted"),
    ("a.zip", ways.zipped(inner_zip=ways.zipped(a_txt=b"text")), "a package in a package"),
    ("a.zip", ways.zipped(a_png=b"\x89PNG 1"), "not a kind of file"),
    ("a.eml", b"From: a@b.example\nSubject: x\nDate: soon\n\n", NO_TEXT),
    ("a.eml", b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: image/png\n\nabc", NO_TEXT),
    ("a.eml", b"From: a@b.example\nSubject: x\nDate: x\nContent-Type: text/plain; charset=rot13\n\nabc", "cannot be"),
    ("a.ris", b"TY  - NEWS\nTI  - A title\nER  - \n", "a reference without the article's text"),
    ("a.warc", b"WARC/1.0\r\nWARC-Type: response\r\n", "web archive"),
    ("a.warc.gz", b"\x1f\x8b\x08nothing", "web archive"),
    ("a.warc", ways.as_warc([], gzip=False) or b"WARC/1.0\r\n\r\n", "web archive"),
    ("a.txt", ways.as_txt(["1 of 2 DOCUMENTS", "No head here.", "2 of 2 DOCUMENTS", "Here too."]), NEXIS),
    ("a.txt", ways.as_txt(["A text", "End of Document"]), NEXIS),
    ("a.txt", ways.as_txt(["A text", f"Document {NUMBER}"]), FACTIVA),
    ("a.txt", ways.as_txt(["80 words", "17 September 2018", "Some News", f"Document {NUMBER}"]), FACTIVA),
    ("a.txt", ways.as_txt(["HD  Title", "PD  17 September 2018", f"AN  Document {NUMBER}"]), "no text in it"),
    ("a.doc", b"\xd0\xcf\x11\xe0 old Word", "not a kind of file"),
    ("a.txt", b"  ", "empty"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "reason"), BROKEN, ids=[f"{one[0]} {one[2]}" for one in BROKEN])
def test_what_is_broken_is_refused_by_name(name: str, data: bytes, reason: str) -> None:
    pieces = list(open_pieces(name, data))
    assert pieces
    for piece in pieces:
        assert isinstance(piece, Refused), piece.name
        assert piece.name.startswith(name)
        assert reason in piece.reason
        assert not re.search(r"[a-z](Error|Exception)\b|BadZip", piece.reason), "a reader has no use for a class's name"


def test_one_bad_file_of_a_package_costs_no_other() -> None:
    data = ways.zipped(a_txt=STORY[0].text.encode(), b_pdf=b"%PDF-1.7 no", c_html=ways.page(STORY[1]))
    first, bad, last = open_pieces("all.zip", data)
    assert (document_of(first).text, document_of(last).text) == (STORY[0].text, STORY[1].text)
    assert isinstance(bad, Refused)
    assert bad.name == "all.zip/b.pdf"


def test_a_path_in_a_package_leads_nowhere() -> None:
    assert [piece.name for piece in open_pieces("all.zip", climbing())] == ["all.zip/etc/a.txt", "all.zip/root/b.txt"]


def test_a_bad_row_costs_no_other() -> None:
    rows = (
        ways.as_csv(STORY[:1]).decode("utf-8-sig")
        + ',"=HYPERLINK(""http://x"")",soon,"'
        + STORY[1].paragraphs[0]
        + '"\n,,,\n'
    )
    good, odd = open_pieces("a.csv", rows.encode())
    assert document_of(good).text == STORY[0].text
    assert isinstance(odd, Piece)
    assert odd.said.get("outlet") == '=HYPERLINK("http://x")'
    assert odd.notes == ("“soon” is no day that can be read",)


def test_a_trailing_search_summary_is_no_article() -> None:
    lines = [*ways.factiva_full(STORY), "Search Summary", "Text: zone", "© 2018 Factiva, Inc. All rights reserved."]
    assert len(list(open_pieces("a.txt", ways.as_txt(lines)))) == len(STORY)


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"From the start it was said: nothing.\n\nSubject: none", "text"), (b"Subject: a plan\nThey met.", "text"),
     (b'{"a": 1}', "text"), (b"MZ is a name", "text"), (b"One, two, three\nfour", "text")],
)  # fmt: skip
def test_prose_is_no_mail_and_no_list(data: bytes, kind: str) -> None:
    assert kind_of(data, "a.txt") == kind


def test_a_folder_of_mixed_files_is_read_from_the_shell(tmp_path: Path) -> None:
    """As `python -m lib.refresh` and `python -m lib.annotate` read it: every file by what it is."""
    write(tmp_path, "export.docx", ways.as_docx(ways.nexis_new(STORY)))
    write(tmp_path, "wrong-name.txt", ways.as_rtf(ways.factiva_full(STORY[:1])))
    write(tmp_path, "list.csv", ways.as_csv(STORY[1:2]))
    write(tmp_path, "one.pdf", ways.as_pdf(["Tanks left the town", "", *ways.wrapped(STORY[2].paragraphs[1])]))
    write(tmp_path, "bad.pdf", b"%PDF-1.4")
    documents, problems = read_files([tmp_path])
    assert sorted(Path(one.path).name for one in documents) == ["export.docx"] * 3 + ["one.pdf"]
    reasons = {Path(one.path).name: one.reason for one in problems}
    assert reasons.keys() == {"bad.pdf", "list.csv", "wrong-name.txt"}
    assert "article 1: the same text from the same outlet as" in reasons["list.csv"]
    assert "export.docx, article 1" in reasons["wrong-name.txt"]


def test_what_is_known_of_a_file_holds_for_its_article(tmp_path: Path) -> None:
    write(tmp_path, "one.docx", ways.as_docx([STORY[0].title, *STORY[0].paragraphs]))
    write(tmp_path, "sources.toml", '[[article]]\nfile = "one.docx"\noutlet = "Some News"\npublished = 2018-09-17\n')
    [document], problems = read_files([tmp_path])
    assert problems == []
    assert told(document) == (STORY[0].text, STORY[0].day, "Some News")
    assert document.story == tmp_path.name

"""The brief on paper: the page and the Word document say the same words, whatever articles say, on a page or two."""

import io
import re
import zipfile
from datetime import UTC, date, datetime
from typing import Any

import pytest
from lxml import etree, html

from lib.exports.brief import Line, brief_docx, brief_html, brief_lines
from lib.exports.brief.lines import NOTHING
from lib.exports.view import View
from lib.models import Agreement, Clause, Filters
from lib.queries.agreement.commitments import present_outlets
from lib.queries.brief import Brief, Finding, brief
from lib.queries.corpus import outlets
from lib.queries.sources.facts import compared_facts
from lib.store import agreements_in
from lib.views.brief import finding_words
from tests.conftest import digests_of

MADE = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
VIEW = View("Brief", ("Outlet: A “</style>”",), "3.1", "http://desk/?data=3.1", MADE)
AS_OF = date(2018, 9, 17)
HOSTILE = 'He said <script>alert(1)</script> & "x" \x00\x0b \u202eturned\u2069 {{7*7}}'
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def article(document: str, at: int) -> str:
    return f"http://desk/article?document={document}&at={at}"


@pytest.fixture(scope="module")
def seeds(_seeds_opened: Any) -> tuple[Brief, list[Line]]:
    """The brief of the seeds, and its lines."""
    data, every = _seeds_opened.cursor(), Filters()
    said = present_outlets(data, every)
    compared = compared_facts(digests_of(data, every), said, agreements_in(data))
    made = brief(data, every, AS_OF, len(said), compared)
    known = outlets(data)
    names = dict(zip(known["outlet"], known["outlet_name"], strict=True))
    return made, brief_lines(made, VIEW, AS_OF, names, article, "3 articles, 3 outlets")


def hostile() -> list[Line]:
    """A brief whose every word was written to do harm."""
    import pandas as pd  # noqa: PLC0415  # made here alone

    row = {
        "document": "d", "outlet": "o", "outlet_name": HOSTILE, "published": pd.NaT, "published_from": "story",
        "headline": False, "text": HOSTILE, "sentence_start": 0, "start": 3, "end": 9, "read": None,
    }  # fmt: skip
    longer = {**row, "sentence_start": 900, "start": 910, "end": 911, "text": f"{HOSTILE} " * 90}
    clause = Clause("1", "1", HOSTILE, None)
    accord = Agreement("a", HOSTILE, (HOSTILE,), None, "", (clause,))
    numbers = {"outlets": 1, "of": 1, "sentences": 2, "unread": 0, "clauses": 1}
    one = Finding("most", "a/1", HOSTILE, numbers, pd.DataFrame([row, longer]))
    covered = pd.DataFrame([], columns=["agreement", "articles", "outlets", "first", "last"])
    return brief_lines(Brief(accord, covered, (), (one,)), VIEW, None, {"o": HOSTILE}, article, HOSTILE)


def words_of_page(page: bytes) -> list[str]:
    """What each of the page's lines says."""
    body = html.document_fromstring(page.decode()).find("body")
    return ["".join(one.itertext()) for one in body.iter("h1", "p", "h2", "li", "footer")]


def document_of(made: bytes) -> tuple[Any, dict[str, str]]:
    """The document's own element, read as any other program reads it, and its links by their ids."""
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert packed.testzip() is None
        links = etree.fromstring(packed.read("word/_rels/document.xml.rels"))
        return etree.fromstring(packed.read("word/document.xml")), {one.get("Id"): one.get("Target") for one in links}


def words_of_document(made: bytes) -> list[str]:
    """What each of the document's paragraphs says."""
    document, _ = document_of(made)
    return ["".join(text.text or "" for text in one.iter(f"{WORD}t")) for one in document.iter(f"{WORD}p")]


def test_page_and_document_say_the_same_words(seeds: tuple[Brief, list[Line]]) -> None:
    made, lines = seeds
    said = [line.words for line in lines]
    assert words_of_page(brief_html(lines)) == said
    assert words_of_document(brief_docx(lines)) == said
    assert [line.words.partition(". ")[2] for line in lines if line.kind == "finding"] == [
        finding_words(one, {row.outlet: row.outlet_name for row in one.sentences.itertuples()}) for one in made.findings
    ]


def test_what_an_article_says_is_words_in_both() -> None:
    lines = hostile()
    page = brief_html(lines).decode()
    assert "<script" not in page
    assert words_of_page(page.encode()) == words_of_document(brief_docx(lines)) == [line.words for line in lines]


def test_links_lead_to_the_sentences_in_both(seeds: tuple[Brief, list[Line]]) -> None:
    made, lines = seeds
    wanted = [piece.address for line in lines for piece in line.pieces if piece.address]
    assert len(wanted) > len(made.findings)
    page = html.document_fromstring(brief_html(lines).decode())
    assert page.xpath("//a/@href") == wanted
    document, links = document_of(brief_docx(lines))
    assert [links[one.get(LINK)] for one in document.iter(f"{WORD}hyperlink")] == wanted


def test_the_page_needs_nothing_else(seeds: tuple[Brief, list[Line]]) -> None:
    _, lines = seeds
    page = brief_html(lines).decode()
    assert not re.search(r"<(script|link|img|iframe|object)|url\(|@import", page)


def test_it_stays_on_two_pages(seeds: tuple[Brief, list[Line]]) -> None:
    """Some 3,200 signs fill a page of A4 in its letters; sentences too long for it are cut."""
    _, lines = seeds
    assert sum(len(line.words) for line in lines) < 6_400
    assert max(len(line.words) for line in hostile() if line.kind == "sentence") < 900


def test_a_brief_without_findings_says_so(seeds: tuple[Brief, list[Line]]) -> None:
    made, _ = seeds
    none = Brief(None, made.covered.iloc[:0], (), ())
    lines = brief_lines(none, VIEW, None, {}, article, "0 articles")
    assert [line.words for line in lines if line.kind == "finding"] == [NOTHING]
    assert words_of_document(brief_docx(lines))[0] == "What the articles report"

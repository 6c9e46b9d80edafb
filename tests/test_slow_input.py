"""Odd input: the time that reading takes grows with its length, and what no article holds is told."""

from contextlib import suppress
from time import process_time

import pytest

from lib.errors import UnreadableFileError
from lib.ingest import read_bytes
from tests.articles import BODY

PAGE = "<html><head><title>{0}</title></head><body><article><h1>{0}</h1><p>{1}</p><p>{2}</p></article></body></html>"
SHORT = 10_000

TEXTS = {
    "entities": "&amp;",
    "entities of entities": "amp;",
    "quotation marks": '"',
    "curly marks": "“",
    "brackets": "(",
    "square brackets": "[",
    "angle brackets": "<",
    "brackets apart": "( ",
    "stops": ". ",
    "initials": "A.",
    "one word": "abcdefghij",
    "digits": "1",
    "line breaks": "\n",
    "short lines": "x\n",
    "wrapped lines": "this is a line that goes on and\n",
    "spaces": " ",
    "days": "1 May 2018\n",
    "bylines": "By Jane ",
    "credits": "(Reporting by Jane Smith; Editing by Joe. ",
    "scripts": "<script>",
    "comments": "<!--",
    "open tags": "<p ",
    "tags": "<p>x ",
    "wrong sets": "â€™",
    "hidden": "\u200b",
}
PAGES = {
    "blocks in blocks": "<div>",
    "paragraphs": "<p>x",
    "items": "<li>one two three four",
    "lists in lists": "<ul><li>one two three four",
    "tables in tables": "<table><tr><td>one two three four",
    "links": "<a href=x>one two</a> ",
    "marks": "<b>one</b> two <span>three</span> ",
    "breaks": "x<br>",
    "days": '<time class="date" datetime="x">x</time>',
    "metadata": '<meta name="date" content="x">',
}


def seconds(name: str, text: str) -> float:
    """How long the reading takes, refused or not."""
    begun = process_time()
    with suppress(UnreadableFileError):
        read_bytes(name, text.encode())
    return process_time() - begun


def assert_grows_with_length(name: str, make: object) -> None:
    """Four times the text takes no more than ten times as long; what takes a moment is not compared."""
    short, long = (seconds(name, make(length)) for length in (SHORT, 4 * SHORT))  # type: ignore[operator]
    assert long < 10 * max(short, 0.3)


@pytest.mark.parametrize("piece", [*TEXTS.values(), "-", "{"], ids=[*TEXTS, "dashes", "braces"])
def test_the_time_for_a_text_grows_with_its_length(piece: str) -> None:
    assert_grows_with_length("a.txt", lambda length: f"{BODY}\n{piece * (length // len(piece))}\n{BODY}")
    assert_grows_with_length("a.txt", lambda length: f"&{piece * (length // len(piece))}\n{BODY}")


@pytest.mark.parametrize(
    "piece", [*PAGES.values(), *TEXTS.values()], ids=[*PAGES, *(f"text of {name}" for name in TEXTS)]
)
def test_the_time_for_a_page_grows_with_its_length(piece: str) -> None:
    assert_grows_with_length(
        "a.html", lambda length: PAGE.format("Leaders agree", BODY, piece * (length // len(piece)))
    )


@pytest.mark.parametrize("title", ["T", "T ", "T - ", "T | T ", "<b>"])
def test_the_time_for_a_title_grows_with_its_length(title: str) -> None:
    assert_grows_with_length("a.html", lambda length: PAGE.format(title * (length // len(title)), BODY, BODY))


@pytest.mark.parametrize(
    "run", ["T" * 200_000, '"' * 16_000, "a/" * 40_000, "data:image/png;base64," + "iVBORw0KGgo" * 900]
)
def test_letters_without_a_space_are_taken_out_and_told(run: str) -> None:
    document = read_bytes("a.txt", f"{BODY}\n{run}\n\nThey left {run} at once, he said.".encode())
    assert document.text == f"{BODY.strip()}\n\nThey left at once, he said."
    assert [(removal.exact, removal.reason) for removal in document.removed] == [(run, "letters without a space")] * 2
    with pytest.raises(UnreadableFileError, match="nothing but letters without a space"):
        read_bytes("a.txt", run.encode())


def test_an_endless_word_is_refused_where_it_cannot_be_taken_out() -> None:
    with pytest.raises(UnreadableFileError, match="a word of more than 50,000 letters"):
        read_bytes("a.txt", f"{BODY}{'x' * 1_000_000}".encode(), verbatim=True)
    assert read_bytes("a.txt", f"{BODY}{'x' * 20_000}".encode(), verbatim=True).text == f"{BODY}{'x' * 20_000}"


def test_an_endless_title_is_none() -> None:
    page = read_bytes("a.html", PAGE.format("T" * 200_000, BODY, "They left.").encode())
    assert len(page.text) < 200
    assert (read_bytes("a.txt", BODY.encode(), title="T " * 100_000).title, page.title) == (None, None)


def test_a_line_of_many_marks_is_read() -> None:
    marks = "".join(f"<b>Article</b> {n} of the <i>agreement</i> holds. " for n in range(300))
    page = read_bytes("a.html", PAGE.format("Leaders agree", BODY, marks).encode())
    assert "Article 299 of the agreement holds." in page.text

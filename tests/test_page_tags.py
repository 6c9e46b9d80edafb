"""Web pages of very many tags or attributes: read whole, or refused with the reason, in a moment."""

from collections.abc import Callable
from contextlib import suppress
from time import process_time

import pytest

from lib.errors import UnreadableFileError
from lib.ingest import read_bytes
from lib.ingest.page.tags import MOST_ATTRIBUTES, without_endless_tags
from lib.models import Document
from tests.articles import BODY

LAST = "The Kurds must leave the town of Manbij."


def page(inside: str) -> bytes:
    """A page with something between its first and its last paragraph."""
    return f"<html><body><article><p>{BODY}</p>{inside}<p>{LAST}</p></article></body></html>".encode()


def read(inside: str) -> Document:
    """The document of such a page."""
    return read_bytes("a.html", page(inside))


def assert_grows_with_length(make: Callable[[int], str]) -> None:
    """Four times the page takes no more than ten times as long; what takes a moment is not compared."""
    taken = []
    for count in (5_000, 20_000):
        begun = process_time()
        with suppress(UnreadableFileError):
            read(make(count))
        taken.append(process_time() - begun)
    assert taken[1] < 10 * max(taken[0], 0.3)


@pytest.mark.parametrize("tag", ["div", "b", "span", "blockquote", "p", "font", "section", "li"])
@pytest.mark.parametrize("depth", [150, 300, 1_900])
@pytest.mark.parametrize("closed", [0, 1])
def test_what_stands_in_deep_tags_and_behind_them_is_read(tag: str, depth: int, closed: int) -> None:
    words = "The rebels said that they will not stay in Idlib."
    text = read(f"<{tag}>" * depth + words + f"</{tag}>" * depth * closed).text
    assert text.endswith(LAST)
    assert text.count(words) == 1


@pytest.mark.parametrize("depth", [2_100, 5_000, 50_000])
@pytest.mark.parametrize("tag", ["div", "b", "span", "blockquote", "ul><li", "table><tr><td"])
def test_a_page_of_tags_without_end_is_refused(tag: str, depth: int) -> None:
    with pytest.raises(UnreadableFileError, match=r"^a web page with more than 2,000 tags in each other: save"):
        read(f"<{tag}>" * depth + "x")


def test_paragraphs_whose_tags_are_never_closed_are_paragraphs() -> None:
    lines = [f"Paragraph {number} of the agreement says what holds in it." for number in range(600)]
    text = read("".join(f"<p><font>{line}\n" for line in lines)).text
    assert [line for line in text.splitlines() if line.startswith("Paragraph")] == lines


@pytest.mark.parametrize("form", [" a{}=1", " a{}", ' a{}="<>"', " a{}='x\"'", "/a{}", " a{} = 1"])
@pytest.mark.parametrize("tag", ["p", "a", "br", "script", "title", "x-y"])
def test_a_tag_keeps_its_first_attributes_and_the_page_its_words(form: str, tag: str) -> None:
    few, many = ("".join(form.format(number) for number in range(count)) for count in (MOST_ATTRIBUTES, 3_000))
    for attributes in ("", few, many):
        expected = f"<i>before</i> <{tag}{attributes and few}>{LAST}</{tag}> <b class='x'>after</b>"
        assert without_endless_tags(expected.replace(few, many) if attributes == many else expected) == expected
    assert read(f"<{tag}{many}></{tag}>").text == read("").text


@pytest.mark.parametrize(
    "html",
    [
        "<script>if (a<b && c" + " and more" * 200 + "</script><p>Text</p>",
        "<!-- <p" + " a=1" * 200 + "> --><p>Text</p>",
        "<style>a<b" + " c=1" * 200 + "</style >",
        "<title>Is a <b" + " word" * 200 + "</title>",
        "5 < 6" + " a=1" * 200,
        "<p" + " a=1" * 100 + " /><p>Text</p>",
    ],
)
def test_what_is_no_attribute_stays(html: str) -> None:
    assert without_endless_tags(html) == html


@pytest.mark.parametrize(
    "piece",
    ["<a<", "<a/b=", '<a b="', "<a b='", "<!--", "<script", "<script>", "<title>", "<a =", "<a \t\n", "</b>", "<p><b>"],
)
def test_the_time_for_tags_grows_with_their_number(piece: str) -> None:
    assert_grows_with_length(lambda count: piece * count)
    assert_grows_with_length(lambda count: "<div>" * 1_900 + piece * count)


def test_the_time_for_attributes_grows_with_their_number() -> None:
    assert_grows_with_length(lambda count: f"<p {' '.join(f'a{number}=1' for number in range(count))}>x</p>")
    assert_grows_with_length(lambda count: "<div>" * 250 + "<p><b>x</b></p>" * count)

"""Article text is hostile input: whatever it holds, it comes out as text."""

import re
from html.parser import HTMLParser

import pandas as pd
import pytest

from lib.views.kit.highlight import Html, Mark, element, joined, link, marked, outside_link
from lib.views.kit.looks import Looks
from lib.views.kit.sentences import evidence_html, sentence_count
from lib.views.kit.text import inline, unturned

HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "</blockquote></li></ol><b>out</b>",
    "a & b < c > d \" e ' f",
    "<!-- --> &lt;b&gt; &#60;b&#62;",
    "\u202eright to left\u202c \x00 \ud83d",
]


class _Reader(HTMLParser):
    """The elements of a piece of HTML, and its text."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("text", HOSTILE)
def test_text_in_an_element_stays_text(text: str) -> None:
    read = _Reader(element("p", text, title=text, class_=text))
    assert [tag for tag, _ in read.elements if tag != "bdi"] == ["p"]
    assert read.text == unturned(text)
    assert read.elements[0][1] == {"title": text, "class": text}


@pytest.mark.parametrize("text", HOSTILE)
def test_marks_never_change_the_text(text: str) -> None:
    marks = [Mark(0, 3, "person", text, text), Mark(2, len(text), "quote"), Mark(-5, 900, "date")]
    read = _Reader(marked(text, marks))
    assert read.text == unturned(text)
    assert {tag for tag, _ in read.elements} - {"bdi"} == {"mark"}


@pytest.mark.parametrize("text", ["صحيفة", "עיתון (2)", "\u202eIdlib", "\u2066\u2067Idlib", "Idlib \u202d\u2068إدلب"])
def test_text_that_turns_its_neighbours_is_kept_apart(text: str) -> None:
    """By an element in HTML, by letters where there can be no element; nothing in it reaches beyond its end."""
    for alone in (element("p", text, element("b", "2")), link(text, "?a=b"), marked(text, [])):
        assert alone.count("<bdi>") == alone.count("</bdi>") == 1
    drawn = element("text", text, element("tspan", " 2"))
    assert "bdi" not in drawn
    assert drawn.count("\u2068") == drawn.count("\u2069") == 1
    assert not re.search("[\u202a-\u202e\u2066\u2067]", f"{drawn}{element('p', text)}{inline(text)}")


# start, end of marks over "abcdef", and the pieces that come out with how many marks cover each
OVERLAPS = [
    ([], []),
    ([(0, 6)], [("abcdef", 1)]),
    ([(0, 3), (3, 6)], [("abc", 1), ("def", 1)]),
    ([(0, 4), (2, 6)], [("ab", 1), ("cd", 2), ("ef", 1)]),  # overlapping, as a quote and a name
    ([(0, 6), (2, 4)], [("ab", 1), ("cd", 2), ("ef", 1)]),  # nested
    ([(4, 9)], [("ef", 1)]),  # runs past the end
    ([(3, 3)], []),  # empty
    ([(5, 2)], []),  # ends before it starts
]


@pytest.mark.parametrize(("spans", "pieces"), OVERLAPS)
def test_overlapping_marks_are_cut_at_every_end(spans: list[tuple[int, int]], pieces: list[tuple[str, int]]) -> None:
    markup = marked("abcdef", [Mark(start, end, f"k{n}") for n, (start, end) in enumerate(spans)])
    expected = [(text, covering) for text, covering in pieces]
    found = [
        (piece.split("</mark>")[0].split(">")[1], piece.split('"')[1].count("m-"))
        for piece in markup.split("<mark ")[1:]
    ]
    assert found == expected


def test_a_mark_carries_its_label_and_anchor_once_where_it_begins() -> None:
    read = _Reader(marked("abcdef", [Mark(0, 6, "quote", "quote", "said by X", "q1"), Mark(2, 4, "person", "person")]))
    assert [(a.get("id"), a.get("data-label")) for _, a in read.elements] == [
        ("q1", "quote"),
        (None, "person"),
        (None, None),
    ]
    assert all(attributes.get("title") == "said by X" for _, attributes in read.elements)


def test_only_markup_made_here_is_left_alone() -> None:
    assert joined(["<b>", Html("<i>x</i>")]) == "&lt;b&gt;<i>x</i>"
    assert not isinstance("<b>" + element("i", "x"), Html)


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        (" JavaScript:alert(1)", False),
        ("data:text/html,<b>", False),
        ("//example.org", False),
        ("http://[broken", False),
        ("", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_are_linked(url: str | None, linked: bool) -> None:  # noqa: FBT001 (a row of the table)
    assert outside_link("source", url).startswith("<a ") == linked


def test_a_link_within_the_desk_stays_in_its_tab() -> None:
    assert link("Map", "map?place=1&outlet=a") == '<a href="map?place=1&amp;outlet=a" target="_self">Map</a>'


def _evidence(*rows: tuple[str, int, int, int, str]) -> pd.DataFrame:
    """Evidence rows of one outlet: sentence text, its start, span start and end, how read."""
    return pd.DataFrame(
        [
            {
                "document": "d1",
                "outlet": "alwaght",
                "outlet_name": "Alwaght",
                "published": pd.Timestamp(2018, 9, 17),
                "published_from": "story",
                "text": text,
                "sentence_start": sentence_start,
                "start": start,
                "end": end,
                "read": read,
            }
            for text, sentence_start, start, end, read in rows
        ]
    )


def test_spans_of_one_sentence_are_marked_together_and_each_reading_said_once() -> None:
    rows = _evidence(
        ("Putin met Erdogan.", 10, 10, 15, "full name"),
        ("Putin met Erdogan.", 10, 20, 27, "full name"),
        ("<b>Putin</b> left.", 40, 43, 48, "surname"),
    )
    looks = Looks({"alwaght": "<Alwaght>"}, {"alwaght": "#0072B2"}, {})
    read = _Reader(evidence_html(rows, looks, lambda document, at: f"article?document={document}&at={at}"))
    tags = [tag for tag, _ in read.elements]
    assert sentence_count(rows) == tags.count("li") == 2
    assert tags.count("mark") == 3
    assert "b" not in tags
    assert read.text.count("full name") == 1
    assert "<Alwaght>" in read.text
    assert "17 Sep 2018" in read.text
    hrefs = [attributes["href"] for tag, attributes in read.elements if tag == "a"]
    places = ["article?document=d1&at=10", "article?document=d1&at=43"]
    assert hrefs[::2] == places
    assert hrefs[1::2] == [f"{places[0]}&read=10", f"{places[1]}&read=43"]

"""Sentences of evidence: whole, the span marked, where from before it, how it was read after it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any

import pandas as pd

from lib.models import BORROWED
from lib.views.kit.citation import copy_html
from lib.views.kit.highlight import Html, Mark, element, joined, link, marked
from lib.views.kit.looks import Looks
from lib.views.kit.text import day

WHY_BORROWED = {
    "story": "The article gives no date; this is the earliest known date among the articles on the same story.",
    "told": "The article gives no date; this is the latest day that its text tells as past.",
}
FROM_TEXT = "Found in the article’s own text."

ArticleLink = Callable[[str, int], str]
Citation = Callable[[Any], str]


def evidence_html(
    rows: pd.DataFrame, looks: Looks, article: ArticleLink, citation: Citation | None = None, most: int | None = None
) -> Html:
    """The first sentences in the order given, one item each; several spans in one sentence are marked together.

    `rows` has the columns of `lib.queries.evidence.SENTENCES`. `article(document, at)` gives the link into the article,
    `citation(row)` what to cite the sentence with; without it none is offered.
    """
    return element("ol", joined(islice(_items(rows, looks, article, citation), most)), class_="evidence")


def ways_html(title: str, ways: Mapping[str, str]) -> Html:
    """Where else the sentences stand: words to addresses, on a line of their own."""
    return element("p", title, *(link(words, to) for words, to in ways.items()), class_="origin")


def sentence_count(rows: pd.DataFrame) -> int:
    """How many different sentences stand in the rows."""
    return len(set(zip(rows["document"], rows["sentence_start"], strict=True)))


def dated(published: date | None, published_from: str | None) -> Html:
    """The day of publication; a borrowed one carries a mark that explains itself on hover."""
    if published is None or pd.isna(published):
        return element("span", "no date", class_="date")
    if published_from in BORROWED:
        why = WHY_BORROWED[str(published_from)]
        return element("span", day(published), element("sup", BORROWED[str(published_from)]), class_="date", title=why)
    return element("span", day(published), class_="date", title=FROM_TEXT if published_from == "text" else None)


def _items(rows: pd.DataFrame, looks: Looks, article: ArticleLink, citation: Citation | None) -> Iterator[Html]:
    """One list item a sentence."""
    found: dict[tuple[str, int], list[Any]] = {}
    for row in rows.itertuples(index=False):
        found.setdefault((row.document, row.sentence_start), []).append(row)
    for group in found.values():
        first = group[0]
        marks = [Mark(int(row.start - first.sentence_start), int(row.end - first.sentence_start)) for row in group]
        yield element(
            "li",
            _origin(first, looks, article),
            element("blockquote", marked(first.text, marks), class_="article-text"),
            _reading([row.read for row in group]),
            copy_html("Copy citation", citation(first)) if citation else "",
        )


def _origin(row: Any, looks: Looks, article: ArticleLink) -> Html:  # noqa: ANN401  # a frame's row
    """Outlet, date and the ways into the article: to the sentence, and to what was read in it and why."""
    place = article(row.document, int(row.start))
    return element(
        "div",
        looks.chip(row.outlet),
        dated(row.published, row.published_from),
        link("in the article", place),
        link("what was read", f"{place}&read={int(row.start)}", "What was read in it, why, and the way to correct it"),
        class_="origin",
    )


def _reading(reads: Iterable[Any]) -> Html:
    """How the spans of one sentence were read, each way once."""
    lines = [line for line in dict.fromkeys(reads) if isinstance(line, str) and line]
    return element("div", "; ".join(lines), class_="how-read") if lines else Html("")

"""Search results: the lines of a concordance, a query with the place where it breaks, and why nothing was found."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from lib.errors import QueryError
from lib.listing import Listing, columns, gives
from lib.queries.search import STRETCH
from lib.views.kit.highlight import Html, Mark, element, joined, link, marked
from lib.views.kit.looks import Looks
from lib.views.kit.sentences import ArticleLink, dated
from lib.views.kit.text import counted

# Characters of context to a side: more than a wide screen has room for.
CONTEXT = 160
# Characters of a long query that are shown to either side of the place where it breaks.
AROUND = 60

LINE = STRETCH + columns("left, hit, right")
SENTENCE = STRETCH + columns("found")
LINES = Listing(
    "search lines", "Hits with their context", LINE,
    "outlet_name: Outlet, published, left: Before, hit: Found, right: After, read: Where", ("document", "start"),
)  # fmt: skip
EVERY_LINE = replace(LINES, key="search", title="Every hit with its context", noun="sentence")
EVERY_SENTENCE = Listing(
    "search sentences", "Every sentence found", SENTENCE,
    "outlet_name: Outlet, published, text: Sentence, found, read: Where, document: Article, sentence_start: From "
    "character", noun="sentence",
)  # fmt: skip


@gives(LINE)
def concordance_lines(rows: pd.DataFrame) -> pd.DataFrame:
    """One line a stretch found, its sentence cut round it; sentences in the order given.

    `rows` has the columns of `lib.queries.search.found_sentences`. A sentence in which several parts of the query were
    found has lines for the first part alone: the others are marked beside it.
    """
    place = ["document", "sentence_start"]
    lines = rows[rows["leaf"] == rows.groupby(place, sort=False)["leaf"].transform("min")].copy()
    starts, ends = lines["start"] - lines["sentence_start"], lines["end"] - lines["sentence_start"]
    cut = list(zip(lines["text"], starts, ends, strict=True))
    lines["left"] = [text[:start] for text, start, _ in cut]
    lines["hit"] = [text[start:end] for text, start, end in cut]
    lines["right"] = [text[end:] for text, _, end in cut]
    return lines


@gives(SENTENCE)
def whole_sentences(rows: pd.DataFrame) -> pd.DataFrame:
    """One row a sentence, in the order given, with all that was found in it."""
    place = ["document", "sentence_start"]
    cut = zip(rows["text"], rows["start"] - rows["sentence_start"], rows["end"] - rows["sentence_start"], strict=True)
    found = rows.assign(found=[text[start:end] for text, start, end in cut])
    said = found.groupby(place, sort=False)["found"].agg(lambda words: "; ".join(filter(None, words)))
    return rows.drop_duplicates(place).assign(found=said.to_numpy())


def concordance_html(rows: pd.DataFrame, looks: Looks, article: ArticleLink) -> Html:
    """Keyword in context: what was found stands in the middle of each line, and leads to its place in the article.

    `rows` as for `concordance_lines`; `article(document, at)` gives the link.
    """
    marks = {place: list(_marks(group)) for place, group in rows.groupby(["document", "sentence_start"], sort=False)}
    lines = concordance_lines(rows)
    items = (
        _line(line, marks[line["document"], line["sentence_start"]], looks, article) for _, line in lines.iterrows()
    )
    return element("ol", joined(items), class_="concordance")


def broken_html(query: str, error: QueryError) -> Html:
    """The query with the place where it breaks set off, a caret under it, and what to do."""
    if not query.strip() or (not error.end and not error.start and len(query) > AROUND * 4):
        return element("p", str(error), class_="broken-why")
    first, last = max(0, error.start - AROUND), error.end + AROUND
    before, piece, after = query[first : error.start], query[error.start : error.end], query[error.end : last]
    start = ("… " if first else "") + _flat(before)
    shown = joined([start, element("mark", _flat(piece)) if piece else "", _flat(after), " …" * (last < len(query))])
    carets = " " * len(start) + "^" * max(1, len(piece))
    place = f"At character {error.start + 1:,}: " if error.start < len(query) else "At the end: "
    return joined(
        [
            element("pre", shown, "\n", element("span", carets, class_="caret"), class_="broken"),
            element("p", element("b", place), str(error), class_="broken-why"),
        ]
    )


def outlets_html(counts: pd.DataFrame, looks: Looks, address: Callable[[str], str]) -> Html:
    """How many sentences each outlet has, in one line; each leads to `address(outlet)`, an outlet with none nowhere.

    `counts` has the columns of `lib.queries.search.outlet_counts`.
    """
    shown = (
        element("span", looks.chip(row.outlet), " ", _count(row.sentences, address(row.outlet)))
        for row in counts.itertuples()
    )
    return element("div", joined(shown), class_="found-by")


def parts_html(parts: Sequence[tuple[str, int, int]]) -> Html:
    """How often each part of a query is found: as written, sentences in view, sentences everywhere."""
    return element("ul", joined(_part(*part) for part in parts), class_="query-parts")


def spellings_html(asked: Sequence[tuple[str, int, str]]) -> Html:
    """The query as it may have been meant: as written, how many sentences it finds, and where it leads."""
    ways = (
        element("span", link(query, to, class_="query"), f" {counted(found, 'sentence')}") for query, found, to in asked
    )
    return element("p", "Did you mean ", joined(ways, " or "), "?", class_="spelled")


def examples_html(examples: Sequence[tuple[str, str, int, str]]) -> Html:
    """Queries to try: as written, what it finds, how many sentences, and where it leads."""
    rows = (
        element(
            "tr",
            element("td", link(query, address, class_="query")),
            element("td", finds),
            element("td", counted(sentences, "sentence"), class_="count"),
        )
        for query, finds, sentences, address in examples
    )
    return element("table", element("tbody", *rows), class_="query-examples")


def _line(line: Mapping[str, Any], marks: Sequence[Mark], looks: Looks, article: ArticleLink) -> Html:
    """Where from, what stands before, what was found with what stands after."""
    text, start = line["text"], line["start"] - line["sentence_start"]
    end = line["end"] - line["sentence_start"]
    before = _beside(text, max(0, start - CONTEXT), start, marks)
    after = _beside(text, end, min(len(text), end + CONTEXT), marks)
    hit = link(line["hit"] or "↗", article(line["document"], line["start"]), "Read it in the article")
    origin = [looks.chip(line["outlet"]), dated(line["published"], line["published_from"])]
    return element(
        "li",
        element("span", *origin, element("sup", "headline") if line["headline"] else "", class_="from"),
        element("span", element("span", before), class_="left article-text"),
        element("span", element("b", hit, class_="hit"), after, class_="right article-text"),
    )


def _beside(text: str, start: int, end: int, marks: Sequence[Mark]) -> Html:
    """A stretch of the sentence with whatever else was found in it."""
    inside = [mark._replace(start=mark.start - start, end=mark.end - start) for mark in marks if mark.end > start]
    return marked(text[start:end], [mark for mark in inside if mark.start < end - start])


def _marks(rows: pd.DataFrame) -> Iterator[Mark]:
    """All that was found in one sentence."""
    for row in rows.itertuples():
        yield Mark(row.start - row.sentence_start, row.end - row.sentence_start, "found")


def _count(sentences: int, address: str) -> Html:
    """The count as a link, or that there is nothing to lead to."""
    return link(f"{sentences:,}", address, "Keep only this outlet") if sentences else element("span", "none")


def _part(written: str, in_view: int, everywhere: int) -> Html:
    """One part with its counts; none is said as a word."""
    said = counted(in_view, "sentence") if in_view else "no sentence"
    more = f" ({everywhere:,} without the filters)" if everywhere > in_view else ""
    return element("li", element("code", written), " ", element("b" if not in_view else "span", said), more)


def _flat(text: str) -> str:
    """The text on one line, each character in its place."""
    return "".join(" " if sign.isspace() or not sign.isprintable() else sign for sign in text)

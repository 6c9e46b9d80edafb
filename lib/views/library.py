"""What stands aside of the articles that count: versions with what they have otherwise, as escaped HTML."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import partial
from typing import Any

import pandas as pd

from lib.views.kit.highlight import Html, Mark, element, joined, marked, outside_link
from lib.views.kit.looks import Looks
from lib.views.kit.text import counted, day

# Comparing takes time by the square of what differs; of more than this it is said that it differs, and no more.
MOST_PARAGRAPHS, MOST_WORDS = 1_000, 1_500


NOT_KNOWN = "not known"


def version_html(row: Any, looks: Looks) -> Html:  # noqa: ANN401  # a frame's row
    """One version that does not count, a row of `lib.queries.library.listed.versions`, with what differs in it."""
    pairs = list(_changed(row.text, row.counted_text))
    rows = (element("tr", element("td", old), element("td", new)) for old, new in pairs)
    head = element("tr", element("th", "In this version"), element("th", "In the one that counts"))
    return element(
        "div",
        element(
            "div", looks.chip(row.outlet), element("b", row.title or row.path), day(row.published), class_="origin"
        ),
        element("p", row.reason, class_="side"),
        element("table", head, *rows, class_="versions") if pairs else "",
        class_="version",
    )


def outlets_html(rows: pd.DataFrame, looks: Looks) -> Html:
    """The outlets as cards; `rows` as of `lib.queries.library.outlets.described_outlets`."""
    return element("div", joined(map(partial(_outlet_card, looks), rows.itertuples())), class_="outlet-cards")


def _outlet_card(looks: Looks, row: Any) -> Html:  # noqa: ANN401  # a frame's row
    known = {"Country": row.country_name, "Language": row.language, "Owner": row.owner, "State-run": row.state,
             "News agency": row.agency}  # fmt: skip
    said = (
        joined([element("dt", label), element("dd", value if isinstance(value, str) else NOT_KNOWN)])
        for label, value in known.items()
    )
    source = outside_link("Source", row.source) if isinstance(row.source, str) else ""
    decided = element("p", row.decided, class_="side") if isinstance(row.decided, str) else ""
    size = f"{counted(int(row.articles), 'article')}, {counted(int(row.words), 'word')}"
    return element(
        "article",
        element("div", looks.chip(row.outlet), size, class_="origin"),
        element("dl", joined(said)),
        element("div", source, class_="origin"),
        decided,
        class_="card",
    )


def _changed(old: str, new: str) -> Iterator[tuple[Html, Html]]:
    """The paragraphs that differ, side by side, their differing words marked."""
    olds, news = old.split("\n"), new.split("\n")
    if max(len(olds), len(news)) > MOST_PARAGRAPHS:
        return
    for kind, a, b, c, d in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if kind != "equal":
            yield _side_by_side("\n".join(olds[a:b]).strip(), "\n".join(news[c:d]).strip())


def _side_by_side(old: str, new: str) -> tuple[Html, Html]:
    (old_words, olds), (new_words, news) = _words(old), _words(new)
    if max(len(old_words), len(new_words)) > MOST_WORDS:
        return joined([old]), joined([new])
    gone, added = [], []
    for kind, a, b, c, d in SequenceMatcher(None, old_words, new_words, autojunk=False).get_opcodes():
        if kind != "equal":
            gone += [_mark(olds, a, b)] if b > a else []
            added += [_mark(news, c, d)] if d > c else []
    return marked(old, gone), marked(new, added)


def _words(text: str) -> tuple[list[str], list[int]]:
    """The words, and where each begins; behind the last one stands the text's end."""
    words, starts, at = text.split(), [], 0
    for word in words:
        at = text.index(word, at)
        starts.append(at)
        at += len(word)
    return words, [*starts, at]


def _mark(starts: Sequence[int], first: int, last: int) -> Mark:
    return Mark(starts[first], starts[last], "other")

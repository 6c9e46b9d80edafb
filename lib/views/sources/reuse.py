"""What outlets share: a matrix of counts, the passages themselves, and how many sources stand behind the outlets."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pandas as pd

from lib.compare.reuse.independence import Link, SourceGroup
from lib.views.kit.grid import DARKEST
from lib.views.kit.highlight import Html, Mark, element, joined, link, marked
from lib.views.kit.looks import Looks
from lib.views.kit.sentences import ArticleLink, dated
from lib.views.kit.text import counted, number

KINDS = {
    "verbatim": "whole sentences, word for word",
    "near": "reworded",
    "partial": "the same words inside sentences that differ",
    "shared-quote": "the same quote",
    "within": "twice in one article",
}

# The address of two articles side by side; of two outlets' passages of a kind: "own", "quotes" or "within".
PairLink = Callable[[str, str], str]
CellLink = Callable[[str, str, str], str]
MOST_LINKS = 4


def matrix_html(pairs: pd.DataFrame, outlets: Sequence[str], looks: Looks, address: CellLink) -> Html:
    """A row and a column an outlet, in each cell the passages and, smaller, the quotes that the two share.

    `pairs` has the columns of `outlet_pairs` in queries/sources. Shades share one scale, from none to the most words.
    """
    rows = {frozenset((row.a, row.b)): row for row in pairs.itertuples(index=False)}
    most = max([1, *(int(row.words) for row in rows.values() if row.a != row.b)])
    head = (element("th", looks.chip(outlet), scope="col") for outlet in outlets)
    body = (
        element(
            "tr",
            element("th", looks.chip(one), scope="row"),
            *(_cell(rows.get(frozenset((one, other))), one, other, most, address) for other in outlets),
        )
        for one in outlets
    )
    table = element(
        "table",
        element("thead", element("tr", element("th", "Outlet", scope="col"), *head)),
        element("tbody", joined(body)),
        class_="grid matrix",
    )
    return element("div", table, class_="grid-frame")


def sources_html(groups: Sequence[SourceGroup], looks: Looks, address: PairLink) -> Html:
    """How many outlets and how many independent sources there are, and why outlets count as one."""
    outlets = sum(len(group.outlets) for group in groups)
    said = element(
        "div",
        element("b", counted(outlets, "outlet")),
        ", ",
        element("b", counted(len(groups), "independent source")),
        "" if any(group.links for group in groups) else ": no two outlets share most of an article, or its source.",
    )
    reasons = (_reason(group, looks, address) for group in groups if len(group.outlets) > 1)
    return element("div", said, element("ul", joined(reasons)), class_="sources-line")


def strongest_links(group: SourceGroup) -> list[Link]:
    """The links of a group that there is room for, those that share most first."""
    return sorted(group.links, key=lambda one: -one.share)[:MOST_LINKS]


def passages_html(rows: pd.DataFrame, looks: Looks, article: ArticleLink, beside: PairLink) -> Html:
    """The passages in the order given: what is shared, and both places with the sentences round them.

    `rows` has the columns of `lib.queries.sources.reuse.passage_rows`.
    """
    return element("ol", joined(_passages(rows, looks, article, beside)), class_="shared")


def _cell(row: Any, one: str, other: str, most: int, address: CellLink) -> Html:  # noqa: ANN401  # a frame's row
    """What two outlets share, each number a way to its passages; on the diagonal what one's own articles do."""
    if row is None:
        return element("td", "·" if one == other else "nothing", class_="none")
    words = f"{row.words:,} words in the outlets’ own voice"
    passages = link(number(row.passages), address(one, other, "own"), words) if row.passages else "0"
    quotes = link(counted(row.quotes, "quote"), address(one, other, "quotes")) if row.quotes else ""
    within = link(f"{row.within} twice in one", address(one, other, "within")) if row.within else ""
    return element(
        "td",
        passages,
        *(element("small", line) for line in (quotes, within) if line),
        style=None if one == other else f"--shade:{DARKEST * row.words / most:.1f}%",
    )


def _reason(group: SourceGroup, looks: Looks, address: PairLink) -> Html:
    """Outlets that count once, and the strongest links between their articles."""
    groups_html = (
        element("span", one.reason, " (", link("side by side", address(one.a_document, one.b_document)), ")")
        for one in strongest_links(group)
    )
    left = f"; and {counted(len(group.links) - MOST_LINKS, 'more link')}" if len(group.links) > MOST_LINKS else ""
    return element("li", looks.group(group.outlets), " count as one: ", joined(groups_html, "; "), left)


def _passages(rows: pd.DataFrame, looks: Looks, article: ArticleLink, beside: PairLink) -> Iterator[Html]:
    """One list item a passage."""
    for row in rows.itertuples(index=False):
        pair = row.a_document, row.b_document
        yield element(
            "li",
            element(
                "div",
                f"{counted(row.words, 'word')}, {KINDS[row.kind]}",
                "" if pair[0] == pair[1] else joined([" · ", link("side by side", beside(*pair))]),
                class_="how",
            ),
            element("div", _place(row, "a", looks, article), _place(row, "b", looks, article), class_="facing"),
        )


def _place(row: Any, side: str, looks: Looks, article: ArticleLink) -> Html:  # noqa: ANN401  # a frame's row
    """One of the two places: where from, and the sentences with the passage set off."""

    def of(name: str) -> Any:  # noqa: ANN401
        return getattr(row, f"{side}_{name}")

    mark = Mark(of("start") - of("text_start"), of("end") - of("text_start"), "passage")
    origin = element(
        "div",
        looks.chip(of("outlet")),
        dated(of("published"), of("published_from")),
        link("in the article", article(of("document"), of("start"))),
        class_="origin",
    )
    return element("div", origin, element("blockquote", marked(of("text"), [mark]), class_="article-text"))

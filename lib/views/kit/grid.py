"""Names by outlet as a grid: a column an outlet, each cell its count and rate, darker for a higher rate."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from lib.views.kit.highlight import Html, element, joined, link
from lib.views.kit.looks import Looks
from lib.views.kit.text import counted, number

# The address of a name's sentences: everywhere, or in one outlet.
STYLE = Path(__file__).with_name("grid.css")

NameLink = Callable[[str, str | None], str]

# The darkest cell leaves its words readable in light and dark.
DARKEST = 42


def grid_html(counts: pd.DataFrame, looks: Looks, address: NameLink) -> Html:
    """One row a name, one column an outlet; `counts` has the columns of `lib.queries.entities.counts_by_outlet`.

    Shades share one scale from zero to the highest rate; a name that an outlet does not mention is "not mentioned".
    """
    highest = float(counts["rate"].max() or 0) or 1.0
    outlets = counts.drop_duplicates("outlet")
    head = (
        element("th", looks.chip(row.outlet), element("small", counted(int(row.words), "word")), scope="col")
        for row in outlets.itertuples()
    )
    rows = (
        element(
            "tr",
            element("th", link(group["name"].iloc[0], address(str(entity), None)), scope="row"),
            *(_cell(row, highest, address) for row in group.itertuples()),
        )
        for entity, group in counts.groupby("entity", sort=False)
    )
    table = element(
        "table",
        element("thead", element("tr", element("th", "Name", scope="col"), *head)),
        element("tbody", joined(rows)),
        class_="grid",
    )
    return element("div", table, class_="grid-frame")


def only_in_html(only: pd.DataFrame, outlets: Sequence[str], looks: Looks, address: NameLink) -> Html:
    """For each outlet the names that it alone mentions, with their counts, each a way to its sentences."""
    found = dict(list(only.groupby("outlet")))
    cards = (
        element(
            "section", element("header", element("h3", looks.chip(one))), _names(found[one], address), class_="panel"
        )
        for one in outlets
        if one in found
    )
    others = [one for one in outlets if one not in found]
    nothing = nothing_html("Only names that others mention too: ", others, looks)
    return joined([element("div", joined(cards), class_="cards only-in"), nothing])


def nothing_html(words: str, outlets: Sequence[str], looks: Looks) -> Html:
    """The outlets that have nothing to show, in one line behind what that is; nothing where there are none."""
    return element("p", words, joined(map(looks.chip, outlets), " "), class_="nothing legend") if outlets else Html("")


def _names(rows: pd.DataFrame, address: NameLink) -> Html:
    """The names of one card, and how many more there are."""
    items = (
        element("li", link(row.name, address(row.entity, None)), " ", element("b", number(row.mentions)))
        for row in rows.itertuples()
    )
    left = int(rows["names"].iloc[0]) - len(rows)
    return joined(
        [
            element("ol", joined(items), class_="inline-names"),
            element("p", f"and {counted(left, 'name')} more", class_="answers") if left else Html(""),
        ]
    )


def _cell(row: Any, highest: float, address: NameLink) -> Html:  # noqa: ANN401  # a frame's row
    """The count, the rate under it, and the shade."""
    if not row.mentions:
        return element("td", "not mentioned", class_="none")
    rate = 0.0 if pd.isna(row.rate) else row.rate
    return element(
        "td",
        link(number(row.mentions), address(row.entity, row.outlet), f"Sentences with {row.name} in this outlet"),
        element("small", number(rate, 1)),
        style=f"--shade:{DARKEST * rate / highest:.1f}%",
    )

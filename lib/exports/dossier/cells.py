"""Cells that several sections share: numbers, bars, a line an outlet, and those of a list by what its columns hold."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from lib.exports.cells import writable
from lib.exports.dossier.records import Block, Statement
from lib.listing import Listing
from lib.views.kit.highlight import Html, element, joined
from lib.views.kit.looks import Looks
from lib.views.kit.text import day, number
from lib.views.panels import bar_html


def count_cell(value: float, decimals: int = 0) -> Html:
    """A number, to be written on the right."""
    return element("span", number(value, decimals), class_="count")


def is_count(cell: str) -> bool:
    """Whether a cell is such a number, so that its column's name stands on the right too.

    >>> is_count(count_cell(1200)), is_count("1,200")
    (True, False)
    """
    return cell.startswith('<span class="count">')


def outlet_lines(lines: Iterable[tuple[str, str]], looks: Looks) -> Html:
    """What each outlet reports, a line each: outlet ids and what stands after their names."""
    return joined(element("div", looks.chip(outlet), " ", said, class_="outlet-line") for outlet, said in lines if said)


def counts_cell(group: pd.DataFrame, longest: int, looks: Looks, said: Callable[[Any], str]) -> Html:
    """The bar of one thing by outlet, and under it what `said` makes of each outlet's row; silent ones are left out.

    `group` has outlet, mentions and total of one thing; all bars share the scale of `longest`.
    """
    lines = ((row.outlet, said(row)) for row in group.itertuples() if row.mentions)
    return joined([bar_html(group, longest, looks), outlet_lines(lines, looks)])


def listed(
    listing: Listing,
    frame: pd.DataFrame,
    looks: Looks,
    evidence: Callable[[Mapping[str, Any]], pd.DataFrame | None] = lambda _: None,
) -> Block:
    """A list on paper, its rows as on the screen, each with the sentences that `evidence` gives for it."""
    rows = frame.to_dict("records")
    names = list(listing.shown(frame))
    statements = [Statement(tuple(_cells(listing, names, row, looks)), evidence(row)) for row in rows]
    return Block(listing.title, listing.told_of, tuple(listing.told(frame)), statements)


def _cells(listing: Listing, names: Iterable[str], row: Mapping[str, Any], looks: Looks) -> Iterator[str]:
    """What is shown of one row, by what the columns hold; an outlet's name is its chip."""
    types = listing.types()
    for name in names:
        kind, cell = types.get(name, "text"), writable(row[name])
        if name == "outlet_name" and "outlet" in row:
            yield looks.chip(row["outlet"])
        elif pd.isna(cell):
            yield "–"
        else:
            yield _WRITTEN.get(kind, str)(cell)


_WRITTEN: Mapping[str, Callable[[Any], str]] = {
    "whole": count_cell,
    "number": lambda cell: count_cell(cell, 1),
    "day": day,
    "moment": day,
    "yes/no": lambda cell: "yes" if cell else "no",
}

"""Cells that several sections share: numbers, bars, and a line an outlet."""

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from lib.views.kit.highlight import Html, element, joined
from lib.views.kit.looks import Looks
from lib.views.kit.text import number
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
    """What each outlet says, a line each: outlet ids and what stands after their names."""
    return joined(element("div", looks.chip(outlet), " ", said, class_="outlet-line") for outlet, said in lines if said)


def counts_cell(group: pd.DataFrame, longest: int, looks: Looks, said: Callable[[Any], str]) -> Html:
    """The bar of one thing by outlet, and under it what `said` makes of each outlet's row; silent ones are left out.

    `group` has outlet, mentions and total of one thing; all bars share the scale of `longest`.
    """
    lines = ((row.outlet, said(row)) for row in group.itertuples() if row.mentions)
    return joined([bar_html(group, longest, looks), outlet_lines(lines, looks)])

"""Which outlets have a column of their own where they are many, and what is said of the others."""

from collections.abc import Sequence
from typing import NamedTuple

from lib.compare.facts.topics import Topic
from lib.views.kit.highlight import Html, element
from lib.views.kit.text import counted

# More columns than these do not stand side by side on a screen.
MOST_COLUMNS = 8


class Columns(NamedTuple):
    """The outlets with a column each, and the others, which share one; both in the corpus's order."""

    own: Sequence[str]
    others: Sequence[str]

    @property
    def number(self) -> int:
        """How many columns there are."""
        return len(self.own) + bool(self.others)


def columns_of(topics: Sequence[Topic], outlets: Sequence[str]) -> Columns:
    """Of many outlets those that report most have a column.

    >>> columns_of([], ["a", "b"])
    Columns(own=['a', 'b'], others=[])
    """
    if len(outlets) <= MOST_COLUMNS + 1:
        return Columns(outlets, [])
    reported = dict.fromkeys(outlets, 0)
    for row in topics:
        for outlet in row.outlets():
            reported[outlet] = reported.get(outlet, 0) + 1
    most = set(sorted(outlets, key=lambda outlet: -reported[outlet])[:MOST_COLUMNS])
    return Columns([one for one in outlets if one in most], [one for one in outlets if one not in most])


def others_title(columns: Columns) -> Html:
    """The head of the column that the others share; nothing where all have their own."""
    title = counted(len(columns.others), "other outlet")
    return element("span", title, class_="cell") if columns.others else Html("")


def others_cell(row: Topic, columns: Columns) -> Html:
    """How many of the others say something of a row; its inside has their words."""
    if not columns.others:
        return Html("")
    telling = sum(outlet in columns.others for outlet in row.outlets())
    words = f"{telling} of {counted(len(columns.others), 'other')}"
    return element("span", words, class_="cell" if telling else "cell none")

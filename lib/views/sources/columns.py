"""Which outlets have a column of their own where they are many, and what is said of the others."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from lib.compare.facts.topics import Topic
from lib.views.kit.highlight import Html, element
from lib.views.kit.looks import Looks
from lib.views.kit.palette import UNKNOWN_PREFIX, outlet_colours, outlet_patterns
from lib.views.kit.text import counted

# More columns than these do not stand side by side on a screen.
MOST_COLUMNS = 8


class Columns(NamedTuple):
    """The outlets with a column each, and the others, which share one; both in the corpus's order."""

    own: Sequence[str]
    others: Sequence[str]
    noun: str = "outlet"

    @property
    def number(self) -> int:
        """How many columns there are."""
        return len(self.own) + bool(self.others)


def columns_of(topics: Sequence[Topic], outlets: Sequence[str], noun: str = "outlet") -> Columns:
    """Of many outlets, or groups of them, those that report most have a column.

    >>> columns_of([], ["a", "b"])
    Columns(own=['a', 'b'], others=[], noun='outlet')
    """
    if len(outlets) <= MOST_COLUMNS + 1:
        return Columns(outlets, [], noun)
    reported = dict.fromkeys(outlets, 0)
    for row in topics:
        for outlet in row.outlets():
            reported[outlet] = reported.get(outlet, 0) + 1
    most = set(sorted(outlets, key=lambda outlet: -reported[outlet])[:MOST_COLUMNS])
    return Columns([one for one in outlets if one in most], [one for one in outlets if one not in most], noun)


def others_title(columns: Columns) -> Html:
    """The head of the column that the others share; nothing where all have their own."""
    title = counted(len(columns.others), f"other {columns.noun}")
    return element("span", title, class_="cell") if columns.others else Html("")


def others_cell(row: Topic, columns: Columns) -> Html:
    """How many of the others say something of a row; its inside has their words."""
    if not columns.others:
        return Html("")
    telling = sum(outlet in columns.others for outlet in row.outlets())
    words = f"{telling} of {counted(len(columns.others), 'other')}"
    return element("span", words, class_="cell" if telling else "cell none")


def in_groups(topics: Sequence[Topic], groups: Mapping[str, str]) -> list[Topic]:
    """The topics with each fact said by its outlet's group, where outlets share a column by what they are."""
    return [
        one._replace(facts=tuple(replace(fact, outlet=groups.get(fact.outlet, fact.outlet)) for fact in one.facts))
        for one in topics
    ]


def grouped_looks(looks: Looks, groups: Mapping[str, str]) -> Looks:
    """How groups are drawn beside their outlets: a colour each, those that are not known in grey."""
    known = pd.DataFrame({"outlet": list(dict.fromkeys(groups.values()))})
    return looks._replace(
        names={**looks.names, **{one: one.removeprefix(UNKNOWN_PREFIX) for one in known["outlet"]}},
        colours={**looks.colours, **outlet_colours(known)},
        patterns={**looks.patterns, **outlet_patterns(known)},
    )

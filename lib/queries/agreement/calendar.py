"""The days by which something is to be done, each with the matter that it is for and with who gives it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import pandas as pd

from lib.listing import columns, framed, gives
from lib.models import Agreement

DEADLINES = columns("matter, due: day, agreement, number, words, own_day: day?")
GIVEN = columns("outlet_name, published: day?, published_from?, deadline?, text")


@gives(DEADLINES)
def deadlines(matters: pd.DataFrame, agreements: Sequence[Agreement]) -> pd.DataFrame:
    """One row a due day and matter, the earliest first: the days of the agreements' own text, and those reported.

    `matters` are those of `commitments.py`; agreement is its title, empty where no clause matches, own_day what its own
    text gives for the matter.
    """
    titles = {one.id: one.title for one in agreements}
    rows = [row for matter in matters.itertuples() for row in _days(matter, titles)]
    return framed(DEADLINES, sorted(rows, key=lambda row: row["due"]))


@gives(GIVEN)
def deadline_sentences(deadline: Any, rows: pd.DataFrame) -> pd.DataFrame:  # noqa: ANN401  # a frame's row
    """The sentences in bodies that give one deadline its day, in the corpus's order, each once; of `commitments`."""
    kept = rows[(rows["matter"] == deadline.matter) & (rows["due"] == deadline.due) & ~rows["headline"]]
    return kept.drop_duplicates(["document", "sentence_start"])[[column.name for column in GIVEN]]


def given_key(due: date, *, outlet: str = "", matter: str = "") -> str:
    """What a link calls the statements that give a day: those of one outlet, or those on one matter.

    >>> given_key(date(2018, 10, 15), outlet="times"), given_key(date(2018, 10, 15), matter="pact/zone")
    ('2018-10-15/times', '2018-10-15//pact/zone')
    """
    return f"{due:%Y-%m-%d}/{outlet}" + (f"/{matter}" if matter else "")


def given_statements(rows: pd.DataFrame, key: str) -> pd.DataFrame:
    """Of some `commitments` those in bodies that `given_key` calls so, as many as the figures count."""
    bodies = rows[rows["due"].notna() & ~rows["headline"]]
    named = [
        key in (given_key(row.due, outlet=row.outlet), given_key(row.due, matter=row.matter))
        for row in bodies.itertuples()
    ]
    return bodies[named]


def _days(matter: Any, titles: dict[str, str]) -> Iterator[dict[str, Any]]:  # noqa: ANN401  # a frame's row
    own: set[date] = set() if pd.isna(matter.own_day) else {matter.own_day.date()}
    title = "" if pd.isna(matter.agreement) else titles[matter.agreement]
    for due in sorted(own | set(matter.reported)):
        said = {"number": matter.number, "words": matter.words, "own_day": matter.own_day}
        yield {"matter": matter.matter, "due": due, "agreement": title, **said}

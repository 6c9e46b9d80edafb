"""The screen's grids as frames with one column an outlet, row for row as they are drawn."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from lib.compare.facts.rows import Row
from lib.compare.reuse.side_by_side import AlignedRow
from lib.queries.sources.facts import about, nearness
from lib.views.agreement.clauses import Desk, Told, cell_words, differs, distance
from lib.views.agreement.implementation import NOT_SET
from lib.views.kit.text import counted, day
from lib.views.sources.aligned import KINDS
from lib.views.sources.fact_words import statements
from lib.views.sources.facts import KIND_TITLES

SILENT = "silent"


def facts_grid(
    rows: Sequence[Row], differing: Mapping[str, Sequence[str]], outlets: Sequence[str], names: Mapping[str, str]
) -> pd.DataFrame:
    """One row a topic; `differing` are the measures that differ, by the topic's key.

    Columns: Kind, About, In what respect, Differs, and one an outlet by its name, with all that it says of the topic.
    """
    return pd.DataFrame(
        [
            {
                "Kind": KIND_TITLES[row.kind][0],
                "About": about(row),
                "In what respect": row.measure,
                "Differs": ", ".join(differing.get(row.key, ())),
                **{names.get(outlet, outlet): _said(row, outlet) for outlet in outlets},
            }
            for row in rows
        ]
    )


def clauses_grid(matters: pd.DataFrame, told: Told, desk: Desk) -> pd.DataFrame:
    """One row a clause or matter of `queries.agreement`'s `matters`, with what is told of it, for the desk drawn.

    Columns: No., What, Its own day, one an outlet by its name, Days left, and Status on the as-of date.
    """
    said = told.cells()
    status = {row.matter: f"{row.status}, from {day(row.day)}" for row in desk.log.statuses.itertuples()}
    rows = []
    for matter in matters.itertuples():
        own = None if pd.isna(matter.own_day) else matter.own_day.date()
        cells = {
            desk.looks.names.get(outlet, outlet): _reported(
                said.get(matter.matter, {}).get(outlet), own, clause=bool(matter.number)
            )
            for outlet in desk.outlets
        }
        left = distance(own or next(iter(matter.reported), None), desk.as_of)
        ends = {"Days left": left, "Status": status.get(matter.matter, NOT_SET)}
        head = {"No.": matter.number, "What": matter.words, "Its own day": day(own) if own else ""}
        rows.append({**head, **cells, **ends})
    return pd.DataFrame(rows)


def aligned_grid(rows: Sequence[AlignedRow]) -> pd.DataFrame:
    """Two articles sentence by sentence. Columns: How, First article, Second article; empty where one has nothing."""
    told = [(KINDS[row.kind][1], row.a.exact if row.a else "", row.b.exact if row.b else "") for row in rows]
    return pd.DataFrame(told, columns=["How", "First article", "Second article"])


def _said(row: Row, outlet: str) -> str:
    """All that one outlet says of a topic, with who answers for it."""
    facts = [fact for fact in row.facts if fact.outlet == outlet]
    if not facts:
        return SILENT
    if row.kind == "place":
        return counted(len(facts), "mention")
    return "; ".join(dict.fromkeys(f"{words} ({nearness(fact)})" for words, fact in statements(facts)))


def _reported(report: object, own: date | None, *, clause: bool) -> str:
    """What one outlet reports, and whether a day of it is not the agreement's own."""
    said, count = cell_words(report)
    apart = clause and differs(report, own)
    return " ".join(filter(None, [said, "≠ differs" if apart else "", count]))

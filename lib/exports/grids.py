"""The screen's grids as frames with one column an outlet, row for row as they are drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from lib.compare.facts.topics import Topic
from lib.compare.reuse.side_by_side import AlignedRow
from lib.listing import Listing, columns, framed
from lib.queries.evidence import SENTENCES
from lib.queries.sources.facts import about, nearness
from lib.views.agreement.clauses import NOT_REPORTED, ClauseDesk, Reports, cell_words, differs, distance, state_or_left
from lib.views.agreement.implementation import NOT_SET
from lib.views.agreement.timeline import OwnDay
from lib.views.kit.text import counted, day
from lib.views.sources.aligned import KINDS
from lib.views.sources.fact_words import statements
from lib.views.sources.facts import KIND_TITLES

FACTS = Listing(
    "facts as drawn", "What each outlet reports on each topic", columns("Kind, About, Aspect, Differs"),
    said="What each outlet reports on each topic, one column an outlet", others=True,
)  # fmt: skip
CLAUSES = Listing(
    "clauses", "What is agreed, and what each outlet reports of it",
    columns("No., What, Changes, Earlier wording, Day in text, Days left, Status"),
    said="What is agreed, and what each outlet reports of it, one column an outlet", others=True,
)  # fmt: skip
CLAUSES_SENTENCES = replace(
    SENTENCES,
    key="clauses sentences",
    title="The sentences that the rows open to",
    columns=SENTENCES.columns + columns("of"),
    heads=f"of: Clause or commitment, {SENTENCES.without('headline').heads}",
)
TIMELINE = Listing(
    "days", "Deadlines",
    columns("due: day, whose, by, sentences: whole?, words, day, left"),
    "day, whose: Reported by, sentences, words: What, left: Days left", ("due", "by"),
)  # fmt: skip
_SIDES = columns("How, First article, Second article")
SIDE_BY_SIDE = Listing("side by side", "Two articles, sentence by sentence", _SIDES)
INSIDE_ONE_SOURCE = Listing("differs inside one source", "What differs between them", _SIDES)


def facts_grid(
    rows: Sequence[Topic], differing: Mapping[str, Sequence[str]], outlets: Sequence[str], names: Mapping[str, str]
) -> pd.DataFrame:
    """One row a topic, with all that each outlet says of it; `differing` are the measures that differ, by its key."""
    return pd.DataFrame(
        [
            {
                "Kind": KIND_TITLES[row.kind][0],
                "About": about(row),
                "Aspect": row.measure,
                "Differs": ", ".join(differing.get(row.key, ())),
                **{names.get(outlet, outlet): _said(row, outlet) for outlet in outlets},
            }
            for row in rows
        ]
    )


def clauses_grid(matters: pd.DataFrame, reports: Reports, desk: ClauseDesk) -> pd.DataFrame:
    """One row a clause or matter of `queries.agreement`'s `matters`, with what outlets report of it, as drawn."""
    said = reports.cells()
    status = {row.matter: f"{row.status}, from {day(row.day)}" for row in desk.log.statuses.itertuples()}
    rows = []
    for matter in matters.itertuples():
        own = None if pd.isna(matter.own_day) else matter.own_day.date()
        cells = {
            desk.looks.names.get(outlet, outlet): _reported(
                said.get(matter.matter, {}).get(outlet), own, clause=isinstance(matter.agreement, str)
            )
            for outlet in desk.outlets
        }
        ends = {"Days left": state_or_left(matter, desk), "Status": status.get(matter.matter, NOT_SET)}
        changes = {"Changes": desk.changes.words(matter.matter), "Earlier wording": desk.changes.earlier(matter.matter)}
        head = {"No.": matter.number, "What": matter.words, **changes, "Day in text": day(own) if own else ""}
        rows.append({**head, **cells, **ends})
    return pd.DataFrame(rows)


def timeline_list(own: Sequence[OwnDay], days: pd.DataFrame, today: date | None) -> pd.DataFrame:
    """The marks of the line of days as rows, the earliest first; `days` are `queries.agreement`'s `reported_days`."""
    told = [(mark.day, "the agreement’s own text", mark.matter or "signed", None, mark.words) for mark in own]
    told += [
        (row.due.date(), row.outlet_name, row.outlet, row.sentences, "; ".join(row.deeds)) for row in days.itertuples()
    ]
    rows = sorted(told, key=lambda row: row[0])
    return framed(TIMELINE.columns, ((*row, day(row[0]), distance(row[0], today)) for row in rows))


def clauses_sentences(matters: pd.DataFrame, reports: Reports) -> pd.DataFrame:
    """The sentences that the rows of some matters open to, each with the matter's words."""
    found = reports.by_matter(matters["matter"].tolist())
    return pd.concat(found[row.matter].assign(of=row.words) for row in matters.itertuples() if row.matter in found)


def aligned_grid(rows: Sequence[AlignedRow]) -> pd.DataFrame:
    """Two articles sentence by sentence; empty where one has nothing."""
    told = ((KINDS[row.kind][1], row.a.exact if row.a else "", row.b.exact if row.b else "") for row in rows)
    return framed(_SIDES, told)


def _said(row: Topic, outlet: str) -> str:
    """All that one outlet says of a topic, with who answers for it."""
    facts = [fact for fact in row.facts if fact.outlet == outlet]
    if not facts:
        return NOT_REPORTED
    if row.kind == "place":
        return counted(len(facts), "mention")
    return "; ".join(dict.fromkeys(f"{words} ({nearness(fact)})" for words, fact in statements(facts)))


def _reported(report: object, own: date | None, *, clause: bool) -> str:
    """What one outlet reports, and whether a day of it is not the agreement's own."""
    said, count = cell_words(report)
    apart = clause and differs(report, own)
    return " ".join(filter(None, [said, "≠ differs" if apart else "", count]))

"""The typed facts of the articles in view, row by row with one outlet a column, and the sentences behind them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import duckdb
import pandas as pd

from lib.agreement.reported.ledger import lasts
from lib.compare.digest import Digest
from lib.compare.facts.claims import same_story
from lib.compare.facts.differences import consequence, find_differences
from lib.compare.facts.rows import fact_rows
from lib.compare.facts.topics import Topic, alone, topics
from lib.compare.records import Difference, Fact
from lib.listing import Listing, columns, framed, gives
from lib.models import Agreement, Filters
from lib.queries.articles import SPAN_COLUMNS, span_sentences
from lib.queries.decisions import decided_at
from lib.queries.evidence import EVIDENCE

NEARNESS = {"own": "reported as fact", "person": "attributed to", "outlet": "attributed to another outlet:"}

FACT = columns(
    "key, kind, about, measure, outlet, outlet_name, words, low: number?, high: number?, unit?, meaning?, near, "
    "headline: yes/no, document, start: whole"
)
EVERY_FACT = Listing(
    "facts by outlet", "Every statement with its subject, outlet, value and attribution", FACT,
    "about, measure: Aspect, outlet_name: Outlet, words: Value, near: Attribution, low: "
    "From, high: To, unit: Unit, headline", ("key", "measure", "document", "start"),
)  # fmt: skip

_NUMBERED = re.compile(r"(?:c?\d+|[ivxlcdm]+|[a-z])(?:-(?:\d+|[ivxlcdm]+|[a-z]))*")  # "c12", "ii", "4-a"
_ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)$")


class Comparison(NamedTuple):
    """What the outlets say of the same things; `own_days` are what agreements' own texts give for their clauses.

    `topics` are the rows with all of one deed as one; `only` and `lacking` are, for each outlet, the keys of the topics
    that it alone has and that it alone lacks.
    """

    rows: tuple[Topic, ...]
    topics: tuple[Topic, ...]
    differences: tuple[Difference, ...]
    own_days: Mapping[str, date | None]
    only: Mapping[str, Sequence[str]]
    lacking: Mapping[str, Sequence[str]]

    def row(self, key: str) -> Topic | None:
        """The topic that the link names; None where there is none."""
        return next((row for row in self.topics if row.key == key), None)


def compared_facts(digests: Iterable[Digest], outlets: Sequence[str], agreements: Sequence[Agreement]) -> Comparison:
    """The facts of the articles put together by what they are about; `outlets` are all that could have said them."""
    lasting = {f"{agreement.id}/{one.id}" for agreement in agreements for one in agreement.clauses if lasts(one)}
    labels = numbered_labels(agreements)
    read = fact_rows((fact for digest in digests for fact in digest.facts), lasting)
    rows = tuple(row._replace(name=labels.get(row.subject, row.name)) for row in read)
    days = clause_days(agreements)
    silent = alone(rows, outlets)
    return Comparison(
        rows,
        tuple(topics(rows)),
        tuple(sorted(find_differences(rows, days), key=consequence)),
        days,
        {outlet: only for outlet, (only, _) in silent.items()},
        {outlet: lacking for outlet, (_, lacking) in silent.items()},
    )


def clause_days(agreements: Sequence[Agreement]) -> dict[str, date | None]:
    """The day that each agreement's own text gives for each clause, None where it gives none.

    A clause that is to be counted from an event, or holds from a day on, is left out: no day is its own.
    """
    return {
        f"{agreement.id}/{clause.id}": clause.due
        for agreement in agreements
        for clause in agreement.clauses
        if clause.due or not (clause.due_rule or clause.starts)
    }


def numbered_labels(agreements: Sequence[Agreement]) -> dict[str, str]:
    """What clauses are called whose id is a number and no name, by their keys: their own first words."""
    return {
        f"{agreement.id}/{clause.id}": clause.label()
        for agreement in agreements
        for clause in agreement.clauses
        if _NUMBERED.fullmatch(clause.id)
    }


def nearness(fact: Fact) -> str:
    """Who answers for a fact, in words: reported as fact, or attributed to whom."""
    return " ".join([NEARNESS[fact.near], *([", ".join(fact.cited)] if fact.cited else [])])


def differences_by_subject(compared: Comparison) -> list[tuple[str, list[Difference]]]:
    """The differences by what they are about, in order.

    What two stories call the same is not one: the terms of two agreements.
    """
    found: list[tuple[str, list[Difference]]] = []
    for one in compared.differences:
        subject, first = about(one), one.sides[0][0]
        same = (some for name, some in found if name == subject and same_story(some[0].sides[0][0], first))
        known = next(same, None)
        if known is None:
            found.append((subject, known := []))
        known.append(one)
    return found


@gives(FACT)
def fact_table(rows: Sequence[Topic], names: Mapping[str, str]) -> pd.DataFrame:
    """Every fact as a row of a table, under its row's key; outlets go by `names`, the unit is that of the bounds."""
    facts = ((row, fact) for row in rows for fact in row.facts)
    return framed(
        FACT, ((row.key, row.kind, about(row), fact.measure, *_fact_cells(fact, names)) for row, fact in facts)
    )


def about(row: Topic | Difference) -> str:
    """What a row is about, as readers see it: "Fighters, Idlib"."""
    subject = row.name[:1].upper() + row.name[1:] or subject_words(row.subject)
    return ", ".join(filter(None, [subject, row.place]))


def _fact_cells(fact: Fact, names: Mapping[str, str]) -> tuple[object, ...]:
    outlet = fact.outlet, names.get(fact.outlet, fact.outlet)
    value = fact.words, fact.low, fact.high, fact.unit, fact.meaning, nearness(fact), fact.headline
    return *outlet, *value, fact.document, fact.span.start


@gives(EVIDENCE + columns("row"))
def fact_sentences(
    connection: duckdb.DuckDBPyConnection, filters: Filters, rows: Sequence[Topic], most: int | None = None
) -> pd.DataFrame:
    """The sentences of some rows, at most so many spans a row, each with the row's key and who answers for it."""
    cells_of = [cells for row in rows for cells in list(_spans(row))[:most]]
    spans = pd.DataFrame(cells_of, columns=["row", *SPAN_COLUMNS, "read"])
    decided = decided_at(connection)
    spans["read"] = [" · ".join([row.read, *decided.get((row.document, row.start), ())]) for row in spans.itertuples()]
    sentences = span_sentences(connection, filters, spans).drop(columns="read")
    return sentences.merge(spans[["row", "document", "start", "read"]], on=["document", "start"], how="left")


def _spans(row: Topic) -> Iterator[tuple[str, str, int, int, int, str]]:
    """Each span of a row once, with all that was read there; the first of every outlet before the second of any."""
    by_span: dict[tuple[str, int], list[Fact]] = {}
    for fact in row.facts:
        by_span.setdefault((fact.document, fact.span.start), []).append(fact)
    turn: Counter[str] = Counter()
    turns = []
    for facts in by_span.values():
        turns.append((turn[facts[0].outlet], facts))
        turn[facts[0].outlet] += 1
    for _, facts in sorted(turns, key=lambda one: one[0]):
        first = facts[0]
        said = "; ".join(f"{fact.measure}: {fact.words}" for fact in facts)
        yield row.key, first.document, first.sentence, first.span.start, first.span.end, f"{said} · {nearness(first)}"


def subject_words(subject: str) -> str:
    """A subject as readers see it: a clause by its own name or number, an event's day as the desk writes days.

    >>> subject_words("sochi-2018/heavy-weapons"), subject_words("meeting, 2018-09-07"), subject_words("fighters")
    ('Heavy weapons', 'Meeting, 7 Sep 2018', 'Fighters')
    >>> subject_words("oslo-1993/4-2")
    'Point 4 2'
    """
    words = subject.partition("/")[2].replace("-", " ") or subject
    words = words if re.search(r"[^\W\d_]{2}", words) else f"point {words}"
    words = _ISO_DAY.sub(lambda found: f"{int(found[3])} {date.fromisoformat(found[0]):%b %Y}", words)
    return words[:1].upper() + words[1:]

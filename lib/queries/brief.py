"""The brief: which agreement the articles report, and the few findings that matter most on the as-of day.

A finding is a record with its numbers and the sentences it rests on; `lib.views.brief` says it in words.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

import duckdb
import pandas as pd

from lib.agreement.reported.ledger import LedgerRow
from lib.compare.facts.topics import Topic, topic
from lib.compare.records import Difference
from lib.listing import gives
from lib.models import Agreement, Filters
from lib.queries.agreement.commitments import shown_agreements
from lib.queries.agreement.ledger import DEEDS, clauses_evidence, ledgers, told_rows, told_until
from lib.queries.agreement.standing import Standing, standings
from lib.queries.evidence import evidence
from lib.queries.overview import due_days
from lib.queries.selection import answer
from lib.queries.sources.facts import Comparison, about, fact_sentences

FindingKind = Literal["next", "late", "broken", "done", "apart", "most"]

MOST_FINDINGS, FEWEST_FINDINGS, MOST_APART = 5, 3, 2

COVERED = """
SELECT a.agreement, count(DISTINCT d.document) AS articles, count(DISTINCT d.outlet) AS outlets,
       min(d.published) FILTER (coalesce(d.published_from, '') NOT IN ('story', 'told')) AS first,
       max(d.published) FILTER (coalesce(d.published_from, '') NOT IN ('story', 'told')) AS last
FROM about a JOIN kept_documents d USING (document)
WHERE d.published IS NULL OR $as_of::DATE IS NULL OR d.published <= $as_of
GROUP BY a.agreement ORDER BY articles DESC, a.agreement
"""
BY_DAY = """
SELECT document, sentence, start, "end", concat_ws(' · ', nullif(reason, ''), decided) AS read
FROM kept_commitments WHERE matter = $matter AND due = $due AND NOT headline
"""
OF_MATTER = """
SELECT document, sentence, start, "end", concat_ws(' · ', nullif(reason, ''), decided) AS read
FROM kept_commitments WHERE matter = $matter AND NOT headline
"""
MOST_REPORTED = """
SELECT c.matter, first(coalesce(c.obligor || ': ', '') || c.deed ORDER BY length(c.deed), c.deed) AS what,
       count(DISTINCT d.outlet) AS outlets, count(DISTINCT (c.document, c.sentence)) AS sentences
FROM kept_commitments c JOIN documents d USING (document)
WHERE NOT c.headline AND starts_with(c.matter, $of)
GROUP BY c.matter ORDER BY outlets DESC, sentences DESC, min(d.position), c.matter LIMIT 1
"""
READ = """
SELECT DISTINCT clause FROM (
    SELECT clause FROM kept_commitments UNION ALL SELECT clause FROM kept_deeds
    UNION ALL SELECT clause FROM kept_clause_matches
) WHERE clause IS NOT NULL
"""


class Finding(NamedTuple):
    """One finding: what kind, the key and label of the clause, matter or difference that it names, and its numbers.

    `sentences` are those that it rests on, in the columns of `lib.queries.evidence.EVIDENCE`; a finding about a state
    has how each of its `clauses` stands.
    """

    kind: FindingKind
    key: str
    about: str
    numbers: Mapping[str, Any]
    sentences: pd.DataFrame
    clauses: Sequence[Standing] = ()


class Brief(NamedTuple):
    """The agreement that most articles in view are about, the others they report, and the findings as of a day.

    `covered` has `covered`'s row of the agreement, missing where no article is about it.
    """

    agreement: Agreement | None
    covered: pd.DataFrame
    others: tuple[Agreement, ...]
    findings: tuple[Finding, ...]


class _Basis(NamedTuple):
    """What every finding is made from: `ledger` has the agreement's clauses with their states, `told` their reports."""

    data: duckdb.DuckDBPyConnection
    filters: Filters
    as_of: date | None
    agreement: Agreement | None
    outlets: int
    ledger: Sequence[LedgerRow]
    told: pd.DataFrame

    def matter(self, row: LedgerRow) -> str:
        return f"{self.agreement.id}/{row.clause.id}" if self.agreement else row.clause.id


@gives("agreement, articles: whole, outlets: whole, first: day?, last: day?")
def covered(connection: duckdb.DuckDBPyConnection, filters: Filters, as_of: date | None) -> pd.DataFrame:
    """The agreements that articles in view until a day are about, the most reported first; days are their own."""
    return answer(connection, COVERED, filters, as_of=as_of)


def brief(
    connection: duckdb.DuckDBPyConnection,
    filters: Filters,
    as_of: date | None,
    outlets: int,
    compared: Comparison | None,
) -> Brief:
    """The brief of what is in view; `outlets` is how many have an article in it, `compared` what they say, if known."""
    known, reported = shown_agreements(connection, filters), covered(connection, filters, as_of)
    order = {one: at for at, one in enumerate(reported["agreement"])}
    shown = sorted(known, key=lambda one: order.get(one.id, len(order)))
    first = shown[0] if shown else None
    told = told_until(told_rows(connection, filters), as_of)
    day = as_of or max((one.date() for one in told["day"]), default=date.min)
    ledger = next(ledgers(first, told, [day])) if first else []
    basis = _Basis(connection, filters, as_of, first, outlets, ledger, told)
    own = reported[reported["agreement"] == first.id] if first else reported.iloc[:0]
    return Brief(first, own, tuple(shown[1:]), tuple(_findings(basis, compared)))


def _findings(basis: _Basis, compared: Comparison | None) -> list[Finding]:
    """At most `MOST_FINDINGS`: days and states first, then what differs, and what is reported most where these are few.

    What differs is of the agreement first, then of all else.
    """
    found = [*_next(basis), *_late(basis), *_broken(basis), *_done(basis)]
    of = f"{basis.agreement.id}/" if basis.agreement else ""
    if compared:
        apart = sorted(compared.differences, key=lambda one: not one.subject.startswith(of))
        found += [_apart(basis, one, compared) for one in apart[: min(MOST_APART, MOST_FINDINGS - len(found))]]
    return found if len(found) >= FEWEST_FINDINGS else [*found, *_most(basis)]


def _next(basis: _Basis) -> Iterator[Finding]:
    """The next day on which something of the agreement is due that is not reported as done."""
    settled = {basis.matter(row) for row in basis.ledger if row.state == "done"}
    labels = {basis.matter(row): row.clause.label() for row in basis.ledger}
    own = {basis.matter(row): row.clause.due for row in basis.ledger}
    days = due_days(basis.data, basis.filters)
    named = dict(zip(days["matter"], days["what"], strict=True)) | labels
    given = {(row.due.date(), row.matter) for row in days.itertuples() if row.matter in labels or not labels}
    coming = [
        (due, matter not in labels, matter)
        for due, matter in given | {(due, matter) for matter, due in own.items() if due}
        if matter not in settled and (basis.as_of is None or due >= basis.as_of)
    ]
    if not coming:
        return
    due, _, matter = min(coming)
    rows = evidence(basis.data, basis.filters, BY_DAY, matter=matter, due=due)
    numbers = {
        "due": due,
        "days": (due - basis.as_of).days if basis.as_of else None,
        "outlets": rows["outlet"].nunique(),
        "of": basis.outlets,
        "sentences": _sentences(rows),
        "others": sum(day == due for day, *_ in coming) - 1,
        "own": own.get(matter),
    }
    if rows.empty:
        rows = clauses_evidence(basis.data, basis.filters, [matter], basis.told)
    yield Finding("next", matter, named[matter], numbers, rows)


def _late(basis: _Basis) -> Iterator[Finding]:
    """The clauses whose day is past and that are not reported as done, the longest overdue first."""
    late = sorted(
        (row for row in basis.ledger if row.state == "overdue" and row.clause.due),
        key=lambda row: row.clause.due or date.max,
    )
    if late and late[0].clause.due:
        since = late[0].clause.due
        numbers = {"since": since, "days": (late[0].as_of - since).days}
        yield _states("late", basis, late, numbers)


def _broken(basis: _Basis) -> Iterator[Finding]:
    """The clauses that are reported broken, or disputed."""
    rows = _newest_first(row for row in basis.ledger if row.state in {"broken", "disputed"})
    if rows:
        broken = sum(row.state == "broken" for row in rows)
        yield _states("broken", basis, rows, {"broken": broken, "disputed": len(rows) - broken}, DEEDS)


def _done(basis: _Basis) -> Iterator[Finding]:
    """The clauses that are reported done."""
    if rows := _newest_first(row for row in basis.ledger if row.state == "done"):
        yield _states("done", basis, rows, {}, DEEDS)


def _newest_first(rows: Iterator[LedgerRow]) -> list[LedgerRow]:
    return sorted(rows, key=lambda row: row.because[0].day, reverse=True)


def _states(
    kind: FindingKind, basis: _Basis, rows: Sequence[LedgerRow], numbers: Mapping[str, Any], spans: str | None = None
) -> Finding:
    """A finding about clauses of a state, the first of which it names; its sentences are first, the newest before."""
    matters = [basis.matter(row) for row in rows]
    first, *others = matters
    asked = {"spans": spans} if spans else {}
    found = [
        clauses_evidence(basis.data, basis.filters, some, basis.told, **asked).sort_values(
            "published", ascending=False, kind="stable"
        )
        for some in ([first], others)
        if some
    ]
    deeds = basis.told[(basis.told["clause"] == first) & basis.told["state"].notna()]
    told = rows[0].because[0].day if rows[0].because else None
    counts = {"n": len(rows), "of": len(basis.ledger), "told": told, "outlets": deeds["outlet"].nunique()}
    sentences = pd.concat(found, ignore_index=True)
    each = standings(rows, matters, basis.told, sentences)
    counts["late"] = sum(one.late is not None for one in each)
    return Finding(kind, first, rows[0].clause.label(), {**counts, **numbers}, sentences, each)


def _apart(basis: _Basis, one: Difference, compared: Comparison) -> Finding:
    """What outlets say differently of one thing, a sentence of each side before a second of any."""
    facts = tuple(fact for side in one.sides for fact in side)
    row = Topic(one.kind, one.subject, one.measure, one.place, facts)
    found = fact_sentences(basis.data, basis.filters, [row]).drop(columns="row")
    turns = {(f.document, f.span.start): (turn, at) for at, side in enumerate(one.sides) for turn, f in enumerate(side)}
    turn_of = [turns[at] for at in zip(found["document"], found["start"], strict=True)]
    sentences = found.assign(turn=turn_of).sort_values("turn").drop(columns="turn")
    numbers = {"difference": one, "own_days": compared.own_days, "of": len(compared.differences)}
    return Finding("apart", topic(one), about(one), numbers, sentences)


def _most(basis: _Basis) -> Iterator[Finding]:
    """What most outlets report to be done, and how many of the clauses no article in view reports."""
    rows = answer(basis.data, MOST_REPORTED, basis.filters, of=f"{basis.agreement.id}/" if basis.agreement else "")
    if rows.empty:
        return
    first = rows.iloc[0]
    matter, read = str(first["matter"]), set(answer(basis.data, READ, basis.filters)["clause"])
    labels = {basis.matter(row): row.clause.label() for row in basis.ledger}
    numbers = {
        "outlets": int(first["outlets"]), "of": basis.outlets, "sentences": int(first["sentences"]),
        "unread": sum(one not in read for one in labels), "clauses": len(labels),
    }  # fmt: skip
    sentences = evidence(basis.data, basis.filters, OF_MATTER, matter=matter)
    yield Finding("most", matter, labels.get(matter, str(first["what"])), numbers, sentences)


def _sentences(rows: pd.DataFrame) -> int:
    return len(rows.drop_duplicates(["document", "sentence_start"]))

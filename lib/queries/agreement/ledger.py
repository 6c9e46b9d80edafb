"""The ledger of an agreement: how far each clause has been carried out, by what articles reported until a day."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import duckdb
import pandas as pd

from lib.agreement.outline.stems import whole_wording
from lib.agreement.reported.ledger import LedgerRow, Told, lasts, ledger_of, proposed_status
from lib.listing import Listing, columns, framed, gives
from lib.models import Agreement, Clause, Filters
from lib.queries.agreement.changed import hand_words, set_by_hand
from lib.queries.agreement.implementation import rejected_statuses, statuses
from lib.queries.agreement.state_words import Independent, state_words
from lib.queries.evidence import EVIDENCE, evidence
from lib.queries.selection import answer
from lib.store.agreements import agreements_in

LEDGER = columns(
    "matter, number, words, who?, own_day: day?, by_hand?, days?, state, said, newest: day?, outlets: whole, "
    "sources: whole?, reports: whole, status?, proposed?, since: day?, told_in?, no_day?, as_of: day?"
)
LEDGER_LIST = Listing(
    "ledger", "The ledger: each clause with its state as of a day, by what articles reported until then", LEDGER,
    "number: No., state: State, said: In words, words: Clause, own_day: Day in text, by_hand: Set by hand, "
    "days: Days reported, newest: Told last, outlets: Outlets, sources: Independent, reports: Reports, who, "
    "status: Status set, proposed: Proposed status, told_in: State rests on, no_day: Why no day, "
    "as_of: As of",
    ("matter",), noun="ledger row",
)  # fmt: skip

TOLD_LIST = Listing(
    "reports of a clause", "What each outlet reported of a clause, and when",
    columns("day: day, outlet, outlet_name, state, due: day?, document, start: whole"),
    "day: Reported, outlet_name: Outlet, state, due: By, document: Article, start: From character",
    ("document", "start"),
)  # fmt: skip

MOST_GIVEN = 8  # reports that a cell names

# An article without a day of its own stands at the newest day that it tells of; where it tells of none, what it says is
# to be done counts from the day of signing on, and what it says was done not at all.
TOLD = """
SELECT c.clause, c.state, c.due, c.document, d.outlet, d.outlet_name, c.start, c."on",
       coalesce(n.name, c.cited) AS cited
FROM (
    SELECT clause, NULL AS state, due, document, start, NULL::DATE AS "on", NULL AS cited FROM kept_commitments
    UNION ALL SELECT clause, state, NULL, document, start, "on", cited FROM kept_deeds
) c JOIN documents d USING (document) LEFT JOIN names n ON n.entity = c.cited WHERE c.clause IS NOT NULL
"""
DAYS = """
SELECT d.document,
       coalesce(if(d.published_from IN ('story', 'told'), NULL, d.published), max(r."on")) AS day
FROM documents d LEFT JOIN deeds r USING (document) GROUP BY d.document, d.published_from, d.published
"""
_OF = """
WHERE clause IN (SELECT unnest($clauses::VARCHAR[])) AND document IN (SELECT unnest($told::VARCHAR[]))
"""
PROMISES = f"""
SELECT document, sentence, start, "end",
       concat_ws(' · ', 'to be done' || coalesce(' by ' || strftime(due, '%-d %b %Y'), ''), decided) AS read
FROM kept_commitments {_OF}
"""
DEEDS = f"""
SELECT document, sentence, start, "end",
       concat_ws(' · ',
                 state || coalesce(' on ' || strftime("on", '%-d %b %Y'), '') || coalesce(', told of ' || doer, ''),
                 decided) AS read
FROM kept_deeds {_OF}
"""


REPORTS = """
SELECT r.matter, r.of_clause, r.deed, r.document, r.start, r."end", r.exact, r.who, r.modality, r.due, r.state, r.on
FROM (
    SELECT matter, clause IS NOT NULL AS of_clause, deed, document, start, "end", exact,
           coalesce(obligor_name, obligor) AS who, modality, due, 'promised' AS state, NULL::DATE AS "on"
    FROM kept_commitments
    UNION ALL
    SELECT clause, true, action, document, start, "end", exact, coalesce(doer_name, doer), 'obligation', NULL, state,
           "on"
    FROM kept_deeds WHERE clause IS NOT NULL
) r JOIN documents d USING (document) ORDER BY d.position, r.start, r."end"
"""


@gives(
    "matter, of_clause: yes/no, deed, document, start: whole, end: whole, exact, who?, modality, due: day?, state, "
    "on: day?"
)
def report_rows(connection: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Every commitment, and every deed that reports a clause, by the matter it is of, in the corpus's order."""
    return answer(connection, REPORTS, filters)


@gives(LEDGER)
def ledger(
    connection: duckdb.DuckDBPyConnection,
    filters: Filters,
    agreement: Agreement,
    as_of: date | None,
    independent: Independent = lambda _: None,
) -> pd.DataFrame:
    """A row a clause in the agreement's order, as of a day; of all days where none is given.

    Of `LEDGER` who has to do it by the agreement, own_day is its last day there, by_hand which of these an analyst set
    and what they were before, days the last days that articles give, in words, with ≠ before one that is not the
    text's, state that of `lib.agreement.reported.ledger`, said the same with its day and whose word it is, newest the
    day of the newest report, outlets and reports how many tell of the clause until the day, sources how many of the
    outlets are independent, by what `independent` says of their ids. status is that of the implementation log, proposed
    one that reports speak for since a day, where it is not the same and nobody rejected it. told_in names the
    outlets and days that the state rests on, no_day says why own_day is missing, as_of is the day that was asked for.
    """
    rows = told_rows(connection, filters)
    by_clause = dict(list(rows.groupby("clause")))
    logged = {row.matter: row.status for row in statuses(connection, as_of).itertuples()}
    rejected, hand = rejected_statuses(connection), set_by_hand([agreement])
    keyed = ((f"{agreement.id}/{one.clause.id}", one) for one in _ledger(agreement, rows, as_of))
    cells = (
        _cells(
            whole_wording(agreement, one.clause),
            key,
            one,
            by_clause.get(key, rows.iloc[:0]),
            hand.get(key, {}),
            independent,
        )
        for key, one in keyed
    )
    names = dict(zip(rows["document"], rows["outlet_name"], strict=True))
    return framed(
        LEDGER,
        (
            (*told, *_proposed(told[0], one, logged, rejected), _told_in(one, names), why_no_day(one.clause), as_of)
            for one, told in cells
        ),
    )


def _told_in(one: LedgerRow, names: Mapping[str, str]) -> str | None:
    """The outlets and days of the reports that a state follows from, the newest first, and how many more there are."""
    given = list(dict.fromkeys(f"{names[told.document]} {_written(told.day)}" for told in one.because))
    more = [f"and {len(given) - MOST_GIVEN} more"] if len(given) > MOST_GIVEN else []
    return "; ".join([*given[:MOST_GIVEN], *more]) or None


def why_no_day(clause: Clause) -> str | None:
    """Why a clause has no last day of its own; None where it has one.

    >>> why_no_day(Clause("c", "3", "", None, due_rule="within ten days of the withdrawal"))
    'counted from what has no day yet: within ten days of the withdrawal'
    >>> why_no_day(Clause("c", "10", "", None, modality="prohibition"))
    'holds as long as the agreement does'
    """
    if clause.due is not None:
        return None
    if clause.due_rule:
        return f"counted from what has no day yet: {clause.due_rule}"
    if clause.modality == "permission":
        return "a permission, which nobody has to use"
    if clause.starts is not None:
        return f"holds from {_written(clause.starts)} on"
    return "holds as long as the agreement does" if lasts(clause) else "the text gives none"


def _written(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def told_states(
    connection: duckdb.DuckDBPyConnection,
    filters: Filters,
    agreements: Iterable[Agreement],
    as_of: date | None,
    independent: Independent = lambda _: None,
) -> dict[str, str]:
    """By clause (agreement-id/clause-id) its state in the words of `ledger`, but for what is promised or due."""
    frames = [ledger(connection, filters, one, as_of, independent) for one in agreements]
    rows = (row for frame in frames for row in frame.itertuples())
    return {row.matter: row.said for row in rows if row.state not in {"promised", "due"}}


def ledger_states(
    connection: duckdb.DuckDBPyConnection, filters: Filters, agreement: Agreement, as_of: date | None
) -> list[LedgerRow]:
    """The rows of the ledger with what each follows from."""
    return _ledger(agreement, told_rows(connection, filters), as_of)


@gives(
    "clause, state?, due: day?, document, outlet, outlet_name, start: whole, on: day?, cited?, day: day?, "
    "undated: yes/no"
)
def told_rows(connection: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Every commitment and deed that reports a clause, with the day on which it counts as told.

    `undated` says that the article has none: its commitments count from the day of signing on, its deeds have no day.
    """
    days = dict(connection.execute(DAYS).fetchall())
    signed = {one.id: one.signed for one in agreements_in(connection)}
    rows = answer(connection, TOLD, filters)
    undated = [days[document] is None for document in rows["document"]]
    told = [
        days[document] or (signed.get(str(clause).partition("/")[0]) if pd.isna(state) else None)
        for document, clause, state in zip(rows["document"], rows["clause"], rows["state"], strict=True)
    ]
    day = pd.to_datetime(pd.Series(told, index=rows.index, dtype="object")).astype("datetime64[s]")
    return rows.assign(day=day, undated=pd.Series(undated, index=rows.index, dtype="bool"))


def ledgers(agreement: Agreement, rows: pd.DataFrame, days: Iterable[date]) -> Iterator[list[LedgerRow]]:
    """The rows of the ledger as of each day; `rows` are those of `told_rows`."""
    told, _ = _told(agreement, rows)
    return (ledger_of(agreement, told, day) for day in days)


def _ledger(agreement: Agreement, rows: pd.DataFrame, as_of: date | None) -> list[LedgerRow]:
    told, newest = _told(agreement, rows)
    return ledger_of(agreement, told, as_of or newest)


def _told(agreement: Agreement, rows: pd.DataFrame) -> tuple[dict[str, list[Told]], date]:
    """What was told of each clause by its id, and the newest day of it."""
    told = defaultdict[str, list[Told]](list)
    for row in rows[rows["day"].notna()].itertuples():
        state: Any = None if pd.isna(row.state) else row.state
        told[str(row.clause).removeprefix(f"{agreement.id}/")].append(
            Told(state, row.day.date(), row.document, row.start)
        )
    return told, max((one.day for ones in told.values() for one in ones), default=date.min)


def _cells(
    words: str, matter: str, one: LedgerRow, told: pd.DataFrame, hand: Mapping[str, str], independent: Independent
) -> tuple[LedgerRow, tuple[Any, ...]]:
    """A row with what its cells say of what was reported; `told` are the rows of its clause, `hand` what was set."""
    clause, until = one.clause, told[told["day"] <= pd.Timestamp(one.as_of)]
    given = sorted(pd.Timestamp(due).date() for due in until["due"].dropna().unique())
    days = ", ".join(f"{'' if due == clause.due else '≠ '}{_written(due)}" for due in given) or None
    outlets = until["outlet"].unique().tolist()
    own = ", ".join(clause.obligors) or None, clause.due, hand_words(hand) or None
    newest = None if until.empty else until["day"].max()
    sources = independent(outlets) if outlets else None
    read = days, one.state, state_words(one, until, independent), newest, len(outlets), sources, len(until)
    return one, (matter, clause.number, words, *own, *read)


def _proposed(
    matter: str, one: LedgerRow, logged: Mapping[str, str], rejected: Collection[tuple[str, str]]
) -> tuple[str | None, str | None, date | None]:
    """The status that is set, and the other that reports speak for since a day."""
    status, (proposed, since) = logged.get(matter), proposed_status(one) or (None, None)
    open_ = proposed is not None and proposed != status and (matter, proposed) not in rejected
    return (status, proposed, since) if open_ else (status, None, None)


@gives(TOLD_LIST.columns)
def told_of(connection: duckdb.DuckDBPyConnection, filters: Filters, matter: str, as_of: date | None) -> pd.DataFrame:
    """What outlets reported of one clause until a day, the earliest first; "to be done" where that is no deed."""
    rows = told_rows(connection, filters)
    until = told_until(rows, as_of)
    own = until[until["clause"] == matter].sort_values(["day", "document", "start"], kind="stable")
    return (
        own.assign(state=own["state"].fillna("to be done"))
        .drop(columns=["clause", "undated", "on", "cited"])
        .reset_index(drop=True)
    )


@gives(EVIDENCE)
def ledger_evidence(
    connection: duckdb.DuckDBPyConnection, filters: Filters, matter: str, as_of: date | None
) -> pd.DataFrame:
    """The sentences that tell of a clause until a day, with how each was read."""
    return clauses_evidence(connection, filters, [matter], told_until(told_rows(connection, filters), as_of))


def clauses_evidence(
    connection: duckdb.DuckDBPyConnection,
    filters: Filters,
    clauses: Sequence[str],
    told: pd.DataFrame,
    spans: str = f"{PROMISES} UNION ALL {DEEDS}",
) -> pd.DataFrame:
    """The sentences that some rows of `told_rows` tell of some clauses in, as `evidence` gives them."""
    documents: Sequence[str] = told[told["clause"].isin(clauses)]["document"].unique().tolist()
    return evidence(connection, filters, spans, clauses=list(clauses), told=documents)


def told_until(rows: pd.DataFrame, as_of: date | None) -> pd.DataFrame:
    """Of `told_rows` those that count on a day, or on any."""
    return rows[rows["day"].notna() & ((rows["day"] <= pd.Timestamp(as_of)) if as_of else True)]

"""What is to be done by when, as the agreement's own text says it and as each outlet reports it."""

from collections.abc import Iterator, Sequence
from typing import Any

import duckdb
import pandas as pd

from lib.codebooks import load_agreements
from lib.listing import Listing, columns, framed, gives
from lib.models import Agreement, Clause, Filters
from lib.queries.evidence import EVIDENCE
from lib.queries.selection import answer
from lib.store.agreements import agreements_in

STATED = tuple(column for column in EVIDENCE if column.name != "read") + columns("matter, clause_score: number?")
COMMITMENT = STATED + columns(
    "obligor?, obligor_name?, action, object?, deed, condition?, modality, deadline?, due: day?, starts: day?, cited?, "
    "clause?, clause_reason?, reason, decided?"
)
MATTERS = columns("matter, agreement?, number, words, own_day: day?, reported: list, statements: whole")
ALL_COMMITMENTS = Listing(
    "commitments", "Every commitment with who is to do it, by when, and the sentence",
    COMMITMENT + columns("clause_number"),
    "action, obligor: Who, obligor_name: Meant, object: What, modality, due, deadline: In the words, starts: From, "
    "cited, reason: Why read so, clause_number: Clause, clause_score: Match, clause_reason: Why this clause, "
    "decided: Corrected, outlet_name: Outlet, published, text: Sentence",
    ("document", "start", "matter"),
)  # fmt: skip

COMMITMENTS = """
SELECT c.matter, d.document, d.outlet, d.outlet_name, d.published, d.published_from, s.headline, s.exact AS text,
       s.start AS sentence_start, c.start, least(c."end", s."end") AS "end", c.obligor, c.obligor_name, c.action,
       c.object, c.deed, c.condition, c.modality, c.deadline, c.due, c.starts, coalesce(n.name, c.cited) AS cited,
       c.clause, c.clause_score, c.clause_reason, c.reason, c.decided
FROM kept_commitments c JOIN documents d USING (document) JOIN sentences s USING (document, sentence)
LEFT JOIN names n ON n.entity = c.cited
ORDER BY d.position, s.start, c.start
"""

REPORTS = """
SELECT c.matter, d.outlet, any_value(d.outlet_name) AS outlet_name,
       coalesce(list(DISTINCT c.due ORDER BY c.due) FILTER (c.due IS NOT NULL AND NOT c.headline), []) AS days,
       count(*) FILTER (NOT c.headline) AS statements,
       count(DISTINCT (c.document, c.sentence)) FILTER (NOT c.headline) AS sentences,
       count(*) FILTER (c.headline) AS headlines
FROM kept_commitments c JOIN documents d USING (document) GROUP BY c.matter, d.outlet ORDER BY min(d.position), c.matter
"""

REPORTED_DAYS = """
SELECT d.outlet, any_value(d.outlet_name) AS outlet_name, c.due, count(*) AS statements,
       count(DISTINCT (c.document, c.sentence)) AS sentences, list(DISTINCT c.deed) AS deeds
FROM kept_commitments c JOIN documents d USING (document) WHERE c.due IS NOT NULL AND NOT c.headline
GROUP BY d.outlet, c.due ORDER BY c.due, min(d.position)
"""

# What a commitment of the same sentence says of a clause is not said by the sentence once more.
MENTIONS = """
SELECT m.clause AS matter, d.document, d.outlet, d.outlet_name, d.published, d.published_from, s.headline,
       s.exact AS text, s.start AS sentence_start, m.start, least(m."end", s."end") AS "end",
       m.score AS clause_score, m.reason AS clause_reason
FROM kept_clause_matches m JOIN documents d USING (document) JOIN sentences s USING (document, sentence)
WHERE m."of" = 'sentence' AND (m.document, m.sentence, m.clause) NOT IN
      (SELECT (document, sentence, clause) FROM commitments WHERE clause IS NOT NULL AND sentence IS NOT NULL)
ORDER BY d.position, s.start, m.start
"""

PRESENT = "SELECT outlet FROM kept_documents GROUP BY outlet ORDER BY min(position)"

MATCHED = """
SELECT DISTINCT split_part(clause, '/', 1) FROM
    (SELECT clause FROM commitments WHERE clause IS NOT NULL UNION ALL
     SELECT clause FROM deeds WHERE clause IS NOT NULL UNION ALL
     SELECT clause FROM clause_matches WHERE "of" = 'sentence')
"""


@gives(COMMITMENT)
def commitments(connection: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """Every commitment, headlines included, in the corpus's order, one row each.

    Of `COMMITMENT` matter is what `matters` has a row for, deed action and object in reading order, deadline its words
    and due its last day, cited a name, clause, clause_score and clause_reason of `lib.models.ClauseMatch`, missing
    where no rule put it there, decided what an analyst decided about it, in words.
    """
    return answer(connection, COMMITMENTS, filters)


@gives("matter, outlet, outlet_name, days: list, statements: whole, sentences: whole, headlines: whole")
def reports(connection: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """What each outlet reports of each matter, statements and sentences in the body; no row where it is silent."""
    rows = answer(connection, REPORTS, filters)
    return rows.assign(days=[[pd.Timestamp(value).date() for value in days] for days in rows["days"]])


@gives("outlet, outlet_name, due: day, statements: whole, sentences: whole, deeds: list")
def reported_days(connection: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The days by which something is to be done, one row a day and outlet, the earliest first."""
    return answer(connection, REPORTED_DAYS, filters)


@gives(STATED + columns("clause_reason?"))
def clause_mentions(connection: duckdb.DuckDBPyConnection, filters: Filters) -> pd.DataFrame:
    """The sentences that report a clause, the matter, without a commitment to it, headlines too, in corpus order."""
    return answer(connection, MENTIONS, filters)


def present_outlets(connection: duckdb.DuckDBPyConnection, filters: Filters) -> list[str]:
    """The outlets with an article in view, in the corpus's order: they can be silent."""
    return [str(outlet) for outlet in answer(connection, PRESENT, filters)["outlet"]]


def reported_agreements(connection: duckdb.DuckDBPyConnection) -> tuple[Agreement, ...]:
    """The agreements that some commitment, deed or sentence of the corpus, filters aside, was matched to."""
    matched = {row[0] for row in connection.execute(MATCHED).fetchall()}
    return tuple(one for one in agreements_in(connection) if one.id in matched)


def shown_agreements(connection: duckdb.DuckDBPyConnection, filters: Filters) -> tuple[Agreement, ...]:
    """The agreements to be shown beside the articles: those that analysts keep, reported or not, then others reported.

    Where some are chosen, just those of them.
    """
    reported, shipped = {one.id for one in reported_agreements(connection)}, load_agreements()
    known = sorted(agreements_in(connection), key=lambda one: one in shipped)
    shown = (one for one in known if one.id in reported or one not in shipped)
    return tuple(one for one in shown if not filters.agreements or one.id in filters.agreements)


@gives(MATTERS)
def matters(rows: pd.DataFrame, agreements: Sequence[Agreement]) -> pd.DataFrame:
    """What there is to report: every clause of the agreements, silent ones too, then what matches no clause.

    `rows` are `commitments`. Of `MATTERS` agreement is its id, words the agreement's own in short, or the deeds as
    reported, own_day the agreement's, reported the days given in bodies, statements those in bodies. Unmatched: with a
    day first, then the most stated.
    """
    stated = dict(list(rows.groupby("matter", sort=False)))
    known = [_clause_row(agreement, clause, stated) for agreement in agreements for clause in agreement.clauses]
    clauses = {row["matter"] for row in known}
    others = [_other_row(matter, group) for matter, group in stated.items() if matter not in clauses]
    others.sort(key=lambda row: (not row["reported"], row["reported"][:1], -row["statements"]))
    return framed(MATTERS, [*known, *others])


def _clause_row(agreement: Agreement, clause: Clause, stated: dict[str, pd.DataFrame]) -> dict[str, Any]:
    matter = f"{agreement.id}/{clause.id}"
    own = {"agreement": agreement.id, "number": clause.number, "words": clause.text, "own_day": clause.due}
    return {"matter": matter, **own, **_said(stated.get(matter))}


def _other_row(matter: str, group: pd.DataFrame) -> dict[str, Any]:
    """What matches no clause, in the articles' words."""
    words = "; ".join(_alike_once(deeds(group)))
    return {"matter": matter, "agreement": None, "number": "", "words": words, "own_day": None, **_said(group)}


def _said(group: pd.DataFrame | None) -> dict[str, Any]:
    """The days given and the number of statements, headlines left out."""
    body = None if group is None else group[~group["headline"]]
    days = [] if body is None else sorted(day.date() for day in body["due"].dropna().unique())
    return {"reported": days, "statements": 0 if body is None else len(body)}


def deeds(group: pd.DataFrame) -> Iterator[str]:
    """Each commitment as "who: what" in the article's words; what alone where it names nobody."""
    for row in group.itertuples():
        yield f"{row.obligor}: {row.deed}" if pd.notna(row.obligor) else row.deed


def _alike_once(words: Iterator[str], most: int = 3) -> list[str]:
    """The first few different wordings."""
    return list({word.casefold(): word for word in words}.values())[:most]

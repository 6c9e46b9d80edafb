"""How far each clause was carried out over time, and who owes what to whom."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import duckdb
import pandas as pd

from lib.agreement.reported.ledger import proposed_status
from lib.listing import Listing, columns, framed, gives
from lib.models import STATUSES, Agreement, Clause, Filters
from lib.queries.agreement.implementation import implementation_log
from lib.queries.agreement.ledger import ledger_states, ledgers, told_rows
from lib.text.words import WORD

SCORE = columns("matter, number, words, day: day, score: whole, status, why")
SCORES = Listing(
    "scores", "Each clause's score and the day from which it holds", SCORE,
    "number: No., words: Clause, day: From, score: Score (0 to 3), status: In words, why: Read from",
    ("matter", "day"),
)  # fmt: skip
DUTY = columns("who, whom?, matter, number, words, state")
DUTIES = Listing(
    "duties", "Who owes what to whom by the agreement's own text, and how far it is carried out", DUTY,
    "who: Who, whom: To whom, number: No., words: Clause, state", ("who", "whom", "matter"),
)  # fmt: skip

# More days than this are thinned: the picture has no room for them.
MOST_DAYS = 60
# A shorter word of a name tells nobody apart.
TELLING = 4


class Name(NamedTuple):
    """A party or body, with the words of its name that no other has."""

    name: str
    words: frozenset[str]


@gives(SCORE)
def reported_scores(
    connection: duckdb.DuckDBPyConnection, filters: Filters, agreement: Agreement, as_of: date | None
) -> pd.DataFrame:
    """The score that reports speak for, a row a clause and day on which it became another, of at most `MOST_DAYS`."""
    told = told_rows(connection, filters)
    own = told[told["clause"].str.startswith(f"{agreement.id}/") & told["day"].notna() & told["state"].notna()]
    days = sorted({day.date() for day in own["day"] if as_of is None or day.date() <= as_of})
    thinned = days if len(days) <= MOST_DAYS else [*days[:: -(-len(days) // MOST_DAYS)], days[-1]]
    rows, last = [], dict[str, str]()
    for day, ledger in zip(thinned, ledgers(agreement, told, thinned), strict=True):
        for row in ledger:
            status, _ = proposed_status(row) or (None, None)
            if status is not None and last.get(row.clause.id) != status:
                last[row.clause.id] = status
                matter, number = f"{agreement.id}/{row.clause.id}", row.clause.number
                rows.append(
                    (matter, number, row.clause.text, day, STATUSES.index(status), status, f"reports: {row.state}")
                )
    return framed(SCORE, rows)


@gives(SCORE)
def entered_scores(connection: duckdb.DuckDBPyConnection, agreement: Agreement, as_of: date | None) -> pd.DataFrame:
    """The score that analysts entered in the implementation log, a row an entry in force."""
    clauses = {f"{agreement.id}/{clause.id}": clause for clause in agreement.clauses}
    entries = implementation_log(connection).sort_values(["day", "number"])
    return framed(
        SCORE,
        (
            (row.matter, clauses[row.matter].number, clauses[row.matter].text, row.day, STATUSES.index(row.status),
             row.status, f"{row.who}: {row.remark}")
            for row in entries.itertuples()
            if row.matter in clauses and row.state == "in force" and (as_of is None or row.day.date() <= as_of)
        ),
    )  # fmt: skip


@gives(DUTY)
def duties(
    connection: duckdb.DuckDBPyConnection, filters: Filters, agreement: Agreement, as_of: date | None
) -> pd.DataFrame:
    """A row for each who has to do a clause and each to whom: whom its words name beside, else the other parties.

    whom is missing where there is no other party.
    """
    cast = _cast(agreement)
    rows = (
        (who, whom, f"{agreement.id}/{row.clause.id}", row.clause.number, row.clause.text, row.state)
        for row in ledger_states(connection, filters, agreement, as_of)
        for who in row.clause.obligors
        for whom in _owed(row.clause, cast) or [one for one in agreement.parties if one != who] or (None,)
    )
    return framed(DUTY, rows)


def _cast(agreement: Agreement) -> list[Name]:
    """The parties, and whoever else has to do something."""
    names = dict.fromkeys([*agreement.parties, *(who for clause in agreement.clauses for who in clause.obligors)])
    words = {name: {word[0] for word in WORD.finditer(name) if word[0][:1].isupper()} for name in names}
    return [
        Name(
            name,
            frozenset(
                word
                for word in own
                if len(word) >= TELLING and not any(word in words[other] for other in words if other != name)
            ),
        )
        for name, own in words.items()
    ]


def _owed(clause: Clause, cast: Sequence[Name]) -> list[str]:
    """Those of the cast that a clause's words name and that do not do it themselves."""
    said = {word[0] for word in WORD.finditer(clause.text)}
    return [one.name for one in cast if one.name not in clause.obligors and one.words & said]

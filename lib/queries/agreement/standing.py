"""How each clause of a finding stands: its state, its day, how late it is, and one report that says so."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from lib.agreement.reported.ledger import LedgerRow, LedgerState
from lib.models import DeedState

# Which report speaks for a state, the better one first.
_SPEAKS: Mapping[LedgerState, Sequence[DeedState]] = {
    "done": ("verified", "done"), "broken": ("broken",), "disputed": ("disputed", "denied"),
}  # fmt: skip


class Standing(NamedTuple):
    """A clause's label, state and last day by the agreement, and the day `on` which it was done, where one is told.

    What is done in steps is done with the last; the day on which somebody verified it is not its own. `late` are the
    days from its last day to that one, or to the day of the ledger where it is not done; None where it is not late, or
    no day says so. `told` is the row of evidence of one report, None without any.
    """

    label: str
    state: LedgerState
    due: date | None
    on: date | None
    late: int | None
    told: Any


def standings(
    rows: Sequence[LedgerRow], matters: Sequence[str], told: pd.DataFrame, found: pd.DataFrame
) -> list[Standing]:
    """How the clauses of some rows of the ledger stand, those done late before those done in time.

    `matters` are the rows' own, `told` the rows of `told_rows`, `found` the sentences that tell of them.
    """
    days = {(row.clause, row.document, row.start): row.on.date() for row in told[told["on"].notna()].itertuples()}
    sentences = {(row.document, row.start): row for row in reversed(list(found.itertuples()))}
    made = [_standing(row, matter, days, sentences) for row, matter in zip(rows, matters, strict=True)]
    return sorted(made, key=lambda one: -(one.late or 0) if one.state == "done" else 0)


def _standing(
    row: LedgerRow, matter: str, days: Mapping[tuple[str, str, int], date], sentences: Mapping[tuple[str, int], Any]
) -> Standing:
    speaks, due = _SPEAKS.get(row.state, ()), row.clause.due
    own = [one for one in row.because if one.state in speaks]
    dated = [(day, one) for one in own if (day := days.get((matter, one.document, one.start))) and one.state == "done"]
    on, report = max(dated, key=lambda each: (each[1].day, each[0]), default=(None, None))
    newest = sorted(own, key=lambda one: speaks.index(one.state)) if speaks else []
    shown = [one for one in (report, *newest, *row.because) if one and (one.document, one.start) in sentences]
    until = on if row.state == "done" else row.as_of
    late = (until - due).days if due and until and until > due else None
    told = sentences[shown[0].document, shown[0].start] if shown else None
    return Standing(row.clause.label(), row.state, due, on, late, told)

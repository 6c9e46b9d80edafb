"""How each clause of a finding stands: the day on which it was done, how late that is, and the report that says so."""

from datetime import date

import pandas as pd
import pytest

from lib.agreement.reported.ledger import LedgerRow, LedgerState, Told
from lib.models import Clause, DeedState
from lib.queries.agreement.standing import standings

DUE, AS_OF = date(2025, 2, 28), date(2025, 4, 5)
# A deed's state, the day on which its article appeared, and the day that it names.
Deed = tuple[DeedState, date, date | None]
CLAIM: Deed = ("done", date(2025, 3, 1), date(2025, 2, 28))
LAST_STEP: Deed = ("done", date(2025, 4, 4), date(2025, 3, 29))
SEEN: Deed = ("verified", date(2025, 4, 4), date(2025, 4, 2))
DENIAL: Deed = ("denied", date(2025, 3, 1), None)
OPEN: Deed = ("begun", date(2025, 3, 1), None)


@pytest.mark.parametrize(
    ("state", "deeds", "on", "late", "shown"),
    [
        ("done", [SEEN, LAST_STEP, CLAIM], date(2025, 3, 29), 29, 1),  # not the day on which somebody looked
        ("done", [SEEN], None, None, 0),
        ("done", [CLAIM], DUE, None, 0),
        ("disputed", [CLAIM, DENIAL], None, 36, 1),
        ("overdue", [OPEN], None, 36, 0),
        ("overdue", [], None, 36, None),
    ],
)
def test_a_clause_has_its_day_and_one_report(
    state: LedgerState, deeds: list[Deed], on: date | None, late: int | None, shown: int | None
) -> None:
    because = tuple(Told(told, day, "d", at) for at, (told, day, _) in enumerate(deeds))
    row = LedgerRow(Clause("c", "2", "Withdraw them.", DUE), AS_OF, state, because)
    told = pd.DataFrame(
        [("a/c", "d", at, pd.Timestamp(day)) for at, (_, _, day) in enumerate(deeds)],
        columns=["clause", "document", "start", "on"],
    ).astype({"on": "datetime64[s]"})
    found = pd.DataFrame([("d", at) for at in range(len(deeds))], columns=["document", "start"])
    (one,) = standings([row], ["a/c"], told, found)
    assert (one.label, one.due, one.on, one.late) == ("2 Withdraw them", DUE, on, late)
    assert (one.told.start if one.told is not None else None) == shown

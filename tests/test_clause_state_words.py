"""The words of a clause's state: its day, how late it was, on whose word, and who denies it."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from lib.agreement.reported.ledger import Told, ledger_of
from lib.models import Agreement, Clause
from lib.queries.agreement.standing import state_words

DUE = date(2025, 2, 28)
COLUMNS = ["document", "start", "state", "outlet", "outlet_name", "cited", "on", "day"]


def deed(outlet: str, state: str, day: str, cited: str | None = None, on: str | None = None) -> dict[str, Any]:
    return {
        "document": f"{outlet} {day}", "start": 0, "state": state, "outlet": outlet, "outlet_name": outlet.title(),
        "cited": cited, "on": on, "day": day,
    }  # fmt: skip


ARMY = deed("wire", "done", "2025-03-01", "the army", "2025-02-28")
REBELS = deed("echo", "disputed", "2025-03-02", "the rebels")
OBSERVERS = [
    deed("world", "verified", "2025-04-04", "the mission"),
    deed("post", "done", "2025-04-05", None, "2025-03-29"),
]
NO_DEED: list[dict[str, Any]] = []


@pytest.mark.parametrize(
    ("deeds", "due", "as_of", "said"),
    [
        (NO_DEED, DUE, "2025-02-26", "in 2 days"),
        (NO_DEED, DUE, "2025-02-28", "due this day"),
        (NO_DEED, DUE, "2025-03-01", "1 day overdue"),
        (NO_DEED, None, "2025-03-01", "due"),
        ([deed("wire", "begun", "2025-03-01")], DUE, "2025-03-16", "begun, 16 days overdue"),
        ([ARMY], DUE, "2025-03-02", "said to be done 28 Feb 2025, in time, by the army alone"),
        ([deed("echo", "done", "2025-03-01")], DUE, "2025-03-02", "said to be done, in Echo alone"),
        ([ARMY, REBELS], DUE, "2025-03-03",
         "disputed: said to be done 28 Feb 2025, in time, by the army alone; denied by the rebels"),
        ([deed("echo", "done", "2025-03-01"), deed("post", "done", "2025-03-02", on="2025-03-02")], DUE, "2025-03-03",
         "done 2 Mar 2025, 2 days late"),
        ([deed("wire", "done", "2025-03-01"), deed("copy", "done", "2025-03-02")], DUE, "2025-03-03",
         "said to be done, in Wire, Copy, one source"),
        ([deed("wire", "denied", "2025-03-01"), deed("echo", "done", "2025-03-02")], DUE, "2025-03-03",
         "said to be done, in Echo alone; denied in Wire"),
        # What was contested before observers confirmed it is no denial of what they saw.
        ([REBELS, *OBSERVERS], DUE, "2025-04-06", "done 29 Mar 2025, 29 days late"),
    ],
)  # fmt: skip
def test_words_of_a_state(deeds: list[dict[str, Any]], due: date | None, as_of: str, said: str) -> None:
    clause = Clause("1", "1", "The Government shall withdraw its guns.", due)
    accord = Agreement("pact", "Pact", (), None, "", (clause,))
    frame = pd.DataFrame(deeds, columns=COLUMNS)
    frame = frame.assign(on=pd.to_datetime(frame["on"]), day=pd.to_datetime(frame["day"]))
    told: Any = [Told(one.state, one.day.date(), one.document, one.start) for one in frame.itertuples()]
    (row,) = ledger_of(accord, {"1": told}, date.fromisoformat(as_of))
    assert state_words(row, frame, one_of_wire_and_its_copy) == said


def one_of_wire_and_its_copy(outlets: Any) -> int:
    return len({"wire" if one == "copy" else one for one in outlets})

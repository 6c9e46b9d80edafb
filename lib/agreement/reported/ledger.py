"""How far each clause of an agreement has been carried out on a day, by what articles reported until then.

A state comes from reports of deeds, never from silence: where nothing is reported, a clause stands as promised, due
today, or past its day.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from lib.models import Agreement, Clause, DeedState, Status

LedgerState = Literal["promised", "due", "overdue", "begun", "done", "broken", "disputed", "extended"]

# What was reported within so long before the newest report of a clause is weighed with it.
TOGETHER = timedelta(35)
CLAIMS: frozenset[DeedState] = frozenset({"done", "verified"})
CONTESTS: frozenset[DeedState] = frozenset({"denied", "disputed"})
# What each state speaks for on the scale of the implementation log; a dispute is for an analyst to judge.
PROPOSED: Mapping[LedgerState, Status] = {
    "done": "full", "begun": "intermediate", "extended": "intermediate", "overdue": "minimal", "broken": "minimal",
}  # fmt: skip


class Told(NamedTuple):
    """What an article tells of a clause: the state of a deed, None for a commitment; its day, and where it stands.

    `day` is that of publication, or the newest that an article without one tells of.
    """

    state: DeedState | None
    day: date
    document: str
    start: int


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """The state of a clause as of a day, and what was told that it follows from, the newest first."""

    clause: Clause
    as_of: date
    state: LedgerState
    because: tuple[Told, ...]


def ledger_of(agreement: Agreement, told: Mapping[str, Sequence[Told]], as_of: date) -> list[LedgerRow]:
    """A row a clause in the agreement's order; `told` has what was told of each by its id."""
    held = {clause.id: [*told.get(clause.id, ())] for clause in agreement.clauses}
    for clause in agreement.clauses:
        if (other := _extended_by(agreement, clause)) is not None:
            held[other.id] += [one for one in held[clause.id] if one.state == "extended"]
    return [
        _row(one, sorted((t for t in held[one.id] if t.day <= as_of), key=_order), as_of) for one in agreement.clauses
    ]


def proposed_status(row: LedgerRow) -> tuple[Status, date] | None:
    """The status that reported deeds speak for, and the day of the newest; None where none is or it is disputed."""
    days = [one.day for one in row.because if one.state is not None]
    status = PROPOSED.get(row.state)
    return (status, max(days)) if status and days else None


def _order(told: Told) -> tuple[date, str, int]:
    return told.day, told.document, told.start


def _extended_by(agreement: Agreement, clause: Clause) -> Clause | None:
    """The clause whose term a clause allows to extend: the one that it further says something of."""
    if clause.modality != "permission" or clause.parent is None:
        return None
    return next((other for other in agreement.clauses if other.number == clause.parent), None)


def _row(clause: Clause, told: Sequence[Told], as_of: date) -> LedgerRow:
    deeds = [one for one in told if one.state is not None]
    recent = [one for one in deeds if one.day >= deeds[-1].day - TOGETHER]
    state = _told_state(clause, deeds, recent, as_of) if deeds else None
    if state is None:
        return LedgerRow(clause, as_of, _state_by_day(clause, as_of), tuple(reversed(told)))
    return LedgerRow(clause, as_of, state, tuple(reversed(recent)))


def _told_state(clause: Clause, deeds: Sequence[Told], recent: Sequence[Told], as_of: date) -> LedgerState | None:
    """The state that reports of deeds tell of, or None where they tell of none but a delay."""
    states = {one.state for one in recent}
    newest = {one.state for one in recent if one.day == recent[-1].day}
    if lasts(clause):
        return _lasting_state(states, newest)
    if clause.modality == "permission" and "extended" in states:
        return "done"
    if _verified_last(recent):
        return "done"
    if _contested(states, newest):
        return "disputed"
    missing = "delayed" in newest and not newest & CLAIMS and clause.due is not None and clause.due < as_of
    if any(one.state in CLAIMS for one in deeds) and not missing:
        return "broken" if "broken" in newest and not newest & CLAIMS else "done"
    return _unfinished_state(clause, states, as_of)


def lasts(clause: Clause) -> bool:
    """Whether a clause binds for as long as the agreement holds: a ban, a state from a day on, a duty without a day."""
    if clause.modality == "prohibition":
        return True
    return clause.due is None and clause.modality == "obligation" and (clause.starts is not None or not clause.due_rule)


def _lasting_state(states: Collection[DeedState | None], newest: Collection[DeedState | None]) -> LedgerState | None:
    """The state of what binds for long: prolonged, broken, disputed, or else observed."""
    if "extended" in newest:
        return "extended"
    held = {"begun", "done", "verified"}
    if held & set(newest) and not {"broken", "disputed"} & set(newest):
        return "begun"
    if "broken" in states:
        return "disputed" if CONTESTS & set(states) else "broken"
    if "disputed" in states:
        return "disputed"
    return "extended" if "extended" in states else "begun" if held & set(states) else None


def _verified_last(recent: Sequence[Told]) -> bool:
    """Whether somebody confirmed it, and nobody disputed it in a later article."""
    verified = [one.day for one in recent if one.state == "verified"]
    return bool(verified) and not any(one.state == "disputed" and one.day > max(verified) for one in recent)


def _contested(states: Collection[DeedState | None], newest: Collection[DeedState | None]) -> bool:
    """Whether the newest articles tell a dispute, or one told before is not settled by them."""
    claimed = bool(CLAIMS & set(newest))
    return "disputed" in newest or (claimed and "denied" in newest) or ("disputed" in states and not claimed)


def _unfinished_state(clause: Clause, states: Collection[DeedState | None], as_of: date) -> LedgerState | None:
    if "extended" in states:
        return "extended"
    if "broken" in states:
        return "broken"
    if {"begun", "delayed"} & set(states) and clause.due is not None and clause.due < as_of:
        return "overdue"
    if "begun" in states:
        return "begun"
    return None


def _state_by_day(clause: Clause, as_of: date) -> LedgerState:
    """Promised, due, or overdue: by the agreement's day alone, where no deed is reported."""
    if clause.due is not None:
        return "overdue" if clause.due < as_of else "due" if clause.due == as_of else "promised"
    return "due" if lasts(clause) and (clause.starts is None or clause.starts <= as_of) else "promised"

"""How far each clause of an agreement has been carried out on a day, by what articles reported until then.

A state comes from reports of deeds, never from silence: where nothing is reported, a clause stands as promised, due
today, or past its day.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from lib.agreement.reported.matching import Matched
from lib.agreement.reported.reports import Report
from lib.models import Agreement, Clause, DeedState

LedgerState = Literal["promised", "due", "overdue", "begun", "done", "broken", "disputed", "extended"]

# What was reported within so long before the newest report of a clause is weighed with it.
TOGETHER = timedelta(35)
CLAIMS: frozenset[DeedState] = frozenset({"done", "verified"})
CONTESTS: frozenset[DeedState] = frozenset({"denied", "disputed"})


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """The state of a clause as of a day, and the reports that it follows from, the newest first."""

    clause: Clause
    as_of: date
    state: LedgerState
    because: tuple[Report, ...]


def ledger_of(agreement: Agreement, matched: Iterable[Matched], as_of: date) -> list[LedgerRow]:
    """A row a clause in the agreement's order; reports of undated articles count by the newest day they tell of."""
    told: list[list[Report]] = [[] for _ in agreement.clauses]
    for report, clause, *_ in matched:
        if clause is not None and (day := day_of(report)) is not None and day <= as_of:
            told[clause].append(report)
            parent = _extended_by(agreement, clause) if report.state == "extended" else None
            if parent is not None:
                told[parent].append(report)
    return [
        _row(clause, sorted(reports, key=_told_on), as_of)
        for clause, reports in zip(agreement.clauses, told, strict=True)
    ]


def day_of(report: Report) -> date | None:
    """The day on which a report was published, as far as it is known."""
    return report.when


def _told_on(report: Report) -> tuple[date, int]:
    return day_of(report) or date.min, report.span.start


def _extended_by(agreement: Agreement, clause: int) -> int | None:
    """The clause whose term a clause allows to extend: the one that it further says something of."""
    one = agreement.clauses[clause]
    if one.modality != "permission" or one.parent is None:
        return None
    return next((at for at, other in enumerate(agreement.clauses) if other.number == one.parent), None)


def _row(clause: Clause, reports: Sequence[Report], as_of: date) -> LedgerRow:
    deeds = [report for report in reports if report.state is not None]
    recent = [report for report in deeds if _told_on(report)[0] >= _told_on(deeds[-1])[0] - TOGETHER]
    state = _told_state(clause, deeds, recent, as_of) if deeds else None
    if state is None:
        return LedgerRow(clause, as_of, _state_by_day(clause, reports, as_of), tuple(reversed(reports)))
    return LedgerRow(clause, as_of, state, tuple(reversed(recent)))


def _told_state(clause: Clause, deeds: Sequence[Report], recent: Sequence[Report], as_of: date) -> LedgerState | None:
    """The state that reports of deeds tell of, or None where they tell of none but a delay."""
    states = {report.state for report in recent}
    newest = {report.state for report in recent if _told_on(report)[0] == _told_on(recent[-1])[0]}
    if lasts(clause):
        return _lasting_state(states, newest)
    if clause.modality == "permission" and "extended" in states:
        return "done"
    if _verified_last(recent):
        return "done"
    if _contested(states, newest):
        return "disputed"
    missing = "delayed" in newest and not newest & CLAIMS and clause.due is not None and clause.due < as_of
    if any(report.state in CLAIMS for report in deeds) and not missing:
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


def _verified_last(recent: Sequence[Report]) -> bool:
    """Whether somebody confirmed it, and nobody disputed it in a later article."""
    verified = [_told_on(report)[0] for report in recent if report.state == "verified"]
    return bool(verified) and not any(r.state == "disputed" and _told_on(r)[0] > max(verified) for r in recent)


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


def _state_by_day(clause: Clause, reports: Sequence[Report], as_of: date) -> LedgerState:
    """Promised, due, or overdue: by the agreement's day alone, where no deed is reported."""
    if clause.due is not None:
        return "overdue" if clause.due < as_of else "due" if clause.due == as_of else "promised"
    return "due" if lasts(clause) and (clause.starts is None or clause.starts <= as_of) else "promised"

"""The findings of the brief, told from the contract's records: what is due, late, done, broken, and reported most.

Which clause a deed is of is the store's own judgement, and so is by which rule a clause's state follows from what was
told; both are taken as they are. Of each finding is counted again what it says.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from lib.agreement.reported.ledger import LedgerRow, Told, ledger_of
from lib.models import Agreement
from tests.recount.agreed import due
from tests.recount.kept import Kept, Record, Recount

Deeds = Mapping[tuple[str, int], str]  # where a deed stands: an article and a start, to its clause


class Report(NamedTuple):
    """What one annotation tells of a clause: its state, None where it is to be done, the day it counts from, who."""

    clause: str
    state: str | None
    day: date
    found: Kept


class Coming(NamedTuple):
    """What is due on the next day: the day, how many matters, and of each who gives it in how many sentences."""

    day: date
    matters: int
    given: Mapping[str, tuple[int, int]]


class Reported(NamedTuple):
    """The reports of an agreement until a day, and the states that follow."""

    reports: list[Report]
    rows: list[LedgerRow]


def told_until(again: Recount, agreement: Agreement, deeds: Deeds, as_of: date) -> Reported:
    """What is told of the agreement's clauses until a day."""
    reports = [one for one in _reports(again, agreement, deeds) if one.day <= as_of]
    told = defaultdict[str, list[Told]](list)
    for one in reports:
        key = one.clause.removeprefix(f"{agreement.id}/")
        told[key].append(Told(one.state, one.day, one.found.document, one.found.one["start"]))  # type: ignore[arg-type]
    return Reported(reports, ledger_of(agreement, told, as_of))


def coming(again: Recount, agreement: Agreement, settled: set[str], as_of: date) -> Coming | None:
    """The next day that the agreement's text or an outlet gives for a clause that is not settled."""
    given: dict[tuple[date, str], list[Kept]] = defaultdict(list)
    for clause in agreement.clauses:
        if clause.due:
            given[clause.due, f"{agreement.id}/{clause.id}"] = []
    for found in again.kept("commitments"):
        if (day := due(found)) and not found.headline and str(found.one["clause"]).startswith(f"{agreement.id}/"):
            given[date.fromisoformat(day), found.one["clause"]].append(found)
    left = {key: some for key, some in given.items() if key[0] >= as_of and key[1] not in settled}
    if not left:
        return None
    first = min(day for day, _ in left)
    matters = {clause: some for (day, clause), some in left.items() if day == first}
    return Coming(first, len(matters), {clause: _tellers(some) for clause, some in matters.items()})


def most_reported(again: Recount, of: str) -> dict[str, tuple[int, int]]:
    """Each clause of the agreement `of` with the outlets and sentences that say it is to be done, in bodies."""
    found = defaultdict[str, list[Kept]](list)
    for one in again.kept("commitments"):
        if not one.headline and str(one.one["clause"]).startswith(of):
            found[one.one["clause"]].append(one)
    return {clause: _tellers(some) for clause, some in found.items()}


def read_clauses(again: Recount, deeds: Deeds) -> set[str]:
    """The clauses of which any kept sentence, headlines too, says anything."""
    found = {one.one["clause"] for kind in ("commitments", "clause_matches") for one in again.kept(kind)}
    return found | {deeds.get((one.document, one.one["start"])) for one in again.kept("deeds")}


def outlets_of(reports: list[Report], clause: str) -> int:
    """How many outlets tell of a deed of a clause."""
    return len({one.found.outlet for one in reports if one.clause == clause and one.state is not None})


def told_sentences(reports: list[Report], clauses: set[str], *, deeds_only: bool) -> Counter[tuple[str, int]]:
    """Where what is told of some clauses stands: article and start."""
    return Counter(
        (one.found.document, one.found.one["start"])
        for one in reports
        if one.clause in clauses and (one.state is not None or not deeds_only)
    )


def _reports(again: Recount, agreement: Agreement, deeds: Deeds) -> Iterator[Report]:
    days = {record["id"]: _day(record) for record in again.all}
    for found in again.kept("commitments"):
        day = days[found.document] or agreement.signed
        if day and str(found.one["clause"]).startswith(f"{agreement.id}/"):
            yield Report(found.one["clause"], None, day, found)
    for found in again.kept("deeds"):
        clause, day = deeds.get((found.document, found.one["start"]), ""), days[found.document]
        if day and clause.startswith(f"{agreement.id}/"):
            yield Report(clause, found.one["state"], day, found)


def _day(record: Record) -> date | None:
    """The day on which an article counts: its own, or the newest that it tells of."""
    if record["published"] and record["published_from"] != "story":
        return date.fromisoformat(record["published"])
    told = [one["on"] for one in record["deeds"] if one["on"]]
    return date.fromisoformat(max(told)) if told else None


def _tellers(some: list[Kept]) -> tuple[int, int]:
    """How many outlets, and how many sentences."""
    return len({one.outlet for one in some}), len({(one.document, one.sentence) for one in some})

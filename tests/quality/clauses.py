"""Which article reports which point of an agreement: the commitments' clauses against gold of its own file."""

from collections.abc import Collection, Iterable, Mapping

from tests.quality.spans import Record
from tests.quality.tally import Tally, share

# Article and clause, with the days that the article gives for it.
Reports = Mapping[tuple[str, str], Collection[str]]


def count_clauses(gold: Iterable[Record], predicted: Mapping[str, Record]) -> Tally:
    """Pairs of article and clause, and whether those found are given gold's day, or none where gold says none."""
    clauses = list(gold)
    wanted = {
        (article, clause["id"]): _days(clause, article) for clause in clauses for article in clause["reported_by"]
    }
    got = reported(predicted)
    both = wanted.keys() & got.keys()
    right = share(set(got[pair]) == wanted[pair] for pair in both)
    return Tally(len(wanted), len(got), len(both), shares={"day_right": right})


def reported(predicted: Mapping[str, Record]) -> Reports:
    """What each article's commitments report, each with all days given there; agreements' ids are left off."""
    days: dict[tuple[str, str], set[str]] = {}
    for article, record in predicted.items():
        for promise in record.get("commitments", ()):
            if promise.get("clause"):
                given = days.setdefault((article, promise["clause"].split("/")[-1]), set())
                given.update({promise["deadline"]["due"]} if promise.get("deadline") else ())
    return days


def _days(clause: Record, article: str) -> set[str]:
    return {clause["due"]} if article in clause["dated_by"] else set()

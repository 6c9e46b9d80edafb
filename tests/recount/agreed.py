"""What is to be done by when, told from the contract's records and the codebook of agreements.

Which promises that match no clause are one matter is the store's own judgement; the clauses are the records' own.
"""

import tomllib
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.recount.kept import Kept, Recount, sentence_of

CODEBOOK = Path(__file__).parents[2] / "lib" / "codebooks" / "agreements"

Cell = tuple[str, str]  # a clause, or a day, and an outlet's name


class Reported(NamedTuple):
    """What outlets report in some respect: statements, the sentences they stand in, headlines, and the days given."""

    statements: Counter[Cell]
    sentences: Counter[Cell]
    headlines: Counter[Cell]
    days: dict[Cell, set[str]]


def of_clauses(again: Recount) -> Reported:
    """What each outlet reports of each clause, as something to be done."""
    return _reported([(str(found.one["clause"]), found) for found in again.kept("commitments") if found.one["clause"]])


def of_days(again: Recount) -> Reported:
    """What each outlet wants done by each day."""
    found = list(again.kept("commitments"))
    return _reported([(day, one) for one in found if (day := due(one)) and not one.headline])


def mentioned(again: Recount) -> Counter[Cell]:
    """The sentences of each outlet, headlines too, that speak of a clause without a commitment to it."""
    promised = {
        (record["id"], sentence_of(record, one["start"]), one["clause"])
        for record in again.all
        for one in record["commitments"]
    }
    told = {
        (found.one["clause"], found.outlet, found.document, found.sentence)
        for found in again.kept("clause_matches")
        if found.one["of"] == "sentence" and (found.document, found.sentence, found.one["clause"]) not in promised
    }
    return Counter((clause, outlet) for clause, outlet, *_ in told)


def due(found: Kept) -> str | None:
    """The last day of a commitment."""
    return found.one["deadline"]["due"] if found.one["deadline"] else None


@cache
def own_days() -> dict[str, str | None]:
    """What each agreement's own text gives for each clause."""
    found: dict[str, str | None] = {}
    for path in sorted(CODEBOOK.glob("*.toml")):
        agreement = tomllib.loads(path.read_text(encoding="utf-8"))
        for clause in agreement["clause"]:
            found[f"{agreement['id']}/{clause['id']}"] = str(clause["due"]) if clause.get("due") else None
    return found


def _reported(rows: list[tuple[str, Kept]]) -> Reported:
    """Some commitments under what they are counted by."""
    bodies = [(key, found) for key, found in rows if not found.headline]
    days: dict[Cell, set[str]] = defaultdict(set)
    for key, found in bodies:
        if day := due(found):
            days[key, found.outlet].add(day)
    sentences = {(key, found.outlet, found.document, found.sentence) for key, found in bodies}
    return Reported(
        Counter((key, found.outlet) for key, found in bodies),
        Counter((key, outlet) for key, outlet, *_ in sentences),
        Counter((key, found.outlet) for key, found in rows if found.headline),
        days,
    )

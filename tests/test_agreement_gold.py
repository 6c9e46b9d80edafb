"""How well agreements of invented content in twenty-nine layouts are read: floors that only rise."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lib.agreement import agreement_record, read_agreement
from lib.annotate import Tools

FOLDERS = sorted(path.parent for path in (Path(__file__).parent / "gold/agreements").glob("*/agreement.json"))
# Of all clauses, days, named doers and modalities in the gold; found by words and number alike.
FLOORS = {"clauses": 1.0, "extra": 0.0, "due": 0.99, "starts": 0.9, "who": 0.95, "modality": 0.99, "signed": 1.0}


@pytest.fixture(scope="module")
def counts(tools: Tools) -> dict[str, tuple[int, int]]:
    """Right and all, of each measure."""
    sums = dict.fromkeys(FLOORS, (0, 0))
    for folder in FOLDERS:
        gold = json.loads((folder / "agreement.json").read_text(encoding="utf-8"))
        text = (folder / "agreement.txt").read_text(encoding="utf-8")
        printed = agreement_record(read_agreement(text, tools))
        read = agreement_record(read_agreement(text, tools, signed=date.fromisoformat(gold["signed"])))
        for name, right, every in _counted(gold["clauses"], read["clauses"]):
            sums[name] = (sums[name][0] + right, sums[name][1] + every)
        sums["signed"] = (sums["signed"][0] + (printed["signed"] == gold["signed"]), sums["signed"][1] + 1)
    return sums


def _counted(gold: list[dict[str, Any]], read: list[dict[str, Any]]) -> list[tuple[str, int, int]]:
    by_place = {(clause["start"], clause["end"], clause["number"]): clause for clause in read}
    pairs = [(one, by_place.get((one["start"], one["end"], one["number"]), {})) for one in gold]
    named = [(one, got) for one, got in pairs if one["obligors"]]
    return [
        ("clauses", sum(bool(got) for _, got in pairs), len(gold)),
        ("extra", len(read) - sum(bool(got) for _, got in pairs), len(read)),
        *((day, *_days(pairs, day)) for day in ("due", "starts")),
        ("who", sum(_names(one) == _names(got) for one, got in named), len(named)),
        ("modality", sum(one["modality"] == got.get("modality") for one, got in pairs), len(gold)),
    ]


def _days(pairs: list[tuple[dict[str, Any], dict[str, Any]]], day: str) -> tuple[int, int]:
    given = [(one, got) for one, got in pairs if one[day]]
    return sum(one[day] == got.get(day) for one, got in given), len(given)


def _names(clause: dict[str, Any]) -> set[str]:
    """The last words of the names, as their forms differ: "Joint Committee", "the Committee"."""
    return {re.split(r"\W+", name.casefold())[-1] for name in clause.get("obligors", ())}


@pytest.mark.parametrize("measure", sorted(FLOORS))
def test_floors(measure: str, counts: dict[str, tuple[int, int]]) -> None:
    right, every = counts[measure]
    share = right / every
    assert share <= FLOORS[measure] if measure == "extra" else share >= FLOORS[measure], f"{right} of {every}"

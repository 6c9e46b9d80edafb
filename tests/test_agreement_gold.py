"""How well agreements of invented content in thirty-seven layouts are read: floors that only rise."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lib.agreement import agreement_record, read_agreement
from lib.annotate import Tools

GOLD = Path(__file__).parent / "gold"
# Of all clauses, days, named doers and modalities in the gold; found by words and number alike. The second set was
# written by somebody who had not seen the rules, and was read once before anything was mended for it.
FLOORS = {
    "agreements": {
        "clauses": 1.0, "extra": 0.0, "due": 0.99, "starts": 0.9, "who": 0.95, "modality": 0.99, "signed": 1.0,
    },
    "agreements-second": {
        "clauses": 0.95, "extra": 0.04, "due": 0.81, "starts": 0.84, "who": 0.62, "modality": 0.9, "signed": 1.0,
    },
}  # fmt: skip
MEASURES = sorted((name, measure) for name, floors in FLOORS.items() for measure in floors)


@pytest.fixture(scope="module")
def counts(tools: Tools) -> dict[str, dict[str, tuple[int, int]]]:
    """Right and all, of each measure of each set."""
    return {name: _sums(name, tools) for name in FLOORS}


def _sums(name: str, tools: Tools) -> dict[str, tuple[int, int]]:
    sums = dict.fromkeys(FLOORS[name], (0, 0))
    for path in sorted((GOLD / name).glob("*/agreement.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        printed = agreement_record(read_agreement(text, tools))
        read = agreement_record(read_agreement(text, tools, signed=date.fromisoformat(gold["signed"])))
        for measure, right, every in _counted(gold["clauses"], read["clauses"]):
            sums[measure] = (sums[measure][0] + right, sums[measure][1] + every)
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


@pytest.mark.parametrize(("name", "measure"), MEASURES)
def test_floors(name: str, measure: str, counts: dict[str, dict[str, tuple[int, int]]]) -> None:
    right, every = counts[name][measure]
    share, floor = right / every, FLOORS[name][measure]
    assert share <= floor if measure == "extra" else share >= floor, f"{right} of {every}"

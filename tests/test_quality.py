"""The quality gate: no measure below its floor, no floor lower than it once was, figures as the reference has them."""

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from lib.annotate import Tools
from lib.settings import load_settings
from tests.quality.floors import committed_floors, load_floors, lowered, shortfalls, unmeasured
from tests.quality.measure import Measurer, tally_set
from tests.quality.sets import OWN, SEALED, GoldSet, benchmarks_folder, larger_sets, why_missing
from tests.quality.tally import Tally

SETS = (*OWN, *larger_sets(benchmarks_folder()))
SCORER = benchmarks_folder() / "score.py"


@pytest.fixture(scope="module")
def measurer(tools: Tools) -> Measurer:
    """One measurer for all tests, so that each set is annotated once."""
    return Measurer(load_settings({}), tools)


def _present(gold_set: GoldSet) -> GoldSet:
    if reason := why_missing(gold_set):
        pytest.skip(reason)
    return gold_set


@pytest.mark.parametrize("gold_set", SETS, ids=lambda one: one.name)
def test_no_measure_is_below_its_floor(gold_set: GoldSet, measurer: Measurer) -> None:
    floors, measured = load_floors(), measurer.measure(_present(gold_set))
    assert gold_set.name in floors, "no floors yet: python -m tests.quality --pin"
    assert list(shortfalls(measured, floors)) == []
    assert unmeasured(measured, floors[gold_set.name]) == []


@pytest.mark.parametrize("gold_set", SETS, ids=lambda one: one.name)
def test_the_floors_are_of_this_gold(gold_set: GoldSet) -> None:
    said = "the gold changed: look at the change, then python -m tests.quality --pin --gold-corrected"
    assert load_floors()[_present(gold_set).name].sha256 == gold_set.fingerprint(), said


def test_no_floor_is_lower_than_it_once_was() -> None:
    now, history = load_floors(), list(committed_floors())
    if not history:
        pytest.skip("no committed floors: git is not there, or this is not a checkout")
    assert [(commit, line) for commit, before in history for line in lowered(now, before)] == []


def test_the_sealed_half_has_no_floor() -> None:
    assert not load_floors().keys() & {gold_set.name for gold_set in SEALED}


# The reference knows no clauses and no stories, so a set that marks nothing else is not among those it can score.
SCORED_TWICE = [one for one in SETS if one.story and not one.agreements and not one.stories]


@pytest.mark.parametrize("gold_set", SCORED_TWICE, ids=lambda one: one.name)
@pytest.mark.parametrize("predictions", ["as found", "with mistakes"])
def test_figures_are_those_of_the_reference_scorer(
    gold_set: GoldSet, predictions: str, measurer: Measurer, tmp_path: Path
) -> None:
    if not SCORER.exists():
        pytest.skip(f"no {SCORER.name} in {SCORER.parent}")
    found = measurer.predicted(_present(gold_set))
    change = _with_mistakes if predictions == "with mistakes" else dict
    predicted = {name: change(record) for name, record in found.items()}
    ours = dict(tally_set(gold_set, gold_set.documents(), predicted))
    reference = _reference_figures(gold_set, predicted, tmp_path)
    assert reference
    for name, figures in reference.items():
        assert _in_their_order(name, ours) == pytest.approx(figures, abs=6e-4), name


def _reference_figures(gold_set: GoldSet, predicted: Mapping[str, Any], folder: Path) -> dict[str, list[float]]:
    """Our annotator's name to the figures that the reference prints for it."""
    path = folder / "predicted.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in predicted.values()), encoding="utf-8")
    scoring = [sys.executable, str(SCORER), str(gold_set.path), str(path)]
    printed = subprocess.run(scoring, capture_output=True, text=True, check=True).stdout
    names = {"mentions": "entities", "toponyms": "places", "timexes": "dates", "quotes quoted": "quotes"}
    names["quotes all"] = "attributions"
    titled = [(line.split("gold=")[0].strip(), line) for line in printed.splitlines()]
    return {names.get(title, title): [float(v) for v in re.findall(r"=([\d.]+)", line)] for title, line in titled}


def _in_their_order(name: str, ours: Mapping[str, Tally]) -> list[float]:
    """Our counts and figures in the order in which the reference prints them."""
    roles = [ours["roles"].figures()["role_right"]] if name == "entities" else []
    return [ours[name].gold, ours[name].predicted, *ours[name].figures().values(), *roles]


def _with_mistakes(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with some annotations gone, some moved, and some with other values."""
    return {
        key: [_mistaken(item, n) for n, item in enumerate(items) if n % 5 != 4] if _is_annotated(items) else items
        for key, items in record.items()
    }


def _is_annotated(items: object) -> bool:
    return isinstance(items, list) and all(isinstance(item, dict) for item in items)


def _mistaken(item: Mapping[str, Any], number: int) -> dict[str, Any]:
    moved = {"start": item["start"] + 1 + number % 4} if number % 7 == 3 and item["end"] - item["start"] > 5 else {}
    if number % 3:
        return {**item, **moved}
    other: dict[str, Any] = {"entity": None, "role": "literal", "place": None, "value": None, "speaker": None}
    other |= {"low": 1.0, "deadline": None, "modality": "permission"}
    return {**item, **moved, **{key: value for key, value in other.items() if key in item}}

"""What becomes of floors and of the figures that are shown, and what the command does with both."""

from datetime import date
from pathlib import Path

import pytest

from lib.codebooks.methods import load_quality
from tests.quality import __main__ as command
from tests.quality.floors import SetFloors, lowered, parse_floors, raised, rounded_down, shortfalls, written_floors
from tests.quality.measure import Measured
from tests.quality.published import merged, save_quality
from tests.quality.sets import OWN, GoldSet, benchmarks_folder, larger_sets, why_missing
from tests.quality.tally import Tally


def _measured(value: int, gold_set: GoldSet = OWN[0]) -> Measured:
    """One annotator that found so many of a hundred."""
    return Measured("figures", gold_set, 1, Tally(100, 100, value))


def _floor(value: float, sha256: str = "") -> dict[str, SetFloors]:
    return {"seeds": SetFloors(sha256, {"figures": {"f": value}})}


@pytest.mark.parametrize(("floor", "below"), [(0.79, 0), (0.8, 0), (0.801, 1)])
def test_a_measure_below_its_floor_is_named(floor: float, below: int) -> None:
    assert len(list(shortfalls([_measured(80)], _floor(floor)))) == below


def test_a_measure_that_is_gone_is_below_its_floor() -> None:
    floors = {"seeds": SetFloors("", {"figures": {"bounds_right": 0.5}})}
    assert list(shortfalls([_measured(80)], floors)) == [
        "seeds, figures: bounds_right is not measured, its floor is 0.500"
    ]


@pytest.mark.parametrize(("before", "after"), [(0.9, 0.9), (0.5, 0.8)])
def test_pinning_raises_and_never_lowers(before: float, after: float) -> None:
    assert raised(_floor(before), [_measured(80)])["seeds"].annotators["figures"]["f"] == after


def test_floors_are_read_back_as_written() -> None:
    floors = raised(_floor(0.25), [_measured(33)])
    assert parse_floors(written_floors(floors)) == floors
    assert rounded_down(2 / 3) == 0.666


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (_floor(0.8, "a"), 0),
        (_floor(0.9, "a"), 0),
        (_floor(0.79, "a"), 1),
        ({"seeds": SetFloors("a", {})}, 1),
        ({}, 1),
        (_floor(0.1, "gold corrected"), 0),
    ],
)
def test_a_lowered_floor_or_one_taken_out_is_named(now: dict[str, SetFloors], said: int) -> None:
    assert len(list(lowered(now, _floor(0.8, "a")))) == said


def test_figures_of_a_set_that_was_not_there_stay(tmp_path: Path) -> None:
    first = merged([], [_measured(80), _measured(70, OWN[2])], date(2030, 1, 1))
    save_quality(merged(first, [_measured(90)], date(2030, 2, 1)), tmp_path / "quality.toml")
    rows = load_quality(tmp_path / "quality.toml")
    assert [(row.set, row.figures["f"], row.on.month) for row in rows] == [
        ("seeds", 0.9, 2),
        ("commitments-dev", 0.7, 1),
    ]
    assert rows[0].sha256 == OWN[0].fingerprint()


@pytest.fixture
def pinned_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of floors for the command, which then measures one set, found to be 80 of 100."""
    path = tmp_path / "floors.toml"
    monkeypatch.setattr(command, "FLOORS", path)
    monkeypatch.setattr(command, "load_floors", lambda: parse_floors(path.read_text()) if path.exists() else {})
    monkeypatch.setattr(command, "_measure_all", lambda _: [_measured(80)])
    return path


@pytest.mark.parametrize(
    ("floors", "arguments", "status", "after"),
    [
        (None, ["--pin"], 0, 0.8),
        (_floor(0.7, OWN[0].fingerprint()), [], 0, 0.7),
        (_floor(0.7, OWN[0].fingerprint()), ["--pin"], 0, 0.8),
        (_floor(0.9, OWN[0].fingerprint()), [], 1, 0.9),
        (_floor(0.9, OWN[0].fingerprint()), ["--pin"], 1, 0.9),
        (_floor(0.7, "another gold"), ["--pin"], 1, 0.7),
        (_floor(0.9, "another gold"), ["--pin", "--gold-corrected"], 0, 0.8),
    ],
)
def test_the_command_pins_only_what_stands_above(
    floors: dict[str, SetFloors] | None, arguments: list[str], status: int, after: float, pinned_in: Path
) -> None:
    if floors:
        pinned_in.write_text(written_floors(floors), encoding="utf-8")
    assert command.main(arguments) == status
    assert parse_floors(pinned_in.read_text())["seeds"].annotators["figures"]["f"] == after


def test_a_set_that_is_not_there_is_said(tmp_path: Path) -> None:
    missing = larger_sets(benchmarks_folder({"ACCORD_DESK_BENCHMARKS": str(tmp_path)}))
    assert all(reason and "ACCORD_DESK_BENCHMARKS" in reason for reason in map(why_missing, missing))
    assert why_missing(OWN[0]) is None

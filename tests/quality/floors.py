"""The floors: the least that every measure may be, pinned per set and annotator in a file, and only ever raised."""

import subprocess
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import floor
from pathlib import Path
from types import MappingProxyType

from tests.quality.measure import Measured
from tests.quality.sets import GOLD

FLOORS = GOLD / "floors.toml"
DECIMALS = 3
STEPS = 1000
# A floor is written in decimals and a figure is a quotient of counts: equal ones may differ by a rounding.
ROUNDING = 1e-9
HEADER = """\
# The floors of the quality gate: measures, 0 to 1, that must not be fallen short of. They only rise: `python -m
# tests.quality --pin` writes what is measured, rounded down, where that is more than what stands here. sha256 is of the
# gold that they were measured on.
"""

Measures = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class SetFloors:
    """The floors of one set: of which gold, and annotator to measure to floor."""

    sha256: str
    annotators: Mapping[str, Measures]


Floors = Mapping[str, SetFloors]


def load_floors(path: Path = FLOORS) -> dict[str, SetFloors]:
    """Set name to its floors, as pinned; nothing where no file is."""
    return parse_floors(path.read_text(encoding="utf-8")) if path.exists() else {}


def parse_floors(text: str) -> dict[str, SetFloors]:
    """Set name to its floors, from the file's text."""
    return {
        name: SetFloors(table["sha256"], {key: value for key, value in table.items() if key != "sha256"})
        for name, table in tomllib.loads(text).items()
    }


def written_floors(floors: Floors) -> str:
    """The file's text; `parse_floors` reads the same floors from it."""
    return HEADER + "".join(line for name, pinned in floors.items() for line in _lines(name, pinned))


def rounded_down(value: float) -> float:
    """The value to three decimals, never more than it is.

    >>> rounded_down(0.98765), rounded_down(0.57)
    (0.987, 0.57)
    """
    return floor(value * STEPS + ROUNDING) / STEPS


def shortfalls(measured: Iterable[Measured], floors: Floors) -> Iterator[str]:
    """What fell below its floor, in words that name the set, the annotator, the measure and both figures."""
    for one in measured:
        pinned = floors.get(one.gold_set.name)
        figures = one.tally.figures()
        for measure, least in (pinned.annotators.get(one.annotator, {}) if pinned else {}).items():
            if figures.get(measure, 0.0) < least - ROUNDING:
                now = figures.get(measure)
                said = "is not measured" if now is None else f"is {now:.4f}"
                yield f"{one.gold_set.name}, {one.annotator}: {measure} {said}, its floor is {least:.3f}"


def unmeasured(measured: Iterable[Measured], floors: SetFloors) -> list[str]:
    """The annotators with a floor in this set that no figure was measured for."""
    return sorted(floors.annotators.keys() - {one.annotator for one in measured})


def raised(floors: Floors, measured: Iterable[Measured]) -> dict[str, SetFloors]:
    """The floors with each measure at the most of what it was and what is measured now; none goes down."""
    new = dict(floors)
    for one in measured:
        before = new.get(one.gold_set.name, SetFloors("", {}))
        least = before.annotators.get(one.annotator, {})
        risen = {name: max(rounded_down(value), least.get(name, 0.0)) for name, value in one.tally.figures().items()}
        annotators = {**before.annotators, one.annotator: {**least, **risen}}
        new[one.gold_set.name] = replace(before, sha256=one.gold_set.fingerprint(), annotators=annotators)
    return new


# Sets that we invented ourselves, and how far below their highest floor they may stand: given once, for rules as rows.
TRADED: Mapping[str, float] = MappingProxyType({"commitments-dev": 0.03, "deadlines": 0.03, "deadlines-three": 0.03})


def lowered(now: Floors, before: Floors) -> Iterator[str]:
    """What is lower than it was before, or gone; a set whose gold was corrected since begins anew."""
    for name, pinned in before.items():
        if name in now and now[name].sha256 != pinned.sha256:
            continue
        for annotator, measures in pinned.annotators.items():
            for measure, least in measures.items():
                standing = now[name].annotators.get(annotator, {}).get(measure) if name in now else None
                if standing is None or standing < least - TRADED.get(name, 0.0) - ROUNDING:
                    yield f"{name}, {annotator}: the floor of {measure} was {least:.3f}, and is {standing}"


def committed_floors(path: Path = FLOORS) -> Iterator[tuple[str, dict[str, SetFloors]]]:
    """Every committed state of the floors, newest first, with its commit; nothing where there is no git or no history.

    The last commit alone would not do: it already holds what it lowered.
    """
    for commit in _git(path, "log", "--format=%h", "--", path.name).split():
        text = _git(path, "show", f"{commit}:./{path.name}")
        if text:
            yield commit, parse_floors(text)


def _git(path: Path, *arguments: str) -> str:
    """What git says in the file's folder; nothing where there is no git, no repository, or no such thing in it."""
    try:
        said = subprocess.run(["git", *arguments], cwd=path.parent, capture_output=True, text=True, check=False)  # noqa: S607 (git is found on the PATH everywhere)
    except FileNotFoundError:
        return ""
    return said.stdout if said.returncode == 0 else ""


def _lines(name: str, floors: SetFloors) -> Iterator[str]:
    yield f'\n[{name}]\nsha256 = "{floors.sha256}"\n'
    for annotator, measures in floors.annotators.items():
        yield f"\n[{name}.{annotator}]\n"
        yield from (f"{measure} = {least:.{DECIMALS}f}\n" for measure, least in measures.items())

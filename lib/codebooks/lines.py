"""Reader of lines.toml: schematic roads and fronts that an agreement speaks of."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lib.codebooks import FOLDER, load_table
from lib.errors import CodebookError

LINE_KEYS = frozenset({"id", "name", "agreement", "why", "points"})
FARTHEST_NORTH = 90
FARTHEST_EAST = 180


@dataclass(frozen=True, slots=True)
class Waypoint:
    """A named point that a line runs through, in degrees."""

    name: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Line:
    """A schematic line: straight between its waypoints, drawn for the agreement it belongs to."""

    id: str
    name: str
    agreement: str
    why: str
    points: tuple[Waypoint, ...]


def load_lines(path: Path = FOLDER / "lines.toml") -> tuple[Line, ...]:
    """Every line of the codebook, in file order; raises CodebookError naming file, line and fix.

    >>> [line.name for line in load_lines()]
    ['M5', 'M4']
    """
    return tuple(_line(path, row) for row in load_table(path).get("line", []))


def _line(path: Path, row: Mapping[str, Any]) -> Line:
    name = row.get("id", "a line without id")
    if row.keys() != LINE_KEYS:
        odd = ", ".join(sorted(row.keys() ^ LINE_KEYS))
        raise CodebookError(f"{path.name}, {name}: a line needs {', '.join(sorted(LINE_KEYS))}; look at {odd}.")
    points = tuple(_waypoint(path, name, point) for point in row["points"])
    if len(points) < 2:
        raise CodebookError(f"{path.name}, {name}: a line needs at least two points.")
    return Line(row["id"], row["name"], row["agreement"], row["why"], points)


def _waypoint(path: Path, line: str, point: object) -> Waypoint:
    """One [name, latitude, longitude] as a record."""
    match point:
        case [str(name), float() | int() as lat, float() | int() as lon] if (
            abs(lat) <= FARTHEST_NORTH and abs(lon) <= FARTHEST_EAST
        ):
            return Waypoint(name, float(lat), float(lon))
    raise CodebookError(f"{path.name}, {line}: write a point as [name, latitude, longitude] in degrees, not {point!r}.")

"""Spans of gold and predicted records compared: overlap, likeness, distance, and who belongs to whom."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from math import asin, cos, radians, sin, sqrt
from typing import Any

Record = Mapping[str, Any]
Likeness = Callable[[Record, Record], float]

EARTH_KILOMETRES = 6371.0088


def shared_characters(one: Record, other: Record) -> int:
    """How many characters two spans share; negative by the gap between them.

    >>> shared_characters({"start": 0, "end": 5}, {"start": 3, "end": 9})
    2
    """
    return int(min(one["end"], other["end"]) - max(one["start"], other["start"]))


def shared_part(one: Record, other: Record) -> float:
    """The shared characters as a part of all that the two spans reach over, 0 to 1.

    >>> shared_part({"start": 0, "end": 4}, {"start": 2, "end": 8})
    0.25
    """
    reach = max(one["end"], other["end"]) - min(one["start"], other["start"])
    return max(0, shared_characters(one, other)) / float(reach)


def touches_any(span: Record, others: Iterable[Record]) -> bool:
    """Whether the span shares a character with any of the others."""
    return any(shared_characters(span, other) > 0 for other in others)


def extent(record: Record) -> tuple[int, int]:
    """The record's half-open character offsets."""
    return record["start"], record["end"]


def partners(
    gold: Iterable[Record], predicted: Iterable[Record], likeness: Likeness = shared_characters
) -> Iterator[tuple[Record, Record | None]]:
    """Each gold span, in order, with the predicted span most like it that none before it has taken, or None."""
    free = list(predicted)
    for wanted in gold:
        scores = [likeness(wanted, candidate) for candidate in free]
        best = max(scores, default=0)
        yield wanted, free.pop(scores.index(best)) if best > 0 else None


def kilometres_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance over ground of two points given as (latitude, longitude) in degrees.

    >>> round(kilometres_between((36.2, 37.1), (35.9, 36.6)))
    56
    """
    (north, east), (other_north, other_east) = (tuple(map(radians, point)) for point in (one, other))
    chord = sin((other_north - north) / 2) ** 2 + cos(north) * cos(other_north) * sin((other_east - east) / 2) ** 2
    return 2 * EARTH_KILOMETRES * asin(min(1.0, sqrt(chord)))

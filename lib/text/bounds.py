"""A number with its bounds as people write it, and back: "15", "10 to 14", "at least 20", "about 300"."""

import re
from typing import NamedTuple

from lib.errors import DecisionError

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SIDES = {"at least": (True, False), "at most": (False, True), "": (True, True)}
MOST = 1e15


class Bounds(NamedTuple):
    """What a number can be; None where nothing is said of that side."""

    low: float | None
    high: float | None
    approximate: bool = False


def bounds_in(words: str) -> Bounds:
    """The bounds that a number in figures gives; DecisionError says how to write one.

    >>> bounds_in("10-14"), bounds_in("at least 1,500")
    (Bounds(low=10.0, high=14.0, approximate=False), Bounds(low=1500.0, high=None, approximate=False))
    """
    plain = " ".join(words.lower().split())
    rest = plain.removeprefix("about ")
    side = next(one for one in _SIDES if rest.startswith(one))
    written = re.split(r"\s?[-–]\s?|\sto\s", rest.removeprefix(side).strip())
    numbers = [float(one.replace(",", "")) for one in written if _NUMBER.fullmatch(one)]
    several = 2 if not side else 1
    if not 0 < len(numbers) == len(written) <= several or numbers != sorted(numbers) or numbers[-1] > MOST:
        raise DecisionError("Write the number in figures, as in 15, 10 to 14, at least 20 or about 300.")
    low, high = _SIDES[side]
    return Bounds(numbers[0] if low else None, numbers[-1] if high else None, rest != plain)


def number_words(bounds: Bounds) -> str:
    """A number with its bounds in words; empty where nothing is known of it.

    >>> number_words(Bounds(10, 14)), number_words(Bounds(None, 1500)), number_words(Bounds(2.5, 2.5, True))
    ('10 to 14', 'at most 1,500', 'about 2.5')
    """
    low, high = (None if end is None else f"{end:,.10g}" for end in bounds[:2])
    if low is None or high is None:
        words = f"at least {low}" if low else f"at most {high}" if high else ""
    else:
        words = low if low == high else f"{low} to {high}"
    return f"about {words}" if words and bounds.approximate else words

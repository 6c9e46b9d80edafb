"""What the facts are made of, told from the contract's records: numbers, places, promises and days.

What is about the same is the comparison's own judgement, and its rows are taken as they are. Of each row is counted
again what follows: which values stand where, who says them, who is silent, and whether they are apart.
"""

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from tests.recount.kept import Kept, Recount

UNITS = Path(__file__).parents[2] / "lib" / "codebooks" / "units.toml"
PRONOUNS = Path(__file__).parents[2] / "lib" / "codebooks" / "facts.toml"
POWERS = {"square": 2, "cubic": 3}

# Where something stands: an article and the bounds of the words.
Place = tuple[str, int, int]
Bounds = tuple[float | None, float | None]


def numbers(again: Recount) -> Counter[tuple[Place, Bounds]]:
    """Every figure in a kept sentence of a body, its bounds in SI units where its unit is one."""
    return Counter((_place(found), _in_si(found.one)) for found in again.kept("figures") if not found.headline)


def place_mentions(again: Recount) -> Counter[tuple[str, str, str]]:
    """Place's name, precision and outlet to the mentions in bodies that mean the place itself."""
    return Counter(
        (found.one["place"]["name"], found.one["place"]["precision"], found.outlet)
        for found in again.kept("toponyms")
        if found.one["role"] == "literal" and found.one["place"] and not found.headline
    )


def promises(again: Recount) -> dict[str, Counter[Any]]:
    """The commitments by what is shown of each: that there is one, who is to do it, and by when; headlines too."""
    found = list(again.kept("commitments"))
    named = [one for one in found if one.one["obligor"] and one.one["obligor"]["text"].lower() not in _pronouns()]
    return {
        "action": Counter(_place(one) for one in found),
        "who": Counter((_place(one), one.one["obligor"]["text"]) for one in named),
        "by when": Counter((_place(one), one.one["deadline"]["due"]) for one in found if one.one["deadline"]),
    }


def dates(again: Recount) -> set[tuple[str, str, str, int]]:
    """The dates in kept sentences of bodies: article, words, value, and where they begin."""
    return {
        (found.document, found.one["text"], found.one["value"], found.one["start"])
        for found in again.kept("timexes")
        if found.one["type"] == "DATE" and not found.headline
    }


def far_apart(one: Bounds, other: Bounds) -> bool:
    """Whether no rounding makes two numbers one: the higher begins beyond the lower's end by a fifth and more."""
    (low, high), (its_low, its_high) = one, other
    if high is not None and its_low is not None and high * 1.2 < its_low:
        return True
    return its_high is not None and low is not None and its_high * 1.2 < low


def alone(tellers: dict[str, set[str]], outlets: set[str]) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Of topics with those who tell them: outlet and topic that no other has, and that every other has."""
    only = {(outlet, topic) for topic, told in tellers.items() for outlet in told if told == {outlet}}
    lacks = {(outlet, topic) for topic, told in tellers.items() for outlet in outlets if told == outlets - {outlet}}
    return (only if len(outlets) > 1 else set()), (lacks if len(outlets) > 2 else set())


def _place(found: Kept) -> Place:
    return found.document, found.one["start"], found.one["end"]


def _in_si(figure: dict[str, Any]) -> Bounds:
    """A figure's bounds, times what one of its unit is in the SI."""
    words = figure["unit"].split(" ", 1)
    power, name = (POWERS[words[0]], words[1]) if words[0] in POWERS and len(words) > 1 else (1, figure["unit"])
    times = float(_units().get(name, {}).get("factor", 1)) ** power
    low, high = (None if figure[end] is None else round(figure[end] * times, 6) for end in ("low", "high"))
    return low, high


@cache
def _units() -> dict[str, dict[str, Any]]:
    return tomllib.loads(UNITS.read_text(encoding="utf-8"))


@cache
def _pronouns() -> set[str]:
    return set(tomllib.loads(PRONOUNS.read_text(encoding="utf-8"))["lists"]["pronouns"])

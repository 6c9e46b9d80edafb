"""The names of units of measure, as the codebook has them, and those that hold a mark read as one word."""

from functools import lru_cache

from lib.codebooks import load_words
from lib.text.words import any_of


@lru_cache(maxsize=1)
def unit_names() -> dict[str, str]:
    """The name of the unit for every form in which it is written."""
    return {form: name for name, row in load_words("units").items() for form in row["forms"]}


def unit_dimension(name: str) -> str:
    """What a unit measures: length, mass, money ..."""
    return str(load_words("units")[name]["dimension"])


@lru_cache(maxsize=1)
def marked_units() -> frozenset[str]:
    """The forms with a mark or an "and" inside: u.s. dollars, st. helena pounds, trinidad and tobago dollars."""
    plain = (form for form in unit_names() if len(form) > 1)
    return frozenset(form for form in plain if "and" in form.split() or not form.replace(" ", "").isalnum())


def with_whole_units(text: str) -> str:
    """The text, character by character, with such a unit spelt as one word: "5 U_S__dollars"."""
    return any_of(marked_units()).sub(lambda match: as_one_word(match.group()), text)


def as_one_word(form: str) -> str:
    """A form of the same length without what would part its words."""
    return "".join(letter if letter.isalnum() else "_" for letter in form)

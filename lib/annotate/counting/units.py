"""The names of units of measure, as the codebook has them, and those that hold a mark read as one word."""

from functools import lru_cache

from lib.codebooks import load_words
from lib.text.words import any_of


@lru_cache(maxsize=1)
def unit_names() -> dict[str, str]:
    """The name of the unit for every form in which it is written."""
    return {form: name for name, row in load_words("units").items() for form in row["forms"]}


@lru_cache(maxsize=1)
def money_names() -> dict[str, str]:
    """The money that the word or letter before a number or a sign names: US$, A$, EUR."""
    counting = load_words("counting")
    return dict(counting["currency_prefixes"] | counting["currency_codes"] | counting["currency_letters"])


def unit_dimension(name: str) -> str:
    """What a unit measures: length, mass, money, time ..."""
    return str(load_words("units")[name]["dimension"])


@lru_cache(maxsize=1)
def units_of_time() -> frozenset[str]:
    """The forms of the units of time: day, days, hrs."""
    return frozenset(form for form, name in unit_names().items() if unit_dimension(name) == "time")


@lru_cache(maxsize=1)
def marked_units() -> frozenset[str]:
    """The forms whose words count only together, or with a mark or an "and" inside: percentage points, u.s. dollars."""
    several = (form for form in unit_names() if len(form) > 1)
    return frozenset(
        form
        for form in several
        if "and" in form.split() or not form.replace(" ", "").isalnum() or form.split()[-1] not in unit_names()
    )


def with_whole_units(text: str) -> str:
    """The text, character by character, with such a unit spelt as one word: "5 U_S__dollars"."""
    return any_of(marked_units()).sub(lambda match: as_one_word(match.group()), text)


def as_one_word(form: str) -> str:
    """A form of the same length without what would part its words."""
    return "".join(letter if letter.isalnum() else "_" for letter in form)

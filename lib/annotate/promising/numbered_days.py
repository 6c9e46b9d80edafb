"""Days numbered from the first of something: by the 16th day of the truce, begun on Sunday; in its first week."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from lib.annotate.charting.tagged import Tagged
from lib.annotate.charting.words import words_of
from lib.annotate.dating.date_grammar import word_values
from lib.annotate.dating.iso_days import shifted
from lib.annotate.dating.numerals import number_value, number_words
from lib.annotate.promising.calendars import STRENGTH, Calendar, Term
from lib.annotate.promising.event_days import day_begun, day_counted_from, day_described
from lib.annotate.promising.prepositions import preposition
from lib.models import Relation

COUNTED_UNITS = frozenset({"D", "W", "F", "M"})
# "The first ten days": the words from the ordinal to the unit.
LONGEST = 3
# "Of the Cairo truce,": what is numbered, before the date that spells it out.
CLOSE = 6
POSSESSIVE = frozenset({"its", "their", "'s", "’s"})


class Numbered(NamedTuple):
    """Words that number a stretch of time: their first token and end, which it is, and its unit; "the 16th day"."""

    first: int
    end: int
    number: int
    unit: str


def numbered_terms(tagged: Tagged, calendar: Calendar, first: int, end: int) -> Iterator[Term]:
    """The numbered days and weeks in a clause as deadlines, where the text says which day is the first."""
    for at in range(first, end):
        found = numbered_at(tagged, at)
        if found is None:
            continue
        spelt = day_described(tagged, calendar, found.end) if _is_day_itself(tagged, found.end) else None
        base = spelt or _first_day(tagged, calendar, found)
        counted = found if spelt is None else found._replace(number=1)
        term = _term(tagged, counted, base, first) if base is not None else None
        if term is not None and (calendar.published is None or term.due >= calendar.published - timedelta(1)):
            yield term


def numbered_at(tagged: Tagged, at: int) -> Numbered | None:
    """The numbered stretch whose unit stands at this token: "the 16th day", "day 22", "the first ten days"."""
    word = tagged.words[at]
    unit = word_values("units").get(word) or word_values("units_plural").get(word)
    if unit not in COUNTED_UNITS or (tagged.in_time(at) and not _first_few(tagged, at)):
        return None
    if unit == word_values("units").get(word) and (number := _cardinal(tagged.word(at + 1))) is not None:
        dated = tagged.tag(at - 1) == "IN" or tagged.word(at - 1) == "than"
        return Numbered(at, at + 2, number, unit) if dated else None
    if (unit, tagged.word(at - 1), tagged.word(at + 1)) == ("D", "the", "after"):
        return Numbered(at, at + 1, 1, unit)
    before = at - 1
    count = _cardinal(tagged.word(before)) if word in word_values("units_plural") else None
    place, begin = _ordinal(tagged, before - (count is not None))
    if place is None or (word in word_values("units_plural")) != (count is not None):
        return None
    return Numbered(begin, at + 1, place * (count or 1), unit)


def _first_few(tagged: Tagged, at: int) -> bool:
    """Whether a length that ends here is the first of something longer: the first ten days of the truce."""
    return tagged.word(at - 2) == "first" and tagged.times.get(at - 1) == at + 1


def _cardinal(word: str) -> int | None:
    """The whole number that a word or numeral counts."""
    value = number_value([word]) if word.isdecimal() or word in number_words() else None
    return int(value) if value is not None and value == int(value) and len(word) < LONGEST * LONGEST else None


def _ordinal(tagged: Tagged, at: int) -> tuple[int | None, int]:
    """Which one an ordinal that ends here means, and where it begins: 16th, sixteenth, twenty-third."""
    word = tagged.word(at)
    digits = word[:-2] if word[-2:] in {"st", "nd", "rd", "th"} else ""
    if digits.isdecimal() and len(digits) <= LONGEST:
        return int(digits), at
    number = word_values("ordinals").get(word)
    if number is None:
        return None, at
    tens = _cardinal(tagged.word(at - 2)) if tagged.word(at - 1) == "-" else None
    return int(number) + (tens or 0), at - 2 if tens else at


def _first_day(tagged: Tagged, calendar: Calendar, found: Numbered) -> date | None:
    """The day that the numbering begins with: that of the event it is of or, with "after", the one after it."""
    after = tagged.word(found.end)
    if after in {"after", "following"}:
        day = day_counted_from(tagged, calendar, found.end + 1)
        return shifted(day, 1, "D") if day is not None else None
    if after == "from":
        today = tagged.word(found.end + 1) in words_of("deadlines", "from_today")
        return calendar.published if today else day_counted_from(tagged, calendar, found.end + 1)
    owned = tagged.word(found.first - 1) in POSSESSIVE
    then = found.end + (after == ",")
    described = tagged.word(then) in words_of("deadlines", "numbered_from") or tagged.tag(then) in {"WDT", "WP$"}
    if after == "of" or owned or described or tagged.tag(found.end) in {",", ".", "CC", ":"}:
        return day_begun(tagged, calendar, (found.first, found.end))
    return None


def _is_day_itself(tagged: Tagged, end: int) -> bool:
    """Whether the date behind a numbered day is that day, not the first: the 22nd day, that is on 9 February."""
    near = range(end, min(end + CLOSE, tagged.end_of(end - 1)))
    mark = next((at for at in near if tagged.words[at] in {",", "("}), None)
    if mark is None:
        return False
    at = mark + 1
    while tagged.word(at) in {"which", "that", "is", "on", "falls"}:
        at += 1
    return at in tagged.times


def _term(tagged: Tagged, found: Numbered, base: date, first: int) -> Term | None:
    """The deadline that a numbered stretch makes with the words before it."""
    begins = shifted(base, found.number - 1, found.unit)
    after = shifted(base, found.number, found.unit)
    if begins is None or after is None:
        return None
    start = found.first
    while start > first and (tagged.words[start - 1] in POSSESSIVE or tagged.tags[start - 1].startswith("NN")):
        start -= 1
    start -= tagged.word(start - 1) in {"the", "its", "their"}
    if tagged.word(start - 1) == "of" and tagged.word(start - 2) in word_values("boundaries"):
        start -= 2 + (tagged.word(start - 3) == "the")
    way, begin = preposition(tagged, start, first)
    way = "on" if way == "bare" and tagged.word(found.end) == "after" else way
    if way in {"bare", "not due"}:
        return None
    due = {"before": begins - timedelta(1), "from": begins}.get(way, after - timedelta(1))
    one_day = way in {"on", "in", "from"} and found.unit == "D" and begins == due
    relation: Relation = "BEFORE" if way == "before" else "ON" if one_day or way == "from" else "ON_OR_BEFORE"
    return Term(begin, found.end, STRENGTH[way], due, relation)

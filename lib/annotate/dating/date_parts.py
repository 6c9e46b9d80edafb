"""The parts that dates are made of: months, steps from now, days, years."""

from datetime import date

from lib.annotate.dating.date_grammar import word_values
from lib.annotate.dating.iso_days import days_covered, safe_date, shifted
from lib.annotate.dating.letters import FIRST_YEAR, LAST_YEAR, YEAR_DIGITS, LetterWord
from lib.annotate.dating.phrases import Phrase
from lib.annotate.dating.timex_reading import Anchor, Reading, dated

# A year of two digits is at most so far ahead of publication; without a day of that, as POSIX has it.
MOST_AHEAD, LATEST_WITHOUT_ANCHOR = 20, 2048
# Entity types whose names may hold the name of a month or a weekday.
NAME_TYPES = frozenset({"PERSON", "ORG", "GPE", "FAC", "WORK_OF_ART"})


def month_of(phrase: Phrase) -> int | None:
    """The number of the phrase's month."""
    return phrase.number("months", "M") or phrase.number("months_short", "m")


def step_of(phrase: Phrase) -> int | None:
    """How many units away from the present one: this 0, last -1, next 1; None without such a word."""
    return 0 if "h" in phrase.letters else phrase.number("steps", "xz") if "x" in phrase.letters else None


def day_number(word: LetterWord | None) -> int | None:
    """The number of a day, 15 or 15th or fifteenth."""
    if word is None:
        return None
    digits = "".join(char for char in word.text if char.isdecimal())
    number = digits or word_values("ordinals").get(word.text)
    return int(number) if number else None


def full_year(written: str, published: date | None) -> int:
    """A year as written, '94 or 94 being the one that ends so nearest to publication, and at most some years ahead.

    >>> full_year("'94", date(2018, 9, 17)), full_year("17", date(2018, 9, 17)), full_year("2018", None)
    (1994, 2017, 2018)
    """
    digits = written.strip("'’")
    if len(digits) == YEAR_DIGITS:
        return int(digits)
    latest = (published.year if published else LATEST_WITHOUT_ANCHOR) + MOST_AHEAD
    return latest - (latest - int(digits)) % 100


def year_of(phrase: Phrase, anchor: Anchor) -> tuple[bool, int | None]:
    """Whether the phrase says its year, and the year; "of next year" needs an anchor."""
    if (written := phrase.get("y")) is not None:
        return True, full_year(written, anchor.published)
    step = step_of(phrase)
    if "U" not in phrase.letters and "t" not in phrase.letters[1:]:
        return False, None
    if step is None:
        return False, None
    return True, anchor.published.year + step if anchor.published else None


def month_in_story(rest: Phrase, anchor: Anchor) -> date | None:
    """A day of the month that the words after "of" mean: next month, that month, the month of a date just named."""
    step = step_of(rest)
    if step is not None:
        base = anchor.base(rest)
        return shifted(base, step, "M") if base else None
    if "g" in rest.letters:
        return days_covered(anchor.mentioned)[0]
    return anchor.day_ahead_nearby(rest) or anchor.published


def exact(phrase: Phrase, year: int, month: int, day: int) -> Reading | None:
    """The reading of a full date, or None where the calendar has no such day."""
    found = safe_date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    return dated(found.isoformat(), phrase) if found else None


def years_to(month: int, step: int, published: date) -> int:
    """Years from the anchor's to that of last, this or next such month."""
    if step < 0:
        return 0 if month < published.month else -1
    return 1 if step > 0 and month <= published.month else 0

"""What a time phrase means: its TIMEX3 type and value, its parts, and what is known while reading a text."""

from dataclasses import dataclass
from datetime import date

from lib.annotate.dating.date_grammar import Phrase, word_list, word_values
from lib.annotate.dating.iso_days import days_covered, safe_date, shifted
from lib.annotate.dating.letters import FIRST_YEAR, LAST_YEAR, YEAR_DIGITS, LetterWord
from lib.annotate.dating.tense import Tenses
from lib.models import TimexType

DAY_LENGTH = len("2018-09-17")
MONTH_LENGTH = len("2018-09")
# "From 2 October until the 20th": a bare number goes with a date so many characters before, about a sentence.
NEARBY = 120
# A year of two digits is at most so far ahead of publication; without a day of that, as POSIX has it.
MOST_AHEAD, LATEST_WITHOUT_ANCHOR = 20, 2048
# Entity types whose names may hold the name of a month or a weekday.
NAME_TYPES = frozenset({"PERSON", "ORG", "GPE", "FAC", "WORK_OF_ART"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A phrase's type, value and mod; `days` only where they are not those that the value covers."""

    type: TimexType
    value: str | None
    mod: str | None = None
    days: tuple[date | None, date | None] | None = None

    def covered(self) -> tuple[date | None, date | None]:
        """The first and last day covered, None and None where none are known."""
        if self.days is not None:
            return self.days
        return days_covered(self.value, self.mod) if self.type in {"DATE", "TIME"} else (None, None)


@dataclass(slots=True)
class Anchor:
    """What relative words count from: the day of publication, the date last mentioned, the tense of the clause.

    `mentioned_at` is the character offset of the date last mentioned.
    """

    published: date | None
    tenses: Tenses
    mentioned: str | None = None
    mentioned_at: int = 0

    def mentioned_day(self) -> date | None:
        """The date last mentioned, where it is exact to the day."""
        value = (self.mentioned or "")[:DAY_LENGTH]
        if len(value) < DAY_LENGTH or not value[5:7].isdigit():
            return None
        return safe_date(int(value[:4]), int(value[5:7]), int(value[8:]))

    def day_ahead_nearby(self, phrase: Phrase) -> date | None:
        """The first day of the date last mentioned, where that is close by, ahead, and at least exact to the month."""
        begin, _ = days_covered(self.mentioned)
        exact = len(self.mentioned or "") >= MONTH_LENGTH and phrase.start - self.mentioned_at < NEARBY
        ahead = begin is not None and self.published is not None and begin > self.published
        return begin if exact and ahead else None

    def last_day_mentioned(self, phrase: Phrase) -> date | None:
        """The last day of the date last mentioned; for a weekday, only where that is exact to the day."""
        return self.mentioned_day() if "W" in phrase.letters else days_covered(self.mentioned)[1]

    def base(self, phrase: Phrase) -> date | None:
        """The day that this, next and last count from: "the following July" is that after the date last mentioned."""
        told = phrase.letters.startswith("tx") and phrase.words[1].text in word_list("steps_in_the_story")
        return (self.last_day_mentioned(phrase) if told else None) or self.published

    def tense(self, phrase: Phrase) -> str | None:
        """The tense of the clause that the phrase stands in."""
        return self.tenses.tense_at(phrase.start)


def dated(value: str | None, phrase: Phrase) -> Reading:
    """A DATE with the phrase's mod."""
    return Reading("DATE", value, phrase.mod)


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
    if step is None or ("U" not in phrase.letters and "t" not in phrase.letters[1:]):
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

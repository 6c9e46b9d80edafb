"""Readers of single days: full dates, weekdays, today, this morning, the weekend."""

from dataclasses import replace
from datetime import date, timedelta

from lib.annotate.dating.date_grammar import Phrase, word_list, word_values
from lib.annotate.dating.iso_days import (
    DAYS_A_WEEK,
    SEASON_MONTHS,
    add_months,
    nearest,
    nearest_year,
    prefix,
    safe_date,
    shifted,
)
from lib.annotate.dating.letters import FIRST_YEAR, LAST_YEAR, YEAR_DIGITS
from lib.annotate.dating.timex_reading import (
    NAME_TYPES,
    Anchor,
    Reading,
    dated,
    day_number,
    exact,
    full_year,
    month_in_story,
    month_of,
    step_of,
    year_of,
    years_to,
)
from lib.annotate.naming.datelines import day_in_dateline


def read_numeric_date(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """2018-09-17, 17.9.2018, 9/17/2018; where day and month could be either way round, the year alone is sure."""
    numbers = phrase.words[0].text.replace("/", "-").replace(".", "-").split("-")
    first, second = int(numbers[0]), int(numbers[1])
    if len(numbers[0]) == YEAR_DIGITS:
        return exact(phrase, first, second, int(numbers[2]))
    year = full_year(numbers[2], anchor.published)
    day_first, month_first = safe_date(year, second, first), safe_date(year, first, second)
    orders = (day_first,) if "." in phrase.words[0].text else (day_first, month_first)
    sure = {found for found in orders if found}
    if not sure or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return dated(f"{year:04d}" if len(sure) > 1 else sure.pop().isoformat(), phrase)


def read_day_month(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """15 October, Oct. 15, the 15th of October, with or without weekday and year."""
    month = month_of(phrase)
    day = day_number(next((word for word in phrase.words if word.letter in "doO"), None))
    if month is None or day is None:
        return None
    said, year = year_of(phrase, anchor)
    if said and year is not None:
        return exact(phrase, year, month, day)
    if safe_date(2000, month, day) is None:
        return None
    if anchor.published is None:
        return dated(None, phrase)
    span = phrase.scan.span(phrase.first, phrase.stop)
    if not said and day_in_dateline(phrase.scan.text, span.start, span.end):
        return exact(phrase, _last_year(month, day, anchor.published), month, day)
    near = None if said else nearest_year(month, day, anchor.published, anchor.tense(phrase))
    return exact(phrase, near, month, day) if near else None


def _last_year(month: int, day: int, published: date) -> int:
    """The year of the last such day up to publication; a clock ahead of ours may have had the next day already."""
    near = (safe_date(published.year + step, month, day) for step in (1, 0, -1, -2, -3, -4))
    return next((d.year for d in near if d is not None and d <= published + timedelta(1)), published.year)


def read_weekday(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """Monday, last Monday, Monday morning: the last one, today included, or the next where the clause is future."""
    weekday, part = phrase.number("weekdays", "W"), phrase.get("D")
    if _in_name(phrase, anchor):
        return None
    base = anchor.base(phrase)
    if weekday is None or base is None:
        return Reading("TIME" if part else "DATE", None, phrase.mod)
    back, ahead = ((sign * (weekday - base.isoweekday())) % DAYS_A_WEEK for sign in (-1, 1))
    step = step_of(phrase)
    if step is not None and "f" in phrase.letters:
        return _weekday_of_week(phrase, base, weekday, step)
    if step:
        days = (ahead or DAYS_A_WEEK) if step > 0 else -(back or DAYS_A_WEEK)
    else:
        days = ahead if _comes(phrase, anchor, step) else -back
    return _day_with_part(phrase, shifted(base, days, "D"), part)


def _in_name(phrase: Phrase, anchor: Anchor) -> bool:
    """Whether the weekday belongs to a name that goes on: the Sunday Telegraph."""
    token = anchor.tenses.tree.token_at(phrase.words[-1].start)
    return token is not None and token.ent_type_ in NAME_TYPES and anchor.tenses.tree.tag_at(phrase.next_start) == "NNP"


def _comes(phrase: Phrase, anchor: Anchor, step: int | None) -> bool:
    """Whether a weekday lies ahead: of what will be or is, "this Friday"; not the Friday whose attack it was."""
    if anchor.tenses.owned_as_past(phrase.words[0].start):
        return False
    return anchor.tenses.lies_ahead(phrase.start) or (step == 0 and anchor.tense(phrase) != "past")


def _weekday_of_week(phrase: Phrase, base: date, weekday: int, step: int) -> Reading | None:
    """Tuesday of next week, Friday of this week: a day of the calendar's week so many from this one."""
    if word_values("units").get(phrase.get("U") or "") != "W":
        return None
    day = shifted(base, weekday - base.isoweekday() + DAYS_A_WEEK * step, "D")
    return dated(day.isoformat() if day else None, phrase)


def _day_with_part(phrase: Phrase, day: date | None, part: str | None) -> Reading:
    """A day, or the part of it that the phrase says."""
    value = day.isoformat() if day else None
    if part is None:
        return dated(value, phrase)
    letters = word_values("day_parts")[part]
    return Reading("TIME", value and f"{value}T{letters}", phrase.mod)


def read_relative_day(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """Today, yesterday, tomorrow morning, tonight."""
    word, part = phrase.words[0].text, phrase.get("D")
    if word in {"tonight", "overnight"}:
        part = "night"
    day = anchor.published and shifted(anchor.published, int(word_values("days")[word]), "D")
    reading = _day_with_part(phrase, day, part)
    if phrase.part is not None and phrase.part.letter == "L":
        return Reading(reading.type, reading.value, None)
    return reading


def read_day_beyond(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """The day after tomorrow, the day before yesterday."""
    named = phrase.words[3].text
    days = int(word_values("days")[named]) + int(word_values("beyond")[phrase.words[2].text])
    if word_values("units")[phrase.words[1].text] != "D":
        return None
    return _day_with_part(phrase, anchor.published and shifted(anchor.published, days, "D"), phrase.get("D"))


def read_day_part(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """This morning, last night, the weekend, next weekend."""
    step = step_of(phrase)
    if "K" in phrase.letters:
        return _weekend(phrase, anchor, step)
    day = anchor.published and shifted(anchor.published, step or 0, "D")
    return _day_with_part(phrase, day, phrase.get("D"))


def _weekend(phrase: Phrase, anchor: Anchor, step: int | None) -> Reading:
    """The weekend of this week, the one before or the one after; "the weekend" goes by tense."""
    if anchor.published is None:
        return dated(None, phrase)
    if step is None:
        saturday_or_later = anchor.published.isoweekday() >= DAYS_A_WEEK - 1
        step = 0 if saturday_or_later or anchor.tense(phrase) == "future" else -1
    week = prefix(shifted(anchor.published, step, "W"), "W")
    return dated(week and f"{week}-WE", phrase)


def read_day_number(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """By the 15th: the nearest such day, before or after publication as the tense of the clause says.

    Close behind a date that lies ahead it is the first such day from there on: from 2 October until the 20th.
    """
    day = day_number(phrase.words[-1])
    if day is None or phrase.before() not in word_list("before_day_number"):
        return None
    if anchor.tenses.tree.tag_at(phrase.next_start).startswith(("NN", "JJ")):
        return None
    base = anchor.day_ahead_nearby(phrase) or anchor.published
    if base is None:
        return dated(None, phrase)
    tense = "future" if base != anchor.published else anchor.tense(phrase)
    return _numbered(phrase, day, base, tense)


def _numbered(phrase: Phrase, day: int, base: date, tense: str | None) -> Reading | None:
    """The day of this number nearest to another day, on the side that the tense says."""
    months = (add_months(base.replace(day=1), step) for step in (-1, 0, 1))
    days = [found for month in months if month and (found := safe_date(month.year, month.month, day))]
    near = nearest(days, base, tense)
    return dated(near.isoformat(), phrase) if near else None


def read_day_of_month(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """The 28th of the month, the 5th of next month, the first of that month; the 10th of each month is a SET.

    "The month" is that of a date ahead named just before, else that of publication or, once the day is past, the next.
    """
    day = day_number(next((word for word in phrase.words if word.letter in "oO"), None))
    if day is None:
        return None
    if "V" in phrase.letters:
        return Reading("SET", f"XXXX-XX-{day:02d}")
    rest = replace(phrase, words=phrase.words[phrase.letters.index("f") + 1 :])
    if "U" in rest.letters and word_values("units")[rest.words[-1].text] != "M":  # "the first of this year"
        return None
    month = month_in_story(rest, anchor)
    if month is None:
        return dated(None, phrase)
    if month == anchor.published and step_of(rest) is None and anchor.tense(phrase) == "future":
        return _numbered(phrase, day, month, "future")
    found = safe_date(month.year, month.month, day)
    return dated(found.isoformat(), phrase) if found else None


def read_unit_after(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """The Friday after, the spring after, the year after: the next one after the date last mentioned.

    "The month after next" and "the Sunday after next" lie one further than the next one after publication.
    """
    if phrase.words[2].text != "after":
        return None
    word, beyond = phrase.words[1], "x" in phrase.letters
    base = anchor.published if beyond else anchor.last_day_mentioned(phrase)
    if base is None:
        return dated(None, phrase)
    unit = word_values("units")[word.text] if word.letter == "U" else None
    if unit == "W" and not beyond and (day := anchor.mentioned_day()) is not None:
        return dated(prefix(shifted(day, 1, "W"), "D"), phrase)
    if unit is not None:
        return dated(_unit_after(base, unit, 1 + beyond), phrase)
    if word.letter == "W":
        ahead = (int(word_values("weekdays")[word.text]) - base.isoweekday()) % DAYS_A_WEEK or DAYS_A_WEEK
        return dated(prefix(shifted(base, ahead + DAYS_A_WEEK * beyond, "D"), "D"), phrase)
    named = word_values("seasons")[word.text] if word.letter == "S" else f"{int(word_values('months')[word.text]):02d}"
    month = SEASON_MONTHS.get(named) or int(named)
    return dated(f"{base.year + years_to(month, 1, base) + beyond:04d}-{named}", phrase)


def _unit_after(base: date, unit: str, steps: int) -> str | None:
    """The unit that lies so many after the one of the base; none for hours."""
    return None if unit.startswith("T") else prefix(shifted(base, steps, unit), unit)

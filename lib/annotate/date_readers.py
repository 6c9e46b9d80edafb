"""Readers of calendar dates: days, months, years, quarters, seasons, centuries, clock times."""

from collections.abc import Callable
from datetime import date

from lib.annotate.date_grammar import word_list, word_values
from lib.annotate.iso_days import DAYS_A_WEEK, nearest_year, prefix, safe_date, shifted
from lib.annotate.letters import FIRST_YEAR, LAST_YEAR, YEAR_DIGITS, Word
from lib.annotate.phrases import Phrase
from lib.annotate.timex_reading import Anchor, Reading, dated

NOON = 12
OLDEST_DECADE = 1800
# Smaller numbers of four digits are rarely years in news, and the tagger often thinks they are.
OLDEST_YEAR = 1200
# A bare "the 90s" is of the century that the reader lives in the shadow of.
LATEST_SHORT_DECADE = 20
FINAL = {"Q": 4, "H": 2}


def month_of(phrase: Phrase) -> int | None:
    """The number of the phrase's month."""
    return phrase.number("months", "M") or phrase.number("months_short", "m")


def step_of(phrase: Phrase) -> int | None:
    """How many units away from the present one: this 0, last -1, next 1; None without such a word."""
    return 0 if "h" in phrase.letters else phrase.number("steps", "xz") if "x" in phrase.letters else None


def day_number(word: Word | None) -> int | None:
    """The number of a day, 15 or 15th or fifteenth."""
    if word is None:
        return None
    digits = "".join(char for char in word.text if char.isdigit())
    return int(digits) if digits else int(word_values("ordinals")[word.text])


def year_of(phrase: Phrase, anchor: Anchor) -> tuple[bool, int | None]:
    """Whether the phrase says its year, and the year; "of next year" needs an anchor."""
    if (written := phrase.get("y")) is not None:
        return True, int(written)
    step = step_of(phrase)
    if "U" not in phrase.letters and "t" not in phrase.letters[1:]:
        return False, None
    if step is None:
        return False, None
    return True, anchor.published.year + step if anchor.published else None


def read_numeric_date(phrase: Phrase, _: Anchor) -> Reading | None:
    """2018-09-17, 17.9.2018, 9/17/2018; where day and month could be either way round, the year alone is sure."""
    parts = phrase.words[0].text.replace("/", "-").replace(".", "-").split("-")
    if len(parts[0]) == YEAR_DIGITS:
        return _exact(phrase, int(parts[0]), int(parts[1]), int(parts[2]))
    first, second, year = (int(part) for part in parts)
    year = year if year >= FIRST_YEAR else year + 2000
    day_first, month_first = safe_date(year, second, first), safe_date(year, first, second)
    orders = (day_first,) if "." in phrase.words[0].text else (day_first, month_first)
    sure = {found for found in orders if found}
    if not sure or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return dated(f"{year:04d}" if len(sure) > 1 else sure.pop().isoformat(), phrase)


def _exact(phrase: Phrase, year: int, month: int, day: int) -> Reading | None:
    """The reading of a full date, or None where the calendar has no such day."""
    found = safe_date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    return dated(found.isoformat(), phrase) if found else None


def read_day_month(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """15 October, Oct. 15, the 15th of October, with or without weekday and year."""
    month = month_of(phrase)
    day = day_number(next((word for word in phrase.words if word.letter in "doO"), None))
    if month is None or day is None:
        return None
    said, year = year_of(phrase, anchor)
    if said and year is not None:
        return _exact(phrase, year, month, day)
    if safe_date(2000, month, day) is None:
        return None
    if anchor.published is None:
        return dated(None, phrase)
    near = None if said else nearest_year(month, day, anchor.published, anchor.tense(phrase))
    return _exact(phrase, near, month, day) if near else None


def read_month_year(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """October 2018, Oct. 2018, October of next year."""
    _, year = year_of(phrase, anchor)
    return dated(f"{year:04d}-{month_of(phrase):02d}" if year else None, phrase)


def read_month(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """October, last October, next October."""
    month, step = month_of(phrase), step_of(phrase)
    if month is None or (step is None and not _is_month(phrase, anchor)):
        return None
    if anchor.published is None:
        return dated(None, phrase)
    if step is None:
        year = nearest_year(month, 15, anchor.published, anchor.tense(phrase))
    else:
        year = anchor.published.year + _years_to(month, step, anchor.published)
    return dated(f"{year:04d}-{month:02d}", phrase)


def _is_month(phrase: Phrase, anchor: Anchor) -> bool:
    """Whether the word is no verb, no person and no part of another name (Theresa May, March for Our Lives)."""
    offset = phrase.words[-1].start
    token = anchor.tenses.token_at(offset)
    if token is None or token.tag_ in {"MD", "VB", "VBP"} or token.ent_type_ in {"PERSON", "ORG", "GPE", "FAC"}:
        return False
    return phrase.words[-1].text not in word_list("need_capital") or token.ent_type_ == "DATE"


def _years_to(month: int, step: int, published: date) -> int:
    """Years from the anchor's to that of last, this or next such month."""
    if step < 0:
        return 0 if month < published.month else -1
    return 1 if step > 0 and month <= published.month else 0


def read_weekday(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """Monday, last Monday, Monday morning: the last one, today included, or the next where the clause is future."""
    weekday, part = phrase.number("weekdays", "W"), phrase.get("D")
    if weekday is None or anchor.published is None:
        return Reading("TIME" if part else "DATE", None, phrase.mod)
    back = (anchor.published.isoweekday() - weekday) % DAYS_A_WEEK
    ahead = (weekday - anchor.published.isoweekday()) % DAYS_A_WEEK
    step = step_of(phrase)
    if step:
        days = (ahead or DAYS_A_WEEK) if step > 0 else -(back or DAYS_A_WEEK)
    else:
        days = ahead if anchor.tense(phrase) == "future" else -back
    return _day_with_part(phrase, shifted(anchor.published, days, "D"), part)


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


def read_century(phrase: Phrase, _: Anchor) -> Reading | None:
    """The 19th century."""
    number = day_number(next((word for word in phrase.words if word.letter in "oO"), None))
    if phrase.words[-1].text != "century" or number is None or not 1 <= number <= LAST_YEAR // 100:
        return None
    return dated(f"{number - 1:02d}", phrase)


def read_decade(phrase: Phrase, _: Anchor) -> Reading | None:
    """The 1990s, the '90s."""
    word = phrase.words[-1].text.strip("'’").removesuffix("s")
    if len(word) < YEAR_DIGITS:
        if phrase.words[0].letter != "t" and phrase.words[0].text[0] not in "'’":
            return None
        word = ("19" if int(word) >= LATEST_SHORT_DECADE else "20") + word
    return dated(word[:3], phrase) if OLDEST_DECADE <= int(word) <= LAST_YEAR else None


def read_quarter(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """The fourth quarter, the first half of 2018, Q3 2018."""
    unit = "H" if "H" in phrase.letters else "Q"
    number = _part_number(phrase, unit)
    if number is None:
        return _last_quarter(phrase, anchor) if unit == "Q" else None
    if not 1 <= number <= FINAL[unit] or (unit == "H" and "f" not in phrase.letters):
        return None
    said, year = year_of(phrase, anchor)
    if not said and anchor.published:
        month = number * (3 if unit == "Q" else 6) - 1
        year = nearest_year(month, 15, anchor.published, anchor.tense(phrase))
    return dated(f"{year:04d}-{unit}{number}" if year else None, phrase)


def _part_number(phrase: Phrase, unit: str) -> int | None:
    """Which quarter or half of the year is meant."""
    if short := phrase.get("u"):
        return int(short[1])
    word = next((word for word in phrase.words if word.letter in "oO"), None)
    if word is not None and word.text == "final":
        return FINAL[unit]
    return day_number(word)


def _last_quarter(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """Last quarter: the one before that of the anchor; of a year it is the fourth."""
    said, year = year_of(phrase, anchor)
    if phrase.get("y") or (said and phrase.letters.count("U")):
        return dated(f"{year:04d}-Q4" if year else None, phrase)
    day = anchor.published and shifted(anchor.published, step_of(phrase) or 0, "Q")
    return dated(prefix(day, "Q"), phrase)


def read_season(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """This summer, the winter of 2017, spring 2018; a bare "spring" may be a verb and is left alone."""
    season = word_values("seasons")[phrase.get("S") or ""]
    said, year = year_of(phrase, anchor)
    step = step_of(phrase)
    if not said and step is None and phrase.words[0].letter != "t" and phrase.before() not in {"in", "since", "by"}:
        return None
    if year is None and anchor.published and not said:
        month = {"SP": 4, "SU": 7, "FA": 10, "WI": 12}[season]
        year = nearest_year(month, 15, anchor.published, anchor.tense(phrase))
        if step:
            year = anchor.published.year + _years_to(month, step, anchor.published)
    return dated(f"{year:04d}-{season}" if year else None, phrase)


def read_fiscal_year(phrase: Phrase, _: Anchor) -> Reading | None:
    """Fiscal 2018: a year of its own kind, whose days depend on whose books they are."""
    return Reading("DATE", f"FY{phrase.get('y')}", phrase.mod)


def read_year(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """2018, where its neighbours or the tagger say that it is no other number."""
    before = phrase.before()
    year = int(phrase.words[0].text)
    if before in word_list("before_other_number") or before in set("$€£#:") or phrase.after() in set("%°"):
        return None
    token = anchor.tenses.token_at(phrase.start)
    follower = anchor.tenses.tag_at(phrase.scan.starts[phrase.stop]) if phrase.stop < len(phrase.scan.starts) else ""
    tagged = token is not None and token.ent_type_ == "DATE"
    likely = phrase.mod is not None or tagged or before in word_list("before_year") or before in {"(", "-", "–"}
    if not likely or (follower in {"NNS", "NNPS"} and not tagged) or year < OLDEST_YEAR:
        return None
    return dated(f"{year:04d}", phrase)


DATE_READERS: dict[str, Callable[[Phrase, Anchor], Reading | None]] = {
    "numeric_date": read_numeric_date,
    "day_month": read_day_month,
    "month_year": read_month_year,
    "month": read_month,
    "weekday": read_weekday,
    "relative_day": read_relative_day,
    "day_part": read_day_part,
    "century": read_century,
    "decade": read_decade,
    "quarter": read_quarter,
    "season": read_season,
    "fiscal_year": read_fiscal_year,
    "year": read_year,
}

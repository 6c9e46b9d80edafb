"""Readers of months, quarters, seasons, years and decades."""

from dataclasses import replace
from datetime import timedelta

from lib.annotate.dating.date_grammar import Phrase, word_list, word_values
from lib.annotate.dating.iso_days import DAYS_A_WEEK, MONTHS_A_YEAR, days_covered, nearest_year, prefix, shifted
from lib.annotate.dating.letters import LAST_YEAR, YEAR_DIGITS
from lib.annotate.dating.numerals import number_value
from lib.annotate.dating.readers.days import read_day_month
from lib.annotate.dating.timex_reading import (
    NAME_TYPES,
    Anchor,
    Reading,
    dated,
    day_number,
    full_year,
    month_of,
    step_of,
    year_of,
    years_to,
)

OLDEST_DECADE = 1800
# Smaller numbers of four digits are rarely years in news, and the tagger often thinks they are.
OLDEST_YEAR = 1200
# After "the" alone, four digits are a year only from here on: "the 1991 agreement", not "the 1500 metres".
FIRST_LIKELY_YEAR = 1900
FINAL = {"Q": 4, "H": 2}
HALF_MONTH = 15
# Of a year: the first, the second, the last.
HALVES = {1: 1, 2: 2, -1: 2}
UNITS_OF_MONTH = {"week": 7, "day": 1}
SEASON_MIDDLES = {"SP": 4, "SU": 7, "FA": 10, "WI": 12}


def read_month_year(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """October 2018, Oct. 2018, October of next year."""
    _, year = year_of(phrase, anchor)
    return dated(f"{year:04d}-{month_of(phrase):02d}" if year else None, phrase)


def read_month(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """October, last October, next October."""
    month, step = month_of(phrase), step_of(phrase)
    if month is None or (step is None and not _is_month(phrase, anchor)):
        return None
    base = anchor.base(phrase)
    if base is None:
        return dated(None, phrase)
    year = (
        nearest_year(month, 15, base, anchor.tense(phrase)) if step is None else base.year + years_to(month, step, base)
    )
    return dated(f"{year:04d}-{month:02d}", phrase)


def _is_month(phrase: Phrase, anchor: Anchor) -> bool:
    """Whether the word is no verb, no person and no part of another name (Theresa May, March for Our Lives)."""
    offset = phrase.words[-1].start
    token = anchor.tenses.tree.token_at(offset)
    if token is None or token.tag_ in {"MD", "VB", "VBP"} or token.ent_type_ in NAME_TYPES:
        return False
    sure = phrase.mod is not None or phrase.before() in word_list("before_year") or token.ent_type_ == "DATE"
    return sure or phrase.words[-1].text not in word_list("need_capital")


def read_decade(phrase: Phrase, _: Anchor) -> Reading | None:
    """The 1990s."""
    word = phrase.words[-1].text.strip("'’").removesuffix("s")
    return dated(word[:3], phrase) if OLDEST_DECADE <= int(word) <= LAST_YEAR else None


def read_quarter(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """The fourth quarter, the first half of 2018, Q3 2018."""
    unit = "H" if "H" in phrase.letters else "Q"
    number = _part_number(phrase, unit)
    if number is None or not 1 <= number <= FINAL[unit] or (unit == "H" and "f" not in phrase.letters):
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
    return FINAL[unit] if word is not None and word.text == "final" else day_number(word)


def read_season(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """This summer, the winter of 2017, spring 2018; a bare "spring" may be a verb and is left alone."""
    season = word_values("seasons")[phrase.get("S") or ""]
    said, year = year_of(phrase, anchor)
    step = step_of(phrase)
    if (
        not said
        and step is None
        and phrase.words[0].letter != "t"
        and phrase.before() not in word_list("before_season")
    ):
        return None
    base = anchor.base(phrase)
    if year is None and base and not said:
        month = SEASON_MIDDLES[season]
        year = base.year + years_to(month, step, base) if step else nearest_year(month, 15, base, anchor.tense(phrase))
    return dated(f"{year:04d}-{season}" if year else None, phrase)


def read_year(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """2018, where its neighbours or the tagger say that it is no other number."""
    year, before = full_year(phrase.words[0].text, anchor.published), phrase.before()
    token = anchor.tenses.tree.token_at(phrase.start)
    tagged = token is not None and token.ent_type_ == "DATE"
    if year < OLDEST_YEAR or phrase.after() in set("%°") or before in set("$€£#:"):
        return None
    if before in word_list("before_other_number") and not (tagged and before in word_values("bounds")):
        return None
    likely = phrase.mod is not None or tagged or before in word_list("before_year") or before in set("(-–")
    likely = likely or (before == "the" and year >= FIRST_LIKELY_YEAR)
    return dated(f"{year:04d}", phrase) if likely and not _counts(phrase, anchor, tagged=tagged) else None


def _counts(phrase: Phrase, anchor: Anchor, *, tagged: bool) -> bool:
    """Whether four digits count a plural noun, or are part of a name: the Russell 2000 Index."""
    follower = anchor.tenses.tree.tag_at(phrase.next_start)
    if follower in {"NNS", "NNPS"}:
        return not tagged
    previous = anchor.tenses.tree.tag_at(phrase.start - 2)
    return previous == "NNP" and follower == "NNP" and phrase.mod is None


def read_part_of_month(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """The first week of May, the last day of the month, the first ten days of April.

    A week is seven days counted from the month's first or last; nothing is read of a month that follows some event.

    The value of such a week is its month's, since the weeks of ISO 8601 begin on Mondays.
    """
    at = next(n for n, word in enumerate(phrase.words) if word.letter == "f")
    rest = replace(phrase, words=phrase.words[at + 1 :], mod=None, part=None)
    whole = _period_of(rest, anchor)
    begin, finish = days_covered(whole)
    if whole is not None and len(whole) == YEAR_DIGITS and (part := _part_of_year(phrase, at, whole)):
        return dated(part, phrase)
    if phrase.words[at - 1].letter == "P" and at == 3:
        return _some_days(phrase, whole)
    unit = _days_of_part(phrase, at)
    place = _place(phrase.words[1].text)
    if (
        phrase.after() in {"after", "following"}
        or unit is None
        or place is None
        or whole is None
        or begin is None
        or finish is None
    ):
        return None
    if place < 0:
        days = (finish - timedelta(unit - 1), finish)
    else:
        days = (begin + timedelta(place * unit - unit), min(begin + timedelta(place * unit - 1), finish))
    if "H" in phrase.letters:
        days = (days[0], finish) if place != 1 else days
    return dated(days[0].isoformat(), phrase) if unit == 1 else Reading("DATE", whole, phrase.mod, days)


def _part_of_year(phrase: Phrase, at: int, year: str) -> str | None:
    """The first half of next year, the last month of the year; None where a shorter part of it is named."""
    place, letters = _place(phrase.words[1].text), phrase.letters[2:at]
    if letters == "H" and place in HALVES:
        return f"{year}-H{HALVES[place]}"
    month = letters == "U" and word_values("units")[phrase.words[2].text] == "M"
    if not month or place is None or place > MONTHS_A_YEAR:
        return None
    return f"{year}-{place if place > 0 else MONTHS_A_YEAR:02d}"


def _some_days(phrase: Phrase, whole: str | None) -> Reading | None:
    """The first days of May, the last weeks of the year: early or late in it."""
    place = _place(phrase.words[1].text)
    mods = {1: "START", -1: "END"}
    return Reading("DATE", whole, mods[place]) if place in mods and whole is not None else None


def _days_of_part(phrase: Phrase, at: int) -> int | None:
    """How many days the part has that is named before the "of" at this place: a half of a month has fifteen."""
    name, letters = phrase.words[at - 1].text, phrase.letters[2:at]
    if letters == "H":
        return HALF_MONTH
    count = number_value([word.text for word in phrase.words[2 : at - 1]]) if letters.endswith("P") else 1.0
    days = UNITS_OF_MONTH.get(name.removesuffix("s"))
    return None if days is None or count is None or count % 1 else days * int(count)


def _place(word: str) -> int | None:
    """Which one: first 1, last and final -1."""
    if word in {"last", "final"}:
        return -1
    number = word_values("ordinals").get(word)
    return int(number) if number else None


def _period_of(rest: Phrase, anchor: Anchor) -> str | None:
    """The month or year that a part is taken from: May, May 2021, the month, this year."""
    month = month_of(rest)
    if month is None:
        unit = word_values("units")[rest.get("U") or ""]
        return prefix(anchor.published and shifted(anchor.published, step_of(rest) or 0, unit), unit)
    if "y" in rest.letters or "U" in rest.letters:
        reading = read_month_year(rest, anchor)
        return reading.value if reading else None
    year = anchor.published and nearest_year(month, 15, anchor.published, anchor.tense(rest))
    return f"{year:04d}-{month:02d}" if year else None


def read_weekday_of_month(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """The second Tuesday of July, the last Friday of the month."""
    weekday, place = phrase.number("weekdays", "W"), _place(phrase.words[1].text)
    whole = _period_of(replace(phrase, words=phrase.words[4:], mod=None, part=None), anchor)
    begin, finish = days_covered(whole)
    if weekday is None or place is None or begin is None or finish is None:
        return None
    ahead = (weekday - begin.isoweekday()) % DAYS_A_WEEK + DAYS_A_WEEK * (place - 1)
    back = (finish.isoweekday() - weekday) % DAYS_A_WEEK
    day = finish - timedelta(back) if place < 0 else begin + timedelta(ahead)
    return dated(day.isoformat(), phrase) if day <= finish else None


def read_week_of_day(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """The week of 11 April, the week beginning 11 April: the calendar's week that the day lies in."""
    unit = phrase.get("U") or ""
    at = next(n for n, word in enumerate(phrase.words) if word.letter in "fB")
    reading = read_day_month(replace(phrase, words=phrase.words[at + 1 :]), anchor)
    if word_values("units").get(unit) != "W" or reading is None or reading.value is None:
        return None
    begin, _ = days_covered(reading.value)
    return dated(prefix(begin, "W"), phrase)

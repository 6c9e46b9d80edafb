"""What an article prints about itself: the day it was published, and a dateline that names place and agency."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from lib.codebooks import load_words
from lib.text.days import is_likely
from lib.text.furniture import is_site_phrase

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DAY = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_DATE = (
    rf"{_WEEKDAY}(?:(?P<iso>\d{{4}}-\d\d-\d\d)"
    rf"|{_DAY.format('day1')}\s+(?:of\s+)?(?P<month1>{_MONTH}),?\s+(?P<year1>\d{{4}})"
    rf"|(?P<month2>{_MONTH})\s+{_DAY.format('day2')},?\s+(?P<year2>\d{{4}}))(?!\d)"
)
_TIME = (
    r"(?:[T,]?\s*(?:at\s+)?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\.\d+)?\s?(?:[ap]\.?m\.?)?"
    r"\s?(?:Z\b|GMT|UTC|EST|EDT|[+-]\d\d:?\d\d)?)?"
)
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_SHORT_DATE = rf"(?:{_MONTH}\s+{_ORDINAL}|{_ORDINAL}\s+{_MONTH})(?:,?\s+\d{{4}})?"
_DASH = r"(?:--|[-–—―])"
_PLACE = r"[A-Z][\w.'’/-]*(?: (?:[a-z]{2,3}[- ])?[A-Z][\w.'’/-]*){0,3}(?:, [A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}){0,2}"
_CAPITALS = r"[A-Z][A-Z.'’/-]{3,}(?: [A-Z][A-Z.'’/-]+){0,3}(?:, [A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}){0,2}"
_BODY = r"(?=[*_]{0,3}[A-Z0-9\"“‘'])"
_WITHIN_NAMES = r"(?:(?:and|&|in|for|of|the|de|la|del|da|van|von|der|den|bin|bint|ibn|al|el) )*"
_NAMES = rf"(?>[A-Z][\w.'’-]*(?: {_WITHIN_NAMES}[A-Z][\w.'’-]*){{0,9}})"
_PARTED = r"(?:\s*[,|·•]\s*|\s+[–—-]\s+)"
_BYLINE = rf"(?-i:By|BY)\s+(?-i:{_NAMES}(?:{_PARTED}{_NAMES}){{0,4}}){_PARTED}"
_CHANGED = re.compile(r"\b(?:updated?|modified)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"\n|(?<=[.!?])[ \t\"”’]+(?=[A-Z\"“‘])")
_WORD = re.compile(r"[A-Za-z]+")
_WAS = frozenset({"was", "were", "had", "said", "told", "began", "took", "met", "left", "went", "came"})
_TOLD_DAY = re.compile(
    rf"\b(?:on|of|since|dated)\s+{_WEEKDAY}(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m1>{_MONTH})"
    rf"|(?P<m2>{_MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)(?!\w)(?:,?\s+(?P<year>\d{{4}}))?(?!\d)",
    re.IGNORECASE,
)
# No dateline is longer; a bound keeps the search from reading the article.
_LONGEST_DATELINE = 120
# A dateline stands below the headline and what the site puts there.
_OPENING = 1_000
_HEAD_LINES = 6
# A weekly prints what was sent to it a week ago.
_LATE = timedelta(8)


@dataclass(frozen=True, slots=True)
class Imprint:
    """Words that say where an article is from: their bounds, and the day and the outlet they name.

    `changed` where they say that the day is that of a later change.
    """

    start: int
    end: int
    published: date | None = None
    outlet: str | None = None
    changed: bool = False


def find_date_line(line: str) -> Imprint | None:
    """The date of publication where the whole line is nothing else.

    >>> find_date_line("Updated: Monday, September 17, 2018 14:05 GMT").published
    datetime.date(2018, 9, 17)
    """
    return _imprint(_date_patterns()["whole"].fullmatch(line.strip()), 0)


def find_byline(line: str) -> Imprint | None:
    """The day in a line that only says who wrote an article, where and when.

    >>> find_byline("By Rosa Diaz, Andes Daily, Lima, 3 May 2023").published
    datetime.date(2023, 5, 3)
    """
    return _imprint(_date_patterns()["byline"].fullmatch(line.strip()), 0) if len(line) <= _LONGEST_DATELINE else None


def find_leading_date(text: str) -> Imprint | None:
    """The date of publication with which a text begins, where a label or the ISO form shows that it is one.

    A phrase of the site may stand before it: "Latest News date 2018-09-17 Russia said".

    >>> find_leading_date(" date 2018-09-17 Russia said on Monday that").end
    17
    """
    return _imprint(_date_patterns()["leading"].match(text[:_LONGEST_DATELINE]), 0)


def find_trailing_date(text: str) -> Imprint | None:
    """The labelled date of publication with which a text ends."""
    skipped = max(0, len(text) - _LONGEST_DATELINE)
    return _imprint(_date_patterns()["trailing"].search(text[skipped:]), skipped)


def find_dateline(text: str) -> Imprint | None:
    """The dateline with which a text begins, and the agency or outlet it names.

    >>> find_dateline("SOCHI, Russia (Reuters) - The leaders agreed.")
    Imprint(start=0, end=26, published=None, outlet='Reuters', changed=False)
    >>> find_dateline("Erdogan - who came by air - agreed.") is None
    True
    """
    head = text[:_LONGEST_DATELINE]
    for pattern in _dateline_patterns():
        match = pattern.match(head)
        if match:
            parts = match.groupdict()
            printed = parts.get("outlet")
            named = _outlet(printed or "")
            if named or "known" not in pattern.groupindex:
                day = re.search(_DATE, parts.get("when") or "", re.IGNORECASE)
                return Imprint(0, match.end(), _day(day) if day else None, named or printed)
    return None


def find_day_without_year(text: str) -> tuple[int, int] | None:
    """The month and the day of the month that a dateline in the first lines gives without a year.

    >>> find_day_without_year("N'DJAMENA, 21 March (CPA) - The army left.")
    (3, 21)
    """
    for line in text[:_OPENING].splitlines():
        matches = (pattern.match(line[:_LONGEST_DATELINE]) for pattern in _dateline_patterns())
        when = next((m["when"] for m in matches if m and m.groupdict().get("when")), "")
        words = re.findall(r"[A-Za-z]+|\d+", when)
        month = next((_MONTHS.index(w[:3].lower()) + 1 for w in words if w[:3].lower() in _MONTHS), None)
        numbers = [int(word) for word in words if word.isdecimal() and len(word) < len("2018")]
        if month is not None and len(numbers) == 1:
            return month, numbers[0]
    return None


def find_told_days(text: str) -> Iterator[tuple[int | None, int, int]]:
    """The year, None where none is printed, the month and the day of each date of a sentence that tells what was.

    Of sentences that look ahead in any way none is given: what is due by a day, or will be, may not have come.

    >>> [*find_told_days("She said so on 10 February. They must meet on 19 February.")]
    [(None, 2, 10)]
    """
    ahead = load_words("boilerplate")["ahead"]
    for sentence in _SENTENCE_END.split(text):
        words = {word if word == "May" else word.lower() for word in _WORD.findall(sentence)}
        if (
            words.isdisjoint(ahead)
            and "as of" not in sentence
            and any(word in _WAS or word.endswith("ed") for word in words)
        ):
            for found in _TOLD_DAY.finditer(sentence):
                month = _MONTHS.index((found["m1"] or found["m2"])[:3].lower()) + 1
                yield int(found["year"]) if found["year"] else None, month, int(found["d1"] or found["d2"])


@cache
def _dateline_patterns() -> tuple[re.Pattern[str], ...]:
    """The forms of a dateline, the surest first; a group called `known` asks that the outlet be listed."""
    when = rf"(?P<when>[,.]? (?i:{_SHORT_DATE}))"
    agency = r"\((?P<outlet>[A-Z][^()]{1,40})\)"
    forms = (
        # With a known agency in brackets, as in "SOCHI, Russia (Reuters) - " and "Moscow, September 17 (TASS). "
        rf"(?:{_PLACE}{when}?\s+|(?i:{_SHORT_DATE})\s+)?{agency}(?P<known>)\s*(?:{_DASH}|[.:])\s*{_BODY}",
        # With any agency, where the place is in capitals or the day is given
        rf"{_PLACE}{when}\s+{agency}\s*{_DASH}\s*{_BODY}",
        rf"{_CAPITALS}\s+{agency}\s*{_DASH}\s*{_BODY}",
        # A known outlet and a dash: "Alwaght- ", "Reuters - "
        rf"(?P<outlet>[A-Z][\w./-]*\w(?: [A-Z][\w.-]*\w){{0,3}})(?P<known>)\s?{_DASH}\s+{_BODY}",
        # Any name whose dash touches it and not the next word: "Somenews- Russia said"
        rf"[A-Z]\w+(?: [A-Z]\w+){{0,2}}-\s+{_BODY}",
        # A place alone, in capitals or with a day: "WASHINGTON — ", "Moscow, 17 September 2018 - "
        rf"{_PLACE}{when}\s+{_DASH}\s+{_BODY}",
        rf"{_CAPITALS}{when}\s*{_DASH}\s*{_BODY}",
        rf"{_PLACE}\s+\((?P<when>(?i:{_SHORT_DATE}))\)\s*{_DASH}\s*{_BODY}",
        rf"{_CAPITALS}\s+{_DASH}\s+{_BODY}",
    )
    return tuple(re.compile(form) for form in forms)


@cache
def _date_patterns() -> Mapping[str, re.Pattern[str]]:
    labels = "|".join(sorted(load_words("boilerplate")["date_labels"], key=len, reverse=True))
    label = rf"(?:{labels})\s*:?\s+(?:on\s+)?"
    before = r"\s*(?P<before>[^\d\n]{0,40}?)\s*"
    forms = {
        "whole": rf"(?:{label})?{_DATE}{_TIME}[\s|·–—-]*",
        "byline": rf"{_BYLINE}(?:{label})?{_DATE}{_TIME}[\s|·–—-]*",
        "leading": rf"{before}(?:{label}|(?=\d{{4}}-)){_DATE}{_TIME}\s*(?:[|:·–—-]\s*)?(?=\S)",
        "trailing": rf"(?:(?<=[.!?…\"”’])|(?<=\n)){before}{label}{_DATE}{_TIME}\s*\Z",
    }
    return {name: re.compile(form, re.IGNORECASE) for name, form in forms.items()}


def _outlet(name: str) -> str | None:
    """The outlet a dateline means; of several ("Reuters/AFP") the first that is known."""
    known: Mapping[str, str] = load_words("boilerplate")["outlets"]
    parts = (name, *re.split(r"\s*[/,&]\s*", name))
    return next((known[part] for part in parts if part in known), None)


def _imprint(found: re.Match[str] | None, skipped: int) -> Imprint | None:
    """The imprint a match stands for, or None where its date is no day, or words of the article stand before it."""
    if not found:
        return None
    day, before = _day(found), found.groupdict().get("before", "").strip()
    if not day or (before and not is_site_phrase(before)):
        return None
    return Imprint(skipped + found.start(), skipped + found.end(), day, changed=bool(_CHANGED.search(found[0])))


def _day(found: re.Match[str]) -> date | None:
    parts = found.groupdict()
    try:
        if parts["iso"]:
            return date.fromisoformat(parts["iso"])
        month = _MONTHS.index((parts["month1"] or parts["month2"])[:3].lower()) + 1
        return date(int(parts["year1"] or parts["year2"]), month, int(parts["day1"] or parts["day2"]))
    except ValueError:
        return None


def find_days_told(text: str, published: date) -> list[date]:
    """The days in the head of a text that an article of the day `published` would not print as its own.

    That is a full date in one of the first lines that are as short as a headline, or the day of a dateline, which may
    lie some days before the article and not behind it.

    >>> find_days_told("Daily Sample · 4 April 2025 · 4 min read", date(2024, 3, 12))
    [datetime.date(2025, 4, 4)]
    >>> find_days_told("N'DJAMENA, 21 March (CPA) - The army left.", date(2025, 3, 9))
    [datetime.date(2025, 3, 21)]
    """
    lines = [line for line in text[:_OPENING].splitlines() if line.strip()][:_HEAD_LINES]
    short = [line for line in lines if len(line) <= _LONGEST_DATELINE]
    found = [_day(match) for line in short for match in re.finditer(_DATE, line, re.IGNORECASE)]
    told = {day for day in found if day and is_likely(day) and abs(day - published) > timedelta(1)}
    if without_year := find_day_without_year(text):
        years = (published.year - 1, published.year, published.year + 1)
        days = [day for year in years if (day := _day_in(year, *without_year))]
        nearest = min(days, key=lambda day: abs(day - published), default=published)
        if not timedelta(-1) <= published - nearest <= _LATE:
            told.add(nearest)
    return sorted(told)


def _day_in(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

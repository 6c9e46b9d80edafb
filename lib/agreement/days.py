"""The days of a clause: the last day for it, the first day of a state, and the words that they follow from."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from lib.annotate.dating.numerals import number_value
from lib.codebooks import word_set
from lib.models import Timex
from lib.text.days import is_likely
from lib.text.words import either, terms_of

_YEAR = re.compile(r"\b(?:1[89]|20|21)\d\d\b")
_UNITS = {"hour": 0, "day": 1, "week": 7, "fortnight": 14, "month": 0, "year": 0}
_COUNT = r"(?P<count>\d{1,4}(?:\s*\(\w[\w -]{0,20}\))?|(?:[a-z]+(?:[ -][a-z]+){0,4}?))(?:\s*\(\d{1,4}\))?"
_LENGTH = rf"{_COUNT}\s+(?:(?:calendar|working|business|consecutive|full|clear)\s+)?(?P<unit>hour|day|week|fortnight|month|year)s?\b[’']?"
_COUNTED = re.compile(
    rf"\b(?P<word>within|inside|in|after|(?:not|no) (?:later|more) than|at the latest|by|over)\s+(?:at most |the (?:next|first|following) |a period of |no more than |the space of )*{_LENGTH}",
    re.IGNORECASE,
)
_LATER = re.compile(rf"(?<!\w){_LENGTH}(?=\s+(?:after|following|from)\b)", re.IGNORECASE)
_NTH = re.compile(
    r"\b(?P<word>(?:not|no) later than|by|on|upon|from|before|at the latest on)\s+the\s+(?P<nth>[a-z]+(?:-[a-z]+)?|\d{1,3}(?:st|nd|rd|th))\s+(?P<unit>day|week|month)\b",
    re.IGNORECASE,
)
# What it is counted from: up to the end of the phrase.
_FROM = re.compile(
    r"\s*,?\s*(?:of|after|from|following|as of|as from|starting from|counted from|since|upon)\s+(?P<event>[^,;:.()]{2,90})",
    re.IGNORECASE,
)
_ON_SIGNING = re.compile(
    r"\b(?:up)?on (?:its |the (?:day|date) of (?:its |the )?)?(?:signature|signing)\b(?! of (?!this))", re.IGNORECASE
)
_STOP_EVENT = re.compile(
    r"\s+(?:(?:shall|will|must|may|is|are|to|and|or|a|an|in|at|by|with|on)\b|the (?=(?-i:[A-Z]))).*", re.IGNORECASE
)
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
]
_JOINED = re.compile(r"\s*(?:,|and|&|,\s*and|to|or|[-–])\s*(?:the\s+)?", re.IGNORECASE)
_NOISE = frozenset(
    {
        "the",
        "a",
        "an",
        "its",
        "their",
        "of",
        "this",
        "that",
        "these",
        "said",
        "day",
        "date",
        "start",
        "beginning",
        "commencement",
    }
)
_CLOCK = re.compile(r"\b(?:(\d{1,2})[:.h](\d{2})?(?:\s*(?:hours|hrs))?|(\d{2})(\d{2}) hours|(noon))", re.IGNORECASE)
_BY_HOUR = re.compile(r"\b(?:by|before|until|(?:no|not) later than)\s+\d{1,2}[h:.]\d{2}\b")
_BEFORE_START = re.compile(
    r"\b(?:before|ahead of|prior to|by|not later than|no later than)\s+the\s+(?:start|beginning|opening|commencement)\s+of\s+(?P<event>[^,;:.()]{2,60})",
    re.IGNORECASE,
)
_MONTH = re.compile(r"[A-Za-z]{3,}")
HOURS = 24
MOST_DAYS = 36_500
SIGHT = 60


@dataclass(frozen=True, slots=True)
class Days:
    """A clause's last day, its first day, the words they follow from; `fixed` where it is to be on that very day."""

    due: date | None = None
    starts: date | None = None
    rule: str | None = None
    fixed: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """The days that others are counted from: signature, entry into force, and clauses with a day of their own."""

    signed: date | None
    in_force: date | None = None
    last: date | None = None
    clauses: tuple[tuple[frozenset[str], date, bool], ...] = ()


def find_days(words: str, timexes: Sequence[Timex], known: Known, *, begins: bool) -> Days:
    """The days that a clause's own words give; `begins` that its verb tells of a beginning.

    >>> find_days("within 24 hours of the signature of this Agreement", (), Known(date(2021, 3, 4)), begins=False).due
    datetime.date(2021, 3, 5)
    """
    found = _calendar(words, timexes, known, begins=begins)
    counted = _counted(words, known, found, begins=begins)
    if not (found.rule or counted.rule) and (before := _BEFORE_START.search(words)):
        base, _ = _base(f" of {_STOP_EVENT.sub('', before['event'])}", known, found)
        counted = Days(due=base, rule=before.group())
    rules = [rule for rule in (found.rule, counted.rule) if rule]
    due = max((day for day in (found.due, counted.due) if day), default=None)
    return Days(due, found.starts or counted.starts, "; ".join(dict.fromkeys(rules)) or None, found.fixed)


def _calendar(words: str, timexes: Sequence[Timex], known: Known, *, begins: bool) -> Days:
    """What the calendar days among the words give."""
    days = Days()
    kind, end, first = "", 0, None
    for timex in timexes:
        if timex.type not in {"DATE", "TIME"} or timex.finish is None or timex.begin is None:
            continue
        start = timex.span.start
        joined = bool(kind) and _JOINED.fullmatch(words[end:start]) is not None
        own, rule_start = _kind(words, start, begins=begins)
        if words[timex.span.end : timex.span.end + 2] in {"’s", "'s"}:  # in today's conditions
            continue
        if (
            timex.type == "TIME" and kind and words[end:start].strip(" ,") in {"at", ""}
        ):  # the hour of the day before it
            end = timex.span.end
            continue
        kind = kind if joined and own in {"", "on"} else own
        end = timex.span.end
        begin, finish = _in_year(timex, known.signed)
        if not kind or not is_likely(finish):
            continue
        if known.signed and finish < known.signed and kind != "starts":
            kind = ""
            continue
        if kind == "starts" and known.signed and finish < known.signed:
            continue
        rule = words[rule_start:end] if not joined else f"{days.rule or ''} {words[rule_start:end]}".strip()
        days = _with(days, kind, begin, finish, rule, joined=joined, bare=not _MONTH.search(timex.span.exact))
    if days.starts and not days.due and (hour := _BY_HOUR.search(words)):
        days = replace(days, due=days.starts, rule=f"{days.rule}; {hour.group()}")
    if _ON_SIGNING.search(words) and known.signed and not (days.due or days.starts):
        rule = next(_ON_SIGNING.finditer(words)).group()
        return Days(starts=known.signed, rule=rule) if begins else Days(due=known.signed, rule=rule, fixed=True)
    return days


def _with(days: Days, kind: str, begin: date, finish: date, rule: str, *, joined: bool, bare: bool) -> Days:
    """The days with one more."""
    if kind == "starts":
        return replace(days, starts=days.starts or begin, rule=days.rule or rule, fixed=True)
    fixed = kind == "on" and begin == finish
    if joined and days.fixed and days.due and days.bare:  # "on the 4th, 5th and 6th of May"
        with suppress(ValueError):
            first = finish.replace(day=(days.starts or days.due).day)
            days = replace(days, due=finish, starts=first if first < finish else days.starts)
    due = finish if days.due is None or joined else max(days.due, finish)
    starts = days.starts
    if joined and days.due and days.fixed and kind == "on":
        starts = starts or days.due
    return Days(due, starts, rule if days.rule is None or joined else f"{days.rule}; {rule}", fixed or days.fixed, bare)


def _kind(words: str, start: int, *, begins: bool) -> tuple[str, int]:
    """How the words before a day hold it: "due", "on", "starts" or "" for none; and where they begin."""
    before = words[max(0, start - SIGHT) : start]
    found = _before_pattern().search(before)
    if found is None:
        opening = not before.strip() or before.rstrip()[-1:] in "–-(:"
        return ("on" if opening else ""), start
    word = " ".join(found[1].lower().split())
    at = start - len(before) + found.start(1)
    if re.search(
        r"\b(?:dated|signed|adopted|issued|reached|concluded|agreed|announced|introduced|established|held|published|imposed)\s+$",
        words[max(0, at - 14) : at],
        re.IGNORECASE,
    ) and word in {"on", "in", "at", "by"}:
        return "", at
    if word in word_set("agreement_text", "days", "starts"):
        return "starts", at
    if word in {"on", "at", "in"}:
        opening = re.search(
            r"\b(?:taking effect|takes? effect|start(?:s|ing)?|begin(?:s|ning)?|commenc(?:e|es|ing)|into force|in force|effective)\b[^.;]{0,60}$",
            words[:at],
            re.IGNORECASE,
        )
        return (
            "starts"
            if opening
            and (begins or "ing" in opening.group() or "effect" in opening.group() or "force" in opening.group())
            else "on"
        ), at
    return "due", at


@lru_cache(maxsize=1)
def _before_pattern() -> re.Pattern[str]:
    """A preposition right before a day, with an hour, a weekday or an article between."""
    words = word_set("agreement_text", "days", "due") | word_set("agreement_text", "days", "starts")
    between = r"(?:\s+(?:the|midnight|noon|day of|date of|latest|end of|morning of|evening of|about|\d{1,2}(?:[:.h]\d{0,2})?|hours?|hrs|minutes|00|o'clock|am|pm|a\.m\.|p\.m\.|\([A-Za-z ]{1,20}\)|on|of|local|time|GMT|UTC|and),?){0,9}"
    return re.compile(rf"(?<!\w)({either(words)}){between}[\s,]*$", re.IGNORECASE)


def _in_year(timex: Timex, signed: date | None) -> tuple[date, date]:
    """The days that a time covers; without a year of its own, the first such days from the signature on."""
    begin, finish = timex.begin, timex.finish
    if begin is None or finish is None:  # the caller has asked
        raise ValueError(timex)
    if signed is None or finish >= signed or _YEAR.search(timex.span.exact):
        return begin, finish
    try:
        later = begin.replace(year=begin.year + 1), finish.replace(year=finish.year + 1)
    except ValueError:  # 29 February
        return begin, finish
    return later if (signed - finish).days > HOURS else (begin, finish)


def _counted(words: str, known: Known, calendar: Days, *, begins: bool) -> Days:
    """What lengths of time counted from an event give."""
    days = Days()
    for found in _lengths(words):
        event = _event(words, found.end())
        base, what = _base(event, known, calendar)
        rule = words[found.start() : found.end()] + (f" {what}" if what else "")
        rule = " ".join(words[found.start() : found.end() + len(event)].split()) if event else rule
        day = _after(base, found, words, calendar) if base is not None else None
        first = ("nth" in found.groupdict() and found["word"].lower() in {"upon", "from"}) or _begins_before(
            words, found.start()
        )
        rules = f"{days.rule}; {rule}" if days.rule else rule
        if first and day is not None:
            days = replace(days, starts=days.starts or day, rule=rules)
            calendar = replace(calendar, starts=calendar.starts or day)
        else:
            days = replace(days, due=max((one for one in (days.due, day) if one), default=None), rule=rules)
    if days.starts and days.due is None and not re.search(r"\bfrom\b", days.rule or ""):
        return Days(due=days.starts, rule=days.rule)
    return days


def _begins_before(words: str, at: int) -> bool:
    """Whether a length says when something begins: must begin not later than."""
    return re.search(r"\b(?:begin|start|commence)\s+$", words[:at], re.IGNORECASE) is not None


def _lengths(words: str) -> list[re.Match[str]]:
    """The lengths and numbered days that a last day is counted by, in order, none inside another."""
    found = sorted(
        (m for pattern in (_COUNTED, _NTH, _LATER) for m in pattern.finditer(words) if _number(m) is not None),
        key=lambda m: m.start(),
    )
    kept: list[re.Match[str]] = []
    for match in found:
        if kept and match.start() < kept[-1].end():
            continue
        word = (match.groupdict().get("word") or "").lower()
        counted = match.re is _COUNTED and word in {"in", "after", "by", "over"}
        if counted and not re.match(r"\s+(?:of|after|from|following|as of)\b", words[match.end() :]) and word != "in":
            continue
        if word == "in" and not _FROM.match(words, match.end()):
            continue
        if match.re is _NTH and not _FROM.match(words, match.end()):
            continue
        kept.append(match)
    return kept


def _number(found: re.Match[str]) -> int | None:
    """How many units are counted."""
    groups = found.groupdict()
    if nth := groups.get("nth"):
        digits = re.match(r"\d+", nth)
        return (
            int(digits.group()) if digits else (_ORDINALS.index(nth.lower()) + 1 if nth.lower() in _ORDINALS else None)
        )
    words = re.sub(r"\(.*", "", groups["count"]).lower().replace("-", " ").split()
    value = 1.0 if words in (["a"], ["an"], ["one"]) else number_value(words)
    return int(value) if value is not None and 0 < value <= MOST_DAYS else None


def _event(words: str, at: int) -> str:
    """The words that name what a length is counted from, with the preposition before them; "" where none do."""
    then = re.compile(r"\s+(?:thereafter|after that)\b").match(words, at)
    if then is not None:
        return then.group()
    found = _FROM.match(words, at)
    if found is None:
        return ""
    event = _STOP_EVENT.sub("", found["event"])
    return words[at : found.start("event")] + event


def _base(event: str, known: Known, calendar: Days) -> tuple[date | None, str]:
    """The day that is counted from; a clause that gives its own first day is counted from it."""
    if not event:
        return calendar.starts or known.signed, ""
    low = event.lower()
    if any(word in low for word in word_set("agreement_text", "days", "force")):
        return known.in_force, event
    if set(terms_of(low)) & word_set("agreement_text", "days", "signing") or "this paper" in low:
        return known.signed, event
    if re.match(r"\s*(?:thereafter|after that|later)\b", low):
        return known.last, event
    wanted = content_of(re.sub(r"^\s*,?\s*\w+\s+", "", event))
    ends = re.match(r"\s*,?\s*(?:after|following)\b", low) and not re.search(
        r"\b(?:start|begin\w*|effect|opening|force)\b", low
    )
    days = [day for has, day, lasts in known.clauses if wanted and wanted <= has and not (ends and lasts)]
    return (days[0] if days else None), event


def content_of(words: str) -> frozenset[str]:
    """The words that name an event, as they are compared: without articles, endings left out."""
    joined = words.lower().replace("-", "")
    return frozenset(
        term[:6] if len(term) > 6 else term for term in terms_of(joined) if term not in _NOISE and len(term) > 2
    )


def _after(base: date, found: re.Match[str], words: str, calendar: Days) -> date | None:
    """The day so long after another."""
    count, unit = _number(found) or 0, found["unit"].lower()
    try:
        if unit in {"month", "year"}:
            return _months_after(base, count * (12 if unit == "year" else 1))
        if unit == "hour":
            return base + timedelta(hours_to_days(count, words if calendar.starts == base else ""))
        return base + timedelta(count * _UNITS[unit])
    except (OverflowError, ValueError):
        return None


def hours_to_days(count: int, words: str) -> int:
    """How many days later so many hours are over, from the hour of a clock in the words or from some hour of the day.

    >>> hours_to_days(130, "From 12:00 noon on May 19"), hours_to_days(24, ""), hours_to_days(36, "")
    (5, 1, 2)
    """
    clock = _CLOCK.search(words)
    if clock is None:
        return -(-count // HOURS)
    hour = 12 if clock[5] else int(clock[1] or clock[3])
    return (hour + count) // HOURS


def _months_after(base: date, months: int) -> date:
    """The same day of a later month, or its last."""
    year, month = divmod(base.month - 1 + months, 12)
    for day in (base.day, 30, 29, 28):
        try:
            return date(base.year + year, month + 1, day)
        except ValueError:
            continue
    raise ValueError(base)

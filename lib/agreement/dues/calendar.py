"""Calendar days of a clause: which word holds them, and whether they are a last day, a first day or neither."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import lru_cache

from lib.agreement.dues.records import Days, Known
from lib.codebooks import word_set
from lib.models import Timex
from lib.text.days import is_likely
from lib.text.words import either

_YEAR = re.compile(r"\b(?:1[89]|20|21)\d\d\b")
_ON_SIGNING = re.compile(
    r"\b(?:up)?on (?:its |the (?:day|date) of (?:its |the )?)?(?:signature|signing)\b(?! of (?!this))", re.IGNORECASE
)
# "for one year from the date of signature": a term, from that day on
_TERM = re.compile(
    r"\bfor (?:an? )?(?:(?:initial |first )?(?:period|term) of )?[\w-]+ (?:\(\w+\) )?"
    r"(?:days|weeks|months?|years?),? (?:as )?(?:from|of) (?:its |the )?"
    r"(?:(?:day|date) of )?(?:its |the )?(?:signature|signing)\b",
    re.IGNORECASE,
)
# which was shut on 15 May
_IN_PAST = re.compile(r"\b(?:which|who|that) (?:was|were|had)\b[^,;.]{0,50}$")
_JOINED = re.compile(r"\s*(?:,|and|&|,\s*and|to|or|[-–])\s*(?:the\s+)?", re.IGNORECASE)
_COUNTED_FROM = re.compile(r"\b(?:hours?|days?|weeks?|months?|years?) (?:from|of|after|following) $", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}(?:[:.h]\d{2})?(?: ?(?:hours|hrs|[ap]\.?m\.?))?(?: (?:GMT|UTC))?")
_AT_ONCE = re.compile(
    r"\b(?:takes? effect|(?:enters?|comes?) into (?:force|effect)|is effective)"
    r"[^.;]{0,30}\b(?:immediately|forthwith|at once|"
    r"from the (?:moment|day|date) of (?:its |the )?(?:signature|signing))\b",
    re.IGNORECASE,
)
_BY_HOUR = re.compile(r"\b(?:by|before|until|(?:no|not) later than)\s+\d{1,2}[h:.]\d{2}\b")
_MONTH = re.compile(r"[A-Za-z]{3,}")
# "signed on 4 May": such a day is told and not set.
_TOLD = re.compile(
    r"\b(?:dated|signed|adopted|issued|reached|concluded|announced|published|imposed)"
    r"\s+$",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\b(?:taking effect|takes? effect|start(?:s|ing)?|begin(?:s|ning)?|commenc(?:e|es|ing)|into force|"
    r"in force|effective)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
# What may stand between a preposition and its day: an article, an hour, a time zone.
_BETWEEN = (
    r"(?:\s+(?:the|midnight|noon|day of|date of|latest|end of|day one|morning of|evening of|about|on|"
    r"of|local|[A-Z][a-z]{2,15} (?:standard )?time|time|GMT|UTC|and|"
    r"\d{1,2}(?:[:.h]\d{0,2})?|hours?|hrs|minutes|o'clock|am|pm|a\.m\.|p\.m\.|\([A-Za-z ]{1,20}\)),?){0,9}"
)
SIGHT = 60
# Longer ago than this a day without a year is that of the next year.
MONTHS_AGO = 24


def calendar_days(words: str, timexes: Sequence[Timex], known: Known, *, begins: bool) -> Days:
    """What the calendar days among the words give."""
    days = Days()
    kind, end = "", 0
    for timex in (one for one in timexes if _is_day(one, words)):
        start = timex.span.start
        joined = bool(kind) and _JOINED.fullmatch(words[end:start]) is not None
        own, rule_start = _kind(words, start, begins=begins)
        if timex.type == "TIME" and words[end:start].strip(" ,") in {"at", ""}:  # the hour of the day before it
            end = timex.span.end
            continue
        kind = kind if joined and own in {"", "on"} else own
        end = timex.span.end
        begin, finish = _in_year(timex, known.signed)
        if not kind or not is_likely(finish) or (days.rule and _in_brackets(words, start)):
            continue
        if known.signed and finish < known.signed:
            kind = "starts" if kind == "starts" else ""
            continue
        rule = words[rule_start:end] if not joined else f"{days.rule or ''} {words[rule_start:end]}".strip()
        days = _with(days, kind, (begin, finish), rule, joined=joined, bare=not _MONTH.search(timex.span.exact))
    if days.starts and not days.due and (hour := _BY_HOUR.search(words)):
        days = replace(days, due=days.starts, rule=f"{days.rule}; {hour.group()}")
    if known.signed and not (days.due or days.starts):
        return _on_signing(words, known.signed, begins=begins) or days
    return days


def _in_brackets(words: str, at: int) -> bool:
    """Whether brackets are open: the schedule for the season (April to September)."""
    return words.rfind("(", max(0, at - SIGHT), at) > words.rfind(")", max(0, at - SIGHT), at)


def _is_day(timex: Timex, words: str) -> bool:
    """Whether a time is a day of its own: no hour alone, none of "today's conditions" or "two weeks from today"."""
    if timex.type not in {"DATE", "TIME"} or timex.finish is None or timex.begin is None:
        return False
    exact, before = timex.span.exact, words[max(0, timex.span.start - SIGHT) : timex.span.start]
    owned = words[timex.span.end : timex.span.end + 2] in {"’s", "'s"}
    hour = timex.type == "TIME" and _CLOCK.fullmatch(exact)
    year = exact.isdigit() and before.endswith("the ")  # the 2022 season
    return not (hour or owned or year or _IN_PAST.search(before) or _COUNTED_FROM.search(before))


def _on_signing(words: str, signed: date, *, begins: bool) -> Days | None:
    """The days of what is to be on the day of the signature, or begins on it."""
    if term := _TERM.search(words) or _AT_ONCE.search(words):
        return Days(starts=signed, rule=term.group())
    found = _ON_SIGNING.search(words)
    if found is None:
        return None
    opens = begins or _OPENING.search(words[: found.start()]) is not None
    return Days(starts=signed, rule=found.group()) if opens else Days(due=signed, rule=found.group(), fixed=True)


def _with(days: Days, kind: str, covered: tuple[date, date], rule: str, *, joined: bool, bare: bool) -> Days:
    """The days with one more; `covered` are the first and last day that a time covers."""
    begin, finish = covered
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
    if words[start:].split(" ", 1)[0].lower() in word_set("agreement_text", "days", "starts"):  # beginning 4 May
        return "starts", start
    before = words[max(0, start - SIGHT) : start]
    found = _before_pattern().search(before)
    if found is None:
        first = not before.strip() or before.rstrip()[-1:] in "–-(:"
        return ("on" if first else ""), start
    word = " ".join(found[1].lower().split())
    at = start - len(before) + found.start(1)
    if word in {"on", "in", "at", "by"} and _TOLD.search(words[max(0, at - 14) : at]):
        return "", at
    if word in word_set("agreement_text", "days", "starts"):
        return "starts", at
    if word in {"on", "at", "in"}:
        opened = _OPENING.search(words[:at])
        sure = opened is not None and any(part in opened.group() for part in ("ing", "effect", "force"))
        return ("starts" if sure or (opened is not None and begins) else "on"), at
    return "due", at


@lru_cache(maxsize=1)
def _before_pattern() -> re.Pattern[str]:
    """A preposition right before a day, with an hour, a weekday or an article between."""
    words = word_set("agreement_text", "days", "due") | word_set("agreement_text", "days", "starts")
    return re.compile(rf"(?<!\w)({either(words)}){_BETWEEN}[\s,]*$", re.IGNORECASE)


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
    return later if (signed - finish).days > MONTHS_AGO else (begin, finish)

"""Days counted from an event: within ten days of the signature, the second day from the cease-fire, 130 hours."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from lib.agreement.dues.records import Days, Known
from lib.annotate.clausing.points import DEED, read_words
from lib.annotate.dating.numerals import number_value
from lib.codebooks import word_set
from lib.models import Timex
from lib.text.words import either

_DAYS_OF = {"hour": 0, "day": 1, "week": 7, "fortnight": 14, "month": 0, "year": 0}
_COUNT = r"(?P<count>\d{1,4}|[a-z]+(?:[ -][a-z]+){0,4}?)(?:\s*\([\w -]{1,20}\))?"
_UNIT = (
    r"(?:(?:calendar|working|business|consecutive|full|clear)\s+)?(?P<unit>hour|day|week|fortnight|month|year)s?\b[’']?"
)
LENGTH = rf"{_COUNT}\s+{_UNIT}"
_FILLED = r"(?:(?:at most|the (?:next|first|following)|a period of|no more than|the space of)\s+){0,2}"
_COUNTED = re.compile(
    r"\b(?P<word>within|inside|in|after|(?:not|no) (?:later|more) than|at the latest|by|over)\s+" + _FILLED + LENGTH,
    re.IGNORECASE,
)
_LATER = re.compile(rf"(?<!\w){LENGTH}(?=\s+(?:after|following|from)\b)", re.IGNORECASE)
_NTH = re.compile(
    r"\b(?P<word>(?:not|no) later than|by|on|upon|from|before|at the latest on)\s+the\s+"
    r"(?P<nth>[a-z]+(?:-[a-z]+)?|\d{1,3}(?:st|nd|rd|th))\s+(?P<unit>day|week|month)\b",
    re.IGNORECASE,
)
# What comes again each month has no last day.
_OF_MONTH = re.compile(r"\s+of (?:the|each|every|a|that)(?: \w+)? month\b", re.IGNORECASE)
# What it is counted from: up to the end of the phrase.
_FROM = re.compile(
    r"\s*,?\s*(?:of|after|from|following|as of|as from|starting from|counted from|since|upon)\s+"
    r"(?P<event>[^,;:.()]{2,90})",
    re.IGNORECASE,
)
_STOP_EVENT = re.compile(
    r"\s+(?:(?:shall|will|must|may|is(?! signed)|are|to|and|or|a|an|in|at|by|with|on|both|each|neither)\b"
    r"|the (?:two\b|(?=(?-i:[A-Z])))).*",
    re.IGNORECASE,
)
_BEFORE_START = re.compile(
    r"\b(?:before|ahead of|prior to|by|not later than|no later than)\s+the\s+"
    r"(?:start|beginning|opening|commencement)\s+of\s+(?P<event>[^,;:.()]{2,60})",
    re.IGNORECASE,
)
# What is then counted from no signature: if a breach is reported, the mission answers within three days.
_ON_CONDITION = re.compile(
    r"\b(?:if|when|whenever|where|once|upon|in case|in the event|should|any|every)\b|,\s+(?:which|who)\b", re.IGNORECASE
)
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth"),
)
_CLOCK = re.compile(r"\b(?:(\d{1,2})[:.h](\d{2})?(?:\s*(?:hours|hrs))?|(\d{2})(\d{2}) hours|(noon))", re.IGNORECASE)
# The entry into force of the ceasefire is not that of the agreement.
_OF_ANOTHER = re.compile(
    r"\bof (?:the|a|this) (?:cease-?fire|truce|cessation|law|measure|regime|lifting|ban)\b", re.IGNORECASE
)
_FORCE = re.compile(r"\b(?:entry|coming|entering) into (?:force|effect)\b", re.IGNORECASE)
_PHASE_BEGINS = re.compile(r"\b(?:start|beginning|opening) of (?:this|the present) (?:phase|stage|step|period)\b")
# What stops the shooting, however it is put.
_CEASING = re.compile(
    r"\bceas(?:e|es|ing) (?:all )?(?:hostilities|fire|attacks|fighting)\b"
    r"|\bcessation of (?:all )?(?:hostilities|attacks)\b"
    r"|\bcease-fire\b|\btruce\b|\b(?:halt|stop|end)s? (?:to )?(?:all )?hostilities\b"
)
_LASTING = re.compile(r"\bfor (?:(?:a|an|the|another|further|initial|first) )?(?:(?:period|term) of )?$", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\b\w|$")
HOURS, NOON, SIGHT = 24, 12, 60
MOST_DAYS = 36_500


def days_before_start(words: str, known: Known) -> Days:
    """The last day of what is to be done before something begins whose day is known."""
    before = _BEFORE_START.search(words)
    if before is None:
        return Days()
    base, _ = _base(f" of {_STOP_EVENT.sub('', before['event'])}", known, Days())
    return Days(due=base, rule=before.group())


def counted_days(words: str, known: Known, calendar: Days, told: Mapping[int, Timex]) -> Days:
    """What lengths of time counted from an event give; `told` has the days of events that the words themselves date."""
    days = Days()
    for found in lengths_in(words):
        if re.match(r"\s+(?:before|prior to|ahead of)\b", words[found.end() :]):  # counted back from what comes
            continue
        event = _event(words, found.end())
        base, what = _base(event, known, calendar)
        if (time := told.get(found.start())) is not None:
            base = time.finish
        if not event and calendar.starts is None and _is_conditional(words[: found.start()]):
            base = None
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


def _is_conditional(before_length: str) -> bool:
    """Whether what is to be done hangs on what may come: if a breach is reported, answer within three days."""
    answering = either(word_set("agreement_text", "duties", "answering"))
    answers = re.search(rf"\b(?:{answering})\b[^.;]{{0,60}}$", before_length[-2 * SIGHT :], re.IGNORECASE)
    return answers is not None or _ON_CONDITION.search(before_length) is not None


def _begins_before(words: str, at: int) -> bool:
    """Whether a length says when something begins: must begin not later than."""
    return re.search(r"\b(?:begin|start|commence)\s+$", words[:at], re.IGNORECASE) is not None


def lengths_in(words: str) -> list[re.Match[str]]:
    """The lengths and numbered days that a last day is counted by, in order, none inside another."""
    found = sorted(
        (found for pattern in (_COUNTED, _NTH, _LATER) for found in counting(pattern, words)),
        key=lambda m: m.start(),
    )
    kept: list[re.Match[str]] = []
    for match in found:
        if kept and match.start() < kept[-1].end():
            continue
        if _LASTING.search(
            words[max(0, match.start() - SIGHT) : match.start()]
        ):  # for one year from the date of signature
            continue
        word = (match.groupdict().get("word") or "").lower()
        counted = match.re is _COUNTED and word in {"in", "after", "by", "over"}
        if counted and not re.match(r"\s+(?:of|after|from|following|as of)\b", words[match.end() :]) and word != "in":
            continue
        if word == "in" and not _FROM.match(words, match.end()):
            continue
        if match.re is _NTH and (not _FROM.match(words, match.end()) or _OF_MONTH.match(words, match.end())):
            continue
        kept.append(match)
    return kept


def counting(pattern: re.Pattern[str], words: str) -> Iterator[re.Match[str]]:
    """The matches that count something: of "shall report ten days" the last two words."""
    at = 0
    while (found := pattern.search(words, at)) is not None:
        if count_of(found) is not None:
            yield found
            at = found.end()
        else:
            at = next(_NEXT_WORD.finditer(words, found.start() + 1)).start()


def count_of(found: re.Match[str]) -> int | None:
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
    if _names(low, "force") and not _OF_ANOTHER.search(event):
        opened = next((day for _, day, lasts in known.clauses if lasts), None) if "effective date" in low else None
        return known.in_force or opened, event
    if _names(low, "signing"):
        return known.signed, event
    if _PHASE_BEGINS.search(low):
        return known.period.starts, event
    if re.match(r"\s*(?:thereafter|after that|later)\b", low):
        return known.last, event
    wanted = content_of(_FORCE.sub(" ", re.sub(r"^\s*,?\s*\w+\s+", "", event)))
    ends = re.match(r"\s*,?\s*(?:after|following)\b", low) and not re.search(
        r"\b(?:start|begin\w*|effect|opening|force)\b", low
    )
    dated = [(has, day) for has, day, lasts in known.clauses if wanted and not (ends and lasts)]
    days = [day for has, day in dated if wanted <= has]
    if not days:  # "the parallel pull-back": the one deed of its kind that has a day
        deeds = frozenset(word for word in wanted if word.startswith(DEED))
        alike = {day for has, day in dated if deeds and deeds <= has}
        days = list(alike) if len(alike) == 1 else []
    return (days[0] if days else None), event


def event_day(event: str, known: Known) -> date | None:
    """The day of something that another clause sets a day for, by the words that name it."""
    day, _ = _base(f" of {_STOP_EVENT.sub('', event)}", known, Days())
    return day


def _names(event: str, kind: str) -> bool:
    """Whether an event is the signature or the entry into force."""
    return re.search(rf"\b(?:{either(word_set('agreement_text', 'days', kind))})\b", event) is not None


def content_of(words: str) -> frozenset[str]:
    """The words that name an event, as they are compared: by deed or stem, without articles.

    >>> content_of("the pull-back of tanks") <= content_of("tanks will be pulled back")
    True
    """
    low = _CEASING.sub("ceasefire", words.lower())
    noise = word_set("agreement_text", "days", "noise")
    said = (word for word in read_words(low) if low[word.start : word.end] not in noise)
    return frozenset(word.key for word in said if len(word.key) > 2) - {"pullback"}


def before(base: date, found: re.Match[str]) -> date | None:
    """The day so long before another."""
    count, unit = count_of(found) or 0, found["unit"].lower()
    try:
        if unit in {"month", "year"}:
            return _months_after(base, -count * (12 if unit == "year" else 1))
        return base - timedelta(hours_to_days(count, "") if unit == "hour" else count * _DAYS_OF[unit])
    except (OverflowError, ValueError):
        return None


def _after(base: date, found: re.Match[str], words: str, calendar: Days) -> date | None:
    """The day so long after another."""
    count, unit = count_of(found) or 0, found["unit"].lower()
    try:
        if unit in {"month", "year"}:
            return _months_after(base, count * (12 if unit == "year" else 1))
        if unit == "hour":
            return base + timedelta(hours_to_days(count, words if calendar.starts == base else ""))
        return base + timedelta(count * _DAYS_OF[unit])
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
    hour = NOON if clock[5] else int(clock[1] or clock[3])
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

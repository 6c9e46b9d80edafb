"""Days that words name: a time expression's, ahead of publication where that is left open, a length's, an event's."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import takewhile
from math import ceil

from lib.annotate.charting.chart import FINITE_TAG
from lib.annotate.dating.date_grammar import word_values
from lib.annotate.dating.iso_days import DAYS_A_WEEK, month_end, shifted, working_day
from lib.annotate.tree import Tagged
from lib.codebooks import load_words, words_of
from lib.models import Deadline, Timex
from lib.text.stems import stem

WEEKDAY = re.compile(r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
SETTLED = re.compile(r"(?i)\b(?:\d{4}|last|past|previous|ago|yesterday|earlier|that|those|same)\b")
YEAR = re.compile(r"\b\d{4}\b")
BARE_NUMBER = re.compile(r"(?:the )?\d{1,2}(?:st|nd|rd|th)$")
SLASHED = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}$")
CLOCK = re.compile(r"T\d\d:")
WORKING = re.compile(r"(?i)\b(?:working|business|trading)\b")
COUNT = re.compile(r"P(T)?(\d+(?:\.\d+)?)([HMDWYQEC])$")
ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)$")
DAY, WEEK = timedelta(1), timedelta(DAYS_A_WEEK)
HOURS_A_DAY, JUNE = 24, 6
# Nobody who says "by the first half of 2018" means the day before 2018.
PLAIN = re.compile(r"\d{4}(?:-(?:\d\d|Q[2-4]|H2|SP|SU|FA|WI|W\d\d(?:-WE)?))?$|\d{3}$")
BEGINNING = re.compile(r"(?i)\b(?:start|beginning|outset)\b")
# "Of the signing of the accord on 3 May": an event and its day stand this close; with a clause of its own, further.
NEAR, FARTHEST = 9, 18
# An event is told of a sentence or two away; what happens to an agreement once, anywhere in a report.
FAR, WHOLE = 60, 2_000
ONCE = frozenset({"sign", "adopt"})
# A date without a year that lies no further back is the one just past.
LATELY = timedelta(92)
DESCRIBING = frozenset({"WDT", "WP", "WP$", "WRB", "VBN"})


def is_clock(timex: Timex | None) -> bool:
    """Whether a time expression is an hour of the day: noon, 5 p.m."""
    return timex is not None and timex.type == "TIME" and CLOCK.search(timex.value or "T00:") is not None


@dataclass(slots=True)
class Days:
    """What the times and events of one text are as days; `last` is the deadline of the promise before."""

    tagged: Tagged
    published: date | None = None
    last: Deadline | None = None

    def ahead(self, at: int, *, today: bool = False) -> tuple[date, date] | None:
        """First and last day of the date at a token, ahead of publication where its words leave year or week open.

        A weekday may be that of publication only where `today` allows it: at noon on Monday, not on Monday, not by
        Monday. Days that may be read either way round (1/7/2019) are none.
        """
        timex, after, published = self.tagged.timexes[at], self.tagged.word(self.tagged.times[at]), self.published
        begin, finish, words = timex.begin, timex.finish, timex.span.exact
        if begin is None or finish is None or (SLASHED.match(words) and begin < finish):
            return None
        numbered = any(letter.isdigit() for letter in words) and not is_clock(timex)
        weekday = WEEKDAY.search(words) is not None
        if published is None or (weekday and numbered):
            return begin, finish
        if weekday:
            # "Monday week", "Monday next".
            on = WEEK * ((after == "week") + (after == "next" or finish < published + timedelta(not today)))
            return begin + on, finish + on
        if finish >= published or SETTLED.search(words):
            return begin, finish
        unit = "M" if BARE_NUMBER.match(words) else "W" if published - finish <= WEEK and not numbered else "Y"
        later = shifted(begin, 1, unit), shifted(finish, 1, unit)
        return (later[0], later[1]) if later[0] and later[1] else None

    def single(self, at: int) -> date | None:
        """The day that the time at a token names, ahead unless its verb is past; None for more or less than a day."""
        tagged, timex = self.tagged, self.tagged.timexes[at]
        if timex.finish is None or timex.begin != timex.finish or timex.type not in {"DATE", "TIME"}:
            return None
        published = self.published or timex.finish
        weekday = WEEKDAY.search(timex.span.exact)
        if not weekday and timedelta(0) < published - timex.finish <= LATELY:
            return timex.finish
        # "Friday's accord" is that of the Friday gone by.
        end = tagged.times[at]
        if weekday and tagged.word(end) in {"'s", "’s"} and tagged.word(end + 1) in words_of("nouns", "agreements"):
            return timex.finish - WEEK * (timex.finish > published)
        near = range(at - 1, max(at - NEAR, tagged.start_of(at)) - 1, -1)
        verb = next((i for i in near if tagged.tags[i].startswith("V") or tagged.tags[i] == "MD"), None)
        past = verb is None or (tagged.tags[verb] in {"VBD", "VBN"} and tagged.word(verb - 1) != "be")
        days = None if past else self.ahead(at)
        return days[1] if days is not None else timex.finish

    def first(self, stretch: range) -> date | None:
        """The first single day named in a stretch of words."""
        return next(filter(None, (self.single(at) for at in stretch if at in self.tagged.times)), None)

    def counted(self, at: int, base: date | None, step: int = 1) -> date | None:
        """The day that the length at a token lies after another, or before it, hours as whole days."""
        timex = self.tagged.timexes[at]
        match = COUNT.match(timex.value or "")
        if match is None or base is None:
            return timex.finish if base == self.published else None
        if WORKING.search(timex.span.exact) and match[3] == "D" and match[2].isdecimal():
            return working_day(base, step * int(match[2]))
        if match[1]:
            return shifted(base, step * (ceil(float(match[2]) / HOURS_A_DAY) if match[3] == "H" else 0), "D")
        return shifted(base, step * float(match[2]), match[3])

    def time_of(self, first: int) -> int | None:
        """Where the time stands that is the day of what these words name: among them, or set off behind them."""
        tagged = self.tagged
        described, open_ = False, tagged.word(first - 1) in words_of("joints", "cuts", "conditions") | {"time"}
        for at in range(first, min(first + FARTHEST, tagged.end_of(first - 1))):
            word = tagged.words[at]
            dated = at in tagged.times and tagged.timexes[at].begin is not None
            if dated and (not described or self.single(at) is not None):
                return at if described or at < first + NEAR else None
            # Which falls on, set for, its own day: what describes what was named just before.
            fixing = tagged.word(at + 1) in words_of("deadlines", "fixed", "numbered_from") or at + 1 in tagged.times
            set_off = word in {",", "("} and (fixing or tagged.tag(at + 1) in DESCRIBING)
            described |= tagged.tags[at] == "WDT" or set_off
            parted = word in {",", ";", ":", "and", "."} or at >= first + NEAR
            if not described and (parted or (tagged.tags[at] in FINITE_TAG and not open_)):
                return None
        return None

    def of_event(self, first: int) -> date | None:
        """The day of what these words name: that which stands with them, else where their event is told elsewhere."""
        tagged = self.tagged
        if back_at(tagged, first):
            before = range(first - 1, tagged.start_of(max(tagged.start_of(first) - 1, 0)) - 1, -1)
            return self.last.due if self.last is not None else self.first(before)
        if (at := self.time_of(first)) is not None:
            return self.single(at)
        near = range(first, min(first + NEAR, tagged.end_of(first - 1)))
        named = takewhile(lambda at: tagged.words[at] not in {",", ";", ":", "and", "."}, near)
        events = (_event(tagged.words[at]) for at in named if tagged.tags[at][0] in "NV")
        return next(filter(None, (self.told(first, event) for event in events)), None)

    def told(self, first: int, *events: str) -> date | None:
        """The day of an event as the text tells it elsewhere, nearest before these words first: signed on 3 May."""
        tagged, after = self.tagged, self.tagged.end_of(first - 1)
        far = FAR if ONCE.isdisjoint(events) else WHOLE
        around = (*range(first - 1, max(first - far, -1), -1), *range(after, min(after + far, len(tagged.words))))
        named = (at for at in around if tagged.tags[at].startswith(("N", "V")) and _event(tagged.words[at]) in events)
        days = (self.single(time) for at in named for time in self._times_near(at))
        return next(filter(None, days), None)

    def _times_near(self, event: int) -> Iterator[int]:
        tagged = self.tagged
        start, end = max(tagged.start_of(event), event - NEAR), min(tagged.end_of(event), event + NEAR)
        for stretch in (range(event + 1, end), range(event - 1, start - 1, -1)):
            ends = (i for i in stretch if tagged.words[i] in {";", "and"} or tagged.tags[i] in FINITE_TAG - {"MD"})
            stop = next(ends, stretch.stop)
            yield from (at for at in range(stretch.start, stop, stretch.step) if at in tagged.times)


@lru_cache(maxsize=4096)
def _event(word: str) -> str:
    table: Mapping[str, list[str]] = load_words("commitments")["events"]
    return next((event for event, words in table.items() if word in words), "") or stem(word)


def back_at(tagged: Tagged, at: int) -> int:
    """How many words from here on point back to a day named before: that date, then, thereafter; 0 for none."""
    that = {"that"} if tagged.word(at - 1) in words_of("deadlines", "counted_from") else frozenset[str]()
    back = words_of("deadlines", "back", "thereafter") | that
    return tagged.phrase(at, back)


def numbered_at(tagged: Tagged, at: int) -> tuple[int, int, str] | None:
    """The numbered stretch whose unit stands at this token, as its first token, number and unit: "the 16th day"."""
    unit = word_values("units").get(tagged.words[at])
    if unit not in {"D", "W", "F", "M"} or at in tagged.timed:
        return None
    digits = ORDINAL.match(tagged.word(at - 1))
    number = int(digits[1]) if digits is not None else word_values("ordinals").get(tagged.word(at - 1))
    return (at - 1, int(number), unit) if number is not None else None


def event_after(tagged: Tagged, end: int) -> int | None:
    """Where the words begin for what a length that ends here is counted from: within 30 days of | signing."""
    if tagged.word(end) in words_of("deadlines", "thereafter"):
        return end
    counting = words_of("deadlines", "before", "counted_from") - {"on", "on the eve of", "earlier than"}
    length = tagged.phrase(end, counting)
    return end + length if length and tagged.word(end + length) not in words_of("deadlines", "from_today") else None


def last_day(timex: Timex, found: tuple[date, date], way: str, published: date | None) -> date:
    """The last day that the words of a date, more or less than a day, allow."""
    (begin, finish), value = found, timex.value or ""
    if way == "before":
        return finish if timex.mod == "END" else begin - DAY
    if timex.mod == "MID" and value.isdigit() and len(value) == len("2018"):
        return month_end(int(value), JUNE)
    if way != "by" or begin == finish:
        return finish
    if timex.mod == "START" and BEGINNING.search(timex.span.exact):
        return begin
    whole = timex.mod is None and PLAIN.match(value) is not None
    return begin - DAY if whole and (published is None or begin - DAY >= published) else finish

"""When each clause of one agreement is due: its own days, or those of its lead-ins and heading."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from lib.agreement.dues.counted import content_of
from lib.agreement.dues.days import find_days
from lib.agreement.dues.numbered import heading_days
from lib.agreement.dues.records import Days, Known
from lib.agreement.outline.pieces import Piece
from lib.annotate import Tools
from lib.annotate.dates import find_timexes
from lib.annotate.pipeline import parse_all
from lib.models import Sentence, Span, Timex
from lib.models.agreements import ClauseModality

_THEN = re.compile(r"(?:at that point|thereafter|thereupon|from then on|after that|then)\b", re.IGNORECASE)
_VERB = re.compile(r"\b(?:shall|will|must|may|to|agree\w*|undertake\w*|have|has|is|are|was|were|met|decided)\b")
_TAKES_FORCE = re.compile(
    r"\b(?:(?:enters?|come|comes) into force|takes? effect|becomes? effective|effective date)\b", re.IGNORECASE
)
_DOCUMENT = re.compile(
    r"\b(?:agreement|memorandum|protocol|treaty|accord|it|arrangement|convention|document)\b", re.IGNORECASE
)
_UNTIL = re.compile(r"(?:before|until|till|prior to)\b", re.IGNORECASE)
# "Day 1" means 12 November 2022; D stands for the day of signature.
_DAY_ONE = re.compile(
    r"\bday (?:1|one)\b[”\"’]?\s*(?:,|=|\(|:|–|means|is|being|shall be|stands for|refers to)\s*([^.;\n]{0,80})",
    re.IGNORECASE,
)
_FROM_ZERO = re.compile(r"\b[Dd]ay (?:0|zero)\b")
_DAY_ZERO = re.compile(
    r"\b(?:D(?:-[Dd]ay)?|[Dd]ay (?:0|zero))\b[”\"’]?\s*"
    r"(?:=|:|–|means|is|being|shall be|falls on|stands\s+for)\s*([^.;\t|]{0,80})"
)


class Timing:
    """Gives the days of an agreement's clauses, asked in the order of the text."""

    def __init__(
        self,
        times: Mapping[str, tuple[Timex, ...]],
        begins: Mapping[str, bool],
        text: str,
        signed: date | None,
        tools: Tools,
    ) -> None:
        """`times` and `begins` hold, by the words of a clause or lead-in, its times and whether it tells of a start."""
        self._times, self._begins, self._tools = times, begins, tools
        self._periods: dict[str, Days] = {}
        self._others: dict[str, tuple[Timex, ...]] = {}
        self._known = self._in_force(Known(signed))
        zero = self._named(_DAY_ZERO, text)
        one = self._named(_DAY_ONE, text) or (zero + timedelta(1) if zero and _FROM_ZERO.search(text) else None)
        self._known = replace(self._known, day_one=one, day_zero=zero)

    def days_of(self, piece: Piece, modality: ClauseModality) -> Days:
        """The days of a clause: its own, else those of the words that lead it in or of the heading above it."""
        known = self._known = replace(
            self._known, period=self._period(piece.heading or ""), heading=piece.heading or ""
        )
        if (one := self._defined(piece.words)) is not None:
            self._known = replace(known, last=one)
            return Days()
        days = self._in_cell(piece.row.when) if piece.row else Days()
        days = self._own(piece.words) if days.rule is None else days
        if days.rule is None and known.last is not None and (found := _THEN.match(piece.words)):
            days = Days(starts=known.last, rule=found.group())
        self._known = known = replace(known, last=days.due or days.starts)
        led = self._led(piece)
        if days.due is None and days.starts is None and led.rule:
            days = led
        elif days.due is None and led.due:
            days = replace(days, due=led.due, rule=f"{days.rule}; {led.rule}")
        elif days.rule is None and modality == "obligation":
            days = known.period
        if days.fixed and (fixed := days.starts or days.due) is not None:
            entry = (content_of(piece.words), fixed, days.starts is not None)
            self._known = replace(known, clauses=(*known.clauses, entry))
        forbids = modality == "prohibition" and _UNTIL.match(days.rule or "")
        return replace(days, due=None) if forbids else days  # what may not be done until a day is not due on it

    def _own(self, words: str) -> Days:
        return find_days(words, self._times[words], self._known, begins=self._begins[words])

    def _defined(self, words: str) -> date | None:
        """The day that a clause only gives a number: Day 1 means 12 November 2022."""
        if _DAY_ONE.match(words.lstrip("“\"‘'„«")):
            return self._known.day_one
        return self._known.day_zero if _DAY_ZERO.match(words.lstrip("“\"‘'„«")) else None

    def _in_cell(self, words: str) -> Days:
        """The days that a table's cell gives; its words are the rule of one that gives none."""
        if not words:
            return Days()
        days = find_days(words, self._read(words), self._known, begins=False)
        return days if days.rule else Days(rule=words)

    def _led(self, piece: Piece) -> Days:
        """The days that the innermost lead-in with a day gives."""
        signed = self._known.signed
        for lead in reversed(piece.leads):
            days = find_days(completed(lead), self._times[lead], self._known, begins=self._begins[lead])
            told = signed and all(day <= signed for day in (days.due, days.starts) if day)
            if days.rule and not (told and (days.due or days.starts)):  # "met from 27 to 30 August and agreed:"
                return days
        return Days()

    def _in_force(self, known: Known) -> Known:
        """What is known, with the day of the entry into force where a clause gives it."""
        for words in self._times:
            if _TAKES_FORCE.search(words) and _DOCUMENT.search(words):
                days = find_days(words, self._times[words], known, begins=True)
                if (day := days.starts or days.due) is not None:
                    return replace(known, in_force=day)
        return known

    def _period(self, heading: str) -> Days:
        """The period that a heading sets."""
        if heading not in self._periods:
            self._periods[heading] = heading_days(heading, self._read(heading), self._known)
        return self._periods[heading]

    def _named(self, pattern: re.Pattern[str], text: str) -> date | None:
        """The day that a text says its numbered days are counted from."""
        found = pattern.search(text)
        if found is None:
            return None
        if re.search(r"\bsign(?:ed|ature|ing)\b", found[1]):
            return self._known.signed
        day = next((time.begin for time in self._read(found[1]) if time.begin and time.begin == time.finish), None)
        return day or (self._known.in_force if re.search(r"\b(?:force|effect)\b", found[1]) else None)

    def _read(self, words: str) -> tuple[Timex, ...]:
        """The times in words that are no clause: a heading's, a cell's."""
        if words not in self._others:
            self._others[words] = self._parsed(words)
        return self._others[words]

    def _parsed(self, words: str) -> tuple[Timex, ...]:
        docs = parse_all([(words, whole(words))], self._tools) if words.strip() else ()
        return tuple(time for doc in docs for time in find_timexes(doc, self._known.signed))


def whole(words: str) -> tuple[Sentence, ...]:
    """A clause as the one sentence that it is to the parser."""
    return (Sentence(Span(0, len(words), words), 0),)


def completed(words: str) -> str:
    """Words that lead in as a sentence that the parser can read: "Peru will:" is "Peru will act"."""
    open_end = words.rstrip(" :–-,")
    if re.search(r"\b(?:shall|will|must|may|to)$", open_end):
        return f"{open_end} act."
    if words.rstrip()[-1:] == ":" and not _VERB.search(open_end):  # "Each Party:"
        return f"{open_end} shall act."
    if words.rstrip()[-1:] in ":–-" and re.search(r"\b(?:shall|will|must|may|to)(?: also)?,[^.;]*$", open_end):
        return re.sub(r"\b(shall|will|must|may|to)(?: also)?,", r"\1 act,", open_end, count=1) + "."
    return words

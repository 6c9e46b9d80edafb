"""What is reported of something agreed: begun, done, broken, disputed, delayed, denied, extended or verified, and when.

Which clauses tell that, rows of lib/codebooks/deeds_told.toml say; each deed carries the reason of its row.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from lib.annotate.charting.chart import PERFECT, SUBJECTS, Chart, Clause
from lib.annotate.charting.doers import Doers
from lib.annotate.charting.rows import Asked, Row, first_row, load_rows, plain_forms
from lib.annotate.charting.subjects import left_edge
from lib.annotate.charting.tagged import FINITE_TAG, Tagged, read_tagged
from lib.annotate.promising.calendars import Calendar
from lib.annotate.promising.clause_spans import DASHES, clause_end, with_opening_mark
from lib.annotate.promising.commitment_parts import action_of, object_of, obligor_of
from lib.annotate.promising.promises import Promise
from lib.annotate.quotes import cited_at
from lib.annotator import Annotator, Layer
from lib.codebooks import word_set
from lib.models import Mention, Passage, Quote, ReportedDeed, Sentence, Timex, Toponym

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from lib.annotate.pipeline import Tools

# What was done longer ago is background: no agreement that is reported on runs from then.
BACKGROUND = timedelta(300)
STOPS = frozenset(".!?…”\"'’")
# Of these, the day is the one on which somebody says so.
SAID = frozenset({"disputed", "denied", "verified"})
# A clause that hangs so on one that tells a deed is part of it.
PARTS = frozenset({"relative", "describing", "completing", "content", "object"})
# These part what a headline tells.
HEAD_JOINTS = frozenset({":", ";", ",", "as", "and", "–", "but"})
RELATIVES = frozenset({"that", "which", "who"})
# "As agreed" stands so close behind.
BEHIND = 8
MADE_OF = frozenset({"pobj", "conj", "compound", "nmod", "prep", "appos"})
# What was agreed longer ago is not told as news.
LATELY = timedelta(7)
# A dateline has at most so many words.
DATELINE = 20
# Those left are spoken of at most so many words behind a part.
NEAR = 60


@dataclass(frozen=True)
class _Text:
    """One text as deeds are read of it; `heads` are the first tokens of its headlines."""

    tagged: Tagged
    chart: Chart
    doers: Doers
    calendar: Calendar
    quotes: Sequence[Quote]
    heads: Collection[int]

    @cached_property
    def fresh(self) -> bool:
        """Whether headline or lead tell that something has just been agreed."""
        rows = load_rows("deeds_told", "made")
        opening = (one for one in self.chart.clauses.values() if self.tagged.start_of(one.verb) in self.opening)
        return any(first_row(_Reported(self.tagged, self.chart, one, self), rows) and self._lately(one) for one in opening)

    def _lately(self, clause: Clause) -> bool:
        start, end = self.tagged.tree.sentences[clause.verb]
        span, published = self.tagged.tree.words(start, end - 1), self.calendar.published
        days = [timex.finish for timex in self.calendar.between(span.start, span.end) if timex.finish is not None]
        return published is None or not days or any(published - LATELY <= day <= published for day in days)

    @cached_property
    def opening(self) -> frozenset[int]:
        """The first tokens of headline and lead."""
        ends = {self.tagged.end_of(first) for first in self.heads}
        return frozenset({*self.heads, *(ends or {0})})

    def days(self, first: int, end: int) -> Iterator[tuple[int, date]]:
        """The single days between two tokens that are past, each with its first token."""
        published = self.calendar.published
        for at in range(max(first, 0), end):
            timex = self.calendar.at(self.tagged.tree.offsets[at]) if at in self.tagged.times else None
            day = timex.begin if timex is not None and timex.begin == timex.finish else None
            if day is not None and (published is None or day <= published):
                yield at, day


def find_deeds(
    doc: "Doc",
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    timexes: Sequence[Timex],
    quotes: Sequence[Quote],
    published: date | None = None,
    toponyms: Sequence[Toponym] = (),
    tools: "Tools | None" = None,
    passages: Sequence[Passage] = (),
) -> Iterator[ReportedDeed]:
    """The deeds that a parsed text reports, in text order, where it speaks of something agreed.

    Plans, threats, what would have been, daily politics and what happened long ago are none. A headline or a lead that
    gives no day has that of the first deed in the text of which as much is said.
    """
    tagged = read_tagged(doc, timexes)
    doers = Doers(tagged, mentions, toponyms, quotes, tools)
    bounds = list(dict.fromkeys(tagged.tree.sentences))
    heads = frozenset(_headlines(tagged, bounds, sentences))
    text = _Text(tagged, Chart(tagged), doers, Calendar(timexes, published), quotes, heads)
    spoken = (one for one in bounds if _spoken_of(passages, tagged.tree.offsets[one[0]]))
    told = [one for first, end in spoken for one in _of_sentence(text, first, end)]
    found = [_deed(text, clause, row) for clause, row in told]
    first_days = {deed.state: deed.on for deed in reversed(found) if deed.on is not None}
    for deed, (clause, _) in zip(found, told, strict=True):
        opening = tagged.start_of(clause.verb) in text.opening and deed.on is None
        yield replace(deed, on=first_days.get(deed.state)) if opening else deed


def _headlines(tagged: Tagged, bounds: Iterable[tuple[int, int]], sentences: Sequence[Sentence]) -> Iterator[int]:
    """The first tokens of the headline, and of sentences without a full stop before the first that has one."""
    marked = {sentence.span.start for sentence in sentences if sentence.headline}
    opening = True
    for first, end in bounds:
        opening = opening and tagged.tree.words(first, end - 1).exact[-1:] not in STOPS
        if opening or tagged.tree.offsets[first] in marked:
            yield first


def _spoken_of(passages: Sequence[Passage], offset: int) -> bool:
    at = bisect_right(passages, offset, key=lambda passage: passage.span.start) - 1
    return at < 0 or passages[at].agreed


def _of_sentence(text: _Text, first: int, end: int) -> Iterator[tuple[Clause, Row]]:
    """The clauses of a sentence that tell a deed; a question tells none, and what is part of a deed is none itself."""
    if "?" in text.tagged.words[max(end - 3, first) : end]:
        return
    told: dict[int, tuple[Clause, Row]] = {}
    clauses = list(text.chart.within(first, end))
    for clause in sorted(clauses, key=lambda one: sum(1 for _ in text.chart.above(one))):
        row = _row(text, clause)
        if row is not None and not _part_of_told(text, clause, told):
            told[clause.verb] = clause, row
    if first in text.heads:
        cuts = [first - 1, *(at for at in range(first, end) if text.tagged.words[at] in HEAD_JOINTS), end]
        for start, stop in pairwise(cuts):
            if not any(start < verb < stop for verb in told):
                told |= dict(list(_lost(text, start + 1, stop))[:1])
    yield from (told[verb] for verb in sorted(told) if not _leaned_on(told, verb))


def _leaned_on(told: Mapping[int, tuple[Clause, Row]], verb: int) -> bool:
    """Whether a relative clause tells the same of the same: talks, which should have begun, | were put off."""
    clause, row = told[verb]
    above = told.get(clause.parent) if clause.parent is not None and clause.relation == "relative" else None
    below = (one for one, other in told.values() if one.parent == verb and one.relation == "relative" and other.states == "delayed")
    return above is not None and above[1].states == row.states or (row.states == "begun" and any(True for _ in below))


def _row(text: _Text, clause: Clause) -> Row | None:
    row = first_row(_Reported(text.tagged, text.chart, clause, text), load_rows("deeds_told", "told"))
    return row if row is not None and row.states != "none" else None


def _lost(text: _Text, first: int, end: int) -> Iterator[tuple[int, tuple[Clause, Row]]]:
    """What words of a headline tell that the parser took for no verbs: in capitals these are often lost."""
    for at in range(first + 1, end):
        verbal = text.tagged.tags[at].startswith(("N", "V")) or text.tagged.token(at).is_upper
        if at not in text.chart.clauses and verbal and not text.tagged.words[at].endswith("ing"):
            clause = Clause(at, at, at - 1, True, None, "main", "finite", "", "", False, False, False, False)
            row = _row(text, clause)
            if row is not None:
                yield at, (clause, row)


def _part_of_told(text: _Text, clause: Clause, told: Mapping[int, Any]) -> bool:
    """Whether a clause describes, completes or is the content of one that tells a deed."""
    below = clause
    for above in text.chart.above(clause):
        parts = below.relation in PARTS or (below.relation == "adverbial" and below.mark == "after")
        parts = parts or (below.relation == "joined" and not below.own and below is not clause)
        if not parts or above.verb > below.verb or _set_beside(text, below):
            return False
        if above.verb in told:
            return True
        below = above
    return False


def _set_beside(text: _Text, clause: Clause) -> bool:
    """Whether what the parser takes for somebody's words only stands beside: army says all gone, | rebels disagree."""
    first, _ = _Reported(text.tagged, text.chart, clause, text).bounds
    return clause.relation == "content" and text.tagged.word(first - 1) in HEAD_JOINTS


@dataclass(frozen=True)
class _Reported(Asked):
    """What a row may ask of a clause that may tell a deed."""

    text: _Text

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """The first token of the clause and its end."""
        clause = self.clause
        first = clause.lead
        if clause.own and clause.subject is not None and clause.subject < first and clause.relation != "relative":
            first = max(left_edge(self.tagged, self.tagged.token(clause.subject)), _past_dateline(self.tagged, first))
        return first, clause_end(self.tagged, first, clause.verb, ())

    @cached_property
    def words(self) -> frozenset[str]:
        """The clause's own words, without those of what it says that somebody says."""
        first, end = self.bounds
        firsts = (one.subject if one.own and one.subject is not None else one.lead for one in self.contents)
        said = [at for at in firsts if at > self.clause.verb]
        described = {self.tagged.token(self.clause.verb).head.lower_} if self.clause.relation == "relative" else set()
        return described | frozenset(self.tagged.words[first : min([end, *said])])

    @cached_property
    def contents(self) -> list[Clause]:
        """The clauses that tell what this one says."""
        near = self.chart.within(self.clause.verb, self.tagged.end_of(self.clause.verb))
        return [one for one in near if one.parent == self.clause.verb and one.relation == "content"]

    @cached_property
    def source(self) -> frozenset[str]:
        """The words that name who says so; none where the text itself does."""
        at = self.tagged.tree.offsets[self.clause.verb]
        around = [quote for quote in self.text.quotes if quote.span.start <= at < quote.span.end and quote.speaker]
        if (speaker := min(around, key=lambda q: q.span.end - q.span.start).speaker if around else None) is not None:
            return frozenset(speaker.span.exact.lower().split())
        above = next((one for one in self.governing() if one.own and self.clause.relation == "content"), None)
        named = self.tagged.token(above.subject).subtree if above is not None and above.subject is not None else ()
        return frozenset(token.lower_ for token in named)

    @cached_property
    def time(self) -> str:
        """When it is: past, perfect, present; headline where one tells it in its own tense; else the verb's form."""
        clause = self.clause
        if clause.modal:
            return "modal"
        going_on = self.tagged.words[clause.lead] in PERFECT and self.tagged.tags[clause.verb] == "VBG"
        time = "perfect" if clause.perfect or going_on else "past" if clause.past else "present"
        # A participle alone makes no such clause: the tag is wrong.
        named = clause.own or not self.beside.isdisjoint(RELATIVES)
        alone = clause.form == "participle" and clause.relation in {"relative", "content"} and named
        time = time if clause.form == "finite" else "past" if alone else clause.form
        head = self.tagged.start_of(clause.verb) in self.text.heads
        return "headline" if head and time in {"present", "participle"} else time

    def is_time(self, wanted: Collection[str]) -> bool:
        return self.time in wanted

    def is_nobody(self, wanted: bool) -> bool:
        """Whether it is said of nobody and nothing: no shot, neither side, none of them."""
        subject = self.clause.subject
        named = [] if subject is None else [self.tagged.token(subject), *self.tagged.tree.kids[subject]]
        words = {token.lower_ for token in named if token.i < self.clause.lead}
        words |= {self.tagged.words[self.tagged.start_of(self.clause.verb)]} & {"nor"}
        return bool(words & (word_set("commitments", "nouns", "no_one") | {"nor"})) == wanted

    def is_negated(self, wanted: bool) -> bool:
        words = self.beside & ({"no", "neither"} if "be" in plain_forms(self.word) else {"neither"})
        return bool(self.clause.negated or words or self.is_nobody(True)) == wanted

    def is_counted(self, wanted: bool) -> bool:
        """Whether a number says how many do it, or of how many it is done."""
        heads = [kid for kid in self.tagged.tree.kids[self.clause.verb] if kid.dep_ in {*SUBJECTS, "dobj"}]
        near = (token for head in heads for token in (head, *self.tagged.tree.kids[head.i]))
        return any(token.tag_ == "CD" and not self.tagged.in_time(token.i) for token in near) == wanted

    def is_says(self, wanted: Collection[str]) -> bool:
        """Whether these words stand in the clause or close behind it: as agreed, in breach of."""
        first, end = self.bounds
        near = " ".join(self.tagged.words[first : min(end + BEHIND, self.tagged.end_of(self.clause.verb))])
        return any(f" {words} " in f" {near} " for words in wanted)

    def is_content(self, wanted: bool) -> bool:
        """Whether what it says stands in a clause of its own."""
        return bool(self.contents) == wanted

    def is_thing(self, wanted: Collection[str]) -> bool:
        return not self.words.isdisjoint(wanted)

    def is_thing_not(self, wanted: Collection[str]) -> bool:
        return self.words.isdisjoint(wanted)

    @cached_property
    def matters(self) -> frozenset[str]:
        """The words for who does it, what it is done to, and where: each with what it is made of."""
        kids = [kid for kid in self.tagged.tree.kids[self.clause.verb] if kid.i not in self.chart.clauses]
        named = {self.tagged.words[self.clause.subject]} if self.clause.subject is not None else set[str]()
        for _ in range(3):
            named.update(kid.lower_ for kid in kids if kid.tag_.startswith(("N", "PRP", "CD")))
            kids = [one for kid in kids for one in self.tagged.tree.kids[kid.i] if one.dep_ in MADE_OF]
        return frozenset(named) if self.clause.verb in self.chart.clauses else self.words

    def is_matter(self, wanted: Collection[str]) -> bool:
        return not self.matters.isdisjoint(wanted)

    def is_fresh(self, wanted: bool) -> bool:
        return self.text.fresh == wanted

    def is_object_not(self, wanted: Collection[str]) -> bool:
        """Whether none of these is who does it, or what it is done to."""
        kids = self.tagged.tree.kids[self.clause.verb]
        return not any(kid.lower_ in wanted for kid in kids if kid.dep_ in {*SUBJECTS, "dobj"})

    def is_opened(self, wanted: Collection[str]) -> bool:
        """Whether one of these stands before the verb in its sentence."""
        before = " ".join(self.tagged.words[self.tagged.start_of(self.clause.verb) : self.clause.lead])
        return any(f" {words} " in f" {before} " for words in wanted)

    def is_source(self, wanted: Collection[str]) -> bool:
        return not self.source.isdisjoint(wanted)

    def is_cited(self, wanted: bool) -> bool:
        return bool(self.source) == wanted

    def is_old(self, wanted: bool) -> bool:
        """Whether all days in it are of long ago."""
        calendar, (first, end) = self.text.calendar, self.bounds
        published, span = calendar.published, self.tagged.tree.words(first, end - 1)
        ends = [timex.finish for timex in calendar.between(span.start, span.end) if timex.finish]
        return (published is not None and bool(ends) and max(ends) < published - BACKGROUND) == wanted

    def is_part(self, wanted: bool) -> bool:
        """Whether it is said of a part: the first, some, five of the twelve; 52, where 32 others are spoken of."""
        first, end = self.bounds
        if not self.words.isdisjoint(word_set("deeds_told", "amounts", "whole")):
            return not wanted
        tagged, of = self.tagged, {"of", "out"}
        numbers = [at for at in range(first, end) if tagged.tags[at] == "CD" and not tagged.in_time(at)]
        part = any(of.intersection(tagged.words[at + 1 : at + 3]) for at in numbers)
        part = part or any(self._tells_part(at) for at in range(first, end))
        opened = tagged.words[tagged.start_of(first)] == "of" or self._others_after(end)
        return (part or (bool(numbers) and opened)) == wanted

    def _tells_part(self, at: int) -> bool:
        """Whether a word makes subject or object a part: the first, some, only."""
        token = self.tagged.token(at)
        of_it = {token.dep_, token.head.dep_} & {*SUBJECTS, "dobj"}
        return bool(of_it) and self.tagged.words[at] in word_set("deeds_told", "amounts", "part")

    def _others_after(self, end: int) -> bool:
        """Whether the words that follow speak of those left: the 32 others, the missing four."""
        left = word_set("deeds_told", "amounts", "left")
        near = (at for at in range(end, min(end + NEAR, len(self.tagged.words))) if self.tagged.words[at] in left)
        return any("CD" in self.tagged.tags[at - 2 : at + 3] for at in near)


def _deed(text: _Text, clause: Clause, row: Row) -> ReportedDeed:
    """The record of a clause that a row reads."""
    tagged = text.tagged
    first, end = _Reported(tagged, text.chart, clause, text).bounds
    span = tagged.tree.words(with_opening_mark(tagged, first, end), end - 1)
    # Accused the rebels | of shelling it.
    moved = clause.relation == "object" and clause.parent is not None
    accused = tagged.tree.kid(tagged.token(clause.parent), "dobj") if moved and clause.parent is not None else None
    subject = accused.i if accused is not None else clause.subject
    promise = Promise(first, clause.lead, clause.verb, clause.verb, subject, "obligation", "deed")
    return ReportedDeed(
        span=span,
        doer=obligor_of(tagged, text.doers, promise, end),
        action=action_of(tagged, promise),
        object=object_of(tagged, promise, end),
        state=row.states,  # type: ignore[arg-type]  # the rows name states, which a test holds
        on=_day(text, clause, row.states in SAID, (first, end)),
        cited=cited_at(text.quotes, span),
        reason=row.reason.replace("{verb}", tagged.token(clause.verb).text),
    )


def _day(text: _Text, clause: Clause, said: bool, bounds: tuple[int, int]) -> date | None:
    """The day of a deed: that on which somebody says so, that in its clause, that which opens it, or the same again."""
    tagged = text.tagged
    first, end = bounds
    start = _past_dateline(tagged, clause.verb)
    ahead = word_set("deeds_told", "days", "ahead") | ({"since"} if said else frozenset())
    days = [(at, day) for at, day in text.days(start, end) if tagged.word(at - 1) not in ahead]
    opened = next((one.verb for one in text.chart.above(clause) if one.verb < first), start)
    before = [day for at, day in days if at < first and (said or (at >= opened and tagged.times[at] >= first - 1))]
    inside = [day for at, day in sorted(days, key=lambda one: one[0] < clause.verb) if at >= first]
    if found := [*before[-1:], *inside] if said else [*inside, *before[-1:]]:
        return found[0]
    known = [day for _, day in text.days(0, first)] if "same" in tagged.words[first:end] else []
    return known[-1] if known else None


def _past_dateline(tagged: Tagged, verb: int) -> int:
    """The first token of a verb's sentence behind its dateline: "GENEVA, 8 May (AFP) - | The army"."""
    first = tagged.start_of(verb)
    near = range(first, min(first + DATELINE, verb))
    dashes = [at for at in near if tagged.words[at] in DASHES and tagged.token(first).is_upper]
    verbs = any(tag in FINITE_TAG for tag in tagged.tags[first : dashes[-1]]) if dashes else True
    return first if verbs else dashes[-1] + 1


ANNOTATOR = Annotator(
    "deeds",
    ReportedDeed,
    ("grammar", "sentences", "mentions", "timexes", "quotes", "published", "toponyms", "tools", "passages"),
    find_deeds,
    columns={"doer.text": "doer"},
    entities={"doer_entity": "doer", "cited": None},
    layers=(Layer("deed", "Reported deed", "reported"),),
)

"""Who promised what by when: the clauses that state what somebody will, must, may or may not do."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from lib.annotate.charting.chart import read_chart
from lib.annotate.charting.doers import Doers
from lib.annotate.charting.tagged import REACH, Tagged
from lib.annotate.charting.words import words_of
from lib.annotate.dating.iso_days import shifted
from lib.annotate.promising.calendars import YEAR, Calendar
from lib.annotate.promising.clause_spans import clause_end, with_opening_mark
from lib.annotate.promising.commitment_parts import action_of, condition_of, deed_of, object_of, obligor_of
from lib.annotate.promising.deadlines import Dated, find_deadline, is_start
from lib.annotate.promising.denials import find_denied
from lib.annotate.promising.lengths import end_of_term, pointed_back
from lib.annotate.promising.occasions import (
    day_after_aside,
    day_before_demand,
    day_of_occasion,
    day_of_occasion_before,
    day_of_phase,
    moved_deadline,
    waited_for,
    with_shared_day,
)
from lib.annotate.promising.openings import opening_date
from lib.annotate.promising.promise_filters import frames_of
from lib.annotate.promising.promised_verbs import names_agreement_under
from lib.annotate.promising.promises import Promise, find_promises
from lib.annotate.promising.sentences import promises_of
from lib.annotate.promising.terms import second_terms
from lib.annotate.quotes import cited_at
from lib.annotator import Annotator, Layer
from lib.codebooks import load_words
from lib.models import Commitment, Deadline, Mention, Modality, Passage, Quote, ReportedDeed, Timex, Toponym

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from lib.annotate.pipeline import Tools

# These say themselves that something is promised or demanded: agreed to, the accord requires, a pledge to.
EXPLICIT = frozenset({"promise", "demand", "noun", "gift"})


# A text that reports so many deeds begun, broken or delayed tells how an agreement is carried out; what is done may be
# of any time before.
CARRIED_OUT = 2
# What was agreed no longer ago has just been agreed.
LATELY = timedelta(10)
# What was to be done no longer ago was due then, not next year.
LONG_AGO = timedelta(183)


@dataclass(frozen=True)
class _Source:
    """What the commitments of one text are made from."""

    tagged: Tagged
    calendar: Calendar
    doers: Doers
    quotes: Sequence[Quote]
    passages: Sequence[Passage]
    carried_out: int

    @cached_property
    def fresh(self) -> bool:
        """Whether something has just been agreed; not where the text tells how an older agreement is carried out."""
        published, words = self.calendar.published, words_of("nouns", "agreeing") | words_of("spoken_of", "outright")
        if self.carried_out >= CARRIED_OUT:
            return False
        if published is None:
            return True
        named = (at for at, word in enumerate(self.tagged.words) if word in words)
        since = [published - day for at in named for day in self._days_beside(at)]
        return not since or min(since) <= LATELY

    def _days_beside(self, at: int) -> Iterator[date]:
        """The days that stand near a verb in its sentence."""
        first, end = self.tagged.tree.sentences[at]
        for time in range(max(first, at - REACH), min(end, at + REACH)):
            timex = self.calendar.at(self.tagged.tree.offsets[time]) if time in self.tagged.times else None
            if (
                timex is not None
                and timex.finish is not None
                and timex.finish <= (self.calendar.published or timex.finish)
            ):
                yield timex.finish


def find_commitments(  # noqa: PLR0913, PLR0917  # an annotator is given all that it needs
    doc: "Doc",
    mentions: Sequence[Mention],
    timexes: Sequence[Timex],
    quotes: Sequence[Quote],
    published: date | None = None,
    toponyms: Sequence[Toponym] = (),
    tools: "Tools | None" = None,
    passages: Sequence[Passage] = (),
    deeds: Sequence[ReportedDeed] = (),
) -> Iterator[Commitment]:
    """The commitments that a parsed text reports, in text order; `clause` is left open.

    `published` is the day that "has five days to" counts from. Past events, opinions, hopes, forecasts, denied and
    repeated promises are none. The modal and promise verbs are those of deontic modality (von Wright 1951).

    >>> import spacy
    >>> from spacy.tokens import Doc
    >>> words, tags = ["Tanks", "must", "go", "on", "Friday"], ["NNS", "MD", "VB", "IN", "NNP"]
    >>> deps, starts = ["nsubj", "aux", "ROOT", "prep", "pobj"], [True, False, False, False, False]
    >>> doc = Doc(spacy.blank("en").vocab, words, tags=tags, heads=[2, 2, 2, 2, 3], deps=deps, sent_starts=starts)
    >>> [(c.modality, c.obligor.text, c.action) for c in find_commitments(doc, (), (), ())]
    [('obligation', 'Tanks', 'go')]
    """
    chart = read_chart(doc, tuple(timexes))
    tagged = chart.tagged
    doers = Doers(tagged, mentions, toponyms, quotes, tools)
    source = _Source(
        tagged, Calendar(timexes, published), doers, quotes, passages, sum(deed.state != "done" for deed in deeds)
    )
    last: Deadline | None = None
    before: list[Promise] = []
    promises = [promise for promise in find_promises(tagged) if _spoken_of(source, promise)]
    denied = {clause.action for clause in find_denied(tagged, chart)} if promises else set()
    by_sentence = {start: list(group) for start, group in groupby(promises, lambda p: source.tagged.start_of(p.lead))}
    for first, end in dict.fromkeys(source.tagged.tree.sentences):
        if not (by_sentence.get(first) or _agreed_at(source, tagged.tree.offsets[first])):
            before = []
            continue
        before = promises_of(tagged, chart, by_sentence.get(first, []), (first, end), before)
        before = [p for p in before if _spoken_of(source, p) and p.action not in denied]
        for commitment in with_shared_day(source.tagged, list(_commitments(source, before, last))):
            last = commitment.deadline or last
            yield replace(commitment, deed=deed_of(commitment))


def _spoken_of(source: _Source, promise: Promise) -> bool:
    """Whether a promise stands where the text speaks of something agreed, or is one in so many words."""
    if promise.way in EXPLICIT and promise.modality != "intention":
        return True
    return _agreed_at(source, source.tagged.tree.offsets[promise.lead])


def _agreed_at(source: _Source, offset: int) -> bool:
    """Whether the paragraph at a character speaks of something agreed."""
    at = bisect_right(source.passages, offset, key=lambda passage: passage.span.start) - 1
    return at < 0 or source.passages[at].agreed


def _commitments(source: _Source, promises: Sequence[Promise], last: Deadline | None) -> Iterator[Commitment]:
    starts = {opening_date(source.tagged, promise.first) for promise in promises}
    for promise in promises:
        end = clause_end(source.tagged, promise.first, max(promise.action, promise.lead), starts)
        terms = [promise.first, *second_terms(source.tagged, promise.first, end, promise.action)]
        for first, stop in zip(terms, [*terms[1:], end], strict=True):
            made = _commitment(source, promise, (first, stop), last)
            last = made.deadline or last
            yield made


def _commitment(source: _Source, promise: Promise, bounds: tuple[int, int], last: Deadline | None) -> Commitment:
    """The record of one promise, its clause widened to a date that opens it."""
    tagged = source.tagged
    first, end = bounds
    while first < end - 1 and tagged.words[end - 1] in {"and", ","}:
        end -= 1
    opening = opening_date(tagged, first) if first == promise.first else first
    deadline = _deadline_of(source, promise, (opening, first, end), last)
    deadline = _told_behind(source, promise, deadline) if deadline is not None else None
    begins = opening if deadline is not None and deadline.span.start < tagged.tree.offsets[first] else first
    span = tagged.tree.words(with_opening_mark(tagged, begins, end), end - 1)
    condition = condition_of(tagged, promise, end)
    cited = cited_at(source.quotes, span)
    starts = (
        deadline.due
        if deadline is not None and is_start(tagged, deadline, range(first, end), promise.subject)
        else None
    )
    deadline = None if starts is not None else deadline
    return Commitment(
        span=span,
        obligor=obligor_of(tagged, source.doers, promise, end),
        action=action_of(tagged, promise),
        object=object_of(tagged, promise, end),
        condition=None if deadline and condition == deadline.span.exact else condition,
        modality=_modality(source, promise),
        deadline=deadline,
        cited=cited,
        starts=starts,
        reason=promise.reason or _reason(tagged, promise),
    )


def _deadline_of(
    source: _Source, promise: Promise, bounds: tuple[int, int, int], last: Deadline | None
) -> Deadline | None:
    """When a promise is due: what its clause, opened and begun at the first two bounds, says, or what stands beside."""
    opening, first, end = bounds
    tagged, calendar = source.tagged, source.calendar
    lead = promise.lead if promise.way == "promise" else None
    action = max(promise.action, first) if first != promise.first else promise.action
    subject = range(first, promise.lead) if promise.way in {"modal", "carrier"} else range(0)
    deed = Dated(action, lead, waited_for(tagged, opening), subject)
    return (
        moved_deadline(tagged, calendar, first, end)
        or pointed_back(tagged, calendar, (opening, end), last)
        or find_deadline(tagged, calendar, (opening, end), deed)
        or day_of_occasion(tagged, calendar, end)
        or day_before_demand(tagged, calendar, promise)
        or day_of_occasion_before(tagged, calendar, opening)
        or day_of_phase(tagged, calendar, opening)
        or day_after_aside(tagged, calendar, end)
        or end_of_term(tagged, calendar, (first, end))
    )


def _reason(tagged: Tagged, promise: Promise) -> str:
    """Why a clause is read as a commitment, in words for a reader."""
    words: str = load_words("commitments")["reasons"][promise.way]
    return words.replace("{lead}", tagged.token(promise.lead).text)


def _told_behind(source: _Source, promise: Promise, deadline: Deadline) -> Deadline:
    """The deadline a year earlier where what should have been done, or was to be, was due before publication."""
    tagged, published = source.tagged, source.calendar.published
    before = range(max(promise.lead - 2, 0), promise.action)
    was = any(tagged.words[at] in words_of("carriers", "be_past") for at in before)
    perfect = any(tagged.words[at] == "have" and tagged.tags[promise.action] == "VBN" for at in before)
    if published is None or deadline.due <= published or not (was or perfect) or YEAR.search(deadline.span.exact):
        return deadline
    earlier = shifted(deadline.due, -1, "Y")
    late = earlier is not None and published - earlier < LONG_AGO
    return replace(deadline, due=earlier) if late and earlier is not None else deadline


def _modality(source: _Source, promise: Promise) -> Modality:
    """The promise's modality; an intention where somebody only says of himself or his side what he would do."""
    tagged = source.tagged
    if promise.modality != "obligation" or promise.way not in {"modal", "joined", "form"}:
        return promise.modality
    undone = tagged.words[promise.lead] == "should" and "have" in tagged.words[promise.lead : promise.action]
    firm = undone or tagged.words[promise.lead] in words_of("modals", "firm")
    if firm or _agreement_named(tagged, promise):
        return promise.modality
    frames = frames_of(tagged, promise.clause)
    told = bool(frames) and frames[0].lower_ in words_of("frames", "speaking") and frames[0].i < promise.first
    himself = promise.subject is not None and tagged.words[promise.subject] in words_of("nouns", "speakers_pronouns")
    return "intention" if (told and himself) or not source.fresh else promise.modality


def _agreement_named(tagged: Tagged, promise: Promise) -> bool:
    """Whether the sentence says that an agreement has it so: under the deal, part of the accord."""
    first, end = tagged.tree.sentences[promise.lead]
    return names_agreement_under(tagged, max(first, promise.lead - 2 * REACH), min(end, promise.lead + 2 * REACH))


ANNOTATOR = Annotator(
    "commitments",
    Commitment,
    ("grammar", "mentions", "timexes", "quotes", "published", "toponyms", "tools", "passages", "deeds"),
    find_commitments,
    columns={
        "obligor.text": "obligor",
        "deadline.span.exact": "deadline",
        "deadline.due": "due",
        "deadline.relation": "relation",
    },
    corrected=("clause",),
    entities={"obligor_entity": "obligor", "cited": None},
    layers=(Layer("commitment", "Commitment", "commitment"),),
)

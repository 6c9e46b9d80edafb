"""Who promised what by when: what somebody will, must, may or may not do; and what is said to be promised by nobody."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from lib.annotate.charting.chart import FINITE_TAG, Chart, Clause, left_edge, read_chart
from lib.annotate.charting.doers import Doers
from lib.annotate.charting.rows import Row, first_row, load_rows, rows_for
from lib.annotate.dating.iso_days import shifted
from lib.annotate.passages import agreed_at
from lib.annotate.promising.calendars import YEAR, Days
from lib.annotate.promising.parts import action_of, condition_of, deadline_of, is_start, object_of, obligor_of, worded
from lib.annotate.promising.places import Duty
from lib.annotate.promising.spans import Promise, clause_end, opening_date, second_terms
from lib.annotate.quotes import cited_at
from lib.annotate.tree import Tagged
from lib.annotator import Annotator, Layer
from lib.codebooks import words_of
from lib.models import Commitment, Deadline, Denial, Mention, Modality, Passage, Quote, ReportedDeed, Timex, Toponym

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from lib.annotate.pipeline import Tools

# These say themselves that something is promised or demanded: agreed to, the accord requires, a pledge to.
EXPLICIT = frozenset({"promise", "demand", "noun", "gift"})
# A text that reports so many deeds begun, broken or delayed tells how an agreement is carried out.
CARRIED_OUT = 2
# What was to be done no longer ago was due then, not next year.
LONG_AGO = timedelta(183)
# A row that asks for one of these may read what it did not before other promises were read.
LEANING = frozenset({"promise", "promise_tag", "promise_relation", "others", "headline", "asserted"})


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
    fresh = sum(deed.state != "done" for deed in deeds) < CARRIED_OUT
    days, doers = Days(chart.tagged, published), Doers(chart.tagged, mentions, toponyms, quotes, tools)
    before: list[Promise] = []
    for first, end in dict.fromkeys(chart.tagged.tree.sentences):
        agreed = agreed_at(passages, chart.tagged.tree.offsets[first])
        asked = agreed or _may_bind(chart.tagged, first, end)
        read = readings_of(chart, (first, end), bool(before), fresh, agreed) if asked else []
        found = (one for one in read if not one.against)
        before = [one for one in found if agreed or (one.way in EXPLICIT and one.modality != "intention")]
        for commitment in _commitments(chart, days, doers, before):
            days.last = commitment.deadline or days.last
            yield commitment


def _may_bind(tagged: Tagged, first: int, end: int) -> bool:
    """Whether a sentence has words of a promise, of a demand and of an agreement, or of a term and a time."""
    words, timed = frozenset(tagged.words[first:end]), any(at in tagged.times for at in range(first, end))
    asked = words & words_of("demands") and (timed or words & words_of("nouns", "agreements"))
    return bool(asked or words & words_of("promises", "obligation", "nouns"))


def readings_of(chart: Chart, bounds: tuple[int, int], *known: bool) -> list[Promise]:
    """What rows read in one sentence, in order: promises, and what looks like one, with the reason `against` it.

    What is `known` of the text: `after`, `fresh` and `spoken` as in `Duty`.
    """
    read, none = dict[int, Promise](), dict[int, Promise]()
    # What leans on a promise may stand before it.
    for again in (False, True):
        for clause in chart.within(*bounds) if read or not again else ():
            if any(clause.verb in {one.action, one.clause} for one in read.values()):
                continue
            made = _read(Duty(chart.tagged, chart, clause, read, None, *known), again=again)
            none |= {made.action: made} if made is not None and made.against else {}
            if made is None or made.against:
                continue
            same = [one for one in read.values() if one.clause == made.clause and one.action != made.action]
            if made.clause == made.action or not any(one.way == made.way == "promise" for one in same):
                for one in same if made.clause != made.action else ():
                    del read[one.action]
                read[made.action] = made
    read = read or {made.action: made for made in _verbless(chart.tagged, *bounds)}
    settled = _settled(chart, read, *known)
    return sorted([*none.values(), *settled], key=lambda promise: promise.first)


def _settled(chart: Chart, read: dict[int, Promise], *known: bool) -> Iterator[Promise]:
    """What is read of a sentence once all of it is: what is part of another, or counts only beside others, is none."""
    for table in ("lean", "weak", "own"):
        for made in list(read.values()):
            clause = chart.clause(made.action) or chart.clause(made.clause)
            duty = Duty(chart.tagged, chart, clause, read, made, *known) if clause is not None else None
            row = first_row(duty, load_rows("forms", table)) if duty is not None else None
            if row is not None and row.states == "none":
                yield replace(read.pop(made.action), against=row.reason)
            elif row is not None and row.states != "kept":
                read[made.action] = replace(made, modality=cast("Modality", row.states))
    yield from read.values()


def _read(duty: Duty, *, again: bool) -> Promise | None:
    clause = duty.clause
    rows = rows_for("forms", "form", clause.form, clause.relation, clause.modal)
    row = first_row(duty, (one for one in rows if not again or one.asked.keys() & LEANING))
    if row is None:
        return None
    made = _promise(duty, row)
    duty = replace(duty, made=made)
    guard = first_row(duty, load_rows("forms", "guard")) or first_row(duty, load_rows("forms", "denial"))
    against = guard.reason if guard is not None and guard.states != "kept" else ""
    return replace(made, speaker=duty.speaker, against=against)


def _promise(duty: Duty, row: Row) -> Promise:
    tagged, clause = duty.tagged, duty.clause
    above = duty.above if row.asked.keys() & {"governor", "through"} else None
    action, base = next(duty.at(row.deed), clause.verb), above or clause
    (first, subject), lead = _beginning_of(tagged, base), base.lead
    if row.whose:
        subject = next(duty.at(row.whose), None)
        edge = left_edge(tagged, tagged.token(subject)) if subject is not None else clause.lead
        first = clause.lead if row.whose == "sharing" else min(edge + (tagged.word(edge) == ","), clause.lead)
    refrained = tagged.words[action] in words_of("verbs", "refrain") | words_of("states", "prohibition")
    denied = refrained or _denied(tagged, (first, lead, action), subject)
    stated: Modality = "prohibition" if denied else cast("Modality", row.states)
    lead = duty.promised.lead if row.way == "joined" and duty.promised is not None else lead
    told = {"lead": lead, "verb": action, "above": clause.parent if clause.parent is not None else lead}
    reason = row.reason.format(**{name: tagged.token(at).text for name, at in told.items()})
    weak = row.weak and stated == row.states
    return Promise(first, lead, action, base.verb, subject, stated, row.way, reason, weak)


def _beginning_of(tagged: Tagged, clause: Clause) -> tuple[int, int | None]:
    """Where a clause begins, with the words for who does it where they are its own, and the head of these."""
    kids = tagged.tree.kids[clause.verb] if clause.relation == "relative" else []
    opening = (kid.i for kid in kids if kid.dep_ in {"nsubj", "nsubjpass"} and kid.i < clause.lead)
    head = max(opening, default=clause.subject)
    own = clause.own and head is not None and head < clause.lead
    return left_edge(tagged, tagged.token(head)) if own and head is not None else clause.lead, clause.subject


def _denied(tagged: Tagged, where: tuple[int, int, int], subject: int | None) -> bool:
    """Whether the clause is negated, nobody is to do it, or there will be no such thing; not "no more than"."""
    first, lead, action = where
    doers = tagged.words[first : min(lead, first + 3)] if subject is not None else []
    compared = tagged.tag(action + 2) in {"JJR", "RBR"} or tagged.word(action + 3) == "than"
    none = not words_of("nouns", "no_one").isdisjoint(doers) or (tagged.word(action + 1) == "no" and not compared)
    return none or tagged.negated(lead - (tagged.word(lead - 1) == "not"), action)


def _verbless(tagged: Tagged, first: int, end: int) -> Iterator[Promise]:
    """What a list or a headline names without a verb, with its day: "A meeting of commanders on 30 October"."""
    root = next((at for at in range(first, end) if tagged.token(at).head.i == at), first)
    finite = any(tagged.tags[at] in FINITE_TAG | {"VBN"} for at in range(first, end))
    named = tagged.words[root] in words_of("nouns", "gatherings", "deeds") and tagged.tags[root].startswith("NN")
    if named and not finite and any(at in tagged.times for at in range(root, end)):
        reason = "a headline or a list names what is to be done"
        begin = next(at for at in range(first, end) if tagged.tags[at][:1].isalpha() and tagged.tags[at] != "LS")
        yield Promise(begin, root, root, root, root, "obligation", "headline", reason)


def _commitments(chart: Chart, days: Days, doers: Doers, promises: Sequence[Promise]) -> Iterator[Commitment]:
    tagged = days.tagged
    starts = {opening_date(tagged, promise) for promise in promises}
    for promise in promises:
        end = clause_end(chart, promise.first, max(promise.action, promise.lead), starts)
        terms = [promise.first, *second_terms(tagged, promise.first, end, promise.action)]
        for first, stop in zip(terms, [*terms[1:], end], strict=True):
            yield _commitment(days, doers, promise, (first, stop))


def _commitment(days: Days, doers: Doers, promise: Promise, bounds: tuple[int, int]) -> Commitment:
    tagged, (first, end) = days.tagged, bounds
    while first < end - 1 and tagged.words[end - 1] in {"and", ","}:
        end -= 1
    opening = opening_date(tagged, promise) if first == promise.first else first
    due = _told_behind(days, promise, deadline_of(days, promise, (opening, first, end)))
    begins = opening if due is not None and due.span.start < tagged.tree.offsets[first] else first
    span = tagged.span(begins, end)
    condition = condition_of(tagged, promise, end)
    starts = due.due if due is not None and is_start(tagged, due, range(first, end), promise.subject) else None
    due = None if starts is not None else due
    made = Commitment(
        span=span,
        obligor=obligor_of(tagged, doers, promise, end),
        action=action_of(tagged, promise),
        object=object_of(tagged, promise, end),
        condition=None if due and condition == due.span.exact else condition,
        modality=promise.modality,
        deadline=due,
        cited=cited_at(doers.quotes, span),
        starts=starts,
        reason=promise.reason,
    )
    return worded(made, tagged, promise, end)


def _told_behind(days: Days, promise: Promise, deadline: Deadline | None) -> Deadline | None:
    """The deadline a year earlier where what should have been done, or was to be, was due before publication."""
    tagged, published = days.tagged, days.published
    words = tagged.words[max(promise.lead - 2, 0) : promise.action]
    perfect = "have" in words and tagged.tags[promise.action] == "VBN"
    past = perfect or not words_of("carriers", "be_past").isdisjoint(words)
    if deadline is None or not past or not published or deadline.due <= published or YEAR.search(deadline.span.exact):
        return deadline
    earlier = shifted(deadline.due, -1, "Y")
    return replace(deadline, due=earlier) if earlier is not None and published - earlier < LONG_AGO else deadline


def find_denials(  # noqa: PLR0913, PLR0917  # an annotator is given all that it needs
    doc: "Doc",
    mentions: Sequence[Mention],
    timexes: Sequence[Timex],
    quotes: Sequence[Quote],
    toponyms: Sequence[Toponym] = (),
    tools: "Tools | None" = None,
    passages: Sequence[Passage] = (),
) -> Iterator[Denial]:
    """The denials of a parsed text in order, none where it speaks of nothing agreed: made no commitment to."""
    if passages and not any(passage.agreed for passage in passages):
        return
    chart = read_chart(doc, tuple(timexes))
    tagged, doers = chart.tagged, Doers(chart.tagged, mentions, toponyms, quotes, tools)
    for clause in chart.within(0, len(tagged.words)):
        duty = Duty(tagged, chart, clause, {})
        above, token = chart.clause(clause.parent), tagged.token(clause.verb)
        row = first_row(duty, load_rows("forms", "denial")) if above is not None else None
        if row is None or above is None:
            continue
        head, last = token.head, min(token.head.right_edge.i, token.right_edge.i, tagged.end_of(clause.verb) - 1)
        last = next((at for at in range(last, clause.verb, -1) if tagged.tags[at][:1].isalnum()), clause.verb)
        subject = above.subject if head.tag_.startswith("N") else clause.subject
        whom = doers.obligor(subject, tagged.end_of(subject)) if subject is not None else None
        denying = next((tagged.words[at] for at in duty.kids(above.verb, "neg")), "no")
        reason = row.reason.replace("{not}", denying).replace("{head}", head.lower_)
        span = tagged.tree.words(_beginning_of(tagged, above)[0], last)
        yield Denial(span, whom, token.text, reason)


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
    corrected=("clause", "obligor", "action", "object", "deadline", "due", "relation", "modality"),
    entities={"obligor_entity": "obligor", "cited": None},
    layers=(Layer("commitment", "Commitment", "commitment"),),
)
DENIALS = Annotator(
    "denials",
    Denial,
    ("grammar", "mentions", "timexes", "quotes", "toponyms", "tools", "passages"),
    find_denials,
    columns={"obligor.text": "obligor"},
    entities={"obligor_entity": "obligor"},
)

"""Where a text promises, obliges, forbids or allows: clauses that a row of lib/codebooks/forms.toml reads so."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from lib.annotate.charting.chart import FINITE_TAG, Chart, Clause, Tagged, left_edge
from lib.annotate.charting.rows import Row, first_row, load_rows, rows_for
from lib.annotate.promising.places import Duty
from lib.annotate.promising.spans import Promise
from lib.codebooks import words_of
from lib.models import Modality

# A row that asks for one of these may read what it did not before other promises were read.
LEANING = frozenset({"promise", "promise_tag", "promise_relation", "others", "headline", "asserted"})


def readings_of(chart: Chart, bounds: tuple[int, int], before: Sequence[Promise], *, fresh: bool) -> list[Promise]:
    """What rows read in one sentence, in order: promises, and what looks like one, with the reason `against` it.

    `before` are the promises of the sentence before, `fresh` as in `Duty`.
    """
    read, none = dict[int, Promise](), dict[int, Promise]()
    # What leans on a promise may stand before it.
    for again in (False, True):
        for clause in chart.within(*bounds) if read or not again else ():
            if any(clause.verb in {one.action, one.clause} for one in read.values()):
                continue
            made = _read(Duty(chart.tagged, chart, clause, read, bool(before), fresh=fresh), again=again)
            none |= {made.action: made} if made is not None and made.against else {}
            if made is None or made.against:
                continue
            same = [one for one in read.values() if one.clause == made.clause and one.action != made.action]
            if made.clause == made.action or not any(one.way == made.way == "promise" for one in same):
                for one in same if made.clause != made.action else ():
                    del read[one.action]
                read[made.action] = made
    read = read or {made.action: made for made in _verbless(chart.tagged, *bounds)}
    settled = _settled(chart, read, after=bool(before), fresh=fresh)
    return sorted([*none.values(), *settled], key=lambda promise: promise.first)


def _settled(chart: Chart, read: dict[int, Promise], *, after: bool, fresh: bool) -> Iterator[Promise]:
    """What is read of a sentence once all of it is: what is part of another, or counts only beside others, is none."""
    for table in ("lean", "weak", "own"):
        for made in list(read.values()):
            clause = chart.clause(made.action) or chart.clause(made.clause)
            duty = Duty(chart.tagged, chart, clause, read, after, made, fresh) if clause is not None else None
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
    (first, subject), lead = beginning_of(tagged, base), base.lead
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


def beginning_of(tagged: Tagged, clause: Clause) -> tuple[int, int | None]:
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

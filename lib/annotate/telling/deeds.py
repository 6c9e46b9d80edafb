"""What is reported of something agreed: begun, done, broken, disputed, delayed, denied, extended or verified, and when.

Which clauses tell that, rows of lib/codebooks/deeds_told.toml say; each deed carries the reason of its row.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from lib.annotate.charting.chart import Clause, dateline_end, read_chart
from lib.annotate.charting.doers import Doers
from lib.annotate.charting.rows import Row
from lib.annotate.passages import agreed_at
from lib.annotate.promising.parts import action_of, object_of, obligor_of
from lib.annotate.promising.spans import Promise
from lib.annotate.quotes import cited_at
from lib.annotate.telling.reported import Telling
from lib.annotate.tree import Tagged
from lib.annotator import Annotator, Layer
from lib.codebooks import word_set
from lib.models import DeedState, Mention, Passage, Quote, ReportedDeed, Sentence, Timex, Toponym

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from lib.annotate.pipeline import Tools

STOPS = frozenset(".!?…”\"'’")
# Of these the day is the one on which somebody says so; of those, where nothing else is said.
SAID, ANNOUNCED = frozenset({"disputed", "denied", "verified"}), frozenset({"delayed", "extended"})
# A clause that hangs so on one that tells a deed is part of it.
PARTS = frozenset({"relative", "describing", "completing", "content", "object"})
# These part what a headline tells.
JOINTS = frozenset({":", ";", ",", "as", "and", "–", "but"})
# A breach that is only spoken of again stands so close behind the one that was told.
NEAR = 60
# "The same day" is no farther off.
FAR = 400

Told = Mapping[int, tuple[Clause, Row]]


def find_deeds(  # noqa: PLR0913, PLR0917  # one for each thing that its record needs
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

    >>> import spacy
    >>> from spacy.tokens import Doc
    >>> words, tags, deps = ["Rebels", "released", "captives"], ["NNS", "VBD", "NNS"], ["nsubj", "ROOT", "dobj"]
    >>> doc = Doc(spacy.blank("en").vocab, words, tags=tags, heads=[1, 1, 1], deps=deps)
    >>> [(deed.doer.text, deed.state, deed.reason) for deed in find_deeds(doc, (), (), (), ())]
    [('Rebels', 'done', 'told as done: “released”')]
    """
    if passages and not any(passage.agreed for passage in passages):
        return
    chart = read_chart(doc, tuple(timexes))
    tagged, bounds = chart.tagged, list(dict.fromkeys(chart.tagged.tree.sentences))
    heads = frozenset(_headlines(tagged, bounds, sentences))
    lead = {tagged.end_of(first) for first in heads} or {0}
    text = Telling(chart, published, quotes, heads, heads | lead)
    doers = Doers(tagged, mentions, toponyms, quotes, tools)
    spoken = (one for one in bounds if agreed_at(passages, tagged.tree.offsets[one[0]]))
    told = [one for first, end in spoken for one in _of_sentence(text, first, end)]
    days = list(_days(text, told))
    first_days = {row.states: day for (_, row), day in reversed([*zip(told, days, strict=True)]) if day is not None}
    for (clause, row), day in zip(told, days, strict=True):
        opening = tagged.start_of(clause.verb) in text.opening
        deed = _deed(text, doers, clause, row)
        yield replace(deed, on=day or (first_days.get(row.states) if opening else None))


def _headlines(tagged: Tagged, bounds: Iterable[tuple[int, int]], sentences: Sequence[Sentence]) -> Iterator[int]:
    """The first tokens of the headline, and of sentences without a full stop before the first that has one."""
    marked = {sentence.span.start for sentence in sentences if sentence.headline}
    opening = bool(sentences)
    for first, end in bounds:
        opening = opening and tagged.tree.words(first, end - 1).exact[-1:] not in STOPS
        if opening or tagged.tree.offsets[first] in marked:
            yield first


def _of_sentence(text: Telling, first: int, end: int) -> Iterator[tuple[Clause, Row]]:
    """The clauses of a sentence that tell a deed; a question tells none, and what is part of a deed is none itself."""
    words = text.chart.tagged.words
    if "?" in words[max(end - 3, first) : end]:
        return
    told: dict[int, tuple[Clause, Row]] = {}
    clauses = text.chart.within(first, end)
    for clause in sorted(clauses, key=lambda one: sum(1 for _ in text.chart.above(one))):
        row = text.row(clause)
        if row is not None and not _part_of_told(text, clause, told):
            told[clause.verb] = clause, row
    if first in text.heads:
        cuts = [first - 1, *(at for at in range(first, end) if words[at] in JOINTS), end]
        parts = [(start, stop) for start, stop in pairwise(cuts) if not any(start < verb < stop for verb in told)]
        told |= {clause.verb: (clause, row) for part in parts for clause, row in _lost(text, *part)}
    yield from (told[verb] for verb in sorted(told) if not _told_otherwise(text, told, verb))


def _lost(text: Telling, start: int, stop: int) -> Iterator[tuple[Clause, Row]]:
    """What a word of a headline tells that the parser took for no verb: in capitals these are often lost."""
    tagged = text.chart.tagged
    for at in range(start + 2, stop):
        verbal = tagged.tags[at].startswith(("N", "V")) or tagged.token(at).is_upper
        if verbal and at not in text.chart.clauses and not tagged.words[at].endswith("ing"):
            clause = Clause(at, at, at - 1, True, None, "main", "finite", "", "", False, False, False, False)
            row = text.row(clause)
            if row is not None:
                yield clause, row
                return


def _part_of_told(text: Telling, clause: Clause, told: Told) -> bool:
    """Whether a clause describes, completes or is the content of one that tells a deed."""
    below, words = clause, text.chart.tagged.words
    for above in text.chart.above(clause):
        part = below.relation in PARTS or (below.relation == "adverbial" and below.mark == "after")
        part = part or (below.relation == "joined" and not below.own and below is not clause)
        # Only set beside: army says all are gone, | rebels disagree.
        beside = below.relation == "content" and words[text.bounds(below)[0] - 1] in JOINTS
        if not part or beside or above.verb > below.verb:
            return False
        if above.verb in told:
            return True
        below = above
    return False


def _told_otherwise(text: Telling, told: Told, verb: int) -> bool:
    """Whether two clauses tell one thing: talks, which should have begun, were put off; inspected it and found none."""
    clause, row = told[verb]
    # Who were | to have been freed.
    clause = text.chart.clauses.get(clause.parent or 0, clause) if clause.relation == "completing" else clause
    one = clause.relation == "relative" or (row.states == "verified" and clause.relation == "joined")
    above = told.get(clause.parent) if clause.parent is not None and one else None
    if above is not None and above[1].states == row.states:
        return True
    described = (other for one, other in told.values() if one.parent == verb and one.relation == "relative")
    return row.states == "begun" and any(other.states == "delayed" for other in described)


def _deed(text: Telling, doers: Doers, clause: Clause, row: Row) -> ReportedDeed:
    """The record of a clause that a row reads, without its day."""
    tagged, (first, end) = text.chart.tagged, text.bounds(clause)
    span = tagged.span(first, end)
    # Accused | the rebels of shelling it.
    moved = clause.parent if clause.relation == "object" else None
    accused = tagged.tree.kid(tagged.token(moved), "dobj") if moved is not None else None
    subject = accused.i if accused is not None else clause.subject
    promise = Promise(first, clause.lead, clause.verb, clause.verb, subject, "obligation", "deed")
    return ReportedDeed(
        span=span,
        doer=obligor_of(tagged, doers, promise, end),
        action=action_of(tagged, promise),
        object=object_of(tagged, promise, end),
        state=cast("DeedState", row.states),
        cited=cited_at(text.quotes, span),
        reason=row.reason.replace("{verb}", tagged.token(clause.verb).text),
    )


def _days(text: Telling, told: Iterable[tuple[Clause, Row]]) -> Iterator[date | None]:
    """The day of each deed; a breach that is spoken of again without one has that of the breach told just before."""
    last: tuple[int, date] | None = None
    for clause, row in told:
        day = _day(text, clause, row.states)
        if row.states == "broken":
            again = last is not None and day is None and clause.verb - last[0] < NEAR and bool(row.again)
            day = last[1] if again and last is not None else day
            last = (clause.verb, day) if day is not None else None
        yield day


def _day(text: Telling, clause: Clause, state: str) -> date | None:
    """The day of a deed: that on which somebody says so, that in its clause, that which opens it, or the same again."""
    tagged, (first, end) = text.chart.tagged, text.bounds(clause)
    start, said = dateline_end(tagged, clause.verb), state in SAID
    ahead = word_set("deeds_told", "days", "ahead") | ({"since"} if said else frozenset())
    ahead = ahead - {"by"} if clause.modal else ahead
    stop = tagged.end_of(clause.verb) if tagged.word(end) == ":" else end
    days = [(at, day) for at, day in text.days(start, stop) if tagged.word(at - 1) not in ahead]
    above = next((one.verb for one in text.chart.above(clause) if one.verb < first), None)
    own = {at for at, _ in days if above is None or "that" in tagged.words[above:at]}
    before = [day for at, day in days if at < first]
    opening = [day for at, day in days if at < first <= tagged.times.get(at, at) + 1 and at in own]
    inside = [day for at, day in sorted(days, key=lambda one: one[0] < clause.verb) if at >= first]
    found = [*before[-1:], *inside] if said else [*inside, *opening[-1:], *(before[-1:] if state in ANNOUNCED else ())]
    if not found and "same" in tagged.words[first:end]:
        found = [day for _, day in text.days(max(0, first - FAR), first)][-1:]
    return found[0] if found else None


ANNOTATOR = Annotator(
    "deeds",
    ReportedDeed,
    ("grammar", "sentences", "mentions", "timexes", "quotes", "published", "toponyms", "tools", "passages"),
    find_deeds,
    columns={"doer.text": "doer"},
    corrected=("doer", "state", "on"),
    entities={"doer_entity": "doer", "cited": None},
    layers=(Layer("deed", "Reported deed", "reported"),),
)

"""A promise, and where its clause begins and ends: with a date that opens it, before the next clause."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from lib.annotate.charting.chart import FINITE_TAG, REACH, SUBJECTS, VERBAL, Chart, Clause, left_edge
from lib.annotate.dating.date_grammar import word_values
from lib.annotate.promising.calendars import back_at, numbered_at
from lib.annotate.tree import Tagged
from lib.codebooks import words_of
from lib.models import Modality

OPENING = frozenset({*SUBJECTS, "mark"})
INSIDE = frozenset({"relative", "describing", "content", "object"})
LOOSE_END_TAGS = frozenset({"_SP", "CC", "IN", "WDT", "WP"})
NAMING = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD", "EX", "VBG", "WDT", "WP", "JJ", "RB"})
# The longest clause in a text; the bound keeps broken text cheap.
LONGEST = 120
# "A deadline of the end of next year for": a date set before its clause is no longer.
LONGEST_DATE = 10
# ", PM Sudani's office said": the words that name a speaker; ", four years late, and": an aside.
ASIDE, CLOSE, CLIMB = 5, 4, 8


@dataclass(frozen=True, slots=True)
class Promise:
    """A clause that promises: its first token, the word that makes it a promise, the verb or noun that says what.

    `clause` is the verb of the clause that promises, `way` what kind of row read it, `weak` whether it counts only
    beside another, `speaker` the head of the words for who says so before it, `against` why it is no promise after all.
    """

    first: int
    lead: int
    action: int
    clause: int
    subject: int | None
    modality: Modality
    way: str
    reason: str = ""
    weak: bool = False
    speaker: int | None = None
    against: str = ""


def clause_end(chart: Chart, first: int, action: int, starts: Collection[int]) -> int:
    """The end of the clause (a token number) whose deed stands at `action`; `starts` are where other promises begin."""
    tagged = chart.tagged
    stop = min(tagged.end_of(action), action + LONGEST)
    finite = (one for one in chart.within(action + 1, stop) if one.form == "finite")
    begins = {*starts, *(_beginning(chart, one, action) for one in finite)}
    end = next((at for at in range(action + 1, stop) if at in begins or _parts(tagged, at)), stop)
    # Back over commas and joining words.
    quotes, loose = words_of("marks", "quotes"), words_of("joints", "loose")
    while end - 1 > first and end - 1 not in tagged.timed:
        word = tagged.words[end - 1]
        closes = word in quotes and sum(tagged.words[i] in quotes for i in range(first, end)) % 2 == 0
        joins = tagged.tags[end - 1] in LOOSE_END_TAGS and word not in words_of("joints", "particles")
        if closes or (word == "that" and end - 3 in tagged.timed) or not (word in loose or word in quotes or joins):
            break
        end -= 1
    return end


def _beginning(chart: Chart, clause: Clause, action: int) -> int | None:
    """Where a finite clause begins, its subject or what joins it; None where it is part of the deed's."""
    tagged, lead = chart.tagged, clause.lead
    joined = {"joined", "completing"}
    ways = (one for one in (clause, *chart.above(clause)) if one.relation not in joined or (one.parent or 0) <= action)
    way, limits = next(ways, clause), words_of("deadlines", "before", "until")
    inside = way.relation in INSIDE and action <= tagged.token(way.verb).head.i < way.verb
    if inside or not limits.isdisjoint(tagged.words[max(action, lead - CLOSE) : lead]):
        return None
    kids = (kid for kid in tagged.tree.kids[clause.verb] if kid.dep_ in OPENING or kid.tag_ == "WRB")
    edges = (left_edge(tagged, kid) if kid.dep_ in SUBJECTS else kid.left_edge.i for kid in kids if kid.i < lead)
    return min((edge for edge in edges if edge > action and edge not in tagged.timed), default=lead)


def _parts(tagged: Tagged, at: int) -> bool:
    """Whether a mark or a word parts what follows from the clause: a semicolon, a dash, under the deal, ", giving"."""
    word, tag = tagged.words[at], tagged.tags[at]
    if word in {";", ":", "("} or tag == "_SP":
        listed = word == ":" and tagged.word(at - 1) in words_of("deadlines", "parts")
        return not (listed or (word == "(" and _is_inserted(tagged, at)))
    if word in words_of("marks", "dashes"):
        return bool(tagged.token(at).whitespace_) and tagged.token(at - 1).whitespace_ != ""
    if tagged.word(at - 1) == "," and _is_afterthought(tagged, at):
        return True
    if at in tagged.timed or at - 1 in tagged.timed:
        return False
    if word in {"under", "according", "following"}:
        deals = words_of("nouns", "agreements")
        return word != "under" or not deals.isdisjoint(tagged.words[at : at + CLIMB])
    later = tagged.phrase(at, words_of("joints", "later"))
    return later > 0 and (tagged.token(at).dep_ == "mark" or finite_ahead(tagged, at + later - 1))


def _is_afterthought(tagged: Tagged, at: int) -> bool:
    """Whether what follows a comma is an afterthought: which, a step that, giving, said the minister."""
    word, tag = tagged.words[at], tagged.tags[at]
    if word in words_of("deadlines", "from", "failing") and tagged.word(at + 1) != "which":
        return False
    loose = tag == "VBG" and tagged.token(at).dep_ in {"advcl", "acl", "dep"}
    said = word in words_of("frames", "speaking", "doubting") and tag in FINITE_TAG | {"VBN"}
    return loose or said or tag in {"WDT", "WP", "WRB"} or word in {"adding", "with"}


def _is_inserted(tagged: Tagged, at: int) -> bool:
    """Whether some words in brackets without a verb only interrupt the clause: 25km (15 miles) from the line by May."""
    end = tagged.end_of(at)
    close = next((i for i in range(at + 1, min(at + LONGEST_DATE, end)) if tagged.words[i] == ")"), end)
    return tagged.tag(close + 1) in {"IN", "TO"} and FINITE_TAG.isdisjoint(tagged.tags[at + 1 : close])


def finite_ahead(tagged: Tagged, at: int) -> bool:
    """Whether a finite verb stands before the next comma or "and"."""
    near = range(at + 1, min(at + REACH, tagged.end_of(at)))
    ends = (i for i in near if tagged.tags[i] in FINITE_TAG or tagged.words[i] in {",", ";", "and"})
    return tagged.tag(next(ends, -1)) in FINITE_TAG


def opening_date(tagged: Tagged, promise: Promise) -> int:
    """Where a date before the clause begins: "By the end of 2018, | routes must"; else the clause's start."""
    first, start = promise.first, tagged.start_of(promise.first)
    if tagged.word(first - 1) == "for":
        # "A 10-day deadline for | the militias to".
        near = range(first - 2, max(start, first - LONGEST_DATE) - 1, -1)
        noun = next((i for i in near if tagged.words[i] in words_of("deadlines", "nouns")), first)
        return next((i for i in range(noun - 1, start - 1, -1) if tagged.times.get(i) == noun), noun)
    kids = {kid.i: kid for verb in (promise.clause, promise.action, promise.lead) for kid in tagged.tree.kids[verb]}
    # "By 15 October, | Ankara said, all weapons must": the parser hangs the date on who says so.
    limited = tagged.words[start] in words_of("deadlines", "limits", "within") and tagged.word(first - 1) == ","
    if limited and ";" not in tagged.words[start:first]:
        kids[start] = tagged.token(start)
    before = (kid for at, kid in kids.items() if at < first and kid.dep_ not in SUBJECTS)
    return min((max(kid.left_edge.i, start) for kid in before if _sets_day(tagged, kid.i, first)), default=first)


def _sets_day(tagged: Tagged, head: int, stop: int) -> bool:
    """Whether a phrase before a clause has a day of its own: in May, until it ends on; not "if it ends by"."""
    kid = tagged.token(head)
    first, end = max(kid.left_edge.i, tagged.start_of(head)), min(kid.right_edge.i + 1, stop)
    limits = words_of("deadlines", "from", "limits")
    if kid.tag_.startswith("V") and tagged.words[first] not in limits and first not in tagged.times:
        return False
    dated = (at for at in range(first, end) if at in tagged.times or numbered_at(tagged, at) or back_at(tagged, at))
    up = ([one for one in tagged.token(at).ancestors if first <= one.i < end and one.i != head] for at in dated)
    return any(not any(one.tag_.startswith("V") for one in above) for above in up)


def second_terms(tagged: Tagged, first: int, end: int, action: int) -> Iterator[int]:
    """Where a second thing with a date of its own begins: "Kalbajar by 15 November and | Lachin by 1 December".

    Between the dates stand a name and a preposition, and no verb; "a week later" needs no preposition, a place no name.
    """
    ways = words_of("deadlines", "by", "before", "on", "in", "from", "within") - {"for", "at"}
    stepping = word_values("steps").keys() | {"later", "after"}
    once = words_of("deadlines", "at_once")
    said = ((at, tagged.times.get(at) or at + tagged.phrase(at, once)) for at in range(action, end))
    dated = [(at, stop) for at, stop in said if stop > at]
    for (_, stop), (later, over) in pairwise(dated):
        back = range(later - 1, max(stop, later - REACH) - 1, -1)
        joint = next((i for i in back if tagged.words[i] in {"and", ","}), first - 1)
        at = later - (tagged.tags[later - 1] == "DT" and later - 1 > joint + 1)
        counted = not stepping.isdisjoint(tagged.words[later:over])
        said_by = (i for i in (at - 1, at - 2, at - 3) if i > joint and " ".join(tagged.words[i:at]) in ways)
        by = next(said_by, later if counted else end)
        loose = words_of("frames", "guessing") | {"or"}
        if joint < first or joint - stop > ASIDE or by == end or not loose.isdisjoint(tagged.words[stop:later]):
            continue
        named = any(counted or tagged.tags[i] in NAMING for i in range(joint + 1, by))
        placed = by == joint + 1 and tagged.tag(stop) in {"IN", "RB"}
        verbs = (i for i in range(stop, by) if tagged.tags[i] in VERBAL | {"MD"} or tagged.infinitive(i))
        if (named or placed) and all(tagged.token(i).dep_ in {"amod", "compound"} for i in verbs):
            yield joint + 1

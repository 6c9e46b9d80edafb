"""Who a clause is about: the words before its verb that name who does it, and where they begin."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lib.annotate.charting.tagged import FINITE_TAG, NOMINAL_TAG, Tagged
from lib.annotate.charting.words import words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECT_PARTS = ("nsubj", "nsubjpass", "expl", "csubj")
# A doer's words are rarely more; the bound keeps broken text cheap.
LONGEST = 40
CLIMB = 5
# "KOTA BHARU, Malaysia, 4 May (BNA) -": places, a day and who sends it.
LONGEST_DATELINE = 16
DATELINE = frozenset({"NNP", "NNPS", "NN", "CD", ",", ".", ":", "SYM", "CC", "-LRB-", "-RRB-", "HYPH", "_SP"})
DAYS_AND_CREDITS = frozenset({"CD", "-LRB-"})
DASHES = frozenset({"-", "–", "—", "--"})
# Tagged as joining words where they stand for somebody: "either may suspend".
DISTRIBUTIVES = frozenset({"either", "neither", "both"})


@dataclass(frozen=True, slots=True)
class Doer:
    """The first token of the words that name who does it, or of the verb where nobody is named, and their head."""

    first: int
    head: int | None


def doer_before(tagged: Tagged, lead: int, verb: int) -> Doer | None:
    """The doer of a clause whose first finite word is `lead`; None for a relative clause that only describes.

    Where the words just before are "and" or a comma, the clause before it has the doer.
    """
    subject = _outside_time(tagged, _subject_of(tagged, lead, verb), verb)
    before = _last_word(tagged, lead)
    if subject is not None and tagged.tags[subject.i] in {"WDT", "WP"}:
        return _antecedent(tagged, subject.i, lead)
    if tagged.tag(before) in {"WDT", "WP"}:
        return _antecedent(tagged, before, lead)
    parted = before < tagged.start_of(lead) or _parts(tagged, before)
    if parted and (subject is None or tagged.tag(before) == "CC"):
        return _shared(tagged, lead, verb)
    if subject is None:
        if tagged.tag(before) not in NOMINAL_TAG and tagged.word(before) not in DISTRIBUTIVES:
            return _shared(tagged, lead, verb)
        subject = tagged.token(before)
    relative = _relative(tagged, subject.i)
    return relative if relative is not None else Doer(left_edge(tagged, subject), subject.i)


def _parts(tagged: Tagged, at: int) -> bool:
    """Whether a word parts two clauses: "and", a comma, a verb."""
    parting = tagged.tag(at) in {"CC", ",", ":"} or tagged.tag(at) in FINITE_TAG
    return parting and tagged.word(at) not in DISTRIBUTIVES


def doer_of(tagged: Tagged, verb: int) -> Doer | None:
    """The doer of a clause that begins with a finite verb, helpers before it or not."""
    lead = verb
    while lead > tagged.start_of(verb) and tagged.tags[lead - 1] in {"VBZ", "VBP", "VBD", "VBN", "RB", "MD"}:
        lead -= 1
    return doer_before(tagged, lead, verb)


def _subject_of(tagged: Tagged, lead: int, verb: int) -> "Token | None":
    """The subject that the parser gives to the verb or to its first word."""
    helped = tagged.token(verb)
    helping = [helped.head.i] if helped.dep_ in {"aux", "auxpass"} else []
    for at in (verb, lead, *helping):
        kids = tagged.tree.kids[at]
        found = [kid for kid in kids if kid.dep_ in SUBJECT_PARTS and tagged.start_of(lead) <= kid.i < lead]
        if found:
            return _past_dateline(tagged, found[-1])
    return None


def _past_dateline(tagged: Tagged, subject: "Token") -> "Token":
    """The subject behind a dateline that the parser takes for it: KOTA BHARU, 4 May (BNA) - | Thailand will."""
    begin = dateline_end(tagged, subject.i)
    behind = (kid for kid in tagged.tree.kids[subject.i] if kid.i >= begin and kid.dep_ in {"appos", "conj"})
    return subject if subject.i >= begin else next(behind, subject)


def dateline_end(tagged: Tagged, at: int) -> int:
    """The first token behind the dateline that opens a sentence; its first token where none does."""
    start = tagged.start_of(at)
    for i in range(start + 1, min(start + LONGEST_DATELINE, tagged.end_of(at))):
        if tagged.words[i] in DASHES and not DAYS_AND_CREDITS.isdisjoint(tagged.tags[start:i]):
            return i + 1
        if tagged.tags[i] not in DATELINE:
            break
    return start


def _outside_time(tagged: Tagged, subject: "Token | None", verb: int) -> "Token | None":
    """The subject, or the noun described where the parser takes a date for it: "ships that came before | July may"."""
    if subject is None or not tagged.in_time(subject.i):
        return subject
    token = tagged.token(verb)
    for _ in range(CLIMB):
        if token.dep_ == "relcl":
            return token.head
        token = token.head
    return subject


def _last_word(tagged: Tagged, lead: int) -> int:
    before = lead - 1
    while before >= tagged.start_of(lead) and tagged.tags[before] in {"RB", "``", "''", "RBR"}:
        before -= 1
    return before


def _shared(tagged: Tagged, lead: int, verb: int) -> Doer:
    """The doer named with the verb that this one is joined to; the clause itself begins at its own first word."""
    token = tagged.token(verb)
    for _ in range(CLIMB):
        if token.head.i == token.i:
            break
        token = token.head
        subject = tagged.tree.kid(token, *SUBJECT_PARTS)
        if subject is not None and subject.i < lead:
            return Doer(lead, subject.i)
    return Doer(lead, None)


def _antecedent(tagged: Tagged, relative: int, lead: int) -> Doer | None:
    """Those who ..., a commission that must ...: whom a relative clause is about; None where it only describes."""
    before = relative - 1
    if before >= 0 and tagged.words[before] in words_of("nouns", "whoever"):
        return Doer(before, before)
    if tagged.words[lead] in words_of("modals", "firm") and tagged.tag(before) in NOMINAL_TAG:
        return Doer(left_edge(tagged, tagged.token(before)), before)
    # "The law, which is to be passed".
    if tagged.words[lead] in words_of("carriers", "be_now", "be_past") and tagged.word(before) == ",":
        described = (
            tagged.token(relative).head.head
            if tagged.token(relative).head.dep_ == "relcl"
            else tagged.token(before - 1)
        )
        return Doer(relative, described.i)
    return None


def _relative(tagged: Tagged, subject: int) -> Doer | None:
    """Those who replant may not: the doer where the parser takes the relative clause's verb for it."""
    if tagged.tag(subject - 1) == "WP" and tagged.word(subject - 2) in words_of("nouns", "whoever"):
        return Doer(subject - 2, subject - 2)
    return None


def left_edge(tagged: Tagged, subject: "Token") -> int:
    """The first token of the words that name somebody, not past a semicolon, a colon or a whole clause."""
    edge = max(subject.left_edge.i, dateline_end(tagged, subject.i), subject.i - LONGEST)
    for at in range(subject.i - 1, edge - 1, -1):
        if tagged.words[at] in {";", ":", "that"} or (tagged.words[at] == "," and tagged.tag(at - 1) in FINITE_TAG):
            return at + 1
        if tagged.words[at] in {"and", "but"} and tagged.word(at - 1) == ",":
            return at + 1
    return _past_date(tagged, edge, subject.i)


def _past_date(tagged: Tagged, edge: int, subject: int) -> int:
    """The edge without a date that belongs to the words before, or an event: "within a week of its start | troops"."""
    if any(tagged.times.get(at) == edge - 1 for at in range(edge - 5, edge - 1)) and tagged.words[edge - 1] in {
        "of",
        "after",
    }:
        return subject
    stop = tagged.times.get(edge, edge)
    inside = edge > tagged.start_of(subject) and tagged.tag(edge - 1) in {"IN", "VBN"}
    return stop if stop <= subject and inside and tagged.tag(stop) != "POS" else edge

"""Where a promise's clause ends: before the next clause, its condition, who said it, and the agreement it stands in."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from lib.annotate.charting.subjects import SUBJECT_PARTS, left_edge
from lib.annotate.charting.tagged import FINITE_TAG, REACH, Tagged
from lib.annotate.charting.words import words_of
from lib.annotate.promising.alternatives import after_fallback, alternative_after
from lib.annotate.promising.numbered_days import numbered_at

if TYPE_CHECKING:
    from spacy.tokens import Token

QUOTES = frozenset({'"', "“", "”", "''", "``"})
DASHES = frozenset({"-", "–", "—", "--"})
# Clauses with these stay inside; they rarely state a condition of their own.
KEPT_MARKS = frozenset({"before", "until", "till", "whenever", "only", "lest", "that", "whether"})
INSIDE = frozenset({"relcl", "acl", "ccomp", "pcomp", "csubj"})
LOOSE_ENDS = frozenset(
    {
        ",",
        ";",
        ":",
        ".",
        "(",
        "-",
        "–",
        "—",
        "--",
        "!",
        "?",
        "and",
        "but",
        "or",
        "that",
        "whereas",
        "while",
        "as",
        "to",
        "else",
        "which",
        "during",
    }
)
# Tagged as prepositions where they belong to the verb: "before the week is out".
PARTICLES = frozenset({"out", "in", "off", "over", "up", "down", "through"})
LOOSE_END_TAGS = frozenset({"_SP", "CC", "IN", "WDT", "WP"})
# The longest clause in a text; the bound keeps broken text cheap.
LONGEST = 120
# ", PM Sudani's office said": the words that name a speaker.
SPEAKER_WORDS = 9
MODIFYING = frozenset({"compound", "nmod", "amod", "nummod", "quantmod"})
CLIMB = 8
# "(up to 9 to 15 miles)": what stands in longer brackets is a remark of its own.
LONGEST_INSERTED = 10


def clause_end(tagged: Tagged, first: int, action: int, starts: Collection[int]) -> int:
    """The end of the clause (a token number) whose deed stands at `action`; `starts` are where other promises begin."""
    stop = min(tagged.end_of(action), action + LONGEST)
    at = action + 1
    while at < stop and at not in starts and not _stops(tagged, at, action):
        at = after_fallback(tagged, at) if tagged.words[at] == "or" else at + 1
    return _trimmed(tagged, first, max(min(at, stop), action + 1))


def _stops(tagged: Tagged, at: int, action: int) -> bool:
    """Whether the clause ends before this token."""
    word = tagged.words[at]
    if word in {";", ":", "("} or tagged.tags[at] == "_SP":
        listed = word == ":" and tagged.word(at - 1) in words_of("deadlines", "parts")
        return not (listed or (word == "(" and _is_inserted(tagged, at)))
    if word in DASHES:
        return _free_standing(tagged, at) and not (tagged.word(at + 1) == "or" and alternative_after(tagged, at + 1))
    if _begins_clause(tagged, at, action) or (word == "failing" and tagged.word(at + 1) == "which"):
        return True
    if word in words_of("joints", "cuts", "conditions"):
        return _opens_clause(tagged, at) and not tagged.in_time(at)
    if word in {"under", "according", "following"}:
        counted = (
            any(tagged.times.get(i) == at for i in range(at - CLIMB, at)) or numbered_at(tagged, at - 1) is not None
        )
        return _names_agreement(tagged, at) if word == "under" else not (tagged.in_time(at) or counted)
    return tagged.word(at - 1) == "," and _aside(tagged, at)


def _is_inserted(tagged: Tagged, at: int) -> bool:
    """Whether some words in brackets without a verb only interrupt the clause: 25km (15 miles) from the line by May."""
    end = tagged.end_of(at)
    close = next((i for i in range(at + 1, min(at + LONGEST_INSERTED, end)) if tagged.words[i] == ")"), end)
    inside = tagged.tags[at + 1 : close]
    return close + 1 < end and tagged.tags[close + 1] in {"IN", "TO"} and not FINITE_TAG.intersection(inside)


def _free_standing(tagged: Tagged, at: int) -> bool:
    """Whether a dash stands between blanks or is a long one, and so joins no word."""
    return bool(tagged.token(at).whitespace_) and tagged.token(at - 1).whitespace_ != ""


def _aside(tagged: Tagged, at: int) -> bool:
    """Whether what follows a comma is an afterthought: which, a step that, giving, said the minister."""
    word, tag = tagged.words[at], tagged.tags[at]
    if tag in {"WDT", "WP", "WRB"}:
        return not _within_subject(tagged, at)
    if word in {"a", "an", "adding", "with"}:
        return word not in {"a", "an"} or not _dated_thing(tagged, at)
    if (
        tag == "VBG"
        and word not in words_of("deadlines", "failing")
        and not (word in words_of("deadlines", "from") and {at + 1, at + 2} & tagged.times.keys())
        and tagged.token(at).dep_ in {"advcl", "acl", "dep"}
    ):
        return True
    return word in words_of("frames", "speaking", "doubting") and tag in FINITE_TAG | {"VBN"}


def _dated_thing(tagged: Tagged, at: int) -> bool:
    """Whether words after a comma name a thing with a date of its own: half in 2019, | a quarter in 2020."""
    for i in range(at + 2, min(at + CLIMB, tagged.end_of(at))):
        if i in tagged.times:
            return tagged.words[i - 1] in words_of("deadlines", "by", "in", "on", "before")
        if tagged.tags[i].startswith(("V", "MD", "W", ",")):
            return False
    return False


def _within_subject(tagged: Tagged, at: int) -> bool:
    """Whether a relative clause describes a subject whose verb comes after it: "that groups, which ..., won't"."""
    before = tagged.token(at - 2)
    return before.dep_ in SUBJECT_PARTS and before.head.i > at and not before.head.dep_.startswith("rel")


def _begins_clause(tagged: Tagged, at: int, action: int) -> bool:
    """Whether a finite verb belongs to a clause that is no part of the promise."""
    verb = tagged.token(at)
    if tagged.tags[at] not in FINITE_TAG:
        return _speaks(tagged, at)
    if verb.dep_ in {"aux", "auxpass"}:
        verb = verb.head
    return verb.i > action and verb.dep_ not in MODIFYING and not (_part_of(verb, action) or _until(tagged, at, action))


def _until(tagged: Tagged, at: int, action: int) -> bool:
    """Whether "before" or "until" stands a few words before a verb that the parser left without it."""
    for i in range(at - 1, max(action, at - CLIMB // 2), -1):
        if tagged.words[i] in {"before", "until", "till"} or tagged.words[i - 2 : i + 1] == ["by", "the", "time"]:
            return True
        if tagged.words[i] == "," or tagged.tags[i] in FINITE_TAG:
            return False
    return False


def _speaks(tagged: Tagged, at: int) -> bool:
    """Whether a verb of speaking stands here that is tagged as something else: ", the bishops announced"."""
    if tagged.words[at] not in words_of("frames", "speaking"):
        return False
    if tagged.tags[at] == "NNS":
        return tagged.word(at + 1) in {",", "."} and _last_comma(tagged, at) is not None
    return tagged.tags[at] == "VBN" and tagged.word(at - 1) not in words_of("carriers") | {"by"}


def _last_comma(tagged: Tagged, at: int) -> int | None:
    """The last comma among the few words before."""
    near = range(at - 1, max(at - SPEAKER_WORDS, tagged.start_of(at)), -1)
    return next((i for i in near if tagged.words[i] == ","), None)


def _part_of(verb: "Token", action: int) -> bool:
    """Whether a verb describes or completes something of the promised deed."""
    for _ in range(CLIMB):
        inside = verb.dep_ in INSIDE or (verb.dep_ == "advcl" and _kept_mark(verb))
        if inside and action <= verb.head.i < verb.i:
            return True
        if verb.dep_ not in {"conj", "xcomp"} or verb.head.i <= action:
            return False
        verb = verb.head
    return False


def _kept_mark(verb: "Token") -> bool:
    """Whether an adverbial clause is of the short kind that stays inside: "before a commission has ruled"."""
    return any(kid.dep_ in {"mark", "advmod"} and kid.lower_ in KEPT_MARKS for kid in verb.lefts)


def _opens_clause(tagged: Tagged, at: int) -> bool:
    """Whether a joining word opens a clause with a finite verb, "before" apart, which stays inside."""
    word = tagged.words[at]
    adverb = word == "once" and tagged.tags[at] != "IN" and tagged.token(at).dep_ != "mark"
    if word in KEPT_MARKS or adverb:
        return False
    if word == "should":
        return tagged.tag(at + 1) not in {"VB", "RB"}
    if word == "after" and any(tagged.times.get(i) == at for i in range(at - CLIMB, at)):
        return False
    tie = tagged.token(at).dep_
    return tie == "mark" or (tie in {"advmod", "cc", "prep"} and finite_ahead(tagged, at))


def finite_ahead(tagged: Tagged, at: int) -> bool:
    """Whether a finite verb stands before the next comma or "and"."""
    for i in range(at + 1, min(at + REACH, tagged.end_of(at))):
        if tagged.tags[i] in FINITE_TAG:
            return True
        if tagged.words[i] in {",", ";", "and"}:
            return False
    return False


def _names_agreement(tagged: Tagged, at: int) -> bool:
    """Whether an agreement is named right after: under the deal, under a UN-brokered pact."""
    for i in range(at + 1, min(at + CLIMB, tagged.end_of(at))):
        if tagged.words[i] in {",", ";", "and"} or tagged.tags[i] in FINITE_TAG:
            return False
        if tagged.words[i] in words_of("nouns", "agreements"):
            return True
    return False


def _trimmed(tagged: Tagged, first: int, end: int) -> int:
    """The end moved back over the next clause's subject and over commas and joining words."""
    end = _without_subject(tagged, first, end)
    while (
        end - 3 > first
        and tagged.words[end - 2] == "in"
        and tagged.words[end - 1] in {"exchange", "return"}
        and end < tagged.end_of(first) - 1
    ):
        end -= 2
    while (end - 1 > first and not tagged.in_time(end - 1) and not _after_that(tagged, end - 1)) and (
        tagged.words[end - 1] in LOOSE_ENDS
        or (tagged.tags[end - 1] in LOOSE_END_TAGS and tagged.words[end - 1] not in PARTICLES)
        or (tagged.words[end - 1] in QUOTES and not _closes(tagged, first, end - 1))
    ):
        end -= 1
    return end


def _after_that(tagged: Tagged, at: int) -> bool:
    """Whether the "that" of "three days after that" stands here."""
    counting = tagged.words[at] == "that" and tagged.word(at - 1) in words_of("deadlines", "counted_from")
    return counting and tagged.in_time(at - 2)


def _without_subject(tagged: Tagged, first: int, end: int) -> int:
    """The end moved back before the subject of the clause that follows."""
    if end >= len(tagged.words) or end >= tagged.end_of(first):
        return end
    if tagged.words[end] in words_of("frames", "speaking", "doubting"):
        comma = _last_comma(tagged, end)
        if comma is not None and comma > first:
            return comma
    if tagged.tags[end] not in FINITE_TAG:
        return end
    verb = tagged.token(end)
    verb = verb.head if verb.dep_ in {"aux", "auxpass"} else verb
    subject = tagged.tree.kid(verb, *SUBJECT_PARTS)
    if subject is None or not first < subject.i < end or subject.i in tagged.times:
        return end
    return max(left_edge(tagged, subject), first + 1)


def with_opening_mark(tagged: Tagged, first: int, end: int) -> int:
    """The clause's first token, or the quotation mark before it where that is closed inside the clause."""
    unpaired = sum(tagged.words[at] in QUOTES for at in range(first, end)) % 2 == 1
    return first - 1 if unpaired and tagged.word(first - 1) in QUOTES else first


def _closes(tagged: Tagged, first: int, at: int) -> bool:
    """Whether a quotation mark closes one that opened inside the clause."""
    return sum(tagged.words[i] in QUOTES for i in range(first, at + 1)) % 2 == 0

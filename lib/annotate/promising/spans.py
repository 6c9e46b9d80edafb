"""Where a promise's clause begins and ends: with a date that opens it, before the next clause and its condition."""

from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from lib.annotate.charting.subjects import SUBJECT_PARTS, left_edge
from lib.annotate.charting.tagged import FINITE_TAG, NOMINAL_TAG, REACH, Tagged
from lib.annotate.charting.words import words_of
from lib.annotate.dating.date_grammar import word_values
from lib.annotate.promising.counted import numbered_at

if TYPE_CHECKING:
    from spacy.tokens import Token

QUOTES = frozenset({'"', "“", "”", "''", "``"})
DASHES = frozenset({"-", "–", "—", "--"})
# Clauses with these stay inside; they rarely state a condition of their own.
KEPT_MARKS = frozenset({"before", "until", "till", "whenever", "only", "lest", "that", "whether"})
INSIDE = frozenset({"relcl", "acl", "ccomp", "pcomp", "csubj"})
LOOSE_ENDS = frozenset([
    ",", ";", ":", ".", "(", "-", "–", "—", "--", "!", "?", "and", "but", "or", "that", "whereas", "while", "as", "to",
    "else", "which", "during",
])  # fmt: skip
# Tagged as prepositions where they belong to the verb: "before the week is out".
PARTICLES = frozenset({"out", "in", "off", "over", "up", "down", "through"})
LOOSE_END_TAGS = frozenset({"_SP", "CC", "IN", "WDT", "WP"})
PARTING = frozenset({";", ":", "and", "but", "while", "whereas"})
LOOSE = frozenset({",", "``", "_SP", "''", ":"})
LEADING = frozenset({"IN", "RB", "VBG", "JJ", "TO", "DT"})
VERBS = FINITE_TAG | {"VB", "VBN", "VBG"}
NAMING = (NOMINAL_TAG - {"DT", "$"}) | {"RB"}
# The longest clause in a text; the bound keeps broken text cheap.
LONGEST = 120
# "By the end of next year,": a date set before its clause is no longer; nor, with a verb, "a week after it begins,".
LONGEST_DATE, LONGEST_DATED = 10, 18
# ", PM Sudani's office said": the words that name a speaker; ", four years late, and": an aside.
SPEAKER_WORDS, ASIDE = 9, 5
CLIMB = 8


def clause_end(tagged: Tagged, first: int, action: int, starts: Collection[int]) -> int:
    """The end of the clause (a token number) whose deed stands at `action`; `starts` are where other promises begin."""
    stop = min(tagged.end_of(action), action + LONGEST)
    ends = (at for at in range(action + 1, stop) if at in starts or _stops(tagged, at, action))
    return _trimmed(tagged, first, next(ends, stop))


def _stops(tagged: Tagged, at: int, action: int) -> bool:
    """Whether the clause ends before this token."""
    word, tag = tagged.words[at], tagged.tags[at]
    if word in {";", ":", "("} or tag == "_SP":
        listed = word == ":" and tagged.word(at - 1) in words_of("deadlines", "parts")
        return not (listed or (word == "(" and _is_inserted(tagged, at)))
    if word in DASHES:
        return bool(tagged.token(at).whitespace_) and tagged.token(at - 1).whitespace_ != ""
    if _begins_clause(tagged, at, action):
        return True
    if word in words_of("joints", "cuts", "conditions"):
        return _opens_clause(tagged, at) and not tagged.in_time(at)
    if word in {"under", "according", "following"}:
        counted = any(tagged.times.get(i) == at for i in range(at - CLIMB, at)) or numbered_at(tagged, at - 1)
        return _names_agreement(tagged, at) if word == "under" else not (tagged.in_time(at) or counted)
    return tagged.word(at - 1) == "," and _is_afterthought(tagged, at)


def _is_inserted(tagged: Tagged, at: int) -> bool:
    """Whether some words in brackets without a verb only interrupt the clause: 25km (15 miles) from the line by May."""
    end = tagged.end_of(at)
    close = next((i for i in range(at + 1, min(at + LONGEST_DATE, end)) if tagged.words[i] == ")"), end)
    inside = tagged.tags[at + 1 : close]
    return close + 1 < end and tagged.tags[close + 1] in {"IN", "TO"} and not FINITE_TAG.intersection(inside)


def _is_afterthought(tagged: Tagged, at: int) -> bool:
    """Whether what follows a comma is an afterthought: which, a step that, giving, said the minister."""
    word, tag = tagged.words[at], tagged.tags[at]
    if tag in {"WDT", "WP", "WRB"}:
        described = tagged.token(at - 2)
        return not (described.dep_ in SUBJECT_PARTS and described.head.i > at)
    if word in {"a", "an"}:
        return not any(time in tagged.times for time in range(at + 2, min(at + CLIMB, tagged.end_of(at))))
    started = (word == "failing" and tagged.word(at + 1) != "which") or (
        word in words_of("deadlines", "from") and {at + 1, at + 2} & tagged.times.keys()
    )
    loose = tag == "VBG" and tagged.token(at).dep_ in {"advcl", "acl", "dep"} and not started
    said = word in words_of("frames", "speaking", "doubting") and tag in FINITE_TAG | {"VBN"}
    return loose or said or word in {"adding", "with"}


def _begins_clause(tagged: Tagged, at: int, action: int) -> bool:
    """Whether a finite verb belongs to a clause that is no part of the promise."""
    verb = tagged.token(at)
    if tagged.tags[at] not in FINITE_TAG:
        return False
    verb = verb.head if verb.dep_ in {"aux", "auxpass"} else verb
    return verb.i > action and not (_part_of(verb, action) or _until(tagged, at, action))


def _until(tagged: Tagged, at: int, action: int) -> bool:
    """Whether "before" or "until" stands a few words before a verb that the parser left without it."""
    for i in range(at - 1, max(action, at - CLIMB // 2), -1):
        if tagged.words[i] in {"before", "until", "till"} or tagged.words[i - 2 : i + 1] == ["by", "the", "time"]:
            return True
        if tagged.words[i] == "," or tagged.tags[i] in FINITE_TAG:
            return False
    return False


def _part_of(verb: "Token", action: int) -> bool:
    """Whether a verb describes or completes something of the promised deed."""
    for _ in range(CLIMB):
        kept = any(kid.dep_ in {"mark", "advmod"} and kid.lower_ in KEPT_MARKS for kid in verb.lefts)
        inside = verb.dep_ in INSIDE or (verb.dep_ == "advcl" and kept)
        if inside and action <= verb.head.i < verb.i:
            return True
        if verb.dep_ not in {"conj", "xcomp"} or verb.head.i <= action:
            return False
        verb = verb.head
    return False


def _opens_clause(tagged: Tagged, at: int) -> bool:
    """Whether a joining word opens a clause with a finite verb, "before" apart, which stays inside."""
    word, tie = tagged.words[at], tagged.token(at).dep_
    if word in KEPT_MARKS or (word == "once" and tie != "mark"):
        return False
    if word == "should":
        return tagged.tag(at + 1) not in {"VB", "RB"}
    if word == "after" and any(tagged.times.get(i) == at for i in range(at - CLIMB, at)):
        return False
    return tie == "mark" or (tie in {"advmod", "cc", "prep"} and finite_ahead(tagged, at))


def finite_ahead(tagged: Tagged, at: int) -> bool:
    """Whether a finite verb stands before the next comma or "and"."""
    near = range(at + 1, min(at + REACH, tagged.end_of(at)))
    ends = (i for i in near if tagged.tags[i] in FINITE_TAG or tagged.words[i] in {",", ";", "and"})
    return tagged.tag(next(ends, -1)) in FINITE_TAG


def _names_agreement(tagged: Tagged, at: int) -> bool:
    """Whether an agreement is named right after: under the deal, under a UN-brokered pact."""
    near = range(at + 1, min(at + CLIMB, tagged.end_of(at)))
    stop = next((i for i in near if tagged.words[i] in {",", ";", "and"} or tagged.tags[i] in FINITE_TAG), near.stop)
    return not words_of("nouns", "agreements").isdisjoint(tagged.words[at + 1 : stop])


def _trimmed(tagged: Tagged, first: int, end: int) -> int:
    """The end moved back over the next clause's subject and over commas and joining words."""
    end = _without_subject(tagged, first, end)
    while end - 1 > first and not tagged.in_time(end - 1):
        word, tag = tagged.words[end - 1], tagged.tags[end - 1]
        closes = word in QUOTES and sum(tagged.words[i] in QUOTES for i in range(first, end)) % 2 == 0
        pointing = word == "that" and tagged.in_time(end - 3)
        loose = word in LOOSE_ENDS or (tag in LOOSE_END_TAGS and word not in PARTICLES) or word in QUOTES
        if closes or pointing or not loose:
            break
        end -= 1
    return end


def _without_subject(tagged: Tagged, first: int, end: int) -> int:
    """The end moved back before the subject of the clause that follows."""
    if end >= tagged.end_of(first) or tagged.tags[end] not in FINITE_TAG:
        return end
    if tagged.words[end] in words_of("frames", "speaking", "doubting"):
        near = range(end - 1, max(end - SPEAKER_WORDS, first), -1)
        comma = next((i for i in near if tagged.words[i] == ","), None)
        if comma is not None:
            return comma
    verb = tagged.token(end)
    verb = verb.head if verb.dep_ in {"aux", "auxpass"} else verb
    subject = tagged.tree.kid(verb, *SUBJECT_PARTS)
    named = subject is not None and first < subject.i < end and subject.i not in tagged.times
    return max(left_edge(tagged, subject), first + 1) if named and subject is not None else end


def with_opening_mark(tagged: Tagged, first: int, end: int) -> int:
    """The clause's first token, or the quotation mark before it where that is closed inside the clause."""
    unpaired = sum(tagged.words[at] in QUOTES for at in range(first, end)) % 2 == 1
    return first - 1 if unpaired and tagged.word(first - 1) in QUOTES else first


# A date before the clause.


def opening_date(tagged: Tagged, first: int) -> int:
    """Where a date before the clause begins: "By the end of 2018, | routes must"; else the clause's start."""
    begin = _phrase(tagged, first)
    while begin < first and tagged.tags[begin] in LOOSE:
        begin += 1
    dated = any(_dates(tagged, at) for at in range(begin, first))
    opens = begin in tagged.times or tagged.tag(begin) in LEADING or tagged.word(begin) == "deadline"
    return begin if dated and opens else _dated_clause(tagged, first)


def _dates(tagged: Tagged, at: int) -> bool:
    """Whether a time expression begins here, a numbered day ends here, or "until then" does."""
    back = (
        " ".join(tagged.words[max(at - length, 0) : at + 1]) in words_of("deadlines", "back") for length in (0, 1, 2)
    )
    return at in tagged.times or numbered_at(tagged, at) is not None or any(back)


def _phrase(tagged: Tagged, first: int) -> int:
    """Where the phrases before a clause begin: at the sentence's start, or after what parts it from another."""
    start = tagged.start_of(first)
    for at in range(first - 1, max(start, first - LONGEST_DATE) - 1, -1):
        word = tagged.words[at]
        if word == "deadline":
            return next((i for i in range(at - 1, max(start, at - LONGEST_DATE), -1) if tagged.times.get(i) == at), at)
        if word in PARTING or (word in {"that", "with"} and tagged.tags[at] == "IN"):
            return at + (word != "with")
        within = any(i < at < tagged.times.get(i, i) for i in range(at - ASIDE, at))
        if word == "," and at < first - 1 and not within:
            return at + 1 if _only_dates(tagged, at + 1, first) else first
        if tagged.tags[at].startswith(("V", "MD", "W")) and word not in words_of("deadlines", "from"):
            return first
        if at == start:
            return start
    return first


def _only_dates(tagged: Tagged, begin: int, first: int) -> bool:
    """Whether a comma and the clause have only a date between them: ", by 15 May | the army", ", a week later, |"."""
    end = first - (tagged.word(first - 1) == ",")
    near = range(begin, min(begin + ASIDE, end) if tagged.tag(begin) in {"IN", "TO"} else begin + 1)
    time = next((at for at in near if at in tagged.times), None)
    return time is not None and tagged.past_time(time) == end


def _dated_clause(tagged: Tagged, first: int) -> int:
    """Where words begin that say until or before when, or how long after what: "A week after the truce began,"."""
    if tagged.word(first - 1) != ",":
        return first
    start = max(tagged.start_of(first), first - LONGEST_DATED)
    begin = next((at + 1 for at in range(first - 2, start, -1) if tagged.words[at] in PARTING | {","}), start)
    time = next((at for at in range(begin, first) if at in tagged.times), None)
    if time is None:
        return first
    limits = tagged.words[begin] in {"before", "until", "till"} or tagged.words[begin + 1 : begin + 3] == [
        "the",
        "time",
    ]
    counted = tagged.word(tagged.times[time]) in words_of("deadlines", "counted_from") and time - begin < ASIDE
    return begin if limits or counted else first


# A second thing with a date of its own.


def second_terms(tagged: Tagged, first: int, end: int, action: int) -> Iterator[int]:
    """Where a second thing with a date of its own begins: "Kalbajar by 15 November and | Lachin by 1 December"."""
    now = words_of("deadlines", "at_once")
    dated = [
        (at, tagged.times.get(at, at + 1)) for at in range(action, end) if at in tagged.times or tagged.words[at] in now
    ]
    for (_, stop), (later, _) in pairwise(dated):
        near = range(later - 1, max(stop, later - REACH) - 1, -1)
        joint = next((i for i in near if tagged.words[i] in {"and", ","}), None)
        if joint is None or joint < first or "or" in tagged.words[stop : joint + 2]:
            continue
        aside = joint <= stop + 1 or (joint - stop <= ASIDE and not any(_verbal(tagged, i) for i in range(stop, joint)))
        if aside and _names_and_dates(tagged, joint + 1, later, placed=tagged.tag(stop) in {"IN", "RB"}):
            yield joint + 1


def _names_and_dates(tagged: Tagged, first: int, later: int, *, placed: bool) -> bool:
    """Whether the words before a date are a name and the date's preposition, and nothing with a verb.

    No preposition is needed before "the next day" or "a week later", and no name where both dates have their place.
    """
    at = later - 1 if tagged.tags[later - 1] == "DT" and later - 1 > first else later
    ways = words_of("deadlines", "by", "before", "on", "in", "from", "within") - {"for", "at"}
    before = (i for i in range(at - 1, max(first - 1, at - 4), -1) if " ".join(tagged.words[i:at]) in ways)
    stepping = word_values("steps").keys() | {"later", "after"}
    bare = later if not stepping.isdisjoint(tagged.words[later : tagged.times.get(later, later)]) else None
    by = next(before, bare)
    between = range(first, by) if by is not None else range(0)
    named = any(tagged.tags[i] in NAMING or by == bare for i in between)
    guessed = not words_of("frames", "guessing").isdisjoint(tagged.words[first:later])
    named = named or (placed and by == first)
    return by is not None and named and not guessed and not any(_verbal(tagged, i) for i in between)


def _verbal(tagged: Tagged, at: int) -> bool:
    """Whether a token is a verb, or the "to" of one; not "the remaining men", not "to zero"."""
    if tagged.tags[at] == "TO":
        return tagged.infinitive(at) is not None
    return tagged.tags[at] in VERBS and tagged.token(at).dep_ not in {"amod", "compound"}

"""Where a promise's clause ends: before the next clause, its condition, who said it, and the agreement it stands in."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from lib.annotate.promise_words import words_of
from lib.annotate.subjects import SUBJECTS, left_edge
from lib.annotate.tagged import FINITE, REACH, Tagged

if TYPE_CHECKING:
    from spacy.tokens import Token

QUOTES = frozenset({'"', "“", "”", "''", "``"})
DASHES = frozenset({"-", "–", "—", "--"})
INSIDE = frozenset({"relcl", "acl", "ccomp", "pcomp", "csubj"})
LOOSE_ENDS = frozenset({",", ";", ":", ".", "(", "-", "–", "—", "--", "!", "?", "and", "but", "or", "that", "whereas", "while", "as", "to"})
LOOSE_END_TAGS = frozenset({"_SP", "CC"})
# The longest clause in a text; the bound keeps broken text cheap.
LONGEST = 120
CLIMB = 8


def clause_end(tagged: Tagged, first: int, action: int, starts: Collection[int]) -> int:
    """The end of the clause (a token number) whose deed stands at `action`; `starts` are where other promises begin."""
    stop = min(tagged.end_of(action), action + LONGEST)
    end = next((at for at in range(action + 1, stop) if at in starts or _stops(tagged, at, action)), stop)
    return _trimmed(tagged, first, max(end, action + 1))


def _stops(tagged: Tagged, at: int, action: int) -> bool:
    """Whether the clause ends before this token."""
    word = tagged.words[at]
    if word in {";", ":", "("} or tagged.tags[at] == "_SP":
        return True
    if word in DASHES:
        return _free_standing(tagged, at)
    if tagged.tags[at] in FINITE and _begins_clause(tagged, at, action):
        return True
    if word in words_of("joints", "cuts", "conditions"):
        return _opens_clause(tagged, at)
    if word in {"under", "according", "following"}:
        return word != "under" or _names_agreement(tagged, at)
    return tagged.word(at - 1) == "," and _aside(tagged, at)


def _free_standing(tagged: Tagged, at: int) -> bool:
    """Whether a dash stands between blanks or is a long one, and so joins no word."""
    return bool(tagged.token(at).whitespace_) and tagged.token(at - 1).whitespace_ != ""


def _aside(tagged: Tagged, at: int) -> bool:
    """Whether what follows a comma is an afterthought: which, a step that, giving, said the minister, the minister said."""
    word, tag = tagged.words[at], tagged.tags[at]
    if tag in {"WDT", "WP", "WRB"} or word in {"a", "an", "adding", "with"}:
        return True
    if tag == "VBG" and tagged.token(at).dep_ in {"advcl", "acl", "dep"}:
        return True
    return word in words_of("frames", "speaking", "doubting") and tag in FINITE | {"VBN"}


def _begins_clause(tagged: Tagged, at: int, action: int) -> bool:
    """Whether a finite verb belongs to a clause that is no part of the promise."""
    verb = tagged.token(at)
    if verb.dep_ in {"aux", "auxpass"}:
        verb = verb.head
    return verb.i > action and not _part_of(verb, action)


def _part_of(verb: "Token", action: int) -> bool:
    """Whether a verb describes or completes something of the promised deed."""
    for _ in range(CLIMB):
        if verb.dep_ in INSIDE and verb.head.i >= action and verb.head.i < verb.i:
            return True
        if verb.dep_ not in {"conj", "xcomp"} or verb.head.i <= action:
            return False
        verb = verb.head
    return False


def _opens_clause(tagged: Tagged, at: int) -> bool:
    """Whether a joining word opens a clause with a finite verb, "before" apart, which stays inside."""
    token = tagged.token(at)
    if tagged.words[at] in {"before", "until", "till", "only", "should", "lest", "that", "whether"}:
        return tagged.words[at] == "should"
    near = range(at + 1, min(at + REACH, tagged.end_of(at)))
    finite = any(tagged.tags[i] in FINITE for i in near)
    return finite and (token.dep_ in {"mark", "advmod", "cc", "prep"})


def _names_agreement(tagged: Tagged, at: int) -> bool:
    """Whether an agreement is named right after: under the deal, under a UN-brokered pact."""
    near = range(at + 1, min(at + CLIMB, tagged.end_of(at)))
    return any(tagged.words[i] in words_of("nouns", "agreements") for i in near)


def _trimmed(tagged: Tagged, first: int, end: int) -> int:
    """The end moved back over the next clause's subject and over commas and joining words."""
    end = _without_subject(tagged, first, end)
    while end - 1 > first and (
        tagged.words[end - 1] in LOOSE_ENDS
        or tagged.tags[end - 1] in LOOSE_END_TAGS
        or (tagged.words[end - 1] in QUOTES and not _closes(tagged, first, end - 1))
    ):
        end -= 1
    return end


def _without_subject(tagged: Tagged, first: int, end: int) -> int:
    """The end moved back before the subject of the clause that follows."""
    if end >= len(tagged.words) or tagged.tags[end] not in FINITE or end >= tagged.end_of(first):
        return end
    verb = tagged.token(end)
    verb = verb.head if verb.dep_ in {"aux", "auxpass"} else verb
    subject = tagged.tree.kid(verb, *SUBJECTS)
    if subject is None or not first < subject.i < end:
        return end
    return max(left_edge(tagged, subject), first + 1)


def _closes(tagged: Tagged, first: int, at: int) -> bool:
    """Whether a quotation mark closes one that opened inside the clause."""
    return sum(tagged.words[i] in QUOTES for i in range(first, at + 1)) % 2 == 0

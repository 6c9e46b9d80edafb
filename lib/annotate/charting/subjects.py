"""Where the words begin that name who or what a clause is about."""

from typing import TYPE_CHECKING

from lib.annotate.charting.tagged import FINITE_TAG, Tagged

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECT_PARTS = ("nsubj", "nsubjpass", "expl", "csubj")
# A doer's words are rarely more; the bound keeps broken text cheap.
LONGEST = 40
# "KOTA BHARU, Malaysia, 4 May (BNA) -": places, a day and who sends it.
LONGEST_DATELINE = 16
DATELINE = frozenset({"NNP", "NNPS", "NN", "CD", ",", ".", ":", "SYM", "CC", "-LRB-", "-RRB-", "HYPH", "_SP"})
DAYS_AND_CREDITS = frozenset({"CD", "-LRB-"})
DASHES = frozenset({"-", "–", "—", "--"})


def dateline_end(tagged: Tagged, at: int) -> int:
    """The first token behind the dateline that opens a sentence; its first token where none does."""
    start = tagged.start_of(at)
    for i in range(start + 1, min(start + LONGEST_DATELINE, tagged.end_of(at))):
        if tagged.words[i] in DASHES and not DAYS_AND_CREDITS.isdisjoint(tagged.tags[start:i]):
            return i + 1
        if tagged.tags[i] not in DATELINE:
            break
    return start


def left_edge(tagged: Tagged, subject: "Token") -> int:
    """The first token of the words that name somebody, not past a semicolon, a colon or a whole clause."""
    edge = max(subject.left_edge.i, dateline_end(tagged, subject.i), subject.i - LONGEST)
    for at in range(subject.i - 1, edge - 1, -1):
        word, before = tagged.words[at], at - 1
        clause = word == "," and tagged.tag(before) in FINITE_TAG
        if word in {";", ":", "that"} or clause or (word in {"and", "but"} and tagged.word(before) == ","):
            return at + 1
    # A date belongs to the words before, and so does an event: "within a week of its start | troops".
    if tagged.word(edge - 1) in {"of", "after"} and edge - 1 in (tagged.times.get(at) for at in range(edge - 5, edge)):
        return subject.i
    stop = tagged.times.get(edge, edge)
    inside = edge > tagged.start_of(subject.i) and tagged.tag(edge - 1) in {"IN", "VBN"}
    return stop if stop <= subject.i and inside and tagged.tag(stop) != "POS" else edge

"""A parsed text as the commitment rules walk it: words and tags by number, and where time expressions stand."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lib.annotate.tree import Tree, read_tree
from lib.codebooks import words_of
from lib.models import Span, Timex

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FINITE_TAG = frozenset({"VBD", "VBZ", "VBP", "MD"})
VERBAL = frozenset({"VB", "VBD", "VBZ", "VBP", "VBN", "VBG"})
PASSED = frozenset({"RB", "RBR", "``", "''"})


@dataclass(frozen=True, slots=True)
class Tagged:
    """A tree with each token's word in lower case and its Penn tag.

    `times` maps the first token of each time expression to its end, `timexes` to what it is; `timed` are all
    their tokens.
    """

    tree: Tree
    words: list[str]
    tags: list[str]
    times: dict[int, int]
    timexes: dict[int, Timex]
    timed: frozenset[int]

    def token(self, at: int) -> "Token":
        """The token with this number."""
        return self.tree.tokens[at]

    def end_of(self, at: int) -> int:
        """The end of the sentence that the token stands in; past either end of the text, of the nearest one."""
        return self.tree.sentences[min(max(at, 0), len(self.tree.sentences) - 1)][1]

    def start_of(self, at: int) -> int:
        """The first token of the sentence that the token stands in; past either end, of the nearest one."""
        return self.tree.sentences[min(max(at, 0), len(self.tree.sentences) - 1)][0]

    def span(self, first: int, end: int) -> Span:
        """The words between two tokens, with the quotation mark before them where that is closed inside."""
        marks = words_of("marks", "quotes")
        opened = self.word(first - 1) in marks and sum(word in marks for word in self.words[first:end]) % 2 == 1
        return self.tree.words(first - opened, end - 1)

    def past_adverbs(self, at: int) -> int:
        """The first token from this one on that is no adverb, "not" or quotation mark, else the sentence's end."""
        end = self.end_of(at - 1) if at else len(self.words)
        while at < end and self.tags[at] in PASSED:
            at += 1
        return at

    def word(self, at: int) -> str:
        """The word in lower case, nothing past either end of the text."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def tag(self, at: int) -> str:
        """The tag, nothing past either end of the text."""
        return self.tags[at] if 0 <= at < len(self.tags) else ""

    def infinitive(self, at: int) -> bool:
        """Whether an infinitive begins with the "to" at this token: to go, to be handed over; not "to zero"."""
        tag = self.tag(self.past_adverbs(at + 1))
        return self.word(at) == "to" and (tag == "VBG" or (tag in {"VB", "VBP"} and self.tags[at] == "TO"))

    def phrase(self, at: int, wanted: frozenset[str]) -> int:
        """How many words from this token on are one of these phrases, the longest first; 0 for none."""
        return next((n for n in (4, 3, 2, 1) if " ".join(self.words[at : at + n]) in wanted), 0)

    def negated(self, first: int, last: int) -> bool:
        """Whether "not", "never" or "no longer" stands between two tokens."""
        words = self.words[first : last + 1]
        return "no longer" in " ".join(words) or not words_of("clauses", "denying").isdisjoint(words[: last - first])


def read_tagged(doc: "Doc", timexes: Sequence[Timex]) -> Tagged:
    """What the commitment rules need of one parsed text."""
    tree = read_tree(doc)
    times, found = dict[int, int](), dict[int, Timex]()
    for timex in timexes:
        # One that begins within a token takes the whole of it, so that none is empty.
        first = tree.at(timex.span.start)
        times[first] = max(bisect_left(tree.offsets, timex.span.end), times.get(first, first + 1))
        found.setdefault(first, timex)
    timed = frozenset(at for first, end in times.items() for at in range(first, end))
    return Tagged(tree, [one.lower_ for one in tree.tokens], [one.tag_ for one in tree.tokens], times, found, timed)

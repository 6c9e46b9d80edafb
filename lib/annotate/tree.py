"""A parsed text as rules walk it: who depends on whom, sentence bounds, characters to tokens, words, tags and times."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from lib.codebooks import words_of
from lib.models import Span, Timex

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

BLANKS = " \t\r\n\v\f\xa0"
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
FINITE = frozenset({"VBD", "VBZ"})
# Adverbs and marks that may stand between two words of a verb.
PASSED = frozenset({"RB", "RBR", "``", "''"})
# How far a verb without a subject looks up for one: "wants to try to say" needs three steps.
CLIMB = 6
# More tokens are no sentence but a list or a lost full stop; the bound keeps the time linear.
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Tree:
    """A Doc with its text, each token's children, its sentence (first token and end), and its first character.

    The text is kept, because a Doc puts it together anew each time it is asked.
    """

    doc: "Doc"
    text: str
    tokens: "list[Token]"
    kids: list[list["Token"]]
    sentences: list[tuple[int, int]]
    offsets: list[int]

    def at(self, offset: int) -> int:
        """The index of the token at a character, or of the next one when it stands between tokens."""
        found = bisect_right(self.offsets, offset) - 1
        inside = found >= 0 and offset < self.offsets[found] + len(self.doc[found])
        return found if inside else found + 1

    def token_at(self, offset: int) -> "Token | None":
        """The token at a character, or the last one before it; None before the first."""
        found = bisect_right(self.offsets, offset) - 1
        return self.tokens[found] if found >= 0 else None

    def tag_at(self, offset: int) -> str:
        """The Penn tag of that token, or nothing."""
        token = self.token_at(offset)
        return token.tag_ if token is not None else ""

    def before(self, offset: int) -> int:
        """The index of the last token that begins before a character, -1 where none does."""
        return bisect_left(self.offsets, offset) - 1

    def span(self, start: int, end: int) -> Span:
        """The words between two characters, without blanks at either end."""
        exact = self.text[start:end]
        start += len(exact) - len(exact.lstrip(BLANKS))
        exact = exact.strip(BLANKS)
        return Span(start, start + len(exact), exact)

    def words(self, first: int, last: int) -> Span:
        """The words from one token to another, both included."""
        return self.span(self.offsets[first], self.offsets[last] + len(self.doc[last]))

    def kid(self, token: "Token", *deps: str) -> "Token | None":
        """The first child that stands in one of these relations to the token, or None."""
        return next((kid for kid in self.kids[token.i] if kid.dep_ in deps), None)


@lru_cache(maxsize=1)
def read_tree(doc: "Doc") -> Tree:
    """The tree of one parsed Doc; the last is kept, for finders read one text in turn, and a Doc makes all anew."""
    tokens = list(doc)
    kids: list[list[Token]] = [[] for _ in tokens]
    # Heads as one array: asking each token for its head makes a new object every time.
    for token, head in zip(tokens, doc.to_array("HEAD").astype("int64").tolist(), strict=True):
        if head:
            kids[token.i + head].append(token)
    sentences = [bounds for bounds in _sentence_bounds(tokens) for _ in range(*bounds)]
    return Tree(doc, doc.text, tokens, kids, sentences, [token.idx for token in tokens])


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

    def made_to(self, at: int) -> bool:
        """Whether a verb is what somebody lets or makes another do, which parsers take for the present: let 27 | go."""
        verb = self.token(at)
        return verb.tag_ == "VBP" and verb.dep_ == "ccomp" and verb.head.lower_ in words_of("carriers", "causative")

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


def _sentence_bounds(tokens: Sequence["Token"]) -> Iterator[tuple[int, int]]:
    """First token and end of every sentence, of overlong ones in pieces."""
    starts = [token.i for token in tokens if token.i == 0 or token.is_sent_start]
    for start, end in pairwise([*starts, len(tokens)]):
        for piece in range(start, end, LONGEST):
            yield piece, min(piece + LONGEST, end)


def subject_of(tree: Tree, verb: "Token") -> "Token | None":
    """The head of the words that name who does what the verb says, or None where nobody is named.

    A passive's doer stands after "by"; conjoined verbs, participles and infinitives take the doer of the verb above.
    """
    for _ in range(CLIMB):
        if tree.kid(verb, "nsubjpass", "auxpass"):
            agent = tree.kid(verb, "agent")
            return tree.kid(agent, "pobj") if agent else None
        subject = tree.kid(verb, "nsubj")
        if subject is not None:
            return subject
        above = _above(tree, verb)
        if above is None or above.pos_ in NOMINAL:
            return above
        verb = above
    return None


def _above(tree: Tree, verb: "Token") -> "Token | None":
    """Where a verb without a subject looks for one: the verb above, or the noun that is its subject."""
    head = verb.head
    if head.i == verb.i:
        return None
    if verb.dep_ == "pcomp":
        return _above_preposition(tree, head)
    if verb.dep_ == "xcomp":
        return tree.kid(head, "dobj") or head
    if verb.dep_ == "acl":
        return head if head.pos_ in NOMINAL else None
    if verb.dep_ == "conj" and verb.tag_ in FINITE and head.tag_ == "VB":
        # "He said they would go, and added": a finite verb is not joined to an infinitive, whatever the parser says.
        return head.head if head.head.i != head.i else None
    return head if verb.dep_ in {"conj", "advcl", "dep", "ccomp", "parataxis", "relcl"} else None


def _above_preposition(tree: Tree, preposition: "Token") -> "Token | None":
    """The subject of "saying" in "quoted him as saying", "was quoted as saying", "began by saying"."""
    head = preposition.head
    if preposition.lower_ == "as":
        return tree.kid(head, "dobj", "nsubjpass") or head
    return tree.kid(head, "poss") if head.pos_ in NOMINAL else head

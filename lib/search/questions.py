"""A question in words: what of it is looked for, and the sentences that have most of it."""

import re
from typing import NamedTuple

import numpy as np

from lib.codebooks import word_set
from lib.search.analysis import alternatives, tokens, whole
from lib.search.index import Rows, SentenceIndex
from lib.search.nodes import Or, Query, Words
from lib.search.query import LONGEST, MOST_LEAVES, OPERATORS

FEWEST = 3
"""As many words that tell something make a query of plain words one that sentences may have most of."""

# What words have that are typed as one speaks; all else is a sign of the language of queries.
_PLAIN = re.compile(r"[\w\s,.;!?’'‘\-–—]+")
_MINUS = re.compile(r"(?:^|\s)[-–—]")
_LIKE_A_QUESTION = re.compile(r"\?\s*\Z")


class Question(NamedTuple):
    """A query of plain words: those of them that tell something, each once; whether it `asks`, or only lists them."""

    text: str
    words: tuple[Words, ...]
    asks: bool

    def written(self) -> str:
        """The words, as a reader sees them.

        >>> read_question("When are the heavy weapons withdrawn?").written()
        '“heavy”, “weapons”, “withdrawn”'
        """
        return ", ".join(f"“{self.text[one.at[0] : one.at[1]]}”" for one in self.words)


def read_question(text: str) -> Question | None:
    """The text as a question, or as words of which a sentence may have most; None where it is neither.

    >>> read_question("zone OR corridor"), read_question("heavy weapons"), read_question('"heavy" weapons?')
    (None, None, None)
    """
    if len(text) > LONGEST or not _PLAIN.fullmatch(text) or _MINUS.search(text):
        return None
    text = whole(text)
    found = tokens(text)
    if any(text[one.start : one.end] in OPERATORS for one in found):
        return None
    asking, small = word_set("search", "asking"), word_set("search", "small")
    asks = len(found) > 1 and (found[0].word in asking or bool(_LIKE_A_QUESTION.search(text) and found[2:]))
    telling = {one.stem: one for one in reversed(found) if one.word not in asking | small}
    words = tuple(
        Words((alternatives(one.word),), exact=False, scope="", at=(one.start, one.end))
        for one in sorted(telling.values())[:MOST_LEAVES]
    )
    return Question(text, words, asks) if words and (asks or len(words) >= FEWEST) else None


def most_of(index: SentenceIndex, question: Question) -> tuple[Query, Rows]:
    """The question as a query, and the sentences with at least half of its words: the more of them the earlier.

    Of as many words, the rarer ones come first, by BM25; where no sentence has half, those with the most there are.
    """
    finds = [index.find(one) for one in question.words]
    counts = np.bincount(np.concatenate(finds), minlength=len(index.documents))
    enough = min((len(question.words) + 1) // 2, counts.max(initial=0))
    node = Or(question.words, (0, len(question.text))) if len(question.words) > 1 else question.words[0]
    best = index.find(node)
    some = best[counts[best] >= max(1, enough)]
    return Query(question.text, node, (_note(question),)), some[np.argsort(-counts[some], kind="stable")]


def _note(question: Question) -> str:
    """How a question was read."""
    if len(question.words) == 1:
        return f"Read as a question: sentences with {question.written()}."
    how = "Read as a question" if question.asks else "No sentence has all of these words"
    return f"{how}: sentences with most of {question.written()} come first."

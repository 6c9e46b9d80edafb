"""Words of the corpus that are spelled nearly like one that is nowhere in it."""

from collections import Counter
from difflib import SequenceMatcher

from lib.search.analysis import APART, stem_of, tokens, words
from lib.search.index import SentenceIndex

MOST = 3
# Of a short word one letter may be another; a longer one may differ in two, or in the order of some.
SHORT = 5
# How alike two words are to be, of 1: "coridor" and "corridor" are .93, "zone" and "gone" .75.
ALIKE = 0.7


def words_like(index: SentenceIndex, word: str) -> list[str]:
    """The words, as they are mostly written, that are most alike; of those as alike the more frequent first."""
    folded = words(word)
    if len(folded) != 1 or folded[0].endswith(APART) or folded[0].isdecimal():
        return []
    (asked,) = folded
    written: dict[str, Counter[str]] = {}
    for text in index.texts_with_words_like(asked, 1 if len(asked) <= SHORT else 2):
        for token in tokens(text):
            written.setdefault(token.word, Counter())[text[token.start : token.end]] += 1
    alike = {one: SequenceMatcher(None, asked, one).ratio() for one in written if one != asked}
    some = (one for one, ratio in alike.items() if ratio >= ALIKE)
    ranked = sorted(some, key=lambda one: (-alike[one], -written[one].total(), one))
    first = {stem_of(one): one for one in reversed(ranked)}  # of one word's forms, the likeliest
    return [written[one].most_common(1)[0][0] for one in ranked if first[stem_of(one)] == one][:MOST]

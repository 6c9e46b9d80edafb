"""What a text says outright of where a place lies: in what, and by what."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from lib.annotate.naming.trimming import words

if TYPE_CHECKING:
    from spacy.tokens import Doc

# No more words stand between a place and the one it lies by.
FAR_WORDS = 9


def holders(doc: "Doc", start: int, end: int, spans: Mapping[int, int]) -> Iterator[str]:
    """Names that hold this one on the page: "X, Y", "X in Y", "Y's X"."""
    end += end < len(doc) and doc[end].lower_ in words("place_nouns")
    for at in (end + 1, end + 2):
        between = doc[end:at].text
        if at in spans and between in {",", "in", ", in", ", The", ", the"} and not _has_noun(doc, spans[at]):
            yield doc[at : spans[at]].text
    if start > 1 and doc[start - 1].text in {"'s", "’s"}:
        holder = next((s for s in range(start - 2, max(-1, start - 6), -1) if spans.get(s) == start - 1), None)
        if holder is not None:
            yield doc[holder : start - 1].text


def lies_by(doc: "Doc", end: int, spans: Mapping[int, int]) -> Iterator[str]:
    """Names that this one is said to lie by: "X, south of Y", "X near Y", "X, some 20 km from Y"."""
    for at in range(end + 1, min(end + FAR_WORDS, len(doc))):
        between = doc[end:at]
        if at in spans and between[-1].lower_ in {"of", "from", "near"}:
            if all(t.text == "," or t.like_num or t.lower_ in words("distance_words") for t in between):
                yield doc[at : spans[at]].text
            return


def _has_noun(doc: "Doc", end: int) -> bool:
    """Whether a name stands before what it qualifies: "In Moscow, US envoys" puts Moscow in no country."""
    nouns = {"NN", "NNS", "NNP", "NNPS", "JJ"}
    return end < len(doc) and doc[end].tag_ in nouns and doc[end].lower_ not in words("place_nouns")

"""A name's own words: what stands round it in a span taken off."""

from functools import partial
from typing import TYPE_CHECKING

from lib.codebooks import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
# No name of the news is longer; a longer run of capitals is a heading or noise.
LONGEST_NAME = 12


# One word list of the names codebook.
words = partial(word_set, "names")


def trim(doc: "Doc", start: int, end: int) -> tuple[int, int] | None:
    """The span without articles, titles, possessives, lower-case ends and marks; None when nothing is left.

    "the Free Syrian Army" becomes "Free Syrian Army", "President Putin's" becomes "Putin".
    """
    while start < end and _drops_from_front(doc[start], doc, end):
        start += 1
    while start < end and _drops_from_back(doc[end - 1]):
        end -= 1
    while (
        end - start > 1
        and doc[end - 1].lower_ in words("titles")
        and doc[end - 1].lower_ not in words("organisation_heads")
    ):
        end -= 1
    if start < end and doc[end - 1].lower_ in {"special", "foreign"} and end - start > 1:
        end -= 1
    return (start, end) if start < end and end - start <= LONGEST_NAME and not is_noise(doc, start, end) else None


def _drops_from_front(token: "Token", doc: "Doc", end: int) -> bool:
    """Whether a token at the front is an article, a title, a mark, or a word in lower case that begins no name."""
    text = token.text
    if token.lower_ in {"the", "a", "an"} and not (
        text[0].isupper() and token.i + 1 < end and doc[token.i + 1].text == "-"
    ):
        return True
    if text[0].isupper() or text[0].isdigit():
        return token.lower_.rstrip(".") in words("titles") and token.i + 1 < end and _is_title_use(token, doc, end)
    return not (token.lower_ in words("leading_particles") and token.i + 1 < end)


def _is_title_use(token: "Token", doc: "Doc", end: int) -> bool:
    """Whether a capitalised title word is a title here, not the start of a body's name ("General Assembly")."""
    return not any(doc[i].lower_ in words("organisation_heads") for i in range(token.i, end))


def _drops_from_back(token: "Token") -> bool:
    """Whether a token at the end is a possessive, a mark or a word in lower case."""
    return token.text in POSSESSIVES or not (
        token.text[0].isupper() or token.text[0].isdigit() or (token.is_alpha and not token.is_lower)
    )


def is_noise(doc: "Doc", start: int, end: int) -> bool:
    """Whether what is left is no name: one common word, only digits, or no letter."""
    if end - start == 1:
        token = doc[start]
        word = token.lower_.rstrip(".")
        if word in words("never_names") or word in words("titles"):
            return True
        return not any(c.isalpha() for c in token.text) or len(token.text) < 2
    return not any(token.text[0].isupper() for token in doc[start:end])

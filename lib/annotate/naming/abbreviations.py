"""Abbreviations a text explains itself: the long form, then the short one in brackets (Schwartz and Hearst 2003)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lib.codebooks import load_words
from lib.gazetteer import Gazetteer

if TYPE_CHECKING:
    from spacy.tokens import Doc

SHORTEST, LONGEST = 2, 8
# A long form has at most this many words more than its abbreviation has letters.
SPARE_WORDS = 4


def find_abbreviations(doc: "Doc", gazetteer: Gazetteer) -> Iterator[tuple[int, int, str]]:
    """Token start and end of each long form, with the abbreviation that follows it in brackets.

    "... the Syrian Observatory for Human Rights (SOHR) said" gives the five words and "SOHR".
    """
    for i in range(1, len(doc) - 2):
        if doc[i].text == "(" and doc[i + 2].text == ")" and _is_short_form(doc[i + 1].text):
            start = _long_form_start(doc, i, doc[i + 1].text)
            start = _headed_start(doc, i, gazetteer) if start is None else start
            if start is not None:
                yield start, i, doc[i + 1].text


def _is_short_form(text: str) -> bool:
    """Whether a word in brackets looks like an abbreviation: short, letters, mostly capitals."""
    capitals = sum(letter.isupper() for letter in text)
    return SHORTEST <= len(text) <= LONGEST and text[0].isalpha() and capitals >= max(2, len(text) - 2)


def _long_form_start(doc: "Doc", end: int, short: str) -> int | None:
    """Where the long form before `end` begins: at the word whose initials match, else None."""
    letters = [letter.casefold() for letter in short if letter.isalpha()]
    initials: list[tuple[str, int]] = []
    for i in range(end - 1, max(-1, end - 1 - 2 * (len(letters) + SPARE_WORDS)), -1):
        token = doc[i]
        if (
            token.is_space
            or token.text in '().;:!?"“”'
            or (token.is_sent_start and i < end - 1 and not token.text[0].isupper())
        ):
            break
        if token.text[0].isalpha() and not token.text.startswith(("’", "'")):
            initials.append((token.text[0].casefold(), i))
        if token.text[0].isupper() and _spells(letters, [letter for letter, _ in reversed(initials)]):
            return i
        if token.text[0].islower() and token.lower_ not in load_words("names")["particles"]:
            break
    return None


def _spells(letters: list[str], initials: list[str]) -> bool:
    """Whether the initials hold the letters in order, the first being the first and the last near the end."""
    if not initials or initials[0] != letters[0] or len(initials) > len(letters) + SPARE_WORDS:
        return False
    rest = iter(initials)
    return all(letter in rest for letter in letters)


def _headed_start(doc: "Doc", end: int, gazetteer: Gazetteer) -> int | None:
    """Where the capitalised words before `end` begin, if their last is a body's ("People's Protection Units (YPG)").

    The letters of such an abbreviation are often those of the name in its own language.
    """
    if doc[end - 1].lower_ not in load_words("names")["organisation_heads"] or not doc[end - 1].text[0].isupper():
        return None
    start = end - 1
    while start > 0 and (
        (doc[start - 1].text[:1].isupper() and doc[start - 1].tag_ != "JJ") or doc[start - 1].text in {"'s", "’s"}
    ):
        start -= 1
    while start < end - 1 and (gazetteer.demonym(doc[start].text) or doc[start].text in {"'s", "’s"}):
        start += 1
    return start if end - start > 1 else None

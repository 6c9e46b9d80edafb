"""Datelines, which say where and when a paragraph was written: "LIMA, Peru, Oct. 29 (AP) --"."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lib.annotate.naming.own_words import words
from lib.annotate.tree import read_tree
from lib.gazetteer import Gazetteer

if TYPE_CHECKING:
    from spacy.tokens import Doc

_WORD = r"[^\W\d_a-z][\w.'’-]*+"
_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?"
# A place, what it lies in, the day, the agency, and the mark that ends it all. A colon ends a place in capitals only.
_DATELINE = re.compile(
    rf"^(?P<place>{_WORD}(?: {_WORD}){{0,3}})(?:, (?:The )?(?P<within>(?!{_DAY}){_WORD}(?: {_WORD}){{0,2}}))?"
    rf"(?P<when>,? (?:{_DAY}))?(?P<agency>[.,]? ?(?:\([^()\n]{{1,30}}\)|/[^/\n]{{1,30}}/))?"
    r"(?P<mark>\.? ?(?:--?|[–—―|])(?= )|\. |: )",
    re.MULTILINE,
)
LONGEST = 120
# In capitals before a colon, only a place of about so many people (log10) is none of "WATCH:", "OPINION:".
_LARGE = 4.7


def find_datelines(doc: "Doc", gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """Token start and end of each place in the datelines of a text."""
    for found in _DATELINE.finditer(read_tree(doc).text):
        if not _is_dateline(found, gazetteer):
            continue
        for part in ("place", "within"):
            span = doc.char_span(*found.span(part), alignment_mode="expand") if found[part] else None
            if span is not None and (part == "place" or gazetteer.knows(found[part])):
                yield span.start, span.end


def day_in_dateline(text: str, start: int, end: int) -> bool:
    """Whether a day is that of the dateline which its paragraph begins with."""
    found = _DATELINE.match(text, text.rfind("\n", 0, start) + 1)
    dashed = found is not None and found["mark"].strip() not in {":", "."} and found["place"][:2].isupper()
    return found is not None and dashed and found.start("when") <= start and end <= found.end("when")


def dateline_end(text: str, at: int) -> int | None:
    """Where the dateline ends that holds a character: one with a day or an agency; None where none does.

    >>> dateline_end("LIMA, Peru, March 1 (AP) - The army said so.", 2)
    26
    """
    found = _DATELINE.match(text, text.rfind("\n", max(0, at - LONGEST), at) + 1)
    said = found is not None and (found["when"] or found["agency"])
    return found.end() if found is not None and said and at < found.end() else None


def _is_dateline(found: re.Match[str], gazetteer: Gazetteer) -> bool:
    """Whether a line's first words are a place: known, or in capitals and followed by a day or an agency."""
    place, mark = found["place"], found["mark"].strip()
    first = next(iter(gazetteer.find_places(place)), None)
    capitals, said = place.isupper() and len(place) > 2, found["when"] or found["agency"]
    if place.casefold() in words("never_names") or not (capitals or (first and (said or found["within"]))):
        return False
    if mark in {":", "."}:
        return bool(said) or (mark == ":" and first is not None and first.prior >= _LARGE)
    return bool(said or first)

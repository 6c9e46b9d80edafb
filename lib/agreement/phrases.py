"""The words of a name round its head, as the parser has it."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from lib.agreement.names import without_article

if TYPE_CHECKING:
    from spacy.tokens import Token

_PARENTHESES = re.compile(r"\s*\([^()]*\)")
_NAME = r"[A-Z][\w’-]{1,30}(?: [A-Z][\w’-]{1,30}){0,4}"
_FULLER = re.compile(rf"\b({_NAME}) (?:of|on|for)(?: the)? {_NAME}")
# No agreement names more in one breath.
MOST_JOINED = 12
_BEFORE = frozenset({"det", "amod", "compound", "poss", "nmod", "nummod", "predet", "neg", "quantmod"})


def conjoined(token: "Token") -> list["Token"]:
    """A name's head and those joined to it: the Front and the Mission."""
    found, at = [token], 0
    while at < len(found) and len(found) < MOST_JOINED:  # no agreement names more in one breath
        found += [kid for kid in found[at].children if kid.dep_ == "conj" and kid.tag_.startswith(("N", "PRP"))]
        at += 1
    return found


def phrase_of(token: "Token", *, bare: bool = True) -> str:
    """The words of a name round its head: what stands before it, and what "of" adds; nothing behind a comma."""
    doc, first, last = token.doc, token.i, token.i
    for kid in token.children:
        if kid.i < token.i and kid.dep_ in _BEFORE:
            first = min(first, kid.left_edge.i)
        if kid.i > token.i and kid.lower_ in {"of", "for"} and kid.dep_ == "prep" and kid.i <= last + 1:
            last = _end_of(kid, last)
    words = _PARENTHESES.sub("", doc[first : last + 1].text)
    return without_article(words) if bare else words


def _end_of(prep: "Token", last: int) -> int:
    """The last token of the words behind "of", up to a comma, a bracket or a clause."""
    end = last
    for at in range(prep.i, prep.right_edge.i + 1):
        token = prep.doc[at]
        if (
            token.text in {",", "(", ";", ":", "–", "-"}
            or token.dep_ in {"relcl", "acl"}
            or token.tag_ == "CD"
            or (token.tag_ in {"IN", "WDT", "WP", "TO"} and token.lower_ not in {"of", "for"})
        ):
            break
        end = at
    return end if end > prep.i else last


def find_fuller_names(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The full names that a text has for a short one: Commission, and Commission on Missing Persons."""
    found: dict[str, dict[str, None]] = {}
    for text in texts:
        for full in _FULLER.finditer(text):
            found.setdefault(full[1], {})[full[0]] = None
    return {short: tuple(names) for short, names in found.items()}

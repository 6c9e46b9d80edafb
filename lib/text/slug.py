"""Readable identifiers made from names."""

import re

from lib.text.words import plain

# Apostrophes, and the marks that transliterations write for ayn and hamza: they part no words.
_INSIDE_WORDS = re.compile(r"['’‘`´ʼʻʿʾ]")
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def slug(name: str) -> str:
    """The name in lower case, without marks and apostrophes, its words joined by hyphens.

    Letters outside the Latin alphabet stay. Empty only where the name has neither letter nor digit.

    >>> slug("Recep Tayyip Erdoğan")
    'recep-tayyip-erdogan'
    >>> slug("People's Protection Units")
    'peoples-protection-units'
    """
    return _BETWEEN_WORDS.sub("-", _INSIDE_WORDS.sub("", plain(name)).casefold()).strip("-")

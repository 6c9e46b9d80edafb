"""Readable identifiers made from names."""

import re
import unicodedata

# Letters that Unicode does not take apart into a base letter and a mark.
_WHOLE_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe"}
)
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
    apart = unicodedata.normalize("NFKD", name.translate(_WHOLE_LETTERS))
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return _BETWEEN_WORDS.sub("-", _INSIDE_WORDS.sub("", plain).casefold()).strip("-")

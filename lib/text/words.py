"""What is a word, and which spellings are one: said here for all who count words, compare texts and look names up.

The search has a finer reading of its own, for what may be asked (`lib.search.analysis`).
"""

import re
import unicodedata
from functools import lru_cache

# Numbers and words joined by a hyphen or an apostrophe are one: "15-20", "Putin’s", "3,000".
WORD = re.compile(r"[^\W_]+(?:['’‐‑-][^\W_]+|(?<=\d)[.,](?=\d)[^\W_]+)*")
_RUN = re.compile(r"\w+")
# What begins with a letter: of "20km wide" the unit and the width, not the number.
_TERM = re.compile(r"[^\W\d_][\w'’-]*")
# Letters that Unicode does not take apart into a Latin letter and a mark.
_WHOLE_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a",
        "ħ": "h", "ŧ": "t", "ŋ": "n", "ĸ": "k",
    }
)  # fmt: skip


def count_words(text: str) -> int:
    """How many words a text has, as they are counted: stretches between white space with a letter or digit in them.

    >>> count_words("Some 3,000 fighters — or more — left Idlib .")
    7
    """
    return sum(token.isalnum() or any(map(str.isalnum, token)) for token in text.split())


def find_words(text: str) -> list[tuple[int, int]]:
    """The bounds of a text's words in order, as they are compared.

    >>> find_words("15-20 km, by then")
    [(0, 5), (6, 8), (10, 12), (13, 17)]
    """
    return [match.span() for match in WORD.finditer(text)]


def terms_of(text: str) -> list[str]:
    """The words that begin with a letter, in lower case.

    >>> terms_of("20km-wide De-escalation zone")
    ['km-wide', 'de-escalation', 'zone']
    """
    return _TERM.findall(text.lower())


@lru_cache(maxsize=256)
def either(words: frozenset[str] | tuple[str, ...]) -> str:
    """The words or phrases as alternatives inside a pattern, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@lru_cache(maxsize=128)
def any_of(words: frozenset[str] | tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for any of the words or phrases, whole, whatever their case."""
    return re.compile(rf"\b(?:{either(words)})\b", re.IGNORECASE)


def only_words(text: str) -> str:
    """The words alone, in lower case and parted by one space: what two passages are told to be the same by.

    >>> only_words('“Latest  News!”')
    'latest news'
    """
    return " ".join(_RUN.findall(text.casefold()))


def plain(text: str) -> str:
    """A text without case and without marks on its letters: how two spellings of one name are told.

    >>> plain("Recep Tayyip Erdoğan, Łódź, Straße, Tromsø")
    'recep tayyip erdogan, lodz, strasse, tromso'
    """
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_WHOLE_LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))

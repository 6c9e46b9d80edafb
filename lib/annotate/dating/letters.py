"""A text as a string of letters, one for each word's class, so that a phrase grammar is a plain regular expression."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lib.models import Span

OTHER = "_"
PARAGRAPH = "¶"
# Longer strings of digits are no number anybody counts or dates by, and converting them is slow.
MOST_DIGITS = 15
DAY_NUMBER, YEAR_NUMBER, LONG_NUMBER = "d", "y", "n"
LAST_DAY = 31
FIRST_YEAR, LAST_YEAR = 1000, 2199
DAY_DIGITS, YEAR_DIGITS = 2, 4

SCANNER = re.compile(
    r"(?P<i>(?<![\d.])(?:\d{4}([-/.])\d{1,2}\2\d{1,2}|\d{1,2}([-/.])\d{1,2}\3\d{4}|\d{1,2}(?:/\d{1,2}/|([-.])\d\d\4)\d\d)(?![\d/]|[.-]\d))"
    r"|(?P<c>(?<![\d:])[0-2]?\d[:h][0-5]\d(?::[0-5]\d)?(?![\d:])"
    r"|(?<![\d:.,])(?:0\d[0-5]\d(?=\shours\b)|(?:(?<=\bat\s)|(?<=\bby\s)|(?<=\bfrom\s)|(?<=\buntil\s))"
    r"[0-2]\d[0-5]\d(?=\shours\b)|[0-2]\d[0-5]\d(?=\slocal\stime\b)))"
    r"|(?P<y>(?<!\w)['’]\d\d\b)"
    r"|(?P<e>(?:\b\d{3}0|['’]?\b\d0)s\b)"
    r"|(?P<o>\b\d{1,4}(?:st|nd|rd|th)\b)"
    r"|(?P<n>\d+(?:[^\S\n][1-9]/[2-9](?![\d/])|[^\S\n]?[¼½¾⅐-⅞])|[¼½¾⅐-⅞]"
    r"|(?<![\w.,:/])[1-9]\d{0,2}(?P<gap>[^\S\n]|['’])\d{3}(?:(?P=gap)\d{3})*+(?![\w/]|-[a-z]|[.,:]\d)"
    r"|\d+(?:,\d{3}(?!\d))*(?:\.\d+)?)"
    r"|(?P<p>[ap]\.\s?m\.|[ap]m\b|o['’]clock\b)"
    r"|(?P<w>['’]ll\b|[^\W\d_]\w*)"
    r"|(?P<s>\n)"
    r"|(?P<x>[^\w\s]|_)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LetterWord:
    """One word of a text with its class letter; `text` is in lower case."""

    start: int
    end: int
    text: str
    letter: str


@dataclass(frozen=True, slots=True)
class Scan:
    """A text's words as class letters, with where each word starts and ends."""

    text: str
    letters: str
    starts: list[int]
    ends: list[int]

    def words(self, first: int, stop: int) -> list[LetterWord]:
        """The words with these numbers, `stop` not included; numbers outside the text give none."""
        return [self.word(at) for at in range(max(first, 0), min(stop, len(self.letters)))]

    def word(self, at: int) -> LetterWord:
        """The word with this number."""
        start, end = self.starts[at], self.ends[at]
        return LetterWord(start, end, self.text[start:end].lower(), self.letters[at])

    def span(self, first: int, stop: int) -> Span:
        """The span from the first word to the last before `stop`."""
        start, end = self.starts[first], self.ends[stop - 1]
        return Span(start, end, self.text[start:end])


def scan(text: str, classes: Mapping[str, str], *, capitals: frozenset[str] = frozenset()) -> Scan:
    """The text's words as class letters; words in `capitals` keep their class only when written with one.

    Numbers get letters by their shape: i a full numeric date, c a clock time, e a decade, o an ordinal, p a.m. or
    p.m., d one that can be a day of the month, y one that can be a year ('94 too), n any other.

    >>> scan("Oct. 15, 2018", {"oct": "M", ".": ".", ",": ","}).letters
    'M.d,y'
    """
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in SCANNER.finditer(text):
        start, end = match.span()
        starts.append(start)
        ends.append(end)
        kind = match.lastgroup or "x"
        if kind in "wx":
            letters.append(_word_letter(match.group(), classes, capitals))
        else:
            letters.append(_number_letter(kind, match.group()))
    return Scan(text, "".join(letters), starts, ends)


def _word_letter(word: str, classes: Mapping[str, str], capitals: frozenset[str]) -> str:
    lower = word.lower()
    letter = classes.get(lower, OTHER)
    if letter != OTHER and lower in capitals and word[0] == lower[0]:
        return OTHER
    return letter


def _number_letter(kind: str, number: str) -> str:
    """The class of a number by its shape and size, or the scanner's own letter for what is no plain number."""
    if kind == "s":
        return PARAGRAPH
    if kind != "n":
        return kind
    if len(number) > MOST_DIGITS:
        return OTHER
    if not number.isdigit():
        return LONG_NUMBER
    if len(number) <= DAY_DIGITS and 0 < int(number) <= LAST_DAY:
        return DAY_NUMBER
    return YEAR_NUMBER if len(number) == YEAR_DIGITS and FIRST_YEAR <= int(number) <= LAST_YEAR else LONG_NUMBER

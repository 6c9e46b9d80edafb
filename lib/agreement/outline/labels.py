"""Labels of points: "1.", "1)", "(1)", "1-", "2.1", "(a)", "iv.", "Article 7", bullets; and their place in a row."""

import re
from functools import lru_cache
from typing import NamedTuple

from lib.codebooks import word_set
from lib.text.roman import as_roman
from lib.text.words import either

# No list of points is longer; a year or a page number is no label.
MOST = 199
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_NUMBER = re.compile(r"(\()?(\d{1,3})(\.(?!\d)|\)|°|º|\s?[-–—](?=\s|[A-Z])|[:/](?=\s)|(?=\t| {2,}))\s*(?=\S)")
_DOTTED = re.compile(r"((?:\d{1,3}|[A-Z])(?:\.\d{1,3}){1,4})([.):])?\s+(?=\S)")
_WORDS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)
_WORD = re.compile(rf"({'|'.join(_WORDS)})(?:ly)?\s*[:.–—-]\s+(?=\S)", re.IGNORECASE)
_LETTER = re.compile(r"(\()?([a-zA-Z])([.)]|\s[-–—])\s*(?=\S)")
_ROMAN = re.compile(r"(\()?([ivxlc]{1,7}|[IVXLC]{1,7})([.)]|\s?[-–—])\s*(?=\S)")
_BULLET = re.compile(r"([•‣▪◦·●○■□*►➢✓→⁃∙»]|[-–—−](?=\s))\s*(?=\S)")


class Label(NamedTuple):
    """One reading of a label: its style, its place in its row, how it is printed, and its length with what follows."""

    style: str
    value: int
    printed: str
    length: int


def read_labels(text: str) -> list[Label]:
    """Every reading of the label that a text begins with, the likelier first; none where it begins with words.

    >>> [(label.style, label.value) for label in read_labels("(i) call a meeting")]
    [('(i)', 1), ('(a)', 9)]
    >>> [(label.style, label.printed) for label in read_labels("Article 7 – Withdrawal")]
    [('article', '7')]
    """
    for find in (_article, _word, _dotted, _number, _roman_or_letter, _bullet):
        if found := find(text):
            return found
    return []


@lru_cache(maxsize=1)
def _article_pattern() -> re.Pattern[str]:
    names = either(word_set("agreement_text", "layout", "articles"))
    return re.compile(rf"({names})\.?\s+(?:no\.?\s*)?(\d{{1,3}}|[ivxlc]{{1,7}})\b\s*[.:)]?[-–—]?\s*", re.IGNORECASE)


def _article(text: str) -> list[Label]:
    found = _article_pattern().match(text)
    if not found or not text[0].isupper():
        return []
    rest = text[found.end() :]
    if rest[:1].islower() or rest[:1] in set(",;("):  # "Article 7 of the treaty" begins a sentence
        return []
    value = int(found[2]) if found[2].isdigit() else roman_value(found[2].lower())
    return [Label(found[1].lower(), value, found[2], found.end())] if value else []


def _word(text: str) -> list[Label]:
    found = _WORD.match(text)
    return [Label("first:", _WORDS.index(found[1].lower()) + 1, found[1], found.end())] if found else []


def _dotted(text: str) -> list[Label]:
    found = _DOTTED.match(text)
    if not found or (text[found.end()].islower() and not found[2]):  # "1.5 million" is no label
        return []
    return [Label("dotted", int(found[1].rpartition(".")[2]), found[1], found.end())]


def _number(text: str) -> list[Label]:
    found = _NUMBER.match(text)
    if not found or not 0 < int(found[2]) <= MOST:
        return []
    return [Label(_style(found, "1"), int(found[2]), found[2], found.end())]


def _roman_or_letter(text: str) -> list[Label]:
    labels = []
    if (roman := _ROMAN.match(text)) and (value := roman_value(roman[2].lower())):
        labels.append(Label(_style(roman, "i" if roman[2].islower() else "I"), value, roman[2], roman.end()))
    if letter := _LETTER.match(text):
        value = ord(letter[2].lower()) - ord("a") + 1
        labels.append(Label(_style(letter, "a" if letter[2].islower() else "A"), value, letter[2], letter.end()))
    if len(labels) > 1 and labels[0].value > 1:  # "c." and "v." are letters until a row of numerals says otherwise
        labels.reverse()
    return [label for label in labels if label.length > len(label.printed) + 1 or text[:1] == "("]


def _bullet(text: str) -> list[Label]:
    found = _BULLET.match(text)
    return [Label(f"bullet {found[1]}", 0, "", found.end())] if found else []


def _style(found: re.Match[str], kind: str) -> str:
    return f"{found[1] or ''}{kind}{found[3].strip().replace('–', '-').replace('—', '-')}"


def roman_value(numeral: str) -> int:
    """The value of a Roman numeral in lower case, 0 where it is none.

    >>> roman_value("xiv"), roman_value("iix"), roman_value("vv")
    (14, 0, 0)
    """
    values = [ROMAN[letter] for letter in numeral]
    total = sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
    return total if as_roman(total) == numeral else 0

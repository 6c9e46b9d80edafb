"""The day on which an agreement was signed, where its text prints it."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from lib.agreement.outline.labels import read_labels
from lib.agreement.outline.layout import Block, is_furniture
from lib.annotate.dating.numerals import number_value
from lib.text.days import is_likely

_CUE = re.compile(r"\b(?:done|signed|dated|executed|concluded|made|entered into|adopted|agreed)\b", re.IGNORECASE)
_ORDINAL_DAY = re.compile(
    r"\b(?:this|the|on)\s+(\w+(?:-\w+)?|\d{1,2}(?:st|nd|rd|th)?)\s+(?:day\s+)?of\s+"
    r"([A-Z][a-z]{2,8}),?\s+(?:in the year\s+(?:of our Lord\s+)?)?(\d{4}|(?:one|two) thousand[a-z -]{0,40})"
)
_FULL = re.compile(r"\b(?:1[89]|20|21)\d\d\b|\b(?:one|two) thousand\b")
_DOCUMENT = re.compile(
    r"\b(?:agreement|memorandum|accord|treaty|protocol|statement|declaration|communiqu[eé]|convention|arrangement)\b",
    re.IGNORECASE,
)
_PLACE_AND_DAY = re.compile(r"[A-Z][\w .’'-]{1,40},? (?:on )?(?:the )?(?:\d|[A-Z][a-z]+ \d)")
_POINT = re.compile(r"\b(?:shall|will|must|may|agree)\b")
_SIGNED = re.compile(r"\bsigned\b|^date:", re.IGNORECASE)
_DATED = re.compile(r"\b[Dd]ate: [^:]{4,40}")
_LONE = 60
# The signatures stand in so many last characters, lists of annexes behind them included.
LAST = 3_000
_TENS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
NAMES = (
    *_TENS,
    *(
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
    ),
    *("nineteenth", "twentieth"),
    *(f"twenty-{name}" for name in _TENS),
    *("thirtieth", "thirty-first"),
)
# Reads the first day that words name, counted from no day.
ReadDay = Callable[[str], date | None]


def find_signed(text: str, blocks: Sequence[Block], read_day: ReadDay, first: int) -> date | None:
    """The day in "Done at ... on ...", in the line under the title, in the opening, or in the last lines; else None.

    `first` is the offset of the first point: what is agreed there is no signature.
    """
    for words in _candidates(text, blocks, first):
        if _FULL.search(words):
            day = read_day(_plain_day(words))
            if day is not None and is_likely(day):
                return day
    return None


def _candidates(text: str, blocks: Sequence[Block], first: int) -> Iterator[str]:
    """Where the day may stand, the surest first."""
    lines = map(str.strip, text[-LAST:].splitlines())
    behind = [
        line for line in lines if line and not is_furniture(line) and not read_labels(line) and not _POINT.search(line)
    ]
    # A day and a place share a line, far apart.
    opening = [block.words for block in blocks if block.end <= first][:20]
    before = [part for words in opening for part in re.split(r"\s{4,}|\t", words)]
    yield from (
        words[found.start() :][:200]
        for words in behind
        if (found := re.match(r"\W*(?:done|signed|executed|made|concluded)\b", words, re.IGNORECASE))
    )
    lines_before = [line for words in before for line in (words, *_DATED.findall(words))]
    yield from (words[found.start() :][:200] for words in lines_before if (found := _SIGNED.search(words)))
    yield from (words[found.start() :][:200] for words in before if len(words) < 200 and (found := _CUE.search(words)))
    yield from (words for words in before if len(words) <= _LONE)
    yield from (words for words in reversed(behind[-4:]) if len(words) <= _LONE and _PLACE_AND_DAY.match(words))
    yield from (
        words[:400]
        for words in before
        if (re.search(r"\b(?:signed|met|made|agreed|done|concluded|held|meeting)\b", words)) and not _is_recital(words)
    )
    yield from (words[:200] for words in before if _DOCUMENT.search(words[:120]) and not _is_recital(words))
    yield from (words for words in reversed(behind[-4:]) if len(words) <= _LONE)


def _is_recital(words: str) -> bool:
    return (
        re.match(r"(?:Recalling|Noting|Whereas|Reaffirming|Considering|Following|Pursuant)\b", words, re.IGNORECASE)
        is not None
    )


def _plain_day(words: str) -> str:
    """A day in words as the calendar writes it: this fourth day of March 2021 is 4 March 2021."""
    found = _ORDINAL_DAY.search(words)
    if found is None:
        return words
    word = found[1].lower()
    number = word if word[0].isdigit() else str(NAMES.index(word) + 1) if word in NAMES else ""
    return f"{re.sub(r'[a-z]', '', number)} {found[2]} {_year(found[3])}" if number else words


def _year(words: str) -> str:
    """A year in digits, of one in words as many of them as are a number: two thousand and eight, in the English."""
    terms = words.replace("-", " ").split()
    values = (number_value(terms[:end]) for end in range(len(terms), 0, -1))
    value = next((value for value in values if value is not None), None)
    return words if words[:1].isdigit() or value is None else str(int(value))

"""Numbers as written in news, in digits, in words, or both: "3.5 million", "twenty-five", "two and a half"."""

from collections.abc import Iterable
from functools import lru_cache
from unicodedata import numeric

from lib.codebooks import load_words


@lru_cache(maxsize=4)
def numerals(section: str) -> dict[str, float]:
    """What each word of a section of the codebook counts ("small") or multiplies by ("scales", "short_scales")."""
    return {word: float(count) for word, count in load_words("numerals")[section].items()}


def number_value(words: Iterable[str]) -> float | None:
    """The value of a number phrase's words in lower case, or None when they are not one number.

    >>> number_value(["3.5", "million"])
    3500000.0
    >>> number_value(["two", "hundred", "and", "fifty"])
    250.0
    >>> number_value(["two", "and", "a", "half"]), number_value(["2 1/2"]), number_value(["2½"])
    (2.5, 2.5, 2.5)
    >>> number_value(["two", "leaders"]) is None
    True
    """
    total, part, seen = 0.0, 0.0, False
    for word in words:
        if word in {"a", "an", "and", "-", "–"}:
            continue
        scale = numerals("scales").get(word) or numerals("short_scales").get(word)
        if scale is not None:
            total, part = _scaled(total, part if seen else 1.0, scale)
        elif (value := _plain_value(word)) is not None:
            part += value
        else:
            return None
        seen = True
    return total + part if seen else None


def _scaled(total: float, part: float, scale: float) -> tuple[float, float]:
    """Total and open part after a scale word; hundred stays open, since thousand may follow."""
    if scale <= 100:
        return total, part * scale
    return total + part * scale, 0.0


def _plain_value(word: str) -> float | None:
    if word == "half":
        return 0.5
    if word[:1].isdecimal() or word[-1:].isnumeric():
        return _numeral_value(word)
    return numerals("small").get(word)


def _numeral_value(word: str) -> float:
    """The value of digits, their thousands parted or not, with a fraction behind them or as one.

    >>> [_numeral_value(word) for word in ("3,000", "13 049", "13'049", "3.5", "2 1/2", "2½", "½")]
    [3000.0, 13049.0, 13049.0, 3.5, 2.5, 2.5, 0.5]
    """
    if not word[-1].isdecimal():
        return numeric(word[-1]) + (float(word[:-1]) if word[:-1] else 0.0)
    whole, share = word.split() if "/" in word else (word, "")
    digits = "".join(char for char in whole if char.isdecimal() or char == ".")
    return float(digits) + (int(share[0]) / int(share[-1]) if share else 0.0)

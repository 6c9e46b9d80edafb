"""The grammar of time expressions: the letter of each word, phrases as patterns over these letters, and their parts.

The kinds of phrase are those of HeidelTime (Strötgen and Gertz 2010) and the TimeML guidelines for TIMEX3.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from lib.annotate.dating.letters import LetterWord, Scan, scan
from lib.annotate.dating.numerals import numerals
from lib.codebooks import load_words, word_set

NUMBER_LETTER, SCALE_LETTER = "1", "#"

# Repetitions are bounded: a chain of number words without end is no number, and each try would read all of it again.
# Atomic, so that "twenty-five" is never taken apart into a range.
SMALL = "(?>1(?:-?1)?)"
COUNT = f"(?>(?:[dny]|a(?=#)|{SMALL})(?:#(?:&?{SMALL})?){{0,8}}(?:-?&-?a-?H-?#?)?)"
VAGUE = "(?:as|s|aC|C)f?"
UNIT = "[UPQ]"
MONTH = r"(?:M|m\.?)"
DAY = "[do]|O(?=f)"
STEPPED_UNIT = "t?[hx]U"
MONTH_DAY = rf"(?:t?(?:{DAY})-?f?{MONTH}|{MONTH}t?[do](?![#%]))"
# 15 October 2018, 15 October, 2018, 15-Oct-2018
YEAR = "(?:[,-]?y)"
# 0300 local time, 1500 hours; the day that a clock time takes with it unless that goes on: on Friday, October 12.
LOCAL = "(?:!X)"
CLOCK_DAY = f"(?:,?l?(?:Y|W(?!,?{MONTH_DAY})))"

PATTERNS = {
    "numeric_date": "i",
    "clock": rf"(?:cp?(?:P|{LOCAL})?|[dn1]p|[ny](?=Z)|[d1]ItD)(?:Z|\(Z(?:\+d)?\))?{CLOCK_DAY}?|N",
    "day_range": rf"t?[do](?:[->&]|l)t?(?:{DAY})f?{MONTH}{YEAR}?|{MONTH}t?[do][->&]t?[do](?![-#%]){YEAR}?",
    "week_of_day": f"t?U[fB]{MONTH_DAY}(?:,?y)?",
    "part_of_month": f"t[Ox](?:U|H|{COUNT}P|P)f(?:{MONTH}(?:f?y|f?{STEPPED_UNIT})?|[tg]U|{STEPPED_UNIT})",
    "weekday_of_month": f"t[Ox]W[fI](?:{MONTH}(?:f?y)?|tU|{STEPPED_UNIT})",
    "day_of_month": "t?[oO]f(?:t?[hx]U|tU|gU|VU)",
    "day_month": rf"(?:(?:W|k\.?),?)?{MONTH_DAY}(?:{YEAR}|f{STEPPED_UNIT})?",
    "month_year": rf"{MONTH},?f?y|Mf?{STEPPED_UNIT}",
    "cycle": "V[WMSD]|w",
    "month": "t?[hx]?M(?!t?[do](?![#%])|,?y)",
    "weekday": "(?:h|t?x)?W(?:[lI]?t?D|ft?[hx]U)?",
    "day_beyond": "tUbYD?",
    "unit_after": "t[WMSU]b(?:x|g|(?=[.,&|)¶]|$))",
    "holiday": "q[WU@]?",
    "named_day": "='?[WU]",
    "new_year": "t?~U(?:'_[U@])?",
    "relative_day": "YD?",
    "day_part": "[hx][DK]|tK",
    "decade": "t?e",
    "quarter": f"t?[oOx]-?[QH](?:f(?:U?y|{STEPPED_UNIT}|tU))?|uf?(?:y|{STEPPED_UNIT})?",
    "season": f"t?[hx]?S(?:f?y|f?{STEPPED_UNIT})?",
    "distance": f"(?:{COUNT}|{VAGUE}|a|)j?{UNIT}(?:&aH)?(?:A|L|FR)",
    "count_range": f"{COUNT}[->&|]{COUNT}j?-?{UNIT}",
    "stepped_count": f"[th]?[xz](?:{COUNT}|{VAGUE})j?{UNIT}",
    "stepped_unit": "t?[hx]j?[UQ]|[th]?[xz]j?P",
    "same_unit": "t?g[UX]|tUx",
    "same_part": "t?gD",
    "unit_end": "t?[UQ](?:'_|-)?B(?:f?y)?",
    "count_cycle": f"V(?:{COUNT})?{UNIT}|(?:[1dn]?T)a{UNIT}",
    "duration": f"(?:{COUNT}|{VAGUE}|a)j{{0,4}}-?{UNIT}(?:&aH)?|Ha-?U|P",
    "whole_unit": "t[UQ]|(?<=E-)U",
    "repeat": "v",
    "reference": "j?R(?!-)|tG?[xr]|z",
    "day_number": "to",
    "year": "y",
}  # fmt: skip
PREFIX = r"(?P<boundary>t?B(?:f|I(?=t))|B-?(?=[My]))?(?P<part>t?EPf|t?E(?:-?>-?E)?-?(?!I)|[EL]I(?=t?[Uy])|L(?=[hY]))?"
RANGE_MARKS = "->&|"


@lru_cache(maxsize=1)
def date_letters() -> dict[str, str]:
    """The class letter of every word that time expressions are made of."""
    calendar = load_words("calendar")
    told = calendar["letters"]
    letters = {word: letter for section, letter in told["sections"].items() for word in calendar[section]}
    letters |= {word: letter for name, letter in told["lists"].items() for word in calendar["lists"][name]}
    letters |= dict.fromkeys(numerals("small"), NUMBER_LETTER) | dict.fromkeys(numerals("scales"), SCALE_LETTER)
    letters |= told["words"]
    return letters


@lru_cache(maxsize=1)
def date_pattern() -> re.Pattern[str]:
    """All phrases as one pattern; the name of the group that matched is the kind of phrase."""
    return re.compile(PREFIX + "(?:" + "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in PATTERNS.items()) + ")")


@lru_cache(maxsize=8)
def word_values(section: str) -> dict[str, str]:
    """The values of one section of the calendar codebook, numbers as text."""
    return {word: str(value) for word, value in load_words("calendar")[section].items()}


# One of the calendar codebook's lists.
word_list = partial(word_set, "calendar", "lists")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words number `first` to `stop` of a scan; `words` are those that say what it means, a borrowed month included."""

    scan: Scan
    kind: str
    first: int
    stop: int
    words: tuple[LetterWord, ...]
    mod: str | None = None
    part: LetterWord | None = None

    def get(self, letters: str) -> str | None:
        """The first word of one of these classes, or None."""
        return next((word.text for word in self.words if word.letter in letters), None)

    def number(self, section: str, letters: str) -> int | None:
        """The codebook's number for the first word of these classes, or None where there is no such word."""
        word = self.get(letters)
        return None if word is None else int(word_values(section)[word])

    def before(self, count: int = 1) -> str:
        """The words before the phrase, in lower case with one space between them."""
        return " ".join(word.text for word in self.scan.words(self.first - count, self.first))

    def after(self) -> str:
        """The word after the phrase."""
        return " ".join(word.text for word in self.scan.words(self.stop, self.stop + 1))

    @property
    def next_start(self) -> int:
        """The character offset of the word after the phrase, or the end of the text."""
        starts = self.scan.starts
        return starts[self.stop] if self.stop < len(starts) else len(self.scan.text)

    @property
    def letters(self) -> str:
        """The classes of its words."""
        return "".join(word.letter for word in self.words)

    @property
    def start(self) -> int:
        """The character offset of its first own word, articles and prefixes left out."""
        return self.words[0].start


def find_phrases(text: str) -> Iterator[Phrase]:
    """Stretches of the text that have the form of a time expression, in order; a range gives one for each end.

    >>> [(p.kind, p.scan.span(p.first, p.stop).exact) for p in find_phrases("by the end of 2018 or on 10-15 October")]
    [('year', 'the end of 2018'), ('day_month', '10'), ('day_month', '15 October')]
    """
    scanned = scan(text, date_letters(), capitals=word_list("need_capital"))
    for match in date_pattern().finditer(scanned.letters):
        kind = match.lastgroup or ""
        base = match.start(kind)
        mod, part = _modifier(scanned, match.start(), base)
        phrase = Phrase(scanned, kind, match.start(), match.end(), tuple(scanned.words(base, match.end())), mod, part)
        yield from _ends(phrase) if kind.endswith("_range") else (phrase,)


def _modifier(scanned: Scan, first: int, base: int) -> tuple[str | None, LetterWord | None]:
    """The TIMEX3 mod of the words before the base, and the word that says early, late, earlier or later."""
    words = [word for word in scanned.words(first, base) if word.letter in "BEL"]
    if not words:
        return None, None
    tables = {"B": "boundaries", "E": "early_late", "L": "earlier_later"}
    mods = [word_values(tables[word.letter])[word.text] for word in words]
    return mods[0], words[-1]


def _ends(phrase: Phrase) -> Iterator[Phrase]:
    """The two ends of a range as phrases of their own: each takes from the other what it leaves unsaid."""
    at = next(n for n, word in enumerate(phrase.words) if word.letter in RANGE_MARKS + "l" and n > 0)
    left, right = phrase.words[:at], phrase.words[at + 1 :]
    kind = "duration" if phrase.kind == "count_range" else "day_month"
    numbers = "dnyoO1#"
    tail = tuple(
        word for word in right if word.letter not in numbers + "ta&" or (word.letter == "y" and kind == "day_month")
    )
    head = tuple(word for word in left if word.letter in "Mm")
    middle = phrase.first + at
    yield replace(phrase, kind=kind, stop=middle, words=left + tail)
    yield replace(phrase, kind=kind, first=middle + 1, words=head + right, mod=None, part=None)

"""The grammar of time expressions: which letter every word gets, and the phrases as patterns over those letters.

The kinds of phrase are those of HeidelTime (Strötgen and Gertz 2010) and the TimeML guidelines for TIMEX3.
"""

import re
from functools import lru_cache, partial

from lib.annotate.dating.numerals import number_words, scale_words
from lib.codebooks import load_words, word_set

# Sections and lists of the calendar codebook, and their letter. Where a word stands in two, the later one counts.
SECTION_LETTERS = {
    "months_short": "m",
    "months": "M",
    "weekdays_short": "k",
    "weekdays": "W",
    "weekdays_plural": "w",
    "units": "U",
    "units_plural": "P",
    "seasons": "S",
    "day_parts": "D",
    "clock_words": "N",
    "zones": "Z",
    "days": "Y",
    "references": "R",
    "ordinals": "O",
    "boundaries": "B",
    "early_late": "E",
    "earlier_later": "L",
    "stretches": "r",
    "steps": "x",
    "repeats": "v",
    "holidays": "q",
    "beyond": "b",
}
LIST_LETTERS = {
    "vague_counts": "s",
    "unit_adjectives": "j",
    "each": "V",
    "same": "g",
    "times": "T",
    "stretch_adjectives": "G",
    "feast_openers": "=",
}
WORD_LETTERS = {
    "a": "a", "an": "a", "the": "t", "of": "f", "and": "&", "or": "|", "to": ">", "in": "I", "on": "l", "this": "h",
    "half": "H", "quarter": "Q", "couple": "C", "weekend": "K", "ago": "A", "from": "F", "recent": "z", "these": "h",
    "local": "!", "fiscal": "J", "financial": "J", "time": "X", "q1": "u", "q2": "u", "q3": "u", "q4": "u",
    "final": "O", "new": "~", "eve": "@",
    "-": "-", "–": "-", "—": "-", ",": ",", ".": ".", "(": "(", ")": ")", "+": "+", "'": "'", "’": "'",
}  # fmt: skip
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
    "part_of_month": f"t(?:[Ox]\\|)?[Ox](?:U|H|{COUNT}P|P)f(?:{MONTH}(?:f?y|f?{STEPPED_UNIT})?|[tg]U|{STEPPED_UNIT})",
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
    "century": "t?[oO]-?U",
    "decade": "t?e",
    "quarter": f"t?[oOx]-?J?[QH](?:f(?:J?U?y|{STEPPED_UNIT}|tU))?|uf?(?:y|{STEPPED_UNIT})?",
    "season": f"t?[hx]?S(?:f?y|f?{STEPPED_UNIT})?",
    "fiscal_year": "t?JU?y",
    "distance": f"(?:{COUNT}|{VAGUE}|a|)j?{UNIT}(?:&aH)?(?:A|L|FR)",
    "count_range": f"{COUNT}[->&|]{COUNT}j?-?{UNIT}",
    "stepped_count": f"[th]?[xz](?:{COUNT}|{VAGUE})j?{UNIT}",
    "stepped_unit": "t?[hx]j?[UQ]|[th]?[xz]j?P",
    "this_time": "hXxU",
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


@lru_cache(maxsize=1)
def date_letters() -> dict[str, str]:
    """The class letter of every word that time expressions are made of."""
    calendar = load_words("calendar")
    letters = {word: letter for section, letter in SECTION_LETTERS.items() for word in calendar[section]}
    letters |= {word: letter for name, letter in LIST_LETTERS.items() for word in calendar["lists"][name]}
    letters |= dict.fromkeys(number_words(), NUMBER_LETTER) | dict.fromkeys(scale_words(), SCALE_LETTER)
    return letters | WORD_LETTERS


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

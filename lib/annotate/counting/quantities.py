"""Quantities as written: a number or two, the words that bound them, and the unit of measure beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lib.annotate.counting import classes as c
from lib.annotate.counting.classes import money_names, unit_dimension, unit_names
from lib.annotate.dating.date_grammar import COUNT
from lib.annotate.dating.letters import LetterWord, Scan
from lib.annotate.dating.numerals import number_value, numerals
from lib.codebooks import load_words, word_set
from lib.models import Span

TIME = "time"
MOST_BOUND_WORDS = 3
AFTER_WORDS = 2
OVER = "over"
# The kinds of quantity with one number: "300", "a week".
SINGLE = frozenset({"number", "one"})
# Binary fractions leave a speck behind: 33.2 million.
DECIMAL_PLACES = 6
AT_LEAST_TWO = 2
NUMBER = f"(?:{c.HALF}{c.A}{c.DASH}?{c.SCALE}|{c.HALF}{c.DASH}{c.SCALE}|{COUNT})"
AND_A_HALF = f"(?:{c.AND}{c.A}{c.HALF})"
# A unit of two words, or a word that is a unit only with another or behind a scale: 5 Swiss francs, 2 million won.
LEAD = f"[{c.UNIT_LEAD}{c.COUNTRY}]{c.DASH}?"
UNIT = f"(?:(?:{LEAD}){{0,3}}{c.UNIT}|(?:{LEAD}){{1,3}}{c.UNIT_WITH}|(?<={c.SCALE}){c.UNIT_WITH})"
WHOLE_LENGTH = f"{c.DASH}?{c.ADJECTIVE}{{0,3}}{c.DASH}?{c.TIME}"
LENGTH = f"{WHOLE_LENGTH}{AND_A_HALF}?"
MEASURE = f"(?:{c.DASH}?{c.POWER}?{UNIT}|{c.PERCENT}|{c.PER}{c.CENT}|{LENGTH})"
MONEY = rf"(?:{c.COUNTRY}?\{c.SIGN}|{c.CODE}\{c.POINT}?)"
QUANTITY = f"{MONEY}?{NUMBER}{MEASURE}?"
TO = f"[{c.DASH}{c.TO}{c.AND}{c.OR}]"
PATTERNS = {
    # one hour and 20 minutes; six- to nine-mile; several hundred; tens of thousands; a third; a week, half an hour
    "compound": f"(?:{NUMBER}|{c.A}){WHOLE_LENGTH}[{c.AND}{c.COMMA}]?{NUMBER}{LENGTH}",
    "range": f"{QUANTITY}{c.DASH}?{TO}{QUANTITY}",
    "several": f"{c.A}?{c.VAGUE}{c.SCALE}{{1,8}}",
    "plural": f"{c.TENS}{c.OF}{c.PLURAL_SCALE}|{c.PLURAL_SCALE}(?:{c.OF}{c.PLURAL_SCALE}){{0,8}}",
    "fraction": f"(?:{c.A}|{c.WORD}|d){c.DASH}?{c.FRACTION}(?=[{c.OF}{c.THE}])|{c.HALF}(?={c.OF}|{c.THE})",
    "one": f"(?:{c.A}|{c.HALF}{c.A}|{c.A}?{c.HALF}){LENGTH}",
    "number": f"{QUANTITY}|{c.SCALE}{LENGTH}",
}
# All forms as one pattern; the group that matched is the form.
PATTERN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in PATTERNS.items()))
_END = re.compile(QUANTITY)


@dataclass(frozen=True, slots=True)
class Quantity:
    """Words number `first` to `stop` of a scan, and the number they say; `measure` is a unit of measure or None."""

    scan: Scan
    kind: str
    first: int
    stop: int
    low: float | None
    high: float | None
    measure: str | None = None
    approximate: bool = False
    bounded: bool = False

    @property
    def span(self) -> Span:
        """Where it stands, bounding words and measure included."""
        return self.scan.span(self.first, self.stop)

    @property
    def is_length_of_time(self) -> bool:
        """Whether it is measured in days, years and the like."""
        return self.measure in load_words("units") and unit_dimension(self.measure or "") == TIME

    def before(self, count: int) -> list[str]:
        """So many words before it, in lower case."""
        return [word.text for word in self.scan.words(self.first - count, self.first)]

    def after(self, count: int) -> list[str]:
        """So many words after it, in lower case."""
        return [word.text for word in self.scan.words(self.stop, self.stop + count)]


def bounded(quantity: Quantity) -> Quantity:
    """The quantity with the words before it that bound it: at least 30, up to 50, about 10,000."""
    bounds = load_words("counting")["bounds"]
    for count in range(min(MOST_BOUND_WORDS, quantity.first), 0, -1):
        words = " ".join(quantity.before(count))
        over = words == OVER and set(quantity.before(2)[:1]) & word_set("counting", "lists", "before_over")
        if (bound := bounds.get(words)) is not None and not over:
            return _with_bound(replace(quantity, first=quantity.first - count), bound)
    return _bounded_after(quantity)


def _bounded_after(quantity: Quantity) -> Quantity:
    """The quantity with the words after it that bound it: 50 or more, 30 or so."""
    bound = load_words("counting")["bounds_after"].get(" ".join(quantity.after(AFTER_WORDS)))
    return quantity if bound is None else _with_bound(replace(quantity, stop=quantity.stop + AFTER_WORDS), bound)


def _with_bound(quantity: Quantity, bound: str) -> Quantity:
    """A quantity bounded from below, from above, or only roughly known; a range keeps both ends."""
    known = replace(quantity, bounded=True)
    if bound == "about" or quantity.kind not in SINGLE:
        return replace(known, approximate=True)
    return replace(known, high=None) if bound == "at least" else replace(known, low=None)


def find_quantities(text: str) -> Iterator[Quantity]:
    """Numbers of a text with bounds and measure, whatever they count, in order and without overlaps.

    >>> [(q.span.exact, q.low, q.high, q.measure) for q in find_quantities("some 15km to 25km (9-15 miles), dozens")]
    [('some 15km to 25km', 15.0, 25.0, 'kilometre'), ('9-15 miles', 9.0, 15.0, 'mile'), ('dozens', 24.0, None, None)]
    """
    scanned, behind = c.scan_quantities(text), 0
    for match in PATTERN.finditer(scanned.letters):
        kind, first = match.lastgroup or "", match.start()
        for quantity in _quantities(scanned, kind, first, match.end()):
            rate = kind == "one" and behind == first  # "7 billion won a year"
            if not rate and not _part_of_word(quantity):
                yield bounded(quantity)
        behind = match.end()


def _part_of_word(quantity: Quantity) -> bool:
    """Whether the number is glued to letters or to more digits, as in A330-200, 3G, 7/10."""
    text, span = quantity.scan.text, quantity.span
    before, after = text[max(span.start - 2, 0) : span.start], text[span.end : span.end + 2]
    glued = len(before) > 1 and before[1] in "-–/.'’" and before[0].isalnum()
    joined = glued or before[-1:].isalnum() or span.exact[0] in "'’"
    return joined or after[:1].isalpha() or (after[:1] in {"/", "-"} and after[1:].isdigit())


def _quantities(scanned: Scan, kind: str, first: int, stop: int) -> Iterator[Quantity]:
    """The quantity that a match says; two where what looks like a range is none."""
    words = scanned.words(first, stop)
    if kind in {"range", "compound"}:
        yield from _several(scanned, first, words)
    elif kind == "plural":
        yield Quantity(scanned, kind, first, stop, _plural(words), None)
    elif kind == "several":
        least = AT_LEAST_TWO * (number_value(c.texts(words, c.SCALE)) or 0)
        yield Quantity(scanned, kind, first, stop, least, None, approximate=True)
    elif kind == "fraction":
        share = _fraction(words)
        yield Quantity(scanned, kind, first, stop, share, share, "share")
    elif kind == "one":
        count = _one(words)
        yield Quantity(scanned, kind, first, stop, count, count, _measure(words))
    else:
        yield from _number(scanned, first, words)


def _one(words: list[LetterWord]) -> float:
    """How many "a week", "half a year", "a year and a half" are."""
    half = bool(c.texts(words, c.HALF))
    return 1.5 if half and words[-1].letter == c.HALF else 0.5 if half else 1.0


def _number(scanned: Scan, first: int, words: list[LetterWord], measure: str | None = None) -> Iterator[Quantity]:
    value = _value(words)
    if value is not None:
        yield Quantity(scanned, "number", first, first + len(words), value, value, _measure(words) or measure)


def _value(words: list[LetterWord]) -> float | None:
    """The number that the words say; "half a million" and "$5m" too."""
    digits = c.texts(words, c.NUMBERS)
    if digits[:1] == ["half"] and len(digits) > 1:
        return 0.5 * (number_value(digits[1:]) or 1)
    value = number_value(digits)
    return None if value is None else round(value, DECIMAL_PLACES)


def _measure(words: list[LetterWord]) -> str | None:
    """The name of the unit of measure, "square" kept."""
    if words[0].letter in c.CODE + c.COUNTRY and words[-1].letter not in c.UNIT + c.UNIT_WITH:
        return money_names()[words[0].text]
    if marks := c.texts(words, c.SIGN + c.PERCENT):
        return unit_names()[marks[0]]
    if c.texts(words, c.CENT):
        return "percent"
    unit = _unit(c.texts(words, c.UNIT_LEAD + c.COUNTRY + c.UNIT + c.UNIT_WITH + c.TIME))
    power = next(iter(c.texts(words, c.POWER)), None)
    return unit and (f"{'cubic' if power == 'cubic' else 'square'} {unit}" if power else unit)


def _unit(words: list[str]) -> str | None:
    """The unit that the words name together, else the one that the last of them names."""
    return next((unit for at in range(len(words)) if (unit := unit_names().get(" ".join(words[at:])))), None)


def _plural(words: list[LetterWord]) -> float:
    """The least that dozens, or tens of thousands, can be."""
    sizes = load_words("numerals")["plural_scales"] | {"tens": 10}
    least = float(AT_LEAST_TWO)
    for word in words:
        least *= sizes.get(word.text, 1)
    return least


def _fraction(words: list[LetterWord]) -> float:
    """The share that a third, two-thirds or half is."""
    fractions = load_words("numerals")["fractions"]
    times = number_value(c.texts(words, c.WORD + "d"))
    return float(fractions[words[-1].text]) * (times or 1)


def _several(scanned: Scan, first: int, words: list[LetterWord]) -> Iterator[Quantity]:
    """Both ends as one quantity, two parts as their sum, or two quantities where the words tell two values."""
    end, start = _joint(words)
    left, right = words[:end], words[start:]
    joint = words[start - 1].letter
    apart = joint in {c.DASH, c.TO, c.OR} or [word.text for word in scanned.words(first - 1, first)] == ["between"]
    if not apart and (total := _sum(left, right)) is not None:
        yield Quantity(scanned, "number", first, first + len(words), total, total, _measure(right))
        return
    low, high = _value(left), _value(right)
    low = low and _with_scale_of(left, right, low)
    if low is not None and high is not None and low < high and _one_range(scanned, first, left, joint, right):
        yield Quantity(scanned, "range", first, first + len(words), low, high, _measure(right) or _measure(left))
    else:
        yield from _number(scanned, first, left, _measure(right) if joint == c.TO else None)
        yield from _number(scanned, first + start, right)


def _joint(words: list[LetterWord]) -> tuple[int, int]:
    """Where the first of two numbers ends and the second begins."""
    letters = "".join(word.letter for word in words)
    begins = (at for at in range(1, len(letters)) if _END.fullmatch(letters, at))
    pairs = ((len(letters[:at].rstrip(f"{TO[1:-1]}{c.COMMA}")), at) for at in begins)
    return next((end, at) for end, at in pairs if letters[0] == c.A or _END.fullmatch(letters, 0, end))


def _sum(left: list[LetterWord], right: list[LetterWord]) -> float | None:
    """Two lengths of time as one in the smaller unit: two hours and 20 minutes are 140 minutes."""
    units = load_words("units")
    sizes = [units.get(_measure(words) or "", {}) for words in (left, right)]
    if any(size.get("dimension") != TIME for size in sizes) or sizes[0]["factor"] <= sizes[1]["factor"]:
        return None
    count = _value(left) or 1.0
    return round(count * float(sizes[0]["factor"] / sizes[1]["factor"]) + (_value(right) or 0.0), DECIMAL_PLACES)


def _with_scale_of(left: list[LetterWord], right: list[LetterWord], low: float) -> float:
    """The lower end of "two to three million", which is two million."""
    scales = [(numerals("scales") | numerals("short_scales"))[scale] for scale in c.texts(right, c.SCALE)]
    if not scales or c.texts(left, c.SCALE):
        return low
    scaled = low * scales[-1]
    return scaled if scaled < (_value(right) or 0) else low


def _one_range(scanned: Scan, first: int, left: list[LetterWord], joint: str, right: list[LetterWord]) -> bool:
    """Whether the two numbers are the ends of one range: between 5 and 10, not "5 and 10" or "rose from 5 to 10"."""
    before = [word.text for word in scanned.words(first - 2, first)]
    if joint == c.AND and before[-1:] != ["between"]:
        return False
    if joint == c.COMMA or (
        joint == c.TO and before[-1:] == ["from"] and before[0] in word_set("counting", "lists", "changes")
    ):
        return False
    ends = _measure(left), _measure(right)
    return ends[0] in (None, ends[1]) or bool(c.texts(left, c.SIGN + c.CODE))

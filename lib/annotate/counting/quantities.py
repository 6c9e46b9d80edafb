"""Quantities as written: a number or two, the words that bound them, and the unit of measure beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from lib.annotate.counting.counted import counting_list
from lib.annotate.counting.units import as_one_word, marked_units, unit_dimension, unit_names, with_whole_units
from lib.annotate.dating.date_grammar import COUNT
from lib.annotate.dating.letters import LetterWord, Scan, scan
from lib.annotate.dating.numerals import number_value, number_words, scale_words
from lib.codebooks import load_words
from lib.models import Span

WORD_LETTERS = {
    "a": "a", "an": "a", "the": "t", "of": "f", "and": "&", "or": "|", "to": ">", "half": "H", "tens": "T", "per": "@",
    "cent": "E", "square": "S", "sq": "S", "cubic": "S", "-": "-", "–": "-", "—": "-", "(": "(", ")": ")",
}  # fmt: skip
# Binary fractions leave a speck behind: 33.2 million.
DECIMAL_PLACES = 6
AT_LEAST_TWO = 2
MOST_BOUND_WORDS = 3
OVER = "over"
AFTER_WORDS = 2
MILLION = 1_000_000

NUMBER = f"(?:Ha-?#|H-#|{COUNT})"
# A unit of two words, or a word that is a unit only with another or behind a scale: 5 Swiss francs, 2 million won.
UNIT = "(?:(?:[GC]-?){0,3}U|(?:[GC]-?){1,3}W|(?<=#)W)"
MEASURE = f"(?:-?S?{UNIT}|%|@E)"
QUANTITY = rf"(?:C?\$)?{NUMBER}{MEASURE}?"
PATTERNS = {
    "range": rf"{QUANTITY}[->&|]{QUANTITY}",
    "several": "a?s#{1,8}",
    "plural": "Tf[X]|X(?:fX){0,8}",
    "fraction": "(?:a|1|d)-?F(?=[ft])|H(?=f|t)",
    "number": QUANTITY,
}
# All forms as one pattern; the group that matched is the form.
PATTERN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in PATTERNS.items()))
CONVERSION = re.compile(rf"\({QUANTITY}(?:[->]{QUANTITY})?\)")


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


@lru_cache(maxsize=1)
def _letters() -> dict[str, str]:
    """The class letter of every word that quantities are made of."""
    numerals, counting = load_words("numerals"), load_words("counting")
    letters = {word: "G" for form in unit_names().keys() - marked_units() for word in form.split()[:-1]}
    letters |= dict.fromkeys(unit_names(), "U") | dict.fromkeys(counting["lists"]["money_words_as_well"], "W")
    letters |= {form: "$" for form in unit_names() if len(form) == 1 and not form.isalnum()}
    letters |= {"%": "%", "percent": "%"}
    letters |= dict.fromkeys(numerals["fractions"], "F") | dict.fromkeys(numerals["plural_scales"], "X")
    letters |= dict.fromkeys(counting["currency_prefixes"], "C")
    letters |= {as_one_word(form): "U" for form in marked_units()}
    letters |= dict.fromkeys(number_words(), "1") | dict.fromkeys(scale_words(), "#")
    return letters | dict.fromkeys(counting["lists"]["vague_counts"], "s") | WORD_LETTERS


def find_quantities(text: str) -> Iterator[Quantity]:
    """Numbers of a text with bounds and measure, whatever they count, in order and without overlaps.

    >>> [(q.span.exact, q.low, q.high, q.measure) for q in find_quantities("some 15km to 25km (9-15 miles), dozens")]
    [('some 15km to 25km (9-15 miles)', 15.0, 25.0, 'kilometre'), ('dozens', 24.0, None, None)]
    """
    capitals = frozenset(load_words("counting")["currency_prefixes"])
    scanned = replace(scan(with_whole_units(text), _letters(), capitals=capitals), text=text)
    at = 0
    while match := PATTERN.search(scanned.letters, at):
        at = match.end()
        for quantity in _quantities(scanned, match.lastgroup or "", match.start(), match.end()):
            if not _part_of_word(quantity):
                whole = _converted(quantity)
                at = max(at, whole.stop)
                yield _bounded(whole)


def _part_of_word(quantity: Quantity) -> bool:
    """Whether the number is glued to letters or to more digits, as in A330-200, 3G, 7/10."""
    text, span = quantity.scan.text, quantity.span
    before, after = text[max(span.start - 2, 0) : span.start], text[span.end : span.end + 2]
    glued = len(before) > 1 and before[1] in "-–/.'’" and before[0].isalnum()
    return glued or before[-1:].isalnum() or after[:1].isalpha() or (after[:1] == "/" and after[1:].isdigit())


def _quantities(scanned: Scan, kind: str, first: int, stop: int) -> Iterator[Quantity]:
    """The quantity that a match says; two where what looks like a range is none."""
    words = scanned.words(first, stop)
    if kind == "range":
        yield from _range(scanned, first, words)
    elif kind == "plural":
        yield Quantity(scanned, kind, first, stop, _plural(words), None)
    elif kind == "several":
        value = number_value(word.text for word in words if word.letter == "#")
        yield Quantity(scanned, kind, first, stop, AT_LEAST_TWO * (value or 0), None, approximate=True)
    elif kind == "fraction":
        share = _fraction(words)
        yield Quantity(scanned, kind, first, stop, share, share, "share")
    else:
        yield from _number(scanned, first, words)


def _number(scanned: Scan, first: int, words: list[LetterWord]) -> Iterator[Quantity]:
    value, measure = _value(words), _measure(words)
    if value is not None:
        yield Quantity(scanned, "number", first, first + len(words), value, value, measure)


def _value(words: list[LetterWord]) -> float | None:
    """The number that the words say; "half a million" and "$5m" too."""
    digits = [word.text for word in words if word.letter in "dny1#H&"]
    money = any(word.letter == "$" for word in words)
    times = float(MILLION) if money and words[-1].text == "m" else 1.0
    if digits[0] == "half" and len(digits) > 1:
        return 0.5 * times * (number_value(digits[1:]) or 1)
    value = number_value(digits)
    return None if value is None else round(value * times, DECIMAL_PLACES)


def _measure(words: list[LetterWord]) -> str | None:
    """The name of the unit of measure, "square" kept."""
    country = next((word.text for word in words if word.letter == "C"), None)
    if country is not None and words[-1].letter not in "UW":
        return str(load_words("counting")["currency_prefixes"][country])
    mark = next((word.text for word in words if word.letter in "$%"), None)
    if mark is not None:
        return unit_names()[mark]
    if any(word.letter == "E" for word in words):
        return "percent"
    unit = _unit([word.text for word in words if word.letter in "GCUW"])
    power = next((word.text for word in words if word.letter == "S"), None)
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
    times = number_value(word.text for word in words if word.letter in "1d")
    return float(fractions[words[-1].text]) * (times or 1)


def _range(scanned: Scan, first: int, words: list[LetterWord]) -> Iterator[Quantity]:
    """Both ends as one quantity, or two quantities where the words tell two values."""
    at = _joint(words)
    left, right = words[:at], words[at + 1 :]
    low, high = _value(left), _value(right)
    low = low and _with_scale_of(left, right, low)
    if low is None or high is None or low >= high or not _one_range(scanned, first, left, words[at:]):
        yield from _number(scanned, first, left)
        yield from _number(scanned, first + at + 1, right)
    else:
        yield Quantity(scanned, "range", first, first + len(words), low, high, _measure(right) or _measure(left))


def _joint(words: list[LetterWord]) -> int:
    """The number of the word between the two ends."""
    letters = "".join(word.letter for word in words)
    marks = [at for at, letter in enumerate(letters) if letter in "->&|"]
    end = re.compile(QUANTITY)
    return next(at for at in marks if end.fullmatch(letters[:at]) and end.fullmatch(letters[at + 1 :]))


def _with_scale_of(left: list[LetterWord], right: list[LetterWord], low: float) -> float:
    """The lower end of "two to three million", which is two million."""
    scales = [scale_words()[word.text] for word in right if word.letter == "#"]
    if not scales or any(word.letter == "#" for word in left):
        return low
    scaled = low * scales[-1]
    return scaled if scaled < (_value(right) or 0) else low


def _one_range(scanned: Scan, first: int, left: list[LetterWord], rest: list[LetterWord]) -> bool:
    """Whether the two numbers are the ends of one range: between 5 and 10, not "5 and 10" or "rose from 5 to 10"."""
    before = [word.text for word in scanned.words(first - 2, first)]
    if rest[0].letter == "&":
        return before[-1:] == ["between"]
    if rest[0].letter == ">" and before[-1:] == ["from"] and before[0] in counting_list("changes"):
        return False
    ends = _measure(left), _measure(rest[1:])
    return ends[0] in (None, ends[1]) or any(word.letter == "$" for word in left)


def _converted(quantity: Quantity) -> Quantity:
    """The quantity, reaching over a bracket that says it again in another unit: 15km (9 miles)."""
    match = CONVERSION.match(quantity.scan.letters, quantity.stop)
    if match is None or quantity.measure is None:
        return quantity
    other = _measure(quantity.scan.words(match.start(), match.end()))
    if other is None or other == quantity.measure or _dimension(other) != _dimension(quantity.measure):
        return quantity
    return replace(quantity, stop=match.end())


def _dimension(measure: str) -> str:
    """What a measure measures, with square and cubic kept apart."""
    power, _, name = measure.rpartition(" ")
    return unit_dimension(measure) if measure in load_words("units") else f"{power} {unit_dimension(name)}"


def _bounded(quantity: Quantity) -> Quantity:
    """The quantity with the words before it that bound it: at least 30, up to 50, about 10,000."""
    bounds = load_words("counting")["bounds"]
    for count in range(min(MOST_BOUND_WORDS, quantity.first), 0, -1):
        words = " ".join(word.text for word in quantity.scan.words(quantity.first - count, quantity.first))
        if (bound := bounds.get(words)) is not None and not (words == OVER and _is_particle(quantity)):
            return _with_bound(replace(quantity, first=quantity.first - count), bound)
    return _bounded_after(quantity)


def _is_particle(quantity: Quantity) -> bool:
    """Whether the "over" before a number belongs to a verb: "hand over 54 detainees"."""
    before = quantity.scan.words(quantity.first - 2, quantity.first - 1)
    return bool(before) and before[0].text in counting_list("over_verbs")


def _bounded_after(quantity: Quantity) -> Quantity:
    """The quantity with the words after it that bound it: 50 or more, 30 or so."""
    words = " ".join(word.text for word in quantity.scan.words(quantity.stop, quantity.stop + AFTER_WORDS))
    bound = load_words("counting")["bounds_after"].get(words)
    return quantity if bound is None else _with_bound(replace(quantity, stop=quantity.stop + AFTER_WORDS), bound)


def without_bound(quantity: Quantity) -> Quantity:
    """The quantity without the word before it that was taken for a bound: what is handed over | 54 is 54."""
    only = quantity.low if quantity.high is None else quantity.high
    ends = (only, only) if quantity.kind == "number" else (quantity.low, quantity.high)
    rough = quantity.kind == "several"
    return replace(quantity, first=quantity.first + 1, low=ends[0], high=ends[1], approximate=rough, bounded=False)


def _with_bound(quantity: Quantity, bound: str) -> Quantity:
    """A quantity bounded from below, from above, or only roughly known; a range keeps both ends."""
    known = replace(quantity, bounded=True)
    if bound == "about" or quantity.kind != "number":
        return replace(known, approximate=True)
    return replace(known, high=None) if bound == "at least" else replace(known, low=None)

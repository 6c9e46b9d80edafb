"""One quantity: the words of a text that give a number and bound it, its two ends, and its unit of measure."""

from dataclasses import dataclass, replace

from lib.annotate.counting.classes import unit_dimension
from lib.annotate.dating.letters import Scan
from lib.codebooks import load_words, word_set
from lib.models import Span

TIME = "time"
MOST_BOUND_WORDS = 3
AFTER_WORDS = 2
OVER = "over"
# The kinds of quantity with one number: "300", "a week".
SINGLE = frozenset({"number", "one"})


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


def without_bound(quantity: Quantity) -> Quantity:
    """The quantity without the word before it that was taken for a bound: what is handed over | 54 is 54."""
    only = quantity.low if quantity.high is None else quantity.high
    ends = (only, only) if quantity.kind in SINGLE else (quantity.low, quantity.high)
    rough = quantity.kind == "several"
    return replace(quantity, first=quantity.first + 1, low=ends[0], high=ends[1], approximate=rough, bounded=False)


def _with_bound(quantity: Quantity, bound: str) -> Quantity:
    """A quantity bounded from below, from above, or only roughly known; a range keeps both ends."""
    known = replace(quantity, bounded=True)
    if bound == "about" or quantity.kind not in SINGLE:
        return replace(known, approximate=True)
    return replace(known, high=None) if bound == "at least" else replace(known, low=None)

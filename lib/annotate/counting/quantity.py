"""One quantity: the words of a text that give a number, its two ends, and its unit of measure."""

from dataclasses import dataclass

from lib.annotate.counting.units import unit_dimension
from lib.annotate.dating.letters import Scan
from lib.codebooks import load_words
from lib.models import Span

TIME = "time"


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

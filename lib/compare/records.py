"""What comparing documents states: facts and differences, labels, distinctive words, shared passages, credits."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from lib.models import Span

FactKind = Literal["quantity", "claim", "deed", "event", "place"]
DifferenceKind = Literal["day", "number", "who", "what"]
Nearness = Literal["own", "person", "outlet"]
PassageKind = Literal["verbatim", "near", "partial", "shared-quote", "within"]
CreditScope = Literal["article", "statement"]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that stand in two places: `a` in the text of document `a_document`, `b` in that of `b_document`.

    verbatim: whole sentences, word for word. near: reworded. partial: a run of the same words inside sentences that
    differ. shared-quote: the words of one speaker, quoted in at least one of them. within: twice in one document.
    `words` is how many words of the writers' own voice (of a shared quote: of the quote) are the same.
    """

    kind: PassageKind
    a_document: str
    a: Span
    b_document: str
    b: Span
    words: int


@dataclass(frozen=True, slots=True)
class Credit:
    """Words that give an agency or another outlet as the source: of the whole article, or of one statement.

    `source` is the credited outlet's id, `name` what it is called. `span` lies in the document's text, or in its
    original where cleaning took it out of the text (`removed`).
    """

    document: str
    source: str
    name: str
    span: Span
    scope: CreditScope
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Occasion:
    """On which occasion something became of so many: the day, whom exactly it befell, its causes, words telling of it.

    `day` is an ISO day, or "day/day" for a time that runs from the one to the other. `reach` is the extent of its
    place, 0 for a town, 1 for a province, 2 for a country or where no place is known: in a town two occasions of one
    day are one sooner than in a country.
    """

    day: str
    counted: str
    causes: frozenset[str]
    words: frozenset[str]
    reach: int


@dataclass(frozen=True, slots=True)
class Fact:
    """What one article says of a subject in one respect, in words and, where it can be, as a value to compare.

    Two facts are about the same where `kind`, `subject`, `measure` and `place` are; `place` is None where none is said.
    `low` and `high` are in the `unit`, an SI unit's dimension or what is counted; `written_in` is the article's own.
    `meaning` is the value of what is no number (an ISO day, a deed's name); both missing, the fact is shown and never
    compared, as where `comparable` is false.
    `near` says who answers for it: the outlet itself, somebody it cites, or another outlet; `cited` are their names.
    What stands in the headline is shown and not compared. `occasion` is known of what became of so many on a day.
    `days` are the first and the last day that a day can mean, "in May" any of that month. Facts with another `frame`,
    as of a part and of the whole, are not held against each other. `told` is the day of publication; `names` are those
    in its article, where the subject alone does not tell of which agreement it is.
    """

    kind: FactKind
    subject: str
    measure: str
    place: str | None
    document: str
    outlet: str
    sentence: int
    span: Span
    words: str
    meaning: str | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    written_in: str | None = None
    approximate: bool = False
    comparable: bool = True
    near: Nearness = "own"
    cited: tuple[str, ...] = ()
    headline: bool = False
    occasion: Occasion | None = None
    days: tuple[date, date] | None = None
    frame: str = ""
    told: date | None = None
    names: frozenset[str] = frozenset()

    @property
    def voice(self) -> tuple[str, Nearness, tuple[str, ...]]:
        """Who says it: an outlet itself, or those whom it cites."""
        return self.outlet, self.near, self.cited


@dataclass(frozen=True, slots=True)
class Difference:
    """One subject and measure for which outlets give values that differ; each side is the facts with one value.

    `name` is what readers call the subject, where that is not its own words.
    """

    kind: FactKind
    subject: str
    measure: str
    place: str | None
    sides: tuple[tuple[Fact, ...], ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class LabelUse:
    """Words that name a referent by one of its labels; `quoted` where they stand between quotation marks."""

    referent: str
    label: str
    document: str
    sentence: int
    span: Span
    quoted: bool


@dataclass(frozen=True, slots=True)
class DistinctiveWord:
    """A word that an outlet uses more than the others do: its z, its counts here and elsewhere, per 1,000 words."""

    outlet: str
    word: str
    z: float
    count: int
    count_elsewhere: int
    rate: float
    rate_elsewhere: float

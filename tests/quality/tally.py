"""What was counted for one annotator, and the figures that follow from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce

# The figures that ask whether there is anything beside the gold.
OF_WHOLE = frozenset({"precision", "f"})


def precision_of(hits: int, predicted: int) -> float:
    """The part of what was predicted that is right; 0 where nothing was."""
    return hits / max(predicted, 1)


def recall_of(hits: int, gold: int) -> float:
    """The part of the gold that was found; 0 where there is none."""
    return hits / max(gold, 1)


def f_of(hits: int, gold: int, predicted: int) -> float:
    """The harmonic mean of precision and recall; 0 where nothing was hit.

    >>> round(f_of(8, 10, 16), 3)
    0.615
    """
    return 2 * hits / (gold + predicted) if hits else 0.0


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over one document or many; tallies add up.

    `hits` are what precision, recall and F are made of. `stricter` counts hits under stricter rules, each giving an
    F of its own; `shares` are (right, asked) for questions put to what was found. Where the gold does not mark the
    `whole` of what is there, precision and F would say nothing, and are not among the figures.
    """

    gold: int = 0
    predicted: int = 0
    hits: int = 0
    stricter: Mapping[str, int] = field(default_factory=dict)
    shares: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    whole: bool = True

    def __add__(self, other: "Tally") -> "Tally":
        """Both documents' counts together."""
        return Tally(
            self.gold + other.gold,
            self.predicted + other.predicted,
            self.hits + other.hits,
            {
                name: self.stricter.get(name, 0) + other.stricter.get(name, 0)
                for name in {**self.stricter, **other.stricter}
            },
            {name: _added(self.shares.get(name), other.shares.get(name)) for name in {**self.shares, **other.shares}},
            self.whole and other.whole,
        )

    def figures(self) -> dict[str, float]:
        """Measure to value, 0 to 1: precision, recall and f first, then `<rule>_f` and the shares by name."""
        figures = {
            "precision": precision_of(self.hits, self.predicted),
            "recall": recall_of(self.hits, self.gold),
            "f": f_of(self.hits, self.gold, self.predicted),
            **{f"{name}_f": f_of(hits, self.gold, self.predicted) for name, hits in self.stricter.items()},
            **{name: right / max(asked, 1) for name, (right, asked) in self.shares.items()},
        }
        return {name: value for name, value in figures.items() if self.whole or name not in OF_WHOLE}


def total(tallies: Iterable[Tally]) -> Tally:
    """All tallies added up."""
    return reduce(Tally.__add__, tallies, Tally())


def share(answers: Iterable[bool]) -> tuple[int, int]:
    """How many answers are right, of how many.

    >>> share([True, False, True])
    (2, 3)
    """
    given = list(answers)
    return sum(given), len(given)


def _added(one: tuple[int, int] | None, other: tuple[int, int] | None) -> tuple[int, int]:
    (right, asked), (more_right, more_asked) = one or (0, 0), other or (0, 0)
    return right + more_right, asked + more_asked

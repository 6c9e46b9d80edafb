"""Whether mentions of one entity are told to be one: pairs of mentions, within a document and across documents."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from tests.quality.scores import scored_mentions
from tests.quality.spans import Record, extent
from tests.quality.tally import Tally

Place = tuple[str, int, int]
Entities = Mapping[Place, str | None]
Pair = tuple[Place, Place]


def count_grouping(documents: Iterable[tuple[Record, Record]]) -> dict[str, Tally]:
    """Pairs of mentions with one entity, gold's against predicted, for "within" one document and "across" two.

    Every mention counts, so one that was not found, or that stands elsewhere, costs its pairs. Ids need not be gold's.
    """
    documents = list(documents)
    wanted = {_place(gold, m): m["entity"] for gold, _ in documents for m in gold["mentions"]}
    got = {_place(gold, m): m.get("entity") for gold, found in documents for m in scored_mentions(gold, found).values()}
    return {
        name: _tally(
            {p for p in pairs(wanted) if _is_within(p) is within}, {p for p in pairs(got) if _is_within(p) is within}
        )
        for name, within in (("within", True), ("across", False))
    }


def pairs(entities: Entities) -> Iterator[Pair]:
    """All pairs of places with the same entity; what has none is paired with nothing.

    >>> list(pairs({("a", 0, 1): "x", ("a", 5, 6): "x", ("b", 0, 1): "y", ("b", 3, 4): None}))
    [(('a', 0, 1), ('a', 5, 6))]
    """
    groups: dict[str, list[Place]] = {}
    for place, entity in entities.items():
        if entity is not None:
            groups.setdefault(entity, []).append(place)
    for places in groups.values():
        yield from combinations(sorted(places), 2)


def _place(gold: Record, mention: Record) -> Place:
    return (str(gold["id"]), *extent(mention))


def _is_within(pair: Pair) -> bool:
    return pair[0][0] == pair[1][0]


def _tally(wanted: set[Pair], got: set[Pair]) -> Tally:
    return Tally(len(wanted), len(got), len(wanted & got))

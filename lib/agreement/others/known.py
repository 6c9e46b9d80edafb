"""Which agreement that the desk knows another one means, by its name and its day."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from lib.agreement.reported.vocabulary import keys_in
from lib.models import Agreement, Related

# How much of the shorter name must stand in the other: less where both bear one day. Between are "Memorandum of
# Understanding" for any memorandum, and a name in other words.
ALIKE, ALIKE_ON_A_DAY = 0.6, 0.2
# A name of fewer telling words could be anybody's.
FEWEST = 2


def known_one(related: Related, known: Sequence[Agreement]) -> Agreement | None:
    """The agreement meant: the one chosen, or the only one most like it in name, and of its day where that is told."""
    if related.agreement:
        return next((one for one in known if one.id == related.agreement), None)
    alike = [(_alike(related, one), one) for one in known]
    best = max((part for part, _ in alike), default=0.0)
    meant = [one for part, one in alike if part == best]
    return meant[0] if best and len(meant) == 1 else None


def with_known(agreement: Agreement, known: Sequence[Agreement]) -> Agreement:
    """The agreement, and of each other that it names which one of the known it is, where that is one."""
    others = [one for one in known if one.id != agreement.id]
    found = [(related, known_one(related, others)) for related in agreement.related]
    return replace(
        agreement, related=tuple(replace(related, agreement=one.id) if one else related for related, one in found)
    )


def related_ones(agreements: Sequence[Agreement]) -> Iterator[tuple[Agreement, Related, Agreement]]:
    """Each agreement with what it is to which of the others."""
    for agreement in agreements:
        others = [one for one in agreements if one.id != agreement.id] if agreement.related else []
        for related in agreement.related:
            other = known_one(related, others)
            if other is not None:
                yield agreement, related, other


def _alike(related: Related, other: Agreement) -> float:
    """How much of the shorter name stands in the other's title, 0 where that is too little or the days are others."""
    if related.signed and other.signed and related.signed != other.signed:
        return 0.0
    of_day = related.signed is not None and related.signed == other.signed
    name, title = _name(related.name), _name(other.title)
    part = len(name & title) / max(min(len(name), len(title)), 1)
    if of_day:
        return 1.0 + part if part >= ALIKE_ON_A_DAY else 0.0
    return part if part >= ALIKE and len(name & title) >= FEWEST else 0.0


@lru_cache(maxsize=1024)
def _name(name: str) -> frozenset[str]:
    return frozenset(keys_in(name))

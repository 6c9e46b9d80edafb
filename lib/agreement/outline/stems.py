"""The words that a clause goes on from, where it stands under a lead-in: without them it says a part only."""

from collections.abc import Mapping
from functools import lru_cache

from lib.agreement.outline.cover import without_cover
from lib.agreement.outline.layout import find_blocks
from lib.agreement.outline.pieces import cut
from lib.agreement.outline.points import find_points
from lib.models import Agreement, Clause


def whole_wording(agreement: Agreement, clause: Clause) -> str:
    r"""A clause's words behind those of its lead-ins, where the agreement's own text is kept.

    >>> text = "1. The Front shall hand over its arms:\n(a) one half by May;\n(b) the rest by June."
    >>> clause = Clause("c1", "1.a", "one half by May;", None, start=text.index("one"), parent="1")
    >>> whole_wording(Agreement("a", "", (), None, "", (clause,), text), clause)
    'The Front shall hand over its arms: one half by May;'
    """
    stem = _stems(agreement.text).get(clause.start) if agreement.text and clause.parent else None
    return f"{stem} {clause.text}" if stem else clause.text


@lru_cache(maxsize=16)
def _stems(text: str) -> Mapping[int, str]:
    """The lead-ins of each piece of a text that has any, on one line, by where the piece starts."""
    pieces = (piece for point in find_points(without_cover(find_blocks(text))) for piece in cut(point))
    return {piece.start: " ".join(" ".join(piece.leads).split()) for piece in pieces if piece.leads}

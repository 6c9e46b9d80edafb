"""Who promised what by when: commitments over a parsed text."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lib.models import Commitment, Mention, Quote, Timex

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_commitments(
    _doc: "Doc", _mentions: Sequence[Mention], _timexes: Sequence[Timex], _quotes: Sequence[Quote]
) -> Iterator[Commitment]:
    """The commitments a text reports, in text order."""
    yield from ()

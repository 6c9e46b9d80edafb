"""From a commitment to the clause of a known agreement that it reports."""

from collections.abc import Sequence

from lib.models import Agreement, Commitment


def resolve_clause(_commitment: Commitment, _sentence: str, _agreements: Sequence[Agreement]) -> str | None:
    """The clause that a commitment reports, as "agreement-id/clause-id", or None."""
    return None

"""What of one utterance each version says, from the contract's records: who is quoted, where, and in how many words.

Which statements are one utterance is the comparison's own judgement, and its groups are taken as they are. Of each
version is told again which quote it is from, and what of it stands between marks.
"""

from collections.abc import Sequence

from tests.recount.kept import Kept, Recount
from tests.recount.quoted import is_said
from tests.recount.reuse import Word, inside, most_in_order, read_words


def quotes_around(again: Recount, document: str, start: int, end: int) -> list[Kept]:
    """The quotes of the kept sentences, headlines left out, that hold a stretch of an article's text."""
    return [
        found
        for found in again.kept("quotes")
        if found.document == document
        and found.one["start"] <= start
        and end <= found.one["end"]
        and not found.headline
        and is_said(found.one)
    ]


def words_between(again: Recount, document: str, start: int, end: int) -> list[Word]:
    """The words of a stretch of an article's text."""
    record = next(record for record in again.all if record["id"] == document)
    return inside(read_words(record), start, end)


def share_in_order(one: Sequence[str], other: Sequence[str]) -> float:
    """Which share of the shorter of two runs of words stands in the other in the same order."""
    return most_in_order(one, other) / min(len(one), len(other))

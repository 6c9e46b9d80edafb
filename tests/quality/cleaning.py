"""Whether cleaning takes out what is not the article, and no more."""

from collections.abc import Iterable
from pathlib import Path

from lib.models import Document
from tests.quality.spans import Record
from tests.quality.tally import Tally


def count_removals(gold: Iterable[Record], documents: Iterable[Document]) -> Tally:
    """Stretches that cleaning took out, by exact offsets into the original and the file's name."""
    wanted = {(row["doc"], row["start"], row["end"]) for row in gold}
    got = {(Path(d.path).name, removal.start, removal.end) for d in documents for removal in d.removed}
    return Tally(len(wanted), len(got), len(wanted & got))

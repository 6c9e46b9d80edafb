"""The clauses of one agreement as a list, as its own text and its analysts have them."""

import pandas as pd

from lib.listing import Listing, columns, framed
from lib.models import Agreement

CLAUSES_OF_TEXT = Listing(
    "clauses of the text", "Every clause of the agreement",
    columns("id, number, words, who, modality, due: day?, starts: day?, rule?, heading?, parent?"),
    "number: No., words: Clause, who, modality, due: Last day, starts: First day, rule: In the words, heading, "
    "parent: Belongs to, id: Its id", ("id",),
)  # fmt: skip


def clauses_of_text(agreement: Agreement) -> pd.DataFrame:
    """A row a clause in the agreement's order; who are names with a comma between."""
    return framed(
        CLAUSES_OF_TEXT.columns,
        (
            (one.id, one.number, one.text, ", ".join(one.obligors), one.modality, one.due, one.starts, one.due_rule,
             one.heading, one.parent)
            for one in agreement.clauses
        ),
    )  # fmt: skip

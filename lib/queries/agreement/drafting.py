"""An agreement without a text: clauses drafted from what the articles report and no known clause says."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

import duckdb
import pandas as pd

from lib.codebooks import word_set
from lib.errors import AgreementError
from lib.models import Agreement, Clause, Filters
from lib.queries.agreement.commitments import commitments
from lib.store.agreements import kept_id

# More clauses than this nobody looks through; of one that is told by more outlets and sentences there is more to say.
MOST_CLAUSES, MOST_PARTIES = 30, 4
# A wording that is longer holds more than one duty.
LONGEST_WORDING = 240
MODALITIES = {"prohibition": "prohibition", "permission": "permission"}
UNTITLED = "Agreement without a text"


def drafted_agreement(
    connection: duckdb.DuckDBPyConnection, filters: Filters, title: str | None, signed: date | None
) -> Agreement:
    """The agreement that the articles in view report, a clause a matter that no known clause is reported by.

    Raises AgreementError where they report nothing of the kind.
    """
    rows = commitments(connection, filters)
    rows = rows[rows["clause"].isna() & ~rows["headline"]]
    groups = [group for _, group in rows.groupby("matter", sort=False)]
    told = sorted(groups, key=lambda group: (-group["outlet"].nunique(), -len(group)))[:MOST_CLAUSES]
    kept = {group["matter"].iloc[0] for group in told}
    clauses = tuple(
        _clause(number, group)
        for number, group in enumerate((one for one in groups if one["matter"].iloc[0] in kept), 1)
    )
    if not clauses:
        raise AgreementError(
            "There is nothing to draft from: the articles in view report no duty that is in no agreement. Add "
            "articles, or take filters away."
        )
    name = title or UNTITLED
    return Agreement(kept_id(name.lower()), name, _parties(clauses), signed, "drafted from articles", clauses)


def _clause(number: int, group: pd.DataFrame) -> Clause:
    """What is told of one matter: its fullest wording, and what most reports give."""
    wordings = (row.text[row.start - row.sentence_start : row.end - row.sentence_start] for row in group.itertuples())
    words = max((one.strip() for one in wordings), key=lambda one: (len(one) <= LONGEST_WORDING, len(one)))
    named = group["obligor_name"].fillna(group["obligor"])
    who = _most(named[~named.str.lower().isin(word_set("utterances", "pronouns"))])
    due, starts = _most(group["due"]), _most(group["starts"])
    modality: Any = MODALITIES.get(_most(group["modality"]), "obligation")
    return Clause(
        str(number), str(number), words[:1].upper() + words[1:], due.date() if due is not None else None,
        obligors=(who,) if who else (), modality=modality, starts=starts.date() if starts is not None else None,
        due_rule=_most(group["deadline"]) if due is not None else None,
    )  # fmt: skip


def _most(values: "pd.Series[Any]") -> Any:  # noqa: ANN401  # a frame's cell
    """The value that most rows have, the first of several; None where none has one."""
    counts = Counter(values.dropna())
    return max(counts, key=counts.__getitem__) if counts else None


def _parties(clauses: Iterable[Clause]) -> tuple[str, ...]:
    """Those who have to do most."""
    counts = Counter(who for clause in clauses for who in clause.obligors)
    return tuple(name for name, _ in counts.most_common(MOST_PARTIES))

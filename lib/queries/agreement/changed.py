"""What a hand changed of the agreements that are kept: each value in words, with what it was before."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd

from lib.agreement import standing
from lib.listing import Listing, columns, framed, gives
from lib.models import Agreement, Changed
from lib.store import ChangedValue

CHANGED = Listing(
    "changes of agreements", "What analysts changed of kept agreements, the newest first",
    columns("agreement, title, clause, number, field, what, before, after, why, who, when: day, state"),
    "title: Agreement, number: No., what: What, before, after, why, who, when, state",
    ("agreement", "clause", "field", "when"),
)  # fmt: skip
FIELDS: Mapping[str, str] = {
    "title": "title", "signed": "day of signing", "parties": "parties", "number": "number", "text": "words",
    "obligors": "who has to do it", "modality": "how it binds", "due": "last day", "starts": "first day",
    "due_rule": "rule of its day", "clause": "the whole clause",
}  # fmt: skip
IN_FORCE, UNDONE = "in force", "undone or changed again"


@gives(CHANGED.columns)
def changed_rows(changed: Iterable[ChangedValue]) -> pd.DataFrame:
    """The changed values as rows, with words for what each is, and whether it still is so."""
    return framed(
        CHANGED.columns,
        (
            (
                of.agreement, of.title, one.clause, one.number, one.field, FIELDS.get(one.field, one.field),
                value_words(one.before), value_words(one.after), one.why, one.who, one.when,
                IN_FORCE if of.stands else UNDONE,
            )
            for of in changed
            for one in [of.changed]
        ),
    )  # fmt: skip


def value_words(value: str) -> str:
    r"""A value as `Changed` writes it, for a reader.

    >>> value_words("2025-04-08"), value_words(""), value_words("the Front\nthe Government")
    ('8 Apr 2025', 'none', 'the Front, the Government')
    """
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return ", ".join(value.split("\n")) or "none"
    return f"{day.day} {day:%b %Y}"


def set_by_hand(agreements: Iterable[Agreement]) -> dict[str, dict[str, str]]:
    """By clause (agreement-id/clause-id) and field, who set a value that stands, and what it was before."""
    found = defaultdict[str, dict[str, str]](dict)
    for agreement in agreements:
        for one in standing(agreement):
            found[f"{agreement.id}/{one.clause}"][one.field] = _set_by(one)
    return dict(found)


def hand_words(fields: Mapping[str, str]) -> str:
    """What was set of one clause, in a line.

    >>> hand_words({"due": "set by Nadia; before: none"})
    'last day set by Nadia; before: none'
    """
    return ". ".join(f"{FIELDS.get(field, field)} {said}" for field, said in fields.items())


def _set_by(one: Changed) -> str:
    before = value_words(one.before)
    return f"set by {one.who}; before: {f'“{before}”' if one.field in {'text', 'clause'} and one.before else before}"

"""An agreement put right by a reader: clauses as rows to edit, such rows as clauses again, and what that changed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import Any

from lib.errors import AgreementError
from lib.models.agreements import Agreement, Change, Changed, Clause, ClauseModality, Related
from lib.text.slug import slug

ID_WORDS = 7
BETWEEN = ", "
OF_AGREEMENT = ("title", "signed", "parties")
OF_CLAUSE = ("number", "text", "obligors", "modality", "due", "starts", "due_rule")
WHOLE = "clause"  # a clause that was added or deleted, by its words
LINES = "\n"  # between the names of a value that has several
DAYS, NAMES, ABSENT = (
    frozenset({"signed", "due", "starts"}),
    frozenset({"parties", "obligors"}),
    frozenset({"due_rule"}),
)


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause as a reader edits it; `who` are names with a comma between, `id` is None of a row that is new."""

    id: str | None
    number: str = ""
    words: str = ""
    who: str = ""
    modality: ClauseModality = "obligation"
    due: date | None = None
    starts: date | None = None
    rule: str = ""


def rows_of(agreement: Agreement) -> list[ClauseRow]:
    """The clauses as rows, in the agreement's order."""
    return [
        ClauseRow(
            one.id, one.number, one.text, BETWEEN.join(one.obligors), one.modality, one.due, one.starts,
            one.due_rule or "",
        )
        for one in agreement.clauses
    ]  # fmt: skip


def corrected(
    agreement: Agreement,
    *,
    title: str,
    signed: date | None,
    parties: Iterable[str],
    rows: Sequence[ClauseRow],
    related: Iterable[Related] | None = None,
) -> Agreement:
    """The agreement as a reader left it; raises AgreementError where something is missing.

    A clause keeps its id, and its offsets while its words stand in the text; one whose words are nowhere in it has 0
    and 0. A new clause whose words are there goes to its place among the others, else to the end. What it is to others
    stays as it was without `related`.
    """
    if not title.strip():
        raise AgreementError("Write a title: the agreement is called by it on every page.")
    known, clauses, new = {one.id: one for one in agreement.clauses}, list[Clause](), list[Clause]()
    for number, row in enumerate(rows, 1):
        if not row.words.strip():
            if row.id is None and not (row.number.strip() or row.who.strip()):
                continue  # a row that was added and left empty
            raise AgreementError(f"Row {number} has no words: write what the clause says, or delete the row.")
        before = known.pop(row.id or "", None)
        (new if before is None else clauses).append(_clause(row, before, agreement.text))
    for one in _named(new, {one.id for one in agreement.clauses}):
        clauses.insert(_place(one, clauses), one)
    if not clauses:
        raise AgreementError("Leave at least one clause: an agreement without any cannot be kept.")
    named = dict.fromkeys(" ".join(one.split()) for one in parties)
    return replace(
        agreement, title=" ".join(title.split()), signed=signed, parties=tuple(filter(None, named)),
        clauses=tuple(clauses), related=agreement.related if related is None else tuple(related),
    )  # fmt: skip


def changes_between(before: Agreement, after: Agreement, change: Change) -> tuple[Changed, ...]:
    """A row for each value that is another; none where the text itself is, for that is another reading."""
    if before.text != after.text:
        return ()
    return tuple(
        Changed(clause, number, field, then, now, change.who, change.why, change.when.date())
        for clause, number, field, then, now in _differing(before, after)
    )


def standing(agreement: Agreement) -> tuple[Changed, ...]:
    """The changes whose value an agreement still has, the last of each value."""
    last = {(one.clause, one.field): one for one in agreement.changed}
    return tuple(one for one in last.values() if value_of(agreement, one) == one.after)


def value_of(agreement: Agreement, changed: Changed) -> str:
    """What an agreement now says where something was changed, as `Changed` writes it."""
    if not changed.clause:
        return _written(getattr(agreement, changed.field))
    clause = next((one for one in agreement.clauses if one.id == changed.clause), None)
    if clause is None:
        return ""
    return clause.text if changed.field == WHOLE else _written(getattr(clause, changed.field))


def undone(agreement: Agreement, changed: Changed) -> Agreement:
    """The agreement with one value as it was before it was changed; AgreementError where that is not to be had."""
    if changed not in standing(agreement) or (changed.field == WHOLE and changed.before):
        raise AgreementError("That value is another by now: correct the agreement on the page Clauses and ledger.")
    if changed.field == WHOLE:
        clauses = tuple(one for one in agreement.clauses if one.id != changed.clause)
        if not clauses:
            raise AgreementError("It is the only clause: an agreement without any cannot be kept.")
        return replace(agreement, clauses=clauses)
    if not changed.clause:
        return replace(agreement, **{changed.field: _read(changed.field, changed.before)})
    clauses = tuple(
        _restored(one, changed, agreement.text) if one.id == changed.clause else one for one in agreement.clauses
    )
    return replace(agreement, clauses=clauses)


def _clause(row: ClauseRow, before: Clause | None, text: str) -> Clause:
    """A row as a clause; what no row shows of it stays as it was."""
    words, old = row.words.strip(), before or Clause("", "", "", None)
    start, end = (old.start, old.end) if before and words == old.text.strip() else _span(words, text, old.start)
    same = row.who == BETWEEN.join(old.obligors)  # a name may have a comma of its own
    names = old.obligors if same else tuple(dict.fromkeys(filter(None, map(str.strip, row.who.split(",")))))
    return replace(
        old, number=row.number.strip(), text=words, due=row.due, start=start, end=end, obligors=names,
        modality=row.modality, due_rule=row.rule.strip() or None, starts=row.starts,
    )  # fmt: skip


def _span(words: str, text: str, near: int) -> tuple[int, int]:
    """Where words stand in the text, whatever white space is between them: from a place on, else anywhere; or 0, 0."""
    parted = r"\s+".join(map(re.escape, words.split()))
    pattern = re.compile(rf"(?<!\w){parted}(?!\w)")
    found = pattern.search(text, near) or pattern.search(text)
    return found.span() if found else (0, 0)


def _named(clauses: Iterable[Clause], taken: set[str]) -> Iterator[Clause]:
    """The clauses, each with an id that no other has: of its number, or of its first words."""
    for clause in clauses:
        name = slug(clause.number) or "-".join(slug(clause.text).split("-")[:ID_WORDS]) or "clause"
        free = next(one for one in _numbered(name) if one not in taken)
        taken.add(free)
        yield replace(clause, id=free)


def _numbered(name: str) -> Iterator[str]:
    """A name, and the same with a number from 2 on."""
    yield name
    yield from (f"{name}-{number}" for number in count(2))


def _place(clause: Clause, others: Sequence[Clause]) -> int:
    """Where a clause goes among others: before the first that stands behind it in the text."""
    behind = (at for at, one in enumerate(others) if clause.end and one.start > clause.start)
    return next(behind, len(others))


def _restored(clause: Clause, changed: Changed, text: str) -> Clause:
    told = replace(clause, **{changed.field: _read(changed.field, changed.before)})
    start, end = _span(told.text, text, clause.start) if changed.field == "text" else (clause.start, clause.end)
    return replace(told, start=start, end=end)


def _differing(before: Agreement, after: Agreement) -> Iterator[tuple[str, str, str, str, str]]:
    """Each value that is another: the clause's id and number, both empty of the agreement, its field, then and now."""
    for field in OF_AGREEMENT:
        values = _written(getattr(before, field)), _written(getattr(after, field))
        if values[0] != values[1]:
            yield "", "", field, *values
    then, now = ({one.id: one for one in some.clauses} for some in (before, after))
    for one in (*then.values(), *(one for one in now.values() if one.id not in then)):
        if one.id in then and one.id in now:
            for field in OF_CLAUSE:
                values = _written(getattr(one, field)), _written(getattr(now[one.id], field))
                if values[0] != values[1]:
                    yield one.id, one.number, field, *values
        else:
            yield (
                one.id,
                one.number,
                WHOLE,
                then[one.id].text if one.id in then else "",
                "" if one.id in then else one.text,
            )


def _written(value: str | date | tuple[str, ...] | None) -> str:
    if isinstance(value, tuple):
        return LINES.join(value)
    return value.isoformat() if isinstance(value, date) else value or ""


def _read(field: str, value: str) -> Any:  # noqa: ANN401  # whatever the field holds
    if field in DAYS:
        return date.fromisoformat(value) if value else None
    if field in NAMES:
        return tuple(filter(None, value.split(LINES)))
    return (value or None) if field in ABSENT else value

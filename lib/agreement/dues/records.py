"""What is known of a clause's days, and the days that others are counted from."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Days:
    """A clause's last day, its first day, the words they follow from; `fixed` where it is to be on that very day."""

    due: date | None = None
    starts: date | None = None
    rule: str | None = None
    fixed: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """The days that others are counted from: signature, entry into force, and clauses with a day of their own."""

    signed: date | None
    in_force: date | None = None
    last: date | None = None
    clauses: tuple[tuple[frozenset[str], date, bool], ...] = ()

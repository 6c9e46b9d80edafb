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
    """The days that others are counted from: signature, entry into force, and clauses with a day of their own.

    `day_one` and `day_zero` are those from which the text numbers its days (day 7, D+30), where it says which they are;
    `period` is what the `heading` above the clause sets.
    """

    signed: date | None
    in_force: date | None = None
    last: date | None = None
    clauses: tuple[tuple[frozenset[str], date, bool], ...] = ()
    day_one: date | None = None
    day_zero: date | None = None
    period: Days = Days()
    heading: str = ""

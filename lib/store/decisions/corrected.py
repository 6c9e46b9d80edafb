"""What an article may be corrected to: looked at before a decision is kept, whatever file it comes from."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from lib.ingest.given import outlet_named, web_address
from lib.models import FIELDS, Decision
from lib.text.days import is_likely, not_likely

# These alone may be nothing: an article is then undated, or lies nowhere on the web; of an outlet it is not known.
MAY_BE_NONE = frozenset({"date", "address", "country", "language", "owner", "state", "agency"})
_CODE = re.compile(r"[A-Za-z]{2,3}")


def fault_of_correction(decision: Decision) -> str | None:
    """Why a correction cannot be carried out, in words; None where it can, or is none."""
    if decision.action != "correct":
        return "field belongs to a correction; take it out" if decision.field else None
    fields = FIELDS.get(decision.subject.kind, ())
    if decision.field not in fields:
        return f"field must be one of {', '.join(fields)}"
    if not (decision.value or "").strip():
        return None if decision.field in MAY_BE_NONE else f"to correct the {decision.field}, value must say to what"
    return _fault_of_value(decision.field, str(decision.value))


def _fault_of_value(field: str, value: str) -> str | None:
    return _FAULTS[field](value) if field in _FAULTS else None


def _fault_of_outlet(value: str) -> str | None:
    return "an outlet's name needs a letter or a digit" if outlet_named(value) is None else None


def _fault_of_address(value: str) -> str | None:
    return "write an address that begins with https:// or http://" if web_address(value) is None else None


def _fault_of_date(value: str) -> str | None:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return 'write the date as in value = "2018-09-17"'
    return None if is_likely(day) else not_likely(day)


def _fault_of_code(value: str) -> str | None:
    return None if _CODE.fullmatch(value) else "write country and language as their ISO codes, two or three letters"


def _fault_of_switch(value: str) -> str | None:
    return None if value in {"yes", "no"} else 'write whether it is so as in value = "yes" or value = "no"'


_FAULTS: Mapping[str, Callable[[str], str | None]] = {
    "outlet": _fault_of_outlet,
    "name": _fault_of_outlet,
    "address": _fault_of_address,
    "date": _fault_of_date,
    "country": _fault_of_code,
    "language": _fault_of_code,
    "state": _fault_of_switch,
    "agency": _fault_of_switch,
}
"""What is wrong with a field's value, in words, or nothing."""

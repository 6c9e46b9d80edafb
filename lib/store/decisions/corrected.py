"""What an article may be corrected to: looked at before a decision is kept, whatever file it comes from."""

from datetime import date

from lib.ingest.given import outlet_named, web_address
from lib.models import FIELDS, Decision
from lib.text.days import is_likely, not_likely

# Of an article these alone may be nothing: it is then undated, or lies nowhere on the web.
MAY_BE_NONE = frozenset({"date", "address"})


def fault_of_correction(decision: Decision) -> str | None:
    """Why a correction cannot be carried out, in words; None where it can, or is none."""
    if decision.action != "correct":
        return "field belongs to a correction; take it out" if decision.field else None
    if decision.field not in FIELDS:
        return f"field must be one of {', '.join(FIELDS)}"
    if not (decision.value or "").strip():
        return None if decision.field in MAY_BE_NONE else f"to correct the {decision.field}, value must say to what"
    return _fault_of_value(decision.field, str(decision.value))


def _fault_of_value(field: str, value: str) -> str | None:
    if field == "outlet" and outlet_named(value) is None:
        return "an outlet's name needs a letter or a digit"
    if field == "address" and web_address(value) is None:
        return "write an address that begins with https:// or http://"
    if field == "date":
        try:
            day = date.fromisoformat(value)
        except ValueError:
            return 'write the date as in value = "2018-09-17"'
        return None if is_likely(day) else not_likely(day)
    return None

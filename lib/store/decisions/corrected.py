"""What something may be corrected to: looked at before a decision is kept, whatever file it comes from."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import get_args

from lib.errors import DecisionError
from lib.ingest.given import outlet_named, web_address
from lib.models import FIELDS, Decision, DeedState, Field, Modality, Relation
from lib.text.bounds import bounds_in
from lib.text.days import is_likely, not_likely

# These alone may be nothing: an article is then undated, or lies nowhere on the web; of an outlet it is not known. Of
# what was read, nobody is named, or nothing is said of it.
READ_AS_NONE: frozenset[Field] = frozenset({"who", "object", "day", "rule", "speaker", "unit", "subject"})
MAY_BE_NONE: Mapping[str, frozenset[Field]] = {
    "document": frozenset({"date", "address"}),
    "outlet": frozenset({"country", "language", "owner", "state", "agency"}),
    **dict.fromkeys(("commitment", "deed", "figure", "quote"), READ_AS_NONE),
}
_CODE = re.compile(r"[A-Za-z]{2,3}")


def fault_of_correction(decision: Decision) -> str | None:
    """Why a correction cannot be carried out, in words; None where it can, or is none."""
    if decision.action != "correct":
        return "field belongs to a correction; take it out" if decision.field else None
    fields = FIELDS.get(decision.subject.kind, ())
    if decision.field not in fields:
        return f"field must be one of {', '.join(fields)}"
    if not (decision.value or "").strip():
        known = decision.field in MAY_BE_NONE[decision.subject.kind]
        return None if known else f"to correct the {decision.field}, value must say to what"
    fault = _FAULTS.get((decision.subject.kind, str(decision.field))) or _FAULTS.get(("", str(decision.field)))
    return fault(str(decision.value)) if fault else None


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


def _fault_of_number(value: str) -> str | None:
    try:
        bounds_in(value)
    except DecisionError as error:
        return str(error).rstrip(".")
    return None


def _fault_of_choice(known: tuple[str, ...], value: str) -> str | None:
    return None if value in known else f"value must be one of {', '.join(known)}"


_FAULTS: Mapping[tuple[str, str], Callable[[str], str | None]] = {
    ("", "outlet"): _fault_of_outlet,
    ("", "name"): _fault_of_outlet,
    ("", "address"): _fault_of_address,
    ("", "date"): _fault_of_date,
    ("", "day"): _fault_of_date,
    ("", "country"): _fault_of_code,
    ("", "language"): _fault_of_code,
    ("", "state"): partial(_fault_of_choice, get_args(DeedState)),
    ("", "agency"): _fault_of_switch,
    ("", "number"): _fault_of_number,
    ("", "modality"): partial(_fault_of_choice, get_args(Modality)),
    ("", "relation"): partial(_fault_of_choice, get_args(Relation)),
    ("outlet", "state"): _fault_of_switch,
}
"""What is wrong with a field's value, in words, or nothing; by the kind of subject, or of any."""

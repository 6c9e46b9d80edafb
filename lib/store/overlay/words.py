"""What a decision does, in words that stand in evidence and in the list of decisions."""

from collections.abc import Mapping
from datetime import date

from lib.models import ROLE_NAMES, ROLES, STATUSES, UNPLACED, Decision

DEEDS: Mapping[str, str] = {
    "merge": "merged into {}",
    "split": "split off as {}",
    "rename": "renamed {}",
    "hide": "hidden",
    "attach": "about {}",
    "detach": "not about {}",
    "correct": "{}",
}
REJECTED: Mapping[str, str] = {
    "mention": "a name",
    "place": "that place",
    "toponym": "that place",
    "commitment": "a commitment",
    "deed": "a reported deed",
    "figure": "a figure",
    "quote": "a quote",
    "matter": "the status {}",
}
FIELD_WORDS: Mapping[str, str] = {
    "action": "what is done",
    "object": "what it is done to",
    "rule": "words of the day",
    "relation": "sense of the day",
}
"""What a field is called where its own name would not say it."""

NOTHING = "not known"


class NoLongerAppliesError(Exception):
    """A decision finds nothing to change; the text says why. Caught where decisions are applied, never shown raw."""


def deed_of(decision: Decision) -> str:
    """What was done, without by whom.

    >>> from datetime import UTC, datetime
    >>> from lib.models import Subject
    >>> moscow = Subject("entity", "moscow", name="Moscow")
    >>> deed_of(Decision("", datetime(2018, 10, 3, tzinfo=UTC), "N", "why", "merge", moscow, "kremlin", "Kremlin"))
    'merged into Kremlin'
    """
    value = decision.value_name or decision.value or "no clause"
    if decision.action == "reject":
        return f"rejected as {REJECTED[decision.subject.kind].format(value)}"
    if decision.action == "assess" and decision.value in STATUSES and decision.day:
        return f"status from {day_of(decision.day)}: {STATUSES.index(decision.value)} {decision.value}"
    if decision.action == "hide" and decision.subject.kind == "document":
        return "removed"
    if decision.action != "reassign":
        return DEEDS[decision.action].format(_corrected(decision) if decision.action == "correct" else value)
    return _reassigned(decision, value)


def _reassigned(decision: Decision, value: str) -> str:
    """Whose something is now, or in which role a place's name is read."""
    if decision.subject.kind == "commitment":
        return f"put under {value}"
    if decision.subject.kind in {"place", "toponym"} and decision.value in ROLES:
        return f"read as {ROLE_NAMES[decision.value]}"
    return f"placed at {value}" if decision.subject.id == UNPLACED else f"reassigned to {value}"


def _corrected(decision: Decision) -> str:
    """Which field was corrected, and to what."""
    return f"{_field(decision)} corrected to {_value(decision)}"


def change_of(decision: Decision, before: str | date | None) -> str:
    """What a correction makes of what was there before.

    >>> from datetime import UTC, datetime
    >>> from lib.models import Subject
    >>> when, article = datetime(2018, 10, 3, tzinfo=UTC), Subject("document", "d")
    >>> change_of(Decision("", when, "N", "why", "correct", article, "2018-09-17", field="date"), date(2017, 9, 17))
    'date: 17 Sep 2017 → 17 Sep 2018'
    """
    was = day_of(before) if isinstance(before, date) else before or NOTHING
    return f"{_field(decision)}: {was} → {_value(decision)}"


def _field(decision: Decision) -> str:
    return FIELD_WORDS.get(str(decision.field), str(decision.field))


def _value(decision: Decision) -> str:
    day = date.fromisoformat(decision.value) if decision.value and decision.field in {"date", "day"} else None
    return day_of(day) if day else decision.value_name or decision.value or NOTHING


def said_of(decision: Decision) -> str:
    """What was done, by whom, when and why: the words that evidence shows."""
    return f"{deed_of(decision)} by {decision.who} on {day_of(decision.when)}: {decision.why}"


def day_of(when: date) -> str:
    """A day, or that of a time, as "3 Oct 2018"; a decision's is in universal time."""
    return f"{when.day} {when:%b %Y}"


def called(decision: Decision) -> str:
    """The subject's name as it was when the decision was made, else its id."""
    subject = decision.subject
    return subject.name or subject.id or (subject.span.exact if subject.span else "")

"""A decision as a plain record, the same in the log and in TOML, and back again with every field looked at."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from operator import methodcaller
from reprlib import repr as shortened
from typing import Any, NoReturn, cast, get_args

from lib.errors import DecisionError
from lib.models import FIELDS, STATUSES, UNPLACED, Action, Decision, Evidence, Field, Span, Subject, SubjectKind
from lib.store.decisions.corrected import fault_of_correction
from lib.store.schema import plain

# What was read in a text and is put right a field at a time, or rejected whole.
READ = frozenset({"commitment", "deed", "figure", "quote"})
# What each action may be about, and whether it needs a value.
ABOUT: Mapping[str, frozenset[str]] = {
    "merge": frozenset({"entity"}),
    "split": frozenset({"entity"}),
    "rename": frozenset({"entity"}),
    "hide": frozenset({"entity", "document"}),
    "reject": frozenset({"place", "mention", "toponym", *READ, "matter"}),
    "reassign": frozenset({"entity", "place", "mention", "toponym", "commitment"}),
    "assess": frozenset({"matter"}),
    "attach": frozenset({"document"}),
    "detach": frozenset({"document"}),
    "correct": frozenset(FIELDS),
}
VALUED = frozenset({"merge", "split", "rename", "reassign", "assess", "attach", "detach"})
TEXTS = {"who": 100, "why": 1000, "value": 300, "value_name": 300}
KEYS, SUBJECT_KEYS, EVIDENCE_KEYS, SPAN_KEYS = (
    frozenset(record.__slots__) for record in (Decision, Subject, Evidence, Span)
)
LONGEST_SOURCE = 1000
# What a text may be that has no length of its own: far more than any name, id or words of an article that are marked.
LONGEST = 10_000
# A place in a text beyond this is nobody's: no article is so long, and the tables count on with whole numbers.
FURTHEST = 1_000_000_000
# The days that the desk's own forms take; the year before 1 and after 9999 has no time in another zone.
FIRST_YEAR, LAST_YEAR = 1900, 2100


def record_of(decision: Decision) -> dict[str, Any]:
    """The decision as dictionaries, lists and an aware time; what is empty is left out."""
    return cast("dict[str, Any]", _said(plain(decision)))


def decision_id(decision: Decision) -> str:
    """A hash of all that a decision says."""
    record = {**record_of(decision), "id": None, "when": decision.when.astimezone(UTC).isoformat()}
    written = json.dumps(record, sort_keys=True, ensure_ascii=True, default=methodcaller("isoformat"))
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def parse_record(record: Mapping[str, Any], place: str) -> Decision:
    """The decision that a record holds; its id may be left out, and is then worked out.

    Raises DecisionError that begins with `place` (a file and line) and says which field to mend.
    """
    try:
        decision = _decision(record)
        check_decision(decision)
    except DecisionError as error:
        raise DecisionError(f"{place}: {error}") from error
    expected = decision_id(decision)
    if decision.id not in {"", expected}:
        raise DecisionError(
            f"{place}: the row was changed after it was written, so its id is no longer its own. Take the id out to"
            " make it a decision of its own."
        )
    return replace(decision, id=expected)


def check_decision(decision: Decision) -> None:
    """Refuse what cannot be carried out: no name, no reason, no value, or an action on what it is not for."""
    _check_year("when", decision.when)
    for name, most in TEXTS.items():
        if len(getattr(decision, name) or "") > most:
            _refuse(f"{name} is longer than {most:,} characters; say it in fewer")
    for name, what in (("who", "who decides"), ("why", "why")):
        if not getattr(decision, name).strip():
            _refuse(f"{name} is empty; say {what}")
    if decision.action not in ABOUT or decision.subject.kind not in ABOUT[decision.action]:
        _refuse(f"{decision.action!r} is not something to do to {decision.subject.kind!r}")
    clause = decision.action == "reassign" and decision.subject.kind == "commitment"  # without a value: no clause
    if decision.action in VALUED and not clause and not (decision.value or "").strip():
        _refuse(f"to {decision.action}, value must say into what")
    _check_subject(decision.subject, split=decision.action == "split")
    _check_status(decision)
    if fault := fault_of_correction(decision):
        _refuse(fault)


def _check_status(decision: Decision) -> None:
    """Refuse a status that is not on the scale, or for no day, or that rests on nothing that can be found."""
    if decision.subject.kind == "matter" and decision.value not in STATUSES:
        _refuse(f"value must be one of {', '.join(STATUSES)}")
    if decision.action != "assess":
        if decision.day or decision.evidence:
            _refuse("day and evidence belong to a status; take them out")
        return
    if decision.day is None:
        _refuse("day is missing; write the day on which the status holds, as in day = 2018-10-15")
    _check_year("day", decision.day)
    for one in decision.evidence:
        _check_evidence(one)


def _check_evidence(one: Evidence) -> None:
    if one.document and one.span is not None:
        _check_span(one.span)
    elif one.document or one.span or not one.source.strip():
        _refuse("evidence needs a source, or both a document and a span")
    if len(one.source) > LONGEST_SOURCE:
        _refuse(f"a source is longer than {LONGEST_SOURCE:,} characters; say it in fewer")


def _check_subject(subject: Subject, *, split: bool) -> None:
    if subject.kind in {"entity", "place", "matter", "document", "outlet"}:
        if not subject.id:
            _refuse(f"the {subject.kind} has no id; write which one is meant")
        if subject.span is not None:
            _refuse(f"a {subject.kind} has no span; take it out, or write which annotation is meant")
        if subject.id == UNPLACED and not subject.spellings:
            _refuse("spellings must list the names that have no place so far")
        if split and not subject.spellings:
            _refuse("to split, spellings must list the words that are split off")
    elif not subject.document or subject.span is None:
        _refuse(f"a {subject.kind} needs its document and its span; copy both from an exported file")
    else:
        _check_span(subject.span)


def _check_span(span: Span) -> None:
    if not 0 <= span.start <= span.end <= FURTHEST:
        _refuse("the span's start and end are no place in an article; copy them from an exported file")
    if len(span.exact) != span.end - span.start:
        _refuse("the span's exact words are not as long as end - start; copy it from an exported file")


def _check_year(name: str, day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        _refuse(f"{name} must lie in the years {FIRST_YEAR} to {LAST_YEAR}")


def _decision(record: Mapping[str, Any]) -> Decision:
    _check_keys(record, KEYS)
    return Decision(
        _text(record, "id") or "",
        _when(record),
        _text(record, "who") or "",
        _text(record, "why") or "",
        cast("Action", _one_of(record, "action", get_args(Action))),
        _subject(_table(record, "subject")),
        _text(record, "value"),
        _text(record, "value_name") or "",
        _text(record, "undoes"),
        _day(record),
        _evidence(record),
        cast("Field", _one_of(record, "field", get_args(Field))) if "field" in record else None,
    )


def _when(record: Mapping[str, Any]) -> datetime:
    when = record.get("when")
    if not isinstance(when, datetime) or when.tzinfo is None:
        _refuse("when is missing or has no time zone; write it as in when = 2018-10-03T12:00:00Z")
    _check_year("when", when)
    return when.astimezone(UTC)


def _day(record: Mapping[str, Any]) -> date | None:
    day = record.get("day")
    if day is not None and type(day) is not date:  # a time is a date too
        _refuse("day must be a day without quotation marks, as in day = 2018-10-15")
    return day


def _evidence(record: Mapping[str, Any]) -> tuple[Evidence, ...]:
    rows = record.get("evidence", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        _refuse("evidence must be rows, each under [[decision.evidence]]")
    for row in rows:
        _check_keys(row, EVIDENCE_KEYS)
    return tuple(
        Evidence(
            _text(row, "source") or "", _text(row, "document"), _span(_table(row, "span")) if "span" in row else None
        )
        for row in rows
    )


def _subject(record: Mapping[str, Any]) -> Subject:
    _check_keys(record, SUBJECT_KEYS)
    spellings = record.get("spellings", [])
    if not isinstance(spellings, list) or not all(isinstance(one, str) for one in spellings):
        _refuse('spellings must be a list of texts, as in spellings = ["Putin"]')
    return Subject(
        cast("SubjectKind", _one_of(record, "kind", get_args(SubjectKind))),
        _text(record, "id"),
        tuple(_plain("spellings", one) for one in spellings),
        _text(record, "document"),
        _span(_table(record, "span")) if "span" in record else None,
        _text(record, "name") or "",
    )


def _span(record: Mapping[str, Any]) -> Span:
    start, end, exact = record.get("start"), record.get("end"), record.get("exact")
    if type(start) is not int or type(end) is not int or not isinstance(exact, str):
        _refuse("the span needs start and end (whole numbers) and exact (the words)")
    return Span(start, end, _plain("exact", exact))


def _table(record: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    table = record.get(key)
    return table if isinstance(table, dict) else _refuse(f"{key} is missing; write it under [decision.{key}]")


def _text(record: Mapping[str, Any], key: str) -> str | None:
    text = record.get(key)
    if text is None or isinstance(text, str):
        return text and _plain(key, text)
    return _refuse(f"{key} must be text in quotation marks")


def _plain(key: str, text: str) -> str:
    """The text, where it can be written, stored and shown anywhere."""
    if "\x00" in text or text.encode("utf-8", "replace").decode() != text:
        _refuse(f"{key} holds a character that is none (half of one, or the empty one); write it without")
    if len(text) > LONGEST:
        _refuse(f"{key} is longer than {LONGEST:,} characters; say it in fewer")
    return text


def _one_of(record: Mapping[str, Any], key: str, known: tuple[str, ...]) -> str:
    word = record.get(key)
    return word if isinstance(word, str) and word in known else _refuse(f"{key} must be one of {', '.join(known)}")


def _check_keys(record: Mapping[str, Any], known: frozenset[str]) -> None:
    for key in sorted(record.keys() - known):
        _refuse(f"{shortened(key)} is not known here; known are {', '.join(sorted(known))}")


def _said(value: Any) -> Any:  # noqa: ANN401  # whatever a record may hold
    """A record without what is empty; a span is whole or not at all, though its words be none."""
    if isinstance(value, list):
        return [_said(one) for one in value]
    if isinstance(value, dict) and value.keys() != SPAN_KEYS:
        return {key: said for key, one in value.items() if (said := _said(one)) not in (None, "", [])}
    return value


def _refuse(fault: str) -> NoReturn:
    raise DecisionError(f"{fault}.")

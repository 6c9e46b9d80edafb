"""An agreement as the JSON that other programs read."""

from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from lib.models.agreements import Agreement, Clause, Related, RelatedKind


def agreement_record(agreement: Agreement) -> dict[str, Any]:
    """An agreement as plain dictionaries and lists, ready for `json.dumps`; what is not known is None.

    Offsets are half-open and index into the record's own `text`; days are ISO dates.
    """
    return {
        "id": agreement.id,
        "title": agreement.title or None,
        "signed": agreement.signed.isoformat() if agreement.signed else None,
        "parties": list(agreement.parties),
        "text": agreement.text,
        "clauses": [_clause(index, clause, agreement.text) for index, clause in enumerate(agreement.clauses)],
        "related": [
            {
                "kind": one.kind,
                "name": one.name,
                "signed": one.signed.isoformat() if one.signed else None,
                "agreement": one.agreement,
            }
            for one in agreement.related
        ],
    }


def _clause(index: int, clause: Clause, text: str) -> dict[str, Any]:
    return {
        "id": clause.id,
        "index": index,
        "number": clause.number or None,
        "start": clause.start,
        "end": clause.end,
        "text": text[clause.start : clause.end] or clause.text,
        "heading": clause.heading,
        "parent": clause.parent,
        "obligors": list(clause.obligors),
        "modality": clause.modality,
        "due": clause.due.isoformat() if clause.due else None,
        "due_rule": clause.due_rule,
        "starts": clause.starts.isoformat() if clause.starts else None,
    }


def agreement_of(record: Mapping[str, Any]) -> Agreement:
    """The agreement that a record of this shape holds; raises KeyError, TypeError or ValueError for any other."""
    clauses = tuple(_clause_of(one) for one in record["clauses"])
    return Agreement(
        str(record["id"]),
        str(record["title"] or ""),
        tuple(map(str, record["parties"])),
        _day_of(record["signed"]),
        "",
        clauses,
        str(record.get("text") or ""),
        tuple(map(_related_of, record.get("related") or ())),
    )


def _related_of(one: Mapping[str, Any]) -> Related:
    kind: RelatedKind = one["kind"]
    if kind not in get_args(RelatedKind):
        raise ValueError(f"an agreement is not {kind!r} to another")
    return Related(kind, str(one["name"]), _day_of(one["signed"]), one["agreement"])


def _clause_of(one: Mapping[str, Any]) -> Clause:
    return Clause(
        id=str(one["id"]),
        number=str(one["number"] or ""),
        text=str(one["text"]),
        due=_day_of(one["due"]),
        start=int(one["start"]),
        end=int(one["end"]),
        heading=one["heading"],
        parent=one["parent"],
        obligors=tuple(map(str, one["obligors"])),
        modality=one["modality"],
        due_rule=one["due_rule"],
        starts=_day_of(one["starts"]),
    )


def _day_of(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None

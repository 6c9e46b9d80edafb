"""One annotated document as the JSON that other programs read; the shape is fixed, fields may only be added."""

from datetime import date
from typing import Any

from lib.models import (
    Annotations,
    ClauseMatch,
    Commitment,
    Document,
    Figure,
    Mention,
    Place,
    Quote,
    Span,
    Timex,
    Toponym,
)

Record = dict[str, Any]


def contract_record(document: Document, annotations: Annotations) -> Record:
    """A document and all that is said of it as plain dictionaries and lists, ready for `json.dumps`.

    Offsets are half-open and index into the record's `text`; dates are ISO dates; what is not known is None.
    """
    return {
        "id": document.id,
        "path": document.path,
        "outlet": document.source.name if document.source else None,
        "title": document.title,
        "text": document.text,
        "published": _day(document.published),
        "published_from": document.published_from,
        "story": document.story,
        "notes": list(document.notes),
        "body_start": document.body_start,
        "sentences": [{**_span(one.span), "headline": one.headline} for one in annotations.sentences],
        "mentions": [_mention(mention) for mention in annotations.mentions],
        "toponyms": [_toponym(toponym) for toponym in annotations.toponyms],
        "timexes": [_timex(timex) for timex in annotations.timexes],
        "quotes": [_quote(quote) for quote in annotations.quotes],
        "figures": [_figure(figure) for figure in annotations.figures],
        "commitments": [_commitment(commitment) for commitment in annotations.commitments],
        "clause_matches": [_clause_match(match) for match in annotations.clause_matches],
        "failures": [{"annotator": one.annotator, "reason": one.reason} for one in annotations.failures],
    }


def _span(span: Span) -> Record:
    return {"start": span.start, "end": span.end, "text": span.exact}


def _fields(thing: Mention | Toponym | Place | Timex | Figure | ClauseMatch, *names: str) -> Record:
    """The fields that are written under their own names and as they are."""
    return {name: getattr(thing, name) for name in names}


def _mention(mention: Mention) -> Record:
    return {**_span(mention.span), **_fields(mention, "kind", "entity", "name")}


def _toponym(toponym: Toponym) -> Record:
    place = _fields(toponym.place, "id", "name", "lat", "lon", "country", "precision") if toponym.place else None
    return {**_span(toponym.span), **_fields(toponym, "role", "score", "entity"), "place": place}


def _timex(timex: Timex) -> Record:
    days = {"begin": _day(timex.begin), "finish": _day(timex.finish)}
    return {**_span(timex.span), **_fields(timex, "type", "value", "mod"), **days}


def _quote(quote: Quote) -> Record:
    speaker = quote.speaker
    said_by = {**_span(speaker.span), "entity": speaker.entity, "inferred": speaker.inferred} if speaker else None
    return {
        **_span(quote.span),
        "kind": quote.kind,
        "marked": [[part.start, part.end] for part in quote.marked],
        "speaker": said_by,
        "cue": _span(quote.cue) if quote.cue else None,
    }


def _figure(figure: Figure) -> Record:
    return {**_span(figure.span), **_fields(figure, "low", "high", "unit", "of", "approximate", "cited")}


def _commitment(commitment: Commitment) -> Record:
    obligor, deadline = commitment.obligor, commitment.deadline
    due = {"due": _day(deadline.due), "relation": deadline.relation} if deadline else {}
    return {
        **_span(commitment.span),
        "obligor": {"text": obligor.text, "entity": obligor.entity} if obligor else None,
        "action": commitment.action,
        "object": commitment.object,
        "condition": commitment.condition,
        "modality": commitment.modality,
        "deadline": {**_span(deadline.span), **due} if deadline else None,
        "cited": commitment.cited,
        "clause": commitment.clause,
    }


def _clause_match(match: ClauseMatch) -> Record:
    return {**_span(match.span), **_fields(match, "clause", "score", "reason", "of")}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None

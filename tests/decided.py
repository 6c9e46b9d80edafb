"""Decisions as the tests make them, about an article whose text is two sentences."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from lib.models import (
    Action,
    Annotations,
    Commitment,
    Decision,
    Figure,
    Obligor,
    Place,
    Quote,
    Speaker,
    Subject,
    Toponym,
)
from lib.store import new_decision, open_version, undo
from tests.conftest import make_document, mention_of, save_in, sentences_of, span_of

FIRST = "Putin met Erdogan in Idlib."
SECOND = "Vladimir Putin said Moscow will withdraw 15 tanks and the Kremlin agreed."
TEXT = f"{FIRST} {SECOND}"
NOON = datetime(2018, 10, 3, 12, tzinfo=UTC)
Desk = Callable[..., duckdb.DuckDBPyConnection]
MOSCOW = Place("geonames:524901", "Moscow", 55.75, 37.62, "RU", "city", "Moscow", 10_381_222)
CITY = Place("geonames:169389", "Idlib", 35.93, 36.63, "SY", "city", "Idlib", 98_791)


def read_annotations() -> Annotations:
    """What was read in the text, each thing once or twice."""
    return Annotations(
        sentences_of(TEXT, FIRST, SECOND),
        (
            mention_of(TEXT, "Putin", "vladimir-putin"),
            mention_of(TEXT, "Erdogan", "erdogan"),
            mention_of(TEXT, "Idlib", "idlib", "PLACE"),
            mention_of(TEXT, "Vladimir Putin", "vladimir-putin"),
            mention_of(TEXT, "Moscow", "moscow", "PLACE"),
            mention_of(TEXT, "Kremlin", "kremlin", "ORG"),
        ),
        toponyms=(
            Toponym(span_of(TEXT, "Idlib"), "literal", 0.8, CITY, "idlib"),
            Toponym(span_of(TEXT, "Moscow"), "associative", 0.9, MOSCOW, "moscow"),
        ),
        quotes=(
            Quote(
                span_of(TEXT, "Moscow will withdraw 15 tanks"),
                "indirect",
                (),
                Speaker(span_of(TEXT, "Vladimir Putin"), "vladimir-putin"),
                span_of(TEXT, "said"),
            ),
        ),
        figures=(Figure(span_of(TEXT, "15 tanks"), 15, 15, "tank", None, approximate=False, cited="vladimir-putin"),),
        commitments=(_commitment("withdraw", "15 tanks"), _commitment("agree", None)),
    )


def _commitment(action: str, thing: str | None) -> Commitment:
    """Two of them stand in the same words, told apart by their verb."""
    span = span_of(TEXT, "Moscow will withdraw 15 tanks and the Kremlin agreed")
    obligor = Obligor("Moscow", "moscow")
    return Commitment(span, obligor, action, thing, None, "obligation", None, "vladimir-putin", "sochi-2018/highways")


def desk_of(folder: Path) -> Desk:
    """A function that opens two articles of one text, stored in the folder, with the decisions given."""
    outlets = (("a", "A"), ("b", "B"))
    save_in(folder, *((make_document(name, TEXT, outlet), read_annotations()) for name, outlet in outlets))

    def opened(*decisions: Decision) -> duckdb.DuckDBPyConnection:
        return open_version(folder / "table", None, decisions)

    return opened


def decided(action: Action, subject: Subject | str, value: str | None = None, **fields: Any) -> Decision:
    """A decision with what a test does not care about filled in; a plain text names an entity; `at` is minutes."""
    about = Subject("entity", subject, name=subject.title()) if isinstance(subject, str) else subject
    when = NOON + timedelta(minutes=fields.pop("at", 0))
    return new_decision(when, fields.pop("who", "Nadia"), fields.pop("why", "same"), action, about, value, **fields)


def spelled(entity: str, *spellings: str, document: str | None = None) -> Subject:
    """Some spellings of an entity."""
    return Subject("entity", entity, spellings, document, name=entity.title())


def at_words(kind: Any, exact: str, document: str = "a", **fields: Any) -> Subject:
    """One annotation by its words."""
    return Subject(kind, document=document, span=span_of(TEXT, exact), **fields)


MERGE = decided("merge", "moscow", "kremlin")
UNDO = undo(MERGE, NOON + timedelta(hours=1), "Omar")
REDO = undo(UNDO, NOON + timedelta(hours=2), "Nadia")

"""Articles of one sentence with the facts read in them, as the tests of the comparison make them."""

from datetime import date
from typing import Any

from lib.compare.article import Article
from lib.models import (
    Annotations,
    Commitment,
    Deadline,
    Figure,
    Place,
    Toponym,
)
from tests.conftest import make_document, sentences_of, span_of

IDLIB = Place("1", "Idlib", 35.9, 36.6, "SY", "province")
HAMA = Place("2", "Hama", 35.1, 36.7, "SY", "city")


def figure(text: str, exact: str, low: float | None, high: float | None, unit: str, **fields: Any) -> Figure:
    return Figure(span_of(text, exact), low, high, unit, **{"of": None, "approximate": False, **fields})


def toponyms(text: str) -> tuple[Toponym, ...]:
    """Idlib and Hama wherever the text names them."""
    named = {"Idlib": IDLIB, "Hama": HAMA}
    return tuple(Toponym(span_of(text, n), "literal", 1.0, place, n.lower()) for n, place in named.items() if n in text)


def of_sentence(text: str, outlet: str = "a", **read: Any) -> Article:
    """An article of one sentence with what was read in it."""
    annotations = Annotations(sentences=sentences_of(text, text), toponyms=toponyms(text), **read)
    return Article(f"doc {outlet}", outlet, annotations, {"putin": "Vladimir Putin"})


ARMS_A = "Heavy weapons held by Syrian rebels in Idlib should be handed over by 10 October."
ARMS_B = "Heavy weapons would be withdrawn from all opposition forces by 10 October."
ARMS_C = "Heavy weapons would be withdrawn from all rebel groups by 15 October."


def promise(text: str, action: str, thing: str, due: str | None, clause: str | None = "pact/arms") -> Commitment:
    deadline = due and Deadline(span_of(text, due), date(2018, 10, int(due.split()[1])), "ON_OR_BEFORE")
    return Commitment(
        span_of(text, text[:-1]), None, action, thing, None, "obligation", deadline or None, clause=clause
    )


def arms(clause: str | None = "pact/arms") -> list[Article]:
    rebels = "Heavy weapons held by Syrian rebels in Idlib"
    return [
        of_sentence(ARMS_A, "a", commitments=(promise(ARMS_A, "handed over", rebels, "by 10 October", clause),)),
        of_sentence(ARMS_B, "b", commitments=(promise(ARMS_B, "withdrawn", "Heavy weapons", "by 10 October", clause),)),
        of_sentence(ARMS_C, "c", commitments=(promise(ARMS_C, "withdrawn", "Heavy weapons", "by 15 October", clause),)),
    ]


def as_document(article: Article) -> Any:
    """A store's row of a one-sentence article."""
    text = article.annotations.sentences[0].span.exact
    return make_document(article.document, text, article.outlet), article.annotations

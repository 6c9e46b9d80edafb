"""Surnames linked to full names across the articles of one story, when a version is opened."""

from collections.abc import Callable
from typing import Any

import pytest

from lib.models import Annotations, Document, Mention
from lib.text.slug import slug
from tests.conftest import make_document, mention_of, sentences_of


def _article(name: str, text: str, *people: tuple[str, str], story: str = "s") -> "Read":
    """An article of one sentence in which these words mean these entities, each read on its own."""
    mentions = tuple(_own(mention_of(text, exact, entity)) for exact, entity in people)
    return make_document(name, text, story=story), Annotations(sentences=sentences_of(text, text), mentions=mentions)


def _own(mention: Mention) -> Mention:
    """The mention as an article alone reads it."""
    return Mention(mention.span, mention.kind, mention.entity, mention.span.exact, "own name")


Read = tuple[Document, Annotations]
FULL = ("Juan Manuel Santos", "juan-manuel-santos")


@pytest.mark.parametrize(
    ("others", "entity"),
    [
        # One full name in the story: the bare surname is that person.
        ([_article("a", "Juan Manuel Santos spoke.", FULL)], "juan-manuel-santos"),
        # Two people of one surname: it stays by itself.
        (
            [
                _article("a", "Juan Manuel Santos spoke.", FULL),
                _article("c", "Rosa Santos spoke.", ("Rosa Santos", "rosa-santos")),
            ],
            "santos",
        ),
        # A full name in another story is somebody else's.
        ([_article("a", "Juan Manuel Santos spoke.", FULL, story="other")], "santos"),
    ],
)
def test_a_bare_surname(
    make_store: Callable[..., Any], others: list[tuple[Document, Annotations]], entity: str
) -> None:
    connection = make_store(*others, _article("b", "Santos left.", ("Santos", "santos")))
    found = connection.execute("SELECT entity FROM mentions WHERE exact = 'Santos'").fetchall()
    assert found == [(entity,)]


@pytest.mark.parametrize(
    ("surname", "others", "entity"),
    [
        # a surname with its particles, however they are written
        ("Von der Leyen", ["Ursula von der Leyen"], "ursula-von-der-leyen"),
        ("de la Cruz", ["Luis de la Cruz"], "luis-de-la-cruz"),
        ("Bin Salman", ["Mohammed bin Salman"], "mohammed-bin-salman"),
        # a double surname, with accents in one article and none in the other
        ("Lopez Obrador", ["Andrés Manuel López Obrador"], "andres-manuel-lopez-obrador"),
        # half of it, told in full and as a surname elsewhere
        ("Obrador", ["Andrés Manuel López Obrador", "López Obrador"], "andres-manuel-lopez-obrador"),
        # an article before one word
        ("Assad", ["Bashar al-Assad"], "bashar-al-assad"),
        # two people of that surname
        ("De la Cruz", ["Luis de la Cruz", "Rosa de la Cruz"], "de-la-cruz"),
        ("Obrador", ["Rosa López Obrador", "Andrés Manuel López Obrador", "López Obrador"], "obrador"),
        # the beginning of a name is no surname
        ("Juan Manuel", ["Juan Manuel Santos"], "juan-manuel"),
    ],
)
def test_a_surname_of_several_words(
    make_store: Callable[..., Any], surname: str, others: list[str], entity: str
) -> None:
    named = [(name, slug(name)) for name in (surname, *others)]
    connection = make_store(*(_article(f"a{n}", f"{name} spoke.", (name, own)) for n, (name, own) in enumerate(named)))
    found = connection.execute("SELECT DISTINCT entity FROM mentions WHERE exact = ?", [surname]).fetchall()
    assert found == [(entity,)]

"""What part a place's name plays in its sentence: the place itself, or the people and powers it stands for.

Read from the parse, after Gritta, Pilehvar and Collier (2020): "in Turkey" is literal, "Turkey agreed"
and "Lebanon's Hezbollah" are associative.
"""

from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING

from lib.codebooks import word_set
from lib.models import Role

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECT_RELATIONS = frozenset({"nsubj", "nsubjpass", "agent"})
_words = partial(word_set, "roles")


def place_role(doc: "Doc", start: int, end: int, *, power: bool, actors: Collection[int]) -> Role:
    """Literal or associative for a place name at these tokens, by the words that govern it.

    `power` says whether the name can stand for one at all: a country or its capital. `actors` are the tokens
    of people and organisations.
    """
    root = doc[start:end].root
    if _owns_people(doc, end, actors) or _modifies_people(root):
        return "associative"
    if power and (_stands_with_actors(root, actors) or _is_party_to_pair(doc, start, end) or _has_acting_clause(root)):
        return "associative"
    head = _first_of_chain(root)
    if head.dep_ == "pobj":
        return _by_preposition(head, power=power)
    if power and head.dep_ in SUBJECT_RELATIONS and _acts(head):
        return "associative"
    if power and head.dep_ in {"dobj", "iobj", "dative"} and head.head.lower_ in _words("verbs_on_powers"):
        return "associative"
    return "literal"


def _first_of_chain(token: "Token") -> "Token":
    """The token that a conjoined name hangs from ("Russia and Turkey agreed": Russia)."""
    for _ in range(8):
        if token.dep_ not in {"conj", "appos"} or token.head.tag_ not in {"NNP", "NNPS", "PRP", "NN", "NNS"}:
            break
        token = token.head
    return token


def _stands_with_actors(token: "Token", actors: Collection[int]) -> bool:
    """Whether a name is listed after a person or body ("Bashar, Hezbollah and Russia")."""
    return token.dep_ == "conj" and _first_of_chain(token).i in actors


def _is_party_to_pair(doc: "Doc", start: int, end: int) -> bool:
    """Whether a mark joins the name to another before a noun: "the Ankara-Moscow deal", "Iran-Russia-Turkey Summit"."""
    joined_after = end + 1 < len(doc) and doc[end].text in {"-", "–", "/"} and doc[end + 1].text[:1].isupper()
    joined_before = start > 1 and doc[start - 1].text in {"-", "–", "/"} and doc[start - 2].text[:1].isupper()
    return joined_after or joined_before


def _has_acting_clause(token: "Token") -> bool:
    """Whether a relative clause has the name do something: "Turkey, which backs the opposition"."""
    return any(
        child.dep_ == "relcl" and child.lower_ not in _words("states_of_places") and _has_subject_pronoun(child)
        for child in token.children
    )


def _has_subject_pronoun(verb: "Token") -> bool:
    return any(child.dep_ == "nsubj" and child.tag_ in {"WDT", "WP"} for child in verb.children)


def _owns_people(doc: "Doc", end: int, actors: Collection[int]) -> bool:
    """Whether a possessive name owns actors: "Turkey's president", "Lebanon's Hezbollah", "Syria's main backer"."""
    if end >= len(doc) or doc[end].text not in {"'s", "’s", "'", "’"}:
        return False
    owner = doc[end].head
    owned = owner.head if owner.dep_ == "poss" else None
    if owned is None:
        return False
    return owned.lower_ in _words("people_nouns") or owned.i in actors


def _modifies_people(root: "Token") -> bool:
    """Whether a name stands before an actor as its modifier: "Turkey president", "Ankara government"."""
    return (
        root.dep_ in {"compound", "nmod", "amod"}
        and root.head.i > root.i
        and root.head.lower_ in _words("people_nouns")
    )


def _by_preposition(token: "Token", *, power: bool) -> Role:
    """By the preposition: "in Turkey" is literal, "with Turkey" and "by Turkey" are not; of others the head decides."""
    preposition = token.head
    word, governor = preposition.lower_, preposition.head
    if word in _words("comparing_prepositions") or (power and word in _words("powers_prepositions")):
        return "associative"
    if word in _words("doubtful_prepositions") and governor.lower_ in _words("people_nouns"):
        return "associative"
    if word == "to" and governor.lower_ in _words("giving"):
        return "associative"
    return "literal"


def _acts(token: "Token") -> bool:
    """Whether the verb over a subject is one of doing or saying, which only people and powers do."""
    verb = token.head
    return verb.pos_ in {"VERB", "AUX"} and verb.lower_ not in _words("states_of_places")

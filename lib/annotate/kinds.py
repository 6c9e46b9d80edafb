"""What each name is: person, organisation, group or place, decided once a document for all its uses."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from lib.annotate.names import Name, words
from lib.models import Kind

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from lib.annotate.pipeline import Tools

# Weights are in units of one use that spaCy labelled; they were set by judgement and checked on development sets.
LABEL_VOTES: Mapping[str, Mapping[Kind, float]] = {
    "GPE": {"PLACE": 1.0},
    "LOC": {"PLACE": 1.2},
    "FAC": {"PLACE": 0.5, "ORG": 0.4},
    "PERSON": {"PERSON": 1.0},
    "ORG": {"ORG": 1.0},
    "NORP": {"GROUP": 1.0},
}
TITLE_BEFORE = 2.5
SURNAME_SEEN = 3.0
MEDIA_NOUN = 3.0
ORGANISATION_HEAD = 2.5
PLACE_NOUN = 2.5
PLACE_PREPOSITION = 0.8
# A place the gazetteer holds gains with its size: log10 of people from a thousand to ten million.
GAZETTEER_BASE, GAZETTEER_PER_DECADE, GAZETTEER_MOST = 0.4, 0.45, 2.2
COUNTRY = 4.0
UNKNOWN_PLACE = -0.6

Votes = defaultdict[Kind, float]


def decide_kinds(doc: "Doc", names: Sequence[Name], tools: "Tools") -> list[Kind]:
    """The kind of each name, the same for all that are spelled alike."""
    surnames = _surnames(doc, names)
    tallies: defaultdict[str, Votes] = defaultdict(_no_votes)
    for name in names:
        _count(doc, name, tallies[_key(doc, name)])
    for key, tally in tallies.items():
        _count_words(key, tally, surnames, tools)
    return [_kind(name, tallies[_key(doc, name)]) for name in names]


def _key(doc: "Doc", name: Name) -> str:
    """What makes two names the same for typing: their words."""
    return doc[name.start : name.end].text


def _kind(name: Name, tally: Votes) -> Kind:
    """The codebook's kind where it knows the name, else the one with most votes."""
    if name.known is not None:
        return name.known.kind
    order: tuple[Kind, ...] = ("PLACE", "PERSON", "ORG", "GROUP")
    return max(order, key=lambda kind: tally[kind])


def _surnames(doc: "Doc", names: Iterable[Name]) -> frozenset[str]:
    """Last words of the full names spaCy calls persons."""
    return frozenset(doc[n.end - 1].text for n in names if n.label == "PERSON" and n.end - n.start > 1)


def _no_votes() -> Votes:
    """A tally nobody has voted in."""
    return defaultdict(float)


def _count(doc: "Doc", name: Name, votes: Votes) -> None:
    """Adds what one use says: spaCy's label, and the words beside it."""
    for kind, weight in LABEL_VOTES.get(name.label, {}).items():
        votes[kind] += weight
    before = doc[name.start - 1] if name.start > 0 else None
    after = doc[name.end] if name.end < len(doc) else None
    if before is not None and before.lower_.rstrip(".") in words("person_titles"):
        votes["PERSON"] += TITLE_BEFORE
    if any(token is not None and token.lower_ in words("media_nouns") for token in (before, after)):
        votes["ORG"] += MEDIA_NOUN
    if after is not None and after.is_lower and after.lower_ in words("place_nouns"):
        votes["PLACE"] += PLACE_NOUN
    if (
        before is not None
        and before.lower_ == "of"
        and name.start > 1
        and doc[name.start - 2].lower_ in words("place_nouns")
    ):
        votes["PLACE"] += PLACE_NOUN
    if before is not None and before.lower_ in words("place_prepositions"):
        votes["PLACE"] += PLACE_PREPOSITION
    if name.abbreviates:
        votes["ORG"] += ORGANISATION_HEAD


def _count_words(key: str, votes: Votes, surnames: frozenset[str], tools: "Tools") -> None:
    """Adds what the words themselves say: known to the gazetteer, a surname of the document, a body's head noun."""
    parts = key.replace("’", "'").split()
    if len(parts) == 1 and key in surnames:
        votes["PERSON"] += SURNAME_SEEN
    if len(parts) > 1 and parts[-1].casefold() in words("organisation_heads"):
        votes["ORG"] += ORGANISATION_HEAD
    candidates = tools.gazetteer.find_places(key)
    if candidates and any(c.place.precision == "country" for c in candidates[:1]):
        votes["PLACE"] += COUNTRY
    elif candidates:
        size = GAZETTEER_BASE + GAZETTEER_PER_DECADE * (candidates[0].prior - 3)
        votes["PLACE"] += min(GAZETTEER_MOST, max(0.0, size))
    elif votes["PLACE"] and not votes["PERSON"]:
        votes["PLACE"] += UNKNOWN_PLACE

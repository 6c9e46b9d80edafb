"""What each name is: person, organisation, group or place, decided once a document for all its uses."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lib.annotate.naming.own_words import POSSESSIVES, Name, words
from lib.models import Kind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from lib.annotate.pipeline import Tools

# What a label of spaCy's tells, at most, when all uses of a name carry it. It calls places organisations often,
# organisations places seldom. Set by judgement, as the weights below, and checked on development sets.
LABELS: Mapping[str, tuple[Kind, float]] = {
    "GPE": ("PLACE", 2.0),
    "LOC": ("PLACE", 2.2),
    "FAC": ("PLACE", 1.0),
    "PERSON": ("PERSON", 1.8),
    "ORG": ("ORG", 1.4),
    "NORP": ("GROUP", 3.0),
}
DEMONYM = 5.0
TITLE_BEFORE = 2.5
SURNAME_SEEN = 3.0
SAYS = 1.0
# Several words that a country's name was split from ("Syria Staffan de Mistura") are mostly a person's.
SPLIT_OFF = 1.0
MEDIA_NOUN = 3.0
# A ship is counted among the organisations: it acts, and is neither a person nor a place.
VESSEL = 3.5
ORGANISATION_HEAD = 2.5
FACILITY_HEAD = 3.0
PLACE_NOUN = 2.5
DATELINE = 4.0
PLACE_PREPOSITION = 0.9
LISTED_WITH_PLACE = 1.2
# One stands in, at or near a place; half of a name's uses say it as well as all.
STOOD_IN = 1.2
# A rare name of a place in a country that the text speaks of.
LOCAL, RARE = 1.2, 3
# A place the gazetteer holds gains with its size: log10 of people from a thousand to ten million.
GAZETTEER_BASE, GAZETTEER_PER_DECADE, GAZETTEER_MOST = 0.4, 0.5, 2.4
COUNTRY = 4.0
CAPITAL = 1.0
# Few people are called by the several words of a place's name.
SEVERAL_WORDS = 0.8
# A name no gazetteer holds, in no place's position, is seldom a place, whatever its label.
UNKNOWN_PLACE = -1.6
NOT_A_PLACE: Kind = "ORG"


@dataclass(slots=True)
class Signs:
    """What the document says of one spelling: how its uses are labelled, and the signs of each kind.

    `stood_in` counts the uses in which one stands in, at or near it; `governed` is whether a preposition ever stands
    before it, `article` whether "the" does; `local` whether it is a rare name of the text's countries.
    """

    uses: int = 0
    labels: defaultdict[Kind, float] = field(default_factory=lambda: defaultdict(float))
    votes: defaultdict[Kind, float] = field(default_factory=lambda: defaultdict(float))
    seen: set[tuple[Kind, float]] = field(default_factory=set)
    stood_in: int = 0
    governed: bool = False
    local: bool = False
    article: bool = False

    def see(self, kind: Kind, weight: float) -> None:
        """Keeps a sign, once however often it is seen."""
        if (kind, weight) not in self.seen:
            self.seen.add((kind, weight))
            self.votes[kind] += weight

    def total(self, kind: Kind) -> float:
        """All that speaks for a kind."""
        stood_in = STOOD_IN * min(1.0, 2 * self.stood_in / max(1, self.uses)) if kind == "PLACE" else 0.0
        placed = self.governed or self.labels["PLACE"] or any(seen == "PLACE" for seen, _ in self.seen)
        local = LOCAL if kind == "PLACE" and self.local and placed else 0.0
        return self.votes[kind] + stood_in + local + self.labels[kind] / max(1, self.uses)


def decide_kinds(doc: "Doc", names: Sequence[Name], spoken: Mapping[str, int], tools: "Tools") -> list[Kind]:
    """The kind of each name, the same for all that are spelled alike."""
    surnames = frozenset(doc[n.end - 1].text for n in names if n.label == "PERSON" and n.end - n.start > 1)
    signs: defaultdict[str, Signs] = defaultdict(Signs)
    for name in names:
        _read_use(doc, name, signs[_key(doc, name)])
    for key, found in signs.items():
        _read_words(key, found, surnames, spoken, tools)
    kinds = _kinds(doc, names, signs)
    places = frozenset(i for n, k in zip(names, kinds, strict=True) if k == "PLACE" for i in (n.start, n.end - 1))
    for name in names:
        if _is_listed_with(doc, name, places):
            signs[_key(doc, name)].see("PLACE", LISTED_WITH_PLACE)
    return _kinds(doc, names, signs)


def _kinds(doc: "Doc", names: Sequence[Name], signs: Mapping[str, Signs]) -> list[Kind]:
    return [name.known.kind if name.known else _kind(signs[_key(doc, name)]) for name in names]


def _key(doc: "Doc", name: Name) -> str:
    """What makes two names the same for typing: their words."""
    return doc[name.start : name.end].text


def _kind(signs: Signs) -> Kind:
    order: tuple[Kind, ...] = ("PLACE", "PERSON", "ORG", "GROUP")
    best = max(order, key=signs.total)
    return best if signs.total(best) > 0 else NOT_A_PLACE


def _read_use(doc: "Doc", name: Name, signs: Signs) -> None:
    """What one use says: spaCy's label, and the words beside it."""
    signs.uses += 1
    if name.label in LABELS:
        kind, weight = LABELS[name.label]
        signs.labels[kind] += weight
    signs.stood_in += _is_stood_in(doc, name)
    before = doc[name.start - 1] if name.start else None
    signs.governed |= before is not None and (before.tag_ in {"IN", "TO"} or before.lower_ in words("verbs_on_places"))
    signs.article |= before is not None and before.lower_ == "the"
    for kind, weight in _signs_beside(doc, name):
        signs.see(kind, weight)


def _is_stood_in(doc: "Doc", name: Name) -> bool:
    """Whether a name stands right after "in", "at", "near"; but so do bodies ("in NATO", "at Galliard primary")."""
    capitals = name.end - name.start == 1 and doc[name.start].is_upper
    body = any(
        after.text in POSSESSIVES or (after.tag_ in {"NN", "JJ"} and after.lower_ not in words("place_nouns"))
        for after in doc[name.end : name.end + 1]
    )
    return name.start > 0 and doc[name.start - 1].lower_ in words("standing_prepositions") and not capitals and not body


def _signs_beside(doc: "Doc", name: Name) -> Iterator[tuple[Kind, float]]:
    """The kinds that the neighbouring words speak for, with weights."""
    before = doc[name.start - 1] if name.start > 0 else None
    after = doc[name.end] if name.end < len(doc) else None
    if before is not None and before.lower_.rstrip(".") in words("person_titles"):
        yield "PERSON", TITLE_BEFORE
    if after is not None and after.lower_ in words("saying"):
        yield "PERSON", SAYS
    if any(token is not None and token.lower_ in words("media_nouns") for token in (before, after)):
        yield "ORG", MEDIA_NOUN
    if before is not None and (
        before.lower_ in words("vessel_nouns") or doc[name.start].text in words("ship_prefixes")
    ):
        yield "ORG", VESSEL
    if name.dateline or name.abbreviates:
        yield ("PLACE", DATELINE) if name.dateline else ("ORG", ORGANISATION_HEAD)
    if _has_place_noun(doc, name, before, after):
        yield "PLACE", PLACE_NOUN
    if before is not None and before.lower_ in words("place_prepositions"):
        yield "PLACE", PLACE_PREPOSITION
    if not name.label and name.end - name.start > 1:
        yield "PERSON", SPLIT_OFF


def _has_place_noun(doc: "Doc", name: Name, before: "Token | None", after: "Token | None") -> bool:
    """Whether a word for a kind of place goes with the name: "Hama province", "village of Kneiset"."""
    if after is not None and after.is_lower and after.lower_ in words("place_nouns"):
        return True
    return before is not None and before.lower_ == "of" and doc[max(0, name.start - 2)].lower_ in words("place_nouns")


def _is_listed_with(doc: "Doc", name: Name, places: frozenset[int]) -> bool:
    """Whether a comma or "and" joins the name to a place ("Moonbi, Parkes and Wyong").

    After a comma a longer name is more often somebody's ("the envoy for Syria, Staffan de Mistura").
    """
    if name.end - name.start > 1 and name.label not in {"GPE", "LOC"}:
        return False
    joints = {",", "and", "or", "&", "/"}
    left = name.start > 1 and doc[name.start - 1].lower_ in joints and name.start - 2 in places
    right = name.end + 1 < len(doc) and doc[name.end].lower_ in joints and name.end + 1 in places
    return left or right


def _read_words(key: str, signs: Signs, surnames: frozenset[str], spoken: Mapping[str, int], tools: "Tools") -> None:
    """What the words themselves say: known to the gazetteer, a surname of the document, a telling last word."""
    parts = key.replace("’", "'").split()
    last = parts[-1].casefold().rstrip(".")
    if len(parts) == 1 and key in surnames:
        signs.votes["PERSON"] += SURNAME_SEEN
    if len(parts) > 1 and last in words("organisation_heads"):
        signs.votes["ORG"] += ORGANISATION_HEAD
    if len(parts) > 1 and last in words("facility_heads"):
        signs.votes["PLACE"] += FACILITY_HEAD
    if tools.gazetteer.demonym(key):
        signs.votes["GROUP"] += DEMONYM
        return
    candidates = tools.gazetteer.find_places(key)
    sure = key.casefold() in words("self_governing") or (
        signs.article and bool(candidates) and candidates[0].place.precision == "feature"
    )
    if candidates and (sure or candidates[0].place.precision in {"country", "region"}):
        signs.votes["PLACE"] += COUNTRY
    elif candidates:
        # spaCy takes a foreign city for a people now and then; a people has no town of its own name.
        signs.labels["GROUP"] = 0.0
        main = next((c for c in candidates if c.primary), candidates[0])
        size = GAZETTEER_BASE + GAZETTEER_PER_DECADE * (main.prior - 3)
        signs.votes["PLACE"] += SEVERAL_WORDS * (len(parts) > 1)
        signs.governed |= candidates[0].place.precision == "province"
        rare = len(candidates) <= RARE and not key.isupper()
        signs.local = rare and all(c.primary and c.place.country in spoken for c in candidates)
        signs.votes["PLACE"] += min(GAZETTEER_MOST, max(0.0, size)) + CAPITAL * (main.feature == "PPLC")
        return
    if len(parts) > 1:
        signs.stood_in = 0
    if not (signs.votes["PLACE"] or signs.stood_in) or any(letter.isdigit() for letter in key):
        signs.votes["PLACE"] += UNKNOWN_PLACE

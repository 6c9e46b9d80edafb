"""Mentions of people, organisations, groups and places, each with its entity, and the places with their coordinates."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from lib.annotate.naming.entities import Heard, Resolved, resolve_entities
from lib.annotate.naming.kinds import decide_kinds
from lib.annotate.naming.names import find_names
from lib.annotate.naming.own_words import Name, words
from lib.annotate.naming.roles import SUBJECTS, place_roles
from lib.annotate.naming.setting import countries_spoken_of
from lib.annotate.places import PlaceName, place_here, resolve_places, sure
from lib.annotate.tree import read_tree
from lib.annotator import Annotator, Layer
from lib.codebooks import word_set
from lib.gazetteer.names import normalise, skeleton
from lib.gazetteer.tables import ARABIC
from lib.models import Kind, Mention, Place, Toponym
from lib.text.slug import slug

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from lib.annotate.pipeline import Tools

# A word inside an organisation's name is taken for a place from about this many people (log10).
INNER_PRIOR = 5.3
# After "of", or in a treaty's name, of a place in a country that the text speaks of, from fewer.
LOCAL_INNER_PRIOR = 4.5
PLURAL_TAGS = frozenset({"NNPS", "NNS"})


def find_mentions(doc: "Doc", tools: "Tools") -> tuple[tuple[Mention, ...], tuple[Toponym, ...]]:
    """All mentions of the text in order, and its toponyms; a place is in both, at the same span."""
    spoken = countries_spoken_of(doc, tools.gazetteer)
    found = find_names(doc, spoken, tools)
    names = [name for name in found if not name.event]
    kinds = decide_kinds(doc, names, spoken, tools)
    demonyms = _demonyms(doc, names, kinds, tools)
    kept = [(n, k) for n, k in zip(names, kinds, strict=True) if k != "GROUP" or _is_group(doc, n)]
    treaties = [n for n in found if n.event and doc[n.end - 1].lower_ in word_set("roles", "agreements")]
    bodies = treaties + [n for n, kind in kept if kind == "ORG" and not n.known]
    inside = [part for n in bodies for part in _places_inside(doc, n, spoken, tools)]
    uses = sorted([*((n.start, n.end) for n, kind in kept if kind == "PLACE"), *inside])
    places = resolve_places(doc, uses, list(demonyms.values()), tools)
    mentions = tuple(_mentions(doc, kept, places, tools))
    toponyms = [
        *_toponyms(doc, kept, mentions, places),
        *(_inside(doc, start, end, places) for start, end in inside),
        *(_demonym(doc, at, place, tools) for at, place in demonyms.items()),
    ]
    return mentions, tuple(sorted(toponyms, key=lambda toponym: toponym.span.start))


def _is_group(doc: "Doc", name: Name) -> bool:
    """Whether a group's name is used as a noun ("the Turks"), not as an adjective ("Turkish forces")."""
    return name.known is not None or doc[name.end - 1].tag_ in PLURAL_TAGS


def _demonyms(doc: "Doc", names: Sequence[Name], kinds: Sequence[Kind], tools: "Tools") -> dict[int, Place]:
    """Every word of nationality outside the names of other things, by its token, with the place it speaks of."""
    covered = {i for n, kind in zip(names, kinds, strict=True) if kind != "GROUP" for i in range(n.start, n.end)}
    capitals = (token for token in read_tree(doc).tokens if token.text[0].isupper() and token.i not in covered)
    known = ((token.i, tools.gazetteer.demonym(token.text)) for token in capitals)
    return {at: demonym.place for at, demonym in known if demonym is not None and demonym.place is not None}


def _mentions(
    doc: "Doc", kept: Sequence[tuple[Name, Kind]], places: Mapping[str, PlaceName], tools: "Tools"
) -> Iterator[Mention]:
    heard = [Heard(doc[n.start : n.end].text, kind, n.known, n.abbreviates, n.start) for n, kind in kept]
    for (name, kind), own, found in zip(kept, heard, resolve_entities(heard), strict=True):
        resolved = _place_entity(places[own.text], found, tools) if kind == "PLACE" and name.known is None else found
        yield Mention(
            read_tree(doc).words(name.start, name.end - 1), kind, resolved.entity, resolved.name, resolved.reason
        )


def _place_entity(name: PlaceName, own: Resolved, tools: "Tools") -> Resolved:
    """The entity of a resolved place: one for a city and its province, told apart from namesakes by country."""
    if name.best is None:
        return own
    place = name.best.place
    shown = name.text if name.best.primary and place.precision != "country" else place.name
    known = tools.names.entity(place.name)
    if known is not None and known.kind == "PLACE":
        return Resolved(known.id, known.name, "codebook, by way of the gazetteer")
    namesakes = tools.gazetteer.find_places(shown)
    first = not namesakes or namesakes[0].place.country == place.country
    entity = _spelling(shown, place) if first else f"{_spelling(shown, place)}-{slug(place.country or 'none')}"
    return Resolved(entity, shown, "gazetteer")


def _spelling(shown: str, place: Place) -> str:
    """One id for spellings of a place's name that differ in vowels and doubled letters: Odessa, Odesa.

    Names in Arabic letters have too many; those that the press has keep the press's.
    """
    one, other = normalise(shown), normalise(place.name)
    alike = skeleton(one) == skeleton(other) and place.country not in ARABIC
    return slug(place.name if alike else shown)


def _places_inside(doc: "Doc", name: Name, spoken: Mapping[str, int], tools: "Tools") -> Iterator[tuple[int, int]]:
    """The places that a body's or a treaty's name holds ("Government of Alberta", "Tbilisi-Sukhum Dialogue")."""
    start = name.start
    while start < name.end and name.end - name.start > 1:
        ends = range(min(name.end, start + 3) - (start == name.start and name.end - start <= 3), start, -1)
        end = next((end for end in ends if _is_inner_place(doc, name, (start, end), spoken, tools)), None)
        if end is not None:
            yield start, end
        start = end or start + 1


def _is_inner_place(doc: "Doc", name: Name, part: tuple[int, int], spoken: Mapping[str, int], tools: "Tools") -> bool:
    """Whether words inside a longer name are themselves a place of some size, and no common word."""
    start, end = part
    text = doc[start:end].text
    if not ((text[0].isupper() and text[-1].isalnum()) or text[-1:] == ".") or text.casefold() in words(
        "never_names"
    ) | words("organisation_heads"):
        return False
    best = next(iter(tools.gazetteer.find_places(text)), None)
    if best is None or not best.primary or doc[start].lower_ == "the":
        return False
    told = name.event or (start > name.start and doc[start - 1].lower_ == "of")
    least = LOCAL_INNER_PRIOR if told and best.place.country in spoken else INNER_PRIOR
    return best.place.precision in {"country", "region"} or best.prior >= least


def _inside(doc: "Doc", start: int, end: int, places: Mapping[str, PlaceName]) -> Toponym:
    """A place inside an organisation's name: it says where the organisation is from, so its role is associative."""
    span = read_tree(doc).words(start, end - 1)
    resolved = places[span.exact]
    place = resolved.best.place if resolved.best else None
    return Toponym(span, "associative", sure(resolved), place, None, None, "inside a name")


def _toponyms(
    doc: "Doc", kept: Sequence[tuple[Name, Kind]], mentions: Sequence[Mention], places: Mapping[str, PlaceName]
) -> Iterator[Toponym]:
    """Each place mention as a toponym: which place, how sure, and its role in the sentence."""
    found = {
        name: (mention, places[mention.span.exact], place_here(doc, name.end, places[mention.span.exact]))
        for (name, kind), mention in zip(kept, mentions, strict=True)
        if kind == "PLACE"
    }
    powers = {name.start for name, (_, resolved, _) in found.items() if _is_power(resolved)}
    meant = {name: place for name, (_, _, place) in found.items()}
    settings = {name.start for name in found if name.dateline} | set(_holders(doc, meant))
    actors = {i for name, kind in kept if kind != "PLACE" for i in range(name.start, name.end)}
    roles = place_roles(doc, list(found), powers, settings, actors)
    for name, (mention, resolved, place) in found.items():
        runner_up = resolved.runner_up.place if resolved.runner_up else None
        yield Toponym(mention.span, roles[name.start], sure(resolved), place, mention.entity, runner_up)


def _is_power(name: PlaceName) -> bool:
    """Whether a name can stand for a government: a country's, its capital's, or one that governs itself."""
    if name.best is None:
        return False
    country = name.best.place.precision == "country" or name.best.feature == "PPLC"
    return country or {name.text.casefold(), name.best.place.name.casefold()} & words("self_governing") != set()


def _holders(doc: "Doc", meant: Mapping[Name, Place | None]) -> Iterator[int]:
    """The first tokens of names that only say where the one before them lies: "Muscat, Oman"."""
    for (one, inner), (other, outer) in pairwise(meant.items()):
        between = [token.lower_ for token in doc[one.end : other.start]]
        if inner and outer and between in ([","], [",", "the"]) and inner.precision not in {"country", "region"}:
            acts = doc[other.start : other.end].root.dep_ in SUBJECTS and not other.dateline
            if outer.country == inner.country and outer.precision in {"country", "province"} and not acts:
                yield other.start


def _demonym(doc: "Doc", at: int, place: Place, tools: "Tools") -> Toponym:
    """A word of nationality as a toponym with the role demonym."""
    known = tools.names.entity(place.name)
    entity = known.id if known else slug(place.name)
    return Toponym(read_tree(doc).words(at, at), "demonym", 1.0, place, entity, None, "demonym")


ANNOTATOR = Annotator(
    "mentions",
    Mention,
    ("grammar", "tools"),
    find_mentions,
    also=("toponyms",),
    reads="names and places",
    corrected=("entity", "name"),
    layers=(
        Layer("person", "Person", "person"),
        Layer("organisation", "Organisation", "org"),
        Layer("group", "Group", "group"),
        Layer("place", "Place", "place"),
    ),
)

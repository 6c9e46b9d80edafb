"""Mentions of people, organisations, groups and places, each with its entity, and the places with their coordinates."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lib.annotate.naming.entities import Heard, Resolved, resolve_entities
from lib.annotate.naming.joining import Name
from lib.annotate.naming.kinds import decide_kinds
from lib.annotate.naming.names import find_names
from lib.annotate.naming.roles import place_role
from lib.annotate.naming.trimming import words
from lib.annotate.places import PlaceName, place_here, resolve_places, sure
from lib.annotator import Annotator, Layer
from lib.models import Kind, Mention, Place, Span, Toponym
from lib.text.slug import slug

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from lib.annotate.pipeline import Tools

# A word inside an organisation's name is taken for a place from about this many people (log10).
INNER_PRIOR = 5.3
PLURAL_TAGS = frozenset({"NNPS", "NNS"})


@dataclass(frozen=True, slots=True)
class Demonym:
    """An adjective or noun of nationality in the text, and the place it speaks of."""

    start: int
    end: int
    place: Place | None


def find_mentions(doc: "Doc", tools: "Tools") -> tuple[tuple[Mention, ...], tuple[Toponym, ...]]:
    """All mentions of the text in order, and its toponyms; a place is in both, at the same span."""
    names = find_names(doc, tools)
    kinds = decide_kinds(doc, names, tools)
    demonyms = _demonyms(doc, names, kinds, tools)
    kept = [(n, k) for n, k in zip(names, kinds, strict=True) if k != "GROUP" or _is_group(doc, n)]
    inside = [part for n, kind in kept if kind == "ORG" and not n.known for part in _places_inside(doc, n, tools)]
    uses = sorted([*((n.start, n.end) for n, kind in kept if kind == "PLACE"), *inside])
    places = resolve_places(doc, uses, [d.place for d in demonyms if d.place], tools)
    mentions = tuple(_mentions(doc, kept, places, tools))
    toponyms = [
        *_toponyms(doc, kept, mentions, places, tools),
        *(_inside(doc, start, end, places) for start, end in inside),
        *(_demonym(doc, d, tools) for d in demonyms),
    ]
    return mentions, tuple(sorted(toponyms, key=lambda toponym: toponym.span.start))


def span_of(doc: "Doc", start: int, end: int) -> Span:
    """The characters from one token up to another."""
    piece = doc[start:end]
    return Span(piece.start_char, piece.end_char, piece.text)


def _is_group(doc: "Doc", name: Name) -> bool:
    """Whether a group's name is used as a noun ("the Turks"), not as an adjective ("Turkish forces")."""
    return name.known is not None or doc[name.end - 1].tag_ in PLURAL_TAGS


def _demonyms(doc: "Doc", names: Sequence[Name], kinds: Sequence[Kind], tools: "Tools") -> list[Demonym]:
    """Every word of nationality outside the names of other things."""
    covered = {i for n, kind in zip(names, kinds, strict=True) if kind != "GROUP" for i in range(n.start, n.end)}
    found: list[Demonym] = []
    for token in doc:
        if token.text[0].isupper() and token.i not in covered:
            demonym = tools.gazetteer.demonym(token.text)
            if demonym is not None and demonym.place is not None:
                found.append(Demonym(token.i, token.i + 1, demonym.place))
    return found


def _mentions(
    doc: "Doc", kept: Sequence[tuple[Name, Kind]], places: Mapping[str, PlaceName], tools: "Tools"
) -> Iterator[Mention]:
    """Each kept name with its entity."""
    heard = [Heard(doc[n.start : n.end].text, kind, n.known, n.abbreviates, n.start) for n, kind in kept]
    for (name, kind), own, found in zip(kept, heard, resolve_entities(heard), strict=True):
        resolved = _place_entity(places[own.text], found, tools) if kind == "PLACE" and name.known is None else found
        yield Mention(span_of(doc, name.start, name.end), kind, resolved.entity, resolved.name, resolved.reason)


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
    entity = slug(shown) if first else f"{slug(shown)}-{slug(place.country or 'none')}"
    return Resolved(entity, shown, "gazetteer")


def _places_inside(doc: "Doc", name: Name, tools: "Tools") -> Iterator[tuple[int, int]]:
    """The places that an organisation's name holds ("Government of Alberta", "Glasgow Police Department")."""
    start = name.start
    while start < name.end and name.end - name.start > 1:
        ends = range(min(name.end, start + 3) - (start == name.start and name.end - start <= 3), start, -1)
        end = next((end for end in ends if _is_inner_place(doc, start, end, tools)), None)
        if end is not None:
            yield start, end
        start = end or start + 1


def _is_inner_place(doc: "Doc", start: int, end: int, tools: "Tools") -> bool:
    """Whether words inside a longer name are themselves a place of some size, and no common word."""
    text = doc[start:end].text
    if not ((text[0].isupper() and text[-1].isalnum()) or text[-1:] == ".") or text.casefold() in words(
        "never_names"
    ) | words("organisation_heads"):
        return False
    best = next(iter(tools.gazetteer.find_places(text)), None)
    if best is None or not best.primary or doc[start].lower_ == "the":
        return False
    return best.place.precision in {"country", "region"} or best.prior >= INNER_PRIOR


def _inside(doc: "Doc", start: int, end: int, places: Mapping[str, PlaceName]) -> Toponym:
    """A place inside an organisation's name: it says where the organisation is from, so its role is associative."""
    span = span_of(doc, start, end)
    found = places[span.exact]
    place = found.best.place if found.best else None
    return Toponym(span, "associative", sure(found), place, None, None, "inside a name")


def _toponyms(
    doc: "Doc",
    kept: Sequence[tuple[Name, Kind]],
    mentions: Sequence[Mention],
    places: Mapping[str, PlaceName],
    tools: "Tools",
) -> Iterator[Toponym]:
    """Each place mention as a toponym: which place, how sure, and its role in the sentence."""
    actors = {i for name, kind in kept if kind != "PLACE" for i in range(name.start, name.end)}
    for (name, kind), mention in zip(kept, mentions, strict=True):
        if kind != "PLACE":
            continue
        found = places[mention.span.exact]
        place = place_here(doc, name.end, found)
        power = place is None or place.precision == "country" or bool(tools.gazetteer.capital_of(mention.span.exact))
        role = place_role(doc, name.start, name.end, power=power, actors=actors)
        runner_up = found.runner_up.place if found.runner_up else None
        yield Toponym(mention.span, role, sure(found), place, mention.entity, runner_up)


def _demonym(doc: "Doc", demonym: Demonym, tools: "Tools") -> Toponym:
    """A word of nationality as a toponym with the role demonym."""
    place = demonym.place
    known = tools.names.entity(place.name) if place else None
    entity = known.id if known else slug(place.name) if place else None
    return Toponym(span_of(doc, demonym.start, demonym.end), "demonym", 1.0, place, entity, None, "demonym")


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

"""Which place a name means: candidates scored by size, company and grammar, one sense a document.

The features are those of Leidner (2007) and CLAVIN: population, one sense per discourse, hierarchy on the page,
and spatial minimality. Their weights were set by judgement and checked on development sets.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import TYPE_CHECKING

from lib.annotate.naming.own_words import words
from lib.annotator import Annotator, Layer
from lib.gazetteer import Candidate
from lib.models import Place, Precision, Toponym

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from lib.annotate.pipeline import Tools

COUNTRY_BONUS = 3.0
PROVINCE_BONUS = 0.8
OTHER_NAME = -1.5
COUNTRY_SHARE = 3.0
PROVINCE_SHARE = 3.0
HIERARCHY = 5.0
NEIGHBOURS = 3.0
NEIGHBOUR_KM = 150.0
# A city and a province of one name this near each other are seat and surroundings.
SEAT_KM = 250.0
SEAT_SHARE = 0.1
# Of the namesakes of a country's capital, the capital is nearly always meant, but for one about as large, or at most
# so much smaller (log10), in a country that the text speaks of.
CAPITAL, LESS = 2.0, 0.5
# Where the text never names a namesake's country, other places there say so much at most, and neighbours are as near
# as one town is to the next: Boston in Lincolnshire is not meant beside London and Manchester.
UNSPOKEN = 1.0
# What counts as near in kilometres, and how many of the nearest places are looked at.
REGION, TOWN = (NEIGHBOUR_KM, 3), (50.0, 1)
ROUNDS = 3
# More company than this does not change which namesake is meant, and would make long texts slow.
COMPANY = 60
CANDIDATES = 20
EARTH_KM = 6371.0088
KM_PER_DEGREE = math.radians(EARTH_KM)


@dataclass(slots=True)
class PlaceName:
    """One distinct place name of a document, its uses, and what it was resolved to."""

    text: str
    count: int = 0
    candidates: tuple[Candidate, ...] = ()
    called_province: bool = False
    holders: list[str] = field(default_factory=list)
    best: Candidate | None = None
    runner_up: Candidate | None = None
    margin: float = 0.0


def resolve_places(
    doc: "Doc", uses: Sequence[tuple[int, int]], nations: Sequence[Place], tools: "Tools"
) -> Mapping[str, PlaceName]:
    """Each distinct place name of the document resolved, given the token spans of all its uses.

    `nations` are the countries that its demonyms speak of: they count as company.
    """
    names = _place_names(doc, uses, tools)
    for _ in range(ROUNDS):
        before = [name.best for name in names.values()]
        company = _company(names, nations)
        for name in names.values():
            _choose(name, names, company)
        if before == [name.best for name in names.values()]:
            break
    _complete_by_skeleton(names, nations, tools)
    return names


def place_here(doc: "Doc", end: int, name: PlaceName) -> Place | None:
    """The place one use means: of a city and the province round it, the one that the next word or the document says.

    Where neither says so it is the city, unless a tenth of the province's people at most live in it (Quebec).
    """
    if name.best is None or name.best.place.precision not in {"city", "province"}:
        return name.best.place if name.best else None
    seat, province = _namesakes(name, "city"), _namesakes(name, "province")
    if seat is None or province is None:
        return name.best.place
    after = doc[end].lower_ if end < len(doc) else ""
    if after in words("city_nouns"):
        return seat
    large = seat.population < SEAT_SHARE * province.population
    return province if after in words("province_nouns") or name.called_province or large else seat


def _namesakes(name: PlaceName, precision: Precision) -> Place | None:
    """The first candidate of this precision that is, or lies round or in, the name's best."""
    near = (c.place for c in name.candidates if c.place.precision == precision)
    return next((p for p in near if name.best and kilometres(p, name.best.place) < SEAT_KM), None)


def sure(name: PlaceName) -> float:
    """How sure a resolution is, 0 to 1, from its margin over the runner-up."""
    return 0.0 if name.best is None else round(1 / (1 + math.exp(-name.margin)), 3)


def _place_names(doc: "Doc", uses: Sequence[tuple[int, int]], tools: "Tools") -> dict[str, PlaceName]:
    """The distinct names with their candidates and what stands around them."""
    names: dict[str, PlaceName] = {}
    spans = dict(uses)
    for start, end in uses:
        text = doc[start:end].text
        name = names.setdefault(text, PlaceName(text))
        name.count += 1
        name.holders.extend(_holders_on_page(doc, start, end, spans))
        after = doc[end].lower_ if end < len(doc) else ""
        name.called_province = name.called_province or after in words("province_nouns")
    for name in names.values():
        name.candidates = tools.gazetteer.find_places(name.text)[:CANDIDATES]
    return names


def _holders_on_page(doc: "Doc", start: int, end: int, spans: Mapping[int, int]) -> Iterator[str]:
    """Names that hold this one on the page: "X, Y", "X in Y", "Y's X"."""
    end += end < len(doc) and doc[end].lower_ in words("place_nouns")
    for at in (end + 1, end + 2):
        between = doc[end:at].text
        if at in spans and between in {",", "in", ", in", ", The", ", the"} and not _has_noun(doc, spans[at]):
            yield doc[at : spans[at]].text
    if start > 1 and doc[start - 1].text in {"'s", "’s"}:
        holder = next((s for s in range(start - 2, max(-1, start - 6), -1) if spans.get(s) == start - 1), None)
        if holder is not None:
            yield doc[holder : start - 1].text


def _has_noun(doc: "Doc", end: int) -> bool:
    """Whether a name stands before what it qualifies: "In Moscow, US envoys" puts Moscow in no country."""
    nouns = {"NN", "NNS", "NNP", "NNPS", "JJ"}
    return end < len(doc) and doc[end].tag_ in nouns and doc[end].lower_ not in words("place_nouns")


@dataclass(frozen=True, slots=True)
class Company:
    """What the document's other names have been resolved to: shares by country and province, and points.

    `spoken` are the countries that it names outright, or whose people, or a province of theirs.
    """

    total: int
    spoken: frozenset[str]
    countries: Counter[str]
    provinces: Counter[tuple[str, str]]
    points: tuple[tuple[str, float, float], ...]


def _company(names: Mapping[str, PlaceName], nations: Sequence[Place]) -> Company:
    """The resolved names as company for each other."""
    countries = Counter(p.country for p in nations if p.country)
    firsts = (name.candidates[0] for name in names.values() if name.candidates)
    named = (c.place.country for c in firsts if c.place.precision in {"country", "province"} and c.primary)
    spoken = frozenset(country for country in (*countries, *named) if country)
    provinces: Counter[tuple[str, str]] = Counter()
    points: list[tuple[str, float, float]] = []
    for name in names.values():
        best = name.best or _confident(name)
        if best is None or best.place.country is None:
            continue
        countries[best.place.country] += name.count
        if best.place.province:
            provinces[best.place.country, best.place.province] += name.count
        if best.place.precision != "country" and len(points) < COMPANY:
            points.append((name.text, best.place.lat, best.place.lon))
    return Company(max(1, sum(countries.values())), spoken, countries, provinces, tuple(points))


def _confident(name: PlaceName) -> Candidate | None:
    """A name's candidate before anything is known of the document: countries, and names of one place."""
    countries = [c for c in name.candidates if c.place.precision == "country" and c.primary]
    if countries:
        return countries[0]
    return name.candidates[0] if len(name.candidates) == 1 else None


def _choose(name: PlaceName, names: Mapping[str, PlaceName], company: Company) -> None:
    if len(name.candidates) == 1:
        name.best, name.margin = name.candidates[0], COUNTRY_BONUS
        return
    ranked = sorted(
        ((_score(c, name, names, company), i) for i, c in enumerate(name.candidates)),
        key=lambda pair: (-pair[0], pair[1]),
    )
    if not ranked:
        return
    name.best = name.candidates[ranked[0][1]]
    elsewhere = [(s, i) for s, i in ranked[1:] if kilometres(name.candidates[i].place, name.best.place) > NEIGHBOUR_KM]
    name.runner_up = name.candidates[elsewhere[0][1]] if elsewhere else None
    name.margin = ranked[0][0] - elsewhere[0][0] if elsewhere else COUNTRY_BONUS


def _score(candidate: Candidate, name: PlaceName, names: Mapping[str, PlaceName], company: Company) -> float:
    """How well a candidate fits its name and the document's other places."""
    place = candidate.place
    score = candidate.prior + (0.0 if candidate.primary else OTHER_NAME)
    score += COUNTRY_BONUS * (place.precision == "country") + PROVINCE_BONUS * (place.precision == "province")
    score += CAPITAL * (candidate.feature == "PPLC" and candidate.primary and not _has_rival(candidate, name, company))
    if any(_holds(names.get(holder), place) for holder in name.holders):
        score += HIERARCHY
    spoken = place.country in company.spoken or place.country is None
    share = _share(place, name, company)
    score += share if spoken else min(UNSPOKEN, share)
    if place.precision in {"city", "feature", "province"}:
        score += NEIGHBOURS * _nearness(place, name.text, company, *(REGION if spoken else TOWN))
    return score


def _has_rival(capital: Candidate, name: PlaceName, company: Company) -> bool:
    """Whether a capital has a namesake about as large in a country that the text speaks of, and not of its own."""
    rivals = (c for c in name.candidates if c.primary and c.place.country in company.spoken)
    return capital.place.country not in company.spoken and any(c.prior >= capital.prior - LESS for c in rivals)


def _share(place: Place, name: PlaceName, company: Company) -> float:
    """What the document's other places say for one: its country's and its province's share of them."""
    score = 0.0
    if place.country:
        own = name.count if name.best is not None and name.best.place.country == place.country else 0
        score += COUNTRY_SHARE * max(0, company.countries[place.country] - own) / company.total
        if place.province:
            score += PROVINCE_SHARE * max(0, company.provinces[place.country, place.province] - own) / company.total
    return score


def _holds(holder: PlaceName | None, place: Place) -> bool:
    """Whether a name that holds another on the page can be the country or province of a candidate."""
    outers = (candidate.place for candidate in holder.candidates) if holder else ()
    return any(
        outer.id != place.id
        and outer.country == place.country is not None
        and (outer.precision == "country" or (outer.precision == "province" and outer.name == place.province))
        for outer in outers
    )


def _nearness(place: Place, text: str, company: Company, scale: float, nearest: int) -> float:
    """Mean closeness, 0 to 1, to so many of the document's other places; `scale` is what counts as near."""
    # Only short distances count here, and for those a flat earth is exact enough, and three times as fast.
    east = KM_PER_DEGREE * math.cos(math.radians(place.lat))
    distances = nsmallest(
        nearest,
        (
            math.hypot((lat - place.lat) * KM_PER_DEGREE, (lon - place.lon) * east)
            for other, lat, lon in company.points
            if other != text
        ),
    )
    return sum(math.exp(-d / scale) for d in distances) / nearest


def _complete_by_skeleton(names: Mapping[str, PlaceName], nations: Sequence[Place], tools: "Tools") -> None:
    """Looks names the gazetteer does not hold up by their consonants, in countries the document speaks of."""
    company = _company(names, nations)
    for name in names.values():
        if name.candidates or not company.countries:
            continue
        alike = tools.gazetteer.find_places_like(name.text, frozenset(company.countries))[:CANDIDATES]
        holders = [names[holder] for holder in name.holders if holder in names]
        name.candidates = tuple(c for c in alike if not holders or any(_holds(h, c.place) for h in holders))
        _choose(name, names, company)


def kilometres(one: Place, other: Place) -> float:
    """Great-circle distance (haversine) between two places in kilometres."""
    a, b, east = math.radians(one.lat), math.radians(other.lat), math.radians(other.lon - one.lon)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(east / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


# Found beside the mentions. Of the next best candidate only the name is kept.
ANNOTATOR = Annotator(
    "toponyms",
    Toponym,
    columns={
        "place.id": "place",
        "place.name": "place_name",
        **{f"place.{part}": part for part in ("lat", "lon", "country", "precision", "province", "population")},
        "runner_up": None,
        "runner_up.name": "runner_up",
    },
    corrected=("place", "role"),
    entities={"entity": "exact"},
    layers=(Layer("people", "People’s name", "people"),),
)

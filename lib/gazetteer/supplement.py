"""The hand-written places and names of lib/codebooks/gazetteer_supplement.toml."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from lib.gazetteer.names import normalise
from lib.gazetteer.tables import PRECISIONS
from lib.models import Place

SUPPLEMENT = Path(__file__).parent.parent / "codebooks" / "gazetteer_supplement.toml"


@dataclass(frozen=True, slots=True)
class Written:
    """One hand-written place: its GeoNames-like feature code, and the plain keys of its names."""

    place: Place
    feature: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alias:
    """A press name for a place that is known under another name: a country code and that name, or a country alone."""

    name: str
    country: str
    known: str


@dataclass(frozen=True, slots=True)
class Supplement:
    """What the file holds; `exact` names count only as written, capitals and full stops included."""

    places: tuple[Written, ...]
    aliases: tuple[Alias, ...]
    exact: tuple[Alias, ...]
    common_words: frozenset[str]


def load_supplement(path: Path = SUPPLEMENT) -> Supplement:
    """The supplement in a TOML file; its comment there says what the rows hold."""
    written = tomllib.loads(path.read_text(encoding="utf-8"))
    return Supplement(
        places=tuple(_written(*row) for row in written["places"]),
        aliases=tuple(Alias(*row) for row in written["aliases"]),
        exact=tuple(Alias(*row) for row in written["exact"]),
        common_words=frozenset(written["common_words"]),
    )


def _written(name: str, feature: str, lat: float, lon: float, country: str, others: str = "") -> Written:
    names = [name, *filter(None, others.split("|"))]
    key = normalise(name)
    place = Place(
        id=f"own:{'-'.join([*key.split(), feature.lower()])}",
        name=name,
        lat=lat,
        lon=lon,
        country=country or None,
        precision=PRECISIONS.get(feature, "feature"),
        province=name if feature == "ADM1" else None,
    )
    return Written(place, feature, tuple(dict.fromkeys(map(normalise, names))))

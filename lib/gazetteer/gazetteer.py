"""Names to places: every place in the world that a name may mean, best first."""

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, cached_property, lru_cache

import numpy as np

from lib.gazetteer.demonyms import Demonym, load_demonyms
from lib.gazetteer.names import arabic_key, bare_division, bare_place, normalise, skeleton, skeleton_key
from lib.gazetteer.supplement import Alias, Supplement, load_supplement
from lib.gazetteer.tables import ARABIC, Tables, load_tables
from lib.models import Place

# Priors, in log10 of people, for what has no population: about the size of town that is named as often.
_PRIORS = {
    "CONT": 9.0,
    "RGN": 7.5,
    "OCN": 7.5,
    "AREA": 6.5,
    "SEA": 6.5,
    "STM": 6.0,
    "ADM1": 6.0,
    "ISL": 5.5,
    "BASE": 5.5,
    "PPL": 4.0,
}
_PRIOR = 5.0
# A place whose people GeoNames has not counted: the median of the towns it has.
_UNCOUNTED = 3.3
# An other name (colonial, in another language) speaks for its place less than a main name, by this much.
_OTHER_NAME = 0.5
# For the order only: an other name ranks this far below again; countries and capitals are named most, and a
# second-level division, whose people are its town's, less than the town.
_OTHER_RANK = 1.5
_RANKS = {"PCLI": 3.0, "PPLC": 1.5, "ADM2": -1.0}
# A name and a skeleton of fewer consonants than this fit too many places by chance.
_BONES = 3
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean.

    `primary` is false where the name is another one than the press's usual (old, colonial, in another language);
    `feature` is a GeoNames-like code; `prior` is log10 of the people there, or for what has none a like figure.
    """

    place: Place
    primary: bool
    feature: str
    prior: float

    def rank(self) -> tuple[float, str]:
        """The place in the order of candidates, low is better; ties go by id."""
        fame = self.prior + (_RANKS.get(self.feature, 0.0) if self.primary else -_OTHER_RANK)
        return -fame, self.place.id


class Gazetteer:
    """The places of the world by name; open it with `load_gazetteer`."""

    def __init__(self, tables: Tables, supplement: Supplement, demonyms: dict[str, tuple[str, bool]]) -> None:
        self._tables = tables
        self._supplement = supplement
        self._demonyms = demonyms
        self._written: defaultdict[str, list[Candidate]] = defaultdict(list)
        for written in supplement.places:
            candidate = Candidate(
                written.place, primary=True, feature=written.feature, prior=_PRIORS.get(written.feature, _PRIOR)
            )
            for key in written.keys:
                self._written[key].append(candidate)
        self._aliases = _by_name(supplement.aliases, normalise)
        self._exact = _by_name(supplement.exact)
        self._remembered = lru_cache(maxsize=20_000)(self._find)
        self._peoples = lru_cache(maxsize=20_000)(self._people)

    def find_places(self, name: str) -> tuple[Candidate, ...]:
        """Every place that a name may mean, best prior first; empty where none is known.

        >>> from lib.gazetteer import load_gazetteer
        >>> gazetteer = load_gazetteer()
        >>> [(c.place.country, c.place.precision) for c in gazetteer.find_places("Idlib")][:2]
        [('SY', 'province'), ('SY', 'city')]
        """
        return self._remembered(name)

    def _find(self, name: str) -> tuple[Candidate, ...]:
        if name in self._exact:
            candidates = list(self._known(self._exact[name]))
        else:
            key = normalise(name)
            plain_word = name.islower() and key in self._supplement.common_words
            candidates = [] if plain_word or not key else [*self._under(key), *self._of_class(key)] or self._within(key)
        best: dict[str, Candidate] = {}
        for candidate in sorted(candidates, key=Candidate.rank):
            best.setdefault(candidate.place.id, candidate)
        return tuple(best.values())

    def knows(self, name: str) -> bool:
        """Whether any place has this name."""
        return bool(self.find_places(name))

    def is_word(self, name: str) -> bool:
        """Whether a name is a common English word too."""
        return normalise(name) in self._supplement.common_words

    def find_places_like(self, name: str, countries: Collection[str]) -> tuple[Candidate, ...]:
        """Places of those countries whose name has the same consonants, most alike first: unseen transliterations.

        >>> from lib.gazetteer import load_gazetteer
        >>> load_gazetteer().find_places_like("Jisr esh-Shoghur", {"SY"})[0].place.name
        'Jisr ash Shughur'
        """
        key, bones = normalise(name), skeleton(normalise(name))
        if len(bones) < _BONES:
            return ()
        alike = [c for country in sorted(countries) for c in self._alike(bones, country)]
        scored = [(likeness(key, normalise(c.place.name)), c) for c in dict.fromkeys(alike)]
        scored = sorted((s for s in scored if s[0] >= _ALIKE), key=lambda s: (-s[0], s[1].rank()))
        return tuple(c for _, c in scored)

    def country(self, code: str) -> Place | None:
        """The country with an ISO 3166-1 alpha-2 code."""
        row = self._country_rows.get(code)
        return None if row is None else self._tables.place(row)

    def province(self, country: str, name: str) -> Place | None:
        """The first-level division of a country with this name."""
        divisions = (c.place for c in self.find_places(name) if c.feature == "ADM1" and c.place.country == country)
        return next(divisions, None)

    def capital_of(self, name: str) -> str | None:
        """The code of the country whose capital has this name."""
        candidates = self.find_places(name)
        return next((c.place.country for c in candidates if c.feature == "PPLC" and c.primary), None)

    def place(self, identifier: str) -> Place | None:
        """The place with an id that this gazetteer gave."""
        if identifier.startswith("own:"):
            return next((w.place for w in self._supplement.places if w.place.id == identifier), None)
        scheme, _, number = identifier.partition(":")
        if scheme == "iso" and number in self._tables.codes:
            sought = -self._tables.codes.index(number) - 1
        elif scheme == "geonames" and number.isdecimal():
            sought = int(number)
        else:
            return None
        rows = np.flatnonzero(self._tables.ids == sought)
        return self._tables.place(int(rows[0])) if len(rows) else None

    def demonym(self, word: str) -> Demonym | None:
        """What an adjective or a people's name says of a place, or None where the word is neither.

        >>> from lib.gazetteer import load_gazetteer
        >>> load_gazetteer().demonym("Syrians").place.name
        'Syria'
        """
        return self._peoples(word)

    def _people(self, word: str) -> Demonym | None:
        entry = self._demonyms.get(normalise(word))
        if entry is None:
            return None
        where, noun = entry
        name, _, country = where.partition(", ")
        places = (c.place for c in self.find_places(name) if country in {"", c.place.country})
        return Demonym(self.country(where) or next(places, None), noun)

    def _under(self, key: str) -> Iterator[Candidate]:
        """Candidates under a plain key, those that an alias points to included."""
        yield from self._own(key)
        yield from self._known(self._aliases.get(key, ()))

    def _own(self, key: str) -> Iterator[Candidate]:
        """Candidates whose own name has this plain key: written by hand, and from the tables."""
        yield from self._written.get(key, ())
        yield from (self._candidate(row, main and self._is_full(row, key)) for row, main in self._tables.find_rows(key))
        for row, main in self._tables.find_rows(arabic_key(key)):
            if self._tables.country(row) in ARABIC:
                yield self._candidate(row, main)

    def _is_full(self, row: int, key: str) -> bool:
        """Whether a key is the whole name of a place: the press calls no county "Harris" or "Atlantic" alone."""
        return self._tables.feature_code(row) != "ADM2" or normalise(self._tables.name(row)) == key

    def _of_class(self, key: str) -> list[Candidate]:
        """Divisions under a key that ends in the word for its class: "Idlib governorate"."""
        bare = bare_division(key)
        return [c for c in self._under(bare) if c.feature in {"ADM1", "ADM2"}] if bare != key else []

    def _within(self, key: str) -> list[Candidate]:
        """The whole, under a key that names a part of it or says what it is: "northern syria", "idlib city"."""
        whole, towns_only = bare_place(key)
        return [c for c in self._under(whole) if c.primary and not (towns_only and c.place.precision != "city")]

    def _known(self, aliases: Iterable[Alias]) -> Iterator[Candidate]:
        """The places that aliases point to, as if named by their main name."""
        for alias in aliases:
            if not alias.known and alias.country in self._country_rows:
                yield self._candidate(self._country_rows[alias.country], main=True)
            for candidate in self._own(normalise(alias.known)) if alias.known else ():
                if candidate.place.country == (alias.country or None) and candidate.primary:
                    yield candidate

    def _candidate(self, row: int, main: bool) -> Candidate:  # noqa: FBT001  a flag read from the table
        place, feature = self._tables.place(row), self._tables.feature_code(row)
        prior = math.log10(place.population) if place.population else _UNCOUNTED
        return Candidate(place, main, feature, prior if main else prior - _OTHER_NAME)

    @cached_property
    def _country_rows(self) -> dict[str, int]:
        rows = np.flatnonzero(self._tables.feature == 0).tolist()
        return {self._tables.country(row): row for row in rows}

    def _alike(self, bones: str, country: str) -> Iterator[Candidate]:
        rows = self._tables.find_rows(skeleton_key(country, bones))
        yield from (self._candidate(row, main) for row, main in rows)
        yield from (c for c in self._written_by_skeleton.get(bones, ()) if c.place.country == country)

    @cached_property
    def _written_by_skeleton(self) -> dict[str, list[Candidate]]:
        """The hand-written places under the skeletons of their names."""
        found: dict[str, list[Candidate]] = defaultdict(list)
        for key, candidates in self._written.items():
            found[skeleton(key)] += candidates
        return found


def likeness(one: str, other: str) -> float:
    """How alike two plain keys are, 0 to 1."""
    return SequenceMatcher(a=one, b=other, autojunk=False).ratio()


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer that ships with the desk, opened once, which takes about a tenth of a second."""
    return Gazetteer(load_tables(), load_supplement(), load_demonyms())


def _by_name(aliases: Iterable[Alias], key: Callable[[str], str] = str) -> dict[str, list[Alias]]:
    found: dict[str, list[Alias]] = defaultdict(list)
    for alias in aliases:
        found[key(alias.name)].append(alias)
    return found

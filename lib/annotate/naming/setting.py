"""The countries a text speaks of, by its own words, before any name in it is decided."""

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from lib.annotate.tree import read_tree
from lib.gazetteer import Gazetteer

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Log10 of people.
LONE_TOWN = 4.5


def countries_spoken_of(doc: "Doc", gazetteer: Gazetteer) -> Counter[str]:
    """How often a text names each country or its people, by country code.

    Names of several words are read where spaCy marks them; a mistaken span costs little here.
    """
    people = {token.i for ent in doc.ents if ent.label_ == "PERSON" and len(ent) > 1 for token in ent}
    words = Counter(token.text for token in read_tree(doc).tokens if token.text[:1].isupper() and token.i not in people)
    words.update(ent.text.removeprefix("the ").removeprefix("The ") for ent in doc.ents if len(ent) > 1)
    spoken: Counter[str] = Counter()
    for word, uses in words.items():
        country = _country(word, gazetteer)
        if country is not None:
            spoken[country] += uses
    return spoken


@lru_cache(maxsize=20_000)
def _country(word: str, gazetteer: Gazetteer) -> str | None:
    """The country that a word names, whose people it names, or whose capital, or a town with no namesake abroad."""
    demonym = gazetteer.demonym(word)
    if demonym is not None:
        return demonym.place.country if demonym.place else None
    candidates = gazetteer.find_places(word)
    if not candidates or not candidates[0].primary:
        return None
    first, lone = candidates[0], len({c.place.country for c in candidates}) == 1
    return first.place.country if first.feature in {"PCLI", "PPLC"} or (lone and first.prior >= LONE_TOWN) else None

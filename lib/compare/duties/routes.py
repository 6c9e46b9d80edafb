"""Which places a road or a line joins, pair by pair: "between Hama and both Idlib and Aleppo"."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from lib.compare.article import Article, fact_list
from lib.compare.records import Fact
from lib.models import Commitment
from lib.text.words import any_of, either

ROUTE = "from where to where"
# Between two places of one way stand so few characters.
NEAR = 40
_OTHER = re.compile(r"\sas\swell\sas\s(?:between\s)?")


def find_routes(article: Article, commitment: Commitment, fact: Callable[..., Fact]) -> Iterator[Fact]:
    """The pairs of places that a way is told to join; nothing where none are named behind such a word."""
    text, start = commitment.span.exact, commitment.span.start
    if not any_of(fact_list("ways")).search(text):
        return
    places = [
        (top.span.start - start, top.span.end - start, top.place.name)
        for top in article.places
        if top.place and top.span.within(commitment.span)
    ]
    pairs: set[str] = set()
    for lead in _leads().finditer(text):
        part = [one for one in places if one[0] >= lead.end()]
        pairs |= set(_pairs(text, lead.end(), part))
    if pairs:
        yield fact(measure=ROUTE, words=text, meaning="|".join(sorted(pairs)))


def _pairs(text: str, at: int, places: list[tuple[int, int, str]]) -> Iterator[str]:
    """The first place with each that follows it; behind "as well as" another begins."""
    first, before = "", at
    for begin, end, name in places:
        between = text[before:begin]
        if len(between) > NEAR:
            return
        if not first or _OTHER.search(between):
            first = name
        elif first != name:
            yield "–".join(sorted((first, name)))
        before = end


def routes_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether places are joined in two ways: each side has a pair that the other has not, and they share places."""
    named, others = ({place for pair in some for place in pair.split("–")} for some in (one, other))
    return not (one <= other or other <= one) and len(named & others) > 1


@lru_cache(maxsize=1)
def _leads() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(fact_list('joins'))})\s", re.IGNORECASE)

"""Where what a sentence says holds: the place named beside it, or the one that "the province" stands for."""

import re
from functools import lru_cache

from lib.compare.article import Article, any_of, fact_list
from lib.models import Sentence, Span, Toponym

# How far after a number its place may stand: "thousands of displaced families in Idlib".
REACH = 70
# After a place that begins a text: ", Kenya, 12 May (AP) - ", " --".
_DATELINE = re.compile(
    r"(?:,[^,;:.\u2013\u2014-]{1,20}){0,2}\s?(?:\([^()]{1,30}\)\s?)?(?:\s-{1,2}\s?|--|\s?[\u2013\u2014])"
)


def find_place(article: Article, span: Span, sentence: Sentence) -> str | None:
    """The name of the place for which a count in the sentence holds; None where the article does not say.

    The place named after it ("civilians in Idlib"), else the one that "the province" before it stands for, else the
    one named last before it in its sentence.
    """
    after = place_after(article, span, sentence)
    if after is not None:
        return after
    standing = _standing_for(sentence.span, span)
    before = [t for t in article.places if t.span.start < span.start and not is_dateline(sentence.span, t.span)]
    if standing is not None:
        before = [t for t in before if t.role == "literal" and _fits(t, standing)]
    else:
        before = [t for t in before if t.span.start >= sentence.span.start]
    return _name(before[-1]) if before else None


def place_after(article: Article, span: Span, sentence: Sentence) -> str | None:
    """The place that follows within a few words, after "in", "of", "around" or the like."""
    for top in article.places:
        between = top.span.start - span.end
        if 0 <= between <= REACH and top.span.end <= sentence.span.end:
            offset = sentence.span.start
            words = re.findall(r"[\w'’-]+|[,;:.]", sentence.span.exact[span.end - offset : top.span.start - offset])
            if words and words[-1].lower() in fact_list("place_words") and not set(words) & {",", ";", ":", "."}:
                return _name(top)
    return None


def is_dateline(sentence: Span, name: Span) -> bool:
    """Whether a place only begins a sentence as the one that it was written in: "GENEVA (Reuters) - "."""
    after = sentence.exact[name.end - sentence.start :]
    return name.start == sentence.start and bool(_DATELINE.match(after))


def place_within(article: Article, span: Span) -> str | None:
    """The first place named in some words; None where there is none."""
    return next((_name(top) for top in article.places if top.span.within(span)), None)


def _name(top: Toponym) -> str:
    """A place by its name: a city and its province are one where they share it."""
    return top.place.name if top.place else top.span.exact


def _standing_for(sentence: Span, span: Span) -> str | None:
    """The noun of a definite place before the span and nearest to it: province in "the province that holds ..."."""
    found = None
    for match in _definite_places().finditer(sentence.exact, 0, span.start - sentence.start):
        found = match["noun"].lower()
    return found


def _fits(top: Toponym, noun: str) -> bool:
    """Whether a noun can stand for a place: a country is no bastion and no province."""
    country = top.place is not None and top.place.precision == "country"
    return country == (noun == "country")


@lru_cache(maxsize=1)
def _definite_places() -> re.Pattern[str]:
    nouns = any_of(fact_list("place_nouns")).pattern.removeprefix(r"\b").removesuffix(r"\b")
    return re.compile(rf"\b(?:the|this|that)\s(?:[\w-]+\s){{0,3}}?(?P<noun>{nouns})\b", re.IGNORECASE)

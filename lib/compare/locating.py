"""Where what a sentence says holds: the place named beside it, or the one that "the province" stands for."""

import re
from collections.abc import Sequence
from functools import lru_cache

from lib.compare.article import Article, fact_list
from lib.models import Sentence, Span, Toponym
from lib.text.words import any_of, either

# How far after a number its place may stand: "thousands of displaced families in Idlib".
REACH = 70
# After a place that begins a text: ", Kenya, 12 May (AP) - ", " --".
_DATELINE = re.compile(
    r"(?:,[^,;:.\u2013\u2014-]{1,20}){0,2}\s?(?:\([^()]{1,30}\)\s?)?(?:\s-{1,2}\s?|--|\s?[\u2013\u2014])"
)


def find_place(article: Article, span: Span, sentence: Sentence) -> str | None:
    """The name of the place for which what a sentence tells holds; None where the article does not say.

    The place named after it ("civilians in Idlib"), else the one that "the province" before it stands for, else the
    one named last before it in its sentence.
    """
    return place_after(article, span, sentence) or _place_before(article, span, sentence)


def place_of_count(article: Article, span: Span, sentence: Sentence) -> str | None:
    """The name of the place where so many are; None where the article does not say.

    As `find_place`, but only a place that what is counted is in, that opens the clause or that has them: "in Idlib
    there are", "Idlib hosts". Where a deal was signed, who takes part and to whom something goes is none of them.
    """
    return place_after(article, span, sentence, own=True) or _place_before(article, span, sentence, own=True)


def _place_before(article: Article, span: Span, sentence: Sentence, *, own: bool = False) -> str | None:
    """The place that "the province" before a number stands for, else the last one named before it in its sentence."""
    standing = _standing_for(sentence.span, span)
    before = [t for t in article.places if t.span.start < span.start and not is_dateline(sentence.span, t.span)]
    if standing is not None:
        before = [t for t in before if t.role == "literal" and _fits(t, standing)]
    else:
        before = [t for t in before if t.span.start >= sentence.span.start]
        before = [t for t in before if not own or _has_counted(t.span, span, sentence.span)]
    return place_name(before[-1]) if before else None


def _has_counted(place: Span, span: Span, sentence: Span) -> bool:
    """Whether a place before a number is where they are: it opens the number's clause, or has what is counted."""
    before = sentence.exact[: place.start - sentence.start]
    between = sentence.exact[place.end - sentence.start : span.start - sentence.start]
    if _has().search(between):
        return not _another_clause().search(between)
    parted = re.search(r"[;:]|,.*,", between) or _another_clause().search(between) or " to " in between
    return not parted and _opens().search(before) is not None


def place_after(article: Article, span: Span, sentence: Sentence, *, own: bool = False) -> str | None:
    """The place that follows within a few words, after "in", "of", "around" or the like.

    With `own` only where it is the place of what is counted itself: not of those to whom it goes, nor of what is told
    of another number.
    """
    for top in article.places:
        between = top.span.start - span.end
        if 0 <= between <= REACH and top.span.end <= sentence.span.end:
            offset = sentence.span.start
            words = re.findall(r"[\w'’-]+|[,;:.]", sentence.span.exact[span.end - offset : top.span.start - offset])
            if words and words[-1].lower() in fact_list("place_words") and not set(words) & {",", ";", ":", "."}:
                return None if own and _goes_elsewhere(words) else place_name(top)
    return None


def _goes_elsewhere(words: Sequence[str]) -> bool:
    """Whether words between a number and a place name another thing, by which or to whom it is: "to the boats of"."""
    between = [word.lower() for word in words[:-1]]
    other = fact_list("others_place") | fact_list("clause_words")
    return words[-1].lower() == "with" or any(word in other or word.isdigit() for word in between)


def is_dateline(sentence: Span, name: Span) -> bool:
    """Whether a place only begins a sentence as the one that it was written in: "GENEVA (Reuters) - "."""
    after = sentence.exact[name.end - sentence.start :]
    return name.start == sentence.start and bool(_DATELINE.match(after))


def place_within(article: Article, span: Span) -> str | None:
    """The first place named in some words; None where there is none."""
    return next((place_name(top) for top in article.places if top.span.within(span)), None)


def place_name(top: Toponym) -> str:
    """A place by its name: a city and its province are one where they share it."""
    return top.place.name if top.place else top.span.exact


def _standing_for(sentence: Span, span: Span) -> str | None:
    """The noun of a definite place before the span and nearest to it: province in "the province that holds ..."."""
    noun = None
    for match in _definite_places().finditer(sentence.exact, 0, span.start - sentence.start):
        noun = match["noun"].lower()
    return noun


def _fits(top: Toponym, noun: str) -> bool:
    """Whether a noun can stand for a place: a country is no bastion and no province."""
    country = top.place is not None and top.place.precision == "country"
    return country == (noun == "country")


@lru_cache(maxsize=1)
def _has() -> re.Pattern[str]:
    """A verb of having at the end of what stands before a number: "Idlib now hosts"."""
    return re.compile(rf"{any_of(fact_list('holds')).pattern}[^\w,;:]+\w?[^\w,;:]*$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _another_clause() -> re.Pattern[str]:
    return any_of(fact_list("clause_words") | {"and", "but"})


@lru_cache(maxsize=1)
def _opens() -> re.Pattern[str]:
    """A clause that has begun with a word for where: "In ", "; and in the province of "."""
    begins = any_of(fact_list("clause_words") | {"and", "but"}).pattern
    where = any_of(fact_list("where_words")).pattern
    return re.compile(rf"(?:^\W*|[,;:]\s|{begins}\s){where}\s(?:the\s)?(?:[\w-]+\s){{0,2}}$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _definite_places() -> re.Pattern[str]:
    nouns = either(fact_list("place_nouns"))
    return re.compile(rf"\b(?:the|this|that)\s(?:[\w-]+\s){{0,3}}?(?P<noun>{nouns})\b", re.IGNORECASE)

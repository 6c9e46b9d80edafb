"""Whether an agreement is made or nearly made, and by whom, as articles begin, and for how long it was talked about."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache, partial

from lib.compare.article import Article, fact_list
from lib.compare.duties.slots import FEWEST_SHARED, FIRM, MAKERS, OPEN, SURE
from lib.compare.records import Fact
from lib.compare.units import scale_of
from lib.models import Span
from lib.text.words import any_of, either

AGREED, TALKS, HOW_LONG, TIME = "agreement", "talks", "how long they lasted", "time"
# An article tells of its agreement in so many sentences at its beginning.
LEAD = 6
_NAME = r"(?:the\s(?:[a-z-]+\s)?)?[A-Z][\w.’'-]*(?:\s(?:of\s(?:the\s)?)?[A-Z][\w.’'-]*){0,4}"
# "Between those who agree and the verb": "on Tuesday, January 30,".
_ASIDE = r"(?:,?\s(?:on|in|at|also)\s[^;:.]{1,30}?)?"


def find_agreed(article: Article) -> Iterator[Fact]:
    """Who made an agreement, whether it is made, and how long they sat."""
    yield from _makers(article)
    yield from _made(article)
    yield from _sittings(article)


def _made(article: Article) -> Iterator[Fact]:
    """Whether it is made, or made in principle: once, the open one before the firm."""
    told: dict[str, Fact] = {}
    for number, span in _lead(article):
        for meaning, pattern in ((OPEN, _in_principle()), (FIRM, _is_made())):
            if meaning not in told and (match := pattern.search(span.exact)):
                told[meaning] = _fact(article, number, _within(span, match))(measure=SURE, meaning=meaning)
    yield from [told[meaning] for meaning in (OPEN, FIRM) if meaning in told][:1]


def _makers(article: Article) -> Iterator[Fact]:
    """Who made it, where names stand one after the other: "Kresia, Tarsia and the Orlen League agreed"."""
    for number, span in _lead(article):
        for match in _named().finditer(span.exact):
            names = sorted({_name(article, span, match, one) for one in re.finditer(_NAME, match["who"])})
            if len(names) >= FEWEST_SHARED:
                yield _fact(article, number, _within(span, match))(measure=MAKERS, meaning="|".join(names))


def _sittings(article: Article) -> Iterator[Fact]:
    """For how long they talked, by hours and minutes: "sat down for over five hours"."""
    for figure in article.annotations.figures:
        factor, unit = scale_of(figure.unit)
        found = article.sentence_of(figure.span)
        if unit != TIME or figure.unit not in {"hour", "minute"} or found is None:
            continue
        before = found[1].span.exact[: figure.span.start - found[1].span.start]
        if _sat().search(before) or (_lasted().search(before) and _talks().search(before)):
            low, high = (None if end is None else end * factor for end in (figure.low, figure.high))
            yield replace(
                _fact(article, found[0], figure.span)(measure=HOW_LONG), subject=TALKS, low=low, high=high, unit=unit,
                written_in=figure.unit, approximate=figure.approximate,
            )  # fmt: skip


def _name(article: Article, sentence: Span, match: re.Match[str], one: re.Match[str]) -> str:
    """Whom a name means: a country by whatever name, else the name in lower case."""
    start = sentence.start + match.start("who")
    span = Span(start + one.start(), start + one.end(), one[0])
    place = next((top.place for top in article.annotations.toponyms if top.place and top.span.within(span)), None)
    return place.name if place else one[0].removeprefix("the ").lower()


def _lead(article: Article) -> Iterator[tuple[int, Span]]:
    return ((number, sentence.span) for number, sentence in article.body() if number <= LEAD)


def _within(sentence: Span, match: re.Match[str]) -> Span:
    return Span(sentence.start + match.start(), sentence.start + match.end(), match[0])


def _fact(article: Article, number: int, span: Span) -> partial[Fact]:
    near, cited = article.nearness(span)
    return partial(
        Fact, kind="claim", subject=AGREED, place=None, document=article.document, outlet=article.outlet,
        sentence=number, span=span, words=span.exact, near=near, cited=cited, told=article.told,
        names=article.all_names,
    )  # fmt: skip


@lru_cache(maxsize=1)
def _in_principle() -> re.Pattern[str]:
    """An agreement that is not quite made: "in principle a deal", "a tentative accord"."""
    nouns, hedges = either(fact_list("agreements")), either(fact_list("in_principle"))
    return re.compile(
        rf"\b(?:{hedges})\b(?:\s[\w'’-]+){{0,4}}?\s(?:{nouns})\b|\b(?:{nouns})\b(?:\s[\w'’-]+){{0,4}}?\s(?:{hedges})\b",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _is_made() -> re.Pattern[str]:
    """An agreement that is made: "have reached an accord"."""
    verbs, nouns = either(fact_list("made")), either(fact_list("agreements"))
    return re.compile(rf"\b(?:{verbs})\s(?:an?|the|their|its)\s(?:[\w'’-]+\s){{0,3}}?(?:{nouns})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _named() -> re.Pattern[str]:
    """Names joined to one another before a verb of agreeing."""
    verbs = either(fact_list("made") | {"agreed"})
    return re.compile(
        rf"(?P<who>{_NAME}(?:,\s{_NAME}){{0,4}},?\sand\s{_NAME}){_ASIDE},?\s(?:(?:have|has|had|all|both|jointly)\s){{0,2}}(?:{verbs})\b"
    )


@lru_cache(maxsize=1)
def _sat() -> re.Pattern[str]:
    """A verb of talking right before a length: "sat down for", "met for"."""
    return re.compile(rf"\b(?:{either(fact_list('sits'))})(?:\s\w+){{0,2}}?\sfor\s$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _lasted() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(fact_list('lasts'))})(?:\sfor)?\s$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _talks() -> re.Pattern[str]:
    return any_of(fact_list("talks"))

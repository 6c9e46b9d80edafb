"""Lengths, areas, shares and weights: of what each is, in units that can be compared."""

import re
from functools import lru_cache
from typing import NamedTuple

from lib.annotate.counting.classes import unit_names
from lib.annotate.counting.counted import singular
from lib.codebooks import load_words
from lib.codebooks.referents import load_referents
from lib.compare.article import Article, fact_list
from lib.compare.labels import labels_in
from lib.compare.locating import place_after
from lib.compare.records import Occasion
from lib.models import Figure, Sentence, Span
from lib.text.words import any_of, either, terms_of

MASS = "mass"
# "3 million tonnes a month": no load, but how much goes.
RATE = re.compile(
    r".*?\b(?:(?:per|each|every)\s(?:day|week|month|year)|a\s(?:day|week|month|year)|daily|weekly|monthly|yearly)\b",
    re.IGNORECASE,
)
LENGTH, DISTANCE, NOT_READ = "length", "distance", "of what was not read"
# Words of a name of that from which a distance is measured, at most.
MOST_NAMED = 5
# "15 km from", "30 km north-east of", "two miles off".
_AWAY = re.compile(
    r"\s(?:away\s)?(?:(?:to\s)?(?:the\s)?(?:north|south|east|west|up|down)[\w-]*\s(?:from|of)|from|off)\s",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|an?|its|their)\s", re.IGNORECASE)
# Between a measure and what it is of: "560-mile border", "500 km of wiring", "a corridor of 7 km".
_OF = re.compile(r"[\s-]*(?:[\w-]+\s){0,4}?(?:of\s(?:the\s|an?\s)?)?", re.IGNORECASE)

# Between a length and this word the same may stand in another unit.
_DEEP = re.compile(r"\s?(?:\([^()]{1,30}\)\s?)?(deep|wide|broad)\b", re.IGNORECASE)
# A belt, a strip, a corridor: whatever it is called, it is the zone that was agreed.
ZONE = "zone"

# "The ditch is only 3 metres deep".
_IS = re.compile(r"\b([a-z][\w-]+)\s(?:(?:will|would|should|must)\s)?(?:is|was|are|were|be|being)\s(?:\w+\s){0,2}$")


class Counted(NamedTuple):
    """What a number is of, in which respect, and whether that is known well enough to compare."""

    subject: str
    measure: str
    place: str | None
    comparable: bool
    occasion: Occasion | None = None


def measured(article: Article, figure: Figure, sentence: Sentence, unit: str) -> Counted:
    """A length, an area, a share ...: of the thing it is said of; a length as the one that is usually meant.

    What it is of is only said where the words tell it; else it is one of the "lengths", "shares" and so on.
    """
    said, thing = _measure_and_thing(figure, sentence)
    away = _away_from(figure, sentence) if unit == LENGTH and not said else ""
    after = sentence.span.exact[figure.span.end - sentence.span.start :].split(",")[0]
    if unit == LENGTH and not said and (deep := _DEEP.match(after)):
        said = load_words("counting")["widths"][deep[1].lower()]
    referent, noun = _thing_measured(away.lower() or thing, figure.span, sentence, unit)
    if away:
        return Counted(referent or away, DISTANCE, None, comparable=False)
    place = place_after(article, figure.span, sentence)
    if unit == LENGTH and not referent and _is_of_zone(article, figure, noun, said, after):
        noun = ZONE
    subject = referent or noun
    if not subject:
        return Counted(load_words("facts")["unread"].get(unit, unit), said or NOT_READ, place, comparable=False)
    measure = _extent(noun, said) if unit == LENGTH else said or unit
    # A zone or a strip is the one that was agreed; of goods a load of one size is told.
    one = (measure == "width" and subject == ZONE) or (unit == MASS and not RATE.match(after))
    return Counted(subject, measure, None if unit == MASS else place, bool(referent or place or one))


def _is_of_zone(article: Article, figure: Figure, noun: str, said: str | None, after: str) -> bool:
    """Whether a length is that of a zone: by its noun, by the one that follows, or by the one that "it" stands for."""
    if _last_word(noun) in _zones() or _zone_behind().match(after):
        return True
    if said is None or noun not in fact_list("pronouns"):
        return False
    found = article.standing(figure.span)
    before = article.annotations.sentences[found[0] - 1].span.exact if found and found[0] else ""
    return any_of(_zones()).search(before) is not None


def _measure_and_thing(figure: Figure, sentence: Sentence) -> tuple[str | None, str]:
    """What a figure is of as measure and thing: width and zone; a noun that it only stands near is no thing."""
    head, _, tail = (figure.of or "").partition(" of ")
    said = head if head in set(load_words("counting")["widths"].values()) else None
    thing = (tail if said else figure.of or "").lower()
    if thing in unit_names() or not (said or _last_word(thing) in _extents() or _is_of(thing, figure, sentence)):
        return said, ""
    return said, thing


def _is_of(thing: str, figure: Figure, sentence: Sentence) -> bool:
    """Whether a measure stands beside what it is of: "560-mile border", "500 km of wiring", "a margin of 10 metres"."""
    text, start = sentence.span.exact.lower(), sentence.span.start
    before, after = text[: figure.span.start - start], text[figure.span.end - start :]
    at = after.find(thing)
    return bool(thing) and (before.endswith(f"{thing} of ") or (at >= 0 and _OF.fullmatch(after[:at]) is not None))


def _away_from(figure: Figure, sentence: Sentence) -> str:
    """From what a length is the distance, without its article: "line of contact"; empty where it is none."""
    text = sentence.span.exact[figure.span.end - sentence.span.start :]
    away = _AWAY.match(text)
    if away is None:
        return ""
    named: list[str] = []
    for word in re.findall(r"[\w'’-]+|[^\w\s]", _ARTICLE.sub("", text[away.end() :]))[:MOST_NAMED]:
        if word.lower() in (fact_list("ends") | fact_list("event_ends")) or not word[0].isalnum():
            break
        named.append(word)
    goes_to = re.search(r"^\W*(?:\w+\W+){0,5}?to\s", text[away.end() :], re.IGNORECASE)
    return "" if goes_to else " ".join(named)


def _thing_measured(thing: str, span: Span, sentence: Sentence, unit: str) -> tuple[str | None, str]:
    """The referent that the thing is a label of, and the noun; a length without a thing is of the one named before."""
    referents = load_referents()
    names = {referent.id: referent.name for referent in referents}
    if thing:
        labelled = [r for _, r, _ in labels_in(Span(0, len(thing), thing), referents) if r in _with_extent()]
        return (names[labelled[-1]] if labelled else None), _last_word(thing)
    if unit != LENGTH:
        return None, ""
    labels = labels_in(sentence.span, referents)
    before = [(r, label.exact) for label, r, _ in labels if label.end <= span.start and r in _with_extent()]
    if before:
        return names[before[-1][0]], _last_word(before[-1][1])
    return None, _subject_of(sentence.span.exact[: span.start - sentence.span.start])


def _subject_of(before: str) -> str:
    """What is or stretches so far, by the words before the number: "the ditch is", "the border runs for"."""
    if found := _IS.search(before):
        return found[1].lower()
    nouns = list(any_of(tuple(_extents())).finditer(before))
    if not nouns or not any_of(fact_list("stretches")).search(before, nouns[-1].end()):
        return ""
    return nouns[-1][0].lower()


def _extent(noun: str, said: str | None) -> str:
    """Which length is meant: the one that is said, or the usual one of such a thing."""
    row = next((row for row in load_words("facts")["extent"] if singular(_last_word(noun)) in row["nouns"]), None)
    if row is None:
        return said or LENGTH
    return str(row["measure"]) if said is None or said in row["same"] else said


def _last_word(words: str) -> str:
    terms = terms_of(words)
    return terms[-1] if terms else ""


@lru_cache(maxsize=1)
def _extents() -> frozenset[str]:
    """The nouns of things that have a usual length."""
    return frozenset(noun for row in load_words("facts")["extent"] for noun in row["nouns"])


@lru_cache(maxsize=1)
def _with_extent() -> frozenset[str]:
    """The referents of which a length can be said: those with a label that ends in such a noun."""
    return frozenset(
        referent.id
        for referent in load_referents()
        for label in referent.labels
        if {_last_word(form) for form in label.forms} & _extents()
    )


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    """The nouns of what has a width where only a length is said of it."""
    return frozenset(
        noun for row in load_words("facts")["extent"] if row["measure"] == "width" for noun in row["nouns"]
    )


@lru_cache(maxsize=1)
def _zone_behind() -> re.Pattern[str]:
    """A zone's noun shortly behind a number: "-deep weapons-free strip", " (10-14 km) strip"."""
    return re.compile(rf"[\s)-]*(?:\([^()]{{1,30}}\)\s?)?(?:[\w-]+\s){{0,3}}?(?:{either(_zones())})\b", re.IGNORECASE)

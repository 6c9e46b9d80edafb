"""Numbers as facts: who or what is counted where, which length is meant, in units that can be compared."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from lib.codebooks import load_words
from lib.codebooks.referents import load_referents
from lib.compare.article import Article, fact_list
from lib.compare.labels import labels_in
from lib.compare.locating import find_place, place_after
from lib.compare.occasions import SAID_OF, became_of, find_occasion
from lib.compare.records import Fact, Occasion
from lib.models import Figure, Sentence, Span

PEOPLE = "people"
NUMBER = "number"
ANYBODY = INHABITANTS, CASUALTIES = "inhabitants", "casualties"
_LINK = re.compile(r"\s(?:in|of|from)\s", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


class Counted(NamedTuple):
    """What a number is of, in which respect, and whether that is known well enough to compare."""

    subject: str
    measure: str
    place: str | None
    comparable: bool
    occasion: Occasion | None = None


def find_counts(article: Article) -> Iterator[Fact]:
    """Each figure of the body as a fact, its bounds in SI units where its unit has a factor, else as counted."""
    for figure in article.annotations.figures:
        if found := article.sentence_of(figure.span):
            number, sentence = found
            yield _fact(article, figure, number, sentence)


def _fact(article: Article, figure: Figure, number: int, sentence: Sentence) -> Fact:
    """One figure as a fact."""
    factor, unit = _scale(figure.unit)
    measured = unit != figure.unit
    counted = _measured(article, figure, sentence, unit) if measured else _counted(article, figure, number, sentence)
    near, cited = article.nearness(figure.span)
    if near == "own" and figure.cited:
        near, cited = "person", (article.names.get(figure.cited, figure.cited),)
    return Fact(
        "quantity", counted.subject, counted.measure, counted.place, article.document, article.outlet, number,
        figure.span, figure.span.exact if measured else _with_noun(figure, sentence),
        low=None if figure.low is None else figure.low * factor,
        high=None if figure.high is None else figure.high * factor,
        unit=unit, written_in=figure.unit, approximate=figure.approximate,
        comparable=counted.comparable, near=near, cited=cited, occasion=counted.occasion,
    )  # fmt: skip


def _with_noun(figure: Figure, sentence: Sentence) -> str:
    """The number and what it counts, as the article has it: "dozens of people"."""
    at, text = figure.span.end - sentence.span.start, sentence.span.exact
    noun = text.find(figure.of, at, at + SAID_OF) if figure.of else -1
    return (
        text[figure.span.start - sentence.span.start : noun + len(figure.of or "")] if noun >= 0 else figure.span.exact
    )


def _scale(unit: str) -> tuple[float, str]:
    """How many of its dimension's SI unit one of a unit is, and the dimension; a unit without factor stays itself.

    >>> _scale("kilometre"), _scale("square kilometre"), _scale("people")
    ((1000.0, 'length'), (1000000.0, 'square length'), (1.0, 'people'))
    """
    power, _, name = unit.rpartition(" ") if unit.startswith(("square ", "cubic ")) else ("", "", unit)
    row = load_words("units").get(name)
    if row is None or "factor" not in row:
        return 1.0, unit
    times = {"square": 2, "cubic": 3}.get(power, 1)
    return float(row["factor"]) ** times, f"{power} {row['dimension']}".strip()


def _measured(article: Article, figure: Figure, sentence: Sentence, unit: str) -> Counted:
    """A length, an area, a share ...: of the thing it is said of; a length as the one that is usually meant."""
    said, thing = _measure_and_thing(figure)
    referent, noun = _thing_measured(thing, figure.span, sentence)
    place = place_after(article, figure.span, sentence)
    subject = referent or " ".join(filter(None, [noun or thing]))
    measure = _extent(noun or thing, said) if unit == "length" else said or unit
    return Counted(subject or "not said", measure, place, bool(referent or (subject and place)))


def _measure_and_thing(figure: Figure) -> tuple[str | None, str]:
    """What a figure is of as measure and thing: width and zone; a unit that was read as the thing is none."""
    head, _, tail = (figure.of or "").partition(" of ")
    widths = set(load_words("counting")["widths"].values())
    said = head if head in widths else None
    thing = (tail if said else figure.of or "").lower()
    return said, "" if thing in _unit_forms() else thing


def _thing_measured(thing: str, span: Span, sentence: Sentence) -> tuple[str | None, str]:
    """The referent that the thing is a label of, and the noun; without a thing the label nearest before the number."""
    referents = load_referents()
    names = {referent.id: referent.name for referent in referents}
    if thing:
        found = [r for _, r, _ in labels_in(Span(0, len(thing), thing), referents) if r in _with_extent()]
        return (names[found[-1]] if found else None), _last_word(thing)
    labels = labels_in(sentence.span, referents)
    before = [(r, label.exact) for label, r, _ in labels if label.end <= span.start and r in _with_extent()]
    return (names[before[-1][0]], _last_word(before[-1][1])) if before else (None, "")


def _extent(noun: str, said: str | None) -> str:
    """Which length is meant: the one that is said, or the usual one of such a thing."""
    row = next((row for row in load_words("facts")["extent"] if _singular(_last_word(noun)) in row["nouns"]), None)
    if row is None:
        return said or "length"
    return str(row["measure"]) if said is None or said in row["same"] else said


def _counted(article: Article, figure: Figure, number: int, sentence: Sentence) -> Counted:
    """A count of people or things: how many there are somewhere, or what became of how many."""
    words = _WORD.findall(_LINK.split((figure.of or "").lower())[0])
    head = _singular(words[-1]) if words else ""
    group = _group_of(head)
    narrowed = [word for word in words[:-1] if word not in fact_list("loose") and not _own_people(article, word)]
    people = figure.unit == PEOPLE
    became = became_of(article, figure, sentence) if people else ""
    whom = group or _plural(figure, words)
    subject = " ".join([*narrowed, PEOPLE if people and became and group in ANYBODY else whom])
    if not became:
        place = find_place(article, figure.span, sentence)
        # Deaths without an occasion stand side by side: how many there were on one is another number than on the next.
        comparable = place is not None and group != CASUALTIES and not _is_money(figure.unit)
        return Counted(subject, NUMBER, place, comparable)
    anyone = not words or group == CASUALTIES or head in fact_list("anyone")
    exactly = PEOPLE if anyone else head if group == INHABITANTS else whom
    occasion, place = find_occasion(article, figure, number, sentence, " ".join([*narrowed, exactly]))
    return Counted(subject, became, place, comparable=False, occasion=occasion)


def _is_money(unit: str) -> bool:
    """Whether a unit is a currency: two sums in one place are seldom of one thing."""
    return bool(load_words("units").get(unit, {}).get("dimension") == "money")


def _group_of(head: str) -> str | None:
    """What the codebook calls those whom several nouns name, by one of the nouns."""
    return next((name for name, nouns in load_words("facts")["counted"].items() if head in nouns), None)


def _plural(figure: Figure, words: Sequence[str]) -> str:
    """What is counted in the plural: "officers" of one officer too; "people" where only the number stands."""
    if not words:
        return figure.unit
    return f"{words[-1]}s" if figure.low == figure.high == 1 else words[-1]


def _own_people(article: Article, word: str) -> bool:
    """Whether an adjective only says of which people, as "Syrian" in "Syrian civilians in Idlib"."""
    return word in article.peoples


def _last_word(words: str) -> str:
    found = _WORD.findall(words.lower())
    return found[-1] if found else ""


def _singular(word: str) -> str:
    """A plural as the codebook writes it: rebels as rebel, people as people."""
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "ties")) else word


@lru_cache(maxsize=1)
def _unit_forms() -> frozenset[str]:
    return frozenset(form for row in load_words("units").values() for form in row["forms"])


@lru_cache(maxsize=1)
def _with_extent() -> frozenset[str]:
    """The referents of which a length can be said: those with a label that ends in such a noun."""
    nouns = {noun for row in load_words("facts")["extent"] for noun in row["nouns"]}
    return frozenset(
        referent.id for referent in load_referents() for label in referent.labels if _label_nouns(label.forms) & nouns
    )


def _label_nouns(forms: tuple[str, ...]) -> set[str]:
    return {_last_word(form) for form in forms}

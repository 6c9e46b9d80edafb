"""Numbers as facts: who or what is counted where, which length is meant, in units that can be compared."""

import re
from collections.abc import Iterator, Sequence

from lib.annotate.counting.counted import singular
from lib.codebooks import load_words
from lib.compare.article import Article, fact_list
from lib.compare.facts.measured import NOT_READ, Counted, measured
from lib.compare.facts.occasions import SAID_OF, became_of, find_occasion
from lib.compare.locating import place_of_count
from lib.compare.records import Fact
from lib.compare.units import group_of, scale_of
from lib.models import Figure, Sentence
from lib.text.words import terms_of

PEOPLE = "people"
NUMBER = "number"
ANYBODY = INHABITANTS, CASUALTIES = "inhabitants", "casualties"
_LINK = re.compile(r"\s(?:in|of|from)\s", re.IGNORECASE)
# "Fifty people have fallen ill", "500 troops will leave": they are not all that there are.
_DO = re.compile(r"\s(?:have|has|had|will|would|should|must|may|might|could|can)\s(?!lived?\b|been\sliving\b)")


def find_counts(article: Article) -> Iterator[Fact]:
    """Each figure of the body as a fact, its bounds in SI units where its unit has a factor, else as counted."""
    for figure in article.annotations.figures:
        if found := article.sentence_of(figure.span):
            number, sentence = found
            yield _fact(article, figure, number, sentence)


def _fact(article: Article, figure: Figure, number: int, sentence: Sentence) -> Fact:
    factor, unit = scale_of(figure.unit)
    in_si = unit != figure.unit
    counted = measured(article, figure, sentence, unit) if in_si else _counted(article, figure, number, sentence)
    near, cited = article.nearness(figure.span, figure.cited)
    return Fact(
        "quantity", counted.subject, counted.measure, counted.place, article.document, article.outlet, number,
        figure.span, figure.span.exact if in_si else _with_noun(figure, sentence),
        low=None if figure.low is None else figure.low * factor,
        high=None if figure.high is None else figure.high * factor,
        unit=unit if in_si else _unit(figure), written_in=figure.unit if in_si else None,
        approximate=figure.approximate,
        comparable=counted.comparable, near=near, cited=cited, occasion=counted.occasion,
    )  # fmt: skip


def _with_noun(figure: Figure, sentence: Sentence) -> str:
    """The number and what it counts, as the article has it: "dozens of people"."""
    at, text = figure.span.end - sentence.span.start, sentence.span.exact
    noun = text.find(figure.of, at, at + SAID_OF) if figure.of else -1
    return (
        text[figure.span.start - sentence.span.start : noun + len(figure.of or "")] if noun >= 0 else figure.span.exact
    )


def _counted(article: Article, figure: Figure, number: int, sentence: Sentence) -> Counted:
    """A count of people or things: how many there are somewhere, or what became of how many."""
    words = _words(figure)
    head = singular(words[-1]) if words else ""
    group = group_of(head)
    narrowed = [word for word in words[:-1] if word not in fact_list("loose") and word not in article.peoples]
    people = figure.unit == PEOPLE
    became = became_of(article, figure, sentence) if people else ""
    whom = group or _plural(figure, words)
    subject = " ".join([*narrowed, PEOPLE if people and became and group in ANYBODY else whom])
    if not subject:
        return Counted(load_words("facts")["unread"][NUMBER], NOT_READ, None, comparable=False)
    if not became:
        place = place_of_count(article, figure.span, sentence)
        # Deaths without an occasion stand side by side: how many there were on one is another number than on the next.
        money = load_words("units").get(figure.unit, {}).get("dimension") == "money"  # two sums are seldom of one thing
        counted = place is not None and group != CASUALTIES and not money
        comparable = counted and not _DO.match(_after(figure, sentence))
        return Counted(subject, NUMBER, place, comparable)
    anyone = not words or group == CASUALTIES or head in fact_list("anyone")
    exactly = PEOPLE if anyone else head if group == INHABITANTS else whom
    occasion, place = find_occasion(article, figure, number, sentence, " ".join([*narrowed, exactly]))
    return Counted(subject, became, place, comparable=False, occasion=occasion)


def _after(figure: Figure, sentence: Sentence) -> str:
    start = sentence.span.start
    return sentence.span.exact[figure.span.start - start + len(_with_noun(figure, sentence)) :]


def _words(figure: Figure) -> list[str]:
    """What a number counts in words: "hardline", "militants"; where it stands is left out."""
    return terms_of(_LINK.split(figure.of or "")[0])


def _unit(figure: Figure) -> str:
    """What is counted, one word for nouns that are one: people, "observers" of monitors, else as read."""
    group = group_of(singular((_words(figure) or [figure.unit])[-1]))
    return figure.unit if group is None or group in ANYBODY else group


def _plural(figure: Figure, words: Sequence[str]) -> str:
    """What is counted in the plural: "officers" of one officer too; "people" where only the number stands."""
    if not words:
        return figure.unit
    return f"{words[-1]}s" if figure.low == figure.high == 1 else words[-1]

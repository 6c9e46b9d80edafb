"""Numbers that are claims: for how long something is agreed, and a number beside what somebody else puts it at."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import pairwise

from lib.compare.article import Article, fact_list
from lib.compare.duties.slots import FIRM, OPEN, SURE
from lib.compare.facts.counts import ANYBODY
from lib.compare.records import Fact
from lib.compare.units import scale_of
from lib.models import Figure, Sentence, Span, Timex
from lib.text.words import any_of, either

FOR_HOW_LONG, UNTIL, HOW_MANY, OF_HUNDRED = "for how long", "until which day", "how many", "per cent or points"
TERM, PROLONGED = "term of the agreement", "prolongation"
TIME, NUMBER = "time", "number"
# Articles of one story share so many names, and this part of the names of the one that has fewer.
FEWEST_NAMES, ALIKE = 3, 0.3
# So many stories are looked at for one that a fact is of.
MOST_NEAR = 20
# So far before a number, or between two, stands what they are of.
REACH = 120
# So many characters before the word say whether it will be or may be.
NEAR = 40
# A number that is a multiple of this may be of anything.
ROUND = 100
# "in force for", "prolonged by another", "the period lasts": up to the number.
_BEFORE_NUMBER = r"(?:\s\w+){0,2}?\s?(?:\s(?:for|by|of))?(?:\s(?:an?other|a\sfurther|an?|at\sfirst))?\s?$"
# A number that begins a sentence, perhaps behind quotation marks.
_WILL = re.compile(r"\b(?:will|shall|is\sto|are\sto|must)\s(?:also\s|automatically\s|then\s)?(?:be\s)?$", re.IGNORECASE)
_BEGINS = re.compile(r"[\s\"“”'‘’«»–-]*$")
_DAY = re.compile(r"\d{4}-\d\d-\d\d$")
# Such a number of days lies between two deeds: "renewed two days before".
_ELSE = re.compile(r"\s(?:before|after|ago|earlier|later|late|into|on)\b", re.IGNORECASE)
_OUT_OF = re.compile(r"\s(?:of|out\sof)\s(?:the\s|its\s|their\s)?$")
_WHO = r"(?:that\s|which\s)?(?:it|they|he|she|(?:the\s)?[\w'’-]+)"


def find_claims(article: Article) -> Iterator[Fact]:
    """Each term of an agreement with the day until which it runs, and each number beside the one that others give."""
    figures = sorted(article.annotations.figures, key=lambda figure: figure.span.start)
    last: tuple[str, int] | None = None  # of what a term was told last, and in which sentence
    for figure in figures:
        found = article.sentence_of(figure.span)
        if found is None or not _is_time(figure):
            continue
        about = _term(figure, found[1]) or (last and _echo(figure, found, last))
        if about:
            last = about, found[0]
            yield from _terms(article, figure, about, found)
    yield from _prolonging(article)
    for one, other in pairwise(figures):
        yield from _disputed(article, one, other)
    for figure in figures:
        yield from _of_hundred(article, figure)


def with_known_numbers(facts: Sequence[Fact]) -> list[Fact]:
    """The facts, with what claimed numbers without a noun count elsewhere: the "1,140" that are "1,140 men" there.

    A number that is not round says by itself what it is of; wherever it stands it then is the same claim.
    """
    counted: dict[float, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.kind == "quantity" and fact.low == fact.high and _is_telling(fact.low) and fact.written_in is None:
            counted[fact.low or 0].append(fact)
    nouns: dict[tuple[str, int], str] = {}
    same: list[Fact] = []
    for fact in facts:
        if fact.kind == "claim" and fact.subject == NUMBER and (told := counted.get(fact.low or 0)):
            # Fighters rather than people: the noun that says more.
            found = Counter(one.subject for one in told if one.measure == "number" and one.subject not in ANYBODY)
            noun = next((name for name, _ in found.most_common(1)), None)
            if noun and (fact.document, fact.sentence) not in nouns:
                nouns[fact.document, fact.sentence] = noun
                same += [
                    replace(one, kind="claim", subject=noun, measure=HOW_MANY, unit=noun, comparable=True)
                    for one in told
                ]
    named = (
        replace(fact, subject=nouns[at], unit=nouns[at])
        if fact.kind == "claim" and fact.subject == NUMBER and (at := (fact.document, fact.sentence)) in nouns
        else fact
        for fact in facts
    )
    return [*named, *same]


def of_one_story(facts: Iterable[Fact]) -> Iterator[tuple[Fact, ...]]:
    """The facts story by story: articles that name much the same countries, bodies and people tell of one agreement."""
    stories: list[list[Fact]] = []
    naming: dict[str, list[int]] = defaultdict(list)
    for fact in facts:
        shared = Counter(number for name in fact.names for number in naming[name][-MOST_NEAR:])
        near = (number for number, _ in shared.most_common(MOST_NEAR))
        known = next((number for number in near if same_story(fact, stories[number][0])), None)
        if known is None:
            known = len(stories)
            stories.append([])
        stories[known].append(fact)
        for name in fact.names:
            if naming[name][-1:] != [known]:
                naming[name].append(known)
    yield from map(tuple, stories)


def same_story(one: Fact, other: Fact) -> bool:
    """Whether two articles are of one story, by their names; where one has none it is not known to be of another."""
    if not (one.names and other.names):
        return True
    shared, fewest = len(one.names & other.names), min(len(one.names), len(other.names))
    return one.document == other.document or (shared >= min(FEWEST_NAMES, fewest) and shared >= ALIKE * fewest)


def _is_telling(number: float | None) -> bool:
    return number is not None and number > ROUND and number % ROUND != 0


def _terms(article: Article, figure: Figure, about: str, found: tuple[int, Sentence]) -> Iterator[Fact]:
    near, cited = article.nearness(figure.span, figure.cited)
    fact = partial(
        Fact, kind="claim", subject=about, place=None, document=article.document, outlet=article.outlet,
        sentence=found[0], near=near, cited=cited, told=article.told, names=article.all_names,
    )  # fmt: skip
    factor, unit = scale_of(figure.unit)
    low, high = (None if end is None else end * factor for end in (figure.low, figure.high))
    yield fact(
        measure=FOR_HOW_LONG, span=figure.span, words=figure.span.exact, low=low, high=high, unit=unit,
        written_in=figure.unit, approximate=figure.approximate,
    )  # fmt: skip
    for time in article.annotations.timexes:
        if _is_until(time, found[1].span):
            yield fact(measure=UNTIL, span=time.span, words=time.span.exact, meaning=time.value)


def _term(figure: Figure, sentence: Sentence) -> str | None:
    """What holds for so long: the agreement, or its prolongation; None where something else does, or nothing."""
    at = figure.span.start - sentence.span.start
    before = sentence.span.exact[max(0, at - REACH) : at]
    after = sentence.span.exact[at + len(figure.span.exact) :]
    if _ELSE.match(after):
        return None
    if _holds("prolongs").search(before):
        return PROLONGED
    noun = re.match(rf"[\s-](?:{either(fact_list('terms'))})\b", after, re.IGNORECASE)
    return TERM if noun or _holds("holds_for").search(before) else None


def _echo(figure: Figure, found: tuple[int, Sentence], last: tuple[str, int]) -> str | None:
    """The same as the sentence before, where a number begins what somebody else says of it: "“Three months,” says"."""
    about, number = last
    before = found[1].span.exact[: figure.span.start - found[1].span.start]
    return about if found[0] - number == 1 and _BEGINS.fullmatch(before) else None


def _prolonging(article: Article) -> Iterator[Fact]:
    """Whether an agreement will be prolonged or may be: "will be extended", "with a possible extension"."""
    for number, sentence in article.body():
        for word in any_of(fact_list("prolongs")).finditer(sentence.span.exact):
            before = sentence.span.exact[max(0, word.start() - NEAR) : word.start()]
            firm = _WILL.search(before)
            if not firm and not _may().search(before):
                continue
            start = sentence.span.start + word.start()
            span = Span(start, start + len(word[0]), word[0])
            near, cited = article.nearness(span)
            yield Fact(
                "claim", PROLONGED, SURE, None, article.document, article.outlet, number, span,
                f"{before.rpartition(',')[2].strip()} {word[0]}", meaning=FIRM if firm else OPEN,
                near=near, cited=cited, told=article.told, names=article.all_names,
            )  # fmt: skip


def _of_hundred(article: Article, figure: Figure) -> Iterator[Fact]:
    """A number in per cent or in percentage points: "18% of the duty" is not "18 points of the duty"."""
    unit = {"percent": "per cent", "percentage point": "percentage points"}.get(figure.unit)
    found = article.sentence_of(figure.span)
    if unit is None or found is None or figure.low is None or figure.low != figure.high:
        return
    near, cited = article.nearness(figure.span, figure.cited)
    yield Fact(
        "claim", f"{figure.low:g} of a hundred", OF_HUNDRED, None, article.document, article.outlet, found[0],
        figure.span, figure.span.exact, meaning=unit, near=near, cited=cited, told=article.told,
        names=article.all_names,
    )  # fmt: skip


def _disputed(article: Article, one: Figure, other: Figure) -> Iterator[Fact]:
    """Two numbers of one sentence of which the second, or the whole that it is of, is only what somebody says."""
    found = article.sentence_of(one.span)
    if found is None or not other.span.within(found[1].span) or {TIME} & {scale_of(f.unit)[1] for f in (one, other)}:
        return
    text, start = found[1].span.exact, found[1].span.start
    if other.span.start - one.span.end > REACH:
        return
    between = text[one.span.end - start : other.span.start - start]
    after = text[other.span.end - start :]
    noun = one.of or other.of or ""
    who = None
    if one.of and not other.of and (said := _otherwise().search(between)):
        who = said["who"].strip()
    elif _OUT_OF.match(between) and (declared := _declares().match(after)):
        who = declared[0].strip()
    if who is None or one.low == other.low or None in (one.low, other.low):
        return
    for figure, cited in ((one, ()), (other, (who,))):
        near, names = article.nearness(figure.span, figure.cited)
        counted = noun.lower() or NUMBER
        yield Fact(
            "claim", counted, HOW_MANY, None, article.document, article.outlet, found[0],
            figure.span, f"{figure.span.exact} {noun}".strip(), low=figure.low, high=figure.high, unit=counted,
            approximate=figure.approximate, near="person" if cited else near, cited=cited or names, told=article.told,
        )  # fmt: skip


def _is_time(figure: Figure) -> bool:
    return scale_of(figure.unit)[1] == TIME and figure.unit not in {"second", "minute", "hour"}


def _is_until(time: Timex, sentence: Span) -> bool:
    """Whether a day is the one until which it runs."""
    before = sentence.exact[: max(0, time.span.start - sentence.start)].rstrip().rpartition(" ")[2].lower()
    words = time.span.exact.lower()
    return (
        time.span.within(sentence)
        and _DAY.match(time.value or "") is not None
        and ("until" in {before, words.split()[0]} or before in {"till", "to"})
    )


@lru_cache(maxsize=2)
def _holds(name: str) -> re.Pattern[str]:
    """Words for being in force or for prolonging at the end of what stands before a number."""
    return re.compile(rf"\b(?:{either(fact_list(name))}){_BEFORE_NUMBER}", re.IGNORECASE)


@lru_cache(maxsize=1)
def _may() -> re.Pattern[str]:
    """A word that leaves it open, a few words before: "may be", "expects it to be", "a possible further"."""
    return re.compile(rf"\b(?:{either(fact_list('open'))})\b(?:\s\w+){{0,4}}\s$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _otherwise() -> re.Pattern[str]:
    """Another speaker and a verb of judging between two numbers: "; diplomats put the figure at about"."""
    verbs = any_of(fact_list("judging")).pattern
    words = r"(?P<who>(?:[\w'’-]+\s){1,5}?)"
    return re.compile(rf"(?:;|,?\s(?:but|while|whereas|although|though))\s{words}{verbs}[^;:.]*$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _declares() -> re.Pattern[str]:
    """That the whole is only declared: "870 of the 1,140 it declares"."""
    return re.compile(rf"\s{_WHO}\s(?:{either(fact_list('judging'))})\b", re.IGNORECASE)

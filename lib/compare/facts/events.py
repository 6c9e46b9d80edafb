"""What happened on which day: a clause with a finite verb or a noun of a deed, its date, who did it, what and where."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from typing import Any, NamedTuple

from lib.codebooks import load_words
from lib.compare.article import Article, fact_list
from lib.compare.duties.deeds import DEED, OBJECT, WHO
from lib.compare.records import Fact
from lib.models import Sentence, Span, Timex, Toponym
from lib.text.words import any_of, either, find_words

ON = "on which day"
# A day or a month; of a week or a year it cannot be said that an event was on it.
_DAY_OR_MONTH = re.compile(r"\d{4}-\d\d(?:-\d\d)?$")
# Between a noun of a deed and its date at most so many words stand: "the summit in the Black Sea resort of Sochi on".
MOST_BETWEEN = 7


class ToldEvent(NamedTuple):
    """What a clause tells as done: the deed's name, its words in the clause, and where those who did it are named.

    `done_to` are the words before a passive verb, in which stands what it was done to.
    """

    deed: str
    words: Span
    doers: tuple[Span, ...]
    by_verb: bool = False
    done_to: Span | None = None


def find_events(article: Article) -> Iterator[Fact]:
    """Each dated event of the body, one fact a respect: what was done, by whom, to what, on which day.

    What is to come, the day on which something was only said, and deadlines are none.
    """
    deadlines = [c.deadline.span for c in article.annotations.commitments if c.deadline]
    for timex in article.annotations.timexes:
        sentence = article.sentence_of(timex.span)
        if sentence is None or not _dates(timex, sentence[1]) or any(timex.span.overlaps(span) for span in deadlines):
            continue
        clause = clause_around(sentence[1].span, timex.span)
        if told := find_told(clause, timex.span):
            yield from _respects(article, sentence[0], timex, clause, told)


def clause_around(sentence: Span, at: Span) -> Span:
    """The clause of a sentence that holds some words.

    >>> sentence = Span(0, 56, "They met on Monday in Rome, where he said rain fell again.")
    >>> clause_around(sentence, Span(12, 18, "Monday")).exact
    'They met on Monday in Rome'
    """
    start, end = 0, len(sentence.exact)
    for bound in _bounds().finditer(sentence.exact):
        if bound.end() <= at.start - sentence.start:
            start = bound.end()
        elif bound.start() >= at.end - sentence.start:
            end = bound.start()
            break
    words = sentence.exact[start:end].strip()
    start = sentence.exact.index(words, start) if words else start
    return Span(sentence.start + start, sentence.start + start + len(words), words)


def find_told(clause: Span, date: Span) -> ToldEvent | None:
    """The deed that a clause dates: by a noun that the date belongs to, else by the verb nearest to it; else None.

    >>> told = find_told(Span(0, 35, "Both men met in Tehran on 7 September."), Span(26, 37, "7 September"))
    >>> told.deed, told.words.exact
    ('meeting', 'met')
    """
    at = (date.start - clause.start, date.end - clause.start)
    noun = _noun_beside(clause, at)
    verbs = [(_gap(match, at), match) for match in _finite().finditer(clause.exact)]
    if noun and _is_thing_done_to(clause, noun):
        noun = None  # "ratified the deal on Monday" tells of the vote
    elif noun:  # "signed the deal on Monday" says more than "the deal on Monday"
        verbs = [one for one in verbs if _deed_of(one[1]["verb"]) == noun.deed]
    if not verbs:
        return noun
    match = min(verbs, key=lambda one: one[0])[1]
    name = _deed_of(match["verb"])
    if name is None or _PLANNED.search(clause.exact[: match.start("verb")][-12:]):
        return None
    words = _part(clause, match.start("verb"), match.end("verb"))
    before = _part(clause, 0, match.start()) if match["passive"] else None
    return ToldEvent(name, words, _doers(clause, match, name), by_verb=True, done_to=before)


_PLANNED = re.compile(r"\b(?:will|would|should|shall|must|to|may|might|could|can)\s(?:be\s|have\s)?$", re.IGNORECASE)


def _doers(clause: Span, match: re.Match[str], deed: str) -> tuple[Span, ...]:
    """Where in a clause those who did it stand: before the verb, after "by" in a passive, anywhere where both do it."""
    before, after = _part(clause, 0, match.start()), _part(clause, match.end(), len(clause.exact))
    if event_rows()[deed].get("mutual"):
        return before, after
    by = re.search(r"\bby\b", after.exact) if match["passive"] else None
    if match["passive"]:
        return (_part(after, by.end(), len(after.exact)),) if by else ()
    return (before,)


# What stands between a date and a noun after it, and between a noun and a date after it.
_OF_THE_DAY = re.compile(r"['’]s\s|\s(?:during|at|in)\s")
_ON_THE_DAY = re.compile(r"(?:^|\s)(?:on|of|in)\s$|^\s$")


def _noun_beside(clause: Span, at: tuple[int, int]) -> ToldEvent | None:
    """The noun of a deed that the date belongs to: "Monday's meeting", "during a summit on Monday"."""
    for match in _nouns().finditer(clause.exact):
        between = clause.exact[min(match.end(), at[1]) : max(match.start(), at[0])]
        first = at[0] < match.start()
        joined = _OF_THE_DAY.match(between) if first else _ON_THE_DAY.search(between)
        if joined and len(find_words(between)) <= MOST_BETWEEN and not _finite().search(between):
            rest = _part(clause, max(match.end(), at[1]), len(clause.exact))
            names = re.match(r"\W*(?:of|between|with|by|was|were|in\s[\w\s]+\sbetween)\b", rest.exact)
            doers = (rest,) if names else ()
            return ToldEvent(_deed_of(match[0]) or "", _part(clause, match.start(), match.end()), doers)
    return None


# "rejected the ", "has hailed a new ": the verb, and what may stand between it and its object.
_DONE_TO = re.compile(r"\b(\w+ed)\s(?:the|an?|this|that|its|their)\s(?:\w+\s){0,3}$", re.IGNORECASE)


def _is_thing_done_to(clause: Span, noun: ToldEvent) -> bool:
    """Whether the noun names a thing that lasts, and the date that of what was done to it: "rejected the deal on"."""
    row = event_rows()[noun.deed]
    match = _DONE_TO.search(clause.exact[: noun.words.start - clause.start])
    return bool(row.get("thing") and match and match[1].lower() not in row["verbs"])


def _respects(article: Article, number: int, timex: Timex, clause: Span, told: ToldEvent) -> Iterator[Fact]:
    """The respects in which one clause tells of an event."""
    near, cited = article.nearness(timex.span)
    fact = partial(
        Fact, kind="event", subject=told.deed, place=_where(article, clause, told), document=article.document,
        outlet=article.outlet, sentence=number, span=clause, near=near, cited=cited,
    )  # fmt: skip
    doers = dict(_named(article, told.doers))
    yield fact(measure=DEED, words=told.words.exact, comparable=False)
    if doers:
        yield fact(measure=WHO, words=", ".join(doers.values()), meaning="|".join(sorted(doers)), comparable=False)
    if told.by_verb and (thing := _thing(clause, told, timex.span)):
        yield fact(measure=OBJECT, words=thing, comparable=False)
    yield fact(measure=ON, words=timex.span.exact, meaning=timex.value)


def _named(article: Article, parts: Sequence[Span]) -> Iterator[tuple[str, str]]:
    """Who is named in some words, as id and name: people, else bodies, else the powers that stand for their state."""
    mentions = [m for m in article.annotations.mentions if any(m.span.within(part) for part in parts)]
    for kind in ("PERSON", "ORG", "GROUP"):
        of_kind = [m for m in mentions if m.kind == kind]
        if of_kind:
            yield from ((m.entity or m.name.lower(), article.names.get(m.entity or "", m.name)) for m in of_kind)
            return
    for top in article.annotations.toponyms:
        power = top.role != "literal" or (top.place is not None and top.place.precision == "country")
        if power and top.place and any(top.span.within(part) for part in parts) and not _is_where(top, parts):
            yield top.place.name.lower(), top.place.name


def _is_where(top: Toponym, parts: Sequence[Span]) -> bool:
    """Whether a country is only the place: "in Syria"."""
    part = next(part for part in parts if top.span.within(part))
    return bool(re.search(r"\bin\s(?:the\s)?$", part.exact[: top.span.start - part.start]))


def _where(article: Article, clause: Span, told: ToldEvent) -> str | None:
    """The place after "in", "at" or the like, or that follows the verb ("left Gao"); the smallest of several."""
    places = []
    for top in article.places:
        before = clause.exact[: max(0, top.span.start - clause.start)]
        between = clause.exact[told.words.end - clause.start : max(0, top.span.start - clause.start)]
        reached = told.by_verb and between in {" ", " from "}
        if top.span.within(clause) and top.role == "literal" and (reached or _AT_PLACE.search(before)):
            places.append(top.place)
    places.sort(key=lambda place: place is not None and place.precision != "city")
    return places[0].name if places and places[0] else None


# "In the Black Sea resort of ", "at a summit in ".
_AT_PLACE = re.compile(r"\b(?:in|at|near|outside|around)\s(?:[\w'’-]+\s){0,5}$", re.IGNORECASE)


def _thing(clause: Span, told: ToldEvent, date: Span) -> str:
    """What it was done to: the words after the verb, up to the date or the next preposition; before a passive."""
    if told.done_to is not None:
        return _thing_before(told.done_to.exact)
    after = clause.exact[told.words.end - clause.start :]
    if date.start >= told.words.end:
        after = after[: date.start - told.words.end]
    words = re.match(rf"(?:\s(?:to\s)?(?!(?:{either(fact_list('event_ends'))})\b)[\w'’-]+)+", after)
    return words[0].strip() if words else ""


def _thing_before(words: str) -> str:
    """What a passive is said of, by the words before its verb; that with a noun of a deed where there are several.

    >>> _thing_before("In Rome the peace agreement between both sides ")
    'the peace agreement'
    """
    parts = [part.strip(" ,") for part in any_of(fact_list("event_ends")).split(words)]
    named = [part for part in parts if _nouns().search(part)] or parts[-1:]
    thing = re.search(r"(?:^|\b(?:the|an?)\s)(?!.*\b(?:the|an?)\s).*", named[0], re.IGNORECASE)
    return thing[0] if thing else named[0]


def _dates(timex: Timex, sentence: Sentence) -> bool:
    """Whether a time expression is a day or a month on which something was: neither the end of a stretch nor vague."""
    before = sentence.span.exact[: timex.span.start - sentence.span.start].rstrip().rpartition(" ")[2].lower()
    known = timex.type == "DATE" and timex.mod is None and timex.begin is not None
    whole = bool(timex.value and _DAY_OR_MONTH.match(timex.value))
    day = timex.begin == timex.finish or len(timex.value or "") == len("2018-09")
    return known and whole and day and before not in fact_list("not_on")


def _gap(match: re.Match[str], at: tuple[int, int]) -> int:
    """How far a verb stands from the date, in characters; one before the date is nearer than one after it."""
    return at[0] - match.end() if match.end() <= at[0] else 2 * (match.start() - at[1])


def _part(span: Span, start: int, end: int) -> Span:
    return Span(span.start + start, span.start + end, span.exact[start:end])


@lru_cache(maxsize=512)
def _deed_of(words: str) -> str | None:
    """The deed that a verb or noun names; None for one that only reports."""
    known = words.lower()
    return next((name for name, row in event_rows().items() if known in (*row["verbs"], *row["nouns"])), None)


@lru_cache(maxsize=1)
def event_rows() -> dict[str, dict[str, Any]]:
    """The deeds of dated events, as the facts codebook has them, by name."""
    return {row["name"]: row for row in load_words("facts")["event"]}


@lru_cache(maxsize=1)
def _finite() -> re.Pattern[str]:
    """A finite verb of a deed, or one that reports; with what makes it a passive before it."""
    verbs = {verb for row in event_rows().values() for verb in row["verbs"]} | fact_list("reporting")
    passive = r"(?P<passive>was|were|been|being|is|are)\s(?:\w+ly\s)?"
    return re.compile(rf"\b(?:{passive})?(?P<verb>{either(tuple(sorted(verbs)))})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _nouns() -> re.Pattern[str]:
    return any_of(tuple(noun for row in event_rows().values() for noun in row["nouns"]))


@lru_cache(maxsize=1)
def _bounds() -> re.Pattern[str]:
    """Where a clause ends: a mark, or a word that begins another one."""
    words = either(fact_list("clause_words"))
    return re.compile(rf"[;:“”\"]|\s[-–—]+\s|,\s(?:and|but)\s|,?\s(?:{words})\s|^(?:{words})\s", re.IGNORECASE)

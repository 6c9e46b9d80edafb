"""What else a report says of a deed: where, at what hour, who takes part, how sure it is, each with what it is said of.

Outlets that agree on all else may differ in one of these: "into the zone" and "beyond the zone". What is the same word
in two reports, the zone, is the frame in which they are held against each other.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from lib.agreement.reported.vocabulary import THING, keys_in
from lib.annotate.counting.counted import PEOPLE, singular
from lib.codebooks import load_words, word_set
from lib.compare.article import Article, fact_list
from lib.compare.duties.beginnings import BEGINS
from lib.compare.duties.outcomes import OUTCOME, ROLE
from lib.compare.duties.routes import ROUTE, routes_apart
from lib.compare.records import Fact
from lib.gazetteer import load_gazetteer
from lib.models import Commitment, Span
from lib.text.words import any_of

WHERE, HOUR, WHICH, MEMBERS, SURE = "where", "at what hour", "which", "who takes part", "how sure"
TASK, MAKERS, SOON = "what it does", "who made it", "how soon"
SLOTS = frozenset({WHERE, HOUR, WHICH, MEMBERS, SURE, TASK, MAKERS, OUTCOME, ROLE, BEGINS, ROUTE, SOON})
OPEN, FIRM, BOTH, BEFORE = "open", "firm", "both", "before"
# Begins the frame of what a place is called: "at the posts" and "on the line".
NOUN = "noun "
_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]")
_HOUR = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)$")
_LISTED = re.compile(r",?\s(?:and|or|as well as)\s(?:the\s)?[A-Z]|,\s(?:the\s)?[A-Z]")
# Twelve by the clock, of the day or of the night.
_EITHER = re.compile(r"(?:12|twelve)\b(?!.*(?:noon|midnight|[ap]\.?m\b))", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|by|before|than|ending|ends|and|to)\s(?:at\s)?$", re.IGNORECASE)
# Kinds of people and of what they form.
_PEOPLE = frozenset({"fighters", "troops", "captives", "observers", "commission", "refugees", "leaders"})
# Those whom a hedge makes unsure stand so near behind it.
MOST_HEDGED, REACH = 4, 80
FEWEST_SHARED = 2
# Of a long object only so many words say what is meant.
THING_WORDS = 5


class Phrase(NamedTuple):
    """Words without a verb or preposition among them but "of": the word before them, and where they stand."""

    before: str
    words: tuple[str, ...]
    start: int
    end: int

    @property
    def head(self) -> str:
        """The noun: the last word before "of", in lower case."""
        own = self.parts()[0]
        return own[-1].lower() if own else ""

    def parts(self) -> list[tuple[str, ...]]:
        """The words between each "of" and the next, without articles and the like."""
        parts: list[list[str]] = [[]]
        for word in self.words:
            if word == "of":
                parts.append([])
            elif word.lower() not in fact_list("determiners"):
                parts[-1].append(word)
        return [tuple(part) for part in parts]


def find_slots(article: Article, commitment: Commitment, fact: Callable[..., Fact]) -> Iterator[Fact]:
    """The slots of one commitment, as facts whose frame is what they are said of."""
    phrases = tuple(_phrases(commitment.span.exact))
    yield from _places(article, commitment, phrases, fact)
    yield from _hours(article, commitment, fact)
    yield from _people(article, commitment.span.exact, phrases, fact)
    yield from _members(article, commitment, fact)
    yield from _sure(commitment, fact)


def slots_apart(one: Fact, other: Fact) -> bool:
    """Whether two values of one slot cannot both be: other people, members that only one list has, sure or not."""
    first, second = (frozenset((fact.meaning or "").split("|")) for fact in (one, other))
    if one.measure == OUTCOME:
        return first != second
    if one.measure == ROUTE:
        return routes_apart(first, second)
    if one.measure in {MEMBERS, MAKERS}:
        return first != second and len(first & second) >= FEWEST_SHARED
    if BOTH in first | second and len(first | second) > 2:
        return False  # those of both countries can be named
    return first.isdisjoint(second)


def _phrases(text: str) -> Iterator[Phrase]:
    """The phrases of a text in order.

    >>> [(one.before, " ".join(one.words)) for one in _phrases("Units will move into the zone of peace by Monday")]
    [('', 'Units'), ('will', 'move'), ('into', 'the zone of peace'), ('by', 'Monday')]
    """
    before, words, start, end = "", list[str](), 0, 0
    for token in _TOKEN.finditer(text):
        if token[0].lower() in fact_list("phrase_ends") or not token[0][0].isalnum():
            if words:
                yield Phrase(before, tuple(words), start, end)
            before, words = token[0].lower(), []
        else:
            start = start if words else token.start()
            words.append(token[0])
            end = token.end()
    if words:
        yield Phrase(before, tuple(words), start, end)


def _places(
    article: Article, commitment: Commitment, phrases: Sequence[Phrase], fact: Callable[..., Fact]
) -> Iterator[Fact]:
    """Where it is to be, once by the noun and once by each place named: within it, beyond it, around it."""
    start = commitment.span.start
    times = [time.span for time in article.annotations.timexes if time.span.overlaps(commitment.span)]
    tops = [top for top in article.annotations.toponyms if top.place and top.span.within(commitment.span)]
    for phrase in phrases:
        arrives = phrase.before == "before" and fact_list("arriving").intersection(phrase.words)
        relation = BEFORE if arrives else _relations().get(phrase.before)
        span = Span(start + phrase.start, start + phrase.end, commitment.span.exact[phrase.start : phrase.end])
        if relation is None or any(time.overlaps(span) for time in times):
            continue
        named = {top.place.name for top in tops if top.place and top.span.within(span)}
        nouns = {phrase.head} & fact_list("where_nouns")
        for name in (*sorted(singular(noun) for noun in nouns), *sorted(named)):
            yield fact(measure=WHERE, words=f"{phrase.before} {span.exact}", meaning=relation, frame=name)
        for noun in sorted(singular(noun) for noun in nouns - fact_list("anywhere")):
            yield fact(measure=WHERE, words=f"{phrase.before} {span.exact}", meaning=noun, frame=f"{NOUN}{relation}")


def _hours(article: Article, commitment: Commitment, fact: Callable[..., Fact]) -> Iterator[Fact]:
    """The hour from which or at which it is to be, by the clock of the place."""
    found = article.standing(commitment.span)
    if found is None:
        return
    for time in article.annotations.timexes:
        hour = _HOUR.match(time.value or "")
        if hour and time.span.within(found[1].span) and not _EITHER.match(time.span.exact):
            before = found[1].span.exact[: time.span.start - found[1].span.start]
            end = "until " if _UNTIL.search(before) else ""
            yield fact(measure=HOUR, words=time.span.exact, meaning=hour[2], frame=end + hour[1], span=time.span)


def _people(article: Article, text: str, phrases: Sequence[Phrase], fact: Callable[..., Fact]) -> Iterator[Fact]:
    """Which people are meant: of one noun whose they are, of one country's people which they are."""
    for lead, phrase, behind in zip((None, *phrases), phrases, (*phrases[1:], None), strict=False):
        parts, end = phrase.parts(), phrase.end
        if behind is not None and behind.before == "from":
            parts, end = [*parts, behind.parts()[0]], behind.end
        if lead is not None and phrase.before in {"and", "or"} and all(_name(article, word) for word in lead.words):
            parts[0] = (*lead.words, phrase.before, *parts[0])  # "Kresian and Tarsian guards"
        for own, rest in pairwise([*parts, ()]):
            kind = _kind(own[-1].lower()) if own else None
            if kind is not None and not (rest and _LISTED.match(text, end)):
                yield from _which(article, kind, own, rest, fact)


def _which(
    article: Article, kind: str, own: tuple[str, ...], rest: tuple[str, ...], fact: Callable[..., Fact]
) -> Iterator[Fact]:
    """The people of one noun, by whose they are and by what else is said of them."""
    names = sorted(_names(article, (*own, *rest)))
    if names and (called := _called(article, own)):
        names = [called]
    told = sorted({key for word in own[:-1] if not _name(article, word) for key in keys_in(word)})
    both = " ".join(rest).lower() in fact_list("both_sides")
    words = " of ".join(" ".join(part) for part in (own, rest) if part)
    if names or both:
        yield fact(measure=WHICH, words=words, meaning="|".join(names or [BOTH]), frame=singular(own[-1].lower()))
    if names and told:
        yield fact(measure=WHICH, words=words, meaning="|".join(told), frame="/".join([kind, *names]))
    if force := _force(own):
        for name in names:
            yield fact(measure=WHICH, words=words, meaning=force, frame=f"forces of {name}")


def _called(article: Article, words: Sequence[str]) -> str:
    """The name that an article puts beside some people, which others may give alone: "EU troops INFOR"; else empty."""
    beside = re.compile(rf"\b{re.escape(' '.join(words))}\s\(?([A-Z]{{3,}})\b")
    found = filter(None, (beside.search(sentence.span.exact) for sentence in article.annotations.sentences))
    return next((one[1].lower() for one in found), "")


def _members(article: Article, commitment: Commitment, fact: Callable[..., Fact]) -> Iterator[Fact]:
    """Who takes part, where at least so many are named after a word for it."""
    lead = any_of(fact_list("members")).search(commitment.span.exact)
    if lead is None:
        return
    at = commitment.span.start + lead.end()
    tops = [top for top in article.annotations.toponyms if at <= top.span.start and top.span.within(commitment.span)]
    places = {top.place.name for top in tops if top.place}
    taken = [top.span for top in tops]
    bodies = {
        one.name
        for one in article.annotations.mentions
        if at <= one.span.start and one.span.within(commitment.span) and one.kind in {"ORG", "GROUP"}
        and not any(one.span.overlaps(span) for span in taken)
    }  # fmt: skip
    if len(names := sorted(places | bodies)) > FEWEST_SHARED:
        words = commitment.span.exact[lead.end() :].strip()
        yield fact(measure=MEMBERS, words=words, meaning="|".join(names), frame=MEMBERS)


def _sure(commitment: Commitment, fact: Callable[..., Fact]) -> Iterator[Fact]:
    """Whether it is to be or may be, once for each word that it is said of."""
    text = commitment.span.exact
    hedges = [one for one in any_of(fact_list("open")).finditer(text) if one[0].islower()]  # "May" is a month
    unsure: dict[str, None] = {}
    for hedge in hedges:
        behind = " ".join(_TOKEN.findall(text[hedge.end() : hedge.end() + REACH])[:MOST_HEDGED])
        unsure |= dict.fromkeys(keys_in(behind))
    thing = " ".join((commitment.object or "").split()[:THING_WORDS])
    for key in dict.fromkeys(keys_in(f"{commitment.action} {thing}")):
        if key not in unsure and not hedges:
            yield fact(measure=SURE, words=text, meaning=FIRM, frame=key)
    for key in unsure:
        yield fact(measure=SURE, words=text[hedges[0].start() :], meaning=OPEN, frame=key)


def _kind(head: str) -> str | None:
    """The kind of people that a noun names; None where it names none."""
    key = next(iter(keys_in(head)), "")
    if key.startswith(THING):
        return key.removeprefix(THING) if key.removeprefix(THING) in _PEOPLE else None
    words = load_words("counting")["people"]["words"]
    return singular(head) if {head, f"{head}s"} & set(words) or head == PEOPLE else None


def _force(words: Sequence[str]) -> str | None:
    """Which force some words name, by the last word that tells: the police, in "military police units"."""
    known = {word: force for force, forms in load_words("facts")["forces"].items() for word in forms}
    return next((known[word.lower()] for word in reversed(words) if word.lower() in known), None)


def _names(article: Article, words: Sequence[str]) -> Iterator[str]:
    """The names among some words; words of names that follow one another make one."""
    name = list[str]()
    for word in (*words, ""):
        if word and (known := _name(article, word)):
            name.append(known)
        elif name:
            yield " ".join(name)
            name = []


def _name(article: Article, word: str) -> str:
    """A word of a people's name as their country's, or of a body's name; empty for other words.

    A place alone is none: a capital may stand for its country.
    """
    if word.lower() in word_set("things", "plain", "bodies") or not word[0].isupper():
        return ""
    demonym = load_gazetteer().demonym(word)
    if demonym is not None and demonym.place is not None:
        return demonym.place.name
    return word.lower() if word.lower() in article.body_words else ""


@lru_cache(maxsize=1)
def _relations() -> dict[str, str]:
    return {word: name for name, words in load_words("facts")["where"].items() for word in words}

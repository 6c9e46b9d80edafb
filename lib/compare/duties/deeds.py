"""Commitments as facts: which deed, of what, from whom, by whom and by when, in words and in comparable form."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from typing import Any

from lib.codebooks import load_words
from lib.codebooks.referents import load_referents
from lib.compare.article import Article, fact_list
from lib.compare.duties.beginnings import find_beginnings
from lib.compare.duties.days import WHEN, days_of, frame_of, is_moved, is_term
from lib.compare.duties.deed_numbers import bounds_of, find_number
from lib.compare.duties.outcomes import find_outcomes
from lib.compare.duties.routes import find_routes
from lib.compare.duties.slots import find_slots
from lib.compare.duties.states import MOVES
from lib.compare.labels import labels_in
from lib.compare.locating import place_within
from lib.compare.records import Fact
from lib.compare.units import is_measure
from lib.models import Commitment, Span
from lib.text.words import any_of, either

DEED, OBJECT, WHOSE, WHO = "action", "object", "from whom or where", "who"
RESPECTS = (WHO, DEED, OBJECT)
PARTICIPLES = ("ed", "wn", "ken", "ven", "ought", "aught")
# "4 a", "ii", "2 1"
DEEDS = "deed/"  # begins what is no clause
_NUMBER = re.compile(r"(?:\d+|[ivx]+)(?: (?:\d+|[a-z]))*", re.IGNORECASE)
_THEIR = re.compile(r"(?:its|their)\s", re.IGNORECASE)
_HEAD_END = re.compile(
    r"\s(?:of|in|on|by|from|to|with|around|between|along|against|held|linking|that|which|for)\s", re.IGNORECASE
)
_COUNT = re.compile(
    r"^(?:(?:about|some|around|nearly|almost|at least|up to|more than|over)\s)?"
    r"\d[\d.,]*(?:[-–]\d[\d.,]*)?\s+(?:(?:thousand|million|billion)\s+)?",
    re.IGNORECASE,
)


def find_deeds(article: Article) -> Iterator[Fact]:
    """What is to be done, one fact a respect: action, object, from whom or where, who, by when; headlines marked."""
    for commitment in article.annotations.commitments:
        if found := article.standing(commitment.span):
            near, cited = article.nearness(_deed_span(commitment), commitment.cited)
            fact = partial(
                Fact, kind="deed", subject=article.matter_of(commitment), place=None,
                document=article.document, outlet=article.outlet, sentence=found[0], span=commitment.span,
                near=near, cited=cited, headline=found[1].headline, told=article.told,
            )  # fmt: skip
            yield from _respects(article, commitment, fact)
            yield from find_slots(article, commitment, fact)
            yield from find_outcomes(commitment, fact)
            yield from find_beginnings(article, commitment, fact)
            yield from find_routes(article, commitment, fact)


def _respects(article: Article, commitment: Commitment, fact: Callable[..., Fact]) -> Iterator[Fact]:
    """The respects in which one commitment says something."""
    name, _ = deed_of(commitment)
    words = commitment.action if not _is_light(commitment.action) else commitment.object or commitment.action
    negated = "not " if commitment.modality == "prohibition" and not words.lower().startswith("no ") else ""
    yield fact(measure=DEED, words=negated + words, meaning=name)
    if not _is_light(commitment.action) and (done_to := _object(article, commitment)):
        yield fact(measure=OBJECT, **done_to)
    if commitment.obligor and commitment.obligor.text.lower() not in fact_list("pronouns"):
        yield fact(measure=WHO, words=commitment.obligor.text)
    if commitment.deadline:
        due = commitment.deadline
        moved = is_moved(commitment.span.exact) or any(
            deed.state in MOVES and deed.span.overlaps(due.span) for deed in article.annotations.deeds
        )
        days, frame = days_of(due.span.exact, due.due), frame_of(commitment, due)
        yield fact(
            measure=WHEN, words=due.span.exact or str(due.due), meaning=due.due.isoformat(), days=days, frame=frame,
            comparable=not moved and not is_term(due.span.exact),
        )  # fmt: skip
    if whose := whose_of(article, commitment):
        words, meaning = whose
        yield fact(measure=WHOSE, words=words, meaning=meaning)


def whose_of(article: Article, commitment: Commitment) -> tuple[str, str | None] | None:
    """Whose it is that is handed over, or from where it goes, in words and as a party; None where that is not told."""
    name, _ = deed_of(commitment)
    if not any(row["name"] == name and row.get("from") for row in _deeds()):
        return None
    if whose := _whose(commitment):
        return whose.exact, _party(article, whose)
    if commitment.obligor and _THEIR.match(commitment.object or ""):
        words = commitment.obligor.text
        return words, _party(article, Span(0, len(words), words), placed=False)
    return None


def _object(article: Article, commitment: Commitment) -> dict[str, Any] | None:
    """What a deed is done to in words, with the number's bounds: "240 prisoners"; None where nothing is said."""
    figure = find_number(article, commitment)
    if figure is None:
        return {"words": commitment.object} if commitment.object else None
    thing = commitment.object or ""
    at = thing.find(figure.span.exact)
    words = thing.removeprefix("over ") if at >= 0 else f"{figure.span.exact} {figure.of or ''}".strip()
    words = article.corrected.get((figure.span.start, figure.span.end), words)
    return {"words": words, **bounds_of(article, commitment, figure)}


def deed_names(facts: Iterable[Fact]) -> dict[str, str]:
    """What readers call each matter that has no name of its own, by its fullest telling: "France: release prisoners".

    That is what is no clause, and a clause that has a number alone: "point 4 a: surrender heavy weapons".
    """
    told: dict[str, dict[tuple[str, int], dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for fact in facts:
        numbered = not (fact.headline or fact.words.isupper()) and _number_of(fact.subject)
        if fact.measure in RESPECTS and (numbered or fact.subject.startswith(DEEDS)):
            told[fact.subject][fact.document, fact.span.start].setdefault(fact.measure, fact.words)
    return {matter: _name_of(matter, max(tellings.values(), key=len)) for matter, tellings in told.items()}


def _number_of(matter: str) -> str:
    """The number of a clause that has no name, "4 a"; empty for any other."""
    clause = "" if matter.startswith(DEEDS) else matter.partition("/")[2].replace("-", " ")
    return clause if _NUMBER.fullmatch(clause) else ""


def _name_of(matter: str, parts: Mapping[str, str]) -> str:
    number = _number_of(matter)
    if not number:
        return _deed_name(parts)
    thing = _HEAD_END.split(parts[OBJECT])[0].strip(" –—-") if OBJECT in parts else ""
    thing = "" if thing.lower() == parts.get(DEED, "").lower() else thing
    done = parts.get(DEED, "").endswith(PARTICIPLES)  # "guns withdrawn", but "withdraw guns"
    words = [thing, parts.get(DEED, "")] if done else [parts.get(DEED, ""), thing]
    return f"point {number}: {' '.join(filter(None, words))}".rstrip(": ")


def _deed_name(parts: Mapping[str, str]) -> str:
    """Who does what to what, without how many; what is only done to something stands before its deed."""
    thing = _HEAD_END.split(parts[OBJECT])[0] if OBJECT in parts else ""
    thing = "" if is_measure(uncounted(thing)) else uncounted(thing)
    if WHO in parts:
        return f"{parts[WHO]}: {' '.join(filter(None, [parts[DEED], thing]))}"
    return ": ".join(filter(None, [thing, parts[DEED]]))


def deed_of(commitment: Commitment) -> tuple[str | None, str | None]:
    """The deed's name in the codebook and its family, "not" before what is banned or to be stopped; else None."""
    name, family = _deed_in(commitment.action)
    if name is None and (_is_light(commitment.action) or _stops(commitment.action)):
        name, family = _deed_in(_HEAD_END.split(commitment.object or "")[0])
    if name is None:
        return None, None
    banned = commitment.modality == "prohibition" or _stops(commitment.action)
    return (f"not {name}" if banned else name), family


@lru_cache(maxsize=256)
def deed_family(name: str) -> str | None:
    """The family of a deed by its name, as `Fact.meaning` has it."""
    plain = name.removeprefix("not ")
    return next((str(row["family"]) for row in _deeds() if row["name"] == plain), None)


@lru_cache(maxsize=10_000)
def _deed_in(words: str) -> tuple[str | None, str | None]:
    named = [(match.start(), row) for row in _deeds() if (match := _forms(row["name"]).search(words))]
    row = min(named, key=lambda one: one[0])[1] if named else None
    return (str(row["name"]), str(row["family"])) if row else (None, None)


def _deed_span(commitment: Commitment) -> Span:
    """The end of a commitment's words, which is inside whatever words report it: they may begin later than it does."""
    end = commitment.deadline.span.start if commitment.deadline else commitment.span.end
    start = max(commitment.span.start, min(end, commitment.span.end) - 1)
    return Span(start, start + 1, commitment.span.exact[start - commitment.span.start :][:1])


def _whose(commitment: Commitment) -> Span | None:
    """From whom or where, as named: "all opposition forces", "the zone"; up to the deadline or the next clause."""
    text, start = commitment.span.exact, commitment.span.start
    match = any_of(fact_list("whose")).search(text)
    if match is None:
        return None
    stop = commitment.deadline.span.start - start if commitment.deadline else len(text)
    rest = text[match.end() : stop] if stop > match.end() else text[match.end() :]
    end = re.search(rf"\s(?:{either(fact_list('ends'))})\b|[,;:.]", rest, re.IGNORECASE)
    words = rest[: end.start()] if end else rest
    lead = len(words) - len(words.lstrip(' "“'))
    words = words.strip(' "“”')
    at = start + match.end() + lead
    return Span(at, at + len(words), words) if words else None


def _party(article: Article, whose: Span, *, placed: bool = True) -> str | None:
    """Whom or what a name means, and how far it reaches: "armed-groups|all", "armed-groups|Idlib", "place:Idlib|"."""
    labels = list(labels_in(whose, load_referents()))
    place = place_within(article, whose) if placed else None
    every = whose.exact.split()[0].lower() in fact_list("everything")
    if labels:
        return f"{labels[0][1]}|{place or ('all' if every else '')}"
    if place is None and (side := _side(whose.exact)):
        return f"side:{side}|"
    return f"place:{place}|" if place else None


def _side(words: str) -> str | None:
    """On which side those are whose arms are meant: of the rebels, of the government, of all."""
    named = {word.lower() for word in words.split()}
    sides = [side for side, forms in load_words("facts")["sides"].items() if named & set(forms)]
    return sides[-1] if sides else None


def uncounted(thing: str) -> str:
    """What a phrase names without the number before it.

    >>> uncounted("about 240 prisoners"), uncounted("prisoners of war")
    ('prisoners', 'prisoners of war')
    """
    return _COUNT.sub("", thing) or thing


def _is_light(words: str) -> bool:
    return words.lower() in fact_list("light")


def _stops(words: str) -> bool:
    return words.lower() in load_words("deeds")["stopping"]["forms"]


def _deeds() -> list[dict[str, Any]]:
    return list(load_words("deeds")["deed"])


@lru_cache(maxsize=64)
def _forms(name: str) -> re.Pattern[str]:
    return any_of(tuple(form for row in _deeds() if row["name"] == name for form in row["forms"]))

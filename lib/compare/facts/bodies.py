"""Bodies that an agreement sets up: what each is there for, and how soon it begins."""

import re
from collections.abc import Iterator
from functools import lru_cache

from lib.codebooks import load_words
from lib.compare.article import Article, fact_list
from lib.compare.duties.beginnings import AT_ONCE, BEGINS, at_once
from lib.compare.duties.slots import TASK
from lib.compare.records import Fact
from lib.models import Mention, Sentence, Span
from lib.text.words import any_of, either

WATCHING, LATER = "watching", "within a time"
# So far behind a body's name stands what it is there for.
REACH = 80
_WITHIN = re.compile(r"(?:with)?in\s", re.IGNORECASE)


def find_bodies(article: Article) -> Iterator[Fact]:
    """What each body with a name is there for, and how soon it begins; all that one article says is one value."""
    tasks: dict[str, list[tuple[str, int, Span]]] = {}
    for number, sentence, body in _bodies(article):
        entity = body.entity or ""
        for found in _task(sentence, body):
            tasks.setdefault(entity, []).append((found[0], number, found[1]))
        for meaning, span in _how_soon(article, sentence):
            yield _fact(article, entity, BEGINS, meaning, number, span)
    for entity, told in tasks.items():
        meaning = "|".join(sorted({sense for sense, _, _ in told}))
        yield from (_fact(article, entity, TASK, meaning, number, span) for _, number, span in told)


def _bodies(article: Article) -> Iterator[tuple[int, Sentence, Mention]]:
    """Each mention of a body of several words, with its sentence."""
    for body in article.annotations.mentions:
        if body.entity and body.kind == "ORG" and " " in body.span.exact:
            found = article.sentence_of(body.span)
            if found is not None:
                yield *found, body


def _task(sentence: Sentence, body: Mention) -> Iterator[tuple[str, Span]]:
    """What a body is there for by the first verb behind its name: to oversee, to police, or to settle."""
    start = sentence.span.start
    at = body.span.end - start
    if match := _there_for().search(sentence.span.exact, at, at + REACH):
        begin, verb = start + match.start("verb"), match["verb"]
        yield _senses()[verb.lower()], Span(begin, begin + len(verb), verb)


def _how_soon(article: Article, sentence: Sentence) -> Iterator[tuple[str, Span]]:
    """Whether what a sentence sets up is to begin at once or within a time."""
    if not any_of(fact_list("sets_up")).search(sentence.span.exact):
        return
    if match := at_once().search(sentence.span.exact):
        start = sentence.span.start + match.start()
        yield AT_ONCE, Span(start, start + len(match[0]), match[0])
    for commitment in article.annotations.commitments:
        due = commitment.deadline
        if due and due.span.within(sentence.span) and _WITHIN.match(due.span.exact):
            yield LATER, due.span


def _fact(article: Article, entity: str, measure: str, meaning: str, number: int, span: Span) -> Fact:
    near, cited = article.nearness(span)
    return Fact(
        "claim", article.names.get(entity, entity), measure, None, article.document, article.outlet, number, span,
        span.exact, meaning=meaning, near=near, cited=cited, told=article.told, names=article.all_names,
    )  # fmt: skip


@lru_cache(maxsize=1)
def _senses() -> dict[str, str]:
    """Verbs for watching over what is agreed, and of what kind each is."""
    (row,) = [row for row in load_words("facts")["outcome"] if row["of"] == WATCHING]
    return {verb: sense for sense, verbs in row.items() if sense != "of" for verb in verbs}


@lru_cache(maxsize=1)
def _there_for() -> re.Pattern[str]:
    verbs = either(tuple(_senses()))
    return re.compile(rf"\b(?:to|will|would|shall|must)\s(?:\w+ly\s)?(?P<verb>{verbs})\b", re.IGNORECASE)

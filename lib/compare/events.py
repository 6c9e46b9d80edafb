"""What happened on which day, and where things are: facts that outlets give or leave out, and that never "differ"."""

from collections.abc import Iterator
from functools import lru_cache
from re import Pattern

from lib.codebooks import load_words
from lib.compare.article import Article, any_of
from lib.compare.records import Fact
from lib.models import Sentence, Span, Timex

MOST_ACTORS = 3


def find_events(article: Article) -> Iterator[Fact]:
    """What happened on a day: the nearest word for an event beside a date of one day, and who is named in the sentence.

    The day is part of what the fact is about: two meetings on two days are two meetings.
    """
    deadlines = [c.deadline.span for c in article.annotations.commitments if c.deadline]
    for timex in article.annotations.timexes:
        found = article.sentence_of(timex.span)
        if found is None or not _one_day(timex) or any(timex.span.overlaps(span) for span in deadlines):
            continue
        if event := _event(found[1], timex.span):
            near, cited = article.nearness(timex.span)
            yield Fact(
                "event", f"{event}, {timex.begin}", "who is named", None, article.document, article.outlet,
                found[0], timex.span, _actors(article, found[1].span) or "nobody is named",
                comparable=False, near=near, cited=cited,
            )  # fmt: skip


def find_places(article: Article) -> Iterator[Fact]:
    """Each place that is meant as a place in the body."""
    for top in article.annotations.toponyms:
        found = article.sentence_of(top.span)
        if top.role == "literal" and top.place and found:
            near, cited = article.nearness(top.span)
            yield Fact(
                "place", top.place.name, top.place.precision, None, article.document, article.outlet, found[0],
                top.span, top.span.exact, comparable=False, near=near, cited=cited,
            )  # fmt: skip


def _one_day(timex: Timex) -> bool:
    return timex.type == "DATE" and timex.begin is not None and timex.begin == timex.finish


def _event(sentence: Sentence, day: Span) -> str | None:
    """The kind of event whose word stands nearest to the day."""
    at = (day.start - sentence.span.start, day.end - sentence.span.start)
    found = [
        (max(match.start() - at[1], at[0] - match.end()), name)
        for name, pattern in _events().items()
        for match in pattern.finditer(sentence.span.exact)
    ]
    return min(found)[1] if found else None


def _actors(article: Article, sentence: Span) -> str:
    """The people named in the sentence, else the powers, in order."""
    inside = [m for m in article.annotations.mentions if m.span.within(sentence) and m.entity]
    people = [article.names.get(m.entity or "", m.name) for m in inside if m.kind == "PERSON"]
    powers = [
        article.names.get(t.entity or "", t.span.exact)
        for t in article.annotations.toponyms
        if t.span.within(sentence) and t.role == "associative"
    ]
    return ", ".join(list(dict.fromkeys(people or powers))[:MOST_ACTORS])


@lru_cache(maxsize=1)
def _events() -> dict[str, Pattern[str]]:
    return {name: any_of(tuple(words)) for name, words in load_words("facts")["event"].items()}

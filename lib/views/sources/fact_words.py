"""What a fact says, in words: a value, all that one statement says of a deed or an event in a line, and its topic."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from textwrap import shorten

from lib.compare.duties.days import WHEN
from lib.compare.duties.deeds import DEED, OBJECT, WHO, WHOSE
from lib.compare.duties.slots import SURE
from lib.compare.duties.states import DONE_ON, STATE
from lib.compare.facts.claims import UNTIL
from lib.compare.facts.events import ON
from lib.compare.facts.topics import WHOLE, Topic
from lib.compare.records import Fact
from lib.queries.sources.facts import about
from lib.views.kit.text import day

# Letters of a clause that is told whole beside its state: its sentence stands below.
FIRST_WORDS = 70


def value_words(fact: Fact) -> str:
    """What a fact says, in short: a day as the desk writes days, else the article's words.

    A last day that the words do not name stands with them: "9 Apr 2018 (before 10 April)"; a state stands before the
    first words that tell it.
    """
    if fact.measure in {STATE, SURE}:
        return f"{fact.meaning}: {shorten(fact.words, FIRST_WORDS, placeholder=' …')}"
    if fact.measure == DONE_ON and fact.meaning:
        return day(date.fromisoformat(fact.meaning))
    if fact.measure not in {WHEN, ON, UNTIL} or not fact.meaning or len(fact.meaning) != len("2018-10-10"):
        return fact.words
    known = date.fromisoformat(fact.meaning)
    named = fact.measure == ON or re.search(rf"(?<!\d){known.day}(?!\d)", fact.words)
    return day(known) if named else f"{day(known)} ({fact.words})"


def statements(facts: Sequence[Fact]) -> Iterator[tuple[str, Fact]]:
    """What an outlet says, a statement at a time; all that one statement says of a deed together."""
    if facts[0].kind not in WHOLE:
        yield from ((value_words(fact), fact) for fact in facts)
        return
    deeds: dict[tuple[str, int], dict[str, Fact]] = {}
    for fact in facts:
        deeds.setdefault((fact.document, fact.span.start), {})[fact.measure] = fact
    for parts in deeds.values():
        yield deed_words(parts), next(iter(parts.values()))


def deed_words(parts: Mapping[str, Fact]) -> str:
    """One deed in a line: "rebels: withdraw, from the zone"; "handed over: heavy weapons, by 10 Oct 2018"."""
    said = ": ".join(parts[measure].words for measure in (WHO, DEED, OBJECT) if measure in parts)
    whose = f", from {parts[WHOSE].words}" if WHOSE in parts and parts[WHOSE].words not in said else ""
    days = [
        f", {word} {value_words(parts[measure])}" for word, measure in (("by", WHEN), ("on", ON)) if measure in parts
    ]
    return said + whose + "".join(days) or "; ".join(fact.words for fact in parts.values())


def topic_words(row: Topic) -> str:
    """A topic in a few words: a deed by its subject, a number with what it counts."""
    if row.kind == "quantity":
        return f"{about(row)}: {row.measure}"
    return f"{about(row)} (place)" if row.kind == "place" else about(row)

"""The cue codebook as sets that a rule can ask: which words attribute something, and how."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lib.codebooks import load_words


@dataclass(frozen=True, slots=True)
class Cues:
    """Cue words by what they take; verbs by their plain form, which `plain` gives for every form in lower case."""

    plain: Mapping[str, str]
    speech: frozenset[str]
    clause: frozenset[str]
    infinitive: frozenset[str]
    object: frozenset[str]
    answering: frozenset[str]
    prepositions: Mapping[str, frozenset[str]]
    particles: Mapping[str, frozenset[str]]
    content: frozenset[str]
    claims: frozenset[str]
    voices: frozenset[str]
    mouthpieces: frozenset[str]
    mute: frozenset[str]
    documents: frozenset[str]
    resuming: frozenset[str]
    striking: frozenset[str]
    words: frozenset[str]
    descriptions: Mapping[str, frozenset[str]]
    genders: Mapping[str, str]
    given_names: Mapping[str, str]


@lru_cache(maxsize=1)
def load_cues() -> Cues:
    """The cue codebook, read once; raises CodebookError when the file is broken.

    >>> load_cues().plain["tweeted"]
    'tweet'
    """
    table = load_words("cues")
    lists: dict[str, Any] = {key: frozenset(words) for key, words in table.items() if isinstance(words, list)}
    nouns = {key: frozenset(words) for key, words in table["nouns"].items()}
    rows = table["descriptions"]
    return Cues(
        plain={form: verb for verb, forms in table["forms"].items() for form in (verb, *forms)},
        prepositions=_sets(table["prepositions"]),
        particles=_sets(table["particles"]),
        descriptions={n: frozenset(r for r in rows if n in rows[r]) for n in {n for row in rows.values() for n in row}},
        genders=_pronouns(table["gender"]),
        given_names=_pronouns(table["given_names"]),
        **lists,
        **nouns,
    )


def _sets(table: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(values) for key, values in table.items()}


def _pronouns(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """For each word of a table by pronoun, the pronoun."""
    return {word: pronoun for pronoun, words in table.items() for word in words}

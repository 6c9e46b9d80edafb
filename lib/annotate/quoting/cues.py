"""The cue codebook as sets that a rule can ask: which words attribute something, and how."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

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
    naming: frozenset[str]
    prepositions: Mapping[str, frozenset[str]]
    particles: Mapping[str, frozenset[str]]
    content_nouns: frozenset[str]
    claims: frozenset[str]
    voices: frozenset[str]
    mouthpieces: frozenset[str]
    mute: frozenset[str]
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
    plain = {form: verb for verb, forms in table["forms"].items() for form in forms}
    verbs = {key: frozenset(table[key]) for key in ("speech", "clause", "infinitive", "object")}
    plain |= {verb: verb for group in verbs.values() for verb in group}
    nouns = table["nouns"]
    return Cues(
        plain=plain,
        speech=verbs["speech"],
        clause=verbs["clause"],
        infinitive=verbs["infinitive"],
        object=verbs["object"],
        answering=frozenset(table["answering"]),
        naming=frozenset(table["naming"]),
        prepositions=_sets(table["prepositions"]),
        particles=_sets(table["particles"]),
        content_nouns=frozenset(nouns["content"]),
        claims=frozenset(nouns["claims"]),
        voices=frozenset(nouns["voices"]),
        mouthpieces=frozenset(nouns["mouthpieces"]),
        mute=frozenset(nouns["mute"]),
        words=frozenset(nouns["words"]),
        descriptions=_rows_of_each(table["descriptions"]),
        genders=_pronouns(table["gender"]),
        given_names=_pronouns(table["given_names"]),
    )


def _sets(table: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(values) for key, values in table.items()}


def _pronouns(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """For each word of a table by pronoun, the pronoun."""
    return {word: pronoun for pronoun, words in table.items() for word in words}


def _rows_of_each(table: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """For each describing noun, the rows it stands in."""
    nouns = {noun for row in table.values() for noun in row}
    return {noun: frozenset(row for row, named in table.items() if noun in named) for noun in nouns}

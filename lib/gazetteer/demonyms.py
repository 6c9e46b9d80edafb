"""Adjectives and names of peoples, from lib/codebooks/demonyms.toml, and the places they come from."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from lib.gazetteer.names import normalise
from lib.models import Place

DEMONYMS = Path(__file__).parent.parent / "codebooks" / "demonyms.toml"


@dataclass(frozen=True, slots=True)
class Demonym:
    """The place that a demonym comes from, None for a people without one ("Arab").

    `noun` is true for a plural name of the people that is not the adjective too: "Syrians", "Turks", not "Chinese".
    """

    place: Place | None
    noun: bool


def load_demonyms(path: Path = DEMONYMS) -> dict[str, tuple[str, bool]]:
    """By plain key: a country code, a place's name, or "" for none; and whether the word is a plural noun only."""
    words: dict[str, tuple[str, bool]] = {}
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["demonyms"]:
        where, adjectives, singular, plurals = (*row, "", "")[:4]
        known = {normalise(word) for word in adjectives.split("|")}
        for word in plurals.split("|"):
            if word:
                words.setdefault(normalise(word), (where, normalise(word) not in known))
        for word in (*adjectives.split("|"), *singular.split("|")):
            if word:
                words.setdefault(normalise(word), (where, False))
    return words

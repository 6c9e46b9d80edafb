"""Who is quoted and in how many words, told from the contract's records."""

import re
from collections import defaultdict
from collections.abc import Iterable

from lib.codebooks import load_words
from tests.recount.kept import Kept, Record

_WORD = re.compile(r"\S*\w\S*")


def is_said(quote: Record) -> bool:
    """Whether the cue gives somebody's words: agreeing is a deed."""
    cue = (quote["cue"] or {}).get("text", "")
    return set(load_words("facts")["lists"]["deeds"]).isdisjoint(cue.lower().split(" "))


def who(quote: Record) -> str:
    """A speaker as the desk writes them: an entity, the words at the cue, or nobody."""
    speaker = quote["speaker"]
    if not speaker or (not speaker["entity"] and speaker["text"].lower() in load_words("utterances")["pronouns"]):
        return "nobody"
    return str(speaker["entity"] or f"text:{speaker['text'].lower()}")


def quoted_words(quotes: Iterable[Kept]) -> dict[tuple[str, str], int]:
    """Speaker and outlet to the words of the quotes, each once; of direct speech the words between the marks."""
    places: dict[tuple[str, str], set[tuple[str, int]]] = defaultdict(set)
    for found in quotes:
        one = found.one
        stretches = one["marked"] if one["kind"] == "direct" else [[one["start"], one["end"]]]
        for start, end in stretches:
            text = one["text"][start - one["start"] : end - one["start"]]
            words = {(found.document, start + match.start()) for match in _WORD.finditer(text)}
            places[who(one), found.outlet] |= words
    return {key: len(words) for key, words in places.items() if words}

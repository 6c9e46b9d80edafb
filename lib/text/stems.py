"""Words brought to a common form, so that "withdrawal", "withdrawn" and "withdraw" are one."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from lib.text.words import WORD

# The longer first; what is left keeps at least three letters.
ENDINGS = (
    "izations", "ization", "ations", "ation", "ments", "ment", "tions", "tion", "ings", "ing", "als", "al", "ed", "es",
    "en", "ion", "ions", "n", "s", "e",
)  # fmt: skip
SHORTEST = 4
BRITISH = re.compile(r"is(?=(?:e|ed|es|ing)$)")


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The word's stem: lower case, no hyphens, American -ize, no ending.

    >>> stem("de-militarised"), stem("withdrawal"), stem("withdrawn"), stem("patrols")
    ('demilitariz', 'withdraw', 'withdraw', 'patrol')
    """
    plain = re.sub(r"['’]s?$", "", word.lower()).replace("-", "")
    if len(plain) > 2 * SHORTEST:
        plain = BRITISH.sub("iz", plain).replace("isation", "ization")
    ending = next((e for e in ENDINGS if plain.endswith(e) and len(plain) - len(e) >= SHORTEST), "")
    return plain.removesuffix(ending)


def stems(text: str, joining: Collection[str]) -> Iterator[str]:
    """The stems of a text's words in order, those that only join left out; words joined by a hyphen also one by one.

    >>> list(stems("the withdrawal of all 15-20km-wide zones", {"the", "of", "all"}))
    ['withdraw', '1520kmwid', '15', '20km', 'wide', 'zone']
    """
    for word in WORD.findall(text):
        if word.lower() in joining:
            continue
        yield stem(word)
        if "-" in word:
            yield from (stem(part) for part in word.split("-"))

"""Whether a text is English: most are told by their commonest words, the rest by a detector loaded only for them."""

import re

from lib.codebooks import load_words, word_set
from lib.text.words import only_words

# Of 312 English articles the one with fewest of these words has 12 %, of twelve other languages the highest has 6 %.
_ENGLISH_SHARE = 0.08
# Below this many letters no judgement is made; a headline may be all names.
_JUDGED_LETTERS = 100
# How much text the detector is shown: its scores are sums, so the limit below holds for one length.
_SAMPLE = 300
# By how much a byte another language must be likelier than English. Lists of names reach 0.2, other languages 1.0.
_MARGIN = 0.5
_LETTERS = re.compile(r"[^\W\d_]")


def find_other_language(text: str) -> str | None:
    """The name of the language where the text is surely not English, else None.

    >>> find_other_language("La Russie et la Turquie ont convenu de créer une zone démilitarisée autour de "
    ...     "la province syrienne d'Idlib, a déclaré lundi le président russe après leur rencontre.")
    'French'
    """
    words = only_words(text).split()
    english = word_set("boilerplate", "english")
    if sum(word in english for word in words) >= _ENGLISH_SHARE * len(words):
        return None
    return _detected(text) if len(_LETTERS.findall(text)) >= _JUDGED_LETTERS else None


def _detected(text: str) -> str | None:
    """What the detector says of a stretch from the middle of the text, where it is sure that it is not English."""
    import py3langid  # type: ignore[import-untyped]  # noqa: PLC0415 (its model takes a second and 100 MB, and few runs ever need it)

    middle = max(0, (len(text) - _SAMPLE) // 2)
    sample = text[middle : middle + _SAMPLE]
    scores: list[tuple[str, float]] = py3langid.rank(sample)
    code, best = scores[0]
    if best - dict(scores)["en"] < _MARGIN * len(sample.encode()):
        return None
    names: dict[str, str] = load_words("boilerplate")["languages"]
    return names.get(code, f"the language with the code {code!r}")

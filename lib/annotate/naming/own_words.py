"""A name's own words: what stands round it taken off, what a particle or a mark parts from it put back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from lib.codebooks import word_set
from lib.models import Entity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from lib.annotate.pipeline import Tools

POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
# No name of the news is longer; a longer run of capitals is a heading or noise.
LONGEST_NAME = 12
# One word list of the names codebook.
words = partial(word_set, "names")
# Articles and prepositions that have lost their vowel: "Côte d'Ivoire", "Hugh d'Arcy".
ELIDED = ("d'", "d’", "l'", "l’")


def trim(doc: "Doc", start: int, end: int) -> tuple[int, int] | None:
    """The span without articles, titles, possessives, lower-case ends and marks; None when nothing is left.

    "the Free Syrian Army" becomes "Free Syrian Army", "President Putin's" becomes "Putin".
    """
    while start < end and _drops_from_front(doc[start], doc, end):
        start += 1
    while start < end and _drops_from_back(doc[end - 1]):
        end -= 1
    while (
        end - start > 1
        and doc[end - 1].lower_ in words("titles")
        and doc[end - 1].lower_ not in words("organisation_heads")
    ):
        end -= 1
    if start < end and doc[end - 1].lower_ in {"special", "foreign"} and end - start > 1:
        end -= 1
    return (start, end) if start < end and end - start <= LONGEST_NAME and not is_noise(doc, start, end) else None


def _drops_from_front(token: "Token", doc: "Doc", end: int) -> bool:
    """Whether a token at the front is an article, a title, a mark, or a word in lower case that begins no name."""
    text = token.text
    if token.lower_ in {"the", "a", "an"} and not (
        text[0].isupper() and token.i + 1 < end and doc[token.i + 1].text == "-"
    ):
        return True
    if text[0].isupper() or text[0].isdigit():
        body = any(doc[i].lower_ in words("organisation_heads") for i in range(token.i, end))  # "General Assembly"
        return token.lower_.rstrip(".") in words("titles") and token.i + 1 < end and not body
    return not (token.lower_ in words("leading_particles") and token.i + 1 < end)


def _drops_from_back(token: "Token") -> bool:
    """Whether a token at the end is a possessive, a mark or a word in lower case."""
    return token.text in POSSESSIVES or not (
        token.text[0].isupper() or token.text[0].isdigit() or (token.is_alpha and not token.is_lower)
    )


def is_noise(doc: "Doc", start: int, end: int) -> bool:
    """Whether what is left is no name: one common word, only digits, or no letter."""
    if end - start == 1:
        token = doc[start]
        word = token.lower_.rstrip(".")
        if word in words("never_names") or word in words("titles"):
            return True
        return not any(c.isalpha() for c in token.text) or len(token.text) < 2
    return not any(token.text[0].isupper() for token in doc[start:end])


@dataclass(slots=True, eq=False)
class Name:
    """A name in the text as token positions, with what spaCy and the codebook say it is; `dateline` where it is in one.

    An `event` is a treaty, a meeting or a war, and none of the kinds of names.
    """

    start: int
    end: int
    label: str
    known: Entity | None = None
    abbreviates: str | None = None
    dateline: bool = False
    event: bool = False


def joined(doc: "Doc", names: Sequence[Name], tools: "Tools") -> Iterator[Name]:
    """The names with what particles or an Arabic article tie to them ("Ursula" von der Leyen, "Ma'arrat" al-Nu'man)."""
    last = 0
    for at, name in enumerate(names):
        if name.start < last:
            continue
        start, end = name.start, name.end
        while name.known is None and start > last and _is_tie(doc, start - 1, name):
            start -= 1
        while end < len(doc) - 1 and _is_tie(doc, end, name):
            end += 1
        free = name.known is None or name.known.kind == "PERSON"
        if end > name.end and free and doc[end].text[0].isupper() and not is_country(doc[start : name.end].text, tools):
            end = next((other.end for other in names[at + 1 : at + 4] if other.start <= end < other.end), end + 1)
        else:
            end = name.end
        last = end
        same = (start, end) == (name.start, name.end)
        yield name if same else Name(start, end, name.label, None, name.abbreviates)


def _is_tie(doc: "Doc", at: int, name: Name) -> bool:
    """Whether a word is a particle beside a person's name, or an Arabic article or its hyphen."""
    if doc[at].text == "-":
        return at > 0 and doc[at - 1].lower_ in words("articles_inside")
    article = doc[at].lower_ in words("articles_inside") and at + 1 < len(doc) and doc[at + 1].text == "-"
    return article or (name.label == "PERSON" and doc[at].text in words("surname_particles"))


def is_country(text: str, tools: "Tools") -> bool:
    """Whether a word names a country."""
    return text[:1].isupper() and any(c.place.precision == "country" for c in tools.gazetteer.find_places(text))


def hyphened(doc: "Doc", names: Sequence[Name], tools: "Tools") -> Iterator[Name]:
    """The names, with a place's name whole that a mark or a mistake parts ("Guinea-Bissau", "Côte d'Ivoire")."""
    seen = {doc[n.start : n.end].text for n in names}
    end = 0
    for name in names:
        if name.start < end:
            continue
        before = doc[name.start - 1] if name.start > end else None
        if before is not None and before.tag_ == "NNP" and doc[before.i : name.end].text in seen:
            name.start, name.label = before.i, ""
        whole = _whole(doc, name, tools)
        end = whole.end
        yield whole


def _whole(doc: "Doc", name: Name, tools: "Tools") -> Name:
    """A name with what a mark parts from it, or that ends in small letters: "Hpa-an", "Malacca strait"."""
    end = name.end
    after = doc[end].lower_ if end < len(doc) else ""
    ends: Sequence[int] = ()
    if after == "-" and end + 1 < len(doc) and not (doc[end - 1].whitespace_ or doc[end].whitespace_):
        ends = (end + 2,)
    elif after.startswith(ELIDED):
        ends = [at for at in range(min(end + 3, len(doc)), end, -1) if doc[at - 1].text[-1].isalnum()]
    elif after in words("facility_heads"):
        first = next(iter(tools.gazetteer.find_places(doc[name.start : end + 1].text)), None)
        ends = (end + 1,) if first is not None and first.place.precision == "feature" else ()
    known = next((at for at in ends if tools.gazetteer.knows(doc[name.start : at].text)), None)
    if known is not None:
        return Name(name.start, known, "GPE", dateline=name.dateline)
    return Name(name.start, end + 1, "PERSON") if after.startswith(ELIDED) else name

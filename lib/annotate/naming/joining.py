"""Names in several pieces made whole: those that a particle, an Arabic article or a mark parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lib.annotate.naming.trimming import words
from lib.models import Entity

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from lib.annotate.pipeline import Tools

# Articles and prepositions that have lost their vowel: "Côte d'Ivoire", "Hugh d'Arcy".
ELIDED = ("d'", "d’", "l'", "l’")


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

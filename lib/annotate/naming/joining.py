"""Names in several pieces made whole: those that a particle or an Arabic article joins."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lib.annotate.naming.trimming import is_noise, words
from lib.models import Entity

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from lib.annotate.pipeline import Tools

# "Van de la": no surname begins with more.
MOST_PARTICLES = 3
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


def with_particles(doc: "Doc", names: Sequence[Name]) -> list[Name]:
    """The names in order, with those in one piece that small words join to a surname ("Ursula" "von der" "Leyen").

    The surname alone, if the same text has it whole, keeps its small words: "Von der Leyen said".
    """
    whole = list(_with_surnames(doc, sorted(names, key=lambda name: name.start)))
    tails = {tail for name in whole if name.label == "PERSON" and (tail := _surname(doc, name))}
    return [_with_leading_particles(doc, name, tails) for name in whole] if tails else whole


def _with_surnames(doc: "Doc", names: Sequence[Name]) -> Iterator[Name]:
    """Each person's name with the particles and the surname after it."""
    end = 0
    for at, name in enumerate(names):
        if name.start < end:
            continue
        surname = _surname_after(doc, name) if name.label == "PERSON" or _is_person(name) else None
        end = name.end
        if surname is not None:
            following = next((other for other in names[at + 1 :] if other.start == surname), None)
            if following is None or following.known is None or _is_person(following):
                end = following.end if following is not None else surname + 1
                yield Name(name.start, end, "PERSON", None, name.abbreviates)
                continue
        yield name


def _is_person(name: Name) -> bool:
    """Whether the codebook has the name as a person's."""
    return name.known is not None and name.known.kind == "PERSON"


def _surname_after(doc: "Doc", name: Name) -> int | None:
    """The token of the surname that particles tie to the end of a name, or None."""
    at = name.end
    while at < min(name.end + MOST_PARTICLES, len(doc) - 1) and doc[at].text in words("surname_particles"):
        at += 1
    tied = at > name.end and doc[at].text[0].isupper() and doc[at].is_alpha
    return at if tied and not is_noise(doc, at, at + 1) else None


def _surname(doc: "Doc", name: Name) -> str | None:
    """A name's surname with its particles, in lower case; None where it has no particle."""
    inside = (at for at in range(name.start + 1, name.end - 1) if doc[at].text.lower() in words("surname_particles"))
    first = next(inside, None)
    return doc[first : name.end].text.lower() if first is not None else None


def _with_leading_particles(doc: "Doc", name: Name, tails: set[str]) -> Name:
    """A surname as a person's name with its particles, where the same text has it after a first name."""
    first = name.start
    while first > max(name.start - MOST_PARTICLES, 0) and doc[first - 1].lower_ in words("surname_particles"):
        first -= 1
    alone = name.known is None and doc[first : name.end].text.lower() in tails
    return Name(first, name.end, "PERSON", None, name.abbreviates) if alone else name


def joined(doc: "Doc", names: Sequence[Name], tools: "Tools") -> Iterator[Name]:
    """The names, with those in one piece that an Arabic article joins ("Ma'arrat" and "Nu'man")."""
    last: Name | None = None
    for name in names:
        start = _start_before_article(doc, name, last, tools)
        if last is not None and start < last.end:
            last = Name(last.start, name.end, last.label, None, last.abbreviates or name.abbreviates)
            continue
        if last is not None:
            yield last
        last = name if start == name.start else Name(start, name.end, name.label)
    if last is not None:
        yield last


def _start_before_article(doc: "Doc", name: Name, last: Name | None, tools: "Tools") -> int:
    """Where the name really begins when "al-" or the like stands before it: at the capitalised word before that."""
    i = name.start
    if i < 3 or name.known or doc[i - 1].text != "-" or doc[i - 2].lower_ not in words("articles_inside"):
        return i
    head = doc[i - 3]
    free = last is None or last.end <= i - 3 or (last.end == i - 2 and last.known is None)
    if not free or not head.text[:1].isupper() or is_noise(doc, i - 3, i - 2) or is_country(head.text, tools):
        return i - 2 if last is None or last.end <= i - 2 else i
    return i - 3


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

"""Which entity a mention means: one candidate or none, with the reason (after eyecite's find and resolve)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lib.codebooks import load_words
from lib.models import Entity, Kind
from lib.text.slug import slug

ARTICLES = ("al-", "Al-", "el-", "El-", "al ", "Al ", "the ", "The ")


@dataclass(frozen=True, slots=True)
class Resolved:
    """The entity's id and name, and why it is that one."""

    entity: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Heard:
    """A name as it stands in the document, before anybody knows whose it is."""

    text: str
    kind: Kind
    known: Entity | None
    abbreviates: str | None
    position: int = 0


@dataclass(frozen=True, slots=True)
class Directory:
    """What a document says about its own names: full forms by last word, by any word, and by abbreviation."""

    by_surname: Mapping[str, tuple[str, ...]]
    by_part: Mapping[str, tuple[str, ...]]
    by_short_form: Mapping[str, str]
    first_heard: Mapping[str, int]
    known: Mapping[str, Entity]


def resolve_entities(names: Sequence[Heard]) -> Iterator[Resolved]:
    """For each name the entity it means: the codebook's, that of a long form or a full name, else that of its words."""
    directory = _directory(names)
    for name in names:
        if name.known is not None:
            yield Resolved(name.known.id, name.known.name, "spelling in the codebook")
        elif name.text in directory.by_short_form:
            yield _own(directory.by_short_form[name.text], directory, "abbreviation in brackets")
        else:
            yield _by_surname(name, directory) or _own(name.text, directory, "own name")


def _by_surname(name: Heard, directory: Directory) -> Resolved | None:
    """The one person whose full name ends in this surname: of those named so far, else of the whole document.

    Two of one surname stay two: where both have been named, the surname alone is neither. A surname of several words
    ends a full name as a whole: Ben Ali, von der Leyen.
    """
    if name.kind != "PERSON":
        return None
    plain = _plain(name.text)
    ending = [
        whole for whole in directory.by_surname.get(plain.split(" ")[-1], ()) if _plain(whole).endswith(f" {plain}")
    ]
    for full, reason in ((ending, "surname"), (directory.by_part.get(plain, ()), "part of a full name")):
        introduced = [whole for whole in full if directory.first_heard[whole] < name.position]
        for candidates in (introduced, full):
            if len(candidates) == 1:
                return _own(candidates[0], directory, reason)
    return None


def _own(full: str, directory: Directory, reason: str) -> Resolved:
    """The entity that a full form makes: the codebook's where it knows it, else the slug of the words."""
    known = directory.known.get(_plain(full))
    if known is not None:
        return Resolved(known.id, known.name, reason)
    shown = full.removeprefix("The ").removeprefix("the ")
    spelled = load_words("names")["spellings"]
    entity = "-".join(spelled.get(word, word) for word in slug(shown).split("-"))
    return Resolved(entity or "unnamed", shown, reason)


def _directory(names: Sequence[Heard]) -> Directory:
    people = sorted({n.text for n in names if n.kind == "PERSON" and " " in n.text})
    surnames: defaultdict[str, list[str]] = defaultdict(list)
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for full in _distinct(people):
        surnames[_plain(full.split()[-1])].append(full)
        for part in full.split()[:-1]:
            parts[_plain(part)].append(full)
    return Directory(
        {key: tuple(value) for key, value in surnames.items()},
        {key: tuple(value) for key, value in parts.items()},
        {n.abbreviates: n.text for n in names if n.abbreviates},
        {n.text: n.position for n in reversed(names)},
        {_plain(n.text): n.known for n in names if n.known is not None},
    )


def _distinct(people: Sequence[str]) -> list[str]:
    """Full names less those that are a shorter form of another ("Recep Erdogan" of "Recep Tayyip Erdogan")."""
    return [p for p in people if not any(q != p and set(_plain(p).split()) < set(_plain(q).split()) for q in people)]


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """The words without article, case, accents and apostrophes, so that spellings of one name meet."""
    for article in ARTICLES:
        text = text.removeprefix(article).replace(f" {article}", " ")
    return slug(text).replace("-", " ")

"""Names known from the codebook, found in a parsed text whatever its apostrophes and capitals."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from lib.codebooks import load_entities
from lib.models import Entity
from lib.text.slug import slug

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

# Up to this length a name is an abbreviation more often than a word, and only its exact letters count ("WHO", "AP").
EXACT_LETTERS = 5


@dataclass(frozen=True, slots=True)
class NameBook:
    """The codebook's entities by name, and a matcher that finds their names in a Doc."""

    matcher: "PhraseMatcher"
    owners: Mapping[str, Entity]
    exact: Mapping[str, Entity]

    def find(self, doc: "Doc") -> Iterator[tuple[int, int, Entity]]:
        """Token start, token end and entity for each known name, the longest where several start together."""
        taken = -1
        for start, end in sorted({(s, e) for _, s, e in self.matcher(doc)}, key=lambda pair: (pair[0], -pair[1])):
            entity = self.entity(doc[start:end].text)
            if start >= taken and entity is not None:
                taken = end
                yield start + (doc[start].lower_ == "the"), end, entity

    def entity(self, name: str) -> Entity | None:
        """The entity a name belongs to, whatever its accents; short names count only in the codebook's own letters."""
        plain = name.replace("’", "'")
        if plain in self.exact:
            return self.exact[plain]
        if len(plain) <= EXACT_LETTERS or not any(letter.isupper() for letter in plain):
            return None
        return self.owners.get(slug(plain))


def load_name_book(make_doc: Callable[[str], "Doc"], vocab: object, *, story: bool = True) -> NameBook:
    """The entities codebook as a matcher over tokens, without `story` its general list only.

    Raises CodebookError when a file is broken.
    """
    matcher: Any = import_module("spacy.matcher").PhraseMatcher(vocab, attr="LOWER")
    owners: dict[str, Entity] = {}
    exact: dict[str, Entity] = {}
    for row in load_entities(story=story):
        for name in (spelt.replace("’", "'") for spelt in (row.entity.name, *row.entity.aliases)):
            exact[name] = row.entity
            owners[slug(name)] = row.entity
            matcher.add("name", [make_doc(name), make_doc(name.replace("'", "’"))])
    return NameBook(matcher, owners, exact)

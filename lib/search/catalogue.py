"""The names that a query may use for outlets and entities, and which of them it means."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lib.search.analysis import APART, words

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Outlet ids to names; entity ids to names and spellings, the name first; what each merged entity has become."""

    outlets: Mapping[str, str] = field(default_factory=dict)
    entities: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    merged: Mapping[str, str] = field(default_factory=dict)
    _outlet_words: dict[str, tuple[Words, ...]] = field(init=False, repr=False)
    _entity_words: dict[str, tuple[Words, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Take the names apart once, for they may be tens of thousands."""
        outlet_words = {outlet: (_called(name), _called(outlet)) for outlet, name in self.outlets.items()}
        entity_words = {entity: tuple(map(_called, names)) for entity, names in self.entities.items()}
        object.__setattr__(self, "_outlet_words", outlet_words)
        object.__setattr__(self, "_entity_words", entity_words)

    def resolve_outlets(self, text: str) -> tuple[str, ...]:
        """The outlets that are called so: by id, by the whole name, else by words of it; empty where none is."""
        return (text,) if text in self.outlets else _meant(_called(text), self._outlet_words)

    def resolve_entities(self, text: str) -> tuple[str, ...]:
        """The entities that are called so: by id, merged ones followed; by a whole name or spelling; by words of one.

        A whole name wins over a spelling, and both over the same words in a longer name.
        """
        known = self.merged.get(text, text)
        if known in self.entities:
            return (known,)
        asked = _called(text)
        named = tuple(one for one, names in self._entity_words.items() if asked and names[0] == asked)
        return named or _meant(asked, self._entity_words)


def _called(name: str) -> Words:
    """A name's words; capitals make no difference among names."""
    return tuple(word.removesuffix(APART) for word in words(name))


def _meant(asked: Words, names: Mapping[str, tuple[Words, ...]]) -> tuple[str, ...]:
    """The ids with a name that is just these words, else those with a name that holds them in a row."""
    if not asked:
        return ()
    whole = tuple(one for one, called in names.items() if asked in called)
    return whole or tuple(one for one, called in names.items() if any(_holds(name, asked) for name in called))


def _holds(name: Words, asked: Words) -> bool:
    return any(name[at : at + len(asked)] == asked for at in range(len(name) - len(asked) + 1))

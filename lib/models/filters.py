"""What the reader asked to see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lib.models.statements import Kind, Role

FilterValue = tuple[str, ...] | date | None  # what a filter is set to; nothing chosen is no filter


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader asked to see, each filter by its field; empty means all. Hashable, so also the cache key.

    `agreements` are ids, `without` entities to leave out, `articles` ids of documents; `lib.queries.filters` says what
    each one keeps.
    `others` are those that no code asks for by name: field and value, in the order of their fields. Days that are the
    wrong way round, as the ends of a slider may be, are turned.
    """

    agreements: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    since: date | None = None
    until: date | None = None
    without: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    articles: tuple[str, ...] = ()
    others: tuple[tuple[str, FilterValue], ...] = ()

    def __post_init__(self) -> None:
        """Turn the days."""
        if self.since and self.until and self.until < self.since:
            since, until = self.until, self.since
            object.__setattr__(self, "since", since)
            object.__setattr__(self, "until", until)

    def __bool__(self) -> bool:
        """Whether any filter is in force."""
        return self != Filters()

    def __getitem__(self, field: str) -> FilterValue:
        """What the filter of a field is set to, one of `others` too.

        >>> Filters.of({"since": date(2018, 9, 17), "stories": ("idlib",)})["stories"]
        ('idlib',)
        """
        value: FilterValue = getattr(self, field) if field in self.__slots__ else dict(self.others).get(field)
        return value

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Filters":
        """The filters that are set to these values, by field."""
        others = sorted((field, value) for field, value in values.items() if value and field not in cls.__slots__)
        return cls(**{field: values[field] for field in values if field in cls.__slots__}, others=tuple(others))

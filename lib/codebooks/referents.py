"""Reader of the labels codebook: what one thing is called, in all the words that news has for it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from lib.codebooks import FOLDER, load_table
from lib.errors import CodebookError

LABELS = FOLDER / "labels"
REFERENT_KEYS = frozenset({"id", "name", "heads", "labels"})


@dataclass(frozen=True, slots=True)
class Label:
    """One label of a referent, with the forms that count as it: British, singular, the longest first."""

    label: str
    forms: tuple[str, ...]


# Told apart as objects: they are read once, and are the key under which every sentence looks up their patterns.
@dataclass(frozen=True, slots=True, eq=False)
class Referent:
    """One thing that goes by several labels; `heads` are nouns that its names end in, in lower case."""

    id: str
    name: str
    labels: tuple[Label, ...]
    heads: tuple[str, ...] = ()


@lru_cache(maxsize=4)
def load_referents(folder: Path = LABELS) -> tuple[Referent, ...]:
    """Every referent of the codebook, file by file; raises CodebookError naming the file, the row and the fix.

    >>> [referent.id for referent in load_referents()][:2]
    ['armed-groups', 'zone']
    """
    rows = [row for path in sorted(folder.glob("*.toml")) for row in _referents(path)]
    _refuse_repeats(rows)
    return tuple(row for _, row in rows)


@lru_cache(maxsize=4)
def words_of_no_label(folder: Path = LABELS) -> frozenset[str]:
    """Words that, before a head, make no label of it: they point, count or join."""
    tables = [load_table(path) for path in sorted(folder.glob("*.toml"))]
    return frozenset(word for table in tables for word in table.get("harvest", {}).get("no_label", ()))


def _referents(path: Path) -> Iterator[tuple[Path, Referent]]:
    """The rows of one file, each with the file it stands in."""
    for row in load_table(path).get("referent", []):
        name = row.get("id", "a referent without id")
        if row.keys() != REFERENT_KEYS:
            odd = ", ".join(sorted(row.keys() ^ REFERENT_KEYS))
            raise CodebookError(f"{path.name}, {name}: a referent needs {', '.join(sorted(REFERENT_KEYS))}; see {odd}.")
        yield path, Referent(row["id"], row["name"], tuple(_labels(path, name, row["labels"])), tuple(row["heads"]))


def _labels(path: Path, name: str, table: Mapping[str, Any]) -> Iterator[Label]:
    for label, forms in table.items():
        if not isinstance(forms, list) or not all(isinstance(form, str) and form.strip() for form in forms):
            raise CodebookError(f"{path.name}, {name}: write {label!r} as a list of forms in quotation marks.")
        yield Label(label, tuple(sorted(forms, key=len, reverse=True)))


def _refuse_repeats(rows: Iterable[tuple[Path, Referent]]) -> None:
    """Refuses an id given twice, and one form that would be two labels."""
    owners: dict[str, str] = {}
    for path, row in rows:
        forms = [form.casefold() for label in row.labels for form in label.forms]
        for name in [f"the id {row.id}", *forms]:
            if name in owners:
                raise CodebookError(f"{path.name}, {row.id}: {name!r} stands under {owners[name]} too; keep one.")
            owners[name] = row.id

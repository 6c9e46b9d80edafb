"""Well-known outlets: where each is at home, who owns it, and where that is said."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from lib.codebooks import FOLDER, load_table
from lib.errors import CodebookError

FILE = "outlets.toml"
TEXTS = ("id", "name", "country", "language", "owner", "source")
SWITCHES = ("state", "agency")


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet; None is what is not known. Country and language are ISO codes, `source` says where the rest is from.

    `state` is whether a state owns or runs it, `agency` whether it is a news agency.
    """

    id: str
    name: str
    country: str | None = None
    language: str | None = None
    owner: str | None = None
    state: bool | None = None
    agency: bool | None = None
    source: str | None = None
    aliases: tuple[str, ...] = ()


@lru_cache(maxsize=4)
def load_outlets(path: Path = FOLDER / FILE) -> Mapping[str, Outlet]:
    """Every outlet of the codebook under its id and each of its aliases; CodebookError names the row to mend."""
    found: dict[str, Outlet] = {}
    rows = load_table(path).get("outlet", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise CodebookError(f"{path.name}: write each row under [[outlet]].")
    for row in rows:
        outlet = _outlet(path, row)
        for name in (outlet.id, *outlet.aliases):
            if name in found:
                raise CodebookError(f"{path.name}: {name!r} stands in two rows; keep it in one.")
            found[name] = outlet
    return found


def _outlet(path: Path, row: Mapping[str, Any]) -> Outlet:
    named = row.get("id") or row.get("name") or "a row"
    for key, value in row.items():
        kinds = {**dict.fromkeys(TEXTS, str), **dict.fromkeys(SWITCHES, bool), "aliases": list}
        if key not in kinds or not isinstance(value, kinds[key]):
            raise CodebookError(f"{path.name}: {named}: {key} is not known here, or not of its kind.")
    if not all(row.get(key) for key in ("id", "name", "source")):
        raise CodebookError(f"{path.name}: {named}: the row needs an id, a name and a source.")
    return Outlet(**{**row, "aliases": tuple(map(str, row.get("aliases", ())))})

"""The compact data on disk, opened: columns of places, and the trie of their names."""

import re
from dataclasses import dataclass
from enum import IntFlag
from pathlib import Path

import marisa_trie
import numpy as np
import numpy.typing as npt

from lib.models import Place, Precision

DATA = Path(__file__).with_name("data")
FEATURES = ("PCLI", "ADM1", "ADM2", "PPLC", "PPLA", "PPL")
PRECISIONS: dict[str, Precision] = {
    "PCLI": "country",
    "ADM1": "province",
    "ADM2": "province",
    "PPLC": "city",
    "PPLA": "city",
    "PPL": "city",
    "CONT": "region",
    "OCN": "region",
    "RGN": "region",
    "AREA": "region",
}
# Where names are Arabic, or written in Arabic letters, and reach the press in many transliterations.
ARABIC = frozenset(
    re.findall(r"\w+", "AE AF BH DJ DZ EG EH ER IL IQ IR JO KW LB LY MA MR OM PK PS QA SA SD SO SY TD TN YE")
)


class Flag(IntFlag):
    """How a key belongs to a place."""

    OTHER = 0
    PRIMARY = 1


@dataclass(frozen=True, slots=True)
class Tables:
    """Places by row number, and for each key of the trie the rows it names.

    `references` holds, for the key with number k, the entries `starts[k]` to `starts[k + 1]`, each the row number
    doubled, plus one where the key is a main name of the place.
    """

    trie: marisa_trie.Trie
    starts: npt.NDArray[np.int64]
    references: npt.NDArray[np.uint32]
    ids: npt.NDArray[np.int32]
    lat: npt.NDArray[np.int16]
    lon: npt.NDArray[np.int16]
    population: npt.NDArray[np.uint32]
    division: npt.NDArray[np.uint16]
    feature: npt.NDArray[np.uint8]
    names: bytes
    name_ends: npt.NDArray[np.int64]
    divisions: tuple[tuple[str, str], ...]
    codes: tuple[str, ...]

    def find_rows(self, key: str) -> list[tuple[int, bool]]:
        """The rows that a key names, each with whether it is a main name there."""
        number = self.trie.get(key)
        if number is None:
            return []
        entries = self.references[self.starts[number] : self.starts[number + 1]]
        return [(entry >> 1, bool(entry & Flag.PRIMARY)) for entry in entries.tolist()]

    def country(self, row: int) -> str:
        """The country code of a row."""
        return self.divisions[int(self.division[row])][0]

    def name(self, row: int) -> str:
        """The display name of a row."""
        start = int(self.name_ends[row - 1]) + 1 if row else 0
        return self.names[start : int(self.name_ends[row])].decode()

    def feature_code(self, row: int) -> str:
        """The feature code of a row."""
        return FEATURES[self.feature[row]]

    def place(self, row: int) -> Place:
        """The place in a row."""
        country, province = self.divisions[int(self.division[row])]
        number = int(self.ids[row])
        return Place(
            id=f"geonames:{number}" if number > 0 else f"iso:{self.codes[-number - 1]}",
            name=self.name(row),
            lat=int(self.lat[row]) / 100,
            lon=int(self.lon[row]) / 100,
            country=country,
            precision=PRECISIONS[self.feature_code(row)],
            province=province or None,
            population=int(self.population[row]),
        )


def load_tables(folder: Path = DATA) -> Tables:
    """The tables in a folder that scripts/build_gazetteer.py wrote; the trie is mapped, not read."""
    trie = marisa_trie.Trie()
    trie.mmap(str(folder / "names.marisa"))
    with np.load(folder / "places.npz") as file:
        stored = {name: file[name] for name in file.files}
    names = stored["names"].tobytes()
    return Tables(
        trie=trie,
        starts=np.concatenate(([0], np.cumsum(stored["counts"], dtype=np.int64))),
        references=_joined(stored["references"]),
        ids=_joined(stored["ids"]).view(np.int32),
        lat=stored["lat"],
        lon=stored["lon"],
        population=_joined(stored["population"]),
        division=stored["division"],
        feature=stored["feature"],
        names=names,
        name_ends=np.append(np.flatnonzero(stored["names"] == ord("\n")), len(names)),
        divisions=tuple(_pair(line) for line in _lines(stored["divisions"])),
        codes=tuple(_lines(stored["codes"])),
    )


def _joined(quarters: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint32]:
    """Numbers from the four rows of bytes they are stored in."""
    return np.ascontiguousarray(quarters.T).view("<u4").ravel()


def _lines(stored: npt.NDArray[np.uint8]) -> list[str]:
    return stored.tobytes().decode().split("\n")


def _pair(line: str) -> tuple[str, str]:
    country, _, province = line.partition("\t")
    return country, province

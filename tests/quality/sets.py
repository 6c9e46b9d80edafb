"""The gold sets: this project's own, and larger ones that lie beside the checkout and are not the project's to ship."""

import json
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from lib.codebooks import load_agreements
from lib.models import Agreement
from tests.quality.spans import Record

GOLD = Path(__file__).resolve().parent.parent / "gold"
BENCHMARKS = "ACCORD_DESK_BENCHMARKS"
BESIDE = GOLD.parents[1].parent / "shared" / "benchmarks"


@dataclass(frozen=True, slots=True)
class GoldSet:
    """A file of gold documents, one JSON object a line, or a folder of stories that have such a file each.

    `story` is False where the codebook's names of one story are to be left out; `others` are files beside it that
    belong to the gold, `agreements` a folder of agreements' codebooks beside it, read as well as the project's own;
    `sealed` keeps a set out of all but a measurement that asks for it.
    """

    name: str
    path: Path
    story: bool = True
    others: tuple[str, ...] = ()
    sealed: bool = False
    agreements: str = ""

    def documents(self) -> list[Record]:
        """The gold documents, in file order."""
        lines = (line for path in self.files() for line in path.read_text(encoding="utf-8").split("\n"))
        return [json.loads(line) for line in lines if line.strip()]

    def files(self) -> list[Path]:
        """The files that hold the documents."""
        return sorted(self.path.glob("*/gold.jsonl")) if self.stories else [self.path]

    @property
    def stories(self) -> bool:
        """Whether this is a folder of stories, whose gold is marked and measured in another way."""
        return self.path.suffix != ".jsonl"

    def load_beside(self, name: str) -> list[Record]:
        """The rows of one of the other files of this gold."""
        rows: list[Record] = json.loads((self.path.parent / name).read_text(encoding="utf-8"))
        return rows

    def fingerprint(self) -> str:
        """The SHA-256 of the gold's files in hexadecimal: it changes when a row of the gold does."""
        digest = sha256()
        for other in (*self.files(), *map(self.path.parent.joinpath, self.others), *self._codebooks()):
            digest.update(other.read_bytes())
        return digest.hexdigest()

    def load_agreements(self) -> tuple[Agreement, ...]:
        """The agreements that only this gold knows."""
        return load_agreements(self.path.parent / self.agreements) if self.agreements else ()

    def _codebooks(self) -> list[Path]:
        return sorted((self.path.parent / self.agreements).glob("*.toml")) if self.agreements else []


OWN = (
    GoldSet("seeds", GOLD / "seeds.jsonl", others=("clauses.json", "clause-sentences.json", "boilerplate.json")),
    GoldSet("seeds-without-story", GOLD / "seeds.jsonl", story=False),
    GoldSet("commitments-dev", GOLD / "commitments-dev.jsonl"),
    GoldSet("deadlines", GOLD / "deadlines.jsonl"),
    GoldSet("deadlines-three", GOLD / "deadlines-three.jsonl"),
    GoldSet("deadlines-four", GOLD / "deadlines-four.jsonl"),
    GoldSet("clause-sentences-dev", GOLD / "clause-sentences-dev.jsonl", agreements="agreements"),
    GoldSet("stories", GOLD / "stories"),
)
SEALED = (
    GoldSet("commitments-sealed", GOLD / "commitments-sealed.jsonl", sealed=True),
    GoldSet("deadlines-check", GOLD / "deadlines-check.jsonl", sealed=True),
    GoldSet("deadlines-three-check", GOLD / "deadlines-three-check.jsonl", sealed=True),
    GoldSet("deadlines-four-check", GOLD / "deadlines-four-check.jsonl", sealed=True),
    GoldSet("clause-sentences-check", GOLD / "clause-sentences-check.jsonl", sealed=True, agreements="agreements"),
)
LARGER = ("trnews-dev", "geovirus-dev", "meantime-dev", "polnear-dev")


def benchmarks_folder(environ: Mapping[str, str] | None = None) -> Path:
    """The folder of the larger sets: what ACCORD_DESK_BENCHMARKS says, else ../shared/benchmarks; it may be missing."""
    said = (os.environ if environ is None else environ).get(BENCHMARKS, "").strip()
    return Path(said).expanduser() if said else BESIDE


def larger_sets(folder: Path) -> tuple[GoldSet, ...]:
    """The larger sets as they would lie in a folder, there or not."""
    return tuple(GoldSet(name, folder / f"{name}.jsonl") for name in LARGER)


def why_missing(gold: GoldSet) -> str | None:
    """Why a set cannot be measured here, or None where it can."""
    if gold.path.exists():
        return None
    return f"{gold.name}: no {gold.path.name} in {gold.path.parent}; {BENCHMARKS} names another folder"


def load_demonyms(folder: Path) -> Collection[str]:
    """The peoples' names that the larger sets' measure of places leaves out; none where the list is missing."""
    listed = folder / "demonyms.txt"
    return frozenset(listed.read_text(encoding="utf-8").split("\n")) if listed.exists() else frozenset()

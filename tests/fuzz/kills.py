"""A refresh killed at any moment: what the store holds is whole, and the next one ends as if there had been none."""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from deltalake import DeltaTable

from lib.errors import AccordError
from lib.store import open_version, table_version
from tests.fuzz.articles import write_articles

ROOT = Path(__file__).resolve().parent.parent.parent
SEED = 2018
# Half of the kills come within so many seconds after the store's folder has begun to change, where a save is under way.
A_SAVE = 0.06
Rows = dict[tuple[str, int], Any]


def run(rounds: int = 20, files: int = 300) -> list[str]:
    """What went wrong when a refresh was killed once a round while its folder grew to so many files; empty: nothing."""
    chance = random.Random(SEED)  # noqa: S311  # to be made again, not to be kept secret
    with tempfile.TemporaryDirectory(prefix="kills-") as made:
        corpus, store, reference = Path(made) / "corpus", Path(made) / "data" / "table", Path(made) / "whole" / "table"
        write_articles(corpus, range(files))
        began = time.monotonic()
        faults = _finish(reference, corpus, "the run that was never killed")
        longest = time.monotonic() - began
        whole = dict(_rows(reference, _version(reference) or 0))
        for path in corpus.iterdir():
            path.unlink()
        version = None
        for nth in range(rounds):
            write_articles(corpus, range(files * nth // rounds, files * (nth + 1) // rounds))
            _kill_one(store, corpus, chance.uniform(0, A_SAVE if nth % 2 else longest), at_save=bool(nth % 2))
            said = [f"round {nth}: {fault}" for fault in _check(store, whole, version)]
            faults, version = faults + said, _version(store)
        return [*faults, *_finish(store, corpus, "the last run"), *_check(store, whole, version, complete=True)]


def _start(store: Path, corpus: Path) -> "subprocess.Popen[bytes]":
    """The real command, in a process group of its own, over a data folder of its own."""
    command = [sys.executable, "-m", "lib.refresh", "--store", str(store), str(corpus)]
    surroundings = {**os.environ, "ACCORD_DESK_DATA": str(store.parent)}
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=quiet, stderr=quiet, start_new_session=True)


def _kill_one(store: Path, corpus: Path, after: float, *, at_save: bool) -> None:
    """Start a refresh and kill it and all that it started: so many seconds after its start, or after its save began."""
    before = _names(store)
    process = _start(store, corpus)
    while at_save and process.poll() is None and _names(store) == before:
        time.sleep(0.001)
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _names(store: Path) -> set[str]:
    return {str(path) for path in store.rglob("*")}


def _finish(store: Path, corpus: Path, name: str) -> list[str]:
    status = _start(store, corpus).wait()
    return [f"{name} ended with {status}"] if status else []


def _version(store: Path) -> int | None:
    """The newest version; None where there is no store yet, or it does not open, which is reported elsewhere."""
    try:
        return table_version(store)
    except AccordError:
        return None


def _check(store: Path, whole: Rows, before: int | None, *, complete: bool = False) -> list[str]:
    """What is wrong with the store: versions lost or not to be opened, articles twice, or not as in the whole run."""
    try:
        newest = table_version(store)
        if newest is None:
            return ["the store is gone"] if before is not None or complete else []
        faults = [f"version {before} is lost"] if newest < (before or 0) else []
        for version in range(newest + 1) if complete else (newest,):
            faults += [f"version {version}: {fault}" for fault in _check_version(store, version, whole)]
    except AccordError as error:
        return [str(error)]
    if complete and dict(_rows(store, newest)) != whole:
        faults.append("the last run holds something else than the one that was never killed")
    return faults


def _check_version(store: Path, version: int, whole: Rows) -> list[str]:
    rows = _rows(store, version)
    ((shown,),) = open_version(store, version).execute("SELECT count(*) FROM documents").fetchall()
    articles = [row for _, row in rows if row["document"]]
    faults = (
        [] if (len(dict(rows)), len(articles)) == (len(rows), shown) else [f"{len(rows)} rows show {shown} articles"]
    )
    return faults + [f"{key[0]} is not whole" for key, row in rows if whole.get(key) != row]


def _rows(store: Path, version: int) -> list[tuple[tuple[str, int], Any]]:
    """Every row as it is kept, but for the time of its file."""
    rows = DeltaTable(store, version=version).to_pyarrow_table().to_pylist()
    return [((row["path"], row["part"]), {**row, "mtime_ns": None}) for row in rows]

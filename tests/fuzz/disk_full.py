"""A disk that is full: nothing half stays on it, what was there before is whole, and what is said can be acted on."""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from lib.errors import AccordError
from lib.ingest import save_import
from lib.ingest.archives import Piece
from lib.models import Annotations, Decision, Subject
from lib.refresh import Engine, refresh
from lib.settings import Settings, load_settings
from lib.store import load_decisions, load_states, new_decision, open_version, save_decision
from tests.fuzz.articles import make_article, write_articles
from tests.fuzz.mounts import mounted

ROOT = Path(__file__).resolve().parent.parent.parent
DISK = 8_000_000
# Room left on the disk, in bytes: from none to nearly enough, so that each step of a save finds it full in some round.
LEFT = (0, 200, 4_096, 12_288, 40_960, 70_000, 100_000)
BALLAST = "ballast"
HELD = 5  # articles read before the disk is filled
ENGINE = Engine("1", lambda documents: ((document, Annotations()) for document in documents))

Kept = tuple[int, tuple[Decision, ...], Mapping[str, bytes]]


def run(lefts: Sequence[int] = LEFT) -> list[str]:
    """What went wrong on a full disk with such room left, one after the other; empty: nothing.

    The disk is a small one of its own; where none may be mounted, files are held to the size of the room left.
    """
    with tempfile.TemporaryDirectory(prefix="full-") as made:
        data, seeds = Path(made) / "data", Path(made) / "seeds"
        data.mkdir()
        write_articles(seeds, range(HELD))
        with mounted(data, "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs") as own_disk:
            settings = load_settings({"ACCORD_DESK_DATA": str(data), "ACCORD_DESK_SEEDS": str(seeds)})
            for work in WORKS.values():
                work(settings, 0)
            write_articles(seeds, range(HELD, HELD + 40))
            room = _filled if own_disk else _held_to
            faults = [fault for left in lefts for name in WORKS for fault in _try(settings, room, left, name)]
            if own_disk:
                with _filled(data, 0):
                    faults += _check_command(settings)
            return faults + _try_with_room(settings)


def _refresh(settings: Settings, _: int) -> None:
    refresh([settings.seeds], settings.table, settings, engine=ENGINE)


def _add(settings: Settings, nth: int) -> None:
    text = f"{make_article(nth)}\n{'It was said again and again. ' * 3000}"
    piece = Piece(f"added-{nth}.txt", text.encode(), said={"outlet": "Press"})
    save_import(settings.corpus, datetime.now(UTC), [piece.name], [piece])


def _decide(settings: Settings, nth: int) -> None:
    """A row of some size, so that it does not fit into what is left of a block."""
    subject = Subject("entity", f"nobody-{nth}", ("Nobody" * 1000,), name="Nobody")
    row = new_decision(datetime(2018, 10, 3, tzinfo=UTC), "N", "w" * 1000, "rename", subject, f"Somebody {nth}")
    save_decision(settings.decisions, row)


# What is tried on the full disk, each with a number that makes it new.
WORKS: Mapping[str, Callable[[Settings, int], None]] = {"refresh": _refresh, "article": _add, "decision": _decide}


def _try(settings: Settings, room: Callable[..., object], left: int, name: str) -> list[str]:
    """One piece of work with so many bytes left: it is done, or refused in words with all as it was before."""
    before, said = _kept(settings), None
    with room(settings.data_dir, left):
        try:
            WORKS[name](settings, left + 1)
        except AccordError as error:
            said = str(error)
        except Exception as error:  # noqa: BLE001  # whatever it is, it is what this looks for
            return [f"{name}, {left} bytes left: {error!r} was raised"]
    faults = [] if said is None else _check_refusal(settings, said, before)
    open_version(settings.table).close()
    return [f"{name}, {left} bytes left: {fault}" for fault in faults]


def _check_refusal(settings: Settings, said: str, before: Kept) -> list[str]:
    faults = [] if _kept(settings) == before else ["not all is as it was before"]
    if str(settings.data_dir) in said or "\n" in said or not any(word in said for word in ("full", "space", "large")):
        faults.append(f"it is said in words that do not help: {said}")
    return faults


def _kept(settings: Settings) -> Kept:
    """The articles of the newest version, the decisions, and every file but locks, whose emptiness tells nothing."""
    files = {
        str(path): path.read_bytes()
        for path in settings.data_dir.rglob("*")
        if path.is_file() and path.suffix != ".lock" and path.name != BALLAST
    }
    return len(load_states(settings.table)), load_decisions(settings.decisions), files


def _check_command(settings: Settings) -> list[str]:
    """The real command, which is to end with one line."""
    command = [sys.executable, "-m", "lib.refresh", "--store", str(settings.table), str(settings.seeds)]
    surroundings = {**os.environ, "ACCORD_DESK_DATA": str(settings.data_dir)}
    done = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)
    lines = done.stderr.splitlines()
    right = done.returncode == 2 and len(lines) == 1 and "the disk is full" in lines[0]
    return [] if right else [f"the command ended with {done.returncode} and said {done.stderr!r}"]


def _try_with_room(settings: Settings) -> list[str]:
    """Once there is room again all is done."""
    states, decisions, _ = _kept(settings)
    for name, work in WORKS.items():
        try:
            work(settings, 10**6)
        except AccordError as error:
            return [f"{name}, with room again: {error}"]
    done = len(load_states(settings.table)) >= states
    return [] if done and len(load_decisions(settings.decisions)) == len(decisions) + 1 else ["not all was done"]


@contextmanager
def _filled(folder: Path, left: int) -> Iterator[None]:
    """The folder's disk with so many bytes left."""
    ballast = folder / BALLAST
    with ballast.open("wb") as file:
        file.write(bytes(max(0, shutil.disk_usage(folder).free - left)))
    try:
        yield
    finally:
        ballast.unlink()


@contextmanager
def _held_to(_: Path, left: int) -> Iterator[None]:
    """No file can grow beyond so many bytes, which fails as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (left, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

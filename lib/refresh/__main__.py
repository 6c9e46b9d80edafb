"""The command line: python -m lib.refresh [--store DIR] [--workers N] [--watch [SECONDS]] [PATH or ADDRESS ...]."""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import monotonic, sleep

from lib.errors import AccordError, StoreError
from lib.models import Problem
from lib.refresh import Progress, Report, default_paths, pace, refresh
from lib.refresh.following import Followed
from lib.settings import Settings, find_workers, load_settings

# Between two looks of a watch; a look at some thousand files that are as they were takes a second.
SECONDS, FEWEST_SECONDS = 30.0, 1.0
MOST_LETTERS = 80  # of an address, in a terminal


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; gives 0 when all was read, 1 when a file was not, or not whole, 2 when it could not be done."""
    settings = load_settings()
    parser = argparse.ArgumentParser("python -m lib.refresh", description="Bring the store up to date with the files.")
    parser.add_argument(
        "--store", metavar="DIR", type=Path, default=settings.table, help="the table (default: %(default)s)"
    )
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        help="files or folders (default: the seeds and the user's corpus), and where ACCORD_DESK_NETWORK=1 allows it"
        " addresses of articles, feeds and sitemaps, whose articles are saved in the user's corpus",
    )
    parser.add_argument(
        "--workers",
        metavar="N",
        help="how many processes read at once (default: all cores), or a Ray cluster: ray, ray://host:port",
    )
    parser.add_argument(
        "--watch",
        metavar="SECONDS",
        type=float,
        nargs="?",
        const=SECONDS,
        help=f"go on, and look again every so many seconds (default: {SECONDS:.0f}) until it is interrupted",
    )
    chosen = parser.parse_args(arguments)
    try:
        if chosen.workers is not None:
            settings = replace(settings, workers=find_workers(chosen.workers))
        addresses = [one for one in chosen.paths if "://" in one]
        paths = [Path(one) for one in chosen.paths if "://" not in one]
        look = partial(_look, paths, Followed(addresses, settings), chosen.store, settings)
        if chosen.watch is not None:
            return watch(lambda: look()[0], max(chosen.watch, FEWEST_SECONDS))
        report, missed = look()
    except AccordError as error:
        where = f" The folder is {chosen.store}." if isinstance(error, StoreError) else ""
        print(f"{parser.prog}: {error}{where}", file=sys.stderr)
        return 2
    _print_report(report)
    return 1 if report.problems or report.unread or missed else 0


def _look(
    paths: Sequence[Path], followed: Followed, store: Path, settings: Settings
) -> tuple[Report, Sequence[Problem]]:
    """One look at the addresses, then at the folders, those of the desk where none are named.

    Gives what the refresh did, and what could not be fetched.
    """
    missed = followed.look(_print_name)
    for problem in missed:
        print(f"{problem.path}: {problem.reason}")
    folders = [*paths, settings.corpus] if paths and followed.addresses and settings.corpus.is_dir() else paths
    return refresh(folders or default_paths(settings), store, settings, partial(_print_progress, monotonic())), missed


def watch(look: Callable[[], Report], seconds: float, wait: Callable[[float], None] = sleep) -> int:
    """Look again and again, and print what changed, until the user interrupts; gives 0.

    What cannot be done now, a folder that is gone or a full disk, is said once and tried again.
    """
    version, trouble = None, ""
    try:
        while True:
            try:
                report = look()
                if report.version != version:
                    _print_report(report)
                version, trouble = report.version, ""
            except AccordError as error:
                if str(error) != trouble:
                    print(f"python -m lib.refresh: {error}", file=sys.stderr)
                trouble = str(error)
            wait(seconds)
    except KeyboardInterrupt:
        return 0


def _print_progress(begun: float, progress: Progress) -> None:
    words = "Waiting for another refresh" if progress.stage == "waiting" else progress.stage.capitalize()
    if sys.stderr.isatty():
        told = f"{words}: {progress.done} of {progress.total} files. {pace(progress, monotonic() - begun)}"
        print(f"\r{told:<100}", end="", file=sys.stderr, flush=True)


def _print_name(name: str) -> None:
    if sys.stderr.isatty():
        print(f"\rFetched: {name[:MOST_LETTERS]} ", end="", file=sys.stderr, flush=True)


def _print_report(report: Report) -> None:
    for problem in (*report.problems, *report.unread):
        print(f"{problem.path}: {problem.reason}")
    print(
        f"Files: {report.added} added, {report.changed} changed, {report.removed} removed, "
        f"{report.unchanged} unchanged, {report.refused} refused. Version {report.version}. "
        f"Articles in the files added or changed: {report.articles}."
    )


if __name__ == "__main__":
    sys.exit(main())

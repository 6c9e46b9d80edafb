"""The command line: python -m lib.refresh [--store DIR] [--workers N] [PATH ...]."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from lib.errors import AccordError, StoreError
from lib.refresh import Progress, Report, default_paths, refresh
from lib.settings import find_workers, load_settings


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
        type=Path,
        nargs="*",
        help="files or folders (default: the seeds and the user's corpus)",
    )
    parser.add_argument(
        "--workers",
        metavar="N",
        help="how many processes read at once (default: all cores), or a Ray cluster: ray, ray://host:port",
    )
    chosen = parser.parse_args(arguments)
    try:
        if chosen.workers is not None:
            settings = replace(settings, workers=find_workers(chosen.workers))
        report = refresh(chosen.paths or default_paths(settings), chosen.store, settings, _print_progress)
    except AccordError as error:
        where = f" The folder is {chosen.store}." if isinstance(error, StoreError) else ""
        print(f"{parser.prog}: {error}{where}", file=sys.stderr)
        return 2
    _print_report(report)
    return 1 if report.problems or report.unread else 0


def _print_progress(progress: Progress) -> None:
    words = "Waiting for another refresh" if progress.stage == "waiting" else progress.stage.capitalize()
    if sys.stderr.isatty():
        print(f"\r{words}: {progress.done} of {progress.total} files ", end="", file=sys.stderr, flush=True)


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

"""Odd and hostile input, as long as wanted: python -m tests.fuzz [--minutes N] [--seed N] [--only PART] [FOLDER ...].

Makes odd texts of the seeds, and of the .txt files in the folders named, reads and annotates each, and looks at what
must hold of every text: nothing raises or hangs, spans are their words, it can be written, time grows with length and
memory stays bounded. Prints the smallest input for each kind of fault, and ends with 1 where there is one. Then the
store is killed and starved of disk while it is written.
"""

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from os import cpu_count
from pathlib import Path
from random import Random

from lib.apart import StoppedError, Worker
from tests.fuzz import disk_full, kills
from tests.fuzz.check import FORMS, Case, load_checker
from tests.fuzz.mutate import texts
from tests.fuzz.shrink import shrunk

ROOT = Path(__file__).resolve().parents[2]
# Beyond what a text may take of CPU time, on a machine that does something else as well.
SECONDS_TO_HANG = 60.0
SECONDS_TO_SHRINK = 120.0
# Cases are tried so many at a time, so that what was found is said soon.
ROUND = 200

Checker = Worker[Case, list[str]]


def main() -> int:
    """Run for the time asked for; gives 1 where something did not hold."""
    parser = argparse.ArgumentParser("python -m tests.fuzz", description=__doc__.split("\n\n")[1])
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=("texts", "kills", "disk"), help="that part alone")
    parser.add_argument("folders", type=Path, nargs="*", help="more texts than the seeds")
    chosen = parser.parse_args()
    parts: dict[str, Callable[[], Sequence[str]]] = {
        "texts": lambda: try_texts(chosen.minutes, chosen.seed, chosen.folders),
        "kills": kills.run,
        "disk": disk_full.run,
    }
    faults = [fault for name, run in parts.items() if chosen.only in {None, name} for fault in run()]
    for fault in faults:
        print(fault)
    print("All of it held." if not faults else f"{len(faults)} did not hold.")
    return 1 if faults else 0


def try_texts(minutes: float, seed: int, folders: Sequence[Path]) -> Sequence[str]:
    """Odd texts for so many minutes; gives the kinds of fault found."""
    paths = sorted(path for folder in [ROOT / "seeds", *folders] for path in folder.rglob("*.txt"))
    sources = [path.read_text(encoding="utf-8", errors="replace") for path in paths]
    random = Random(seed)  # noqa: S311  # to be had again
    cases = (Case(text, random.choice(FORMS)) for text in texts(sources, random))
    return sorted(Fuzzing(time.monotonic() + 60 * minutes).run(cases))


class Fuzzing:
    """A run: a worker for each core, and what was found, by kind."""

    def __init__(self, until: float) -> None:
        self._until = until
        self._workers = [Checker(load_checker) for _ in range(cpu_count() or 1)]
        self.found: Counter[str] = Counter()

    def run(self, cases: Iterator[Case]) -> Counter[str]:
        """Try cases until the time is over; gives how often each kind of fault was found."""
        tried = 0
        with ThreadPoolExecutor(len(self._workers)) as threads:
            while time.monotonic() < self._until:
                some = list(islice(cases, ROUND))
                shares = [some[n :: len(self._workers)] for n in range(len(self._workers))]
                for faulty in threads.map(self._try_all, self._workers, shares):
                    for case, faults in faulty:
                        self._report(case, faults)
                tried += len(some)
                print(f"{tried:,} texts, {sum(self.found.values()):,} with a fault", file=sys.stderr)
        for worker in self._workers:
            worker.end()
        print(f"{tried:,} texts tried, {sum(self.found.values()):,} with a fault.")
        return self.found

    def _try_all(self, worker: Checker, cases: list[Case]) -> list[tuple[Case, list[str]]]:
        found = ((case, faults_in(worker, case)) for case in cases if time.monotonic() < self._until)
        return [(case, faults) for case, faults in found if faults]

    def _report(self, case: Case, faults: list[str]) -> None:
        """Count a fault; the first of its kind is made small and shown."""
        kind = kind_of(faults)
        self.found[kind] += 1
        if self.found[kind] > 1:
            return
        worker = self._workers[0]
        until = time.monotonic() + SECONDS_TO_SHRINK

        def fails(text: str) -> bool:
            return time.monotonic() < until and kind_of(faults_in(worker, case._replace(text=text))) == kind

        small = shrunk(case.text, fails)
        print(f"\n{faults[0]}\n  {case.form}, {len(small):,} characters: {small[:1500]!r}", flush=True)


def faults_in(worker: Checker, case: Case) -> list[str]:
    """What is wrong with one case; a process that ends or hangs is a fault too."""
    try:
        return [fault for faults in worker.ask(case, lambda: SECONDS_TO_HANG) for fault in faults]
    except StoppedError as stopped:
        return [str(stopped)]


def kind_of(faults: list[str]) -> str:
    """What faults have in common that come from one place in the code: the words of the first before any detail."""
    return re.sub(r"[\d.,]+", "N", faults[0].split("(")[0])[:80] if faults else ""


if __name__ == "__main__":
    sys.exit(main())

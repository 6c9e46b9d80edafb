"""The command: measure, compare with the floors, and on wish raise them and write what the Methods page shows."""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

from lib.codebooks.methods import load_quality
from lib.settings import load_settings
from tests.quality.floors import FLOORS, load_floors, raised, shortfalls, written_floors
from tests.quality.measure import Measured, Measurer
from tests.quality.published import merged, save_quality
from tests.quality.sets import OWN, SEALED, GoldSet, benchmarks_folder, larger_sets, why_missing

DESCRIPTION = """\
Measure the annotators against gold: the seeds, the seeds without the story's names in the codebooks, this project's
commitments and stories, and the larger sets where there are any (ACCORD_DESK_BENCHMARKS, else ../shared/benchmarks)."""
EPILOG = "exit status: 0 when no measure is below its floor, 1 when one is, 2 for wrong arguments."


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the arguments ask for; gives the exit status."""
    chosen = _parser().parse_args(arguments)
    measured = _measure_all(_choose_sets(chosen))
    floors = load_floors()
    fallen = list(shortfalls(measured, floors))
    for line in fallen:
        print(f"BELOW ITS FLOOR: {line}", file=sys.stderr)
    if chosen.write:
        save_quality(merged(load_quality(), measured, datetime.now(UTC).date()))
    if chosen.pin:
        return _pin(measured, fallen, corrected=chosen.gold_corrected)
    return 1 if fallen else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m tests.quality", description=DESCRIPTION, epilog=EPILOG)
    parser.add_argument("--without-story", action="store_true", help="only the seeds without the story's names")
    parser.add_argument("--sealed", action="store_true", help="the sealed half of the commitments as well, totals only")
    parser.add_argument("--pin", action="store_true", help="raise each floor to what is measured; none is lowered")
    parser.add_argument(
        "--gold-corrected", action="store_true", help="with --pin: begin anew where a gold file was corrected"
    )
    parser.add_argument("--write", action="store_true", help="write the figures that the Methods page shows")
    return parser


def _choose_sets(chosen: argparse.Namespace) -> list[GoldSet]:
    """The sets to measure; what is not there is said and left out."""
    if chosen.without_story:
        return [gold_set for gold_set in OWN if not gold_set.story]
    asked = [*OWN, *(SEALED if chosen.sealed else ()), *larger_sets(benchmarks_folder())]
    for reason in filter(None, map(why_missing, asked)):
        print(f"Not measured: {reason}", file=sys.stderr)
    return [gold_set for gold_set in asked if why_missing(gold_set) is None]


def _measure_all(gold_sets: Sequence[GoldSet]) -> list[Measured]:
    """Each set's figures, printed as they come."""
    measurer = Measurer(load_settings())
    measured: list[Measured] = []
    for gold_set in gold_sets:
        found = measurer.measure(gold_set)
        print(*map(_line, found), sep="\n", flush=True)
        measured += found
    return measured


def _line(one: Measured) -> str:
    figures = "  ".join(f"{name} {value:.3f}" for name, value in one.tally.figures().items())
    counts = f"gold {one.tally.gold:5}  predicted {one.tally.predicted:5}"
    return f"{one.gold_set.name:20} {one.annotator:16} {counts}  {figures}"


def _pin(measured: Sequence[Measured], fallen: Sequence[str], *, corrected: bool) -> int:
    """Raise the floors, unless a measure is below one, or a gold file changed without that being said."""
    floors = load_floors()
    changed = {m.gold_set.name for m in measured if _gold_changed(m.gold_set)}
    if corrected:
        floors = {name: pinned for name, pinned in floors.items() if name not in changed}
    elif changed or fallen:
        reason = f"the gold of {', '.join(sorted(changed))} changed" if changed else "a measure is below its floor"
        print(f"Nothing pinned: {reason}.", file=sys.stderr)
        return 1
    pinned = raised(floors, [one for one in measured if not one.gold_set.sealed])
    FLOORS.write_text(written_floors(pinned), encoding="utf-8")
    return 0


def _gold_changed(gold_set: GoldSet) -> bool:
    pinned = load_floors().get(gold_set.name)
    return pinned is not None and pinned.sha256 != gold_set.fingerprint()


if __name__ == "__main__":
    sys.exit(main())

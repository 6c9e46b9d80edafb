"""The measured figures as the codebook that the Methods page reads."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

from lib.codebooks import FOLDER
from lib.codebooks.methods import Measurement
from tests.quality.measure import Measured
from tests.quality.sets import LARGER, OWN, SEALED

QUALITY = FOLDER / "quality.toml"
HEADER = """\
# What the annotators were measured to do, written by `python -m tests.quality --write` and shown on the Methods page.
# figures are from 0 to 1; sha256 is of the gold; a set that was not there at the last measurement keeps its rows.
"""
# In the page's order; how a prediction counts as right.
HOW: Mapping[str, str] = MappingProxyType(
    {
        "entities": "exact span and kind; same_entity is the share of exact spans with the gold's entity",
        "grouping-within": "pairs of mentions of one entity in one document, by exact spans, whatever it is called",
        "grouping-across": "pairs of mentions of one entity in two documents, by exact spans, whatever it is called",
        "places": "overlap, peoples' names left out; right_place is within 161 km, 1,100 km for a country or region",
        "roles": "places of exact span read as literal; role_right is the share of all whose role is right",
        "dates": "overlap; strict_f asks for the exact span, value_f for the right TIMEX3 value",
        "quotes": "content with words between marks, alike by half, or by .8 where gold marks the words between marks",
        "attributions": "all attributed content, indirect speech included, alike by half",
        "figures": "overlap; bounds_right is the share of found figures with the right low and high",
        "commitments": "overlap; due_right and modality_right are shares of the commitments found",
        "deeds": "at least half of the shorter span; the other figures are shares of all the gold's deeds",
        "clauses": "pairs of article and clause reported; day_right is the share of found pairs given the right day",
        "clause-sentences": "pairs of sentence and clause; in the seeds only sentences whose commitments report it not",
        "cleaning": "exact stretches taken out of the text",
    }
)
HOW_IN_STORIES: Mapping[str, str] = MappingProxyType(
    {
        "places": "at least half of the shorter span; the other figures are shares of all; rivers and peoples unmarked",
        "quotes": "at least half of the shorter span between marks; the speaker shares a word of the gold's name",
        "figures": "at least half of the shorter span; lengths of time among them, ages and fractions unmarked",
        "commitments": "at least half of the shorter span; modality_right is of those found, the other figures of all",
    }
)
SETS = (*(one.name for one in (*OWN, *SEALED)), *LARGER)


def merged(earlier: Iterable[Measurement], measured: Iterable[Measured], on: date) -> list[Measurement]:
    """All rows: what was measured now in place of what was measured earlier on the same set."""
    now = [_row(one, on) for one in measured]
    new_sets = {row.set for row in now}
    rows = [*now, *(row for row in earlier if row.set not in new_sets)]
    annotators = list(HOW)
    return sorted(rows, key=lambda row: (annotators.index(row.annotator), SETS.index(row.set)))


def save_quality(rows: Sequence[Measurement], path: Path = QUALITY) -> None:
    """Write the codebook of measurements."""
    path.write_text(HEADER + "".join(map(_written, rows)), encoding="utf-8")


def _row(one: Measured, on: date) -> Measurement:
    figures = {name: round(value, 3) for name, value in one.tally.figures().items()}
    gold_set, tally = one.gold_set, one.tally
    how = {**HOW, **HOW_IN_STORIES} if gold_set.stories else HOW
    return Measurement(
        one.annotator,
        gold_set.name,
        one.documents,
        tally.gold,
        tally.predicted,
        figures,
        on,
        gold_set.fingerprint(),
        how[one.annotator],
    )


def _written(row: Measurement) -> str:
    figures = ", ".join(f"{name} = {value:.3f}" for name, value in row.figures.items())
    return f"""
[[measured]]
annotator = "{row.annotator}"
set = "{row.set}"
documents = {row.documents}
gold = {row.gold}
predicted = {row.predicted}
figures = {{ {figures} }}
on = {row.on.isoformat()}
sha256 = "{row.sha256}"
how = {json.dumps(row.how)}
"""

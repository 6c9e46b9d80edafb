"""The sections of what is named: names and their rates, places."""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from lib.exports.dossier.cells import count_cell, counts_cell
from lib.exports.dossier.records import Block, Desk, Statement
from lib.models import ROLE_NAMES, Role
from lib.queries import entities, overview
from lib.queries import map as located
from lib.views.entity_panel import KIND_WORDS
from lib.views.kit.highlight import Html, element, joined
from lib.views.kit.text import counted, number
from lib.views.map.figure import Shown, place_map_svg
from lib.views.map.place_map import PRECISION_KINDS

MOST_DIFFERENCES = 8


def entities_blocks(desk: Desk) -> Sequence[Block]:
    """The names mentioned most, by outlet: those of the page's chart."""
    counts = entities.entity_counts(desk.data, desk.filters)
    table = entities.entity_table(desk.data, desk.filters)
    caption = (
        f"Mentions and, in brackets, mentions per 1,000 words, of the {counted(counts['entity'].nunique(), 'name')} "
        f"mentioned most, of {len(table):,}. Sentences in headlines and with a people’s name are listed, not counted."
    )
    longest = int(counts["total"].max()) if len(counts) else 0
    statements = [_entity(desk, group, longest) for _, group in counts.groupby("entity", sort=False)]
    columns = ("Name", "By outlet", "Mentions")
    block = Block("", caption if statements else "No name in the articles in view.", columns, statements)
    return [block, _rates(desk)]


def places_blocks(desk: Desk) -> Sequence[Block]:
    """The map with every place that is counted on it, the same as a table, and the names that were not found."""
    roles = located.counted_roles(desk.filters)
    found = located.places(desk.data, desk.filters, roles)
    means = " or ".join(ROLE_NAMES[role] for role in roles)
    caption = f"Mentions of {counted(len(found), 'place')} outside headlines, of names that mean {means}."
    statements = [_place(desk, row, int(found["mentions"].max()), roles) for row in found.to_dict("records")]
    shown = Shown(desk.looks, roles, area=desk.area)
    picture = place_map_svg(found, shown, located.schematic_lines(desk.data)) if statements else Html("")
    columns = ("Place", "By outlet", "Mentions")
    block = Block("", caption if statements else "No place in the articles in view.", columns, statements, picture)
    return [block, _unplaced(desk)]


def _rates(desk: Desk) -> Block:
    """The names whose rates differ most between two outlets."""
    apart = overview.rate_differences(desk.data, desk.filters, MOST_DIFFERENCES)
    statements = [
        Statement(
            (
                row["name"],
                joined([f"{number(row['high'], 1)} ", desk.looks.chip(row["high_outlet"])]),
                joined([f"{number(row['low'], 1)} ", desk.looks.chip(row["low_outlet"])]),
                count_cell(row["mentions"]),
            ),
            entities.entity_sentences(desk.data, desk.filters, row["entity"]),
        )
        for row in apart.to_dict("records")
    ]
    caption = "Names whose mentions per 1,000 words differ most between two outlets."
    nothing = "No name is frequent enough to compare between two outlets."
    return Block("Names that one outlet mentions more often", caption if statements else nothing, _APART, statements)


_APART = ("Name", "Most in", "Least in", "Mentions")


def _entity(desk: Desk, group: pd.DataFrame, longest: int) -> Statement:
    """One name with its counts and all its sentences."""
    first = group.iloc[0]
    name = joined([element("b", first["name"]), " ", element("small", KIND_WORDS.get(first["kind"], first["kind"]))])
    counts = counts_cell(
        group, longest, desk.looks, lambda row: f"{row.mentions:,} ({0 if pd.isna(row.rate) else row.rate:.1f})"
    )
    rows = entities.entity_sentences(desk.data, desk.filters, first["entity"])
    return Statement((name, counts, count_cell(first["total"])), rows)


def _place(desk: Desk, row: dict[str, Any], longest: int, roles: tuple[Role, ...]) -> Statement:
    """One place with its counts and all its sentences."""
    parts = pd.DataFrame(list(row["parts"]))
    by_outlet = parts.groupby("outlet", sort=False, as_index=False)["mentions"].sum()
    where = ", ".join(_whereabouts(row))
    name = joined([element("b", str(row["name"])), " ", element("small", where)])
    counts = counts_cell(by_outlet, longest, desk.looks, lambda one: f"{one.mentions:,}")
    rows = located.place_evidence(desk.data, desk.filters, str(row["place"]), roles)
    return Statement((name, counts, count_cell(int(row["mentions"]))), rows)


def _whereabouts(row: dict[str, Any]) -> Iterator[str]:
    """What kind of place it is, and in which province and country."""
    yield PRECISION_KINDS[row["precision"]]
    yield from (
        row[part] for part in ("province", "country_name") if not pd.isna(row[part]) and row[part] != row["name"]
    )


def _unplaced(desk: Desk) -> Block:
    """The names that were read as places and found nowhere."""
    rows = located.unresolved_toponyms(desk.data, desk.filters)
    caption = ", ".join(f"{row.exact} ({row.mentions:,})" for row in rows.itertuples())
    return Block("Names not found in the gazetteer", caption or "Every name of a place was found.")

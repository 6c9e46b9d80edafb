"""The days of an agreement on one line of time: signing, due days by who gives them, and the as-of date."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import pandas as pd

from lib.models import Agreement
from lib.queries.agreement.calendar import given_key
from lib.views.kit.bars import SYMBOLS
from lib.views.kit.looks import Looks
from lib.views.kit.palette import UNKNOWN_GREY
from lib.views.kit.text import chart_label, chart_lines, counted, day, days_left, inline, listed

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

CLAUSE, DUE, LEDGER = "clause", "due", "ledger"  # the link's parameters for what a mark or a row opens

LANE_PIXELS = 44
LINE_PIXELS = 16  # of a lane's name
HOVER_LETTERS = 110
NAME_WIDTH = 16  # letters: what leaves most of a narrow screen to the days
LEVEL_PIXELS = 32
MOST_LEVELS = 9  # a day that finds no place on any says itself on hover, over the axis of months

# A label takes this share of the whole line on a narrow screen.
LABEL_SHARE = 0.32

# The last day's label ends so many pixels, and such a share, after its day; one that the next day's line would cross
# so many before its own.
LAST_LABEL, LAST_SHARE, BESIDE = 26, 0.11, -3

# Two marks nearer than this share of the whole line leave no room for a number between them.
NUMBER_SHARE = 0.09

GREY = "rgb(128,132,138)"


class OwnDay(NamedTuple):
    """A day that the agreement's own text gives: its signing, or a clause's last day; `matter` is the clause's id."""

    day: date
    words: str
    matter: str | None = None


def own_days(agreements: Sequence[Agreement]) -> list[OwnDay]:
    """The days that the agreements' own texts give, the earliest first."""
    signed = [OwnDay(one.signed, f"Signed: {one.title}") for one in agreements if one.signed]
    due = [
        OwnDay(
            clause.due,
            clause.label(),
            f"{one.id}/{clause.id}",
        )
        for one in agreements
        for clause in one.clauses
        if clause.due
    ]
    return sorted(signed + due, key=lambda mark: mark.day)


def timeline_figure(
    own: Sequence[OwnDay], reported: pd.DataFrame, outlets: Sequence[str], as_of: date | None, looks: Looks
) -> "Figure":
    """One lane for the agreement's own text, one an outlet, a mark a day; its customdata is what a click opens.

    `reported` has the columns of `reported_days` in queries/agreement; the number beside a mark counts sentences. The
    customdata is the parameter that the link is to have, a colon, and its value: `CLAUSE` and a matter's id, or `DUE`
    and what `lib.queries.agreement.calendar.given_key` calls the sentences that are counted; None for a signing.
    Outlets that give no day keep an empty lane.
    """
    from plotly import graph_objects as go  # noqa: PLC0415  # a third of a second that pages without a chart save

    lanes = {outlet: -lane for lane, outlet in enumerate(outlets, 1 if own else 0)}
    marks = [go.Scatter(**_own_marks(own, as_of))] if own else []
    days = _day_words(own, reported, as_of)
    whole = (max(days) - min(days)).days if days else 0
    marks += [
        go.Scatter(**_outlet_marks(group, lanes[str(outlet)], str(outlet), looks, as_of, whole))
        for outlet, group in reported.groupby("outlet", sort=False)
        if outlet in lanes
    ]
    names = dict(_lane_names(own, lanes, looks))
    top, bottom = max(names, default=0) + 0.62, min(names, default=0) - 0.1
    # All lines and labels at once: Plotly checks every one again for each that is added.
    lines = [_THREAD | {"y0": lane, "y1": lane} for lane in names] + list(_day_lines(days, as_of, top, bottom))
    figure = go.Figure(marks, {"shapes": lines, "annotations": list(_day_labels(days, top))})
    return _framed(figure, days, names)


_THREAD: dict[str, Any] = {
    "type": "line",
    "x0": 0,
    "x1": 1,
    "xref": "x domain",
    "yref": "y",
    "layer": "below",
    "line": {"width": 1, "color": "rgba(128,128,128,0.35)"},
}
_PLAIN: dict[str, Any] = {"showarrow": False, "font": {"size": 12}, "align": "left"}


def _own_marks(own: Sequence[OwnDay], as_of: date | None) -> dict[str, Any]:
    """The agreement's own days as diamonds in grey."""
    return {
        "x": [mark.day for mark in own],
        "y": [0] * len(own),
        "customdata": [[f"{CLAUSE}:{mark.matter}" if mark.matter else None] for mark in own],
        "mode": "markers",
        "cliponaxis": False,
        "marker": {"symbol": "diamond", "size": 12, "color": GREY},
        "hovertext": [_hover(mark.day, as_of, mark.words) for mark in own],
        "hoverinfo": "text",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _outlet_marks(
    group: pd.DataFrame, lane: int, outlet: str, looks: Looks, as_of: date | None, whole: int
) -> dict[str, Any]:
    """The days that one outlet gives, in its colour, with the number of sentences beside each; all in `whole` days."""
    return {
        "x": group["due"].dt.date,
        "y": [lane] * len(group),
        "customdata": [[f"{DUE}:{given_key(due, outlet=outlet)}"] for due in group["due"]],
        "mode": "markers+text",
        "text": [f"{count:,}" for count in group["sentences"]],
        "textposition": _number_sides(list(group["due"].dt.date), whole),
        "cliponaxis": False,
        "marker": {
            "symbol": SYMBOLS.get(looks.patterns.get(outlet, ""), "x"),
            "size": 13,
            "color": looks.colours.get(outlet, UNKNOWN_GREY),
        },
        "hovertext": [
            _hover(row.due.date(), as_of, f"{counted(row.sentences, 'sentence')}: {listed(list(row.deeds), 2)}")
            for row in group.itertuples()
        ],
        "hoverinfo": "text",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _number_sides(days: Sequence[date], whole: int) -> list[str]:
    """On which side of each mark its number stands: the right one, where the next mark leaves room for it."""
    near = [(after - due).days / max(whole, 1) < NUMBER_SHARE for due, after in pairwise(days)]
    return [f"middle {'left' if close else 'right'}" for close in [*near, *[False] * bool(days)]]


def _hover(due: date, as_of: date | None, words: str) -> str:
    """The day, how far off it is, and the words, in short lines."""
    left = f", {days_left(due, as_of)}" if as_of else ""
    return f"<b>{day(due, weekday=True)}</b>{left}<br>{chart_lines([inline(words, HOVER_LETTERS)])}"


def _lane_names(own: Sequence[OwnDay], lanes: Mapping[str, int], looks: Looks) -> Iterator[tuple[int, str]]:
    """Each lane with its name on as many lines as it needs."""
    if own:
        yield 0, chart_label("The agreement’s own text", NAME_WIDTH)
    for outlet, lane in lanes.items():
        yield lane, chart_label(looks.names.get(outlet, outlet), NAME_WIDTH)


def _day_words(own: Iterable[OwnDay], reported: pd.DataFrame, as_of: date | None) -> dict[date, list[str]]:
    """Each day that needs a label, the earliest first, with what it is."""
    words: dict[date, list[str]] = {mark.day: ["signed" if mark.matter is None else "due"] for mark in own}
    for due in reported["due"].dt.date.unique():
        words.setdefault(due, ["due"])
    if as_of:
        words.setdefault(as_of, []).append("as of")
    return dict(sorted(words.items()))


class MarkLabel(NamedTuple):
    """Where a day's label stands: how many levels up, which of its sides is held how many pixels from its day.

    `right` is where it ends, in shares of the whole line.
    """

    level: int
    anchor: Literal["center", "right"]
    shift: int
    right: float


def _day_lines(days: Iterable[date], as_of: date | None, top: float, bottom: float) -> Iterator[dict[str, Any]]:
    """A thin line down from each day's label; the as-of date's is dashed."""
    for due in days:
        line = {"width": 1.6, "color": GREY, "dash": "dash"} if due == as_of else {"width": 1, "color": GREY}
        ends = {"x0": due, "x1": due, "y0": bottom, "y1": top}
        yield {"type": "line", **ends, "line": line, "layer": "below", "opacity": 0.8}


def _day_labels(days: Mapping[date, list[str]], top: float) -> Iterator[dict[str, Any]]:
    """Each day and what it is; labels too close together go a level up, on a line of their own."""
    for (due, words), label in zip(days.items(), label_places(list(days)), strict=True):
        if label is None:
            continue
        yield _PLAIN | {
            "x": due,
            "y": top,
            "yshift": label.level * LEVEL_PIXELS + 4,
            "yanchor": "bottom",
            "xanchor": label.anchor,
            "xshift": label.shift,
            "text": f"<b>{day(due)}</b><br>{', '.join(words)}",
            "align": label.anchor,
        }
        if label.level:
            arrow = {"arrowcolor": GREY, "arrowwidth": 1, "arrowhead": 0}
            yield {"x": due, "y": top, "ax": 0, "ay": -label.level * LEVEL_PIXELS, "text": "", **arrow}


def label_places(days: Sequence[date]) -> list[MarkLabel | None]:
    """A place for each day's label, in order, on which no other label and no other day's line is.

    A label that the next day's line would cross ends before its own, and the next one stands higher. None for one that
    finds no place at all.
    """
    placed: list[MarkLabel | None] = []
    whole = max((days[-1] - days[0]).days, 1) if days else 1
    at = [(due - days[0]).days / whole for due in days]
    for number, x in enumerate(at):
        if 0 < number == len(at) - 1:
            wanted = MarkLabel(0, "right", LAST_LABEL, x + LAST_SHARE)
        elif number < len(at) - 1 and at[number + 1] - x < LABEL_SHARE / 2:
            wanted = MarkLabel(0, "right", BESIDE, x)
        else:
            wanted = MarkLabel(0, "center", 0, x + LABEL_SHARE / 2)
        before = [(day, label) for day, label in zip(at, placed, strict=False) if label]
        levels = (wanted._replace(level=level) for level in range(MOST_LEVELS))
        placed.append(next((label for label in levels if _is_free(label, before)), None))
    return placed


def _is_free(label: MarkLabel, before: Sequence[tuple[float, MarkLabel]]) -> bool:
    """Whether no label before it reaches into its place, and no line of one as high or higher goes through it."""
    left = label.right - LABEL_SHARE
    return not any(
        (one.level == label.level and one.right > left) or (one.level >= label.level and left < x < label.right)
        for x, one in before
    )


def _framed(figure: "Figure", days: Mapping[date, list[str]], names: Mapping[int, str]) -> "Figure":
    """The figure with room for its labels, the lanes' names beside it, and nothing to drag."""
    ends = list(days) or [date(2000, 1, 1)]
    span = max(ends[-1] - ends[0], timedelta(days=30))
    levels = 1 + max((label.level for label in label_places(list(days)) if label), default=0)
    top, bottom = levels * LEVEL_PIXELS + 6, 40
    lane = max([LANE_PIXELS, *(LINE_PIXELS * (name.count("<br>") + 1) + 6 for name in names.values())])
    figure.update_layout(
        height=top + bottom + lane * len(names),
        margin={"l": 60, "r": LAST_LABEL + 6, "t": top, "b": bottom},
        showlegend=False,
        dragmode=False,
        clickmode="event+select",
        hoverlabel={"align": "left"},
    )
    figure.update_xaxes(
        range=[ends[0] - 0.06 * span, ends[-1] + 0.03 * span],
        fixedrange=True,
        showgrid=False,
        tickformat="%b\n%Y",  # the year once, where it begins
        tick0="2000-01-01",
        dtick=f"M{1 + span.days // 200}",
    )
    figure.update_yaxes(
        range=[min(names, default=0) - 0.4, max(names, default=0) + 0.7],
        tickvals=list(names),
        ticktext=list(names.values()),
        automargin=True,
        showgrid=False,
        zeroline=False,
        fixedrange=True,
    )
    return figure

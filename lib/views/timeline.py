"""The days of an agreement on one line of time: signing, due days by who gives them, and the as-of date."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from lib.views.bars import SYMBOLS
from lib.views.looks import Looks
from lib.views.palette import UNKNOWN_GREY
from lib.views.text import counted, day, days_left, listed

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

LANE_PIXELS = 44
LEVEL_PIXELS = 32
MOST_LEVELS = 5

# Two labels nearer than this share of the whole line would run into each other on a narrow screen.
LABEL_SHARE = 0.36

# The share of the line kept free on the left for the lanes' names.
NAMES_SHARE = 0.24

GREY = "rgb(128,132,138)"


class OwnDay(NamedTuple):
    """A day that the agreement's own text gives: its signing, or a clause's last day; `matter` is the clause's id."""

    day: date
    words: str
    matter: str | None = None


def timeline_figure(
    own: Sequence[OwnDay], reported: pd.DataFrame, outlets: Sequence[str], as_of: date | None, looks: Looks
) -> "Figure":
    """One lane for the agreement's own text, one an outlet, a mark a day; the mark's customdata is its matter's id.

    `reported` has the columns of `lib.queries.agreement.reported_days`; the number beside a mark counts sentences.
    Outlets that give no day keep an empty lane.
    """
    from plotly import graph_objects as go  # noqa: PLC0415  # a third of a second that pages without a chart save

    lanes = {outlet: -lane for lane, outlet in enumerate(outlets, 1 if own else 0)}
    marks = [go.Scatter(**_own_marks(own, as_of))] if own else []
    marks += [
        go.Scatter(**_outlet_marks(group, lanes[str(outlet)], str(outlet), looks, as_of))
        for outlet, group in reported.groupby("outlet", sort=False)
        if outlet in lanes
    ]
    days = _day_words(own, reported, as_of)
    figure = go.Figure(marks)
    for lane, name in _lane_names(own, lanes, looks):
        figure.add_hline(y=lane, line={"width": 1, "color": "rgba(128,128,128,0.35)"}, layer="below")
        figure.add_annotation(x=0, xref="paper", y=lane, text=name, xanchor="left", yshift=13, **_PLAIN)
    _label_days(figure, days, as_of, bottom=-len(lanes) - 0.1)
    return _framed(figure, days, lanes=len(lanes) + bool(own))


_PLAIN: dict[str, Any] = {"showarrow": False, "font": {"size": 12}, "align": "left"}


def _own_marks(own: Sequence[OwnDay], as_of: date | None) -> dict[str, Any]:
    """The agreement's own days as diamonds in grey."""
    return {
        "x": [mark.day for mark in own],
        "y": [0] * len(own),
        "customdata": [[mark.matter] for mark in own],
        "mode": "markers",
        "marker": {"symbol": "diamond", "size": 12, "color": GREY},
        "hovertext": [_hover(mark.day, as_of, mark.words) for mark in own],
        "hoverinfo": "text",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _outlet_marks(group: pd.DataFrame, lane: int, outlet: str, looks: Looks, as_of: date | None) -> dict[str, Any]:
    """The days that one outlet gives, in its colour, with the number of sentences beside each."""
    return {
        "x": group["due"].dt.date,
        "y": [lane] * len(group),
        "customdata": group[["matter"]],
        "mode": "markers+text",
        "text": [f"{count:,}" for count in group["sentences"]],
        "textposition": "middle right",
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


def _hover(due: date, as_of: date | None, words: str) -> str:
    """The day, how far off it is, and the words, in short lines."""
    left = f", {days_left(due, as_of)}" if as_of else ""
    short = words if len(words) < 110 else words[:107].rsplit(" ", 1)[0] + " …"
    return f"<b>{day(due, weekday=True)}</b>{left}<br>{escape(short)}"


def _lane_names(own: Sequence[OwnDay], lanes: Mapping[str, int], looks: Looks) -> Iterator[tuple[int, str]]:
    if own:
        yield 0, "The agreement’s own text"
    for outlet, lane in lanes.items():
        yield lane, escape(looks.names.get(outlet, outlet))


def _day_words(own: Iterable[OwnDay], reported: pd.DataFrame, as_of: date | None) -> dict[date, list[str]]:
    """Each day that needs a label, the earliest first, with what it is."""
    words: dict[date, list[str]] = {mark.day: ["signed" if mark.matter is None else "due"] for mark in own}
    for due in reported["due"].dt.date.unique():
        words.setdefault(due, ["due"])
    if as_of:
        words.setdefault(as_of, []).append("as of")
    return dict(sorted(words.items()))


def _label_days(figure: "Figure", days: Mapping[date, list[str]], as_of: date | None, bottom: float) -> None:
    """A thin line down from each day's label; the as-of date's is dashed. Labels too close together go a level up."""
    for (due, words), level in zip(days.items(), _levels(list(days)), strict=True):
        line = {"width": 1.6, "color": GREY, "dash": "dash"} if due == as_of else {"width": 1, "color": GREY}
        figure.add_shape(type="line", x0=due, x1=due, y0=bottom, y1=0.62, line=line, layer="below", opacity=0.8)
        if level is not None:
            figure.add_annotation(
                x=due,
                y=0.62,
                yshift=level * LEVEL_PIXELS + 4,
                yanchor="bottom",
                **({"xanchor": "right", "xshift": 26} if due == max(days) and len(days) > 1 else {}),
                text=f"<b>{day(due)}</b><br>{', '.join(words)}",
                **_PLAIN | {"align": "center"},
            )
            if level:
                figure.add_annotation(
                    x=due, y=0.62, ax=0, ay=-level * LEVEL_PIXELS, text="", arrowcolor=GREY, arrowwidth=1, arrowhead=0
                )


def _levels(days: Sequence[date]) -> list[int | None]:
    """How many levels up each label stands so that none meets another; None for one that has no room at all."""
    whole = max((days[-1] - days[0]).days, 1) if days else 1
    last: dict[int, date] = {}
    levels: list[int | None] = []
    for due in days:
        free = (at for at in range(MOST_LEVELS) if at not in last or (due - last[at]).days / whole > LABEL_SHARE)
        level = next(free, None)
        if level is not None:
            last[level] = due
        levels.append(level)
    return levels


def _framed(figure: "Figure", days: Mapping[date, list[str]], lanes: int) -> "Figure":
    """The figure with room for its labels, and nothing to drag."""
    ends = list(days) or [date(2000, 1, 1)]
    span = max(ends[-1] - ends[0], timedelta(days=30))
    levels = 1 + max((level for level in _levels(list(days)) if level), default=0)
    top, bottom = levels * LEVEL_PIXELS + 6, 30
    figure.update_layout(
        height=top + bottom + LANE_PIXELS * lanes,
        margin={"l": 0, "r": 4, "t": top, "b": bottom},
        showlegend=False,
        dragmode=False,
        clickmode="event+select",
        hoverlabel={"align": "left"},
    )
    figure.update_xaxes(
        range=[ends[0] - NAMES_SHARE * span, ends[-1] + 0.07 * span],
        fixedrange=True,
        showgrid=False,
        tickformat="%b %Y",
        tick0="2000-01-01",
        dtick=f"M{1 + span.days // 200}",
    )
    figure.update_yaxes(range=[0.7 - lanes, 0.7], visible=False, fixedrange=True)
    return figure

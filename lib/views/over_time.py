"""Articles and reports by day, stacked by outlet, on the days of an agreement."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pandas as pd

from lib.views.agreement.timeline import GREY, OwnDay
from lib.views.kit.bars import FEW, HOVER_WIDTH
from lib.views.kit.looks import Looks
from lib.views.kit.palette import UNKNOWN_GREY
from lib.views.kit.text import chart_label

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

HEIGHT = 300  # pixels
# Where the two rows of bars stand, in shares of the height, and what each counts.
ROWS = (("articles", "Articles", "y", (0.58, 0.94)), ("reports", "Reports", "y2", (0.0, 0.36)))
DAY_MILLISECONDS = 86_400_000
SHORTEST = timedelta(days=28)


def over_time_figure(days: pd.DataFrame, own: Sequence[OwnDay], as_of: date | None, looks: Looks) -> "Figure":
    """A bar a day, articles above and reports below; thin lines are the agreement's own days, dashed is the as-of date.

    `days` has the columns of `lib.queries.over_time.published_days`. Days can be brushed.
    """
    from plotly import graph_objects as go  # noqa: PLC0415  # a third of a second that pages without a chart save

    bars = [go.Bar(**one) for one in _bars(days, looks)]
    figure = go.Figure(bars, {"shapes": list(_lines(own, as_of)), "annotations": list(_labels(own, as_of))})
    figure.update_layout(
        height=HEIGHT,
        margin={"l": 56, "r": 12, "t": 14, "b": 30},
        barmode="stack",
        bargap=0,
        showlegend=False,
        dragmode="select",
        selectdirection="h",
        xaxis={"type": "date", "range": _range(days, own, as_of), "anchor": "y2", "fixedrange": True, "showgrid": False,
               "tickformat": "%-d %b\n%Y"},
        **{
            axis.replace("y", "yaxis"): _axis(days[column], title, domain) for column, title, axis, domain in ROWS
        },
    )  # fmt: skip
    return figure


def brushed_days(ends: Sequence[Any]) -> tuple[date, date] | None:
    """The first and the last day whose bar's middle lies between two ends; None where there is none.

    >>> brushed_days(["2018-09-18 07:00", "2018-09-16 13:00"])
    (datetime.date(2018, 9, 17), datetime.date(2018, 9, 18))
    """
    start, end = sorted(pd.Timestamp(one) for one in ends)
    first, last = start.ceil("D").date(), end.floor("D").date()
    return (first, last) if first <= last else None


def _bars(days: pd.DataFrame, looks: Looks) -> Iterator[dict[str, Any]]:
    for column, title, axis, _ in ROWS:
        for outlet, group in days.groupby("outlet", sort=False):
            name = str(outlet)
            yield {
                "x": group["day"].dt.strftime("%Y-%m-%d"),
                "y": group[column],
                "yaxis": axis,
                "width": DAY_MILLISECONDS,
                "name": chart_label(looks.names.get(name, name), HOVER_WIDTH),
                "marker": {
                    "color": looks.colours.get(name, UNKNOWN_GREY),
                    "pattern": {"shape": looks.patterns.get(name, ""), "size": 5, "fillmode": "overlay"},
                    "line": {"width": 0},
                },
                "hovertemplate": f"%{{x|%-d %b %Y}}<br>%{{y:,}} {title.lower()}<extra>%{{fullData.name}}</extra>",
                "selected": {"marker": {"opacity": 1}},
                "unselected": {"marker": {"opacity": 1}},
            }


def _axis(counts: pd.Series, title: str, domain: tuple[float, float]) -> dict[str, Any]:
    few = {"dtick": 1} if counts.max() <= FEW else {"nticks": 4}
    named = {"title": {"text": title, "font": {"size": 13}}, "domain": domain}
    return {**named, "rangemode": "tozero", "fixedrange": True, "tickformat": ",d", **few}


def _range(days: pd.DataFrame, own: Sequence[OwnDay], as_of: date | None) -> list[date]:
    """From the first of all days to the last, with a margin, and never less than some weeks."""
    known = [*days["day"].dt.date, *(mark.day for mark in own), *([as_of] if as_of else [])]
    first, last = min(known), max(known)
    margin = max(SHORTEST - (last - first), (last - first) / 20) / 2
    return [first - margin - timedelta(1), last + margin + timedelta(1)]


def _lines(own: Sequence[OwnDay], as_of: date | None) -> Iterator[dict[str, Any]]:
    for due in dict.fromkeys(mark.day for mark in own):
        yield _line(due, {"width": 1, "color": GREY})
    if as_of:
        yield _line(as_of, {"width": 1.6, "color": GREY, "dash": "dash"})


def _line(at: date, line: dict[str, Any]) -> dict[str, Any]:
    return {"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 0.96, "yref": "paper", "layer": "below", "line": line}


def _labels(own: Sequence[OwnDay], as_of: date | None) -> Iterator[dict[str, Any]]:
    """What the first and the dashed line are, the second a line higher: they may stand close together."""
    signed = next((mark.day for mark in own if mark.matter is None), None)
    named = {signed: "signed", as_of: "as of"} if signed != as_of else {signed: "signed, as of"}
    for level, (at, words) in enumerate(named.items()):
        if at:
            yield {
                "x": at, "y": 0.94, "yshift": 13 * level, "text": words, "showarrow": False, "font": {"size": 12},
                "yref": "paper", "yanchor": "bottom", "xanchor": "center",
            }  # fmt: skip

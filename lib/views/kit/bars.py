"""Ranked charts: things down the side, outlets by colour, everything measured from zero."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from lib.views.kit.looks import Looks
from lib.views.kit.palette import UNKNOWN_GREY
from lib.views.kit.text import chart_label, number

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

ROW_PIXELS, LINE_PIXELS = 27, 17
EDGES = {"l": 0, "r": 44, "t": 4, "b": 30}
NAME_WIDTH, HOVER_WIDTH = 24, 40
# Up to this count every whole number has its tick; more ticks would stand between whole numbers or on each other.
FEW = 6

# Hatchings as symbols: dots have no room for a hatching.
SYMBOLS = {"": "circle", "/": "circle-open", "x": "diamond", ".": "diamond-open", "-": "square", "+": "square-open"}


def count_figure(
    counts: pd.DataFrame, key: str, looks: Looks, chosen: str | None = None, noun: str = "mentions"
) -> "Figure":
    """Stacked bars of `mentions` by outlet, each thing's `total` at the end of its bar.

    `counts` has a row a thing and outlet with `key`, `name`, `outlet`, `mentions` and `total`, things in order. A
    point's customdata is the thing and the outlet. `chosen` is set in bold; `noun` says what is counted.
    """
    from plotly import graph_objects as go  # noqa: PLC0415  # a third of a second that pages without a chart save

    bars = [
        go.Bar(
            x=group["mentions"],
            y=group[key],
            customdata=group[[key, "outlet"]].to_numpy(),
            name=chart_label(looks.names.get(str(outlet), str(outlet)), HOVER_WIDTH),
            orientation="h",
            marker={
                "color": looks.colours.get(str(outlet), UNKNOWN_GREY),
                "pattern": {"shape": looks.patterns.get(str(outlet), ""), **_HATCHING},
                "line": {"width": 0},
            },
            hovertemplate=f"%{{x:,}} {noun}<extra>%{{fullData.name}}</extra>",
            **_ALIKE,
        )
        for outlet, group in counts.groupby("outlet", sort=False)
    ]
    things = counts.drop_duplicates(key)
    totals = [
        {"x": total, "y": thing, "text": number(total), **_BESIDE}
        for thing, total in zip(things[key], things["total"], strict=True)
    ]
    figure = go.Figure(bars, {"annotations": totals})
    figure.update_xaxes(tickformat=",d", dtick=1 if counts["total"].max() <= FEW else None)
    return _ranked(figure, things, key, chosen, barmode="stack", bargap=0.36)


def rate_figure(counts: pd.DataFrame, key: str, looks: Looks, chosen: str | None = None) -> "Figure":
    """A dot an outlet at its `rate` per 1,000 words, one line a thing; outlets without words have no dot.

    The same frame as for `count_figure`, with the column `rate`.
    """
    from plotly import graph_objects as go  # noqa: PLC0415  # as above

    dots = [
        go.Scatter(
            x=group["rate"],
            y=group[key],
            customdata=group[[key, "outlet", "mentions", "words"]],
            name=chart_label(looks.names.get(str(outlet), str(outlet)), HOVER_WIDTH),
            mode="markers",
            cliponaxis=False,  # a dot at zero is whole
            marker={
                "color": looks.colours.get(str(outlet), UNKNOWN_GREY),
                "symbol": SYMBOLS.get(looks.patterns.get(str(outlet), ""), "x"),
                **_DOT,
            },
            hovertemplate="%{x:.1f} per 1,000 words<br>%{customdata[2]:,} in %{customdata[3]:,} words"
            "<extra>%{fullData.name}</extra>",
            **_ALIKE,
        )
        for outlet, group in counts.groupby("outlet", sort=False)
    ]
    threads = [
        {"x0": rates.min(), "x1": rates.max(), "y0": thing, "y1": thing, **_THREAD}
        for thing, rates in counts.groupby(key, sort=False)["rate"]
    ]
    figure = go.Figure(dots, {"shapes": threads})
    return _ranked(figure, counts.drop_duplicates(key), key, chosen)


# A click opens something, and leaves all as it is: what is chosen is set in bold, in whoever's browser.
_ALIKE: dict[str, Any] = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}
_BESIDE: dict[str, Any] = {"showarrow": False, "xanchor": "left", "xshift": 4, "font": {"size": 13}}
_THREAD = {"type": "line", "layer": "below", "line": {"width": 1.5, "color": "rgba(128,128,128,0.55)"}}
_HATCHING = {"size": 5, "fillmode": "overlay", "fgcolor": "rgba(255,255,255,0.7)"}
_DOT = {"size": 11, "opacity": 0.9}


def _ranked(figure: "Figure", things: pd.DataFrame, key: str, chosen: str | None, **layout: Any) -> "Figure":  # noqa: ANN401 (Plotly's own options)
    """The figure with one line a thing, the first on top, the axis from zero, and nothing to drag."""
    labels = [chart_label(name, NAME_WIDTH) for name in things["name"]]
    row = max([ROW_PIXELS, *(LINE_PIXELS * (label.count("<br>") + 1) for label in labels)])
    figure.update_layout(
        height=row * len(things) + EDGES["t"] + EDGES["b"],
        margin=EDGES,
        showlegend=False,
        dragmode=False,
        clickmode="event+select",
        **layout,
    )
    figure.update_xaxes(rangemode="tozero", fixedrange=True, zeroline=True, automargin=True, nticks=6)
    figure.update_yaxes(
        type="category",
        autorange="reversed",
        fixedrange=True,
        automargin=True,
        showgrid=False,
        tickvals=things[key],
        tickfont={"size": 13},
        ticktext=[
            f"<b>{label}</b>" if thing == chosen else label for thing, label in zip(things[key], labels, strict=True)
        ],
    )
    return figure

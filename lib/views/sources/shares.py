"""Shares as stacked bars: a bar an outlet, a stretch a label, all of one length, with how much stands behind each."""

from typing import TYPE_CHECKING

import pandas as pd

from lib.views.kit.bars import EDGES, ROW_PIXELS
from lib.views.kit.looks import Looks
from lib.views.kit.text import chart_label, chart_lines, number

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

# One hue, darkest for the label used most, and the colour of words on it: the outlets' colours are not for labels.
TINTS = (
    ("#3B4A54", "#FFFFFF"), ("#61737F", "#FFFFFF"), ("#8C9DA8", "#000000"), ("#B1BEC6", "#000000"),
    ("#D0D8DD", "#000000"), ("#E6EAED", "#000000"),
)  # fmt: skip
NO_LABEL = "no label in its own words"
BESIDE = {"showarrow": False, "xanchor": "left", "xshift": 4}
LABEL_WIDTH = 26
LINE_PIXELS = 14


def share_figure(shares: pd.DataFrame, looks: Looks, chosen: str | None = None) -> "Figure":
    """One bar an outlet in the order given, its labels as stretches in percent, n at the end.

    `shares` has the columns of `queries.sources.labels.label_shares`, of one referent. Each point's customdata is the
    label's key and the outlet, as the link names them; `chosen` is outlined.
    """
    from plotly import graph_objects as go  # noqa: PLC0415  # a third of a second that pages without a chart save

    bars = [
        _bar(go, group, TINTS[min(rank, len(TINTS) - 1)], chosen)
        for rank, (_, group) in enumerate(shares.groupby("key", sort=False))
    ]
    outlets = shares.drop_duplicates("outlet")
    names = {outlet: _outlet(looks, outlet) for outlet in outlets["outlet"].map(str)}
    lines = max((name.count("<br>") + 1 for name in names.values()), default=1)
    ends = [
        {"x": 100 if row.uses else 0, "y": row.outlet, "text": f"n = {number(row.uses)}" if row.uses else NO_LABEL}
        for row in outlets.itertuples()
    ]
    figure = go.Figure(bars, {"annotations": [{**end, **BESIDE} for end in ends]})
    figure.update_layout(
        barmode="stack", bargap=0.3, showlegend=False, dragmode=False, clickmode="event+select",
        height=max(ROW_PIXELS, LINE_PIXELS * lines) * len(outlets) + EDGES["t"] + EDGES["b"], margin={**EDGES, "r": 84},
    )  # fmt: skip
    figure.update_xaxes(range=[0, 100], ticksuffix=" %", fixedrange=True, dtick=25, automargin=True)
    figure.update_yaxes(
        type="category", autorange="reversed", fixedrange=True, automargin=True, showgrid=False,
        categoryorder="array", categoryarray=outlets["outlet"], tickvals=outlets["outlet"],
        ticktext=list(names.values()),
    )  # fmt: skip
    return figure


def _bar(go, group: pd.DataFrame, tint: tuple[str, str], chosen: str | None):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202  # Plotly has no types
    """One label in every outlet."""
    label = chart_lines([str(group["label"].iloc[0])])
    asked = group["key"] + "@" + group["outlet"]
    return go.Bar(
        x=group["share"],
        y=group["outlet"],
        customdata=asked,
        name=label,
        orientation="h",
        text=[label] * len(group),
        textposition="inside",
        insidetextanchor="start",
        constraintext="none",
        cliponaxis=True,
        textfont={"color": tint[1], "size": 12},
        marker={
            "color": tint[0],
            "line": {"width": [2.5 if one == chosen else 1 for one in asked], "color": "rgba(255,255,255,0.9)"},
        },
        hovertext=[f"{label}: {number(row.own)} of {number(row.uses)}" for row in group.itertuples()],
        hovertemplate="%{hovertext} (%{x:.0f} %)<extra></extra>",
    )


def _outlet(looks: Looks, outlet: str) -> str:
    """The outlet's name behind its colour, on as many lines as it needs."""
    name = chart_label(looks.names.get(outlet, outlet), LABEL_WIDTH)
    return f'<span style="color:{looks.colours.get(outlet, "#888888")}">■</span> {name}'

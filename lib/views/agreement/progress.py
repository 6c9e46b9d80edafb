"""Pictures of an agreement's implementation: scores over time with their total, who owes what to whom, one clause."""

from collections.abc import Sequence
from datetime import date, timedelta
from math import cos, pi, sin
from typing import TYPE_CHECKING, Any

import pandas as pd

from lib.models import STATUSES
from lib.views.agreement.implementation import status_words
from lib.views.kit.bars import SYMBOLS
from lib.views.kit.looks import Looks
from lib.views.kit.palette import UNKNOWN_GREY
from lib.views.kit.text import chart_label, counted, day

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

# Light to dark on white, and still apart from a dark ground; tells the numbers apart without their colour too.
SHADES = ("#B8BCC4", "#8FC1E3", "#3D8EC4", "#0B4F86")
ROW_PIXELS, TOTAL_PIXELS, EDGE_PIXELS = 26, 130, 60
MOST_POINTS = len(STATUSES) - 1
NAME_WIDTH, HOVER_WIDTH = 26, 90
NETWORK_PIXELS, LABEL_WIDTH = 420, 16
NODE_PIXELS, SHORT, ASIDE = 16, 0.16, 0.05
# A line's number stands before its middle, where other lines cross it.
NUMBERED = 0.38
STATES = {
    "broken": "x", "disputed": "diamond-open", "denied": "diamond", "delayed": "square-open",
    "to be done": "circle-open",
}  # fmt: skip
GREY = "rgb(128,132,138)"


def scores_figure(scores: pd.DataFrame, clauses: Sequence[tuple[str, str, str]], until: date) -> "Figure":
    """A line a clause with its score from day to day, and over them the points of all together; click opens a clause.

    `scores` is of `lib.queries.agreement.progress.SCORE`, `clauses` are matter, number and words in order.
    """
    from plotly import graph_objects as go  # noqa: PLC0415  # a third of a second that pages without a chart save
    from plotly.subplots import make_subplots  # noqa: PLC0415  # as above

    height = ROW_PIXELS * len(clauses)
    figure = make_subplots(
        2, 1, shared_xaxes=True, row_heights=[TOTAL_PIXELS, height], vertical_spacing=24 / (TOTAL_PIXELS + height)
    )
    figure.add_trace(go.Scatter(**_total(scores, until)), 1, 1)
    figure.add_traces([go.Bar(**one) for one in _bars(scores, clauses, until)], 2, 1)
    names = [_on_one_line(f"{number} {words}".strip()) for _, number, words in clauses]
    figure.update_yaxes(
        row=2, col=1, type="category", autorange="reversed", fixedrange=True, automargin=True, showgrid=False,
        categoryorder="array", categoryarray=[matter for matter, *_ in clauses],
        tickvals=[matter for matter, *_ in clauses], ticktext=names,
    )  # fmt: skip
    most = MOST_POINTS * len(clauses)
    figure.update_yaxes(
        row=1, col=1, range=[0, most * 1.08], fixedrange=True, title=f"Points, of {most}", nticks=4, automargin=True,
    )  # fmt: skip
    figure.update_xaxes(fixedrange=True, showgrid=True, tickformat="%-d %b\n%Y", type="date")
    figure.update_layout(
        barmode="overlay", bargap=0.3, dragmode=False, clickmode="event+select", hoverlabel={"align": "left"},
        height=TOTAL_PIXELS + height + EDGE_PIXELS, margin={"l": 0, "r": 24, "t": 8, "b": 44},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0,
                "itemclick": False, "itemdoubleclick": False},
    )  # fmt: skip
    return figure


def _on_one_line(name: str) -> str:
    first, more, _ = chart_label(name, NAME_WIDTH).partition("<br>")
    return f"{first} …" if more else first


def _total(scores: pd.DataFrame, until: date) -> dict[str, Any]:
    """The points of all clauses together, from the first day on."""
    points, known = [], dict[str, int]()
    for row in scores.sort_values("day", kind="stable").itertuples():
        known[row.matter] = row.score
        points.append((row.day.date(), sum(known.values())))
    points += [(until, points[-1][1])] if points else []
    return {
        "x": [when for when, _ in points], "y": [total for _, total in points], "mode": "lines",
        "line": {"shape": "hv", "width": 2, "color": GREY}, "showlegend": False, "hovertemplate":
        "%{x|%-d %b %Y}: %{y} points<extra></extra>", "customdata": [None] * len(points),
    }  # fmt: skip


def _bars(scores: pd.DataFrame, clauses: Sequence[tuple[str, str, str]], until: date) -> list[dict[str, Any]]:
    """The stretches of each score as bars along the days, a trace a score so that the legend names each once."""
    known = [matter for matter, *_ in clauses]
    spans: dict[int, list[tuple[Any, date, date]]] = {score: [] for score in range(len(STATUSES))}
    for _, rows in scores[scores["matter"].isin(known)].groupby("matter", sort=False):
        some = list(rows.sort_values("day", kind="stable").itertuples())
        ends = [*(row.day.date() for row in some[1:]), until + timedelta(days=1)]
        for row, end in zip(some, ends, strict=True):
            spans[row.score].append((row, row.day.date(), max(end, row.day.date())))
    return [
        {
            "orientation": "h", "name": status_words(STATUSES[score]), "marker": {"color": SHADES[score]},
            "y": [row.matter for row, *_ in some], "base": [first for _, first, _ in some],
            "x": [(last - first) / timedelta(milliseconds=1) for _, first, last in some],
            "customdata": [[row.matter] for row, *_ in some],
            "hovertext": [_score_hover(row, first) for row, first, _ in some], "hoverinfo": "text",
        }
        for score, some in spans.items() if some
    ]  # fmt: skip


def _score_hover(row: Any, first: date) -> str:  # noqa: ANN401  # a frame's row
    words = chart_label(f"{row.number} {row.words}".strip(), HOVER_WIDTH)
    return f"{words}<br>{status_words(row.status)} from {day(first)}<br>{chart_label(row.why, HOVER_WIDTH)}"


def network_figure(duties: pd.DataFrame) -> "Figure":
    """Who owes something, as dots on a circle, and lines to whom, as wide as the duties are many.

    `duties` is of `lib.queries.agreement.progress.DUTY`; a click on the middle of a line opens its first clause.
    """
    from plotly import graph_objects as go  # noqa: PLC0415  # as above

    names = list(dict.fromkeys([*duties["who"], *duties["whom"].dropna()]))
    turn = 2 * pi / max(len(names), 1)
    at = {name: (cos(pi - n * turn), sin(pi - n * turn)) for n, name in enumerate(names)}
    owed = duties.groupby("who")["matter"].nunique()
    nodes = go.Scatter(
        x=[at[name][0] for name in names], y=[at[name][1] for name in names], mode="markers+text",
        text=[chart_label(name, LABEL_WIDTH) for name in names],
        textposition=["top center" if at[name][1] >= 0 else "bottom center" for name in names],
        marker={
            "size": [NODE_PIXELS + 3 * min(int(owed.get(name, 0)), 8) for name in names],
            "color": SHADES[2], "opacity": 1,
        },
        hovertext=[f"{chart_label(name, HOVER_WIDTH)}: {counted(int(owed.get(name, 0)), 'duty')}" for name in names],
        hoverinfo="text", customdata=[None] * len(names), cliponaxis=False,
    )  # fmt: skip
    ways = [(at[who], at[whom], rows) for (who, whom), rows in duties.dropna(subset=["whom"]).groupby(["who", "whom"])]
    lines = [_line(*_beside_each_other(start, end), rows["matter"].nunique()) for start, end, rows in ways]
    middles = [_between(*_beside_each_other(start, end), NUMBERED) for start, end, _ in ways]
    counts = go.Scatter(
        x=[x for x, _ in middles], y=[y for _, y in middles], mode="markers+text",
        text=[str(rows["matter"].nunique()) for *_, rows in ways], textposition="middle center",
        textfont={"color": "#FFFFFF", "size": 12}, marker={"size": 22, "color": SHADES[3], "opacity": 1},
        cliponaxis=False, customdata=[[rows["matter"].iloc[0]] for *_, rows in ways], hoverinfo="text",
        hovertext=[_duties_hover(rows) for *_, rows in ways],
    )  # fmt: skip
    figure = go.Figure([*map(go.Scatter, lines), nodes, counts])
    hidden: dict[str, Any] = {"visible": False, "fixedrange": True}
    figure.update_layout(
        height=NETWORK_PIXELS, margin={"l": 10, "r": 10, "t": 30, "b": 30}, showlegend=False, dragmode=False,
        clickmode="event+select", hoverlabel={"align": "left"},
        xaxis={**hidden, "range": [-1.5, 1.5]}, yaxis={**hidden, "range": [-1.35, 1.35]},
    )  # fmt: skip
    return figure


Place = tuple[float, float]


def _between(start: Place, end: Place, share: float) -> Place:
    return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])


def _beside_each_other(start: Place, end: Place) -> tuple[Place, Place]:
    """A line's ends, short of the dots and to the right of its way, so that the way back has its own."""
    x, y = end[0] - start[0], end[1] - start[1]
    length = (x * x + y * y) ** 0.5 or 1.0
    right = ASIDE * y / length, -ASIDE * x / length
    near, far = _between(start, end, SHORT / length), _between(start, end, 1 - SHORT / length)
    return (near[0] + right[0], near[1] + right[1]), (far[0] + right[0], far[1] + right[1])


def _line(start: Place, end: Place, duties: int) -> dict[str, Any]:
    """An arrow, wider for more duties."""
    return {
        "x": [start[0], end[0]], "y": [start[1], end[1]], "mode": "lines+markers", "hoverinfo": "skip",
        "line": {"width": 1 + min(duties, 6) / 2, "color": GREY}, "customdata": [None, None], "cliponaxis": False,
        "marker": {"symbol": ["circle", "arrow"], "size": [1, 12], "angleref": "previous", "color": GREY, "opacity": 1},
    }  # fmt: skip


def _duties_hover(rows: pd.DataFrame) -> str:
    """Who owes whom, and each duty with its state."""
    head = f"{chart_label(rows['who'].iloc[0], HOVER_WIDTH)} → {chart_label(rows['whom'].iloc[0], HOVER_WIDTH)}"
    lines = (chart_label(f"{row.number} {row.words} ({row.state})".strip(), HOVER_WIDTH) for row in rows.itertuples())
    return "<br>".join([head, *lines])


def clause_figure(told: pd.DataFrame, own_day: date | None, looks: Looks) -> "Figure":
    """What each outlet reported of one clause and when: a lane an outlet, a sign a state; the text's day as a line.

    `told` has outlet, outlet_name, day and state, a row a report.
    """
    from plotly import graph_objects as go  # noqa: PLC0415  # as above

    lanes = list(dict.fromkeys(told["outlet"]))
    days = told.groupby(["outlet", "day"], sort=False)["state"].agg(lambda some: ", ".join(dict.fromkeys(some)))
    marks = [
        go.Scatter(
            x=rows["day"], y=rows["outlet"], mode="markers+text", cliponaxis=False, text=rows["state"],
            textposition="top center", name=chart_label(looks.names.get(str(outlet), str(outlet)), HOVER_WIDTH),
            marker={
                "size": 12, "color": looks.colours.get(str(outlet), UNKNOWN_GREY),
                "symbol": [STATES.get(state.split(", ")[-1], SYMBOLS[""]) for state in rows["state"]],
            },
            customdata=[None] * len(rows),
            hovertemplate="%{text}, reported %{x|%-d %b %Y}<extra>%{fullData.name}</extra>",
        )
        for outlet, rows in days.reset_index().groupby("outlet", sort=False)
    ]  # fmt: skip
    figure = go.Figure(marks)
    if own_day is not None:
        figure.add_vline(x=own_day.isoformat(), line_width=1, line_dash="dot", line_color=GREY)
    figure.update_yaxes(
        type="category", categoryorder="array", categoryarray=lanes[::-1], tickvals=lanes, fixedrange=True,
        automargin=True, ticktext=[chart_label(looks.names.get(one, one), NAME_WIDTH) for one in lanes],
    )  # fmt: skip
    figure.update_xaxes(fixedrange=True, tickformat="%-d %b\n%Y", type="date")
    figure.update_layout(
        height=54 * len(lanes) + 70, margin={"l": 0, "r": 40, "t": 24, "b": 44}, showlegend=False, dragmode=False,
    )  # fmt: skip
    return figure

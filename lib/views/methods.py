"""How each annotator works and what it was measured to do: a table, a chart, and the words about both."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import pandas as pd

from lib.codebooks.methods import GoldNote, ListNote, Measurement, Method, Methods, Origin
from lib.listing import Listing, columns, framed, gives
from lib.views.kit.highlight import Html, element, joined, outside_link
from lib.views.kit.text import chart_lines, counted, day

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

FOUND = ("precision", "recall")
FIGURE = columns(
    "set, measure, figure, percent: number, gold: whole, predicted: whole, documents: whole, measured: day, how, row"
)
QUALITY = Listing(
    "quality of", "Figures set by set", FIGURE,
    "set, measure, percent, gold, predicted, documents, measured, how: Counted by", ("set", "measure"),
)  # fmt: skip
LABEL_WIDTH = 30
LINE_PIXELS = 15
ROW_GAP = 6
EDGES: dict[str, Any] = {"l": 0, "r": 92, "t": 6, "b": 28}
# Neither an outlet's colour nor a verdict, and clear on white and on black.
INK = "#7A8791"
# The margin that Streamlit gives to lists would stand beside the dash that ours have.
_FLUSH = "margin:0;padding:0;list-style:none"
SYMBOLS = {"precision": "circle", "recall": "circle-open"}
OTHER_SYMBOL = "diamond"


@gives(FIGURE)
def quality_table(method: Method, measured: Iterable[Measurement], methods: Methods) -> pd.DataFrame:
    """One row a figure of this annotator, set by set: what was measured, in percent of `gold` or as it says.

    `figure` is its name in quality.toml, `row` the chart's row that it stands in.
    """
    names = {note.id: note.name for note in methods.sets}
    mine = sorted((m for m in measured if m.annotator in method.measured), key=lambda m: list(names).index(m.set))
    return framed(FIGURE, (row for one in mine for row in _rows(one, names[one.set], methods)))


def quality_figure(table: pd.DataFrame) -> "Figure":
    """A line a measure from 0 to 100 %: precision as a dot and recall as a ring, anything else as a diamond."""
    from plotly import graph_objects as go  # noqa: PLC0415  # a third of a second that pages without a chart save

    dots = [
        go.Scatter(
            x=group["percent"],
            y=group["row"],
            customdata=group[["measure", "how"]],
            mode="markers",
            marker={**_MARK, "symbol": SYMBOLS.get(str(name), OTHER_SYMBOL)},
            cliponaxis=False,
            hovertemplate="%{customdata[0]} %{x:.1f} %<br>%{customdata[1]}<extra></extra>",
        )
        for name, group in table.groupby("figure", sort=False)
    ]
    rows = {str(row): list(percents) for row, percents in table.groupby("row", sort=False)["percent"]}
    # All at once: Plotly checks every line again for each that is added.
    lines = [_THREAD | {"y0": row, "y1": row} for row in rows]
    said = [_AT_THE_END | {"y": row, "text": f"{_percents(percents)} %"} for row, percents in rows.items()]
    return go.Figure(dots, {"annotations": said, "shapes": lines, **_layout(list(rows))})


def method_html(method: Method) -> Html:
    """How the annotator works, and its known misses."""
    misses = element("ul", joined(element("li", miss) for miss in method.misses), class_="notes", style=_FLUSH)
    return element("div", element("p", method.how.strip()), element("p", "Known misses", class_="answers"), misses)


def caution_html(caution: str) -> Html:
    """What to know before reading any figure."""
    return element("p", element("b", "How to read the figures. "), caution.strip())


def key_html() -> Html:
    """What the chart's signs mean."""
    return element("p", "● precision   ○ recall   ◆ anything else, as its line says; in percent", class_="answers")


def sets_html(sets: Sequence[GoldNote], measured: Sequence[Measurement]) -> Html:
    """The sets of gold: what each is, how large, and when it was measured last."""
    return element("ul", joined(_set(note, measured) for note in sets), class_="notes", style=_FLUSH)


def origins_html(origins: Iterable[Origin]) -> Html:
    """Data and models from elsewhere, each with its use and its licence."""
    rows = (element("li", outside_link(o.name, o.url), f": {o.use}. {o.licence}.") for o in origins)
    return element("ul", joined(rows), class_="notes", style=_FLUSH)


def list_html(note: ListNote) -> Html:
    """What a codebook file holds."""
    return element("p", note.holds, class_="answers")


def _rows(one: Measurement, set_name: str, methods: Methods) -> Iterator[tuple[Any, ...]]:
    """The rows of one measurement: precision and recall share the chart's row; F is told by the two, and left out."""
    for figure, value in one.figures.items():
        if figure != "f":
            what = _words(one.annotator, figure, methods)
            size = f"{what} ({one.gold:,})" if figure in FOUND else what
            row = f"{set_name}: {size}"
            measure = methods.words[figure] if figure not in FOUND else f"{what}, {methods.words[figure]}"
            counts = (one.gold, one.predicted, one.documents)
            yield (set_name, measure, figure, 100 * value, *counts, pd.Timestamp(one.on), one.how, row)


def _words(annotator: str, figure: str, methods: Methods) -> str:
    """What a figure is called: precision and recall by their annotator, others by their own name or one for both."""
    own = methods.words.get(f"{annotator}-{figure}", methods.words[figure])
    return methods.words[annotator] if figure in FOUND else own


def _set(note: GoldNote, measured: Sequence[Measurement]) -> Html:
    mine = [one for one in measured if one.set == note.id]
    size = f" {counted(mine[0].documents, 'document')}, measured {day(mine[0].on)}." if mine else " Not measured."
    return element("li", element("b", note.name), ": ", note.what, size)


_AT_THE_END: dict[str, Any] = {"x": 100, "showarrow": False, "xanchor": "left", "xshift": 10, "font": {"size": 12}}
_MARK: dict[str, Any] = {"color": INK, "size": 11, "line": {"width": 2, "color": INK}}
_THREAD: dict[str, Any] = {
    "type": "line",
    "x0": 0,
    "x1": 100,
    "layer": "below",
    "line": {"width": 1, "color": "rgba(128,128,128,0.35)"},
}


def _percents(percents: Iterable[float]) -> str:
    return " · ".join(f"{percent:.1f}" for percent in percents)


def _layout(rows: Sequence[str]) -> dict[str, Any]:
    """Rows from the top, the axis from nothing to all, and nothing to drag."""
    labels = [wrap(row, LABEL_WIDTH) for row in rows]
    tallest = max((len(lines) for lines in labels), default=1)
    height = (LINE_PIXELS * max(2, tallest) + ROW_GAP) * len(rows) + EDGES["t"] + EDGES["b"]
    return {
        "height": height,
        "margin": EDGES,
        "showlegend": False,
        "dragmode": False,
        "hoverdistance": 30,
        "xaxis": {"range": [0, 101], "fixedrange": True, "tickvals": [0, 50, 100], "tickangle": 0, "ticksuffix": " %"},
        "yaxis": {
            "type": "category",
            "categoryorder": "array",
            "categoryarray": rows,
            "autorange": "reversed",
            "fixedrange": True,
            "automargin": True,
            "showgrid": False,
            "tickvals": rows,
            "tickfont": {"size": 12},
            "ticktext": [chart_lines(lines) for lines in labels],
        },
    }

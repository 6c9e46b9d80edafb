"""What a chart says of itself once it has left the screen: the filters in force and the data version, inside it."""

from textwrap import wrap
from typing import Any

from lib.views.kit.text import chart_lines

LINE_PIXELS = 14
GAP = 8  # between the axis and the footer
LINE_SIGNS = 62  # what stands on a line of a chart on a narrow screen


# An image made of a chart is drawn in the letters of the machine it is opened on, which may be wider than the screen's.
SPARE = "\N{NO-BREAK SPACE}" * 5


def with_footer(figure: Any, words: str) -> Any:  # noqa: ANN401 (plotly ships no types)
    """The figure with the words small in its bottom margin, as much higher as they need; it is changed in place.

    They are the figure's own title at its foot, so every image made of it carries them.
    """
    lines = wrap(words, LINE_SIGNS)
    room = LINE_PIXELS * len(lines) + GAP
    bottom = figure.layout.margin.b or 0
    figure.update_layout(
        title={
            # Streamlit's theme sets titles in bold.
            "text": f'<span style="font-weight:400">{chart_lines(lines)}</span>',
            "font": {"size": 11, "color": "rgb(110,114,120)"},
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": 0,
            "yref": "container",
            "yanchor": "bottom",
            "pad": {"b": LINE_PIXELS * (len(lines) - 1) + 3, "l": 2},  # Plotly anchors the first line
        },
        margin={"b": bottom + room},
    )
    _widen_labels(figure)
    if figure.layout.height:
        figure.update_layout(height=figure.layout.height + room)
    return figure


def _widen_labels(figure: Any) -> None:  # noqa: ANN401 (as above)
    """Leave room beside the labels of an axis that makes just the room they need."""
    axis = figure.layout.yaxis
    if axis.automargin and axis.ticktext:
        axis.ticktext = [f"{SPARE}{label}" for label in axis.ticktext]

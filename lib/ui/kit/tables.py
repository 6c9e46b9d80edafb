"""Tables and charts: each number is right-aligned, each chart has its table, each table can be taken away."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

import pandas as pd
import streamlit as st
from streamlit.typing import DataframeState, PlotlyState

from lib.text.slug import slug
from lib.ui.kit.downloads import offer_table
from lib.ui.kit.kept import OPEN, PAGE, ROW, kept_expander, kept_row, row_keeper
from lib.ui.kit.page import view_in_words
from lib.views.kit.footer import with_footer

LETTER_PIXELS, CELL_PADDING = 7, 26
NARROWEST, WIDEST = 90, 200

# Of each chart of this visit, how often it was drawn anew, and what the link said when a point of it was last chosen.
DRAWN_ANEW, CHOSE = "charts drawn anew", "charts chose"

OnChoose = Callable[[Any], None]


def show_table(
    frame: pd.DataFrame,
    *,
    key: str,
    columns: Mapping[str, str],
    by: Sequence[str],
    alt: str,
    on_choose: OnChoose | None = None,
) -> pd.Series | None:
    """Draw the frame's named columns under their labels, the first one pinned; gives the row that is selected.

    `columns` maps column to label, in order; dates are written "10 Oct 2018", numbers with thousands separators. `by`
    are the frame's columns that tell a row from the others, ids where there are any: the link names it by them.
    `on_choose` is called with the row (a Series of the whole frame's columns) when one is selected.
    """
    shown = frame[list(columns)].reset_index(drop=True)
    state: DataframeState = st.dataframe(
        shown,
        key=key,
        hide_index=True,
        column_config=_column_config(shown, columns),
        on_select=row_keeper(key, frame, by, lambda at: on_choose(frame.iloc[at]) if on_choose else None),
        selection_mode="single-row",
        selection_default=kept_row(key, frame, by),
        placeholder="",
        alt=alt,
    )
    offer_table(shown, key=key, columns=columns, alt=alt)
    rows = state.selection.rows
    return frame.iloc[rows[0]] if rows and rows[0] < len(frame) else None


def show_chart(  # noqa: PLR0913  # a chart's and its table's
    figure: Any,  # noqa: ANN401 (plotly ships no types)
    table: pd.DataFrame,
    *,
    key: str,
    columns: Mapping[str, str],
    by: Sequence[str],
    alt: str,
    on_choose: OnChoose | None = None,
) -> PlotlyState | None:
    """Draw a Plotly figure with its table one click away; gives the selection where there is one to make.

    `columns` and `by` are the table's, as `show_table` takes them.

    `on_choose` is called with the clicked point's `customdata`, its first item where it is a list.
    """
    widget = _chart_widget(key)
    state = st.plotly_chart(
        with_footer(figure, f"{alt} · {view_in_words()}"),
        key=widget,
        on_select=_point_chooser(key, widget, on_choose) if on_choose else "ignore",
        selection_mode="points",
        config=_picture_button(key),
        alt=alt,
    )
    opened = kept_expander("The numbers as a table", key)
    if opened.open:
        with opened:
            show_table(table, key=f"{key} table", columns=columns, by=by, alt=alt)
    return cast("PlotlyState", state) if on_choose else None


def _picture_button(key: str) -> dict[str, Any]:
    """Plotly's own bar with one button, which makes a picture in the reader's browser, footer and all."""
    return {
        "displayModeBar": True,
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "svg", "filename": f"accord-desk-{slug(key)}"},
    }


def _column_config(shown: pd.DataFrame, columns: Mapping[str, str]) -> dict[str, Any]:
    """Each column's label and format, from what it holds; the first one stays in view."""
    (name, label), *others = columns.items()
    pinned = st.column_config.Column(label, pinned=True, width=_fitting_width([label, *map(str, shown[name])]))
    return {name: pinned, **{name: _column(shown[name], label) for name, label in others}}


def _column(values: pd.Series, label: str) -> Any:  # noqa: ANN401 (Streamlit's own union)
    if pd.api.types.is_bool_dtype(values):
        return st.column_config.CheckboxColumn(label)
    if pd.api.types.is_integer_dtype(values):
        return st.column_config.NumberColumn(label, format="localized")
    if pd.api.types.is_float_dtype(values):
        return st.column_config.NumberColumn(label, format="%,.1f")
    if pd.api.types.is_datetime64_any_dtype(values):
        return st.column_config.DateColumn(label, format="D MMM YYYY")
    return st.column_config.Column(label)


def _fitting_width(words: Sequence[str]) -> int:
    """Pixels for a column that stays in view: what its words need, and no more than leaves room for the others."""
    needed = LETTER_PIXELS * max(map(len, words)) + CELL_PADDING
    return min(max(needed, NARROWEST), WIDEST)


def _point_chooser(key: str, widget: str, on_choose: OnChoose) -> Callable[[], None]:
    """The callback of a chart's selection."""

    def chosen() -> None:
        points = st.session_state[widget].selection.points
        if points:
            data = points[0]["customdata"]
            on_choose(data[0] if isinstance(data, list | tuple) else data)
            st.session_state.setdefault(CHOSE, {})[key] = _choices()

    return chosen


def _chart_widget(key: str) -> str:
    """The chart's widget: a new one where what was chosen in it is closed or changed since.

    A chart that stays keeps its selected point, and a click on that one takes the selection off and chooses nothing.
    """
    anew: Counter[str] = st.session_state.setdefault(DRAWN_ANEW, Counter())
    chose = st.session_state.setdefault(CHOSE, {})
    if key in chose and chose[key] != _choices():
        del chose[key]
        anew[key] += 1
    return f"{key} {anew[key]}" if anew[key] else key


def _choices() -> dict[str, list[str]]:
    """What the link says, but for what is opened, turned to or selected in tables."""
    return {param: st.query_params.get_all(param) for param in st.query_params if param not in {OPEN, PAGE, ROW}}

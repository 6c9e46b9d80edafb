"""Tables, charts and files: each number is right-aligned, each chart has its table, each table can be taken away."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple, cast

import pandas as pd
import streamlit as st
from streamlit.typing import DataframeState, PlotlyState

from lib.exports.csv import csv_bytes
from lib.exports.view import View
from lib.exports.xlsx import xlsx_bytes
from lib.text.slug import slug
from lib.ui.kit import session as visit
from lib.ui.kit.kept import OPEN, PAGE, ROW, kept_expander, kept_row, row_keeper
from lib.ui.kit.page import view_in_force, view_in_words
from lib.views.kit.footer import with_footer
from lib.views.kit.text import counted, plain

LETTER_PIXELS, CELL_PADDING = 7, 26
NARROWEST, WIDEST = 90, 200

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
        points = visit.own(widget).get().selection.points
        if points:
            data = points[0]["customdata"]
            on_choose(data[0] if isinstance(data, list | tuple) else data)
            visit.CHOSE.get()[key] = _choices()

    return chosen


def _chart_widget(key: str) -> str:
    """The chart's widget: a new one where what was chosen in it is closed or changed since.

    A chart that stays keeps its selected point, and a click on that one takes the selection off and chooses nothing.
    """
    anew, chose = visit.DRAWN_ANEW.get(), visit.CHOSE.get()
    if key in chose and chose[key] != _choices():
        del chose[key]
        anew[key] += 1
    return f"{key} {anew[key]}" if anew[key] else key


def _choices() -> dict[str, list[str]]:
    """What the link says, but for what is opened, turned to or selected in tables."""
    return {param: st.query_params.get_all(param) for param in st.query_params if param not in {OPEN, PAGE, ROW}}


LONGEST_NAME = 80  # letters
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

ARTICLE_COLUMNS = {
    "outlet_name": "Outlet",
    "published": "Published",
    "published_from": "Date known from",
    "title": "Headline",
    "first_sentence": "First sentence",
    "words": "Words",
    "sentences": "Sentences",
    "notes": "Notes",
    "path": "File",
    "url": "Address",
}
"""What is told of an article, of `lib.queries.overview.source_cards`."""


class Listed(NamedTuple):
    """A list on screen as rows: its title, its file's name, what makes the frame when it is asked for, how many `noun`.

    `alt` says in the file what the rows are; without it the title does.
    """

    title: str
    key: str
    make: Callable[[], pd.DataFrame]
    rows: int
    alt: str = ""
    noun: str = "row"


def current_view() -> View:
    """What is on screen, as a file says it that is made now."""
    return View(*view_in_force(), made=datetime.now(UTC))


def list_of(
    title: str, frame: pd.DataFrame, *, key: str, columns: Mapping[str, str] | None = None, alt: str = ""
) -> Listed:
    """A frame as a list to take away; `columns` maps those that are taken to their labels, without it all are."""

    def made() -> pd.DataFrame:
        return frame[list(columns)].rename(columns=dict(columns)) if columns else frame

    return Listed(title, key, made, len(frame), alt)


def offer_table(frame: pd.DataFrame, *, key: str, alt: str, columns: Mapping[str, str] | None = None) -> None:
    """Two buttons that download the frame as CSV and as XLSX; nothing for no row. `columns` as for `list_of`."""
    offer_rows(list_of(alt, frame, key=key, columns=columns))


def offer_rows(one: Listed) -> None:
    """The same for a list whose frame is only made when it is asked for."""
    if one.rows:
        with st.container(horizontal=True, gap="medium", key=f"{one.key} downloads"):
            _offer_both(one, "Download ")


def offer_lists(lists: Iterable[Listed], *, key: str) -> None:
    """One quiet button that opens to the files of several lists; nothing where all are empty."""
    some = [one for one in lists if one.rows]
    if not some:
        return
    label = "Download these lists" if len(some) > 1 else "Download this list"
    with (
        st.popover(label, type="tertiary", icon=":material/download:", width="content", key=f"{key} lists"),
        st.container(gap="xsmall"),
    ):
        for one in some:
            with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"{one.key} downloads"):
                st.markdown(plain(one.title), width="stretch")
                with st.container(horizontal=True, gap="small", width="content"):
                    _offer_both(one)


def _offer_both(one: Listed, verb: str = "") -> None:
    """The list as CSV, with how many rows it has, and as XLSX; `verb` begins the buttons that stand alone."""
    view, alt = current_view(), one.alt or one.title
    said = f"{verb}CSV ({counted(one.rows, one.noun)})"
    offer_file(said, lambda: csv_bytes(one.make(), view), "text/csv", name=f"{one.key}.csv")
    offer_file(f"{verb}XLSX", lambda: xlsx_bytes(one.make(), view, alt), XLSX, name=f"{one.key}.xlsx")


def file_name(name: str) -> str:
    """The name under which a file is saved: short, and without what a path or an answer's head could be made of.

    >>> file_name("outlets of Ya Libnan.csv"), file_name("../x.csv")
    ('accord-desk-outlets-of-ya-libnan.csv', 'accord-desk-x.csv')
    """
    stem, _, ending = name.rpartition(".")
    return f"accord-desk-{slug(stem)[:LONGEST_NAME].strip('-') or 'rows'}.{ending}"


def offer_file(label: str, make: Callable[[], bytes], mime: str, *, name: str) -> None:
    """One quiet button whose file is made when it is clicked; `name` is also the button's key."""
    st.download_button(
        label,
        make,
        file_name=file_name(name),
        mime=mime,
        key=f"download {name}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )

"""Tables, charts and the sentences behind a figure: each number is right-aligned, each chart has its table."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.typing import DataframeState

from lib.exports.references import REFERENCES
from lib.listing import Listing
from lib.queries.corpus import origins, references
from lib.queries.evidence import SENTENCES
from lib.text.slug import slug
from lib.ui.kit import session as visit
from lib.ui.kit.data import connection, data_version
from lib.ui.kit.files import Listed, offer_table
from lib.ui.kit.kept import (
    OPEN,
    PAGE,
    ROW,
    kept_expander,
    kept_page,
    kept_row,
    named,
    row_keeper,
    row_names,
    row_opener,
)
from lib.ui.kit.links import link_to, links_to, whole_address
from lib.ui.kit.page import article_link, looks, view_in_words
from lib.views.kit.citation import article_citation, citation, copy_all_html
from lib.views.kit.footer import with_footer
from lib.views.kit.highlight import joined
from lib.views.kit.sentences import Citation, evidence_html, sentence_count
from lib.views.kit.text import counted

LETTER_PIXELS, CELL_PADDING = 7, 26
NARROWEST, WIDEST = 90, 200

AS_TABLE = "The numbers as a table"

OnChoose = Callable[..., None]


def show_table(listing: Listing, frame: pd.DataFrame, on_choose: OnChoose | None = None) -> pd.Series | None:
    """Draw the rows of a list, the first column pinned, and offer its files; gives the row that is selected.

    Dates are written "10 Oct 2018", numbers with thousands separators. The link names a row by the list's `by`.
    `on_choose` is called with the row (a Series of the whole frame's columns) that is selected, or whose name is.
    """
    key, by = listing.key, listing.by

    def after(at: int) -> None:
        if on_choose:
            on_choose(frame.iloc[at])

    opened = row_opener(key, frame, by, after) if on_choose else None
    keep, default = row_keeper(key, frame, by, after), kept_row(key, frame, by)
    with st.container(key=f"opens {key}"):  # by which a script knows where Enter opens a row
        chosen = _drawn(listing, frame, key, "single-row", opened=opened, on_select=keep, selection_default=default)
    return chosen.iloc[0] if len(chosen) else None


def choose_rows(listing: Listing, frame: pd.DataFrame, articles: Listed | None = None) -> pd.DataFrame:
    """Draw the rows of a list, of which several can be selected, and offer its files; gives those that are.

    The selection is of these rows: where others are drawn, nothing is selected. `articles` as for `offer_table`.
    """
    key = f"{listing.key} {hash(tuple(row_names(frame, listing.by))):x}"
    return _drawn(listing, frame, key, "multi-row", articles, on_select="rerun")


def _drawn(
    listing: Listing,
    frame: pd.DataFrame,
    key: str,
    mode: Any,  # noqa: ANN401  # as Streamlit takes it
    articles: Listed | None = None,
    opened: Callable[[], None] | None = None,
    **selecting: Any,  # noqa: ANN401  # as above
) -> pd.DataFrame:
    """Draw the rows of a list and offer its files; gives those that are selected."""
    shown = listing.shown(frame).reset_index(drop=True)
    config, alt = _column_config(listing, shown), listing.told_of
    if opened:
        config |= _name_buttons(listing, shown, opened)
    state: DataframeState = st.dataframe(
        shown, key=key, hide_index=True, column_config=config, selection_mode=mode, placeholder="", alt=alt, **selecting
    )
    offer_table(listing, frame, articles)
    return frame.iloc[[at for at in state.selection.rows if at < len(frame)]]


def show_folded(
    title: str, fold: str, listing: Listing, make: Callable[[], pd.DataFrame], on_choose: OnChoose | None = None
) -> pd.Series | None:
    """A list's table in an expander, made once that is opened, its name in the link `fold`; gives the row selected."""
    if not (opened := kept_expander(title, fold)).open:
        return None
    with opened:
        return show_table(listing, make(), on_choose)


def show_chart(
    figure: Any,  # noqa: ANN401 (plotly ships no types)
    listing: Listing,
    table: pd.DataFrame,
    on_choose: OnChoose | None = None,
    on_brush: OnChoose | None = None,
) -> None:
    """Draw a Plotly figure with its table, a list, one click away.

    `on_choose` is called with the clicked point's `customdata`, of a list its first two items: what a bar or dot is of,
    and the outlet. `on_brush`, where stretches are chosen and no points, is called with the two ends of what is brushed
    on the axis across.
    """
    key, alt = listing.key, listing.told_of
    widget = _chart_widget(key)
    st.plotly_chart(
        with_footer(figure, f"{alt} · {view_in_words()}"),
        key=widget,
        on_select=_chooser(key, widget, on_choose, on_brush) if on_choose or on_brush else "ignore",
        selection_mode="box" if on_brush else "points",
        config=_picture_button(key),
        alt=alt,
    )
    show_folded(AS_TABLE, key, listing.about("table"), lambda: table)


def _picture_button(key: str) -> dict[str, Any]:
    """Plotly's own bar with one button, which makes a picture in the reader's browser, footer and all."""
    return {
        "displayModeBar": True,
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "svg", "filename": f"accord-desk-{slug(key)}"},
    }


_COLUMNS: dict[str, Callable[[str], Any]] = {
    "yes/no": st.column_config.CheckboxColumn,
    "whole": partial(st.column_config.NumberColumn, format="localized"),
    "number": partial(st.column_config.NumberColumn, format="%,.1f"),
    "day": partial(st.column_config.DateColumn, format="D MMM YYYY"),
    "moment": partial(st.column_config.DateColumn, format="D MMM YYYY"),
}
"""How a column is drawn by what it holds; all else as it is."""


def _column_config(listing: Listing, shown: pd.DataFrame) -> dict[str, Any]:
    """Each column's label and format, from what it holds; the first one stays in view."""
    types, labels = listing.types(), listing.labels
    (name, label), *others = ((str(name), labels.get(name, str(name))) for name in shown)
    pinned = st.column_config.Column(label, pinned=True, width=_fitting_width([label, *map(str, shown[name])]))
    drawn = {name: _COLUMNS.get(types.get(name, "text"), st.column_config.Column)(label) for name, label in others}
    return {name: pinned, **drawn}


def _name_buttons(listing: Listing, shown: pd.DataFrame, opened: Callable[[], None]) -> dict[str, Any]:
    """The first column as names that are clicked, which look it; a first column of numbers or days stays as it is."""
    name = str(shown.columns[0])
    if listing.types()[name] != "text":
        return {}
    label = listing.labels.get(name, name)
    width = _fitting_width([label, *map(str, shown[name])])
    key = named(listing.key)
    button = st.column_config.ButtonColumn(
        label, pinned=True, width=width, alignment="left", type="tertiary", on_click=opened, key=key
    )
    return {name: button}


def _fitting_width(words: Sequence[str]) -> int:
    """Pixels for a column that stays in view: what its words need, and no more than leaves room for the others."""
    needed = LETTER_PIXELS * max(map(len, words)) + CELL_PADDING
    return min(max(needed, NARROWEST), WIDEST)


def _chooser(key: str, widget: str, on_choose: OnChoose | None, on_brush: OnChoose | None) -> Callable[[], None]:
    """The callback of a chart's selection."""

    def chosen() -> None:
        found = visit.own(widget).get().selection
        if on_choose and found.points:
            data = found.points[0]["customdata"]
            on_choose(*data[:2] if isinstance(data, list | tuple) else [data])
        elif on_brush and found.box:
            on_brush(found.box[0]["x"])
        else:
            return
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


PAGE_SIZE = 25


def show_evidence(rows: pd.DataFrame, *, key: str, total: int | None = None, noun: str = "mention") -> None:
    """Draw the sentences whole, marked, with where they are from and how they were read; more than 25 are paged.

    `rows` has the columns of `lib.queries.evidence.SENTENCES`, one row a span; `noun` says what a span is. `total` is
    the number that the figure shows, where some rows are shown but not counted in it. The first word of `key` says what
    the list is, the rest whose sentences they are; the page that is turned to stands in the link.
    """
    sentences = sentence_count(rows)
    if not sentences:
        st.caption("No sentence to show.")
        return
    apart = 0 if total is None else len(rows) - total
    uncounted = f", and {apart:,} not counted," if apart else ""
    st.caption(f"{counted(len(rows) - apart, noun)}{uncounted} in {counted(sentences, 'sentence')}")
    name, _, of = key.partition(" ")
    page = kept_page(-(-sentences // PAGE_SIZE), name, of)
    show_sentences(_page_rows(rows, page))
    known = SENTENCES if "headline" in rows else SENTENCES.without("headline")
    offer_table(known.about(key, f"Sentences, one row a {noun}"), rows, articles_of(rows["document"]))


def show_sentences(rows: pd.DataFrame) -> None:
    """Draw sentences that are paged already, each to be cited, and all of them; `rows` as for `show_evidence`."""
    shown = evidence_html(rows, looks(), article_link, sentence_citation())
    sentences = sentence_count(rows)
    st.html(joined([shown, copy_all_html(sentences) if sentences > 1 else ""]))


def articles_of(documents: Iterable[str]) -> Listed:
    """These articles, each once and in this order, as a list of references."""
    data, some = connection(), list(dict.fromkeys(documents))
    return Listed(REFERENCES, lambda: references(data, some), len(some))


def cited_article(document: str) -> str:
    """An article as it is cited, with the address that shows it in this version of the data."""
    version = data_version()
    (origin,) = references(connection(), [document]).itertuples()
    return article_citation(origin, version, whole_address(link_to("article", document=document, data=version)))


def sentence_citation() -> Citation:
    """How a sentence is cited: with its article, and an address that shows it in this version of the data."""
    known = {row.Index: row for row in origins(connection()).itertuples()}
    article, version = links_to("article"), data_version()

    def cited(row: Any) -> str:  # noqa: ANN401  # a frame's row
        where = article(document=row.document, at=int(row.start), data=version)
        return citation(row, known[row.document], version, whole_address(where))

    return cited


def _page_rows(rows: pd.DataFrame, page: int) -> pd.DataFrame:
    """The spans of one page's sentences."""
    number = rows.groupby(["document", "sentence_start"], sort=False).ngroup()
    return rows[number // PAGE_SIZE == page - 1]

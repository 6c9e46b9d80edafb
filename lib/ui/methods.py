"""The methods page's own pieces: what each annotator was measured to do, and all its lists to take away."""

from collections.abc import Sequence

import streamlit as st

from lib.codebooks.methods import ListNote, Measurement, Method, Methods, list_bytes
from lib.exports import lists
from lib.ui.kit import list_of, offer_lists, show_chart
from lib.views import methods as views

COLUMNS = {
    "set": "Set",
    "measure": "Measure",
    "percent": "Percent",
    "gold": "Gold",
    "predicted": "Predicted",
    "documents": "Documents",
    "measured": "Measured",
    "how": "Counted by",
}


def offer_methods(methods: Methods, measured: Sequence[Measurement]) -> None:
    """All that the page lists, to take away."""
    columns = {"annotator": "Annotator", **COLUMNS}
    offer_lists(
        [
            list_of("Every figure", lists.figures_list(methods, measured), key="figures", columns=columns),
            list_of("Known misses", lists.misses_list(methods), key="known misses"),
            list_of("Sets of gold", lists.sets_list(methods, measured), key="sets of gold"),
            list_of("Data and licences", lists.origins_list(methods), key="data and licences"),
            list_of("Codebooks", lists.codebooks_list(methods), key="codebooks"),
        ],
        key="methods",
    )


def show_method(method: Method, measured: Sequence[Measurement], methods: Methods) -> None:
    """How one annotator works, and beside it what it was measured to do."""
    table = views.quality_table(method, measured, methods)
    with st.container(border=True):
        st.header(method.title, anchor=False)
        said, shown = st.columns([10, 11], gap="medium")
        said.html(views.method_html(method))
        with shown:
            st.html(views.key_html())
            show_chart(
                views.quality_figure(table),
                table,
                key=f"quality of {method.id}",
                columns=COLUMNS,
                by=("set", "measure"),
                alt=f"{method.title}: precision, recall and other figures in percent, set by set",
            )


def offer_codebook(note: ListNote) -> None:
    """One codebook's file, and what it holds."""
    name = note.file.split("/")[-1]
    st.download_button(
        f"Download {name}",
        lambda: list_bytes(note),
        file_name=name,
        mime="application/toml",
        key=f"codebook {note.file}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )
    st.html(views.list_html(note))

"""The methods page's own pieces: what each annotator was measured to do, and all its lists to take away."""

from collections.abc import Sequence

import streamlit as st

from lib.codebooks.methods import ListNote, Measurement, Method, Methods, list_bytes
from lib.exports.lists import methods_lists
from lib.ui.kit import list_of, offer_lists, show_chart
from lib.views import methods as views


def offer_methods(methods: Methods, measured: Sequence[Measurement]) -> None:
    """All that the page lists, to take away."""
    offer_lists((list_of(*one) for one in methods_lists(methods, measured)), key="methods")


def show_method(method: Method, measured: Sequence[Measurement], methods: Methods) -> None:
    """How one annotator works, and beside it what it was measured to do, if it was on sets of gold."""
    table = views.quality_table(method, measured, methods)
    with st.container(border=True):
        st.header(method.title, anchor=False)
        if table.empty:
            st.html(views.method_html(method))
            return
        said, shown = st.columns([10, 11], gap="medium")
        said.html(views.method_html(method))
        with shown:
            st.html(views.key_html())
            words = f"{method.title}: precision, recall and other figures in percent, set by set"
            show_chart(views.quality_figure(table), views.QUALITY.about(method.id, words), table)


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

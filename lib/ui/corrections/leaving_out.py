"""Leaving out an article in which something could not be read."""

import pandas as pd
import streamlit as st

from lib.models import Subject
from lib.ui.corrections.decisions import Asked, show_signing
from lib.ui.corrections.forms import given
from lib.ui.kit.rights import is_editable

KEY = "leave out"


def offer_leaving_out(problems: pd.DataFrame) -> None:
    """A button that opens the form, where the reader may change data and there is such an article.

    `problems` has the columns of `lib.queries.selection.problems`.
    """
    paths = problems.dropna(subset="document").set_index("document")["path"].to_dict()
    if not paths or not is_editable():
        return
    popover = st.popover("Leave an article out", type="tertiary", icon=":material/block:", key=KEY, on_change="rerun")
    if popover.open:
        with popover, st.form(f"{KEY} form", border=False):
            _show_form(paths)


def _show_form(paths: dict[str, str]) -> None:
    st.selectbox("Article", list(paths), format_func=paths.__getitem__, key=f"{KEY} which")
    st.caption("It counts nowhere from then on. Its file stays where it is, and leaving it out can be undone.")

    def ask() -> Asked:
        document = given(f"{KEY} which", "Choose an article.")
        return Subject("document", document, name=paths[document]), None, ""

    show_signing(KEY, "hide", "Leave out", ask)

"""How each annotator works, how well it was measured to do, what it misses, and what it is made from."""

import streamlit as st

from lib.codebooks.methods import list_bytes, load_methods, load_quality
from lib.ui.page import start_page
from lib.ui.tables import show_chart
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

start_page("Methods", "How each annotator works, how well it was measured to do, and what it misses")
methods, measured = load_methods(), load_quality()
st.html(views.caution_html(methods.caution))

for method in methods.methods:
    table = views.quality_table(method, measured, methods)
    with st.container(border=True):
        st.subheader(method.title, anchor=False)
        said, shown = st.columns([10, 11], gap="medium")
        said.html(views.method_html(method))
        with shown:
            st.html(views.key_html())
            show_chart(
                views.quality_figure(table),
                table,
                key=f"quality of {method.id}",
                columns=COLUMNS,
                alt=f"{method.title}: precision, recall and other figures in percent, set by set",
            )

st.subheader("The sets of gold", anchor=False)
st.html(views.sets_html(methods.sets, measured))
st.subheader("Data and licences", anchor=False)
st.html(views.origins_html(methods.origins))
st.subheader("Codebooks", anchor=False)
st.markdown("Lists that an analyst may edit; each is one TOML file in `lib/codebooks`.")
for note, column in zip(methods.lists, st.columns(2, gap="medium") * len(methods.lists), strict=False):
    with column:
        st.download_button(
            f"Download {note.file.split('/')[-1]}",
            lambda note=note: list_bytes(note),
            file_name=note.file.split("/")[-1],
            mime="application/toml",
            key=f"codebook {note.file}",
            on_click="ignore",
            type="tertiary",
            icon=":material/download:",
        )
        st.html(views.list_html(note))

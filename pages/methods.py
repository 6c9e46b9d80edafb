"""How each annotator works, how well it was measured to do, what it misses, and what it is made from."""

import streamlit as st

from lib.codebooks.methods import load_methods, load_quality
from lib.ui.kit import start_page
from lib.ui.methods import offer_codebook, offer_methods, show_method
from lib.views import methods as views

start_page("methods")
methods, measured = load_methods(), load_quality()
st.html(views.caution_html(methods.caution))
offer_methods(methods, measured)
for method in methods.methods:
    show_method(method, measured, methods)

st.header("The sets of gold", anchor=False)
st.html(views.sets_html(methods.sets, measured))
st.header("Data and licences", anchor=False)
st.html(views.origins_html(methods.origins))
st.header("Codebooks", anchor=False)
st.markdown("Lists that an analyst may edit; each is one TOML file in `lib/codebooks`.")
for note, column in zip(methods.lists, st.columns(2, gap="medium") * len(methods.lists), strict=False):
    with column:
        offer_codebook(note)

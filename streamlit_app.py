"""Accord Desk: `streamlit run streamlit_app.py`."""

from pathlib import Path

import streamlit as st
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

app = st.App(
    Path(__file__).resolve().parent / "lib" / "main.py",
    routes=[Mount("/leaflet", StaticFiles(packages=[("js_lib_leaflet", "static/js_lib_leaflet")]))],
)

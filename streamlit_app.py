"""Accord Desk: `streamlit run streamlit_app.py`."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from lib.ui.frame.guard import Guard
from lib.views.map.leaflet import mounted_folders

base = st.get_option("server.baseUrlPath").strip("/")
prefix = f"/{base}" if base else ""

app = st.App(
    Path(__file__).resolve().parent / "lib" / "main.py",
    routes=[Mount(prefix + address, StaticFiles(directory=folder)) for address, folder in mounted_folders().items()],
    middleware=[Middleware(Guard)],
)

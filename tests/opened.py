"""Pages opened as whoever follows a link opens them: one drawing, and what was read of the same data is read once."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest, local_script_runner

from lib.settings import load_settings
from lib.ui.kit.data import settings

MAIN = Path(__file__).resolve().parent.parent / "lib" / "main.py"
SECONDS = 120


def open_link(page: str, popover: str = "", /, **query: Any) -> AppTest:
    """A page over the data that the environment names, drawn once with a link's parameters, one popover opened.

    What the desk keeps of the data stays from one test to the next, as on a server, unless the settings are others.
    """
    if settings() != load_settings():
        st.cache_resource.clear()
    at = AppTest.from_file(str(MAIN), default_timeout=SECONDS)
    # Before anything is drawn AppTest knows a page by its file's name, which here is its name in the link too.
    at.switch_page(f"../pages/{page}.py")
    at.query_params.update(query)
    if popover:
        at.session_state[popover] = True
    return at.run()


def wait_without_looking(patch: pytest.MonkeyPatch) -> None:
    """Let AppTest wait for a script's end, and not look a thousand times a second whether it has come."""

    def waited(runner: Any, timeout: float) -> None:
        runner._script_thread.join(timeout)  # noqa: SLF001  # what it looks for comes last in this thread
        if runner._script_thread.is_alive():  # noqa: SLF001
            looked(runner, 0)

    looked = local_script_runner.require_widgets_deltas
    patch.setattr(local_script_runner, "require_widgets_deltas", waited)


def scan_components_once(patch: pytest.MonkeyPatch) -> None:
    """Let Streamlit look once, and not once an AppTest, through all that is installed for components of others."""
    patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))

"""Bringing a part of the page into view."""

from pathlib import Path
from typing import Any

import streamlit as st

from lib.views.kit import highlight

SCRIPT = Path(highlight.__file__).with_name("jump.js")


def bring_into_view(anchor: str) -> None:
    """Scroll to the element with this id, once it stands there; a rerun that asks for the same one moves nothing."""
    # A component, for it runs whenever its data change; a script in `st.html` runs at the first place only.
    component: Any = st.components.v2.component("desk_jump", js=SCRIPT.read_text(encoding="utf-8"))
    component(key="jump", data={"anchor": anchor}, height=0)

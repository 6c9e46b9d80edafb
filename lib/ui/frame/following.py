"""A click on one of the desk's own links moves to it without loading the desk anew."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

import streamlit as st

from lib.ui.kit.links import KEPT_KEYS
from lib.views.kit import highlight

SCRIPT = Path(highlight.__file__).with_name("links.js")


def follow_links(pages: Collection[str]) -> None:
    """Take the clicks on links to these pages, by their names in addresses; every other link stays the browser's.

    The page that a link leads to reads and checks it as it does an address that was typed. Where the script does not
    run, a link loads the desk as any link does.
    """
    component: Any = st.components.v2.component("desk_links", js=SCRIPT.read_text(encoding="utf-8"))
    component(key="links", data={"pages": list(pages), "kept": list(KEPT_KEYS)}, height=0)

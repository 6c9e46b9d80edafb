"""Rows of a grid that a reader opens and closes in place, kept in the link as repeated `open` and `shut`."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

import streamlit as st

from lib.ui.kit.kept import OPEN, drop_lost
from lib.ui.kit.links import choose
from lib.ui.kit.page import follow_copied_link
from lib.views.kit import highlight

SHUT = "shut"  # the link's parameter: rows that are chosen, and closed all the same
SCRIPT = Path(highlight.__file__).with_name("opened.js")
WATCH = "opened rows"


def opened_rows(kind: str, known: Collection[str], chosen: str | None = None) -> list[str]:
    """The keys of the rows of a kind that are open: those that the link opens, and the chosen one if it is not shut.

    `known` are the keys that there are; what the link opens beside them is taken out of it, and that is said.
    """
    names = {name for name in st.query_params.get_all(OPEN) if name.startswith(f"{kind}:")}
    drop_lost(OPEN, [name for name in names if _key(name) not in known], names)
    return [_key(name) for name in _open_names(kind, chosen)]


def open_row(param: str, key: str | None) -> None:
    """Choose a row by its parameter, which opens it."""
    choose(param, key)
    choose(SHUT, None)


@st.fragment
def keep_opened(kind: str, chosen: str | None = None, beside: tuple[str, str | None] = ("", None)) -> None:
    """Write into the link which rows of a kind are opened and closed by hand; nothing else is drawn anew for it.

    Rows are `lib.views.kit.highlight.fold`s. `chosen` is the key of the row that another parameter opens: it is brought
    into view, and so is what stands `beside` the rows, a container's key and what is shown in it.
    """

    def write() -> None:
        toggled: dict[str, list[str]] = st.session_state[WATCH].toggled
        own = f"{kind}:{chosen}" if chosen else None
        drawn = {*toggled["open"], *toggled["closed"]}
        others = [one for one in st.query_params.get_all(OPEN) if one not in drawn]
        choose(OPEN, [*others, *(one for one in toggled["open"] if one != own)])
        choose(SHUT, own if own in toggled["closed"] else None)

    component: Any = st.components.v2.component("desk_opened_rows", js=SCRIPT.read_text(encoding="utf-8"))
    opened, own = _open_names(kind, chosen), f"{kind}:{chosen}"
    show = {"row": own if own in opened else None, "place": beside[0], "shown": beside[1]}
    component(key=WATCH, data={"open": opened, "show": show}, on_toggled_change=write, height=0)
    follow_copied_link()


def _open_names(kind: str, chosen: str | None) -> list[str]:
    """What the link now calls the open rows of a kind, the chosen one among them if it is not shut."""
    own = f"{kind}:{chosen}"
    names = [name for name in st.query_params.get_all(OPEN) if name.startswith(f"{kind}:") and name != own]
    return names if chosen is None or own in st.query_params.get_all(SHUT) else [*names, own]


def _key(name: str) -> str:
    """A row's own key."""
    return name.partition(":")[2]

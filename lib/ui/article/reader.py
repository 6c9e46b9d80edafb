"""Following one name through the articles: which name, and steps to where it stands next and before."""

from functools import partial

import pandas as pd
import streamlit as st

from lib.models import Filters
from lib.queries import article as queries
from lib.ui.corrections.decisions import follow_merges
from lib.ui.kit.links import choose, chosen, notify_dropped
from lib.ui.kit.page import connection
from lib.views.kit.text import counted, inline

FOLLOW = "follow"  # the link's parameter


def choose_followed(
    followed: str | None, filters: Filters, highlights: pd.DataFrame, document: str, at: int | None
) -> None:
    """Offer the names to follow, and steps to where the followed one stands next and before, other articles included.

    `highlights` are the article's, `at` the offset that the link asks for. The keys N and P step too.
    """
    names = queries.named(highlights)
    labels = {row.entity: f"{inline(row.name)} ({row.places:,} here)" for row in names.itertuples(index=False)}
    if followed:
        labels.setdefault(followed, f"{inline(str(queries.entity_name(connection(), followed)))} (not here)")
    st.session_state["follow_choice"] = followed
    with st.container(horizontal=True, vertical_alignment="bottom", key="follow-choice"):
        st.selectbox(
            "Follow a name",
            list(labels),
            format_func=lambda entity: labels.get(entity, entity),
            index=None,
            key="follow_choice",
            placeholder="Person, organisation, group or place",
            on_change=lambda: _follow(st.session_state["follow_choice"]),
        )
        if followed:
            _offer_steps(queries.entity_places(connection(), filters, followed), document, at)


def followed_in_link() -> str | None:
    """The entity that the link follows; asked before the page starts, so that what is dropped is said at once.

    One that no article names is dropped with a notice; a merged one is what it has become.
    """
    asked = chosen(FOLLOW)
    if asked is None:
        return None
    (entity,) = follow_merges([asked], {asked} if queries.entity_name(connection(), asked) else ())
    if queries.entity_name(connection(), entity) is None:
        choose(FOLLOW, None)
        notify_dropped(FOLLOW, [asked])
        return None
    return entity


def _offer_steps(places: pd.DataFrame, document: str, at: int | None) -> None:
    """Buttons to the place before and after the one in the link, and which of how many it is."""
    before, here, after = queries.neighbours(places, document, at)
    _offer_step("Previous", "p", before)
    _offer_step("Next", "n", after)
    number = f"{here + 1:,} of {len(places):,}" if here is not None else f"{len(places):,} times"
    peoples = int(places["demonym"].sum())
    apart = f", {peoples:,} as a people’s name" if peoples else ""
    st.markdown(f"{number} in {counted(places['document'].nunique(), 'article')}{apart}", width="content")


def _offer_step(label: str, key: str, place: tuple[str, int] | None) -> None:
    """A button, and a key, that leads to a place; dead where there is none."""
    step = partial(_open, *place) if place else None
    st.button(label, disabled=place is None, on_click=step, shortcut=key, key=f"step {key}")


def _follow(entity: str | None) -> None:
    """Write the entity into the link, and no place yet."""
    choose(FOLLOW, entity)
    choose("at", None)


def _open(document: str, at: int) -> None:
    """Write a place into the link."""
    choose("document", document)
    choose("at", at)

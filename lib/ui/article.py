"""One article's text with all that was read in it."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from lib.exports.lists import removed_list
from lib.models import Filters
from lib.queries import article as queries
from lib.ui.corrections import follow_merges
from lib.ui.kit import (
    SWITCHES,
    bring_into_view,
    choose,
    chosen,
    connection,
    kept_expander,
    link_to,
    list_of,
    notify_dropped,
    offer_lists,
    show_table,
)
from lib.views import article as views
from lib.views.kit.text import article_label, counted, inline

DOCUMENT, AT, HIDDEN = "document", "at", "hide"  # the link's parameters
VIEWS = Path(views.__file__).parent
MARK_COLUMNS = {
    "exact": "Words",
    "label": "Kind",
    "name": "Read as",
    "note": "How read",
    "start": "From character",
    "end": "To character",
}
REMOVED_COLUMNS = {name: name for name in ("Reason", "Words", "From character", "To character")}
END_COLUMNS = {"outlet": "Outlet", "article": "Article"}


def article_in_link() -> str | None:
    """The article that the link names; asked before the page starts, so that what is dropped is said at once.

    An article that is nowhere, and a place that is not in the named article, are dropped with a notice.
    """
    asked, at = chosen(DOCUMENT), chosen(AT)
    row = queries.article(connection(), asked) if asked else None
    if asked is not None and row is None:
        _drop(DOCUMENT, asked)
    inside = row is not None and at is not None and at.isdecimal() and len(at) < 10 and int(at) < len(row["text"])
    if at is not None and not inside and at != "0":
        _drop(AT, at)
    return asked if row is not None else None


def choose_article(articles: pd.DataFrame, document: str) -> None:
    """A list of the articles, and a step to the one before and after; the link follows."""
    labels = {row.document: article_label(row) for row in articles.itertuples()}
    options = list(labels) if document in labels else [document, *labels]
    if document not in labels:
        st.caption("The filters leave this article out; it is shown because the link asks for it.")
    st.session_state["article_choice"] = document
    with st.container(horizontal=True, vertical_alignment="bottom", key="article-choice"):
        st.selectbox(
            f"Article {options.index(document) + 1} of {len(options)}",
            options,
            format_func=lambda value: labels.get(value, "the article that the link asks for"),
            key="article_choice",
            on_change=lambda: _open(st.session_state["article_choice"]),
        )
        _offer_step("Previous article", options, options.index(document) - 1)
        _offer_step("Next article", options, options.index(document) + 1)


def choose_kinds(highlights: pd.DataFrame) -> list[str]:
    """A switch a kind with its count, all on at first; those switched off stand in the link."""
    counts, layers = highlights["kind"].value_counts(), views.layers()
    hidden = [kind for kind in st.query_params.get_all(HIDDEN) if kind in layers]
    shown = [kind for kind in layers if kind not in hidden]
    st.session_state["kinds"] = shown
    said = ", ".join(layers[kind].name for kind in shown) or "nothing"
    st.session_state.setdefault(SWITCHES, {})[HIDDEN] = f"Highlighted: {said}"
    st.pills(
        "Highlighted",
        list(layers),
        selection_mode="multi",
        format_func=lambda kind: f"{layers[kind].name} {counts.get(kind, 0):,}",
        key="kinds",
        on_change=lambda: choose(HIDDEN, [kind for kind in layers if kind not in st.session_state["kinds"]]),
    )
    return list(st.session_state["kinds"])


def show_article(row: pd.Series, highlights: pd.DataFrame, kinds: Sequence[str], followed: str | None) -> None:
    """The text with its margin; scrolls to the place that the link asks for."""
    at = _place_in_link(row)
    st.html(VIEWS / "article.css")
    st.html(views.article_html(row, highlights, kinds, at, _entity_link, followed))
    if at:
        bring_into_view(at.anchor)


def offset_in_link() -> int | None:
    """The offset that the link asks for; None where it asks for none."""
    at = chosen(AT)
    return int(at) if at else None


def offer_marks(row: pd.Series, highlights: pd.DataFrame, kinds: Sequence[str], followed: str | None) -> None:
    """What is marked in the text, and what cleaning took out of it, to take away; each row names the article."""
    marks = _named(views.drawn_highlights(highlights, kinds, followed))
    whose = {"article": row["document"], "outlet": row["outlet_name"]}
    offer_lists(
        (
            list_of(title, frame.assign(**whose), key=key, columns=columns | END_COLUMNS)
            for title, frame, key, columns in (
                ("Marked in the text", marks, "marks", MARK_COLUMNS),
                ("Taken out by cleaning", removed_list(row["removed"]), "taken out", REMOVED_COLUMNS),
            )
        ),
        key="article",
    )


def _named(highlights: pd.DataFrame) -> pd.DataFrame:
    """Highlights with their kind's name as `label`."""
    return highlights.assign(label=highlights["kind"].map({key: one.name for key, one in views.layers().items()}))


def show_cleaning(row: pd.Series) -> None:
    """What cleaning took out, one click away, with the original text."""
    pieces = len(row["removed"])
    title = f"The text as it came, beside the text that is read ({counted(pieces, 'piece')} taken out)"
    opened = kept_expander(title, "cleaning")
    if opened.open:
        with opened:
            removed = list(row["removed"])
            st.html(views.removed_html(removed))
            st.html(views.original_html(row["original"] or row["text"], removed, row["text"]))


def show_highlights_table(highlights: pd.DataFrame, document: str) -> None:
    """Everything highlighted, one row each, one click away; a row leads to its sentence."""
    opened = kept_expander(f"All {counted(len(highlights), 'highlight')} as a table", "marks")
    if opened.open:
        with opened:
            show_table(
                _named(highlights).assign(document=document),
                key="highlights",
                columns={"exact": "Words", "label": "Kind", "name": "Read as", "note": "How read", "start": "Offset"},
                by=("document", "start", "kind"),
                alt="Everything highlighted in the article",
                on_choose=lambda one: _open(document, int(one["start"])),
            )


def kept_highlights(filters: Filters, articles: pd.DataFrame, document: str) -> pd.DataFrame:
    """What the filters keep of one article's highlights; all of them where they leave the article out."""
    inside = document in set(articles["document"])
    return queries.highlights(connection(), filters if inside else Filters(), document)


def _place_in_link(row: pd.Series) -> views.Asked | None:
    """The place that the link asks for, where a sentence stands there."""
    document, offset = row["document"], offset_in_link()
    bounds = None if offset is None else queries.sentence_at(connection(), document, offset)
    return views.Asked(document, offset, *bounds) if offset is not None and bounds else None


def _drop(key: str, value: str) -> None:
    """Take a parameter out of the link, and say so."""
    choose(key, None)
    notify_dropped(key, [value])


def _offer_step(label: str, options: Sequence[str], to: int) -> None:
    """A button to a neighbour in the list, dead at its ends."""
    inside = 0 <= to < len(options)
    st.button(label, disabled=not inside, on_click=_open, args=(options[to] if inside else "",), key=label)


def _open(document: str, at: int | None = None) -> None:
    """Write the article, and a place in it, into the link."""
    choose(DOCUMENT, document)
    choose(AT, at)


def _entity_link(entity: str) -> str:
    return link_to("entities", chosen=entity)


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
    _offer_reader_step("Previous", "p", before)
    _offer_reader_step("Next", "n", after)
    number = f"{here + 1:,} of {len(places):,}" if here is not None else f"{len(places):,} times"
    peoples = int(places["demonym"].sum())
    apart = f", {peoples:,} as a people’s name" if peoples else ""
    st.markdown(f"{number} in {counted(places['document'].nunique(), 'article')}{apart}", width="content")


def _offer_reader_step(label: str, key: str, place: tuple[str, int] | None) -> None:
    """A button, and a key, that leads to a place; dead where there is none."""
    step = partial(_open, *place) if place else None
    st.button(label, disabled=place is None, on_click=step, shortcut=key, key=f"step {key}")


def _follow(entity: str | None) -> None:
    """Write the entity into the link, and no place yet."""
    choose(FOLLOW, entity)
    choose(AT, None)

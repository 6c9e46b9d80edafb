"""One article's text with all that was read in it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from lib.exports.lists import ABOUT, HIGHLIGHTS, MARKS, TAKEN_OUT, marks_list, removed_list
from lib.models import Filters, Span
from lib.queries import article as queries
from lib.queries.decisions import Reading, readings_at
from lib.ui import kit
from lib.ui.corrections import (
    follow_merges,
    offer_about_correction,
    offer_entity_correction,
    offer_reading_correction,
    show_last_decision,
)
from lib.views import article as views
from lib.views.kit.citation import copy_html
from lib.views.kit.text import article_label, counted, inline

# The link's parameters; what was hidden is how older links say which kinds are highlighted.
DOCUMENT, AT, READ, SHOWN, HIDDEN = "document", "at", "read", "show", "hide"
NOTHING = "none"


def article_in_link() -> str | None:
    """The article that the link names; asked before the page starts, so that what is dropped is said at once.

    An article that is nowhere, and a place that is not in the named article, are dropped with a notice.
    """
    asked = kit.chosen(DOCUMENT)
    row = queries.article(kit.connection(), asked) if asked else None
    if asked is not None and row is None:
        kit.drop(DOCUMENT, asked)
    for param in (AT, READ):
        at = kit.chosen(param)
        inside = row is not None and at is not None and at.isdecimal() and len(at) < 10 and int(at) < len(row["text"])
        if at is not None and not inside and at != "0":
            kit.drop(param, at)
    return asked if row is not None else None


def choose_article(articles: pd.DataFrame, document: str) -> None:
    """A list of the articles, and a step to the one before and after; the link follows."""
    labels = {row.document: article_label(row) for row in articles.itertuples()}
    options = list(labels) if document in labels else [document, *labels]
    if document not in labels:
        st.caption("The filters leave this article out; it is shown because the link asks for it.")
    kit.visit.ARTICLE.set(document)
    with st.container(horizontal=True, vertical_alignment="bottom", key="article-choice"):
        st.selectbox(
            f"Article {options.index(document) + 1} of {len(options)}",
            options,
            format_func=lambda value: labels.get(value, "the article that the link asks for"),
            key=kit.visit.ARTICLE.key,
            on_change=lambda: _open(kit.visit.ARTICLE.get()),
        )
        at = options.index(document)
        _offer_step("Previous article", options[:at][-1:], "Previous article")
        _offer_step("Next article", options[at + 1 :][:1], "Next article")


def choose_kinds(highlights: pd.DataFrame) -> list[str]:
    """A switch a kind with its count, those of names on at first; others stand in the link."""
    counts, layers = highlights["kind"].value_counts(), views.layers()
    hidden, asked = (st.query_params.get_all(param) for param in (HIDDEN, SHOWN))
    first = [kind for kind in layers if kind in queries.FOLLOWED]
    shown = [kind for kind in layers if kind in asked] if asked else first
    if hidden and not asked:
        shown = [kind for kind in layers if kind not in hidden]
    kit.visit.HIGHLIGHTED.set(shown)
    highlighted = f"Highlighted: {', '.join(layers[kind].name for kind in shown) or 'nothing'}"
    kit.visit.SWITCHES.get().update({SHOWN: highlighted, HIDDEN: highlighted})

    def write() -> None:
        kinds = [kind for kind in layers if kind in kit.visit.HIGHLIGHTED.get()]
        kit.choose(HIDDEN, None)
        kit.choose(SHOWN, None if kinds == first else kinds or [NOTHING])

    st.pills(
        "Highlighted",
        list(layers),
        selection_mode="multi",
        format_func=lambda kind: f"{layers[kind].name} {counts.get(kind, 0):,}",
        key=kit.visit.HIGHLIGHTED.key,
        on_change=write,
    )
    return list(kit.visit.HIGHLIGHTED.get())


def show_about(row: pd.Series) -> None:
    """Which agreements the article is about, the reasons on demand, and the way to put that right."""
    judged = queries.judged(kit.connection(), row["document"])
    if judged.empty:
        return
    with st.container(horizontal=True, vertical_alignment="top", gap="small", key="about"):
        st.html(views.about_html(judged), width="content")
        name = row["title"] if isinstance(row["title"], str) else Path(row["path"]).name
        offer_about_correction(row["document"], name[:300], judged)
    show_last_decision(("document",))


def show_article(row: pd.Series, highlights: pd.DataFrame, kinds: Sequence[str], followed: str | None) -> None:
    """The text with its margin, and under its paragraph what was read at the place that the link opens."""
    at, document, opened = _place_in_link(row), row["document"], kit.chosen(READ)
    st.caption(views.spoken_of_words(*queries.spoken_of(kit.connection(), document)))
    st.html(views.style_html())

    def reading(offset: int) -> str:
        return kit.here(**{DOCUMENT: document, READ: offset, AT: None})

    here = _read_at(highlights, None if opened is None else int(opened))
    ways = views.Ways(_entity_link, reading, (here[0].start, here[0].end) if here else None)
    first, *rest = views.article_html(row, highlights, kinds, at, ways, followed)
    st.html(first)
    if here:
        _show_readings(row, here, int(opened or 0))
    elif at:
        kit.bring_into_view(at.anchor)
    for piece in rest:
        st.html(piece)


def _read_at(highlights: pd.DataFrame, at: int | None) -> list[Any]:
    """What was read in the words at an offset, the fewest words first."""
    here = highlights.iloc[:0] if at is None else highlights[(highlights["start"] <= at) & (highlights["end"] > at)]
    return sorted(here.itertuples(index=False), key=lambda one: one.end - one.start)


def _show_readings(row: pd.Series, here: Sequence[Any], at: int) -> None:
    """What was read at a place and why, and the ways to follow, to correct and to cite it."""
    document, anchor = row["document"], f"read-{row['document']}-{at}"
    some: dict[Any, list[Reading]] = {}
    for one in readings_at(kit.connection(), document, at):
        some.setdefault((one.subject.kind, one.subject.span), []).append(one)
    with st.container(border=True, gap="small", key="readings"):
        st.html(views.panel_head_html(anchor))
        for n, read in enumerate(here):
            with st.container(gap=None, key=f"reading {n}"):
                st.html(views.reading_html(read))
                if read.kind in queries.FOLLOWED and isinstance(read.entity, str):
                    _offer_name(read, n)
                elif ones := some.get((read.kind, Span(read.start, read.end, read.exact))):
                    offer_reading_correction(ones.pop())
        show_last_decision(("commitment", "deed", "figure", "quote", "entity"))
        with st.container(horizontal=True, vertical_alignment="center", key="readings-end"):
            if bounds := queries.sentence_at(kit.connection(), document, at):
                where = row[["document", "published", "published_from"]].to_dict()
                words = kit.sentence_citation()(pd.Series({**where, "start": at, "text": row["text"][slice(*bounds)]}))
                st.html(copy_html("Copy citation", words), width="stretch")
            st.button("Close", icon=":material/close:", type="tertiary", on_click=kit.choose, args=(READ, None),
                      key="close readings")  # fmt: skip
    kit.bring_into_view(anchor, focus=True)


def _offer_name(read: Any, n: int) -> None:  # noqa: ANN401  # a frame's row
    """The ways to follow and to correct a name."""
    with st.container(horizontal=True, gap="medium", key=f"name {n}"):
        st.button("Follow", icon=":material/arrow_forward:", type="tertiary", on_click=_follow, args=(read.entity,),
                  key=f"follow {n}")  # fmt: skip
        offer_entity_correction(pd.Series({"entity": read.entity, "name": read.name}))


def offset_in_link() -> int | None:
    """The offset that the link asks for; None where it asks for none."""
    at = kit.chosen(AT)
    return int(at) if at else None


def offer_marks(row: pd.Series, highlights: pd.DataFrame, kinds: Sequence[str], followed: str | None) -> None:
    """What is marked in the text, what cleaning took out, and what it is about, to take away, each with the article."""
    marks = marks_list(views.drawn_highlights(highlights, kinds, followed))
    judged = queries.judged(kit.connection(), row["document"])
    lists = (MARKS, marks), (TAKEN_OUT, removed_list(row["removed"])), (ABOUT, judged)
    whose = {"article": row["document"], "outlet": row["outlet_name"]}
    listed = (kit.list_of(listing, frame.assign(**whose)) for listing, frame in lists)
    kit.offer_lists(listed, key="article", articles=kit.articles_of([row["document"]]))


def show_cleaning(row: pd.Series) -> None:
    """What cleaning took out, one click away, with the original text."""
    pieces = len(row["removed"])
    title = f"The original beside the cleaned text ({counted(pieces, 'piece')} removed)"
    opened = kit.kept_expander(title, "cleaning")
    if opened.open:
        with opened:
            removed = list(row["removed"])
            st.html(views.removed_html(removed))
            st.html(views.original_html(row["original"] or row["text"], removed, row["text"]))


def show_highlights_table(highlights: pd.DataFrame, document: str) -> None:
    """Everything highlighted, one row each, one click away; a row leads to its sentence."""
    kit.show_folded(
        f"All {counted(len(highlights), 'highlight')} as a table",
        "marks",
        HIGHLIGHTS,
        lambda: marks_list(highlights).assign(document=document),
        lambda one: _open(document, int(one["start"])),
    )


def kept_highlights(filters: Filters, articles: pd.DataFrame, document: str) -> pd.DataFrame:
    """What the filters keep of one article's highlights; all of them where they leave the article out."""
    inside = document in set(articles["document"])
    return queries.highlights(kit.connection(), filters if inside else Filters(), document)


def _place_in_link(row: pd.Series) -> views.AskedPlace | None:
    """The place that the link asks for, where a sentence stands there."""
    document, offset = row["document"], offset_in_link()
    bounds = None if offset is None else queries.sentence_at(kit.connection(), document, offset)
    return views.AskedPlace(document, offset, *bounds) if offset is not None and bounds else None


def _offer_step(label: str, to: Sequence[Any] | None, key: str, shortcut: str | None = None) -> None:
    """A button, on wish with a key, that leads to an article and a place in it; dead where there is none."""
    st.button(label, disabled=not to, on_click=_open, args=tuple(to or ()), shortcut=shortcut, key=key)


def _open(document: str, at: int | None = None) -> None:
    """Write the article, and a place in it, into the link."""
    kit.choose(DOCUMENT, document)
    kit.choose(AT, at)


def _entity_link(entity: str) -> str:
    return kit.link_to("entities", chosen=entity)


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
        labels.setdefault(followed, f"{inline(str(queries.entity_name(kit.connection(), followed)))} (not here)")
    kit.visit.FOLLOWED.set(followed)
    with st.container(horizontal=True, vertical_alignment="bottom", key="follow-choice"):
        st.selectbox(
            "Follow a name",
            list(labels),
            format_func=lambda entity: labels.get(entity, entity),
            index=None,
            key=kit.visit.FOLLOWED.key,
            placeholder="Person, organisation, group or place",
            on_change=lambda: _follow(kit.visit.FOLLOWED.get()),
        )
        if followed:
            _offer_steps(queries.entity_places(kit.connection(), filters, followed), document, at)


def followed_in_link() -> str | None:
    """The entity that the link follows; asked before the page starts, so that what is dropped is said at once.

    One that no article names is dropped with a notice; a merged one is what it has become.
    """
    asked = kit.chosen(FOLLOW)
    if asked is None:
        return None
    (entity,) = follow_merges([asked], {asked} if queries.entity_name(kit.connection(), asked) else ())
    if queries.entity_name(kit.connection(), entity) is None:
        kit.drop(FOLLOW, asked)
        return None
    return entity


def _offer_steps(places: pd.DataFrame, document: str, at: int | None) -> None:
    """Buttons to the place before and after the one in the link, and which of how many it is."""
    before, here, after = queries.neighbours(places, document, at)
    _offer_step("Previous", before, "step p", "p")
    _offer_step("Next", after, "step n", "n")
    number = f"{here + 1:,} of {len(places):,}" if here is not None else f"{len(places):,} times"
    peoples = int(places["demonym"].sum())
    apart = f", {peoples:,} as a people’s name" if peoples else ""
    st.markdown(f"{number} in {counted(places['document'].nunique(), 'article')}{apart}", width="content")


def _follow(entity: str | None) -> None:
    """Write the entity into the link, and no place yet."""
    kit.choose(FOLLOW, entity)
    kit.choose(AT, None)

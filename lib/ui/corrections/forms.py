"""What an analyst corrects in a form, and leaving an article out."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.elements.lib.mutable_popover_container import PopoverContainer

from lib.errors import DecisionError
from lib.models import Action, Decision, Subject
from lib.queries.corpus import entities as all_entities
from lib.queries.decisions import entity_articles, spelling_counts
from lib.ui.corrections.decisions import Choice, show_signing
from lib.ui.kit import choose, connection, is_editable, visit
from lib.views.entity_panel import KIND_WORDS
from lib.views.kit.text import counted, day, inline

ENTITY_DEEDS = {
    "merge": "Same as another name",
    "rename": "Wrong name",
    "split": "Some spellings belong to another",
    "hide": "Should not be listed",
}
MOST_CHOICES = 5000  # a longer list is slow to send with every click; the most mentioned come first


def offer_entity_correction(row: pd.Series) -> None:
    """A button that opens the correction of one entity: a row of `lib.queries.entities.entity_table`."""
    key = f"correct {row['entity']}"
    if is_editable() and (opened := correction(key)):
        with opened:
            _show_entity_forms(row["entity"], row["name"], key)


def correction(key: str, label: str = "Correct", icon: str = ":material/edit:") -> PopoverContainer | None:
    """The button that opens a correction; gives the place to draw it in, once it is open."""
    popover = st.popover(label, type="tertiary", icon=icon, key=key, on_change="rerun")
    return popover if popover.open else None


def _show_entity_forms(entity: str, name: str, key: str) -> None:
    deed = st.radio("What is wrong", list(ENTITY_DEEDS), format_func=ENTITY_DEEDS.__getitem__, key=f"{key} deed")
    articles = entity_articles(connection(), entity)
    total = counted(int(articles["mentions"].sum()), "mention")
    with st.form(f"{key} {deed}", border=False):
        if deed == "merge":
            _ask_merge(entity, name, key)
        elif deed == "rename":
            _ask_rename(entity, name, key)
        elif deed == "split":
            _ask_split(entity, name, key, articles)
        else:
            _ask_hide(entity, name, key)
    st.caption(f"Applies on every page, whatever the filters: {total} in {counted(len(articles), 'article')}.")


def _ask_merge(entity: str, name: str, key: str) -> None:
    names = {other: label for other, label in entity_choices().items() if other != entity}
    st.selectbox(
        "Is the same as",
        list(names),
        index=None,
        format_func=lambda one: inline(names[one]),
        key=f"{key} into",
        placeholder="Choose a name",
    )
    rows = all_entities(connection()).set_index("entity")["name"]

    def ask() -> Choice:
        into = given(f"{key} into", "Choose the name it is the same as.")
        return Subject("entity", entity, name=name), into, str(rows[into])

    show_signing(key, "merge", "Merge", ask, _choose_value)


def _ask_rename(entity: str, name: str, key: str) -> None:
    st.text_input("Its name", name, key=f"{key} name", max_chars=300)

    def ask() -> Choice:
        new = given(f"{key} name", "Write the name.")
        if new == name:
            raise DecisionError("That is its name already.")
        return Subject("entity", entity, name=name), new, ""

    show_signing(key, "rename", "Rename", ask)


def _ask_split(entity: str, name: str, key: str, articles: pd.DataFrame) -> None:
    spellings = spelling_counts(connection(), entity).set_index("exact")["mentions"].to_dict()
    st.multiselect(
        "Spellings that belong to another",
        list(spellings),
        format_func=lambda one: f"{inline(one)} ({spellings[one]:,})",
        key=f"{key} spellings",
        select_all=False,
    )
    inside = article_choices(articles)
    st.selectbox("Where", list(inside), format_func=inside.__getitem__, key=f"{key} where")
    st.text_input("Their name", key=f"{key} other", max_chars=300)

    def ask() -> Choice:
        chosen = tuple(given(f"{key} spellings", "Choose the spellings that belong to another."))
        where = visit.part(key, "where").get() or None
        new = given(f"{key} other", "Write the name that those spellings belong to.")
        if len(chosen) == len(spellings) and where is None:
            raise DecisionError("Those are all its spellings: rename it, or leave at least one.")
        return Subject("entity", entity, chosen, where, name=name), new, ""

    show_signing(key, "split", "Split off", ask)


def _ask_hide(entity: str, name: str, key: str) -> None:
    st.caption("Its words stay in the articles; no list, chart or filter shows it.")
    show_signing(key, "hide", "Hide", lambda: (Subject("entity", entity, name=name), None, ""), _choose_value)


def entity_choices() -> dict[str, str]:
    """Every entity by id, with name, kind and mentions, the most mentioned first."""
    rows = all_entities(connection()).head(MOST_CHOICES)
    return {
        row.entity: f"{row.name} ({KIND_WORDS.get(row.kind, row.kind)}, {row.mentions:,})"
        for row in rows.itertuples(index=False)
    }


def article_choices(articles: pd.DataFrame) -> dict[str, str]:
    """All articles (empty), and each by its id with outlet, day and mentions."""
    some = {
        row.document: f"{row.outlet_name}, {day(row.published)}: {counted(row.mentions, 'mention')}"
        for row in articles.itertuples(index=False)
    }
    return {"": "In all articles", **(some if len(some) > 1 else {})}


def given(key: str, missing: str) -> Any:  # noqa: ANN401  # what a widget holds
    """What a widget holds; DecisionError with the words where that is nothing."""
    value = visit.own(key).get()
    if not value or (isinstance(value, str) and not value.strip()):
        raise DecisionError(missing)
    return value.strip() if isinstance(value, str) else value


def _choose_value(decision: Decision) -> None:
    """Show what the entity was merged into; after hiding it, the first one."""
    choose("chosen", decision.value)


ABOUT_DEEDS: Mapping[Action, str] = {
    "attach": "It is about another agreement",
    "detach": "It is not about one of these",
}


def offer_about_correction(document: str, name: str, judged: pd.DataFrame) -> None:
    """A button that opens the correction of what an article is about; `judged` as of `lib.queries.article`."""
    key = f"correct about {document}"
    if judged.empty or not is_editable() or (opened := correction(key)) is None:
        return
    deeds = [deed for deed in ABOUT_DEEDS if (judged["about"] == (deed == "detach")).any()]
    with opened:
        deed = st.radio("What is wrong", deeds, format_func=ABOUT_DEEDS.__getitem__, key=f"{key} deed")
        rows = judged[judged["about"] == (deed == "detach")].set_index("agreement")
        titles = {
            row.Index: row.title if pd.isna(row.signed) else f"{row.title} ({day(row.signed)})"
            for row in rows.itertuples()
        }
        with st.form(f"{key} {deed}", border=False):
            st.selectbox(
                "Agreement", list(titles), index=0 if len(titles) == 1 else None, key=f"{key} {deed} agreement",
                format_func=lambda one: inline(titles[one]), placeholder="Choose an agreement",
            )  # fmt: skip

            def ask() -> Choice:
                agreement = given(f"{key} {deed} agreement", "Choose the agreement.")
                return Subject("document", document, name=name), agreement, str(rows["title"][agreement])

            show_signing(key, deed, "Change", ask)
        st.caption("Counts on every page: its sentences are then matched with that agreement’s clauses, or no longer.")


KEY = "leave out"


def offer_leaving_out(problems: pd.DataFrame) -> None:
    """A button that opens the form, where the reader may change data and there is such an article.

    `problems` has the columns of `lib.queries.selection.problems`.
    """
    paths = problems.dropna(subset="document").set_index("document")["path"].to_dict()

    def ask() -> Choice:
        document = given(f"{KEY} which", "Choose an article.")
        return Subject("document", document, name=paths[document]), None, ""

    if paths and is_editable() and (opened := correction(KEY, "Leave an article out", ":material/block:")):
        with opened, st.form(f"{KEY} form", border=False):
            st.selectbox("Article", list(paths), format_func=paths.__getitem__, key=f"{KEY} which")
            st.caption("It is then counted nowhere. Its file stays where it is, and this can be undone.")
            show_signing(KEY, "hide", "Leave out", ask)

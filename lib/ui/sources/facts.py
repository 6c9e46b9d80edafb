"""The sources page's facts: where values differ, what each outlet says, and what one outlet alone has or lacks."""

from pathlib import Path

import pandas as pd
import streamlit as st

from lib.exports import grids, lists
from lib.models import Filters
from lib.queries.sources import facts
from lib.queries.sources.digests import outlet_words
from lib.ui import kit
from lib.views.agreement import clauses
from lib.views.kit.grid import STYLE as GRID_STYLE
from lib.views.kit.text import counted
from lib.views.sources import facts as drawn
from lib.views.sources.alone import alone_html
from lib.views.sources.columns import grouped_looks, in_groups

FACT = "fact"  # the link's parameter
ROWS_ANCHOR = "said-by-each"
CLAUSE_STYLE = Path(clauses.__file__).with_name("clauses.css")
FACT_STYLE = Path(drawn.__file__).with_name("facts.css")


def show_facts(filters: Filters) -> None:
    """Where values differ, then every fact with one column an outlet, then what one outlet alone has or lacks."""
    st.header("Where the outlets differ", anchor=False)
    compared = kit.facts_in_view(filters)
    if compared is None:
        return
    outlets = outlet_words(kit.connection(), filters)["outlet"].tolist()
    kit.offer_comparison(kit.WAITED_FOR)
    desk = _desk(filters, compared, outlets)
    for style in (CLAUSE_STYLE, GRID_STYLE, FACT_STYLE):
        st.html(style)
    _show_differences(compared, desk)
    _show_rows(filters, compared, desk)
    _show_alone(compared, desk)


def _desk(filters: Filters, compared: facts.Comparison, outlets: list[str]) -> drawn.FactDesk:
    """What the rows are drawn with; the sentences only of rows that are drawn."""
    known = {row.key for row in compared.topics}
    key = kit.chosen(FACT, known)
    opened = kit.opened_rows(drawn.ROWS, known, key)
    rows = [row for kind in drawn.KIND_TITLES for row in drawn.shown_rows(compared, kind, {*opened, key or ""})]
    sentences = facts.fact_sentences(kit.connection(), filters, rows, drawn.sentences_a_row(len(rows)))
    by_row = dict(list(sentences.groupby("row", sort=False)))
    article, page = kit.links_to("article"), kit.links_to("sources")

    def article_at(document: str, at: int) -> str:
        return article(document=document, at=at)

    def row_link(key: str) -> str:
        return f"{page(**{FACT: key})}#{ROWS_ANCHOR}"

    sourced = kit.sourced_looks(kit.WAITED_FOR)
    return drawn.FactDesk(outlets, sourced, article_at, row_link, by_row, key, opened, kit.sentence_citation())


def _show_differences(compared: facts.Comparison, desk: drawn.FactDesk) -> None:
    """The cards, or that nothing differs."""
    if not compared.differences:
        several = len(desk.outlets) > 1
        nothing = "No two outlets report different values." if several else "One outlet has nothing to differ from."
        st.caption(f"{nothing} What each outlet reports is below.")
        return
    st.caption(
        "Same subject and aspect, different values; ranges keep both ends, units are converted. The desk does "
        "not judge which one is right."
    )
    st.html(drawn.differences_html(compared, desk))
    cards = facts.differences_by_subject(compared)[: drawn.MOST_CARDS]
    sentences = pd.concat([drawn.card_sentences(some, desk.sentences) for _, some in cards])
    values = kit.list_of(lists.VALUES, lists.values_list(compared, kit.looks().names))
    kit.offer_lists([values, kit.list_of(lists.VALUES_SENTENCES, sentences)], key="differences")


def _show_rows(filters: Filters, compared: facts.Comparison, desk: drawn.FactDesk) -> None:
    """The grid, the chosen row where it has more sentences than it opens to, and the table."""
    st.header("What each outlet reports", anchor=ROWS_ANCHOR)
    if not compared.rows:
        st.caption("No number, deed, dated event or place was found in the articles in view.")
        return
    st.caption(
        "One column per outlet or group of outlets, of many those that report most; under each value its attribution: "
        "the outlet itself, someone it cites, or another outlet. “Not reported”: nothing on this was read in its "
        "articles. Open a row for its sentences and the other outlets."
    )
    if groups := kit.choose_groups(filters):
        desk = desk._replace(groups=groups, looks=grouped_looks(desk.looks, groups))
    st.html(drawn.facts_html(compared, desk))
    kit.keep_opened(drawn.ROWS, desk.chosen)
    shown = [row for kind in drawn.KIND_TITLES for row in drawn.shown_rows(compared, kind, desk.asked)]
    told = in_groups(shown, desk.groups)
    grid = grids.facts_grid(told, drawn.differing_measures(compared), desk.columns, desk.looks.names)
    opened = pd.concat(desk.sentences.values()) if desk.sentences else pd.DataFrame()
    kit.offer_lists([kit.list_of(grids.FACTS, grid), kit.list_of(lists.FACTS_SENTENCES, opened)], key="facts")
    row = compared.row(desk.chosen) if desk.chosen else None
    if row and len(row.facts) > drawn.FEWEST_SENTENCES:
        kit.show_opened(f"Sentences on {facts.about(row)}", FACT)
        kit.show_evidence(
            facts.fact_sentences(kit.connection(), filters, [row]), key=f"fact {row.key}", noun="statement"
        )
    _offer_facts_table(compared)


def _show_alone(compared: facts.Comparison, desk: drawn.FactDesk) -> None:
    """What one outlet alone has or lacks."""
    if len(desk.outlets) < 2:
        return
    st.header("What only one outlet reports, or does not", anchor=False)
    st.caption("What no other outlet in view reports, and what all the others do; headlines count here too")
    st.html(alone_html(compared, desk))
    kit.offer_table(lists.ALONE, lists.alone_list(compared, desk.outlets, kit.looks().names))


def _offer_facts_table(compared: facts.Comparison) -> None:
    """Every fact, one row each, one click away; a row opens the one it belongs to."""
    title = f"All {counted(sum(len(row.facts) for row in compared.rows), 'statement')} as a table"
    kit.show_folded(
        title,
        "facts",
        facts.EVERY_FACT,
        lambda: facts.fact_table(compared.topics, dict(kit.looks().names)),
        lambda row: kit.open_row(FACT, row["key"]),
    )

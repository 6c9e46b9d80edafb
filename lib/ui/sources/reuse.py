"""The sources page's reuse: what outlets share, how many independent sources there are, two articles side by side."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from textwrap import shorten

import streamlit as st

from lib.compare.reuse.independence import SourceGroup, outlet_of
from lib.compare.reuse.side_by_side import AlignedRow
from lib.exports.grids import INSIDE_ONE_SOURCE, SIDE_BY_SIDE, aligned_grid
from lib.exports.lists import SOURCES, sources_list
from lib.models import Document, Filters
from lib.queries.sources import reuse as queries
from lib.queries.sources.digests import MOST_ARTICLES
from lib.ui import kit
from lib.views.kit.grid import STYLE as GRID_STYLE
from lib.views.kit.text import counted, day, inline, plain
from lib.views.sources import aligned, reuse

# The link's parameters: two outlets, the kind of passage, two articles, and how much of them.
FIRST_OUTLET, SECOND_OUTLET, KIND, FIRST, SECOND, ROWS = "between", "and", "shared", "first", "second", "rows"
PASSAGES_ANCHOR, READER_ANCHOR = "shared-passages", "side-by-side"
STYLE = Path(aligned.__file__).with_name("aligned.css")
KINDS = {
    "own": ("The outlets’ own words", queries.OWN_WORDS),
    "quotes": ("The same quote", ("shared-quote",)),
    "within": ("Twice in one article", ("within",)),
}
# What the reader shows: rows of these kinds.
SHOWN = {
    "all": ("Every sentence", tuple(aligned.KINDS)),
    "differing": ("What differs", ("changed", "only-a", "only-b")),
    "shared": ("What both have", ("same", "changed", "shared-quote")),
}
PAGE_SIZE, FIRST_WORDS, MOST_CHANGES = 10, 70, 3


def show_reuse(filters: Filters) -> None:
    """Independent sources, shared passages by outlet with the passages, credits, and the side-by-side reader."""
    st.header("Shared passages and independent sources", anchor=PASSAGES_ANCHOR)
    found = kit.shared_passages(filters)
    if found is None:
        st.caption(f"More than {MOST_ARTICLES:,} articles are in view: choose outlets or dates to compare them.")
        return
    st.html(GRID_STYLE)
    st.html(STYLE)
    groups = kit.source_groups(filters, MOST_ARTICLES) or ()
    st.html(reuse.sources_html(groups, kit.looks(), _reader_link))
    changes = _show_changes(found, groups)
    one_source = kit.list_of(SOURCES, sources_list(groups, kit.looks().names))
    kit.offer_lists([one_source, kit.list_of(INSIDE_ONE_SOURCE, aligned_grid(changes))], key="sources")
    _show_matrix(found)
    _show_passages(found)
    _show_credits(filters, found)
    _show_reader(found)


@st.cache_resource(max_entries=8, show_spinner=False)
def _aligned(key: kit.DataKey, a: str, b: str, _reuse: queries.Reuse) -> tuple[AlignedRow, ...]:  # noqa: ARG001
    return queries.side_by_side(_reuse, a, b)


def _show_changes(found: queries.Reuse, groups: Sequence[SourceGroup]) -> list[AlignedRow]:
    """What differs between the articles that count as one source: a few sentences of the closest pair of each group."""
    drawn: list[AlignedRow] = []
    closest = [max(group.links, key=lambda link: link.share) for group in groups if group.links]
    for link in [one for one in closest if one.share][:MOST_CHANGES]:
        pair = link.a_document, link.b_document
        rows = [row for row in _aligned(kit.data_key(), *pair, found) if row.kind in SHOWN["differing"][1]]
        if rows:
            shown = f"the first {MOST_CHANGES} of " * (len(rows) > MOST_CHANGES)
            st.caption(f"What differs between them: {shown}{counted(len(rows), 'sentence')}")
            sides = [(one, outlet_of(found.document(one))) for one in pair]
            st.html(aligned.aligned_html(rows[:MOST_CHANGES], sides, kit.looks(), kit.article_link))
            drawn += rows[:MOST_CHANGES]
    return drawn


def _show_matrix(found: queries.Reuse) -> None:
    """Outlets against outlets, and the numbers as a table."""
    names = list(dict.fromkeys(outlet_of(document) for document in found.documents))
    pairs = queries.outlet_pairs(found)
    if pairs.empty:
        st.caption("No passage of eight words and more, and no quote, appears twice in these articles.")
        return
    st.caption(
        "Passages that two outlets share in their own words, eight words and more; smaller, the quotes of the same "
        "speaker that both give, which do not show that one took it from the other. Darker: more shared words. "
        "A number leads to its passages."
    )
    st.html(reuse.matrix_html(pairs, names, kit.looks(), _pair_link))
    called = pairs.assign(a_name=pairs["a"].map(kit.looks().names), b_name=pairs["b"].map(kit.looks().names))
    kit.show_folded(kit.AS_TABLE, "reuse", queries.SHARED, lambda: called, lambda row: _choose_pair(row["a"], row["b"]))


def _show_passages(found: queries.Reuse) -> None:
    """The passages of the chosen kind, of the chosen two outlets or of all, paged."""
    if not found.passages:
        return
    kinds = {key: f"{label} ({_count(found, kinds):,})" for key, (label, kinds) in KINDS.items()}
    kind = kit.choose_one("Passages", KIND, kinds)
    names = {outlet_of(document) for document in found.documents}
    one, other = kit.chosen(FIRST_OUTLET, names), kit.chosen(SECOND_OUTLET, names)
    pair = (one, other) if one and other else None
    if pair:
        _show_pair(pair)
    some = queries.passages_between(found, pair, KINDS[kind][1])
    if not some:
        st.caption("No passage of this kind.")
        return
    page = kit.kept_page(-(-len(some) // PAGE_SIZE), "reuse", "/".join([*(pair or ()), kind]))
    rows = queries.passage_rows(found, some[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    st.html(reuse.passages_html(rows, kit.looks(), kit.article_link, _reader_link))
    every = partial(queries.passage_rows, found, some)
    kit.offer_rows(kit.Listed(queries.PASSAGES.about(kind), every, len(some)))


def _show_pair(pair: tuple[str, str]) -> None:
    """Which two outlets' passages are shown, and the way back to all."""
    names = " and ".join(dict.fromkeys(inline(kit.looks().names.get(outlet, outlet)) for outlet in pair))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(names)}**", width="stretch")
        st.button("All outlets", icon=":material/close:", type="tertiary", on_click=_drop_pair, key="close pair")


def _choose_pair(one: str, other: str) -> None:
    kit.choose(FIRST_OUTLET, one)
    kit.choose(SECOND_OUTLET, other)


def _drop_pair() -> None:
    kit.choose(FIRST_OUTLET, None)
    kit.choose(SECOND_OUTLET, None)


def _show_credits(filters: Filters, found: queries.Reuse) -> None:
    """Whom the articles give as their source, one click away with the sentences."""
    opened = kit.kept_expander(f"Credits in the articles ({counted(len(found.credits), 'credit')})", "credits")
    if not opened.open:
        return
    with opened:
        counts = queries.credit_counts(found)
        if counts.empty:
            st.caption("No agency and no other outlet is credited.")
            return
        kit.show_table(queries.CREDITED_BY, counts.assign(outlet_name=counts["outlet"].map(kit.looks().names)))
        kit.show_evidence(queries.credit_sentences(kit.connection(), filters, found), key="credits", noun="credit")


def _show_reader(found: queries.Reuse) -> None:
    """Two chosen articles, sentence by sentence."""
    st.header("Two articles side by side", anchor=READER_ANCHOR)
    first = queries.most_alike(found)
    if first is None:
        st.caption("This needs two articles in view.")
        return
    labels = {document.id: _label(document) for document in found.documents}
    with st.container(horizontal=True):
        a = _choose_article("First article", FIRST, labels, first[0])
        b = _choose_article("Second article", SECOND, labels, first[1])
    if a == b:
        st.caption("This is the same article twice: choose another one.")
        return
    rows = _aligned(kit.data_key(), a, b, found)
    kinds = SHOWN[kit.choose_one("Show", ROWS, {key: label for key, (label, _) in SHOWN.items()})][1]
    st.caption(f"{aligned.tally(rows)}; the words that the other side does not have are set off")
    sides = [(one, outlet_of(found.document(one))) for one in (a, b)]
    shown = [row for row in rows if row.kind in kinds]
    st.html(aligned.aligned_html(shown, sides, kit.looks(), kit.article_link))
    kit.offer_table(SIDE_BY_SIDE, aligned_grid(shown))


def _choose_article(label: str, key: str, labels: Mapping[str, str], default: str) -> str:
    """One of the articles; the link follows."""
    held = kit.visit.own(f"article {key}")
    linked = kit.linked_widget(held, key, kit.chosen(key, labels) or default)
    st.selectbox(label, list(labels), format_func=lambda one: labels[one], **linked)
    return str(held.get())


def _label(document: Document) -> str:
    """An article as the list names it: outlet, day, title or first words."""
    name = kit.looks().names.get(outlet_of(document), "")
    words = document.title or shorten(document.text, FIRST_WORDS)
    return f"{inline(name)} · {day(document.published)} · {inline(words)}"


def _count(found: queries.Reuse, kinds: Sequence[str]) -> int:
    return sum(passage.kind in kinds for passage in found.passages)


def _pair_link(one: str, other: str, kind: str) -> str:
    """The address of the passages of two outlets; the first kind needs no word."""
    asked = {FIRST_OUTLET: one, SECOND_OUTLET: other, KIND: None if kind == next(iter(KINDS)) else kind}
    return f"{kit.link_to('sources', section='reuse', **asked)}#{PASSAGES_ANCHOR}"


def _reader_link(a: str, b: str) -> str:
    """The address of two articles side by side."""
    return f"{kit.link_to('sources', section='reuse', **{FIRST: a, SECOND: b})}#{READER_ANCHOR}"

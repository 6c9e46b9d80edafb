"""The sources page's comparison: facts side by side, what each outlet calls whom, and its distinctive words."""

from pathlib import Path

import pandas as pd
import streamlit as st

from lib.codebooks.referents import load_referents
from lib.compare.distinctive import OutletWords
from lib.compare.records import LabelUse
from lib.models import Filters
from lib.queries import distinctive, facts, labels
from lib.queries.articles import MOST_ARTICLES, Compared, articles, outlet_words
from lib.ui.choices import choose_one
from lib.ui.data import data_version
from lib.ui.evidence import show_evidence
from lib.ui.kept import kept_expander
from lib.ui.links import choose, chosen, link_to
from lib.ui.page import article_link, connection, looks
from lib.ui.sources import STYLE as GRID_STYLE
from lib.ui.tables import show_table
from lib.views import clauses, words
from lib.views import facts as drawn
from lib.views.text import counted, plain

FACT, LABEL, WORD, PHRASE, VOICE = "fact", "label", "word", "phrase", "voice"  # the link's parameters
ROWS_ANCHOR, LABELS_ANCHOR, WORDS_ANCHOR = "said-by-each", "labels", "distinctive-words"
CLAUSE_STYLE = Path(clauses.__file__).with_name("clauses.css")
FACT_STYLE = Path(drawn.__file__).with_name("facts.css")
VOICES = {labels.OWN: "The outlet’s own", labels.QUOTED: "Quoted", labels.ALL: "Both"}


def show_facts(filters: Filters) -> None:
    """Where values differ, then every fact with one column an outlet, then what one outlet alone has or lacks."""
    st.subheader("Where the outlets differ", anchor=False)
    found = _articles(filters)
    if found is None:
        return
    outlets = outlet_words(connection(), filters)["outlet"].tolist()
    compared = _facts(data_version(), filters, found, tuple(outlets))
    desk = _desk(filters, compared, outlets)
    for style in (CLAUSE_STYLE, GRID_STYLE, FACT_STYLE):
        st.html(style)
    _show_differences(compared, desk)
    _show_rows(filters, compared, desk)
    _show_alone(compared, desk)


def show_labels(filters: Filters) -> None:
    """What each outlet calls the codebook's referents, the chosen label's sentences, and what is not listed yet."""
    found = _articles(filters, say=False)
    if found is None:
        return
    st.subheader("What each outlet calls whom and what", anchor=LABELS_ANCHOR)
    st.caption(
        "Uses of each label in bodies and, smaller, uses per 1,000 words; parts of longer names are not counted. "
        "The darker, the higher the rate. A number leads to its sentences."
    )
    voice = choose_one("Whose words", VOICE, VOICES)
    outlets = outlet_words(connection(), filters)
    uses = _uses(data_version(), filters, found)
    counts = labels.label_counts(uses, found.articles, outlets, load_referents(), voice)
    if counts.empty:
        st.caption("No label of the codebook stands in these words.")
    else:
        st.html(words.labels_html(counts, looks(), _label_link))
        _offer_labels_table(counts)
    _show_label(filters, found, uses, voice)
    _show_unlisted(filters, found, outlets)


def show_distinctive(filters: Filters) -> None:
    """The words that set each outlet apart, or that there is not enough text; the chosen word's sentences."""
    found = _articles(filters, say=False)
    if found is None:
        return
    st.subheader("Distinctive words", anchor=WORDS_ANCHOR)
    said = _distinctive(data_version(), filters, found)
    if not said:
        st.caption("Nothing to compare: this needs two outlets with words in view.")
        return
    st.caption(
        "Words that an outlet uses more than the others together: log-odds with an informative Dirichlet prior "
        "(Monroe, Colaresi and Quinn 2008). A word counts where its z is beyond what random halves of one text reach."
    )
    st.html(words.distinctive_html(said, looks(), _word_link))
    _offer_words_table(said)
    word = chosen(WORD)
    if word:
        _show_opened(f"Sentences with “{word}”", WORD)
        show_evidence(distinctive.word_sentences(connection(), filters, found.articles, word), key="word", noun="use")


def _articles(filters: Filters, *, say: bool = True) -> Compared | None:
    """The articles to compare; None, and said why, where they are too many."""
    found = _read(data_version(), filters)
    if found.left_out and say:
        st.caption(
            f"{counted(found.left_out, 'article')} in view are too many to compare sentence by sentence: choose "
            f"outlets, an entity or dates so that at most {MOST_ARTICLES} are left; labels and words follow then too."
        )
    return None if found.left_out else found


@st.cache_resource(max_entries=4, show_spinner="Reading what the outlets say")
def _read(version: str, filters: Filters) -> Compared:  # noqa: ARG001  # the version is a part of the key
    return articles(connection(), filters)


@st.cache_resource(max_entries=4, show_spinner=False)
def _facts(version: str, filters: Filters, _found: Compared, outlets: tuple[str, ...]) -> facts.Comparison:  # noqa: ARG001
    return facts.compared_facts(_found.articles, outlets)


@st.cache_resource(max_entries=4, show_spinner=False)
def _uses(version: str, filters: Filters, _found: Compared) -> tuple[LabelUse, ...]:  # noqa: ARG001
    return labels.label_uses(_found.articles, load_referents())


@st.cache_resource(max_entries=4, show_spinner=False)
def _distinctive(version: str, filters: Filters, _found: Compared) -> tuple[OutletWords, ...]:  # noqa: ARG001
    return distinctive.distinctive_words(_found.articles)


def _desk(filters: Filters, compared: facts.Comparison, outlets: list[str]) -> drawn.Desk:
    """What the rows are drawn with; the sentences only of rows that are drawn."""
    key = chosen(FACT, {row.key for row in compared.topics})
    rows = [row for kind in drawn.KIND_TITLES for row in drawn.shown_rows(compared, kind, key)]
    sentences = facts.fact_sentences(connection(), filters, rows, drawn.MOST_SENTENCES)
    by_row = dict(list(sentences.groupby("row", sort=False)))
    return drawn.Desk(outlets, looks(), article_link, _row_link, by_row, key)


def _show_differences(compared: facts.Comparison, desk: drawn.Desk) -> None:
    """The cards, or that nothing differs."""
    if not compared.differences:
        several = len(desk.outlets) > 1
        nothing = "No two outlets give values that differ." if several else "One outlet alone cannot differ."
        st.caption(f"{nothing} What is read of each is below.")
        return
    st.caption(
        "Same subject and measure, another value; ranges keep both ends, units are converted. It is said that values "
        "differ, not which of them holds."
    )
    st.html(drawn.differences_html(compared, desk))


def _show_rows(filters: Filters, compared: facts.Comparison, desk: drawn.Desk) -> None:
    """The grid, the chosen row where it has more sentences than it opens to, and the table."""
    st.subheader("What each outlet says", anchor=ROWS_ANCHOR)
    if not compared.rows:
        st.caption("No number, deed, dated event or place was read in the articles in view.")
        return
    st.caption(
        "One column an outlet, and under each value who answers for it: the outlet itself, somebody it cites, or "
        "another outlet. “Silent”: nothing of the kind was read in its articles. Open a row for its sentences."
    )
    st.html(drawn.facts_html(compared, desk))
    row = compared.row(desk.chosen) if desk.chosen else None
    if row and len(row.facts) > drawn.MOST_SENTENCES:
        _show_opened(f"Sentences on {facts.about(row)}", FACT)
        show_evidence(facts.fact_sentences(connection(), filters, [row]), key=f"fact {row.key}", noun="statement")
    _offer_facts_table(compared)


def _show_alone(compared: facts.Comparison, desk: drawn.Desk) -> None:
    """What one outlet alone has or lacks."""
    if len(desk.outlets) < 2:
        return
    st.subheader("What one outlet alone has, or alone lacks", anchor=False)
    st.caption("Of what was read: what no other outlet in view has, and what every other has; headlines count here too")
    st.html(drawn.alone_html(compared, desk))


def _show_label(filters: Filters, found: Compared, uses: tuple[LabelUse, ...], voice: str) -> None:
    """The sentences of the label that the grid or the table was asked for, in the chosen voice."""
    asked = chosen(LABEL)
    if not asked:
        return
    key, _, outlet = asked.partition("@")
    inside = {article.document for article in found.articles if not outlet or article.outlet == outlet}
    shown = [use for use in uses if voice == labels.ALL or use.quoted == (voice == labels.QUOTED)]
    some = [use for use in shown if f"{use.referent}/{use.label}" == key and use.document in inside]
    _show_opened(f"“{key.partition('/')[2]}”" + (f" in {looks().names.get(outlet, outlet)}" if outlet else ""), LABEL)
    show_evidence(labels.use_sentences(connection(), filters, some), key=f"label {asked}", noun="use")


def _show_unlisted(filters: Filters, found: Compared, outlets: pd.DataFrame) -> None:
    """What may be a label and is not listed, one click away."""
    opened = kept_expander("Words that the codebook of labels does not list", "unlisted")
    phrases = labels.unlisted(found.articles, load_referents()) if opened.open or chosen(PHRASE) else ()
    if opened.open:
        with opened:
            st.caption("A word before one of a referent’s nouns. Take what is a label over into lib/codebooks/labels.")
            show_table(
                labels.unlisted_counts(phrases, found.articles, outlets, load_referents()),
                key="unlisted labels",
                columns={
                    "phrase": "Words", "referent_name": "May mean", "uses": "Uses", "outlets": "Outlets",
                    "line": "Line for the codebook",
                },
                alt="Words that may be labels and are not in the codebook",
                on_choose=lambda row: choose(PHRASE, row["phrase"]),
            )  # fmt: skip
    phrase = chosen(PHRASE)
    if phrase:
        _show_opened(f"Sentences with “{phrase}”", PHRASE)
        some = [one for one in phrases if one.words == phrase]
        show_evidence(labels.use_sentences(connection(), filters, some), key=f"phrase {phrase}", noun="use")


def _offer_facts_table(compared: facts.Comparison) -> None:
    """Every fact, one row each, one click away; a row opens the one it belongs to."""
    title = f"All {counted(sum(len(row.facts) for row in compared.rows), 'statement')} as a table"
    opened = kept_expander(title, "facts")
    if not opened.open:
        return
    with opened:
        show_table(
            facts.fact_table(compared.topics, dict(looks().names)),
            key="facts by outlet",
            columns={
                "about": "About", "measure": "In what respect", "outlet_name": "Outlet", "words": "What it says",
                "near": "Who answers for it", "low": "From", "high": "To", "unit": "Counted in", "headline": "Headline",
            },
            alt="Every statement with what it is about, its outlet, its value and who answers for it",
            on_choose=lambda row: choose(FACT, row["key"]),
        )  # fmt: skip


def _offer_labels_table(counts: pd.DataFrame) -> None:
    """The numbers of the grid, one click away."""
    opened = kept_expander("The numbers as a table", "labels")
    if opened.open:
        with opened:
            show_table(
                counts,
                key="labels by outlet",
                columns={
                    "label": "Label", "referent_name": "Of", "outlet_name": "Outlet", "own": "Own words",
                    "quoted": "Quoted", "mentions": "Shown", "words": "Words", "rate": "Shown per 1,000 words",
                },
                alt="Uses of each label by outlet, its own words and quoted ones",
                on_choose=lambda row: choose(LABEL, f"{row['key']}@{row['outlet']}"),
            )  # fmt: skip


def _offer_words_table(said: tuple[OutletWords, ...]) -> None:
    """Every word looked at, one click away."""
    opened = kept_expander("The words looked at as a table", "distinctive")
    if opened.open:
        with opened:
            show_table(
                distinctive.distinctive_table(said, dict(looks().names)),
                key="distinctive words",
                columns={
                    "word": "Word", "outlet_name": "Outlet", "z": "z", "limit": "z by chance",
                    "beyond": "Beyond chance", "count": "Count", "count_elsewhere": "Elsewhere",
                    "rate": "Per 1,000 words", "rate_elsewhere": "Elsewhere per 1,000",
                },
                alt="The words of each outlet with the highest z",
                on_choose=lambda row: choose(WORD, row["word"]),
            )  # fmt: skip


def _show_opened(title: str, key: str) -> None:
    """The title of what was opened, and the way to close it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(title)}**", width="stretch")
        st.button(
            "Close", icon=":material/close:", type="tertiary", on_click=choose, args=(key, None), key=f"close {key}"
        )


def _row_link(key: str) -> str:
    """The address of one row of facts, opened."""
    return f"{link_to('sources', **{FACT: key})}#{ROWS_ANCHOR}"


def _label_link(key: str) -> str:
    """The address of one label's sentences, in one outlet where said; the choice of voice is kept."""
    return f"{link_to('sources', **{'section': 'labels', LABEL: key, VOICE: chosen(VOICE)})}#{LABELS_ANCHOR}"


def _word_link(word: str) -> str:
    """The address of one word's sentences."""
    return f"{link_to('sources', **{'section': 'words', WORD: word})}#{WORDS_ANCHOR}"

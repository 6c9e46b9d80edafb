"""The sources page's words: what each outlet calls whom, in whose words, and what sets each apart beyond chance."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from lib.codebooks.referents import load_referents
from lib.compare.digest import Digest
from lib.compare.distinctive import OutletWords
from lib.exports.lists import WORDS, words_list
from lib.models import Filters
from lib.queries.sources import distinctive, labels
from lib.queries.sources.digests import outlet_words
from lib.ui import kit
from lib.views.kit.grid import STYLE
from lib.views.kit.sentences import evidence_html
from lib.views.kit.text import inline, plain
from lib.views.sources import words
from lib.views.sources.shares import share_figure

LABEL, PHRASE, VOICE, REFERENT = "label", "phrase", "voice", "of"  # the link's parameters
ANCHOR = "labels"
MOST_BESIDE = 4  # sentences that stand under a label's row; all are below
WORD = "word"  # the link's parameter
WORDS_ANCHOR = "distinctive-words"
VOICES = {labels.OWN: "The outlet’s own", labels.QUOTED: "Quoted", labels.ALL: "Both"}


def show_labels(filters: Filters) -> None:
    """What each outlet calls the codebook's referents, the chosen label's sentences, and what is not listed yet."""
    st.header("How each outlet labels people and things", anchor=ANCHOR)
    digests = kit.compared_articles(filters)
    if digests is None:
        return
    st.caption(
        "Uses of each label in bodies and, smaller, uses per 1,000 words; parts of longer names are not counted. "
        "The darker, the higher the rate. A number leads to its sentences."
    )
    voice = kit.choose_one("Whose words", VOICE, VOICES)
    outlets = outlet_words(kit.connection(), filters)
    counts = labels.label_counts(digests, outlets, load_referents(), voice)
    if counts.empty:
        st.caption("These words contain no label of the codebook.")
    else:
        st.html(STYLE)
        st.html(words.labels_html(counts, kit.looks(), _label_link, _opened(filters, digests, voice)))
        kit.show_folded(
            kit.AS_TABLE, "labels", labels.BY_OUTLET, lambda: counts,
            lambda row: kit.choose(LABEL, f"{row['key']}@{row['outlet']}"),
        )  # fmt: skip
        _show_shares(labels.label_counts(digests, outlets, load_referents()))
    _show_label(filters, digests, voice)
    _show_unlisted(filters, digests, outlets)


def _show_shares(counts: pd.DataFrame) -> None:
    """Of one referent which label has which share of each outlet's own uses; a click leads to its sentences."""
    names = dict(counts[["referent", "referent_name"]].drop_duplicates().itertuples(index=False))
    if not names:
        return
    referent = kit.choose_one("Shares of the labels for", REFERENT, names)
    shares = labels.label_shares(counts[counts["referent"] == referent])
    st.caption(f"Share of each label in an outlet’s own words for: {plain(names[referent])}; n = its uses")
    kit.show_chart(
        share_figure(shares, kit.looks(), kit.chosen(LABEL)),
        labels.SHARES.about(said=f"{labels.SHARES.title}, for {inline(names[referent])}"),
        shares[shares["own"] > 0],
        lambda asked: kit.choose(LABEL, asked),
    )


def _asked_sentences(filters: Filters, digests: Sequence[Digest], voice: str) -> tuple[str, str, pd.DataFrame]:
    """The label that the grid or the table was asked for, the outlet, and its sentences in the chosen voice."""
    key, _, outlet = (kit.chosen(LABEL) or "").partition("@")
    uses = (use for one in digests if not outlet or one.outlet == outlet for use in one.labels)
    shown = (use for use in uses if voice == labels.ALL or use.quoted == (voice == labels.QUOTED))
    some = [use for use in shown if f"{use.referent}/{use.label}" == key]
    return key, outlet, labels.use_sentences(kit.connection(), filters, some)


def _opened(filters: Filters, digests: Sequence[Digest], voice: str) -> words.Opened:
    """The first sentences of the label asked for, to stand under its row."""
    if not kit.chosen(LABEL):
        return words.NONE_OPENED
    key, _, rows = _asked_sentences(filters, digests, voice)
    return words.Opened(key, evidence_html(rows, kit.looks(), kit.article_link, kit.sentence_citation(), MOST_BESIDE))


def _show_label(filters: Filters, digests: Sequence[Digest], voice: str) -> None:
    """All sentences of the label asked for."""
    asked = kit.chosen(LABEL)
    if not asked:
        return
    key, outlet, rows = _asked_sentences(filters, digests, voice)
    where = f" in {kit.looks().names.get(outlet, outlet)}" if outlet else ""
    kit.show_opened(f"“{key.partition('/')[2]}”{where}", LABEL)
    kit.show_evidence(rows, key=f"label {asked}", noun="use")


def _show_unlisted(filters: Filters, digests: Sequence[Digest], outlets: pd.DataFrame) -> None:
    """What may be a label and is not listed, one click away."""
    opened = kit.kept_expander("Words not in the codebook of labels", "unlisted")
    if opened.open:
        with opened:
            st.caption("Words before a referent’s noun. Add those that are labels to lib/codebooks/labels.")
            rows = labels.unlisted_counts(digests, outlets, load_referents())
            kit.show_table(labels.NOT_LISTED, rows, lambda row: kit.choose(PHRASE, row["phrase"]))
    phrase = kit.chosen(PHRASE)
    if phrase:
        kit.show_opened(f"Sentences with “{phrase}”", PHRASE)
        some = [found for one in digests for found in one.phrases if found.words == phrase]
        kit.show_evidence(labels.use_sentences(kit.connection(), filters, some), key=f"phrase {phrase}", noun="use")


def _label_link(key: str) -> str:
    """The address of one label's sentences, in one outlet where said; the choice of voice is kept."""
    return (
        f"{kit.link_to('sources', **{'section': 'labels', LABEL: key, VOICE: kit.chosen(VOICE)})}#{words.OPENED_ANCHOR}"
    )


def show_distinctive(filters: Filters) -> None:
    """The words that set each outlet apart, or that there is not enough text; the chosen word's sentences."""
    st.header("Distinctive words", anchor=WORDS_ANCHOR)
    digests = kit.compared_articles(filters)
    if digests is None:
        return
    said = _distinctive(kit.data_key(), filters, digests)
    if not said:
        st.caption("Nothing to compare: this needs two outlets with words in view.")
        return
    st.caption(words.DISTINCTIVE)
    st.html(STYLE)
    st.html(words.distinctive_html(said, kit.looks(), _word_link))
    kit.offer_table(WORDS, words_list(said, kit.looks().names))
    kit.show_folded(
        "The words looked at as a table",
        "distinctive",
        distinctive.WORDS,
        lambda: distinctive.distinctive_table(said, dict(kit.looks().names)),
        lambda row: kit.choose(WORD, row["word"]),
    )
    word = kit.chosen(WORD)
    if word:
        kit.show_opened(f"Sentences with “{word}”", WORD)
        kit.show_evidence(distinctive.word_sentences(kit.connection(), filters, digests, word), key="word", noun="use")


@st.cache_resource(max_entries=4, show_spinner="Comparing the words")
def _distinctive(key: kit.DataKey, filters: Filters, _digests: tuple[Digest, ...]) -> tuple[OutletWords, ...]:  # noqa: ARG001  # a key
    return distinctive.distinctive_words(_digests)


def _word_link(word: str) -> str:
    """The address of one word's sentences."""
    return f"{kit.link_to('sources', **{'section': 'words', WORD: word})}#{WORDS_ANCHOR}"

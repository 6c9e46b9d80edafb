"""The sources page's distinctive words: what sets each outlet apart beyond chance, and the sentences of a word."""

import streamlit as st

from lib.compare.digest import Digest
from lib.compare.distinctive import OutletWords
from lib.exports.lists import WORDS, words_list
from lib.models import Filters
from lib.queries.sources import distinctive
from lib.ui import kit
from lib.views.kit.grid import STYLE
from lib.views.sources import words

WORD = "word"  # the link's parameter
ANCHOR = "distinctive-words"


def show_distinctive(filters: Filters) -> None:
    """The words that set each outlet apart, or that there is not enough text; the chosen word's sentences."""
    st.header("Distinctive words", anchor=ANCHOR)
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
    return f"{kit.link_to('sources', **{'section': 'words', WORD: word})}#{ANCHOR}"

"""The sources page's quotes: what several outlets report of one utterance, who is quoted by whom, and how much."""

from pathlib import Path

import pandas as pd
import streamlit as st

from lib.compare.speech.utterances import Utterance
from lib.models import Filters
from lib.queries.sources import quotes as queries
from lib.queries.sources import utterances
from lib.ui import kit
from lib.views.kit.bars import count_figure
from lib.views.kit.grid import STYLE as GRID_STYLE
from lib.views.kit.text import counted, inline, plain
from lib.views.panels import legend_html
from lib.views.sources import quotes

SPEAKER, OUTLET, MEASURE, WORDING = "speaker", "by", "measure", "wording"  # the link's parameters
QUOTES_ANCHOR = "quotes-of"
STYLE = Path(quotes.__file__).with_name("quotes.css")
MEASURES = {"quotes": ("Quotes", quotes.QUOTES), "words": ("Words", quotes.WORDS)}
WORDINGS = {"all": "All", "other": "Other wording", "same": "Same words in a row"}
PAGE_SIZE, MOST_BARS = 8, 15


def show_quotes(filters: Filters) -> None:
    """Utterances that several outlets report, then speakers by outlet, then the most quoted as bars."""
    for style in (GRID_STYLE, STYLE):
        st.html(style)
    counts = _counts(kit.data_key(), filters)
    if counts.speakers.empty:
        st.header("Who is quoted", anchor=False)
        st.caption("Nobody is quoted in the articles in view.")
        return
    _show_utterances(filters, counts)
    _show_speakers(filters, counts)


@st.cache_resource(max_entries=4, show_spinner="Reading who is quoted")
def _counts(key: kit.DataKey, filters: Filters) -> queries.QuoteCounts:  # noqa: ARG001  # kept by it
    return queries.quote_counts(kit.connection(), filters)


@st.cache_resource(max_entries=4, show_spinner="Comparing what is quoted")
def _compared(key: kit.DataKey, filters: Filters) -> tuple[Utterance, ...]:  # noqa: ARG001  # as above
    return utterances.compared_utterances(kit.connection(), filters)


def _show_utterances(filters: Filters, counts: queries.QuoteCounts) -> None:
    """What two outlets and more report of one utterance, paged."""
    st.header("The same utterance in several outlets", anchor=False)
    if len(counts.outlets) < 2:
        st.caption("Nothing to compare: this needs two outlets with articles in view.")
        return
    compared = _compared(kit.data_key(), utterances.deciding(filters))
    found = utterances.utterances(kit.connection(), filters, compared)
    if not found:
        st.caption("No utterance was found in two of the outlets in view.")
        return
    st.caption(
        "One speaker’s statement in two or more outlets within a week, matched by rare words, numbers, dates, names. "
        "The version with the most words in quotation marks comes first; words that it lacks are marked in the others. "
        "The desk does not judge which one is right."
    )
    wording = kit.choose_one("Wording", WORDING, _wordings(found))
    some = [one for one in found if wording == "all" or one.verbatim == (wording == "same")]
    st.html(quotes.marks_legend())
    page = kit.kept_page(-(-len(some) // PAGE_SIZE), "utterances", wording)
    shown = utterances.versions_in_text(kit.connection(), some[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    opened = kit.opened_rows(quotes.ROWS, {quotes.card_key(one) for one in shown})
    st.html(quotes.utterances_html(shown, kit.looks(), kit.article_link, _speaker_link, opened))
    kit.keep_opened(quotes.ROWS)
    names = dict(kit.looks().names)
    kit.show_folded(
        "Every version as a table", "utterances", utterances.VERSIONS, lambda: utterances.version_table(some, names)
    )


def _wordings(found: tuple[Utterance, ...]) -> dict[str, str]:
    """The switch's options with how many utterances each has."""
    same = sum(one.verbatim for one in found)
    numbers = {"all": len(found), "other": len(found) - same, "same": same}
    return {key: f"{label} ({numbers[key]:,})" for key, label in WORDINGS.items()}


def _show_speakers(filters: Filters, counts: queries.QuoteCounts) -> None:
    """The heat map, its table, the chosen speaker's quotes, and the most quoted as bars."""
    st.header("Who is quoted by whom", anchor=False)
    left = quotes.left_out(counts.speakers)
    rest = f" {counted(left, 'more speaker')} in the table." if left else ""
    st.caption(
        "How often, or in how many words, each outlet quotes or reports a speaker; the darker, the more. Agreeing, "
        f"deciding and hoping are no statements and not counted. A number leads to its quotes.{rest}"
    )
    measure = MEASURES[kit.choose_one("Count", MEASURE, {key: label for key, (label, _) in MEASURES.items()})][1]
    st.html(quotes.kinds_legend())
    st.html(quotes.speakers_html(counts.speakers, counts.outlets, measure, kit.looks(), _speaker_link))
    _offer_speakers(counts)
    _show_quotes_of(filters, counts.speakers)
    _show_bars(counts.speakers, measure)


def _offer_speakers(counts: queries.QuoteCounts) -> None:
    """All speakers, and the outlets' shares, one click away."""
    opened = kit.kept_expander("The numbers as tables", "speakers by outlet")
    if not opened.open:
        return
    with opened:
        quoted = counts.speakers[counts.speakers["mentions"] > 0]
        kit.show_table(queries.BY_OUTLET, quoted, lambda row: _choose_quotes(row["who"], row["outlet"]))
        kit.show_table(queries.QUOTED_WORDS, counts.outlets)


def _show_quotes_of(filters: Filters, speakers: pd.DataFrame) -> None:
    """The quotes of the speaker that was asked for, of one outlet where said."""
    who = kit.chosen(SPEAKER, set(speakers["who"]))
    if not who:
        return
    outlet = kit.chosen(OUTLET, set(speakers["outlet"]))
    name = speakers.set_index("who").loc[[who], "name"].iloc[0]
    place = f" in {inline(kit.looks().names.get(outlet, outlet))}" if outlet else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(plain(f"Quotes of {inline(name)}{place}"), anchor=QUOTES_ANCHOR, width="stretch")
        st.button("Close", icon=":material/close:", type="tertiary", on_click=_choose_quotes, key="close speaker")
    kit.offer_filter("entity", [who], str(name))
    rows = queries.speaker_quotes(kit.connection(), filters, who, outlet)
    kit.show_evidence(rows, key=f"speaker {who} {outlet}", noun="quote")


def _show_bars(speakers: pd.DataFrame, measure: quotes.Measure) -> None:
    """The most quoted speakers, linked or not, as bars by outlet."""
    st.header("Who is quoted most", anchor=False)
    bars = speakers.assign(mentions=speakers[measure.value], total=speakers[measure.total])
    first = bars.drop_duplicates("who").nlargest(MOST_BARS, "total")["who"].tolist()
    bars = bars[bars["who"].isin(first)].sort_values("who", key=lambda who: who.map(first.index), kind="stable")
    st.caption(f"{measure.noun.capitalize()}s by outlet; the {counted(len(first), 'speaker')} with most")
    st.html(legend_html(kit.looks(), dict.fromkeys(bars["outlet"]), kit.outlet_link))
    caption = f"{measure.noun.capitalize()}s by speaker and outlet; most are of {inline(bars['name'].iloc[0])}"
    figure = count_figure(bars, "who", kit.looks(), kit.chosen(SPEAKER), noun=f"{measure.noun}s")
    kit.show_chart(figure, queries.MOST_QUOTED[measure.noun].about(said=caption), bars, _choose_quotes)


def _choose_quotes(who: str | None = None, outlet: str | None = None) -> None:
    """Open a speaker's quotes, in one outlet where said; without a speaker, close them."""
    kit.choose(SPEAKER, who)
    kit.choose(OUTLET, outlet)


def _speaker_link(who: str, outlet: str | None) -> str:
    """The address of a speaker's quotes; the switches stay."""
    kept = {key: kit.chosen(key) for key in (MEASURE, WORDING)}
    return f"{kit.link_to('quotes', **{SPEAKER: who, OUTLET: outlet}, **kept)}#{QUOTES_ANCHOR}"

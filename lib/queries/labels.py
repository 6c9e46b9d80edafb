"""What each outlet calls the referents of the codebook, how often, and in whose words."""

from collections import Counter
from collections.abc import Sequence

import duckdb
import pandas as pd

from lib.codebooks.referents import Referent
from lib.compare.article import Article
from lib.compare.labels import Phrase, find_labels, find_unlisted
from lib.compare.records import LabelUse
from lib.models import Filters
from lib.queries.articles import SPAN_COLUMNS, span_sentences

OWN, QUOTED, ALL = "own", "quoted", "all"
COUNT_COLUMNS = ("key", "referent", "referent_name", "label", "outlet", "outlet_name", "own", "quoted", "mentions")
UNLISTED_COLUMNS = ("phrase", "referent", "referent_name", "uses", "outlets", "line")


def label_uses(articles: Sequence[Article], referents: tuple[Referent, ...]) -> tuple[LabelUse, ...]:
    """Every use of a listed label in the articles, in order."""
    return tuple(use for article in articles for use in find_labels(article, referents))


def label_counts(
    uses: Sequence[LabelUse],
    articles: Sequence[Article],
    outlets: pd.DataFrame,
    referents: Sequence[Referent],
    voice: str = OWN,
) -> pd.DataFrame:
    """One row a label and outlet, zero where it does not use it; the most used label of each referent first.

    `outlets` are `lib.queries.articles.outlet_words`; `voice` says whose words are the `mentions`. Columns: key,
    referent, referent_name, label, outlet, outlet_name, own (the outlet's), quoted, mentions, words, rate (mentions
    per 1,000 words), total.
    """
    outlet_of = {article.document: article.outlet for article in articles}
    counted = Counter((use.referent, use.label, outlet_of[use.document], use.quoted) for use in uses)
    rows = [
        _count(referent, label.label, outlet, counted, voice)
        for referent in referents
        for label in referent.labels
        for outlet in outlets.itertuples()
    ]
    frame = pd.DataFrame(rows, columns=[*COUNT_COLUMNS, "words"])
    return _ranked(frame.assign(rate=1000 * frame["mentions"] / frame["words"].where(frame["words"] > 0)))


def unlisted(articles: Sequence[Article], referents: tuple[Referent, ...]) -> tuple[Phrase, ...]:
    """Every word and head that may be a label and that the codebook does not list."""
    return tuple(phrase for article in articles for phrase in find_unlisted(article, referents))


def unlisted_counts(
    phrases: Sequence[Phrase], articles: Sequence[Article], outlets: pd.DataFrame, referents: Sequence[Referent]
) -> pd.DataFrame:
    """The phrases by use. Columns: phrase, referent, referent_name, uses, outlets (names), line (for the codebook)."""
    outlet_of = {article.document: article.outlet for article in articles}
    names = dict(zip(outlets["outlet"], outlets["outlet_name"], strict=True))
    titles = {referent.id: referent.name for referent in referents}
    used = Counter((phrase.referent, phrase.words) for phrase in phrases)
    rows = [
        (
            words, referent, titles[referent], uses,
            ", ".join(dict.fromkeys(names[outlet_of[p.document]] for p in phrases if p.words == words)),
            f'"{words}" = ["{words}"]',
        )
        for (referent, words), uses in used.most_common()
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(UNLISTED_COLUMNS))


def use_sentences(
    connection: duckdb.DuckDBPyConnection, filters: Filters, uses: Sequence[LabelUse | Phrase]
) -> pd.DataFrame:
    """The sentences of some uses: columns as `lib.queries.evidence`."""
    rows = [(use.document, use.sentence, use.span.start, use.span.end, _reading(use)) for use in uses]
    return span_sentences(connection, filters, pd.DataFrame(rows, columns=[*SPAN_COLUMNS, "read"]))


def _reading(use: LabelUse | Phrase) -> str:
    """Whose words they are."""
    if isinstance(use, Phrase):
        return "not in the codebook of labels"
    return f"{use.label}: " + ("in words that are quoted" if use.quoted else "in the outlet’s own words")


def _count(
    referent: Referent, label: str, outlet: object, counted: Counter[tuple[str, str, str, bool]], voice: str
) -> tuple[object, ...]:
    """One label in one outlet."""
    name = str(getattr(outlet, "outlet", ""))
    own, quoted = (counted[(referent.id, label, name, is_quoted)] for is_quoted in (False, True))
    mentions = {OWN: own, QUOTED: quoted}.get(voice, own + quoted)
    shown = getattr(outlet, "outlet_name", name), own, quoted, mentions, getattr(outlet, "words", 0)
    return f"{referent.id}/{label}", referent.id, referent.name, label, name, *shown


def _ranked(frame: pd.DataFrame) -> pd.DataFrame:
    """Labels in use only, referents in the codebook's order, their labels by use."""
    frame["total"] = frame.groupby("key")["mentions"].transform("sum")
    used = frame[frame["total"] > 0]
    order = {referent: at for at, referent in enumerate(frame["referent"].drop_duplicates())}
    ranked = used.assign(at=used["referent"].map(order))
    return ranked.sort_values(["at", "total", "label"], ascending=[True, False, True], kind="stable").drop(columns="at")

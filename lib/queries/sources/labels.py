"""What each outlet calls the referents of the codebook, how often, and in whose words."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import duckdb
import pandas as pd

from lib.codebooks.referents import Referent
from lib.compare.digest import Digest
from lib.compare.labels import LabelPhrase
from lib.compare.records import LabelUse
from lib.listing import Listing, columns, framed, gives
from lib.models import Filters
from lib.queries.articles import SPAN_COLUMNS, span_sentences
from lib.queries.evidence import EVIDENCE

OWN, QUOTED, ALL = "own", "quoted", "all"
COUNT = columns(
    "key, referent, referent_name, label, outlet, outlet_name, own: whole, quoted: whole, mentions: whole, words: whole"
)
RATED = COUNT + columns("rate: number?, total: whole")
SHARE = RATED + columns("uses: whole, share: number?")
UNLISTED = columns("phrase, referent, referent_name, uses: whole, outlets, line")

BY_OUTLET = Listing(
    "labels by outlet", "Uses of each label by outlet, its own words and quoted ones", RATED,
    "label, referent_name: Of, outlet_name: Outlet, own: Own words, quoted, mentions: Shown, words, rate: Shown "
    "per 1,000 words", ("key", "outlet"),
)  # fmt: skip
SHARES = Listing(
    "label shares", "Share of each label by outlet", SHARE,
    "label, outlet_name: Outlet, own: Own words, uses: Of uses, share: Share in %", ("key", "outlet"),
)  # fmt: skip
NOT_LISTED = Listing(
    "unlisted labels", "Words that may be labels and are not in the codebook", UNLISTED,
    "phrase: Words, referent_name: May mean, uses, outlets, line: Line for the codebook", ("referent", "phrase"),
)  # fmt: skip


@gives(RATED)
def label_counts(
    digests: Sequence[Digest], outlets: pd.DataFrame, referents: Sequence[Referent], voice: str = OWN
) -> pd.DataFrame:
    """One row a label and outlet, zero where it does not use it; the most used label of each referent first.

    `outlets` are `lib.queries.sources.digests.outlet_words`; `voice` says whose words are the `mentions`; own
    are the outlet's, rate is mentions per 1,000 words.
    """
    counted = Counter((use.referent, use.label, one.outlet, use.quoted) for one in digests for use in one.labels)
    rows = [
        _count(referent, label.label, outlet, counted, voice)
        for referent in referents
        for label in referent.labels
        for outlet in outlets.itertuples()
    ]
    frame = framed(COUNT, rows)
    return _ranked(frame.assign(rate=1000 * frame["mentions"] / frame["words"].where(frame["words"] > 0)))


@gives(SHARE)
def label_shares(counts: pd.DataFrame) -> pd.DataFrame:
    """Of one referent which share of an outlet's own uses each label has; outlets that use none keep their rows.

    `counts` are rows of `label_counts` of one referent; uses are the outlet's own of the referent, share is in percent,
    missing where there is no use. The label used most in all outlets comes first.
    """
    uses = counts.groupby("outlet")["own"].transform("sum")
    return counts.assign(uses=uses, share=100 * counts["own"] / uses.where(uses > 0))


@gives(UNLISTED)
def unlisted_counts(digests: Sequence[Digest], outlets: pd.DataFrame, referents: Sequence[Referent]) -> pd.DataFrame:
    """What may be a label and is not listed, by use, with the outlets' names and the line for the codebook."""
    names = dict(zip(outlets["outlet"], outlets["outlet_name"], strict=True))
    titles = {referent.id: referent.name for referent in referents}
    used: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in digests:
        for phrase in one.phrases:
            used[phrase.referent, phrase.words].append(names[one.outlet])
    rows = [
        (words, referent, titles[referent], len(by), ", ".join(dict.fromkeys(by)), f'"{words}" = ["{words}"]')
        for (referent, words), by in sorted(used.items(), key=lambda one: -len(one[1]))
    ]
    return framed(UNLISTED, rows)


@gives(EVIDENCE)
def use_sentences(
    connection: duckdb.DuckDBPyConnection, filters: Filters, uses: Sequence[LabelUse | LabelPhrase]
) -> pd.DataFrame:
    """The sentences of some uses."""
    rows = [(use.document, use.sentence, use.span.start, use.span.end, _reading(use)) for use in uses]
    return span_sentences(connection, filters, pd.DataFrame(rows, columns=[*SPAN_COLUMNS, "read"]))


def _reading(use: LabelUse | LabelPhrase) -> str:
    if isinstance(use, LabelPhrase):
        return "not in the codebook of labels"
    return f"{use.label}: " + ("in words that are quoted" if use.quoted else "in the outlet’s own words")


def _count(
    referent: Referent, label: str, outlet: object, counted: Counter[tuple[str, str, str, bool]], voice: str
) -> tuple[object, ...]:
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

"""Who is quoted by whom as a heat map, and one utterance as each outlet gives it, its differences marked."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd

from lib.codebooks import load_words
from lib.compare.speech.said import Said
from lib.compare.speech.wordings import Wording, wordings
from lib.queries.sources.utterances import Shared, Version
from lib.views.kit.grid import DARKEST
from lib.views.kit.highlight import Html, Mark, element, fold, joined, link, marked
from lib.views.kit.looks import Looks
from lib.views.kit.sentences import ArticleLink, dated
from lib.views.kit.text import counted, number

# How somebody is quoted: the sign and the words that tell it without colour.
KINDS = {"direct": ("“ ”", "quoted"), "mixed": ("“…", "partly quoted"), "indirect": ("…", "reported")}
# What a run of words is to the first version.
MARKS = {"only": "only here", "changed": "in other words"}
ROWS = "said"  # the kind of the cards, as the link names those that are open
UNLINKED = "Speakers not linked to a name"
# So many versions of an utterance are shown at once, and so many speakers of either sort.
MOST_VERSIONS, MOST_SPEAKERS, MOST_UNLINKED = 6, 15, 10

# The address of a speaker's quotes: everywhere, or in one outlet.
SpeakerLink = Callable[[str, str | None], str]


class Measure(NamedTuple):
    """What the heat map counts: columns of `lib.queries.sources.quotes.QuoteCounts`."""

    value: str
    total: str
    kinds: tuple[str, ...]
    noun: str


QUOTES = Measure("mentions", "total", tuple(KINDS), "quote")
WORDS = Measure("quoted", "total_words", tuple(f"{kind}_words" for kind in KINDS), "word")


def speakers_html(
    speakers: pd.DataFrame, outlets: pd.DataFrame, measure: Measure, looks: Looks, address: SpeakerLink
) -> Html:
    """A row a speaker, a column an outlet: how much it quotes them, and by how; who is linked to nobody comes apart.

    The frames are those of `lib.queries.sources.quotes.QuoteCounts`; shades share one scale from zero.
    """
    head = (_outlet_head(row, looks) for row in outlets.itertuples())
    highest = int(speakers[measure.value].max()) or 1
    shown = shown_speakers(speakers, measure)
    bodies = [_speakers_body(shown[shown["linked"] == linked], measure, highest, address) for linked in (True, False)]
    apart = element("th", UNLINKED, colspan=str(len(outlets) + 1), class_="apart")
    between = element("tbody", element("tr", apart)) if bodies[1] else Html("")
    top = element("thead", element("tr", element("th", "Speaker", scope="col"), *head))
    return element(
        "div", element("table", top, bodies[0], between, bodies[1], class_="grid speakers"), class_="grid-frame"
    )


def left_out(speakers: pd.DataFrame) -> int:
    """How many speakers the heat map has no room for."""
    linked = int(speakers.loc[speakers["linked"], "who"].nunique())
    return max(0, linked - MOST_SPEAKERS) + max(0, int(speakers["who"].nunique()) - linked - MOST_UNLINKED)


def shown_speakers(speakers: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """The rows of the speakers that the heat map shows, in its order."""
    return pd.concat([_ranked(speakers, measure, linked=linked) for linked in (True, False)], ignore_index=True)


def utterances_html(
    shared: Iterable[Shared], looks: Looks, article: ArticleLink, address: SpeakerLink, opened: Collection[str] = ()
) -> Html:
    """A card an utterance: who said it, how many outlets have it, and each version with what differs set off.

    `opened` are the keys of the cards whose further wordings are open.
    """
    return element("div", joined(_card(one, looks, article, address, opened) for one in shared), class_="utterances")


def kinds_legend() -> Html:
    """What the signs in the heat map's cells mean."""
    signs = (element("span", element("b", sign), " ", words) for sign, words in KINDS.values())
    return element("div", joined(signs), class_="legend")


def marks_legend() -> Html:
    """What the marks in the versions mean."""
    samples = (element("span", element("mark", words, class_=f"m-{kind}")) for kind, words in MARKS.items())
    return element("div", joined(samples), element("span", "no mark: also in the first version"), class_="legend")


def _ranked(speakers: pd.DataFrame, measure: Measure, *, linked: bool) -> pd.DataFrame:
    """The rows of the most quoted speakers, linked or not, those with the most first."""
    some = speakers[speakers["linked"] == linked]
    first = some.drop_duplicates("who").sort_values([measure.total, "name"], ascending=[False, True], kind="stable")
    order = {who: at for at, who in enumerate(first["who"].head(MOST_SPEAKERS if linked else MOST_UNLINKED))}
    kept = some[some["who"].isin(order)]
    return kept.sort_values("who", key=lambda who: who.map(order), kind="stable", ignore_index=True)


def _outlet_head(row: Any, looks: Looks) -> Html:  # noqa: ANN401  # a frame's row
    """An outlet with the share of its words that is quoted."""
    lines = [counted(int(row.words), "word")]
    if not pd.isna(row.share):
        lines += [f"{number(row.share)}% quoted or reported", f"{number(row.marked_share)}% in quotation marks"]
    return element("th", looks.chip(row.outlet), *(element("small", line) for line in lines), scope="col")


def _speakers_body(rows: pd.DataFrame, measure: Measure, highest: int, address: SpeakerLink) -> Html:
    """The rows of some speakers; nothing where there are none."""
    lines = (
        element(
            "tr",
            element("th", link(str(group["name"].iloc[0]), address(str(who), None)), scope="row"),
            *(_cell(row, measure, highest, address) for row in group.itertuples()),
        )
        for who, group in rows.groupby("who", sort=False)
    )
    return element("tbody", joined(lines)) if len(rows) else Html("")


def _cell(row: Any, measure: Measure, highest: int, address: SpeakerLink) -> Html:  # noqa: ANN401  # a frame's row
    """How much an outlet quotes a speaker, a way to the quotes, with the kinds under it."""
    value = getattr(row, measure.value)
    if not row.mentions:
        return element("td", "not quoted", class_="none")
    hover = f"{counted(row.mentions, 'quote')} of {row.name}, {counted(row.quoted, 'word')}"
    kinds = (
        element("span", f"{sign} ", element("b", number(count)), title=f"{words}: {counted(count, measure.noun)}")
        for (sign, words), column in zip(KINDS.values(), measure.kinds, strict=True)
        if (count := getattr(row, column))
    )
    return element(
        "td",
        element("small", joined(kinds), class_="kinds"),
        link(number(value), address(row.who, row.outlet), hover),
        style=f"--shade:{DARKEST * value / highest:.1f}%",
    )


def _card(shared: Shared, looks: Looks, article: ArticleLink, address: SpeakerLink, opened: Collection[str]) -> Html:
    """One utterance: its speakers, then its versions, more than a few one click away."""
    outlets = {version.statement.said.outlet for version in shared.versions}
    speakers = {speaker_key(said): said.name or "speaker not known" for said in shared.quotes()}
    names = joined((link(name, address(who, None)) for who, name in speakers.items()), " / ")
    alike = "the same words in a row" if shared.verbatim else "other wording"
    head = element(
        "header", element("h3", names), element("span", f"{counted(len(outlets), 'outlet')}, {alike}", class_="how")
    )
    rows = list(_versions(shared, looks, article))
    more = rows[MOST_VERSIONS:]
    key = card_key(shared)
    summary = element("summary", f"{len(more)} more wordings")
    rest = fold(f"{ROWS}:{key}", summary, *more, opened=key in opened) if more else Html("")
    return element("section", head, *rows[:MOST_VERSIONS], rest, class_="panel utterance")


def card_key(shared: Shared) -> str:
    """What the link calls an utterance's card: where its first version stands."""
    first = shared.versions[0].statement
    return f"{first.said.document}/{first.span.start}"


def speaker_key(said: Said) -> str:
    """What the store calls the speaker: the entity, else the words at the cue."""
    words = (said.at_cue or "").lower()
    return said.speaker or (
        f"text:{words}" if words and words not in load_words("utterances")["pronouns"] else "nobody"
    )


def _versions(shared: Shared, looks: Looks, article: ArticleLink) -> Iterator[Html]:
    """A row a wording, the first version's first: the outlets that have it, and the words."""
    runs = wordings([version.statement for version in shared.versions])
    alike: dict[tuple[str, ...], list[tuple[Version, Sequence[Wording]]]] = {}
    for version, run in zip(shared.versions, runs, strict=True):
        alike.setdefault(tuple(version.statement.words), []).append((version, run))
    for group in alike.values():
        yield element(
            "div",
            element("div", *(_origin(version, looks, article) for version, _ in group), class_="origins"),
            element("blockquote", _text(*group[0]), class_="article-text"),
            class_="version",
        )


def _origin(version: Version, looks: Looks, article: ArticleLink) -> Html:
    """Outlet, day, how it is given, and the way into the article."""
    said = version.statement.said
    sign, words = KINDS[said.kind]
    cue = f", “{said.cue}”" if said.cue else ""
    return element(
        "div",
        looks.chip(said.outlet),
        dated(said.published, version.published_from),
        element("span", element("b", sign), f" {words}{cue}"),
        link("in the article", article(said.document, version.statement.span.start)),
        class_="origin",
    )


def _text(version: Version, runs: Sequence[Wording]) -> Html:
    """The sentence, muted but for what is said, with the words that differ set off."""
    span, text = version.statement.span, version.text
    start, end = span.start - version.start, span.end - version.start
    marks = [
        Mark(run.span.start - span.start, run.span.end - span.start, run.kind, hover=MARKS[run.kind]) for run in runs
    ]
    before, after = (element("span", part, class_="around") for part in (text[:start], text[end:]))
    return joined([before, marked(span.exact, marks), after])

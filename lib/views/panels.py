"""Panels of short ranked lists as escaped HTML, the outlets' legend, and a card an article."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from lib.views.kit.highlight import Html, element, joined, link, outside_link, swatch
from lib.views.kit.looks import Looks
from lib.views.kit.sentences import dated
from lib.views.kit.text import counted, day, days_left, listed, number

Address = Callable[[str], str]
DayLink = Callable[[Any], str]
ArticleLink = Callable[[str, int], str]


MOST_DAYS = 6
CLAUSES, BESIDES, PROMISED = "Of the agreement’s clauses", "Promised or expected besides", "Promised or expected"


class Panel(NamedTuple):
    """A titled list; `answers` says what is counted, `more` leads to the page that has all of it."""

    title: str
    answers: str
    body: Html
    more: Html


def panels_html(panels: Iterable[Panel]) -> Html:
    """The panels side by side, as many a row as fit."""
    return element("div", element("div", joined(map(_panel, panels)), class_="panels"), class_="desk")


def legend_html(looks: Looks, outlets: Iterable[str], address: Address, facts: str = "") -> Html:
    """Which colour is which outlet, each leading to its `address`, and after them what else is to be said of all."""
    said = element("span", facts, class_="facts") if facts else Html("")
    return element("div", joined(_legend_link(looks, outlet, address) for outlet in outlets), said, class_="legend")


def _legend_link(looks: Looks, outlet: str, address: Address) -> Html:
    hover = f"Keep only {looks.names.get(outlet, outlet)}, or leave it out"
    return element("a", looks.chip(outlet), href=address(outlet), target="_self", title=hover)


def bars_html(counts: pd.DataFrame, key: str, looks: Looks, address: Address) -> Html:
    """One bar a thing, stacked by outlet, its count at the end, all leading to its address; one scale from zero.

    `counts` has a row a thing and outlet with `key`, `name`, `outlet`, `mentions` and `total`, things in order.
    """
    if counts.empty:
        return _nothing("None in the articles in view.")
    longest = int(counts["total"].max())
    rows = (_bar(group, longest, looks, address(str(value))) for value, group in counts.groupby(key, sort=False))
    return element("ol", joined(rows), class_="bars")


def bar_html(group: pd.DataFrame, longest: int, looks: Looks) -> Html:
    """One bar, a part an outlet: `group` has outlet and mentions, and `longest` fills the whole width."""
    parts = [
        swatch(
            looks.colours.get(row.outlet, ""),
            looks.patterns.get(row.outlet, ""),
            width=100 * row.mentions / longest,
            hover=f"{looks.names.get(row.outlet, row.outlet)}: {counted(int(row.mentions), 'mention')}",
        )
        for row in group.itertuples()
        if row.mentions
    ]
    return element("span", joined(parts), class_="bar")


def ordered_days(days: pd.DataFrame, as_of: date | None) -> pd.DataFrame:
    """The days of clauses, then the others; of each the next first, then the past, the latest first."""
    return pd.concat([_next_first(some, as_of) for _, some in _grouped(days)]) if len(days) else days


def deadlines_html(days: pd.DataFrame, as_of: date | None, looks: Looks, said: DayLink) -> Html:
    """The days of `ordered_days` in two groups: of clauses, and of what is promised besides; those far off folded.

    `said(row)` is the address of the sentences that give the row's day.
    """
    if days.empty:
        return _nothing("No deadline is reported in the articles in view.")
    groups = []
    for title, some in _grouped(days):
        rows = [_deadline(row, as_of, looks, said) for row in _next_first(some, as_of).itertuples()]
        groups += [element("h3", title), element("ol", *rows[:MOST_DAYS], class_="deadlines")]
        if left := rows[MOST_DAYS:]:
            more = element("summary", f"and {counted(len(left), 'day')} more", class_="answers")
            groups.append(element("details", more, element("ol", *left, class_="deadlines")))
    return joined(groups)


def _grouped(days: pd.DataFrame) -> Sequence[tuple[str, pd.DataFrame]]:
    """The days by whether they are of a clause, groups without any left out."""
    of_clause = days["clause"].notna()
    groups = ((CLAUSES, days[of_clause]), (BESIDES if of_clause.any() else PROMISED, days[~of_clause]))
    return [(title, some) for title, some in groups if len(some)]


def cards_html(cards: pd.DataFrame, looks: Looks, article: ArticleLink) -> Html:
    """One card an article: outlet, date and how it is known, length, first sentence, and what was odd about it."""
    return element("div", joined(_card(row, looks, article) for row in cards.itertuples()), class_="cards")


def problems_html(problems: pd.DataFrame) -> Html:
    """The files that could not be read, or not all of them, each with the reason."""
    rows = (element("li", element("b", row.path), " ", row.reason) for row in problems.itertuples())
    return element("ul", joined(rows), class_="problems")


def _panel(panel: Panel) -> Html:
    head = element("header", element("h2", panel.title), panel.more)
    return element("section", head, element("p", panel.answers, class_="answers"), panel.body, class_="panel")


def _bar(group: pd.DataFrame, longest: int, looks: Looks, href: str) -> Html:
    first = group.iloc[0]
    count = element("span", number(first["total"]), class_="count")
    # The bar leads where the name leads: once for the keyboard and a screen reader, all of it for a pointer.
    bar = element(
        "a",
        bar_html(group, longest, looks),
        count,
        href=href,
        target="_self",
        tabindex="-1",
        class_="counted",
    )
    return element("li", link(first["name"], href), bar)


def _next_first(days: pd.DataFrame, as_of: date | None) -> pd.DataFrame:
    if as_of is None:
        return days
    past = days["due"].dt.date < as_of
    return pd.concat([days[~past], days[past].iloc[::-1]])


def _deadline(row: Any, as_of: date | None, looks: Looks, said: DayLink) -> Html:  # noqa: ANN401 (a frame's row)
    due = row.due.date()
    return element(
        "li",
        element("b", day(due, weekday=True)),
        element("span", _distance(due, as_of), class_="left"),
        element(
            "span",
            link(row.what, said(row), "Read the sentences"),
            element("span", f" owed by {row.who}" if isinstance(row.who, str) else "", class_="side"),
            element("span", " ", looks.group(row.outlets), class_="side"),
            class_="what",
        ),
    )


def _distance(due: date, as_of: date | None) -> str:
    if as_of is None:
        return ""
    return f"{'◂' if due < as_of else '▸'} {days_left(due, as_of)}"


def _card(row: Any, looks: Looks, article: ArticleLink) -> Html:  # noqa: ANN401 (a frame's row)
    title = row.title if isinstance(row.title, str) else None
    first = row.first_sentence if isinstance(row.first_sentence, str) else "This article has no sentence in its body."
    size = f"{counted(int(row.words), 'word')}, {counted(int(row.sentences), 'sentence')}"
    return element(
        "article",
        element("div", looks.chip(row.outlet), dated(row.published, row.published_from), size, class_="origin"),
        element("p", element("b", title), class_="article-text") if title else Html(""),
        element("p", first, class_="article-text"),
        element("p", f"About: {listed(row.about)}", class_="side") if len(row.about) else Html(""),
        element("ul", joined(element("li", note) for note in row.notes), class_="notes")
        if len(row.notes)
        else Html(""),
        element("div", *_ways_in(row, article), class_="origin"),
        class_="card",
    )


def _ways_in(row: Any, article: ArticleLink) -> Sequence[Html]:  # noqa: ANN401 (a frame's row)
    ways = [link("Read the article", article(row.document, 0))]
    if isinstance(row.url, str) and row.url:
        ways.append(outside_link("Where it was published", row.url))
    return [*ways, element("span", Path(row.path).name, class_="path", title=row.path)]


def _nothing(message: str) -> Html:
    return element("p", message, class_="nothing")

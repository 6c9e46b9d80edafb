"""The first screen as escaped HTML: panels of short ranked lists, and a card an article."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from lib.compare.facts.topics import topic
from lib.compare.records import Difference
from lib.queries.sources.facts import about
from lib.views.kit.highlight import Html, element, joined, link, outside_link, swatch
from lib.views.kit.looks import Looks
from lib.views.kit.sentences import dated
from lib.views.kit.text import counted, day, days_left, listed, number
from lib.views.sources.facts import side_words

Address = Callable[[str], str]
DayLink = Callable[[Any], str]
ArticleLink = Callable[[str, int], str]


# The most of each; rates of names have what room the graver differences leave.
MOST_DAYS, MOST_DIFFERENCES, MOST_APART, MOST_SILENCES = 4, 6, 4, 2


class Ways(NamedTuple):
    """Where the rows of the differences lead: to a duty's row, to the sentences that give a day, to a name."""

    row: Address
    day: DayLink
    entity: Address


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


def beside_html(first: Html, second: Html) -> Html:
    """Two pieces side by side where there is room; the first alone where the second is empty."""
    return element("div", first, second, class_="beside") if second else first


def first_days(days: pd.DataFrame, as_of: date | None) -> pd.DataFrame:
    """The days that the panel has room for: the next first, then the past, the latest first; else in order of date."""
    return _next_first(days, as_of).head(MOST_DAYS)


def largest_differences(
    differences: Sequence[Difference], days: pd.DataFrame, rates: pd.DataFrame
) -> tuple[Sequence[Difference], pd.DataFrame, pd.DataFrame]:
    """Of the differences, `due_days` and `rate_differences` what the panel has room for, the gravest first."""
    apart, one_sided = differences[:MOST_APART], days[days["silent"].map(len) > 0]
    told = (one_sided["outlets"].map(len) + one_sided["mentioned"].map(len)).sort_values(ascending=False, kind="stable")
    one_sided = one_sided.loc[told.index[:MOST_SILENCES]]
    return apart, one_sided, rates.head(MOST_DIFFERENCES - len(apart) - len(one_sided))


def deadlines_html(days: pd.DataFrame, as_of: date | None, looks: Looks, said: DayLink) -> Html:
    """The days of `first_days`, and how many there are beside them.

    `said(row)` is the address of the sentences that give the row's day.
    """
    if days.empty:
        return _nothing("No deadline is reported in the articles in view.")
    rows = [_deadline(row, as_of, looks, said) for row in first_days(days, as_of).itertuples()]
    return joined([element("ol", joined(rows), class_="deadlines"), _rest(len(days) - len(rows), "day")])


def differences_html(
    differences: Sequence[Difference], days: pd.DataFrame, rates: pd.DataFrame, looks: Looks, ways: Ways
) -> Html:
    """What differs, days that some outlets give and others do not, then the names whose rates differ most."""
    apart, one_sided, names = largest_differences(differences, days, rates)
    rows = [_apart(one, looks, ways.row) for one in apart]
    rows += [_silence(row, looks, ways.day) for row in one_sided.itertuples()]
    rows += [_rate(row, looks, ways.entity) for row in names.itertuples()]
    if not rows:
        return _nothing("Nothing to compare: differences need two outlets with articles in view.")
    left = _rest(len(differences) - len(apart), "difference")
    return joined([element("ol", joined(rows), class_="differences"), left])


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
            element("span", " ", looks.group(row.outlets), class_="side"),
            class_="what",
        ),
    )


def _distance(due: date, as_of: date | None) -> str:
    if as_of is None:
        return ""
    return f"{'◂' if due < as_of else '▸'} {days_left(due, as_of)}"


def _apart(one: Difference, looks: Looks, row: Address) -> Html:
    """One difference: what it is of, and each value with those who give it."""
    outlets = (list(dict.fromkeys(fact.outlet for fact in side)) for side in one.sides)
    sides = [
        joined(
            [" ≠ " if at else " ", element("span", side_words(side)[0], class_="article-text"), " ", looks.group(by)]
        )
        for at, (side, by) in enumerate(zip(one.sides, outlets, strict=True))
    ]
    return element(
        "li",
        link(f"{about(one)}: {one.measure}", row(topic(one)), "Read the sentences"),
        element("span", joined(sides), class_="side"),
    )


def _silence(row: Any, looks: Looks, said: DayLink) -> Html:  # noqa: ANN401 (a frame's row)
    mentioned = [", mentioned by ", looks.group(row.mentioned)] if len(row.mentioned) else []
    sides = joined([" ≠ reported by ", looks.group(row.outlets), *mentioned, ", not read in ", looks.group(row.silent)])
    return element(
        "li",
        link(f"{row.what} by {day(row.due)}", said(row), "Read the sentences"),
        element("span", sides, class_="side"),
    )


def _rate(row: Any, looks: Looks, entity: Address) -> Html:  # noqa: ANN401 (a frame's row)
    more, less = looks.chip(row.high_outlet), looks.chip(row.low_outlet)
    high, low, n = number(row.high, 1), number(row.low, 1), number(row.mentions)
    said = joined([f" ≠ {high} per 1,000 words in ", more, f", {low} in ", less, f" (n = {n})"])
    return element("li", link(row.name, entity(row.entity)), element("span", said, class_="side"))


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


def _rest(left: int, noun: str) -> Html:
    return element("p", f"and {counted(left, noun)} more", class_="answers") if left > 0 else Html("")


def _nothing(message: str) -> Html:
    return element("p", message, class_="nothing")

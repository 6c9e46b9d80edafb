"""Labels by outlet as a grid, and the words that set an outlet apart as cards."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from lib.compare.distinctive import OutletWords
from lib.compare.records import DistinctiveWord
from lib.views.kit.grid import DARKEST
from lib.views.kit.highlight import Html, element, joined, link
from lib.views.kit.looks import Looks
from lib.views.kit.text import counted, number

Address = Callable[[str], str]

DISTINCTIVE = (
    "Words that an outlet uses more than the others together: log-odds with an informative Dirichlet prior "
    "(Monroe, Colaresi and Quinn 2008). A word counts where its z is beyond what random halves of one text reach."
)


class Opened(NamedTuple):
    """The label whose number was asked for, by its key, and its first sentences, which stand under its row."""

    key: str = ""
    sentences: Html = Html("")


OPENED_ANCHOR = "label-opened"
NONE_OPENED = Opened()


def labels_html(counts: pd.DataFrame, looks: Looks, address: Address, opened: Opened = NONE_OPENED) -> Html:
    """One table: a group a referent, a row a label, a column an outlet; count, rate, and "not used" where it has none.

    `counts` has the columns of `lib.queries.sources.labels.label_counts`; shades share one scale within a referent.
    """
    outlets = counts.drop_duplicates("outlet")
    head = (
        element("th", looks.chip(row.outlet), element("small", counted(int(row.words), "word")), scope="col")
        for row in outlets.itertuples()
    )
    bodies = (_referent(group, len(outlets), address, opened) for _, group in counts.groupby("referent", sort=False))
    table = element(
        "table",
        element("thead", element("tr", element("th", "Label", scope="col"), *head)),
        *bodies,
        class_="grid",
    )
    return element("div", table, class_="grid-frame labels-frame")


def distinctive_html(found: Sequence[OutletWords], looks: Looks, address: Address) -> Html:
    """A card an outlet: its words beyond chance with z, count and rate, or that there is not enough text."""
    cards = (
        element(
            "section", element("header", element("h3", looks.chip(one.outlet))), *_words(one, address), class_="panel"
        )
        for one in found
    )
    return element("div", joined(cards), class_="cards only-in")


def shown_words(one: OutletWords) -> tuple[DistinctiveWord, ...]:
    """The words that an outlet's card shows: those beyond chance, else the highest one."""
    return one.passing or one.words[:1]


def chance_words(one: OutletWords) -> str:
    """How much text there is, and what chance reaches in it."""
    said = counted(one.tokens, "word")
    if one.limit is None:
        return f"{said}; too few sentences to halve, here or elsewhere"
    return f"{said}; chance reaches z {one.limit:.1f}"


def _words(one: OutletWords, address: Address) -> Iterator[Html]:
    """The words beyond chance, or that none is."""
    yield element("p", chance_words(one), class_="answers")
    if one.passing:
        yield element("ol", joined(_word(word, address) for word in one.passing))
        return
    yield element("p", element("b", "Not enough text"), " to say which words are distinctive.", class_="nothing")
    for word in shown_words(one):
        yield element(
            "p",
            "Highest, but within chance: ",
            link(word.word, address(word.word)),
            f" (z {word.z:.1f})",
            class_="answers",
        )


def _word(word: DistinctiveWord, address: Address) -> Html:
    here, there = f"{number(word.count)} here", f"{number(word.count_elsewhere)} elsewhere"
    said = f" z {word.z:.1f} · {here}, {there} · {word.rate:.1f} and {word.rate_elsewhere:.1f} per 1,000 words"
    return element("li", link(word.word, address(word.word)), element("span", said, class_="side"))


def _referent(counts: pd.DataFrame, outlets: int, address: Address, opened: Opened) -> Html:
    """One referent's labels."""
    highest = float(counts["rate"].max() or 0) or 1.0
    title = element("tr", element("th", counts["referent_name"].iloc[0], colspan=str(outlets + 1), scope="rowgroup"))
    beside = element("td", opened.sentences, colspan=str(outlets + 1), class_="opened", id=OPENED_ANCHOR)
    rows = (
        joined([_label(group, highest, address), element("tr", beside) if key == opened.key else ""])
        for key, group in counts.groupby("key", sort=False)
    )
    return element("tbody", title, *rows)


def _label(counts: pd.DataFrame, highest: float, address: Address) -> Html:
    first: Mapping[str, Any] = counts.iloc[0]
    name = element("th", link(str(first["label"]), address(str(first["key"]))), scope="row")
    return element("tr", name, *(_cell(row, highest, address) for row in counts.itertuples()))


def _cell(row: Any, highest: float, address: Address) -> Html:  # noqa: ANN401  # a frame's row
    """The count, the rate beside it, and the shade."""
    if not row.mentions:
        return element("td", "not used", class_="none")
    rate = 0.0 if pd.isna(row.rate) else row.rate
    return element(
        "td",
        link(number(row.mentions), address(f"{row.key}@{row.outlet}"), f"{row.own} own, {row.quoted} quoted"),
        element("small", number(rate, 1)),
        style=f"--shade:{DARKEST * rate / highest:.1f}%",
    )

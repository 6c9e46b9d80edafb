"""What is known of one entity, in a few lines of escaped HTML."""

from collections.abc import Sequence

import pandas as pd

from lib.views.kit.highlight import Html, element, joined, link
from lib.views.kit.looks import Looks
from lib.views.kit.text import counted, number
from lib.views.panels import Address

MOST_COMPANIONS = 12
KIND_WORDS = {"PERSON": "person", "ORG": "organisation", "GROUP": "group", "PLACE": "place"}


def entity_head_html(row: pd.Series, outlets: Html | None = None) -> Html:
    """Kind and counts of one row of `lib.queries.entities.entity_table`; what is not counted is said apart.

    `outlets` says how many outlets name it, where more is to be said of them than the row tells.
    """
    total = f"{counted(int(row.mentions), 'mention')} in {counted(int(row.articles), 'article')}"
    apart = [
        f"{number(row.headlines)} in headlines" if row.headlines else "",
        f"{number(row.demonyms)} as a people’s name" if row.demonyms else "",
    ]
    said = " and ".join(filter(None, apart))
    return element(
        "div",
        element("b", KIND_WORDS.get(row.kind, row.kind).capitalize()),
        f" · {total} by ",
        outlets or counted(int(row.outlets), "outlet"),
        f" · not counted: {said}" if said else "",
        class_="side",
    )


def spellings_html(spellings: pd.DataFrame) -> Html:
    """Every spelling with its counts, the most frequent first."""
    items = (
        element(
            "span", element("q", row.spelling), " ", element("b", number(row.mentions)), _apart(row), title=row.outlets
        )
        for row in spellings.itertuples()
    )
    return _line("Written", joined(items, " "))


def linked_html(links: Sequence[tuple[str, str, str]], address: Address) -> Html:
    """What the entity was called before or after, as another entity; nothing where the codebook links none."""
    if not links:
        return Html("")
    items = (element("span", f"{relation} ", link(name, address(entity))) for relation, entity, name in links)
    return _line("Linked, not merged", joined(items, " "))


def companions_html(companions: pd.DataFrame, address: Address) -> Html:
    """Who stands most often in the same sentences, with how many; each a way to that entity."""
    if companions.empty:
        return _line("In the same sentences", Html("nobody else"))
    items = (
        element("span", link(row.name, address(row.entity)), " ", element("b", number(row.sentences)))
        for row in companions.head(MOST_COMPANIONS).itertuples()
    )
    return _line("In the same sentences", joined(items, " "))


def by_outlet_html(counts: pd.DataFrame, looks: Looks) -> Html:
    """Mentions and rate of one entity in each outlet; an outlet without words has no rate."""
    rows = (
        element(
            "tr",
            element("td", looks.chip(row.outlet)),
            element("td", number(row.mentions), class_="count"),
            element("td", "no words" if pd.isna(row.rate) else number(row.rate, 1), class_="count"),
        )
        for row in counts.itertuples()
    )
    head = element("tr", element("th", "Outlet"), element("th", "Mentions"), element("th", "Per 1,000 words"))
    return element("table", element("thead", head), element("tbody", joined(rows)), class_="figures")


def _apart(row: object) -> str:
    """Uses of a spelling that are not counted."""
    headlines, demonyms = getattr(row, "headlines", 0), getattr(row, "demonyms", 0)
    return f" (+{headlines + demonyms} not counted)" if headlines or demonyms else ""


def _line(label: str, content: Html) -> Html:
    return element("div", element("span", label, class_="label"), content, class_="facts-line")

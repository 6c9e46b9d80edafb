"""What the outlets say of the same things: first where values differ, then every row with one column an outlet."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

import pandas as pd

from lib.compare.duties.days import WHEN
from lib.compare.facts.topics import WHOLE, Topic, topic
from lib.compare.records import Difference, Fact
from lib.queries.sources.facts import Comparison, about, differences_by_subject, nearness
from lib.views.agreement.clauses import NOT_REPORTED, columns_html
from lib.views.kit.highlight import Html, element, fold, joined, link
from lib.views.kit.looks import Looks
from lib.views.kit.sentences import ArticleLink, Citation, evidence_html, sentence_count
from lib.views.kit.text import counted, day, listed
from lib.views.sources.columns import Columns, columns_of, in_groups, others_cell, others_title
from lib.views.sources.fact_words import statements, value_words

KIND_TITLES = {
    "quantity": ("Numbers", "with unit and what they count"),
    "claim": ("Terms and numbers in dispute", "how long it holds, and numbers that others put otherwise"),
    "deed": ("What is to be done", "who, action, object, by when, as each article words it"),
    "event": (
        "What happened on a day",
        "who did what, where, on which day or in which month, as worded",
    ),
    "place": ("Places", "meant as places, in bodies; mentions"),
}
OWN_TEXT = "the agreement’s own text"
ROWS = "fact"  # the kind of its rows, as the link names those that are open
# What a cell and a card show before they lead to the rest.
MOST_VALUES = 3
MOST_SENTENCES, FEWEST_SENTENCES = 16, 3
# All rows together open to at most so many sentences; more would be sent to the browser with every change of a filter.
SENTENCES_DRAWN = 240
MOST_ROWS = 12
MOST_CARDS, CARDS_OPEN = 12, 6
MOST_SIDES = 11
MOST_DIFFERING = 40
SENTENCES_A_SIDE = 2
SENTENCES_A_CARD = 6


class FactDesk(NamedTuple):
    """What everything is drawn with: outlets as columns, their looks, links, sentences by row, the row asked for.

    `opened` are the keys of the rows that are open; `groups` give the column that an outlet shares with others.
    """

    outlets: Sequence[str]
    looks: Looks
    article: ArticleLink
    row: Callable[[str], str]
    sentences: Mapping[str, pd.DataFrame]
    chosen: str | None = None
    opened: Collection[str] = ()
    citation: Citation | None = None
    groups: Mapping[str, str] = MappingProxyType({})

    @property
    def columns(self) -> list[str]:
        """What has a column: the outlets, or their groups."""
        return list(dict.fromkeys(self.groups.get(outlet, outlet) for outlet in self.outlets))

    def said(self, row: Topic, column: str) -> list[Fact]:
        """What a row's column says."""
        return [fact for fact in row.facts if self.groups.get(fact.outlet, fact.outlet) == column]

    @property
    def asked(self) -> Collection[str]:
        """The keys of the rows that are drawn however many there are."""
        return [*self.opened, *([self.chosen] if self.chosen else [])]


def differences_html(compared: Comparison, desk: FactDesk) -> Html:
    """One card a subject: each measure with its values, who gives them and how near, and the sentences of each side."""
    subjects = differences_by_subject(compared)
    cards = [_card(subject, some, compared.own_days, desk) for subject, some in subjects[:MOST_CARDS]]
    left = len(subjects) - MOST_CARDS
    rest = (
        element("p", f"and {counted(left, 'subject')} more, marked below", class_="answers") if left > 0 else Html("")
    )
    first = element("div", joined(cards[:CARDS_OPEN]), class_="fact-differences")
    if len(cards) <= CARDS_OPEN:
        return joined([first, rest])
    more = element("summary", f"{counted(len(cards) - CARDS_OPEN, 'subject')} more on which they differ")
    folded = element("div", joined(cards[CARDS_OPEN:]), class_="fact-differences")
    return joined([first, element("details", more, folded, rest, class_="folded")])


def facts_html(compared: Comparison, desk: FactDesk) -> Html:
    """Every topic in its kind's group, those that most outlets share first; a row opens to its sentences."""
    columns = columns_of(in_groups(compared.topics, desk.groups), desk.columns, "group" if desk.groups else "outlet")
    groups = (_group(kind, compared, columns, desk) for kind in KIND_TITLES)
    return columns_html(groups, desk.columns, "clauses facts", columns.number)


def differing_measures(compared: Comparison) -> dict[str, list[str]]:
    """The measures in which a topic's values differ, by its key."""
    differing: dict[str, list[str]] = {}
    for one in compared.differences:
        differing.setdefault(topic(one), []).append(one.measure)
    return differing


def shown_rows(compared: Comparison, kind: str, asked: Collection[str] = ()) -> list[Topic]:
    """The topics of a kind that are drawn: what differs first, then what most outlets share.

    What differs, up to `MOST_DIFFERING`, and the rows `asked` for are always among them.
    """
    always = list(dict.fromkeys(topic(one) for one in compared.differences))[:MOST_DIFFERING]
    some = [row for row in compared.topics if row.kind == kind]
    some.sort(key=lambda row: (row.key not in always, -len(row.outlets())))
    return some[:MOST_ROWS] + [row for row in some[MOST_ROWS:] if row.key in {*always, *asked}]


def sentences_a_row(rows: int) -> int:
    """How many sentences each of so many drawn rows opens to; the rest is a click away.

    >>> sentences_a_row(3), sentences_a_row(40), sentences_a_row(500)
    (16, 6, 3)
    """
    return max(FEWEST_SENTENCES, min(MOST_SENTENCES, SENTENCES_DRAWN // max(1, rows)))


def _card(subject: str, some: Sequence[Difference], own_days: Mapping[str, date | None], desk: FactDesk) -> Html:
    """One subject: what differs, then the sentences, each side's first."""
    lines = (_measure(one, own_days, desk) for one in some)
    sentences = card_sentences(some, desk.sentences)
    outlets = list(dict.fromkeys(fact.outlet for one in some for side in one.sides for fact in side))
    head = (element("h3", subject), element("small", desk.looks.how_many(outlets), class_="how-many"))
    return element(
        "section",
        element("header", *head, link("all sentences", desk.row(topic(some[0])), class_="more")),
        element("div", joined(lines), class_="measures"),
        Html("") if sentences.empty else _folded_sentences(sentences, desk),
        class_="panel",
    )


def _folded_sentences(sentences: pd.DataFrame, desk: FactDesk) -> Html:
    """A card's sentences behind their number, so that cards stay short."""
    evidence = evidence_html(sentences, desk.looks, desk.article, desk.citation)
    summary = element("summary", counted(sentence_count(sentences), "sentence"))
    return element("details", summary, evidence, class_="folded")


def _measure(one: Difference, own_days: Mapping[str, date | None], desk: FactDesk) -> Html:
    """One measure with the values side by side."""
    sides = [side_html(side, desk) for side in one.sides[:MOST_SIDES]]
    if len(one.sides) > MOST_SIDES:
        sides.append(element("span", f"and {counted(len(one.sides) - MOST_SIDES, 'value')} more", class_="side"))
    sides.append(own_side_html(one, own_days))
    return element(
        "div",
        element("span", one.measure, " ", element("span", "≠ differs", class_="differs"), class_="measure"),
        element("span", joined(sides), class_="sides"),
        class_="measure-row",
    )


def own_side(one: Difference, own_days: Mapping[str, date | None]) -> str | None:
    """What the agreement's own text gives, beside the days that outlets give; None for all else."""
    if one.measure != WHEN or one.subject not in own_days:
        return None
    own = own_days[one.subject]
    return day(own) if own else "no day"


def own_side_html(one: Difference, own_days: Mapping[str, date | None]) -> Html:
    """The agreement's own day as a side; nothing where there is none to set beside the outlets'."""
    own = own_side(one, own_days)
    return element("span", element("b", own, class_="value"), f" {OWN_TEXT}", class_="side") if own else Html("")


def side_words(facts: Sequence[Fact]) -> tuple[str, dict[str, list[str]]]:
    """One value in the words of those who give it, and the outlets by how near they are to it."""
    words = " / ".join(list(dict.fromkeys(map(value_words, facts)))[:MOST_VALUES])
    givers: dict[str, dict[str, None]] = {}
    for fact in facts:
        givers.setdefault(nearness(fact), {})[fact.outlet] = None
    return words, {near: list(outlets) for near, outlets in givers.items()}


def side_html(facts: Sequence[Fact], desk: FactDesk) -> Html:
    """One value with those who give it."""
    words, givers = side_words(facts)
    givers_html = (
        element("span", desk.looks.group(outlets), element("small", near), class_="giver")
        for near, outlets in givers.items()
    )
    return element("span", element("b", words, class_="value article-text"), joined(givers_html), class_="side")


def card_sentences(some: Sequence[Difference], sentences: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The first sentences of every side, one from each side before a second from any; the row has all."""
    frames = [sentences[key] for key in dict.fromkeys(map(topic, some)) if key in sentences]
    if not frames:
        return pd.DataFrame()
    rows, first = pd.concat(frames), _first_spans(some)
    return rows[[key in first for key in zip(rows["document"], rows["start"], strict=True)]]


def _first_spans(some: Sequence[Difference]) -> set[tuple[str, int]]:
    """Where the first facts of every side stand, at most so many."""
    sides = [side for one in some for side in one.sides]
    turns = (side[turn] for turn in range(SENTENCES_A_SIDE) for side in sides if turn < len(side))
    return set(list(dict.fromkeys((fact.document, fact.span.start) for fact in turns))[:SENTENCES_A_CARD])


def _group(kind: str, compared: Comparison, columns: Columns, desk: FactDesk) -> Html:
    """One kind's rows under its title and the columns' names."""
    differing = differing_measures(compared)
    shown = shown_rows(compared, kind, desk.asked)
    if not shown:
        return Html("")
    title, note = KIND_TITLES[kind]
    left = sum(row.kind == kind for row in compared.topics) - len(shown)
    more = f"; {counted(left, 'row')} more in the table below" if left > 0 else ""
    head = element("header", element("h3", title), element("span", note + more, class_="side"))
    titles = element(
        "div",
        element("span", "", class_="no"),
        element("span", "About", class_="what"),
        *(element("span", desk.looks.chip(outlet), class_="cell") for outlet in columns.own),
        others_title(columns),
        class_="clause-row titles",
    )
    rows = (_row(row, differing.get(row.key, ()), columns, desk) for row in shown)
    return element("section", head, titles, *rows, class_="clause-group")


def _row(row: Topic, differing: Sequence[str], columns: Columns, desk: FactDesk) -> Html:
    """One row that opens to its sentences; `differing` are its measures with values that differ.

    The cells say who is silent; a narrow screen, which has a line for each cell, counts those and names them inside.
    """
    silent = [outlet for outlet in desk.outlets if outlet not in row.outlets()]
    mark = element("span", "≠ differs", class_="differs") if differing else Html("")
    measures = ", ".join(differing) if row.kind in WHOLE else row.measure
    summary = element(
        "summary",
        element("span", "", class_="no"),
        element("span", about(row), " ", element("small", mark, " ", measures), _how_many(row, desk), class_="what"),
        *(cell_html(column, desk.said(row, column), desk) for column in columns.own),
        others_cell(in_groups([row], desk.groups)[0], columns),
        element("span", f"{NOT_REPORTED}: {counted(len(silent), 'outlet')}", class_="others") if silent else "",
        class_="clause-row",
    )
    chips = joined(map(desk.looks.chip, silent), " ")
    whose = element("p", "Not reported: ", chips, class_="silent-outlets") if silent else ""
    others = [column for column in columns.others if desk.said(row, column)]
    cells = (cell_html(column, desk.said(row, column), desk) for column in others)
    beside = element("div", joined(cells), class_="other-cells") if others else ""
    inside = element("div", beside, *_inside(row, desk), whose, class_="clause-inside")
    return fold(f"{ROWS}:{row.key}", summary, inside, opened=row.key in desk.opened, class_="clause")


def _how_many(row: Topic, desk: FactDesk) -> Html:
    """How many outlets say something of it, and how many independent sources they make; one alone needs no count."""
    outlets = row.outlets()
    return element("small", desk.looks.how_many(outlets), class_="how-many") if len(outlets) > 1 else Html("")


def _inside(row: Topic, desk: FactDesk) -> Iterator[Html]:
    """The row's sentences, and the way to all of them."""
    if (sentences := desk.sentences.get(row.key)) is not None:
        yield evidence_html(sentences, desk.looks, desk.article, desk.citation)
    more = sentences is not None and len({(f.document, f.span.start) for f in row.facts}) > sentence_count(sentences)
    yield element("p", link("All sentences of this row" if more else "Link to this row", desk.row(row.key)))


def cell_html(outlet: str, facts: Sequence[Fact], desk: FactDesk) -> Html:
    """What one outlet says: its values and its attribution, or "not reported"."""
    whose = element("span", desk.looks.chip(outlet), class_="whose")
    if not facts:
        return element("span", whose, NOT_REPORTED, class_="cell none")
    if facts[0].kind == "place":
        return element("span", whose, counted(len(facts), "mention"), class_="cell")
    values: dict[str, list[Fact]] = {}
    for words, fact in statements(facts):
        values.setdefault(words, []).append(fact)
    shown = [_value(words, some, desk) for words, some in list(values.items())[:MOST_VALUES]]
    left = len(values) - len(shown)
    rest = element("small", f"and {counted(left, 'statement')} more") if left > 0 else Html("")
    return element("span", whose, *shown, rest, class_="cell")


def _value(words: str, facts: Sequence[Fact], desk: FactDesk) -> Html:
    """One value of an outlet, or of which of a group, with who answers for it and how often it is given."""
    said = dict.fromkeys(desk.looks.names.get(one.outlet, one.outlet) for one in facts if one.outlet in desk.groups)
    whose = f"{listed(list(said))}: " if said else ""
    times = f"{len(facts)} times, " if len(facts) > 1 else ""
    where = "in the headline, " if all(fact.headline for fact in facts) else ""
    near = "; ".join(dict.fromkeys(map(nearness, facts)))
    statement = element("span", words, class_="article-text")
    return element("span", statement, element("small", whose + times + where + near), class_="value")

"""What only one outlet reports, or does not, of the facts that were read."""

from collections.abc import Mapping, Sequence

from lib.compare.facts.topics import Topic
from lib.queries.sources.facts import Comparison
from lib.views.kit.grid import nothing_html
from lib.views.kit.highlight import Html, element, joined, link
from lib.views.kit.text import counted
from lib.views.sources.fact_words import topic_words
from lib.views.sources.facts import FactDesk

MOST_TOPICS = 10
# The cards of more outlets than stand in one row are folded.
CARDS_OPEN = 3


def alone_html(compared: Comparison, desk: FactDesk) -> Html:
    """For each outlet what it alone has, and what it alone lacks, each a way to its row; then who has neither."""
    rows = {row.key: row for row in compared.topics}
    lacking = compared.lacking if len(desk.outlets) > 2 else {}
    telling = [outlet for outlet in desk.outlets if compared.only[outlet] or lacking.get(outlet)]
    cards = [
        element(
            "section",
            element("header", element("h3", desk.looks.chip(outlet))),
            _topics("Only this outlet reports", compared.only[outlet], rows, desk),
            _topics("All others report", lacking[outlet], rows, desk) if lacking else Html(""),
            class_="panel",
        )
        for outlet in telling
    ]
    others = [outlet for outlet in desk.outlets if outlet not in telling]
    nothing = nothing_html("Neither: ", others, desk.looks)
    first = element("div", joined(cards[:CARDS_OPEN]), class_="cards only-in")
    if len(cards) <= CARDS_OPEN:
        return joined([first, nothing])
    more = element("summary", counted(len(cards) - CARDS_OPEN, "more outlet"))
    folded = element("div", joined(cards[CARDS_OPEN:]), class_="cards only-in")
    return joined([first, element("details", more, folded, class_="folded"), nothing])


def _topics(title: str, names: Sequence[str], rows: Mapping[str, Topic], desk: FactDesk) -> Html:
    """Some topics under their title; places are told as places."""
    items = [element("li", link(topic_words(row), desk.row(row.key))) for row in first_topics(names, rows)]
    left = len(names) - len(items)
    rest = element("p", f"and {counted(left, 'row')} more, in the table", class_="answers") if left > 0 else Html("")
    nothing = element("p", "Nothing.", class_="nothing")
    listed = element("ol", joined(items), class_="inline-names") if items else nothing
    return joined([element("p", title, class_="answers"), listed, rest])


def first_topics(names: Sequence[str], rows: Mapping[str, Topic]) -> list[Topic]:
    """Of some topics, by name, those that a card has room for; places come last."""
    return [rows[name] for name in sorted(names, key=lambda name: rows[name].kind == "place")[:MOST_TOPICS]]

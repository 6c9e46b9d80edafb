"""What sets the outlets apart: names of one outlet alone, counts and rates, who is cited, length and dates."""

from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from lib.models import Annotations, Filters, Quote, Speaker
from lib.queries import entities
from lib.queries.sources import names as queries
from lib.views.kit.grid import grid_html, only_in_html
from lib.views.kit.looks import Looks
from tests.conftest import make_document, mention_of, sentences_of, span_of

ROOT = Path(__file__).resolve().parent.parent
OPEN = Filters()
TEXT = 'Putin said "we met Erdogan" there.'


def article(name: str, outlet: str | None, *entities: str, **fields: Any) -> Any:
    """An article that names Putin, or whom it is told to, and quotes them."""
    named = {"Putin", *entities}
    found = tuple(mention_of(TEXT, one, one.lower()) for one in ("Putin", "Erdogan") if one in named)
    quote = Quote(
        span_of(TEXT, '"we met Erdogan"'),
        "direct",
        (),
        Speaker(span_of(TEXT, "Putin"), "putin" if outlet else None),
        span_of(TEXT, "said"),
    )
    document = make_document(name, TEXT, outlet, **fields)
    return document, Annotations(sentences=sentences_of(TEXT, TEXT), mentions=found, quotes=(quote,))


@pytest.fixture(scope="module")
def store(make_shared_store: Any) -> Any:
    """Three outlets, one of them unknown; only the second names Erdogan."""
    return make_shared_store(
        article("one", "A"), article("two", "B", "Erdogan"), article("three", None, published=None)
    )


def test_names_of_one_outlet_alone(store: Any) -> None:
    rows = queries.only_in(store, OPEN)
    assert rows[["outlet", "entity", "mentions", "names"]].to_numpy().tolist() == [["b", "erdogan", 1, 1]]


@pytest.mark.parametrize("kept", [Filters(outlets=("b",)), Filters(outlets=("nobody",))])
def test_one_outlet_has_nobody_to_differ_from(store: Any, kept: Filters) -> None:
    assert queries.only_in(store, kept).empty


def test_counts_keep_the_order_asked_for_and_say_zero(store: Any) -> None:
    rows = entities.counts_by_outlet(store, OPEN, ["erdogan", "putin"])
    assert rows["entity"].tolist() == ["erdogan"] * 3 + ["putin"] * 3
    assert rows["mentions"].tolist() == [0, 1, 0, 1, 1, 1]
    assert rows["rate"].iloc[1] == pytest.approx(1000 / 6)
    assert entities.counts_by_outlet(store, OPEN, []).empty


def test_length_and_dates_of_each_outlet(store: Any) -> None:
    rows = queries.outlet_facts(store, OPEN).set_index("outlet")
    assert rows.loc["a", ["articles", "words", "sentences", "given"]].tolist() == [1, 6, 1, 1]
    assert rows.loc["unknown:three", "undated"] == 1
    assert pd.isna(rows.loc["unknown:three", "first"])


def test_twelve_outlets_have_twelve_columns(make_store: Any) -> None:
    store = make_store(*(article(f"d{n}", f"Outlet <{n}>") for n in range(12)))
    counts = entities.counts_by_outlet(store, OPEN, ["putin"])
    looks = Looks(dict(zip(counts["outlet"], counts["outlet_name"], strict=True)), {}, {})
    page = grid_html(counts, looks, lambda entity, outlet: f"entities?{entity}&{outlet}")
    assert page.count("<td") == 12
    assert "Outlet &lt;3&gt;" in page
    assert "Outlet <3>" not in page
    assert "Only names that" in only_in_html(queries.only_in(store, OPEN), ["x"], looks, lambda entity, _: entity)


@pytest.fixture
def open_page(open_on_seeds: Any) -> Any:
    """A function that opens the page over the seeds' store with a link's parameters."""
    return partial(open_on_seeds, "sources")


def frames(at: Any) -> list[str]:
    """The grids on the page."""
    return [block.proto.body for block in at.get("html") if 'class="grid-frame' in block.proto.body]


def test_differences_come_first(open_page: Any) -> None:
    at = open_page()
    assert not at.exception
    assert [one.value for one in at.header] == [
        "Where the outlets differ",
        "What each outlet reports",
        "What only one outlet reports, or does not",
    ]


def test_each_section_draws_its_own_comparison(open_page: Any) -> None:
    names = open_page(section="names")
    assert [one.value for one in names.header][:3] == [
        "Named by only one outlet",
        "Largest differences",
        "Who and what each outlet names",
    ]
    assert frames(names)[0].count("<th scope") == 4 + 30
    assert "not used" in frames(open_page(section="labels"))[0]
    assert open_page(section="quotes").header[0].value == "The same utterance in several outlets"


def test_differences_show_both_sentences(open_page: Any) -> None:
    cards = next(block.proto.body for block in open_page().get("html") if "fact-differences" in block.proto.body)
    assert "should be handed over by October 10" in cards
    assert "would be withdrawn from " in cards
    assert "the agreement’s own text" in cards


def test_the_link_opens_a_fact(open_page: Any) -> None:
    at = open_page(fact="deed/sochi-2018/heavy-weapons")
    rows = next(block.proto.body for block in at.get("html") if "clauses facts" in block.proto.body)
    assert rows.count('data-row="fact:deed/sochi-2018/heavy-weapons" open="open"') == rows.count('open="open"') == 1


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"section": "labels", "label": "zone/weapon-free@alwaght", "voice": "quoted"}, "“weapon\\-free” in Alwaght"),
        ({"section": "words", "word": "forces"}, "Sentences with “forces”"),
        ({"section": "names", "chosen": "recep-tayyip-erdogan"}, "Sentences with Recep Tayyip Erdogan"),
        ({"section": "names", "chosen": "russia", "by": "alwaght"}, "Sentences with Russia in Alwaght"),
        ({"section": "quotes", "speaker": "vladimir-putin"}, "Quotes of Vladimir Putin"),
    ],
)
def test_the_link_opens_sentences_and_they_close(open_page: Any, query: dict[str, str], words: str) -> None:
    at = open_page(**query)
    assert words in titles(at)
    close = next(one for one in at.button if one.label == "Close")
    close.click().run()
    assert words not in titles(at)


def titles(at: Any) -> str:
    """What stands over the parts of the page."""
    return " ".join(one.value for one in (*at.markdown, *at.header))


@pytest.mark.parametrize("section", ["facts", "labels", "names", "quotes", "reuse", "words", "nothing"])
@pytest.mark.parametrize("query", [{"outlet": "alwaght"}, {"entity": "vladimir-putin"}, {"kind": "ORG"}])
def test_each_section_draws_whatever_is_in_view(open_page: Any, query: dict[str, str], section: str) -> None:
    assert not open_page(section=section, **query).exception


@pytest.mark.parametrize(
    "query",
    [
        {"since": "2030-01-01"},
        {"since": "2018-01-01"},
        {"section": "quotes", "speaker": "nobody"},
        {"fact": "no/such"},
        {"section": "labels", "label": "<b>@x", "phrase": "<script>", "voice": "loud"},
        {"section": "words", "word": ":red[x] **"},
    ],
)
def test_odd_links_draw(open_page: Any, query: dict[str, str]) -> None:
    assert not open_page(**query).exception

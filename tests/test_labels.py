"""Labels by outlet: which words count as which label, whose words they are, and what the codebook does not list yet."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from lib.codebooks.referents import Label, Referent, load_referents
from lib.compare.article import Article
from lib.compare.labels import find_labels, find_unlisted
from lib.errors import CodebookError
from lib.models import Annotations, Filters, Quote
from lib.queries.sources import labels as queries
from lib.queries.sources.digests import outlet_words
from lib.views.kit.looks import Looks
from lib.views.sources.shares import share_figure
from lib.views.sources.words import labels_html
from tests.conftest import digests_of, make_document, mention_of, sentences_of, span_of

OPEN = Filters()
CODEBOOK = (
    Referent(
        "groups",
        "The groups",
        (Label("rebels", ("rebel",)), Label("radicals", ("radical rebel group", "radical"))),
        ("group", "fighter"),
    ),
    Referent(
        "zone", "The zone", (Label("demilitarised", ("demilitarised zone",)), Label("zone", ("zone",))), ("zone",)
    ),
)


def read(text: str, name: str = "one", outlet: str = "a", **fields: Any) -> Article:
    return Article(name, outlet, Annotations(sentences=sentences_of(text, text), **fields))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The rebels and a Rebel met.", ["rebels", "rebels"]),
        # The longest form counts, once.
        ("Radical rebel groups left.", ["radicals"]),
        ("A demilitarised zone, de-militarized zones, a DEMILITARIZED ZONE.", ["demilitarised"] * 3),
        ("The zone’s edge.", ["zone"]),
        # Part of another word is no use.
        ("An anti-rebel rebellion in the ozone.", []),
        ("", []),
    ],
)
def test_which_words_are_which_label(text: str, found: list[str]) -> None:
    text = text or " "
    assert [use.label for use in find_labels(read(text), CODEBOOK)] == found


def test_a_label_inside_a_longer_name_is_none() -> None:
    text = "The Rebel Alliance fought rebels."
    uses = find_labels(read(text, mentions=(mention_of(text, "Rebel Alliance", "x", "ORG"),)), CODEBOOK)
    assert [use.span.exact for use in uses] == ["rebels"]


def test_quoted_words_are_apart_from_the_outlets_own() -> None:
    text = 'The rebels said "no rebel leaves".'
    quote = Quote(span_of(text, "no rebel leaves"), "direct", (span_of(text, "no rebel leaves"),), None, None)
    uses = find_labels(read(text, quotes=(quote,)), CODEBOOK)
    assert [use.quoted for use in uses] == [False, True]


def test_a_headline_is_not_counted() -> None:
    text = "Rebels leave. Rebels left."
    sentences = sentences_of(text, "Rebels leave.", "Rebels left.", headline=True)
    assert len(list(find_labels(Article("one", "a", Annotations(sentences=sentences)), CODEBOOK))) == 1


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Moderate groups and the group met.", ["moderate groups"]),
        ("Several fighters left.", []),  # it counts and names nothing
        ("A radical rebel group left.", []),  # listed
        ("A 15-20km-wide zone.", []),
    ],
)
def test_words_that_the_codebook_does_not_list_are_offered(text: str, phrases: list[str]) -> None:
    assert [phrase.words for phrase in find_unlisted(read(text), CODEBOOK)] == phrases


@pytest.fixture(scope="module")
def store_of(make_shared_store: Any) -> Any:
    """A function that gives a store of so many outlets that say the same."""
    text = 'The rebels in the zone said "rebel <b>hope</b>".'
    quote = Quote(span_of(text, "rebel <b>"), "direct", (span_of(text, "rebel <b>hope</b>"),), None, None)
    annotations = Annotations(sentences=sentences_of(text, text), quotes=(quote,))

    @cache
    def made(outlets: int) -> Any:
        articles = ((make_document(f"d{n}", text, f"Outlet <{n}>"), annotations) for n in range(outlets))
        return make_shared_store(*articles)

    return made


@pytest.mark.parametrize("outlets", [1, 2, 12])
@pytest.mark.parametrize(("voice", "rebels"), [("own", 1), ("quoted", 1), ("all", 2)])
def test_counts_and_rates_by_outlet_and_voice(store_of: Any, outlets: int, voice: str, rebels: int) -> None:
    store = store_of(outlets)
    known = digests_of(store, referents=CODEBOOK)
    counts = queries.label_counts(known, outlet_words(store, OPEN), CODEBOOK, voice)
    some = counts[counts["label"] == "rebels"]
    assert some["mentions"].tolist() == [rebels] * outlets
    assert some["rate"].iloc[0] == pytest.approx(1000 * rebels / some["words"].iloc[0])
    # What nobody says in this voice has no row.
    assert ("zone" in counts["label"].tolist()) is (voice != "quoted")
    page = labels_html(counts, Looks({}, {}, {}), lambda key: f"?label={key}")
    assert page.count("<td") == outlets * counts["key"].nunique()


@pytest.mark.parametrize("outlets", [1, 3, 12])
def test_shares_of_labels_are_of_the_outlets_own_uses(store_of: Any, outlets: int) -> None:
    store = store_of(outlets)
    counts = queries.label_counts(digests_of(store, referents=CODEBOOK), outlet_words(store, OPEN), CODEBOOK)
    groups = queries.label_shares(counts[counts["referent"] == "groups"])
    assert groups["share"].tolist() == [100.0] * outlets
    assert groups["uses"].tolist() == [1] * outlets
    # An outlet that uses no label in its own words has no share, and keeps its row.
    silent = queries.label_shares(groups.assign(own=0))
    assert silent["share"].isna().all()
    figure = share_figure(silent, Looks({"outlet-<0>": "Outlet <0>"}, {}, {}))
    assert "no label" in figure.layout.annotations[0].text
    assert "&lt;0&gt;" in figure.layout.yaxis.ticktext[0]
    [bar] = share_figure(groups, Looks({}, {}, {})).data
    assert bar.customdata[0] == f"groups/rebels@{groups['outlet'].iloc[0]}"


def test_the_sentences_of_a_label_and_what_is_offered(store_of: Any) -> None:
    store = store_of(2)
    known = digests_of(store, referents=CODEBOOK)
    rows = queries.use_sentences(store, OPEN, [use for one in known for use in one.labels if use.quoted])
    assert rows["read"].tolist() == ["rebels: in words that are quoted"] * 2
    assert queries.unlisted_counts(known, outlet_words(store, OPEN), CODEBOOK).empty


def test_the_codebook_tells_general_referents_from_the_storys() -> None:
    folder = Path("lib/codebooks/labels")
    assert sorted(path.name for path in folder.glob("*.toml")) == ["general.toml", "syria.toml"]
    general = (folder / "general.toml").read_text()
    assert not any(name in general for name in ("Syria", "Idlib", "Russia", "Turkey", "Assad"))


@pytest.mark.parametrize(
    ("toml", "reason"),
    [
        ('[[referent]]\nid = "a"\n', "a referent needs"),
        ('[[referent]]\nid = "a"\nname = "A"\nheads = []\nlabels = { b = "c" }\n', "as a list of forms"),
        ('[[referent]]\nid = "a"\nname = "A"\nheads = []\nlabels = { b = ["c"], d = ["C"] }\n', "keep one"),
    ],
)
def test_a_broken_codebook_is_explained(tmp_path: Path, toml: str, reason: str) -> None:
    (tmp_path / "x.toml").write_text(toml)
    with pytest.raises(CodebookError, match=reason):
        load_referents(tmp_path)


def test_the_seeds(seed_connection: Any) -> None:
    known = digests_of(seed_connection)
    counts = queries.label_counts(known, outlet_words(seed_connection, OPEN), load_referents())
    used = counts[counts["mentions"] > 0].groupby("key")["outlet"].agg(list)
    assert used["idlib-held/terrorist-held"] == ["alwaght"]
    assert used["russia/Russian Federation"] == ["unknown:000_425b2209d8d733d6"]
    assert used["syrian-forces/government forces"] == ["ya-libnan"]
    # Only Erdogan's quoted words say "the regime".
    assert "syrian-government/regime" not in used


def test_the_sentences_of_a_number_stand_under_its_row(open_on_seeds: Any) -> None:
    """The first of them, in the table; all are below it, as many as the number says."""
    closed, opened = (
        open_on_seeds("sources", section="labels", **asked)
        for asked in ({}, {"label": "armed-groups/rebels@ya-libnan"})
    )
    (before,), (after,) = (
        [one.proto.body for one in at.get("html") if 'class="grid"' in one.proto.body] for at in (closed, opened)
    )
    assert "<blockquote" not in before
    number = re.search(r'rebels%40ya-libnan[^"]*"[^>]*>(\d+)<', after)
    assert number
    row, inside = after.split('id="label-opened"')
    assert row.rindex("rebels") > row.rindex("<tbody")
    assert inside.split("</td>")[0].count("<blockquote") == min(int(number[1]), 4)
    assert any(note.value.startswith(f"{number[1]} use") for note in opened.caption)

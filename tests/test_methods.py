"""The Methods page and the codebooks behind it: nothing measured goes unsaid, nothing said is out of date."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.codebooks import FOLDER, codebook_files
from lib.codebooks.methods import Measurement, Method, list_bytes, load_methods, load_quality
from lib.errors import CodebookError
from lib.views.methods import method_html, quality_figure, quality_table
from tests.quality.floors import load_floors, rounded_down
from tests.quality.published import HOW, SETS
from tests.quality.sets import OWN, SEALED, GoldSet

ROOT = Path(__file__).resolve().parent.parent


def test_every_codebook_is_offered_with_what_it_holds() -> None:
    files = {path.relative_to(FOLDER).as_posix() for path in codebook_files()}
    assert {note.file for note in load_methods().lists} == files - {"methods.toml"}
    assert all(b"=" in list_bytes(note) for note in load_methods().lists)


def test_every_measured_annotator_and_set_has_its_words() -> None:
    methods, measured = load_methods(), load_quality()
    assert sorted(name for method in methods.methods for name in method.measured) == sorted(HOW)
    assert {note.id for note in methods.sets} == set(SETS)
    assert {figure for row in measured for figure in row.figures} <= methods.words.keys()
    assert set(HOW) <= methods.words.keys()


def test_every_annotator_was_measured_and_has_known_misses() -> None:
    measured = {row.annotator for row in load_quality()}
    for method in load_methods().methods:
        assert set(method.measured) <= measured, method.id
        assert method.misses, method.id


@pytest.mark.parametrize("gold_set", [*OWN, *SEALED], ids=lambda one: one.name)
def test_figures_shown_are_of_the_gold_that_is_there(gold_set: GoldSet) -> None:
    rows = [row for row in load_quality() if row.set == gold_set.name]
    assert rows
    assert {row.sha256 for row in rows} == {gold_set.fingerprint()}


def test_no_figure_shown_is_below_its_floor() -> None:
    floors = load_floors()
    for row in load_quality():
        pinned = floors[row.set].annotators[row.annotator] if row.set in floors else {}
        # What is shown is rounded, the floor is rounded down.
        assert [name for name, least in pinned.items() if rounded_down(row.figures[name]) < least] == [], row


METHOD = Method("dates", "Dates", "By a <grammar>.", ("later & now",), ("dates",))
ROWS = [
    Measurement(
        "dates",
        "meantime-dev",
        58,
        168,
        161,
        {"precision": 0.981, "recall": 0.94, "f": 0.96, "value_f": 0.888},
        date(2030, 1, 2),
        "",
        "overlap",
    ),
    Measurement(
        "dates", "seeds", 3, 30, 30, {"precision": 1.0, "recall": 0.9, "f": 0.947}, date(2030, 1, 1), "", "overlap"
    ),
    Measurement("quotes", "seeds", 3, 21, 21, {"precision": 1.0}, date(2030, 1, 1), "", "content"),
]


def test_a_table_has_one_row_a_figure_sets_in_the_order_of_the_codebook() -> None:
    table = quality_table(METHOD, ROWS, load_methods())
    assert list(table["figure"]) == ["precision", "recall", "precision", "recall", "value_f"]
    assert list(table["percent"].round(1)) == [100.0, 90.0, 98.1, 94.0, 88.8]
    assert list(table["gold"]) == [30, 30, 168, 168, 168]
    assert table["row"].nunique() == 3


def test_a_chart_runs_from_nothing_to_all_and_says_each_figure() -> None:
    figure = quality_figure(quality_table(METHOD, ROWS, load_methods()))
    assert [trace.marker.symbol for trace in figure.data] == ["circle", "circle-open", "diamond"]
    assert [note.text for note in figure.layout.annotations] == ["100.0 · 90.0 %", "98.1 · 94.0 %", "88.8 %"]
    assert figure.layout.xaxis.range[0] == 0
    assert "(168)" in figure.layout.yaxis.ticktext[1]


def test_an_annotator_without_figures_has_an_empty_chart() -> None:
    assert not quality_figure(quality_table(METHOD, [], load_methods())).data


def test_words_from_the_codebook_are_escaped() -> None:
    assert "By a &lt;grammar&gt;." in method_html(METHOD)
    assert "later &amp; now" in method_html(METHOD)


@pytest.mark.parametrize("row", ['id = "x"', 'id = "x"\nname = "y"\nwhat = "z"\nsize = 3'])
def test_a_row_that_lacks_a_key_or_has_one_too_many_is_named(row: str, tmp_path: Path) -> None:
    path = tmp_path / "methods.toml"
    path.write_text(f'caution = ""\n[words]\n[[set]]\n{row}\n', encoding="utf-8")
    with pytest.raises(CodebookError, match=r"methods\.toml, x: a row needs"):
        load_methods(path)


def test_without_measurements_there_are_none(tmp_path: Path) -> None:
    assert load_quality(tmp_path / "quality.toml") == ()


def test_the_page_says_that_seeds_are_a_fit_and_offers_every_codebook(
    open_on_seeds: Callable[..., AppTest],
) -> None:
    at = open_on_seeds("methods")
    assert not at.exception
    shown = " ".join(block.proto.body for block in at.get("html"))
    for words in ("development set", "how well the rules fit", "CC BY 4.0", "Natural Earth", "Known misses"):
        assert words in shown
    assert [method.title for method in load_methods().methods] == [
        head.value for head in at.header[: len(load_methods().methods)]
    ]
    assert len(at.get("plotly_chart")) == 10
    offered = {button.proto.label for button in at.get("download_button")}
    assert {"Download syria.toml", "Download sochi-2018.toml", "Download quality.toml"} <= offered

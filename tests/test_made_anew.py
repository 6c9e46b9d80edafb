"""A data folder made anew under a running server: what is on screen is of the new one, though versions count from 0."""

import ast
import shutil
from pathlib import Path

import pytest
import streamlit as st

from lib.models import Annotations
from lib.store import save, save_decision, table_identity
from tests.conftest import file_row, make_document, open_page, sentences_of
from tests.decided import decided

ROOT = Path(__file__).resolve().parent.parent
OF_THE_SERVER = {
    "settings",
    "_looked_at",
    "_understood",
    "_refused_files",
}  # what a server keeps that is no data of the store
PAGES = {
    "brief": {},
    "entities": {},
    "sources": {"section": "facts"},
    "search": {"q": "envoy"},
    "agreement": {},
    "map": {},
}


def drawn(page: str) -> list[str]:
    """All that a page says, filters and table of contents included."""
    at = open_page(page, **PAGES[page])
    assert not at.error
    texts = [one.value for one in [*at.caption, *at.markdown, *at.header, *at.warning]]
    choices = [str(choice) for one in at.multiselect for choice in one.options]
    return [*texts, *choices, *(one.proto.body for one in at.get("html"))]


def make_data(data: Path, *names: str) -> None:
    """A data folder, made anew where there is one, of one article an outlet."""
    shutil.rmtree(data, ignore_errors=True)
    texts = [f"The {name} envoy met the harbour master of {name}." for name in names]
    documents = [make_document(name, text, name) for name, text in zip(names, texts, strict=True)]
    save(data / "table", [file_row(one, Annotations(sentences_of(one.text, one.text))) for one in documents])


@pytest.mark.usefixtures("nothing_kept")
@pytest.mark.parametrize("page", PAGES)
def test_a_data_folder_made_anew_is_shown_under_its_own_articles(
    tmp_path: Path, no_seeds: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    """Its version has the number of the old one's, on the same server."""
    monkeypatch.setenv("ACCORD_DESK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ACCORD_DESK_SEEDS", str(no_seeds))
    make_data(tmp_path / "data", "Alpha", "Beta")
    before = drawn(page)
    make_data(tmp_path / "data", "Gamma", "Delta")
    after = drawn(page)
    st.cache_resource.clear()
    assert after == drawn(page)
    assert after != before
    assert "Alpha" not in " ".join(after)


@pytest.mark.usefixtures("nothing_kept")
def test_decisions_made_anew_are_laid_over_the_same_articles(
    tmp_path: Path, no_seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both files have one row."""
    data = tmp_path / "data"
    monkeypatch.setenv("ACCORD_DESK_DATA", str(data))
    monkeypatch.setenv("ACCORD_DESK_SEEDS", str(no_seeds))
    monkeypatch.setenv("ACCORD_DESK_EDITABLE", "1")
    make_data(data, "Alpha")
    for name in ("Once", "Twice"):
        shutil.rmtree(data / "decisions", ignore_errors=True)
        save_decision(data / "decisions", decided("rename", "alpha", name))
        shown = " ".join(one.proto.body for one in open_page("corrections").get("html"))
        assert f"renamed {name}" in shown


def test_a_store_that_is_deleted_under_a_running_server_is_made_again(
    editable_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "3 articles" in open_page("brief").caption[0].value
    kept = editable_data / "kept"
    (editable_data / "table").rename(kept)
    asked: list[bool] = []
    monkeypatch.setattr(
        "lib.refresh.refresh", lambda *_, **__: asked.append(True) or kept.rename(editable_data / "table")
    )
    assert "3 articles" in open_page("brief").caption[0].value
    assert asked == [True]


@pytest.mark.parametrize("path", sorted((ROOT / "lib" / "ui").rglob("*.py")), ids=lambda path: path.name)
def test_what_is_kept_of_data_is_kept_by_the_data_themselves(path: Path) -> None:
    """A cache without a DataKey would show old articles under a new table's number."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        kept = isinstance(node, ast.FunctionDef) and any("cache" in ast.unparse(one) for one in node.decorator_list)
        if kept and node.name not in OF_THE_SERVER:
            first = node.args.args[0]
            assert ast.unparse(first.annotation).removeprefix("kit.") == "DataKey", f"{path.name}: {node.name}"
            assert not first.arg.startswith("_"), f"{path.name}: {node.name} is not told apart by {first.arg}"


def test_an_old_table_copied_back_is_told_from_what_followed_it(tmp_path: Path) -> None:
    """A backup has the same id as what it is a backup of; its next version has other files."""
    table = tmp_path / "table"
    save(table, [file_row(make_document("a", "Text."))])
    backup = shutil.copytree(table, tmp_path / "backup")
    identities = []
    for lying, name in ((table, "one"), (Path(backup), "other")):
        identities.append([table_identity(lying, 0)])
        save(lying, [file_row(make_document(name, "New."))])
        identities[-1] += [table_identity(lying, 0), table_identity(lying, 1)]
    (old, still, new), (old_copy, _, other) = identities
    assert old == still == old_copy
    assert len({old, new, other}) == 3

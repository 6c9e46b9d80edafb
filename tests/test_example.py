"""The shipped example: opened and removed with one step each, and nothing else is touched."""

from dataclasses import replace
from pathlib import Path

import pytest

from lib.agreement import load_agreement
from lib.annotate import Tools
from lib.codebooks import read_agreement
from lib.errors import StoreError
from lib.refresh.example import close_example, example_folder, is_example_open, open_example
from lib.settings import Settings, load_settings
from lib.store import known_agreements

EXAMPLE = Path(__file__).parent.parent / "examples" / "inland-sea"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A desk with a data folder of its own."""
    return load_settings({"ACCORD_DESK_DATA": str(tmp_path)})


def test_the_agreement_is_as_it_is_read_from_its_text(tools: Tools) -> None:
    kept, read = read_agreement(EXAMPLE / "agreement.toml"), load_agreement(EXAMPLE / "agreement.txt", tools)
    assert kept == replace(read, id=kept.id, title=kept.title, source=kept.source)


def test_it_is_opened_and_removed_and_nothing_else(settings: Settings) -> None:
    own = settings.corpus / "own.txt"
    own.parent.mkdir(parents=True)
    own.write_text("Mine.", encoding="utf-8")
    assert not is_example_open(settings)
    open_example(settings)
    assert is_example_open(settings)
    assert len(list(example_folder(settings).glob("*.txt"))) == 4
    assert "inland-sea-example" in {one.id for one in known_agreements(settings.agreements)[0]}
    close_example(settings)
    close_example(settings)
    assert not is_example_open(settings)
    assert "inland-sea-example" not in {one.id for one in known_agreements(settings.agreements)[0]}
    assert own.read_text(encoding="utf-8") == "Mine."


def test_a_folder_that_cannot_be_written_is_said(settings: Settings) -> None:
    settings.corpus.parent.mkdir(parents=True, exist_ok=True)
    settings.corpus.write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="not opened"):
        open_example(settings)

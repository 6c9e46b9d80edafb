"""A data folder that is moved takes its articles along, and leaves none behind."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from lib.refresh import Engine, Report, refresh
from lib.refresh import plan as planning
from lib.settings import Settings, load_settings
from lib.store import load_states, open_version
from tests.test_odd_files import OTHER, TEXT, silent

THIRD = "The foreign minister of Russia said in Moscow on Sunday that patrols of the zone had begun.\n"


def desk(data: Path) -> Settings:
    """The settings of a desk with this data folder."""
    return load_settings({"ACCORD_DESK_DATA": str(data)}, Path("/nowhere/checkout"))


def read_in(data: Path, paths: Sequence[Path] = ()) -> Report:
    """A refresh of the added articles, or of other paths, into the data folder's table."""
    settings = desk(data)
    return refresh(paths or [settings.corpus], settings.table, settings, engine=Engine("1", silent))


def counted(data: Path) -> list[str]:
    """The articles that count, as they are shown."""
    return [row[0] for row in open_version(data / "table").execute("SELECT path FROM documents ORDER BY 1").fetchall()]


def as_before(path: Path, settings: Settings) -> str:
    """A file's name in the table as tables had it before: absolute, or as seen from the checkout."""
    inside = path.is_relative_to(settings.root)
    return (path.relative_to(settings.root) if inside else path).as_posix()


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A data folder with two articles, not read yet."""
    (tmp_path / "old" / "corpus").mkdir(parents=True)
    (tmp_path / "old" / "corpus" / "a.txt").write_text(TEXT)
    (tmp_path / "old" / "corpus" / "b.txt").write_text(OTHER)
    return tmp_path / "old"


CHANGES = [Path.unlink, lambda path: path.write_text(THIRD), lambda path: path.rename(path.with_name("c.txt"))]


@pytest.mark.parametrize("change", CHANGES, ids=["gone", "changed", "renamed"])
@pytest.mark.parametrize("naming", [None, as_before], ids=["today's names", "absolute names"])
def test_what_lay_in_a_data_folder_that_was_moved_counts_no_longer(
    old: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], object], naming: Callable[..., str] | None
) -> None:
    with monkeypatch.context() as patch:
        if naming:
            patch.setattr(planning, "key_of", naming)
        read_in(old)
    new = old.rename(old.with_name("new"))
    change(new / "corpus" / "a.txt")
    read_in(new)
    assert counted(new) == sorted(f"corpus/{path.name}" for path in (new / "corpus").iterdir())


def test_a_moved_folder_is_nothing_new(old: Path) -> None:
    read_in(old)
    new = old.rename(old.with_name("new"))
    report = read_in(new)
    assert (report.version, report.unchanged) == (0, 2)


def test_absolute_names_of_a_folder_in_its_place_are_made_today_s(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(planning, "key_of", as_before)
        read_in(old)
    read_in(old, [old / "corpus" / "a.txt"])
    assert len(load_states(old / "table")) == 2
    read_in(old)
    assert set(load_states(old / "table")) == {"corpus/a.txt", "corpus/b.txt"}
    assert read_in(old).unchanged == 2


def test_the_data_folder_of_the_checkout_may_be_moved_out_of_it(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = replace(desk(old), root=tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(planning, "key_of", as_before)
        refresh([inside.corpus], inside.table, inside, engine=Engine("1", silent))
    assert set(load_states(inside.table)) == {"old/corpus/a.txt", "old/corpus/b.txt"}
    new = old.rename(old.with_name("new"))
    (new / "corpus" / "a.txt").unlink()
    read_in(new)
    assert counted(new) == ["corpus/b.txt"]


@pytest.mark.parametrize("name", ["other", "corpus"])
@pytest.mark.parametrize("still_there", [True, False])
def test_other_folders_keep_their_articles(old: Path, tmp_path: Path, name: str, *, still_there: bool) -> None:
    other = tmp_path / "elsewhere" / name
    other.mkdir(parents=True)
    (other / "c.txt").write_text(THIRD)
    read_in(old, [other])
    if not still_there:
        other.rename(tmp_path / "away")
    read_in(old)
    kept = still_there or name == "other"  # what has the name of the folder of added articles was one
    assert counted(old) == sorted(["corpus/a.txt", "corpus/b.txt", *([f"{name}/c.txt"] if kept else [])])


def test_a_folder_of_the_same_name_in_the_checkout_is_another(old: Path, tmp_path: Path) -> None:
    settings = replace(desk(old), root=tmp_path)
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text(THIRD)
    report = refresh([settings.corpus, tmp_path / "corpus"], settings.table, settings, engine=Engine("1", silent))
    assert report.added == 3


def test_a_file_of_a_folder_round_the_data_folder_goes_with_it(old: Path) -> None:
    read_in(old, [old.parent])
    (old / "corpus" / "a.txt").unlink()
    assert read_in(old, [old.parent]).removed == 1


def test_a_data_folder_named_with_dots_is_the_same(old: Path) -> None:
    read_in(old / ".." / "old")
    assert set(load_states(old / "table")) == {"corpus/a.txt", "corpus/b.txt"}

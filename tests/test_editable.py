"""Who may change data where the settings say nothing: a reader on the server's own machine, as the server knows it."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from lib.agreement.files.text import MOST_BYTES
from lib.errors import AccordError
from lib.ingest.given import MAX_BYTES
from lib.models import Filters
from lib.store import load_decisions
from lib.ui import add_articles
from lib.ui.agreement import keeping
from lib.ui.corrections import decisions
from lib.ui.kit import rights
from lib.ui.kit.rights import Request, hindrance, is_loopback, names_loopback

HOST = ("Host", "127.0.0.1:8501")


def _editable(
    said: Any = None, listens: str | None = "127.0.0.1", peer: str | None = "127.0.0.1", *headers: Any
) -> bool:
    return hindrance(said, listens, Request(peer, headers or (HOST,))) is None


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("127.0.0.1", True),
        ("127.255.0.9", True),
        ("::1", True),
        ("0:0:0:0:0:0:0:1", True),
        ("::ffff:127.0.0.1", True),
        ("localhost", True),
        ("LOCALHOST.", True),
        ("0.0.0.0", False),  # noqa: S104  # what is tested
        ("::", False),
        ("", False),
        (None, False),
        ("::ffff:10.0.0.1", False),
        ("127.evil.example", False),
        ("127.0.0.1.nip.io", False),
        ("localhost.evil.example", False),
        ("evil.localhost", False),
        ("127.1", False),
        ("0x7f.1", False),
        ("2130706433", False),
        ("0177.0.0.1", False),
        ("127.0.0.1/8", False),
        ("unix:///tmp/desk.sock", False),
        ("192.168.1.5", False),
        ("localhost..", False),
    ],
)
def test_an_address_is_parsed_and_not_compared_by_its_beginning(address: str | None, own: Any) -> None:
    assert is_loopback(address) is own
    assert _editable(None, address) is own


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("127.0.0.1:8501", True),
        ("LocalHost:8501", True),
        ("localhost.:8501", True),
        ("[::1]", True),
        ("[::1]:8501", True),
        ("[::ffff:127.0.0.1]:8501", True),
        ("", False),
        (":8501", False),
        ("localhost:port", False),
        ("localhost:99999", False),
        ("user@localhost:8501", False),
        ("localhost@evil.example", False),
        ("localhost:8501@evil.example", False),
        ("localhost.evil.example", False),
        ("evil.example:8501", False),
        ("127.evil.example", False),
        ("127.0.0.1.nip.io", False),
        ("127.1:8501", False),
        ("0x7f.1", False),
        ("0.0.0.0:8501", False),
        ("localhost/evil.example", False),
        ("localhost?evil", False),
        ("localhost#evil", False),
        ("localhost\\evil.example", False),
        ("localhost,evil.example", False),
        ("local\thost", False),
        (" localhost", False),
        ("localhost evil", False),
        ("[::1", False),
        ("::1", False),
        ("http://localhost", False),
        ("１２７.0.0.1", False),
        ("desk.example.org", False),
    ],
)
def test_a_host_is_the_machine_s_own_name_or_address(host: str, own: Any) -> None:
    assert names_loopback(host) is own
    assert _editable(None, "127.0.0.1", "127.0.0.1", ("host", host)) is own


@pytest.mark.parametrize(
    ("headers", "own"),
    [
        ([HOST], True),
        ([HOST, ("Accept-Language", "en"), ("User-Agent", "X")], True),
        ([HOST, ("Origin", "http://127.0.0.1:8501")], True),
        ([HOST, ("origin", "https://127.0.0.1:8501")], True),
        ([("Host", "LOCALHOST:1"), ("Origin", "http://localhost:1")], True),
        ([], False),
        ([("Accept", "*/*")], False),
        ([HOST, HOST], False),
        ([HOST, ("host", "evil.example")], False),
        ([HOST, ("Origin", "https://evil.example")], False),
        ([HOST, ("Origin", "null")], False),
        ([HOST, ("Origin", "")], False),
        ([HOST, ("Origin", "http://127.0.0.1:3000")], False),
        ([HOST, ("Origin", "http://127.0.0.1:8501"), ("Origin", "http://evil.example")], False),
        ([HOST, ("Origin", "http://127.0.0.1:8501.evil.example")], False),
        ([HOST, ("X-Forwarded-For", "127.0.0.1")], False),
        ([HOST, ("x-forwarded-for", "")], False),
        ([HOST, ("X-Forwarded-Host", "127.0.0.1")], False),
        ([HOST, ("X-Forwarded-Proto", "https")], False),
        ([HOST, ("X-Forwarded-Server", "desk")], False),
        ([HOST, ("Forwarded", "for=127.0.0.1")], False),
        ([HOST, ("Via", "1.1 proxy")], False),
        ([HOST, ("X-Real-IP", "127.0.0.1")], False),
        ([HOST, ("X-Client-Ip", "127.0.0.1")], False),
        ([HOST, ("CF-Connecting-IP", "127.0.0.1")], False),
        ([HOST, ("True-Client-IP", "127.0.0.1")], False),
        ([HOST, ("X-Original-Host", "desk.example.org")], False),
    ],
)
def test_headers_decide_by_all_that_they_say(headers: list[tuple[str, str]], own: Any) -> None:
    assert (hindrance(None, "127.0.0.1", Request("127.0.0.1", tuple(headers))) is None) is own


@pytest.mark.parametrize(
    ("peer", "own"),
    [("127.0.0.1", True), ("::1", True), ("::ffff:127.0.0.1", True), ("10.0.0.7", False), (None, False), ("", False)],
)
def test_the_connection_comes_from_the_machine_itself(peer: str | None, own: Any) -> None:
    assert _editable(None, "127.0.0.1", peer) is own
    assert _editable(None, None, peer) is False


def test_without_a_request_nobody_may() -> None:
    assert hindrance(None, "127.0.0.1", None)
    assert hindrance(True, "127.0.0.1", None) is None


@pytest.mark.parametrize("said", [True, False])
def test_the_settings_have_the_last_word(said: Any) -> None:
    assert _editable(said, "0.0.0.0", "10.0.0.7", ("Host", "desk.example.org")) is said  # noqa: S104
    assert _editable(said) is said


@pytest.mark.parametrize("said", ["1", "0", ""])
def test_articles_are_added_only_where_data_may_be_changed(
    said: str, open_on_seeds: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader of a shared desk looks, changes nothing, and is told why; so is whoever has no known connection."""
    monkeypatch.setenv("ACCORD_DESK_EDITABLE", said)
    at = open_on_seeds("brief", open="add articles")
    assert bool(at.get("file_uploader")) is (said == "1")
    assert any("ACCORD" in one.value and "off here" in one.value for one in at.caption) is (said != "1")
    assert at.session_state["filters"] == Filters()


def test_what_is_uploaded_is_no_larger_than_what_is_read() -> None:
    assert MAX_BYTES < MOST_BYTES <= st.get_option("server.maxUploadSize") * 2**20 < 2 * MOST_BYTES


CHANGES: dict[str, Callable[[], None]] = {
    "a decision": lambda: decisions.save_signed("x", lambda *_: pytest.fail("made")),
    "an undoing": lambda: decisions._undo([]),  # noqa: SLF001  # what a click calls
    "an import": lambda: decisions._import([]),  # noqa: SLF001
    "an agreement": lambda: keeping._change(lambda: pytest.fail("made")),  # noqa: SLF001
    "an article": lambda: add_articles._add([]),  # noqa: SLF001
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_checked_when_it_is_made(change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rights that were there when the form was drawn, and are gone when its button is clicked."""
    monkeypatch.setenv("ACCORD_DESK_DATA", str(tmp_path))
    monkeypatch.setenv("ACCORD_DESK_EDITABLE", "0")
    st.cache_resource.clear()
    said: dict[str, Any] = {"x who": f"Nadia {datetime.now(UTC):%Y}"}
    monkeypatch.setattr(st, "session_state", said)
    monkeypatch.setattr(st, "error", lambda words, **_: said.update(decision_problem=words))
    monkeypatch.setattr(add_articles.kit, "refresh_now", lambda: pytest.fail("read"))
    CHANGES[change]()
    assert any("Nothing was changed" in one for one in said.values() if isinstance(one, str))
    assert not load_decisions(tmp_path / "decisions")
    with pytest.raises(AccordError, match="ACCORD_DESK_EDITABLE"):
        rights.check_editable()
    st.cache_resource.clear()

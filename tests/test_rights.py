"""Running desks, and clients that say what is not so: no form, no change, nothing brought."""

import http.client
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from tests.browser.desk import dashboard

SECONDS = 120
FORM, WHY = "file_uploader {", "Adding and correcting is off here"


@pytest.fixture(scope="module")
def local(seed_store: Path) -> Iterator[str]:
    """A desk on loopback whose settings say nothing."""
    with dashboard(seed_store.parent, ACCORD_DESK_EDITABLE="") as address:
        yield address


@pytest.fixture(scope="module")
def hosted(seed_store: Path) -> Iterator[str]:
    """A desk that listens to every machine, below a path, as the README hosts it."""
    surroundings = {
        "ACCORD_DESK_EDITABLE": "",
        "STREAMLIT_SERVER_ADDRESS": "0.0.0.0",  # noqa: S104  # what is tested
        "STREAMLIT_SERVER_BASE_URL_PATH": "desk",
        "STREAMLIT_BROWSER_SERVER_ADDRESS": "desk.example.org",
    }
    with dashboard(seed_store.parent, **surroundings) as address:
        yield address


def _port(address: str) -> int:
    return int(urlsplit(address).port or 0)


def _connect(address: str, host: str, headers: dict[str, str], visit: str = "") -> Any:
    """A web socket to a desk, by the name and with the headers given; it may ask for the visit of another one."""
    wire = socket.create_connection(("127.0.0.1", _port(address)))
    path = urlsplit(address).path
    return connect(
        f"ws://{host}{path}/_stcore/stream",
        sock=wire,
        additional_headers=headers,
        subprotocols=[Subprotocol(one) for one in ("streamlit", "token", visit)] if visit else None,
        max_size=None,
    )


def _drawn(
    address: str, host: str, url: str = "", query: str = "", resumed: str = "", **headers: str
) -> tuple[str, str]:
    """All that the page of articles says to a client that tells it an address and parameters, and the visit's id."""
    asked = BackMsg()
    asked.rerun_script.query_string = query
    asked.rerun_script.page_name = "articles"
    asked.rerun_script.context_info.url = url
    said, visit = [], ""
    with _connect(address, host, {name.replace("_", "-"): value for name, value in headers.items()}, resumed) as wire:
        wire.send(asked.SerializeToString())
        while True:
            message = ForwardMsg.FromString(wire.recv(timeout=SECONDS))
            if message.WhichOneof("type") == "new_session":
                visit = message.new_session.initialize.session_id
            said.append(str(message))
            if message.WhichOneof("type") == "script_finished":
                return "".join(said), visit


def _own(address: str) -> str:
    return f"127.0.0.1:{_port(address)}"


def _answer(address: str, method: str, path: str, *headers: tuple[str, str]) -> tuple[int, str]:
    """The status and words of an answer to a request with just these headers, of whose body nothing is sent."""
    wire = http.client.HTTPConnection("127.0.0.1", _port(address), timeout=20)
    try:
        wire.putrequest(method, urlsplit(address).path + path, skip_host=True)
        for header in headers:
            wire.putheader(*header)
        wire.endheaders()
        answer = wire.getresponse()
        return answer.status, answer.read(2000).decode(errors="replace")
    finally:
        wire.close()


def test_a_reader_on_the_machine_itself_may(local: str) -> None:
    for host in (_own(local), f"localhost:{_port(local)}"):
        said, _ = _drawn(local, host, f"http://{host}/", Origin=f"http://{host}")
        assert FORM in said
        assert WHY not in said


def test_a_visit_that_another_connection_takes_over_has_that_one_s_rights(local: str) -> None:
    said, visit = _drawn(local, _own(local))
    assert FORM in said
    said, again = _drawn(local, _own(local), resumed=visit, Via="1.1 proxy")
    assert (again, FORM in said, WHY in said) == (visit, False, True)


@pytest.mark.parametrize(
    "headers",
    [
        {"X_Forwarded_For": "127.0.0.1"},
        {"X_Forwarded_For": "203.0.113.5", "X_Forwarded_Proto": "https"},
        {"Forwarded": "for=127.0.0.1;host=localhost"},
        {"Via": "1.1 proxy"},
        {"X_Real_IP": "127.0.0.1"},
    ],
)
@pytest.mark.parametrize(
    ("name", "url"), [("", "http://localhost:8501/"), ("desk.example.org", ""), ("", "https://desk.example.org/")]
)
def test_whom_a_proxy_lets_in_only_looks(name: str, url: str, headers: dict[str, str], local: str) -> None:
    """Whatever a client says that its own address is, and whatever the link asks for."""
    said, _ = _drawn(local, name or _own(local), url, "editable=1&ACCORD_DESK_EDITABLE=1", **headers)
    assert FORM not in said
    assert WHY in said
    assert "through a proxy" in said


@pytest.mark.parametrize(
    "name",
    [
        "rebound.example",
        "127.evil.example",
        "127.0.0.1.nip.io",
        "localhost.evil.example",
        "127.1",
        "127.evil.example.",
    ],
)
def test_a_name_that_was_made_to_lead_here_is_not_answered(name: str, local: str) -> None:
    host = f"{name}:{_port(local)}"
    with pytest.raises(InvalidStatus, match="403"):
        _drawn(local, host, f"http://localhost:{_port(local)}/")
    status, words = _answer(local, "GET", "/", ("Host", host))
    assert (status, "--server.allowedHosts" in words) == (403, True)


def test_odd_requests_are_not_answered(local: str) -> None:
    own = _own(local)
    assert _answer(local, "GET", "/", ("Host", own))[0] == 200
    for headers in ([], [("Host", "")], [("Host", own), ("Host", own)], [("Host", f"x@{own}")]):
        assert _answer(local, "GET", "/", *headers)[0] in {400, 403}
    with pytest.raises(InvalidStatus, match="403"):
        _drawn(local, own, Origin="https://evil.example")


def test_what_the_server_counts_of_itself_is_for_who_runs_it(local: str, hosted: str) -> None:
    assert _answer(local, "GET", "/_stcore/metrics", ("Host", _own(local)))[0] == 200
    assert _answer(local, "GET", "/_stcore/metrics", ("Host", _own(local)), ("X-Forwarded-For", "1"))[0] == 403
    assert _answer(hosted, "GET", "/_stcore/metrics", ("Host", "desk.example"))[0] == 403


def test_a_desk_that_listens_to_all_is_looked_at_under_any_name(hosted: str) -> None:
    for host in ("desk.example.org", _own(hosted), f"localhost:{_port(hosted)}"):
        said, visit = _drawn(hosted, host, "http://localhost:8501/desk/", Origin=f"http://{host}")
        assert FORM not in said
        assert "listens to other machines" in said
        path = f"/_stcore/upload_file/{visit}/1"
        status, words = _answer(hosted, "PUT", path, ("Host", host), ("Content-Length", "150000000"))
        assert (status, "ACCORD_DESK_EDITABLE" in words) == (403, True)


def test_a_desk_on_loopback_can_be_given_names(seed_store: Path) -> None:
    surroundings = {"ACCORD_DESK_EDITABLE": "", "STREAMLIT_SERVER_ALLOWED_HOSTS": "desk.example.org 127.0.0.1"}
    with dashboard(seed_store.parent, **surroundings) as address:
        said, _ = _drawn(address, "desk.example.org", "http://localhost/")
        assert FORM not in said
        assert FORM in _drawn(address, _own(address))[0]
        with pytest.raises(InvalidStatus, match="403"):
            _drawn(address, "rebound.example")


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH", "PROPFIND"])
@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/upload_file/visit/1",
        "//_stcore/upload_file/visit/1",
        "/_stcore/agent/interact",
        "/_stcore/agent/mcp",
        "/",
    ],
)
def test_where_adding_is_off_nothing_is_brought(path: str, method: str, local: str) -> None:
    """Whichever address, and however large: it is refused before it is read."""
    host, far = ("Host", _own(local)), ("X-Forwarded-For", "203.0.113.5")
    for length in (("Content-Length", "150000000"), ("Transfer-Encoding", "chunked")):
        assert _answer(local, method, path, host, far, length)[0] == 403
        assert _answer(local, method, path, host, ("Origin", "https://evil.example"), length)[0] == 403


def _upload(address: str, visit: str, file: str, size: int) -> int:
    """The status of a whole upload, as a browser makes it."""
    wire = http.client.HTTPConnection("127.0.0.1", _port(address), timeout=30)
    wire.request("GET", "/_stcore/health")
    answer = wire.getresponse()
    answer.read()
    cookie = str(answer.getheader("set-cookie")).partition(";")[0]
    head = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\n'
    body = head + b"a" * size + b"\r\n--x--\r\n"
    headers = {
        "Content-Type": "multipart/form-data; boundary=x",
        "Cookie": cookie,
        "X-Xsrftoken": cookie.partition("=")[2],
    }
    wire.request("PUT", f"/_stcore/upload_file/{visit}/{file}", body, headers)
    status = wire.getresponse().status
    wire.close()
    return status


def test_one_visit_brings_no_more_than_it_may(local: str) -> None:
    """Neither by size nor by number; another visit's files are not counted."""
    asked = BackMsg()
    asked.rerun_script.query_string = ""
    with _connect(local, _own(local), {}) as first, _connect(local, _own(local), {}) as second:
        visits = []
        for wire in (first, second):
            wire.send(asked.SerializeToString())
            while (message := ForwardMsg.FromString(wire.recv(timeout=SECONDS))).WhichOneof("type") != "new_session":
                pass
            visits.append(message.new_session.initialize.session_id)
        assert _upload(local, visits[0], "large", 23_000_000) == 413
        assert {_upload(local, visits[0], f"large-{n}", 4_900_000) for n in range(10)} == {204}
        assert [_upload(local, visits[0], f"small-{n}", 10) for n in range(11)] == [204] * 10 + [413]
        assert _upload(local, visits[1], "first", 10) == 204
        assert _upload(local, "nobody", "first", 10) == 400

"""What the server turns away before anything of it is read: names that are not the desk's, and uploads not allowed."""

from collections import Counter
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import streamlit as st
from streamlit.runtime import get_instance

from lib.errors import AccordError
from lib.ui.kit import Request, hindrance, is_loopback, settings

# As ASGI has it.
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Server = Callable[[Message, Receive, Send], Awaitable[None]]

LOOKING = frozenset({"GET", "HEAD", "OPTIONS"})
UPLOADS = "/_stcore/upload_file/"
METRICS = "/_stcore/metrics"  # the names and counts of what runs here: for who runs it, not for readers
# What one visit may hold in the server's memory, some hundred pages of HTML; and what the smallest file is counted
# with, so that there are never more than 500.
MOST_BYTES, LEAST_BYTES = 50_000_000, 100_000

Refusal = tuple[int, str]


class Guard:
    """The desk's server behind its rules: `middleware=[Middleware(Guard)]`."""

    def __init__(self, app: Server) -> None:
        self.app = app
        self.coming: Counter[str] = Counter()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request or refuse it; what is not a request is passed on."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
        elif refused := _refusal(scope) or self._overfull(scope):
            await _refuse(scope, send, *refused)
        else:
            await self._pass_on(scope, receive, send)

    async def _pass_on(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer, counting what is being brought meanwhile."""
        visit, size = _upload(scope)
        self.coming[visit] += size
        try:
            await self.app(scope, receive, send)
        finally:
            self.coming[visit] -= size
            self.coming += Counter()  # lets go of visits of which nothing is coming

    def _overfull(self, scope: Message) -> Refusal | None:
        """The refusal of a file that is more than one visit may bring."""
        visit, size = _upload(scope)
        if not visit:
            return None
        manager: Any = get_instance().uploaded_file_mgr
        held = sum(max(len(one.data), LEAST_BYTES) for one in manager.file_storage.get(visit, {}).copy().values())
        if held + self.coming[visit] + size <= MOST_BYTES:
            return None
        return 413, "This visit has uploaded as much as is allowed. Reload the page to upload more.\n"


def _refusal(scope: Message) -> Refusal | None:
    """Why a request is not answered at all, if so."""
    request = _request(scope)
    if _is_under_another_name(request):
        return 403, (
            "This desk only answers to its own machine's name, such as http://localhost. To serve it under another"
            " name, start it with --server.allowedHosts=NAME.\n"
        )
    looks = scope["type"] == "websocket" or (scope["method"] in LOOKING and not scope["path"].endswith(METRICS))
    if looks or _may_change(request):
        return None
    return 403, "Nothing can be uploaded or changed here: ACCORD_DESK_EDITABLE decides who may.\n"


def _is_under_another_name(request: Request) -> bool:
    """Whether a name was made to lead to a desk that listens to its own machine alone; a proxy says that it is one.

    Where whoever runs the desk has named its hosts, Streamlit holds visits to those names.
    """
    is_local = is_loopback(st.get_option("server.address")) and not st.get_option("server.allowedHosts")
    return is_local and not request.is_forwarded() and not request.is_for_loopback()


def _may_change(request: Request) -> bool:
    """Whether whoever sent this may change data; not where the settings cannot be read."""
    try:
        return hindrance(settings().editable, st.get_option("server.address"), request) is None
    except AccordError:
        return False


def _request(scope: Message) -> Request:
    """What the server knows of a request."""
    peer = scope.get("client")
    headers = ((name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"])
    return Request(peer[0] if peer else None, tuple(headers))


def _upload(scope: Message) -> tuple[str, int]:
    """Whose upload this is, the id of a visit as the address says it, and how large; empty and 0 where it is none."""
    _, found, rest = scope["path"].partition(UPLOADS)
    if not found or scope.get("method") != "PUT":
        return "", 0
    length = dict(scope["headers"]).get(b"content-length", b"")
    most = st.get_option("server.maxUploadSize") * 2**20
    return rest.partition("/")[0], max(min(int(length), most), LEAST_BYTES) if length.isdigit() else most


async def _refuse(scope: Message, send: Send, status: int, words: str) -> None:
    """Answer with a status and words; a web socket is only closed. What was to come is not waited for."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": words.strip()[:120]})
        return
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words.encode()})

"""One request, made in a process that can be ended: to the address that was checked, within limits of size and time."""

import ssl
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from lib.errors import UnreadableFileError
from lib.ingest.given import MAX_BYTES
from lib.ingest.network.addresses import Target, places_of, target_of
from lib.ingest.network.feeds import Listed, listed_in
from lib.ingest.network.rules import Rules, rules_of
from lib.settings import IPNetwork

AGENT = "AccordDesk"
_HEADERS = {
    "User-Agent": f"{AGENT} (reads articles for an analyst; obeys robots.txt)",
    "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, text/plain;q=0.8, */*;q=0.5",
    "Accept-Language": "en",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}
_LEADS_ON = frozenset({301, 302, 303, 307, 308})
_ENCODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
_NO_TEXT = ("image/", "video/", "audio/", "font/")
# For a connection, and for the next bytes of an answer; the whole answer has `SECONDS`.
_PATIENCE = 10.0
SECONDS = 30.0
_MOST_PLACES = 3
_REASONS = {
    401: "asks who you are", 403: "does not let it be read", 404: "has no such page", 410: "has the page no longer",
    429: "asks to come back later", 451: "may not show it", 503: "asks to come back later",
}  # fmt: skip


class TooSlowError(UnreadableFileError):
    """What was asked for did not come whole in the time that it has."""


class Get(NamedTuple):
    """An address to ask, and the networks that may be reached though they are not public."""

    address: str
    inside: Sequence[IPNetwork]


class Answer(NamedTuple):
    """What an address answered: its status, and where it leads or what it holds."""

    status: int
    leads_to: str | None = None
    data: bytes = b""


class Robots(NamedTuple):
    """The text of a robots.txt, and the address that is asked about."""

    text: str
    address: str


class Lists(NamedTuple):
    """Bytes that may be a feed or a sitemap, and the address they are from."""

    data: bytes
    address: str


Asked = Get | Robots | Lists
Told = Answer | Rules | Listed | UnreadableFileError | None


def load_asking() -> Callable[[Asked], Iterable[Told]]:
    """What answers in the process."""
    return _answer


def _answer(asked: Asked) -> Iterable[Told]:
    try:
        if isinstance(asked, Get):
            return [get(target_of(asked.address), asked.inside)]
        if isinstance(asked, Robots):
            return [rules_of(asked.text, asked.address, AGENT)]
        return [listed_in(asked.data, asked.address)]
    except UnreadableFileError as error:
        return [error]
    except Exception as error:  # noqa: BLE001  # whatever a library raises costs no more than the address
        return [UnreadableFileError(f"cannot be read (stopped with {type(error).__name__})")]


def get(target: Target, inside: Sequence[IPNetwork]) -> Answer:
    """Ask a target's IP addresses one after another until one answers."""
    import urllib3  # noqa: PLC0415  # only the process that asks

    trouble = UnreadableFileError("cannot be reached: no connection")
    for place in places_of(target, inside)[:_MOST_PLACES]:
        try:
            return _ask(target, place)
        except urllib3.exceptions.ConnectTimeoutError:
            trouble = TooSlowError(f"cannot be reached: no answer for {_PATIENCE:.0f} seconds")
        except urllib3.exceptions.NewConnectionError:
            continue
        except urllib3.exceptions.SSLError as error:
            raise UnreadableFileError("its certificate is not one that can be trusted") from error
        except urllib3.exceptions.TimeoutError as error:
            raise TooSlowError(f"was silent for {_PATIENCE:.0f} seconds") from error
        except urllib3.exceptions.DecodeError as error:
            raise UnreadableFileError("its answer is packed in a way that cannot be read") from error
        except (urllib3.exceptions.HTTPError, ValueError) as error:
            raise UnreadableFileError(f"its answer breaks off, or is none ({type(error).__name__})") from error
    raise trouble


def _ask(target: Target, place: str) -> Answer:
    """Ask one IP address for the target by its host's name, which a certificate must then be for."""
    import certifi  # noqa: PLC0415  # as above
    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout  # noqa: PLC0415

    if target.scheme == "https":
        context = ssl.create_default_context()
        context.load_verify_locations(certifi.where())  # where the system has none of its own
        pool: HTTPConnectionPool = HTTPSConnectionPool(
            place, target.port, ssl_context=context, server_hostname=target.host, assert_hostname=target.host
        )
    else:
        pool = HTTPConnectionPool(place, target.port)
    with pool:
        response = pool.urlopen(
            "GET",
            target.path,
            headers={**_HEADERS, "Host": target.origin.partition("://")[2]},
            timeout=Timeout(connect=_PATIENCE, read=_PATIENCE),
            retries=False,
            redirect=False,
            preload_content=False,
        )
        status, headers = response.status, response.headers
        if status in _LEADS_ON and headers.get("Location"):
            return Answer(status, headers["Location"])
        if status != 200:
            return Answer(status)
        _check(headers.get("Content-Type", ""), headers.get("Content-Encoding", ""), headers.get("Content-Length", ""))
        data = response.read(MAX_BYTES + 1, decode_content=True)
    if len(data) > MAX_BYTES:
        raise UnreadableFileError(_too_large())
    return Answer(status, data=data)


def _check(kind: str, encoding: str, length: str) -> None:
    """Refuse by what an answer says of itself; what it does not say, or says wrongly, its bytes show."""
    if kind.strip().lower().startswith(_NO_TEXT):
        raise UnreadableFileError(f"holds {kind.strip().lower()[:40]}, which is no article")
    if encoding.strip().lower() not in _ENCODINGS:
        raise UnreadableFileError(f"its answer is packed as {encoding.strip()[:20]!r}, which was not asked for")
    if length.isascii() and length.isdigit() and (len(length) > 12 or int(length) > MAX_BYTES):
        raise UnreadableFileError(_too_large())


def _too_large() -> str:
    return f"larger than {MAX_BYTES // 1_000_000} MB, which no article is"


def why_no_page(status: int) -> str:
    """Why a status other than 200 gives no page, in words."""
    return f"its server {_REASONS.get(status, 'does not give it')} (status {status})"

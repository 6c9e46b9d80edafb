"""Which addresses may be asked: web addresses of hosts that are on the public network, by what they resolve to."""

import ipaddress
import re
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from lib.errors import UnreadableFileError
from lib.ingest.given import LONGEST_ADDRESS
from lib.settings import IPNetwork

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
_PORTS = {"http": 80, "https": 443}
_ODD = re.compile(r"[\x00-\x20\x7f\\]")
# What stands in an address as it is; all else, and a letter outside ASCII, is written as its bytes.
_PLAIN = "/%:=&?~+!$,;'@()*[]-._"
# IPv6 addresses that lead to the IPv4 address in their last four bytes (RFC 6052).
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Target:
    """An address in its parts: the host in ASCII, and the path with the query as a request names them."""

    address: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """The address of its host's own page, without the last stroke."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + (f":{self.port}" if self.port != _PORTS[self.scheme] else "")

    def is_on_usual_port(self) -> bool:
        """Whether it asks where web servers listen."""
        return self.port in _PORTS.values()


def target_of(address: str) -> Target:
    """The parts of a web address; raises UnreadableFileError with the reason where it is none that is asked.

    >>> target_of("https://www.example.org/a b") # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    UnreadableFileError: not a web address: ...
    >>> target_of("http://News.example/ä?q=1#top").path
    '/%C3%A4?q=1'
    """
    if len(address) > LONGEST_ADDRESS:
        raise UnreadableFileError(f"the address is longer than {LONGEST_ADDRESS:,} letters")
    try:
        parts = urlsplit(address)
        port, name = parts.port, (parts.hostname or "").rstrip(".")
        host = name if ":" in name else name.encode("idna").decode()
    except ValueError:  # UnicodeError is one
        parts, port, host = urlsplit(""), None, ""
    if parts.scheme and parts.scheme not in _PORTS:
        raise UnreadableFileError(f"begins with {parts.scheme[:20]}: only http and https are asked")
    if not host or not parts.scheme or _ODD.search(address):
        raise UnreadableFileError("not a web address: write it as in https://www.example.org/news")
    if parts.username is not None or parts.password is not None:
        raise UnreadableFileError("holds a name or a password: write the address without it")
    path = quote(parts.path or "/", _PLAIN) + (f"?{quote(parts.query, _PLAIN)}" if parts.query else "")
    return Target(address, parts.scheme, host, port or _PORTS[parts.scheme], path)


def places_of(target: Target, inside: Sequence[IPNetwork] = ()) -> list[str]:
    """The IP addresses that a target's host has now, in their order; these alone are then connected to.

    All must be public, and the port a usual one, unless they lie in one of the networks `inside`. Raises
    UnreadableFileError with the reason.
    """
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnreadableFileError(f"the host {target.host} is not known") from error
    places = [ipaddress.ip_address(str(place[0]).partition("%")[0]) for *_, place in found]
    for place in places:
        if any(place in network for network in inside):
            continue
        if not is_public(place):
            raise UnreadableFileError(f"leads to {place}, which is not on the public network: it is not asked")
        if not target.is_on_usual_port():
            raise UnreadableFileError(f"asks port {target.port}: only 80 and 443 are asked")
    return list(dict.fromkeys(map(str, places)))


def is_public(place: IPAddress) -> bool:
    """Whether an IP address belongs to the public network, by itself and by the IPv4 address that is written in it.

    >>> [is_public(ipaddress.ip_address(one)) for one in ("9.9.9.9", "10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::a00:1")]
    [True, False, False, False]
    """
    if isinstance(place, ipaddress.IPv6Address):
        translated = ipaddress.IPv4Address(int(place) & 0xFFFFFFFF) if place in _TRANSLATED else None
        written = (place.ipv4_mapped, place.sixtofour, *(place.teredo or ()), translated)
        if any(one is not None and not is_public(one) for one in written):
            return False
        if place.ipv4_mapped or translated:
            return True
    return place.is_global and not place.is_multicast

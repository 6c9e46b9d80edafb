"""Who may change data: decided by what the server knows of a visit, never by what a browser's messages say.

Where the settings say nothing, it is the reader on the server's own machine: the server listens to that machine alone,
the connection comes from it, no proxy stands between, and the page was opened under the machine's own name. The last
two keep out visitors whom a proxy on this machine lets in, and pages of others whose name was made to lead here.
"""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

import streamlit as st
from streamlit.runtime import exists, get_instance
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lib.errors import RightsError
from lib.ui.kit.data import settings

# How a proxy says for whom it asks, whichever it is: "X-Forwarded-For", "CF-Connecting-IP", "X-Real-IP".
_FORWARDING = frozenset({"forwarded", "via"})
_FORWARDING_BEGINS = ("x-forwarded", "x-original", "x-proxy", "x-envoy", "cf-")
_FORWARDING_ENDS = ("-ip", "-host")


@dataclass(frozen=True, slots=True)
class Request:
    """What a server knows of a request: the address it came from, and the headers as they came, names and values."""

    peer: str | None
    headers: tuple[tuple[str, str], ...]

    def named(self, name: str) -> list[str]:
        """Every value of the headers of this name, which is in small letters."""
        return [value for header, value in self.headers if header.lower() == name]

    def is_forwarded(self) -> bool:
        """Whether a proxy passed it on, as far as it says so."""
        names = {header.lower() for header, _ in self.headers}
        return any(
            name in _FORWARDING or name.startswith(_FORWARDING_BEGINS) or name.endswith(_FORWARDING_ENDS)
            for name in names
        )

    def is_for_loopback(self) -> bool:
        """Whether it asks for this machine by its own name, once, and was not sent by the page of another host."""
        hosts, origins = self.named("host"), self.named("origin")
        if len(hosts) != 1 or not names_loopback(hosts[0]):
            return False
        # What is not a browser sends no origin; a browser's is the page's, which is the host that it asks.
        return all(origin.lower() in _origins(hosts[0].lower()) for origin in origins)


def is_loopback(address: str | None) -> bool:
    """Whether an address, or a name, is the machine's own and reached from nowhere else; None stands for every address.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0"), is_loopback(None)
    (True, True, False, False)
    """
    name = (address or "").lower().removesuffix(".")
    if name == "localhost":
        return True
    try:
        found = ipaddress.ip_address(name)
    except ValueError:
        return False
    return (getattr(found, "ipv4_mapped", None) or found).is_loopback


def names_loopback(host: str) -> bool:
    """Whether a Host header, a name with or without a port, names the machine itself.

    >>> names_loopback("localhost:8501"), names_loopback("[::1]:8501"), names_loopback("127.0.0.1.example.org")
    (True, True, False)
    """
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port  # raises where it is no number
    except ValueError:
        return False
    return parts.netloc == host and "@" not in host and is_loopback(parts.hostname)


def hindrance(said: bool | None, listens: str | None, request: Request | None) -> str | None:  # noqa: FBT001  # as the settings say it
    """Why whoever sent the request may only look, in words; None where they may change data.

    `said` is what the settings say, `listens` the address that the server listens on. What is not known is no.
    """
    if said is not None:
        return None if said else "the setting ACCORD_DESK_EDITABLE says so"
    if not is_loopback(listens):
        return "this desk listens to other machines than its own"
    if request and request.is_forwarded():
        return "this visit comes through a proxy"
    if request is None or not is_loopback(request.peer):
        return "this visit is not known to come from the desk’s own machine"
    if not request.is_for_loopback():
        return "the address in the browser is not the machine’s own, as http://localhost is"
    return None


def why_read_only() -> str | None:
    """Why this visit may only look, in words; None where it may change data."""
    return hindrance(settings().editable, st.get_option("server.address"), _request())


def is_editable() -> bool:
    """Whether this visit may change data."""
    return why_read_only() is None


def check_editable() -> None:
    """Raise RightsError where this visit may not change data; asked again at the moment of every change."""
    if why := why_read_only():
        raise RightsError(f"Nothing was changed: adding and correcting is off here, because {why}.")


def show_read_only() -> None:
    """Where the adding of articles would be: why it is not there, and how it is switched on."""
    st.caption(
        f"Adding and correcting is off here, because {why_read_only()}. Whoever runs this desk can allow it to everyone"
        " who can reach it (it has no accounts): start it with ACCORD_DESK_EDITABLE=1."
    )


def _request() -> Request | None:
    """The request that opened this visit's connection, as the server took it; None where there is none."""
    context = get_script_run_ctx()
    # Not by `st.context`: what it gives of the browser's address is the browser's own word, and no peer is as loopback.
    client = get_instance().get_client(context.session_id) if context and exists() else None
    known = getattr(client, "client_context", None)
    return Request(known.remote_ip, tuple(known.headers)) if known else None


def _origins(host: str) -> tuple[str, ...]:
    """What a browser calls pages of a host."""
    return f"http://{host}", f"https://{host}"

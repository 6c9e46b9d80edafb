"""Feeds and sitemaps: the addresses of articles that they name."""

import re
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from lib.errors import UnreadableFileError
from lib.ingest.given import MAX_BYTES, web_address

if TYPE_CHECKING:
    from lxml.etree import _Element

_PACKED = b"\x1f\x8b"
_HEAD = 4_096
_BEGINS = re.compile(rb"<\s*(?:[\w-]{1,20}:)?(rss|feed|rdf|urlset|sitemapindex|html)\b", re.IGNORECASE)
_FEEDS, _MAPS = {"rss", "feed", "rdf"}, {"urlset", "sitemapindex"}


class Listed(NamedTuple):
    """The addresses that a feed or a sitemap names, the newest first as far as it says; or those of more `maps`."""

    addresses: tuple[str, ...]
    maps: tuple[str, ...] = ()


def listed_in(data: bytes, address: str) -> Listed | None:
    """What a feed or a sitemap names, told by its content; None where the bytes are neither.

    Raises UnreadableFileError where it is broken, or names nothing.
    """
    data = _unpacked(data) if data.startswith(_PACKED) else data
    found = _BEGINS.search(data[:_HEAD])
    kind = found[1].decode().lower() if found else ""
    if kind in _FEEDS:
        listed = Listed(tuple(dict.fromkeys(_feed(data, address))))
    elif kind in _MAPS:
        listed = _sitemap(data, address)
    else:
        return None
    if not listed.addresses and not listed.maps:
        raise UnreadableFileError(f"a {'feed' if kind in _FEEDS else 'sitemap'} that names no address")
    return listed


def _unpacked(data: bytes) -> bytes:
    """A packed sitemap's text as far as one may go; nothing where it is not packed as it says."""
    try:
        return zlib.decompressobj(wbits=31).decompress(data, MAX_BYTES)
    except zlib.error:
        return b""


def _feed(data: bytes, address: str) -> list[str]:
    import feedparser  # type: ignore[import-untyped]  # noqa: PLC0415  # only the process that asks

    # Of a stream, because of a text that looks like an address the library would fetch it.
    feed = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    links = (urljoin(address, str(entry.get("link") or "")) for entry in feed.entries if entry.get("link"))
    return [link for one in links if (link := web_address(one)) is not None]


def _sitemap(data: bytes, address: str) -> Listed:
    """The pages or the sitemaps that are named, those changed last in front; entities in it are not put in."""
    from lxml import etree  # noqa: PLC0415  # as above

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.LxmlError as error:
        raise UnreadableFileError("a sitemap that cannot be read") from error
    found: dict[str, list[tuple[str, str]]] = {"url": [], "sitemap": []}
    for row in root if root is not None else ():
        said = {_name(cell): (cell.text or "").strip() for cell in row} if _name(row) in found else {}
        link = web_address(urljoin(address, said["loc"])) if said.get("loc") else None
        if link:
            found[_name(row)].append((said.get("lastmod", ""), link))
    pages, maps = (_newest_first(found[name]) for name in ("url", "sitemap"))
    return Listed(pages, maps)


def _newest_first(rows: list[tuple[str, str]]) -> tuple[str, ...]:
    """The addresses by their days, which ISO writes so that their letters sort; those of one day as they stand."""
    return tuple(dict.fromkeys(link for _, link in sorted(rows, key=lambda row: row[0], reverse=True)))


def _name(element: "_Element") -> str:
    """An element's name without its namespace; nothing of a remark."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""

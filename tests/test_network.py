"""Addresses, feeds and sitemaps: fetched only where that is allowed, and never from where it must not be."""

import gzip
import ipaddress
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from lib.errors import AccordError, UnreadableFileError
from lib.ingest import Brought, imports_in, read_files
from lib.ingest.network import OFF, Visitor, asking, visiting
from lib.ingest.network.addresses import is_public, target_of
from lib.models import Document
from lib.refresh import following
from lib.refresh.__main__ import main
from lib.refresh.following import Followed
from lib.settings import Settings, load_settings
from tests.served import Handler, Served, answers, leads_to, page, serve
from tests.test_ways_in import expected, told
from tests.ways import STORY, Told

LOOPBACK = (ipaddress.ip_network("127.0.0.1/32"),)


def settings(*, network: bool = True, inside: Any = LOOPBACK) -> Settings:
    """Settings as a test wants them."""
    return replace(load_settings({}), network=network, inside=inside)


def page_of(one: Told) -> str:
    """An article as a web page."""
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in one.paragraphs)
    return (
        f'<!doctype html><html><head><title>{escape(one.title)}</title><meta property="og:site_name"'
        f' content="{escape(one.outlet)}"><meta property="article:published_time" content="{one.day}T08:00:00Z">'
        f"</head><body><article><h1>{escape(one.title)}</h1>{body}</article></body></html>"
    )


def bring(address: str, known: tuple[str, ...] = (), **said: Any) -> list[Brought]:
    """What is at an address, without waiting between requests."""
    with Visitor(settings(**said), pause=0) as visitor:
        return list(visitor.bring(address, known))


def reason(address: str, **said: Any) -> str:
    """Why nothing is brought from an address."""
    [one] = bring(address, **said)
    assert (one.name, one.piece) == (address, None)
    return str(one.outcome)


def feed_of(address: str, *which: int | str) -> str:
    """A feed that names these articles, or paths, of a site."""
    paths = [f"/news/{one}" if isinstance(one, int) else one for one in which]
    items = "".join(f"<item><link>{address}{path}</link></item>" for path in paths)
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    """A site with a page, a feed and sitemaps of the same articles."""
    pages = {f"/news/{n}": page(page_of(one)) for n, one in enumerate(STORY)}
    with serve(pages) as served:
        links = [f"{served.address}{path}" for path in pages]
        entries = "".join(f'<entry><title>x</title><link href="/news/{n}"/></entry>' for n in range(len(links)))
        rows = "".join(
            f"<url><loc>{link}</loc><lastmod>2018-09-{n + 10}</lastmod></url>" for n, link in enumerate(links)
        )
        urls = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'
        index = f"<sitemapindex><sitemap><loc>{served.address}/map.xml.gz</loc></sitemap></sitemapindex>"
        served.answers |= {
            "/rss": page(feed_of(served.address, *range(len(links)))),
            "/atom": page(f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>', "application/atom+xml"),
            "/map.xml": page(urls, "text/plain"),
            "/map.xml.gz": page(gzip.compress(urls.encode()), "application/gzip"),
            "/index.xml": page(index),
            "/moved": leads_to("/news/0", 301),
        }
        yield served


def test_a_page_gives_the_article_that_its_text_gives(site: Served) -> None:
    for path in ("/news/0", "/moved"):
        [one] = bring(site.address + path)
        assert isinstance(one.outcome, Document)
        assert told(one.outcome) == expected(STORY[0])
        assert one.outcome.url == f"{site.address}/news/0"


@pytest.mark.parametrize("path", ["/rss", "/atom", "/map.xml", "/map.xml.gz", "/index.xml"])
def test_a_feed_and_a_sitemap_give_the_articles_that_they_name(path: str, site: Served) -> None:
    found = bring(site.address + path)
    order = STORY if path in {"/rss", "/atom"} else STORY[::-1]  # a sitemap's newest first
    assert [told(one.outcome) for one in found if isinstance(one.outcome, Document)] == [expected(one) for one in order]
    assert len(found) == len(STORY)


def test_a_feed_is_followed_for_what_is_new_in_it(
    site: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page is fetched once, a feed again when it is due, and what was brought before never."""
    monkeypatch.setattr(visiting, "sleep", lambda _: None)
    monkeypatch.setattr(following, "SECONDS_A_FEED", 0.0)
    at, before = f"{site.address}/growing", len(site.requests)
    site.answers["/growing"] = page(feed_of(site.address, 0, 1))
    followed = Followed([at, f"{site.address}/news/0", f"{site.address}/gone"], replace(settings(), data_dir=tmp_path))
    assert [(one.path, one.reason) for one in followed.look()] == [
        (f"{site.address}/gone", "its server has no such page (status 404)")
    ]
    site.answers["/growing"] = page(feed_of(site.address, 2, 0, 1))
    assert [one.reason for one in followed.look()] == []
    assert [one.reason for one in followed.look()] == ["names nothing that was not brought in before"]
    assert followed.look() == []
    paths = [path for path, *_ in site.requests[before:] if path != "/robots.txt"]
    assert [paths.count(f"/news/{n}") for n in range(3)] == [2, 1, 1]  # the first by its name and by the feed's
    assert [one.articles for one in imports_in(tmp_path / "corpus")] == [1, 3]
    monkeypatch.setattr(following, "SECONDS_A_FEED", 900.0)
    again = Followed([at], replace(settings(), data_dir=tmp_path))
    assert [one.reason for one in again.look()] == ["names nothing that was not brought in before"]
    asked = len(site.requests)
    assert again.look() == []
    assert len(site.requests) == asked


def test_addresses_from_a_shell(
    site: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in {"DATA": str(tmp_path), "NETWORK": "1", "NETWORK_INSIDE": "127.0.0.1"}.items():
        monkeypatch.setenv(f"ACCORD_DESK_{name}", value)
    (tmp_path / "articles").mkdir()
    monkeypatch.setattr(visiting, "sleep", lambda _: None)
    assert main([str(tmp_path / "articles"), f"{site.address}/news/1", "https://user:word@news.example/"]) == 1
    said = capsys.readouterr().out
    assert "https://user:word@news.example/: holds a name or a password" in said
    assert "1 added, 0 changed" in said
    [document], _ = read_files([tmp_path / "corpus"])
    assert (told(document), document.url) == (expected(STORY[1]), f"{site.address}/news/1")


def test_with_the_setting_off_nothing_is_asked(
    site: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("something was asked")

    before = len(site.requests)
    assert not load_settings({}).network
    assert not load_settings({}).inside
    for name in ("socket", "getaddrinfo", "create_connection"):
        monkeypatch.setattr(socket, name, never)
    monkeypatch.setattr(visiting.Worker, "ask", never)
    with pytest.raises(AccordError, match="ACCORD_DESK_NETWORK=1"):
        Visitor(settings(network=False))
    with pytest.raises(AccordError, match="ACCORD_DESK_NETWORK=1"):
        Followed([site.address], settings(network=False))
    assert Followed([], settings(network=False)).look() == []
    monkeypatch.setenv("ACCORD_DESK_DATA", str(tmp_path))
    for more in ([], ["--watch"]):
        assert main([f"{site.address}/news/0", *more]) == 2
        assert OFF in capsys.readouterr().err
    assert len(site.requests) == before


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("ftp://news.example/a", "begins with ftp: only http and https"), ("file:///etc/passwd", "begins with file"),
        ("javascript:alert(1)", "begins with javascript"), ("news.example/a", "not a web address"),
        ("http://", "not a web address"), ("http://a b/", "not a web address"), ("http://a\\b/", "not a web address"),
        ("http://a.example:99999/", "not a web address"), ("http://[::1/", "not a web address"),
        (f"http://{'a' * 64}.example/", "not a web address"), ("http://a.example/\r\nX: 1", "not a web address"),
        ("https://user:word@news.example/", "a name or a password"), ("https://user@news.example/", "a name or a pass"),
        (f"http://a.example/{'a' * 2_000}", "longer than 2,000 letters"),
    ],
)  # fmt: skip
def test_what_is_no_address_to_ask_is_said(address: str, why: str) -> None:
    with pytest.raises(UnreadableFileError, match=why):
        target_of(address)


PRIVATE = [
    "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.1", "224.0.0.1",
    "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::", "2001:db8::1",
]  # fmt: skip


def test_which_places_are_public() -> None:
    assert [one for one in PRIVATE if is_public(ipaddress.ip_address(one))] == []
    for one in ("9.9.9.9", "2620:fe::fe", "::ffff:9.9.9.9", "64:ff9b::909:909"):
        assert is_public(ipaddress.ip_address(one)), one


@pytest.mark.parametrize("host", [*PRIVATE, "localhost", "2130706433", "0x7f.1", "127.1"])
def test_private_places_are_not_asked(host: str, site: Served) -> None:
    before = len(site.requests)
    name = f"[{host}]" if ":" in host else host
    with pytest.raises(UnreadableFileError, match=r"not on the public network|not known"):
        asking.get(target_of(f"http://{name}:{site.port}/news/0"), ())
    assert len(site.requests) == before


def test_a_port_where_no_site_listens_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("9.9.9.9", 25))])
    with pytest.raises(UnreadableFileError, match="asks port 25: only 80 and 443"):
        asking.get(target_of("http://mail.example:25/"), ())


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[list[str]]]:
    """What each name resolves to, time after time; addresses are themselves."""
    known: dict[str, list[list[str]]] = {}
    resolve = socket.getaddrinfo

    def resolved(host: str, port: int, *args: Any, **said: Any) -> Any:
        if host not in known:
            return resolve(host, port, *args, **said)
        return [answer for one in known[host].pop(0) for answer in resolve(one, port, type=socket.SOCK_STREAM)]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    return known


def test_the_connection_is_made_to_the_place_that_was_checked(site: Served, names: dict[str, list[list[str]]]) -> None:
    """A name that leads elsewhere when it is asked again, DNS rebinding, is not asked again."""
    names["news.example"] = [["127.0.0.1"], ["10.9.9.9"]]
    answer = asking.get(target_of(f"http://news.example:{site.port}/news/0"), LOOPBACK)
    assert answer.status == 200
    assert site.requests[-1][:2] == ("/news/0", f"news.example:{site.port}")
    assert names["news.example"] == [["10.9.9.9"]]
    with pytest.raises(UnreadableFileError, match=r"leads to 10.9.9.9, which is not on the public network"):
        asking.get(target_of(f"http://news.example:{site.port}/news/0"), LOOPBACK)
    names["news.example"] = [["127.0.0.1", "10.9.9.9"]]  # one of several is enough
    with pytest.raises(UnreadableFileError, match=r"leads to 10.9.9.9"):
        asking.get(target_of(f"http://news.example:{site.port}/news/0"), LOOPBACK)


def test_a_certificate_is_of_the_name_and_not_of_the_place(
    tmp_path: Path, names: dict[str, list[list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["/usr/bin/env", "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out",
         certificate, "-days", "2", "-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example"],
        check=True, capture_output=True,
    )  # fmt: skip
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    names |= {"news.example": [["127.0.0.1"]], "other.example": [["127.0.0.1"]]}
    with serve({"/a": page("An article.")}, (certificate, key)) as site:
        assert asking.get(target_of(f"https://news.example:{site.port}/a"), LOOPBACK).data == b"An article."
        with pytest.raises(UnreadableFileError, match="its certificate is not one that can be trusted"):
            asking.get(target_of(f"https://other.example:{site.port}/a"), LOOPBACK)
        assert len(site.requests) == 1


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("http://10.0.0.1/", "leads on to http://10.0.0.1/: leads to 10.0.0.1, which is not on the public network"),
        ("http://169.254.169.254/latest", "169.254.169.254, which is not on the public network"),
        ("http://[::1]:{port}/news/0", "::1, which is not on the public network"),
        ("//localhost.localdomain.invalid/", "the host localhost.localdomain.invalid is not known"),
        ("file:///etc/passwd", "leads on to file:///etc/passwd: begins with file"),
        ("http://user:word@127.0.0.1:{port}/", "holds a name or a password"), ("/to", "leads on more than 5 times"),
        ("/to?", "leads on more than 5 times"),
    ],
)  # fmt: skip
def test_each_hop_is_checked(to: str, why: str, site: Served) -> None:
    site.answers["/to"] = leads_to(to.format(port=site.port))
    assert why in reason(f"{site.address}/to")


def endless(handler: Handler) -> None:
    """Ever more of a page."""
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"<p>And they met again in the town.</p>" * 1_000)


def dripping(handler: Handler) -> None:
    """A page that comes letter by letter."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(600):
        handler.wfile.write(b"<")
        time.sleep(0.1)


def dripping_head(handler: Handler) -> None:
    """An answer whose head never ends."""
    for _ in range(600):
        handler.wfile.write(b"H")
        time.sleep(0.1)


def silent(_: Handler) -> None:
    """No answer for a minute."""
    time.sleep(60)


def longer_than_it_is(handler: Handler) -> None:
    """An answer that says it is longer than what comes."""
    handler.send_response(200)
    handler.send_header("Content-Length", "10000")
    handler.end_headers()
    handler.wfile.write(b"<html><p>They met")


def many_heads(handler: Handler) -> None:
    """More headers than any server sends."""
    handler.send_response(200)
    for n in range(1_000):
        handler.send_header(f"X-{n}", "x")
    handler.end_headers()


def nothing(handler: Handler) -> None:
    """No HTTP at all."""
    handler.wfile.write(b"SSH-2.0-server\r\n")


BOMB = gzip.compress(b"<p>They met.</p>" * 4_000_000)
HOSTILE = {
    "/endless": (endless, "larger than 5 MB"), "/drip": (dripping, "took longer than 2 seconds"),
    "/drip-head": (dripping_head, "took longer than 2 seconds"), "/silent": (silent, "took longer than 2 seconds"),
    "/says-too-much": (page("a", Content_Length="99999999999999999"), "larger than 5 MB"),
    "/says-more": (longer_than_it_is, "its answer breaks off"), "/heads": (many_heads, "its answer breaks off"),
    "/none": (nothing, "its answer breaks off, or is none"),
    "/bomb": (page(BOMB, Content_Encoding="gzip"), "larger than 5 MB"),
    "/bombs": (page(gzip.compress(BOMB), Content_Encoding="gzip, gzip"), "packed as 'gzip, gzip'"),
    "/not-packed": (page("They met.", Content_Encoding="gzip"), "packed in a way that cannot be read"),
    "/brotli": (page("They met.", Content_Encoding="br"), "packed as 'br'"),
    "/picture": (page("a", "image/png"), "holds image/png, which is no article"),
    "/no-text": (page(b"\x89PNG\r\n\x1a\n" + b"\0" * 100), "not a kind of file that is read"),
    "/empty": (page(""), "empty"), "/missing": (answers(404), "has no such page (status 404)"),
    "/later": (answers(503), "asks to come back later (status 503)"),
    "/nowhere": (answers(302), "does not give it (status 302)"),
    "/feed-of-none": (page("<rss><channel></channel></rss>"), "a feed that names no address"),
    "/map-of-none": (page("<urlset></urlset>"), "a sitemap that names no address"),
    "/map-of-scripts": (page("<urlset><url><loc>javascript:1</loc></url></urlset>"), "names no address"),
    "/laughs": (page('<!DOCTYPE urlset [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12)
    ) + "]><urlset><url><loc>http://a.example/&m;</loc></url></urlset>"), "http://a.example/: its site"),
    "/reads-files": (page('<!DOCTYPE urlset [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset><url><loc>&a;</loc></url>'
                          "</urlset>"), "names no address"),
}  # fmt: skip


def test_hostile_servers_are_refused_and_the_rest_is_read(site: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visiting, "SECONDS", 2.0)
    monkeypatch.setattr(visiting, "MOST_WAITED_FOR", 100)
    site.answers |= {path: answer for path, (answer, _) in HOSTILE.items()}
    for path, (_, why) in HOSTILE.items():
        if path != "/laughs":
            assert why in reason(site.address + path), path
    site.answers["/mixed"] = page(feed_of(site.address, *HOSTILE, 0))
    found = bring(f"{site.address}/mixed")
    assert len(found) == len(HOSTILE) + 1
    assert [told(one.outcome) for one in found if isinstance(one.outcome, Document)] == [expected(STORY[0])]


def test_a_server_that_takes_too_long_is_left_alone(site: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visiting, "SECONDS", 1.0)
    site.answers |= {f"/slow/{n}": dripping for n in range(9)}
    site.answers["/slow"] = page(feed_of(site.address, *(f"/slow/{n}" for n in range(9))))
    reasons = [str(one.outcome) for one in bring(f"{site.address}/slow")]
    assert [reasons.count(one) for one in dict.fromkeys(reasons)] == [2, 7]
    assert reasons[-1] == "not asked: its server took too long before"


def test_a_feed_is_read_up_to_a_bound(site: Served) -> None:
    site.answers["/long"] = page(feed_of(site.address, *(f"/gone/{n}" for n in range(70))))
    found = bring(f"{site.address}/long")
    assert len(found) == visiting.MOST_LISTED + 1
    assert found[-1].outcome == "names 70 new addresses: the first 50 were read"


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ("User-agent: *\nDisallow: /", []), ("User-agent: AccordDesk\nDisallow: /news/", ["/other"]),
        ("User-agent: *\nDisallow: /*print", ["/news/0", "/other"]), ("User-agent: Bot\nDisallow: /", None),
        ("User-agent: *\nDisallow: /news\nAllow: /news/0", ["/news/0", "/other"]), ("<html>not rules</html>", None),
    ],
)  # fmt: skip
def test_robots_txt_is_obeyed(rules: str, allowed: list[str] | None) -> None:
    paths = ["/news/0", "/news/1/print", "/other"]
    with (
        serve({path: page(page_of(STORY[0])) for path in paths} | {"/robots.txt": page(rules, "text/plain")}) as one,
        Visitor(settings(), pause=0) as visitor,
    ):
        outcomes = [found.outcome for path in paths for found in visitor.bring(one.address + path)]
        assert one.paths() == (paths if allowed is None else allowed)
        refused = [str(outcome) for outcome in outcomes if isinstance(outcome, str)]
        assert all("robots.txt" in why for why in refused)
        assert len(refused) == len(paths) - len(one.paths())
        assert [path for path, *_ in one.requests].count("/robots.txt") == 1


def test_rules_that_cannot_be_had_forbid_and_hostile_ones_cost_only_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visiting, "SECONDS", 3.0)
    with serve({"/robots.txt": answers(500), "/a": page(page_of(STORY[0]))}) as site:
        assert "cannot be told (robots.txt)" in reason(f"{site.address}/a")
        site.answers["/robots.txt"] = page(f"User-agent: *\nDisallow: /{'*a' * 200}*b$\n", "text/plain")
        path = f"/{'a' * 1_500}"
        site.answers[path] = page(page_of(STORY[0]))
        started = time.monotonic()
        bring(site.address + path)
        assert time.monotonic() - started < 20
        site.answers["/robots.txt"] = page("User-agent: *\nCrawl-delay: 86400\n", "text/plain")
        assert "asks for 86400 seconds between requests" in reason(f"{site.address}/a")
        site.answers["/robots.txt"] = leads_to("http://10.0.0.1/robots.txt")
        assert "10.0.0.1, which is not on the public network" in reason(f"{site.address}/a")


def test_a_host_is_not_hurried(site: Served) -> None:
    before = len(site.requests)
    with Visitor(settings(), pause=0.4) as visitor:
        assert len(list(visitor.bring(f"{site.address}/rss"))) == len(STORY)
    times = [when for *_, when in site.requests[before:]]
    assert len(times) == len(STORY) + 2
    assert all(later - earlier >= 0.4 for earlier, later in pairwise(times))

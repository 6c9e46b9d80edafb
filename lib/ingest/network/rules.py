"""What a site's robots.txt allows (RFC 9309)."""

from typing import NamedTuple


class Rules(NamedTuple):
    """Whether one address may be asked, and how many seconds the site wants between two requests."""

    allowed: bool
    pause: float


def rules_of(text: str, address: str, agent: str) -> Rules:
    r"""What the text of a robots.txt says of one address to a program of that name.

    >>> rules_of("User-agent: *\nCrawl-delay: 3\nDisallow: /*/print$", "http://news.example/a/print", "AccordDesk")
    Rules(allowed=False, pause=3.0)
    """
    from protego import Protego  # noqa: PLC0415  # only the process that asks

    rules = Protego.parse(text)
    return Rules(rules.can_fetch(address, agent), float(rules.crawl_delay(agent) or 0))

"""Addresses visited for their articles, one request at a time: robots.txt obeyed, hosts not hurried, hops checked."""

from collections import Counter
from collections.abc import Collection, Iterator
from time import monotonic, sleep
from typing import Self, TypeVar
from urllib.parse import urljoin

from lib.apart import StoppedError, Worker
from lib.errors import AccordError, UnreadableFileError
from lib.ingest.apart import Brought, Reader
from lib.ingest.network.addresses import Target, target_of
from lib.ingest.network.asking import (
    SECONDS,
    Answer,
    Asked,
    Get,
    Lists,
    Robots,
    Told,
    TooSlowError,
    load_asking,
    why_no_page,
)
from lib.ingest.network.feeds import Listed
from lib.ingest.network.rules import Rules
from lib.ingest.versions import compared_address
from lib.settings import Settings

# Between two requests to one host, in seconds; what a site asks for beyond the second is more than can be waited for.
PAUSE, LONGEST_PAUSE = 2.0, 60.0
MOST_HOPS = 5
# After so many requests that took too long a host is left alone.
MOST_WAITED_FOR = 2
# Of a feed or a sitemap, the newest; and the sitemaps of a site that are looked into.
MOST_LISTED, MOST_MAPS = 50, 5
OFF = "The network is off: start the desk with ACCORD_DESK_NETWORK=1 to have addresses fetched."
# RFC 9309: as much of a robots.txt is read.
_MOST_RULES = 512_000
_NOT_FOUND = range(400, 500)
T = TypeVar("T", Answer, Rules, Listed)


class Visitor:
    """Fetches what addresses hold, as the settings allow; raises AccordError where they do not allow it at all.

    `pause` is how many seconds pass between two requests to one host at least.
    """

    def __init__(self, settings: Settings, pause: float = PAUSE) -> None:
        if not settings.network:
            raise AccordError(OFF)
        self._inside = settings.inside
        self._pause = pause
        self._worker = Worker[Asked, Told](load_asking)
        self._reader = Reader()
        self._rules: dict[str, str | UnreadableFileError] = {}  # by origin: the text, or why no address there is asked
        self._asked: dict[str, float] = {}  # by host: when last
        self._waited: Counter[str] = Counter()  # by host: how many requests took too long

    def __enter__(self) -> Self:
        """The visitor, whose processes end with the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes."""
        self._worker.end()
        self._reader.__exit__()

    def bring(self, address: str, known: Collection[str] = ()) -> Iterator[Brought]:
        """Each article at an address as it comes, or of each page that the feed or sitemap there names.

        What cannot be read is named with the reason. Of a feed, addresses that are `known` are passed over.
        """
        try:
            at, answer = self._fetch(address)
            listed = self._listed(at, answer)
        except UnreadableFileError as error:
            yield Brought(address, str(error))
            return
        if listed is None:
            yield from self._open(address, at, answer.data)
        else:
            yield from self._pages(address, listed, known)

    def _pages(self, address: str, listed: Listed, known: Collection[str]) -> Iterator[Brought]:
        """The articles of the pages that are named, so many at most."""
        passed = {compared_address(one) for one in known}
        new = [one for one in listed.addresses if compared_address(one) not in passed]
        for one in new[:MOST_LISTED]:
            try:
                at, answer = self._fetch(one)
                listed_itself = self._tell(Lists(answer.data, at), Listed)
            except UnreadableFileError as error:
                yield Brought(one, str(error))
                continue
            if listed_itself:
                yield Brought(one, "a feed or a sitemap that another names: give its address by itself")
            else:
                yield from self._open(one, at, answer.data)
        if len(new) > MOST_LISTED:
            yield Brought(address, f"names {len(new):,} new addresses: the first {MOST_LISTED} were read")
        elif not new:
            yield Brought(address, "names nothing that was not brought in before")

    def _open(self, name: str, at: str, data: bytes) -> Iterator[Brought]:
        """The articles of what was fetched, as of a file of that content."""
        return self._reader.open_file(name, data, url=at)

    def _listed(self, at: str, answer: Answer) -> Listed | None:
        """The addresses that a feed or a sitemap names, those of the sitemaps that it names too; None of a page."""
        listed = self._tell(Lists(answer.data, at), Listed)
        if listed is None or not listed.maps:
            return listed
        found: list[str] = list(listed.addresses)
        trouble: UnreadableFileError | None = None
        for one in listed.maps[:MOST_MAPS]:
            try:
                inner = self._tell(Lists(self._fetch(one)[1].data, one), Listed)
            except UnreadableFileError as error:
                trouble = error
            else:
                found += inner.addresses if inner else ()
        if not found and trouble is not None:
            raise trouble
        return Listed(tuple(dict.fromkeys(found)))

    def _fetch(self, address: str) -> tuple[str, Answer]:
        """What is at an address, and at which it was found in the end; each hop is checked as the first one is."""
        at = address
        for _ in range(MOST_HOPS + 1):
            try:
                target = target_of(at)
                pause = self._allowed_pause(target)
                answer = self._get(target, pause)
            except UnreadableFileError as error:
                raise UnreadableFileError(str(error) if at == address else f"leads on to {at}: {error}") from error
            if answer.leads_to is None:
                if answer.status != 200:
                    raise UnreadableFileError(why_no_page(answer.status))
                return at, answer
            at = urljoin(at, answer.leads_to)
        raise UnreadableFileError(f"leads on more than {MOST_HOPS} times")

    def _allowed_pause(self, target: Target) -> float:
        """How long to pause at a target's host; raises where its robots.txt forbids the address."""
        if target.origin not in self._rules:
            try:
                self._rules[target.origin] = self._robots(target.origin)
            except UnreadableFileError as error:
                self._rules[target.origin] = error
        text = self._rules[target.origin]
        if isinstance(text, UnreadableFileError):
            raise text
        rules = self._tell(Robots(text, target.origin + target.path), Rules)
        if rules is None or not rules.allowed:
            raise UnreadableFileError("its site asks programs not to read it (robots.txt)")
        if rules.pause > LONGEST_PAUSE:
            raise UnreadableFileError(f"its site asks for {rules.pause:.0f} seconds between requests (robots.txt)")
        return max(self._pause, rules.pause)

    def _robots(self, origin: str) -> str:
        """The text of a site's robots.txt, none where it has none; raises where that cannot be told."""
        at = f"{origin}/robots.txt"
        for _ in range(MOST_HOPS + 1):
            answer = self._get(target_of(at), self._pause)
            if answer.leads_to is not None:
                at = urljoin(at, answer.leads_to)
            elif answer.status == 200:
                return answer.data[:_MOST_RULES].decode("utf-8", "replace")
            elif answer.status in _NOT_FOUND:
                return ""
            else:
                break
        raise UnreadableFileError("whether its site lets it be read cannot be told (robots.txt)")

    def _get(self, target: Target, pause: float) -> Answer:
        """One request, when the host was left alone for that long."""
        if self._waited[target.host] >= MOST_WAITED_FOR:
            raise UnreadableFileError("not asked: its server took too long before")
        left = self._asked.get(target.host, -pause) + pause - monotonic()
        if left > 0:
            sleep(left)
        try:
            answer = self._tell(Get(target.address, self._inside), Answer)
        except TooSlowError:
            self._waited[target.host] += 1
            raise
        finally:
            self._asked[target.host] = monotonic()
        assert answer is not None  # noqa: S101  # an answer or a reason
        return answer

    def _tell(self, asked: Asked, kind: type[T]) -> T | None:
        """What the process that asks tells; raises what it tells as a reason."""
        try:
            [told] = self._worker.ask(asked, lambda: SECONDS)
        except StoppedError as stopped:
            raise TooSlowError(f"not fetched: it {stopped}") from stopped
        if isinstance(told, UnreadableFileError):
            raise told
        return told if isinstance(told, kind) else None

"""Addresses brought in from a shell: once, or again and again for what is new in their feeds."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from time import monotonic

from lib.errors import AccordError
from lib.ingest import imports_in, save_import
from lib.ingest.apart import Brought
from lib.ingest.network import OFF, Visitor
from lib.models import Problem
from lib.settings import Settings

# Between two looks at one feed; news sites make theirs anew every few minutes.
SECONDS_A_FEED = 900.0


class Followed:
    """Addresses whose articles are saved as an import at each look; pages are looked at once, feeds for what is new.

    Raises AccordError where the settings do not allow the network.
    """

    def __init__(self, addresses: Sequence[str], settings: Settings) -> None:
        self.addresses = list(dict.fromkeys(addresses))
        self._settings = settings
        self._tried: set[str] = set()
        self._pages: set[str] = set()
        self._said: set[Problem] = set()
        self._due = monotonic()
        if addresses and not settings.network:
            raise AccordError(OFF)

    def look(self, say: Callable[[str], None] = lambda _: None) -> list[Problem]:
        """Fetch what is new and save it, unless it is too soon; gives what could not be read, each once.

        `say` is told the name of each article. Raises AccordError where it cannot be saved.
        """
        if not self.addresses or monotonic() < self._due:
            return []
        corpus = self._settings.corpus
        known = self._tried.union(*(one.addresses for one in imports_in(corpus)))
        brought: list[Brought] = []
        with Visitor(self._settings) as visitor:
            for address in (one for one in self.addresses if one not in self._pages):
                found = []
                for one in visitor.bring(address, known):
                    say(one.name)
                    found.append(one)
                if any(one.piece is not None and one.name.split(", ")[0] == address for one in found):
                    self._pages.add(address)
                brought += found
        self._tried |= {one.name for one in brought}
        self._due = monotonic() + SECONDS_A_FEED
        pieces = [one.piece for one in brought if one.piece is not None]
        refused = [(one.name, str(one.outcome)) for one in brought if one.piece is None]
        if pieces:
            save_import(corpus, datetime.now(UTC), list(self.addresses), pieces, refused)
        problems = [problem for name, why in refused if (problem := Problem(name, why)) not in self._said]
        self._said.update(problems)
        return problems

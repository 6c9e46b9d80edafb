"""What every file says of itself, so that it can be read, and the view found again, without the desk."""

from datetime import datetime
from typing import NamedTuple


class View(NamedTuple):
    """The view that a file was taken from; `filters` in words, none for all articles; `made` is aware.

    `address` shows the same again, data version included; `page` is the page's title.
    """

    page: str
    filters: tuple[str, ...]
    version: str
    address: str
    made: datetime

    @property
    def kept(self) -> str:
        """The filters in one line.

        >>> View("Map", ("Outlet: A", "From 1 Oct 2018"), "3", "", datetime.min).kept
        'Outlet: A; From 1 Oct 2018'
        """
        return "; ".join(self.filters) or "All articles"

    def record(self) -> dict[str, str]:
        """The view as a record for JSON; `made` is an ISO moment to the second."""
        return {
            "page": self.page,
            "filters": self.kept,
            "data_version": self.version,
            "address": self.address,
            "made": self.made.isoformat(timespec="seconds"),
        }

"""A sentence as an analyst cites it."""

from typing import Any

from lib.views.kit.text import day


def citation(row: Any, origin: Any, version: str, address: str) -> str:  # noqa: ANN401  # frames' rows
    """Outlet, title, day, the sentence, where it was published, and where it stands in the desk, in one line.

    `row` is a row of evidence, `origin` its article's in `lib.queries.corpus.origins`; what is not known is left out,
    and a day borrowed from the story is said to be. `address` shows the sentence in that version of the data.
    """
    title = f"“{origin.title}”" if _known(origin.title) else ""
    when = day(row.published) + (" (date taken from the story)" if row.published_from == "story" else "")
    source = ", ".join(part for part in (str(origin.outlet_name), title, when) if part)
    quoted = " ".join(str(row.text).split())
    url = f" {origin.url}" if _known(origin.url) else ""
    return f"{source}: “{quoted}”{url} (Accord Desk, data version {version}: {address})"


def _known(value: object) -> bool:
    """Whether a cell holds words."""
    return isinstance(value, str) and bool(value)

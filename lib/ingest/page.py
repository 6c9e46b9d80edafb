"""A saved web page: its article, headline, date and outlet."""

from datetime import date

from lib.errors import UnreadableFileError
from lib.ingest.given import Given, outlet_at, outlet_named, web_address


def read_page(html: str) -> tuple[str, Given]:
    """The article's text, one line a paragraph, and what the page's own metadata say of it.

    Raises UnreadableFileError where the page holds no article.
    """
    import trafilatura  # noqa: PLC0415 (a quarter of a second, for those who have pages to read)

    found = trafilatura.bare_extraction(
        html,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        # Only dates that the page declares; a search would take any day that the text mentions.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        raise UnreadableFileError("a web page without an article in it: save the article's text as a .txt file")
    url = web_address(found.url)
    outlet = outlet_named(found.sitename or "", url=f"https://{found.hostname}" if found.hostname else None)
    return found.text or "", Given(outlet or outlet_at(url), _day(found.date), None, found.title, url)


def _day(value: str | None) -> date | None:
    """The day of an ISO date, or None where there is none."""
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None

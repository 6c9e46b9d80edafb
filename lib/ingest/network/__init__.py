"""Articles at addresses, in feeds and in sitemaps: fetched only where the settings allow it, within limits."""

from lib.ingest.network.visiting import OFF, Visitor

__all__ = ["OFF", "Visitor"]

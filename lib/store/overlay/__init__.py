"""Analysts' decisions and what is worked out over all articles, laid over the flat tables."""

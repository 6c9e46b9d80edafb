"""The sections of the page Compare, and Quotes."""

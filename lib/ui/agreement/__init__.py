"""The pieces of the Agreement page."""

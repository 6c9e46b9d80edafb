"""The pieces of the Map page."""

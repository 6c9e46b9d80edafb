"""The pieces of the Article page."""

"""The sections of the Sources page."""

"""Longer runs against odd and hostile input: `python -m tests.fuzz --help`."""

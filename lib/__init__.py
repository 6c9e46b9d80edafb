"""Accord Desk: how the press reports a negotiated agreement, each figure tied to its sentences."""

"""Passages that articles share, and which outlets count as one source."""

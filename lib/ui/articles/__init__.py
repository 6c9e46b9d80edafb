"""The Articles page: the list with its corrections, what stands aside, and the ways in."""

"""Numbers, their units and what they count."""

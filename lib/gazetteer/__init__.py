"""Names to places: a compact gazetteer of the world, with the names the English-language press uses."""

from lib.gazetteer.gazetteer import Candidate, Gazetteer, load_gazetteer
from lib.gazetteer.points import place_at, point_id

__all__ = ["Candidate", "Gazetteer", "load_gazetteer", "place_at", "point_id"]

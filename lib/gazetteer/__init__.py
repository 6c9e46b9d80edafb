"""Names to places: a compact gazetteer of the world, with the names the English-language press uses."""

from lib.gazetteer.gazetteer import Candidate, Gazetteer, load_gazetteer

__all__ = ["Candidate", "Gazetteer", "load_gazetteer"]

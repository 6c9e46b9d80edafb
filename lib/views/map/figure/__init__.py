"""The map of places as one still SVG, drawn here and not in a browser."""

from lib.views.map.figure.drawing import Shown, place_map_svg

__all__ = ["Shown", "place_map_svg"]

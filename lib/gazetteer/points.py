"""Places that no gazetteer has, as somebody found them on another map: an id that says where they are."""

import re

from lib.models import Place

_WRITTEN = re.compile(r"\s*(-?\d{1,2}(?:\.\d{1,8})?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d{1,8})?)\s*", re.ASCII)
_ID = re.compile(r"at:(-?\d{1,2}\.\d{4}),(-?\d{1,3}\.\d{4})", re.ASCII)


def point_id(written: str) -> str | None:
    """The id of the place at a latitude and longitude in degrees; None where these are none.

    >>> point_id("35.5, 36.25"), point_id("91, 0"), point_id("near Idlib")
    ('at:35.5000,36.2500', None, None)
    """
    found = _WRITTEN.fullmatch(written)
    lat, lon = map(float, found.groups()) if found else (91.0, 0.0)
    return f"at:{lat:.4f},{lon:.4f}" if abs(lat) <= 90 and abs(lon) <= 180 else None


def place_at(identifier: str, name: str) -> Place | None:
    """The place of such an id under a name, as exact as a town; None where the id is another's.

    >>> place = place_at("at:35.5000,36.2500", "Kneiset")
    >>> place and (place.name, place.lat, place.lon), place_at("geonames:1", "Kneiset")
    (('Kneiset', 35.5, 36.25), None)
    """
    found = _ID.fullmatch(identifier)
    if not found or point_id(",".join(found.groups())) != identifier:
        return None
    lat, lon = map(float, found.groups())
    return Place(identifier, name, lat, lon, None, "city")

"""The files the map needs in the browser, all from this machine: Leaflet, the base map, and how they are addressed."""

from importlib.util import find_spec
from pathlib import Path

from lib.errors import AccordError

BASEMAP_FOLDER = Path(__file__).parent / "basemap"
"""Outlines, city names, and the script and style that draw them."""

LEAFLET_MOUNT = "/leaflet"
BASEMAP_MOUNT = "/basemap"
"""Where the server has to serve the two folders, below its base path."""

# The map stands in a frame at component/<name>/index.html: two steps up is the server's base path, whatever it is.
_UP = "../.."

SCRIPTS = (
    ("leaflet", f"{_UP}{LEAFLET_MOUNT}/leaflet.js"),
    ("desk_names", f"{_UP}{BASEMAP_MOUNT}/desk_names.js"),
    ("desk_map", f"{_UP}{BASEMAP_MOUNT}/desk_map.js"),
)
STYLES = (
    ("leaflet_css", f"{_UP}{LEAFLET_MOUNT}/leaflet.css"),
    ("desk_map_css", f"{_UP}{BASEMAP_MOUNT}/desk_map.css"),
)


def leaflet_folder() -> Path:
    """The folder of leaflet.js and leaflet.css inside the installed package django-js-lib-leaflet.

    Raises AccordError where the package is not installed.
    """
    package = find_spec("js_lib_leaflet")
    if package is None or package.origin is None:
        raise AccordError("The map needs the package django-js-lib-leaflet: install the project's requirements.")
    return Path(package.origin).parent / "static" / "js_lib_leaflet"


def mounted_folders() -> dict[str, Path]:
    """Address below the server's base path, and the folder to serve there."""
    return {LEAFLET_MOUNT: leaflet_folder(), BASEMAP_MOUNT: BASEMAP_FOLDER}

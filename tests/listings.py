"""Every list that leaves the desk: each `Listing` that stands in a file of the house."""

import importlib
import pkgutil

import lib
from lib.listing import Listing


def _stands_in(value: object) -> list[Listing]:
    values = value.values() if isinstance(value, dict) else [value]
    return [one for one in values if isinstance(one, Listing)]


LISTINGS: tuple[Listing, ...] = tuple(
    dict.fromkeys(
        one
        for module in pkgutil.walk_packages(lib.__path__, "lib.")
        if "__main__" not in module.name and module.name != "lib.main"
        for value in vars(importlib.import_module(module.name)).values()
        for one in _stands_in(value)
    )
)

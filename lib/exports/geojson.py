"""Places as GeoJSON (RFC 7946), for any map program."""

import json
from typing import Any

import pandas as pd

from lib.exports.view import View
from lib.queries.map import PLACE

# What a place's properties take from its row as it stands.
TOLD = [column.name for column in PLACE if column.name not in {"lat", "lon", "parts"}]
DECIMALS = 5  # about a metre, finer than any place here is known


def geojson_bytes(places: pd.DataFrame, sentences: dict[str, int], view: View) -> bytes:
    """A feature a place, in the order given; a region, which no point stands for, has a null geometry.

    `places` has the columns of `lib.queries.map.places`, `sentences` says in how many each place is named. The view
    stands beside the features as a member of its own, which RFC 7946 allows.
    """
    rows = places.astype(object).where(places.notna(), None).to_dict("records")
    features = [_feature(row, sentences.get(row["place"], 0)) for row in rows]
    return json.dumps({"type": "FeatureCollection", "view": view.record(), "features": features}, **_WRITTEN).encode()


_WRITTEN: dict[str, Any] = {"ensure_ascii": False, "indent": 1, "allow_nan": False}


def _feature(row: dict[str, Any], sentences: int) -> dict[str, Any]:
    """One place with its counts."""
    told = {name: row[name] for name in TOLD}
    counts = {"sentences": sentences, "by_outlet": _by_outlet(row["parts"])}
    return {"type": "Feature", "id": row["place"], "geometry": _geometry(row), "properties": {**told, **counts}}


def _geometry(row: dict[str, Any]) -> dict[str, Any] | None:
    """The point, longitude first; None for what is too large for one."""
    if row["precision"] == "region" or row["lat"] is None or row["lon"] is None:
        return None
    return {"type": "Point", "coordinates": [round(row["lon"], DECIMALS), round(row["lat"], DECIMALS)]}


def _by_outlet(parts: Any) -> list[dict[str, Any]]:  # noqa: ANN401  # a list of structs, as DuckDB hands it over
    """Mentions by outlet and role, in the corpus's order."""
    return [{key: part[key] for key in ("outlet", "outlet_name", "role", "mentions")} for part in parts]

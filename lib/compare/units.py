"""Units and nouns as they can be compared: lengths in metres, and words for the same people as one."""

from lib.codebooks import load_words

# A unit to the second or third power, in the SI's own dimension.
POWERS = {"square length": "area", "cubic length": "volume"}


def group_of(head: str) -> str | None:
    """What the codebook calls those whom several nouns name, by one of the nouns."""
    return next((name for name, nouns in load_words("facts")["counted"].items() if head in nouns), None)


def is_measure(word: str) -> bool:
    """Whether a word is a unit of measure, and no currency: "kilometres"."""
    return any(word.lower() in row["forms"] for row in load_words("units").values() if "factor" in row)


def scale_of(unit: str) -> tuple[float, str]:
    """How many of its dimension's SI unit one of a unit is, and the dimension; a unit without factor stays itself.

    >>> scale_of("kilometre"), scale_of("square kilometre"), scale_of("people")
    ((1000.0, 'length'), (1000000.0, 'area'), (1.0, 'people'))
    """
    power, _, name = unit.rpartition(" ") if unit.startswith(("square ", "cubic ")) else ("", "", unit)
    row = load_words("units").get(name)
    if row is None or "factor" not in row:
        return 1.0, unit
    times = {"square": 2, "cubic": 3}.get(power, 1)
    dimension = f"{power} {row['dimension']}".strip()
    return float(row["factor"]) ** times, POWERS.get(dimension, dimension)

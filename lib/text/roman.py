"""Roman numerals."""

_STEPS = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def as_roman(value: int) -> str:
    """A number up to 399 as a Roman numeral in lower case.

    >>> as_roman(14)
    'xiv'
    """
    written = ""
    for worth, letters in _STEPS:
        count, value = divmod(value, worth)
        written += letters * count
    return written

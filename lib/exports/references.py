"""Articles as references, for programs that manage literature: RIS and BibTeX."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlsplit

import pandas as pd

from lib.exports.cells import writable
from lib.exports.view import View
from lib.listing import Listing, columns
from lib.models import BORROWED
from lib.text.slug import slug
from lib.views.kit.text import one_line

REFERENCES = Listing(
    "references",
    "Articles as references",
    columns("document, title?, url?, author?, published: day?, published_from?, outlet_name"),
    by=("document",),
    noun="article",
)
# What an address may hold; all else is written as its bytes. Braces and backslashes would end a field of BibTeX.
_IN_ADDRESSES = ":/?#[]@!$&'()*+,;=-._~%"
# BibTeX counts braces, whatever stands before them, so none may be left in a text.
_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}", **{sign: f"\\{sign}" for sign in "$&#%_"},
    }
)  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")  # BibTeX's own words


def ris_bytes(articles: pd.DataFrame, view: View) -> bytes:
    """The articles as RIS, a newspaper article each, in the order given; `articles` has the columns of `REFERENCES`.

    What is not known is left out. The view stands in each reference's note, for a file of RIS has no place for it.
    """
    import rispy  # type: ignore[import-untyped]  # noqa: PLC0415  # needed only when a file is asked for

    class Writer(rispy.RisWriter):  # type: ignore[misc]  # rispy has no types
        """Without a number before each reference, which not every program passes over."""

        def set_header(self, count: int) -> str:  # noqa: ARG002  # as rispy asks
            return ""

    entries = [_entry(row, view) for row in _rows(articles)]
    return str(rispy.dumps(entries, implementation=Writer)).encode()


def bibtex_bytes(articles: pd.DataFrame, view: View) -> bytes:
    """The same as BibTeX; a title keeps its capitals, an entry's key is the same in each file."""
    return "\n".join(_bibtex(row, view) for row in _rows(articles)).encode()


def _rows(articles: pd.DataFrame) -> Iterator[Any]:
    """The articles, which are of the list."""
    yield from REFERENCES.shown(articles).itertuples()


def _entry(row: Any, view: View) -> dict[str, Any]:  # noqa: ANN401  # a frame's row
    """One article by rispy's names for what RIS has."""
    title, address = _words(row.title), _address(row.url)
    day = {} if pd.isna(row.published) else {"date": f"{row.published:%Y/%m/%d}", "year": f"{row.published:%Y}"}
    return {
        "type_of_reference": "NEWS",
        **({"authors": _words(row.author).split(" and ")} if _words(row.author) else {}),
        **({"title": title} if title else {}),
        "secondary_title": _words(row.outlet_name),
        **day,
        **({"urls": [address]} if address else {}),
        "notes": [_note(row, view)],
        "name_of_database": "Accord Desk",
    }


def _bibtex(row: Any, view: View) -> str:  # noqa: ANN401  # as above
    """One article as an entry; the day stands as a date for BibLaTeX, and as year and month for what came before."""
    fields = {"title": f"{{{_latex(_words(row.title))}}}" if _words(row.title) else ""}
    fields["author"] = _latex(_words(row.author))
    fields["journal"] = _latex(_words(row.outlet_name))
    if pd.notna(row.published):
        fields |= {"date": f"{row.published:%Y-%m-%d}", "year": f"{row.published:%Y}"}
    fields |= {"url": _address(row.url), "note": _latex(_note(row, view))}
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    if pd.notna(row.published):
        lines.append(f"  month = {_MONTHS[row.published.month - 1]}")
    return f"@article{{{_key(row)},\n" + ",\n".join(lines) + "\n}\n"


def _key(row: Any) -> str:  # noqa: ANN401  # as above
    """What a text cites the article by: letters and digits that every program takes, no two alike.

    >>> class Row: outlet_name, document = "Ya Libnan", "6fb65e233b16f16b"
    >>> _key(Row)
    'ya-libnan-6fb65e233b16f16b'
    """
    outlet = slug(row.outlet_name).encode("ascii", "ignore").decode().strip("-")
    return "-".join(filter(None, [outlet, slug(row.document)]))


def _note(row: Any, view: View) -> str:  # noqa: ANN401  # as above
    """How the day is known where the article does not say it, and the view that the file was taken from."""
    borrowed = f"{how.capitalize()}. " if (how := BORROWED.get(row.published_from)) else ""
    return _words(f"{borrowed}Accord Desk, data version {view.version}: {view.kept}")


def _words(cell: object) -> str:
    """A cell's words on one line, so that no line of it can begin a field or end a reference."""
    return one_line(str(writable(cell))) if isinstance(cell, str) else ""


def _latex(words: str) -> str:
    r"""Words as TeX reads them.

    >>> _latex("50% of R&D}, note={x")
    '50\\% of R\\&D\\textbraceright{}, note=\\textbraceleft{}x'
    """
    return words.translate(_LATEX)


def _address(url: object) -> str:
    """An address of the web, or nothing.

    >>> _address("https://x.org/a b}?c=1%20"), _address("javascript:alert(1)"), _address(None)
    ('https://x.org/a%20b%7D?c=1%20', '', '')
    """
    try:
        known = isinstance(url, str) and urlsplit(url).scheme.lower() in {"http", "https"}
    except ValueError:
        known = False
    return quote(_words(url), safe=_IN_ADDRESSES) if known else ""

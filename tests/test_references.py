"""Articles as RIS and BibTeX: what is known of each, whatever it holds, read back by another reader."""

import re
from datetime import UTC, datetime
from itertools import accumulate
from typing import Any

import duckdb
import pandas as pd
import pytest
import rispy

from lib.exports.references import REFERENCES, bibtex_bytes, ris_bytes
from lib.exports.view import View
from lib.listing import framed
from lib.queries.corpus import references

VIEW = View("Articles", ("Outlet: 50% {Times}",), "3.1", "http://desk/", datetime(2026, 1, 2, tzinfo=UTC))
DAY = datetime(2018, 9, 18)  # noqa: DTZ001  # as a frame has it
# A title as it stands in an article, as RIS has it, and as TeX reads it.
TITLES = [
    ("A deal", "A deal", "A deal"),
    ("A deal\nER  - \nTY  - BOOK", "A deal ER - TY - BOOK", "A deal ER - TY - BOOK"),
    ("}, note = {x", "}, note = {x", r"\textbraceright{}, note = \textbraceleft{}x"),
    (
        r"\input{/etc/passwd}",
        r"\input{/etc/passwd}",
        r"\textbackslash{}input\textbraceleft{}/etc/passwd\textbraceright{}",
    ),
    (
        "50% of R&D_1 #2 $3 ~ ^",
        "50% of R&D_1 #2 $3 ~ ^",
        r"50\% of R\&D\_1 \#2 \$3 \textasciitilde{} \textasciicircum{}",
    ),
    ("@book{x,", "@book{x,", r"@book\textbraceleft{}x,"),
    ("إدلب \u202eabc\x00", "إدلب abc", "إدلب abc"),
]


def row(**told: Any) -> pd.DataFrame:
    """One article of the list."""
    known = {
        "document": "6fb65e233b16f16b", "title": "A deal", "url": "https://x.org/a?b=1&c=2", "published": DAY,
        "published_from": "text", "outlet_name": "Ya Libnan", "author": None,
    }  # fmt: skip
    return framed(REFERENCES.columns, [[{**known, **told}[column.name] for column in REFERENCES.columns]])


def fields(entry: str) -> dict[str, str]:
    """A BibTeX entry's fields, read by counting braces alone, as BibTeX does; nothing may be left over."""
    inside = re.fullmatch(r"@article\{[a-z0-9-]+,\n(.*)\n\}\n", entry, re.DOTALL)
    assert inside
    found, rest = {}, inside[1]
    while rest:
        name, _, rest = rest.partition(" = ")
        depths = accumulate((sign == "{") - (sign == "}") for sign in rest + ",")
        end = next(at for at, depth in enumerate(depths) if not depth and (rest + ",")[at] == ",")
        found[name.strip()], rest = rest[:end].removeprefix("{").removesuffix("}"), rest[end + 2 :]
    return found


@pytest.mark.parametrize(("title", "ris", "tex"), TITLES)
def test_no_title_ends_its_field(title: str, ris: str, tex: str) -> None:
    (entry,) = rispy.loads(ris_bytes(row(title=title, outlet_name=title), VIEW).decode())
    assert (entry["type_of_reference"], entry["title"], entry["secondary_title"]) == ("NEWS", ris, ris)
    read = fields(bibtex_bytes(row(title=title, outlet_name=title), VIEW).decode())
    assert read["title"] == f"{{{tex}}}"
    assert read["journal"] == tex


def test_day_address_and_view_stand_in_both() -> None:
    (entry,) = rispy.loads(ris_bytes(row(published_from="story"), VIEW).decode())
    assert (entry["date"], entry["year"], entry["urls"]) == ("2018/09/18", "2018", ["https://x.org/a?b=1&c=2"])
    said = "Date taken from the story. Accord Desk, data version 3.1: Outlet: "
    assert entry["notes"] == [f"{said}50% {{Times}}"]
    assert fields(bibtex_bytes(row(published_from="story"), VIEW).decode()) == {
        "title": "{A deal}", "journal": "Ya Libnan", "date": "2018-09-18", "year": "2018", "month": "sep",
        "url": "https://x.org/a?b=1&c=2", "note": rf"{said}50\% \textbraceleft{{}}Times\textbraceright{{}}",
    }  # fmt: skip


@pytest.mark.parametrize("url", [None, "", "javascript:alert(1)", "http://[broken", "file:///etc/passwd"])
def test_what_is_not_known_is_left_out(url: str | None) -> None:
    bare = row(title=None, url=url, published=None, published_from=None)
    (entry,) = rispy.loads(ris_bytes(bare, VIEW).decode())
    assert entry.keys() == {"type_of_reference", "secondary_title", "notes", "name_of_database"}
    assert fields(bibtex_bytes(bare, VIEW).decode()).keys() == {"journal", "note"}


def test_the_seeds_are_taken_along_in_order_each_by_a_key_of_its_own(
    seed_connection: duckdb.DuckDBPyConnection,
) -> None:
    documents = [
        one for (one,) in seed_connection.execute("SELECT document FROM documents ORDER BY position DESC").fetchall()
    ]
    found = references(seed_connection, documents)
    assert REFERENCES.check(found)["document"].tolist() == documents
    entries = rispy.loads(ris_bytes(found, VIEW).decode())
    assert [entry["secondary_title"] for entry in entries] == found["outlet_name"].tolist()
    keys = re.findall(r"@article\{(.*),", bibtex_bytes(found, VIEW).decode())
    assert len(set(keys)) == len(documents)


def test_who_wrote_it_stands_in_both() -> None:
    written = row(author="Rosa Diaz and Juan de la Cruz")
    assert "AU  - Rosa Diaz" in ris_bytes(written, VIEW).decode()
    assert "AU  - Juan de la Cruz" in ris_bytes(written, VIEW).decode()
    assert "author = {Rosa Diaz and Juan de la Cruz}" in bibtex_bytes(written, VIEW).decode()


def written_by(title: str | None, line: str) -> str | None:
    """Who wrote an article of which this line stands under its headline."""
    connection = duckdb.connect()
    connection.execute(
        "CREATE TABLE documents AS SELECT 'a' AS document, $title::VARCHAR AS title, NULL AS url, $text AS original, "
        "NULL::DATE AS published, NULL AS published_from, 'x' AS outlet, 'X' AS outlet_name, 'a.txt' AS path",
        {"title": title, "text": f"{title or 'A deal on boats'}\n\n{line}\n\nBoth agreed."},
    )
    return references(connection, ["a"])["author"].item() or None


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Solange Tabo, in Faya-Largeau", "Solange Tabo"),
        ("By Rosa Diaz and Juan de la Cruz", "Rosa Diaz and Juan de la Cruz"),
        ("BY ROSA DIAZ | Andes Daily", "ROSA DIAZ"),
        ("By Émile Órfão, in Lisbon", "Émile Órfão"),
        ("By Friday, Peru had left.", None),
        ("By the lake they met", None),
    ],
)
def test_a_byline_says_who_wrote_it(line: str, author: str | None) -> None:
    assert written_by("A deal on boats", line) == author


def test_a_headline_is_no_byline() -> None:
    assert written_by("By Land and Sea", "By Ana Ruiz") == "Ana Ruiz"
    assert written_by("By Land and Sea", "Both agreed.") is None
    assert written_by(None, "By Ana Ruiz") == "Ana Ruiz"

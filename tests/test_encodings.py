"""Bytes to text: every encoding found, named, and mended only where it is damaged."""

import pytest

from lib.ingest import (
    read_bytes,
)
from lib.ingest.decode import decode
from tests.articles import BODY

CURLY = "Turkey’s “zone” – a café plan… It will be set up by the end of the year, said Ms. Erdoğan."
WESTERN = CURLY.replace("ğ", "g")


@pytest.mark.parametrize(
    ("data", "text", "note"),
    [
        (CURLY.encode(), CURLY, None),
        (CURLY.encode("utf-8-sig"), CURLY, None),
        (WESTERN.encode("cp1252"), WESTERN, "Windows-1252"),
        (CURLY.encode("cp1254"), CURLY, "Windows-1254"),
        (WESTERN.encode("mac_roman"), WESTERN, "Mac Roman"),
        ("Łukasz Żak and Beneš met in Gdańsk, and they agreed.".encode("cp1250"), None, "Windows-1250"),
        (CURLY.encode("utf-16"), CURLY, "UTF-16-LE"),
        (b"\xfe\xff" + CURLY.encode("utf-16-be"), CURLY, "UTF-16-BE"),
        (CURLY.encode("utf-16-le"), CURLY, "UTF-16-LE"),
        (CURLY.encode("utf-16-be"), CURLY, "UTF-16-BE"),
        (CURLY.encode("utf-32"), CURLY, "UTF-32-LE"),
        # UTF-8 that was once read as Windows-1252, and HTML's names for characters
        (CURLY.encode().decode("cp1252", "replace").encode(), None, "damaged characters"),
        (b"Tanks &amp; guns, they said.", "Tanks & guns, they said.", "usual form"),
    ],
)
def test_encodings_are_found_and_named(data: bytes, text: str | None, note: str | None) -> None:
    found, notes = decode(data)
    assert text is None or found == text
    assert (note in notes[0]) if note else notes == ()


def test_damaged_text_is_mended_and_good_text_is_not_touched() -> None:
    damaged = "Turkey’s zone and Erdoğan’s plan".encode().decode("latin-1")
    assert decode(damaged.encode())[0] == "Turkey’s zone and Erdoğan’s plan"
    good = "‘It’s’ “fine” — £5, 10³, ½, Erdoğan, Hay'et\r\n\tand…"
    assert decode(good.encode()) == (good, ())


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-le", "utf-8-sig"])
def test_the_document_is_the_same_in_every_encoding_and_says_how_it_was_read(encoding: str) -> None:
    document = read_bytes("a.txt", f"A plan agreed\n\n{BODY}They said “no”.".encode(encoding))
    assert document.text == f"A plan agreed\n\n{BODY.strip()}\n\nThey said “no”."
    assert any(note.startswith("read as ") for note in document.notes) == (encoding != "utf-8-sig")

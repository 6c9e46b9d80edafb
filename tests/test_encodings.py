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


def page(declaration: str, word: str) -> str:
    """A web page with a declaration, which says a word four times."""
    said = "".join(
        f"<p>The leaders agreed on Monday to create zone number {n} of the country, and {word} said so.</p>"
        for n in range(4)
    )
    html = f"<html><head>{declaration}<title>Leaders agree</title></head><body><article>{said}</article></body></html>"
    return f"{declaration}{html.replace(declaration, '')}" if declaration.startswith("<?xml") else html


DECLARED = [
    ("windows-1251", "Лавров", "Windows-1251"),
    ("koi8-r", "Лавров", "KOI8-R"),
    ("Shift_JIS", "東京の日本", "Shift_JIS"),
    ("x-sjis", "東京の日本", "Shift_JIS"),
    ("euc-jp", "東京の日本", "EUC-JP"),
    ("iso-2022-jp", "東京の日本", "ISO2022_JP"),
    ("EUC-KR", "서울과 평양", "EUC-KR"),
    ("Big5", "台北市政府", "Big5"),
    ("GB2312", "北京市政府", "GB18030"),
    ("gbk", "镕", "GB18030"),
    ("ISO-8859-2", "Łódź Gdańsk", "ISO-8859-2"),
    ("ISO-8859-15", "Œuvre €5", "ISO-8859-15"),
    ("iso-8859-9", "Erdoğan", "Windows-1254"),
    ("latin1", "“Müller”", "Windows-1252"),
    ("windows-1256", "اتفاق", "Windows-1256"),
]
PYTHONS = {"x-sjis": "shift_jis", "latin1": "cp1252"}


@pytest.mark.parametrize(
    "form",
    [
        '<meta charset="{}">',
        "<META CHARSET={} />",
        '<meta http-equiv="Content-Type" content="text/html; charset={}">',
        "<!-- <meta charset=utf-8> --><meta content='text/html;charset={}' http-equiv=content-type>",
        '<?xml version="1.0" encoding="{}"?>',
    ],
)
@pytest.mark.parametrize(("label", "word", "name"), DECLARED)
def test_a_page_is_read_in_the_set_that_it_declares(form: str, label: str, word: str, name: str) -> None:
    document = read_bytes("a.html", page(form.format(label), word).encode(PYTHONS.get(label, label)))
    assert document.text.count(word) == 4
    assert f"read as {name}" in document.notes


@pytest.mark.parametrize(
    "label", ["windows-1251", "gb2312", "iso-8859-1", "rot13", "idna", "unicode_escape", "nonsense", ""]
)
def test_a_page_saved_anew_as_utf_8_is_read_so_whatever_it_declares(label: str) -> None:
    document = read_bytes("a.html", page(f'<meta charset="{label}">', "Erdoğan’s aide").encode())
    assert document.text.count("Erdoğan’s aide") == 4
    assert not any("read as" in note for note in document.notes)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8", "utf-8-sig"])
def test_a_page_that_declares_utf_16(encoding: str) -> None:
    document = read_bytes("a.html", page('<meta charset="utf-16">', "Erdoğan").encode(encoding))
    assert document.text.count("Erdoğan") == 4


def test_a_page_whose_bytes_do_not_fit_what_it_declares() -> None:
    assert "Müller" in read_bytes("a.html", page('<meta charset="utf-8">', "Müller").encode("cp1252")).text
    torn = page('<meta charset="euc-kr">', "서울과 평양").encode("euc-kr").replace(b"number 2", b"number\xff2")
    document = read_bytes("a.html", torn)
    assert document.text.count("서울과 평양") == 4
    assert {"read as EUC-KR", "one damaged letter, shown as \ufffd"} <= set(document.notes)


@pytest.mark.parametrize(
    ("data", "text", "notes"),
    [
        (f"{CURLY} x".encode() + b"\xff" + b" y.", f"{CURLY} x\ufffd y.", ("one",)),
        (f"{CURLY} caf".encode() + b"\xc3", f"{CURLY} caf\ufffd", ("one",)),
        (CURLY.encode() + b"\xe2\x80", f"{CURLY}\ufffd", ("one",)),
        (b"They met and said: yes\xe2\x80", "They met and said: yes\ufffd", ("one",)),
        (b"They met in a caf\xc3", "They met in a caf\ufffd", ("one",)),
        (b"\xef\xbb\xbf" + CURLY.encode() + b"\x92", f"{CURLY}\ufffd", ("one",)),
        (CURLY.encode() * 20 + b"\x92 a \xe9 b \xff", CURLY * 20 + "\ufffd a \ufffd b \ufffd", ("3",)),
        # a mark that the text itself has is no damage of these bytes
        (f"{CURLY} \ufffd".encode(), f"{CURLY} \ufffd", ()),
        # Windows-1252 stays what it is, with an accented last letter, and with pairs that would be letters in UTF-8
        (b"They met in a caf\xe9", "They met in a café", ("Windows-1252",)),
        ("Turkey’s plan “x”".encode("cp1252"), "Turkey’s plan “x”", ("Windows-1252",)),
        ("The CAFÉ” sign, Turkey’s plan – it’s so.".encode("cp1252"), None, ("Windows-1252",)),
        (b"It\x92s a \x81 plan \x97 Turkey\x92s.", "It’s a \ufffd plan — Turkey’s.", ("Windows-1252", "one")),
    ],
)
def test_a_few_bytes_that_do_not_fit_cost_only_themselves(
    data: bytes, text: str | None, notes: tuple[str, ...]
) -> None:
    found, said = decode(data)
    assert text is None or found == text
    assert [note.replace("read as ", "").split(" damaged")[0] for note in said] == list(notes)

"""Files that hold an agreement, and those refused, each with its reason."""

import io
from pathlib import Path

import docx
import pypdf
import pytest

from lib.agreement.files.text import MOST_BYTES, load_text, text_of
from lib.errors import UnreadableFileError

LINES = (
    "PROTOCOL ON ROADS",
    "1. The Front shall open the road to Zouar by 3 May 2021.",
    "2. The Government shall pay the guards.",
)


def _pdf(lines: tuple[str, ...]) -> bytes:
    """A PDF of one page with these lines, made by hand."""
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream = f"BT /F1 11 Tf 72 720 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 %b >> >> >>"
        % b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    return data + b"xref\n0 5\n0000000000 65535 f \n" + table + end


def _docx(*styled: tuple[str, str]) -> bytes:
    document = docx.Document()
    for text, style in styled:
        document.add_paragraph(text, style=style)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_a_pdf_with_text() -> None:
    assert [line for line in text_of(_pdf(LINES)).splitlines() if line] == list(LINES)


def test_a_docx_has_the_numbers_that_word_shows() -> None:
    data = _docx(
        ("Roads", "Title"),
        ("The Front shall leave.", "List Number"),
        ("Guards go.", "List Number"),
        ("Mines.", "List Bullet"),
    )
    assert text_of(data).split("\n\n")[1:] == ["1. The Front shall leave.", "2. Guards go.", "• Mines.\n"]


def test_a_page_has_the_numbers_that_a_browser_shows() -> None:
    page = b"<html><nav>Home</nav><p>They shall:</p><ol type=i start=2><li>leave;<li>pay.</ol><footer>T</footer></html>"
    assert text_of(page) == "They shall:\n\nii. leave;\niii. pay."


def test_text_stays_as_it_is() -> None:
    assert text_of("1.\tThe Front shall\n\tleave “Zouar”.\n".encode()) == "1.\tThe Front shall\n\tleave “Zouar”.\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b" \n\t", "empty", id="blank"),
        pytest.param(b"12 34 56 78", "no words", id="no words"),
        pytest.param(_pdf(("",)), "scan", id="a scan"),
        pytest.param(b"%PDF-1.7\nnothing else", "PDF that cannot be read", id="a broken PDF"),
        pytest.param(b"PK\x03\x04nothing else", "DOCX that cannot be read", id="a broken DOCX"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "binary", id="a picture"),
        pytest.param(b"a" * (MOST_BYTES + 1), "larger than", id="too large"),
        pytest.param(b"The Front shall leave. " * 30_000, "longer than", id="too long"),
    ],
)
def test_files_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFileError, match=reason):
        text_of(data)


def test_a_pdf_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lib.agreement.files.pdf.seconds_for", lambda _: 0.0)
    with pytest.raises(UnreadableFileError, match="took longer"):
        text_of(_pdf(LINES))


def test_an_encrypted_pdf_is_refused() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(_pdf(LINES)))
    writer.encrypt("secret", algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    with pytest.raises(UnreadableFileError, match="encrypted"):
        text_of(written.getvalue())


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="no such file"):
        load_text(tmp_path / "accord.txt")
    with pytest.raises(UnreadableFileError, match="folder"):
        load_text(tmp_path)

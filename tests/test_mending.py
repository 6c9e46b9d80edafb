"""One cleaning for every kind of input: what is mended in a text file is mended in a record, and in its title."""

from pathlib import Path

import pytest

from lib.ingest import read_bytes, read_files
from lib.ingest.mend import mend
from lib.text.clean import clean
from tests.articles import jsonl, write

REST = "They met on Monday in Sochi and agreed that the truce would hold until the end of the year."

DAMAGED = [
    ("&ldquo;We agree,&rdquo; he said of Turkey&#8217;s plan.", "“We agree,” he said of Turkey’s plan."),
    ("Tanks &amp;amp; guns leave &amp;ldquo;at once&amp;rdquo;.", "Tanks & guns leave “at once”."),
    ("Turkeyâ€™s zone and Erdoganâ€™s plan are one.", "Turkey’s zone and Erdogan’s plan are one."),
    ("Turkey\x92s zone \x97 a plan\x85 is one.", "Turkey’s zone — a plan… is one."),
    ("<p>They said <b>no</b> to it.</p><p>It was late.</p>", "They said no to it.\n\nIt was late."),
    ("<div class='a'>They said no.<br/>It was late.</div>", "They said no.\n\nIt was late."),
    ("They said no.<script>var a = '<p>';</script> It was late.<!-- x -->", "They said no. It was late."),
    ("<p>&ldquo;No,&rdquo; they said: 5 &lt; 6.</p>", "“No,” they said: 5 < 6."),
    ("It was <b>he, and <who> said a < b > c.", "It was he, and <who> said a < b > c."),
    *(
        (f"They will withdraw the{control}heavy weapons.", "They will withdraw the heavy weapons.")
        for control in [*"\x0b\x1c\x1d\x1e\x1f\x85\u2028\x00\x7f\x01", "&#11;", "\x0b\x0b"]
    ),
    ("They left the zone.\x0cIt was late.", "They left the zone.\n\nIt was late."),
    ("They left the zone.\u2029It was late.", "They left the zone.\n\nIt was late."),
]


@pytest.mark.parametrize(("damaged", "mended"), DAMAGED)
def test_a_text_and_a_record_are_mended_alike(tmp_path: Path, damaged: str, mended: str) -> None:
    text = f"{REST}\n\n{damaged}"
    from_text = read_bytes("a.txt", text.encode())
    [from_record], problems = read_files([write(tmp_path, "a.jsonl", jsonl({"id": "1", "text": text}))])
    assert problems == []
    assert from_text.text == from_record.text == f"{REST}\n\n{mended}"
    assert from_text.notes == from_record.notes
    assert from_record.notes


@pytest.mark.parametrize(("damaged", "mended"), [(a, b) for a, b in DAMAGED if "\n" not in b])
def test_a_title_is_mended_as_a_text_is(tmp_path: Path, damaged: str, mended: str) -> None:
    [record], _ = read_files([write(tmp_path, "a.jsonl", jsonl({"id": "1", "text": REST, "title": damaged}))])
    assert record.title == mended
    assert record.text == f"{mended}\n\n{REST}"


@pytest.mark.parametrize(("damaged", "_"), DAMAGED)
def test_verbatim_stays_as_it_is(tmp_path: Path, damaged: str, _: str) -> None:
    path = write(tmp_path, "a.jsonl", jsonl({"id": "1", "text": f"{REST} {damaged}", "title": damaged}))
    [record], _problems = read_files([path], verbatim=True)
    assert (record.text, record.title) == (f"{REST} {damaged}", damaged)


@pytest.mark.parametrize(
    "good", ["‘It’s’ “fine” — £5, 10³, ½, Erdoğan, a < b, x & y; <unknown> AT&T\r\n\tand…", "5 <6> 7", "R&D; R&Dx;"]
)
def test_good_text_is_not_touched(good: str) -> None:
    assert mend(good) == (good, ())


def test_an_outlet_has_no_control_in_its_name(tmp_path: Path) -> None:
    [record], _ = read_files([write(tmp_path, "a.jsonl", jsonl({"id": "1", "text": REST, "outlet": "Daily\0News"}))])
    assert record.source
    assert record.source.name == "Daily News"


@pytest.mark.parametrize("control", ["\x0b", "\x1c", "\x85", "\x1e"])
def test_a_control_in_a_verbatim_text_ends_no_paragraph(control: str) -> None:
    text = f"They will withdraw the{control}heavy weapons from the zone by the end of October."
    assert "\n\n" not in clean(text).text

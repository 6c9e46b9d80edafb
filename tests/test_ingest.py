"""Documents as they are read: the seeds, stories, dates, outlets and identities."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from lib.ingest import (
    find_files,
    read_bytes,
    read_file,
    read_files,
)
from lib.ingest.given import outlet_at, web_address
from tests.articles import BODY, jsonl, write

SEEDS = Path(__file__).parent.parent / "seeds"


def test_the_seeds_as_they_are_known() -> None:
    documents, problems = read_files([SEEDS])
    assert problems == []
    assert [document.source.name if document.source else None for document in documents] == [
        None,
        "Ya Libnan",
        "Alwaght",
    ]
    assert [document.source_from for document in documents] == [None, "metadata", "text"]
    assert {document.story for document in documents} == {"idlib-2018"}
    assert {document.published for document in documents} == {date(2018, 9, 17)}
    assert [document.published_from for document in documents] == ["story", "text", "story"]
    assert [document.body_start for document in documents] == [65, 0, 0]
    assert [bool(document.url) for document in documents] == [False, True, True]


def test_seed_originals_are_the_files_byte_for_byte() -> None:
    for document in read_files([SEEDS])[0]:
        raw = Path(document.path).read_bytes()
        assert sha256(document.original.encode()).digest() == sha256(raw).digest()
        for removal in document.removed:
            assert document.original[removal.start : removal.end] == removal.exact


def test_verbatim_keeps_every_character_and_still_reads_dates_and_outlets() -> None:
    documents, problems = read_files([SEEDS], verbatim=True)
    assert problems == []
    for document in documents:
        assert document.text.encode() == Path(document.path).read_bytes()
        assert (document.title, document.body_start, document.removed) == (None, 0, ())
    assert [document.published_from for document in documents] == ["story", "text", "story"]


def test_verbatim_reads_what_the_text_prints(tmp_path: Path) -> None:
    text = "Alwaght- date 2018-09-17\r\n" + BODY
    assert read_file(write(tmp_path, "a.txt", text), verbatim=True).text == text
    dated = read_bytes("a.txt", f" date 2018-09-17 {BODY}".encode(), verbatim=True)
    assert (dated.published, dated.published_from) == (date(2018, 9, 17), "text")
    named = read_bytes("a.txt", f"Alwaght- {BODY}".encode(), verbatim=True)
    assert (named.source and named.source.id, named.source_from) == ("alwaght", "text")
    damaged = "Turkeyâ€™s zone &amp; more.\n"
    assert read_bytes("a.txt", damaged.encode(), verbatim=True).text == damaged


def test_what_is_said_of_all_files_fills_what_they_do_not_say(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", BODY)
    write(tmp_path, "b.jsonl", jsonl({"id": "1", "text": BODY, "outlet": "Own News"}))
    documents, _ = read_files([tmp_path], outlet="Some News", published=date(2018, 9, 20))
    assert [document.source.id for document in documents if document.source] == ["some-news", "own-news"]
    assert {document.published for document in documents} == {date(2018, 9, 20)}


def test_a_folder_is_a_story_and_lends_its_earliest_date(tmp_path: Path) -> None:
    write(tmp_path, "one/a.txt", f"date 2018-09-19 {BODY}")
    write(tmp_path, "one/b.txt", f"date 2018-09-17 {BODY} They left.")
    write(tmp_path, "one/c.txt", BODY + "They came back.")
    write(tmp_path, "two/d.txt", BODY + "They stayed.")
    documents, problems = read_files([tmp_path])
    assert problems == []
    assert [(document.story, document.published, document.published_from) for document in documents] == [
        ("one", date(2018, 9, 19), "text"),
        ("one", date(2018, 9, 17), "text"),
        ("one", date(2018, 9, 17), "story"),
        ("two", None, None),
    ]
    assert documents[2].notes == ("undated: 17 Sep 2018 is taken from the earliest article of its story, b.txt",)


def test_the_date_that_counts_and_the_one_printed_may_differ() -> None:
    document = read_bytes("a.txt", f"date 2018-09-17 {BODY}".encode(), published=date(2018, 9, 18))
    assert (document.published, document.published_from) == (date(2018, 9, 18), "metadata")
    assert document.notes == ("the text itself prints the date 17 Sep 2018",)


def test_an_address_names_the_outlet_where_nothing_else_does() -> None:
    document = read_bytes("a.txt", BODY.encode(), url="https://www.news.example/1")
    assert document.source == outlet_at("https://www.news.example/2")
    assert (document.source and document.source.name, document.source_from) == ("news.example", "url")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "//x", "https://", "http://[", "", None])
def test_an_address_that_no_page_may_link_to_is_dropped(url: str | None) -> None:
    assert web_address(url) is None
    assert read_bytes("a.txt", BODY.encode(), url=url).url is None


def test_ids_change_with_the_outlet_and_the_bytes_and_with_nothing_else(tmp_path: Path) -> None:
    plain = read_bytes("a.txt", BODY.encode())
    assert len(plain.id) == 16
    assert read_file(write(tmp_path, "b.txt", BODY), title="A headline").id == plain.id
    assert read_bytes("a.txt", BODY.encode(), outlet="X").id != plain.id
    assert read_bytes("a.txt", BODY.encode() + b" ").id != plain.id


def test_files_come_once_in_a_stable_order_and_hidden_ones_not_at_all(tmp_path: Path) -> None:
    for name in ("b.txt", "a.TXT", ".hidden.txt", ".git/c.txt", "sub/d.html", "notes.md", "e.jsonl", "f.docx"):
        write(tmp_path, name, BODY)
    found = [path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path, tmp_path / "b.txt"])]
    assert found == ["a.TXT", "b.txt", "e.jsonl", "f.docx", "sub/d.html"]


YEARLESS = [
    ("N'DJAMENA, 21 March (CPA) - The army left on Friday.", date(2025, 3, 21)),
    ("Troops leave the town\n\nOSLO, January 3 - The army left on Friday.", date(2026, 1, 3)),
    # a month before the story's first dated article is still of the story
    ("LIMA, 20 January (EFE) - The army left on Friday.", date(2025, 1, 20)),
]


@pytest.mark.parametrize(("text", "day"), YEARLESS, ids=[text[:20] for text, _ in YEARLESS])
def test_a_dateline_without_a_year_is_of_the_storys_year(tmp_path: Path, text: str, day: date) -> None:
    (tmp_path / "first.txt").write_text(
        "ROME, 4 February 2025 (ANSA) - They signed an accord on Tuesday.", encoding="utf-8"
    )
    (tmp_path / "later.txt").write_text(text, encoding="utf-8")
    documents, _ = read_files([tmp_path])
    later = next(document for document in documents if document.path.endswith("later.txt"))
    assert (later.published, later.published_from) == (day, "text")
    assert "its year is that of its story" in later.notes[-1]

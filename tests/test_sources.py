"""What sources.toml says, and how it is explained where it is broken."""

from datetime import date
from pathlib import Path

import pytest

from lib.ingest import (
    Given,
    find_metadata,
    read_file,
    read_files,
)
from tests.articles import BODY, write


def test_sources_say_what_is_known_of_each_file(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", BODY)
    write(tmp_path, "b.txt", BODY + "They left.")
    write(
        tmp_path,
        "sources.toml",
        """
        story = "zone"
        [[outlet]]
        id = "some-news"
        name = "Some News"
        country = "GB"
        url = "https://news.example"
        [[article]]
        file = "a.txt"
        outlet = "some-news"
        published = 2018-09-17
        title = "Leaders agree"
        url = "https://news.example/1"
        known = { outlet = "the masthead", published = "the page" }
        [[article]]
        file = "b.txt"
        outlet = "Some News"
        story = "another"
        """,
    )
    (first, second), problems = read_files([tmp_path])
    assert problems == []
    assert first.source is not None
    assert (first.source.id, first.source.country, first.source.url) == ("some-news", "GB", "https://news.example")
    assert (first.published, first.published_from, first.source_from) == (date(2018, 9, 17), "metadata", "metadata")
    assert (first.title, first.text[first.body_start :]) == ("Leaders agree", BODY.strip())
    assert first.notes == ("outlet: the masthead", "published: the page")
    assert (first.story, second.story) == ("zone", "another")
    assert second.source == first.source
    assert (second.published, second.published_from) == (None, None)
    assert read_file(tmp_path / "a.txt") == first
    assert find_metadata(tmp_path / "b.txt").story == "another"
    assert find_metadata(tmp_path / "c.txt") == Given(story="zone")


@pytest.mark.parametrize(
    ("toml", "reason"),
    [
        (b'story = "x\n', "not valid TOML, Illegal character '\\n' (at line 1, column 11): mend that line"),
        (b"\xff\xfe", "not UTF-8"),
        (b'stroy = "x"\n', "line 1: unknown key 'stroy'; known are story, outlet, article"),
        (b'\n[[article]]\nfile = "a.txt"\noutlt = "x"\n', "line 4: unknown key 'outlt'"),
        (
            b'[[article]]\nfile = "a.txt"\npublished = "17/9/18"\n',
            "line 3: write the date as in published = 2018-09-17",
        ),
        (b'[[article]]\nfile = "a.txt"\npublished = 2018\n', "line 3: write the date"),
        (
            b'[[article]]\nfile = "a.txt"\nurl = "javascript:alert(1)"\n',
            "line 3: write an address that begins with https",
        ),
        (b'[[article]]\nfile = "a.txt"\noutlet = 7\n', "line 3: write outlet in quotation marks"),
        (b'[[article]]\nfile = "a.txt"\nknown = "x"\n', "line 3: write known = {"),
        (b'[[article]]\noutlet = "x"\n', "line 1: give each file one row"),
        (b'[[article]]\nfile = "a.txt"\n[[article]]\nfile = "a.txt"\n', "line 2: give each file one row"),
        (b'[[outlet]]\nid = "x"\n', "line 2: the outlet needs a name"),
        (b'article = "a.txt"\n', "line 1: write each row under [[article]]"),
        (b"x = " + b"1" * 5000, "a number with thousands of digits"),
        (b'[[article]]\nfile = "a.txt"\npublished = ' + b"9" * 9999, "a number with thousands of digits"),
        (b'[[article]]\nfile = "a.txt"\npublished = 0x' + b"f" * 9999, "line 3: write the date"),
        (b'[[article]]\nfile = "a.txt"\noutlet = 0x' + b"f" * 9999, "line 3: write outlet in quotation marks"),
        (b"x = " + b"[" * 50_000, "brackets in brackets"),
        (b"x = " + b"{a=" * 50_000, "brackets in brackets"),
        (b"[" * 50_000, "not valid TOML"),
        (b'[[article]]\nfile = "a.txt"\npublished = 0001-01-01\n', "line 3: the date 0001-01-01 is not between 1800"),
        (b'[[article]]\nfile = "a.txt"\npublished = "9999-12-31"\n', "line 3: the date 9999-12-31 is not between"),
        (b'[[article]]\nfile = "a.txt"\npublished = 9999-12-31T23:59:59-12:00\n', "line 3: the date 9999-12-31"),
        (b'[[article]]\nfile = "a.txt"\npublished = 12:30:00\n', "line 3: write the date"),
        (b'[[article]]\nfile = "a.txt"\nknown = { outlet = [1] }\n', "line 3: write outlet in quotation marks"),
        (b"story = 1979-05-27\n", "line 1: write story in quotation marks"),
        (b"outlet = [[1], 2]\n", "line 1: write each row under [[outlet]]"),
        (b"".join(b"k%d = 1\n" % n for n in range(3000)), "and 2980 more of the kind"),
        (b'[[article]]\nfile = "other.txt"\n', "it names 'other.txt', which is not in the folder"),
    ],
)
def test_a_broken_sources_file_is_explained_and_stops_nothing(tmp_path: Path, toml: bytes, reason: str) -> None:
    write(tmp_path, "a.txt", BODY)
    write(tmp_path, "sources.toml", toml)
    documents, [problem] = read_files([tmp_path])
    assert [document.text for document in documents] == [BODY.strip()]
    assert Path(problem.path).name == "sources.toml"
    assert reason in problem.reason


def test_a_changed_sources_file_is_read_again(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", BODY)
    assert read_file(path).source is None
    write(tmp_path, "sources.toml", '[[article]]\nfile = "a.txt"\noutlet = "Some News"\n')
    found = read_file(path)
    assert found.source is not None
    assert found.source.id == "some-news"

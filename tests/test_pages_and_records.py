"""Saved web pages and JSON Lines."""

import json
from datetime import date
from pathlib import Path

import pytest

from lib.ingest import (
    MAX_BYTES,
    read_bytes,
    read_each,
    read_files,
)
from lib.ingest.page.frame import LATER, REASON
from lib.models import Document
from tests.articles import BODY, FRENCH, jsonl, write

PAGE = """<html><head><title>Leaders agree plan - Some News</title>
<meta property="og:site_name" content="Some News"><meta property="og:title" content="Leaders agree plan">
<meta property="article:published_time" content="2018-09-17T10:00:00Z">
<link rel="canonical" href="https://www.somenews.example/a/1"></head>
<body><nav><a href="/">Home</a><a href="/world">World</a></nav><article><h1>Leaders agree plan</h1>
<p>SOCHI (Reuters) - The leaders agreed on Monday to create a demilitarised zone in the country’s north.</p>
<h2>Yielding results</h2><p>They met for four hours and said that the zone would be set up by October 15, 2018.</p>
<p>The rebels said that they had been told nothing of the plan before it was agreed in the resort.</p>
</article><footer>© 2018 Some News</footer></body></html>"""


def test_a_page_gives_its_article_and_what_it_says_of_itself() -> None:
    page = read_bytes("page.html", PAGE.encode())
    assert page.source is not None
    assert (page.source.id, page.url) == ("some-news", "https://www.somenews.example/a/1")
    assert (page.published, page.published_from) == (date(2018, 9, 17), "metadata")
    assert page.title == "Leaders agree plan"
    paragraphs = page.text.split("\n\n")
    assert paragraphs[:3] == [
        "Leaders agree plan",
        "The leaders agreed on Monday to create a demilitarised zone in the country’s north.",
        "Yielding results",
    ]
    assert "dateline: SOCHI (Reuters)" in page.notes
    assert "Home" not in page.text


FRAMED = PAGE.replace("</h1>", '</h1><p class="byline">By A. Writer</p>').replace(
    "<h2>", "<aside>Read more: <a href='/x'>Why the <b>leaders</b> met</a></aside><script>var a = '<b>';</script><h2>"
)


def test_what_a_page_says_around_its_article_stays_in_the_original_as_taken_out() -> None:
    page = read_bytes("page.html", FRAMED.replace("World</a>", "Wo\u200brld &lt;b&gt;</a>").encode())
    assert page.text == read_bytes("page.html", PAGE.encode()).text
    outside = [removal.exact for removal in page.removed if removal.reason in {REASON, LATER}]
    assert [one.replace(" ", "") for one in outside[:1]] == ["HomeWorld<b>"]
    assert {"Read more: Why the leaders met", "© 2018 Some News"} <= set(outside)
    assert len(outside) == 4
    assert any("By A. Writer" in removal.exact for removal in page.removed)
    assert all(page.original[removal.start : removal.end] == removal.exact for removal in page.removed)
    assert [removal.start for removal in page.removed] == sorted(removal.start for removal in page.removed)
    left = page.original
    for removal in reversed(page.removed):
        left = left[: removal.start] + left[removal.end :]
    assert left.split() == page.text.split()
    counts = "4 blocks of text outside the article, 1 script, 1 character that shows nothing"
    assert f"taken out of a web page, without {counts}" in page.notes


def test_the_words_of_the_article_are_none_of_its_frame() -> None:
    linked = PAGE.replace("created", "<a href='/c'>created</a>").replace("in the country", "in <em>the</em> country")
    outside = [
        removal.exact for removal in read_bytes("a.html", linked.encode()).removed if removal.reason in {REASON, LATER}
    ]
    assert [one.replace(" ", "") for one in outside] == ["HomeWorld", "©2018SomeNews"]


def test_a_page_in_windows_1252_reads_the_same() -> None:
    assert read_bytes("a.htm", PAGE.encode("cp1252")).text == read_bytes("a.htm", PAGE.encode()).text


def test_what_a_user_says_of_a_page_counts_more_than_the_page() -> None:
    page = read_bytes("page.html", PAGE.encode(), outlet="Other News", published=date(2018, 9, 18), title="A headline")
    assert page.source is not None
    assert (page.source.name, page.published, page.title) == ("Other News", date(2018, 9, 18), "A headline")


def test_a_day_in_the_text_does_not_date_a_page() -> None:
    undated = PAGE.replace('<meta property="article:published_time" content="2018-09-17T10:00:00Z">', "")
    assert read_bytes("page.html", undated.encode()).published is None


def test_records_are_documents_in_order(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "some.jsonl",
        "\ufeff"
        + jsonl({"id": "one", "text": BODY, "published": "2018-09-17", "outlet": "www.reuters.com", "quotes": [1]})
        + "\n"
        + jsonl({"id": 2, "text": BODY + "They left.", "title": "Leaders agree", "story": "zone", "published": None}),
    )
    reads = list(read_each([path]))
    assert [(read.name, read.line) for read in reads] == [("one", 1), ("2", 3)]
    first, second = (read.outcome for read in reads)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert first.source is not None
    assert (first.source.id, first.story, first.published_from) == ("reuters-com", "one", "metadata")
    assert (second.source, second.story, second.title, second.path) == (None, "zone", "Leaders agree", str(path))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not valid JSON"),
        ("[" * 100_000, "not valid JSON"),
        ("[]", "not an object"),
        ('{"id": "1", "text": 7}', 'it needs an "id" and a "text"'),
        ('{"id": true, "text": "x"}', 'it needs an "id" and a "text"'),
        ('{"id": "1", "text": "x", "outlet": {}}', "'outlet' must be words"),
        ('{"id": "1", "text": "x", "published": "yesterday"}', '"published" must be a date'),
        ('{"id": "1", "text": "x", "published": 2018}', '"published" must be a date'),
        *(
            (jsonl({"id": "1", "text": "x", "published": day}).strip(), '"published" must be a date')
            for day in (
                "20180917zz",
                "2018-09-17?",
                "2018-09-17T",
                "2018-09-17x10:00",
                "2018-09-1700",
                "2018-09-17 at ten",
            )
        ),
        ('{"id": "1", "text": "x", "n": ' + "1" * 5000 + "}", "a number with thousands of digits"),
        ('{"id": ' + "1" * 5000 + ', "text": "x"}', "a number with thousands of digits"),
        ('{"id": "1", "text": "x", "n": [[{"a": -' + "7" * 9999 + "}]]}", "a number with thousands of digits"),
        ('{"id": "1", "text": "x", "n": ' + "[" * 50_000 + "]" * 50_000 + "}", "nested too deep"),
        ('{"id": "1", "text": "x", "n": ' + '{"a":' * 50_000 + "1" + "}" * 50_001, "nested too deep"),
        ('{"id": NaN, "text": "x"}', 'it needs an "id" and a "text"'),
        ('{"id": "1", "text": "x", "outlet": Infinity}', "'outlet' must be words"),
        ('{"id": "1", "text": "x", "published": -Infinity}', '"published" must be a date'),
        ('{"id": "1", "text": "x", "text": "y"}', "'text' stands in it more than once"),
        ('{"id": "1", "id": "1", "text": "x"}', "'id' stands in it more than once"),
        ('{"id": "1", "text": "x", "outlet": "A", "outlet": null}', "'outlet' stands in it more than once"),
        ('{"id": "1", "text": "x \\ud800 y"}', "'text' holds half a character"),
        ('{"id": "\\udfff", "text": "x"}', "'id' holds half a character"),
        ('{"id": "1", "text": "x", "outlet": "\\udc00"}', "'outlet' holds half a character"),
        ('{"id": "1", "text": ""}', "empty"),
        (json.dumps({"id": "1", "text": FRENCH}), "not English"),
        ('{"id": "1", "text": "' + "x" * MAX_BYTES + '"}', "larger than 5 MB"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(tmp_path: Path, line: str, reason: str) -> None:
    good = jsonl({"id": "good", "text": BODY})
    write(tmp_path, "some.jsonl", jsonl({"id": "first", "text": "They met."}) + line + "\n" + good)
    documents, [problem] = read_files([tmp_path])
    assert [document.text for document in documents] == ["They met.", BODY.strip()]
    assert problem.reason.startswith("line 2: ")
    assert reason in problem.reason


@pytest.mark.parametrize(
    "line",
    [
        '{"id": "1", "text": "They left.", "score": NaN, "more": {"text": 1, "text": 2}}',
        '{"id": "1", "text": "They left.", "x": 1, "x": 2, "y": [Infinity]}',
        '{"id": "1", "text": "They left \\ud83d\\ude00.", "n": ' + "[" * 100 + "]" * 100 + "}",
    ],
)
def test_what_no_article_is_made_of_costs_it_nothing(tmp_path: Path, line: str) -> None:
    documents, problems = read_files([write(tmp_path, "some.jsonl", line)])
    assert (len(documents), problems) == (1, [])


@pytest.mark.parametrize(
    "day",
    [
        "2018-09-17",
        "20180917",
        " 2018-09-17\n",
        "2018-09-17T23:59:59-12:00",
        "2018-09-17 10:00",
        "2018-09-17T10:00:00.5Z",
    ],
)
def test_a_day_may_have_its_time(tmp_path: Path, day: str) -> None:
    ([document], problems) = read_files(
        [write(tmp_path, "a.jsonl", jsonl({"id": "1", "text": BODY, "published": day}))]
    )
    assert (document.published, problems) == (date(2018, 9, 17), [])


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1799-12-31", "2201-01-01"])
def test_a_day_that_no_article_is_of_is_said_and_not_used(tmp_path: Path, day: str) -> None:
    path = write(tmp_path, "some.jsonl", jsonl({"id": "1", "text": BODY, "published": day}, {"id": "2", "text": "Ok."}))
    (first, _), [problem] = read_files([path])
    said = f"the date {day} is not between 1800 and 2200, and is not used"
    assert (first.published, first.published_from, first.notes) == (None, None, (said,))
    assert problem.reason == f"line 1: {said}"
    page = read_bytes("a.html", PAGE.replace("2018-09-17T10", f"{day}T10").encode())
    assert page.published is None
    printed = read_bytes("a.txt", f"date {day} {BODY}".encode())
    assert (printed.text, printed.published, said in printed.notes) == (BODY.strip(), None, True)
    assert said in read_bytes("a.txt", BODY.encode(), published=date.fromisoformat(day)).notes

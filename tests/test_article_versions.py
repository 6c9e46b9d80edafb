"""The same article of one outlet, read more than once: one counts, the others are named with what differs."""

from datetime import date
from pathlib import Path
from time import process_time

import pytest

from lib.ingest import read_files
from lib.ingest.versions import Read, keep_one_version
from lib.models import Document, Problem, Source
from tests.articles import jsonl, write

ARTICLE = (
    "Leaders agree on a plan for the north\n\n"
    "The leaders of both countries met on Monday in the resort and agreed that a demilitarised zone would be set up "
    "by October 15, after four hours of talks.\n\n"
    "Turkey’s president said the rebels would stay, and that “heavy weapons” would be withdrawn from 13,000 square "
    "kilometres of farmland. Patrols of both armies will secure the zone."
)


def read(folder: Path, *records: dict[str, object]) -> tuple[list[Document], list[Problem]]:
    """Articles of one outlet unless they say another, each in a file of its own."""
    for number, record in enumerate(records):
        write(folder, f"{number}.jsonl", jsonl({"id": str(number), "text": ARTICLE, "outlet": "Some News"} | record))
    return read_files([folder])


@pytest.mark.parametrize(
    ("text", "differs"),
    [
        (ARTICLE.replace("’", "'").replace("“", '"').replace("”", '"'), "marks"),
        (ARTICLE.replace("stay", "leave"), "“leave” for “stay”"),
        (ARTICLE.replace("13,000", "12,000"), "“12” for “13”"),
        (f"WIRE: {ARTICLE}", "“wire”"),
        (ARTICLE.replace("farmland", "the farmland"), "“the”"),
        (ARTICLE.replace("\n\n", "\n"), "same text"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_two_versions_of_an_article_are_one(tmp_path: Path, text: str, differs: str, turned: bool) -> None:  # noqa: FBT001 (a row of the table)
    both = [{"text": ARTICLE}, {"text": text}]
    [document], [problem] = read(tmp_path, *(reversed(both) if turned else both))
    words = differs.partition(" for ")
    assert all(word in problem.reason for word in (words[0], words[2]))
    if "same" not in differs:
        assert f"of {Path(document.path).name}, line 1, which is counted" in problem.reason
        assert any(
            f"another version, {Path(problem.path).name}, line 1, is not counted" in note for note in document.notes
        )


def test_the_newest_version_counts_then_the_fullest(tmp_path: Path) -> None:
    [document], problems = read(
        tmp_path,
        {"text": ARTICLE.replace("stay", "leave"), "published": "2018-09-18"},
        {"text": ARTICLE},
        {"text": ARTICLE.replace("’", "'")},
    )
    assert (Path(document.path).name, document.published) == ("0.jsonl", date(2018, 9, 18))
    assert len(problems) == 2
    [document], problems = read(tmp_path, {}, {"text": ARTICLE.replace("farmland", "good farmland")}, {})
    assert "good farmland" in document.text


ADDRESSES = [
    ("http://news.example/a/1", "https://news.example/a/1"),
    ("https://www.news.example/a/1", "https://news.example/a/1/"),
    ("https://news.example/a/1?utm_source=x&utm_medium=y", "https://news.example/a/1#top"),
    ("https://news.example/a?id=1&fbclid=z", "https://news.example/a?id=1"),
]


@pytest.mark.parametrize(("one", "other"), ADDRESSES)
def test_an_article_written_on_at_its_address_is_one(tmp_path: Path, one: str, other: str) -> None:
    longer = ARTICLE.replace("Patrols", "It was agreed late on the day. Patrols")
    for name, text, url, day in (("a", ARTICLE, one, 17), ("b", longer, other, 18)):
        write(tmp_path, f"{name}.txt", text)
        with (tmp_path / "sources.toml").open("a") as file:
            file.write(f'[[article]]\nfile = "{name}.txt"\nurl = "{url}"\npublished = 2018-09-{day}\n')
    [document], [problem] = read_files([tmp_path])
    assert document.text == longer
    assert problem.reason.startswith("an earlier version of b.txt, which is counted; differs in: ")


BULLETIN = (
    "Daily report of the monitors\n\nThe monitors of the mission recorded {} violations of the ceasefire in the two "
    "regions over the past day, compared with the day before. The mission's patrols visited {} permanent and two "
    "temporary posts. Civilians crossed the bridge under escort."
)
EARLY, LATE = {"published": "2018-09-17"}, {"published": "2018-09-18"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"text": BULLETIN.format(12, 5)}, {"text": BULLETIN.format(15, 6)}),
        (
            {"text": BULLETIN.format(12, 5), "published": "2018-09-17"},
            {"text": BULLETIN.format(14, 5), "published": "2018-09-18"},
        ),
        (
            {"text": BULLETIN.format("few", 5), "published": "2018-09-17"},
            {"text": BULLETIN.format("no", 5), "published": "2018-09-18"},
        ),
        ({"text": "They met and left."}, {"text": "They met and stayed."}),
        (
            {"text": ARTICLE},
            {"text": ARTICLE.replace("Patrols of both armies will secure the zone.", "It rained on all.")},
        ),
        ({"text": ARTICLE}, {"text": ARTICLE, "outlet": "Other News"}),
        ({"text": ARTICLE}, {"text": f"WIRE: {ARTICLE}", "outlet": "Other News"}),
    ],
)
def test_what_is_not_the_same_article_stays_two(
    tmp_path: Path, one: dict[str, object], other: dict[str, object]
) -> None:
    documents, problems = read(tmp_path, one, other)
    assert (len(documents), problems) == (2, [])


def test_verbatim_keeps_every_version(tmp_path: Path) -> None:
    read(tmp_path, {}, {"text": f"WIRE: {ARTICLE}"})
    assert len(read_files([tmp_path], verbatim=True)[0]) == 2


def many(count: int) -> list[Read]:
    """Articles of one outlet that share their furniture and a third of their words."""
    source = Source("some-news", "Some News")
    texts = (
        f"{BULLETIN.format(n, n)} " + " ".join(f"word{n * 7919 % 104_729 + k}" for k in range(100))
        for n in range(count)
    )
    return [
        Read(Path(f"{n}.txt"), f"{n}.txt", Document(str(n), source, "s", None, text, None, None, None, f"{n}.txt"))
        for n, text in enumerate(texts)
    ]


def test_the_time_grows_with_the_articles_and_not_with_their_pairs() -> None:
    taken = []
    for count in (200, 1600):
        reads = many(count)
        begun = process_time()
        assert all(isinstance(read.outcome, Document) for read in keep_one_version(reads))
        taken.append(process_time() - begun)
    assert taken[1] < 24 * taken[0]

"""Names, titles and addresses longer than any: not used, and said, wherever they come from."""

import json
from pathlib import Path

import pytest

from lib.ingest import read_bytes, read_files
from lib.models import Document
from tests.articles import BODY, write

NAME, LONG = "o" * 1_000, "o" * 400_000
ADDRESS, LONG_ADDRESS = f"https://news.example/{'o' * 1_979}", f"https://news.example/{LONG}"
PAGE = (
    "<html><head>{}</head><body><article><h1>Leaders agree</h1><p>"
    + BODY
    + "</p><p>They left.</p></article></body></html>"
)


def longest(document: Document) -> int:
    """The length of the longest thing that is known of an article besides its text."""
    source = document.source
    known = (document.story, document.title, document.url, *document.notes)
    about = (source.id, source.name, source.country, source.url) if source else ()
    return max(len(one or "") for one in (*known, *about))


@pytest.mark.parametrize("key", ["outlet", "story", "title"])
def test_a_long_name_in_a_record_is_not_used_and_noted(tmp_path: Path, key: str) -> None:
    lines = [json.dumps({"id": "1", "text": BODY, key: value}) for value in (LONG, f"{NAME}o", NAME)]
    ([long, longer, kept], problems) = read_files([write(tmp_path, "a.jsonl", "\n".join(lines))], verbatim=True)
    assert (longest(long) <= 1_000, longest(longer) <= 1_000, longest(kept)) == (True, True, 1_000)
    said = f"the {key} is longer than 1,000 letters, and is not used"
    assert (said in long.notes, said in longer.notes, said in kept.notes, problems) == (True, True, False, [])


def test_a_record_of_a_long_id_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", json.dumps({"id": LONG, "text": BODY}))
    ([], [problem]) = read_files([path])
    assert problem.reason == "line 1: 'id' is longer than 1,000 letters: shorten it"


@pytest.mark.parametrize("verbatim", [True, False])
@pytest.mark.parametrize(
    ("said", "called"),
    [
        ({"outlet": LONG}, "outlet"),
        ({"story": LONG}, "story"),
        ({"title": f"{LONG} and"}, "title"),
        ({"url": LONG_ADDRESS}, "address"),
        ({"url": f"{ADDRESS}o"}, "address"),
    ],
)
def test_what_a_user_says_at_too_great_a_length_is_not_used_and_noted(
    said: dict[str, str], called: str, *, verbatim: bool
) -> None:
    document = read_bytes("a.txt", BODY.encode(), verbatim=verbatim, **said)  # type: ignore[arg-type]
    assert longest(document) < 100
    assert any(note.startswith(f"the {called} is longer than ") for note in document.notes)


@pytest.mark.parametrize(
    "head",
    [
        f'<meta property="og:site_name" content="{"A name " * 60_000}">',
        f'<meta property="og:title" content="{"Title " * 60_000}">',
        f"<title>{'Title ' * 60_000}</title>",
        f'<link rel="canonical" href="{LONG_ADDRESS}"><meta property="og:url" content="{LONG_ADDRESS}">',
        '<link rel="canonical" href="{0}"><meta property="og:url" content="{0}">'.format(
            f"https://{'a.' * 700}example/1"
        ),
    ],
    ids=["outlet", "title", "title tag", "address", "host"],
)
def test_no_page_names_itself_at_any_length(head: str) -> None:
    assert longest(read_bytes("a.html", PAGE.replace("{}", head).encode())) <= 2_000


@pytest.mark.parametrize("key", ["outlet", "story", "title", "url", "file", "known.outlet", "known.title"])
def test_a_long_name_in_a_list_of_sources_is_named_with_its_line(tmp_path: Path, key: str) -> None:
    write(tmp_path, "a.txt", BODY)
    value = LONG_ADDRESS if key == "url" else LONG
    row = '[[article]]\nfile = "a.txt"\n' if key != "file" else "[[article]]\n"
    write(tmp_path, "sources.toml", f'{row}{key} = "{value}"\n')
    ([document], [problem]) = read_files([tmp_path])
    assert longest(document) < 300
    assert f"the {key.rpartition('.')[2]} is longer than {2_000 if key == 'url' else 1_000:,} letters" in problem.reason
    assert "line " in problem.reason
    assert len(problem.reason) < 1_000


@pytest.mark.parametrize("key", ["id", "name", "country", "url"])
def test_a_long_name_of_a_listed_outlet_is_named_with_its_line(tmp_path: Path, key: str) -> None:
    write(tmp_path, "a.txt", BODY)
    known = {"id": "x", "name": "X", key: LONG_ADDRESS if key == "url" else LONG}
    outlet = "".join(f'{name} = "{value}"\n' for name, value in known.items())
    write(tmp_path, "sources.toml", f'[[outlet]]\n{outlet}[[article]]\nfile = "a.txt"\noutlet = "x"\n')
    ([document], [problem]) = read_files([tmp_path])
    assert longest(document) < 300
    assert f"the {key} is longer than" in problem.reason

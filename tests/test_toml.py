"""TOML that somebody else wrote: whatever it holds, it is read or refused in a moment."""

import tomllib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import process_time

import pytest

from lib.errors import AccordError, DecisionError, UnreadableFileError
from lib.ingest.sources import load_sources
from lib.store import parse_decisions
from lib.text.toml import read_toml

PARTS = ["a", "1", '""', "''", "' '", '"!"', '"a b"', '"é!"', r'"\""', "'#'", '"""'[:2]]


def seconds(work: Callable[[], object]) -> float:
    """The time of this process that the work takes, refused or not."""
    begun = process_time()
    with suppress(AccordError):
        work()
    return process_time() - begun


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(
    "make", ["{}=1", "[{}]", "[[{}]]", "x = {{{} = 1}}", "x = [\n{{{} = 1}}]", "t='''\n'''\n{}=1", "# '''\n{}=1"]
)
@pytest.mark.parametrize("dot", [".", " .\t"])
def test_a_key_of_many_parts_is_refused_with_its_line(part: str, make: str, dot: str) -> None:
    text = "y = 1\n" + make.format(dot.join([part] * 20_000))
    with pytest.raises(UnreadableFileError, match=f"^line {text.count(chr(10)) + 1}: a key of more than 4 parts"):
        read_toml(text)
    with pytest.raises(DecisionError, match=r"^x\.toml: line .* a key of more than 4 parts: take it out, and import"):
        parse_decisions(text, "x.toml")


@pytest.mark.parametrize(
    "text",
    [
        "a.b.c.d = 1.5\n[e.f.'g.h.i.j.k.l.m.n.o.p']\nx = [1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5, 10.5]",
        't = """\na.b.c.d.e.f.g.h.i.j.k = 1\n""\\"""" # a.b.c.d.e.f.g.h.i.j\n',
        "t = '''a.b.c.d.e.f.g.h.i.j.k''\n'''''",
        't = "www.a.b.c.d.e.f.g.h.i.j.k" # "\nu = \'\'\ndotted."a.b.c.d.e.f.g.h.i.j".x = 1979-05-27T07:32:00.999Z',
        r't = "\"a.b.c.d.e.f.g.h.i.j\\"' + "\n" + r"u = 'a\'" + "\nx = '.a.b.c.d.e.f.g.h.i.j'",
        't = """"quoted"" and """\ru = 1'.replace("\r", "\n"),
        "",
    ],
)
def test_dots_in_values_are_no_parts_of_a_key(text: str) -> None:
    assert read_toml(text) == tomllib.loads(text)


def test_a_file_of_more_lines_than_any_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="more than 300,000 lines"):
        read_toml("\n" * 300_001)


def test_decisions_of_many_long_tables_are_refused() -> None:
    with pytest.raises(DecisionError, match="line 1: a key of more than 4 parts"):
        parse_decisions("".join(f"[x{number}{'.a' * 90}]\n" for number in range(1_000)), "x.toml")


@pytest.mark.parametrize(
    "piece",
    [
        "[x{}.a.a.a]\n",
        "k{}=1\n",
        "[[a.a.a.a]]\n",
        "x{}=[[],[]]\n",
        "'",
        '"""',
        "'''",
        "\\",
        "a.",
        "#",
        '"\\',
    ],
)
def test_the_time_to_read_grows_with_the_length(piece: str) -> None:
    def text(count: int) -> str:
        return "".join(piece.replace("{}", str(number)) for number in range(count))

    short, long = (seconds(lambda count=count: read_toml(text(count))) for count in (5_000, 20_000))  # type: ignore[misc]
    assert long < 10 * max(short, 0.3)


@pytest.mark.parametrize(
    "make",
    [
        lambda number: f"k{number}=1\n",
        lambda number: f"[[article]]\nfile='{number}'\nx=1\n",
        lambda number: f"[[article]]\nfile='{number}'\nurl='a:{number}'\n",
        lambda number: f"[[outlet]]\nname='{'?' * (number % 9)}'\n",
    ],
    ids=["keys", "one key again", "addresses", "outlets"],
)
def test_the_time_for_complaints_about_sources_grows_with_their_number(
    tmp_path: Path, make: Callable[[int], str]
) -> None:
    def load(count: int) -> float:
        head = "#" + " " * 30 * count + "\n"
        (tmp_path / "sources.toml").write_text(head + "".join(map(make, range(count))))
        return seconds(lambda: load_sources(tmp_path))

    short, long = load(10_000), load(40_000)
    assert long < 10 * max(short, 0.3)

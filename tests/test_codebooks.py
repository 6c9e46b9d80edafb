"""The codebooks' readers: what ships is sound, and a broken file is named with its line and the fix."""

from pathlib import Path

import pytest

from lib.codebooks import codebook_files, load_agreements, load_entities, load_table
from lib.errors import CodebookError
from lib.queries.entities import formerly

GOOD = '[[entity]]\nid = "a-b"\nname = "A B"\nkind = "PERSON"\n'


@pytest.mark.parametrize(
    ("text", "line", "fix"),
    [
        (GOOD + "nickname = 3\n", 5, "unknown key 'nickname'"),
        ('[[entity]]\nname = "A B"\nkind = "PERSON"\n', 2, "needs a value for 'id'"),
        (GOOD + '\n[[entity]]\nid = "c"\nname = "a b"\nkind = "ORG"\n', 8, "already means 'a-b'"),
        (GOOD + GOOD, 2, "stands twice"),
        (GOOD.replace("PERSON", "SHIP"), 4, "kind must be one of PERSON, ORG, GROUP, PLACE"),
    ],
)
def test_a_faulty_row_is_named_with_line_and_fix(tmp_path: Path, text: str, line: int, fix: str) -> None:
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CodebookError) as caught:
        load_entities(tmp_path)
    assert f"mine.toml, line {line}" in str(caught.value)
    assert fix in str(caught.value)


def test_broken_toml_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(GOOD + "aliases = [\n", encoding="utf-8")
    with pytest.raises(CodebookError, match=r"mine\.toml: not valid TOML.*(line 5|end of document)"):
        load_entities(tmp_path)


def test_a_due_day_in_quotation_marks_says_how_to_write_it(tmp_path: Path) -> None:
    text = 'id = "x"\ntitle = "X"\n\n[[clause]]\nid = "c"\nnumber = 1\ntext = "T"\ndue = "soon"\n'
    (tmp_path / "x.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CodebookError, match=r"x\.toml, line 8.*write a date without quotation marks"):
        load_agreements(tmp_path)


def test_everything_that_ships_can_be_read() -> None:
    assert all(load_table(path) for path in codebook_files())
    assert {"vladimir-putin", "united-nations"} <= {row.entity.id for row in load_entities()}
    assert [agreement.id for agreement in load_agreements()] == ["sochi-2018"]


def test_a_former_name_is_linked_and_not_merged() -> None:
    rows = {row.entity.id: row for row in load_entities()}
    assert rows["hayat-tahrir-al-sham"].formerly == ("al-nusra-front",)


def test_without_the_story_only_the_general_names_are_left() -> None:
    left = {row.entity.id for row in load_entities(story=False)}
    assert "united-nations" in left
    assert "vladimir-putin" not in left


@pytest.mark.parametrize(
    ("entity", "linked"),
    [
        ("hayat-tahrir-al-sham", [("formerly", "al-nusra-front", "al-Nusra Front")]),
        ("al-nusra-front", [("later", "hayat-tahrir-al-sham", "Hayat Tahrir al-Sham")]),
        ("nobody", []),
    ],
)
def test_an_entity_leads_to_what_it_was_called_before_and_after(
    entity: str, linked: list[tuple[str, str, str]]
) -> None:
    assert formerly(entity) == linked

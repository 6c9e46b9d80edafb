"""Cleaning: what goes, what must stay, and that the seeds lose what a reader would take out."""

import re
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from lib.text.clean import Cleaned, clean
from lib.text.metadata import find_date_line, find_dateline, find_leading_date, find_trailing_date

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))


HOSTILE = ["", " \n\n ", ".", "...", '"', "“", ". . . .", "!?!?", "\ufeffx", "a.b.c.d", "Mr.", "\x00. A", "’’’. ’"]


DATELINES = [
    ("Alwaght- Russian forces", "Alwaght- ", "Alwaght"),
    ("SOCHI, Russia (Reuters) - Russian", "SOCHI, Russia (Reuters) - ", "Reuters"),
    ("MOSCOW, Sept 17 (Xinhua) -- Russian", "MOSCOW, Sept 17 (Xinhua) -- ", "Xinhua"),
    ("MOSCOW. September 17 (Interfax) - Russian", "MOSCOW. September 17 (Interfax) - ", "Interfax"),
    ("Rio de Janeiro (AFP) – Russian", "Rio de Janeiro (AFP) – ", "Agence France-Presse"),
    ("ISTANBUL/MOSCOW (Reuters/AFP) - Russian", "ISTANBUL/MOSCOW (Reuters/AFP) - ", "Reuters"),
    ("Beirut (AP) — “We", "Beirut (AP) — ", "Associated Press"),
    ("Sept. 28 (UPI) — Russian", "Sept. 28 (UPI) — ", "UPI"),
    ("(Reuters) - Russian", "(Reuters) - ", "Reuters"),
    ("NEWTOWN, Ky. (WXYZ) -- Russian", "NEWTOWN, Ky. (WXYZ) -- ", "WXYZ"),
    ("Somenews- Russian", "Somenews- ", None),
    ("WASHINGTON — The", "WASHINGTON — ", None),
    ("NEWPORT NEWS, Va. - The", "NEWPORT NEWS, Va. - ", None),
    ("Moscow, 17 September 2018 - The", "Moscow, 17 September 2018 - ", None),
    ("LIMA, May 3 — The", "LIMA, May 3 — ", None),
    ("LA PAZ, Bolivia, 3rd May 2023 - **Peru** and", "LA PAZ, Bolivia, 3rd May 2023 - ", None),
    ("LA PAZ (3 May 2023) — The", "LA PAZ (3 May 2023) — ", None),
    ("NAIROBI, 4 June 2024 —The", "NAIROBI, 4 June 2024 —", None),
]
NO_DATELINES = [
    "Putin (right) - the president - spoke.",
    "NATO - the alliance - spoke.",
    "Russia-Turkey talks - The end",
    "Turkey’s Erdogan — The man",
    "Hezbollah - The group",
    "The U.S. - Russia talks",
    "President Putin (Reuters) said so.",
    "Reuters reported - The end",
    "Alwaght",
    "",
]


@pytest.mark.parametrize(("text", "dateline", "outlet"), DATELINES)
def test_datelines_name_their_outlet(text: str, dateline: str, outlet: str | None) -> None:
    found = find_dateline(text)
    assert found is not None
    assert (text[found.start : found.end], found.outlet) == (dateline, outlet)


@pytest.mark.parametrize("text", NO_DATELINES)
def test_what_only_looks_like_a_dateline_stays(text: str) -> None:
    assert find_dateline(text) is None


def test_a_dateline_with_a_year_dates_the_article() -> None:
    found = find_dateline("MOSCOW, September 17, 2018 (TASS). Russia said")
    assert found is not None
    assert found.published == date(2018, 9, 17)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        (" date 2018-09-17 Russia said", 17),
        ("2018-09-17 Russia said", 11),
        ("Published: 17 September 2018 14:05 GMT Russia said", 39),
        ("Updated September 17th, 2018 | Russia said", 31),
        ("Latest News date 2018-09-17 Russia said", 28),
        ("Russia said on 2018-09-17 that", 0),
        ("Backdated 2018-09-17 Russia said", 0),
        ("September 17, 2018 was a Monday", 0),
        ("date 2018-13-17 Russia said", 0),
    ],
)
def test_leading_dates(text: str, length: int) -> None:
    found = find_leading_date(text)
    assert (found.end if found else 0) == length
    assert not found or found.published == date(2018, 9, 17)


@pytest.mark.parametrize(
    "line", ["Monday, September 17, 2018", "17 Sept. 2018", "Posted on Sep 17th, 2018 at 4:05 p.m."]
)
def test_lines_that_are_a_date(line: str) -> None:
    found = find_date_line(line)
    assert found is not None
    assert found.published == date(2018, 9, 17)


@pytest.mark.parametrize(
    "line",
    [
        "By Rosa Diaz, Andes Daily, Lima, 17 September 2018",
        "By Rosa Diaz and Juan de la Cruz, Lima, September 17, 2018",
        "BY ROSA DIAZ | Andes Daily | 17 September 2018 10:15 GMT",
    ],
)
def test_a_byline_with_a_day_is_no_text_and_dates_the_article(line: str) -> None:
    cleaned = clean(f"A plan agreed\n\n{line}\n\n{BODY}")
    assert (cleaned.text, cleaned.published) == (f"A plan agreed\n\n{BODY}", date(2018, 9, 17))
    assert [removal.reason for removal in cleaned.removed] == ["byline"]


@pytest.mark.parametrize("line", ["By Rosa Diaz in Lima", "By Rosa Diaz for Andes Daily"])
def test_a_byline_without_a_day_is_no_text(line: str) -> None:
    assert clean(f"A plan agreed\n\n{line}\n\n{BODY}").text == f"A plan agreed\n\n{BODY}"


@pytest.mark.parametrize(
    "line", ["By Friday, Peru, 17 September 2018 was forgotten.", "By 17 September 2018 they had left."]
)
def test_a_sentence_that_begins_like_a_byline_stays(line: str) -> None:
    assert clean(f"A plan agreed\n\n{line}\n\n{BODY}").text == f"A plan agreed\n\n{line}\n\n{BODY}"


def test_trailing_dates_need_a_label_and_a_finished_sentence() -> None:
    assert find_trailing_date("They left. Updated 2018-09-17 ")
    assert find_trailing_date("They left. Latest News date 2018-09-17")
    assert not find_trailing_date("It was last updated 2018-09-17")
    assert not find_trailing_date("They left. 2018-09-17")


BODY = "They met on Monday in Sochi and agreed a plan."

CLEANINGS = [
    # text, title, body, reasons of the removals
    (BODY, None, BODY, []),
    (f"A plan agreed\n\n{BODY}", "A plan agreed", BODY, []),
    (
        f"  A plan\u200b agreed \r\n{BODY}\r\n\r\n",
        "A plan agreed",
        BODY,
        ["character that shows nothing (zero width space)"],
    ),
    (f"What next?\n{BODY}", "What next?", BODY, []),
    # a short line that ends in a full stop, a colon or nothing but a name is no headline
    (f"It is agreed.\n{BODY}", None, f"It is agreed.\n\n{BODY}", []),
    (f"He said:\n{BODY}", None, f"He said:\n\n{BODY}", []),
    ("One line\n\nAnother line", None, "One line\n\nAnother line", []),
    # a subhead stays, as its own paragraph
    (f"{BODY}\n\nYielding results\n\nThey left.", None, f"{BODY}\n\nYielding results\n\nThey left.", []),
    # site text as a line, at the end of a line, and in the middle of one
    (f"{BODY}\n\nAdvertisement\n\nThey left.", None, f"{BODY}\n\nThey left.", ["site text"]),
    (f"{BODY} Latest News", None, BODY, ["site text"]),
    (f"{BODY} Please enter a valid email address. They left.", None, f"{BODY} They left.", ["site text"]),
    (f"Home\nMenu\nA plan agreed\nBy Jane Smith\n{BODY}", "A plan agreed", BODY, ["site text"] * 3),
    (f"{BODY}\n\n(Reporting by Jane Smith; Editing by Joe Bloggs)", None, BODY, ["site text"]),
    (f"{BODY} (Reporting by A. B. Smith in Ankara; Editing by Łukasz Roe)", None, BODY, ["site text"]),
    (f"{BODY} Reporting by Jane Smith, Joe Bloggs and Ali Can; Writing by X. Y. Roe", None, BODY, ["site text"]),
    (f"{BODY} (Additional reporting by the Moscow newsroom; editing by Ann O'Neil.)", None, BODY, ["site text"]),
    (f"{BODY}\n\n(Reporting by Jane Smith in Washington, D.C.; +90 212 555 1234)", None, BODY, ["site text"]),
    (f"{BODY}\n\nAP writers Jane Smith and J. Bloggs contributed to this report.", None, BODY, ["site text"]),
    (f"{BODY} AP writers Jane Smith and J. Bloggs contributed to this report.", None, BODY, ["site text"]),
    # a sentence on somebody's reporting stays
    (f"{BODY} Reporting by the UN shows it.", None, f"{BODY} Reporting by the UN shows it.", []),
    (f"{BODY} Editing by hand takes time.", None, f"{BODY} Editing by hand takes time.", []),
    (f"{BODY} He said one word. Listen.", None, f"{BODY} He said one word. Listen.", []),
    # repetitions: the lead, the headline, a sentence twice; but not what may be said twice on purpose
    (f"{BODY}\n\n{BODY}\n\nThey left.", None, f"{BODY}\n\nThey left.", ["repeated text"]),
    (f"{BODY}\n\nThey left.\n\n{BODY}", None, f"{BODY}\n\nThey left.", ["repeated text"]),
    (f"{BODY} {BODY} They left.", None, f"{BODY} They left.", ["repeated text"]),
    (
        "They met and agreed a plan\n\nThey met and agreed a plan\n\n" + BODY,
        "They met and agreed a plan",
        BODY,
        ["repeated text"],
    ),
    ("“We will win. We will win.”", None, "“We will win. We will win.”", []),
    # dates and datelines
    (f"Latest News date 2018-09-17 {BODY}", None, BODY, ["date of publication"]),
    (f"A plan agreed\n\nSeptember 17, 2018\n\n{BODY}", "A plan agreed", BODY, ["date of publication"]),
    (f"A plan agreed\n\nSOCHI (Reuters) - {BODY}", "A plan agreed", BODY, ["dateline"]),
    (f"{BODY} Latest News date 2018-09-17", None, BODY, ["date of publication"]),
    # lines wrapped at a width become one paragraph again
    (
        "They met on Monday in the Black Sea resort of Sochi\nand agreed a plan for the zone.\nThey left.",
        None,
        "They met on Monday in the Black Sea resort of Sochi and agreed a plan for the zone.\n\nThey left.",
        [],
    ),
    ("", None, "", []),
    ("Advertisement", None, "", ["site text"]),
]


@pytest.mark.parametrize(("original", "title", "body", "reasons"), CLEANINGS)
def test_cleaning(original: str, title: str | None, body: str, reasons: list[str]) -> None:
    cleaned = clean(original)
    assert cleaned.title == title
    assert cleaned.text[cleaned.body_start :] == body
    assert [removal.reason for removal in cleaned.removed] == reasons
    assert_nothing_else_is_lost(cleaned)


@pytest.mark.parametrize("original", HOSTILE)
def test_cleaning_survives_odd_text(original: str) -> None:
    assert_nothing_else_is_lost(clean(original))
    assert_nothing_else_is_lost(clean(original, title="A plan"))


def test_a_known_title_is_put_in_front_once() -> None:
    for original in (BODY, f"A plan agreed\n\n{BODY}", f"a plan agreed!\n\n{BODY}"):
        cleaned = clean(original, title="A plan agreed - Some News" if "agreed\n" in original else "A plan agreed")
        assert (cleaned.title or "").casefold().startswith("a plan agreed")
        assert cleaned.text[cleaned.body_start :] == BODY
        assert_nothing_else_is_lost(cleaned)


def test_cleaning_again_changes_nothing() -> None:
    for path in SEEDS:
        once = clean(path.read_text(encoding="utf-8"))
        again = clean(once.text)
        assert (again.text, again.title, again.removed) == (once.text, once.title, ())


@pytest.mark.parametrize(
    "line", ["Share\n", "Share. ", "A plan\n", "Mr. A. ", "date 2018-09-17\n", "\n", "(", "By Jane "]
)
def test_a_hundred_thousand_characters_of_one_line_are_cleaned(line: str) -> None:
    # Linear work takes a moment here; quadratic work would take many minutes.
    long = line * (100_000 // len(line))
    assert clean(long).original == long


# What a reader takes out of the seeds, as offsets into each file, and the file's own hash: seeds are never edited.
SEED_FACTS = {
    "000_425b2209d8d733d6.txt": (
        [(166, 265), (760, 818), (3269, 3280)],
        "54c994a66c60334ddc11728f3f0c83cd490e2d14d37688804d09bd40ec2a68c2",
    ),
    "003_eb0a029d3e1cbf73.txt": ([(0, 17)], "411ae6d201a5fc002728e2d3b4f01027a1ec92b1250999870dc5d8e64ffdd394"),
    "004_4a174a1c1715ba13.txt": ([(0, 9)], "034025f5d0ecb1f21ae5e07e5186dc6268477460d7132b387cf0b4ce08ad4f2f"),
}


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_seeds_lose_what_a_reader_would_take_out_and_nothing_else(path: Path) -> None:
    removals, digest = SEED_FACTS[path.name]
    assert sha256(path.read_bytes()).hexdigest() == digest
    cleaned = clean(path.read_bytes().decode("utf-8"))
    assert [(removal.start, removal.end) for removal in cleaned.removed] == removals
    assert_nothing_else_is_lost(cleaned)


def test_seed_headlines_dates_and_datelines() -> None:
    found = [clean(path.read_text(encoding="utf-8")) for path in SEEDS]
    assert [c.title for c in found] == ["Russia says no Syria assault as Putin, Erdogan agree Idlib plan", None, None]
    assert [c.body_start for c in found] == [65, 0, 0]
    assert [c.published for c in found] == [None, date(2018, 9, 17), None]
    assert [c.outlet for c in found] == [None, None, "Alwaght"]


def assert_nothing_else_is_lost(cleaned: Cleaned) -> None:
    """Original minus removals is the text, but for white space and characters that show nothing."""
    left, reached = "", 0
    for removal in cleaned.removed:
        assert reached <= removal.start < removal.end
        assert cleaned.original[removal.start : removal.end] == removal.exact
        left += cleaned.original[reached : removal.start] + " "
        reached = removal.end
    left += cleaned.original[reached:]
    assert _bare(left) == _bare(cleaned.text)
    assert cleaned.text == cleaned.text.strip()
    if cleaned.title:
        assert cleaned.text.startswith(cleaned.title)


def _bare(text: str) -> str:
    return re.sub(r"[\s\u200b\ufeff]", "", text)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("ANDES DAILY", None),
        ("Andes Daily – voice of the mountains\nHome | News | Video | Donate", None),
        ("Andes Daily | Desk of the south\n\n02/03/2018 - 09:12", None),
        ("ANDES DAILY\nPeru  ·  17 September 2018  ·  4 min read", date(2018, 9, 17)),
    ],
)
def test_the_outlet_s_own_name_is_no_headline(head: str, day: date | None) -> None:
    cleaned = clean(f"{head}\n\nA plan agreed\n\n{BODY}", outlet="Andes Daily")
    assert (cleaned.title, cleaned.text) == ("A plan agreed", f"A plan agreed\n\n{BODY}")
    assert (cleaned.removed[0].reason, cleaned.published) == ("masthead", day)


@pytest.mark.parametrize("line", ["Andes Daily: ports open again", "Andes Daily wins a prize", "The Andes Daily"])
def test_a_headline_with_an_outlet_s_name_stays(line: str) -> None:
    assert clean(f"{line}\n\n{BODY}", outlet="Andes Daily").title == line

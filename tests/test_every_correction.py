"""Every correction that there is: seen on the pages and in the files that tell of what it corrects, and gone again."""

import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pytest

from lib.desk import SECTIONS
from lib.exports.brief import brief_docx, brief_html, brief_lines
from lib.exports.jsonl import jsonl_lines
from lib.exports.view import View
from lib.models import FIELDS, Annotations, Decision, Filters, Span, Subject
from lib.queries.agreement.commitments import present_outlets
from lib.queries.brief import brief
from lib.queries.contract import annotated_articles
from lib.queries.corpus import outlets
from lib.queries.decisions import readings_at
from lib.queries.sources.facts import compared_facts
from lib.store import decisions_toml, load_decisions, new_decision, open_version, parse_decisions, save, undo
from lib.store import save_decisions as save_rows
from lib.store.agreements import agreements_in
from lib.store.decisions.log import FILE
from lib.store.decisions.records import ABOUT
from lib.ui.kit import files as taken
from tests.browser.options import ALWAGHT, LIBNAN, OTHER
from tests.conftest import digests_of, file_row, make_document, mention_of, sentences_of
from tests.test_brief_on_paper import words_of_document
from tests.test_dossier import written

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
AS_OF = date(2018, 9, 17)
VIEW = View("Brief", (), "3", "http://desk/", NOON)
LEFT, ABOUT_IT = "An orange balloon left.", "A violet balloon rose."
KINDS = ["person", "organisation", "group", "place", "people", "date", "figure", "quote", "commitment", "deed"]

# What is looked at: pages by their name in links, with all opened that tells of what is corrected.
PAGES: Mapping[str, tuple[str, dict[str, Any]]] = {
    "brief": ("brief", {"open": ["finding:next", "over time"]}),
    "agreement": ("agreement", {"open": ["days", "commitments", "log"], "as_of": "2018-10-30"}),
    "ledger": ("agreement", {"ledger": "sochi-2018/heavy-weapons", "as_of": "2018-10-30"}),
    "compare": ("sources", {"section": "facts", "open": "facts"}),
    "quotes": ("quotes", {"open": "speakers by outlet", "speaker": "jan-egeland"}),
    "map": ("map", {}),
    "names": ("entities", {"open": "entities by mentions", "chosen": "sergei-shoigu"}),
    "articles": ("articles", {}),
    "search": ("search", {"q": "outlet:nadia-s-post OR Idlib", "view": "sentences"}),
    "alwaght": ("article", {"document": ALWAGHT, "show": KINDS, "open": "marks"}),
    "libnan": ("article", {"document": LIBNAN, "show": KINDS, "open": "marks"}),
    "other": ("article", {"document": OTHER, "show": KINDS, "open": "marks"}),
    "corrections": ("corrections", {}),
}


class Walked(NamedTuple):
    """A decision, and the words that tell of it on each page and in each file."""

    decision: Decision
    shown: Mapping[str, str]


@pytest.fixture(scope="module")
def data(seed_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the seeds and of two articles more: one to be left out, one to be about the agreement."""
    folder = tmp_path_factory.mktemp("corrected")
    shutil.copytree(seed_store, folder / "table")
    for name, text in (("left", LEFT), ("about", ABOUT_IT)):
        said = Annotations(sentences_of(text, text), (mention_of(text, "balloon", f"{name}-balloon", "ORG"),))
        save(folder / "table", [file_row(make_document(name, text, "The Kite"), said, root=name)])
    return folder


def decisions_on(connection: duckdb.DuckDBPyConnection) -> list[Walked]:
    """At least one of every action on every kind of subject, and on every field."""
    made = list[Walked]()

    def one(action: Any, subject: Subject, value: str | None = None, field: Any = None, **more: Any) -> None:
        shown = {page: words for page, words in more.items() if page not in {"day", "value_name"}}
        told = {name: words for name, words in more.items() if name not in shown}
        when = NOON + timedelta(minutes=len(made))
        row = new_decision(when, "Nadia", f"reason {len(made)}", action, subject, value, field=field, **told)
        made.append(Walked(row, {page.replace("_", " "): words for page, words in shown.items()}))

    def read(kind: str, document: str, start: int) -> Subject:
        found = readings_at(connection, document, start)
        return next(
            r.subject for r in found if r.subject.kind == kind and r.subject.span and r.subject.span.start == start
        )

    def words(kind: Any, document: str, exact: str) -> Subject:
        ((text,),) = connection.execute("SELECT text FROM documents WHERE document = ?", [document]).fetchall()
        return Subject(kind, document=document, span=Span(text.index(exact), text.index(exact) + len(exact), exact))

    on_readings(one, read)
    on_others(one, words)
    return made


JSON = "articles as JSON"


def on_readings(one: Callable[..., None], read: Callable[..., Subject]) -> None:
    """What was read of commitments, deeds, figures and quotes."""
    weapons, roads = read("commitment", ALWAGHT, 832), read("commitment", ALWAGHT, 986)
    one("correct", weapons, "2018-10-12", "day", agreement="12 Oct 2018", compare="12 Oct 2018", alwaght="12 Oct 2018",
        dossier="12 Oct 2018", **{JSON: "2018-10-12", "ledger": "12 Oct 2018"})  # fmt: skip
    one("correct", weapons, "once the kites are down", "rule", agreement="once the kites are down",
        compare="once the kites are down", **{JSON: "once the kites are down"})  # fmt: skip
    one("correct", weapons, "BEFORE", "relation", **{JSON: '"relation": "BEFORE"'})
    one("correct", roads, "The Zanzibar Guard", "who", agreement="The Zanzibar Guard", compare="The Zanzibar Guard",
        alwaght="The Zanzibar Guard", dossier="The Zanzibar Guard", **{JSON: "The Zanzibar Guard"})  # fmt: skip
    rebels, patrol = read("commitment", LIBNAN, 1029), read("commitment", LIBNAN, 966)
    one("correct", rebels, "dance", "action", agreement="dance", compare="dance", libnan="dance", dossier="dance",
        **{JSON: '"action": "dance"'})  # fmt: skip
    one("correct", rebels, "the maypole", "object", agreement="dance the maypole", compare="the maypole",
        libnan="dance the maypole", dossier="the maypole", **{JSON: "the maypole"})  # fmt: skip
    one("correct", patrol, "permission", "modality", agreement="may: patrol", libnan="permission",
        **{JSON: '"modality": "permission"'})  # fmt: skip
    handed = read("commitment", LIBNAN, 1110)
    one("correct", handed, "done", "state")
    deed = Subject("deed", handed.id, document=LIBNAN, span=handed.span)
    told = "1 broken and 0 disputed"
    one("correct", deed, "broken", "state", ledger="broken on 3 Oct 2018", libnan="broken:", brief=told, dossier=told,
        compare="state corrected to broken", agreement="1 broken",
        **{JSON: '"state": "broken"', "brief page": told, "brief document": told})  # fmt: skip
    one("correct", deed, "The Malta Corps", "who", ledger="The Malta Corps", libnan="The Malta Corps",
        **{JSON: "The Malta Corps"})  # fmt: skip
    one("correct", deed, "2018-10-03", "day", ledger="3 Oct 2018", libnan="3 Oct 2018", **{JSON: '"on": "2018-10-03"'})
    militants, border = read("figure", OTHER, 2543), read("figure", OTHER, 1209)
    one("correct", militants, "about 7,777", "number", compare="7,777", other="7,777", dossier="7,777",
        **{JSON: "7777"})  # fmt: skip
    one("correct", militants, "grey herons", "subject", compare="grey herons", other="grey herons",
        dossier="erons", **{JSON: "grey herons"})  # fmt: skip
    one("correct", border, "furlong", "unit", compare="furlong", other="furlong", **{JSON: "furlong"})
    one("correct", read("quote", OTHER, 1449), "Quentin Speaker", "speaker", quotes="Quentin Speaker",
        other="Quentin Speaker", dossier="Quentin Speaker", **{JSON: "Quentin Speaker"})  # fmt: skip
    for kind, document, start in (("quote", ALWAGHT, 2494), ("figure", LIBNAN, 574), ("commitment", ALWAGHT, 1854)):
        one("reject", read(kind, document, start))
    patrols = read("commitment", ALWAGHT, 1366)
    one("correct", patrols, "begun", "state")
    one("correct", read("commitment", LIBNAN, 1321), "begun", "state", libnan="begun:", ledger="1 begun",
        **{JSON: '"state": "begun"'})  # fmt: skip
    one("reject", Subject("deed", patrols.id, document=ALWAGHT, span=patrols.span))
    one("reassign", read("commitment", OTHER, 1607), "sochi-2018/no-offensive", value_name="1 No offensive",
        agreement="put under 1 No offensive", other="put under 1 No offensive")  # fmt: skip


def on_others(one: Callable[..., None], words: Callable[..., Subject]) -> None:
    """Names, places, articles, outlets and statuses."""
    one("rename", Subject("entity", "sergei-shoigu", name="Sergei Shoigu"), "Boris Shoi", names="Boris Shoi",
        alwaght="Boris Shoi", quotes="Boris Shoi", dossier="Boris Shoi", **{JSON: "Boris Shoi"})  # fmt: skip
    one("merge", Subject("entity", "interfax", name="Interfax"), "hurriyet", libnan="merged into hurriyet",
        **{JSON: "merged into hurriyet"})  # fmt: skip
    one("split", Subject("entity", "bashar-al-assad", ("Assad",), name="Bashar al-Assad"), "The Assad Dam",
        names="The Assad Dam", alwaght="The Assad Dam", dossier="The Assad Dam", **{JSON: "The Assad Dam"})  # fmt: skip
    one("reassign", Subject("entity", "al-watan", ("al-Watan",), name="al-Watan"), "hurriyet",
        other="reassigned to hurriyet")  # fmt: skip
    one("hide", Subject("entity", "europe", name="Europe"))
    one("reassign", words("mention", OTHER, "Jan Egeland"), "staffan-de-mistura", other="reassigned to staffan")
    one("reject", words("mention", OTHER, "Kneiset Bani Omar"), other="rejected as a name")
    one("reassign", words("toponym", ALWAGHT, "Tehran"), "geonames:170654", value_name="Damascus the capital",
        alwaght="reassigned to Damascus the capital")  # fmt: skip
    one(
        "reassign",
        Subject("place", "geonames:173576", name="Latakia"),
        "associative",
        alwaght="read as its government or people by Nadia",
    )
    one("reject", Subject("place", "geonames:1814991", name="China"))
    one("reject", words("toponym", ALWAGHT, "Hama"))
    matter = Subject("matter", "sochi-2018/highways", name="highways")
    one("assess", matter, "intermediate", day=date(2018, 10, 1), agreement="●●○ 2 intermediate",
        dossier="intermediate")  # fmt: skip
    one("reject", matter, "full")
    one("correct", Subject("document", ALWAGHT), "nadia-s-post", "outlet", value_name="Nadia’s Post",
        alwaght="Nadia’s Post", brief="Nadia’s Post", agreement="Nadia’s Post", compare="Nadia’s Post",
        quotes="Nadia’s Post", names="Nadia’s Post", articles="Nadia’s Post", search="Nadia’s Post",
        dossier="Nadia’s Post", **{JSON: "Nadia’s Post", "brief page": "Nadia’s Post"})  # fmt: skip
    one("correct", Subject("document", OTHER), "2018-09-21", "date", other="21 Sep 2018", articles="2018-09-21",
        dossier="21 Sep 2018", **{JSON: "2018-09-21"})  # fmt: skip
    one("correct", Subject("document", LIBNAN), "https://example.org/corrected", "address",
        libnan="https://example.org/corrected", **{JSON: "https://example.org/corrected"})  # fmt: skip
    one("correct", Subject("document", OTHER), "another story", "story", articles="another story",
        **{JSON: "another story"})  # fmt: skip
    for field, value in (("name", "Ya Libnan Renamed"), ("country", "LB"), ("language", "ar"), ("owner", "A Trust"),
                         ("state", "yes"), ("agency", "yes")):  # fmt: skip
        told = {"name": {"libnan": value, "articles": value}, "owner": {"articles": value}}.get(field, {})
        one("correct", Subject("outlet", "ya-libnan", name="Ya Libnan"), value, field, **told)
    one("attach", Subject("document", "about"), "sochi-2018", brief="4 articles")
    one("detach", Subject("document", OTHER), "sochi-2018", other="About no agreement that the desk knows")
    one("hide", Subject("document", "left"))


@pytest.fixture
def text_of(open_on_seeds: Any, data: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], dict[str, str]]:
    """A function that gives all that each page says, its lists as files included, and what other files say."""
    files: dict[str, Callable[[], bytes]] = {}

    def offered(_label: str, make: Callable[[], bytes], _mime: str, *, name: str) -> None:
        files[name] = make

    monkeypatch.setattr(taken, "offer_file", offered)
    monkeypatch.setenv("ACCORD_DESK_EDITABLE", "1")

    def looked() -> dict[str, str]:
        said = {}
        for name, (page, query) in PAGES.items():
            files.clear()
            at = open_on_seeds(page, data, **query)
            assert not at.exception, name
            said[name] = "\n".join([*_drawn(at), *(files[one]().decode() for one in files if one.endswith(".csv"))])
        rows = load_decisions(data / "decisions")
        return said | _files(open_version(data / "table", None, rows), rows)

    return looked


def _drawn(at: Any) -> Iterator[str]:
    """All the words of a page: its markup, headings and captions."""
    yield from (block.proto.body for block in at.get("html"))
    for some in (at.markdown, at.caption, at.header, at.title):
        yield from (one.value for one in some)


def _files(connection: duckdb.DuckDBPyConnection, rows: tuple[Decision, ...]) -> dict[str, str]:
    """What leaves the desk beside the lists of its pages."""
    every = Filters()
    said, known = present_outlets(connection, every), outlets(connection)
    compared = compared_facts(digests_of(connection, every), said, agreements_in(connection))
    names = dict(zip(known["outlet"], known["outlet_name"], strict=True))
    made = brief(connection, every, AS_OF, len(said), compared)
    lines = brief_lines(made, VIEW, AS_OF, names, lambda document, at: f"http://desk/{document}/{at}", "all")
    articles = (json.loads(line) for line in jsonl_lines(annotated_articles(connection, every), VIEW))
    return {
        "dossier": written(
            connection, every, sections=[one for one in SECTIONS if one.blocks and one.key != "corrections"]
        ),
        "brief page": brief_html(lines).decode(),
        "brief document": "\n".join(words_of_document(brief_docx(lines))),
        "articles as JSON": "\n".join(json.dumps(one, ensure_ascii=False) for one in articles),
        "decisions": decisions_toml(rows),
    }


def _plain(text: str) -> list[str]:
    """The lines without what only tells of decisions: how many there are, and those that are undone."""
    said = re.sub(r"data(?:=| version )[\d.]+|,[\d.]+$", "", text, flags=re.MULTILINE)
    return [line for line in said.splitlines() if not line.startswith('<div class="decision undone">')]


def test_every_correction_shows_wherever_it_tells_and_goes_again(
    data: Path, text_of: Callable[[], dict[str, str]]
) -> None:
    walked = decisions_on(open_version(data / "table"))
    rows = [one.decision for one in walked]
    before = text_of()
    assert parse_decisions(decisions_toml(rows), "taken along.toml") == tuple(rows)
    save_rows(data / "decisions", rows)
    connection = open_version(data / "table", None, rows)
    lost = connection.execute("SELECT action, kind, note FROM decisions WHERE state <> 'in force'").fetchall()
    assert not lost
    then = text_of()
    unsaid = [
        (one.decision.action, one.decision.subject.kind, one.decision.field, page, words)
        for one in walked
        for page, words in {**one.shown, "corrections": one.decision.why, "decisions": one.decision.why}.items()
        if words not in then[page] or words in before[page]
    ]
    assert not unsaid, "\n".join(map(str, unsaid))
    # A status that was withdrawn is told of as that, which tests/test_implementation.py holds.
    others = [row for row in rows if row.subject.kind != "matter"]
    (data / "decisions" / FILE).unlink()
    save_rows(data / "decisions", [*others, *(undo(row, NOON + timedelta(days=1), "Omar") for row in others)])
    after = text_of()
    assert set(_plain(before["articles"])) <= set(_plain(after["articles"]))  # it lists decisions, undone ones too
    for page in before.keys() - {"articles", "corrections", "decisions"}:
        assert _plain(after[page]) == _plain(before[page]), page
    assert after["corrections"].count("↶ undone") == 10  # a page of them


def test_every_kind_of_correction_is_walked(data: Path) -> None:
    rows = [one.decision for one in decisions_on(open_version(data / "table"))]
    known = {(action, kind) for action, kinds in ABOUT.items() for kind in kinds}
    assert {(row.action, row.subject.kind) for row in rows} == known
    assert {(row.subject.kind, row.field) for row in rows if row.field} == {
        (kind, field) for kind, fields in FIELDS.items() for field in fields
    }

"""Who gives a day, who only mentions it, and in whose articles it was looked for and not read."""

from datetime import date
from typing import Any

from lib.annotate import Tools, annotate_all
from lib.models import Agreement, Clause, Filters
from lib.queries.overview import due_days
from lib.store import open_version
from tests.conftest import make_document, save_in

OPEN = Filters()
TEXTS = {
    "Herald": "Kresia and Tarsia signed the pact of Orlen. Kresia will withdraw its guns from Orlen by 9 May 2026.",
    "Courier": "Kresia and Tarsia signed the pact of Orlen on guns. In Orlen 9 May 2026 is a holiday.",
    "Gazette": "Kresia and Tarsia signed the pact of Orlen. Guns are to leave Orlen, Kresia says.",
    "Sports": "The league begins again in spring. Two clubs are for sale.",
}


def made(tools: Tools, day: date = date(2026, 3, 3)) -> Any:
    return annotate_all([make_document(o, text, o, published=day) for o, text in TEXTS.items()], tools)


def told(row: Any) -> tuple[list[str], ...]:
    """Who gives a row's day, who mentions it, and in whose articles it was not read."""
    return list(row.outlets), list(row.mentioned), list(row.silent)


def test_a_day_is_given_mentioned_or_not_read(make_store: Any, tools: Tools) -> None:
    [row] = due_days(make_store(*made(tools)), OPEN).itertuples()
    assert told(row) == (["herald"], ["courier"], ["gazette"])


def test_an_article_on_something_else_is_not_silent(tmp_path: Any, tools: Tools) -> None:
    words = "Kresia shall withdraw its guns from Orlen by 9 May 2026."
    clause = Clause("1", "1", words, date(2026, 5, 9), (), 0, len(words), None, None, ("Kresia",))
    pact = Agreement("orlen", "Pact of Orlen", ("Kresia", "Tarsia"), date(2026, 3, 2), "", (clause,), words)
    save_in(tmp_path, *made(tools))
    [row] = due_days(open_version(tmp_path / "table", None, (), [pact]), OPEN).itertuples()
    assert row.clause == "orlen/1"
    assert told(row) == (["herald"], ["courier"], ["gazette"])

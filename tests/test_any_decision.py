"""Whatever decision is taken can be laid over the articles: hostile words, odd places, ids of something else."""

import random
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from lib.errors import DecisionError
from lib.models import FIELDS, Action, Decision, Evidence, Span, Subject
from lib.queries import decisions as queries
from lib.queries.agreement import implementation
from lib.store import decisions_toml, new_decision, parse_decisions
from lib.store.decisions.records import ABOUT, READ
from tests.conftest import span_of
from tests.decided import NOON, TEXT, desk_of

WORDS = (
    *("", "x", "'; DROP TABLE mentions; --", '"', "$said", "{}", "{0}", "%", "\\", "\u2028", "a" * 300, "<b>", "=1+1"),
    *("geonames:1", "geonames:-1", "geonames:²", "geonames:524901", "iso:SY", "iso:", "own:", "literal", "demonym"),
    *("moscow", "kremlin", "vladimir-putin", "erdogan", "idlib", "a", "b", "~", "a\tb", "😀", "\x1f", "٣", "1e999"),
    *("2018-10-15", "about 10-14", "9" * 20, "obligation", "done", "broken", "BEFORE", "yes", "https://example.org"),
    *("sochi-2018/highways", "sochi-2018", "/", "day/2018-13-99", "deed/", "full", "not started"),
)
SPANS = ("Putin", "Moscow", "Kremlin", "Idlib", "15 tanks", "Moscow will withdraw 15 tanks and the Kremlin agreed")
DAYS = (None, date(1900, 1, 1), date(2018, 9, 17), date(2100, 12, 31))


def any_span(chance: random.Random) -> Span | None:
    """Words of the article, words that do not stand where they are said to, or none."""
    start, exact = chance.choice((0, 1, 100, 10**6, 10**9 - 5)), chance.choice(("", "a", "Putin", "\n"))
    elsewhere = Span(start, start + len(exact), exact)
    return chance.choice((None, elsewhere, span_of(TEXT, chance.choice(SPANS)), span_of(TEXT, chance.choice(SPANS))))


def any_decision(chance: random.Random) -> Decision | None:
    """A decision put together by chance; None where it is not one."""

    def maybe() -> Any:
        return chance.choice((None, chance.choice(WORDS), chance.choice(WORDS)))

    spellings = tuple(chance.choices(WORDS, k=chance.randrange(3)))
    action = chance.choice(get_args(Action))
    kind: Any = chance.choice(sorted(ABOUT[action]))
    span = any_span(chance) if kind in {"mention", "toponym", *READ} else None
    field: Any = chance.choice(FIELDS[kind]) if action == "correct" else None
    subject = Subject(kind, maybe(), spellings, maybe(), span, chance.choice(WORDS))
    assessed = chance.randrange(3) if action == "assess" else 0
    evidence = [Evidence(chance.choice(WORDS), maybe(), any_span(chance)) for _ in range(assessed)]
    try:
        return new_decision(NOON, "N", "w", action, subject, maybe(), value_name=chance.choice(WORDS),
                            day=chance.choice(DAYS) if action == "assess" else None, evidence=evidence,
                            field=field)  # fmt: skip
    except DecisionError:
        return None


@pytest.mark.parametrize("seed", range(6))
def test_any_decisions_are_laid_over_listed_and_handed_on(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # to be made again, not to be kept secret
    made = {row.id: row for row in map(any_decision, [chance] * 600) if row}
    rows = list(made.values())
    assert len(rows) > 100
    connection = desk_of(tmp_path)(*rows)
    assert len(queries.decision_log(connection)) == len(rows)
    queries.merged_into(connection)
    for question in (implementation.implementation_log, implementation.log_evidence):
        question(connection)
    implementation.statuses(connection, None)
    left_out = {row.subject.id for row in rows if row.action == "hide" and row.subject.kind == "document"}
    documents = {name for (name,) in connection.execute("SELECT document FROM documents").fetchall()}
    assert documents == {"a", "b"} - left_out
    assert [row.id for row in parse_decisions(decisions_toml(rows), "x.toml")] == list(made)

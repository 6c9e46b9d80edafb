"""Which articles are about which agreement: judged when a version is opened, and as analysts put it right.

An analyst's word is needed before clauses are matched, for what an article reports is matched with the clauses of those
agreements only that it is about. So these decisions are laid over first, and the others later.
"""

from collections.abc import Iterable, Iterator, Sequence

import duckdb

from lib.agreement.reported.about import judge
from lib.models import Agreement, Decision
from lib.store.overlay.words import NoLongerAppliesError, said_of

DECIDED = {"attach": True, "detach": False}
ARTICLES = """
SELECT document, text, if(published_from IN ('story', 'told'), NULL, published) FROM documents ORDER BY position
"""
JUDGED = """
CREATE TABLE judged (document VARCHAR, agreement VARCHAR, about BOOLEAN, about_read BOOLEAN, reason VARCHAR,
                     decided VARCHAR)
"""
JUDGE = """
INSERT INTO judged SELECT unnest($documents::VARCHAR[]), $agreement, unnest($about::BOOLEAN[]),
                          unnest($about::BOOLEAN[]), unnest($reasons::VARCHAR[]), NULL
"""
DECIDE = """
UPDATE judged SET about = $about, decided = concat_ws('; ', decided, $said)
WHERE document = $document AND agreement = $agreement
"""
# What hand-written words of a shipped agreement found in an article no longer counts where that is not about it.
LET_GO = (
    """
UPDATE commitments SET clause = NULL, clause_score = NULL, clause_reason = NULL FROM judged j
WHERE j.document = commitments.document AND starts_with(clause, j.agreement || '/') AND NOT j.about
  AND j.decided IS NOT NULL
""",
    """
DELETE FROM clause_matches USING judged j
WHERE j.document = clause_matches.document AND starts_with(clause, j.agreement || '/') AND NOT j.about
  AND j.decided IS NOT NULL
""",
)
ABOUT = "CREATE TABLE about AS SELECT document, agreement FROM judged WHERE about"
KNOWN = """
SELECT (SELECT count(*) FROM documents WHERE document = $document),
       (SELECT count(*) FROM agreements WHERE id = $agreement)
"""


def judge_articles(
    connection: duckdb.DuckDBPyConnection, agreements: Sequence[Agreement], decisions: Iterable[Decision]
) -> None:
    """Make the tables `judged`, a row for each article and agreement, and `about`, those of them that belong together.

    Of `judged` about is whether they do, about_read whether that was read so, reason why it was, and decided what
    analysts said of it; of `decisions`, those in force, only what is said of that counts.
    """
    connection.execute(JUDGED).fetchall()
    articles = connection.execute(ARTICLES).fetchall()
    for agreement in agreements if articles else ():
        judged = [judge(agreement, text, published) for _, text, published in articles]
        values = {
            "documents": [row[0] for row in articles],
            "agreement": agreement.id,
            "about": [one.about for one in judged],
            "reasons": [one.reason for one in judged],
        }
        connection.execute(JUDGE, values).fetchall()
    for decision in _on_articles(decisions):
        about = DECIDED[decision.action]
        connection.execute(DECIDE, {"about": about, "said": said_of(decision), **_of(decision)}).fetchall()
    for statement in (*LET_GO, ABOUT):
        connection.execute(statement).fetchall()


def count_judged(connection: duckdb.DuckDBPyConnection, decision: Decision) -> int:
    """How many annotations such a decision changed: none. NoLongerAppliesError where it has no article or agreement."""
    ((articles, agreements),) = connection.execute(KNOWN, _of(decision)).fetchall()
    if not articles:
        raise NoLongerAppliesError("There is no such article, or no longer.")
    if not agreements:
        named = decision.value_name or decision.value
        raise NoLongerAppliesError(f"The desk knows no agreement “{named}” ({decision.value}), or no longer.")
    return 0


def _on_articles(decisions: Iterable[Decision]) -> Iterator[Decision]:
    return (one for one in decisions if one.action in DECIDED)


def _of(decision: Decision) -> dict[str, str | None]:
    return {"document": decision.subject.id, "agreement": decision.value}

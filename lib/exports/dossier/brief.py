"""The section of the brief: which agreement, and the findings, each with all its sentences."""

from collections.abc import Sequence

from lib.exports.dossier.records import Block, Desk, Statement
from lib.queries.agreement.commitments import present_outlets
from lib.queries.brief import brief
from lib.queries.sources.facts import compared_facts
from lib.store.agreements import agreements_in
from lib.views.brief import agreement_facts, finding_title, whole_words
from lib.views.kit.highlight import element, joined


def brief_blocks(desk: Desk) -> Sequence[Block]:
    """One block: what there is to say of the agreement, and a row a finding."""
    digests, outlets = desk.digests(), present_outlets(desk.data, desk.filters)
    compared = None if digests is None else compared_facts(digests, outlets, agreements_in(desk.data))
    made = brief(desk.data, desk.filters, desk.as_of, len(outlets), compared)
    facts = (element("p", f"{label}: {words}") for label, words in agreement_facts(made).items())
    statements = [
        Statement((finding_title(one), whole_words(one, desk.looks.names)), one.sentences) for one in made.findings
    ]
    title = made.agreement.title if made.agreement else ""
    said = "" if statements else "Nothing is due, done or told differently in the articles in view."
    return [Block(title, said, ("Finding", "What"), statements, joined(facts))]

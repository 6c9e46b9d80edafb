"""Names that mean something to a template, a script, a spreadsheet, a path or a line, and a store full of them."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from lib.models import (
    KINDS,
    ROLES,
    STATUSES,
    Annotations,
    ClauseMatch,
    Commitment,
    Deadline,
    Decision,
    Document,
    Evidence,
    Figure,
    Mention,
    Obligor,
    Place,
    Quote,
    Removal,
    Source,
    Span,
    Speaker,
    Subject,
    Timex,
    Toponym,
)
from lib.store import new_decision, save, save_decision
from tests.conftest import file_row, sentences_of, span_of

CALLED = "window.injected = 1; alert(1)"
SHORT: dict[str, str] = {
    "template": "Daily {{9**9}} News",
    "open template": "{{ x",
    "template tag": "{% x %}",
    "template remark": "{#",
    "formula in letters": "$x^2$ and $$y$$",
    "Markdown colour": ":red[x] :smile: :red-badge[y]",
    "icon": ":material/home:",
    "Markdown": "`a` **b** [c](javascript:alert(1)) | d | # e\\",
    "script": f"</script><script>{CALLED}</script>",
    "element": f'"><img src=x onerror="{CALLED}">',
    "chart markup": "<b>a</b><br>b <a href='https://evil.example/'>c</a> %{x} %{customdata}",
    "formula": '=HYPERLINK("https://evil.example/","x")',
    "later formula": "x;=1+1",
    "at": "@gulf",
    "quotation": "it's \"so\", '; DROP TABLE documents; --",
    "right to left": "\u202eصحيفة\u2066 العرب",
    "two lines": "two\r\nlines\u2028and\u2029more",
    "control": "a\x00b\x1b[31mc\x7f",
    "path": "../../etc/passwd",
    "calendar": "a,b;c\\nEND:VEVENT",
}
INVISIBLE: dict[str, str] = {"empty": "", "white space": " \t ", "zero width": "\u200b\u200d\u2060"}
LONG: dict[str, str] = {"long word": "W" * 1000, "long words": "Very Long " * 100}
NAMES: dict[str, str] = {**SHORT, **INVISIBLE, **LONG}

SHARED = (
    "On Monday both presidents signed a long memorandum about the zone that nobody outside the room had seen before."
)
HEAVY = "sochi-2018/heavy-weapons"
WHEN, DUE = datetime(2018, 10, 3, 12, tzinfo=UTC), date(2018, 10, 10)


def hostile_article(number: int, name: str) -> tuple[Document, Annotations]:
    """An article in which everything that can have a name has this one."""
    headline = f"{name} reports"
    quoted = f"“{name} is near,” said {name} of {name}."
    promised = f"{name} must leave {name} by 10 October 2018."
    told = f"The {name} army has {number + 10} tanks and 500 {name}."
    text = f"{headline}\n\n{SHARED}\n\n{quoted}\n\n{promised}\n\n{told}"
    document = Document(
        f"d{number}", Source(name if number % 2 else f"o{number}", name), name, headline, text,
        date(2018, 9, 1 + number), "metadata", "metadata", f"{number} {name}.txt", url=f"javascript:{name}",
        body_start=len(headline) + 2, original=text + name, notes=(name,),
        removed=(Removal(len(text), len(text) + len(name), name, name),),
    )  # fmt: skip
    return document, Annotations(
        sentences_of(text, headline, SHARED, quoted, promised, told, headline=True),
        **_names(text, name, number),
        timexes=(Timex(span_of(text, "10 October 2018"), "DATE", "2018-10-10", None, DUE, DUE),),
        **_statements(text, name, number, quoted, promised),
    )


def save_hostile(data: Path) -> Path:
    """A data folder with an article of every name, decisions that say and rename with each, and a file not read."""
    articles = [hostile_article(number, name) for number, name in enumerate(NAMES.values())]
    refused = [file_row(None, path=f"{number} {name}.txt", problem=name) for number, name in enumerate(SHORT.values())]
    save(data / "table", [*(file_row(*one, path=f"corpus/{one[0].path}") for one in articles), *refused])
    for number, name in enumerate(SHORT.values()):
        for row in _decisions(number, name):
            save_decision(data / "decisions", row)
    return data


def _names(text: str, name: str, number: int) -> dict[str, Any]:
    """Mentions and places: each time the name stands in the body it is a person, a place or an organisation."""
    if not name:
        return {}
    body = text.index(f"“{name}")
    starts = [found.start() for found in re.finditer(re.escape(name), text) if found.start() >= body]
    spans = [Span(start, start + len(name), name) for start in starts]
    kinds = [KINDS[at % len(KINDS)] for at in range(len(spans))]
    placed = Place(f"p{number}", name, 20.0 + number, 30.0 + number, "SY", "city", name)
    kept = {"city": placed, "none": None, "region": replace(placed, id=f"r{number}", precision="region")}
    return {
        "mentions": tuple(
            Mention(span, kind, f"{kind.lower()}-{number}", name, name) for span, kind in zip(spans, kinds, strict=True)
        ),
        "toponyms": tuple(
            Toponym(span, ROLES[at % len(ROLES)], 0.8, place, f"place-{number}", placed, name)
            for at, (span, place) in enumerate(zip(spans, [*kept.values()] * 2, strict=False))
        ),
    }


def _statements(text: str, name: str, number: int, quoted: str, promised: str) -> dict[str, Any]:
    """A quote, numbers and a promise, all of them by and about the name."""
    whole = span_of(text, promised)
    said = span_of(text, quoted[: quoted.index("”") + 1])
    speaker = Speaker(span_of(text, f"{name} of"), f"person-{number}")
    deadline = Deadline(span_of(text, "by 10 October 2018"), DUE, "ON_OR_BEFORE")
    obligor, clause = Obligor(name, f"person-{number}"), HEAVY if number % 2 else None
    duty = Commitment(whole, obligor, f"leave {name}", name, name, "obligation", deadline, name, clause)
    tanks = span_of(text, f"{number + 10} tanks")
    return {
        "quotes": (Quote(said, "direct", (said,), speaker, span_of(text, "said")),),
        "figures": (Figure(tanks, number + 10, number + 10, name, name, approximate=False, cited=name),),
        "commitments": (duty,),
        "clause_matches": (ClauseMatch(whole, "sochi-2018/radical-groups-withdraw", 0.6, name, "sentence"),),
    }


def _decisions(number: int, name: str) -> list[Decision]:
    """One of each kind that can say a name, on things of its article; the empty character no decision takes."""
    name = name.replace("\0", "")
    who, entity = name[:90], Subject("entity", f"org-{number}", name=name)
    matter = Subject("matter", HEAVY, name=name)
    evidence = (Evidence(source=name), Evidence(source=f"https://example.org/{name}"))
    return [
        new_decision(WHEN, who, name, "rename", entity, f"renamed {name}"[:300], value_name=name),
        new_decision(WHEN, who, name, "assess", matter, STATUSES[number % 4], day=DUE, evidence=evidence),
        new_decision(WHEN, who, name, "hide", Subject("entity", f"group-{number}", name=name)),
    ]

"""Seconds and peak memory of a dossier and of the JSON Lines of 200 articles, each in a process of its own."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.corpus import made_articles

ARTICLES, OUTLETS = 200, 12
MOST_MEGABYTES = 1000

# The process that makes one file and nothing else; it prints seconds, megabytes of the file, and of memory at its peak.
MAKE = """
import json, sys, time
from datetime import UTC, date, datetime
from pathlib import Path
from lib.codebooks.referents import load_referents
from lib.desk import SECTIONS
from lib.exports.dossier import Desk, Searched, dossier_pieces
from lib.exports.jsonl import jsonl_lines
from lib.exports.view import View
from lib.models import Filters
from lib.queries.sources import reuse
from lib.queries.contract import annotated_articles
from lib.queries.corpus import outlets, paths
from lib.queries.search import open_search, search
from lib.store import open_version
from lib.views.kit.looks import Looks
from lib.views.kit.palette import outlet_colours, outlet_patterns
from tests.bench.memory import peak_megabytes
from tests.conftest import digests_of

kind, table = sys.argv[1:]
data, filters = open_version(Path(table)), Filters()
view = View("Brief", (), "0", "http://127.0.0.1/", datetime(2026, 1, 1, tzinfo=UTC))
known = outlets(data)
index = open_search(data)
names = dict(zip(known["outlet"], known["outlet_name"], strict=True))
desk = Desk(
    data, filters, Looks(names, outlet_colours(known), outlet_patterns(known)), date(2018, 9, 17),
    lambda document, at: f"http://127.0.0.1/article?document={document}&at={at}", paths(data),
    lambda: digests_of(data, filters), lambda: reuse.find_reuse(data, filters),
    Searched(index, search(data, index, "the", filters)),
)
start = time.perf_counter()
if kind == "dossier":
    sections = [one for one in SECTIONS if one.blocks]
    content = b"".join(piece for _, piece in dossier_pieces(view, desk, sections, "all"))
else:
    content = b"".join(jsonl_lines(annotated_articles(data, filters), view))
seconds = time.perf_counter() - start
print(json.dumps([seconds, len(content) / 1e6, peak_megabytes()]))
"""


def export_lines() -> Iterator[str]:
    """One line a kind of file; over a gigabyte of memory is said loudly."""
    with tempfile.TemporaryDirectory() as folder:
        table = _store(Path(folder))
        for kind in ("dossier", "articles as JSON Lines"):
            seconds, size, memory = _make(kind, table)
            loud = "" if memory < MOST_MEGABYTES else "  OVER A GIGABYTE"
            said = f"{seconds:.1f} s, file {size:.1f} MB, peak memory {memory:,.0f} MB{loud}"
            yield f"{kind}, {ARTICLES} articles: {said}"


def _store(folder: Path) -> Path:
    """Made-up articles, annotated and saved by the command line."""
    articles = folder / "articles"
    articles.mkdir()
    lines = [
        json.dumps({"id": one.name, "text": one.text, "outlet": one.outlet, "published": str(one.published)})
        for one in made_articles(ARTICLES, OUTLETS)
    ]
    (articles / "made.jsonl").write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "lib.refresh", "--store", str(folder / "table"), str(articles)]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "table"


def _make(kind: str, table: Path) -> tuple[float, float, float]:
    """Seconds, megabytes of the file, and megabytes of memory at the peak."""
    done = subprocess.run([sys.executable, "-c", MAKE, kind, str(table)], check=True, capture_output=True, text=True)
    seconds, size, memory = json.loads(done.stdout)
    return seconds, size, memory

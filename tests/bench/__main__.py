"""`python -m tests.bench`: every speed figure beside its reference, both measured in this run."""

import sys

from tests.bench.exports import export_lines
from tests.bench.growth import growth_lines
from tests.bench.links import link_lines
from tests.bench.pages import page_lines
from tests.bench.reading import reading_lines
from tests.bench.reuse import reuse_lines
from tests.bench.search import search_lines
from tests.bench.size import size_lines
from tests.bench.sources import sources_lines
from tests.browser import find_chromium


def main() -> int:
    """Print one line a figure; without a Chromium no page is measured, and that is said."""
    for lines in (reading_lines, growth_lines, reuse_lines, search_lines, export_lines, size_lines):
        for line in lines():
            print(line, flush=True)
    executable = find_chromium()
    if executable is None:
        print("PAGES NOT MEASURED: no Chromium found; name one in ACCORD_DESK_CHROMIUM.", file=sys.stderr)
        return 1
    for lines_of in (page_lines, link_lines, sources_lines):
        for line in lines_of(executable):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

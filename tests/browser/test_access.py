"""By keyboard, screen reader or with little contrast: no page breaks a serious rule of axe-core, or skips a heading."""

from typing import Any

import pytest

from tests.browser.desk import visiting

pytestmark = pytest.mark.browser

PAGES = (
    "overview",
    "entities",
    "map",
    "sources",
    "sources?section=labels",
    "sources?section=reuse",
    "sources?section=quotes",
    "sources?section=words",
    "agreement?clause=sochi-2018/heavy-weapons",
    "search?q=idlib",
    "search?q=idlib+OR",
    "article?open=cleaning",
    "methods",
)
GRAVE = {"serious", "critical"}
HELD = {"heading-order"}  # moderate, and kept


@pytest.mark.parametrize(("scheme", "options"), [("light", {}), ("dark", {"runOnly": ["color-contrast"]})])
def test_no_page_breaks_a_serious_rule(scheme: Any, options: Any, browser: Any, desk: str) -> None:
    """Every page in both themes, with axe-core as its package ships it; a theme changes nothing but colours."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415  only where there is a browser

    found = []
    with visiting(browser, desk, color_scheme=scheme) as visit:
        for page in PAGES:
            visit.open(f"/{page}")
            rules = Axe().run(visit.page, options=options).response["violations"]
            found += [
                f"{page}: {rule['id']} ({rule['impact']}): {node['target']} {node['failureSummary']}"
                for rule in rules
                if rule["impact"] in GRAVE or rule["id"] in HELD
                for node in rule["nodes"]
            ]
    assert found == []

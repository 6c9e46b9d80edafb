"""What keeps a page from being read by keyboard, by screen reader or with little contrast, as axe-core tells it."""

from typing import Any

from tests.browser.desk import Visit

GRAVE = {"serious", "critical"}
HELD = {"heading-order"}  # moderate, and kept
# Of what is no violation one example is told, not every element of the page: that took most of the time.
EVERY_RULE = {"resultTypes": ["violations"]}
CONTRAST_ONLY = {**EVERY_RULE, "runOnly": ["color-contrast"]}


def broken_rules(visit: Visit, asked: dict[str, Any] = EVERY_RULE) -> list[str]:
    """The serious rules that the page on screen breaks, each with where and how; axe-core as its package ships it."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415  only where there is a browser

    return [
        f"{visit.page.url}: {rule['id']} ({rule['impact']}): {node['target']} {node['failureSummary']}"
        for rule in Axe().run(visit.page, options=asked).response["violations"]
        if rule["impact"] in GRAVE or rule["id"] in HELD
        for node in rule["nodes"]
    ]

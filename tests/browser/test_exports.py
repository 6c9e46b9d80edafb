"""What only a browser can tell: a chart's picture, a table's file and a dossier are really downloaded."""

from pathlib import Path

import pytest

from tests.browser.desk import Visit

pytestmark = pytest.mark.browser


def _download(visit: Visit, name: str, to: Path) -> str:
    """What a button of that name downloads."""
    with visit.page.expect_download(timeout=60_000) as found:
        visit.page.get_by_role("button", name=name).first.click()
    found.value.save_as(to)
    return to.read_text(encoding="utf-8-sig")


def test_a_chart_a_table_and_a_dossier_say_their_filters(visit: Visit, tmp_path: Path) -> None:
    visit.open("/entities?outlet=alwaght&open=entities+by+mentions")
    visit.page.locator(".js-plotly-plot .modebar-btn").first.wait_for()
    picture = _download(visit, "Download plot", tmp_path / "chart.svg")
    assert picture.startswith("<svg")
    assert "Outlet: Alwaght" in picture.replace("\N{NO-BREAK SPACE}", " ")
    rows = _download(visit, "Download CSV", tmp_path / "table.csv").splitlines()
    assert rows[0].endswith("Filters,Data version")
    assert "Outlet: Alwaght" in rows[1]
    visit.page.get_by_role("button", name="Export this view").click()
    visit.page.get_by_role("button", name="Make dossier").click()
    dossier = _download(visit, "Download dossier", tmp_path / "dossier.html")
    assert "Outlet: Alwaght" in dossier
    assert "Ya Libnan" not in dossier.split('<section id="entities"')[1].split("<section")[0]
    assert dossier.endswith("</html>")

"""What keeps a page from being read by keyboard, by screen reader or with little contrast, as axe-core tells it."""

from typing import Any

from tests.browser.desk import Visit

GRAVE = {"serious", "critical"}
HELD = {"heading-order"}  # moderate, and kept
# Of what is no violation one example is told, not every element of the page: that took most of the time.
EVERY_RULE = {"resultTypes": ["violations"]}
CONTRAST_ONLY = {**EVERY_RULE, "runOnly": ["color-contrast"]}

# Words in charts and on maps, which axe-core does not look at: each beside what it stands on, with less contrast than
# small print needs (WCAG 2.2, 1.4.3). `words` is a selector to one of what they stand on, or a path of a bar's own.
FAINT = """words => {
    const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d");
    const light = (...layers) => {
        pen.clearRect(0, 0, 1, 1);
        layers.forEach(colour => {
            pen.fillStyle = colour;
            pen.fillRect(0, 0, 1, 1);
        });
        const parts = [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3).map(part => part / 255)
            .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    };
    const contrast = (ink, ground) => {
        const [one, other] = [light(ground, ink), light(ground)];
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    };
    const style = (element, name) => {
        const all = getComputedStyle(element);
        return all[name] || all.getPropertyValue(name);
    };
    const inked = element => style(element, element instanceof SVGElement ? "fill" : "color");
    const grounds = (element, others) => {
        const bar = element.matches(".bartext") && element.parentElement.querySelector("path");
        return bar ? [style(bar, "fill")] : others.flatMap(([selector, name]) =>
            [...document.querySelectorAll(selector)].slice(0, 1).map(ground => style(ground, name)));
    };
    return Object.entries(words).flatMap(([selector, others]) => [...document.querySelectorAll(selector)]
        .filter(element => element.textContent.trim())
        .flatMap(element => grounds(element, others).map(ground => [element, contrast(inked(element), ground), ground]))
        .filter(([, found]) => found < 4.5)
        .map(([one, found, ground]) => `${one.textContent}: ${found.toFixed(2)}, ${inked(one)} on ${ground}`)
    ).slice(0, 8);
}"""
IN_CHARTS = {".js-plotly-plot text": [['[data-testid="stApp"]', "backgroundColor"]]}
ON_MAP = {
    ".name, .name .count": [[".leaflet-container", "backgroundColor"], ["path.land", "fill"]],
    ".beyond :is(button, b, .head), .leaflet-control-attribution": [["body", "--paper"]],
}


def faint_words(visit: Visit) -> list[str]:
    """The words in the charts of the page on screen that are fainter than small print may be."""
    return [f"{visit.page.url}: {one}" for one in visit.page.evaluate(FAINT, IN_CHARTS)]


def broken_rules(visit: Visit, asked: dict[str, Any] = EVERY_RULE) -> list[str]:
    """The serious rules that the page on screen breaks, each with where and how; axe-core as its package ships it."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415  only where there is a browser

    return [
        f"{visit.page.url}: {rule['id']} ({rule['impact']}): {node['target']} {node['failureSummary']}"
        for rule in Axe().run(visit.page, options=asked).response["violations"]
        if rule["impact"] in GRAVE or rule["id"] in HELD
        for node in rule["nodes"]
    ]

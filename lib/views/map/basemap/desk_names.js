/* Names on the map: the articles' places first, then roads, countries and cities, as many as fit without touching.
   They are placed anew after every move, so that more appear as one zooms in. */

(() => {
  "use strict";

  const FONT = '"Source Sans 3", "Source Sans Pro", "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", sans-serif';
  const STYLES = {
    "place-name": { font: `600 13px ${FONT}`, height: 14, wide: 1 },
    "road-name": { font: `600 11px ${FONT}`, height: 12, wide: 1 },
    "country-name": { font: `11px ${FONT}`, height: 12, wide: 1.16 }, // its letters are spaced
    "city-name": { font: `11px ${FONT}`, height: 12, wide: 1 },
  };
  const MOST_PLACES = 150;
  const MOST_CITIES = 120;
  const MOST_APART = 300;
  const FARTHEST_APART = 48; // pixels
  const METRES_APART = { province: 100000, country: 400000 };
  const MARGIN = 3;
  const pen = document.createElement("canvas").getContext("2d");

  function write(map) {
    const corner = map.containerPointToLayerPoint([0, 0]);
    const view = L.bounds(corner, corner.add(map.getSize()));
    const sheet = { map, view, taken: [], written: new Set(), countries: new Set(), pane: document.createDocumentFragment() };
    const points = map.desk.places.map((place) => ({ ...place, point: map.latLngToLayerPoint(place.at) }));
    const visible = points.filter((place) => view.contains(place.point));
    if (visible.length <= MOST_APART) apart(visible);
    controls(map, corner).forEach((area) => sheet.taken.push(area));
    visible.forEach(({ point, radius }) => sheet.taken.push(box(point.x, point.y, 2 * radius, 2 * radius)));
    visible.slice(0, MOST_PLACES).forEach((place) => writePlace(sheet, place));
    map.desk.roads.forEach((road) => writeRoad(sheet, road));
    map.desk.countries.forEach((country) => writeCountry(sheet, country));
    writeCities(sheet);
    map.getPane("names").replaceChildren(sheet.pane);
  }

  function controls(map, corner) {
    const frame = map.getContainer().getBoundingClientRect();
    return [...map.getContainer().querySelectorAll(".leaflet-control")].map((control) => {
      const { left, right, top, bottom } = control.getBoundingClientRect();
      const [x, y] = [corner.x - frame.left, corner.y - frame.top];
      return { left: left + x, right: right + x, top: top + y, bottom: bottom + y };
    });
  }

  /* A province or a country lies "somewhere inside", so its symbol steps aside for one whose place is exact. */
  function apart(places) {
    const exact = ({ precision }) => precision === "city" || precision === "feature";
    const standing = places.filter(exact);
    places.filter((place) => !exact(place)).forEach((place) => {
      const far = reach(place);
      const clear = (point, other) => other.point.distanceTo(point) > other.radius + place.radius + MARGIN;
      const free = (point) => point.distanceTo(place.point) <= far && standing.every((other) => clear(point, other));
      const step = spiral(place.point).find(free) || place.point;
      place.marker.step(step.subtract(place.point));
      place.point = step;
      standing.push(place);
    });
  }

  /* How many pixels aside still lie near the place: the same ground is fewer pixels from afar. */
  function reach({ marker, precision, at }) {
    const metresPerPixel = (40075017 * Math.cos((at.lat * Math.PI) / 180)) / (256 * 2 ** marker._map.getZoom());
    return Math.min(FARTHEST_APART, METRES_APART[precision] / metresPerPixel);
  }

  function spiral(middle) {
    const points = [middle];
    for (let away = 4; away <= FARTHEST_APART; away += 4) {
      for (let turn = 0; turn < 16; turn += 1) {
        const angle = (turn * Math.PI) / 8;
        points.push(middle.add([away * Math.cos(angle), away * Math.sin(angle)]));
      }
    }
    return points;
  }

  function box(x, y, width, height) {
    return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
  }

  function meet(one, other) {
    return one.left < other.right + MARGIN && other.left < one.right + MARGIN
      && one.top < other.bottom + MARGIN && other.top < one.bottom + MARGIN;
  }

  /* Writes the text at the first of the given middles where it fits; says whether it did. */
  function writeAt(sheet, style, text, middles, count = "") {
    const size = measured(style, count ? `${text} ${count} ` : text);
    const free = middles(size).map(([x, y]) => box(x, y, size.width, size.height)).find((area) => fits(sheet, area));
    if (!free) return false;
    const name = label(`name ${style}`, text);
    if (count) name.append(label("count", count));
    L.DomUtil.setPosition(name, L.point(Math.round(free.left), Math.round(free.top)));
    sheet.pane.append(name);
    sheet.taken.push(free);
    return true;
  }

  function fits({ view, taken }, area) {
    return area.left > view.min.x && area.right < view.max.x && area.top > view.min.y && area.bottom < view.max.y
      && !taken.some((other) => meet(area, other));
  }

  function measured(style, text) {
    const { font, height, wide } = STYLES[style];
    pen.font = font;
    return { width: pen.measureText(style === "country-name" ? text.toUpperCase() : text).width * wide + 2, height };
  }

  function label(className, text) {
    const node = document.createElement("span");
    node.className = className;
    node.textContent = text;
    return node;
  }

  /* Right, left, below, above of a symbol, in the order mapmakers prefer. */
  function around({ x, y }, gap) {
    return ({ width, height }) => [
      [x + gap + width / 2, y], [x - gap - width / 2, y], [x, y + gap + height / 2], [x, y - gap - height / 2],
    ];
  }

  function writePlace(sheet, { name, total, point, radius, chosen }) {
    sheet.written.add(name.toLowerCase());
    writeAt(sheet, "place-name", name, around(point, radius + (chosen ? 9 : 5)), total.toLocaleString("en"));
  }

  function writeRoad(sheet, { name, points }) {
    const spots = points.slice(1).flatMap((end, i) => [0.5, 0.3, 0.7].map((share) => between(points[i], end, share)));
    const middles = spots.map((spot) => sheet.map.latLngToLayerPoint(spot));
    writeAt(sheet, "road-name", name, (size) => middles.flatMap((middle) => around(middle, 6)(size)));
  }

  function between(start, end, share) {
    return L.latLng(start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share);
  }

  function writeCountry(sheet, country) {
    const { map, view } = sheet;
    const bounds = map.getBounds();
    if (sheet.written.has(country.name.toLowerCase()) || sheet.countries.has(country.name)) return;
    if (!bounds.intersects(country.bounds)) return;
    const wide = Math.sqrt(country.area) * (map.project([0, 1]).x - map.project([0, 0]).x);
    if (wide < 0.6 * measured("country-name", country.name).width) return;
    const own = map.latLngToLayerPoint(country.at);
    const spots = view.contains(own) ? [own] : inland(sheet, country);
    const middles = () => spots.flatMap(({ x, y }) => [[x, y], [x, y - 16], [x, y + 16]]);
    if (writeAt(sheet, "country-name", country.name, middles)) sheet.countries.add(country.name);
  }

  /* Points of a grid over the view that lie in the country, the most surrounded by it first. */
  function inland({ map, view }, { polygons, bounds }) {
    const [columns, rows] = [12, 9];
    const step = L.point(view.getSize().x / columns, view.getSize().y / rows);
    const inside = new Map();
    for (let column = 0; column < columns; column += 1) {
      for (let row = 0; row < rows; row += 1) {
        const point = view.min.add([(column + 0.5) * step.x, (row + 0.5) * step.y]);
        const at = map.layerPointToLatLng(point);
        if (bounds.contains(at) && holds(polygons, at)) inside.set(`${column},${row}`, { column, row, point });
      }
    }
    const company = ({ column, row }) => [-2, -1, 0, 1, 2].reduce(
      (sum, across) => sum + [-1, 0, 1].filter((up) => inside.has(`${column + across},${row + up}`)).length, 0);
    return [...inside.values()].sort((one, other) => company(other) - company(one)).map(({ point }) => point);
  }

  function holds(polygons, { lat, lng }) {
    const crosses = (ring) => ring.reduce((odd, point, i) => {
      const before = ring[i === 0 ? ring.length - 1 : i - 1];
      const between = (point.lat > lat) !== (before.lat > lat);
      const meets = between && lng < ((before.lng - point.lng) * (lat - point.lat)) / (before.lat - point.lat) + point.lng;
      return meets ? !odd : odd;
    }, false);
    return polygons.some((rings) => rings.reduce((odd, ring) => (crosses(ring) ? !odd : odd), false));
  }

  /* The larger cities and the capitals, fewer from afar: one power of ten fewer people every two levels of zoom. */
  function writeCities(sheet) {
    const { map, view } = sheet;
    const bounds = map.getBounds();
    const least = Math.max(4.7, 9 - 0.5 * map.getZoom());
    const middle = map.getCenter().lng;
    const known = (city) => sheet.written.has(city.name.toLowerCase());
    map.desk.cities
      .filter((city) => city.rank >= least && !known(city))
      .map((city) => ({ ...city, at: L.latLng(city.at.lat, deskMap.nearestTurn(city.at.lng, middle)) }))
      .filter((city) => bounds.contains(city.at))
      .slice(0, MOST_CITIES)
      .forEach((city) => writeCity(sheet, city, map.latLngToLayerPoint(city.at), view));
  }

  function writeCity(sheet, { name, capital }, point) {
    const spot = box(point.x, point.y, 6, 6);
    if (!fits(sheet, spot) || !writeAt(sheet, "city-name", name, around(point, 6))) return;
    const dot = label(capital ? "dot capital" : "dot", "");
    L.DomUtil.setPosition(dot, point.round());
    sheet.pane.append(dot);
    sheet.taken.push(spot);
  }

  window.deskNames = { write };
})();

/* What the map does in the browser: draws countries, roads and names under the places that Python sends.
   Text is only ever set as text, never as markup: names come from news articles. */

(() => {
  "use strict";

  const folder = new URL(".", document.currentScript.src);
  const STRIPE = 3; // hundredths of a symbol's outline
  const REST = 250; // milliseconds
  const STIR = 3; // pixels
  const MOST_BEYOND = 5;
  const BESIDE_BEYOND = 120; // pixels, where the map is wide enough to list what lies beyond it
  const SVG = "http://www.w3.org/2000/svg";

  /* ---- the ground: countries, roads, controls ---- */

  function prepare(map, { roads, tiles, attribution }) {
    map.desk = { countries: [], cities: [], places: [], roads: roads.flatMap(copiesOfRoad) };
    map.getContainer().classList.toggle("with-tiles", Boolean(tiles));
    map.createPane("ground").style.zIndex = 250;
    map.createPane("roads").style.zIndex = 260;
    Object.assign(map.createPane("names").style, { zIndex: 640, pointerEvents: "none" });
    map.getPane("names").classList.add("leaflet-zoom-hide");
    map.attributionControl.setPrefix(false).addAttribution(attribution);
    L.control.scale({ imperial: false, position: "topright" }).addTo(map);
    addFitButton(map);
    addBeyond(map);
    if (tiles) L.tileLayer(tiles, { attribution: "Tiles as set by this desk's owner" }).addTo(map);
    map.desk.roads.forEach((road) => L.polyline(road.points, { pane: "roads", className: "road", interactive: false }).addTo(map));
    map.on("moveend resize", () => {
      turnPlaces(map);
      listBeyond(map);
      deskNames.write(map);
    });
    map.on("moveend", () => tellArea(map));
    load("countries.json").then((rows) => addCountries(map, rows, !tiles));
    load("cities.json").then((rows) => {
      map.desk.cities = rows.map(([name, lat, lon, rank, capital]) => ({ name, at: L.latLng(lat, lon), rank, capital }));
      deskNames.write(map);
    });
  }

  async function load(name) {
    const answer = await fetch(new URL(name, folder));
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer.json();
  }

  function addCountries(map, rows, drawn) {
    const renderer = L.svg({ pane: "ground", padding: 0.3 });
    const options = { pane: "ground", renderer, className: "land", interactive: false, smoothFactor: 0.8 };
    map.desk.countries = rows.flatMap(copiesOfCountry).map((country) => {
      const shape = L.polygon(country.polygons, options);
      if (drawn) shape.addTo(map);
      return { ...country, bounds: shape.getBounds() };
    });
    map.desk.countries.sort((one, other) => other.area - one.area);
    deskNames.write(map);
  }

  /* A ring is x, y, then steps from point to point, in thousandths of a degree. */
  function decode(numbers) {
    const ring = [];
    let x = 0;
    let y = 0;
    for (let i = 0; i < numbers.length; i += 2) {
      x += numbers[i];
      y += numbers[i + 1];
      ring.push(L.latLng(y / 1000, x / 1000));
    }
    return ring;
  }

  /* The map goes round the world twice, so that what lies near the date line can stand in its middle: all of the ground
     is there twice, and a place is where it is nearest to the middle. */
  function copiesOfCountry({ name, label, area, polygons }) {
    const own = polygons.map((rings) => rings.map(decode));
    const lngs = own.flat(2).map((point) => point.lng);
    const [west, east] = [lngs.reduce((a, b) => Math.min(a, b)), lngs.reduce((a, b) => Math.max(a, b))];
    return copies(west, east).map((turn) => ({
      name,
      area,
      at: L.latLng(label[1], label[0] + turn),
      polygons: turn ? own.map((rings) => rings.map((ring) => ring.map((point) => turned(point, turn)))) : own,
    }));
  }

  function copiesOfRoad({ name, points }) {
    const whole = points.map(([lat, lng]) => [lat, nearestTurn(lng, points[0][1])]);
    const lngs = whole.map(([, lng]) => lng);
    return copies(Math.min(...lngs), Math.max(...lngs)).map((turn) => ({
      name,
      points: whole.map(([lat, lng]) => [lat, lng + turn]),
    }));
  }

  function copies(west, east) {
    return [0, ...(east > 0 ? [-360] : []), ...(west < 0 ? [360] : [])];
  }

  function turned(point, turn) {
    return L.latLng(point.lat, point.lng + turn);
  }

  function nearestTurn(lng, middle) {
    return lng + 360 * Math.round((middle - lng) / 360);
  }

  function turnPlaces(map) {
    const middle = map.getCenter().lng;
    map.desk.places.forEach((place) => {
      const lng = nearestTurn(place.at.lng, middle);
      if (lng === place.at.lng) return;
      place.at = L.latLng(place.at.lat, lng);
      place.marker.setLatLng(place.at);
    });
  }

  function addFitButton(map) {
    const control = L.control({ position: "topleft" });
    control.onAdd = () => {
      const bar = L.DomUtil.create("div", "leaflet-bar");
      const button = L.DomUtil.create("a", "fit", bar);
      Object.assign(button, { href: "#", role: "button" });
      map.desk.fit = button;
      L.DomEvent.disableClickPropagation(bar);
      L.DomEvent.on(button, "click", (event) => {
        L.DomEvent.preventDefault(event);
        if (map.desk.places.length) map.fitBounds(L.latLngBounds(map.desk.places.map((place) => place.at)).pad(0.15));
      });
      return bar;
    };
    control.addTo(map);
  }

  /* What lies beyond the view: the places mentioned most, each a way there. */
  function addBeyond(map) {
    const control = L.control({ position: "topleft" });
    control.onAdd = () => {
      map.desk.beyond = L.DomUtil.create("div", "beyond");
      L.DomEvent.disableClickPropagation(map.desk.beyond);
      return map.desk.beyond;
    };
    control.addTo(map);
  }

  function besideBeyond(map) {
    return getComputedStyle(map.desk.beyond).display === "none" ? 48 : BESIDE_BEYOND;
  }

  function listBeyond(map) {
    const view = map.getBounds();
    const away = map.desk.places.filter((place) => !view.contains(place.at));
    const shown = away.slice(0, MOST_BEYOND);
    const rest = away.length - shown.length;
    map.desk.beyond.replaceChildren(
      ...(away.length ? [written("div", "head", "Outside this view")] : []),
      ...shown.map(wayTo),
      ...(rest ? [written("div", "head", `and ${rest} more`)] : []),
    );
  }

  function wayTo({ name, total, marker }) {
    const button = written("button", "", name);
    button.type = "button";
    button.append(written("b", "", total.toLocaleString("en")));
    L.DomEvent.on(button, "click", () => marker.fire("click", { latlng: marker.getLatLng() }, true));
    return button;
  }

  /* ---- the places ---- */

  /* A marker that can be drawn a few pixels beside its point. */
  const PlaceMarker = L.Marker.extend({
    aside: L.point(0, 0),
    step(offset) {
      const half = this.options.icon.options.iconSize[0] / 2;
      Object.assign(this._icon.style, { marginLeft: `${offset.x - half}px`, marginTop: `${offset.y - half}px` });
      this.aside = offset;
    },
  });

  /* Called once for every layer of places that Python sends; only the first one, or another link, moves the map. */
  function arrived(map, group, { features, core, summary, area, turn }) {
    L.geoJSON(features, { pointToLayer: drawPlace, onEachFeature: describePlace }).addTo(group);
    map.addLayer(group); // before names are written: only what is on the map can step aside
    map.desk.places = [];
    map.getContainer().setAttribute("aria-label", summary);
    group.eachLayer((layer) => layer.eachLayer((marker) => map.desk.places.push(named(marker))));
    map.desk.places.sort((one, other) => other.total - one.total);
    map.desk.fit.textContent = `Show all ${map.desk.places.length}`;
    const opens = map.desk.turn !== turn;
    if (opens) show(map, area, core);
    turnPlaces(map);
    const chosen = map.desk.places.find((place) => place.chosen);
    if (chosen && !(opens && area) && !map.getBounds().contains(chosen.at)) map.panTo(chosen.at, { animate: !opens });
    if (opens) Object.assign(map.desk, { turn, shown: areaShown(map) });
    listBeyond(map);
    deskNames.write(map);
  }

  /* ---- the area: what the link says of it, and how a reader's moves come back to Python ---- */

  /* The area that the link asks for, "zoom/latitude/longitude"; without one, where most mentions are. */
  function show(map, area, core) {
    const [zoom, lat, lon] = (area || "").split("/").map(Number);
    if (area) map.setView([lat, lon], zoom, { animate: false });
    else if (core) map.fitBounds(core, { paddingTopLeft: [besideBeyond(map), 48], paddingBottomRight: [48, 48], maxZoom: 8, animate: false });
  }

  function areaShown(map) {
    return { zoom: map.getZoom(), at: map.getCenter() };
  }

  /* Told once the map has come to rest. Not told are the opening area, which goes by the data, and the pixel or two by
     which a map moves whose frame changes its size. */
  function tellArea(map) {
    clearTimeout(map.desk.telling);
    map.desk.telling = setTimeout(() => {
      const [{ zoom, at }, before] = [areaShown(map), map.desk.shown];
      const still = !before || (before.zoom === zoom && map.project(before.at).distanceTo(map.project(at)) < STIR);
      if (still) return;
      map.desk.shown = { zoom, at };
      window.Streamlit.setComponentValue({ area: [zoom, at.lat.toFixed(4), at.wrap().lng.toFixed(4)].join("/") });
    }, REST);
  }

  function named(marker) {
    return { ...marker.feature.properties, marker, at: marker.getLatLng() };
  }

  function drawPlace(feature, at) {
    const { radius, precision, name, total, chosen } = feature.properties;
    const side = 2 * radius + 6;
    const icon = L.divIcon({ className: `place ${precision}`, html: symbol(feature.properties), iconSize: [side, side] });
    const title = `${name}, ${total}`;
    return new PlaceMarker(at, { icon, alt: title, zIndexOffset: chosen ? 5000 : Math.round(-20 * radius), riseOnHover: true });
  }

  function symbol({ radius, precision, parts, chosen }) {
    const half = radius + 3;
    const svg = draw("svg", { width: 2 * half, height: 2 * half, viewBox: `${-half} ${-half} ${2 * half} ${2 * half}` });
    if (chosen) svg.append(draw("path", { class: "halo", d: outline(precision, radius + 3) }));
    if (precision === "city") {
      svg.append(...segments(parts, outline("city", radius / 2), radius, false));
    } else {
      svg.append(draw("path", { class: precision === "feature" ? "gap" : "wash", d: outline(precision, radius) }));
      svg.append(...segments(parts, outline(precision, radius - 1.25), 2.5, precision === "province", radius));
    }
    svg.append(draw("path", { class: "edge leaflet-interactive", d: outline(precision, radius + 0.6) })); // the whole is clicked
    return svg;
  }

  /* The closed outline of a symbol; every one starts at the top and runs clockwise, so shares start there too. */
  function outline(precision, r) {
    if (precision === "country") return `M0 ${-r}H${r}V${r}H${-r}V${-r}Z`;
    if (precision === "feature") return `M0 ${-r * 1.2}L${r * 1.2} 0L0 ${r * 1.2}L${-r * 1.2} 0Z`;
    return `M0 ${-r}A${r} ${r} 0 0 1 0 ${r}A${r} ${r} 0 0 1 0 ${-r}Z`;
  }

  /* One stroke a part, as long as its share: a wide stroke on half the radius makes a pie. A province's ring is
     dashed; an outlet whose hue is another's too is striped. */
  function segments(parts, d, width, dashed, radius) {
    const total = parts.reduce((sum, part) => sum + part.count, 0);
    let start = 0;
    return parts.map(({ count, colour, striped }) => {
      const share = (100 * count) / total;
      const path = draw("path", { d, pathLength: 100, fill: "none", stroke: colour, "stroke-width": width });
      const dash = dashed ? 450 / (2 * Math.PI * radius) : share;
      path.setAttribute("stroke-dasharray", dashes(start, share, striped ? Math.min(dash, STRIPE) : dash));
      start += share;
      return path;
    });
  }

  function dashes(start, share, length) {
    const pattern = [0, start];
    for (let drawn = 0; drawn < share; drawn += 1.7 * length) {
      const dash = Math.min(length, share - drawn);
      pattern.push(dash, Math.max(0, Math.min(0.7 * length, share - drawn - dash)));
    }
    return [...pattern, 0, 100].map((part) => part.toFixed(2)).join(" ");
  }

  function draw(tag, attributes) {
    const node = document.createElementNS(SVG, tag);
    Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
    return node;
  }

  /* A click is numbered, so that choosing the same place twice is told to Python twice. */
  function describePlace(feature, layer) {
    const { radius } = feature.properties;
    layer.on("mouseover", () => point(layer, radius)); // before the tooltip's own listener
    layer.bindTooltip(() => tooltip(feature.properties), { opacity: 1 });
    layer.on("click", () => { feature.properties.click = Date.now(); });
    layer.on("keypress", ({ originalEvent }) => {
      if (originalEvent.key === "Enter") layer.fire("click", { latlng: layer.getLatLng() }, true);
    });
  }

  /* The tooltip stands above its place, or below where it would leave the map. */
  function point(layer, radius) {
    const above = layer._map.latLngToContainerPoint(layer.getLatLng()).y > 190;
    const { options } = layer.getTooltip();
    options.direction = above ? "top" : "bottom";
    options.offset = L.point(layer.aside.x, layer.aside.y + (above ? -radius : radius));
  }

  function tooltip({ name, where, parts, counted }) {
    const box = document.createElement("div");
    box.append(written("strong", "", name), written("div", "where", where));
    parts.forEach(({ label, count, colour }) => {
      const row = written("div", "part", "");
      const swatch = written("span", "swatch", "");
      swatch.style.background = colour;
      row.append(swatch, written("span", "", label), written("b", "", count.toLocaleString("en")));
      box.append(row);
    });
    box.append(written("div", "where", counted));
    return box;
  }

  function written(tag, className, text) {
    const node = document.createElement(tag);
    node.className = className;
    node.textContent = text;
    return node;
  }

  window.deskMap = { prepare, arrived, nearestTurn };
})();

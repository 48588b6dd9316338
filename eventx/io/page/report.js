/* The report: counts by type, country and month in memory; events, titles, articles and the search in parts that are loaded. */
const parts = new Map();
const maker = self.trustedTypes ? trustedTypes.createPolicy("eventx", { createScriptURL: (name) => { if (/^data\/[\p{L}\p{N}_]+\.js$/u.test(name)) return name; throw new TypeError(name); } }) : { createScriptURL: (name) => name };

/* A part calls this with what it holds. */
function take(name, held) { parts.get(name).done(held); }

/* Load a part once; one that is not there is empty. */
function load(name) {
  if (!parts.has(name)) {
    const part = {};
    part.promise = new Promise((done) => (part.done = done));
    parts.set(name, part);
    const script = h("script", { onerror: () => part.done(null) });
    script.src = maker.createScriptURL(`data/${name}.js`);
    document.head.append(script);
  }
  return parts.get(name).promise;
}

const box = (name, id, ...held) => h("section#" + id, { "aria-labelledby": id + "-name" }, h("h2#" + id + "-name", {}, name), ...held);
const link = (number, said) => h("a", { href: `article.html#${number}` }, said);
const count = (number) => number.toLocaleString("en");

async function oneArticle() {
  const number = Number(location.hash.slice(1)) || 0, held = await load("a" + Math.floor(number / 20)), one = held && held[number % 20];
  if (!one) return $("main").replaceChildren(h("p.empty", {}, "There is no such article."));
  show(one, h("a", { href: "index.html" }, "The report"));
}

function report() {
  const all = JSON.parse($("summary").textContent), { types, months, countries, cube } = all;
  const at = { types: new Set(), country: "", from: "", to: "" };
  kinds = known(types.map((type) => ({ type })));
  let start = 0;
  const cells = cube.map(([month, type, country, n]) => ({ month, type, country, n, start: (start += n) - n }));
  const passes = (cell, but) => (but === "type" || !at.types.size || at.types.has(cell.type)) && (but === "country" || at.country === "" || cell.country === Number(at.country)) &&
    (but === "month" || ((at.from === "" || months[cell.month] >= at.from) && (at.to === "" || months[cell.month] <= at.to)));
  const sums = (key) => { const held = new Map(); for (const cell of cells) if (passes(cell, key)) held.set(cell[key], (held.get(cell[key]) || 0) + cell.n); return held; };

  const monthsBox = h("div"), typesBox = h("ol.bars"), countriesBox = h("ol.bars"), mapBox = h("div#map"), total = h("p.total", { role: "status" });
  const body = h("tbody"), more = h("button.button.more", { type: "button", onclick: () => list(false) }, "More");
  const option = (value, said) => h("option", { value }, said);
  const chooser = (key, name, options) => h("label", {}, name, " ", h("select", { "data-key": key, onchange: (event) => { at[key] = event.target.value; draw(); } }, option("", "all"), options));
  const named = countries.map(([code, name], number) => [number, name, code]).sort((a, b) => a[1].localeCompare(b[1]));
  const called = new Map(countries.map(([code, name]) => [code, code && name]));
  const dated = months.filter(Boolean);
  const chips = types.map((type, number) => h("button.chip." + kinds.get(type).hue, { type: "button", "aria-pressed": "false", "data-type": number, onclick: () => { at.types.has(number) ? at.types.delete(number) : at.types.add(number); draw(); } }, type));
  const filters = h("div.bar.filters", { role: "group", "aria-label": "Filters" }, chips,
    chooser("country", "Country", named.map(([number, name]) => option(number, name))),
    chooser("from", "From", dated.map((month) => option(month, month))), chooser("to", "To", dated.map((month) => option(month, month))),
    h("button.button", { type: "button", onclick: () => { at.types.clear(); at.country = at.from = at.to = ""; draw(); } }, "Reset"));

  function bars(into, held, names, choose, chosen) {
    const rows = [...held].sort((a, b) => b[1] - a[1]).slice(0, 16), most = Math.max(1, ...rows.map((row) => row[1]));
    into.replaceChildren(...rows.map(([key, n]) => h("li", {}, h("button", { type: "button", "aria-pressed": String(chosen(key)), onclick: () => choose(key) }, names(key)),
      h("svg:svg", { "aria-hidden": "true" }, h("svg:rect.fill", { width: (100 * n) / most + "%", height: "100%", rx: 3 })), h("span.number", {}, count(n)))));
  }

  function byMonth() {
    const held = sums("month"), most = Math.max(1, ...[...held].map(([number, n]) => (months[number] ? n : 0))), wide = 100 / Math.max(1, dated.length);
    const inside = (month) => (at.from === "" || month >= at.from) && (at.to === "" || month <= at.to);
    const made = months.map((month, number) => {
      if (!month) return null;
      const n = held.get(number) || 0, x = dated.indexOf(month) * wide;
      return h("svg:rect.fill" + (inside(month) ? "" : ".dim"), { x: x + wide * 0.1 + "%", width: wide * 0.8 + "%", y: 98 - (94 * n) / most + "%", height: (94 * n) / most + "%", onclick: () => { at.from = at.to = at.from === month && at.to === month ? "" : month; draw(); } }, h("svg:title", {}, `${month}: ${count(n)}`));
    });
    monthsBox.replaceChildren(h("svg:svg", { role: "img", "aria-label": `Events by month, at most ${count(most)}` }, made), h("div.ends", {}, h("span", {}, dated[0] || ""), h("span", {}, dated.at(-1) || "")));
  }

  function byCountry() {
    const held = sums("country"), most = Math.max(1, ...held.values()), choose = (key) => { at.country = at.country === String(key) ? "" : String(key); draw(); };
    bars(countriesBox, held, (key) => countries[key][1], choose, (key) => at.country === String(key));
    const dots = [...held].filter(([key]) => countries[key][2] !== null).sort((a, b) => b[1] - a[1]);
    mapBox.lastChild.replaceChildren(...dots.map(([key, n]) => h("svg:circle.dot" + (at.country === String(key) ? ".near" : ""), { cx: countries[key][3] * 10, cy: -countries[key][2] * 10, r: 10 + 90 * Math.sqrt(n / most), onclick: () => choose(key) }, h("svg:title", {}, `${countries[key][1]}: ${count(n)}`))));
  }

  let shown = 0;
  async function list(anew) {
    if (anew) shown = 0;
    const mine = (list.turn = (list.turn || 0) + 1), want = [];
    let skip = shown;
    for (const cell of cells) {
      if (!passes(cell)) continue;
      for (let n = Math.min(skip, cell.n); n < cell.n && want.length < 50; n++) want.push(cell.start + n);
      skip = Math.max(0, skip - cell.n);
      if (want.length >= 50) break;
    }
    const size = all.sizes.e, held = new Map();
    for (const part of new Set(want.map((row) => Math.floor(row / size)))) held.set(part, await load("e" + part));
    if (mine !== list.turn) return;
    const rows = want.map((row) => held.get(Math.floor(row / size))[row % size]).map(([month, type, country, line, article, title]) =>
      h("tr", {}, h("td", {}, month), h("td", {}, line), h("td", {}, h("span.chip." + kinds.get(type).hue, {}, h("b", {}, type))), h("td", {}, called.get(country)), h("td", {}, link(article, title))));
    anew ? body.replaceChildren(...rows) : body.append(...rows);
    shown += rows.length;
    more.hidden = shown >= list.total;
  }

  function draw() {
    const begun = performance.now();
    list.total = cells.reduce((sum, cell) => sum + (passes(cell) ? cell.n : 0), 0);
    total.textContent = `${count(list.total)} of ${count(all.events)} events in ${count(all.articles)} articles`;
    for (const made of chips) made.setAttribute("aria-pressed", String(!at.types.size || at.types.has(Number(made.dataset.type))));
    for (const select of filters.querySelectorAll("select")) select.value = at[select.dataset.key];
    bars(typesBox, sums("type"), (key) => types[key], (key) => { at.types.has(key) ? at.types.delete(key) : at.types.add(key); draw(); }, (key) => at.types.has(key));
    byMonth();
    byCountry();
    draw.took = performance.now() - begun;
    return list(true);
  }

  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").match(/[\p{L}\p{N}]{2,}/gu) || [];
  const find = h("input#find", { type: "search", placeholder: "Words of a title, a name, a metric", "aria-label": "Search the articles", oninput: () => search(find.value) }), hits = h("ul.hits"), told = h("p.hint", { role: "status" });
  async function search(text) {
    const mine = (search.turn = (search.turn || 0) + 1), asked = fold(text);
    let found = null;
    for (const [place, word] of asked.entries()) {
      const held = (await load("t" + (/^[\x00-\x7f]{2}/.test(word) ? word.slice(0, 2) : "_"))) || {}, here = new Set();
      for (const key of place === asked.length - 1 ? Object.keys(held).filter((other) => other.startsWith(word)) : [word]) for (const article of held[key] || []) here.add(article);
      found = found ? found.filter((article) => here.has(article)) : [...here].sort((a, b) => b - a);
    }
    const first = (found || []).slice(0, 50), rows = [];
    for (const article of first) { const held = await load("n" + Math.floor(article / all.sizes.n)); rows.push([article, ...(held[article] || ["", ""])]); }
    if (mine !== search.turn) return;
    told.textContent = found ? `${count(found.length)} article${found.length === 1 ? "" : "s"}` : "";
    hits.replaceChildren(...rows.map(([article, title, day]) => h("li", {}, link(article, title), " ", h("span.hint", {}, day))));
  }
  const ask = (word) => { find.value = word; search(word); find.scrollIntoView({ block: "center" }); find.focus(); };
  const tops = (held) => h("ul.bar", {}, held.map(([word, n]) => h("li", {}, h("button.button", { type: "button", onclick: () => ask(word) }, word, " ", h("span.hint", {}, count(n))))));

  function plot({ key, points, articles }) {
    const days = points.map(([end]) => Date.parse(end)), values = points.map((point) => point[1]), low = Math.min(...values), high = Math.max(...values);
    const x = (day) => 2 + (96 * (day - days[0])) / Math.max(1, days.at(-1) - days[0]), y = (value) => 36 - (32 * (value - low)) / (high - low || 1);
    return h("div.plot", {}, h("h3", {}, key), h("svg:svg", { viewBox: "0 0 100 40", preserveAspectRatio: "none", role: "img", "aria-label": `${points.length} values from ${points[0][2]} to ${points.at(-1)[2]}` },
      h("svg:polyline", { points: points.map((point, n) => `${x(days[n])},${y(point[1])}`).join(" ") })),
      h("details", {}, h("summary", {}, `${points.length} periods, ${articles} article${articles === 1 ? "" : "s"}`), h("ul", {}, points.map(([end, , said, article]) => h("li", {}, `to ${end}: `, link(article, said))))));
  }

  const clash = ({ key, when, values }) => h("li", {}, h("h3", {}, key, ", ", when), values.map(([said, articles]) => h("p", {}, h("b", {}, said), ": ", articles.slice(0, 8).map((article, n) => [n ? ", " : "", link(article, "article " + (article + 1))]))));

  const world = JSON.parse($("world").textContent);
  mapBox.append(h("svg:svg", { viewBox: "-1800 -850 3600 1420", role: "img", "aria-label": "Map of the events by country" }, h("svg:path.land", { d: world.land }), h("svg:path.borders", { d: world.borders }), h("svg:g")));
  Object.defineProperty(mapBox, "lastChild", { value: mapBox.querySelector("g") });
  const wide = (made) => (made.classList.add("wide"), made);
  $("head").replaceChildren(h("h1", {}, document.title), h("div.bar.tools", {}, h("p.about", {}, `${count(all.articles)} articles, ${count(all.events)} events`), h("span.spring"), h("button.button", { type: "button", onclick: theme }, "Light or dark")));
  $("report").replaceChildren(filters, h("div.grid", {},
    wide(total), box("By month", "months", monthsBox), box("By type", "types", typesBox), box("By country", "where", mapBox), box("Countries", "countries", countriesBox),
    wide(box("Events", "listed", h("div.scroll", { tabindex: 0, role: "region", "aria-label": "Events" }, h("table", {}, h("thead", {}, h("tr", {}, ["Month", "In words", "Type", "Country", "Article"].map((said) => h("th", { scope: "col" }, h("span.head", {}, said))))), body)), more)),
    wide(box("Search", "search", h("div.bar", {}, find), told, hits)),
    box("Names", "names", tops(all.names)), box("Metrics", "metrics", tops(all.metrics)),
    all.series.length > 0 && wide(box("Series", "series", h("div.plots", {}, all.series.map(plot)))),
    all.conflicts.length > 0 && wide(box("Numbers that differ", "conflicts", h("ul.clash", {}, all.conflicts.map(clash))))));
  report.ready = draw();
  report.draw = draw;
}

if ($("report")) report();
else { oneArticle(); addEventListener("hashchange", oneArticle); }

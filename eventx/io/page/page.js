"use strict";
/* Shows an article's records. All text goes in as text nodes, never as markup. */
const SVG = "http://www.w3.org/2000/svg";
const $ = (id) => document.getElementById(id);

/* Make an element: h("p.class#id", {attribute: value, onclick: function}, child, ...). */
function h(name, attributes, ...children) {
  const [, tag, rest] = /^([\w:]+)(.*)$/.exec(name);
  const made = tag.startsWith("svg:") ? document.createElementNS(SVG, tag.slice(4)) : document.createElement(tag);
  for (const [, kind, word] of rest.matchAll(/([.#])([^.#]+)/g)) kind === "#" ? (made.id = word) : made.classList.add(word);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (typeof value === "function") made.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...flat(children));
  return made;
}

const flat = (children) => children.flat(9).filter((child) => child !== null && child !== undefined && child !== false && child !== "");

let data, kinds, marks, cards, dots, rows, pinned;

/* Give each type its hue and letters: one letter where no other type has it, else two. */
function known(records) {
  const names = [...new Set(records.map((record) => record.type))].sort();
  const first = (name) => names.filter((other) => other[0] === name[0]);
  const letters = (name) => (first(name).length > 1 && first(name)[0] !== name ? name.slice(0, 2) : name[0]);
  return new Map(names.map((name, at) => [name, { hue: "k" + (at % 16), tag: letters(name).toUpperCase() }]));
}

const sure = (record) => record.confidence && h("span.hint", {}, ` confidence ${record.confidence}`);
const chip = (record) => h("span.chip." + kinds.get(record.type).hue, {}, h("b", {}, record.type));

const fields = (record) =>
  h("dl", {}, record.fields.map(([name, said, inferred]) =>
    h("div" + (inferred ? ".far" : ""), {}, h("dt", {}, name.replaceAll("_", " "), inferred && " (inferred)"), h("dd", {}, said))));

/* What an event stands on: its own mentions, and its facts. */
const idsOf = (record) => [record.id, ...(record.facts || [])];
const eventsOf = (fact) => data.events.filter((event) => event.facts.includes(fact.id));

/* Light up facts in the article, and the cards, dots and periods that stand on them. */
function light(ids, also) {
  const lit = new Set(ids);
  for (const [id, spans] of marks) for (const span of spans) span.classList.toggle("lit", lit.has(id));
  for (const [at, card] of cards.entries()) card.classList.toggle("near", Boolean(also) && idsOf(data.events[at]).some((id) => lit.has(id)));
  for (const [of, made] of dots) made.classList.toggle("near", Boolean(also) && of.some((id) => lit.has(id)));
}

function goTo(ids) {
  const first = ids.flatMap((id) => marks.get(id) || []).sort((a, b) => (a.compareDocumentPosition(b) & 4 ? -1 : 1))[0];
  light(ids, true);
  if (first) first.scrollIntoView({ block: "center" });
}

const lights = (ids) => ({ onpointerenter: () => light(ids), onpointerleave: () => light([]), onfocusin: () => light(ids), onfocusout: () => light([]) });

/* Tell of the facts at a place of the article, the innermost first. */
function tell(at, pin) {
  const facts = [];
  for (let mark = at; mark; mark = mark.parentElement.closest(".f")) if (!mark.classList.contains("off")) facts.push(data.facts[mark.dataset.fact]);
  const box = $("detail");
  if (!facts.length) return;
  pinned = pin;
  box.replaceChildren(...flat([
    pin && h("button.close", { type: "button", "aria-label": "Close", onclick: () => hide(true) }, "\u00d7"),
    facts.map((fact) => h("div.one", {}, chip(fact), " ",
      fact.modality !== "asserted" && h("span.mood-word", {}, fact.modality), sure(fact),
      h("p.said", {}, fact.line), fields(fact),
      eventsOf(fact).map((event) => h("p.hint", {}, "in the event: ", event.type, ", ", event.line)))),
  ]));
  box.hidden = false;
  const spot = at.getClientRects()[0] || at.getBoundingClientRect(), left = Math.min(spot.left, innerWidth - box.offsetWidth - 16);
  const above = spot.bottom + box.offsetHeight + 8 > innerHeight && spot.top > box.offsetHeight + 8;
  if (getComputedStyle(box).position === "absolute") {
    box.style.left = Math.max(8, left) + scrollX + "px";
    box.style.top = (above ? spot.top - box.offsetHeight - 6 : spot.bottom + 6) + scrollY + "px";
  } else box.style.left = box.style.top = "";
  light(facts.slice(0, 1).map((fact) => fact.id), true);
}

function hide(back) {
  $("detail").hidden = true;
  light([]);
  if (back && pinned) pinned.focus();
  pinned = null;
}

/* Mark the facts in a run of characters; facts in facts stand in one another, what crosses is cut. */
function fill(parent, chars, from, to, pieces) {
  let at = from;
  const rest = pieces.slice();
  while (rest.length) {
    const piece = rest.shift(), end = Math.min(piece.end, to), inside = [];
    let cut = false;
    for (let i = 0; i < rest.length && rest[i].start < end; ) {
      const [other] = rest.splice(i, 1);
      inside.push({ ...other, end: Math.min(other.end, end) });
      if (other.end > end) rest.splice(i++, 0, { ...other, start: end }), (cut = true);
    }
    if (cut) rest.sort((a, b) => a.start - b.start || b.end - a.end);
    parent.append(chars.slice(at, piece.start).join(""));
    const { fact, number } = piece, kind = kinds.get(fact.type), event = number < 0;
    const mark = event ? h("span.m", { "data-event": fact.id }) : h("span.f." + kind.hue, { "data-fact": number });
    if (event) mark.classList.add("trigger");
    else if (inside.some((other) => other.number >= 0)) mark.classList.add("holds");
    else if (end - piece.start < 24) mark.classList.add("short");
    if (!event && fact.modality !== "asserted") mark.classList.add("mood");
    fill(mark, chars, piece.start, end, inside);
    if (!event && piece.end === fact.end)
      mark.append(h("button.tag", { type: "button", tabindex: -1, "aria-label": `${fact.type}: ${fact.line}` }, kind.tag));
    (marks.get(fact.id) || marks.set(fact.id, []).get(fact.id)).push(mark);
    parent.append(mark);
    at = end;
  }
  parent.append(chars.slice(at, to).join(""));
}

function article() {
  if (data.article.text === null) return h("p.empty", {}, "The article's text is not in this file.");
  const chars = Array.from(data.article.text), box = h("div#article", { tabindex: -1 });
  const pieces = data.facts.map((fact, number) => ({ fact, number, start: fact.start, end: fact.end }));
  for (const event of data.events) for (const [start, end] of event.mentions) pieces.push({ fact: event, number: -1, start, end });
  pieces.sort((a, b) => a.start - b.start || b.end - a.end);
  const wrapped = /\n[^\S\n]*\n/.test(data.article.text); // then a line end between long lines is a blank
  let start = 0, open = [], next = 0, line = 0;
  for (let end = 0; end <= chars.length; end++) {
    if (end < chars.length && chars[end] !== "\n") continue;
    const long = wrapped && end - line >= 60 && chars[end + 1] > " ";
    line = end + 1;
    if (long) continue;
    for (; next < pieces.length && pieces[next].start < end; next++) if (pieces[next].start < pieces[next].end) open.push(pieces[next]);
    const said = chars.slice(start, end).join("").trim();
    if (said) {
      const block = h(said === data.article.title ? "p.headline" : "p");
      fill(block, chars, start, end, open.map((piece) => ({ ...piece, start: Math.max(piece.start, start), end: Math.min(piece.end, end) })));
      box.append(block);
    }
    open = open.filter((piece) => piece.end > end + 1);
    start = end + 1;
  }
  const tags = [...box.querySelectorAll(".tag")];
  if (tags.length) tags[0].tabIndex = 0;
  box.addEventListener("pointerover", (event) => { 
    if (pinned || event.pointerType !== "mouse") return;
    const at = event.target.closest(".f:not(.off)"), trigger = event.target.closest(".m");
    at ? tell(at) : hide();
    if (!at && trigger) light([trigger.dataset.event], true);
  });
  box.addEventListener("pointerleave", () => { if (!pinned) hide(); });
  box.addEventListener("click", (event) => { const at = event.target.closest(".f:not(.off)"); if (at) tell(at, at.querySelector(":scope > .tag") || at); });
  box.addEventListener("focusin", (event) => { const at = event.target.closest(".tag"); if (at && !pinned) tell(at.parentElement); });
  box.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step || !event.target.classList.contains("tag")) return;
    event.preventDefault();
    const shown = tags.filter((tag) => !tag.parentElement.classList.contains("off")), to = shown[shown.indexOf(event.target) + step];
    if (to) pinned = null, (event.target.tabIndex = -1), (to.tabIndex = 0), to.focus();
  });
  return box;
}

function eventCard(event) {
  const tail = [sure(event), event.modality !== "asserted" && h("span.mood-word", {}, event.modality), event.source && h("span", {}, "according to ", h("b", {}, event.source))];
  return h("article.card." + kinds.get(event.type).hue, { "data-type": event.type, ...lights(idsOf(event)) },
    h("div.bar", {}, chip(event), tail, data.article.text !== null &&
      h("button.button", { type: "button", "aria-label": "Show in the article: " + event.line, onclick: () => goTo(idsOf(event)) }, "Show")),
    h("h3", {}, event.line), fields(event));
}

const quote = ({ quote: said, ...fact }) =>
  h("figure.quote." + kinds.get(fact.type).hue, lights([fact.id]),
    h("blockquote", {}, "\u201c" + said.content.replace(/^[\u201c"]|[\u201d"]$/g, "") + "\u201d"),
    h("figcaption", {}, "\u2014 ", h("b", {}, said.speaker || "unnamed"), said.about && ", " + said.about));

/* Things that several facts share, by what they are: [thing, the facts' ids]. */
function shared(key, name) {
  const held = new Map();
  for (const fact of data.facts) for (const thing of fact[key]) {
    const id = name(thing);
    if (!held.has(id)) held.set(id, [thing, []]);
    held.get(id)[1].push(fact.id);
  }
  return [...held.values()];
}

function map() {
  const places = shared("places", (place) => place[0] + place[1] + place[2]).sort((a, b) => b[1].length - a[1].length);
  if (!places.length) return h("p.empty", {}, "No place with coordinates.");
  const world = JSON.parse($("world").textContent), xs = places.map(([place]) => place[2] * 10), ys = places.map(([place]) => -place[1] * 10);
  const middle = (all) => (Math.min(...all) + Math.max(...all)) / 2, size = (all) => Math.max(...all) - Math.min(...all);
  const width = Math.min(3600, Math.max(500, size(xs) * 1.35, size(ys) * 2.7)), height = width / 2;
  const left = Math.max(-1800, Math.min(1800 - width, middle(xs) - width / 2)), top = Math.max(-850, Math.min(850 - height, middle(ys) - height / 2));
  const view = h("svg:svg", { viewBox: `${left} ${top} ${width} ${height}`, role: "img", "aria-label": "Map of the places that the article names" },
    h("svg:path.land", { d: world.land }), h("svg:path.borders", { d: world.borders }));
  const boxes = [], letter = width / 42;
  places.forEach(([place, ids], at) => {
    const dot = h("svg:circle.dot", { cx: xs[at], cy: ys[at], r: (width / 130) * Math.min(2.2, 0.7 + ids.length / 8), ...lights(ids), onclick: () => goTo(ids) }, h("svg:title", {}, `${place[0]}: ${ids.length}`));
    dots.push([ids, dot]);
    view.append(dot);
    const box = [xs[at] + letter * 0.6, ys[at] - letter * 0.6, place[0].length * letter * 0.56, letter * 1.1];
    if (boxes.some(([x, y, w, k]) => box[0] < x + w && x < box[0] + box[2] && box[1] < y + k && y < box[1] + box[3])) return;
    boxes.push(box);
    const flip = box[0] + box[2] > left + width;
    view.append(h("svg:text.name", { x: flip ? xs[at] - letter * 0.6 : box[0], y: ys[at] + letter * 0.35, "font-size": letter, "stroke-width": letter / 5, "text-anchor": flip ? "end" : "start" }, place[0]));
  });
  const list = places.slice(0, 24).map(([place, ids]) => h("li", {}, h("button.button", { type: "button", ...lights(ids), onclick: () => goTo(ids) }, place[0], " ", h("span.hint", {}, String(ids.length)))));
  return [view, h("ul.bar.places", { "aria-label": "Places" }, list)];
}

/* Days run from the day of publication on a scale that is fine near it and coarse far from it. */
function times() {
  const held = shared("days", (days) => days[0] + "/" + days[1]).sort((a, b) => ((a[0][0] || a[0][1]) < (b[0][0] || b[0][1]) ? -1 : 1));
  if (!held.length) return h("p.empty", {}, "No period.");
  const day = (iso) => Date.parse(iso.slice(0, 10)) / 864e5;
  const all = held.flatMap(([days]) => days.slice(0, 2).filter(Boolean).map(day)), now = data.article.published ? day(data.article.published) : Math.max(...all);
  const bend = (at) => Math.sign(at - now) * Math.log1p(Math.abs(at - now) / 4), low = Math.min(0, ...all.map(bend)) - 0.4, high = Math.max(0, ...all.map(bend)) + 0.4;
  const x = (at) => (100 * (bend(at) - low)) / (high - low);
  const line = (at, kind) => h("svg:line." + kind, { x1: x(at) + "%", x2: x(at) + "%", y1: 0, y2: "100%" });
  const ticks = [[-36525, "\u2212100 y"], [-3652, "\u221210 y"], [-365, "\u22121 y"], [-30, "\u22121 mo"], [0, data.article.published ? "published" : "latest"], [30, "+1 mo"], [365, "+1 y"], [3652, "+10 y"]].filter(([by]) => x(now + by) >= 3 && x(now + by) <= 97);
  const rows = held.map(([days, ids]) => {
    const from = days[0] ? x(day(days[0])) : 0, to = days[1] ? x(day(days[1]) + 1) : 100;
    const row = h("li", lights(ids), h("button", { type: "button", onclick: () => goTo(ids) }, days[2]),
      h("svg:svg", { "aria-hidden": "true" }, ticks.map(([by]) => line(now + by, by ? "track" : "now")),
        h("svg:rect.span", { x: from + "%", y: "25%", width: Math.max(0.8, to - from) + "%", height: "50%", rx: 3 })));
    dots.push([ids, row]);
    return row;
  });
  const axis = h("li", { "aria-hidden": "true" }, h("span"), h("svg:svg", {}, ticks.map(([by, said]) => h("svg:text.tick", { x: x(now + by) + "%", y: "70%" }, said))));
  return h("ol", {}, axis, rows);
}

const COLUMNS = [["type", "Type"], ["line", "In words"], ["value", "Amount"], ["unit", "Unit"], ["when", "When"], ["section", "Section"], ["modality", "Modality"], ["confidence", "Confidence"], ["rule", "Rule"]];
const NUMBERS = new Set(["value", "confidence"]);
const cell = (text) => { const said = String(text ?? "").replace(/\s+/g, " "); return /^[=+@\-\uff1d\uff0b\uff20\uff0d]/.test(said) && !/^[+-]?[\d.,]+$/.test(said) ? "'" + said : said; };

const grouped = (said, key) => (key === "value" && said ? said.replace(/^\d+|-\d+/g, (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ",")) : String(said ?? ""));

function table() {
  const records = [...data.events, ...data.facts], columns = COLUMNS.filter(([key]) => records.some((record) => record[key] !== undefined && record[key] !== null && record[key] !== ""));
  const body = h("tbody"), count = h("span.hint", { role: "status" }), state = { by: null, down: false, text: "" };
  rows = records.map((record) => ({ record, text: columns.map(([key]) => record[key] ?? "").join("\t").toLowerCase(), off: false,
    made: h("tr", { ...lights(idsOf(record)), "data-type": record.type }, columns.map(([key]) =>
      key === "type" ? h("td", {}, chip(record)) : h("td" + (NUMBERS.has(key) ? ".amount" : ""), {}, grouped(record[key], key)))) }));
  const draw = () => {
    const shown = rows.filter((row) => !row.off && row.text.includes(state.text)), key = state.by;
    if (key) shown.sort((a, b) => {
      const [left, right] = [a.record[key] ?? "", b.record[key] ?? ""];
      if (left === "" || right === "") return (left === "") - (right === "");
      const order = NUMBERS.has(key) ? parseFloat(left) - parseFloat(right) : String(left).localeCompare(String(right));
      return state.down ? -order : order;
    });
    body.replaceChildren(...shown.map((row) => row.made));
    count.textContent = `${shown.length} of ${rows.length}`;
    return shown;
  };
  const heads = columns.map(([key, said]) => h("th", { scope: "col", "aria-sort": "none" }, h("button", { type: "button", onclick: (event) => {
    state.down = state.by === key && !state.down;
    state.by = key;
    for (const head of heads) head.setAttribute("aria-sort", "none");
    event.currentTarget.parentElement.setAttribute("aria-sort", state.down ? "descending" : "ascending");
    draw();
  } }, said)));
  const copy = h("button.button", { type: "button", onclick: async () => {
    const lines = [columns.map(([, said]) => said), ...draw().map(({ record }) => columns.map(([key]) => cell(record[key])))];
    copy.textContent = (await put(lines.map((line) => line.join("\t")).join("\n"))) ? "Copied" : "Not allowed here";
    setTimeout(() => (copy.textContent = "Copy"), 1500);
  } }, "Copy");
  table.draw = draw;
  const find = h("input#find", { type: "search", placeholder: "Filter rows", "aria-label": "Filter rows", oninput: () => { state.text = find.value.toLowerCase(); draw(); } });
  draw();
  return [h("div.bar", {}, find, copy, count), h("div.scroll", { tabindex: 0, role: "region", "aria-label": "Table of all records" }, h("table", {}, h("thead", {}, h("tr", {}, heads)), body))];
}

/* Put text on the clipboard, in a frame that may not ask for it, too. */
async function put(text) {
  try { await navigator.clipboard.writeText(text); return true; } catch { /* then as one did before */ }
  const area = h("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}

/* Controls of what is shown: types, and the least confidence where records have one. */
function chips(records) {
  const off = new Set(), least = records.some((record) => record.confidence) && h("input", { type: "range", min: 0, max: 0.95, step: 0.05, value: 0, oninput: () => apply() }), told = h("span", {}, "0");
  const hidden = (record) => off.has(record.type) || (least && Number(record.confidence ?? 1) < Number(least.value));
  const apply = () => {
    if (least) told.textContent = least.value;
    for (const spans of marks.values()) for (const span of spans) if (span.dataset.fact) span.classList.toggle("off", hidden(data.facts[span.dataset.fact]));
    for (const [at, card] of cards.entries()) card.classList.toggle("off", hidden(data.events[at]));
    for (const row of rows) row.off = hidden(row.record);
    table.draw();
  };
  const types = [...kinds].map(([name, kind]) => {
    const count = records.filter((record) => record.type === name).length, tag = data.facts.some((fact) => fact.type === name) ? kind.tag : "\u25c6";
    return h("button.chip." + kind.hue, { type: "button", "aria-pressed": "true", onclick: (event) => {
      const on = off.has(name);
      on ? off.delete(name) : off.add(name);
      event.currentTarget.setAttribute("aria-pressed", String(on));
      apply();
    } }, h("b", {}, tag), name, " ", String(count));
  });
  return [types, least && h("label.least", {}, "Confidence at least ", least, " ", told)];
}

function theme() {
  const dark = document.documentElement.dataset.theme ? document.documentElement.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "light" : "dark";
}

/* Show one article; choose, where there are several, is the control that leads to the others. */
function show(shown, choose) {
  [data, marks, cards, dots, rows, pinned] = [shown, new Map(), [], [], [], null];
  const records = [...data.events, ...data.facts], { title, id, published, source, url } = data.article;
  kinds = known(records);
  document.title = title || id || "eventx";
  const box = article();
  cards = data.events.map(eventCard);
  const quotes = data.facts.filter((fact) => fact.quote).map(quote), part = (name, id, ...held) => h("section#" + id, { "aria-labelledby": id + "-name" }, h("h2#" + id + "-name", {}, name), ...held);
  const wide = (made) => (made.classList.add("wide"), made);
  $("head").replaceChildren(
    h("h1", {}, document.title),
    h("div.bar.tools", {}, h("p.about", {}, [id !== title && id, published && published.slice(0, 10), source, url].filter(Boolean).join(" \u00b7 ")), choose, h("span.spring"), h("button.button", { type: "button", onclick: theme }, "Light or dark"), h("button.button", { type: "button", onclick: () => print() }, "Print")));
  $("main").replaceChildren(h("div.layout", {},
    part("Article", "text", h("div.bar.chips", { role: "group", "aria-label": "Types shown" }, chips(records)),
      h("p.hint", {}, "Point at a mark, tap it, or Tab to it and go on with the arrow keys."), box),
    part(`Events (${data.events.length})`, "events", cards.length ? h("div.cards", {}, cards) : h("p.empty", {}, "No event found.")),
    quotes.length > 0 && wide(part(`Who said what (${quotes.length})`, "quotes", h("div.quotes", {}, quotes))),
    wide(h("div.pair", {}, part("Places", "map", map()), part("Periods", "times", times()))),
    wide(part("Table", "table", table())),
    data.notes.length > 0 && wide(part("Notes", "notes", h("ul", {}, data.notes.map((note) => h("li", {}, note)))))),
    h("div#detail", { role: "region", "aria-live": "polite", "aria-label": "Details of a fact", hidden: true, tabindex: -1 }));
  if (matchMedia("(min-width: 62rem)").matches) $("events").tabIndex = 0;
}

document.addEventListener("keydown", (event) => { if (event.key === "Escape" && $("detail")) hide(true); });
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']"), to = link && $(link.getAttribute("href").slice(1));
  if (link) { event.preventDefault(); if (to) to.scrollIntoView(), to.focus(); }
  if (pinned && !event.target.closest("#detail, .f")) hide();
});

const blocks = [...document.querySelectorAll("script.article")];
const open = (at) => show(JSON.parse(blocks[at].textContent), choice);
const choice = blocks.length > 1 && h("label", {}, "Article ", h("select", { onchange: (event) => open(event.target.value) }, blocks.map((block, at) => h("option", { value: at }, block.dataset.title))));
if (blocks.length) open(0);

// What do all parts of the page share? State, words, numbers and ways to make elements.

const LETTERS = ["a", "b"];
const SVG = "http://www.w3.org/2000/svg";
const AS_ZERO = 0.005; // differences below this count as none …
const ALIKE = 0.05; // … and so do differences below this share of A's value

let V = null; // the vocabulary
const state = {
  lang: "en",
  seed: 1,
  set: { a: { preset: "", levers: {} }, b: { preset: "", levers: {} } },
  grouped: "service_quality",
};
let answer = null; // the newest pair of runs
let ten = null; // differences in ten worlds

const $ = (id) => document.getElementById(id);
const zh = () => state.lang === "zh";
const pick = (pair) => pair[zh() ? 1 : 0];
const raw = (card) => (zh() ? card.chinese : card.english);
const named = (card) => upper(raw(card));
const upper = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const colon = () => (zh() ? "：" : ": ");

/** The page's word for `key`, with {places} filled in. */
function t(key, fill = {}) {
  return pick(V.words[key]).replace(/\{(\w+)\}/g, (_, name) => String(fill[name]));
}

/** An element; attributes by name, `on` prefixed functions are listeners. */
function make(tag, attributes = {}, ...children) {
  return furnish(document.createElement(tag), attributes, children);
}

/** The same for a drawing. */
function draw(tag, attributes = {}, ...children) {
  return furnish(document.createElementNS(SVG, tag), attributes, children);
}

function furnish(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

const isShare = (card) => card.unit.startsWith("share");

/** A value as shown: shares in per cent, indices with two or three decimals. */
function shown(card, value) {
  if (value === null || value === undefined) return "–";
  if (isShare(card)) return percent(value);
  return value.toFixed(Math.abs(value) < 0.1 ? 3 : 2);
}

function percent(value) {
  const hundred = 100 * value;
  return `${hundred.toFixed(Math.abs(hundred) < 9.95 ? 1 : 0)}%`;
}

/** A difference with its sign; per cent points for shares. */
function signed(card, value) {
  if (value === null || value === undefined) return "–";
  const size = Math.abs(value);
  const text = isShare(card)
    ? `${(100 * size).toFixed(1)}${zh() ? "个百分点" : " points"}`
    : size.toFixed(3);
  return `${value < 0 ? "−" : "+"}${text}`;
}

/** Whether B is better, worse or about the same as A; "unknown" without a figure. */
function verdict(card, a, b) {
  if (a === null || b === null) return "unknown";
  const gap = b - a;
  if (Math.abs(gap) < AS_ZERO || Math.abs(gap) < ALIKE * Math.abs(a)) return "same";
  return gap > 0 === (card.better === "higher") ? "better" : "worse";
}

/** A table; the first cell of each row heads it; `numbers` are right-aligned columns.
 *  `over`, if given, is a row of heads above: one for the first column, then for pairs. */
function table(caption, heads, rows, numbers = [], over = []) {
  const right = (place) => (numbers.includes(place) ? "n" : "");
  return make(
    "table",
    {},
    make("caption", { class: "unseen" }, caption),
    make("thead", {}, over.length ? make("tr", {}, ...over.map((head, place) =>
      make("th", { scope: "colgroup", class: "n", colspan: place ? 2 : 1 }, head))) : "",
    make("tr", {}, ...heads.map((head, place) => {
      const letter = { A: "a", B: "b" }[head] || "";
      return make("th", { scope: "col", class: `${right(place)} ${letter}` }, head);
    }))),
    make("tbody", {}, ...rows.map((row) => make("tr", {}, ...row.map((cell, place) =>
      place === 0
        ? make("th", { scope: "row" }, cell)
        : make("td", { class: right(place) }, cell)))))
  );
}

/** Ends of an axis with round steps that hold `low` to `high`. */
function axis(low, high, least) {
  const middle = (low + high) / 2;
  const half = Math.max(high - low, least) / 2;
  let from = Math.max(0, middle - half);
  const to = Math.min(1, from + 2 * half);
  from = Math.max(0, to - 2 * half);
  const rough = (to - from) / 4;
  const ten = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * ten).find((n) => n >= rough * 0.99);
  const first = Math.floor(from / step + 1e-6);
  const last = Math.ceil(to / step - 1e-6);
  const ticks = [];
  for (let n = first; n <= last; n += 1) ticks.push(n * step);
  return { ticks, low: first * step, high: last * step, step };
}

function replace(id, ...children) {
  $(id).replaceChildren(...children);
}

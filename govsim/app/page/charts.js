// How do four outcomes run over the years under A and B?

const CHART = { width: 400, height: 204, left: 44, right: 70, top: 10, bottom: 28 };

function showCharts() {
  const cards = V.charted.map((id) => V.outcomes.find((card) => card.id === id));
  replace("charts", ...cards.map(lineChart));
  replace("charts-table", yearTable(cards));
}

/** Mean of the twelve months up to each month: a year of elections is not a spike. */
function smooth(series) {
  return series.map((_, end) => mean(series.slice(Math.max(0, end - 11), end + 1)));
}

function mean(values) {
  const known = values.filter((value) => value !== null);
  return known.length ? known.reduce((sum, value) => sum + value, 0) / known.length : null;
}

function lineChart(card) {
  const lines = Object.fromEntries(LETTERS.map((l) => [l, smooth(answer[l].series[card.id])]));
  const known = LETTERS.flatMap((l) => lines[l]).filter((value) => value !== null);
  const y = axis(Math.min(...known), Math.max(...known), 0.2);
  const { width, height, left, right, top, bottom } = CHART;
  const px = (month) => left + ((width - left - right) * month) / (answer.months - 1);
  const py = (value) => top + (height - top - bottom) * (1 - (value - y.low) / (y.high - y.low));
  const ends = Object.fromEntries(LETTERS.map((l) => [l, lines[l].at(-1)]));
  const label = t("chart_label", {
    name: named(card), a: shown(card, ends.a), b: shown(card, ends.b),
  });
  const drawing = draw("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label },
    ...y.ticks.flatMap((tick) => [
      draw("line", { class: "grid", x1: left, x2: width - right, y1: py(tick), y2: py(tick) }),
      draw("text", { class: "soft", x: left - 6, y: py(tick) + 5, "text-anchor": "end" },
        tickText(card, tick, y.step)),
    ]),
    ...yearMarks(px, height - bottom, height),
    // A lies on top: its dashes leave B to be seen where both are the same
    ...["b", "a"].map((l) => draw("path", { class: `line ${l}`, d: pathOf(lines[l], px, py) })),
    ...endMarks(card, ends, px(answer.months - 1), py));
  return make("figure", { "data-outcome": card.id },
    make("figcaption", {}, `${named(card)} `,
      make("span", { class: "small" }, zh() ? card.unit_zh : card.unit)),
    drawing);
}

const tickText = (card, tick, step) =>
  isShare(card)
    ? `${(100 * tick).toFixed(step < 0.0099 ? 1 : 0)}%`
    : tick.toFixed(step < 0.0999 ? 2 : 1);

function yearMarks(px, base, bottom) {
  const years = Math.floor(answer.months / 12);
  const every = years > 12 ? 5 : 2;
  const marks = [draw("line", { class: "axis", x1: px(0), x2: px(answer.months - 1), y1: base, y2: base })];
  for (let year = every; year <= years; year += every) {
    const x = px(12 * year - 1);
    const last = year + every > years;
    const text = last ? (zh() ? `第${year}年` : `${t("years")} ${year}`) : String(year);
    marks.push(draw("line", { class: "axis", x1: x, x2: x, y1: base, y2: base + 5 }));
    marks.push(draw("text", { class: "soft", x, y: bottom - 5, "text-anchor": "middle" }, text));
  }
  return marks;
}

function pathOf(line, px, py) {
  let pen = "M";
  let path = "";
  line.forEach((value, month) => {
    if (value === null) pen = "M";
    else {
      path += `${pen}${px(month).toFixed(1)} ${py(value).toFixed(1)}`;
      pen = "L";
    }
  });
  return path;
}

/** Marks and labels at the lines' ends: A a circle, B a square; labels kept apart. */
function endMarks(card, ends, x, py) {
  const at = LETTERS.filter((l) => ends[l] !== null).map((l) => ({ l, y: py(ends[l]) }));
  const labels = at.map((mark) => ({ ...mark })).sort((p, q) => p.y - q.y);
  if (labels.length === 2 && labels[1].y - labels[0].y < 19) {
    const middle = (labels[0].y + labels[1].y) / 2;
    labels[0].y = middle - 9.5;
    labels[1].y = middle + 9.5;
  }
  return [
    ...at.map(({ l, y }) => endMark(l, x, y)),
    ...labels.map(({ l, y }) => draw("text", { class: `halo ${l}`, x: x + 12, y: y + 5 },
      `${l.toUpperCase()} ${shown(card, ends[l])}`)),
  ];
}

function endMark(letter, x, y) {
  return letter === "a"
    ? draw("circle", { class: "end a", cx: x, cy: y, r: 6.5 })
    : draw("rect", { class: "end b", x: x - 4, y: y - 4, width: 8, height: 8 });
}

/** Yearly means of the charted outcomes. */
function yearTable(cards) {
  const years = Math.floor(answer.months / 12);
  const heads = [t("year"), ...cards.flatMap(() => ["A", "B"])];
  const rows = Array.from({ length: years }, (_, year) => [
    String(year + 1),
    ...cards.flatMap((card) => LETTERS.map((l) =>
      shown(card, mean(answer[l].series[card.id].slice(12 * year, 12 * year + 12))))),
  ]);
  return table(t("charts"), heads, rows, heads.map((_, place) => place).slice(1),
    ["", ...cards.map(named)]);
}

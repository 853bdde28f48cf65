// Where does the public money go under A and B? Same places, same scale, in both.

const FLOW = { width: 400, node: 9, columns: [0, 110, 204, 284], top: 24, gap: 14 };
const FLOW_SCALE = 0.5; // pixels per yuan at 400 yuan
const PURSES = ["committee", "fund", "purchase"];
const ENDS = ["services", "wages", "running", "offices", "diverted", "returned"];
const SLOTS = { // least height of a place [pixels]: places stay put unless more comes
  committee: 90, fund: 44, purchase: 44,
  services: 118, wages: 76, running: 38, offices: 38, diverted: 38, returned: 38,
};

function showFlows() {
  const sums = Object.fromEntries(LETTERS.map((l) => [l, nodeSums(answer[l].bands)]));
  const total = Math.max(sums.a.treasury, sums.b.treasury, 1);
  const scale = (FLOW_SCALE * 400) / Math.max(400, total);
  const places = flowPlaces(sums, scale);
  replace("money", ...LETTERS.map((l) => flowPicture(l, sums[l], places, scale)));
  replace("money-table", flowTable());
}

/** What passes through each node: the larger of what comes in and what goes out. */
function nodeSums(bands) {
  const sums = Object.fromEntries(V.nodes.map((node) => [node, 0]));
  for (const node of V.nodes) {
    const into = bands.filter((b) => b.target === node && node !== "treasury");
    const out = bands.filter((b) => b.source === node);
    const add = (list) => list.reduce((sum, b) => sum + b.yuan, 0);
    sums[node] = Math.max(add(into), add(out));
  }
  return sums;
}

/** Top of every node, from the larger of A and B: the same in both pictures. */
function flowPlaces(sums, scale) {
  const needs = (node) => Math.max(SLOTS[node] || 0, scale * Math.max(sums.a[node], sums.b[node]));
  const places = { treasury: { column: 0, y: FLOW.top }, street: { column: 1, y: FLOW.top } };
  let bottom = FLOW.top + needs("street");
  [PURSES, ENDS].forEach((nodes, place) => {
    let y = FLOW.top + (place === 0 ? 100 : 0);
    for (const node of nodes) {
      places[node] = { column: place + 2, y };
      y += needs(node) + FLOW.gap;
    }
    bottom = Math.max(bottom, y);
  });
  return { ...places, bottom };
}

function flowPicture(letter, sums, places, scale) {
  const bands = answer[letter].bands.filter((band) => band.yuan * scale > 0.05);
  const used = { in: {}, out: {} };
  const order = (band) => V.nodes.indexOf(band.source) * 20 + V.nodes.indexOf(band.target);
  const x = (node) => FLOW.columns[places[node].column];
  const shapes = [...bands].sort((p, q) => order(p) - order(q)).map((band) => {
    const thick = band.yuan * scale;
    const from = places[band.source].y + (used.out[band.source] || 0);
    const to = places[band.target].y + (used.in[band.target] || 0);
    used.out[band.source] = (used.out[band.source] || 0) + thick;
    used.in[band.target] = (used.in[band.target] || 0) + thick;
    const d = ribbon(x(band.source) + FLOW.node, from, x(band.target), to, thick);
    const says = `${pick(V.accounts[band.source])} → ${pick(V.accounts[band.target])}: ${yuan(band.yuan)}`;
    const bad = band.target === "diverted" ? "bad" : "";
    return draw("path", { class: `band ${letter} ${bad}`, d }, draw("title", {}, says));
  });
  const nodes = V.nodes.filter((node) => places[node]).map((node) =>
    draw("rect", { class: "node", x: x(node), y: places[node].y, width: FLOW.node,
      height: Math.max(sums[node] * scale, 1) }));
  const label = t("flow_label", { letter: letter.toUpperCase(), total: Math.round(sums.treasury),
    services: Math.round(sums.services), diverted: Math.round(sums.diverted) });
  return make("figure", { class: letter },
    make("figcaption", { class: `set-up-name ${letter}` },
      `${letter.toUpperCase()} ${setUpName(letter)}`),
    draw("svg", { viewBox: `0 0 ${FLOW.width} ${places.bottom}`, role: "img", "aria-label": label },
      hatch(letter), ...shapes, ...nodes,
      ...V.nodes.filter((node) => places[node]).map((node) => nodeLabel(node, sums, places))));
}

/** Money that is lost is hatched: a second cue besides its place. */
function hatch(letter) {
  const colour = letter === "a" ? "#46637f" : "#b84a00";
  return draw("defs", {}, draw("pattern", { id: `hatch-${letter}`, width: 6, height: 6,
    patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    draw("rect", { width: 6, height: 6, fill: "#fff" }),
    draw("rect", { width: 3, height: 6, fill: colour })));
}

function ribbon(x0, y0, x1, y1, thick) {
  const middle = (x0 + x1) / 2;
  const curve = (ya, yb, xa, xb) => `C${middle} ${ya.toFixed(1)} ${middle} ${yb.toFixed(1)} ${xb} ${yb.toFixed(1)}`;
  return `M${x0} ${y0.toFixed(1)}${curve(y0, y1, x0, x1)}V${(y1 + thick).toFixed(1)}`
    + `${curve(y1 + thick, y0 + thick, x1, x0)}Z`;
}

const yuan = (value) => (value > 0 && value < 10 ? value.toFixed(1) : value.toFixed(0));

function nodeLabel(node, sums, places) {
  const { column, y } = places[node];
  const x = FLOW.columns[column];
  const name = pick(V.accounts[node]);
  if (column === 3) {
    return draw("text", { class: "halo", x: x + FLOW.node + 6 },
      draw("tspan", { x: x + FLOW.node + 6, y: y + 13 }, name),
      draw("tspan", { x: x + FLOW.node + 6, y: y + 31, "font-weight": 600 }, yuan(sums[node])));
  }
  if (column === 2) {
    return draw("text", { class: "halo", x: x + 4, y: y - 5, "text-anchor": "middle" }, `${name} `,
      draw("tspan", { "font-weight": 600 }, yuan(sums[node])));
  }
  return draw("text", { class: "halo", x, y: y - 7 }, `${name} `,
    draw("tspan", { "font-weight": 600 }, yuan(sums[node])));
}

/** Every account and purpose, private money too. */
function flowTable() {
  const key = (flow) => [flow.source, flow.destination, flow.purpose].join("|");
  const sums = new Map();
  for (const l of LETTERS) {
    for (const flow of answer[l].flows) {
      const row = sums.get(key(flow)) || { flow, a: 0, b: 0 };
      row[l] = flow.yuan;
      sums.set(key(flow), row);
    }
  }
  const word = (id) => pick(V.accounts[id] || [id, id]);
  const rows = [...sums.values()].map(({ flow, a, b }) => [
    word(flow.source), word(flow.destination),
    zh() ? V.purposes[flow.purpose] || flow.purpose : flow.purpose, a.toFixed(1), b.toFixed(1),
  ]);
  return table(t("money"), [t("from"), t("to"), t("purpose"), "A", "B"], rows, [3, 4]);
}

// What changed from A to B, in words, and for whom?

const same = () => {
  const [a, b] = LETTERS.map(levers);
  return Object.keys(a).every((id) => a[id] === b[id]);
};
const SIGNS = { better: "▲", worse: "▼", same: "≈", unknown: "–" };

function showFindings() {
  const found = V.outcomes.map((card) => verdict(card, ...ends(card)));
  const count = (word) => found.filter((each) => each === word).length;
  const lead = same()
    ? t("equal")
    : [t("lead", { better: count("better"), worse: count("worse"), same: count("same") }),
      t("luck")].join(zh() ? "" : " ");
  $("lead").textContent = lead;
  replace("changed", changedTable(found));
  replace("meanings", ...V.outcomes.flatMap((card) => [
    make("dt", {}, named(card)), make("dd", {}, zh() ? card.about_zh : card.about)]));
  $("same-world").textContent = t("same_world", {
    n: answer.communities,
    adults: answer.adults.toLocaleString("en"),
    years: Number((answer.months / 12).toFixed(1)),
  });
  const [grantA, grantB] = LETTERS.map((l) => levers(l).fiscal_grant_per_resident);
  if (grantA === grantB) {
    $("same-world").textContent += (zh() ? "" : " ") + t("same_money", { yuan: grantA });
  }
}

const ends = (card) => LETTERS.map((l) => answer[l].window[card.id]);

function changedTable(found) {
  const heads = [t("outcome"), "A", "B", t("in_words")];
  if (ten) heads.push(t("ten_head"));
  const rows = V.outcomes.map((card, place) => {
    const [a, b] = ends(card);
    const word = found[place];
    const less = card.better === "lower"
      ? make("span", { class: "small" }, bracketed(t("less_is_better"))) : null;
    const cells = [
      make("span", {}, named(card), less),
      shown(card, a), shown(card, b),
      make("span", { class: `verdict ${word}` },
        make("span", { class: "mark", "aria-hidden": "true" }, SIGNS[word]), verdictText(card, word, a, b)),
    ];
    if (ten) cells.push(tenText(card));
    return cells;
  });
  return table(t("changed"), heads, rows, [1, 2]);
}

function verdictText(card, word, a, b) {
  if (word === "same" || word === "unknown") return t(word);
  return t(word) + bracketed(signed(card, b - a));
}

const bracketed = (text) => (zh() ? `（${text}）` : ` (${text})`);

function tenText(card) {
  const gaps = ten.map((row) => row[card.id]).filter((gap) => gap !== null);
  if (!gaps.length) return t("unknown");
  const good = gaps.filter((gap) => (card.better === "higher" ? gap > 0 : gap < 0)).length;
  const range = `${groupGap(card, Math.min(...gaps))} … ${signed(card, Math.max(...gaps))}`;
  return make("span", {}, `${t("ten_cell", { k: good, n: gaps.length })} `,
    make("span", { class: "small range" }, range));
}

// --- who gains, who loses --------------------------------------------------------------

const GROUP_CHART = { width: 400, left: 112, right: 66, row: 32, top: 6, bottom: 28 };
const CHOOSABLE = ["service_quality", "satisfaction", "participation_rate",
  "trust_committee", "trust_government", "belonging"];

const groupedName = (card) =>
  card.id === "service_quality" ? t("experienced") : named(card);
const groupedCard = () => V.grouped.find((card) => card.id === state.grouped);
const groupName = (id) => named(V.groups.find((g) => g.id === id));
const groupValue = (l, by, id) => (answer[l].groups[by][id] || {})[state.grouped] ?? null;
const groupIds = (by) => V.groups.filter((g) => g.by === by).map((g) => g.id);

function showGroups() {
  const cards = CHOOSABLE.map((id) => V.grouped.find((card) => card.id === id));
  replace("grouped", ...cards.map((card) => make("option", { value: card.id }, groupedName(card))));
  $("grouped").value = state.grouped;
  const y = groupAxis();
  replace("groups", ...["tenure", "age"].map((by) => groupChart(by, y)));
  $("groups-said").textContent = groupWords();
  const card = groupedCard();
  const rows = V.groups.map(({ id, by }) => {
    const [a, b] = LETTERS.map((l) => groupValue(l, by, id));
    return [groupName(id), shown(card, a), shown(card, b), a === null || b === null ? "–" : signed(card, b - a)];
  });
  replace("groups-table", table(t("groups"), [t("group"), "A", "B", t("difference")], rows, [1, 2, 3]));
}

/** One axis for tenure and age. */
function groupAxis() {
  const values = V.groups.flatMap(({ id, by }) => LETTERS.map((l) => groupValue(l, by, id)));
  const known = values.filter((value) => value !== null);
  return axis(Math.min(...known), Math.max(...known), 0.1);
}

function groupChart(by, x) {
  const ids = groupIds(by);
  const { width, left, right, row, top, bottom } = GROUP_CHART;
  const height = top + row * ids.length + bottom;
  const px = (value) => left + ((width - left - right) * (value - x.low)) / (x.high - x.low);
  const card = groupedCard();
  const said = [];
  const rows = ids.flatMap((id, place) => {
    const y = top + row * (place + 0.5);
    const [a, b] = LETTERS.map((l) => groupValue(l, by, id));
    const name = draw("text", { x: left - 12, y: y + 5, "text-anchor": "end" }, groupName(id));
    if (a === null || b === null) return [name];
    said.push(`${groupName(id)} ${signed(card, b - a)}`);
    return [name,
      draw("line", { class: "axis", x1: px(a), x2: px(b), y1: y, y2: y }),
      endMark("b", px(b), y), endMark("a", px(a), y),
      draw("text", { x: width, y: y + 5, "text-anchor": "end" }, groupGap(card, b - a))];
  });
  // a long axis has room for every second mark only
  const every = x.ticks.length > 5 ? 2 : 1;
  const grid = x.ticks.flatMap((tick, place) => [
    draw("line", { class: "grid", x1: px(tick), x2: px(tick), y1: top, y2: height - bottom }),
    place % every ? null : draw("text", { class: "soft", x: px(tick), y: height - 6, "text-anchor": "middle" },
      tickText(card, tick, x.step)),
  ]).filter(Boolean);
  return make("figure", { "data-by": by }, make("figcaption", {}, t(`by_${by}`)),
    draw("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": said.join(", ") }, ...grid, ...rows));
}

/** A difference, short: the unit stands on the axis. */
function groupGap(card, gap) {
  const sign = gap < 0 ? "−" : "+";
  return sign + (isShare(card) ? `${(100 * Math.abs(gap)).toFixed(1)}` : Math.abs(gap).toFixed(3));
}

function groupWords() {
  const card = groupedCard();
  const said = ["tenure", "age"].map((by) => {
    const gaps = groupIds(by)
      .map((id) => ({ id, a: groupValue("a", by, id), b: groupValue("b", by, id) }))
      .filter(({ a, b }) => a !== null && b !== null)
      .map(({ id, a, b }) => ({ name: groupName(id), gap: b - a }))
      .sort((p, q) => q.gap - p.gap);
    if (!gaps.length || gaps.every(({ gap }) => Math.abs(gap) < AS_ZERO)) return null;
    const say = (key, { name, gap }) => t(key, { name: inSentence(by, name), d: signed(card, gap) });
    const [first, last] = [gaps[0], gaps.at(-1)];
    if (first.gap - last.gap < AS_ZERO) {
      return t(first.gap > 0 ? "gain_alike" : "lose_alike",
        { by: t(`by_${by}`), low: signed(card, last.gap), high: signed(card, first.gap) });
    }
    const words = first.gap > 0
      ? [say("gain_most", first), say(last.gap < 0 ? "lose_some" : "gain_least", last)]
      : [say("lose_most", last), say("lose_least", first)];
    return words.map(upper).join(zh() ? "" : " ");
  }).filter(Boolean);
  return said.length ? said.join(zh() ? "" : " ") : t("no_group");
}

function inSentence(by, name) {
  if (zh()) return name;
  return (by === "age" ? "those " : "") + name.charAt(0).toLowerCase() + name.slice(1);
}

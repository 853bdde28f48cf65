// Which levers has each set-up, and how are they set?

const presetOf = (letter) => V.presets.find((p) => p.id === state.set[letter].preset);
const defaults = () => Object.fromEntries(V.all_levers.map((c) => [c.id, c.default]));

/** Every lever of a set-up: defaults, then the preset's, then what was changed by hand. */
function levers(letter) {
  return { ...defaults(), ...presetOf(letter).levers, ...state.set[letter].levers };
}

/** Value a lever has without the changes made by hand. */
function presetValue(letter, id) {
  const set = presetOf(letter).levers;
  return id in set ? set[id] : V.all_levers.find((c) => c.id === id).default;
}

function setLever(letter, id, value) {
  const own = state.set[letter].levers;
  if (value === presetValue(letter, id)) delete own[id];
  else own[id] = value;
}

function choosePreset(letter, id) {
  state.set[letter] = { preset: id, levers: {} };
}

const other = (letter) => (letter === "a" ? "b" : "a");

/** A lever's value as the panel shows it. */
function leverText(card, value) {
  if (card.choices.length) {
    const place = card.choices.indexOf(value);
    return (zh() && card.choices_zh[place]) || value.replaceAll("_", " ");
  }
  return card.unit.includes("yuan")
    ? `${Number(value.toFixed(1))}${zh() ? "元" : " yuan"}`
    : value.toFixed(2);
}

/** The panel of a set-up, made anew (on a new language). */
function buildLevers(letter) {
  const made = V.lever_groups.map((group) => make("fieldset", {},
    make("legend", {}, pick(group.words)),
    ...group.levers.map((id) => leverRow(letter, V.levers.find((c) => c.id === id)))));
  replace(`levers-${letter}`, ...made, make("div", { class: "also small" }));
}

function leverRow(letter, card) {
  const id = `${letter}-${card.id}`;
  const help = helpBox(card, `${id}-help`);
  const control = card.choices.length ? choice(letter, card, id) : slider(letter, card, id);
  return make("div", { class: "lever", "data-lever": card.id },
    make("div", { class: "top" },
      make("label", { for: id }, named(card)),
      make("span", { class: "other" }),
      card.choices.length ? null : make("output", { for: id }),
      make("button", {
        class: "help", type: "button", "aria-expanded": "false",
        "aria-controls": help.id, "aria-label": t("help_for", { name: named(card) }),
        onclick: (event) => {
          help.hidden = !help.hidden;
          event.currentTarget.setAttribute("aria-expanded", String(!help.hidden));
        },
      }, "?")),
    help, control);
}

function helpBox(card, id) {
  const words = { ...card, ...(zh() ? card.zh : {}) };
  const line = (key) => make("p", {}, make("b", {}, `${t(key)}${colon()}`), words[key]);
  const limits = card.choices.length
    ? []
    : [line("unit"), make("p", {}, t("allowed", { low: card.low, high: card.reach }))];
  return make("div", { class: "about", id, hidden: true },
    make("p", {}, withNames(words.about)), line("good"), line("bad"), ...limits);
}

/** Help with levers called by their names on the page. */
function withNames(text) {
  const ids = V.all_levers.filter(({ id }) => id.includes("_"));
  return ids.reduce((said, card) => said.replaceAll(card.id, `“${raw(card)}”`), text);
}

function slider(letter, card, id) {
  const input = make("input", {
    type: "range", id, min: card.low, max: card.reach, step: card.step,
    oninput: () => {
      setLever(letter, card.id, Number(input.value));
      showLevers();
      runSoon();
    },
  });
  return make("div", { class: "track" }, input,
    make("span", { class: `tick ${other(letter)}`, "aria-hidden": "true" }));
}

function choice(letter, card, id) {
  return make("select", {
    id,
    onchange: (event) => {
      setLever(letter, card.id, event.target.value);
      showLevers();
      runSoon();
    },
  }, ...card.choices.map((word) => make("option", { value: word }, leverText(card, word))));
}

/** Put the values of both set-ups into the panels that stand. */
function showLevers() {
  for (const letter of LETTERS) {
    const [mine, its] = [levers(letter), levers(other(letter))];
    for (const row of $(`levers-${letter}`).querySelectorAll(".lever")) {
      const card = V.levers.find((c) => c.id === row.dataset.lever);
      showLever(row, card, mine[card.id], its[card.id], other(letter).toUpperCase());
    }
    showChooser(letter);
    showAlso(letter);
  }
}

function showLever(row, card, mine, its, letter) {
  const control = row.querySelector("input, select");
  if (control.value !== String(mine)) {
    if (mine > Number(control.max)) control.max = mine;
    control.value = mine;
  }
  const text = leverText(card, mine);
  const shownValue = row.querySelector("output");
  if (shownValue) {
    shownValue.value = text;
    control.setAttribute("aria-valuetext", text);
    const share = Math.min(1, (its - card.low) / (Number(control.max) - card.low));
    row.querySelector(".tick").style.left = `calc(8px + (100% - 16px) * ${share})`;
  }
  const differs = mine !== its;
  row.classList.toggle("differs", differs);
  row.querySelector(".other").textContent = differs
    ? t("other_is", { letter, value: leverText(card, its) }) : "";
}

function showChooser(letter) {
  const select = $(`preset-${letter}`);
  select.replaceChildren(...V.presets.map((p) =>
    make("option", { value: p.id }, zh() ? p.title_zh : p.title)));
  select.value = state.set[letter].preset;
  $(`state-${letter}`).textContent = changesText(letter);
}

function changesText(letter) {
  const n = Object.keys(state.set[letter].levers).length;
  if (n === 0) return t("changed_none");
  return n === 1 ? t("changed_one") : t("changed_many", { n });
}

/** The preset's title, and how far it was changed. */
function setUpName(letter) {
  const title = zh() ? presetOf(letter).title_zh : presetOf(letter).title;
  const changed = Object.keys(state.set[letter].levers).length > 0;
  return changed ? title + bracketed(changesText(letter)) : title;
}

/** What the preset sets besides the levers on the page. */
function showAlso(letter) {
  const preset = presetOf(letter);
  const onPage = new Set(V.levers.map((c) => c.id));
  const hidden = Object.entries(preset.levers).filter(([id]) => !onPage.has(id));
  const box = $(`levers-${letter}`).querySelector(".also");
  if (!hidden.length) return box.replaceChildren();
  const comma = zh() ? "，" : ", ";
  const words = hidden.map(([id, value]) => {
    const card = V.all_levers.find((c) => c.id === id);
    return `${raw(card)} ${value}`;
  });
  const name = zh() ? preset.title_zh : preset.title;
  const stop = zh() ? "。" : ".";
  return box.replaceChildren(
    make("p", {}, t("also", { name }) + colon() + words.join(comma) + stop));
}

// --- the address ---------------------------------------------------------------------

/** The state as the part of the address after #. */
function toHash() {
  const set = (letter) => {
    const own = Object.entries(state.set[letter].levers).map(([k, v]) => `${k}:${v}`);
    return [state.set[letter].preset, ...own].join("~");
  };
  return `#lang=${state.lang}&seed=${state.seed}&a=${set("a")}&b=${set("b")}`;
}

/** Read an address; returns the parts that were not understood. */
function fromHash(hash) {
  const faults = [];
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  if (["en", "zh"].includes(parts.get("lang"))) state.lang = parts.get("lang");
  if (parts.has("seed") && !setSeed(parts.get("seed"))) faults.push(`seed=${parts.get("seed")}`);
  for (const letter of LETTERS) {
    if (!parts.has(letter)) continue;
    const [preset, ...own] = parts.get(letter).split("~");
    if (!V.presets.some((p) => p.id === preset)) {
      faults.push(`${letter}=${preset}`);
      continue;
    }
    choosePreset(letter, preset);
    for (const piece of own) {
      const [id, text] = piece.split(":");
      const value = readLever(V.levers.find((c) => c.id === id), text);
      if (value === null) faults.push(piece);
      else setLever(letter, id, value);
    }
  }
  return faults;
}

/** A lever's value from text, or null if the card does not allow it. */
function readLever(card, text = "") {
  if (!card) return null;
  if (card.choices.length) return card.choices.includes(text) ? text : null;
  const value = text.trim() === "" ? NaN : Number(text);
  return value >= card.low && value <= card.high ? value : null;
}

/** Take a seed from text; false if it is not a whole number in range. */
function setSeed(text) {
  if (!/^\d{1,10}$/.test(text.trim()) || Number(text) > V.largest_seed) return false;
  state.seed = Number(text);
  return true;
}

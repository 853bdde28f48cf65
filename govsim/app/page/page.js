// What happens when the page opens, a set-up changes, or a button is pressed?

const FIRST = { a: "administration-led", b: "self-governing" };
let timer = 0;
let turn = 0; // answers to older questions are dropped
let tenTurn = 0;
let tenRunning = false;

function mark(word) {
  document.documentElement.dataset.state = word;
  $("results").classList.toggle("stale", word !== "ready");
}

function trouble(text) {
  $("trouble").hidden = !text;
  $("trouble").textContent = text;
}

function notice(text) {
  $("notice").hidden = !text;
  $("notice").textContent = text;
}

/** Ask for both runs in world `seed`. */
async function ask(seed) {
  let response;
  try {
    response = await fetch("run", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ a: levers("a"), b: levers("b"), seed, months: V.months }),
    });
  } catch {
    throw new Error(t("no_server"));
  }
  let said;
  try {
    said = await response.json();
  } catch {
    throw new Error(t("no_server"));
  }
  if (!response.ok) throw new Error(t("server_said", { text: said.error }));
  return said;
}

function runSoon() {
  notice("");
  dropTen();
  remember();
  mark("working");
  clearTimeout(timer);
  timer = setTimeout(runNow, 150);
}

async function runNow() {
  turn += 1;
  const mine = turn;
  mark("working");
  const note = setTimeout(() => { if (mine === turn) $("busy").textContent = t("working"); }, 250);
  try {
    const said = await ask(state.seed);
    if (mine !== turn) return;
    answer = said;
    trouble("");
    showAnswer();
    mark("ready");
  } catch (fault) {
    if (mine !== turn) return;
    trouble(fault.message);
    mark("failed");
  } finally {
    clearTimeout(note);
    if (mine === turn) $("busy").textContent = "";
  }
}

function showAnswer() {
  if (!answer) return;
  showCharts();
  showFindings();
  showFlows();
  showGroups();
}

function showWords() {
  document.documentElement.lang = zh() ? "zh-CN" : "en";
  document.title = `govsim – ${t("short_title")}`;
  for (const node of document.querySelectorAll("[data-word]")) {
    node.textContent = t(node.dataset.word);
  }
  $("lang").setAttribute("aria-label", t("other_lang_name"));
  $("lang").lang = zh() ? "en" : "zh-CN";
  $("ten").textContent = t(tenRunning ? "ten_stop" : "ten");
  $("ten-said").textContent = "";
  LETTERS.forEach(buildLevers);
}

function showAll() {
  showWords();
  $("seed").value = state.seed;
  showLevers();
  showAnswer();
}

function remember() {
  history.replaceState(null, "", toHash());
  $("copy-this").hidden = true;
}

// --- ten worlds ----------------------------------------------------------------------

function dropTen() {
  tenTurn += 1;
  ten = null;
  tenRunning = false;
  $("ten").textContent = t("ten");
  $("ten-said").textContent = "";
}

/** The same pair in ten worlds, one after the other; the table fills as they come. */
async function tryTen() {
  if (tenRunning) {
    tenTurn += 1;
    tenRunning = false;
    $("ten").textContent = t("ten");
    $("ten-said").textContent = "";
    return;
  }
  dropTen();
  const mine = tenTurn;
  tenRunning = true;
  $("ten").textContent = t("ten_stop");
  const rows = [];
  try {
    for (let k = 1; k <= 10; k += 1) {
      $("ten-said").textContent = t("ten_running", { k });
      const said = await ask((state.seed + k - 1) % (V.largest_seed + 1));
      if (mine !== tenTurn) return;
      rows.push(Object.fromEntries(V.outcomes.map(({ id }) => {
        const [a, b] = LETTERS.map((l) => said[l].window[id]);
        return [id, a === null || b === null ? null : b - a];
      })));
      ten = rows;
      if (answer) showFindings();
    }
    $("ten-said").textContent = t("done");
  } catch (fault) {
    if (mine !== tenTurn) return;
    trouble(fault.message);
    $("ten-said").textContent = "";
  }
  tenRunning = false;
  $("ten").textContent = t("ten");
}

// --- buttons ---------------------------------------------------------------------------

async function copyLink() {
  remember();
  try {
    await navigator.clipboard.writeText(location.href);
    $("busy").textContent = t("copied");
    setTimeout(() => { $("busy").textContent = ""; }, 2500);
  } catch {
    $("copy-this").hidden = false;
    const box = $("copy-this").querySelector("input");
    box.value = location.href;
    box.select();
  }
}

/** Everything on the page as one long table. */
function csvText() {
  const rows = [["part", "set_up", "name", "detail", "month", "value"]];
  rows.push(["world", "", "seed", "", "", answer.seed]);
  for (const l of LETTERS) {
    const L = l.toUpperCase();
    rows.push(["preset", L, state.set[l].preset, "", "", ""]);
    for (const [id, value] of Object.entries(levers(l))) rows.push(["lever", L, id, "", "", value]);
    for (const [id, value] of Object.entries(answer[l].window)) {
      rows.push(["mean of last months", L, id, "", "", value]);
    }
    for (const [id, series] of Object.entries(answer[l].series)) {
      series.forEach((value, month) => rows.push(["month", L, id, "", month + 1, value]));
    }
    for (const f of answer[l].flows) {
      rows.push(["yuan per adult and year", L, `${f.source} > ${f.destination}`, f.purpose, "", f.yuan]);
    }
    for (const [by, groups] of Object.entries(answer[l].groups)) {
      for (const [group, values] of Object.entries(groups)) {
        for (const [id, value] of Object.entries(values)) {
          rows.push([`by ${by}`, L, id, group, "", value]);
        }
      }
    }
  }
  const cell = (value) => (/[",\n]/.test(String(value ?? "")) ? `"${String(value).replaceAll('"', '""')}"` : value ?? "");
  return rows.map((row) => row.map(cell).join(",")).join("\r\n");
}

function saveCsv() {
  if (!answer) return;
  const place = URL.createObjectURL(new Blob(["\ufeff", csvText()], { type: "text/csv" }));
  make("a", { href: place, download: `govsim-world-${answer.seed}.csv` }).click();
  setTimeout(() => URL.revokeObjectURL(place), 10000);
}

function takeSeed() {
  const good = setSeed($("seed").value);
  $("seed").setAttribute("aria-invalid", String(!good));
  trouble(good ? "" : t("seed_wrong", { max: V.largest_seed }));
  if (good) runSoon();
}

function startAgain() {
  LETTERS.forEach((l) => choosePreset(l, firstPreset(l)));
  state.seed = 1;
  showAll();
  runSoon();
}

const firstPreset = (l) => (V.presets.find((p) => p.id === FIRST[l]) || V.presets[0]).id;

function wire() {
  for (const l of LETTERS) {
    $(`preset-${l}`).addEventListener("change", (event) => {
      choosePreset(l, event.target.value);
      showLevers();
      runSoon();
    });
  }
  $("swap").addEventListener("click", () => {
    state.set.a = structuredClone(state.set.b);
    showLevers();
    runSoon();
  });
  $("reset").addEventListener("click", startAgain);
  $("lang").addEventListener("click", () => {
    state.lang = zh() ? "en" : "zh";
    remember();
    showAll();
  });
  $("seed").addEventListener("change", takeSeed);
  $("another").addEventListener("click", () => {
    state.seed = (state.seed + 1) % (V.largest_seed + 1);
    $("seed").value = state.seed;
    takeSeed();
  });
  $("link").addEventListener("click", copyLink);
  $("csv").addEventListener("click", saveCsv);
  $("ten").addEventListener("click", tryTen);
  $("grouped").addEventListener("change", (event) => {
    state.grouped = event.target.value;
    showGroups();
  });
  $("skip").addEventListener("click", (event) => {
    event.preventDefault();
    $("results").focus();
  });
  window.addEventListener("hashchange", () => { if (location.hash.includes("=")) open(); });
}

/** Take the address as the state and show it. */
function open() {
  const faults = fromHash(location.hash);
  showAll();
  runSoon();
  notice(faults.length ? t("broken_link", { text: faults.join(", ") }) : "");
  return faults;
}

async function start() {
  mark("working");
  const asked = document.documentElement.lang || navigator.language || "en";
  state.lang = asked.toLowerCase().startsWith("zh") ? "zh" : "en";
  try {
    V = await (await fetch("vocabulary")).json();
  } catch {
    trouble("The program does not answer. 程序没有应答。");
    return mark("failed");
  }
  LETTERS.forEach((l) => choosePreset(l, firstPreset(l)));
  wire();
  return open();
}

start();

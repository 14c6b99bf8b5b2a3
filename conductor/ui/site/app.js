/** The frame: which view is shown, when it is loaded again, what a click does. */
import { read, setQuery } from "./address.js";
import { api } from "./api.js";
import { h, show } from "./dom.js";
import * as definitions from "./views/definitions.js";
import * as definition from "./views/definition.js";
import * as execution from "./views/execution.js";
import * as executions from "./views/executions.js";
import * as human from "./views/human.js";
import * as queues from "./views/queues.js";
import * as schedules from "./views/schedules.js";

const ROUTES = [
  [/^\/executions$/, executions],
  [/^\/executions\/([^/]+)$/, execution],
  [/^\/definitions$/, definitions],
  [/^\/definitions\/([^/]+)\/(\d+)$/, definition],
  [/^\/queues$/, queues],
  [/^\/schedules$/, schedules],
  [/^\/human$/, human],
];
const PERIOD_MS = 1500;
/** What takes long to load is loaded less often: most of the time the server has for others. */
const SHARE = 4;
const THEMES = ["auto", "light", "dark"];

const page = { view: executions, args: [], query: new URLSearchParams(), data: null, live: true, turn: 0, busy: false, next: 0, address: "" };
const element = (id) => document.getElementById(id);

function readAddress() {
  const { path, query } = read();
  const found = ROUTES.map(([pattern, view]) => [path.match(pattern), view]).find(([match]) => match);
  if (!found) {
    location.replace("#/executions");
    return;
  }
  const [match, view] = found;
  const args = match.slice(1).map(decoded);
  const isNew = view !== page.view || page.args.join() !== args.join();
  Object.assign(page, { view, args, query, address: location.hash });
  if (isNew) begin();
  markArea(path);
  refresh();
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What was shown before must not stand under the new address, whatever comes of it. */
function begin() {
  page.data = null;
  element("trouble").hidden = true;
  show(element("content"), h("h1", {}, page.view.title(page.args)), h("p.muted", {}, "Loading …"));
}

function markArea(path) {
  for (const link of document.querySelectorAll("nav a")) {
    const isHere = path.startsWith(link.getAttribute("href").slice(1));
    if (isHere) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

/** Load and draw. An answer that arrives after the reader has gone on is dropped. */
async function refresh() {
  const turn = ++page.turn;
  const begun = Date.now();
  page.busy = true;
  try {
    const data = await page.view.load(page.args, page.query, page.data);
    if (turn !== page.turn) return;
    page.data = data;
    element("trouble").hidden = true;
    draw();
  } catch (error) {
    if (turn === page.turn) complain(error);
  } finally {
    if (turn === page.turn) page.busy = false;
    page.next = Date.now() + Math.max(PERIOD_MS, SHARE * (Date.now() - begun));
  }
}

function draw() {
  document.title = `${page.view.title(page.args)} · Conductor`;
  show(element("content"), page.view.draw(page.data, page.query));
  // Not where the reader is on the way to: that view is drawn by its own turn.
  element("content").dataset.address = page.address;
}

function complain(error) {
  if (page.data === null) show(element("content"), h("h1", {}, page.view.title(page.args)));
  const trouble = element("trouble");
  trouble.textContent = error.message;
  trouble.hidden = false;
}

function tell(text) {
  element("notice").textContent = text;
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => (element("notice").textContent = ""), 5000);
}

const ownActions = {
  turn: ({ start }) => setQuery({ start }),
  skip: () => element("content").focus(),
  live: () => {
    page.live = !page.live;
    element("live").setAttribute("aria-pressed", String(page.live));
    element("live").textContent = page.live ? "Live" : "Paused";
  },
  theme: () => {
    setTheme(THEMES[(THEMES.indexOf(document.documentElement.dataset.theme) + 1) % THEMES.length]);
    return refresh();
  },
};

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  element("theme").textContent = `Theme: ${theme}`;
  localStorage.setItem("conductor-theme", theme);
}

async function act(target) {
  const { action, ...values } = target.dataset;
  const run = ownActions[action] ?? page.view.actions?.[action];
  if (!run) return;
  try {
    const done = await run(values, page.data);
    if (typeof done === "string") tell(done);
    if (!(action in ownActions)) await refresh();
  } catch (error) {
    complain(error);
  }
}

document.addEventListener("click", (event) => {
  const target = event.target.closest("[data-action]");
  if (!target) return;
  event.preventDefault();
  act(target);
});
document.addEventListener("submit", (event) => {
  if (!event.target.dataset.search) return;
  event.preventDefault();
  setQuery({ start: "", ...Object.fromEntries(new FormData(event.target)) });
});
document.addEventListener("change", (event) => event.target.closest("form[data-search]")?.requestSubmit());
document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, textarea, select, dialog");
  if (event.key === "/" && !isTyping) {
    event.preventDefault();
    document.querySelector("[data-search] input")?.focus();
  } else if ((event.key === "Enter" || event.key === " ") && event.target.matches("g[data-action]")) {
    event.preventDefault();
    act(event.target);
  }
});
window.addEventListener("hashchange", readAddress);
setInterval(() => {
  const isWatched = page.live && !document.hidden && !element("dialog").open;
  if (isWatched && !page.busy && Date.now() >= page.next) refresh();
}, PERIOD_MS / 3);
setTheme(THEMES.includes(localStorage.getItem("conductor-theme")) ? localStorage.getItem("conductor-theme") : "auto");
api.version().then((version) => (element("server").textContent = `server ${version}`)).catch(() => null);
readAddress();

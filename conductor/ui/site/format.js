/** Values as people read them. */
import { h } from "./dom.js";

const SHAPES = {
  COMPLETED: ["done", "✓"], COMPLETED_WITH_ERRORS: ["warned", "!"], FAILED: ["failed", "✕"],
  FAILED_WITH_TERMINAL_ERROR: ["failed", "✕"], TIMED_OUT: ["timed-out", "⧗"], TERMINATED: ["failed", "■"],
  RUNNING: ["running", "▶"], IN_PROGRESS: ["running", "▶"], SCHEDULED: ["queued", "◌"], PAUSED: ["paused", "⏸"],
  CANCELED: ["canceled", "–"], SKIPPED: ["canceled", "»"],
};

/** A state with its colour and its sign. */
export function badge(status) {
  const [look, sign] = SHAPES[status] ?? ["other", "?"];
  return h(`span.badge.${look}`, {}, h("span", { "aria-hidden": "true" }, sign), ` ${String(status).replaceAll("_", " ").toLowerCase()}`);
}

export const isOpen = (status) => ["RUNNING", "PAUSED", "SCHEDULED", "IN_PROGRESS"].includes(status);

/** Milliseconds of an epoch time or an ISO text; null when there is none. */
export function millis(time) {
  if (!time) return null;
  const value = typeof time === "number" ? time : Date.parse(time);
  return Number.isNaN(value) ? null : value;
}

/** A moment, exact in its tooltip. */
export function moment(time) {
  const value = millis(time);
  if (value === null) return h("span.muted", {}, "–");
  const date = new Date(value);
  const today = date.toDateString() === new Date().toDateString();
  const words = today ? date.toLocaleTimeString() : date.toLocaleString();
  return h("time", { datetime: date.toISOString(), title: date.toISOString() }, words);
}

/** A length of time. */
export function span(milliseconds) {
  if (milliseconds === null || Number.isNaN(milliseconds)) return "–";
  const seconds = Math.max(milliseconds, 0) / 1000;
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  const units = [["d", 86400], ["h", 3600], ["min", 60], ["s", 1]];
  const first = units.findIndex(([, size]) => seconds >= size);
  const [[large, size], next] = [units[first], units[first + 1]];
  const rest = next ? Math.floor((seconds % size) / next[1]) : 0;
  return `${Math.floor(seconds / size)} ${large}${rest ? ` ${rest} ${next[0]}` : ""}`;
}

export function ago(time) {
  const value = millis(time);
  return value === null ? "never" : `${span(Date.now() - value)} ago`;
}

const LONGEST = 20_000;

/** A value as JSON; what is very long is cut, since no one reads it here. */
export function json(value, label) {
  const text = JSON.stringify(value ?? null, null, 2);
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}\n… ${text.length - LONGEST} more characters` : text;
  return h("pre.json", { tabindex: "0", role: "region", "aria-label": label }, cut);
}

/** Names and values. Entries without a value are left out. */
export function facts(entries) {
  const given = entries.filter(([, value]) => value !== null && value !== undefined && value !== "");
  return h("dl.facts", {}, given.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
}

/** A table that scrolls by itself on a narrow screen. */
export function table(caption, heads, rows, none) {
  if (!rows.length) return h("p.empty", {}, none);
  const head = h("thead", {}, h("tr", {}, heads.map((name) => h("th", { scope: "col" }, name))));
  const body = h("tbody", {}, rows.map(({ key, cells }) => h("tr", { "data-key": key }, cells.map(
    (cell, index) => (index ? h("td", { "data-label": heads[index] }, cell) : h("th", { scope: "row" }, cell))))));
  return h("div.scroll", { tabindex: "0", role: "region", "aria-label": caption },
    h("table", {}, h("caption.hidden", {}, caption), head, body));
}

/** An SVG text of the server as an element. Screen readers hear nothing of what is in an image: here it is a group of tasks. */
export function picture(svg, label) {
  const parsed = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  const image = document.importNode(parsed, true);
  image.setAttribute("role", "group");
  for (const node of image.querySelectorAll("[data-task]:has(> title)")) {
    node.setAttribute("role", "img");
    node.setAttribute("aria-label", `Task ${node.dataset.task}`);
  }
  return h("div.picture", { tabindex: "0", role: "region", "aria-label": label }, image);
}

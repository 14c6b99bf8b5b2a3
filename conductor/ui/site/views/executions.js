/** Running and finished workflows, with search. */
import { api } from "../api.js";
import { h } from "../dom.js";
import { badge, isOpen, millis, moment, span, table } from "../format.js";

const SIZE = 25;
const STATES = ["RUNNING", "COMPLETED", "FAILED", "TIMED_OUT", "TERMINATED", "PAUSED"];
const UNASKABLE = / AND |[,()"']/;
const HEADS = ["Workflow", "State", "Started", "Took", "Correlation", "Id"];

export const title = () => "Executions";

export async function load(_args, query, before) {
  const names = before?.names ?? api.definitionNames().then((versions) => Object.keys(versions ?? {}).sort());
  const refusal = refusalOf(query);
  const [found, known] = await Promise.all([refusal ? { totalHits: 0, results: [] } : search(query), names]);
  return { ...found, refusal, names: known };
}

function search(query) {
  const conditions = [["status", query.get("status")], ["workflowType", query.get("name")], ["correlationId", query.get("correlation")]];
  return api.searchExecutions({
    start: startOf(query), size: SIZE, sort: "startTime:DESC", freeText: query.get("text") || "*",
    query: conditions.filter(([, value]) => value).map(([field, value]) => `${field}='${value}'`).join(" AND "),
  });
}

/** The server splits a query at AND and at commas, even inside quotes, and drops quotes and brackets. */
function refusalOf(query) {
  const given = [["workflow", query.get("name")], ["correlation id", query.get("correlation")]];
  const [what, value] = given.find(([, text]) => UNASKABLE.test(text ?? "")) ?? [];
  return value ? `The server's search cannot ask for the ${what} ${value}: not with AND, a comma, a quote or a bracket. Search a part of it as text.` : null;
}

export function draw(found, query) {
  return [h("h1", {}, "Executions"), searchForm(query, found.names), found.refusal ? h("p.empty", { role: "status" }, found.refusal) : results(found), pager(found.totalHits, startOf(query))];
}

export const actions = {};

const startOf = (query) => Math.max(Number.parseInt(query.get("start"), 10) || 0, 0);

function searchForm(query, names) {
  const value = (name) => query.get(name) ?? "";
  const options = ["", ...STATES].map((state) => h("option", { value: state, selected: state === value("status") }, state ? state.toLowerCase().replace("_", " ") : "any state"));
  return h("form.search", { "data-search": "executions", role: "search" },
    h("label", {}, h("span", {}, "Text or id"), h("input", { name: "text", type: "search", value: value("text"), placeholder: "press / to search" })),
    h("label", {}, h("span", {}, "Workflow"), h("input", { name: "name", list: "names", value: value("name"), autocomplete: "off" }), h("datalist", { id: "names" }, names.map((name) => h("option", { value: name })))),
    h("label", {}, h("span", {}, "State"), h("select", { name: "status" }, options)),
    h("label", {}, h("span", {}, "Correlation id"), h("input", { name: "correlation", value: value("correlation") })),
    h("button", { type: "submit" }, "Search"));
}

function results({ results: found }) {
  const rows = found.map((each) => ({
    key: each.workflowId,
    cells: [
      h("a", { href: `#/executions/${encodeURIComponent(each.workflowId)}` }, `${each.workflowType} v${each.version}`),
      badge(each.status), moment(each.startTime), took(each), each.correlationId ?? "", h("code", {}, each.workflowId),
    ],
  }));
  return table("Executions", HEADS, rows, "No execution fits. A workflow is started from its definition, or by a client.");
}

function took({ status, startTime, endTime }) {
  const end = isOpen(status) ? Date.now() : millis(endTime);
  return end === null ? "–" : span(end - millis(startTime));
}

function pager(total, start) {
  const link = (label, from, isThere) =>
    isThere ? h("button", { type: "button", "data-action": "turn", "data-start": from }, label) : null;
  const last = Math.min(start + SIZE, total);
  const shown = start < total ? `${start + 1}–${last} of ${total} ` : "";
  const newer = Math.max(Math.min(start, total) - SIZE, 0);
  return h("p.pager", { "aria-live": "polite" }, shown,
    link("Newer", newer, start > 0), link("Older", start + SIZE, last < total));
}

/** One execution: its picture, its tasks, and what can be done with it. */
import { api } from "../api.js";
import { setQuery } from "../address.js";
import { ask, field, sure } from "../dialogs.js";
import { button, h } from "../dom.js";
import { badge, facts, isOpen, json, millis, moment, picture, span } from "../format.js";
import { askForOutput } from "../forms.js";
import { detail } from "./task.js";

const TABS = [["diagram", "Diagram"], ["timeline", "Time line"], ["data", "Input and output"], ["json", "JSON"]];

export const title = ([id]) => `Execution ${id}`;

export async function load([id], query, before) {
  const execution = await api.execution(id);
  const tab = query.get("tab") ?? "diagram";
  const chosen = attemptsOf(execution, query.get("task")).at(-1);
  const [drawn, logs] = await Promise.all([pictureOf(tab, execution, before), chosen ? api.logs(chosen.taskId) : null]);
  return { execution, tab, logs, ...drawn };
}

/** The picture is drawn anew only when there is something new to see: in the time line, time itself. */
async function pictureOf(tab, execution, before) {
  const now = tab === "timeline" && isOpen(execution.status) ? Date.now() : null;
  const stamp = [tab, now, document.documentElement.dataset.theme, JSON.stringify(execution)].join();
  if (before?.stamp === stamp) return { stamp, svg: before.svg };
  const drawers = { diagram: api.diagram, timeline: api.timeline };
  return { stamp, svg: drawers[tab] ? await drawers[tab](execution, now) : null };
}

function attemptsOf(execution, reference) {
  return execution.tasks.filter((task) => task.referenceTaskName === reference);
}

export function draw(data, query) {
  const { execution } = data;
  const reference = query.get("task");
  const attempts = attemptsOf(execution, reference);
  return [heading(execution), h("div.columns", {}, left(data, query), right(execution, attempts, data.logs))];
}

function heading(execution) {
  const { workflowId: id, status } = execution;
  const definition = `#/definitions/${encodeURIComponent(execution.workflowName)}/${execution.workflowVersion}`;
  const end = millis(execution.endTime);
  return h("section.heading", {},
    h("h1", {}, h("a", { href: definition }, `${execution.workflowName} v${execution.workflowVersion}`), " ", badge(status)),
    h("div.buttons", {}, buttonsFor(status).map(([label, action]) => button(label, action, { id }))),
    facts([
      ["Id", h("code", {}, id)], ["Started", moment(execution.startTime)], ["Ended", isOpen(status) ? null : moment(execution.endTime)],
      ["Took", span((isOpen(status) || !end ? Date.now() : end) - millis(execution.createTime ?? execution.startTime))],
      ["Correlation", execution.correlationId], ["Parent", parentOf(execution)],
    ]),
    execution.reasonForIncompletion ? h("p.reason", {}, execution.reasonForIncompletion) : null);
}

function parentOf({ parentWorkflowId: id }) {
  return id ? h("a", { href: `#/executions/${encodeURIComponent(id)}` }, id) : null;
}

function buttonsFor(status) {
  const open = [["Terminate", "terminate"]];
  if (status === "RUNNING") return [["Pause", "pause"], ...open];
  if (status === "PAUSED") return [["Resume", "resume"], ...open];
  return status === "COMPLETED" ? [["Restart", "restart"]] : [["Retry", "retry"], ["Restart", "restart"]];
}

function left({ execution, tab, svg }, query) {
  const tabs = TABS.map(([name, label]) => button(label, "tab", { tab: name }, { "aria-pressed": String(name === tab) }));
  const isActual = query.get("size") === "actual";
  const size = svg ? button("Actual size", "size", { size: isActual ? "" : "actual" }, { class: "size", "aria-pressed": String(isActual) }) : null;
  return h("section.left", {}, h("div.tabs", { role: "group", "aria-label": "Views of the execution" }, tabs, size),
    h(`div.panel${isActual ? ".actual" : ""}`, { "data-key": tab }, panel(execution, tab, svg, query.get("task"))));
}

function panel(execution, tab, svg, reference) {
  if (tab === "data") {
    return [h("h2", {}, "Input"), json(execution.input, "Input"), h("h2", {}, "Output"), json(execution.output, "Output"),
      h("h2", {}, "Variables"), json(execution.variables, "Variables")];
  }
  if (tab === "json") return json(execution, "Execution as JSON");
  const drawn = picture(svg, tab === "diagram" ? "Diagram" : "Time line");
  for (const node of drawn.querySelectorAll("[data-task]")) makeChoosable(node, execution, reference);
  return drawn;
}

function makeChoosable(node, execution, reference) {
  const name = node.dataset.task;
  const attempts = attemptsOf(execution, name);
  if (!attempts.length) return;
  node.setAttribute("data-action", "choose");
  node.setAttribute("tabindex", "0");
  node.setAttribute("role", "button");
  node.setAttribute("aria-label", `Task ${name}, ${attempts.at(-1).status}`);
  node.setAttribute("aria-pressed", String(name === reference));
}

function right(execution, attempts, logs) {
  const rows = execution.tasks.filter((task) => !task.retried);
  const list = h("ol.tasks", { "aria-label": "Tasks" }, rows.map((task) => h("li", { "data-key": task.taskId },
    h("button", {
      type: "button", "data-action": "choose", "data-task": task.referenceTaskName,
      "aria-pressed": String(task.referenceTaskName === attempts[0]?.referenceTaskName),
    }, h("span", {}, task.referenceTaskName), badge(task.status)))));
  const empty = h("p.empty", {}, "No task yet.");
  return h("section.right", { "aria-label": "Tasks" }, h("h2", {}, "Tasks"), rows.length ? list : empty,
    attempts.length ? detail(attempts, logs) : h("p.muted", {}, "Choose a task to see what it got and what it gave."));
}

const done = (promise, text) => promise.then(() => text);

export const actions = {
  tab: ({ tab }) => setQuery({ tab }),
  size: ({ size }) => setQuery({ size }),
  choose: ({ task }) => setQuery({ task }),
  pause: ({ id }) => done(api.pause(id), "Paused: no new task is scheduled."),
  resume: ({ id }) => done(api.resume(id), "Resumed."),
  retry: ({ id }) => done(api.retry(id), "Retried from the task that failed."),
  restart: async ({ id }) => await sure("Restart", "The execution begins anew, with the same input and id.", "Restart") && done(api.restart(id), "Restarted."),
  terminate: async ({ id }) => {
    const reason = await ask("Terminate", [field("Reason", h("input", { name: "reason" }))], "Terminate", (form) => ({ text: form.get("reason") }));
    return reason && done(api.terminate(id, reason.text), "Terminated.");
  },
  complete: ({ id }, { execution }) => completeTask(execution.tasks.find((task) => task.taskId === id)),
};

/** Complete a task that waits for a person or for a sign. */
export async function completeTask(task) {
  const hasForm = Boolean(task.inputData?.__humanTaskDefinition?.userFormTemplate?.name);
  const template = hasForm ? await api.template(task.taskId) : null;
  const result = await askForOutput(task, template);
  return result && done(api.updateTask({ ...result, taskId: task.taskId, workflowInstanceId: task.workflowInstanceId }), `${task.referenceTaskName}: sent.`);
}


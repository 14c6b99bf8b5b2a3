/** One task of an execution, with all its attempts. */
import { button, h } from "../dom.js";
import { badge, facts, isOpen, json, millis, moment, span } from "../format.js";

const WAITING_FOR_SOMEBODY = ["WAIT", "HUMAN"];

/** `attempts`: of one reference, the last one is shown in full. */
export function detail(attempts, logs) {
  const task = attempts.at(-1);
  return h("article.task", { "data-key": task.taskId },
    h("h2", {}, task.referenceTaskName, " ", badge(task.status)), completion(task), factsOf(task, attempts.length),
    task.reasonForIncompletion ? h("p.reason", {}, task.reasonForIncompletion) : null,
    attempts.length > 1 ? retries(attempts) : null,
    fold("Input", json(task.inputData, "Input of the task")), fold("Output", json(task.outputData, "Output of the task")),
    fold(`Logs (${logs?.length ?? 0})`, logsOf(logs), Boolean(logs?.length)));
}

function completion(task) {
  const isWaiting = WAITING_FOR_SOMEBODY.includes(task.taskType) && task.status === "IN_PROGRESS";
  return isWaiting ? h("div.buttons", {}, button("Complete …", "complete", { id: task.taskId }, { class: "main" })) : null;
}

function factsOf(task, attempts) {
  const started = millis(task.startTime);
  const ended = isOpen(task.status) ? Date.now() : millis(task.endTime);
  const child = task.subWorkflowId;
  return facts([
    ["Type", task.taskType], ["Definition", task.taskDefName], ["Attempts", attempts > 1 ? attempts : null],
    ["Iteration", task.iteration || null], ["Scheduled", moment(task.scheduledTime)],
    ["Waited", started ? span(started - millis(task.scheduledTime)) : null], ["Ran", started && ended ? span(ended - started) : null],
    ["Worker", task.workerId], ["Domain", task.domain],
    ["Sub-workflow", child ? h("a", { href: `#/executions/${encodeURIComponent(child)}` }, child) : null],
  ]);
}

function retries(attempts) {
  return fold(`Attempts (${attempts.length})`, h("ol.attempts", {}, attempts.map((task) => h("li", {},
    badge(task.status), " ", moment(task.startTime || task.scheduledTime), " ", h("span.muted", {}, task.reasonForIncompletion ?? "")))));
}

function fold(label, content, open = true) {
  return h("details", { open }, h("summary", {}, label), content);
}

function logsOf(logs) {
  if (!logs?.length) return h("p.muted", {}, "none");
  return h("ol.logs", {}, logs.map(({ createdTime, log }) => h("li", {}, moment(createdTime), " ", h("span", {}, log))));
}

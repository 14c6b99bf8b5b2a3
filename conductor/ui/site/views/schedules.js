/** What starts by the clock. */
import { api } from "../api.js";
import { sure } from "../dialogs.js";
import { button, h } from "../dom.js";
import { badge, moment, table } from "../format.js";

export const title = () => "Schedules";

export async function load() {
  const schedules = await api.schedules();
  if (schedules === null) return { schedules };
  const [next, runs] = await Promise.all([
    Promise.all(schedules.map((each) => (each.paused ? [] : nextOf(each)))),
    api.scheduledRuns({ start: 0, size: 20, sort: "startTime:DESC" }).catch(() => ({ results: [] })),
  ]);
  return { schedules: schedules.map((each, index) => ({ ...each, next: next[index] })), runs: runs.results ?? [] };
}

const nextOf = ({ cronExpression, zoneId }) => (cronExpression ? api.nextRuns(cronExpression, zoneId).catch(() => []) : []);

export function draw({ schedules, runs }) {
  if (schedules === null) return [h("h1", {}, "Schedules"), h("p.empty", {}, "This server has no scheduler.")];
  const rows = schedules.map((each) => ({
    key: each.name,
    cells: [each.name, h("code", {}, each.cronExpression ?? ""), each.zoneId ?? "", each.startWorkflowRequest?.name ?? "",
      badge(each.paused ? "PAUSED" : "RUNNING"), each.next.length ? h("ul.plain", {}, each.next.map((time) => h("li", {}, moment(time)))) : "–",
      h("span.buttons", {}, each.paused ? button("Resume", "resume", { name: each.name }) : button("Pause", "pause", { name: each.name }),
        button("Delete", "remove", { name: each.name }))],
  }));
  return [
    h("h1", {}, "Schedules"),
    table("Schedules", ["Schedule", "Cron", "Zone", "Starts", "State", "Next", "Change"], rows, "No schedule is registered yet."),
    h("h2", {}, "Last runs"), lastRuns(runs),
  ];
}

function lastRuns(runs) {
  const rows = runs.map((each) => ({
    key: each.executionId,
    cells: [each.scheduleName, moment(each.scheduledTime), each.state ?? "",
      each.workflowId ? h("a", { href: `#/executions/${encodeURIComponent(each.workflowId)}` }, each.workflowId) : "", each.reason ?? ""],
  }));
  return table("Last runs", ["Schedule", "Due", "State", "Execution", "Reason"], rows, "No schedule has run yet.");
}

export const actions = {
  pause: ({ name }) => api.pauseSchedule(name).then(() => `${name}: paused.`),
  resume: ({ name }) => api.resumeSchedule(name).then(() => `${name}: resumed.`),
  remove: async ({ name }) => await sure(`Delete ${name}`, "The schedule is gone for good; what it has started goes on.", "Delete") && api.deleteSchedule(name).then(() => `${name}: deleted.`),
};

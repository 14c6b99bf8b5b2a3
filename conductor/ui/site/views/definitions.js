/** What can be started. */
import { api } from "../api.js";
import { h } from "../dom.js";
import { moment, table } from "../format.js";

export const title = () => "Definitions";

export async function load() {
  const [workflows, tasks] = await Promise.all([api.definitions(), api.taskDefinitions()]);
  return { workflows: byName(workflows), tasks: byName(tasks) };
}

const byName = (list) => [...list].sort((a, b) => a.name.localeCompare(b.name) || (b.version ?? 0) - (a.version ?? 0));

export function draw({ workflows, tasks }) {
  const flows = workflows.map((each) => ({
    key: `${each.name} ${each.version}`,
    cells: [
      h("a", { href: `#/definitions/${encodeURIComponent(each.name)}/${each.version}` }, `${each.name} v${each.version}`),
      each.description ?? "", String(each.tasks.length), moment(each.updateTime || each.createTime), each.ownerEmail ?? "",
    ],
  }));
  const steps = tasks.map((each) => ({
    key: each.name,
    cells: [each.name, each.description ?? "", `${each.retryCount} × ${each.retryDelaySeconds} s ${each.retryLogic ?? ""}`, `${each.timeoutSeconds} s`, `${each.responseTimeoutSeconds} s`],
  }));
  return [
    h("h1", {}, "Definitions"), h("h2", {}, "Workflows"),
    table("Workflow definitions", ["Workflow", "Description", "Tasks", "Changed", "Owner"], flows, "No workflow is registered yet."),
    h("h2", {}, "Tasks"),
    table("Task definitions", ["Task", "Description", "Retries", "Time-out", "Response time-out"], steps, "No task is registered yet."),
  ];
}

export const actions = {};

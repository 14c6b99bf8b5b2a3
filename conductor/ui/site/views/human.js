/** What waits for a person. */
import { api } from "../api.js";
import { button, h } from "../dom.js";
import { moment, table } from "../format.js";
import { completeTask } from "./execution.js";

const QUERY = "taskType='HUMAN' AND status='IN_PROGRESS'";

export const title = () => "Human tasks";

export async function load() {
  const { results, totalHits } = await api.searchTasks({ query: QUERY, size: 50, sort: "startTime:ASC", freeText: "*" });
  return { tasks: results, total: totalHits };
}

export function draw({ tasks, total }) {
  const rows = tasks.map((each) => ({
    key: each.taskId,
    cells: [each.taskDefName, h("a", { href: `#/executions/${encodeURIComponent(each.workflowId)}` }, each.workflowType),
      moment(each.startTime), h("span.clip", {}, each.input ?? ""), button("Complete …", "complete", { id: each.taskId })],
  }));
  return [h("h1", {}, "Human tasks"), table("Human tasks", ["Task", "Workflow", "Since", "Input", "Change"], rows, "Nobody is waited for."),
    total > tasks.length ? h("p.muted", {}, `The ${tasks.length} that wait longest, of ${total}.`) : null];
}

export const actions = {
  complete: async ({ id }) => completeTask(await api.task(id)),
};

/** What waits for workers, and who has asked for it. */
import { api } from "../api.js";
import { h } from "../dom.js";
import { ago, table } from "../format.js";

const RECENT_MS = 60_000;

export const title = () => "Queues and workers";

export async function load() {
  const [queues, polls] = await Promise.all([api.queues(), api.polls()]);
  return { queues, polls };
}

export function draw({ queues, polls }) {
  const names = [...new Set([...Object.keys(queues), ...polls.map(({ queueName }) => queueName)])].sort();
  const rows = names.map((name) => {
    const here = polls.filter(({ queueName }) => queueName === name);
    return { key: name, cells: [name, String(queues[name] ?? 0), workersOf(here, queues[name] ?? 0)] };
  });
  return [h("h1", {}, "Queues and workers"), table("Queues", ["Queue", "Waiting", "Workers"], rows, "Nothing waits, and nobody has polled yet.")];
}

function workersOf(polls, waiting) {
  const isServed = polls.some(({ lastPollTime }) => Date.now() - lastPollTime < RECENT_MS);
  const warning = waiting > 0 && !isServed ? h("strong.warning", {}, "! waits, but nobody polls") : null;
  const workers = polls.map(({ workerId, domain, lastPollTime }) =>
    h("li", {}, h("code", {}, workerId || "?"), domain ? ` in ${domain}` : "", h("span.muted", {}, ` polled ${ago(lastPollTime)}`)));
  return [warning, h("ul.plain", {}, workers)];
}

export const actions = {};

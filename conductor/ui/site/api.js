/** The calls that the page makes: the server's own API, and the pictures. */

export class ServerError extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

async function call(method, path, { query = {}, body, text = false } = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== "" && value !== null && value !== undefined);
  const search = given.length ? `?${new URLSearchParams(given)}` : "";
  const request = { method, headers: { Accept: "application/json, text/plain, */*" } };
  if (body !== undefined) {
    request.body = typeof body === "string" ? body : JSON.stringify(body);
    request.headers["Content-Type"] = "application/json";
  }
  const response = await fetch(path + search, request).catch(() => {
    throw new ServerError("The server does not answer.", 0);
  });
  const content = await response.text();
  if (!response.ok) throw new ServerError(messageOf(content, response) + wayOutOf(response.status), response.status);
  if (text || !content) return content;
  return response.headers.get("Content-Type")?.includes("json") ? JSON.parse(content) : content;
}

function messageOf(content, response) {
  try {
    const error = JSON.parse(content);
    const violations = (error.validationErrors ?? []).map(({ path, message }) => `${path}: ${message}`);
    return [error.message, ...violations].filter(Boolean).join("\n") || `HTTP ${response.status}`;
  } catch {
    return content.startsWith("<") || !content ? `HTTP ${response.status} ${response.statusText}` : content;
  }
}

function wayOutOf(status) {
  return status === 401 ? "\nThis server asks for a key. With CONDUCTOR_AUTH_KEY and CONDUCTOR_AUTH_SECRET set, conductor-py ui --server URL serves this page with it." : "";
}

const part = encodeURIComponent;
const workflow = (id) => `api/workflow/${part(id)}`;
const schedule = (name) => `api/scheduler/schedules/${part(name)}`;

const theme = () => document.documentElement.dataset.theme;

/** Null instead of the 404 of a server that has no such thing. */
async function optional(answer) {
  try {
    return await answer;
  } catch (error) {
    if (error.status === 404) return null;
    throw error;
  }
}

export const api = {
  version: () => call("GET", "api/version", { text: true }),
  searchExecutions: (query) => call("GET", "api/workflow/search", { query }),
  execution: (id) => call("GET", workflow(id), { query: { includeTasks: true } }),
  start: (request) => call("POST", "api/workflow", { body: request, text: true }),
  pause: (id) => call("PUT", `${workflow(id)}/pause`),
  resume: (id) => call("PUT", `${workflow(id)}/resume`),
  retry: (id) => call("POST", `${workflow(id)}/retry`),
  restart: (id) => call("POST", `${workflow(id)}/restart`),
  terminate: (id, reason) => call("DELETE", workflow(id), { query: { reason } }),
  logs: (taskId) => optional(call("GET", `api/tasks/${part(taskId)}/log`)),
  searchTasks: (query) => call("GET", "api/tasks/search", { query }),
  task: (taskId) => call("GET", `api/tasks/${part(taskId)}`),
  updateTask: (result) => call("POST", "api/tasks", { body: result, text: true }),
  /** The form of a human task: by its id, since the task may name no version and means the latest then. */
  template: (taskId) => optional(call("GET", `api/human/template/${part(taskId)}`)),
  definitions: () => call("GET", "api/metadata/workflow"),
  definitionNames: () => optional(call("GET", "api/metadata/workflow/names-and-versions")),
  definition: (name, version) => call("GET", `api/metadata/workflow/${part(name)}`, { query: { version } }),
  taskDefinitions: () => call("GET", "api/metadata/taskdefs"),
  queues: () => call("GET", "api/tasks/queue/all"),
  polls: () => call("GET", "api/tasks/queue/polldata/all"),
  schedules: () => optional(call("GET", "api/scheduler/schedules")),
  nextRuns: (cronExpression, zone) =>
    call("GET", "api/scheduler/nextFewSchedules", { query: { cronExpression, limit: 3, zone } }),
  scheduledRuns: (query) => call("GET", "api/scheduler/search/executions", { query }),
  pauseSchedule: (name) => call("PUT", `${schedule(name)}/pause`),
  resumeSchedule: (name) => call("PUT", `${schedule(name)}/resume`),
  deleteSchedule: (name) => call("DELETE", schedule(name)),
  diagram: (source) => call("POST", "ui/diagram.svg", { query: { theme: theme() }, body: source, text: true }),
  timeline: (execution, now) => call("POST", "ui/timeline.svg", { query: { theme: theme(), now }, body: execution, text: true }),
};

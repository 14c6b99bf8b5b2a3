/** One workflow definition: its picture, its JSON, and a start. */
import { api } from "../api.js";
import { ask, field, jsonField, readObject } from "../dialogs.js";
import { button, h } from "../dom.js";
import { facts, json, picture } from "../format.js";

export const title = ([name, version]) => `${name} v${version}`;

export async function load([name, version], _query, before) {
  const definition = await api.definition(name, version);
  const stamp = document.documentElement.dataset.theme + JSON.stringify(definition);
  return before?.stamp === stamp ? before : { definition, stamp, svg: await api.diagram(definition) };
}

export function draw({ definition, svg }) {
  const executions = `#/executions?${new URLSearchParams({ name: definition.name })}`;
  return [
    h("section.heading", {}, h("h1", {}, `${definition.name} v${definition.version}`),
      h("div.buttons", {}, button("Start …", "start", {}, { class: "main" }), h("a", { href: executions }, "Executions")),
      definition.description ? h("p", {}, definition.description) : null,
      facts([["Owner", definition.ownerEmail], ["Time-out", definition.timeoutSeconds ? `${definition.timeoutSeconds} s, ${definition.timeoutPolicy}` : null],
        ["On failure", definition.failureWorkflow], ["Inputs", (definition.inputParameters ?? []).join(", ")]])),
    picture(svg, "Diagram"),
    h("details", {}, h("summary", {}, "JSON"), json(definition, "Definition as JSON")),
  ];
}

export const actions = {
  start: async (_values, { definition }) => {
    const request = await askForStart(definition);
    if (!request) return null;
    const id = await api.start(request);
    location.hash = `#/executions/${encodeURIComponent(id)}`;
    return "Started.";
  },
};

function askForStart({ name, version, inputParameters, inputTemplate }) {
  const given = { ...Object.fromEntries((inputParameters ?? []).map((each) => [each, ""])), ...inputTemplate };
  const fields = [jsonField("Input", "input", given), field("Correlation id", h("input", { name: "correlation" }))];
  return ask(`Start ${name} v${version}`, fields, "Start", (form) => ({
    name, version, input: readObject(form.get("input"), "Input"), correlationId: form.get("correlation") || undefined,
  }));
}

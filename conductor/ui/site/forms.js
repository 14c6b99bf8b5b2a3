/** Forms of human tasks, made from the JSON schema of their template. */
import { h } from "./dom.js";
import { ask, field, jsonField, readObject } from "./dialogs.js";
import { json } from "./format.js";

/** Ask for the output of a task that waits for a person; gives `{status, outputData}`. */
export async function askForOutput(task, template) {
  const schema = template?.jsonSchema?.schema ?? template?.jsonSchema;
  const properties = Object.entries(schema?.properties ?? {});
  const given = { ...(task.inputData ?? {}), ...(task.outputData ?? {}) };
  const required = new Set(schema?.required ?? []);
  const fields = properties.length
    ? properties.map(([name, property]) => control(name, property, given[name], required.has(name)))
    : [h("h3", {}, "Input"), json(task.inputData, "Input"), jsonField("Output", "output", task.outputData ?? {})];
  const outcome = h("select", { name: "status" }, ["COMPLETED", "FAILED", "FAILED_WITH_TERMINAL_ERROR"].map(
    (status) => h("option", {}, status)));
  return ask(`Complete ${task.referenceTaskName}`, [...fields, field("Status", outcome)], "Send", (form) => ({
    status: form.get("status"),
    outputData: properties.length ? readFields(properties, form) : readObject(form.get("output"), "Output"),
  }));
}

function control(name, property, value, required) {
  const label = `${property.title ?? name}${required ? " *" : ""}`;
  if (property.enum) {
    const options = property.enum.map((each) => h("option", { selected: each === value }, String(each)));
    return field(label, h("select", { name, required }, options), property.description);
  }
  if (property.type === "boolean") return field(label, h("input", { name, type: "checkbox", checked: value === true }), property.description);
  if (["number", "integer"].includes(property.type)) {
    const step = property.type === "integer" ? "1" : "any";
    return field(label, h("input", { name, type: "number", step, required, min: property.minimum, max: property.maximum, value: value ?? "" }), property.description);
  }
  if (["object", "array"].includes(property.type)) return jsonField(label, name, value ?? (property.type === "array" ? [] : {}));
  return field(label, h("input", { name, required, value: value ?? "" }), property.description);
}

function readFields(properties, form) {
  const entries = properties.map(([name, property]) => [name, readField(property, form.get(name), name)]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function readField(property, text, name) {
  if (property.type === "boolean") return text !== null;
  if (text === null || text === "") return undefined;
  if (["number", "integer"].includes(property.type)) return Number(text);
  if (property.type === "object") return readObject(text, name);
  if (property.type === "array") return readArray(text, name);
  return text;
}

function readArray(text, name) {
  try {
    const value = JSON.parse(text);
    if (Array.isArray(value)) return value;
  } catch { /* said below */ }
  throw new Error(`${name} has to be a JSON array, such as ["a", "b"].`);
}

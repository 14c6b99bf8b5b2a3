/** Forms of human tasks, made from their template: what they give from its JSON schema, how they look from its controls. */
import { h } from "./dom.js";
import { ask, field, jsonField, readObject } from "./dialogs.js";
import { json } from "./format.js";

const OUTCOMES = ["COMPLETED", "FAILED", "FAILED_WITH_TERMINAL_ERROR"];
const INPUT_TYPES = { date: "date", time: "time", email: "email", uri: "url" };

/** Ask for the output of a task that waits for a person; gives `{status, outputData}`. */
export async function askForOutput(task, template) {
  const parts = partsOf(template);
  const { __humanTaskDefinition: definition, ...input } = task.inputData ?? {};
  const given = { ...input, ...(task.outputData ?? {}) };
  const outcome = h("select", { name: "status" }, OUTCOMES.map((status) => h("option", {}, status)));
  const fields = [
    h("details", { open: !parts.length }, h("summary", {}, "Input"), json(input, "Input")),
    parts.length ? parts.map((part) => control(part, given[part.name])) : jsonField("Output", "output", task.outputData ?? {}),
    field("Status", outcome),
  ];
  return ask(definition?.displayName ?? `Complete ${task.referenceTaskName}`, fields.flat(), "Send", (form) => ({
    status: form.get("status"),
    outputData: parts.length ? readParts(parts, form) : readObject(form.get("output"), "Output"),
  }));
}

/** The properties of the schema, those that the template shows first, in its order and with its words. */
function partsOf(template) {
  const schema = template?.jsonSchema ?? {};
  const looks = new Map(controlsOf(template?.templateUI));
  const shown = [...looks.keys()].filter((name) => name in (schema.properties ?? {}));
  const names = new Set([...shown, ...Object.keys(schema.properties ?? {})]);
  return [...names].map((name) => {
    const [property, look] = [schema.properties[name], looks.get(name) ?? {}];
    const required = Boolean(schema.required?.includes(name));
    // A prefix keeps a property of the name `status` apart from the state of the task.
    return { name, key: `value.${name}`, property, required, type: typeOf(property), isLong: Boolean(look.options?.multi),
      label: `${look.label || property.title || name}${required ? " *" : ""}` };
  });
}

/** Names of properties and how they look, in the order of a layout, which may hold others. */
function controlsOf(look) {
  const name = look?.scope?.match(/^#\/properties\/([^/]+)$/)?.[1];
  const own = look?.type === "Control" && name ? [[name.replaceAll("~1", "/").replaceAll("~0", "~"), look]] : [];
  return [...own, ...(look?.elements ?? []).flatMap(controlsOf)];
}

const typeOf = (property) => [property.type].flat().find((type) => type && type !== "null");

function control({ key: name, property, required, type, isLong, label }, given) {
  const value = given ?? property.default;
  if (property.enum) {
    const options = property.enum.map((each) => h("option", { selected: each === value }, String(each)));
    return field(label, h("select", { name, required }, required ? null : h("option", { value: "" }, "–"), options), property.description);
  }
  if (type === "boolean") return field(label, h("input", { name, type: "checkbox", checked: value === true }), property.description);
  if (["number", "integer"].includes(type)) {
    const step = type === "integer" ? "1" : "any";
    return field(label, h("input", { name, type: "number", step, required, min: property.minimum, max: property.maximum, value: value ?? "" }), property.description);
  }
  if (["object", "array"].includes(type)) return jsonField(label, name, value ?? (type === "array" ? [] : {}));
  const limits = { name, required, minlength: property.minLength, maxlength: property.maxLength };
  if (isLong) return field(label, h("textarea.words", { ...limits, rows: 4 }, value ?? ""), property.description);
  return field(label, h("input", { ...limits, type: INPUT_TYPES[property.format] ?? "text", value: value ?? "" }), property.description);
}

function readParts(parts, form) {
  const entries = parts.map((part) => [part.name, readPart(part, form.get(part.key))]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function readPart({ name, property, type }, text) {
  if (property.enum) return property.enum.find((each) => String(each) === text);
  if (type === "boolean") return text !== null;
  if (text === null || text === "") return undefined;
  if (["number", "integer"].includes(type)) return Number(text);
  if (type === "object") return readObject(text, name);
  if (type === "array") return readArray(text, name);
  return text;
}

function readArray(text, name) {
  try {
    const value = JSON.parse(text);
    if (Array.isArray(value)) return value;
  } catch { /* said below */ }
  throw new Error(`${name} has to be a JSON array, such as ["a", "b"].`);
}

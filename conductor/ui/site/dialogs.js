/** Questions to the reader. Each gives what was answered, or null when it was called off. */
import { h } from "./dom.js";

const dialog = () => document.getElementById("dialog");

/**
 * Ask in a form. `fields` are elements with names; `read` makes the answer from the form's data and may throw to say
 * what is wrong with it.
 */
export function ask(title, fields, confirm, read) {
  return new Promise((resolve) => {
    const problem = h("p.problem", { role: "alert" });
    const cancel = h("button", { type: "button" }, "Cancel");
    const form = h("form", { method: "dialog" }, h("h2", { id: "dialog-title" }, title), ...fields, problem,
      h("div.buttons", {}, cancel, h("button.main", { type: "submit" }, confirm)));
    const box = dialog();
    let answer = null;
    form.addEventListener("submit", (event) => {
      try {
        answer = read(new FormData(form, event.submitter));
      } catch (error) {
        event.preventDefault();
        problem.textContent = error.message;
      }
    });
    cancel.addEventListener("click", () => box.close());
    box.replaceChildren(form);
    box.addEventListener("close", () => resolve(answer), { once: true });
    box.showModal();
  });
}

/** Ask for a yes. */
export const sure = (title, text, confirm) => ask(title, [h("p", {}, text)], confirm, () => true);

export function field(label, control, hint) {
  return h("label.field", {}, h("span", {}, label), control, hint ? h("small.muted", {}, hint) : null);
}

/** A field for a JSON object. */
export function jsonField(label, name, value) {
  const text = JSON.stringify(value ?? {}, null, 2);
  return field(label, h("textarea", { name, rows: Math.min(Math.max(text.split("\n").length + 1, 5), 16), spellcheck: "false" }, text));
}

/** Read a JSON object; the error says where it is broken. */
export function readObject(text, label) {
  let value;
  try {
    value = JSON.parse(text || "{}");
  } catch (error) {
    throw new Error(`${label} is no JSON: ${error.message}`);
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw new Error(`${label} has to be a JSON object, such as {"name": "Ada"}.`);
  return value;
}

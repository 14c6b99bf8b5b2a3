/** Elements, and how a new picture of the page replaces the old one without disturbing the reader. */

/**
 * Make an element. `spec` is a tag with classes ("a.id"); false and null attributes and children are left out.
 * Text is always text: nothing that a workflow holds can become markup.
 */
export function h(spec, attributes = {}, ...children) {
  const [tag, ...classes] = spec.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A button that calls an action of the view, with the values of `data`. */
export function button(label, action, data = {}, attributes = {}) {
  const values = Object.entries(data).map(([name, value]) => [`data-${name}`, value]);
  return h("button", { type: "button", "data-action": action, ...Object.fromEntries(values), ...attributes }, label);
}

/** Make the children of `root` look like `tree`; what is the same stays, with its focus, scroll place and text. */
export function show(root, ...tree) {
  reconcile(root, tree.flat(Infinity).filter(Boolean));
}

function reconcile(parent, wanted) {
  const present = [...parent.childNodes];
  wanted.forEach((node, index) => {
    const old = present[index];
    if (!old) parent.append(node);
    else if (isSame(old, node)) update(old, node);
    else old.replaceWith(node);
  });
  present.slice(wanted.length).forEach((old) => old.remove());
}

function isSame(old, node) {
  return old.nodeType === node.nodeType && old.nodeName === node.nodeName && keyOf(old) === keyOf(node);
}

function keyOf(node) {
  return node.nodeType === Node.ELEMENT_NODE ? node.getAttribute("data-key") : null;
}

function update(old, node) {
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== node.data) old.data = node.data;
    return;
  }
  const isControl = ["INPUT", "SELECT", "TEXTAREA"].includes(old.nodeName);
  if (isControl && old !== document.activeElement && old.value !== node.value) old.value = node.value;
  if (isControl || old.isEqualNode(node)) return;
  for (const { name } of [...old.attributes]) if (!node.hasAttribute(name) && !isReaders(old, name)) old.removeAttribute(name);
  for (const { name, value } of node.attributes) {
    if (!isReaders(old, name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  reconcile(old, [...node.childNodes]);
}

/** Whether a fold is open is the reader's. */
const isReaders = (element, name) => element.nodeName === "DETAILS" && name === "open";

/** The address of the page: `#/area/id?name=value`. */

/** Its path and what stands behind the question mark. */
export function read() {
  const [path, query = ""] = location.hash.replace(/^#/, "").split("?");
  return { path: path || "/executions", query: new URLSearchParams(query) };
}

/** Change what stands behind the question mark; an empty value takes a name out. */
export function setQuery(changes) {
  const { path, query } = read();
  for (const [name, value] of Object.entries(changes)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  location.hash = query.size ? `${path}?${query}` : path;
}

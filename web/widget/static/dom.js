// Making nodes. Text always becomes a text node: nothing here parses markup.

const SVG = "http://www.w3.org/2000/svg";

/**
 * Make an HTML element.
 *
 * @param {string} name
 * @param {Object} [attributes] Attributes; `true` means an empty one, `false` and
 *     `null` none. `on` holds listeners by event name.
 * @param {...(Node|string|null)} children
 */
export function el(name, attributes, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** Make an SVG element; the arguments are those of `el`. */
export function svg(name, attributes, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

/** Text for screen readers only. */
export function unseen(text) {
  return el("span", { class: "unseen" }, text);
}

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) {
        node.addEventListener(event, listener);
      }
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, value === true ? "" : value);
    }
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

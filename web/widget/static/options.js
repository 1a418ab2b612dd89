// What the embedding page may choose, with the defaults.

import { TITLE } from "./wording.js";

/**
 * Read the options from the element's data- attributes.
 *
 * @param {DOMStringMap} data
 */
export function readOptions(data) {
  return {
    title: (data.title || "").trim().slice(0, 20) || TITLE,
    color: data.color || "",
    position: data.position === "left" ? "left" : "right",
    elder: data.elder === "on",
    base: data.base,
  };
}

// The two kinds of buttons in the talk.

import { el } from "./dom.js";
import { icon } from "./icons.js";

/** A button with words. */
export function chip(choose, ...children) {
  const attributes = { class: "chip", type: "button", on: { click: choose } };
  return el("button", attributes, ...children);
}

/** A button with an icon only; its name is for screen readers and as a tooltip. */
export function tool(name, label, choose) {
  const named = { title: label, "aria-label": label };
  const attributes = { class: "tool", type: "button", ...named, on: { click: choose } };
  return el("button", attributes, icon(name));
}

// Elder mode: large text that can be made larger, and large targets.

import { el } from "./dom.js";
import { LARGE_TEXT, LARGER, SMALLER } from "./wording.js";

const SMALLEST = 18;
const LARGEST = 30;
const FIRST = 20;
const STEP = 2;
const KEY = "size";

/**
 * Make the buttons for the size of the text.
 *
 * @param {HTMLElement} host Gets the class `elder` and the size in px.
 * @param {boolean} elder Whether to begin in elder mode; what the worker chose
 *     before goes first.
 * @param {Object} storage
 * @returns {Element[]}
 */
export function textSize(host, elder, storage) {
  const kept = storage.read(KEY) || {};
  let large = typeof kept.large === "boolean" ? kept.large : elder;
  let size = within(Number(kept.size) || FIRST);
  const toggle = button(LARGE_TEXT, LARGE_TEXT, () => (large = !large));
  const smaller = button("A−", SMALLER, () => (size = within(size - STEP)));
  const larger = button("A+", LARGER, () => (size = within(size + STEP)));
  apply();

  function button(text, label, change) {
    const click = () => {
      change();
      storage.write(KEY, { large, size });
      apply();
    };
    const attributes = { class: "size", type: "button", "aria-label": label };
    return el("button", { ...attributes, title: label, on: { click } }, text);
  }

  function apply() {
    host.classList.toggle("elder", large);
    if (large) host.style.setProperty("--size", `${size}px`);
    else host.style.removeProperty("--size");
    toggle.setAttribute("aria-pressed", String(large));
    smaller.hidden = larger.hidden = !large;
    // Not `disabled`: that would lose the focus.
    smaller.setAttribute("aria-disabled", String(size === SMALLEST));
    larger.setAttribute("aria-disabled", String(size === LARGEST));
  }

  return [smaller, larger, toggle];
}

function within(size) {
  return Math.min(LARGEST, Math.max(SMALLEST, size));
}

// The style sheets and the page's own colour.

import { css, foregroundOn, parseColor, readableOn } from "./color.js";
import { el } from "./dom.js";

const SHEETS = ["theme.css", "panel.css", "messages.css"];
// The least favourable surfaces of theme.css that coloured text stands on.
const LIGHT_SURFACE = [245, 238, 228];
const DARK_SURFACE = [51, 44, 40];

/**
 * Link the style sheets: linked ones work under a strict policy of the page.
 *
 * @param {ShadowRoot} root
 * @returns {Promise} Fulfilled when all are there, or cannot be had.
 */
export function addStyles(root) {
  const links = SHEETS.map((name) =>
    el("link", { rel: "stylesheet", href: new URL(name, import.meta.url).href })
  );
  root.append(...links);
  const settled = (link) =>
    new Promise((resolve) => {
      link.addEventListener("load", resolve);
      link.addEventListener("error", resolve);
    });
  return Promise.all(links.map(settled));
}

/** Set a union's colour and what can be read on and beside it. */
export function paint(host, color) {
  const brand = parseColor(color);
  const set = (name, value) => host.style.setProperty(name, css(value));
  set("--brand", brand);
  set("--on-brand", foregroundOn(brand));
  set("--brand-on-light", readableOn(brand, LIGHT_SURFACE));
  set("--brand-on-dark", readableOn(brand, DARK_SURFACE));
}

// The dialog: header, log, notices and input.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { CLOSE, SUBTITLE } from "./wording.js";

/**
 * Make the dialog, closed.
 *
 * @param {string} title
 * @param {Element[]} sizes Buttons for the size of the text.
 * @param {Element[]} content What stands under the header.
 * @param {function()} close
 */
export function panel(title, sizes, content, close) {
  const closing = { class: "close", type: "button", title: CLOSE, "aria-label": CLOSE };
  const element = el(
    "section",
    {
      class: "panel",
      role: "dialog",
      "aria-labelledby": "title",
      tabindex: "-1",
      hidden: true,
    },
    el(
      "header",
      {},
      el("span", { class: "face", "aria-hidden": "true" }, "暖"),
      el(
        "div",
        { class: "names" },
        el("h2", { id: "title" }, title),
        el("p", {}, SUBTITLE)
      ),
      el("div", { class: "sizes" }, ...sizes),
      el("button", { ...closing, on: { click: close } }, icon("close"))
    ),
    ...content
  );
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) close();
    else if (event.key === "Tab") keepInside(element, event);
  });
  return element;
}

/** Where the dialog covers the page, Tab goes round in it. */
function keepInside(element, event) {
  if (!coversPage()) return;
  const stops = Array.from(
    element.querySelectorAll("button, a[href], textarea, input, [tabindex='0']")
  ).filter((node) => node.getClientRects().length);
  const focused = element.getRootNode().activeElement;
  const [leaving, entering] = event.shiftKey
    ? [stops[0], stops[stops.length - 1]]
    : [stops[stops.length - 1], stops[0]];
  if (focused !== leaving && stops.includes(focused)) return;
  event.preventDefault();
  entering.focus();
}

/** Whether the dialog takes the whole screen, as the style sheet has it. */
export function coversPage() {
  return window.matchMedia("(max-width: 480px), (max-height: 480px)").matches;
}

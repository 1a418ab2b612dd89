// Thumbs up and down; what was wrong may be added.

import { chip, tool } from "./buttons.js";
import { el } from "./dom.js";
import * as wording from "./wording.js";

/**
 * Let an answer be rated.
 *
 * @param {?string} given The rating so far: `up`, `down` or null.
 * @param {function(string, string): Promise} rate Sends a value and a reason.
 * @param {function(string)} tell Shows a short note.
 * @returns {{buttons: Element[], form: Element}}
 */
export function feedback(given, rate, tell) {
  const form = el("form", { class: "reasons", hidden: true });
  const up = tool("up", wording.HELPFUL, () => choose("up"));
  const down = tool("down", wording.NOT_HELPFUL, () => choose("down"));
  let sent = Promise.resolve();
  mark(given);

  function mark(value) {
    up.setAttribute("aria-pressed", String(value === "up"));
    down.setAttribute("aria-pressed", String(value === "down"));
  }

  // One after the other: a reason that overtook its thumb would be overwritten.
  function send(value, reason) {
    sent = sent.then(() => sendNow(value, reason));
    return sent;
  }

  async function sendNow(value, reason) {
    try {
      await rate(value, reason);
      tell(wording.THANKS);
      return true;
    } catch (error) {
      tell(error.message);
      return false;
    }
  }

  async function choose(value) {
    const before = given;
    given = value;
    mark(value);
    // Sent before a reason is asked for: the worker may just go away.
    const asksWhy = value === "down";
    form.hidden = !asksWhy;
    if (asksWhy) askWhy();
    if (!(await send(value, ""))) {
      given = before;
      mark(before);
    }
  }

  function askWhy() {
    const other = el("input", {
      type: "text",
      maxlength: "100",
      "aria-label": wording.OTHER_REASON,
      placeholder: wording.OTHER_REASON,
    });
    const done = (reason) => {
      form.hidden = true;
      down.focus();
      if (reason) send("down", reason);
    };
    const choice = (reason) => chip(() => done(reason), reason);
    form.replaceChildren(
      el("p", {}, wording.WHY),
      ...wording.REASONS.map(choice),
      other,
      el("button", { class: "chip strong" }, wording.SUBMIT),
      chip(() => done(""), wording.SKIP)
    );
    form.onsubmit = (event) => {
      event.preventDefault();
      done(other.value.trim());
    };
    form.querySelector("button").focus();
  }

  return { buttons: [up, down], form };
}

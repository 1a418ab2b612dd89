// Short notes above the input, told to screen readers as well.

import { el } from "./dom.js";
import { goesOutIn } from "./wording.js";

const SHOWN_MS = 6000;

/** Make the two places for notes: of the connection, and of what was just done. */
export function notices() {
  const connection = el("p", { class: "notice", role: "status" });
  const note = el("p", { class: "notice", role: "status" });
  let timer;

  return {
    elements: [connection, note],

    /** Show a note for a while. */
    tell(text) {
      clearTimeout(timer);
      note.textContent = text;
      timer = setTimeout(() => (note.textContent = ""), SHOWN_MS);
    },

    /** Show what keeps messages from going out; null when nothing does any more. */
    trouble(error, seconds) {
      const asked = error && error.retryAfter > 0;
      const message = error ? error.message : "";
      const text = asked ? goesOutIn(message, seconds) : message;
      // Told once, not with each attempt.
      if (connection.textContent !== text) connection.textContent = text;
    },
  };
}

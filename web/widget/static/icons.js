// Icons as strokes on a grid of 24, in the colour of the text around them.

import { svg } from "./dom.js";

const STROKES = {
  chat: "M12 20.5l-2.6-3H6a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3h12a3 3 0 0 1 3 3v7.5a3 3 0 0 1-3 3h-3.4z M12 14.3c-2-1.4-3.5-2.7-3.5-4.3a1.8 1.8 0 0 1 3.5-.6 1.8 1.8 0 0 1 3.5.6c0 1.6-1.5 2.9-3.5 4.3z",
  close: "M6 6l12 12M18 6L6 18",
  send: "M4 12l16-8-5.5 16-3.2-6.8z M11.3 13.2L20 4",
  up: "M7 11v9H4v-9z M7 11l4-7.5c1.6 0 2.5 1.1 2.2 2.7L12.6 10H18a2 2 0 0 1 2 2.4l-1.2 6A2 2 0 0 1 16.8 20H7",
  down: "M7 13V4H4v9z M7 13l4 7.5c1.6 0 2.5-1.1 2.2-2.7L12.6 14H18a2 2 0 0 0 2-2.4l-1.2-6A2 2 0 0 0 16.8 4H7",
  copy: "M9 9h11v11H9z M5 15H4V4h11v1",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z M4 20.5c.8-3.8 4-5.5 8-5.5s7.2 1.7 8 5.5",
  place: "M12 21c4.5-4.6 7-8 7-11a7 7 0 0 0-14 0c0 3 2.5 6.4 7 11z M12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  source: "M6 3h9l4 4v14H6z M14 3v5h5 M9 13h7 M9 17h5",
};

/** Draw an icon that screen readers pass over. */
export function icon(name) {
  return svg(
    "svg",
    { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" },
    svg("path", { d: STROKES[name] })
  );
}

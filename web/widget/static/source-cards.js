// Cards that say where an answer is from and from when.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { outward, webUrl } from "./links.js";
import { NO_DATE, SOURCES } from "./wording.js";

/** Show the sources of a reply, or null where there are none. */
export function sourceCards(sources) {
  if (!sources.length) return null;
  return el(
    "ul",
    { class: "sources", "aria-label": SOURCES },
    ...sources.map((source) => el("li", {}, card(source)))
  );
}

function card(source) {
  const url = source.url && webUrl(source.url);
  const date = el("span", { class: "date" }, source.date || NO_DATE);
  const about = el(
    "span",
    { class: "about" },
    el("span", { class: "name" }, source.title),
    el("span", { class: "from" }, `${source.publisher} · `, date)
  );
  const parts = [icon("source"), about];
  const card = url ? outward(url, ...parts) : el("span", {}, ...parts);
  card.classList.add("card");
  return card;
}

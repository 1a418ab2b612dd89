/** The form of an item: warnings while one types, and nothing typed is left behind. */

import { showMessages } from "./messages.js";

const PAUSE = 600;
const form = document.getElementById("item-form");

if (form) {
  watch(form);
  openWanted();
  window.addEventListener("hashchange", openWanted);
}

function watch(form) {
  const touched = new Set();
  let timer = 0;
  let asked = 0;
  let changed = false;

  form.addEventListener("input", (event) => {
    changed = true;
    touched.add(event.target.name);
    clearTimeout(timer);
    timer = setTimeout(check, PAUSE);
  });
  form.addEventListener("submit", () => {
    changed = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });

  async function check() {
    const number = ++asked;
    let found;
    try {
      const response = await fetch(form.dataset.check, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json" },
      });
      // When the session has ended, saving says so and keeps everything.
      if (!response.ok || response.redirected) return;
      found = await response.json();
    } catch {
      return;
    }
    // An older answer must not replace a newer one.
    if (number === asked) showMessages(form, found, touched);
  }
}

/** Open the entry that the address or the server points to. */
function openWanted() {
  const anchor = location.hash.slice(1);
  const target = anchor ? document.getElementById(decodeURIComponent(anchor)) : null;
  const entry = target?.closest("details") ?? document.querySelector("[data-opened]");
  if (!entry) return;
  entry.open = true;
  if (target) {
    target.scrollIntoView();
    target.focus({ preventScroll: true });
  } else {
    entry.scrollIntoView();
    entry.querySelector("textarea, input, select")?.focus({ preventScroll: true });
  }
}

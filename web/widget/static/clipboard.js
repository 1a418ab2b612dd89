// Copying a text, also on pages without https.

import { el } from "./dom.js";

/**
 * Copy a text.
 *
 * @param {string} text
 * @param {Node} place Where a helping field may stand for a moment.
 * @returns {Promise<boolean>} Whether it was copied.
 */
export async function copy(text, place) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {
    return copyBySelection(text, place);
  }
}

function copyBySelection(text, place) {
  const focused = place.getRootNode().activeElement;
  const field = el("textarea", { class: "unseen", readonly: true });
  field.value = text;
  place.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (focused) focused.focus();
  return done;
}

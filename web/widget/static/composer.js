// Where the worker types, and the buttons beside it.

import { chip } from "./buttons.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { askPosition } from "./position.js";
import * as wording from "./wording.js";

const COUNTED_FROM = 400;
const COMPOSING = 229;

/**
 * Make the input.
 *
 * @param {function(Object, string)} say Gets the API's content and what is shown of it.
 * @param {function(string)} tell Shows a short note.
 * @returns {{element: Element, edit: function(string), measure: function(),
 *     focus: function()}}
 */
export function composer(say, tell) {
  const input = el("textarea", {
    id: "input",
    rows: "1",
    enterkeyhint: "send",
    placeholder: wording.PLACEHOLDER,
    "aria-describedby": "count",
    on: { input: measure, keydown: onKey },
  });
  const count = el("p", { id: "count", class: "count" });
  const sendLabel = { "aria-label": wording.SEND, title: wording.SEND };
  const element = el(
    "form",
    { class: "composer", on: { submit: send } },
    el(
      "div",
      { class: "shortcuts" },
      chip(askForPerson, icon("person"), wording.HUMAN),
      chip(sendPosition, icon("place"), wording.POSITION)
    ),
    el("label", { for: "input", class: "unseen" }, wording.INPUT),
    el(
      "div",
      { class: "line" },
      input,
      el("button", { class: "send", type: "submit", ...sendLabel }, icon("send"))
    ),
    count
  );

  function send(event) {
    event.preventDefault();
    const text = input.value.trim();
    const characters = Array.from(text).length;
    if (characters > wording.MOST_CHARACTERS) {
      tell(wording.tooLong(characters));
    } else if (text) {
      edit("");
      say({ text }, text);
    }
    input.focus();
  }

  function onKey(event) {
    // While a Chinese word is being composed, Enter chooses it.
    const composing = event.isComposing || event.keyCode === COMPOSING;
    if (event.key === "Enter" && !event.shiftKey && !composing) send(event);
  }

  function measure() {
    const characters = Array.from(input.value.trim()).length;
    const over = characters > wording.MOST_CHARACTERS;
    count.textContent = characters > COUNTED_FROM ? wording.counted(characters) : "";
    count.classList.toggle("over", over);
    input.setAttribute("aria-invalid", String(over));
    input.style.height = "auto";
    input.style.height = `${input.scrollHeight + 2}px`;
  }

  function askForPerson() {
    say({ text: wording.HUMAN }, wording.HUMAN);
  }

  async function sendPosition() {
    tell(wording.LOCATING);
    try {
      const location = await askPosition();
      tell("");
      say({ location }, wording.MY_POSITION);
    } catch (error) {
      tell(error.message);
    }
  }

  function edit(text) {
    input.value = text;
    measure();
  }

  return { element, edit, measure, focus: () => input.focus() };
}

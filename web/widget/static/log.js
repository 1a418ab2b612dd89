// The talk as it is read: greeting and turns, in the order of the server's numbers.

import { replyView } from "./answer.js";
import { el } from "./dom.js";
import { TurnView } from "./turn-view.js";
import { LOG } from "./wording.js";

export class Log {
  /** @param {Object} actions What `TurnView` needs. */
  constructor(actions) {
    this.actions = actions;
    this.turns = new Map();
    this.greeting = el("div", { class: "turn" });
    const label = { "aria-label": LOG, "aria-live": "polite", tabindex: "0" };
    this.element = el("div", { class: "log", role: "log", ...label }, this.greeting);
  }

  /** Show the greeting; its choices only before anything was said. */
  greet(greeting) {
    const { texts, options } = greeting;
    const shown = { texts, options: this.turns.size ? [] : options };
    const answer = el("div", { class: "answer" }, ...replyView(shown, this.actions));
    this.greeting.replaceChildren(answer);
  }

  /** Show a message that is on its way. */
  asked(item) {
    this.viewOf(item.message.id, item.title);
    this.showLatest();
  }

  /** Show a turn as the server has it. */
  turn(turn) {
    const view = this.viewOf(turn.id, turn.question);
    view.update(turn);
    this.place(view);
    if (this.newest() !== view) view.retire();
    // A long answer is read from its question on.
    else this.element.scrollTop = view.element.offsetTop - this.element.offsetTop - 8;
  }

  /** Show that a message was refused. */
  failed(item, error) {
    const view = this.viewOf(item.message.id, item.title);
    view.fail(item, error);
    // It keeps its place among the others, which the server goes on to number.
    const numbers = Array.from(this.turns.values(), (other) => other.number);
    view.number = Math.max(0, ...numbers.filter(Number.isFinite));
    this.place(view);
    this.showLatest();
  }

  /** Scroll to the end. */
  showLatest() {
    this.element.scrollTop = this.element.scrollHeight;
  }

  viewOf(id, question) {
    if (!this.turns.has(id)) {
      this.retireChoices();
      const view = new TurnView(question, this.actions);
      this.turns.set(id, view);
      this.element.append(view.element);
    }
    return this.turns.get(id);
  }

  place(view) {
    const later = (other) => other !== view && other.number > view.number;
    const next = Array.from(this.turns.values()).filter(later).map((v) => v.element);
    const before = Array.from(this.element.children).find((n) => next.includes(n));
    const stands = before ? before.previousElementSibling === view.element : true;
    if (!stands) this.element.insertBefore(view.element, before);
  }

  newest() {
    const last = this.element.lastElementChild;
    return Array.from(this.turns.values()).find((view) => view.element === last);
  }

  retireChoices() {
    const options = this.element.querySelectorAll(".options");
    const root = this.element.getRootNode();
    const holdsFocus = Array.from(options).some((group) =>
      group.contains(root.activeElement)
    );
    options.forEach((group) => group.remove());
    // Not the input: on a phone that would bring up the keyboard.
    if (holdsFocus) this.element.focus({ preventScroll: true });
  }
}

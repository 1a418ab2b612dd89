// One question and its answer in the log.

import { answerTools, replyView } from "./answer.js";
import { chip } from "./buttons.js";
import { el, unseen } from "./dom.js";
import * as wording from "./wording.js";

const PENDING = "pending";
// 不客气 needs no opinion.
const UNRATED = [PENDING, "error", "smalltalk"];

export class TurnView {
  /**
   * @param {string} question What the worker said.
   * @param {Object} actions `title`, `choose`, `rate`, `tell` and `edit(text)`.
   */
  constructor(question, actions) {
    this.actions = actions;
    this.number = Infinity;
    this.said = el("span", {}, question);
    this.state = el("p", { class: "state" }, wording.SENDING);
    this.answer = el("div", { class: "answer" }, typing());
    const mine = el("div", { class: "bubble me" }, unseen(wording.YOU), this.said);
    this.element = el("div", { class: "turn" }, mine, this.state, this.answer);
  }

  /** Show the turn as the server has it. */
  update(turn) {
    // Built once: what the worker holds the focus in must not be made anew.
    if (this.status === turn.status) return;
    this.status = turn.status;
    this.number = turn.number;
    this.said.textContent = turn.question || this.said.textContent;
    this.state.remove();
    const { reply } = turn;
    const rated = reply && !UNRATED.includes(turn.status);
    const tools = rated ? answerTools(turn, this.actions) : [];
    this.answer.replaceChildren(
      ...(reply ? replyView(reply, this.actions, tools) : []),
      ...(turn.status === PENDING ? [typing()] : [])
    );
  }

  /** Say that the message was refused, and give its text back. */
  fail(item, error) {
    this.answer.replaceChildren();
    this.state.replaceChildren(`${wording.NOT_SENT}：${error.message}`);
    this.state.classList.add("failed");
    const { text } = item.message;
    if (!text) return;
    const edit = () => this.actions.edit(text);
    this.answer.append(chip(edit, wording.EDIT_AGAIN));
  }

  /** Take away the choices: a newer message makes them past. */
  retire() {
    const options = this.element.querySelector(".options");
    if (options) options.remove();
  }
}

function typing() {
  const dots = [0, 1, 2].map(() => el("i"));
  return el("div", { class: "bubble bot typing" }, unseen(wording.TYPING), ...dots);
}

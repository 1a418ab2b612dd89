// The talk with the server: each message arrives once, in order, whatever happens.

import { pause, persist } from "./patience.js";

const PENDING = "pending";
const FIRST_LOOK_SECONDS = 1;
const RAREST_LOOK_SECONDS = 8;
const LAST_LOOK_SECONDS = 600;

export class Conversation {
  /**
   * @param {Object} api
   * @param {Object} session
   * @param {Object} outbox
   * @param {Object} view Is told `greet(greeting)`, `asked(item)`, `turn(turn)`,
   *     `failed(item, error)` and `trouble(error, seconds)`.
   */
  constructor(api, session, outbox, view) {
    this.api = api;
    this.session = session;
    this.outbox = outbox;
    this.view = view;
    this.latest = 0;
    this.pending = new Set();
    this.started = false;
  }

  /** Connect, show what was said before and send what was left unsent. */
  async start() {
    this.outbox.items().forEach((item) => this.view.asked(item));
    const opened = await this.persist(() => this.session.open());
    this.view.greet(opened.greeting);
    await this.catchUp();
    this.started = true;
    this.deliverAll();
  }

  /** Show what was said elsewhere meanwhile. */
  async catchUp() {
    const after = this.latest;
    const read = () => this.session.use((token) => this.api.history(token, after));
    const { turns } = await this.persist(read);
    turns.forEach((turn) => this.show(turn));
  }

  /**
   * Say something.
   *
   * @param {Object} content `text`, `option` or `location` of the API.
   * @param {string} title What the worker sees of it.
   */
  say(content, title) {
    this.view.asked(this.outbox.add(content, title));
    if (this.started) this.deliverAll();
  }

  /** Rate an answer; rejects if the server does not take it. */
  rate(number, value, reason) {
    const feedback = { number, value, reason };
    return this.session.use((token) => this.api.rate(token, feedback));
  }

  async deliverAll() {
    const [item] = this.outbox.items();
    if (this.delivering || !item) return;
    this.delivering = true;
    try {
      await this.deliver(item);
    } finally {
      // Whatever went wrong in showing this one, the next one goes out.
      this.delivering = false;
      this.deliverAll();
    }
  }

  async deliver(item) {
    const send = () =>
      this.session.use((token) => this.api.send(token, item.message));
    let turn;
    try {
      turn = await this.persist(send);
    } catch (error) {
      this.outbox.remove(item.message.id);
      this.view.failed(item, error);
      return;
    }
    // Not in the block above: a message that was taken is never told as not sent.
    this.show(turn);
  }

  show(turn) {
    this.outbox.remove(turn.id);
    this.latest = Math.max(this.latest, turn.number);
    if (turn.status === PENDING) this.pending.add(turn.number);
    else this.pending.delete(turn.number);
    this.view.turn(turn);
    if (this.pending.size) this.lookForAnswers();
  }

  async lookForAnswers() {
    if (this.looking) return;
    this.looking = true;
    let waited = 0;
    let seconds = FIRST_LOOK_SECONDS;
    try {
      while (this.pending.size && waited < LAST_LOOK_SECONDS) {
        await pause(seconds);
        waited += seconds;
        seconds = Math.min(RAREST_LOOK_SECONDS, seconds * 1.5);
        const after = Math.min(...this.pending) - 1;
        const read = () => this.session.use((token) => this.api.history(token, after));
        const { turns } = await this.persist(read);
        turns.forEach((turn) => this.show(turn));
      }
    } finally {
      // Whatever went wrong, the next message looks again.
      this.looking = false;
    }
  }

  persist(attempt) {
    return persist(attempt, (error, seconds) => this.view.trouble(error, seconds));
  }
}

// The custom element: puts the parts together, opens and closes.

import { openApi } from "./api.js";
import { composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { Log } from "./log.js";
import { notices } from "./notices.js";
import { readOptions } from "./options.js";
import { openOutbox } from "./outbox.js";
import { coversPage, panel } from "./panel.js";
import { keepSession } from "./session.js";
import { openStorage } from "./storage.js";
import { addStyles, paint } from "./style.js";
import { textSize } from "./text-size.js";
import { ASK } from "./wording.js";

class GxnChat extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    const options = readOptions(this.dataset);
    this.lang = "zh-CN";
    this.classList.add(options.position);
    paint(this, options.color);
    const root = this.attachShadow({ mode: "open" });
    const parts = this.build(options);
    const region = el("div", { role: "region", "aria-label": options.title }, ...parts);
    // Never shown without its styles.
    addStyles(root).then(() => root.append(region));
  }

  build({ title, elder, base }) {
    const storage = openStorage(`gxn-chat:${base}:`);
    const api = openApi(base);
    const outbox = openOutbox(storage);
    const { elements, tell, trouble } = notices();
    const say = (content, shown) => this.talk.say(content, shown);
    this.input = composer(say, tell);
    this.log = new Log({
      title,
      tell,
      choose: (option) => say({ option: option.id }, option.title),
      rate: (number, value, reason) => this.talk.rate(number, value, reason),
      edit: (text) => {
        this.input.edit(text);
        this.input.focus();
      },
    });
    this.trouble = trouble;
    const view = {
      greet: (greeting) => this.log.greet(greeting),
      asked: (item) => this.log.asked(item),
      turn: (turn) => this.log.turn(turn),
      failed: (item, error) => this.log.failed(item, error),
      trouble,
    };
    this.talk = new Conversation(api, keepSession(api, storage), outbox, view);
    const content = [this.log.element, ...elements, this.input.element];
    const sizes = textSize(this, elder, storage);
    this.panel = panel(title, sizes, content, () => this.close());
    this.launcher = el(
      "button",
      {
        class: "launcher",
        type: "button",
        "aria-haspopup": "dialog",
        "aria-label": `${title}，${ASK}`,
        on: { click: () => this.open() },
      },
      icon("chat"),
      el("span", {}, ASK)
    );
    // What an earlier page left unsent does not wait until the dialog is opened.
    if (outbox.items().length) this.start();
    return [this.launcher, this.panel];
  }

  start() {
    if (this.starting) return;
    this.starting = true;
    this.talk.start().catch((error) => {
      this.starting = false;
      this.trouble(error, 0);
    });
  }

  open() {
    this.panel.hidden = false;
    this.launcher.hidden = true;
    this.panel.setAttribute("aria-modal", String(coversPage()));
    this.input.measure();
    this.log.showLatest();
    this.start();
    // On a phone the keyboard would hide the greeting.
    if (window.matchMedia("(pointer: coarse)").matches) this.log.element.focus();
    else this.input.focus();
  }

  close() {
    this.panel.hidden = true;
    this.launcher.hidden = false;
    this.launcher.focus();
  }
}

customElements.define("gxn-chat", GxnChat);

// One reply of the bot: bubbles, figures, sources, tools and choices.

import { chip, tool } from "./buttons.js";
import { copy } from "./clipboard.js";
import { el, unseen } from "./dom.js";
import { feedback } from "./feedback.js";
import { figuresView } from "./figure-chart.js";
import { linked, webUrl } from "./links.js";
import { sourceCards } from "./source-cards.js";
import * as wording from "./wording.js";

const HEADING = /^【(.+)】$/;
const SOURCE_LINE = /^来源：/;
const OF_ALL = /等(\d+)处$/;

/**
 * Show a reply.
 *
 * @param {Object} reply `texts`, `options`, `figures` and `sources` of the API.
 * @param {Object} actions `title` of the bot, `choose(option)`, `tell(note)`.
 * @param {Element[]} [tools] What stands between the answer and the choices.
 * @returns {Element[]}
 */
export function replyView(reply, actions, tools = []) {
  const sources = reply.sources || [];
  const urls = sources.map((source) => source.url && webUrl(source.url));
  const hosts = new Set(urls.filter(Boolean).map((url) => url.host));
  return [
    ...reply.texts.map((text) => bubble(text, sources, hosts, actions.title)),
    figuresView(reply.figures || [], reply.texts),
    sourceCards(sources),
    ...tools,
    choices(reply.options || [], actions.choose),
  ].filter(Boolean);
}

/**
 * Make the tools under an answer: rate it, copy it.
 *
 * @param {Object} turn The answered turn.
 * @param {Object} actions `rate(number, value, reason)`, `tell(note)`.
 */
export function answerTools(turn, actions) {
  const rate = (value, reason) => actions.rate(turn.number, value, reason);
  const { buttons, form } = feedback(turn.feedback, rate, actions.tell);
  const copied = async () => {
    const done = await copy(turn.reply.texts.join("\n"), tools);
    actions.tell(done ? wording.COPIED : wording.NOT_COPIED);
  };
  const tools = el(
    "div",
    { class: "tools", role: "group", "aria-label": wording.RATE },
    ...buttons,
    tool("copy", wording.COPY, copied)
  );
  return [tools, form];
}

function bubble(text, sources, hosts, title) {
  const lines = text.split("\n");
  const places = lines.filter((line) => SOURCE_LINE.test(line));
  // A line of all sources says what the cards say; several say which part is from where.
  const named = places.length === 1 ? Number((places[0].match(OF_ALL) || [0, 1])[1]) : 0;
  const told = named > 0 && named === sources.length;
  const shown = lines.filter((line) => !(told && SOURCE_LINE.test(line)));
  return el(
    "div",
    { class: "bubble bot" },
    unseen(`${title}：`),
    ...shown.map((line) => lineView(line, hosts))
  );
}

function lineView(line, hosts) {
  const heading = line.match(HEADING);
  if (heading) return el("p", { class: "heading" }, heading[1]);
  const kind = SOURCE_LINE.test(line) ? "origin" : null;
  return el("p", { class: kind }, ...linked(line, hosts));
}

function choices(options, choose) {
  if (!options.length) return null;
  return el(
    "div",
    { class: "options", role: "group", "aria-label": wording.OPTIONS },
    ...options.map((option) => chip(() => choose(option), option.title))
  );
}

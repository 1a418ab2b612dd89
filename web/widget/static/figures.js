// Which figures may stand in one chart, and how a figure is written.

import { KINDS } from "./wording.js";

const BEFORE_NUMBER = /^[近超约逾达]|^(不少于|不低于|至少|超过)$/;
const BEFORE_UNIT = /^[余多]$/;
const AFTER_UNIT = /^以[上下内]$/;

/**
 * Put the figures together that may be compared: the same thing, counted in the same
 * unit, all targets or all results. They are one place's years or one year's places;
 * where both differ, a bar would compare what nobody counted alike.
 *
 * @param {Object[]} figures The envelope's figures.
 * @returns {Object[][]} Rows that stand together, the oldest first.
 */
export function comparable(figures) {
  const counted = (figure) => [about(figure), figure.unit, figure.kind];
  const years = grouped(figures, (figure) => [...counted(figure), figure.scope]);
  const alone = years.filter((rows) => rows.length === 1).flat();
  const places = grouped(alone, (figure) => [...counted(figure), figure.period]);
  const groups = [...years.filter((rows) => rows.length > 1), ...places];
  const place = (rows) => Math.min(...rows.map((row) => figures.indexOf(row)));
  groups.sort((one, other) => place(one) - place(other));
  return groups.map((rows) => rows.sort((one, other) => one.period - other.period));
}

function grouped(figures, keyOf) {
  const groups = new Map();
  for (const figure of figures) {
    const key = JSON.stringify(keyOf(figure));
    groups.set(key, [...(groups.get(key) || []), figure]);
  }
  return Array.from(groups.values());
}

/** Name what is counted, without the year and the place that stand beside it. */
export function about({ metric, period, scope }) {
  const year = `${period}年`;
  const begins = (text, start) => (start && text.startsWith(start) ? start.length : 0);
  const short = metric.slice(begins(metric, year));
  return short.slice(begins(short, scope)) || metric;
}

/** Name a figure's year and whether it is a target or a result. */
export function when(figure) {
  return `${figure.period}年${KINDS[figure.kind] || ""}`;
}

/**
 * Write a figure with its qualifier and unit.
 *
 * @param {Object} figure
 * @param {string[]} texts The reply: what its source printed stands there.
 */
export function printed(figure, texts) {
  return fromText(figure, texts) || composed(figure);
}

function fromText(figure, texts) {
  const begin = `${when(figure).replace("年", "年（")}）：${figure.metric} `;
  for (const line of texts.join("\n").split("\n")) {
    const end = line.indexOf("（", begin.length);
    if (line.startsWith(begin) && end > 0) return line.slice(begin.length, end);
  }
  return "";
}

function composed({ value, qualifier, unit }) {
  const number = inWords(value);
  if (!qualifier) return number + unit;
  if (BEFORE_NUMBER.test(qualifier)) return qualifier + number + unit;
  if (BEFORE_UNIT.test(qualifier)) return number + qualifier + unit;
  if (AFTER_UNIT.test(qualifier)) return number + unit + qualifier;
  return `${number}${unit}（${qualifier}）`;
}

/** Write digits with 万 or 亿, exactly: 16000 is 1.6万. */
function inWords(digits) {
  for (const [name, places] of [
    ["亿", 8],
    ["万", 4],
  ]) {
    const shifted = shift(digits, places);
    // At most as many decimals as people read easily; else the number as it is.
    if (shifted && /^[1-9]\d*(\.\d{1,2})?$/.test(shifted)) return shifted + name;
  }
  return digits;
}

/** Move the decimal point of a whole number to the left. */
function shift(digits, places) {
  if (!/^\d+$/.test(digits) || digits.length <= places) return "";
  const whole = digits.slice(0, -places);
  const rest = digits.slice(-places).replace(/0+$/, "");
  return rest ? `${whole}.${rest}` : whole;
}

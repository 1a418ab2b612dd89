// Which figures may stand in one chart, and how a figure is written.

import { KINDS } from "./wording.js";

const BEFORE_NUMBER = /^[近超约逾达]|^(不少于|不低于|至少|超过)$/;
const BEFORE_UNIT = /^[余多]$/;
const AFTER_UNIT = /^以[上下内]$/;

/**
 * Put the figures together that count the same thing.
 *
 * @param {Object[]} figures The envelope's figures.
 * @returns {Object[][]} Rows of one metric, unit and scope each, the oldest first.
 */
export function comparable(figures) {
  const groups = new Map();
  for (const figure of figures) {
    const key = JSON.stringify([figure.metric, figure.unit, figure.scope]);
    groups.set(key, [...(groups.get(key) || []), figure]);
  }
  return Array.from(groups.values(), (rows) =>
    rows.sort((one, other) => one.period - other.period)
  );
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

// Figures to look at: bars where several rows count the same thing, else the number.

import { el, svg } from "./dom.js";
import { comparable, printed, when } from "./figures.js";
import { FIGURES } from "./wording.js";

// In em, so that the chart grows with the text.
const ROW = 2.8;
const BASELINE = 1.1;
const BAR_TOP = 1.5;
const BAR = 0.8;

/**
 * Show the figures of a reply; one alone is told by the text already.
 *
 * @param {Object[]} figures The envelope's figures.
 * @param {string[]} texts The reply's texts.
 * @returns {?Element}
 */
export function figuresView(figures, texts) {
  if (figures.length < 2) return null;
  const groups = comparable(figures);
  return el(
    "div",
    { class: "figures", role: "group", "aria-label": FIGURES },
    ...groups.map((rows) =>
      rows.length > 1 && rows.every((row) => Number(row.value) >= 0)
        ? chart(rows, texts)
        : numbers(rows, texts)
    )
  );
}

function numbers(rows, texts) {
  const { metric, scope } = rows[0];
  return el(
    "dl",
    { class: "number" },
    ...rows.flatMap((row) => [
      el("dt", {}, `${when(row)} · ${metric}${scope ? `（${scope}）` : ""}`),
      el("dd", {}, printed(row, texts)),
    ])
  );
}

function chart(rows, texts) {
  const { metric, scope } = rows[0];
  const name = scope ? `${metric}（${scope}）` : metric;
  const told = rows.map((row) => `${when(row)} ${printed(row, texts)}`);
  const most = Math.max(...rows.map((row) => Number(row.value)));
  return el(
    "figure",
    { class: "chart" },
    el("figcaption", {}, name),
    svg(
      "svg",
      {
        role: "img",
        "aria-label": `${name}：${told.join("；")}`,
        width: "100%",
        height: `${rows.length * ROW}em`,
      },
      ...rows.flatMap((row, index) => bar(row, index * ROW, most, printed(row, texts)))
    )
  );
}

function bar(row, top, most, value) {
  const share = most > 0 ? (Number(row.value) / most) * 100 : 0;
  const baseline = `${top + BASELINE}em`;
  return [
    svg("text", { x: "0", y: baseline, class: "label" }, when(row)),
    svg("text", { x: "100%", y: baseline, class: "value" }, value),
    svg("rect", { ...box(top, "100%"), class: "track" }),
    svg("rect", { ...box(top, `${share}%`), class: `bar ${row.kind}` }),
  ];
}

function box(top, width) {
  return { x: "0", y: `${top + BAR_TOP}em`, width, height: `${BAR}em`, rx: "3" };
}

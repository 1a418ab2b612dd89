// Figures to look at: bars where several rows count the same thing.

import { el, svg } from "./dom.js";
import { about, comparable, printed, when } from "./figures.js";
import { FIGURES } from "./wording.js";

// In em, so that the chart grows with the text.
const ROW = 2.8;
const BASELINE = 1.1;
const BAR_TOP = 1.5;
const BAR = 0.8;

/**
 * Show the figures that can be compared; any other is told by the text already.
 *
 * @param {Object[]} figures The envelope's figures.
 * @param {string[]} texts The reply's texts.
 * @returns {?Element}
 */
export function figuresView(figures, texts) {
  const charts = comparable(figures)
    .filter((rows) => rows.length > 1 && rows.every((row) => Number(row.value) >= 0))
    .map((rows) => chart(rows, texts));
  if (!charts.length) return null;
  const role = { role: "group", "aria-label": FIGURES };
  return el("div", { class: "figures", ...role }, ...charts);
}

function chart(rows, texts) {
  const { scope } = rows[0];
  const places = rows.some((row) => row.scope !== scope);
  const common = places ? when(rows[0]) : scope;
  const label = (row) => (places ? row.scope : when(row));
  const name = about(rows[0]) + (common ? `（${common}）` : "");
  const told = rows.map((row) => `${label(row)} ${printed(row, texts)}`);
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
      ...rows.flatMap((row, index) =>
        bar(row, index * ROW, most, [label(row), printed(row, texts)])
      )
    )
  );
}

function bar(row, top, most, [label, value]) {
  const share = most > 0 ? (Number(row.value) / most) * 100 : 0;
  const baseline = `${top + BASELINE}em`;
  return [
    svg("text", { x: "0", y: baseline, class: "label" }, label),
    svg("text", { x: "100%", y: baseline, class: "value" }, value),
    svg("rect", { ...box(top, "100%"), class: "track" }),
    svg("rect", { ...box(top, `${share}%`), class: `bar ${row.kind}` }),
  ];
}

function box(top, width) {
  return { x: "0", y: `${top + BAR_TOP}em`, width, height: `${BAR}em`, rx: "3" };
}

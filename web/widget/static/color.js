// A union's own colour, and colours that stay readable beside it.

export const DEFAULT_COLOR = "#b5301f";
const ENOUGH = 4.5;
const WHITE = [255, 255, 255];
const BLACK = [0, 0, 0];

/**
 * Read a CSS colour.
 *
 * @param {string} text Any opaque CSS colour; anything else gives the default.
 * @returns {number[]} Red, green and blue from 0 to 255.
 */
export function parseColor(text) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.fillStyle = DEFAULT_COLOR;
  pen.fillStyle = text;
  // A canvas writes opaque colours as #rrggbb and leaves out what it cannot read.
  const hex = /^#[0-9a-f]{6}$/.test(pen.fillStyle) ? pen.fillStyle : DEFAULT_COLOR;
  return [1, 3, 5].map((start) => parseInt(hex.slice(start, start + 2), 16));
}

/** Black or white, whichever can be read on a background. */
export function foregroundOn(background) {
  return contrast(background, WHITE) >= ENOUGH ? WHITE : BLACK;
}

/** The colour, darkened or lightened until it can be read on a background. */
export function readableOn(color, background) {
  const goal = luminance(background) > 0.18 ? BLACK : WHITE;
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = color.map((part, i) => Math.round(part + (goal[i] - part) * share));
    if (contrast(mixed, background) >= ENOUGH) return mixed;
  }
  return goal;
}

/** Contrast of two colours as WCAG defines it, from 1 to 21. */
export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Write a colour for CSS. */
export function css(color) {
  return `rgb(${color.join(",")})`;
}

function luminance(color) {
  const [red, green, blue] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

// Links in a text: only to where the answer's sources are, and to telephones.

import { el, unseen } from "./dom.js";
import { NEW_PAGE } from "./wording.js";

const CANDIDATE = /https?:\/\/[^\s<>"'“”，。；、（）《》【】]+|\d[\d-]*\d/g;
const HOTLINE = /^(123\d\d|96\d{3,4})$/;
const NUMBER = /^(0\d{2,3}-\d{7,8}|400-?\d{3}-?\d{4})$/;
const EMERGENCY = /^(110|119|120|122)$/;
const CALLED_BEFORE = /[打拨或、]$/;
// 12345人 is no telephone.
const COUNTED_AFTER = /^[万亿千百余多名人个家件元场次项户岁年月天处所%％.．]/;
const ABOUT_BEFORE = /[近超约逾共.．:：\d]$/;

/** The URL if it is one of the web, else null. */
export function webUrl(text) {
  try {
    const url = new URL(text);
    const plain = !url.username && !url.password;
    return /^https?:$/.test(url.protocol) && plain ? url : null;
  } catch (error) {
    return null;
  }
}

/** Make a link that opens beside the page and gives nothing away. */
export function outward(url, ...children) {
  return el(
    "a",
    { href: url.href, target: "_blank", rel: "noopener noreferrer" },
    ...children,
    unseen(NEW_PAGE)
  );
}

/**
 * Turn a text into text nodes and links.
 *
 * @param {string} text
 * @param {Set<string>} hosts Hosts that may be linked to.
 * @returns {(Node|string)[]}
 */
export function linked(text, hosts) {
  const parts = [];
  let end = 0;
  for (const found of text.matchAll(CANDIDATE)) {
    const before = text.slice(0, found.index);
    const after = text.slice(found.index + found[0].length);
    const link = linkFor(found[0], before, after, hosts);
    if (!link) continue;
    parts.push(text.slice(end, found.index), link);
    end = found.index + found[0].length;
  }
  parts.push(text.slice(end));
  return parts.filter((part) => part !== "");
}

function linkFor(found, before, after, hosts) {
  if (found.startsWith("http")) {
    const url = webUrl(found);
    return url && hosts.has(url.host) ? outward(url, found) : null;
  }
  return isTelephone(found, before, after)
    ? el("a", { href: `tel:${found.replace(/-/g, "")}` }, found)
    : null;
}

function isTelephone(digits, before, after) {
  if (NUMBER.test(digits)) return true;
  if (COUNTED_AFTER.test(after)) return false;
  if (EMERGENCY.test(digits)) return CALLED_BEFORE.test(before);
  return HOTLINE.test(digits) && !ABOUT_BEFORE.test(before);
}

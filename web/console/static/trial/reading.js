/** While a phrasing is written: what the bot takes it for now. */

const PAUSE = 800;
const UNCHECKED = {
  says_zh: "机器人现在没有回应，没能核对会不会被听成别的。",
};
const READABLE = ["programme", "metric", "signpost"];
const form = document.getElementById("item-form");

if (form) watch(form);

function watch(form) {
  let timer = 0;
  let asked = 0;

  // A click asks about what was written before.
  for (const kind of ["input", "click"]) form.addEventListener(kind, wait);

  function wait(event) {
    const field = event.target;
    const own = ownOf(form, field.name);
    if (!own) return;
    clearTimeout(timer);
    timer = setTimeout(() => look(field, own), PAUSE);
  }

  async function look(field, own) {
    const number = ++asked;
    const text = lineOf(field);
    const found = text ? await readingOf(form, text, own) : null;
    // An older answer must not replace a newer one.
    if (number === asked) say(field, found && sentence(text, found, own), found);
  }
}

/** Which item a field's phrasings belong to: null where it has none. */
function ownOf(form, name) {
  const kind = form.dataset.check.split("/").at(-2);
  const question = /^(faqs\.\d+)\.(phrasings|question)$/.exec(name);
  const item = form.elements.namedItem("item").value;
  if (question) {
    const id = form.elements.namedItem(`${question[1]}.id`)?.value ?? "";
    return { kind: "faq", id, programme: item };
  }
  if (name !== "phrasings" || !READABLE.includes(kind)) return null;
  return { kind, id: item };
}

/** The line in which one writes. */
function lineOf(field) {
  const before = field.value.slice(0, field.selectionStart);
  const after = field.value.slice(field.selectionStart);
  return (before.split("\n").at(-1) + after.split("\n")[0]).trim();
}

async function readingOf(form, text, own) {
  try {
    const response = await fetch("/console/trial/reading", {
      method: "POST",
      body: JSON.stringify({ text, own }),
      headers: {
        "Content-Type": "application/json",
        "X-CSRF-Token": form.elements.csrf.value,
      },
    });
    // Without the bot one can write all the same, but is told that nobody looked.
    if (response.status === 503) return UNCHECKED;
    return response.ok && !response.redirected ? await response.json() : null;
  } catch {
    return UNCHECKED;
  }
}

function sentence(text, found, own) {
  if (found === UNCHECKED) return `“${text}”：${UNCHECKED.says_zh}`;
  if (found.warning_zh) return found.warning_zh;
  if (own.id && found[own.kind]?.id === own.id) {
    return `“${text}”：机器人现在就能听懂是这一项。`;
  }
  return `“${text}”：${found.says_zh}`;
}

function say(field, text, found) {
  const id = `reading-${field.id}`;
  let shown = document.getElementById(id);
  if (!shown && text) {
    shown = document.createElement("p");
    shown.id = id;
    shown.setAttribute("role", "status");
    field.after(shown);
  }
  if (!shown) return;
  shown.className = found?.warning_zh ? "contested" : "help";
  shown.textContent = text ?? "";
}

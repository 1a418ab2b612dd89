/** While a phrasing is written: what the bot takes it for now. */

const PAUSE = 800;
const READABLE = ["programme", "metric", "signpost"];
const form = document.getElementById("item-form");

if (form) watch(form);

function watch(form) {
  let timer = 0;
  let asked = 0;

  form.addEventListener("input", (event) => {
    const field = event.target;
    const own = ownOf(form, field.name);
    if (!own) return;
    clearTimeout(timer);
    timer = setTimeout(() => look(field, own), PAUSE);
  });

  async function look(field, own) {
    const number = ++asked;
    const text = lineOf(field);
    const found = text ? await readingOf(form, text) : null;
    // An older answer must not replace a newer one.
    if (number === asked) say(field, found && sentence(text, found, own));
  }
}

/** Which item a field's phrasings belong to: null where it has none. */
function ownOf(form, name) {
  const kind = form.dataset.check.split("/").at(-2);
  const question = /^(faqs\.\d+)\.(phrasings|question)$/.exec(name);
  if (question) return { kind: "faq", id: form.elements[`${question[1]}.id`]?.value };
  if (name !== "phrasings" || !READABLE.includes(kind)) return null;
  return { kind, id: form.elements.namedItem("item").value };
}

/** The line in which one writes. */
function lineOf(field) {
  const before = field.value.slice(0, field.selectionStart);
  const after = field.value.slice(field.selectionStart);
  return (before.split("\n").at(-1) + after.split("\n")[0]).trim();
}

async function readingOf(form, text) {
  try {
    const response = await fetch("/console/trial/reading", {
      method: "POST",
      body: JSON.stringify({ text }),
      headers: {
        "Content-Type": "application/json",
        "X-CSRF-Token": form.elements.csrf.value,
      },
    });
    return response.ok && !response.redirected ? await response.json() : null;
  } catch {
    // Without the bot one can write all the same.
    return null;
  }
}

function sentence(text, found, own) {
  if (own.id && found[own.kind]?.id === own.id) {
    return `“${text}”：机器人现在就能听懂是这一项。`;
  }
  return `“${text}”：${found.says_zh}`;
}

function say(field, text) {
  const id = `reading-${field.id}`;
  let shown = document.getElementById(id);
  if (!shown && text) {
    shown = document.createElement("p");
    shown.id = id;
    shown.className = "help";
    shown.setAttribute("role", "status");
    field.after(shown);
  }
  if (shown) shown.textContent = text ?? "";
}

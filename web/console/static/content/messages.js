/** Puts what the server says about a form beside its fields. */

/**
 * @param {HTMLFormElement} form
 * @param {{errors: [string, string][], warnings: [string, string][]}} found
 * @param {Set<string>} touched Names of the fields that were typed in: of others it
 *   is not said yet that something is missing.
 */
export function showMessages(form, found, touched) {
  for (const shown of form.querySelectorAll(".field > .warning")) remove(shown);
  for (const [path, message] of found.warnings) add(path, "warning", `提醒：${message}`);
  for (const name of touched) {
    const field = fieldOf(name);
    for (const shown of field?.querySelectorAll(":scope > .error") ?? []) {
      remove(shown);
    }
    field?.classList.remove("invalid");
    document.getElementById(`field-${name}`)?.removeAttribute("aria-invalid");
  }
  const wrong = found.errors.filter(([path]) => touched.has(path));
  for (const [path, message] of wrong) add(path, "error", message);
  const status = document.getElementById("live-status");
  const count = found.warnings.length + wrong.length;
  const text = count ? `有${count}处提醒，写在输入框旁边` : "";
  if (status && status.textContent !== text) status.textContent = text;
}

function fieldOf(path) {
  return document.getElementById(`field-${path}`)?.closest(".field");
}

function add(path, kind, message) {
  const input = document.getElementById(`field-${path}`);
  const field = input?.closest(".field");
  if (!field) return;
  const said = document.createElement("p");
  said.className = kind;
  said.id = `${kind}-live-${path}-${field.querySelectorAll(`.${kind}`).length}`;
  said.textContent = message;
  const before = input.matches("fieldset") ? input.children[1] : input;
  before.parentElement.insertBefore(said, before);
  describe(input, (ids) => [...ids, said.id]);
  if (kind === "error") {
    field.classList.add("invalid");
    if (!input.matches("fieldset")) input.setAttribute("aria-invalid", "true");
  }
  const entry = field.closest("details");
  if (entry) entry.open = true;
}

function remove(said) {
  const field = said.closest(".field");
  for (const input of field.querySelectorAll("[aria-describedby]")) {
    describe(input, (ids) => ids.filter((id) => id !== said.id));
  }
  said.remove();
}

function describe(input, change) {
  const ids = (input.getAttribute("aria-describedby") ?? "").split(/\s+/).filter(Boolean);
  const now = change(ids).join(" ");
  if (now) input.setAttribute("aria-describedby", now);
  else input.removeAttribute("aria-describedby");
}

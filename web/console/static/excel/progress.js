// Shows how far an import is, and opens its page anew when it is done.

const INTERVAL = 400;
const PATIENT_INTERVAL = 3000;

const box = document.querySelector("[data-progress]");

function show({ what, done, total }) {
  const bar = box.querySelector("progress");
  if (total > 0) {
    bar.max = total;
    bar.value = done;
  } else {
    bar.removeAttribute("value");
  }
  const count = done > 0 ? `：${done}${total > 0 ? ` / ${total}` : ""}` : "";
  const text = `${what}${count}`;
  const line = box.querySelector("[data-progress-text]");
  if (line.textContent !== text) {
    line.textContent = text;
  }
}

async function ask() {
  let next = INTERVAL;
  try {
    const response = await fetch(box.dataset.progress, { redirect: "error" });
    if (!response.ok) {
      // Gone, or logged out: the page itself says what is to be done.
      window.location.reload();
      return;
    }
    const state = await response.json();
    if (state.finished) {
      window.location.reload();
      return;
    }
    show(state);
  } catch {
    // The network is away; the import goes on without us.
    next = PATIENT_INTERVAL;
  }
  window.setTimeout(ask, next);
}

if (box !== null) {
  ask();
}

// Messages that the server has not answered yet. Each has its own key in the storage:
// two open pages never overwrite each other's.

const PREFIX = "out.";

/**
 * Open the outbox with what earlier pages could not send.
 *
 * @param {Object} storage
 */
export function openOutbox(storage) {
  const items = storage
    .keys()
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => storage.read(key))
    .filter((item) => item && item.message && item.message.id)
    .sort((one, other) => one.at - other.at);
  let latest = items.length ? items[items.length - 1].at : 0;

  return {
    items: () => items.slice(),

    /**
     * Keep a message until it is answered.
     *
     * @param {Object} content `text`, `option` or `location` of the API.
     * @param {string} title What the worker sees of it.
     */
    add(content, title) {
      const id = newId();
      // Never two of the same time, however coarse the clock is.
      latest = Math.max(Date.now(), latest + 1);
      const item = { at: latest, title, message: { id, ...content } };
      items.push(item);
      storage.write(PREFIX + id, item);
      return item;
    },

    remove(id) {
      const index = items.findIndex((item) => item.message.id === id);
      if (index >= 0) items.splice(index, 1);
      storage.remove(PREFIX + id);
    },
  };
}

function newId() {
  // crypto.randomUUID is missing on pages without https.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

// What stays in the browser. Where storage is denied, it lasts as long as the page.

/**
 * Open the widget's part of localStorage.
 *
 * @param {string} prefix Begins all keys, so that nothing of the page is touched.
 */
export function openStorage(prefix) {
  const kept = usable(prefix) || inMemory();
  return {
    read(key) {
      const text = kept.getItem(prefix + key);
      try {
        return text === null ? null : JSON.parse(text);
      } catch (error) {
        return null;
      }
    },
    write(key, value) {
      try {
        kept.setItem(prefix + key, JSON.stringify(value));
      } catch (error) {
        // Storage is full: the value is only not there after a reload.
      }
    },
    remove(key) {
      kept.removeItem(prefix + key);
    },
    keys() {
      const all = Array.from({ length: kept.length }, (_, index) => kept.key(index));
      const own = all.filter((key) => key.startsWith(prefix));
      return own.map((key) => key.slice(prefix.length));
    },
  };
}

function usable(prefix) {
  try {
    const probe = `${prefix}probe`;
    window.localStorage.setItem(probe, "");
    window.localStorage.removeItem(probe);
    return window.localStorage;
  } catch (error) {
    return null;
  }
}

function inMemory() {
  const values = new Map();
  return {
    get length() {
      return values.size;
    },
    key: (index) => Array.from(values.keys())[index],
    getItem: (key) => (values.has(key) ? values.get(key) : null),
    setItem: (key, value) => values.set(key, value),
    removeItem: (key) => values.delete(key),
  };
}

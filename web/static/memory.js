/**
 * What the browser remembers between visits. Private windows may refuse storage: then
 * everything still works for as long as the page lives.
 */

/** @type {Map<string, string>} */
const fallback = new Map();

/** @returns {Storage | null} */
function storage() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** @param {string} name @returns {string | null} */
export function recall(name) {
  return storage()?.getItem(name) ?? fallback.get(name) ?? null;
}

/** @param {string} name @param {string} value */
export function remember(name, value) {
  fallback.set(name, value);
  try {
    storage()?.setItem(name, value);
  } catch {
    // The quota is full or storage is denied; the copy in memory serves this page.
  }
}

/** @param {string} name */
export function forget(name) {
  fallback.delete(name);
  storage()?.removeItem(name);
}

/** @param {string} prefix @returns {string[]} names that begin with the prefix */
export function namesUnder(prefix) {
  const names = new Set(fallback.keys());
  const kept = storage();
  for (let index = 0; kept && index < kept.length; index += 1) names.add(kept.key(index) ?? "");
  return [...names].filter((name) => name.startsWith(prefix));
}

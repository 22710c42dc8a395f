/**
 * A key that names one message for ever. `crypto.randomUUID` exists on secure origins only, and
 * a salon's own network may be plain HTTP.
 * @returns {string}
 */
export function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The HTTP side of the web chat: settings, sessions, photos and the road without a socket. */

/** The server answered, and the answer was no. `text` is its sentence for the reader, if any. */
export class Refused extends Error {
  /** @param {number} status @param {string | null} text */
  constructor(status, text) {
    super(`refused with ${status}`);
    this.status = status;
    this.text = text;
  }
}

/**
 * @param {string} path
 * @param {RequestInit & {token?: string | null}} [options]
 * @returns {Promise<any>} the JSON of the answer, null when it has none
 * @throws {Refused} for any status outside 2xx; TypeError when the network fails
 */
async function call(path, { token, ...options } = {}) {
  const headers = new Headers(options.headers);
  if (token) headers.set("Authorization", `Bearer ${token}`);
  const response = await fetch(`/api/web/${path}`, { ...options, headers });
  const body = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(response.status, typeof body?.text === "string" ? body.text : null);
  return body;
}

/** @param {string} path @param {unknown} body @param {string | null} [token] */
function post(path, body, token = null) {
  const headers = { "Content-Type": "application/json" };
  return call(path, { method: "POST", headers, body: JSON.stringify(body), token });
}

export const fetchConfig = () => call("config");

/**
 * A session for this browser. With the token of a known session the server may continue that
 * one, taking over the language and the deep link; the token of the answer is the one to use.
 * @param {{language: string, role: string, start?: string}} wish
 * @param {string | null} known
 * @returns {Promise<{token: string, role: string}>}
 */
export const openSession = (wish, known) => post("sessions", wish, known);

/** @param {string} token @param {object} frame @returns {Promise<{ack: string}>} */
export const postFrame = (token, frame) => post("messages", frame, token);

/** @param {string} token @param {number} after */
export const fetchMessages = (token, after) => call(`messages?after=${after}`, { token });

/**
 * A file of this chat: only who holds the token gets it, so it cannot be a plain link.
 * @param {string} token @param {string} href @returns {Promise<Blob>} @throws {Refused}
 */
export async function fetchFile(token, href) {
  const response = await fetch(href, { headers: { Authorization: `Bearer ${token}` } });
  if (response.ok) return response.blob();
  const body = await response.json().catch(() => null);
  throw new Refused(response.status, typeof body?.text === "string" ? body.text : null);
}

/** @param {string} token @param {string} key @param {Blob} file */
export function postPhoto(token, key, file) {
  const form = new FormData();
  form.set("key", key);
  form.set("file", file);
  return call("photos", { method: "POST", body: form, token });
}

/** What the server tells every page before anything else. */
import { fetchConfig } from "./api.js";

/**
 * @typedef {Object} Config
 * @property {boolean} demo
 * @property {string[]} regulars   as whom the demo's member pane may begin, by the start that asks for it
 * @property {Record<string, string>} salon   name of the salon in each language
 * @property {string[]} languages
 * @property {number} max_upload_bytes
 */

const MIB = 2 ** 20;

/** @type {Config} what to go by while the server cannot be reached; the chat keeps trying */
const DEFAULTS = { demo: false, regulars: [], salon: {}, languages: ["zh_CN", "en"], max_upload_bytes: 10 * MIB };

/** @returns {Promise<Config>} */
export async function loadConfig() {
  const told = await fetchConfig().catch(() => ({}));
  return { ...DEFAULTS, ...told };
}

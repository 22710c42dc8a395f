/** The token of one pane: kept between visits, made anew when the server no longer knows it. */
import { openSession } from "./api.js";
import { forget, recall, remember } from "./memory.js";

export class Session {
  /**
   * @param {import("./types.js").Role} role
   * @param {string | null} start deep link of the page's address, delivered once
   */
  constructor(role, start) {
    this.role = role;
    this.start = start;
    this.name = `meiyue.${role}.token`;
    /** @type {Promise<unknown>} the request under way: two at once would leave two sessions */
    this.underway = Promise.resolve();
  }

  /** @returns {string | null} */
  get token() {
    return recall(this.name);
  }

  /** @param {string} language @returns {Promise<string>} the known token, or a new one */
  async ensure(language) {
    await this.underway;
    const known = this.token;
    return known && !this.start ? known : this.renew(language);
  }

  /**
   * Ask for a session in this language; a token still known is offered for continuation.
   * @param {string} language
   * @returns {Promise<string>}
   */
  renew(language) {
    const asked = this.underway.then(() => this.#ask(language));
    this.underway = asked.catch(() => undefined);
    return asked;
  }

  /** @param {string} language @returns {Promise<string>} */
  async #ask(language) {
    const wish = { language, role: this.role, ...(this.start ? { start: this.start } : {}) };
    const { token } = await openSession(wish, this.token);
    this.start = null;
    remember(this.name, token);
    return token;
  }

  forget() {
    forget(this.name);
  }
}

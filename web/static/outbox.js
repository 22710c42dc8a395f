/**
 * Words and taps the server has not acknowledged yet. One storage entry per message, so that
 * two tabs never overwrite each other's; sending one twice is harmless, the key is the same.
 */
import { forget, namesUnder, recall, remember } from "./memory.js";

/** @typedef {import("./types.js").Outgoing} Outgoing */

export class Outbox {
  /** @param {import("./types.js").Role} role */
  constructor(role) {
    this.prefix = `meiyue.${role}.outbox.`;
  }

  /** @param {Outgoing} outgoing */
  keep(outgoing) {
    remember(this.prefix + outgoing.key, JSON.stringify(outgoing));
  }

  /** @param {string} key */
  drop(key) {
    forget(this.prefix + key);
  }

  /** @returns {Outgoing[]} what an earlier page left behind, oldest first; placed at the end */
  leftovers() {
    return namesUnder(this.prefix)
      .map((name) => /** @type {Outgoing} */ (JSON.parse(recall(name) ?? "null")))
      .filter(Boolean)
      .map((outgoing) => ({ ...outgoing, state: /** @type {const} */ ("sending") }))
      .sort((one, other) => one.at.localeCompare(other.at));
  }

  clear() {
    namesUnder(this.prefix).forEach(forget);
  }
}
